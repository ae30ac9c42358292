"""From touched clusters to changed things, in the order in which they depend on each other.

Actors are named first, since all else points at them; then events, statements, offices, articles;
last what derives from those: pairs and discrepancies.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from graph_builder.merged import Discrepancy
from graph_builder.resolution import discrepancies, pairs, tenures, things
from graph_builder.resolution.claim_reading import claims_of, facets_of, firsts_of
from graph_builder.resolution.hubs import Hubs
from graph_builder.resolution.making import Made, made_events, made_statements, piece_of
from graph_builder.resolution.minting import Mint
from graph_builder.resolution.processes import Crew, chunked
from graph_builder.resolution.rolls import Rolls
from graph_builder.resolution.store import Because, Line, Shelf
from graph_builder.resolution.touched import Touched
from graph_builder.resolution.tracing import Trace

TABLES = ("event", "statement")
PIECE = 200  # clusters whose things are made in one piece of work


def _always(reasons: set[str]) -> Because:
    return lambda _before: reasons


class Materialiser:
    """Collects what an update touched, then writes the things of it.

    `because` maps articles of the update to the reasons for which they were read.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        base: str,
        mint: Mint,
        touched: Touched,
        because: dict[str, set[str]],
    ) -> None:
        self._db = db
        self._mint = mint
        self._touched = touched
        self._names = things.StoredNames(db, base)
        self._trace = Trace(self._names, because)
        self._shelf = Shelf(db)
        self._rolls = Rolls(db, touched.struck)
        self._hubs = Hubs(db, mint, self._shelf, self._trace, self._rolls)
        self._base = base
        self._dirty: dict[str, set[str]] = {
            kind: set() for kind in ("actor", "event", "statement", "tenure", "article")
        }
        for table, cluster in touched.lost:
            self._dirty[table].add(cluster)
        self._pairs: dict[tuple[str, str], set[str]] = {}

    # ---- collecting -----------------------------------------------------------------------------

    def actors(self, facets: Iterable[int], left: Iterable[int]) -> None:
        """Notes the actors of these facets, and actors that facets have left."""
        query = "select f.entity from json_each(?) j cross join facet f on f.num = j.value"
        found = {e for (e,) in self._of(query, facets)} | set(left)
        self._dirty["actor"] |= {str(e) for e in found if e is not None}

    def clusters(self, table: str, changed: Iterable[int], members: Iterable[int]) -> None:
        """Notes clusters that changed, and those of members that were looked at again."""
        query = f"select t.cluster from json_each(?) j cross join {table} t on t.num = j.value"
        found = {c for (c,) in self._of(query, members)} | set(changed)
        self._dirty[table] |= {str(c) for c in found}

    def articles(self, touched: Iterable[int], moved: Iterable[int]) -> None:
        """Notes articles, and what those say and tell of offices whose origin changed."""
        self._dirty["article"] |= {str(n) for n in (*touched, *moved)}
        for num in moved:
            query = "select distinct cluster from statement where article=?"
            self._dirty["statement"] |= {str(c) for (c,) in self._db.execute(query, (num,))}
            query = "select num from tenure where article=?"
            self._touched.tenures.update(n for (n,) in self._db.execute(query, (num,)))

    # ---- writing --------------------------------------------------------------------------------

    def run(self, crew: Crew) -> None:
        """Names and writes everything that was noted."""
        self._learn()
        self._actors()
        self._dirty["tenure"] |= tenures.regroup(self._db, self._touched.tenures, self._names)
        for kind in TABLES:
            self._claims(kind, crew)
        self._hubs.tenures(self._dirty["tenure"])
        self._articles()
        self._matters()
        self._derive()
        for iri in sorted(self._trace.gone - self._trace.made):
            self._drop(iri)

    def keep_iris(self) -> None:
        """Keeps the IRIs of clusters that lost their founders but not all members.

        To be called before anything is resolved anew, while members still know their clusters.
        """
        for (table, cluster), gone in sorted(self._touched.lost.items()):
            if table == "tenure":
                continue
            really = {
                a for a in gone
                if not self._db.execute(f"select 1 from {table} where anchor=?", (a,)).fetchone()
            }  # fmt: skip
            founded = {
                iri
                for a in sorted(really)
                for (iri,) in self._db.execute("select iri from identity where anchor=?", (a,))
            }
            if not founded:
                continue
            stay = self._members(table, cluster)
            main = [i.removeprefix(self._base) for i in self._shelf.of_cluster(table, cluster)]
            for iri in sorted(founded, key=lambda i: (i not in main, i)):
                self._mint.keep(iri, really, stay, iri in main)

    def _members(self, table: str, cluster: str) -> list[str]:
        """Anchors of the rows that were in a cluster before and still are there."""
        if table == "actor":
            query = (
                "select a.anchor from facet f join actor a on a.facet=f.num where f.entity=? "
                "order by a.anchor"
            )
        else:
            query = f"select anchor from {table} where cluster=? order by anchor"
        return [a for (a,) in self._db.execute(query, (int(cluster),))]

    def _learn(self) -> None:
        """Notes the clusters that entries of the registry speak of which came from elsewhere, and
        those that share an IRI with a claim that has just come."""
        iris = set(self._mint.learned)
        for table, column, nums in (
            ("event", "num", self._touched.events),
            ("statement", "num", self._touched.statements),
            ("actor", "article", self._touched.articles),
        ):
            query = (
                f"select i.iri from json_each(?) j cross join {table} t on t.{column} = j.value "
                "cross join identity i on i.anchor = t.anchor"
            )
            iris.update(iri for (iri,) in self._of(query, nums))
        for iri in iris:
            self._note_holders(iri)

    def _of(self, query: str, nums: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        """What a query says of numbers, asked for many of them at once."""
        for part in chunked(nums, PIECE):
            yield from self._db.execute(query, (json.dumps(part),))

    def _note_holders(self, iri: str) -> None:
        held = "from identity_iri x join {0} t on t.anchor = x.anchor where x.iri=?"
        for table in TABLES:
            rows = self._db.execute(f"select t.cluster {held.format(table)}", (iri,))
            self._dirty[table] |= {str(c) for (c,) in rows if c is not None}
        rows = self._db.execute(
            "select f.entity from identity_iri x join actor t on t.anchor = x.anchor "
            "join facet f on f.num = t.facet where x.iri=?", (iri,),
        )  # fmt: skip
        self._dirty["actor"] |= {str(e) for (e,) in rows if e is not None}

    # ---- actors ---------------------------------------------------------------------------------

    def _actors(self) -> None:
        before = {c: self._shelf.of_cluster("actor", c) for c in self._dirty["actor"]}
        self._trace.gone.update(iri for iris in before.values() for iri in iris)
        made = self._hubs.actors(self._dirty["actor"])
        for cluster, actor in made:
            self._names.give(int(cluster), actor.iri)
        for cluster, actor in made:
            if actor.type == "person":
                told = discrepancies.of_person(self._db, int(cluster), actor.iri, self._names)
                self._tell(actor.iri, told)
            if before.get(cluster) != [actor.iri]:
                self._follow_actor(int(cluster))

    def _follow_actor(self, entity: int) -> None:
        """Notes everything that points at an actor whose IRI is new."""
        for table in TABLES:
            rows = self._db.execute(
                f"select distinct c.cluster from facet f join {table}_actor x on x.facet=f.num "
                f"join {table} c on c.num=x.{table} where f.entity=?", (entity,),
            )  # fmt: skip
            self._dirty[table] |= {str(c) for (c,) in rows}
        rows = self._db.execute(
            "select o.num from facet f join tenure o on o.person=f.num where f.entity=?1 "
            "union select o.num from facet f join tenure o on o.org_actor=f.num where f.entity=?1",
            (entity,),
        )
        self._touched.tenures.update(n for (n,) in rows)

    # ---- events and statements ------------------------------------------------------------------

    def _claims(self, kind: str, crew: Crew) -> None:
        found: list[tuple[str, str]] = []
        for clusters in chunked(sorted(self._dirty[kind]), PIECE):
            self._trace.gone |= self._shelf.of_clusters(kind, clusters)
            found += firsts_of(self._db, kind, clusters)
        work = partial(made_events if kind == "event" else made_statements, self._base)
        for made in crew.each(work, self._pieces(kind, sorted(found))):
            self._write(kind, made)

    def _pieces(self, kind: str, found: Iterable[tuple[str, str]]) -> Iterator[bytes]:
        """Clusters with their IRIs and claims, a bit at a time."""
        for part in chunked(found, PIECE):
            claims = claims_of(self._db, kind, (cluster for _, cluster in part))
            wanted = []
            for _, cluster in part:
                rows = claims[cluster]
                anchors = [str(r[3]) for r in rows]
                named = self._mint.name(
                    self._mint.held(anchors),
                    partial(min, anchors),
                    partial(self._wish, kind, rows),
                    partial(self._elsewhere, kind, cluster),
                )
                wanted.append((cluster, named.iri, named.retired, rows))
            facets = {f for rows in claims.values() for f in facets_of(kind, rows)}
            yield piece_of({facet: self._names.known(facet) for facet in facets}, wanted)

    def _write(self, kind: str, made: Sequence[Made]) -> None:
        """Writes events or statements, and what comes with them."""
        before = self._shelf.bodies(thing.iri for thing in made)
        self._trace.made.update(thing.iri for thing in made)
        lines: list[Line] = []
        told: list[Line] = []
        for thing in made:
            reasons = self._reasons(before.get(thing.iri), thing.articles)
            lines.append((thing.cluster, thing.iri, thing.body, _always(reasons)))
            touched = {(bond[0], bond[1]) for bond in thing.bonds}
            if thing.iri in before:
                touched |= pairs.drop_bonds(self._db, thing.iri)
                self._trace.gone.update(self._shelf.of_cluster("discrepancy", thing.iri))
            for pair in touched:
                self._pairs.setdefault(pair, set()).update(reasons)
            for found in thing.told:
                self._trace.made.add(found.iri)
                because = partial(self._reasons, articles=found.articles)
                told.append((thing.iri, found.iri, found.body, because))
        self._shelf.put_all(kind, lines)
        pairs.store_bonds(self._db, (bond for thing in made for bond in thing.bonds))
        self._shelf.put_all("discrepancy", told)

    def _reasons(self, body: str | None, articles: Iterable[str] = ()) -> set[str]:
        """Why a thing changed that was written so before, and that these articles tell of now."""
        told = set(articles)
        if body is not None:
            before = json.loads(body)
            for part in (before, *before.get("tellings", ())):
                told |= {ref["article"] for ref in part.get("claims", ())}
        return self._trace.reasons(told)

    def _body(self, iri: str) -> str | None:
        return self._shelf.bodies([iri]).get(iri)

    def _elsewhere(self, table: str, cluster: str, anchor: str) -> bool:
        row = self._db.execute(f"select cluster from {table} where anchor=?", (anchor,)).fetchone()
        return row is not None and str(row[0]) != cluster

    def _wish(self, kind: str, rows: Sequence[tuple[object, ...]]) -> str:
        if kind == "event":
            return "event/" + things.event_slug(rows)
        return "statement/" + things.statement_slug(rows)

    # ---- what derives from them -----------------------------------------------------------------

    def _articles(self) -> None:
        for cluster in sorted(self._dirty["article"]):
            self._trace.gone.update(self._shelf.of_cluster("article", cluster))
            num = int(cluster)
            if self._db.execute("select 1 from article where num=?", (num,)).fetchone():
                article = things.merged_article(self._db, num, self._names)
                self._trace.made.add(article.iri)
                because = partial(self._of_origin, num, article.id)
                self._shelf.put("article", cluster, article, because)

    def _of_origin(self, num: int, id_: str, _before: str | None) -> set[str]:
        """Why an article changed: itself, or what has its origin."""
        if id_ in self._trace.because:
            return self._trace.reasons([id_])
        query = "select o.id from article a join article o on o.origin = a.origin where a.num=?"
        return self._trace.reasons(id_ for (id_,) in self._db.execute(query, (num,)))

    def _tell(self, subject: str, told: Iterable[Discrepancy]) -> None:
        """Writes the discrepancies about a subject in place of those that it had."""
        self._trace.gone.update(self._shelf.of_cluster("discrepancy", subject))
        for found in told:
            self._trace.made.add(found.iri)
            claims = [ref for telling in found.tellings for ref in telling.claims]
            because = partial(self._reasons, articles={ref.article for ref in claims})
            self._shelf.put("discrepancy", subject, found, because)

    def _matters(self) -> None:
        query = (
            "select distinct p.matter from json_each(?) j cross join event e on e.num = j.value "
            "cross join phase p on p.article = e.article"
        )
        self._touched.matters.update(m for (m,) in self._of(query, self._touched.events))
        for matter in sorted(self._touched.matters):
            told = discrepancies.of_matter(self._db, matter, self._names)
            self._tell(f"matter {matter}", told)

    def _derive(self) -> None:
        for iri in sorted(self._trace.gone - self._trace.made):
            self._trace.gone.update(self._shelf.of_cluster("discrepancy", iri))
            bound = pairs.drop_bonds(self._db, iri)
            for pair in bound:
                self._pairs.setdefault(pair, set()).update(self._reasons(self._body(iri)))
        self._bound_to_lands()
        for (a, b), reasons in sorted(self._pairs.items()):
            found = pairs.merged_pair(self._db, a, b, self._base)
            if found is None or not (self._is_actor(a) and self._is_actor(b)):
                self._trace.gone.add(pairs.pair_iri(a, b, self._base))
                continue
            self._trace.made.add(found.iri)
            self._shelf.put("pair", found.iri, found, _always(reasons))

    def _bound_to_lands(self) -> None:
        """Notes the pairs of lands that came or went as actors: visits bind to the land of their
        place, which articles may name as no more than a place."""
        came = self._trace.made - self._trace.gone
        for iri in came | (self._trace.gone - self._trace.made):
            if iri.startswith(f"{self._base}{pairs.LANDS}"):
                for pair in pairs.pairs_of_land(self._db, iri, self._base):
                    self._pairs.setdefault(pair, set()).update(self._reasons(self._body(iri)))

    def _is_actor(self, iri: str) -> bool:
        """Whether there is such an actor, or will be when this update is written."""
        if iri in self._trace.made:
            return True
        return iri not in self._trace.gone and self._body(iri) is not None

    def _drop(self, iri: str) -> None:
        num, _ = self._shelf.known(iri)
        moved = self._rolls.movement(num)
        if moved.left:
            self._shelf.drop(iri, self._trace.reasons(moved.articles), moved.lost)
        else:
            self._shelf.drop(iri, self._reasons(self._body(iri)))
