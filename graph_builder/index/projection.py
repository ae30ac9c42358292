"""From the rows of the index to the arrays of the network."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from graph_builder.index.rows import Rows
from graph_builder.network.projection import (
    KIND_CODE,
    NETWORK,
    NEVER,
    NO_KIND,
    NO_PLACE,
    EventColumns,
    Triples,
    event_code,
)
from graph_builder.network.renewal import Fresh, Nodes, refresh

# How many events are turned into arrays at a time.
BATCH = 50_000


def project(rows: Rows, previous: Path | None, new: Path) -> None:
    """Give every changed event a new slot, and write the network of the new generation."""
    offset = rows.slots_taken
    events, links = [], []
    for batch in _batches(sorted(rows.changed_events), BATCH):
        columns, triples = _move(rows, batch)
        events.append(columns)
        links.append(triples)
    columns = EventColumns.empty(offset)
    for more in events:
        columns = columns.joined(more)
    triples = Triples.empty()
    for more_links in links:
        triples = triples.joined(more_links)
    dead = np.array(sorted(rows.dead), np.int32)
    refresh(previous, new, _nodes(rows, previous), Fresh(triples, columns, dead))


def _batches(items: Sequence[int], size: int) -> Iterator[list[int]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _move(rows: Rows, events: Sequence[int]) -> tuple[EventColumns, Triples]:
    """The columns and links of these events, in the next free slots."""
    connection = rows.connection
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS moving (event INTEGER PRIMARY KEY, slot INTEGER)"
    )
    connection.execute("DELETE FROM moving")
    connection.executemany(
        "INSERT INTO moving VALUES (?, ?)", zip(events, _count_from(rows.slots_taken), strict=False)
    )
    rows.dead.extend(
        slot
        for (slot,) in connection.execute(
            "SELECT event.slot FROM moving JOIN event ON event.id = moving.event"
            " WHERE event.slot IS NOT NULL"
        )
    )
    # Slots are unique, and the new ones lie above all old ones: no order of updates can collide.
    connection.execute(
        "UPDATE event SET slot = moving.slot FROM moving WHERE event.id = moving.event"
    )
    columns = _columns(
        connection.execute(
            "SELECT event.type, status, basis, first, last, place, origins FROM moving"
            " JOIN event ON event.id = moving.event ORDER BY moving.slot"
        ),
        rows.slots_taken,
    )
    rows.slots_taken += len(events)
    links = connection.execute(
        # An event that joins two actors in both directions is one link all the same.
        "SELECT DISTINCT min(source, target), max(source, target), moving.slot FROM moving"
        " JOIN link ON link.event = moving.event"
    ).fetchall()
    table = np.array(links, np.int32).reshape(-1, 3)
    return columns, Triples(*(np.ascontiguousarray(table[:, i]) for i in range(3)))


def _count_from(start: int) -> Iterator[int]:
    while True:
        yield start
        start += 1


def _columns(found: Iterable[sqlite3.Row | tuple[object, ...]], offset: int) -> EventColumns:
    code, first, last, place, origins = [], [], [], [], []
    for type_, status, basis, start, end, where, count in found:
        code.append(event_code(str(type_), str(status), str(basis)))
        dated = start is not None and end is not None
        first.append(date.fromisoformat(str(start)).toordinal() if dated else NEVER[0])
        last.append(date.fromisoformat(str(end)).toordinal() if dated else NEVER[1])
        place.append(NO_PLACE if where is None else where)
        origins.append(min(int(str(count)), 65_535))
    return EventColumns(
        np.array(code, np.uint8),
        np.array(first, np.int32),
        np.array(last, np.int32),
        np.array(place, np.int32),
        np.array(origins, np.uint16),
        offset,
    )


def _nodes(rows: Rows, previous: Path | None) -> Nodes:
    """Type and tie-breaker of every node, the last generation's brought up to date."""
    kind = np.full(rows.nodes_taken, NO_KIND, np.uint8)
    tie = np.zeros(rows.nodes_taken, np.uint32)
    if previous is not None:
        for name, column in (("kind", kind), ("tie", tie)):
            before = np.load(previous / NETWORK / f"{name}.npy")
            column[: len(before)] = before
    for node in rows.changed_nodes:
        found = rows.connection.execute(
            "SELECT type, iri FROM actor WHERE node = ?", (node,)
        ).fetchone()
        if found is None:
            kind[node] = NO_KIND
        else:
            kind[node] = KIND_CODE[found[0]]
            tie[node] = zlib.crc32(found[1].encode())
    return Nodes(kind, tie)
