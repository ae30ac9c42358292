"""Takes an article out of the tables, exactly as if it had never come."""

import json
import sqlite3

from graph_builder.resolution.clusters import drop_links
from graph_builder.resolution.facets import weak_keys
from graph_builder.resolution.ingest import Touched


def remove(db: sqlite3.Connection, article_id: str, touched: Touched) -> bool:
    """Removes an article's rows; False when there is no such article.

    What stood beside its claims (clusters, links' other ends) is noted in `touched`.
    """
    row = db.execute("select num, origin from article where id=?", (article_id,)).fetchone()
    if row is None:
        return False
    article, origin = row
    touched.lost.setdefault(("article", str(article)), set())
    _note_clusters(db, article, touched)
    _remove_actors(db, article, touched)
    for table in ("event", "statement"):
        nums = [n for (n,) in db.execute(f"select num from {table} where article=?", (article,))]
        db.execute(
            f"insert or ignore into {'bereft' if table == 'event' else 'unsaid'} "
            f"select distinct same from {table} where article=? and same is not null", (article,),
        )  # fmt: skip
        beside = drop_links(db, table, nums)
        (touched.events if table == "event" else touched.statements).update(beside - set(nums))
        for num in nums:
            for name in ("key", "actor"):
                db.execute(f"delete from {table}_{name} where {table}=?", (num,))
        db.execute(f"delete from {table} where article=?", (article,))
        (touched.events if table == "event" else touched.statements).difference_update(nums)
    db.execute("delete from tenure where article=?", (article,))
    touched.articles |= drop_links(db, "article", [article])
    touched.articles.update(
        n for (n,) in db.execute("select num from article where origin=?", (origin,))
    )
    query = "select distinct matter from phase where article=?"
    touched.matters.update(m for (m,) in db.execute(query, (article,)))
    for name in ("band", "sketch", "phase"):
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


def _remove_actors(db: sqlite3.Connection, article: int, touched: Touched) -> None:
    rows = db.execute(
        "select a.num, a.anchor, f.num, f.entity from actor a join facet f on f.num = a.facet "
        "where a.article=?", (article,),
    ).fetchall()  # fmt: skip
    stats = db.execute("select facet, stats from actor where article=?", (article,)).fetchall()
    for facet, kept in stats:
        for stat in json.loads(kept):
            db.execute("update facet_stat set n = n - 1 where facet=? and stat=?", (facet, stat))
            gone = db.execute(
                "delete from facet_stat where facet=? and stat=? and n=0", (facet, stat)
            )
            if gone.rowcount:
                touched.changed.add(facet)
    for num, anchor, facet, entity in rows:
        if entity is not None:
            touched.lost.setdefault(("actor", str(entity)), set()).add(anchor)
        touched.facets.add(facet)
        db.execute("update facet set n = n - 1 where num=?", (facet,))
        db.execute("delete from actor where num=?", (num,))


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
        db.execute("delete from facet_key where facet=?", (facet,))
        db.execute("delete from facet_stat where facet=?", (facet,))
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
