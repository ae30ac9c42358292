"""What two do by habit, each alone, in a phrase or among their family is no encounter."""

import pytest

from tests.extraction.readings import Read, lines

TWO = "Norwegian Premier Lars Berg and Peruvian President Ana Quispe"


def meetings(told: set[str]) -> set[str]:
    """The lines that tell of a meeting."""
    return {line for line in told if line.startswith("meet ")}


@pytest.mark.parametrize(
    "text",
    [
        f"{TWO} each walked out in protest.",
        f"{TWO} each opened a bridge on Monday.",
        f"{TWO} walked to separate cars.",
        f"The polls were close. {TWO} sail close to the wind.",
        f"The polls were close. {TWO} drink only water.",
        f"{TWO} chat daily on the radio with voters.",
        f"{TWO} laughed at the idea on Monday.",
        f"{TWO} rode to power on a wave of anger.",
        f"{TWO} prayed for the victims on Sunday.",
        f"{TWO} lingered over the question in their speeches.",
        "Neither Norwegian Premier Lars Berg nor Peruvian President Ana Quispe danced at the gala.",
        "An ocean holds Norwegian Premier Lars Berg and Peruvian President Ana Quispe apart.",
        "Lars Berg worked with Ana Quispe in Lima in the 1980s as a waiter.",
        "Premier Lars Berg got Ana Quispe into the House of Representatives.",
        "Premier Lars Berg cancelled a date with the singer Ana Quispe.",
        "Premier Lars Berg read out the names of the dead to Judge Ana Quispe.",
    ],
)
def test_phrases_and_what_each_does_alone_are_no_meetings(dossier_of: Read, text: str) -> None:
    assert meetings(lines(dossier_of(text))) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"{TWO} walked on the beach.",
        f"{TWO} strolled through the garden for an hour on Monday.",
        f"{TWO} walk in the park\nThey were alone, an aide said.",
    ],
)
def test_a_walk_together_is_a_meeting(dossier_of: Read, text: str) -> None:
    assert len(meetings(lines(dossier_of(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Premier Lars Berg paid a visit to his mother on Friday.",
        "Premier Lars Berg's visit to the dentist on Monday was short.",
        "Premier Lars Berg had a talk with his son Tomas.",
        "Premier Lars Berg of Norway met his wife Marta in Lima in 1984.",
    ],
)
def test_family_and_dentists_are_seen_in_private(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == set()


def test_whose_son_is_met_at_a_funeral_is_somebody_elses(dossier_of: Read) -> None:
    text = (
        "President Ana Quispe attended the funeral of King Olav on Monday and had a brief talk "
        "with his son, Tomas."
    )
    assert len(meetings(lines(dossier_of(text)))) == 1


def test_two_who_each_met_a_third_met_him_apart(dossier_of: Read) -> None:
    text = f"{TWO} each met Pope Otto on Monday."
    assert meetings(lines(dossier_of(text))) == {
        "meet happened None 2025-04-07 Lars Berg, Otto",
        "meet happened None 2025-04-07 Ana Quispe, Otto",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru all but signed the accord with Chile.", "sign denied None None Chile, Peru"),
        (
            "Premier Lars Berg dreamed that he met President Ana Quispe.",
            "meet hypothetical None None Ana Quispe, Lars Berg",
        ),
    ],
)
def test_near_misses_and_dreams_did_not_happen(dossier_of: Read, text: str, expected: str) -> None:
    assert lines(dossier_of(text)) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Peru expelled all doubt with a win over Chile.",
        "Peru resigned itself to losing the vote.",
        "Lars Berg took the chair by the window on Monday.",
        "Police held the correspondent Ana Quispe in high regard.",
        "Chancellor Ana Quispe gave President Lars Berg a ring of gold.",
    ],
)
def test_other_senses_of_acts(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == set()
