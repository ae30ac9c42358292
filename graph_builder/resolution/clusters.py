"""From links between nodes to clusters, as a function of the links alone.

Nodes are joined best link first, but never across a ban; the outcome depends only on the nodes'
names, scores and bans of one connected component, so a component that no change touches keeps its
clusters, and the order of arrival can't matter.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Summary = TypeVar("Summary")
Nodes = frozenset[int]
_NONE: Nodes = frozenset()


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal that nodes `a` and `b` (row numbers) are one, how sure, and by which rule."""

    a: int
    b: int
    score: float
    rule: str


def put_links(db: sqlite3.Connection, kind: str, links: Iterable[Link]) -> None:
    """Stores links of a kind, both ways round."""
    db.executemany(
        "insert or replace into link values(?,?,?,?,?)",
        [
            row
            for link in links
            for row in (
                (kind, link.a, link.b, link.score, link.rule),
                (kind, link.b, link.a, link.score, link.rule),
            )
        ],
    )


def drop_links(db: sqlite3.Connection, kind: str, nodes: Iterable[int]) -> set[int]:
    """Removes all links and doubts of the nodes; returns the nodes at their other ends."""
    others: set[int] = set()
    for node in nodes:
        for table in ("link", "doubt"):
            rows = db.execute(
                f"select b from {table} where kind=? and a=?", (kind, node)
            ).fetchall()
            if not rows:
                continue
            if table == "link":
                others.update(row[0] for row in rows)
            db.execute(f"delete from {table} where kind=? and a=?", (kind, node))
            db.executemany(
                f"delete from {table} where kind=? and a=? and b=?",
                [(kind, row[0], node) for row in rows],
            )
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
