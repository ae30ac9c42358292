"""Wordings by which news tells of encounters, journeys and acts, and wordings that tell of none."""

import pytest

from graph_builder.model import Dossier, Event
from tests.extraction.readings import Read

ENCOUNTERS = ("meet", "phone_call", "visit", "joint_statement", "agree", "sign")


def line(event: Event, dossier: Dossier) -> str:
    """An event on one line: type, status, date, names of its parties."""
    names = {actor.id: actor.name for actor in dossier.actors}
    parties = ", ".join(sorted(names[p.actor] for p in event.participants))
    return f"{event.type} {event.status} {event.date} {parties}"


def lines(dossier: Dossier) -> list[str]:
    """All events of a dossier, a line each."""
    return [line(event, dossier) for event in dossier.events]


BOTH = "Emmanuel Macron, Olaf Scholz"


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz sat down with Emmanuel Macron on Monday.",
        "Olaf Scholz huddled with Emmanuel Macron on the sidelines of the summit on Monday.",
        "Olaf Scholz played host to Emmanuel Macron at his villa on Monday.",
        "Olaf Scholz paid a courtesy call on Emmanuel Macron on Monday.",
        "Olaf Scholz called on Emmanuel Macron on Monday and left at noon.",
        "Olaf Scholz had dinner with Emmanuel Macron on Monday.",
        "Olaf Scholz joined Emmanuel Macron for a working dinner on Monday.",
        "Olaf Scholz exchanged views with Emmanuel Macron in Berlin on Monday.",
        "Olaf Scholz spent two hours with Emmanuel Macron on Monday.",
        "Olaf Scholz raised the case in person with Emmanuel Macron on Monday.",
        "Olaf Scholz was joined by Emmanuel Macron for talks in Berlin on Monday.",
        "Olaf Scholz visited Emmanuel Macron at his home on Monday.",
        "Olaf Scholz and Emmanuel Macron met virtually on Monday.",
        "Olaf Scholz held a virtual summit with Emmanuel Macron on Monday.",
    ],
)
def test_meetings_in_other_words(dossier_of: Read, text: str) -> None:
    assert f"meet happened 2025-04-07 {BOTH}" in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz received a call from Emmanuel Macron on Monday.",
        "Olaf Scholz answered a call from Emmanuel Macron on Monday.",
        "Olaf Scholz placed a call to Emmanuel Macron on Monday.",
        "Olaf Scholz reached Emmanuel Macron by telephone on Monday.",
        "Olaf Scholz and Emmanuel Macron met by video link on Monday.",
        "Olaf Scholz held a video conference with Emmanuel Macron on Monday.",
    ],
)
def test_calls_in_other_words(dossier_of: Read, text: str) -> None:
    found = lines(dossier_of(text))
    assert f"phone_call happened 2025-04-07 {BOTH}" in found
    assert not any(told.startswith("meet") for told in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Olaf Scholz toured a shipyard in Hamburg on Monday.", "visit happened 2025-04-07"),
        ("Olaf Scholz attended a summit in Rome on Monday.", "visit happened 2025-04-07"),
        ("Olaf Scholz put off a trade mission to India.", "visit denied None"),
        ("Olaf Scholz returned on Monday from a trip to Norway.", "visit happened 2025-04-07"),
        ("At the start of a trip to Norway, Olaf Scholz urged calm.", "visit happened None"),
        ("Olaf Scholz is in Paris today. From there he flies on to Rome.", "visit planned None"),
    ],
)
def test_journeys_in_other_words(dossier_of: Read, text: str, expected: str) -> None:
    assert f"{expected} Olaf Scholz" in lines(dossier_of(text))


def test_the_last_one_before_the_first_again_was_there_too(dossier_of: Read) -> None:
    dossier = dossier_of(
        "Olaf Scholz will be the first chancellor to visit Cuba since Helmut Kohl in 1990."
    )
    assert "visit happened 1990 Helmut Kohl" in lines(dossier)
    assert any(told.startswith("visit planned None Olaf Scholz") for told in lines(dossier))


def test_a_meeting_is_the_purpose_of_a_journey(dossier_of: Read) -> None:
    dossier = dossier_of("Olaf Scholz flew to Paris on Monday to meet Emmanuel Macron.")
    meeting = next(e for e in dossier.events if e.type == "meet")
    assert line(meeting, dossier) == f"meet happened 2025-04-07 {BOTH}"
    assert (meeting.basis, meeting.place) == ("inferred", "Paris")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A treaty between Norway and Poland was signed in 1998.", "sign happened 1998"),
        ("Norway and Poland signed off on a gas deal on Monday.", "sign happened 2025-04-07"),
        ("Norway and Poland put their names to an accord.", "sign happened None"),
        ("Norway and Poland settled their dispute on Monday.", "agree happened 2025-04-07"),
        ("Norway and Poland established diplomatic ties in 1968.", "agree happened 1968"),
        ("Norway and Poland reached consensus on gas on Monday.", "agree happened 2025-04-07"),
        (
            "Norway and Poland put out a joint statement on Monday.",
            "joint_statement happened 2025-04-07",
        ),
    ],
)
def test_accords_in_other_words(dossier_of: Read, text: str, expected: str) -> None:
    found = lines(dossier_of(text))
    assert f"{expected} Norway, Poland" in found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Poland are at odds. Norwegian ships shelled Polish positions on Monday.",
            "attack happened 2025-04-07 Norway, Poland",
        ),
        (
            "Norway and Poland are at odds. Norway banned imports of Polish wine.",
            "sanction_or_tariff happened None Norway, Poland",
        ),
        ("Norway suspended aid to Poland.", "sanction_or_tariff happened None Norway, Poland"),
        ("Norway gave Poland one week to free the crew.", "demand happened None Norway, Poland"),
        ("Norway assured Poland of its support.", "praise happened None Norway, Poland"),
        ("Olaf Scholz briefed the Bundestag on it.", "other happened None Bundestag, Olaf Scholz"),
    ],
)
def test_acts_in_other_words(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz met his match in Emmanuel Macron.",
        "Olaf Scholz met with resistance from Emmanuel Macron.",
        "Olaf Scholz met fierce opposition in parliament.",
        "The proposal was met with scorn by Emmanuel Macron.",
        "Olaf Scholz met Emmanuel Macron's demands.",
        "Olaf Scholz met the wife of Emmanuel Macron.",
        "Norway will meet Poland in the final of the championship on Friday.",
        "In the film, Olaf Scholz meets Emmanuel Macron.",
        "The committee meets every Monday.",
        "Neither Olaf Scholz nor Emmanuel Macron attended the talks.",
        "Each had a domestic audience. Norway and Poland know it.",
        "Norway called home its ambassador.",
        '"Olaf Scholz met Emmanuel Macron," the baker said.',
    ],
)
def test_what_tells_of_no_encounter(dossier_of: Read, text: str) -> None:
    assert [e for e in dossier_of(text).events if e.type in ENCOUNTERS] == []


@pytest.mark.parametrize(
    "text",
    [
        "A diplomat criticised the plan.",
        "The owner of a sawmill praised the plan.",
        "Asked whether he would go, Olaf Scholz laughed.",
    ],
)
def test_words_of_nobody_known_are_no_political_act(dossier_of: Read, text: str) -> None:
    assert dossier_of(text).events == ()


def test_who_was_left_out_took_no_part(dossier_of: Read) -> None:
    dossier = dossier_of("Olaf Scholz met Emmanuel Macron, but not Donald Tusk.")
    assert lines(dossier) == [f"meet happened None {BOTH}"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Peru raised objections regarding ten works including Rosdal Dam and Hydro Alta.", "Peru"),
        ("Peru voiced anger over Norway's works including Rosdal Dam.", "Norway, Peru"),
    ],
)
def test_examples_of_a_thing_are_not_those_who_are_criticized(
    dossier_of: Read, text: str, parties: str
) -> None:
    assert lines(dossier_of(text)) == [f"criticize happened None {parties}"]


def test_a_country_that_speaks_of_an_accord_is_no_party_to_it(dossier_of: Read) -> None:
    dossier = dossier_of("Kenya condemned the accord with Uganda.")
    assert all(event.type != "agree" for event in dossier.events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Olaf Scholz expressed his condolences to Emmanuel Macron.",
            f"other happened None {BOTH}",
        ),
        ("Olaf Scholz struck a bargain with Emmanuel Macron.", f"agree happened None {BOTH}"),
        ("Olaf Scholz rejected the results of the poll.", "criticize happened None Olaf Scholz"),
        (
            "Norway slapped a 20 percent tariff on Polish wine on Monday.",
            "sanction_or_tariff happened 2025-04-07 Norway, Poland",
        ),
        (
            "Norway slammed Poland's decision to close the port.",
            "criticize happened None Norway, Poland",
        ),
        (
            "Norway hit back on Monday, expelling two Polish diplomats.",
            "other happened 2025-04-07 Norway",
        ),
        (
            "Olaf Scholz offered to mediate between Norway and Poland.",
            "other happened None Olaf Scholz",
        ),
        (
            "Olaf Scholz delivered an invitation from Norway to Emmanuel Macron.",
            "invite happened None Emmanuel Macron, Norway, Olaf Scholz",
        ),
    ],
)
def test_each_wording_tells_of_one_act(dossier_of: Read, text: str, expected: str) -> None:
    assert lines(dossier_of(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Olaf Scholz hails from the north.",
        "Olaf Scholz struck a conciliatory note.",
        "Does Olaf Scholz blame Emmanuel Macron?",
        "Norwegian troops crossed into Poland on Monday.",
        "The election, which Norway declared as fair, was in May.",
    ],
)
def test_acts_in_words_alone(dossier_of: Read, text: str) -> None:
    assert not lines(dossier_of(text))


@pytest.mark.parametrize(
    "text", ["Norway lifted its sanctions on Poland.", "Norway called on Poland to free the crew."]
)
def test_a_party_is_no_place(dossier_of: Read, text: str) -> None:
    assert [event.place for event in dossier_of(text).events] == [None]
