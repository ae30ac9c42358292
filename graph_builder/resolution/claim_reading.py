"""The claims of clusters, read many at a time for what is made of them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

Rows = list[tuple[Any, ...]]

_CLAIMS = {
    "event": "select e.cluster, e.article, t.id, e.cid, e.anchor, e.type, e.parts, e.low, e.high, "
    "e.status, e.places, e.body, t.low, t.origin from json_each(?) j cross join event e "
    "on e.cluster = j.value cross join article t on t.num = e.article",
    "statement": "select s.cluster, s.article, t.id, s.cid, s.anchor, s.kind, s.speaker, s.body, "
    "s.addressee, s.mentions, t.origin from json_each(?) j cross join statement s "
    "on s.cluster = j.value cross join article t on t.num = s.article",
}


def claims_of(db: sqlite3.Connection, table: str, clusters: Iterable[str]) -> dict[str, Rows]:
    """The claims of clusters, of each in order of article and anchor.

    Of an event: article row and id, id in it, anchor, type, parts, days, status, places, body, day
    and origin of the article. Of a statement: article row and id, id in it, anchor, kind, speaker,
    body, addressee, mentions, origin of the article.
    """
    found: dict[str, Rows] = defaultdict(list)
    for cluster, *row in db.execute(_CLAIMS[table], (json.dumps([int(c) for c in clusters]),)):
        found[str(cluster)].append(tuple(row))
    for rows in found.values():
        rows.sort(key=lambda row: (row[1], row[3]))
    return found


def firsts_of(db: sqlite3.Connection, table: str, clusters: Iterable[str]) -> list[tuple[str, str]]:
    """(smallest anchor, cluster) of clusters that have claims."""
    rows = db.execute(
        f"select min(t.anchor), t.cluster from json_each(?) j cross join {table} t "
        "on t.cluster = j.value group by 2", (json.dumps([int(c) for c in clusters]),),
    )  # fmt: skip
    return [(anchor, str(cluster)) for anchor, cluster in rows]


def facets_of(table: str, rows: Sequence[tuple[Any, ...]]) -> set[int]:
    """The facets that claims name."""
    if table == "event":
        return {facet for told in {row[5] for row in rows} for facet, _ in json.loads(told)}
    named = {facet for row in rows for facet in (row[5], row[7], *json.loads(row[8]))}
    return named - {None}
