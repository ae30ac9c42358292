"""Windows of words as the padded arrays that the word network takes."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.wordpiece import WordPieces, word_shape

MAX_PIECES_PER_WINDOW = 500
"""The encoder knows 512 positions; a window's later words are cut to one piece, then to none."""

Window = tuple[int, int]
Feed = dict[str, NDArray[Any]]


class WindowEncoder:
    """Turns windows of one text into a batch."""

    def __init__(self, pieces: WordPieces) -> None:
        self._pieces = pieces

    def feed(
        self, words: Sequence[str], spans: Sequence[Window], starts: NDArray[np.float32]
    ) -> Feed:
        """The inputs of `words.onnx` for the windows `spans`; see `readings` for `starts`."""
        encoded = [self._encode(words[start:end]) for start, end in spans]
        rows = len(spans)
        width = max(end - start for start, end in spans)
        length = max(len(ids) for ids, _, _, _ in encoded)
        feed: Feed = {k: np.zeros((rows, length), np.int64) for k in ("ids", "shapes", "mask")}
        feed["first"] = np.zeros((rows, width), np.int64)
        feed["last"] = np.zeros((rows, width), np.int64)
        feed["word_mask"] = np.zeros((rows, width), np.float32)
        feed["starts"] = np.zeros((rows, width), np.float32)
        for row, ((start, end), (ids, shapes, first, last)) in enumerate(
            zip(spans, encoded, strict=True)
        ):
            size = end - start
            feed["ids"][row, : len(ids)] = ids
            feed["shapes"][row, : len(ids)] = shapes
            feed["mask"][row, : len(ids)] = 1
            feed["first"][row, :size] = first
            feed["last"][row, :size] = last
            feed["word_mask"][row, :size] = 1
            feed["starts"][row, :size] = starts[start:end]
        return feed

    def _encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int], list[int]]:
        """Piece ids, their shapes, and each word's first and last piece."""
        ids, shapes = [self._pieces.start], [0]
        first: list[int] = []
        last: list[int] = []
        for word in words:
            pieces = self._pieces.pieces(word)
            if len(ids) + len(pieces) > MAX_PIECES_PER_WINDOW:
                pieces = pieces[:1] if len(ids) < MAX_PIECES_PER_WINDOW else ()
            first.append(len(ids) if pieces else len(ids) - 1)
            ids += pieces
            shapes += [word_shape(word)] * len(pieces)
            last.append(len(ids) - 1)
        return [*ids, self._pieces.end], [*shapes, 0], first, last
