"""How probable each labelled span is, over all valid BIO paths of a sentence."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]
Spans = tuple[Indices, Indices, Indices, Indices]
"""Parallel arrays: row, label (0 for the first pair of B and I columns), start, end."""

_LEAST = np.float32(1e-30)


class SpanMarginals:
    """Spans in a batch of sentences, by the forward-backward algorithm.

    `chances` are probabilities, rows × words × (O, B-a, I-a, B-b, I-b, …); `sizes` the rows'
    numbers of words, behind which cells are padding. I-a may only follow B-a or I-a; all paths
    that keep to this count by the product of their words' probabilities.
    """

    def __init__(self, chances: Floats, sizes: NDArray[np.intp]) -> None:
        words = np.arange(chances.shape[1])
        inside = words[None, :] < sizes[:, None]
        self._begin = chances[:, :, 1::2] * inside[:, :, None]
        self._inside = chances[:, :, 2::2] * inside[:, :, None]
        self._pass(np.where(inside, chances[:, :, 0], np.float32(1.0)))

    def _pass(self, outside: Floats) -> None:
        """Masses of what comes before each word, after it, and after it in an open span."""
        begins = np.ascontiguousarray(self._begin.transpose(1, 0, 2))
        insides = np.ascontiguousarray(self._inside.transpose(1, 0, 2))
        length, rows, labels = begins.shape
        outsides = np.ascontiguousarray(outside.T)
        before = np.ones((length + 1, rows), np.float32)
        after = np.ones((length + 1, rows), np.float32)
        opened = np.ones((length + 1, rows, labels), np.float32)
        mass = np.zeros((rows, labels), np.float32)
        for t in range(length):
            mass = mass * insides[t]
            mass += before[t][:, None] * begins[t]
            before[t + 1] = before[t] * outsides[t] + mass.sum(1)
        for t in range(length - 1, -1, -1):
            following = opened[t + 1]
            after[t] = outsides[t] * after[t + 1] + np.einsum("rl,rl->r", begins[t], following)
            opened[t] = insides[t] * following + after[t][:, None]
        self._before, self._after = before.T, after.T
        self._open = opened.transpose(1, 0, 2)
        self._total = np.maximum(self._after[:, 0], _LEAST)

    def likely(self, least: float) -> Spans:
        """All spans of at least this probability."""
        entering = (self._before[:, :-1] / self._total[:, None])[:, :, None] * self._begin
        rows, starts, labels = np.nonzero(entering * self._open[:, 1:] >= least)
        inside = self._inside[rows, :, labels]
        inside[np.arange(inside.shape[1])[None, :] <= starts[:, None]] = 1.0
        onwards = np.cumprod(inside, axis=1) * self._after[rows, 1:]
        found, last = np.nonzero(onwards * entering[rows, starts, labels][:, None] >= least)
        proper = last >= starts[found]
        found, last = found[proper], last[proper]
        return rows[found], labels[found], starts[found], last + 1

    def probabilities(self, spans: Spans) -> Floats:
        """Of any spans within their rows' words."""
        rows, labels, starts, ends = spans
        inside = self._inside[rows, :, labels]
        words = np.arange(inside.shape[1])[None, :]
        inside[(words <= starts[:, None]) | (words >= ends[:, None])] = 1.0
        around = self._before[rows, starts] * self._after[rows, ends] / self._total[rows]
        result: Floats = self._begin[rows, starts, labels] * inside.prod(axis=1) * around
        return result
