"""From links between nodes to clusters, as a function of the links alone.

Nodes are joined best link first, but never across a ban; the outcome depends only on the nodes'
names, scores and bans of one connected component, so a component that no change touches keeps its
clusters, and the order of arrival can't matter.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from graph_builder.resolution.processes import chunked

Summary = TypeVar("Summary")
Nodes = frozenset[int]
_NONE: Nodes = frozenset()
BATCH = 500  # nodes or clusters that are read or written at once


class Link(NamedTuple):
    """A proposal that nodes `a` and `b` (row numbers) are one, how sure, and by which rule."""

    a: int
    b: int
    score: float
    rule: str


def put_links(db: sqlite3.Connection, kind: str, links: Iterable[Link]) -> None:
    """Stores links of a kind, both ways round; the rule with the one from the smaller number."""
    rows = []
    for a, b, score, rule in links:
        low, high = (a, b) if a < b else (b, a)
        rows += [(kind, low, high, score, rule), (kind, high, low, score, "")]
    rows.sort()
    db.executemany("insert or replace into link values(?,?,?,?,?)", rows)


def drop_links(db: sqlite3.Connection, kind: str, nodes: Iterable[int]) -> set[int]:
    """Removes all links and doubts of the nodes; returns the nodes at their other ends."""
    others: set[int] = set()
    for batch in chunked(nodes, BATCH):
        for table in ("link", "doubt"):
            rows = db.execute(
                f"select x.a, x.b from json_each(?) j cross join {table} x "
                "on x.kind=? and x.a = j.value", (json.dumps(batch), kind),
            ).fetchall()  # fmt: skip
            if table == "link":
                others.update(b for _, b in rows)
            both = [(kind, x, y) for a, b in rows for x, y in ((a, b), (b, a))]
            db.executemany(f"delete from {table} where kind=? and a=? and b=?", both)
    return others


def components(
    db: sqlite3.Connection, kind: str, nodes: Iterable[int]
) -> Iterator[tuple[list[int], list[Link]]]:
    """The connected components of the links that hold any of `nodes`, each with its links."""
    seen: set[int] = set()
    query = "select b, score, rule from link where kind=? and a=?"
    for start in nodes:
        if start in seen:
            continue
        seen.add(start)
        members, links, queue = [start], [], [start]
        while queue:
            node = queue.pop()
            for other, score, rule in db.execute(query, (kind, node)):
                if node < other:
                    links.append(Link(node, other, score, rule))
                if other not in seen:
                    seen.add(other)
                    members.append(other)
                    queue.append(other)
        yield members, links


def settled(db: sqlite3.Connection, table: str, groups: Iterable[list[int]]) -> set[int]:
    """Writes which rows of a table are one cluster, named by its smallest member.

    Returns the clusters that changed, those that ceased to be among them.
    """
    changed: set[int] = set()
    for batch in chunked(groups, BATCH):
        members = json.dumps([num for group in batch for num in group])
        before = dict(
            db.execute(
                f"select t.num, t.cluster from json_each(?) j cross join {table} t "
                "on t.num = j.value", (members,),
            ).fetchall()
        )  # fmt: skip
        moved = [(home, num) for g in batch for home in (min(g),) for num in g
                 if before[num] != home]  # fmt: skip
        db.executemany(f"update {table} set cluster=? where num=?", moved)
        for home, num in moved:
            changed |= {home, before[num]} - {None}
    return changed


def gathered(
    members: Sequence[int],
    links: Sequence[Link],
    name: Callable[[int], str],
    summary: Callable[[int], Summary],
    join: Callable[[Summary, Summary], Summary | None],
) -> list[list[int]]:
    """Partitions one component: best link first, ties by name, no join that is forbidden.

    `name` gives a node a name that doesn't depend on the order of arrival; `summary` what must be
    known of it to decide on joins; `join` the summary of two groups together, None when they must
    stay apart.
    """
    if not links:
        return [[node] for node in members]
    label = {node: name(node) for node in members}
    home = {node: node for node in members}
    groups = {node: [node] for node in members}
    known = {node: summary(node) for node in members}

    def rank(link: Link) -> tuple[float, str, str]:
        first, second = sorted((label[link.a], label[link.b]))
        return -link.score, first, second

    for link in sorted(links, key=rank):
        a, b = home[link.a], home[link.b]
        if a == b:
            continue
        together = join(known[a], known[b])
        if together is None:
            continue
        if len(groups[a]) < len(groups[b]):
            a, b = b, a
        for node in groups[b]:
            home[node] = a
        groups[a].extend(groups.pop(b))
        known[a] = together
    return list(groups.values())


def apart(bans: Mapping[int, frozenset[int]]) -> Callable[[Nodes, Nodes], Nodes | None]:
    """A `join` for groups summed up as their nodes, which only these bans forbid."""

    def join(a: Nodes, b: Nodes) -> Nodes | None:
        return None if bans and any(bans.get(x, _NONE) & b for x in a) else a | b

    return join
