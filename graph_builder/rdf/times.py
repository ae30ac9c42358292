"""Times as OWL-Time intervals with IRIs, and in short beside them."""

import calendar

from graph_builder.model import Time
from graph_builder.rdf.terms import Quads


def time_quads(quads: Quads, subject: str, time: Time) -> None:
    """The interval of `subject` and its short forms; an unresolved phrase is kept as such."""
    quads.text(subject, "chy:precision", time.precision)
    quads.text(subject, "chy:phrase", time.phrase)
    if time.start is None and time.end is None:
        return
    quads.text(subject, "chy:date", time.date)
    quads.day(subject, "chy:start", time.start)
    quads.day(subject, "chy:end", time.end)
    interval = f"{subject}/time"
    quads.add(subject, "chy:hasTime", interval)
    quads.type(interval, "time:ProperInterval", "chy:Time")
    quads.text(interval, "chy:date", time.date)
    quads.text(interval, "chy:precision", time.precision)
    quads.text(interval, "chy:anchor", time.anchor)
    quads.text(interval, "chy:timeRule", time.rule)
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
