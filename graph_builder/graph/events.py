"""Events: rows dressed with participants and sentences, one event, pages of events."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph_builder.errors import NotFoundError
from graph_builder.graph.answers import EventRow, Events, Part, Sentence
from graph_builder.graph.evidence import claims_of, of_claims, sentences
from graph_builder.graph.filters import Filters
from graph_builder.graph.naming import resolve, thing_iri
from graph_builder.graph.opened import Opened
from graph_builder.graph.pages import page_by_day
from graph_builder.model import Time

# Main sentences shown with each event of a list; a single event shows all of its evidence.
SENTENCES = 10
_COLUMNS = (
    "SELECT event.*, place.name AS place_name, place.polity AS place_polity FROM event"
    " LEFT JOIN place ON place.id = event.place "
)


def event_rows(
    graph: Opened, events: Sequence[int], *, limit: int | None = SENTENCES, whole: bool = False
) -> list[EventRow]:
    """Events by their numbers, in that order; `whole` for all evidence, not main sentences only."""
    found = {
        row["id"]: row for row in graph.rows_in(_COLUMNS + "WHERE event.id IN ({marks})", events)
    }
    claims = claims_of(graph, "event", events)
    shown = {event: claims[event] if whole else _one_per_article(claims[event]) for event in events}
    told = sentences(
        graph, (c for event in events for c in shown[event][:limit]), all_of_them=whole
    )
    parts = _parts(graph, events)
    return [
        _event_row(
            found[event],
            parts[event],
            len({article for article, _ in claims[event]}),
            of_claims(shown[event], told, limit),
        )
        for event in events
        if event in found
    ]


def _one_per_article(claims: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    first: dict[int, tuple[int, str]] = {}
    for claim in claims:
        first.setdefault(claim[0], claim)
    return list(first.values())


def _parts(graph: Opened, events: Sequence[int]) -> dict[int, tuple[Part, ...]]:
    rows = graph.rows_in(
        "SELECT event, node, role FROM participant WHERE event IN ({marks})"
        " ORDER BY event, ordinal",
        events,
    )
    actors = graph.actors_by_node(row["node"] for row in rows)
    parts: dict[int, list[Part]] = defaultdict(list)
    for row in rows:
        parts[row["event"]].append(Part(actors[row["node"]], row["role"]))
    return defaultdict(tuple, {event: tuple(found) for event, found in parts.items()})


def row_time(row: sqlite3.Row) -> Time:
    """The time of an event or statement of the index."""
    return Time(
        row["first"], row["last"], row["precision"], row["phrase"], row["anchor"], row["rule"]
    )


def _event_row(
    row: sqlite3.Row, parts: tuple[Part, ...], articles: int, evidence: tuple[Sentence, ...]
) -> EventRow:
    time = row_time(row)
    return EventRow(
        row["iri"],
        row["type"],
        row["label"],
        row["status"],
        row["basis"],
        time.date,
        time,
        row["place_name"],
        row["place_polity"],
        parts,
        row["confidence"],
        row["origins"],
        articles,
        evidence,
    )


def event(graph: Opened, iri: str) -> EventRow:
    """One event with all of its evidence, by IRI (its own or a retired one) or the end of one.

    Raises `NotFoundError`.
    """
    found = graph.rows("SELECT id FROM event WHERE iri = ?", (thing_iri(graph, "event", iri),))
    if not found:
        raise NotFoundError(f"there is no event {iri}")
    return event_rows(graph, [found[0]["id"]], limit=None, whole=True)[0]


def events(
    graph: Opened,
    *,
    actors: Sequence[str] = (),
    filters: Filters | Mapping[str, Any] | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Events:
    """Events that all of `actors` (names or IRIs) take part in, oldest first and undated last."""
    condition, values = Filters.of(filters).condition(graph)
    for name in actors:
        node = resolve(graph, name).node
        condition += " AND event.id IN (SELECT event FROM participant WHERE node = ?)"
        values.append(node)
    total = graph.number(f"SELECT count(*) FROM event WHERE {condition}", *values)
    page, following = page_by_day(graph, "event", condition, values, cursor=cursor, limit=limit)
    return Events(total, tuple(event_rows(graph, page)), following)
