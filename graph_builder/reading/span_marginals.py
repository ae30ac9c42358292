"""How probable each labelled span is, over all valid BIO paths of a sentence."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Spans = tuple[Indices, Indices, Indices, Indices]
"""Parallel arrays: row, label (0 for the first pair of B and I columns), start, end."""

_LEAST = 1e-300
_NEVER = -1e3


class SpanMarginals:
    """Spans in a batch of sentences, by the forward-backward algorithm.

    `scores` are log-probabilities, rows × words × (O, B-a, I-a, B-b, I-b, …); `sizes` the rows'
    numbers of words, behind which cells are padding. I-a may only follow B-a or I-a; all paths
    that keep to this count by the product of their words' probabilities.
    """

    def __init__(self, scores: NDArray[np.float32], sizes: NDArray[np.intp]) -> None:
        scores = scores.astype(np.float64)
        padding = np.arange(scores.shape[1])[None, :] >= sizes[:, None]
        scores[padding] = _NEVER
        scores[padding, 0] = 0.0
        self._begin_scores = scores[:, :, 1::2]
        chances = np.exp(scores)
        self._begin, self._inside = chances[:, :, 1::2], chances[:, :, 2::2]
        rows, length, labels = self._begin.shape
        self._runs = np.zeros((rows, length + 1, labels))
        np.cumsum(scores[:, :, 2::2], axis=1, out=self._runs[:, 1:])
        self._pass(chances[:, :, 0])

    def _pass(self, outside: Floats) -> None:
        """Masses of what comes before each word, after it, and after it in an open span."""
        begin, inside = self._begin, self._inside
        rows, length, labels = begin.shape
        self._before = np.ones((rows, length + 1))
        self._after = np.ones((rows, length + 1))
        self._open = np.ones((rows, length + 1, labels))
        mass = np.zeros((rows, labels))
        for t in range(length):
            before = self._before[:, t]
            mass = mass * inside[:, t] + before[:, None] * begin[:, t]
            self._before[:, t + 1] = before * outside[:, t] + mass.sum(1)
        for t in range(length - 1, -1, -1):
            following = self._open[:, t + 1]
            after = outside[:, t] * self._after[:, t + 1] + (begin[:, t] * following).sum(1)
            self._after[:, t] = after
            self._open[:, t] = inside[:, t] * following + after[:, None]
        self._total = np.maximum(self._after[:, 0], _LEAST)

    def likely(self, least: float) -> Spans:
        """All spans of at least this probability."""
        entering = self._before[:, :-1, None] * self._begin / self._total[:, None, None]
        rows, starts, labels = np.nonzero(entering * self._open[:, 1:] >= least)
        inside = self._inside[rows, :, labels]
        inside[np.arange(inside.shape[1])[None, :] <= starts[:, None]] = 1.0
        onwards = np.cumprod(inside, axis=1) * self._after[rows, 1:]
        found, last = np.nonzero(onwards * entering[rows, starts, labels][:, None] >= least)
        proper = last >= starts[found]
        found, last = found[proper], last[proper]
        return rows[found], labels[found], starts[found], last + 1

    def log_probabilities(self, spans: Spans) -> Floats:
        """Of any spans within their rows' words; −1000 and less for impossible ones."""
        rows, labels, starts, ends = spans
        inside = self._runs[rows, ends, labels] - self._runs[rows, starts + 1, labels]
        around = self._before[rows, starts] * self._after[rows, ends]
        around = np.log(np.maximum(around, _LEAST) / self._total[rows])
        result: Floats = self._begin_scores[rows, starts, labels] + inside + around
        return result
