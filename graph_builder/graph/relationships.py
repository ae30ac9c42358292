"""Relationships: an actor's neighbours in order of weight, and the timeline of a pair."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import InputError
from graph_builder.graph.actors import counts
from graph_builder.graph.answers import (
    Count,
    NeighbourRow,
    Neighbours,
    Period,
    Timeline,
    TimelineRow,
)
from graph_builder.graph.cursor import decode_cursor, encode_cursor, undated_last
from graph_builder.graph.events import event_rows
from graph_builder.graph.evidence import discrepancies
from graph_builder.graph.filters import Filters
from graph_builder.graph.naming import Resolved, resolve
from graph_builder.graph.opened import Opened
from graph_builder.graph.statements import statement_rows
from graph_builder.graph.topics import topics_below
from graph_builder.model import ACTOR_TYPES, STATUSES
from graph_builder.network import Found, code_parts, half_edges
from graph_builder.network.projection import KIND_CODE


def relationships(  # noqa: PLR0913 - a page of a filtered list
    graph: Opened,
    name: str,
    *,
    filters: Filters | Mapping[str, Any] | None = None,
    types_of_actor: Sequence[str] = (),
    cursor: str | None = None,
    limit: int = 50,
) -> Neighbours:
    """The actors related to `name` by the events that the filters leave, most events first.

    Those with equally many events stand by origins, then in an order that never changes.
    """
    subject = resolve(graph, name)
    found = half_edges(
        graph.network, np.array([subject.node], np.int32), Filters.of(filters).mask(graph)
    )
    found = _of_types(graph, found, types_of_actor)
    size = graph.network.size
    events = np.bincount(found.neighbour, minlength=size)
    origins = np.bincount(found.neighbour, weights=found.origins, minlength=size).astype(np.int64)
    nodes = np.flatnonzero(events)
    columns = (-events[nodes], -origins[nodes], graph.network.tie[nodes], nodes)
    last = None if cursor is None else decode_cursor(cursor, int, int, int, int)
    page = _page(columns, last, limit + 1)
    following = None
    if len(page) > limit:
        following = encode_cursor(*(int(column[page[limit - 1]]) for column in columns))
    rows = _neighbours(graph, found, nodes[page[:limit]])
    return Neighbours(subject.ref, len(nodes), rows, following)


def _page(
    columns: Sequence[NDArray[Any]], last: Sequence[int | str] | None, limit: int
) -> NDArray[np.intp]:
    """Which `limit` rows of these columns, by which they ascend, come first behind the row `last`.

    Takes one pass over the columns: only those rows are sorted that may stand on the page.
    """
    behind = np.ones(len(columns[0]), np.bool_)
    if last is not None:
        behind[:] = False
        for column, value in reversed(list(zip(columns, last, strict=True))):
            behind = (column > value) | ((column == value) & behind)
    rows, chosen, free = np.flatnonzero(behind), list[NDArray[np.intp]](), limit
    for column in columns[:-1]:
        if len(rows) <= free:
            break
        values = column[rows]
        most = np.partition(values, free - 1)[free - 1]
        # Whatever is below the bound is on the page; of those at the bound the next column decides.
        chosen.append(rows[values < most])
        free -= len(chosen[-1])
        rows = rows[values == most]
    candidates = np.concatenate([*chosen, rows])
    order = np.lexsort([column[candidates] for column in reversed(columns)])
    return candidates[order[:limit]]


def _of_types(graph: Opened, found: Found, types: Sequence[str]) -> Found:
    if not types:
        return found
    for type_ in types:
        if type_ not in ACTOR_TYPES:
            raise InputError(f"there is no actor type {type_!r}; known: {', '.join(ACTOR_TYPES)}")
    codes = [KIND_CODE[type_] for type_ in ACTOR_TYPES if type_ in types]
    kept = np.isin(graph.network.kind[found.neighbour], codes)
    return Found(found.row[kept], found.neighbour[kept], found.slot[kept], found.origins[kept])


def _neighbours(
    graph: Opened, found: Found, nodes: np.ndarray[Any, np.dtype[np.int64]]
) -> tuple[NeighbourRow, ...]:
    known = graph.actors_by_node(nodes.tolist())
    shown = np.isin(found.neighbour, nodes)
    neighbour, slot = found.neighbour[shown], found.slot[shown]
    columns = graph.network.events(slot)
    rows = []
    for node in nodes.tolist():
        at = neighbour == node
        codes = Counter(code_parts(int(code))[0] for code in columns.code[at])
        dated = at & (columns.first <= columns.last)
        first, last = columns.first[dated], columns.last[dated]
        rows.append(
            NeighbourRow(
                known[node],
                int(at.sum()),
                int(columns.origins[at].sum()),
                counts(codes),
                date.fromordinal(int(first.min())).isoformat() if len(first) else None,
                date.fromordinal(int(last.max())).isoformat() if len(last) else None,
            )
        )
    return tuple(rows)


def timeline(  # noqa: PLR0913 - a page of a filtered list
    graph: Opened,
    a: str,
    b: str,
    *,
    filters: Filters | Mapping[str, Any] | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Timeline:
    """The dated record of two actors: events between them, and what one said about or to the other.

    Statements are subject to the filters of dates, topics and origins, and left out where only
    certain event types or places are asked for. Raises `InputError` for twice the same actor.
    """
    one, other = resolve(graph, a), resolve(graph, b)
    if one.node == other.node:
        raise InputError(f"{a!r} and {b!r} are the same actor, {one.ref.name}")
    wanted = Filters.of(filters)
    events = _events_between(graph, one.node, other.node, wanted)
    said = _statements_between(graph, one.node, other.node, wanted)
    keys = sorted(
        [(undated_last(row["first"]), row["iri"], 0, row["id"]) for row in events]
        + [(undated_last(row["first"]), row["iri"], 1, row["id"]) for row in said]
    )
    rest = keys
    if cursor is not None:
        last = tuple(decode_cursor(cursor, str, str))
        rest = [key for key in keys if key[:2] > last]
    page = rest[:limit]
    following = encode_cursor(*page[-1][:2]) if len(rest) > limit else None
    return Timeline(
        one.ref,
        other.ref,
        _pair_iri(graph, one, other),
        len(keys),
        counts(Counter([row["type"] for row in events] + ["statement"] * len(said))),
        _periods([*events, *said]),
        _hidden(graph, one.node, other.node, wanted),
        _timeline_rows(graph, [(key[2], key[3]) for key in page]),
        discrepancies(graph, (row["iri"] for row in (*events, *said))),
        following,
    )


def _pair_iri(graph: Opened, one: Resolved, other: Resolved) -> str | None:
    rows = graph.rows(
        "SELECT iri FROM pair WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)",
        (one.node, other.node),
    )
    return rows[0]["iri"] if rows else None


def _events_between(graph: Opened, one: int, other: int, wanted: Filters) -> list[sqlite3.Row]:
    condition, values = wanted.condition(graph)
    return graph.rows(
        "SELECT event.id, event.iri, event.type, event.status, event.first, event.last FROM ("
        "SELECT event FROM link WHERE source = ?1 AND target = ?2 UNION"
        " SELECT event FROM link WHERE source = ?2 AND target = ?1) AS link"
        f" JOIN event ON event.id = link.event WHERE {condition}",
        (one, other, *values),
    )


def _hidden(graph: Opened, one: int, other: int, wanted: Filters) -> tuple[Count, ...]:
    """Events of the statuses that weren't asked for, by status."""
    statuses = tuple(s for s in STATUSES if wanted.statuses and s not in wanted.statuses)
    if not statuses:
        return ()
    rows = _events_between(graph, one, other, replace(wanted, statuses=statuses))
    return counts(Counter(row["status"] for row in rows))


def _statements_between(graph: Opened, one: int, other: int, wanted: Filters) -> list[sqlite3.Row]:
    if wanted.types or wanted.places:
        return []
    dates, days = wanted.time_condition(graph, "statement")
    parts, values = [dates], list[Any](days)
    if wanted.min_origins > 1:
        parts.append("origins >= ?")
        values.append(wanted.min_origins)
    if wanted.topics:
        below = topics_below(graph, wanted.topics)
        marks = ", ".join("?" * len(below))
        parts.append(f"id IN (SELECT statement FROM statement_topic WHERE topic IN ({marks}))")
        values += below
    about = "(addressee = ? OR id IN (SELECT statement FROM statement_mention WHERE node = ?))"
    return graph.rows(
        "SELECT id, iri, 'statement' AS type, first, last FROM statement WHERE"
        f" ((speaker = ? AND {about}) OR (speaker = ? AND {about})) AND {' AND '.join(parts)}",
        (one, other, other, other, one, one, *values),
    )


def _periods(rows: Sequence[sqlite3.Row]) -> tuple[Period, ...]:
    """Counts by month where the month is certain, else by year, else undated."""
    found: dict[str | None, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[_period(row["first"], row["last"])][row["type"]] += 1
    ordered = sorted(found, key=lambda period: (period is None, period or ""))
    return tuple(Period(period, counts(found[period])) for period in ordered)


def _period(first: str | None, last: str | None) -> str | None:
    if first is None or last is None:
        return None
    for length in (7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return f"{first[:4]}/{last[:4]}"


def _timeline_rows(graph: Opened, page: Sequence[tuple[int, int]]) -> tuple[TimelineRow, ...]:
    event_ids = [number for kind, number in page if kind == 0]
    statement_ids = [number for kind, number in page if kind == 1]
    events = dict(zip(event_ids, event_rows(graph, event_ids), strict=True))
    said = dict(zip(statement_ids, statement_rows(graph, statement_ids), strict=True))
    return tuple(
        TimelineRow(events[number].date, event=events[number])
        if kind == 0
        else TimelineRow(said[number].date, statement=said[number])
        for kind, number in page
    )
