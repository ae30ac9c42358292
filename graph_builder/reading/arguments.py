"""Which stretches of words are the arguments of a predicate.

Candidates are the spans that the BIO labels make probable, and the subtrees of words that the
head labels point to. Two logistic regressions weigh what is known of a candidate: how probable it
is to be a right span, and to have the right head. The set that ships gains most: candidates don't
overlap, numbered roles occur once.
"""

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graph_builder.reading.constituents import Forest
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.span_marginals import (
    BioChances,
    Flags,
    Floats,
    Indices,
    SpanMarginals,
    Spans,
    nonzero,
)

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
_SHOWN = 5  # features that the networks and the tree show; the rest are lexical
_FAR = 10_000  # words, more than a sentence has

Argument = tuple[str, int, int, int]
"""Role, start, end, head: words of the sentence."""


@dataclass(frozen=True, slots=True)
class RolePlace:
    """A predicate: its sentence's first word in a forest and number of words, its own word in the
    sentence, its roleset, the first letter of its tag.
    """

    forest: Forest
    start: int
    length: int
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
        self._listing = lru_cache(maxsize=_KNOWN_KEPT)(self._listing_of)
        self._lexical_scores = lru_cache(maxsize=_KNOWN_KEPT)(self._score)

    def decode(
        self, places: Sequence[RolePlace], bio: BioChances, heads: Floats
    ) -> list[list[Argument]]:
        """The arguments of each predicate, in text order, from the network's probabilities of BIO
        and head labels (words of its sentence × predicates × labels), which are used up.

        All places are in one forest.
        """
        found = self._shown(places, bio, heads)
        scores = found.features @ self._weights.values[:_SHOWN]
        scores += self._looked_up(places, found, self._lexical_scores, 2)
        gains = (1 / (1 + np.exp(-scores))).mean(1) - self._weights.threshold
        kept = np.flatnonzero(gains > 0)
        order = (found.role, found.start, found.end, found.predicate)
        kept = kept[np.lexsort([column[kept] for column in order])]
        columns = (found.start, found.end, found.role, gains, found.head)
        rows = zip(*(column[kept].tolist() for column in columns), strict=True)
        offers: list[list[_Offer]] = [[] for _ in places]
        for predicate, offer in zip(found.predicate[kept].tolist(), rows, strict=True):
            offers[predicate].append(offer)
        return [
            [
                (self.roles[role], start, end, head)
                for start, end, role, _, head in self._chosen(mine)
            ]
            for mine in offers
        ]

    def candidates(self, places: Sequence[RolePlace], bio: BioChances, heads: Floats) -> Candidates:
        """Every candidate of each predicate, and what is known of it."""
        found = self._shown(places, bio, heads)
        lexical = self._looked_up(places, found, self._weigh, len(FEATURES) - _SHOWN)
        return replace(found, features=np.concatenate([found.features, lexical], axis=1))

    def _shown(self, places: Sequence[RolePlace], bio: BioChances, heads: Floats) -> Candidates:
        """Every candidate, and what the networks and the tree show of it."""
        shapes = _Shapes(places, len(heads))
        marginals = SpanMarginals(bio, shapes.others)
        spans = _united(marginals.likely(_LEAST_SPAN), shapes.subtrees(heads), bio.begin.shape)
        predicate, role, start, end = spans
        head = _heads(heads, spans)
        features = np.ones((len(role), _SHOWN))
        features[:, 1] = _log_odds(marginals.probabilities(spans))
        features[:, 2] = _log_odds(heads[head, predicate, role + 1])
        features[:, 3], features[:, 4] = shapes.of(predicate, start, end)
        return Candidates(predicate, role, start, end, head, features)

    def _looked_up(
        self,
        places: Sequence[RolePlace],
        found: Candidates,
        look_up: Callable[[str, str, str], NDArray[np.float64]],
        width: int,
    ) -> NDArray[np.float64]:
        """Each candidate's row of what is known of its predicate's roleset, part of speech and the
        tie of its head (roles × width).
        """
        pairs, pair = np.unique(found.predicate * _FAR + found.head, return_inverse=True)
        known = np.zeros((len(pairs), len(self.roles), width))
        for k, number in enumerate(pairs.tolist()):
            place = places[number // _FAR]
            tie = place.forest.tie(place.start + number % _FAR, place.start + place.at)
            known[k] = look_up(place.sense, place.part, tie)
        rows: NDArray[np.float64] = known[pair, found.role]
        return rows

    def _score(self, sense: str, part: str, tie: str) -> NDArray[np.float64]:
        """What the lexical features of each role add to the scores."""
        scores: NDArray[np.float64] = self._weigh(sense, part, tie) @ self._weights.values[_SHOWN:]
        return scores

    def _weigh(self, sense: str, part: str, tie: str) -> NDArray[np.float64]:
        """The lexical features of each role."""
        odds = self._table.odds(sense, part, tie)
        known = np.empty((len(self.roles), len(FEATURES) - _SHOWN))
        known[:, :3] = self._listing(self._table.listed(sense))
        known[:, 3], known[:, 4], known[:, 5] = odds.tied, odds.roleset, odds.tie
        known[:, 6] = odds.counted
        return known

    def _listing_of(self, listed: str | None) -> NDArray[np.float64]:
        """The features "listed", "unlisted" and "no_frame" of each role."""
        known = np.zeros((len(self.roles), 3))
        for role, number in enumerate(self._numbers):
            if number:
                known[role, 0 if number in (listed or "") else 1 if listed is not None else 2] = 1
        return known

    def _chosen(self, offers: list["_Offer"]) -> list["_Offer"]:
        """The best set of a predicate's offers, which come by their ends: of doubled numbered roles
        the weakest is struck until none is left.
        """
        chosen = _best_set(offers)
        while True:
            numbered = [offer[2] for offer in chosen if self._numbers[offer[2]]]
            doubled = {role for role in numbered if numbered.count(role) > 1}
            if not doubled:
                return chosen
            struck = [
                min((offer for offer in chosen if offer[2] == role), key=_gain) for role in doubled
            ]
            offers = [offer for offer in offers if offer not in struck]
            chosen = _best_set(offers)


_Offer = tuple[int, int, int, float, int]
"""Start, end, role, gain, head."""


def _gain(offer: _Offer) -> float:
    return offer[3]


def _best_set(offers: list[_Offer]) -> list[_Offer]:
    """The offers that gain most together without overlapping, in text order; all of them gain."""
    if all(before[1] <= after[0] for before, after in itertools.pairwise(offers)):
        return offers
    best: list[tuple[float, list[_Offer]]] = [(0.0, [])]  # of the offers that end by ends[k]
    ends = [0]
    for offer in offers:
        k = len(ends) - 1
        while ends[k] > offer[0]:
            k -= 1
        total = best[k][0] + offer[3]
        if total > best[-1][0]:
            best.append((total, [*best[k][1], offer]))
            ends.append(offer[1])
    return best[-1][1]


def _united(first: Spans, second: Spans, shape: tuple[int, ...]) -> Spans:
    """Two sets of spans as one, sorted by predicate and role, without doubles; `shape` is words ×
    predicates × roles.
    """
    words, predicates, roles = shape
    sizes = predicates, roles, words + 1, words + 1
    keys = [np.ravel_multi_index(spans, sizes) for spans in (first, second)]
    predicate, role, start, end = np.unravel_index(np.unique(np.concatenate(keys)), sizes)
    return predicate, role, start, end


def _heads(chances: Floats, spans: Spans) -> Indices:
    """The likeliest head of each span for its role."""
    predicate, role, start, end = spans
    mine = chances[:, predicate, role + 1]
    words = np.arange(len(mine))[:, None]
    np.copyto(mine, -1.0, where=(words < start) | (words >= end))
    heads: Indices = mine.argmax(axis=0)
    return heads


class _Shapes:
    """The trees of predicates' sentences as arrays of one size, words × predicates."""

    others: Flags
    """The words of the sentence without the predicate."""

    def __init__(self, places: Sequence[RolePlace], longest: int) -> None:
        forest = places[0].forest
        start, length, at = np.array([(p.start, p.length, p.at) for p in places]).T
        words = np.arange(longest)[:, None]
        inside = words < length
        cells = np.where(inside, start + words, 0)
        self.others = inside & (words != at)
        self._left, self._right, self._above = (
            np.where(inside, reach[cells] - start, -1)
            for reach in (forest.left, forest.right, forest.heads)
        )
        self._apart = inside & ((self._left > at) | (at >= self._right))

    def subtrees(self, heads: Floats) -> Spans:
        """The subtrees of likely heads of arguments that don't hold the predicate."""
        word, predicate, role = nonzero(heads[:, :, 1:] >= _LEAST_HEAD)
        apart = self._apart[word, predicate]
        word, predicate, role = word[apart], predicate[apart], role[apart]
        return predicate, role, self._left[word, predicate], self._right[word, predicate]

    def of(self, predicate: Indices, start: Indices, end: Indices) -> tuple[Flags, Flags]:
        """Whether each span is a constituent, and whether it has one top."""
        left, right, above = (a[:, predicate] for a in (self._left, self._right, self._above))
        constituent = ((left == start) & (right == end)).any(0)
        words = np.arange(len(left))[:, None]
        outside = (above < start) | (above >= end) | (above == words)
        tops = ((words >= start) & (words < end) & outside).sum(0)
        return constituent, tops == 1


def _log_odds(chances: Floats) -> NDArray[np.float64]:
    clipped = np.clip(chances.astype(np.float64), _CERTAIN, 1 - _CERTAIN)
    odds: NDArray[np.float64] = np.log(clipped / (1 - clipped))
    return odds
