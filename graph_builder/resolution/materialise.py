"""From touched clusters to changed things, in the order in which they depend on each other.

Actors are named first, since all else points at them; then events, statements, offices, articles;
last what derives from those: pairs and discrepancies.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from graph_builder.merged import Discrepancy, MergedEvent, Thing
from graph_builder.resolution import actor_things, discrepancies, pairs, things
from graph_builder.resolution.ingest import Touched
from graph_builder.resolution.intervals import stretch
from graph_builder.resolution.minting import Mint, Named, slug
from graph_builder.resolution.store import Shelf

TABLES = ("event", "statement")


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
        self._because = because
        self._names = things.Names(db, base)
        self._shelf = Shelf(db)
        self._base = base
        self._dirty: dict[str, set[str]] = {
            kind: set() for kind in ("actor", "event", "statement", "tenure", "article")
        }
        for table, cluster in touched.lost:
            self._dirty[table].add(cluster)
        self._pairs: set[tuple[str, str]] = set()
        self._gone: set[str] = set()
        self._made: set[str] = set()
        self._causes: dict[tuple[str, str], set[str]] = {}

    # ---- collecting -----------------------------------------------------------------------------

    def actors(self, facets: Iterable[int], left: Iterable[int]) -> None:
        """Notes the actors of these facets, and actors that facets have left."""
        query = "select entity from facet where num=?"
        self._dirty["actor"] |= {
            str(e) for n in facets for (e,) in self._db.execute(query, (n,)) if e is not None
        } | {str(e) for e in left}

    def clusters(self, table: str, changed: Iterable[int], members: Iterable[int]) -> None:
        """Notes clusters that changed, and those of members that were looked at again."""
        query = f"select cluster from {table} where num=?"
        self._dirty[table] |= {str(c) for c in changed} | {
            str(c) for n in members for (c,) in self._db.execute(query, (n,))
        }

    def articles(self, touched: Iterable[int], moved: Iterable[int]) -> None:
        """Notes articles, and all facts of those whose origin changed."""
        self._dirty["article"] |= {str(n) for n in (*touched, *moved)}
        for num in moved:
            for table in TABLES:
                query = f"select distinct cluster from {table} where article=?"
                self._dirty[table] |= {str(c) for (c,) in self._db.execute(query, (num,))}
            query = "select num from tenure where article=?"
            self._touched.tenures.update(n for (n,) in self._db.execute(query, (num,)))

    # ---- writing --------------------------------------------------------------------------------

    def run(self) -> None:
        """Names and writes everything that was noted."""
        self._learn()
        self._actors()
        self._tenure_clusters()
        for kind in TABLES:
            self._claims(kind)
        self._tenures()
        self._articles()
        self._matters()
        self._derive()
        for iri in sorted(self._gone - self._made):
            self._shelf.drop(iri, self._reasons(None, iri))

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
        for table, nums in (
            ("event", self._touched.events),
            ("statement", self._touched.statements),
        ):
            query = (
                f"select i.iri from {table} t join identity i on i.anchor=t.anchor where t.num=?"
            )
            iris.update(iri for n in nums for (iri,) in self._db.execute(query, (n,)))
        query = "select i.iri from actor t join identity i on i.anchor=t.anchor where t.article=?"
        for num in self._touched.articles:
            iris.update(iri for (iri,) in self._db.execute(query, (num,)))
        for iri in iris:
            self._note_holders(iri)

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

    def _reasons(self, thing: Thing | None, iri: str) -> set[str]:
        """Why a thing changed: the update's articles behind it, before or after; else all."""
        cells = self._db.execute("select body from thing where iri=?", (iri,)).fetchone()
        articles = {
            ref["article"]
            for body in (cells[0] if cells else None,)
            if body
            for ref in things.refs_of(body)
        }
        if thing is not None:
            refs = getattr(thing, "claims", None) or getattr(thing, "members", None) or ()
            articles |= {ref.article for ref in refs}
        found = [self._because[a] for a in articles & self._because.keys()]
        return set().union(*(found or self._because.values()))

    def _put(self, kind: str, cluster: str, thing: Thing) -> None:
        self._made.add(thing.iri)
        self._shelf.put(kind, cluster, thing, partial(self._reasons, thing, thing.iri))

    def _tell(
        self, subject: str, told: Iterable[Discrepancy], because: Callable[[], set[str]]
    ) -> None:
        """Writes the discrepancies about a subject in place of those that it had."""
        self._gone.update(self._shelf.of_cluster("discrepancy", subject))
        for found in told:
            self._made.add(found.iri)
            self._shelf.put("discrepancy", subject, found, because)

    # ---- actors ---------------------------------------------------------------------------------

    def _actors(self) -> None:
        before: dict[str, list[str]] = {}
        found = []
        for cluster in self._dirty["actor"]:
            before[cluster] = self._shelf.of_cluster("actor", cluster)
            self._gone.update(before[cluster])
            members = actor_things.members_of(self._db, int(cluster))
            if members is not None:
                found.append(members)
        made = []
        for members in sorted(found, key=lambda m: m.first):
            code = actor_things.actor_code(self._db, members.entity)
            named = self._named_actor(members, code)
            actor = actor_things.merged_actor(self._db, members, code, named, self._base)
            made.append((members.entity, actor))
            self._names.give(members.entity, actor.iri)
        for entity, actor in made:
            self._put("actor", str(entity), actor)
            if actor.type == "person":
                told = discrepancies.of_person(self._db, entity, actor.iri, self._names)
                self._tell(actor.iri, told, partial(self._reasons, actor, actor.iri))
            if before.get(str(entity)) != [actor.iri]:
                self._follow_actor(entity)

    def _named_actor(self, members: actor_things.Members, code: str | None) -> Named:
        if code is not None:
            folder = "country" if actor_things.is_country(code) else "organization"
            return Named(f"{folder}/{code}", ())

        def wish() -> str:
            return f"{members.type}/{slug(members.name)}"

        def elsewhere(anchor: str) -> bool:
            row = self._db.execute(
                "select f.entity from actor a join facet f on f.num=a.facet where a.anchor=?",
                (anchor,),
            ).fetchone()
            return row is not None and row[0] != members.entity

        anchors = actor_things.anchors_of(self._db, members.entity)
        return self._mint.name(anchors, wish, elsewhere)

    def _follow_actor(self, entity: int) -> None:
        """Notes everything that points at an actor whose IRI is new."""
        for table in TABLES:
            rows = self._db.execute(
                f"select distinct c.cluster from facet f join actor a on a.facet=f.num "
                f"join {table}_actor x on x.actor=a.num join {table} c on c.num=x.{table} "
                "where f.entity=?", (entity,),
            )  # fmt: skip
            self._dirty[table] |= {str(c) for (c,) in rows}
        rows = self._db.execute(
            "select o.num from facet f join actor a on a.facet=f.num "
            "join tenure o on o.person=a.num or o.org_actor=a.num where f.entity=?", (entity,),
        )  # fmt: skip
        self._touched.tenures.update(n for (n,) in rows)

    # ---- events and statements ------------------------------------------------------------------

    def _claims(self, kind: str) -> None:
        read = things.event_rows if kind == "event" else things.statement_rows
        found = []
        for cluster in self._dirty[kind]:
            self._gone.update(self._shelf.of_cluster(kind, cluster))
            rows = read(self._db, int(cluster))
            if rows:
                found.append((min(str(r[3]) for r in rows), cluster, rows))
        for _, cluster, rows in sorted(found, key=lambda x: x[0]):
            named = self._mint.name(
                [str(r[3]) for r in rows],
                partial(self._wish, kind, rows),
                partial(self._elsewhere, kind, cluster),
            )
            if kind == "event":
                event = things.merged_event(self._db, rows, named, self._names)
                self._put(kind, cluster, event)
                self._bind(event, rows)
                told = discrepancies.of_event(self._db, event, rows, self._names)
                self._tell(event.iri, told, partial(self._reasons, event, event.iri))
            else:
                said = things.merged_statement(self._db, rows, named, self._names, stretch)
                self._put(kind, cluster, said)

    def _elsewhere(self, table: str, cluster: str, anchor: str) -> bool:
        row = self._db.execute(f"select cluster from {table} where anchor=?", (anchor,)).fetchone()
        return row is not None and str(row[0]) != cluster

    def _wish(self, kind: str, rows: Sequence[tuple[object, ...]]) -> str:
        if kind == "event":
            return "event/" + things.event_slug(self._db, rows)
        return "statement/" + things.statement_slug(self._db, rows)

    def _bind(self, event: MergedEvent, rows: Sequence[tuple[object, ...]]) -> None:
        reasons = self._reasons(event, event.iri)
        for pair in pairs.store_bonds(self._db, event, rows, self._names):
            self._pairs.add(pair)
            self._causes.setdefault(pair, set()).update(reasons)

    # ---- offices, articles, pairs ---------------------------------------------------------------

    def _tenure_clusters(self) -> None:
        for num in self._touched.tenures:
            row = self._db.execute(
                "select o.person, o.office, o.org, o.cluster, f.side from tenure o "
                "join actor a on a.num=o.person join facet f on f.num=a.facet where o.num=?",
                (num,),
            ).fetchone()  # fmt: skip
            if row is None:
                continue
            cluster = f"{self._names.entity(row[0])}|{row[1]}|{row[2] or row[4] or ''}"
            if row[3] != cluster:
                self._db.execute("update tenure set cluster=? where num=?", (cluster, num))
            self._dirty["tenure"] |= {cluster} | ({row[3]} if row[3] else set())

    def _tenures(self) -> None:
        for cluster in sorted(self._dirty["tenure"]):
            self._gone.update(self._shelf.of_cluster("tenure", cluster))
            tenure = things.merged_tenure(self._db, cluster, self._names)
            if tenure is not None:
                self._put("tenure", cluster, tenure)

    def _articles(self) -> None:
        for cluster in sorted(self._dirty["article"]):
            self._gone.update(self._shelf.of_cluster("article", cluster))
            if self._db.execute("select 1 from article where num=?", (int(cluster),)).fetchone():
                article = things.merged_article(self._db, int(cluster), self._names)
                self._put("article", cluster, article)

    def _matters(self) -> None:
        query = (
            "select distinct p.matter from event e join phase p on p.article=e.article "
            "where e.num=?"
        )
        for num in self._touched.events:
            self._touched.matters.update(m for (m,) in self._db.execute(query, (num,)))
        for matter in sorted(self._touched.matters):
            told = discrepancies.of_matter(self._db, matter, self._names)
            self._tell(f"matter {matter}", told, lambda: set().union(*self._because.values()))

    def _derive(self) -> None:
        for iri in sorted(self._gone - self._made):
            self._gone.update(self._shelf.of_cluster("discrepancy", iri))
            reasons = self._reasons(None, iri)
            for pair in pairs.drop_bonds(self._db, iri):
                self._pairs.add(pair)
                self._causes.setdefault(pair, set()).update(reasons)
        for a, b in sorted(self._pairs):
            found = pairs.merged_pair(self._db, a, b, self._base)
            if found is None:
                self._gone.add(pairs.pair_iri(a, b, self._base))
                continue
            self._made.add(found.iri)
            self._shelf.put("pair", found.iri, found, partial(self._causes.__getitem__, (a, b)))
