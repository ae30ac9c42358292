"""IRIs: which cluster owns which, and what a new one is called.

An IRI belongs to the cluster that holds an anchor registered for it; of several, the oldest one is
the cluster's and the others retire and redirect. A cluster without any gets a new one, readable
and not used before, and its first anchor is registered. Where the anchor of an IRI has gone while
its cluster stays, another member is registered for it, so that withdrawals move no IRI.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_builder.ontology import name_key
from graph_builder.resolution.anchors import digest
from graph_builder.resolution.registry import Identity, Registry

SLUG = 60


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """Lower-case ASCII words of a text, joined by hyphens; "x" when it has none."""
    ascii_ = "".join(c if c.isascii() else " " for c in name_key(text))
    return "-".join(ascii_.split())[:SLUG].strip("-") or "x"


@dataclass(frozen=True, slots=True)
class Named:
    """The IRI of a cluster (without base) and those that redirect to it."""

    iri: str
    retired: tuple[str, ...]


Held = list[tuple[str, int, str]]
"""Entries of the registry: IRI, age, anchor."""


class Mint:
    """Names clusters from a registry, mirrored in the state, and adds to it what is new."""

    def __init__(self, db: sqlite3.Connection, registry: Registry) -> None:
        self._db = db
        self._registry = registry
        self._new: list[Identity] = []
        row = db.execute("select value from meta where key='registry'").fetchone()
        position = int(row[0]) if row else 0
        row = db.execute("select value from meta where key='age'").fetchone()
        self._age = int(row[0]) if row else 0
        self.learned = {entry.iri for entry in self._take(registry.since(position))}

    def _take(self, entries: Iterable[Identity]) -> list[Identity]:
        taken = list(entries)
        for entry in taken:
            self._enter(entry)
        return taken

    def _enter(self, entry: Identity) -> None:
        self._age += 1
        before = self._db.execute(
            "select iri from identity where anchor=?", (entry.anchor,)
        ).fetchone()
        if before:
            self._db.execute(
                "delete from identity_iri where iri=? and anchor=?", (before[0], entry.anchor)
            )
        self._db.execute(
            "insert or replace into identity values(?,?,?)", (entry.anchor, entry.iri, self._age)
        )
        self._db.execute("insert or ignore into identity_iri values(?,?)", tuple(entry)[::-1])
        self._db.execute("insert or ignore into minted values(?,?)", (entry.iri, self._age))
        if entry.anchor.startswith("a:"):
            self._db.execute("update actor set founder=1 where anchor=?", (entry.anchor,))

    def _register(self, anchor: str, iri: str) -> None:
        entry = Identity(anchor, iri)
        self._new.append(entry)
        self._enter(entry)

    def save(self) -> None:
        """Writes the new entries to the registry, and how far the state has followed it."""
        self._registry.append(self._new)
        self._new = []
        for key, value in (("registry", self._registry.end()), ("age", self._age)):
            self._db.execute("insert or replace into meta values(?,?)", (key, str(value)))

    def held(self, anchors: Sequence[str]) -> Held:
        """The entries of the registry for these anchors."""
        rows = self._db.execute(
            "select i.iri, i.age, i.anchor from json_each(?) j cross join identity i "
            "on i.anchor = j.value", (json.dumps(anchors),),
        )  # fmt: skip
        return rows.fetchall()

    def name(
        self,
        held: Held,
        first: Callable[[], str],
        wish: Callable[[], str],
        elsewhere: Callable[[str], bool],
    ) -> Named:
        """The IRI of a cluster; `held` are the entries of the registry for its anchors.

        `first` gives its smallest anchor, `wish` the IRI that it would have if free; `elsewhere`
        says whether an anchor stands in another cluster now.
        """
        entries: dict[str, list[tuple[int, str]]] = {}
        for iri, age, anchor in held:
            entries.setdefault(iri, []).append((age, anchor))
        own = [iri for iri, known in entries.items() if self._owns(iri, min(known), elsewhere)]
        own.sort(key=self._minted)
        if not own:
            own = [self._free(wish(), first())]
            self._register(first(), own[0])
        for iri in sorted(entries.keys() - own):
            for _, anchor in sorted(entries[iri]):
                self._register(anchor, own[0])
        return Named(own[0], tuple(sorted(own[1:])))

    def _owns(self, iri: str, first: tuple[int, str], elsewhere: Callable[[str], bool]) -> bool:
        """Whether the oldest anchor of the IRI that is still there stands in this cluster."""
        for age, anchor in sorted(
            self._db.execute(
                "select i.age, i.anchor from identity_iri x join identity i on i.anchor = x.anchor "
                "where x.iri=?", (iri,),
            )
        ):  # fmt: skip
            if (age, anchor) >= first:
                return True
            if elsewhere(anchor):
                return False
        return True

    def _minted(self, iri: str) -> int:
        return int(self._db.execute("select age from minted where iri=?", (iri,)).fetchone()[0])

    def _free(self, wish: str, anchor: str) -> str:
        taken = "select 1 from minted where iri=?"
        if not self._db.execute(taken, (wish,)).fetchone():
            return wish
        for length in (6, 10, 20):
            iri = f"{wish}-{digest(anchor, length)}"
            if not self._db.execute(taken, (iri,)).fetchone():
                return iri
        return f"{wish}-{digest(anchor + str(self._age), 40)}"

    def keep(self, iri: str, gone: Iterable[str], anchors: Sequence[str], main: bool) -> None:
        """Registers another member for an IRI whose last anchors are among those `gone`.

        `anchors` are the members that stay; `main` says that the IRI was the cluster's own and not
        a retired one, which gives way to it if every member already stands for some IRI.
        """
        rows = self._db.execute("select anchor from identity_iri where iri=?", (iri,)).fetchall()
        left = {anchor for (anchor,) in rows} - set(gone)
        if left & set(anchors) or not anchors:
            return
        free = [
            a
            for a in sorted(anchors)
            if not self._db.execute("select 1 from identity where anchor=?", (a,)).fetchone()
        ]
        if free or main:
            self._register(free[0] if free else min(anchors), iri)
