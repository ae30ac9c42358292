"""Encounters, journeys and accords: who was there, where and when, in varied wordings."""

import pytest

from tests.extraction.readings import Read, lines

_TYPES = ("meet", "visit", "phone_call", "joint_statement", "agree", "sign")


def told(read: Read, text: str) -> set[str]:
    """The lines of encounters, journeys and accords that a text tells of."""
    return {told for told in lines(read(text)) if told.startswith(_TYPES)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"It was a frank exchange," Norwegian President Lars Berg said after meeting Peruvian '
            "leader Ana Quispe in Lima on Friday.",
            {
                "meet happened Lima 2025-04-04 Ana Quispe, Lars Berg",
                "visit happened Lima 2025-04-04 Lars Berg",
            },
        ),
        (
            "Norway's Lars Berg was the only Nordic leader to meet Ana Quispe in Cusco.",
            {"meet happened Cusco None Ana Quispe, Lars Berg"},
        ),
        (
            "Lars Berg became the first Norwegian president to visit Lima since 1974.",
            {"visit happened Lima None Lars Berg"},
        ),
        (
            "President Lars Berg came face to face with Peruvian leader Ana Quispe on Monday at a "
            "summit in Cusco.",
            {"meet happened Cusco 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "Minister Lars Berg, who represented King Otto at the summit in Cusco, was silent.",
            set(),
        ),
        (
            "President Lars Berg held a one-on-one with Premier Ana Quispe ahead of Thursday's "
            "vote.",
            {"meet happened None None Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg flew to Lima on Tuesday, where he met Premier Ana Quispe.",
            {
                "visit happened Lima 2025-04-08 Lars Berg",
                "meet happened Lima 2025-04-08 Ana Quispe, Lars Berg",
            },
        ),
        (
            "Foreign Minister Lars Berg is in Rome, where he met Premier Ana Quispe.",
            {
                "visit happened Rome None Lars Berg",
                "meet happened Rome None Ana Quispe, Lars Berg",
            },
        ),
    ],
)
def test_who_met_whom_where(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert told(dossier_of, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the guest of two, one of them a counterpart
            "Foreign Minister Lars Berg held talks with his Peruvian counterpart, Ana Quispe, in "
            "Lima on Monday.",
            "visit happened Lima 2025-04-07 Lars Berg",
        ),
        (
            "Kenya's Lars Berg and Peru's Ana Quispe met at a summit in Rome on Monday.",
            "visit happened Rome 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "Kenya's foreign minister, Lars Berg, was received in Lima by President Ana Quispe.",
            "visit happened Lima None Lars Berg",
        ),
    ],
)
def test_whoever_meets_abroad_is_on_a_visit(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in told(dossier_of, text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's ambassador, Lars Berg, was received in Lima by President Ana Quispe.",
        "Kenyan Minister Lars Berg hopes to meet Peruvian Minister Ana Quispe in Lima if he can.",
        "Kenyan Minister Lars Berg and Peru's Ana Quispe signed a pact in Lima on Monday.",
        "Kenya's Lars Berg and Peru's Ana Quispe met in Rome on the margins of a grain conference.",
    ],
)
def test_no_visit_is_implied(dossier_of: Read, text: str) -> None:
    assert not any(line.startswith("visit") for line in told(dossier_of, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg met with Premier Ana Quispe, with Minister Otto Lind and with "
            "Bishop Ivo Rask.",
            {
                "meet happened None None Ana Quispe, Lars Berg",
                "meet happened None None Lars Berg, Otto Lind",
                "meet happened None None Ivo Rask, Lars Berg",
            },
        ),
        (
            "At a joint news conference with Lord Ivo Rask, Norway's Lars Berg and Peru's Ana "
            "Quispe denounced the plan.",
            {"meet happened None None Ana Quispe, Ivo Rask, Lars Berg"},
        ),
        (
            "President Lars Berg held a joint press conference with Ana Quispe on Monday. The two "
            "had earlier talked for an hour.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Otto Lind brought together Norway's Lars Berg and Peru's Ana Quispe.",
            {"meet happened None None Ana Quispe, Lars Berg, Otto Lind"},
        ),
        (
            "Ambassador Lars Berg presented his letters of credence to President Ana Quispe.",
            {"meet happened None None Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg and Premier Ana Quispe had a working lunch on Monday.",
            {"meet happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg had earlier met one to one with Premier Ana Quispe.",
            {"meet happened None None Ana Quispe, Lars Berg"},
        ),
        (
            "Minister Lars Berg held separate meetings in Cusco with Premier Ana Quispe and with "
            "his Kenyan counterpart, Otto Lind.",
            {
                "meet happened Cusco None Ana Quispe, Lars Berg",
                "meet happened Cusco None Lars Berg, Otto Lind",
                "visit happened Cusco None Otto Lind",
            },
        ),
        (
            "A Norwegian-Peruvian meeting in Cusco will review the plan.",
            {"meet planned Cusco None Norway, Peru"},
        ),
        (
            "In a bid to ease tension, Norwegian President Lars Berg and Peruvian leader Ana "
            "Quispe spoke on Monday. The call had been requested by Berg.",
            {"phone_call happened None 2025-04-07 Ana Quispe, Lars Berg"},
        ),
        (
            "Minister Lars Berg and Minister Ana Quispe agreed to continue negotiations.",
            {"agree happened None None Ana Quispe, Lars Berg"},
        ),
        (
            "President Lars Berg met Premier Ana Quispe during a visit to Rome.",
            {
                "meet happened Rome None Ana Quispe, Lars Berg",
                "visit happened Rome None Lars Berg",
            },
        ),
    ],
)
def test_who_sat_together(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert told(dossier_of, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Lars Berg headed the cabinet in Lima.", set()),
        ("President Lars Berg saw Ana Quispe off at the airport.", set()),
        ("King Otto saw Premier Ana Quispe as a threat.", set()),
        (
            "Ministers Lars Berg and Ana Quispe held their 18th meeting in Cusco.",
            {"meet happened Cusco None Ana Quispe, Lars Berg"},
        ),
        ("Some 5,000 students from Kenya visited Peru last year.", set()),
        (
            "The accord commits Norway and Peru to open their ports.",
            {"agree happened None None Norway, Peru"},
        ),
        (
            "Norway and Peru are inching towards a deal on cod.",
            {"agree hypothetical None None Norway, Peru"},
        ),
        (
            "Kenya agreed to provide Norway with data on the fish.",
            {"agree happened None None Kenya, Norway"},
        ),
        ("Kenya agreed to let Norway's case rest.", set()),
        ("Kenya agreed to hand Norway to the rebels.", set()),
        (
            "Minister Ana Quispe also toured a refugee camp.",
            {"visit happened refugee camp None Ana Quispe"},
        ),
        (
            "Minister Lars Berg was received upon arrival at Rosdal airport by Premier Ana Quispe.",
            {
                "meet happened None None Ana Quispe, Lars Berg",
                "visit happened Rosdal airport None Lars Berg",
            },
        ),
    ],
)
def test_journeys_and_accords(dossier_of: Read, text: str, expected: set[str]) -> None:
    assert told(dossier_of, text) == expected


def test_who_tells_of_a_visit_to_come_does_not_go(dossier_of: Read) -> None:
    text = (
        "Speaker Lars Berg is next week to visit Peru and hold a joint news conference with Ana "
        "Quispe, the Storting said yesterday."
    )
    journeys = told(dossier_of, text)
    assert len(journeys) == 2
    assert all(line.endswith("Lars Berg") for line in journeys)


def test_leaders_stand_for_their_countries_beside_a_mediator(dossier_of: Read) -> None:
    text = (
        "Norway and Peru held talks in Rome on Monday. Norwegian President Lars Berg and Peruvian "
        "leader Ana Quispe met with Cardinal Otto Lind."
    )
    meetings = [line for line in told(dossier_of, text) if line.startswith("meet")]
    assert meetings == ["meet happened Rome 2025-04-07 Ana Quispe, Lars Berg, Otto Lind"]


def test_another_one_is_met_on_another_day(dossier_of: Read) -> None:
    told = dossier_of("Ana Quispe met Lars Berg on Monday and Jo Otieno on Tuesday.")
    assert lines(told) == {
        "meet happened None 2025-04-07 Ana Quispe, Lars Berg",
        "meet happened None 2025-04-08 Ana Quispe, Jo Otieno",
    }
