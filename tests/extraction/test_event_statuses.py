"""Whether what a text tells of happened, is planned, or was never there."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Bolivia agreed to disagree on the border.",
        "Chile and Bolivia are negotiating an accord on fishing.",
        "Chile and Bolivia discussed a plan to end the war on Monday.",
    ],
)
def test_nothing_is_agreed(dossier_of: Read, text: str) -> None:
    assert not [event for event in dossier_of(text).events if event.type == "agree"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Reports that Ana Quispe and Lars Berg met in Moscow are untrue.", "denied"),
        (
            "Ana Quispe is scheduled to arrive on Friday and to meet Premier Lars Berg.",
            "planned",
        ),
    ],
)
def test_whether_a_meeting_happened(dossier_of: Read, text: str, status: str) -> None:
    assert [e.status for e in dossier_of(text).events if e.type == "meet"] == [status]


def test_what_is_likely_is_planned(dossier_of: Read) -> None:
    told = lines(dossier_of("President Lars Berg is likely to visit Peru next month."))
    assert told == {"visit planned Peru 2025-05 Lars Berg"}


def test_a_condition_that_opens_with_its_auxiliary_was_not_met(dossier_of: Read) -> None:
    told = lines(
        dossier_of(
            "Ana Berg is on her way to Chile, where she meets President Luis Cardenas on Friday. "
            "Had she gone to Peru, she would have met its president. Leo Stern will accompany her."
        )
    )
    assert "visit hypothetical Peru None Ana Berg" in told


def test_what_was_done_has_not_the_day_of_what_is_to_come(dossier_of: Read) -> None:
    told = lines(dossier_of("President Bo Lund signed a plan to close the port on Monday."))
    assert told == {"sign happened None None Bo Lund"}


def test_a_guest_to_come_has_not_come_yet(dossier_of: Read) -> None:
    told = lines(dossier_of("King Otto Lund will meet visiting President Lars Berg on Friday."))
    assert told == {
        "meet planned None 2025-04-11 Lars Berg, Otto Lund",
        "visit planned None 2025-04-11 Lars Berg",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "State radio said that President Lars Berg had met President Ana Quispe. The palace "
            "denied the report.",
            {"meet denied None None Ana Quispe, Lars Berg"},
        ),
        (
            "State radio said that President Lars Berg had met President Ana Quispe. The palace "
            "dismissed it.",
            {"meet denied None None Ana Quispe, Lars Berg"},
        ),
        (
            "State radio said that President Lars Berg had met President Ana Quispe. The palace "
            "did not deny it.",
            {"meet happened None None Ana Quispe, Lars Berg"},
        ),
        (  # "it" may be the offer
            "State radio said that President Lars Berg had met President Ana Quispe on Monday and "
            "offered her a pact. She rejected it.",
            {
                "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
                "other happened None 2025-04-07 Lars Berg",
            },
        ),
        (
            "The minister said that Norway and Peru had signed an accord on Monday. The "
            "opposition dismissed it.",
            {"sign happened None 2025-04-07 Norway, Peru"},
        ),
        (  # what is refuted is told by somebody
            "President Lars Berg met President Ana Quispe on Monday. He rejected the report.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg left Oslo for Lima on Monday but his plane turned back.",
            {"visit denied Lima 2025-04-07 Lars Berg"},
        ),
        (
            "President Lars Berg flew to Lima on Monday, the rebels turned back, and he was glad.",
            {"visit happened Lima 2025-04-07 Lars Berg"},
        ),
        (
            "No date has been set for a visit by President Lars Berg to Peru.",
            {"visit hypothetical Peru None Lars Berg"},
        ),
        (
            "Norway and Peru agreed on Monday to prolong their truce.",
            {"agree happened None 2025-04-07 Norway, Peru"},
        ),
    ],
)
def test_what_is_told_and_taken_back(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert lines(dossier_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman declined to say whether Lars Berg would meet Ana Quispe.",
        "Analysts say a meeting between Lars Berg and Ana Quispe would change little.",
    ],
)
def test_what_is_left_open_is_possible(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == {"meet hypothetical None None Ana Quispe, Lars Berg"}


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Quispe arrived at the conclusion that Norway was right.",
        "Ana Quispe, the minister, moved to Oslo in 2011.",
        "Lars Berg, who returned to Oslo from exile in 1999, leads the party.",
        "Norwegian tourists visited Lima in record numbers last year.",
        "The ministers' spouses toured the museum in Oslo on Monday.",
        "Lars Berg agrees with Ana Quispe that the port should close.",
    ],
)
def test_no_journey_and_no_accord(dossier_of: Read, text: str) -> None:
    assert not lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("President Lars Berg was expected in Lima and arrived on time.", {"happened"}),
        ("President Lars Berg was expected in Lima on Friday but stayed at home.", {"denied"}),
        ("President Lars Berg is expected in Lima on Friday.", {"planned"}),
    ],
)
def test_what_came_of_being_expected(dossier_of: Read, text: str, statuses: set[str]) -> None:
    assert {event.status for event in dossier_of(text).events} == statuses


@pytest.mark.parametrize(
    "text",
    [
        "President Lars Berg and Premier Ana Quispe had not met since 2019.",
        "President Lars Berg and Premier Ana Quispe have yet to meet.",
        "President Lars Berg has never visited Lima.",
        "Parliament met on Monday in Quito.",
    ],
)
def test_absence_in_general_and_sittings_are_no_encounters(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg did not meet Premier Ana Quispe in Lima.",
            "meet denied Lima None Ana Quispe, Lars Berg",
        ),
        ("Chile and Peru agreed on nothing.", "agree denied None None Chile, Peru"),
        (
            "The United Nations said that 200 people had been killed, and called on Peru to talk.",
            "demand happened None None Peru, United Nations",
        ),
    ],
)
def test_what_did_not_come_about_on_an_occasion(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


def test_a_meeting_that_was_not_held_implies_no_visit(dossier_of: Read) -> None:
    told = lines(
        dossier_of(
            "Minister Lars Berg avoided meeting his Israeli counterpart, Noa Peled, in Rome."
        )
    )
    assert told == {"meet denied Rome None Lars Berg, Noa Peled"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ana Quispe will meet Lars Berg in Oslo before flying to Rome.", "planned"),
        ("Ana Quispe met Lars Berg in Oslo before flying to Rome.", "happened"),
    ],
)
def test_what_comes_before_or_after_what_is_planned_is_planned(
    dossier_of: Read, text: str, status: str
) -> None:
    told = [e.status for e in dossier_of(text).events if e.type == "visit" and e.place == "Rome"]
    assert told == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The warning was not intended to stop Ana Quispe from visiting Lima.", "hypothetical"),
        ("The guards did not stop Ana Quispe from visiting Lima.", "happened"),
        ("The guards stopped Ana Quispe from visiting Lima.", "denied"),
    ],
)
def test_who_is_not_stopped_may_go(dossier_of: Read, text: str, status: str) -> None:
    assert [e.status for e in dossier_of(text).events if e.type == "visit"] == [status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway insisted that the treaty be signed by Peru and Chad.",
            {"sign hypothetical None None Chad, Peru"},
        ),
        ("Norway insisted that Lars Berg be released.", set()),
        ("A court ordered that Lars Berg be detained.", set()),
        (
            "Norway insisted that Lars Berg visit Lima.",
            {
                "demand happened None None Lars Berg, Norway",
                "visit hypothetical Lima None Lars Berg",
            },
        ),
    ],
)
def test_what_is_told_in_the_subjunctive_is_not_done(
    dossier_of: Read, text: str, expected: set[str]
) -> None:
    assert lines(dossier_of(text)) == expected
