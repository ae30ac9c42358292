"""Which tellings of encounters are of one and which of several, and on which day it was."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        (
            "President Lars Berg called President Ana Quispe and Premier Tomas Ibarra on Friday.",
            "phone_call",
            {
                "phone_call happened None 2025-04-04 Ana Quispe, Lars Berg",
                "phone_call happened None 2025-04-04 Lars Berg, Tomas Ibarra",
            },
        ),
        (
            "President Lars Berg met his Danish counterpart, Ana Quispe, on Monday and Norwegian "
            "Foreign Minister Tomas Ibarra on Tuesday.",
            "meet",
            {
                "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
                "meet happened None 2025-04-08 Lars Berg, Tomas Ibarra",
            },
        ),
        (
            "President Lars Berg visited Vilnius on Monday and Riga the next day.",
            "visit",
            {
                "visit happened Vilnius 2025-04-07 Lars Berg",
                "visit happened Riga 2025-04-08 Lars Berg",
            },
        ),
        (
            "President Ana Quispe landed in Ankara on Monday. It was her second visit to Turkey.",
            "visit",
            {"visit happened Ankara 2025-04-07 Ana Quispe"},
        ),
    ],
)
def test_occasions_are_told_apart_and_together(
    dossier_of: Read, text: str, type_: str, expected: set[str]
) -> None:
    assert {told for told in lines(dossier_of(text)) if told.startswith(type_)} == expected


@pytest.mark.parametrize(
    ("text", "type_", "date"),
    [
        (
            "Minister Ana Quispe flew into Oslo on Wednesday, a day after speaking to President "
            "Lars Berg by telephone.",
            "phone_call",
            "2025-04-08",
        ),
        (
            "President Lars Berg received Ana Quispe on March 12, two days before he travelled to "
            "Rome.",
            "visit",
            "2025-03-14",
        ),
        (
            "A week after the earthquake, Premier Lars Berg spoke to Ana Quispe by phone.",
            "phone_call",
            None,
        ),
        ("On the eve of the visit, Chile accused Bolivia of provocations.", "criticize", None),
        ("Chile will send aid to Bolivia, Minister Ana Quispe said on Tuesday.", "aid", None),
        (
            "On March 18, a Tuesday, Lars Berg and Ana Quispe spoke by phone.",
            "phone_call",
            "2025-03-18",
        ),
        (
            "President Lars Berg will visit Santiago next week, landing in Lima on Thursday.",
            "visit",
            "2025-04-14/2025-04-20",
        ),
        (
            "On Wednesday rebels advanced as Lars Berg arrived in Kigali.",
            "visit",
            "2025-04-09",
        ),
        ("Jan Berg, the minister, paid tribute to Chile.", "praise", None),
    ],
)
def test_a_day_is_counted_or_left_open(
    dossier_of: Read, text: str, type_: str, date: str | None
) -> None:
    assert date in [event.date for event in dossier_of(text).events if event.type == type_]


def test_calls_to_two_are_two_calls_and_no_visit(dossier_of: Read) -> None:
    text = "Minister Ana Quispe made separate phone calls to Lars Berg and Luca Prado on Tuesday."
    assert lines(dossier_of(text)) == {
        "phone_call happened None 2025-04-08 Ana Quispe, Lars Berg",
        "phone_call happened None 2025-04-08 Ana Quispe, Luca Prado",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PHOTO: President Lars Berg (left) shakes hands with Ana Quispe in Oslo on Monday.",
            {"meet happened Oslo 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "Lars Berg and Ana Quispe at a joint press conference in Lima on Monday. (Photo)",
            {"meet happened Lima 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg met Premier Ana Quispe on Monday and on Tuesday.",
            {
                "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
                "meet happened None 2025-04-08 Ana Quispe, Lars Berg",
            },
        ),
        (
            "President Lars Berg spent Monday in Lima.",
            {"visit happened Lima 2025-04-07 Lars Berg"},
        ),
        ("President Lars Berg spent his youth in Lima.", set()),
        ("President Lars Berg addressed the summit in Riga by video link on Monday.", set()),
    ],
)
def test_captions_and_days(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a palace and its city
            "President Lars Berg met Prime Minister Ana Quispe in Lima on Monday. President Berg "
            "received Prime Minister Quispe at the Presidential Palace.",
            ["2025-04-07"],
        ),
        (  # what was skipped is not what was held
            "President Lars Berg met Prime Minister Ana Quispe on Tuesday. Prime Minister Quispe "
            "skipped the summit with President Berg in Oslo.",
            ["2025-04-08", "None"],
        ),
        (  # what is told of long before is another occasion
            "President Lars Berg received Prime Minister Ana Quispe at the palace. In November "
            "2021, President Berg met Prime Minister Quispe in Oslo.",
            ["2021-11", "None"],
        ),
    ],
)
def test_one_encounter_or_two(dossier_of: Read, text: str, expected: list[str]) -> None:
    events = [e for e in dossier_of(text).events if e.type == "meet"]
    assert sorted(str(event.date) for event in events) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Lars Berg held separate talks on Monday with Ana Quispe and Karin Ek.",
            {
                "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
                "meet happened None 2025-04-07 Karin Ek, Lars Berg",
            },
        ),
        (
            "A summit between Lars Berg and Ana Quispe is being prepared for May.",
            {"meet planned None 2025-05 Ana Quispe, Lars Berg"},
        ),
    ],
)
def test_separate_and_prepared_talks(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected
