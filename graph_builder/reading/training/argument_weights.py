"""Fits `arguments.json`: how much each feature of a candidate argument says, on EWT's dev part."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.arguments import (
    FEATURES,
    Argument,
    ArgumentDecoder,
    Candidates,
    RolePlace,
    Weights,
)
from graph_builder.reading.artefact import Artefact
from graph_builder.reading.readings import Reader
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.span_marginals import BioChances
from graph_builder.reading.training.sentences import Frame, add_frames, role_sentences, treebank

THRESHOLD = 0.34
"""Gives the best F1 of spans and heads on EWT dev; 0.28 is 0.1 to 0.2 worse, 0.4 too."""

_PRIOR = 1.0  # precision of the weights' Gaussian prior
_STEPS = 25

Floats = NDArray[np.float64]
_Gold = dict[tuple[tuple[str, ...], int], Frame]


class _Recorder(ArgumentDecoder):
    """Keeps the features of all candidates, and which ones the gold frames have."""

    def __init__(self, artefact: Artefact, gold: _Gold) -> None:
        roles = [label[2:] for label in artefact.labels["roles"][1::2]]
        table = RoleTable(artefact.text("roles.tsv"), roles)
        weights = Weights(np.zeros((len(FEATURES), 2)), THRESHOLD)
        super().__init__(artefact.labels["roles"], table, weights)
        self._gold = gold
        self.features: list[Floats] = []
        self.right: list[tuple[bool, bool]] = []

    def decode(
        self, places: Sequence[RolePlace], bio: BioChances, heads: NDArray[np.float32]
    ) -> list[list[Argument]]:
        """No arguments: only the candidates count."""
        found = self.candidates(places, bio, heads)
        self.features.append(found.features)
        self.right += [self._is_right(places, found, k) for k in range(len(found.role))]
        return [[] for _ in places]

    def _is_right(
        self, places: Sequence[RolePlace], found: Candidates, k: int
    ) -> tuple[bool, bool]:
        """Whether gold has the span, and whether it has the head, with this role."""
        place = places[found.predicate[k]]
        words = place.forest.words[place.start : place.start + place.length]
        frame = self._gold.get((tuple(words), place.at))
        args = frame.args if frame else ()
        role, span = self.roles[found.role[k]], (found.start[k], found.end[k])
        same = [argument for argument in args if argument.role == role]
        return (
            any((argument.start, argument.end) == span for argument in same),
            any(argument.head == found.head[k] for argument in same),
        )


def fit_weights(artefact: Artefact, corpora: Path) -> Weights:
    """The weights for a model directory that has everything but these."""
    documents = treebank(corpora / "ud_ewt_dev.jsonl.xz", "ewt")
    add_frames(documents, role_sentences(corpora / "srl_ewt_dev.jsonl.xz", "ewt"))
    gold: _Gold = {
        (tuple(sentence.words), frame.i): frame
        for document in documents
        for sentence in document
        for frame in sentence.frames or ()
    }
    reader = Reader(artefact)
    recorder = reader.roles.arguments = _Recorder(artefact, gold)
    for document in documents:
        words = [word for sentence in document for word in sentence.words]
        starts = [i == 0 for sentence in document for i in range(len(sentence.words))]
        reader.read(words, starts, starts)
    features = np.concatenate(recorder.features)
    right = np.array(recorder.right, np.float64)
    values = [logistic_regression(features, right[:, k]) for k in range(2)]
    return Weights(np.stack(values, axis=1), THRESHOLD)


def logistic_regression(features: Floats, right: Floats) -> Floats:
    """The weights that make `right` likeliest under a Gaussian prior (Newton's method)."""
    weights: Floats = np.zeros(features.shape[1])
    prior = _PRIOR * np.eye(len(weights))
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (right - chances) - _PRIOR * weights
        bend = features.T @ (features * (chances * (1 - chances))[:, None]) + prior
        weights = weights + np.linalg.solve(bend, slope)
    return weights
