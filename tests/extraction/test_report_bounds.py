"""What a report holds and what not: joined clauses, asides, what an inner report tells."""

from collections.abc import Callable

import pytest

from tests.extraction.readings import Said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Omar Haddad said that the talks had been “frank and useful” but that “a great deal of "
            "work remains to be done before anyone can speak of peace”.",
            [("Omar Haddad", "direct", "a great deal of work")],
        ),
        (
            "“I have nothing to hide.” With those words Premier Olga Ruud opened her testimony.",
            [("Olga Ruud", "direct", "I have nothing to hide.")],
        ),
        (
            "“It is over,” Olga Ruud said of the ceasefire. Her defence minister, Per Holm, went "
            "further: “It never began.”",
            [("Olga Ruud", "direct", "It is over,"), ("Per Holm", "direct", "It never began.")],
        ),
        (
            "Norland will build a port, Omar Haddad said without specifying what it would cost.",
            [("Omar Haddad", "indirect", "Norland will build a port")],
        ),
        (
            "Foreign Ministry spokesman Omar Haddad stressed that Qatar welcomes British fans.",
            [("Omar Haddad", "indirect", "Qatar welcomes British fans")],
        ),
        (
            "When Ole Lund asked why, Per Pasha replied: “Are you not afraid of the sea?” Lund "
            "found an answer: “I would have brought a boat.”",
            [
                ("Per Pasha", "direct", "Are you not afraid of the sea?"),
                ("Ole Lund", "direct", "I would have brought a boat."),
            ],
        ),
        (
            "Foreign Minister Ana Lie advised the Norlandian cabinet on Friday “not to fall into "
            "this trap”.",
            [("Ana Lie", "direct", "not to fall into this trap")],
        ),
        (
            "“We will pay all our debts,” said well-known Norlandian lawyer Lars Bou.",
            [("Lars Bou", "direct", "We will pay all our debts,")],
        ),
        (
            "The news was received with joy all over the world. “We praise the ministry for what "
            "it did for the whale,” commented Allan Blom, director of the fund.",
            [("Allan Blom", "direct", "We praise the ministry")],
        ),
        (
            "The statement, signed by both ministers, said the ceasefire “remains the only way”.",
            [],
        ),
    ],
)
def test_reports_and_what_they_hold(
    statements: Callable[[str], list[Said]], text: str, expected: list[Said]
) -> None:
    found = statements(text)
    assert [said[:2] for said in found] == [said[:2] for said in expected]
    assert all(a[2].startswith(b[2]) for a, b in zip(found, expected, strict=True))
