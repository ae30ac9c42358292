"""Takes an article out of the tables, exactly as if it had never come."""

import json
import sqlite3

from graph_builder.merged import ClaimRef
from graph_builder.resolution.clusters import drop_links
from graph_builder.resolution.event_index import drop_keys
from graph_builder.resolution.facets import weak_keys
from graph_builder.resolution.origins import bands_of
from graph_builder.resolution.tenures import uncount
from graph_builder.resolution.touched import Touched


def row_of(db: sqlite3.Connection, article_id: str) -> int | None:
    """The row of an article; None when there is no such article."""
    row = db.execute("select num from article where id=?", (article_id,)).fetchone()
    return int(row[0]) if row else None


def remove(db: sqlite3.Connection, article_id: str, touched: Touched) -> bool:
    """Removes an article's rows; False when there is no such article.

    What stood beside its claims (clusters, links' other ends) is noted in `touched`.
    """
    article = row_of(db, article_id)
    if article is None:
        return False
    touched.lost.setdefault(("article", str(article)), set())
    _note_clusters(db, article, touched)
    _remove_actors(db, article, article_id, touched)
    for table in ("event", "statement"):
        _remove_claims(db, article, table, touched)
    _remove_tenures(db, article, article_id, touched)
    touched.articles |= drop_links(db, "article", [article])
    touched.articles.update(
        n
        for (n,) in db.execute(
            "select num from article where origin=(select origin from article where num=?)",
            (article,),
        )
    )
    query = "select distinct matter from phase where article=?"
    touched.matters.update(m for (m,) in db.execute(query, (article,)))
    db.executemany(
        "delete from band where key=? and article=?",
        [(key, article) for key in bands_of(db, article)],
    )
    for name in ("sketch", "phase"):
        db.execute(f"delete from {name} where article=?", (article,))
    db.execute("delete from article where num=?", (article,))
    touched.articles.discard(article)
    return True


def _note_clusters(db: sqlite3.Connection, article: int, touched: Touched) -> None:
    for table in ("event", "statement", "tenure"):
        rows = db.execute(f"select cluster, anchor from {table} where article=?", (article,))
        for cluster, anchor in rows.fetchall():
            if cluster is not None:
                touched.lost.setdefault((table, str(cluster)), set()).add(anchor)


def _remove_claims(db: sqlite3.Connection, article: int, table: str, touched: Touched) -> None:
    reached = touched.events if table == "event" else touched.statements
    nums = [n for (n,) in db.execute(f"select num from {table} where article=?", (article,))]
    db.execute(
        f"insert or ignore into {'bereft' if table == 'event' else 'unsaid'} "
        f"select distinct same from {table} where article=? and same is not null", (article,),
    )  # fmt: skip
    reached |= drop_links(db, table, nums) - set(nums)
    if table == "event":
        drop_keys(db, nums)
    told = "parts" if table == "event" else "speaker, addressee, mentions"
    rows = db.execute(f"select num, {told} from {table} where article=?", (article,)).fetchall()
    for num, *row in rows:
        facets = _parties(row) if table == "event" else _voices(row)
        db.executemany(
            f"delete from {table}_actor where facet=? and {table}=?", [(f, num) for f in facets]
        )
        if table == "statement":
            db.execute("delete from statement_key where statement=?", (num,))
    db.execute(f"delete from {table} where article=?", (article,))
    reached.difference_update(nums)


def _parties(row: list[str]) -> set[int]:
    return {facet for facet, _ in json.loads(row[0])}


def _voices(row: list[str]) -> set[int]:
    speaker, to, mentions = row
    return {int(f) for f in (speaker, to, *json.loads(mentions)) if f is not None}


def _remove_actors(db: sqlite3.Connection, article: int, id_: str, touched: Touched) -> None:
    rows = db.execute(
        "select a.num, a.cid, a.anchor, a.type, a.name, a.told, a.thing, f.num, "
        "f.entity, f.first from actor a join facet f on f.num = a.facet where a.article=?",
        (article,),
    ).fetchall()
    for num, cid, anchor, type_, name, kept, thing, facet, entity, _ in rows:
        if entity is not None:
            touched.lost.setdefault(("actor", str(entity)), set()).add(anchor)
        if thing is not None:
            touched.struck.setdefault(thing, set()).add(ClaimRef(id_, cid))
        touched.facets.add(facet)
        db.execute("update facet set n = n - 1 where num=?", (facet,))
        db.execute("delete from actor where num=?", (num,))
        aliases, stats = json.loads(kept)
        _forget_stats(db, facet, num, stats, touched)
        told = [(facet, 1, type_, name), *((facet, 0, "", alias) for alias in aliases)]
        where = "facet=? and shown=? and type=? and name=?"
        db.executemany(f"update facet_name set n = n - 1 where {where}", told)
        db.executemany(f"delete from facet_name where {where} and n=0", told)
    for facet in {row[7] for row in rows if row[2] == row[9]}:
        db.execute(
            "update facet set first = (select min(anchor) from actor where facet=?1) where num=?1",
            (facet,),
        )


def _forget_stats(
    db: sqlite3.Connection, facet: int, actor: int, stats: list[str], touched: Touched
) -> None:
    for stat in stats:
        db.execute("update facet_stat set n = n - 1 where facet=? and stat=?", (facet, stat))
        gone = db.execute("delete from facet_stat where facet=? and stat=? and n=0", (facet, stat))
        if gone.rowcount:
            touched.changed.add(facet)
        db.execute(
            "delete from standing where facet=? and stat=? and actor=?", (facet, stat, actor)
        )


def _remove_tenures(db: sqlite3.Connection, article: int, id_: str, touched: Touched) -> None:
    query = "select num, cid, thing from tenure where article=?"
    for num, cid, thing in db.execute(query, (article,)).fetchall():
        uncount(db, num)
        touched.tenures.discard(num)
        if thing is not None:
            touched.struck.setdefault(thing, set()).add(ClaimRef(id_, cid))
    db.execute("delete from tenure where article=?", (article,))


def drop_empty(db: sqlite3.Connection, touched: Touched) -> None:
    """Removes facets that no actor has any more; their neighbours and kin are to be looked at."""
    for facet in sorted(touched.facets):
        row = db.execute("select n, cluster, entity from facet where num=?", (facet,)).fetchone()
        if row is None or row[0] > 0:
            continue
        near = drop_links(db, "facet", [facet])
        near.update(
            n
            for (n,) in db.execute(
                "select num from facet where cluster=? or entity=?", (row[1], row[2])
            )
        )
        keys = [k for (k,) in db.execute("select key from facet_key where facet=?", (facet,))]
        for weak in {w for key in keys for w in weak_keys(key)}:
            near.update(
                n for (n,) in db.execute("select facet from facet_key where key=?", (weak,))
            )
        near.discard(facet)
        for table in ("facet_key", "facet_stat", "facet_name", "standing"):
            db.execute(f"delete from {table} where facet=?", (facet,))
        db.execute("delete from facet where num=?", (facet,))
        touched.changed |= near
        touched.facets |= near
        touched.changed.discard(facet)
    gone = {
        n
        for n in touched.facets
        if not db.execute("select 1 from facet where num=?", (n,)).fetchone()
    }
    touched.facets -= gone
    touched.changed -= gone
