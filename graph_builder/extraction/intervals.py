"""Stretches of days on the calendar, each with the precision it is known to.

A plain date carries no doubt, a news phrase does: "Tuesday" in a text known only to be of January
is some day of January. An `Interval` is the days that something may have been on, together with the
unit it was given in, so that arithmetic on it never invents sharpness.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from graph_builder.keeping import kept
from graph_builder.model import Precision, Time

# How sharp each precision is; "week" and "days" stand close because both are a handful of days.
SHARPNESS: dict[Precision, int] = {
    "unresolved": 0,
    "interval": 1,
    "year": 2,
    "season": 3,
    "quarter": 3,
    "month": 4,
    "week": 5,
    "days": 5,
    "day": 6,
}

# Northern meteorological seasons (whole months, as the World Meteorological Organization counts
# them); winter is named after the year it ends in.
SEASONS: dict[str, tuple[int, int]] = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8)}
SEASONS["autumn"] = SEASONS["fall"] = (9, 11)


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` to `end`, both included, given in units of `precision`."""

    start: date
    end: date
    precision: Precision

    @property
    def middle(self) -> date:
        """The day halfway through."""
        return self.start + (self.end - self.start) // 2

    def hull(self, other: "Interval", precision: Precision) -> "Interval":
        """The smallest interval that holds both."""
        return Interval(min(self.start, other.start), max(self.end, other.end), precision)

    def within(self, other: "Interval") -> bool:
        """Whether every day of this one is a day of `other`."""
        return other.start <= self.start and self.end <= other.end


def day(value: date) -> Interval:
    """One day."""
    return Interval(value, value, "day")


@kept
def month(year: int, number: int) -> Interval:
    """A month of the calendar; `number` may lie outside 1..12 and then counts into other years."""
    year, zero_based = year + (number - 1) // 12, (number - 1) % 12
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is out of range")
    last = calendar.monthrange(year, zero_based + 1)[1]
    return Interval(date(year, zero_based + 1, 1), date(year, zero_based + 1, last), "month")


def year(number: int) -> Interval:
    """A year of the calendar."""
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def week(value: date, offset: int = 0) -> Interval:
    """The ISO week (Monday to Sunday) that holds `value`, or one `offset` weeks from it."""
    monday = value - timedelta(days=value.weekday()) + timedelta(weeks=offset)
    return Interval(monday, monday + timedelta(days=6), "week")


def weekend(value: date, offset: int = 0) -> Interval:
    """Saturday and Sunday of the ISO week that holds `value`, or of one `offset` weeks from it."""
    monday = week(value, offset).start
    return Interval(monday + timedelta(days=5), monday + timedelta(days=6), "days")


def season(name: str, in_year: int) -> Interval:
    """A season; winter of a year is the one that ends in it (December before to February)."""
    first, last = SEASONS[name]
    start = month(in_year - 1 if first > last else in_year, first).start
    return Interval(start, month(in_year, last).end, "season")


def quarter(number: int, in_year: int) -> Interval:
    """A quarter of a year; a number outside 1..4 counts into other years."""
    start = month(in_year, 3 * number - 2).start
    return Interval(start, month(in_year, 3 * number).end, "quarter")


@kept
def on_day(in_year: int, in_month: int, number: int) -> Interval | None:
    """A day by its numbers; None if the calendar has no such day."""
    try:
        return day(date(in_year, in_month, number))
    except ValueError:
        return None


_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def from_iso(text: str | None) -> Interval | None:
    """An ISO day, month or year ("2025-08-23", "2025-08", "2025"), or a `start/end` pair of them.

    None for anything else, a publication date that is missing included. Times of day are cut off.
    """
    if not text:
        return None
    first, slash, second = text.strip().partition("/")
    if slash:
        low, high = from_iso(first), from_iso(second)
        return low.hull(high, "interval") if low and high and low.start <= high.end else None
    match = _ISO.match(first.split("T")[0].split(" ")[0])
    if not match or int(match[1]) < MINYEAR:
        return None
    if match[3]:
        return on_day(int(match[1]), int(match[2]), int(match[3]))
    if match[2]:
        return month(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    return year(int(match[1]))


def of_time(time: Time | None) -> Interval | None:
    """The interval of a resolved `Time`; None if it is unresolved."""
    if time is None or time.start is None or time.end is None:
        return None
    return _between(time.start, time.end, time.precision)


@kept
def _between(start: str, end: str, precision: Precision) -> Interval:
    return Interval(date.fromisoformat(start), date.fromisoformat(end), precision)
