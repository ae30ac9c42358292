"""Whom a description without a name means, and whom it can't mean."""

import pytest

from graph_builder.model import Dossier
from tests.extraction.readings import Read, lines, named


@pytest.mark.parametrize(
    "text",
    [
        "During talks with Lars Berg, the president of Chile promised aid.",
        "According to Lars Berg, the president of Ghana will resign in May.",
        "Together with Lars Berg, the foreign minister of Ghana visited Lagos on Monday.",
        "Accompanied by Lars Berg, the ambassador of Ghana toured the port of Mombasa.",
        "At a dinner hosted by Lars Berg, the prime minister of Kenya spoke about trade.",
        "In an interview with Lars Berg, the prime minister said that she would resign.",
    ],
)
def test_who_acts_is_not_who_stands_in_his_adjuncts(dossier_of: Read, text: str) -> None:
    berg = named(dossier_of(text), "Lars Berg")
    assert (berg.office, berg.aliases) == (None, ("Lars Berg",))


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("According to Lars Berg, the president of Ghana, taxes will rise.", "president of Ghana"),
        ("On Lars Berg's return from Rome, the premier said he was tired.", "premier"),
        ("After Lars Berg won the vote, the president said he was glad.", "president"),
    ],
)
def test_appositions_possessors_and_other_clauses_are_taken_up(
    dossier_of: Read, text: str, alias: str
) -> None:
    assert f"the {alias}" in named(dossier_of(text), "Lars Berg").aliases


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Ana Quispe telephoned Oslo on Monday. The Peruvian president promised two ships.",
            "Ana Quispe",
            "The Peruvian president",
        ),
        (
            "Lars Berg was kinder: in the crisis the Norwegian premier was on the line to Lima.",
            "Lars Berg",
            "the Norwegian premier",
        ),
        (
            "When Ana Quispe landed in Lagos, Peru's president had already lost an ally.",
            "Ana Quispe",
            "Peru's president",
        ),
        (
            "Peru's Ana Quispe met Lars Berg in Rome. The Norwegian foreign minister was content.",
            "Lars Berg",
            "The Norwegian foreign minister",
        ),
        (
            "Ana Quispe met Lars Berg of Norway in Rome. The Peruvian president said little.",
            "Ana Quispe",
            "The Peruvian president",
        ),
        (
            "Ana Quispe landed in Oslo on Monday and was met by Lars Berg. The Norwegian premier"
            " praised her.",
            "Lars Berg",
            "The Norwegian premier",
        ),
        (
            "Lars Berg, who had seen Mr Lindo in Lima, came home content. The Norwegian leader is"
            " no fool.",
            "Lars Berg",
            "The Norwegian leader",
        ),
        (
            "Ana Quispe met Kenya's foreign minister, Amina Kariuki. The Peruvian had flown in.",
            "Ana Quispe",
            "The Peruvian",
        ),
        (
            "President Mateus Lindo was seized in May. On Monday Lars Berg called that a crime. The"
            " Norwegian president spoke in Rome.",
            "Lars Berg",
            "The Norwegian president",
        ),
    ],
)
def test_who_alone_may_be_of_a_land_is_told_by_it(
    dossier_of: Read, text: str, name: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), name).aliases


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Quispe met Lars Berg in Rome. The Norwegian president said little.", "Ana Quispe"),
        ("Ana Quispe met Lars Berg in Rome. The Norwegian president said little.", "Lars Berg"),
        ("Lars Berg spoke on Monday. Norway's next president will be elected in May.", "Lars Berg"),
        ("Lars Berg, the envoy of Norway, left. The Norwegian president wept.", "Lars Berg"),
        ("Lars Berg spoke. The leader of Norway's biggest union called a strike.", "Lars Berg"),
        ("Lars Berg flew to Oslo. The Norwegian premier received him.", "Lars Berg"),
        ("Lars Berg spoke. The Norwegian premier telephoned Lars Berg.", "Lars Berg"),
        ("Lars Berg spoke.\n\nA ship sank. The Norwegian was saved by a trawler.", "Lars Berg"),
    ],
)
def test_who_may_be_another_is_not_told_by_a_land(dossier_of: Read, text: str, name: str) -> None:
    berg = named(dossier_of(text), name)
    assert not {"president", "premier", "leader", "Norwegian"} & {
        alias.split()[-1] for alias in berg.aliases
    }


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Ana Quispe arrived in Oslo on Monday. Lars Berg embraced his visitor.",
            "Ana Quispe",
            "his visitor",
        ),
        (
            "Ana Quispe's trip to Oslo in May was short. Lars Berg showed his guest the harbour.",
            "Ana Quispe",
            "his guest",
        ),
        (
            "Ana Quispe and Lars Berg parted on Sunday. Mateus Lindo called Quispe's tour a"
            " success. Berg promised his guest a treaty.",
            "Ana Quispe",
            "his guest",
        ),
        (
            "Prime ministers Ana Quispe and Lars Berg signed a treaty. In June Quispe told her"
            " colleague by letter that it was dead.",
            "Lars Berg",
            "her colleague",
        ),
    ],
)
def test_guests_and_colleagues_are_whom_one_meets(
    dossier_of: Read, text: str, name: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), name).aliases


@pytest.mark.parametrize(
    "text",
    [
        "Tabo Vask and Mateus Roa asked for ships. Roa begged the king to step in.",
        "Ana Quispe landed on Monday. The visitor came by car. The king smiled at the guest.",
    ],
)
def test_a_title_is_not_his_who_is_left_by_chance(dossier_of: Read, text: str) -> None:
    assert not any("the king" in actor.aliases for actor in dossier_of(text).actors)


@pytest.mark.parametrize("trait", ["leftist", "ailing", "charismatic", "populist"])
def test_a_leader_may_be_told_by_a_trait(dossier_of: Read, trait: str) -> None:
    text = f"President Mateus Roa flew to Oslo. The {trait} leader met Lars Berg."
    assert f"The {trait} leader" in named(dossier_of(text), "Mateus Roa").aliases


@pytest.mark.parametrize("kind", ["religious", "tribal", "opposition", "rebel"])
def test_leaders_of_some_are_others(dossier_of: Read, kind: str) -> None:
    text = f"President Mateus Roa flew to Oslo. The {kind} leader met Lars Berg."
    assert f"The {kind} leader" not in named(dossier_of(text), "Mateus Roa").aliases


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "The Norwegian president flew to Lima and met Mateus Roa. The Kenyan leader was"
            " invited to Oslo.",
            "Mateus Roa",
            "The Kenyan leader",
        ),
        ("Lars Berg flew to Rome. On Monday he saw the king in Turin.", "Lars Berg", "the king"),
        ("Mateus Roa was received by Lars Berg. On Monday he upset the Kenyan.", "Mateus Roa", "x"),
    ],
)
def test_titles_and_peoples_of_others(dossier_of: Read, text: str, name: str, alias: str) -> None:
    assert alias not in named(dossier_of(text), name).aliases


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        (
            "Lars Berg spoke on Monday. The 51-year-old property developer landed in Lagos.",
            "The 51-year-old property developer",
        ),
        (
            "A quiet man\nProfile. June 6\n\nLars Berg keeps a pebble.\n\nMateus Roa lit a fire."
            " “I have had better evenings,” the diplomat says.",
            "the diplomat",
        ),
    ],
)
def test_ages_and_professions_go_on_about_somebody(dossier_of: Read, text: str, alias: str) -> None:
    assert alias in named(dossier_of(text), "Lars Berg").aliases


@pytest.mark.parametrize(
    "text",
    [
        "Lars Berg spoke on Monday. The 60-year-old treaty was signed in Lagos.",
        "Lars Berg spoke on Monday. The 51-year-old developer Mateus Roa landed in Lagos.",
        "A quiet man\nProfile. June 6\n\nLars Berg rests.\n\nMateus Roa left. The general fled.",
    ],
)
def test_ages_and_ranks_of_others(dossier_of: Read, text: str) -> None:
    assert set(named(dossier_of(text), "Lars Berg").aliases) == {"Lars Berg"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lars Berg was tired. He and the president talked about herring in Lima.", "Lars Berg"),
        (
            "Ana Quispe, who leads the Reds, wept. The president said it rained.",
            "Ana Quispe",
        ),
        ("Spring is here, says Ana Quispe. The premier thanked her on Monday.", "Ana Quispe"),
        ("The president rang Lars Berg on Monday. Ana Quispe heard of it in Lima.", "Ana Quispe"),
        ("The secretary-general called Ana Quispe on Monday.", "Ana Quispe"),
        (
            "Lars Berg came to Rome. He brought a letter in which the Peruvian president asked for"
            " a truce.",
            "Lars Berg",
        ),
        ("Kari Moen resigned and accused her former boss of fraud.", "Kari Moen"),
        ("Kari Moen left. The envoy rang Oslo and got the president's blessing.", "Kari Moen"),
    ],
)
def test_a_title_is_not_of_who_is_told_apart(dossier_of: Read, text: str, name: str) -> None:
    dossier = dossier_of(text)
    assert not any("president" in alias or "premier" in alias for alias in _aliases(dossier, name))
    assert not any("general" in alias or "boss" in alias for alias in _aliases(dossier, name))
    assert not any(actor.name.startswith(name + "'s") for actor in dossier.actors)


def _aliases(dossier: Dossier, name: str) -> tuple[str, ...]:
    return named(dossier, name).aliases


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "While Lars Berg was touring Kenya, Ana Quispe stayed in Rome."
            " The Peruvian foreign minister met Tom Reed on Monday.",
            "Ana Quispe",
            "The Peruvian foreign minister",
        ),
        (
            "As Ana Quispe shook hands in Lagos, Lars Berg visited Mombasa."
            " The Norwegian premier met Tom Reed there.",
            "Lars Berg",
            "The Norwegian premier",
        ),
        (
            "President Lars Berg of Norway came to Lima. President Ana Quispe of Peru thanked her"
            " Norwegian brother.",
            "Lars Berg",
            "her Norwegian brother",
        ),
        (
            "Norwegian President Lars Berg met Tom Reed. Norwegian Foreign Minister Kari Moen said"
            " that her boss would visit Cusco.",
            "Lars Berg",
            "her boss",
        ),
        (
            "Norwegian President Lars Berg met Tom Reed on Monday. Kari Moen, the Norwegian trade"
            " minister, criticized her own president.",
            "Lars Berg",
            "her own president",
        ),
    ],
)
def test_leaders_told_by_their_own_and_by_the_main_clause(
    dossier_of: Read, text: str, name: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), name).aliases


@pytest.mark.parametrize(
    ("told", "partner"),
    [
        ("met the Greek premier on Monday. In Athens, Nikos Pappas was pleased.", "Nikos Pappas"),
        ("met the Greek premier on Monday. On Tuesday Nikos Pappas resigned.", "Nikos Pappas"),
        ("met his Greek counterpart on Monday. Nikos Pappas was pleased.", "Nikos Pappas"),
        ("met the Greek premier on Monday. In Rome, Nina Holt was pleased.", "Greek premier"),
    ],
)
def test_who_is_described_is_named_in_the_next_sentence(
    dossier_of: Read, told: str, partner: str
) -> None:
    dossier = dossier_of(f"Lars Berg, Norway's president, {told}")
    assert {line for line in lines(dossier) if line.startswith("meet")} == {
        f"meet happened None 2025-04-07 {', '.join(sorted(('Lars Berg', partner)))}"
    }


def test_where_somebody_goes_another_is_at_home(dossier_of: Read) -> None:
    text = "On Friday Lars Berg flew to Rome, where Ana Quispe received him. The Peruvian premier"
    dossier = dossier_of(f"{text} was glad.")
    assert named(dossier, "Ana Quispe").aliases == ("Ana Quispe",)


def test_the_host_in_a_portrait_is_who_is_portrayed(dossier_of: Read) -> None:
    text = (
        "Lars Berg, ferryman of treaties\nObituary, 2 May 2020\n\nLars Berg built boats. In March"
        " 1990 Ana Quispe came to Oslo, and she and her host issued a declaration on boats."
    )
    assert "her host" in named(dossier_of(text), "Lars Berg").aliases


@pytest.mark.parametrize("word", ["host", "visitor", "boss"])
def test_who_is_known_by_another_alone_is_no_actor(dossier_of: Read, word: str) -> None:
    text = f"Kari Moen's visit to Tokyo ended in deadlock. Her {word} visited Lima on Monday."
    dossier = dossier_of(text)
    assert [actor.name for actor in dossier.actors if actor.type == "person"] == ["Kari Moen"]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("General Lars Berg met Ana Quispe. The soldier will visit Lima in May.", "The soldier"),
        ("Ana Quispe met Admiral Lars Berg. The officer will visit Lima in May.", "The officer"),
        ("Prince Lars Berg met Ana Quispe. The royal will visit Lima in May.", "The royal"),
        ("Ana Quispe, 61, met Lars Berg, 58. The 58-year-old will visit Lima.", "The 58-year-old"),
        ("Ana Quispe received Lars Berg on Monday. Her caller signed a treaty.", "Her caller"),
        ("Ana Quispe rang Lars Berg. Her interlocutor will visit Lima.", "Her interlocutor"),
    ],
)
def test_somebody_is_told_by_his_rank_his_age_or_whom_he_meets(
    dossier_of: Read, text: str, alias: str
) -> None:
    assert alias in named(dossier_of(text), "Lars Berg").aliases


@pytest.mark.parametrize(
    "text",
    [
        "General Lars Berg met Ana Quispe. The investigating officer will visit Lima in May.",
        "Lars Berg met Ana Quispe. The soldier will visit Lima in May.",
        "General Ana Quispe met General Lars Berg. The soldier will visit Lima in May.",
        "Ana Quispe met Captain Lars Berg. The officer says that Berg did his best.",
        "Lars Berg, 61, met Ana Quispe. The 58-year-old will visit Lima.",
    ],
)
def test_ranks_and_ages_of_somebody_else(dossier_of: Read, text: str) -> None:
    aliases = named(dossier_of(text), "Lars Berg").aliases
    assert not any(word in alias for alias in aliases for word in ("officer", "soldier", "old"))


def test_any_premier_receives_any_president(dossier_of: Read) -> None:
    dossier = dossier_of("A prime minister receives a president; there is a handshake in Oslo.")
    assert dossier.events == ()
    told = dossier_of("A Kenyan general met President Lars Berg in Oslo on Monday.")
    assert len(told.events) == 1
