"""Which stretches of words are the arguments of a predicate.

Candidates are the spans that the BIO labels make probable, and the subtrees of words that the
head labels point to. Two logistic regressions weigh what is known of a candidate: how probable it
is to be a right span, and to have the right head. The set that ships gains most: candidates don't
overlap, numbered roles occur once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

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
_KNOWN_KEPT = 4_000

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

    values: NDArray[np.float64]
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
    features: NDArray[np.float64]


class ArgumentDecoder:
    """`labels` are the BIO labels of the network's roles."""

    def __init__(self, labels: Sequence[str], table: RoleTable, weights: Weights) -> None:
        self.roles = [label[2:] for label in labels[1::2]]
        self._numbers = [role[3] if role[3:].isdigit() else "" for role in self.roles]
        self._table = table
        self._weights = weights
        self._lexical = lru_cache(maxsize=_KNOWN_KEPT)(self._weigh)

    def decode(
        self,
        places: Sequence[RolePlace],
        bio: Floats,
        heads: Floats,
    ) -> list[list[Argument]]:
        """The arguments of each predicate, in text order, from the network's probabilities of BIO
        and head labels (predicates × words × labels).
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

    def candidates(self, places: Sequence[RolePlace], bio: Floats, heads: Floats) -> Candidates:
        """Every candidate of each predicate, and what is known of it."""
        shapes = _Shapes(places)
        bio = bio.copy()
        own = np.arange(len(places)), [place.at for place in places]
        bio[own] = np.eye(1, bio.shape[2], dtype=np.float32)  # no predicate is its own argument
        marginals = SpanMarginals(bio, shapes.sizes)
        spans = _united(marginals.likely(_LEAST_SPAN), shapes.subtrees(heads))
        predicate, role, start, end = spans
        head = _heads(heads, spans)
        features = np.zeros((len(role), len(FEATURES)))
        features[:, 0] = 1
        features[:, 1] = _log_odds(marginals.probabilities(spans))
        features[:, 2] = _log_odds(heads[predicate, head, role + 1])
        features[:, 3:5] = shapes.of(predicate, start, end)
        if len(role):
            pairs = zip(predicate.tolist(), head.tolist(), strict=True)
            known = np.stack([self._known(places[p], h) for p, h in pairs])
            features[:, 5:] = known[np.arange(len(role)), role]
        return Candidates(predicate, role, start, end, head, features)

    def _known(self, place: RolePlace, head: int) -> NDArray[np.float64]:
        """What the frame file and counts know of an argument with this head: roles × features."""
        return self._lexical(place.sense, place.part, place.tree.tie(head, place.at))

    def _weigh(self, sense: str, part: str, tie: str) -> NDArray[np.float64]:
        listed = self._table.listed(sense)
        odds = self._table.odds(sense, part, tie)
        known = np.zeros((len(self.roles), len(FEATURES) - 5))
        for role, number in enumerate(self._numbers):
            if number:
                known[role, 0 if number in (listed or "") else 1 if listed is not None else 2] = 1
        known[:, 3], known[:, 4], known[:, 5] = odds.tied, odds.roleset, odds.tie
        known[:, 6] = odds.counted
        return known

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
    columns = [np.concatenate(pair) for pair in zip(first, second, strict=True)]
    order = np.lexsort(columns[::-1])
    table = np.stack(columns)[:, order]
    new = np.ones(table.shape[1], np.bool_)
    new[1:] = (table[:, 1:] != table[:, :-1]).any(axis=0)
    predicate, role, start, end = table[:, new]
    return predicate, role, start, end


def _heads(chances: Floats, spans: Spans) -> Indices:
    """The likeliest head of each span for its role."""
    predicate, role, start, end = spans
    mine = chances[predicate, :, role + 1]
    words = np.arange(mine.shape[1])[None, :]
    mine[(words < start[:, None]) | (words >= end[:, None])] = -1.0
    heads: Indices = mine.argmax(axis=1)
    return heads


class _Shapes:
    """The trees of predicates' sentences as arrays of one size."""

    def __init__(self, places: Sequence[RolePlace]) -> None:
        self.sizes = np.array([len(place.tree.words) for place in places])
        longest = int(self.sizes.max())
        self._at = np.array([place.at for place in places])
        self._left, self._right, self._above = (
            np.full((len(places), longest), -1) for _ in range(3)
        )
        for k, place in enumerate(places):
            size = self.sizes[k]
            self._left[k, :size], self._right[k, :size] = place.tree.left, place.tree.right
            self._above[k, :size] = place.tree.heads

    def subtrees(self, heads: Floats) -> Spans:
        """The subtrees of likely heads of arguments that don't hold the predicate."""
        at = self._at[:, None]
        longest = self._left.shape[1]
        apart = (self._right > 0) & ((self._left > at) | (at >= self._right))
        likely = (heads[:, :longest, 1:] >= _LEAST_HEAD) & apart[:, :, None]
        predicate, word, role = np.nonzero(likely)
        return predicate, role, self._left[predicate, word], self._right[predicate, word]

    def of(self, predicate: Indices, start: Indices, end: Indices) -> NDArray[np.bool_]:
        """Whether each span is a constituent, and whether it has one top."""
        start, end = start[:, None], end[:, None]
        left, right, above = (a[predicate] for a in (self._left, self._right, self._above))
        constituent = ((left == start) & (right == end)).any(1)
        words = np.arange(left.shape[1])[None, :]
        outside = (above < start) | (above >= end) | (above == words)
        tops = ((words >= start) & (words < end) & outside).sum(1)
        return np.stack([constituent, tops == 1], axis=1)


def _log_odds(chances: Floats) -> NDArray[np.float64]:
    clipped = np.clip(chances.astype(np.float64), _CERTAIN, 1 - _CERTAIN)
    odds: NDArray[np.float64] = np.log(clipped / (1 - clipped))
    return odds
