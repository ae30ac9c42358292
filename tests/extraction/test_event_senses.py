"""Verbs that tell of an act in one sense and of something else in another."""

import pytest

from tests.extraction.readings import Read, lines


@pytest.mark.parametrize(
    "text",
    [
        "The town of Ormsk came under fire from Norway on Monday.",
        "Tomas Rehak came under fire from Norway on Monday.",
        "Norway drew fire from Ghana on Sunday.",
        "Norwegian troops boarded a plane to Accra on Monday.",
        "Norway hit its climate targets in 2024.",
        "The officers of the navy captured the mood of Chad on Monday.",
        "The union UGTC responded with a strike against the government of Chad on Monday.",
        "Tomas Rehak spoke on Monday against the backdrop of Chad's elections.",
        "Lars Berg described Ana Quispe as the official responsible for trade on Monday.",
        "Lars Berg promised an answer on Chad by Friday.",
        "Norway promised a response on the loan by Friday.",
        "Novabank valued Ghana at two billion euros on Monday.",
        "Norway supported Chad with ten tanks on Monday.",
        "Ana Quispe highlighted the role of Chad in arming the rebels.",
        "Norway stressed the support of Chad for the rebels on Monday.",
        "Lena Roth was introduced as the president of Chad at the dinner.",
        "Norway applied pressure to Chad on Monday.",
        "Lars Berg put his weight behind the door on Monday.",
    ],
)
def test_another_sense_tells_of_no_act(dossier_of: Read, text: str) -> None:
    assert lines(dossier_of(text)) == set()


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Tomas Rehak came under fire from Ana Quispe on Monday.",
            "criticize happened None 2025-04-07 Ana Quispe, Tomas Rehak",
        ),
        (
            "Norway's navy boarded a tanker from Ghana on Monday.",
            "attack happened None 2025-04-07 Norway's navy",
        ),
        ("Norway hit targets in Chad on Monday.", "attack happened Chad 2025-04-07 Norway"),
        (
            "Norway shelled Chad's stadium on Monday.",
            "attack happened None 2025-04-07 Chad, Norway",
        ),
        (
            "Norway responded with strikes on Chad on Monday.",
            "attack happened None 2025-04-07 Chad, Norway",
        ),
        (
            "Norway is nearing a deal with Chad.",
            "agree hypothetical None None Chad, Norway",
        ),
        (
            "Norway held Chad responsible for the blast on Monday.",
            "criticize happened None 2025-04-07 Chad, Norway",
        ),
        (
            "Norway vowed revenge on Chad on Monday.",
            "threaten happened None 2025-04-07 Chad, Norway",
        ),
        (
            "Norway confirmed its support for Chad on Monday.",
            "praise happened None 2025-04-07 Chad, Norway",
        ),
        (
            "Norway stressed the key role of Chad in the talks on Monday.",
            "praise happened None 2025-04-07 Chad, Norway",
        ),
    ],
)
def test_the_sense_of_the_act_is_told(dossier_of: Read, text: str, event: str) -> None:
    assert event in lines(dossier_of(text))
