"""Things in the state: written once they are made, compared with what they were before."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from graph_builder import merged
from graph_builder.merged import Change, Thing
from graph_builder.model import from_json

_KINDS: dict[str, type] = {
    "actor": merged.MergedActor,
    "event": merged.MergedEvent,
    "statement": merged.MergedStatement,
    "tenure": merged.MergedTenure,
    "pair": merged.Pair,
    "article": merged.MergedArticle,
    "discrepancy": merged.Discrepancy,
}


def encode(thing: Thing) -> str:
    """A thing as one line of JSON."""
    return json.dumps(thing, default=_fields, ensure_ascii=False, separators=(",", ":"))


def _fields(part: Any) -> dict[str, Any]:
    cls: type = type(part)
    return {name: getattr(part, name) for name in _names(cls)}


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def decode(body: str) -> Thing:
    """The thing of a line that `encode` wrote."""
    data = json.loads(body)
    thing: Thing = from_json(_KINDS[data["kind"]], data)
    return thing


class Changes:
    """What an update changed, read from the state: iterate it as often as needed.

    Things that went come first, then those that changed or came. Gone once the state is closed.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __iter__(self) -> Iterator[Change]:
        rows = self._db.execute(
            "select c.before, t.body, c.because from change c left join thing t on t.iri = c.iri "
            "order by c.iri is not null, c.num"
        )
        for before, after, because in rows:
            yield Change(
                decode(before) if before else None,
                decode(after) if after else None,
                tuple(json.loads(because)),
            )

    def __len__(self) -> int:
        return int(self._db.execute("select count(*) from change").fetchone()[0])


class Shelf:
    """The things of a state; notes every change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute("delete from change")

    def put(
        self, kind: str, cluster: str, thing: Thing, because: Callable[[], Iterable[str]]
    ) -> None:
        """Writes the thing of a cluster; `because` is asked when it changed."""
        body = encode(thing)
        before = self._db.execute(
            "select body, cluster from thing where iri=?", (thing.iri,)
        ).fetchone()
        if before and before == (body, cluster):
            return
        if not before or before[0] != body:
            self._note(before[0] if before else None, thing.iri, because())
        self._db.execute(
            "insert or replace into thing values(?,?,?,?)", (thing.iri, kind, cluster, body)
        )

    def drop(self, iri: str, because: Iterable[str]) -> None:
        """Removes a thing."""
        before = self._db.execute("select body from thing where iri=?", (iri,)).fetchone()
        if before:
            self._db.execute("delete from thing where iri=?", (iri,))
            self._note(before[0], None, because)

    def of_cluster(self, kind: str, cluster: str) -> list[str]:
        """The IRIs of the things that a cluster had."""
        rows = self._db.execute("select iri from thing where kind=? and cluster=?", (kind, cluster))
        return sorted(iri for (iri,) in rows)

    def _note(self, before: str | None, iri: str | None, because: Iterable[str]) -> None:
        self._db.execute(
            "insert into change(before, iri, because) values(?,?,?)",
            (before, iri, json.dumps(sorted(because))),
        )
