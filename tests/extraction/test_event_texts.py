"""Joint statements: what they are called, and who speaks in them."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru put out a note on the ambassadors' return.",
        "Chile and Peru published an open letter.",
        "Chile and Peru launched a joint appeal for aid.",
        "Chile and Peru wrote a joint letter to the Security Council.",
        "Chile and Peru circulated a joint paper on migration.",
        "Chile and Peru released a shared text on fishing.",
        "Chile, jointly with Peru, issued a statement.",
        "The appeal, which Chile and Peru launched together, was ignored.",
        "In a letter to newspapers, Chile and Peru call on the bank to cancel the debts.",
        "In an open letter, the presidents of Chile and Peru accused the bank of neglect.",
        "The open letter, in which Chile and Peru accuse the bank of neglect, was ignored.",
        "A text in which Chile and Peru mourn the drowned was read out in church.",
        "The joint Chilean-Peruvian declaration bans the trade.",
        "The foreign ministers of Chile and Peru said in a joint statement that the truce holds.",
        "Chile and Peru announced together that the embassies will reopen.",
        "From Chile and Peru came a common appeal for a truce, and both Chile and Peru meant it.",
    ],
)
def test_a_joint_text_has_many_names(dossier_of: Read, text: str) -> None:
    assert "joint_statement happened None None Chile, Peru" in lines(dossier_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ecuador joined Chile and Peru in issuing a declaration on smuggling.",
            "joint_statement happened None None Chile, Ecuador, Peru",
        ),
        (
            "In a statement, Peru and the European Union condemned the raid.",
            "joint_statement happened None None European Union, Peru",
        ),
        (
            "Ana Quispe and Lars Berg met on Monday. Their communiqué ran to nine lines.",
            f"joint_statement happened None None {BOTH}",
        ),
        (
            "Chile denied having drawn up a common declaration with Peru.",
            "joint_statement denied None None Chile, Peru",
        ),
        (
            "Chile and Peru are drafting a joint statement.",
            "joint_statement planned None None Chile, Peru",
        ),
        (
            "The meeting of Ana Quispe and Lars Berg ended without a joint statement.",
            f"joint_statement denied None None {BOTH}",
        ),
        (
            "Chile and Peru could not agree on a joint statement.",
            "joint_statement denied None None Chile, Peru",
        ),
    ],
)
def test_whose_a_joint_text_is(dossier_of: Read, text: str, expected: str) -> None:
    found = lines(dossier_of(text))
    assert expected in {line.replace("2025-04-07", "None") for line in found}


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru issued statements on Monday.",
        "Chile issued a statement on its treaty with Peru.",
        "In their statements, Chile and Peru blamed each other.",
        "In their declaration of war, Chile and Peru named no date.",
        "Chile and Peru received an open letter from teachers.",
        "In a letter to Chile and Peru, Ana Quispe called for a truce.",
        "Ana Quispe and Lars Berg read in a letter that she would come.",
        "Ana Quispe and Lars Berg declined to make a statement.",
        "Ana Quispe appealed in a letter to Lars Berg not to go.",
        "Ana Quispe and Lars Berg read the letter on Monday.",
        "Teachers and doctors published an open letter.",
        "Chile and Peru launched an appeal against the ruling.",
    ],
)
def test_no_joint_text_is_told(dossier_of: Read, text: str) -> None:
    assert not any(event.type == "joint_statement" for event in dossier_of(text).events)


@pytest.mark.parametrize(
    "ending",
    [
        "No joint statement was issued.",
        "They did not issue a joint statement.",
        "The joint statement drafted by their aides was dropped.",
    ],
)
def test_a_text_that_never_came_is_of_those_who_met(dossier_of: Read, ending: str) -> None:
    dossier = dossier_of("Premier Ana Quispe met President Lars Berg on Monday. " + ending)
    assert [e.status for e in dossier.events if e.type == "joint_statement"] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru launched a declaration against piracy with Chile and Kenya.",
        "Peru joined Chile and Kenya in condemning the coup in a joint statement.",
    ],
)
def test_a_text_with_others_is_a_joint_one(dossier_of: Read, text: str) -> None:
    [statement] = [e for e in dossier_of(text).events if e.type == "joint_statement"]
    assert len(statement.participants) == 3


def test_whom_a_letter_asks_wrote_it_not(dossier_of: Read) -> None:
    dossier = dossier_of("In an open letter, Peru and Chile asked the Council for help.")
    [letter] = [e for e in dossier.events if e.type == "joint_statement"]
    assert len(letter.participants) == 2


def test_a_text_that_two_had_planned_was_dropped(dossier_of: Read) -> None:
    dossier = dossier_of("The joint statement that Peru and Chile had planned was dropped.")
    [statement] = dossier.events
    assert (statement.status, len(statement.participants)) == ("denied", 2)
