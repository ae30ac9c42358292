"""Who has been mentioned where, as far as a text has been read: nearly in text order."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from graph_builder.extraction.discourse import Entity

_NEAR = 8  # mentions that one found later may stand before


@dataclass(slots=True, eq=False)
class Occurrence:
    """A mention of an entity at token `i`, in sentence number `sentence`."""

    i: int
    sentence: int
    entity: Entity
    subject: bool
    core: bool
    alone: bool


class History:
    """The occurrences so far, by entity and sentence, too: a text may tell of thousands.

    Every list is in the same order, that of the text but for what was found much later.
    """

    def __init__(self) -> None:
        self._all: list[Occurrence] = []
        self._reach: list[int] = []  # the last place of an occurrence and those before it
        self._of: dict[Entity, list[Occurrence]] = defaultdict(list)
        self._in: dict[int, list[Occurrence]] = defaultdict(list)

    def __iter__(self) -> Iterator[Occurrence]:
        return iter(self._all)

    def __reversed__(self) -> Iterator[Occurrence]:
        return reversed(self._all)

    def add(self, found: Sequence[Occurrence]) -> None:
        """Add the occurrences of one word."""
        if not found:
            return
        word, held = found[0], self._all
        at = len(held)
        while at and held[at - 1].i >= word.i and at > len(held) - _NEAR:
            at -= 1
        passed = held[at:]
        if passed:
            self._insert(found, at, passed)
            return
        held += found
        self._reach += [max(self._reach[-1], word.i) if at else word.i] * len(found)
        self._in[word.sentence] += found
        for occurrence in found:
            self._of[occurrence.entity].append(occurrence)

    def _insert(self, found: Sequence[Occurrence], at: int, passed: Sequence[Occurrence]) -> None:
        """Add occurrences at place `at` of all, before those that are `passed`."""
        self._all[at:at] = found
        reach = self._reach[at - 1] if at else 0
        self._reach[at:] = list(accumulate((o.i for o in self._all[at:]), max, initial=reach))[1:]
        here = self._in[found[0].sentence]
        back = len(here) - sum(o.sentence == found[0].sentence for o in passed)
        here[back:back] = found
        for occurrence in found:
            own = self._of[occurrence.entity]
            own.insert(len(own) - sum(o.entity is occurrence.entity for o in passed), occurrence)

    # ---- asking ---------------------------------------------------------------------------------

    def of(self, entity: Entity) -> Sequence[Occurrence]:
        """The mentions of `entity`."""
        return self._of.get(entity, ())

    def inside(self, sentence: int) -> Sequence[Occurrence]:
        """The mentions in a sentence."""
        return self._in.get(sentence, ())

    def between(self, start: int, end: int) -> Sequence[Occurrence]:
        """From the first mention at token `start` or later to before the first one at `end`."""
        return self._all[bisect_left(self._reach, start) : bisect_left(self._reach, end)]

    def count(self, entity: Entity, before: int) -> int:
        """How often `entity` is mentioned before token `before`."""
        return sum(o.i < before for o in self.of(entity))

    def knows(self, entity: Entity, before: int) -> bool:
        """Whether `entity` is mentioned before token `before`."""
        return any(o.i < before for o in self.of(entity))
