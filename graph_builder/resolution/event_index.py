"""The index in which event claims that may be one find each other.

Each is entered under 64-bit keys of names and time (see `blocks`). Those of one update are found by
sorting all their keys, not by one look-up each.
"""

import json
import marshal
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from graph_builder.resolution.anchors import key64
from graph_builder.resolution.blocks import block_keys
from graph_builder.resolution.event_claims import occasion
from graph_builder.resolution.occasions import likeness_key

WRITTEN = 10_000  # rows that are written at once

Description = tuple[int, int | None, bytes, bytes]
"""What `described` says of an event."""


def described(piece: bytes) -> list[Description]:
    """Of each claim its number, a key that it shares with those that are alike (None where all must
    be compared), and the keys under which it is found and looks for others, as 64-bit integers."""
    found = []
    for claim in marshal.loads(piece):
        event = occasion(claim)
        text = likeness_key(event)
        kept, looked = (array("q", sorted(keys)).tobytes() for keys in block_keys(event))
        found.append((event.num, None if text is None else key64(text), kept, looked))
    return found


class Index:
    """The keys under which events are found, and for now those under which they look."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._kept: dict[str, array[int]] = {"key": array("q"), "event": array("q")}
        self._looked = array("q")
        self._ends: dict[int, tuple[int, int]] = {}
        self._older = False
        self._fresh: frozenset[int] = frozenset()
        self._keys = self._events = np.empty(0, np.int64)

    def note(self, batch: Sequence[Description]) -> None:
        """Takes in what `described` says of events, in place of what the table holds of them."""
        drop_keys(self._db, [num for num, *_ in batch])
        for num, _, kept, looked in batch:
            start = len(self._looked)
            self._looked.frombytes(looked)
            self._ends[num] = start, len(self._looked)
            self._kept["key"].frombytes(kept)
            self._kept["event"].extend([num] * (len(kept) // 8))

    def write(self, firsts: Sequence[int]) -> None:
        """Enters the events that are compared with others, of those that were noted."""
        db = self._db
        self._older = db.execute("select 1 from event_key limit 1").fetchone() is not None
        self._fresh = frozenset(firsts)
        keys, events = (np.array(column, np.int64) for column in self._kept.values())
        mine = np.isin(events, np.array(firsts, np.int64))
        order = np.lexsort((events[mine], keys[mine]))
        self._keys, self._events = keys[mine][order], events[mine][order]
        self._kept = {}
        for start in range(0, len(order), WRITTEN):
            part = slice(start, start + WRITTEN)
            rows = zip(self._keys[part].tolist(), self._events[part].tolist(), strict=True)
            db.executemany("insert into event_key values(?,?)", rows)

    def candidates(self, nums: Sequence[int]) -> dict[int, list[int]]:
        """Of events that were written those that may be one with each: stored before, or of two
        that were written together the later one; in order."""
        ends = [self._ends[num] for num in nums]
        looked = np.concatenate([np.array(self._looked[a:b], np.int64) for a, b in ends])
        owners = np.repeat(np.array(nums, np.int64), [b - a for a, b in ends])
        first = np.searchsorted(self._keys, looked)
        counts = np.searchsorted(self._keys, looked, "right") - first
        rows = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        mine, others = np.repeat(owners, counts), self._events[rows]
        later = others > mine
        pairs = np.unique(mine[later] << 32 | others[later])  # row numbers stay below 2^31
        found: dict[int, list[int]] = {num: [] for num in nums}
        for num, other in zip((pairs >> 32).tolist(), (pairs & 0xFFFFFFFF).tolist(), strict=True):
            found[num].append(other)
        if self._older:
            for num, (a, b) in zip(nums, ends, strict=True):
                found[num] = sorted({*found[num], *self._stored(self._looked[a:b])})
        return found

    def _stored(self, keys: Iterable[int]) -> Iterator[int]:
        query = "select event from event_key where key=?"
        for key in keys:
            for (other,) in self._db.execute(query, (key,)):
                if other not in self._fresh:
                    yield other


def drop_keys(db: sqlite3.Connection, nums: Iterable[int]) -> None:
    """Takes events out of the index."""
    rows = db.execute(
        "select e.num, e.keys from json_each(?) j cross join event e on e.num = j.value "
        "where e.keys is not null", (json.dumps(list(nums)),),
    ).fetchall()  # fmt: skip
    db.executemany(
        "delete from event_key where key=? and event=?",
        [(key, num) for num, keys in rows for key in array("q", keys)],
    )
