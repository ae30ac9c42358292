"""Word pieces and word shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.wordpiece import MAX_PIECES, WordPieces, word_shape

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "tokyo", "tok", "##yo", "##ite", "-", "e", "##l"])


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("Tokyo", (3,)),
        ("tokite", (4, 6)),
        ("Él", (8, 9)),
        ("tok-tok", (4, 7, 4)),
        ("xyz", (0,)),
        ("", (0,)),
        ("\u200b", (0,)),
    ],
)
def test_longest_matches(word: str, ids: tuple[int, ...]) -> None:
    assert PIECES.pieces(word) == ids


@given(st.text(max_size=300))
def test_every_word_has_pieces(word: str) -> None:
    assert 1 <= len(PIECES.pieces(word)) <= MAX_PIECES


def test_shapes_tell_case_and_digits_apart() -> None:
    words = ["2025", "5bn", "--", "A", "U.S.", "NATO", "McCain", "Tokyo", "iPhone", "summit"]
    assert [word_shape(word) for word in words] == list(range(1, 11))
