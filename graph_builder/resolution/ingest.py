"""What resolution keeps of articles → rows of the tables."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from graph_builder.resolution.facets import Facet, lookup_keys, office_keys
from graph_builder.resolution.preparing import Prepared, PreparedActor
from graph_builder.resolution.removal import remove, row_of
from graph_builder.resolution.touched import Touched

BATCH = 500  # articles whose rows are held before they are written


class Intake:
    """Writes what was prepared of articles into the tables of a state, many at a time."""

    def __init__(self, db: sqlite3.Connection, touched: Touched) -> None:
        self._db = db
        self._touched = touched
        self._facets: dict[str, int] = {}
        self._firsts: dict[int, str] = {}
        self._known: set[tuple[int, str]] = set()
        self._held: set[str] = set()
        self._last = {table: _last(db, table) for table in (*_ROWS, "facet")}
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _INSERT}
        self._counts: Counter[int] = Counter()
        self._bound: dict[int, int] = {}
        self._stats: Counter[tuple[int, str]] = Counter()
        self._told: Counter[tuple[int, int, str, str]] = Counter()

    def add(self, made: Prepared) -> None:
        """Takes in an article that isn't in the tables."""
        article = self._next("article")
        self._held.add(made.id)
        self._rows["article"].append((article, *made.row))
        self._touched.articles.add(article)
        facets = [self._actor(actor, article) for actor in made.actors]
        self._events(made, article, facets)
        self._statements(made, article, facets)
        self._tenures(made, article, facets)
        self._rows["sketch"].append((article, made.sketches.body))
        self._rows["band"] += [(key, article) for key in made.sketches.bands]
        for matter, phase, event in made.phases:
            self._rows["phase"].append((article, matter, phase, event))
            self._touched.matters.add(matter)
        if len(self._rows["article"]) >= BATCH:
            self.flush()

    def make_way(self, article: str) -> None:
        """Removes an article of which another telling comes, if it is there."""
        if article in self._held or row_of(self._db, article) is not None:
            self.flush()
            self._known.clear()
            remove(self._db, article, self._touched)

    def flush(self) -> None:
        """Writes what is held."""
        self._held.clear()
        db = self._db
        for table, rows in self._rows.items():
            if rows:
                db.executemany(_INSERT[table], rows)
                rows.clear()
        db.executemany(
            "update facet set n = n + ?, article = ?, first = min(coalesce(first, ?3), ?3) "
            "where num=?4",
            [(n, self._bound.get(f), self._firsts[f], f) for f, n in self._counts.items()],
        )
        db.executemany(
            "insert into facet_stat values(?,?,?) on conflict do update set n = n + excluded.n",
            [(*stat, n) for stat, n in self._stats.items()],
        )
        db.executemany(
            "insert into facet_name values(?,?,?,?,?) on conflict do update set n = n + excluded.n",
            [(*name, n) for name, n in self._told.items()],
        )
        for held in (self._counts, self._stats, self._told, self._bound, self._firsts):
            held.clear()

    def _next(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    # ---- actors ---------------------------------------------------------------------------------

    def _actor(self, actor: PreparedActor, article: int) -> int:
        """Takes in an actor; returns its facet."""
        made, row = actor.facet, self._next("actor")
        number = self._facet(made)
        self._counts[number] += 1
        if made.bound:
            self._bound[number] = article
        self._firsts[number] = min(self._firsts.get(number, actor.anchor), actor.anchor)
        for stat in made.stats:
            self._stat(number, made, stat, row)
        self._told[number, 1, actor.type, actor.name] += 1
        for alias in actor.aliases:
            self._told[number, 0, "", alias] += 1
        self._touched.facets.add(number)
        self._rows["actor"].append(
            (row, article, actor.cid, actor.anchor, actor.type, actor.name, number, actor.told,
             actor.anchor)
        )  # fmt: skip
        return number

    def _facet(self, made: Facet) -> int:
        number = self._facets.get(made.key)
        if number is None:
            found = self._db.execute("select num from facet where key=?", (made.key,)).fetchone()
            number = self._facets[made.key] = int(found[0]) if found else self._new_facet(made)
        return number

    def _new_facet(self, made: Facet) -> int:
        number = self._next("facet")
        self._rows["facet"].append(
            (number, made.key, made.kind, made.type, made.name, made.polity, made.office)
        )
        self._keys(number, lookup_keys(made))
        self._touched.changed.add(number)
        return number

    def _stat(self, number: int, made: Facet, stat: str, row: int) -> None:
        if (number, stat) not in self._known:
            self._known.add((number, stat))
            query = "select 1 from facet_stat where facet=? and stat=?"
            if not self._db.execute(query, (number, stat)).fetchone():
                self._touched.changed.add(number)
                if made.kind == "P":
                    self._keys(number, office_keys((stat,)))
        self._stats[number, stat] += 1
        if stat[:2] in ("f:", "c:"):
            self._rows["standing"].append((number, stat, row))

    def _keys(self, number: int, keys: Iterable[str]) -> None:
        self._rows["facet_key"] += [(key, number) for key in keys]

    # ---- claims ---------------------------------------------------------------------------------

    def _events(self, made: Prepared, article: int, facets: list[int]) -> None:
        for event in made.events:
            number = self._next("event")
            parts = [(facets[place], role) for place, role in event.parts]
            self._rows["event"].append(
                (number, article, *event[:3], _listed(parts), *event[4:])
            )  # fmt: skip
            self._touched.events.add(number)
            self._rows["event_actor"] += [(facet, number) for facet, _ in parts]

    def _statements(self, made: Prepared, article: int, facets: list[int]) -> None:
        for said in made.statements:
            number = self._next("statement")
            to = None if said.to is None else facets[said.to]
            mentions = [facets[place] for place in said.mentions]
            speaker = facets[said.speaker]
            self._rows["statement"].append(
                (number, article, said.cid, said.anchor, said.kind, speaker, to,
                 json.dumps(mentions), said.words, said.body)
            )  # fmt: skip
            self._touched.statements.add(number)
            others = {speaker, *mentions} | ({to} if to else set())
            self._rows["statement_actor"] += [(facet, number) for facet in others]

    def _tenures(self, made: Prepared, article: int, facets: list[int]) -> None:
        for tenure in made.tenures:
            number = self._next("tenure")
            org_actor = None if tenure.org_actor is None else facets[tenure.org_actor]
            self._rows["tenure"].append(
                (number, article, tenure.cid, tenure.anchor, facets[tenure.person], org_actor,
                 *tenure[4:])
            )  # fmt: skip
            self._touched.tenures.add(number)


_ROWS = ("article", "actor", "event", "statement", "tenure")
# In the order in which they are written.
_INSERT: Mapping[str, str] = {
    "article": "insert into article(num, id, low, high, published, url, title, publisher) "
    "values(?,?,?,?,?,?,?,?)",
    "facet": "insert into facet(num, key, kind, type, name, polity, office) values(?,?,?,?,?,?,?)",
    "facet_key": "insert or ignore into facet_key values(?,?)",
    "standing": "insert or ignore into standing values(?,?,?)",
    "actor": "insert into actor(num, article, cid, anchor, type, name, facet, told, "
    "founder) values(?,?,?,?,?,?,?,?, exists(select 1 from identity where anchor=?))",
    "event": "insert into event(num, article, cid, anchor, type, parts, low, high, status, places, "
    "stems, body, rivals) values(?,?,?,?,?,?,?,?,?,?,?,?,?)",
    "event_actor": "insert or ignore into event_actor values(?,?)",
    "statement": "insert into statement(num, article, cid, anchor, kind, speaker, addressee, "
    "mentions, words, body) values(?,?,?,?,?,?,?,?,?,?)",
    "statement_actor": "insert or ignore into statement_actor values(?,?)",
    "tenure": "insert into tenure(num, article, cid, anchor, person, org_actor, office, org, "
    "since, until, top, body) values(?,?,?,?,?,?,?,?,?,?,?,?)",
    "sketch": "insert into sketch values(?,?)",
    "band": "insert or ignore into band values(?,?)",
    "phase": "insert into phase values(?,?,?,?)",
}


def _listed(parts: list[tuple[int, str]]) -> str:
    """Facets and roles as JSON."""
    return "[" + ",".join([f'[{facet},"{role}"]' for facet, role in parts]) + "]"


def _last(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"select coalesce(max(num), 0) from {table}").fetchone()[0])
