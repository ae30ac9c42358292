"""Stories, pictures, simulations and games tell of nobody's acts."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    "text",
    [
        "In a simulation run by a think tank in Berlin, China attacked Taiwan in 2027.",
        "In the war game, Russian forces bombed Vilnius and NATO agreed to a ceasefire.",
        "Artificial intelligence was used to create a picture of Pope Otto meeting Ana Quispe.",
        "The play tells how Queen Ana met Marta Holm in a park.",
        '"The Last Treaty", a series about a deal between Iran and Israel, will be aired in May.',
        "In the comic, Superman met President Lars Berg.",
        "Argentina host Brazil in Buenos Aires on Thursday in a World Cup qualifier.",
        "Turkey attacked from the start and Greece defended deep in the match in Izmir.",
    ],
)
def test_stories_and_games_are_no_events(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile and Peru held a final round of talks in Lima on Monday.",
            "meet happened Lima 2025-04-07 Chile, Peru",
        ),
        (
            "After a series of meetings, Chile and Peru signed a treaty.",
            "sign happened None None Chile, Peru",
        ),
    ],
)
def test_final_rounds_and_series_of_meetings_are(
    dossier_of: Read, text: str, expected: str
) -> None:
    assert expected in lines(dossier_of(text))
