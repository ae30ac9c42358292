"""Things in the state: written once they are made, compared with what they were before.

The members of an actor and the claims of a tenure aren't written with it, see `rolls`.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph_builder import merged
from graph_builder.merged import Change, ClaimRef, MergedActor, MergedTenure, Thing
from graph_builder.model import field_names, from_json
from graph_builder.resolution.rolls import Movement, members

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
    return {name: getattr(part, name) for name in field_names(cls)}


def decode(body: str, refs: tuple[ClaimRef, ...] = (), articles: int | None = None) -> Thing:
    """The thing of a line that `encode` wrote; `refs` and `articles` are those of a hub."""
    data = json.loads(body)
    thing: Thing = from_json(_KINDS[data["kind"]], data)
    if isinstance(thing, MergedActor):
        return replace(thing, members=refs, articles=articles)
    if isinstance(thing, MergedTenure):
        return replace(thing, claims=refs, articles=articles)
    return thing


_THING = "select num, kind, body, articles from thing"


def whole(db: sqlite3.Connection, row: tuple[int, str, str, int | None]) -> Thing:
    """The thing of a row that `_THING` gives, with its roll if it has one."""
    num, kind, body, articles = row
    return decode(body, members(db, kind, num) if kind in ("actor", "tenure") else (), articles)  # type: ignore[arg-type]


def things(db: sqlite3.Connection, kind: str | None = None) -> Iterator[Thing]:
    """Every thing, or those of a kind, in order of IRI."""
    for row in db.execute(f"{_THING} where ?1 is null or kind=?1 order by iri", (kind,)):
        yield whole(db, row)


def thing_at(db: sqlite3.Connection, iri: str) -> Thing | None:
    """The thing with an IRI."""
    row = db.execute(f"{_THING} where iri=?", (iri,)).fetchone()
    return whole(db, row) if row else None


def thing_of(db: sqlite3.Connection, kind: str, cluster: str) -> Thing | None:
    """The thing of an internal cluster."""
    row = db.execute(f"{_THING} where kind=? and cluster=?", (kind, cluster)).fetchone()
    return whole(db, row) if row else None


class Changes:
    """What an update changed, read from the state: iterate it as often as needed.

    Things that went come first, then those that changed or came. Gone once the state is closed.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __iter__(self) -> Iterator[Change]:
        rows = self._db.execute(
            "select c.before, c.lost, c.articles_before, t.body, c.gained, t.articles, c.because "
            "from change c left join thing t on t.iri = c.iri order by c.iri is not null, c.num"
        )
        for before, lost, fewer, after, gained, more, because in rows:
            yield Change(
                decode(before, _refs(lost), fewer) if before else None,
                decode(after, _refs(gained), more) if after else None,
                tuple(json.loads(because)),
            )

    def __len__(self) -> int:
        return int(self._db.execute("select count(*) from change").fetchone()[0])


def _refs(text: str | None) -> tuple[ClaimRef, ...]:
    return tuple([ClaimRef(*ref) for ref in json.loads(text)]) if text else ()


def _told(refs: Iterable[ClaimRef]) -> str | None:
    listed = [(ref.article, ref.claim) for ref in refs]
    return json.dumps(listed, ensure_ascii=False) if listed else None


Because = Callable[[str | None], Iterable[str]]
"""Why a thing changed, asked with what it was before; None for a new one."""
Line = tuple[str, str, str, Because]
"""A thing to be written: cluster, IRI, what `encode` gives, why."""


class Shelf:
    """The things of a state; notes every change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute("delete from change")

    def number(self, iri: str) -> int:
        """The number of a thing, which has one from the first time that it is asked for."""
        row = self._db.execute("select num from thing where iri=?", (iri,)).fetchone()
        if row is None:
            row = self._db.execute(
                "insert into thing(iri, kind, cluster, body) values(?,'','','') returning num",
                (iri,),
            ).fetchone()
        return int(row[0])

    def put(self, kind: str, cluster: str, thing: Thing, because: Because) -> None:
        """Writes the thing of a cluster."""
        self.put_all(kind, [(cluster, thing.iri, encode(thing), because)])

    def put_all(self, kind: str, lines: Iterable[Line]) -> None:
        """Writes things of a kind."""
        waiting: dict[str, Line] = {}
        for line in lines:
            if line[1] in waiting:
                self._put(kind, waiting)
                waiting = {}
            waiting[line[1]] = line
        self._put(kind, waiting)

    def bodies(self, iris: Iterable[str]) -> dict[str, str]:
        """What is written of things, of those that there are."""
        return {iri: body for iri, _, body, _ in self._rows(iris)}

    def _rows(self, iris: Iterable[str]) -> Iterator[tuple[str, int, str, str]]:
        yield from self._db.execute(
            "select t.iri, t.num, t.body, t.cluster from json_each(?) j "
            "cross join thing t on t.iri = j.value", (json.dumps(list(iris)),),
        ).fetchall()  # fmt: skip

    def _put(self, kind: str, lines: Mapping[str, Line]) -> None:
        there = {iri: (num, body, home) for iri, num, body, home in self._rows(lines)}
        new = []
        for cluster, iri, body, because in lines.values():
            num, before, home = there.get(iri, (None, None, None))
            if before != body:
                self._note(before, iri, because(before))
            if num is None:
                new.append((iri, kind, cluster, body))
            elif (before, home) != (body, cluster):
                self._db.execute(
                    "update thing set kind=?, cluster=?, body=? where num=?",
                    (kind, cluster, body, num),
                )
        self._db.executemany("insert into thing(iri, kind, cluster, body) values(?,?,?,?)", new)

    def known(self, iri: str) -> tuple[int, int]:
        """The number of a thing and how many articles were on its roll; (0, 0) if there is none."""
        row = self._db.execute("select num, articles from thing where iri=?", (iri,)).fetchone()
        return (row[0], row[1] or 0) if row else (0, 0)

    def put_hub(
        self,
        cluster: str,
        thing: MergedActor | MergedTenure,
        roll: tuple[int, int, Movement],
        because: Callable[[], Iterable[str]],
    ) -> None:
        """Writes an actor or tenure; `roll` is its number, its articles now, who came and left."""
        body = encode(thing)
        num, articles, moved = roll
        before, home, fewer = self._db.execute(
            "select body, cluster, articles from thing where num=?", (num,)
        ).fetchone()
        gained, lost = moved.gained, moved.lost
        if before != body or gained or lost:
            self._note(before or None, thing.iri, because(), (lost, gained, fewer))
        if (before, home, fewer) != (body, cluster, articles):
            self._db.execute(
                "update thing set kind=?, cluster=?, body=?, articles=? where num=?",
                (thing.kind, cluster, body, articles, num),
            )

    def drop(self, iri: str, because: Iterable[str], lost: Iterable[ClaimRef] = ()) -> None:
        """Removes a thing."""
        row = self._db.execute("select body, articles from thing where iri=?", (iri,)).fetchone()
        if row:
            self._db.execute("delete from thing where iri=?", (iri,))
            self._note(row[0], None, because, (lost, (), row[1]))

    def of_cluster(self, kind: str, cluster: str) -> list[str]:
        """The IRIs of the things that a cluster had."""
        rows = self._db.execute("select iri from thing where kind=? and cluster=?", (kind, cluster))
        return sorted(iri for (iri,) in rows)

    def of_clusters(self, kind: str, clusters: Iterable[str]) -> set[str]:
        """The IRIs of the things that clusters had."""
        rows = self._db.execute(
            "select t.iri from json_each(?) j cross join thing t on t.kind=? and t.cluster=j.value",
            (json.dumps(list(clusters)), kind),
        )
        return {iri for (iri,) in rows}

    def _note(
        self,
        before: str | None,
        iri: str | None,
        because: Iterable[str],
        moved: tuple[Iterable[ClaimRef], Iterable[ClaimRef], int | None] = ((), (), None),
    ) -> None:
        lost, gained, fewer = moved
        self._db.execute(
            "insert into change(before, iri, because, lost, gained, articles_before) "
            "values(?,?,?,?,?,?)",
            (before, iri, json.dumps(sorted(because)), _told(lost), _told(gained), fewer),
        )
