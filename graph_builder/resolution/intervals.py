"""Days as whole numbers, and how two stretches of time relate.

A stretch is (first, last), both proleptic Gregorian ordinals, last included.
"""

import calendar
import re
from datetime import date

from graph_builder.errors import InputError

Stretch = tuple[int, int]

_SHORT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def stretch(short: str | None) -> Stretch | None:
    """The days of a date in ISO short form: a day, month, year or `start/end`; None for None.

    Raises `InputError` when it is no such date.
    """
    if short is None:
        return None
    first, _, last = short.partition("/")
    low, high = _part(first)
    return (low, _part(last)[1]) if last else (low, high)


def _part(short: str) -> Stretch:
    match = _SHORT.fullmatch(short)
    try:
        if match is None:
            raise ValueError(short)
        year, month, day = (int(g) if g else None for g in match.groups())
        assert year is not None
        if month is None:
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return date(year, month, 1).toordinal(), date(year, month, last).toordinal()
        return (date(year, month, day).toordinal(),) * 2
    except ValueError as error:
        raise InputError(
            f"{short!r} is no day, month or year (2025-08-23, 2025-08, 2025)"
        ) from error


def iso(day: int) -> str:
    """The ISO form of an ordinal day."""
    return date.fromordinal(day).isoformat()


def gap(a: Stretch, b: Stretch) -> int:
    """Days between two stretches; 0 when they touch or overlap in a day."""
    return max(0, a[0] - b[1], b[0] - a[1])


def length(a: Stretch) -> int:
    """Number of days in a stretch."""
    return a[1] - a[0] + 1
