"""A state: everything that resolution knows, kept in one SQLite file, brought forward by `apply`.

What it holds after any sequence of additions and withdrawals is what a merge of the dossiers that
are left would give with the same judgements and the same registry; an update computes anew only the
components of linked claims that it touches.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType

from graph_builder.errors import GraphError, NotFoundError
from graph_builder.merged import Change, ClaimRef, Thing
from graph_builder.model import from_json, to_json
from graph_builder.resolution import actors, events, origins, statements
from graph_builder.resolution.anchors import article_of
from graph_builder.resolution.clusters import put_links
from graph_builder.resolution.corrections import Claims
from graph_builder.resolution.event_claims import Occasions
from graph_builder.resolution.ingest import Intake
from graph_builder.resolution.ledger import Judgement, active
from graph_builder.resolution.materialise import Materialiser
from graph_builder.resolution.minting import Mint
from graph_builder.resolution.preparing import Source, prepare_all
from graph_builder.resolution.processes import Crew, chunked, few_collections
from graph_builder.resolution.registry import Registry
from graph_builder.resolution.removal import drop_empty, remove
from graph_builder.resolution.schema import connect
from graph_builder.resolution.store import Changes, thing_at, thing_of, things
from graph_builder.resolution.touched import Touched

DEFAULT_BASE = "https://w3id.org/chancery/id/"
CHUNK = 50  # dossiers that are prepared in one piece of work


class State:
    """The resolution state of a graph; see `open_state`."""

    def __init__(self, db: sqlite3.Connection, base: str) -> None:
        self._db = db
        self._base = base

    def __enter__(self) -> "State":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what `apply` returned can't be read any more."""
        self._db.close()

    @property
    def db(self) -> sqlite3.Connection:
        """The open tables, for the other modules of this package."""
        return self._db

    @property
    def base(self) -> str:
        """The base IRI of all things."""
        return self._base

    # ---- reading --------------------------------------------------------------------------------

    def things(self, kind: str | None = None) -> Iterator[Thing]:
        """Every thing of the graph, or of a kind ("actor", "event" …), in order of IRI."""
        return things(self._db, kind)

    def of_cluster(self, kind: str, cluster: str) -> Thing | None:
        """The thing of an internal cluster, None when there is none."""
        return thing_of(self._db, kind, cluster)

    def anchor(self, ref: ClaimRef) -> str | None:
        """The anchor of a claim or actor of an article; None when it isn't there."""
        for table in ("actor", "event", "statement", "tenure"):
            row = self._db.execute(
                f"select c.anchor from article t join {table} c on c.article=t.num "
                "where t.id=? and c.cid=?", (ref.article, ref.claim),
            ).fetchone()  # fmt: skip
            if row:
                return str(row[0])
        return None

    def thing(self, iri: str) -> Thing:
        """The thing with this IRI, or the one that it redirects to.

        Raises `NotFoundError`.
        """
        found = thing_at(self._db, iri) or self._redirected(iri)
        if found is None:
            raise NotFoundError(f"nothing in the graph has the IRI {iri}")
        return found

    def _redirected(self, iri: str) -> Thing | None:
        local = iri.removeprefix(self._base)
        for table, kind in (("actor", "actor"), ("event", "event"), ("statement", "statement")):
            column = "f.entity" if table == "actor" else "t.cluster"
            join = " join facet f on f.num = t.facet" if table == "actor" else ""
            found = self._db.execute(
                f"select {column} from identity_iri x join {table} t on t.anchor = x.anchor{join} "
                "where x.iri=? limit 1", (local,),
            ).fetchone()  # fmt: skip
            if found:
                return thing_of(self._db, kind, str(found[0]))
        return None

    def articles(self) -> tuple[str, ...]:
        """The ids of all articles, sorted."""
        rows = self._db.execute("select id from article order by id")
        return tuple(id_ for (id_,) in rows)

    def entities(self, article: str) -> dict[str, str]:
        """Id inside the dossier → IRI in the graph, for the actors and claims of an article.

        Rejected claims are left out.
        """
        found: dict[str, str] = {}
        queries = (
            "select a.cid, h.iri from article t join actor a on a.article=t.num join facet f "
            "on f.num=a.facet join thing h on h.kind='actor' and h.cluster=f.entity where t.id=?",
            "select c.cid, h.iri from article t join event c on c.article=t.num join thing h "
            "on h.kind='event' and h.cluster=c.cluster where t.id=?",
            "select c.cid, h.iri from article t join statement c on c.article=t.num join thing h "
            "on h.kind='statement' and h.cluster=c.cluster where t.id=?",
            "select c.cid, h.iri from article t join tenure c on c.article=t.num join thing h "
            "on h.kind='tenure' and h.cluster=c.cluster where t.id=?",
        )
        for query in queries:
            found.update(self._db.execute(query, (article,)).fetchall())
        return found

    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that stand in this state."""
        rows = self._db.execute("select body from judgement order by id").fetchall()
        return tuple(from_json(Judgement, json.loads(body)) for (body,) in rows)

    # ---- writing --------------------------------------------------------------------------------

    def stale(self, judgements: Sequence[Judgement]) -> frozenset[str]:
        """Articles of this state that new, changed or undone judgements speak of.

        Their dossiers must be among those that `apply` adds with these judgements.
        """
        known = {j.id: j for j in self.judgements()}
        wanted = {j.id: j for j in active(judgements)}
        named = {
            article_of(anchor)
            for id_ in known.keys() ^ wanted.keys()
            for j in (known.get(id_) or wanted[id_],)
            for anchor in (j.left, j.right)
            if anchor
        }
        query = "select 1 from article where id=?"
        return frozenset(a for a in named if self._db.execute(query, (a,)).fetchone())

    def preview(
        self,
        added: Iterable[Source],
        withdrawn: Iterable[str],
        judgements: Sequence[Judgement],
        registry: Registry,
    ) -> tuple[Change, ...]:
        """What `apply` would change; nothing is kept, in the state or the registry.

        A state that was opened `read_only` must be copied first.
        """
        self._db.execute("begin immediate")
        try:
            return tuple(self._apply(added, withdrawn, judgements, registry.draft()))
        finally:
            self._db.execute("rollback")

    def apply(
        self,
        added: Iterable[Source],
        withdrawn: Iterable[str],
        judgements: Sequence[Judgement],
        registry: Registry,
        jobs: int = 1,
    ) -> Changes:
        """Adds dossiers, withdraws articles and follows the judgements; one transaction.

        A dossier of an article that is already there replaces it; of one that comes twice the last
        one counts; unknown articles are withdrawn without complaint. `judgements` is the whole
        ledger. `jobs` processes share the work where there is much of it. New IRIs are appended to
        `registry` before the transaction ends, so a crash leaves either the old state or the new
        one, and at most entries that the next run will use.
        """
        self._db.execute("begin immediate")
        try:
            changes = self._apply(added, withdrawn, judgements, registry, jobs)
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return changes

    def _apply(
        self,
        added: Iterable[Source],
        withdrawn: Iterable[str],
        judgements: Sequence[Judgement],
        registry: Registry,
        jobs: int = 1,
    ) -> Changes:
        db = self._db
        because = self.reasons(judgements)
        standing = self._follow(judgements)
        touched = Touched()
        for article in dict.fromkeys(withdrawn):
            if remove(db, article, touched):
                because.setdefault(article, {article})
        intake = Intake(db, touched)
        with few_collections(), Crew(jobs) as crew:
            work = partial(prepare_all, Claims.of(standing))
            for made in chain.from_iterable(crew.each(work, chunked(added, CHUNK))):
                intake.make_way(made.id)
                because.setdefault(made.id, {made.id})
                intake.add(made)
            intake.flush()
            mint = Mint(db, registry)
            drop_empty(db, touched)
            maker = Materialiser(db, self._base, mint, touched, because)
            maker.keep_iris()
            self._resolve(standing, touched, maker, crew)
            maker.run(crew)
        mint.save()
        return Changes(db)

    def reasons(self, judgements: Sequence[Judgement]) -> dict[str, set[str]]:
        """Article → the judgements that speak of it and are new to this state, or undone."""
        known = {j.id: j for j in self.judgements()}
        wanted = {j.id: j for j in active(judgements)}
        found: dict[str, set[str]] = {}
        for id_ in known.keys() ^ wanted.keys():
            judgement = known.get(id_) or wanted[id_]
            for anchor in (judgement.left, judgement.right):
                if anchor:
                    found.setdefault(article_of(anchor), set()).add(id_)
        return found

    def _follow(self, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
        standing = active(judgements)
        self._db.execute("delete from judgement")
        self._db.executemany(
            "insert into judgement values(?,?)",
            [(j.id, json.dumps(to_json(j), ensure_ascii=False)) for j in standing],
        )
        self._db.execute("delete from wikidata")
        self._db.executemany(
            "insert into wikidata values(?,?)",
            [(j.left, j.value) for j in standing if j.field == "wikidata"],
        )
        return standing

    def _resolve(
        self, standing: Sequence[Judgement], touched: Touched, maker: Materialiser, crew: Crew
    ) -> None:
        """Decides who and what is the same wherever something was touched."""
        db = self._db
        verdicts = [(j.verdict, j.left, j.right) for j in standing if j.right is not None]
        kinds = {letter: [v for v in verdicts if v[1].startswith(letter + ":")] for letter in "aes"}
        bans, joins = actors.bans_and_joins(db, kinds["a"], "actor", "facet")
        db.execute("delete from doubt where kind='ban'")
        db.executemany(
            "insert or ignore into doubt values('ban',?,?,1,'judged different')",
            [(a, b) for a, others in bans.items() for b in others],
        )
        affected = actors.relink(db, touched.facets)
        put_links(db, actors.KIND, joins)
        judged = {n for link in joins for n in (link.a, link.b)}
        affected |= judged
        moved, near = actors.recluster(db, affected, bans)
        shifted, left = actors.settle(db, touched.changed | near | judged, moved, touched.facets)
        shifted |= actors.sides(db, touched.facets | shifted | near)
        maker.actors(touched.facets | shifted | actors.judged_apart(db, affected), left)
        self._widen(shifted, touched)
        bans, joins = actors.bans_and_joins(db, kinds["s"], "statement", "num")
        reached = statements.relink(db, touched.statements)
        put_links(db, statements.KIND, joins)
        reached |= {n for link in joins for n in (link.a, link.b)}
        maker.clusters("statement", statements.recluster(db, reached, bans), reached)
        query = "select article from statement where num=?"
        touched.articles.update(a for n in reached for (a,) in db.execute(query, (n,)))
        moved, turned = origins.recluster(db, origins.relink(db, touched.articles))
        maker.articles(touched.articles, moved)
        query = "select num from event where article=?"
        touched.events.update(n for a in moved | turned for (n,) in db.execute(query, (a,)))
        bans, joins = actors.bans_and_joins(db, kinds["e"], "event", "num")
        occasions = Occasions(db)
        reached = events.relink(db, touched.events, occasions, crew)
        put_links(db, events.KIND, joins)
        reached |= {n for link in joins for n in (link.a, link.b)}
        maker.clusters("event", events.recluster(db, reached, bans, occasions), reached)

    def _widen(self, shifted: Iterable[int], touched: Touched) -> None:
        """Adds the claims of facets that are someone else now to what is touched."""
        db = self._db
        for facet in shifted:
            for table, reached in (("event", touched.events), ("statement", touched.statements)):
                query = f"select {table} from {table}_actor where facet=?"
                reached.update(n for (n,) in db.execute(query, (facet,)))
            query = "select num from tenure where person=?1 union "
            query += "select num from tenure where org_actor=?1"
            touched.tenures.update(n for (n,) in db.execute(query, (facet,)))


def open_state(
    path: Path | str, *, base_iri: str | None = DEFAULT_BASE, read_only: bool = False
) -> State:
    """The state in a file, made if there is none (":memory:" for none at all).

    With `base_iri` None the base of an existing state is kept. Raises `GraphError` when the file is
    of another format, was made for another base IRI, or is missing and `read_only`.
    """
    db = connect(path, read_only)
    row = db.execute("select value from meta where key='base'").fetchone()
    if row is None:
        row = (base_iri or DEFAULT_BASE,)
        db.execute("insert into meta values('base', ?)", row)
    elif base_iri is not None and row[0] != base_iri:
        db.close()
        raise GraphError(f"{path} was built for {row[0]}; build anew for {base_iri}")
    return State(db, row[0])
