"""Parties that another sentence tells: of one more round, of what was or wasn't agreed in talks."""

import pytest

from tests.extraction.readings import Read, lines

MET = "Norway's premier, Ana Berg, met Peru's president, Tomas Lund, in Lima on Monday. "


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A second round, planned for August, was cancelled.", "meet denied None 2025-08"),
        ("Another session, fixed for the 22nd, is called off.", "meet denied None 2025-04-22"),
        ("An earlier round, held in Oslo in March, collapsed.", "meet happened Oslo 2025-03"),
        ("On the tolls there was no agreement.", "agree denied None 2025-04-07"),
        ("A treaty on dual citizenship was never signed.", "sign denied None 2025-04-07"),
        ("No accord was signed.", "sign denied None 2025-04-07"),
        ("A formal treaty is to be signed in May.", "sign planned None 2025-05"),
    ],
)
def test_of_those_who_met(dossier_of: Read, text: str, event: str) -> None:
    """What comes of an encounter, or doesn't, is of those who had it."""
    assert f"{event} Ana Berg, Tomas Lund" in lines(dossier_of(MET + text))


@pytest.mark.parametrize(
    "text",
    [
        "The election was calm. A second round, planned for August, was cancelled.",
        "A second round of applause followed.",
        "Another round of voting was held in Oslo in March.",
        "Shares fell for a third session.",
        "The patient needs a second session.",
    ],
)
def test_rounds_of_something_else(dossier_of: Read, text: str) -> None:
    """Votes and games have rounds, too."""
    told = [e for e in dossier_of(MET + text).events if e.type == "meet"]
    assert len(told) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Among economists there was no agreement about inflation.",
        "In the markets there was no deal.",
    ],
)
def test_who_else_does_not_agree(dossier_of: Read, text: str) -> None:
    """Of whom it is told among whom there is no agreement, those who met are none."""
    assert not [e for e in dossier_of(MET + text).events if e.type == "agree"]


def test_a_name_on_a_list_is_no_signature(dossier_of: Read) -> None:
    """Only a text is signed so."""
    assert not dossier_of("Norway put its name to the list of bidders for the games.").events


def test_who_signed_something_else_failed_to_agree_on_nothing(dossier_of: Read) -> None:
    """Whoever failed to agree are those who met, not those who signed in their presence."""
    text = "Ministers Per Roa and Rosa Quispe signed a pact. On the tolls no agreement was reached."
    assert "agree denied None 2025-04-07 Ana Berg, Tomas Lund" in lines(dossier_of(MET + text))


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kuwait declined to put its name to the text.", "sign denied None None Kuwait"),
        (
            "Peru's new ambassador, Ana Berg, handed a copy of her credentials to Foreign Minister"
            " Tomas Lund on Monday.",
            "meet happened None 2025-04-07 Ana Berg, Tomas Lund",
        ),
        (
            "Ana Berg, Norway's minister, will tour Africa in May, with stops in Accra and Lagos.",
            "visit planned Lagos None Ana Berg",
        ),
        (
            "Ana Berg, Norway's minister, toured the port in March and is due in Lima on Friday.",
            "visit planned Lima 2025-04-11 Ana Berg",
        ),
        (
            "Norway and Kenya agreed in March to stop fighting. A formal document is to be signed"
            " in Lima.",
            "sign planned Lima None Kenya, Norway",
        ),
    ],
)
def test_names_copies_and_formal_documents(dossier_of: Read, text: str, event: str) -> None:
    """A state's name, a copy of what is handed over, an accord's document; stops and a next one."""
    assert event in lines(dossier_of(text))


def test_what_is_further_agreed_is_of_those_who_agreed(dossier_of: Read) -> None:
    """ "It was agreed" goes on from an accord as it does from a meeting."""
    text = "Norway and Kenya agreed to stop fighting. It was further agreed to draw up a list."
    told = [e for e in dossier_of(text).events if e.type == "agree"]
    assert [len(e.participants) for e in told] == [2, 2]
