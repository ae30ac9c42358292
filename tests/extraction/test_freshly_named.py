"""Who is named without an office, beside a description that tells it."""

import pytest

from tests.extraction.readings import Read, lines, named


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        (
            "Ana Quispe poured the tea herself. Peru's former trade minister visited Oslo in May.",
            "Peru's former trade minister",
        ),
        (
            "The chair reserved for Ana Quispe stayed empty. Peru's fisheries envoy left Oslo.",
            "Peru's fisheries envoy",
        ),
        (
            "For a week Norway's premier, Lars Berg, had avoided Ana Quispe. On Monday Peru's"
            " ambassador cornered him in the lift.",
            "Peru's ambassador",
        ),
        (
            "Peru's trade minister spent a day in Oslo. Between two meals, Ana Quispe found time"
            " to meet Lars Berg.",
            "Peru's trade minister",
        ),
        (
            "Peru's trade minister had a busy Monday in Oslo. “I slept in the car,” joked Ana"
            " Quispe, who is 61.",
            "Peru's trade minister",
        ),
        (
            "After talks with Norway's premier, Lars Berg, the World Bank's mission chief flew"
            " home. Ana Quispe, who had been in Oslo since May 2, spoke of progress.",
            "the World Bank's mission chief",
        ),
        (
            "The long march of Ana Quispe\nNobody has travelled further. Peru's trade minister"
            " began in a mine.",
            "Peru's trade minister",
        ),
        (
            "Peruvian president to visit Athens in April\nAna Quispe will meet Nikos Petrou on"
            " April 14.",
            "Peruvian president",
        ),
        (
            "A Peruvian senator was sent home from Oslo. Ana Quispe, 44, had met rebels there.",
            "A Peruvian senator",
        ),
        (
            "A Peruvian activist was arrested in Oslo. Ana Quispe had met Lars Berg there.",
            "A Peruvian activist",
        ),
        (
            "Norway's premier, Lars Berg, met Ana Quispe on Monday. The Peruvian economist, he"
            " told parliament, had eaten well.",
            "The Peruvian economist",
        ),
        (
            "Norway's premier, Lars Berg, will see Colonel Ana Quispe in May. A date is open. He"
            " met the Peruvian officer in 2022.",
            "the Peruvian officer",
        ),
    ],
)
def test_descriptions_tell_the_office_of_who_is_only_named(
    dossier_of: Read, text: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), "Ana Quispe").aliases


@pytest.mark.parametrize(
    "text",
    [
        "Ana Quispe, a lawyer, left the hall. Peru's fisheries envoy met Lars Berg in Oslo.",
        "Peru's president visited Oslo on Monday. Ana Quispe, 45, watched the motorcade.",
        "Peru's president visited Oslo. “No,” said Ana Quispe of the Fjord Institute.",
        "Peru's president visited Oslo. Ana Quispe, an analyst, doubts that it will help.",
        "Ana Quispe left. Angry farmers stopped the car of Peru's premier.",
        "Ana Quispe said on Saturday that Peru's next leader must be a woman.",
        "A Peruvian mediator is always alone. Ana Quispe left for Oslo on Monday.",
        "A Peruvian lawmaker said that he would visit Oslo. Ana Quispe criticized the trip.",
        "The police arrested a Peruvian senator on Monday. Ana Quispe visited Oslo.",
        "Peru's premier, Ana Quispe, met Lars Berg. The Peruvian soldier was arrested in Oslo.",
        "Ana Quispe had to read it. There stood Colonel Lars Berg of the Peruvian border guard.",
    ],
)
def test_others_are_not_called_by_it(dossier_of: Read, text: str) -> None:
    aliases = named(dossier_of(text), "Ana Quispe").aliases
    assert set(aliases) <= {"Ana Quispe", "a lawyer", "an analyst", "Peru's premier"}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian premier hosts Peruvian counterpart\nPrime Minister Lars Berg met his Peruvian"
        " counterpart, Ana Quispe, in Oslo.",
        "Norwegian premier meets Peruvian counterpart\nPrime Minister Lars Berg of Norway received"
        " the Prime Minister of Peru, Ana Quispe, in Oslo.",
    ],
)
def test_the_counterpart_of_a_headline_is_named_below(dossier_of: Read, text: str) -> None:
    assert "Peruvian counterpart" in named(dossier_of(text), "Ana Quispe").aliases


def test_a_premier_whom_only_a_text_below_tells_with_his_land_is_another(dossier_of: Read) -> None:
    dossier = dossier_of(
        "When Ana Quispe came back from Oslo, the prime minister had a treaty in her bag. Later she"
        " rang Lars Berg, Norway's prime minister."
    )
    assert "the prime minister" in named(dossier, "Ana Quispe").aliases


@pytest.mark.parametrize(
    "line",
    ["By Petra Brandt-Holm, The Vask Courier", "The Friday interview, by Petra Brandt-Holm"],
)
def test_who_signs_the_piece_is_nobody_in_it(dossier_of: Read, line: str) -> None:
    dossier = dossier_of(
        f"A river older than both\n{line}\n\nMarcela Ibarra orders soup because, she says, soup"
        " cannot be eaten in anger. Peru's chief negotiator returned from Oslo on Monday."
    )
    assert "Petra Brandt-Holm" not in {actor.name for actor in dossier.actors}
    assert "Peru's chief negotiator" in named(dossier, "Marcela Ibarra").aliases


def test_the_leader_of_a_land_where_another_goes_is_at_home(dossier_of: Read) -> None:
    dossier = dossier_of(
        "President Lars Berg flew to Lima. President Kossi Mensah gave him an hour. The Peruvian"
        " leader was tired. His energy minister, Ana Quispe, resigned. Rosa Lund, the Irish"
        " foreign minister, rang Berg and then his Peruvian counterpart."
    )
    assert "The Peruvian leader" in named(dossier, "Kossi Mensah").aliases
    assert named(dossier, "Ana Quispe").aliases == ("His energy minister", "Ana Quispe")


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        (
            "Norway's President Lars Berg telephoned his Peruvian counterpart on Tuesday. Colonel"
            " Ana Quispe promised to call back.",
            "his Peruvian counterpart",
        ),
        (
            "Peru's president spent a day in Oslo. Between two meals, Ana Quispe toured a farm."
            " Beijing lodged a complaint. The 61-year-old former teacher then flew on to Rome.",
            "The 61-year-old former teacher",
        ),
        (
            "Norway's premier, Lars Berg, met the World Bank's mission chief, Ana Quispe. He was"
            " blunt. The Peruvian economist, he said, had eaten well.",
            "The Peruvian economist",
        ),
        (
            "Lars Berg met Peru's finance minister, Tan Sri Dato' Ana Quispe, on Monday.",
            "Peru's finance minister",
        ),
    ],
)
def test_ranks_ages_and_honorifics_stand_between(dossier_of: Read, text: str, alias: str) -> None:
    assert alias in named(dossier_of(text), "Ana Quispe").aliases


def test_a_counterpart_named_behind_holds_the_office_too(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Norway's President Lars Berg telephoned his Peruvian counterpart on Tuesday. Colonel Ana"
        " Quispe promised to call back."
    )
    assert named(dossier, "Ana Quispe").office == "President of Peru"


@pytest.mark.parametrize("told", ["", ", the first Peruvian head of state to do so since 1997"])
def test_a_headline_is_of_whom_the_text_names_first(dossier_of: Read, told: str) -> None:
    dossier = dossier_of(
        f"Peruvian president to visit Oslo in May\nAna Quispe will land there on Tuesday{told}. She"
        " will meet her host, President Lars Berg."
    )
    assert "Peruvian president" in named(dossier, "Ana Quispe").aliases
    assert "Peruvian president" not in named(dossier, "Lars Berg").aliases


def test_one_of_a_people_is_who_receives_at_home(dossier_of: Read) -> None:
    dossier = dossier_of(
        "May 2009: Ole Lund, the Norwegian premier, receives Petros Kola in Oslo.\n\nJuly 2017:"
        " Stipan Vask, Croatia's premier, is received by Lars Berg in Oslo.\n\nDecember 2017: The"
        " Norwegian returns the visit and sits down with Vask in Zagreb."
    )
    assert "The Norwegian" in named(dossier, "Lars Berg").aliases


def test_a_minister_may_be_for_the_affairs_of_a_land(dossier_of: Read) -> None:
    text = "Lars Berg met the government's minister for Peru affairs, Sir Ana Quispe, in Oslo."
    found = named(dossier_of(text), "Ana Quispe")
    assert found.office == "minister for Peru affairs"


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        (
            "Peru's interior minister rang Oslo on Tuesday. At the other end was his Norwegian"
            " colleague, Lars Berg. The Peruvian, Ana Quispe, met him in Lima in May.",
            "Peru's interior minister",
        ),
        (
            "On Tuesday the woman who overthrew Peru's government was received in Oslo. General Ana"
            " Quispe, 58, met President Lars Berg there.",
            "the woman",
        ),
        (
            "Peru's trade minister and her Norwegian opposite number were to meet on Tuesday. The"
            " table was laid, and at noon Ana Quispe sent word that she would not be coming. Lars"
            " Berg ate alone.",
            "Peru's trade minister",
        ),
        (
            "Norway's trade minister and his Peruvian opposite number were to meet on Tuesday. The"
            " table was laid, and at noon Lars Berg sent word that he would not be coming. Ana"
            " Quispe ate alone.",
            "his Peruvian opposite number",
        ),
    ],
)
def test_names_are_told_further_on(dossier_of: Read, text: str, alias: str) -> None:
    assert alias in named(dossier_of(text), "Ana Quispe").aliases


@pytest.mark.parametrize(
    "text",
    [
        "The man who killed the king met Lars Berg. Ana Quispe was silent.",
        "Peru's trade minister and her Norwegian opposite number met on Tuesday. Ana Quispe, the"
        " mayor of Lima, welcomed them.",
        "Peru's interior minister rang Oslo on Tuesday. The Greek, Ana Quispe, was not amused.",
    ],
)
def test_who_is_told_to_be_another_is_not_named_by_it(dossier_of: Read, text: str) -> None:
    aliases = named(dossier_of(text), "Ana Quispe").aliases
    assert set(aliases) <= {"Ana Quispe", "the mayor of Lima", "The Greek"}


def test_the_pope_needs_no_name(dossier_of: Read) -> None:
    dossier = dossier_of("The pontiff met Lars Berg on Sunday. The pope met Ana Quispe on Monday.")
    assert set(named(dossier, "Pope").aliases) >= {"The pontiff", "The pope"}
    named_pope = dossier_of("Pope Gregory met Lars Berg on Sunday. The pontiff praised him.")
    assert "Pope" not in {actor.name for actor in named_pope.actors}


def test_who_is_interviewed_goes_on_to_be_she(dossier_of: Read) -> None:
    dossier = dossier_of(
        "A river older than both\nThe Friday interview, by Petra Holm\n\nAna Quispe orders soup and"
        " talks of Lima. Norway's president, Lars Berg, rang Rosa Lund in May.\n\nIt nearly ended"
        " in March. Ole Vask read a paragraph to her, and she walked out.\n\nThe two ministers,"
        " Nils Roa and Peru's Rosa Lund, will sign it in June.\n\n“Nobody blinked,” says the"
        " 58-year-old hydrologist."
    )
    [spoken] = dossier.statements
    assert spoken.speaker == named(dossier, "Ana Quispe").id


@pytest.mark.parametrize(
    "before",
    [
        "Ana Quispe was arrested in Oslo on Monday.",
        "The police freed Ana Quispe on Monday after talks.",
        "Ana Quispe died in Oslo on Monday.",
        "Norway demanded the release of Ana Quispe.",
        "Ana Quispe's lawyers went to court in Oslo.",
        "The widow of Ana Quispe wept.",
    ],
)
@pytest.mark.parametrize("office", ["Peru's foreign minister", "The Peruvian president"])
def test_who_only_suffers_is_no_minister(dossier_of: Read, before: str, office: str) -> None:
    dossier = dossier_of(f"{before} {office} met Lars Berg in Rome on Tuesday.")
    assert not any("Ana Quispe" in line for line in lines(dossier) if line.startswith("meet"))


def test_her_counterpart_tells_that_the_speaker_is_a_woman(dossier_of: Read) -> None:
    before = "Elena Lund met Lars Berg on Monday."
    dossier = dossier_of(f"{before} The speaker of Peru's parliament invited her counterpart.")
    assert "The speaker of Peru's parliament" in named(dossier, "Elena Lund").aliases
    dossier = dossier_of(f"{before} Peru's ambassador praised his patience.")
    assert named(dossier, "Lars Berg").aliases == ("Lars Berg",)
