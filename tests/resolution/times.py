"""Times of made dossiers."""

from graph_builder.model import Time
from graph_builder.resolution.intervals import iso, stretch


def time_of(date: str | None, rule: str) -> Time:
    """An ISO day, month, year or interval as a time that `rule` resolved."""
    days = stretch(date)
    if days is None:
        return Time()
    shape = {4: "year", 7: "month", 10: "day"}.get(len(date or ""), "days")
    return Time(iso(days[0]), iso(days[1]), shape, date, None, rule)  # type: ignore[arg-type]
