"""Who does what to whom: senses and arguments of the predicates in a stretch of a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph_builder.reading.arguments import Argument, ArgumentDecoder, RolePlace
from graph_builder.reading.constituents import SentenceTree
from graph_builder.reading.networks import Array, Networks
from graph_builder.reading.senses import SenseChooser

_STRETCH, _SLACK = 1.2, 3  # a group's longest sentence by its shortest
_CELLS = 600  # words of a group, padding included


@dataclass(frozen=True, slots=True)
class RoleReading:
    """A predicate at word `i`, its roleset, and its arguments as (role, start, end, head)."""

    i: int
    score: float
    sense: str
    args: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that is to be read as a predicate: word `at` of the sentence that begins at the
    text's word `start`.
    """

    tree: SentenceTree
    start: int
    at: int
    tag: str
    lemma: str
    chance: float

    @property
    def length(self) -> int:
        """Words in its sentence."""
        return len(self.tree.words)


class RoleReader:
    """Reads predicates with the role network, the frame files' rolesets and `arguments`."""

    def __init__(
        self, networks: Networks, senses: SenseChooser, arguments: ArgumentDecoder
    ) -> None:
        self._networks = networks
        self._senses = senses
        self.arguments = arguments

    def read(
        self, candidates: Sequence[Candidate], words: Mapping[str, Array], first: int
    ) -> list[RoleReading]:
        """In the order of the text. `words` holds what `Networks.roles` needs of all words from
        the text's word `first` on, and their vectors `x`.
        """
        if not candidates:
            return []
        ordered: list[Candidate] = []
        choices: list[list[str]] = []
        scores: list[dict[str, Array]] = []
        for group in _by_length(candidates):
            named = [
                self._senses.choices(c.lemma.lower(), c.tag, c.tree.particles(c.at)) for c in group
            ]
            scores.append(self._scores(group, named, words, first))
            ordered += group
            choices += named
        chances = [row for part in scores for row in part["sense"].tolist()]
        places = [
            RolePlace(c.tree, c.at, self._senses.best(names, row), c.tag[:1])
            for c, names, row in zip(ordered, choices, chances, strict=True)
        ]
        bio, heads = (_joined([part[name] for part in scores]) for name in ("bio", "head"))
        found = []
        decoded = self.arguments.decode(places, bio, heads)
        for c, place, arguments in zip(ordered, places, decoded, strict=True):
            args = tuple((r, c.start + s, c.start + e, c.start + h) for r, s, e, h in arguments)
            found.append(RoleReading(c.start + c.at, c.chance, place.sense, args))
        return sorted(found, key=lambda predicate: predicate.i)

    def _scores(
        self,
        group: Sequence[Candidate],
        choices: Sequence[Sequence[str]],
        words: Mapping[str, Array],
        first: int,
    ) -> dict[str, Array]:
        where = {
            "start": np.array([c.start - first for c in group]),
            "length": np.array([c.length for c in group]),
            "at": np.array([c.start + c.at - first for c in group]),
            "senses": _padded([self._senses.rows(names) for names in choices]),
        }
        where["x"] = words["x"][where["at"]]
        return self._networks.roles({k: words[k] for k in ("role", "heads", "rel")}, where)


def _joined(parts: Sequence[Array]) -> Array:
    """Predicates × words × labels of all groups; behind a sentence's words, zeros."""
    count, longest = sum(len(part) for part in parts), max(part.shape[1] for part in parts)
    joined = np.zeros((count, longest, parts[0].shape[2]), np.float32)
    at = 0
    for part in parts:
        joined[at : at + len(part), : part.shape[1]] = part
        at += len(part)
    return joined


def _padded(rows: Sequence[Sequence[int]]) -> Array:
    width = max(1, *map(len, rows))
    return np.array([[*row, *[0] * (width - len(row))] for row in rows])


def _by_length(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Groups whose sentences differ little in length, so that little is padding; and small ones,
    so that what is computed stays near the processor.
    """
    group: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: c.length):
        longest = _STRETCH * group[0].length + _SLACK if group else 0
        if group and (candidate.length > longest or candidate.length * len(group) > _CELLS):
            yield group
            group = []
        group.append(candidate)
    if group:
        yield group
