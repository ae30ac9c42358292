"""Times and places near an event that are those of something else."""

import pytest

from tests.extraction.readings import Read, lines

MET = "meet happened None None Ana Quispe, Lars Berg"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Lars Berg met Premier Ana Quispe, born in Lima in 1960.", MET),
        ("President Lars Berg met Premier Ana Quispe ahead of Friday's vote in Lima.", MET),
        ("President Lars Berg met Premier Ana Quispe before last week's vote.", MET),
        (
            "President Lars Berg met Premier Ana Quispe on Tuesday ahead of Friday's vote.",
            "meet happened None 2025-04-08 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg met Premier Ana Quispe, elected in May, in Oslo on Monday.",
            "meet happened Oslo 2025-04-07 Ana Quispe, Lars Berg",
        ),
        (
            "President Lars Berg welcomed the release on Friday of the hostages from Gaza.",
            "praise happened None None Lars Berg",
        ),
        (
            "President Lars Berg condemned the attack in Cairo on Sunday.",
            "criticize happened None None Lars Berg",
        ),
        (
            "President Lars Berg criticized Peru at a conference in Cairo on Sunday.",
            "criticize happened Cairo 2025-04-06 Lars Berg, Peru",
        ),
        (
            "Iran accused Israel of the killing of a general in Damascus in 2023.",
            "criticize happened None None Iran, Israel",
        ),
        (
            "The party of Lars Berg lost Sunday's vote; Senator Ana Quispe called on him to quit.",
            "demand happened None None Ana Quispe, Lars Berg",
        ),
        (
            "Norway and Peru agreed to set up a fund. The deal follows a meeting in March.",
            "agree happened None None Norway, Peru",
        ),
        (
            "Tomas Ibarra met President Lars Berg in 2010 and was later jailed.",
            "other happened None None Tomas Ibarra",
        ),
        (
            "Monday marks the 40th anniversary of the signing of a treaty by Turkey and Greece.",
            "sign happened None None Greece, Turkey",
        ),
        (
            "The anniversary of the meeting between President Lars Berg and Premier Ana Quispe "
            "will be marked on Friday.",
            MET,
        ),
    ],
)
def test_what_stands_near_is_of_something_else(dossier_of: Read, text: str, expected: str) -> None:
    assert expected in lines(dossier_of(text))
