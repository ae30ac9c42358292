"""Times as OWL-Time intervals with IRIs, and in short beside them."""

import calendar

from graph_builder.model import Time
from graph_builder.rdf.terms import Quads


def claimed_time_quads(quads: Quads, subject: str, time: Time) -> None:
    """A time in short, as one article has it; an unresolved phrase is kept as such."""
    quads.text(subject, "chy:precision", time.precision)
    quads.text(subject, "chy:phrase", time.phrase)
    quads.text(subject, "chy:date", time.date)
    quads.day(subject, "chy:start", time.start)
    quads.day(subject, "chy:end", time.end)
    quads.text(subject, "chy:anchor", time.anchor)
    quads.text(subject, "chy:timeRule", time.rule)


def time_quads(quads: Quads, subject: str, time: Time) -> None:
    """The same, and as an OWL-Time interval, as the merge has it."""
    claimed_time_quads(quads, subject, time)
    if time.start is None and time.end is None:
        return
    interval = f"{subject}/time"
    quads.add(subject, "chy:hasTime", interval)
    quads.type(interval, "time:ProperInterval", "chy:Time")
    quads.text(interval, "chy:date", time.date)
    quads.text(interval, "chy:precision", time.precision)
    for bound, value in (("Beginning", time.start), ("End", time.end)):
        if value is not None:
            instant = f"{interval}/{bound.lower()}"
            quads.add(interval, f"time:has{bound}", instant)
            quads.type(instant, "time:Instant")
            quads.day(instant, "time:inXSDDate", value)


def short_form_days(short: str | None) -> tuple[str | None, str | None]:
    """First and last day of an ISO short form ("2025", "2025-06", "2025-06-04", "a/b").

    (None, None) for None and for what is no such form.
    """
    if short is None:
        return None, None
    first, _, last = short.partition("/")
    return _bound(first, 0), _bound(last or first, 1)


def _bound(value: str, end: int) -> str | None:
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3:
        return None
    year = parts[0]
    if len(year) != 4 or year == "0000":
        return None
    month = parts[1] if len(parts) > 1 else ("12" if end else "01")
    if not 1 <= int(month) <= 12:
        return None
    days = calendar.monthrange(int(year), int(month))[1]
    chosen = parts[2] if len(parts) > 2 else f"{days if end else 1:02d}"
    return f"{year}-{month}-{chosen}" if 1 <= int(chosen) <= days else None
