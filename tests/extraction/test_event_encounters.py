"""How meetings, calls and other encounters are told, and of whom."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the parser takes the one called for what somebody is called
            "President Lars Berg called Foreign Minister Ana Quispe on Sunday.",
            "phone_call happened None 2025-04-06 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg held telephone talks with Prime Minister Ana Quispe on Sunday.",
            "phone_call happened None 2025-04-06 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg had a telephone talk with Prime Minister Ana Quispe on Sunday.",
            "phone_call happened None 2025-04-06 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg and Prime Minister Ana Quispe will see each other on 3 May.",
            "meet planned None 2025-05-03 Ana Quispe, Lars Berg",
        ),
        (
            "The talks between Chile and Peru, held in Oslo on 1 April, ended early.",
            "meet happened Oslo 2025-04-01 Chile, Peru",
        ),
        (
            "Lars Berg and Ana Quispe put pen to paper on a border treaty on Monday.",
            "sign happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Under the deal struck on Friday by Chile and Peru in Oslo, embassies are to reopen.",
            "agree happened Oslo 2025-04-04 Chile, Peru",
        ),
        (
            "Lars Berg arrived in Lima on Sunday for a week-long visit.",
            "visit happened Lima 2025-04-06/2025-04-12 Lars Berg",
        ),
        (
            "Prime Minister Lars Berg called on President Ana Quispe at Hall House on Monday.",
            "meet happened Hall House 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "A phone call took place between President Lars Berg and Prime Minister Ana Quispe.",
            "phone_call happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Foreign Minister Lars Berg met with visiting Peruvian President Ana Quispe in Oslo.",
            "visit happened Oslo None Ana Quispe",
        ),
        (
            "President Lars Berg and Prime Minister Ana Quispe shook hands in Oslo on Monday.",
            "meet happened Oslo 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Russian missiles struck Odesa on Sunday.",
            "attack happened None 2025-04-06 Russia",
        ),
        (
            "The foreign ministers of Chile and Bolivia will meet in Arica on May 3.",
            "meet planned Arica 2025-05-03 foreign minister of Bolivia, foreign minister of Chile",
        ),
        (
            "On the second day of her visit to Hanoi, Minister Ana Quispe met Premier Lars Berg.",
            "visit happened Hanoi None Ana Quispe",
        ),
        (
            "Chile rolled out a new package of sanctions against Bolivia in February.",
            "sanction_or_tariff happened None 2025-02 Bolivia, Chile",
        ),
        (
            "Chile and Bolivia are close to an agreement between Chile and Bolivia on water.",
            "agree hypothetical None None Bolivia, Chile",
        ),
    ],
)
def test_an_event_is_told(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Fake photograph of Barack Obama meeting Hassan Rouhani circulates on social media.",
        "A doctored image showing Barack Obama shaking hands with Hassan Rouhani was shared.",
        "The film imagines a meeting between Barack Obama and Hassan Rouhani.",
        "President Barack Obama met reporters in Tokyo on Monday.",
        "President Barack Obama used to visit Tokyo every year.",
        "Kenyan President William Ruto returned to Nairobi on Saturday.",
        "The statue shows President Ana Quispe shaking hands with Premier Lars Berg.",
        "France met Germany in Lyon on Friday and lost 2-1.",
        "In a dream, President Ana Quispe met Premier Lars Berg.",
    ],
)
def test_no_encounter_is_told(dossier_of: Read, text: str) -> None:
    encounters = {"meet", "visit", "phone_call"}
    assert not encounters & {event.type for event in dossier_of(text).events}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the one received stands after the place
            "President Lars Berg received on Monday at the palace Foreign Minister Ana Quispe.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg and Prime Minister Ana Quispe co-chaired a trade council in Lima.",
            {"meet happened Lima None Ana Quispe, Lars Berg"},
        ),
        (
            "Minister Lars Berg chaired a session of the council with Minister Ana Quispe.",
            {"meet happened None None Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg hosted a luncheon on Monday in honour of Premier Ana Quispe.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg received the credentials of the new ambassador, Ana Quispe.",
            {"meet happened None None Ana Quispe, Lars Berg"},
        ),
        (  # who held them isn't told
            "He answered for dam negotiations with Chile and Peru.",
            set(),
        ),
        (
            "Minister Lars Berg left for Lima on Monday on a two-day visit, where he will speak.",
            {"visit happened Lima 2025-04-07/2025-04-08 Lars Berg"},
        ),
        (
            "Kenya and Peru on Monday signed seven memoranda of understanding.",
            {"sign happened None 2025-04-07 Kenya, Peru"},
        ),
    ],
)
def test_encounters_of_protocol(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "LIMA, April 8 (Wire) - Minister Lars Berg met President Ana Quispe here on Tuesday.",
            "Lima",
        ),
        ("Lars Berg flew to Lima in March and met President Ana Quispe there.", "Lima"),
        ("Lars Berg met Premier Ana Quispe on the sidelines of the Polar Summit in Oslo.", "Oslo"),
        ("Lars Berg met the prime minister of Peru, Ana Quispe, in Lima on Monday.", "Lima"),
        ("Lars Berg and Ana Quispe had met one to one in Lima.", "Lima"),
        ("Chile and Peru agreed to a truce after two days of talks in Oslo.", "Oslo"),
        ("Talks on the river resumed in Oslo on Monday between Chile and Peru.", "Oslo"),
    ],
)
def test_where_they_met(dossier_of: Read, text: str, place: str) -> None:
    assert [e.place for e in dossier_of(text).events if e.type == "meet"] == [place]


def test_an_act_of_nobody_named_beside_the_main_clause_is_left_out(dossier_of: Read) -> None:
    told = dossier_of("President Lars Berg mourned Premier Ana Quispe, who was shot in May.")
    assert not [event for event in told.events if event.type == "attack"]


@pytest.mark.parametrize(
    "text",
    [
        "Trade Minister Ana Quispe and Ambassador Lars Berg discussed fish on Monday. During the "
        "meeting, Quispe stressed the importance of trade.",
        "Trade Minister Ana Quispe on Monday reviewed trade with Ambassador Lars Berg. The meeting "
        "also touched on fish.",
    ],
)
def test_the_meeting_is_of_those_who_discussed_something(dossier_of: Read, text: str) -> None:
    told = [line for line in lines(dossier_of(text)) if line.startswith("meet")]
    assert told == ["meet happened None 2025-04-07 Ana Quispe, Lars Berg"]


def test_leaders_who_speak_of_something_are_not_on_the_telephone(dossier_of: Read) -> None:
    told = dossier_of(
        "President Ana Quispe received President Lars Berg in Lima. The leaders spoke of fish. "
        "Later Quispe telephoned President Jo Otieno."
    )
    assert "phone_call happened None None Ana Quispe, Lars Berg" not in lines(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg, flanked by Chancellor Ana Quispe, said that ties were good.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Norway's Lars Berg and Peru's Ana Quispe jointly inaugurated a port on Monday.",
            "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Talks are under way in Lima between Norway and Peru.",
            "meet happened Lima None Norway, Peru",
        ),
        (
            "The summit between Lars Berg and Ana Quispe has been rescheduled for June.",
            "meet planned None None Ana Quispe, Lars Berg",
        ),
    ],
)
def test_who_appears_together_or_has_talks_under_way_meets(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))


def test_a_delegation_is_received_for_its_country(dossier_of: Read) -> None:
    told = dossier_of("President Ana Quispe received a delegation from Norway on Monday.")
    assert lines(told) == {"meet happened None 2025-04-07 Ana Quispe, Norway"}


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Quispe met her parents on Monday.",
        "The new market hosts 437 companies.",
        "Singling out the town has not sat well with local leaders.",
    ],
)
def test_families_and_what_a_market_hosts_are_not_met(dossier_of: Read, text: str) -> None:
    assert not [e for e in dossier_of(text).events if e.type == "meet"]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers Lars Berg and Ana Quispe's meeting in Lima lasted an hour.",
        "Minister Ana Quispe spoke with Minister Lars Berg in Lima.",
        "Minister Ana Quispe raised the matter with Minister Lars Berg in Lima.",
    ],
)
def test_two_who_own_a_meeting_or_speak_in_one_place(dossier_of: Read, text: str) -> None:
    assert "meet happened Lima None Ana Quispe, Lars Berg" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("President Lars Berg joined President Ana Quispe in Lima for the opening.", True),
        ("President Lars Berg bumped into President Ana Quispe in Lima.", True),
        ("President Lars Berg joined President Ana Quispe in Lima in blaming the bank.", False),
        ("President Lars Berg raised Ana Quispe in Lima.", False),
        ("President Lars Berg discussed Ana Quispe in Lima.", False),
        ("Presidents Lars Berg and Ana Quispe both spoke in Lima.", False),
    ],
)
def test_who_joins_somebody_meets_and_speakers_need_not(
    dossier_of: Read, text: str, met: bool
) -> None:
    told = "meet happened Lima None Ana Quispe, Lars Berg" in lines(dossier_of(text))
    assert told is met


def test_a_hyphenated_noun_is_one_word(dossier_of: Read) -> None:
    text = "President Ana Quispe and Premier Lars Berg had a get-together on Monday."
    assert [e.type for e in dossier_of(text).events] == ["meet"]
