"""Encounters and accords that are only spoken of, told again or told of nobody: no events."""

import pytest

from tests.extraction.readings import Read, lines


def kinds(read: Read, text: str) -> list[str]:
    """Types of the joint events and journeys of a text, in its order."""
    told = {"meet", "visit", "phone_call", "agree", "sign", "joint_statement"}
    return [e.type for e in read(text).events if e.type in told]


@pytest.mark.parametrize(
    "text",
    [
        "Norway opposed talking to the militia in Tamrit at all.",
        "Norway's minister, Ana Berg, favoured meeting the rebels of Tamrit.",
        "Tomas Lund, the justice minister, accused Ana Berg in February of dining with murderers.",
        "Peru accused Premier Tomas Lund of meeting rebels in Rome in May.",
        "President Ana Berg would never have shared a lift with President Tomas Lund of Peru.",
        "Peru's ambassador, who was recalled in March, will return to Oslo on Sunday.",
        "After fourteen months, a Peruvian ambassador is back in Oslo.",
        "Ana Berg, Peru's ambassador to Norway, went back to Oslo on Monday.",
        "President Ana Berg met a builder on Tuesday.",
        "His spokeswoman said no such meeting between Ana Berg and Tomas Lund had been planned.",
    ],
)
def test_what_is_only_spoken_of_and_who_goes_back_to_his_post(dossier_of: Read, text: str) -> None:
    """Views, charges, what never came about, ambassadors at their posts, one bare word."""
    assert not kinds(dossier_of, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tomas Lund accused Ana Berg of secretly meeting General Pak Ho in Rome.", ["meet"]),
        ("Peru's special envoy, Ana Berg, returned to Oslo on Monday for talks.", ["visit"]),
        ("The government of Peru and the rebels signed a truce on Monday.", ["sign"]),
        ("Premier Ana Berg and President Tomas Lund met, with one interpreter.", ["meet"]),
        ("President Ana Berg signed a pact with a rebel on Monday.", ["sign"]),
    ],
)
def test_what_is_told_beside_them(dossier_of: Read, text: str, told: list[str]) -> None:
    """Named parties, envoys who travel and groups stay."""
    assert kinds(dossier_of, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "President Ana Berg supported the plan, meeting Premier Tomas Lund in Lima on Tuesday.",
            ["meet"],
        ),
        ("President Ana Berg defended meeting the rebel leader Pak Ho in Rome in May.", ["meet"]),
        ("Ana Berg, a former ambassador, returned to Oslo on Monday as Peru's envoy.", ["visit"]),
        ("Minister Ana Berg plans to visit Oslo on Friday, which votes every year.", ["visit"]),
        ("Ana Berg plans to meet President Tomas Lund and each of his sons in Rome.", ["meet"]),
        ("Minister Ana Berg will visit Rome once the winter is over this year.", ["visit"]),
        ("Minister Ana Berg decided to visit Rome once more this year.", ["visit"]),
    ],
)
def test_what_comes_near_views_posts_and_habits(
    dossier_of: Read, text: str, told: list[str]
) -> None:
    """An aside of the clause, a post held once, a habit of something else."""
    assert kinds(dossier_of, text) == told


@pytest.mark.parametrize("told", ["was not", "could be"])
def test_who_was_not_the_first_to_come_came_not_first(dossier_of: Read, told: str) -> None:
    """A copula that is denied or only possible names nobody."""
    dossier = dossier_of(f"The first premier of Norway to visit Lima {told} Tomas Lund.")
    assert not any(line.endswith("Tomas Lund") for line in lines(dossier))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ana Berg met Tomas Lund in Rome in May, a meeting that neither has ever confirmed.",
            ["meet"],
        ),
        (
            "Premier Ana Berg flew to Lima in June and stayed for a week, a visit that nobody had"
            " announced.",
            ["visit"],
        ),
        (
            "Norway and Kenya agreed on Thursday to reopen the port, Egypt's minister said, in the"
            " first accord between the two sides since May.",
            ["agree"],
        ),
        ("Norway and Kenya exchanged prisoners, the first such swap since 2011.", []),
    ],
)
def test_told_again_by_a_noun(dossier_of: Read, text: str, told: list[str]) -> None:
    """A noun set beside its clause tells of no second event."""
    assert kinds(dossier_of, text) == told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The last Kenyan Head of Government to visit Oslo was Walid Dahl, who met her in 2014.",
            "visit happened Oslo None Walid Dahl",
        ),
        (
            "Norway, for its part, refused to join the fishing pact that Kenya concluded with Peru"
            " in March.",
            "agree happened None 2025-03 Kenya, Peru",
        ),
        (
            "In January Ana Berg, Norway's minister, flew to Lima, and there she and the bank's"
            " president, Tomas Lund, settled on a loan.",
            "agree happened Lima 2025-01 Ana Berg, Tomas Lund",
        ),
    ],
)
def test_whose_it_is(dossier_of: Read, text: str, event: str) -> None:
    """Who is named behind the copula; who concludes what a relative clause tells of."""
    assert event in lines(dossier_of(text))


def test_a_joint_statement_is_of_those_who_speak_in_it(dossier_of: Read) -> None:
    """Not of those who met in the sentence before."""
    met = "President Ana Berg of Norway met Premier Tomas Lund of Peru on Monday. "
    assert kinds(dossier_of, met + "In a joint statement, the miners' unions condemned it.") == [
        "meet"
    ]
    assert kinds(dossier_of, met + "In a joint statement, teachers called it late.") == ["meet"]
    both = kinds(dossier_of, met + "In a joint statement, the leaders condemned the raid.")
    assert both == ["meet", "joint_statement"]


def test_the_text_of_an_accord_is_no_joint_statement(dossier_of: Read) -> None:
    """Whether what was signed is published or not."""
    signed = "President Ana Berg and Premier Tomas Lund signed an accord. "
    assert kinds(dossier_of, signed + "Its text has not been published.") == ["sign"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Premier Ana Berg and President Tomas Lund met at the summit of the Salt League in"
            " Lima in March.",
            {"meet happened Lima 2025-03 Ana Berg, Tomas Lund"},
        ),
        (
            "Ana Berg of Norway and Tomas Lund of Peru pledged to convene every year.",
            {"agree happened None None Ana Berg, Tomas Lund"},
        ),
        (
            "Ana Berg of Norway and Tomas Lund of Peru agreed to meet twice a year.",
            {"agree happened None None Ana Berg, Tomas Lund"},
        ),
        (
            "Premier Ana Berg watched the trade ministers, Per Roa and Rosa Quispe, sign a pact.",
            {"sign happened None None Per Roa, Rosa Quispe"},
        ),
        (
            "Ana Berg of Norway and Tomas Lund of Peru signed a pact. Their joint statement was"
            " read to the cameras by President Luis Arce.",
            {
                "sign happened None None Ana Berg, Tomas Lund",
                "joint_statement happened None None Ana Berg, Tomas Lund",
            },
        ),
        (
            "The most recent visit to Norway by a Peruvian minister was that of Rosa Quispe in"
            " June 2019.",
            {"visit happened Norway 2019-06 Rosa Quispe"},
        ),
        (
            "The last visit to Peru by a Norwegian premier was by Per Roa in 2016.",
            {"visit happened Peru 2016 Per Roa"},
        ),
    ],
)
def test_who_was_there(dossier_of: Read, text: str, events: set[str]) -> None:
    """Not a summit where two met, who watched, who read out; no habit that was agreed on."""
    assert {line for line in lines(dossier_of(text)) if " Lima None " not in line} == events


def test_to_see_each_other_is_no_habit(dossier_of: Read) -> None:
    """ "Each" of "each other" tells of no custom."""
    pair = "President Ana Berg and Premier Tomas Lund see each other in Lima"
    assert kinds(dossier_of, pair + " in May.")[:1] == ["meet"]


def test_a_host_is_at_home(dossier_of: Read) -> None:
    """Whoever hears his guest out has not travelled."""
    text = "Premier Ana Berg came to Lima in January; her host, Tomas Lund, heard her out."
    told = [line for line in lines(dossier_of(text)) if line.startswith("visit")]
    assert told == ["visit happened Lima 2025-01 Ana Berg"]


def test_a_meal_that_was_cancelled(dossier_of: Read) -> None:
    """Of the one whom the story is about, and of the other, who is named."""
    text = (
        "Peru's president, Ana Berg, was in Oslo. A dinner with Premier Tomas Lund was cancelled."
    )
    assert "meet denied None None Ana Berg, Tomas Lund" in lines(dossier_of(text))
    assert "meet" not in kinds(dossier_of, "Ana Berg was in Oslo. A dinner with Tomas Lund is fun.")
