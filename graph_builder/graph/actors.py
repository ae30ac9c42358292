"""Actors: search by name, and the page of one actor."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from graph_builder.errors import InputError
from graph_builder.graph.answers import ActorHit, ActorPage, Count, TenureRow
from graph_builder.graph.evidence import claims_of, discrepancies, of_claims, sentences
from graph_builder.graph.naming import resolve
from graph_builder.graph.opened import Opened
from graph_builder.index import find_names
from graph_builder.model import ACTOR_TYPES, STATUSES
from graph_builder.network import EVERYTHING, half_edges


def actors(
    graph: Opened,
    query: str,
    *,
    types: Sequence[str] = (),
    prefix: bool = False,
    limit: int = 20,
) -> tuple[ActorHit, ...]:
    """Actors whose names are like `query`, best first; `prefix` for a word still being typed.

    Spelling mistakes, other romanizations and other scripts are forgiven. Raises `InputError` for
    an unknown actor type.
    """
    for type_ in types:
        if type_ not in ACTOR_TYPES:
            raise InputError(f"there is no actor type {type_!r}; known: {', '.join(ACTOR_TYPES)}")
    whole = query.encode("utf-8", "replace").decode("utf-8")
    hits = find_names(graph.index, whole, limit=limit, types=types, prefix=prefix)
    nodes = [hit.node for hit in hits]
    known = graph.actors_by_node(nodes)
    articles = {
        row["node"]: row["articles"]
        for row in graph.rows_in("SELECT node, articles FROM actor WHERE node IN ({marks})", nodes)
    }
    return tuple(
        ActorHit(known[hit.node], hit.matched, hit.score, articles[hit.node]) for hit in hits
    )


def actor(graph: Opened, name: str) -> ActorPage:
    """The page of an actor by name or IRI; a retired IRI gives its successor.

    Raises `AmbiguousNameError` or `NotFoundError`.
    """
    found = resolve(graph, name)
    node = found.node
    row = graph.rows("SELECT * FROM actor WHERE node = ?", (node,))[0]
    names = graph.rows("SELECT text FROM name WHERE node = ? ORDER BY preferred DESC, id", (node,))
    retired = graph.rows("SELECT iri FROM retired WHERE successor = ?", (row["iri"],))
    offices = tenure_rows(graph, "tenure.person = ?", (node,))
    events = _events(graph, node)
    first, last = _seen(graph, node, events)
    return ActorPage(
        found.ref,
        tuple(name["text"] for name in names),
        row["code"],
        row["wikidata"],
        bool(row["leader"]),
        tuple(sorted(old["iri"] for old in retired)),
        offices,
        tenure_rows(graph, "tenure.org_actor = ?", (node,)),
        _counted(events, "type", ("happened",)),
        _counted(events, "status", STATUSES),
        graph.number("SELECT count(*) FROM statement WHERE speaker = ?", node),
        graph.number("SELECT count(*) FROM statement_mention WHERE node = ?", node),
        row["articles"],
        len(np.unique(half_edges(graph.network, np.array([node], np.int32), EVERYTHING).neighbour)),
        first,
        last,
        discrepancies(graph, (office.iri for office in offices)),
    )


def counts(counted: Counter[str]) -> tuple[Count, ...]:
    """Counts by name, the largest first."""
    return tuple(
        Count(name, number)
        for name, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )


def _events(graph: Opened, node: int) -> list[sqlite3.Row]:
    """Its events by type and status: how many, the first day, the last day."""
    return graph.rows(
        "SELECT type, status, count(DISTINCT id) AS number, min(first) AS first, max(last) AS last"
        " FROM participant JOIN event ON event.id = participant.event WHERE node = ?"
        " GROUP BY type, status",
        (node,),
    )


def _counted(
    events: Sequence[sqlite3.Row], column: str, statuses: Sequence[str]
) -> tuple[Count, ...]:
    counted = Counter[str]()
    for row in events:
        if row["status"] in statuses:
            counted[row[column]] += row["number"]
    return counts(counted)


def _seen(graph: Opened, node: int, events: Sequence[sqlite3.Row]) -> tuple[str | None, str | None]:
    """The earliest and latest day of what it did, of its statements, and of dated articles."""
    rows = graph.rows(
        "SELECT min(first) AS first, max(last) AS last FROM statement WHERE speaker = ?1"
        " UNION ALL SELECT min(published), max(published) FROM member"
        " JOIN article ON article.id = article WHERE node = ?1 AND length(published) = 10",
        (node,),
    )
    rows += [row for row in events if row["status"] == "happened"]
    firsts = [row["first"] for row in rows if row["first"] is not None]
    lasts = [row["last"] for row in rows if row["last"] is not None]
    return min(firsts, default=None), max(lasts, default=None)


def tenure_rows(graph: Opened, condition: str, values: Iterable[int]) -> tuple[TenureRow, ...]:
    """Tenures that an SQL condition on the table `tenure` chooses, in the order of time."""
    rows = graph.rows(
        f"SELECT * FROM tenure WHERE {condition} ORDER BY since IS NULL, since, until, iri",
        tuple(values),
    )
    claims = claims_of(graph, "tenure", [row["id"] for row in rows])
    told = sentences(graph, (claim for of_one in claims.values() for claim in of_one))
    nodes = {row["person"] for row in rows} | {row["org_actor"] for row in rows} - {None}
    known = graph.actors_by_node(nodes)

    def dressed(row: sqlite3.Row) -> TenureRow:
        return TenureRow(
            row["iri"],
            known[row["person"]],
            row["office"],
            row["org"],
            None if row["org_actor"] is None else known[row["org_actor"]],
            row["since"],
            row["until"],
            bool(row["top"]),
            row["origins"],
            of_claims(claims[row["id"]], told),
        )

    return tuple(dressed(row) for row in rows)
