"""Dates that head the entries of a timeline or gallery; datelines head none."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The year in dates\n\n3 May 2024: President Lars Berg meets Premier Ana Quispe.",
            "meet happened None 2024-05-03 Ana Quispe, Lars Berg",
        ),
        (
            "The year in dates\n\nMay 2024:\nPresident Lars Berg meets Premier Ana Quispe.",
            "meet happened None 2024-05 Ana Quispe, Lars Berg",
        ),
        (
            "Pictures of the week\nDesk, 9 April 2025\n\n"
            "1. LIMA, Monday. President Lars Berg meets Premier Ana Quispe.",
            "meet happened Lima 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "A diary\n\nOslo, 2 May 2019. President Lars Berg rested.\n\n"
            "Lima, 3 May 2019. President Lars Berg met Premier Ana Quispe.",
            "meet happened Lima 2019-05-03 Ana Quispe, Lars Berg",
        ),
        (
            "From the archive. Lima, 1974: President Lars Berg meets Premier Ana Quispe.",
            "meet happened Lima 1974 Ana Quispe, Lars Berg",
        ),
        (
            "LIMA, April 8 (Wire) - President Lars Berg met Premier Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Leaders meet\nLima, 8 April 2025.\n\nPresident Lars Berg met Premier Ana Quispe.",
            "meet happened None None Ana Quispe, Lars Berg",
        ),
    ],
)
def test_a_heading_dates_its_entry(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))
