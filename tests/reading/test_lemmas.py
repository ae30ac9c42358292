"""Lemmas: the table first, then rules that known base forms steer."""

import pytest

from graph_builder.reading.lemmas import Lemmatizer

LEMMATIZER = Lemmatizer(
    {"met VBD": "meet"}, frozenset({"make", "stop", "visit", "ally", "agree", "use"})
)


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("Met", "VBD", "meet"),
        ("making", "VBG", "make"),
        ("stopped", "VBD", "stop"),
        ("visited", "VBN", "visit"),
        ("allies", "NNS", "ally"),
        ("agreed", "VBD", "agree"),
        ("used", "VBN", "use"),
        ("summits", "NNS", "summit"),
        ("reaches", "VBZ", "reach"),
        ("tougher", "JJR", "tough"),
        ("Japan", "NNP", "Japan"),
        ("Koreans", "NNPS", "Korean"),
        ("shook", "VBD", "shake"),
        ("overthrown", "VBN", "overthrow"),
        ("froze", "VBD", "freeze"),
        ("freed", "VBN", "free"),
        ("The", "DT", "the"),
        ("was", "NN", "was"),
    ],
)
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    assert LEMMATIZER.lemma(word, tag) == lemma
