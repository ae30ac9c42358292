"""Windows of words as the arrays that the word network takes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.wordpiece import WordPieces

MAX_PIECES_PER_WINDOW = 500
"""The encoder knows 512 positions; a window's later words are cut to one piece, then to none."""

Feed = dict[str, NDArray[Any]]


class WindowEncoder:
    """Turns the words of a window into the inputs of `words.onnx`."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces

    def feed(self, words: Sequence[str]) -> Feed:
        """`ids` of pieces, their `shapes`, and each word's `first` and `last` piece."""
        ids, shapes = [self._pieces.start], [0]
        first: list[int] = []
        last: list[int] = []
        at = 1  # pieces so far
        for word in words:
            pieces, alike = self._pieces.look_up(word)
            if at + len(pieces) > MAX_PIECES_PER_WINDOW:
                pieces = pieces[:1] if at < MAX_PIECES_PER_WINDOW else ()
                alike = alike[: len(pieces)]
            first.append(at if pieces else at - 1)
            ids += pieces
            shapes += alike
            at += len(pieces)
            last.append(at - 1)
        columns = {"ids": [*ids, self._pieces.end], "shapes": [*shapes, 0]}
        columns |= {"first": first, "last": last}
        return {name: np.array(column, np.int64) for name, column in columns.items()}
