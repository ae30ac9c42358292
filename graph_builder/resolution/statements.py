"""Which statements are wordings of one: candidates by telling words, links, clusters."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from graph_builder.ontology import name_key
from graph_builder.resolution.anchors import key64
from graph_builder.resolution.clusters import (
    Link,
    apart,
    components,
    drop_links,
    gathered,
    put_links,
    settled,
)
from graph_builder.resolution.processes import chunked
from graph_builder.resolution.quotes import telling_words, variant_score

KIND = "statement"
BAR = 0.8
BATCH = 500  # statements that are read or written at once


def relink(db: sqlite3.Connection, statements: Iterable[int]) -> set[int]:
    """Finds the links of statements anew; returns every statement whose links changed.

    Linked are wordings of one speaker and one kind (direct or indirect) only; wordings that agree
    to the letter are each linked to the first of them (by anchor), which stands for all.
    """
    nums = sorted(statements)
    nums = sorted(set(nums) | _index(db, nums))
    affected = set(nums) | drop_links(db, KIND, nums)
    links = []
    for num in nums:
        words, same = db.execute("select words, same from statement where num=?", (num,)).fetchone()
        first = _first(db, same)
        if first != num:
            links.append(Link(num, first, 1.0, "the same words"))
            continue
        for other, its in db.execute(_CANDIDATES, (num, num)).fetchall():
            score = variant_score(words, its)
            if score >= BAR and _first(db, _same(db, other)) == other:
                links.append(Link(num, other, round(score, 4), "wording of one quote"))
    put_links(db, KIND, links)
    return affected | {link.b for link in links}


_CANDIDATES = (
    "select distinct s.num, s.words from statement_key k cross join statement_key o "
    "on o.key = k.key cross join statement s on s.num = o.statement "
    "where k.statement=? and s.num<>?"
)


def _same(db: sqlite3.Connection, num: int) -> int:
    return int(db.execute("select same from statement where num=?", (num,)).fetchone()[0])


def _first(db: sqlite3.Connection, same: int) -> int:
    query = "select num from statement where same=? order by anchor limit 1"
    return int(db.execute(query, (same,)).fetchone()[0])


def _index(db: sqlite3.Connection, nums: Sequence[int]) -> set[int]:
    """Writes the look-up keys of statements; returns those whose first like came or went."""
    lost = {key for (key,) in db.execute("select key from unsaid")}
    db.execute("delete from unsaid")
    found: dict[int, int] = {}
    for batch in chunked(nums, BATCH):
        keys = []
        for num, words, kind, speaker, before in db.execute(
            "select s.num, s.words, s.kind, f.entity, s.same from json_each(?) j "
            "cross join statement s on s.num = j.value join facet f on f.num = s.speaker",
            (json.dumps(batch),),
        ).fetchall():
            whose = f"{speaker}|{kind}|"
            found[num] = same = key64(whose + name_key(words))
            if before is not None and before != same:
                lost.add(before)
            keys += [(key64(whose + word), num) for word in telling_words(words)]
        db.executemany(
            "update statement set same=? where num=?", [(found[num], num) for num in batch]
        )
        db.executemany("delete from statement_key where statement=?", [(num,) for num in batch])
        db.executemany("insert or ignore into statement_key values(?,?)", sorted(keys))
    gained = {same for num, same in found.items() if _first(db, same) == num}
    query = "select num from statement where same=?"
    return {num for same in lost | gained for (num,) in db.execute(query, (same,))}


def recluster(
    db: sqlite3.Connection, statements: Iterable[int], bans: Mapping[int, frozenset[int]]
) -> set[int]:
    """Clusters the components of these statements anew; returns the clusters that changed."""
    groups = (
        group
        for members, links in components(db, KIND, sorted(statements))
        for group in gathered(
            members, links, partial(anchor_of, db), lambda n: frozenset([n]), apart(bans)
        )
    )
    return settled(db, KIND, groups)


def anchor_of(db: sqlite3.Connection, num: int) -> str:
    """The anchor of a statement: its name that doesn't depend on the order of arrival."""
    return str(db.execute("select anchor from statement where num=?", (num,)).fetchone()[0])
