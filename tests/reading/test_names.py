"""Titles stand outside of names; the gazetteer settles what can't be misread."""

import pytest

from graph_builder.reading.decoding import Span
from graph_builder.reading.names import settle_names


def settled(text: str, *found: Span, tags: str = "") -> list[tuple[str, str]]:
    words = text.split()
    penn = tags.split() or ["NNP"] * len(words)
    names = settle_names(words, penn, found)
    return [(label, " ".join(words[start:end])) for label, start, end in names]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("President Ann Lee", [("PER", 0, 3)], [("PER", "Ann Lee")]),
        ("Prime Minister Smith", [("PER", 0, 3)], [("PER", "Smith")]),
        ("Stephen King", [("PER", 0, 2)], [("PER", "Stephen King")]),
        ("President", [("PER", 0, 1)], []),
        (
            "South Korean President Ann Lee",
            [("PER", 0, 5)],
            [("NORP", "South Korean"), ("PER", "Ann Lee")],
        ),
        ("South Korea", [("ORG", 0, 2)], [("LOC", "South Korea")]),
        ("South Korea", [], [("LOC", "South Korea")]),
        ("South Korean", [("NORP", 1, 2)], [("NORP", "South Korean")]),
        ("Bank of Japan", [("ORG", 0, 3)], [("ORG", "Bank of Japan")]),
        ("NATO", [], [("ORG", "NATO")]),
        (
            "Borovia said in Borovia",
            [("PER", 0, 1), ("LOC", 3, 4)],
            [("LOC", "Borovia"), ("LOC", "Borovia")],
        ),
        ("the Black Sea", [("LOC", 0, 3)], [("LOC", "Black Sea")]),
        ("Ann Lee of Borovia", [("PER", 0, 4)], [("PER", "Ann Lee"), ("LOC", "Borovia")]),
        ("Ann Lee of Chile", [("LOC", 0, 4)], [("PER", "Ann Lee"), ("LOC", "Chile")]),
        ("Eastern Borovia of Chile", [("LOC", 0, 4)], [("LOC", "Eastern Borovia of Chile")]),
        ("Anna of Chile", [("PER", 0, 3)], [("PER", "Anna of Chile")]),
        (
            "Ann Lee said Lee",
            [("PER", 0, 2), ("LOC", 3, 4)],
            [("PER", "Ann Lee"), ("PER", "Lee")],
        ),
        ("Washington", [("PER", 0, 1)], [("LOC", "Washington")]),
        (
            "George Washington met Washington",
            [("PER", 0, 2), ("PER", 3, 4)],
            [("PER", "George Washington"), ("PER", "Washington")],
        ),
    ],
)
def test_settled_names(text: str, found: list[Span], expected: list[tuple[str, str]]) -> None:
    assert settled(text, *found) == expected


def test_common_words_are_no_names() -> None:
    assert settled("Turkey is roasted", tags="NNP VBZ VBN") == [("LOC", "Turkey")]
    assert settled("They meet us", tags="PRP VBP PRP") == []
    assert settled("Polish it", tags="VB PRP") == []


DOUBLE_TAGS = "NNP NNP HYPH NNP VBD NNP HYPH NNP"


def test_double_surnames_are_one_name() -> None:
    found: list[Span] = [("PER", 0, 2), ("PER", 3, 4), ("PER", 5, 6)]
    names = settled("Ann Smith - Jones met Smith - Jones", *found, tags=DOUBLE_TAGS)
    assert names == [("PER", "Ann Smith - Jones"), ("PER", "Smith - Jones")]


def test_a_hyphen_between_two_persons_joins_nothing() -> None:
    found: list[Span] = [("PER", 0, 2), ("PER", 3, 4), ("PER", 5, 7)]
    names = settled("Ann Smith - Jones met Bo Jones", *found, tags="NNP NNP HYPH NNP VBD NNP NNP")
    assert [text for _, text in names] == ["Ann Smith", "Jones", "Bo Jones"]


def test_a_surname_after_an_initial_is_the_persons() -> None:
    found: list[Span] = [("PER", 0, 2), ("LOC", 3, 5), ("LOC", 6, 8)]
    names = settled("Ann Smith left B. Smith in B. Field", *found)
    assert names == [("PER", "Ann Smith"), ("PER", "B. Smith"), ("LOC", "B. Field")]
