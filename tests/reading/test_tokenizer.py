"""Tokens of news: names whole, compounds apart, nothing lost."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from graph_builder.reading.tokenizer import make_tokenizer


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


def tokens(nlp: Language, text: str) -> list[str]:
    return [token.text for token in nlp(text)]


@pytest.mark.parametrize(
    "name",
    [
        "Jae-myung",
        "Suk-yeol",
        "Ching-te",
        "Jong-un",
        "Eui-yong",
        "Kyo-ahn",
        "Sung-lac",
        "Kai-shek",
        "Kyung-wha",
        "al-Sisi",
        "Abdel-Fattah",
        "Jean-Noël",
    ],
)
def test_hyphenated_names_are_whole(blank: Language, name: str) -> None:
    assert tokens(blank, f"({name}'s) {name}.") == ["(", name, "'s", ")", name, "."]


@pytest.mark.parametrize(
    "compound",
    ["Seoul-based", "Trump-led", "US-backed", "Kim-led", "Xi-style", "Tokyo-Seoul", "well-known"],
)
def test_compounds_are_cut(blank: Language, compound: str) -> None:
    first, second = compound.split("-")
    assert tokens(blank, compound) == [first, "-", second]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SEOUL, Aug. 23 (Yonhap) -- He",
            ["SEOUL", ",", "Aug.", "23", "(", "Yonhap", ")", "--", "He"],
        ),
        ("TOKYO/SEOUL", ["TOKYO", "/", "SEOUL"]),
        ("U.S.-China talks", ["U.S.", "-", "China", "talks"]),
        ("a U.S.-led force", ["a", "U.S.", "-", "led", "force"]),
        ("the U.S. and U.N.", ["the", "U.S.", "and", "U.N."]),
        ("Gen. Smith", ["Gen.", "Smith"]),
        ("Lt. Gov. Lee", ["Lt.", "Gov.", "Lee"]),
        ("•Meet", ["•", "Meet"]),
        ("it—he", ["it", "—", "he"]),
        ("don't cannot", ["do", "n't", "can", "not"]),
        ("$5bn, 3%", ["$", "5bn", ",", "3", "%"]),
    ],
)
def test_news_tokens(blank: Language, text: str, expected: list[str]) -> None:
    assert tokens(blank, text) == expected


@given(text=st.text(max_size=200))
def test_no_character_is_lost(blank: Language, text: str) -> None:
    doc = blank(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("He wrote on X. Lithuania agreed", ["X", ".", "Lithuania", "agreed"]),
        ("formerly Twitter, now X. The", ["X", ".", "The"]),
        ("There is no Plan B. Tokyo left", ["B", ".", "Tokyo", "left"]),
        ("He followed Malcolm X.", ["Malcolm", "X", "."]),
        ("They came in group C.\nTokyo", ["C", ".", "\n", "Tokyo"]),
        ("a deal with J. Smith", ["J.", "Smith"]),
        ("he relied on J. Smith", ["on", "J.", "Smith"]),
        ("by George W. Bush", ["W.", "Bush"]),
        ("in the U.S. Tokyo", ["U.S.", "Tokyo"]),
    ],
)
def test_a_letter_that_ends_a_sentence_is_no_initial(
    blank: Language, text: str, ending: list[str]
) -> None:
    assert tokens(blank, text)[-len(ending) :] == ending
