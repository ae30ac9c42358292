"""Who does what to whom: senses and arguments of the predicates in a stretch of a text."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from graph_builder.reading.arguments import Argument, ArgumentDecoder, RolePlace
from graph_builder.reading.constituents import Forest
from graph_builder.reading.networks import Array, Networks
from graph_builder.reading.senses import SenseChooser
from graph_builder.reading.span_marginals import BioChances

_STRETCH, _SLACK = 1.15, 2  # a group's longest sentence by its shortest
_CELLS = 400  # words of a group, padding included


@dataclass(frozen=True, slots=True)
class RoleReading:
    """A predicate at word `i`, its roleset, and its arguments as (role, start, end, head)."""

    i: int
    score: float
    sense: str
    args: tuple[Argument, ...]


class Candidate(NamedTuple):
    """A word that is to be read as a predicate: word `at` of the sentence of `length` words that
    begins at word `start` of a stretch.
    """

    start: int
    length: int
    at: int
    tag: str
    lemma: str
    chance: float


class RoleReader:
    """Reads predicates with the role network, the frame files' rolesets and `arguments`."""

    def __init__(
        self, networks: Networks, senses: SenseChooser, arguments: ArgumentDecoder
    ) -> None:
        self._networks = networks
        self._senses = senses
        self.arguments = arguments

    def read(
        self,
        candidates: Sequence[Candidate],
        forest: Forest,
        words: Mapping[str, Array],
        first: int,
    ) -> list[RoleReading]:
        """In the order of the text, of which the stretch's first word is `first`.

        `words` holds what `Networks.roles` needs of all words of the stretch, and their vectors
        `x`.
        """
        if not candidates:
            return []
        ordered = sorted(candidates, key=_length)
        choices = [
            self._senses.choices(c.lemma.lower(), c.tag, forest.particles(c.start + c.at))
            for c in ordered
        ]
        scores = self._scores(ordered, [choice.rows for choice in choices], words)
        senses = (
            choice.best(row)
            for choice, row in zip(choices, itertools.chain(*scores["sense"]), strict=True)
        )
        places = [
            RolePlace(forest, c.start, c.length, c.at, sense, c.tag[:1])
            for c, sense in zip(ordered, senses, strict=True)
        ]
        bio = BioChances(*(_joined(scores[name]) for name in BioChances._fields))
        found = []
        decoded = self.arguments.decode(places, bio, _joined(scores["head"]))
        for c, place, arguments in zip(ordered, places, decoded, strict=True):
            start = first + c.start
            args = tuple([(r, start + s, start + e, start + h) for r, s, e, h in arguments])
            found.append(RoleReading(start + c.at, c.chance, place.sense, args))
        found.sort(key=lambda predicate: predicate.i)
        return found

    def _scores(
        self,
        candidates: Sequence[Candidate],
        senses: Sequence[Sequence[int]],
        words: Mapping[str, Array],
    ) -> dict[str, list[Array]]:
        """What the network says, group by group; scores of senses as lists."""
        start, length, at = np.array([(c.start, c.length, c.start + c.at) for c in candidates]).T
        of_predicates = {"start": start, "length": length, "at": at, "x": words["x"][at]}
        of_words = {name: words[name] for name in ("related", "heads", "rel")}
        names = *BioChances._fields, "head"
        scores: dict[str, list[Any]] = {name: [] for name in (*names, "sense")}
        for low, high in _groups(length.tolist()):
            where = {name: values[low:high] for name, values in of_predicates.items()}
            where["senses"] = _padded(senses[low:high])
            found = self._networks.roles(of_words, where)
            for name in names:
                scores[name].append(found[name])
            scores["sense"].append(found["sense"].tolist())
        return scores


def _length(candidate: Candidate) -> int:
    return candidate.length


def _joined(parts: Sequence[Array]) -> Array:
    """Words × predicates (× labels) of all groups, from groups of predicates × words (× labels);
    behind a sentence's words, zeros.
    """
    count, longest = sum(len(part) for part in parts), max(part.shape[1] for part in parts)
    joined = np.zeros((longest, count, *parts[0].shape[2:]), np.float32)
    at = 0
    for part in parts:
        joined[: part.shape[1], at : at + len(part)] = part.swapaxes(0, 1)
        at += len(part)
    return joined


def _padded(rows: Sequence[Sequence[int]]) -> Array:
    width = max(1, *map(len, rows))
    return np.array([[*row, *[0] * (width - len(row))] for row in rows])


def _groups(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """[start, end) of groups of sentences that differ little in length, so that little is padding;
    and small ones, so that what is computed stays near the processor. `lengths` are ascending.
    """
    low = 0
    for high, length in enumerate(lengths):
        longest = _STRETCH * lengths[low] + _SLACK
        if high > low and (length > longest or length * (high - low) > _CELLS):
            yield low, high
            low = high
    yield low, len(lengths)
