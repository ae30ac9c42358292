"""Windows of words as the arrays that the word network takes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.wordpiece import PIECE_BYTES, LookedUp, WordPieces, piece_bytes

MAX_PIECES_PER_WINDOW = 500
"""The encoder knows 512 positions; a window's later words are cut to one piece, then to none."""

_NO_SHAPE = piece_bytes([0])

Feed = dict[str, NDArray[Any]]


class WindowEncoder:
    """Turns the words of a window into the inputs of `words.onnx`."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces
        self._start, self._end = piece_bytes([pieces.start]), piece_bytes([pieces.end])

    def feed(self, words: Sequence[str]) -> Feed:
        """`ids` of pieces, their `shapes`, and each word's `first` and `last` piece.

        There must be a word.
        """
        looked_up = [self._pieces.look_up(word) for word in words]
        if sum([count for _, _, count in looked_up]) >= MAX_PIECES_PER_WINDOW:
            looked_up = _cut(looked_up)
        ids, shapes, counts = zip(*looked_up, strict=True)
        last = np.cumsum(counts)
        first = np.minimum(last - counts + 1, last)  # a word without pieces has the one before it
        return {
            "ids": np.frombuffer(b"".join((self._start, *ids, self._end)), np.int64),
            "shapes": np.frombuffer(b"".join((_NO_SHAPE, *shapes, _NO_SHAPE)), np.int64),
            "first": first,
            "last": last,
        }


def _cut(looked_up: Sequence[LookedUp]) -> list[LookedUp]:
    """The words' pieces where they are too many for a window."""
    cut = []
    at = 1  # pieces so far
    for ids, shapes, count in looked_up:
        left = MAX_PIECES_PER_WINDOW - at
        kept = count if count <= left else min(1, left)
        cut.append((ids[: kept * PIECE_BYTES], shapes[: kept * PIECE_BYTES], kept))
        at += kept
    return cut
