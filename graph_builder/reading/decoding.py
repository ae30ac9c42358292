"""Exact decoding of label sequences: the best valid BIO path (Viterbi)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e6

Span = tuple[str, int, int]
"""A labelled stretch: (label, start, end), end exclusive."""


class BioDecoder:
    """Finds the best valid path through scores of the labels O, B-x, I-x.

    `adjacency_penalty` (in nats, ≤ 0) is added where a span directly follows another of the same
    label, which in English hardly ever happens to names.
    """

    def __init__(self, labels: Sequence[str], adjacency_penalty: float = 0.0) -> None:
        self.labels = tuple(labels)
        size = len(self.labels)
        self._transition = np.zeros((size, size), np.float32)
        self._initial = np.zeros(size, np.float32)
        for j, after in enumerate(self.labels):
            if after.startswith("I-"):
                self._initial[j] = _FORBIDDEN
            for i, before in enumerate(self.labels):
                same = before[2:] == after[2:] and before != "O"
                if after.startswith("I-") and not same:
                    self._transition[i, j] = _FORBIDDEN
                elif after.startswith("B-") and same:
                    self._transition[i, j] = adjacency_penalty

    def path(self, scores: NDArray[np.float32]) -> NDArray[np.intp]:
        """Label indices, one per row of `scores` (words × labels, log scale)."""
        length = len(scores)
        greedy: NDArray[np.intp] = scores.argmax(axis=1)
        if length == 0 or self._is_free(greedy):
            return greedy
        best = scores[0] + self._initial
        came_from = np.zeros((length, len(self.labels)), np.intp)
        for i in range(1, length):
            candidates = best[:, None] + self._transition
            came_from[i] = candidates.argmax(axis=0)
            best = candidates.max(axis=0) + scores[i]
        path = np.empty(length, np.intp)
        path[-1] = best.argmax()
        for i in range(length - 1, 0, -1):
            path[i - 1] = came_from[i, path[i]]
        return path

    def _is_free(self, path: NDArray[np.intp]) -> bool:
        """Whether a path meets neither bans nor penalties, so that greedy is already best."""
        if self._initial[path[0]] < 0:
            return False
        return not self._transition[path[:-1], path[1:]].any()

    def spans(self, scores: NDArray[np.float32]) -> list[Span]:
        """The labelled spans of the best path, in order, never overlapping."""
        return bio_spans([self.labels[i] for i in self.path(scores)])


def bio_spans(labels: Sequence[str]) -> list[Span]:
    """The spans of a valid BIO sequence."""
    spans: list[Span] = []
    start = 0
    while start < len(labels):
        end = start + 1
        if labels[start] != "O":
            inside = "I-" + labels[start][2:]
            while end < len(labels) and labels[end] == inside:
                end += 1
            spans.append((labels[start][2:], start, end))
        start = end
    return spans
