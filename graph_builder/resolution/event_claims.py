"""Event claims as the tables have them, read many at a time and held while they are needed."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from graph_builder.resolution.occasions import Occasion, Part

HELD = 150_000  # claims held in memory, some 1 kB each

_ROWS = (
    "select e.num, e.anchor, e.article, e.type, e.low, e.high, a.low, a.high, e.status, "
    "e.places, e.stems, e.rivals, a.copied * a.origin, e.parts from json_each(?) j "
    "cross join event e on e.num = j.value cross join article a on a.num = e.article"
)

Claim = tuple[Any, ...]
"""An event claim as `_ROWS` reads it, its parts as tuples of the fields of `Part`: plain values,
which pass between processes at little cost."""


class Occasions:
    """Reads event claims from the tables, with what their participants are in the graph."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._parts: dict[tuple[int, str], tuple[Any, ...]] = {}
        self._cache: dict[int, Claim] = {}

    def claims(self, nums: Iterable[int]) -> list[Claim]:
        """The claims with these numbers, in order; those that aren't held are read at once."""
        wanted = sorted(nums)
        self._load(wanted)
        return [self._cache[num] for num in wanted]

    def claim(self, num: int) -> Claim:
        """The claim with a number."""
        if num not in self._cache:
            self._load([num])
        return self._cache[num]

    def __getitem__(self, num: int) -> Occasion:
        return occasion(self.claim(num))

    def _load(self, nums: Sequence[int]) -> None:
        missing = [num for num in nums if num not in self._cache]
        if not missing:
            return
        if len(self._cache) + len(missing) > HELD:
            self._forget(set(nums))
        for *row, parts in self._db.execute(_ROWS, (json.dumps(missing),)):
            said = tuple([self._part(facet, role) for facet, role in json.loads(parts)])
            self._cache[row[0]] = (*row, said)

    def _forget(self, wanted: set[int]) -> None:
        """Lets go of the half that was read first, but not of what is wanted."""
        for num in list(islice(self._cache, len(self._cache) // 2)):
            if num not in wanted:
                del self._cache[num]

    def _part(self, facet: int, role: str) -> tuple[Any, ...]:
        found = self._parts.get((facet, role))
        if found is None:
            entity, side, kind, type_ = self._db.execute(
                "select entity, side, kind, type from facet where num=?", (facet,)
            ).fetchone()
            actor = -1 if kind == "L" and entity == facet else entity
            found = self._parts[facet, role] = (actor, side or "", role, type_ == "person")
        return found


def occasion(claim: Claim) -> Occasion:
    """A claim as the rules see it."""
    num, name, article, type_, low, high, first, last, status, places, stems, *rest, parts = claim
    return Occasion(
        num, name, article, type_, tuple([Part(*part) for part in parts]),
        None if low is None else (low, high), None if first is None else (first, last), status,
        frozenset(places.split("\t")) - _NOWHERE, frozenset(stems.split()), *rest,
    )  # fmt: skip


_NOWHERE = frozenset([""])
