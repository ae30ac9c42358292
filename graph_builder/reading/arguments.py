"""Which stretches of words are the arguments of a predicate.

Candidates are the spans that the BIO labels make probable, and the subtrees of words that the
head labels point to. Two logistic regressions weigh what is known of a candidate: how probable it
is to be a right span, and to have the right head. The set that ships gains most: candidates don't
overlap, numbered roles occur once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.constituents import SentenceTree
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.span_marginals import Floats, Indices, SpanMarginals, Spans

FEATURES = (
    "constant",
    "span",  # log-odds of the span by its BIO labels
    "head",  # log-odds of its head by the head labels
    "constituent",  # the words are those of a subtree
    "one_top",  # one word alone hangs on something outside
    "listed",  # the frame file lists the numbered role
    "unlisted",
    "no_frame",
    "tied",  # `RoleOdds` of the role
    "roleset",
    "tie",
    "counted",
)
"""What is known of a candidate, in the order of the weights."""

_LEAST_SPAN = 0.01  # probability from which a span by BIO labels is a candidate
_LEAST_HEAD = 0.1  # probability from which the subtree of a head is one
_CERTAIN = 1e-6  # probabilities are kept this far from 0 and 1
_IMPOSSIBLE = -1e4

Argument = tuple[str, int, int, int]
"""Role, start, end, head: words of the sentence."""


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A predicate: its word in its sentence's tree, its roleset, the first letter of its tag."""

    tree: SentenceTree
    at: int
    sense: str
    part: str


@dataclass(frozen=True, slots=True)
class Weights:
    """Of `FEATURES`, × 2: for the right span, and for the right head. A candidate pays if the mean
    of both probabilities is above `threshold`.
    """

    values: Floats
    threshold: float

    @classmethod
    def from_json(cls, text: str) -> "Weights":
        """From the content of `arguments.json`."""
        content = json.loads(text)
        rows = [content["weights"][name] for name in FEATURES]
        return cls(np.array(rows, np.float64), float(content["threshold"]))

    def to_json(self) -> str:
        """The content of `arguments.json`."""
        rows = zip(FEATURES, self.values.round(4).tolist(), strict=True)
        content = {"threshold": self.threshold, "weights": dict(rows)}
        return json.dumps(content, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Parallel arrays: the predicate's number, role, start, end, head; and rows of `FEATURES`."""

    predicate: Indices
    role: Indices
    start: Indices
    end: Indices
    head: Indices
    features: Floats


class ArgumentDecoder:
    """`labels` are the BIO labels of the network's roles."""

    def __init__(self, labels: Sequence[str], table: RoleTable, weights: Weights) -> None:
        self.roles = [label[2:] for label in labels[1::2]]
        self._numbers = [role[3] if role[3:].isdigit() else "" for role in self.roles]
        self._table = table
        self._weights = weights

    def decode(
        self,
        places: Sequence[RolePlace],
        bio: NDArray[np.float32],
        heads: NDArray[np.float32],
    ) -> list[list[Argument]]:
        """The arguments of each predicate, in text order, from the networks' log-probabilities
        (predicates × words × labels).
        """
        found = self.candidates(places, bio, heads)
        gains = (1 / (1 + np.exp(-found.features @ self._weights.values))).mean(1)
        gains -= self._weights.threshold
        offers: list[list[_Offer]] = [[] for _ in places]
        for k in np.flatnonzero(gains > 0).tolist():
            offer = (int(found.start[k]), int(found.end[k]), int(found.role[k]))
            offers[found.predicate[k]].append((*offer, float(gains[k]), int(found.head[k])))
        return [
            [
                (self.roles[role], start, end, head)
                for start, end, role, _, head in self._chosen(mine)
            ]
            for mine in offers
        ]

    def candidates(
        self,
        places: Sequence[RolePlace],
        bio: NDArray[np.float32],
        heads: NDArray[np.float32],
    ) -> Candidates:
        """Every candidate of each predicate, and what is known of it."""
        sizes = np.array([len(place.tree.words) for place in places])
        bio = bio.copy()
        for k, place in enumerate(places):
            bio[k, place.at, 1:] = _IMPOSSIBLE  # no predicate is its own argument
        marginals = SpanMarginals(bio, sizes)
        spans = _united(marginals.likely(_LEAST_SPAN), _subtrees(places, heads, sizes))
        predicate, role, start, end = spans
        head = np.array(
            [
                s + int(heads[p, s:e, r + 1].argmax())
                for p, r, s, e in zip(*(part.tolist() for part in spans), strict=True)
            ],
            np.intp,
        )
        features = np.zeros((len(role), len(FEATURES)))
        features[:, 0] = 1
        features[:, 1] = _log_odds(marginals.log_probabilities(spans))
        features[:, 2] = _log_odds(heads[predicate, head, role + 1].astype(np.float64))
        features[:, 3:5] = _shape(places, predicate, start, end)
        for k, (p, r) in enumerate(zip(predicate.tolist(), role.tolist(), strict=True)):
            features[k, 5:] = self._lexical(places[p], r, int(head[k]))
        return Candidates(predicate, role, start, end, head, features)

    def _lexical(self, place: RolePlace, role: int, head: int) -> tuple[float, ...]:
        number, listed = self._numbers[role], self._table.listed(place.sense)
        frame = (0.0, 0.0, 0.0)
        if number:
            unknown = listed is None
            frame = (float(number in (listed or "")), 0.0, float(unknown))
            frame = (frame[0], 1.0 - frame[0] - frame[2], frame[2])
        odds = self._table.odds(place.sense, place.part, place.tree.tie(head, place.at))
        return (*frame, odds.tied[role], odds.roleset[role], odds.tie[role], odds.counted)

    def _chosen(self, offers: list["_Offer"]) -> list["_Offer"]:
        """The best set: of doubled numbered roles the weakest is struck until none is left."""
        chosen = _best_set(offers)
        while True:
            by_role: dict[int, list[_Offer]] = {}
            for offer in chosen:
                if self._numbers[offer[2]]:
                    by_role.setdefault(offer[2], []).append(offer)
            struck = [min(same, key=_gain) for same in by_role.values() if len(same) > 1]
            if not struck:
                return chosen
            offers = [offer for offer in offers if offer not in struck]
            chosen = _best_set(offers)


_Offer = tuple[int, int, int, float, int]
"""Start, end, role, gain, head."""


def _gain(offer: _Offer) -> float:
    return offer[3]


def _best_set(offers: Sequence[_Offer]) -> list[_Offer]:
    """The offers that gain most together without overlapping, in text order."""
    best: list[tuple[float, list[_Offer]]] = [(0.0, [])]  # of the offers that end by ends[k]
    ends = [0]
    for offer in sorted(offers, key=lambda o: (o[1], o[0], o[2])):
        k = len(ends) - 1
        while ends[k] > offer[0]:
            k -= 1
        total = best[k][0] + offer[3]
        if total > best[-1][0]:
            best.append((total, [*best[k][1], offer]))
            ends.append(offer[1])
    return best[-1][1]


def _united(first: Spans, second: Spans) -> Spans:
    """Two sets of spans as one, sorted by predicate and role, without doubles."""
    spans = {s for part in (first, second) for s in zip(*(a.tolist() for a in part), strict=True)}
    return _columns(sorted(spans))


def _columns(spans: Sequence[tuple[int, ...]]) -> Spans:
    columns = np.array(spans, np.intp).reshape(-1, 4).T
    return columns[0], columns[1], columns[2], columns[3]


def _subtrees(
    places: Sequence[RolePlace], heads: NDArray[np.float32], sizes: NDArray[np.intp]
) -> Spans:
    """The subtrees of likely heads of arguments that don't hold the predicate."""
    inside = np.arange(heads.shape[1])[None, :, None] < sizes[:, None, None]
    predicate, word, role = np.nonzero((heads[:, :, 1:] >= np.log(_LEAST_HEAD)) & inside)
    spans = []
    for p, w, r in zip(predicate.tolist(), word.tolist(), role.tolist(), strict=True):
        tree, at = places[p].tree, places[p].at
        if not tree.left[w] <= at < tree.right[w]:
            spans.append((p, r, int(tree.left[w]), int(tree.right[w])))
    return _columns(spans)


def _shape(
    places: Sequence[RolePlace], predicate: Indices, start: Indices, end: Indices
) -> NDArray[np.bool_]:
    """Whether each span is a constituent, and whether it has one top."""
    longest = max(len(place.tree.words) for place in places)
    left, right, above = (np.full((len(places), longest), -1) for _ in range(3))
    for k, place in enumerate(places):
        size = len(place.tree.words)
        left[k, :size], right[k, :size] = place.tree.left, place.tree.right
        above[k, :size] = place.tree.heads
    start, end = start[:, None], end[:, None]
    constituent = ((left[predicate] == start) & (right[predicate] == end)).any(1)
    words = np.arange(longest)[None, :]
    above = above[predicate]
    outside = (above < start) | (above >= end) | (above == words)
    tops = ((words >= start) & (words < end) & outside).sum(1)
    return np.stack([constituent, tops == 1], axis=1)


def _log_odds(log_probabilities: Floats) -> Floats:
    chances = np.clip(np.exp(log_probabilities), _CERTAIN, 1 - _CERTAIN)
    odds: Floats = np.log(chances / (1 - chances))
    return odds
