"""Plans that came to nothing, what stays open, and what happens where somebody is going."""

import pytest

from tests.extraction.readings import Read, lines

BOTH = "Ana Quispe, Lars Berg"
MEETING = "A meeting between President Lars Berg and Premier Ana Quispe "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Lars Berg was to meet Premier Ana Quispe when news of the coup arrived.",
            f"meet denied None None {BOTH}",
        ),
        (
            "President Lars Berg was to meet Premier Ana Quispe.",
            f"meet planned None None {BOTH}",
        ),
        (
            "President Lars Berg should have met Premier Ana Quispe on Monday.",
            f"meet denied None 2025-04-07 {BOTH}",
        ),
        (
            "President Lars Berg should meet Premier Ana Quispe.",
            f"meet hypothetical None None {BOTH}",
        ),
        (
            "The treaty was to have been signed by Norway and Peru on Monday.",
            "sign denied None 2025-04-07 Norway, Peru",
        ),
        (
            "President Lars Berg and Premier Ana Quispe came close to signing a pact.",
            f"sign denied None None {BOTH}",
        ),
        (
            "Nothing came of a meeting of President Lars Berg and Premier Ana Quispe planned for "
            "May.",
            f"meet denied None 2025-05 {BOTH}",
        ),
        (MEETING + "is conceivable.", f"meet hypothetical None None {BOTH}"),
        (MEETING + "is in doubt.", f"meet hypothetical None None {BOTH}"),
        (MEETING + "cannot be ruled out.", f"meet hypothetical None None {BOTH}"),
        (MEETING + "was ruled out.", f"meet denied None None {BOTH}"),
        (
            "Should the sale go ahead, President Lars Berg will fly to Peru in October.",
            "visit hypothetical Peru 2025-10 Lars Berg",
        ),
        (
            "President Lars Berg flies to Rome on Monday, where he meets Premier Ana Quispe.",
            f"meet planned Rome 2025-04-14 {BOTH}",
        ),
        (
            "President Lars Berg flew to Rome on Monday, where he met Premier Ana Quispe.",
            f"meet happened Rome 2025-04-07 {BOTH}",
        ),
    ],
)
def test_what_became_of_a_plan(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))
