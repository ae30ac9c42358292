"""Events, and the links that they make between actors, in the index."""

from graph_builder.index.rows import Rows
from graph_builder.merged import MergedEvent, Pair


def write_event(rows: Rows, event: MergedEvent, *, gone: bool) -> None:
    """Put the event into the index as it is now, or take it out."""
    number = rows.row("event", "iri", event.iri)
    rows.run("DELETE FROM participant WHERE event = ?", number)
    rows.run("DELETE FROM event_claim WHERE event = ?", number)
    rows.retire(() if gone else event.retired, event.iri, "event")
    if gone:
        _forget(rows, number)
        return
    rows.changed_events.add(number)
    rows.run(
        "UPDATE event SET type = ?, label = ?, status = ?, basis = ?, place = ?, first = ?,"
        " last = ?, precision = ?, phrase = ?, anchor = ?, rule = ?, confidence = ?, origins = ?"
        " WHERE id = ?",
        event.type,
        event.label,
        event.status,
        event.basis,
        rows.place(event.place, event.place_polity),
        *rows.time(event.time),
        event.confidence,
        event.origins,
        number,
    )
    rows.many(
        "INSERT INTO participant VALUES (?, ?, ?, ?)",
        ((number, rows.node(p.actor), p.role, i) for i, p in enumerate(event.participants)),
    )
    rows.many(
        "INSERT OR REPLACE INTO event_claim VALUES (?, ?, ?)",
        ((number, rows.article(ref.article), ref.claim) for ref in event.claims),
    )


def _forget(rows: Rows, number: int) -> None:
    slot = rows.one("SELECT slot FROM event WHERE id = ? AND slot IS NOT NULL", number)
    if slot is not None:
        rows.dead.append(slot)
    rows.changed_events.discard(number)
    rows.run("DELETE FROM link WHERE event = ?", number)
    rows.run("DELETE FROM event WHERE id = ?", number)


Triple = tuple[int, int, int, bool]


def write_pair(rows: Rows, pair: Pair, *, gone: bool) -> None:
    """Put the links of the pair into the index as they are now, or take them out."""
    a, b = rows.node(pair.a), rows.node(pair.b)
    before: set[Triple] = {
        (source, target, event, bool(symmetric))
        for source, target, event, symmetric in rows.connection.execute(
            "SELECT * FROM link WHERE (source = ? AND target = ?) OR (source = ? AND target = ?)",
            (a, b, b, a),
        )
    }
    after: set[Triple] = set() if gone else set(_triples(rows, pair))
    rows.many(
        "DELETE FROM link WHERE source = ? AND target = ? AND event = ?",
        (link[:3] for link in before - after),
    )
    rows.many("INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?)", after - before)
    rows.changed_events |= {link[2] for link in before ^ after}
    if gone:
        rows.run("DELETE FROM pair WHERE iri = ?", pair.iri)
    else:
        rows.run("INSERT OR REPLACE INTO pair (iri, a, b) VALUES (?, ?, ?)", pair.iri, a, b)


def _triples(rows: Rows, pair: Pair) -> list[Triple]:
    return [
        (rows.node(r.source), rows.node(r.target), rows.row("event", "iri", iri), r.symmetric)
        for r in pair.relations
        for iri in r.events
    ]
