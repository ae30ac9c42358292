"""The word network at run time: words in windows → scores for every layer of annotation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graph_builder.errors import ArtefactError
from graph_builder.reading.wordpiece import WordPieces, word_shape

MAX_PIECES_PER_WINDOW = 500
"""The encoder knows 512 positions; a window's later words are cut to one piece, then to none."""

_BATCH = 8

Window = tuple[int, int]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """The network's outputs for one window of n words, a row per word."""

    outputs: dict[str, NDArray[Any]]

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.outputs[name]


def session(model: bytes, name: str) -> onnxruntime.InferenceSession:
    """A single-threaded CPU session: more threads are slower, so processes do the scaling."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises bare RuntimeErrors and its own types
        raise ArtefactError(f"reading model: {name} can't be loaded ({error})") from error


class WordNetwork:
    """Runs the encoder and the per-word heads over the windows of one text.

    Activations are quantised by the range of a whole batch, so a batch holds windows of one text
    only: what is read in a text then never depends on its neighbours.
    """

    def __init__(self, model: bytes, pieces: WordPieces) -> None:
        self._session = session(model, "words.onnx")
        self._pieces = pieces
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(self, words: Sequence[str], windows: Sequence[Window], starts: Floats) -> list[Scores]:
        """Scores for each window. `starts[i]` is 1 or 0 where it is known whether a sentence
        begins at word i, and -1 where the network is to decide.
        """
        order = sorted(range(len(windows)), key=lambda k: windows[k][1] - windows[k][0])
        results: dict[int, Scores] = {}
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            spans = [windows[k] for k in batch]
            outputs = self._session.run(self._outputs, self._feed(words, spans, starts))
            for row, (k, (start, end)) in enumerate(zip(batch, spans, strict=True)):
                named = zip(self._outputs, outputs, strict=True)
                results[k] = Scores({name: out[row, : end - start] for name, out in named})
        return [results[k] for k in range(len(windows))]

    def _feed(
        self, words: Sequence[str], spans: Sequence[Window], starts: Floats
    ) -> dict[str, NDArray[Any]]:
        encoded = [self._encode(words[start:end]) for start, end in spans]
        width = max(end - start for start, end in spans)
        length = max(len(ids) for ids, _, _, _ in encoded)
        rows = len(spans)
        ids = np.zeros((rows, length), np.int64)
        shapes, mask = ids.copy(), ids.copy()
        first = np.zeros((rows, width), np.int64)
        last = first.copy()
        word_mask = np.zeros((rows, width), np.float32)
        sentence = np.full((rows, width), -1, np.float32)
        for row, ((start, end), (piece, shape, begin, stop)) in enumerate(
            zip(spans, encoded, strict=True)
        ):
            ids[row, : len(piece)] = piece
            shapes[row, : len(piece)] = shape
            mask[row, : len(piece)] = 1
            first[row, : end - start] = begin
            last[row, : end - start] = stop
            word_mask[row, : end - start] = 1
            sentence[row, : end - start] = starts[start:end]
        return {
            "ids": ids,
            "sh": shapes,
            "mask": mask,
            "first": first,
            "last": last,
            "wmask": word_mask,
            "sent_in": sentence,
        }

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
