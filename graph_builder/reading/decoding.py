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
        self._begins = np.array([label.startswith("B-") for label in self.labels])
        self._insides = [
            self.labels.index("I-" + label[2:]) if label.startswith("B-") else -1
            for label in self.labels
        ]
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

    def spans(
        self, scores: NDArray[np.float32], sentences: Sequence[tuple[int, int]]
    ) -> list[Span]:
        """The labelled spans of the best path of each sentence, in order, never overlapping.

        `sentences` are [start, end) of rows of `scores`, gapless.
        """
        path: NDArray[np.intp] = scores.argmax(axis=1)
        begins = [start for start, _ in sentences]
        forced = np.zeros(len(path), np.bool_)
        forced[1:] = self._transition[path[:-1], path[1:]] != 0
        forced[begins] = self._initial[path[begins]] != 0
        if forced.any():
            number = np.searchsorted(begins, np.flatnonzero(forced), side="right") - 1
            for k in set(number.tolist()):
                start, end = sentences[k]
                path[start:end] = self.path(scores[start:end])
        return self._spans_of(path)

    def _spans_of(self, path: NDArray[np.intp]) -> list[Span]:
        """The spans of a valid path."""
        found = []
        steps = path.tolist()
        for start in np.flatnonzero(self._begins[path]).tolist():
            inside, end = self._insides[steps[start]], start + 1
            while end < len(steps) and steps[end] == inside:
                end += 1
            found.append((self.labels[steps[start]][2:], start, end))
        return found


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
