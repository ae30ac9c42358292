"""How probable each labelled span is, over all valid BIO paths of a sentence."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]
Spans = tuple[Indices, Indices, Indices, Indices]
"""Parallel arrays: row, label (0 for the first pair of B and I columns), start, end."""

_LEAST = np.float32(1e-30)


class BioChances(NamedTuple):
    """Probabilities of BIO labels in a batch of sentences, words × rows (× labels) each: of no
    label, of its first word, of its further words.
    """

    outside: Floats
    begin: Floats
    inside: Floats


class SpanMarginals:
    """Spans in a batch of sentences, by the forward-backward algorithm.

    A label's inside may only follow its begin or inside; all paths that keep to this count by the
    product of their words' probabilities. `open_words` (words × rows) says which words may be in a
    span: neither padding nor a predicate. The chances of the others are changed in place.
    """

    def __init__(self, chances: BioChances, open_words: Flags) -> None:
        weights = open_words[:, :, None].astype(np.float32)
        self._begin, self._inside = chances.begin, chances.inside
        self._begin *= weights
        self._inside *= weights
        self._pass(np.where(open_words, chances.outside, np.float32(1.0)))

    def _pass(self, outside: Floats) -> None:
        """Masses of what comes before each word, after it, and after it in an open span."""
        length, rows, labels = self._begin.shape
        before = np.ones((length + 1, rows), np.float32)
        after = np.ones((length + 1, rows), np.float32)
        opened = np.ones((length + 1, rows, labels), np.float32)
        mass, entered = np.zeros((2, rows, labels), np.float32)
        every = np.ones(labels, np.float32)
        for t in range(length):
            mass *= self._inside[t]
            np.multiply(before[t, :, None], self._begin[t], out=entered)
            mass += entered
            np.multiply(before[t], outside[t], out=before[t + 1])
            before[t + 1] += mass @ every
        for t in range(length - 1, -1, -1):
            np.multiply(self._begin[t], opened[t + 1], out=entered)
            np.multiply(outside[t], after[t + 1], out=after[t])
            after[t] += entered @ every
            np.multiply(self._inside[t], opened[t + 1], out=opened[t])
            opened[t] += after[t, :, None]
        self._before, self._after, self._open = before, after, opened
        self._total = np.maximum(after[0], _LEAST)

    def likely(self, least: float) -> Spans:
        """All spans of at least this probability."""
        entering = (self._before[:-1] / self._total)[:, :, None] * self._begin
        starts, rows, labels = nonzero(entering * self._open[1:] >= least)
        inside = self._inside[:, rows, labels]
        words = np.arange(len(inside))[:, None]
        np.copyto(inside, 1.0, where=words <= starts)
        onwards = np.cumprod(inside, axis=0) * self._after[1:, rows]
        last, found = nonzero(onwards * entering[starts, rows, labels] >= least)
        proper = last >= starts[found]
        found, last = found[proper], last[proper]
        return rows[found], labels[found], starts[found], last + 1

    def probabilities(self, spans: Spans) -> Floats:
        """Of any spans within their rows' words."""
        rows, labels, starts, ends = spans
        inside = self._inside[:, rows, labels]
        words = np.arange(len(inside))[:, None]
        np.copyto(inside, 1.0, where=(words <= starts) | (words >= ends))
        around = self._before[starts, rows] * self._after[ends, rows] / self._total[rows]
        result: Floats = self._begin[starts, rows, labels] * inside.prod(axis=0) * around
        return result


def nonzero(flags: Flags) -> tuple[Indices, ...]:
    """`flags.nonzero()`, much faster where there are three axes and few flags are set."""
    return np.unravel_index(np.flatnonzero(flags), flags.shape)
