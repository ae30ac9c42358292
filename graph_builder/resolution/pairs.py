"""What pairs of actors did: relations derived from merged events."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from graph_builder.merged import MergedEvent, Pair, Relation
from graph_builder.resolution.occasions import SYMMETRIC
from graph_builder.resolution.things import Names

LANDS = "country/"
"""How the IRIs of countries begin after the base."""

Bond = tuple[Any, ...]
"""A row of `event_pair`: the two actors in order, event, source, target …"""


def pair_iri(a: str, b: str, base: str) -> str:
    """The IRI of what stands between two actors (a < b)."""
    first, second = (iri.removeprefix(base).replace("/", "-") for iri in (a, b))
    return f"{base}pair/{first}--{second}"


def bonds(
    event: MergedEvent, rows: Sequence[tuple[object, ...]], names: Names
) -> Iterator[tuple[str, str, bool]]:
    """(source, target, symmetric) of everything that an event says about two actors.

    Only participants that one claim names together are bound: where one article names the leaders
    and another their countries, no leader has agreed with his own country. Symmetric types bind all
    pairs; a visitor visits the host, and the country of the place; agents act on targets.
    """
    found: set[tuple[str, str, bool]] = set()
    for told in {str(row[5]) for row in rows}:
        parts = [(names.actor(facet), role) for facet, role in json.loads(told)]
        if event.type in SYMMETRIC:
            for (a, _), (b, _) in combinations(parts, 2):
                if a != b:
                    found.add((min(a, b), max(a, b), True))
            continue
        if event.type == "visit":
            sources = [a for a, role in parts if role != "host"]
            targets = [a for a, role in parts if role == "host"]
            if event.place_polity is not None:
                targets.append(event.place_polity)
        elif event.type == "host":
            sources = [a for a, role in parts if role in ("host", "agent")]
            targets = [a for a, role in parts if role not in ("host", "agent")]
        else:
            sources = [a for a, role in parts if role != "target"]
            targets = [a for a, role in parts if role == "target"]
        found.update((a, b, False) for a in sources for b in targets if a != b)
    yield from sorted(found)


def bond_rows(event: MergedEvent, rows: Sequence[tuple[object, ...]], names: Names) -> list[Bond]:
    """An event's part in its pairs, as the tables have it."""
    implied = _is_implied(event, rows)
    return [
        (*sorted((source, target)), event.iri, source, target, event.type, event.status,
         event.basis, symmetric, event.time.start, event.time.end, implied)
        for source, target, symmetric in bonds(event, rows, names)
    ]  # fmt: skip


def store_bonds(db: sqlite3.Connection, rows: Iterable[Bond]) -> None:
    """Writes what `bond_rows` gave; what the events had must have been dropped."""
    db.executemany("insert or replace into event_pair values(?,?,?,?,?,?,?,?,?,?,?,?)", rows)


def drop_bonds(db: sqlite3.Connection, event: str) -> set[tuple[str, str]]:
    """Removes an event's part in its pairs; returns those pairs."""
    rows = db.execute("select distinct a, b from event_pair where event=?", (event,)).fetchall()
    db.execute("delete from event_pair where event=?", (event,))
    return set(rows)


def pairs_of_land(db: sqlite3.Connection, land: str, base: str) -> set[tuple[str, str]]:
    """The pairs that events make of a land. Lands come before all other actors, so that those on
    the second place are few."""
    lands = f"{base}{LANDS}"
    rows = db.execute(
        "select distinct a, b from event_pair where a=?1 union "
        "select distinct a, b from event_pair where b=?1 and a between ?2 and ?2 || '~'",
        (land, lands),
    )
    return set(rows)


def merged_pair(db: sqlite3.Connection, a: str, b: str, base: str) -> Pair | None:
    """Everything between two actors; None when nothing is left."""
    rows = db.execute(
        "select source, target, type, status, basis, symmetric, implied, event, first, last "
        "from event_pair where a=? and b=?", (a, b),
    ).fetchall()  # fmt: skip
    groups: dict[tuple[str, ...], list[tuple[str, str | None, str | None]]] = defaultdict(list)
    for source, target, type_, status, basis, symmetric, implied, event, first, last in rows:
        key = (source, target, type_, status, basis, str(symmetric), "1" if implied else "0")
        groups[key].append((event, first, last))
    relations = []
    for (source, target, type_, status, basis, symmetric, implied), told in sorted(groups.items()):
        firsts = [first for _, first, _ in told if first]
        lasts = [last for _, _, last in told if last]
        relations.append(
            Relation(
                source,
                target,
                type_,  # type: ignore[arg-type]
                status,  # type: ignore[arg-type]
                basis,  # type: ignore[arg-type]
                symmetric == "1",
                tuple(sorted({event for event, _, _ in told})),
                min(firsts, default=None),
                max(lasts, default=None),
                implied == "1",
            )
        )
    return Pair(pair_iri(a, b, base), a, b, tuple(relations)) if relations else None


def _is_implied(event: MergedEvent, rows: Sequence[tuple[Any, ...]]) -> bool:
    """Whether an undated event only follows from what is told of others, as all who tell of it have
    it: reading calls the rules of such claims `implied-by-…`."""
    if event.basis != "inferred" or event.time.start is not None:
        return False
    return all(str(json.loads(row[10])[11]).startswith("implied-by-") for row in rows)
