"""Reports that stand apart from what they report, and who can't be the one who speaks."""

import pytest

from tests.extraction.readings import Read

Told = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Premier Lars Berg met Eva Dahl, a Chilean economist. Berg was blunt. The economist, "
            "he told parliament, had eaten well.",
            [("Lars Berg", "The economist had eaten well")],
        ),
        (
            "Maria Quispe is hungry. She orders soup because, she says, soup cannot be eaten in "
            "anger.",
            [("Maria Quispe", "soup cannot be eaten in anger")],
        ),
        (
            "They fear enemies such as, they say, the Order of the Sun. Ana Quispe left.",
            [],
        ),
        (
            "Lars Berg rules. A trip to Lima is out of the question, his aides said; one to Oslo "
            "was a matter of weeks.",
            [
                (
                    "Lars Berg's aides",
                    "A trip to Lima is out of the question one to Oslo was a matter of weeks",
                )
            ],
        ),
        ("The major left, an officer who attended said.", [("officer", "The major left")]),
        (
            "The road is closed, an official who asked not to be named said.",
            [("official", "The road is closed")],
        ),
        ("Nobody has repeated what was said.", []),
        (
            "Ana Quispe pours the tea. “I went because I must,” she says. Would she do it again? "
            "“Tomorrow, if they give me a seat.”",
            [
                ("Ana Quispe", "I went because I must,"),
                ("Ana Quispe", "Tomorrow, if they give me a seat."),
            ],
        ),
        (
            "The evening talk, by Jonas Vik\nAna Quispe has grown roses since May. She denies "
            "that it was theatre.",
            [("Ana Quispe", "it was theatre")],
        ),
        (
            "“We never agreed”\nAna Quispe, Peru's premier, on ferries.\n\nYou like him?\n\n"
            "“He is charming. We never agreed, he and I.”\n\nAnd the ferry?\n\n“It sank.”",
            [
                ("Ana Quispe", "He is charming. We never agreed, he and I."),
                ("Ana Quispe", "It sank."),
            ],
        ),
    ],
)
def test_who_says_what(dossier_of: Read, text: str, told: Told) -> None:
    dossier = dossier_of(text)
    names = {actor.id: actor.name for actor in dossier.actors}
    assert [(names[s.speaker], s.content) for s in dossier.statements] == told
