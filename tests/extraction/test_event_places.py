"""Where an event was: places inside the phrases of houses, rooms, ships and lakes."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"
MET = "President Lars Berg met Premier Ana Quispe "


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (MET + "at his camp near Inferan.", "Inferan"),
        (MET + "in a monastery above Gallo.", "Gallo"),
        (MET + "in the harbour of Callao.", "Callao"),
        (MET + "in a fishing cabin on Lake Sundvatn.", "Lake Sundvatn"),
        (MET + "in the lobby of the Hotel Bristol in Vienna.", "Hotel Bristol"),
        (MET + "at a border post near Bregenz.", "Bregenz"),
        (MET + "at the table on trade in Europe.", "None"),
        (MET + "for talks on the war in Syria.", "None"),
        (MET + "on the situation in Yemen.", "None"),
        ("Zemira, 2006: President Lars Berg meets Premier Ana Quispe.", "Zemira"),
    ],
)
def test_a_venue_tells_the_place_inside_it(dossier_of: Read, text: str, place: str) -> None:
    told = lines(dossier_of(text))
    assert any(line.startswith(f"meet happened {place} ") for line in told), told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Peru agreed to it. The text is to be signed by the pair in Brussels.",
            "sign planned Brussels None Norway, Peru",
        ),
        (
            "In their presence Norway and Peru are to sign a protocol on cobalt.",
            "sign planned None None Norway, Peru",
        ),
        (
            "President Lars Berg and Premier Ana Quispe signed the truce on her kitchen table at "
            "Pallini.",
            f"sign happened Pallini None {BOTH}",
        ),
    ],
)
def test_the_clause_of_a_signing_tells_its_place(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))
