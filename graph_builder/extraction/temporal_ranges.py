"""Stretches of time with two ends: "Saturday and Sunday", "March 3-5", "from June to August"."""

import re

from graph_builder.extraction import intervals
from graph_builder.extraction.intervals import Interval
from graph_builder.extraction.temporal_anchor import (
    Anchors,
    Rule,
    Tense,
    group,
    is_day,
    rule,
    shifted,
    weekday,
    yearly,
    years_around,
)
from graph_builder.extraction.temporal_calendar import nth_day, yearly_day
from graph_builder.extraction.temporal_words import DAY, MONTH, MONTHS, TO, WEEKDAY, WEEKDAYS, YEAR


def _range(low: Interval | None, high: Interval | None) -> Interval | None:
    if low is None or high is None or high.end < low.start:
        return None
    if low == high:
        return low
    days = is_day(low) and is_day(high)
    return low.hull(high, "days" if days else "interval")


def _days_in_month(match: re.Match[str], anchors: Anchors) -> Interval | None:
    first, last = int(match["d"]), int(match["e"])
    month = MONTHS[match["m"]]
    high_month = MONTHS[match["m2"]] if group(match, "m2") else month
    if group(match, "y"):
        year = int(match["y"])
        low = intervals.on_day(year - (month > high_month), month, first)
        return _range(low, intervals.on_day(year, high_month, last))
    high = yearly_day(last, high_month, anchors)
    if high is None:
        return None
    year = high.start.year - (month > high_month)
    return _range(intervals.on_day(year, month, first), high)


def _nths(match: re.Match[str], anchors: Anchors) -> Interval | None:
    high = nth_day(int(match["e"]), anchors)
    if high is None or not is_day(high):
        return high
    return _range(intervals.on_day(high.start.year, high.start.month, int(match["d"])), high)


def _weekdays(match: re.Match[str], anchors: Anchors) -> Interval | None:
    first, last = WEEKDAYS[match["w"]], WEEKDAYS[match["x"]]
    which = group(match, "which")
    if which is not None and which != "this":  # "last Thursday and Friday"
        tense: Tense = "past" if which == "last" else "future"
        low = weekday(first, Anchors(anchors.published, tense=tense), strictly=True)
        return _range(low, shifted(low, (last - first) % 7)) if low and is_day(low) else low
    if anchors.tense == "future":
        low = weekday(first, anchors)
        if low is None or not is_day(low):
            return low
        return _range(low, shifted(low, (last - first) % 7))
    high = weekday(last, anchors)
    if high is None or not is_day(high):
        return high
    return _range(shifted(high, -((last - first) % 7)), high)


def _months(match: re.Match[str], anchors: Anchors) -> Interval | None:
    first, last = MONTHS[match["m"]], MONTHS[match["m2"]]
    if group(match, "y"):
        year = int(match["y"])
        return _range(intervals.month(year - (first > last), first), intervals.month(year, last))
    if anchors.published is None:
        return None
    years = years_around(anchors.published.middle)
    high = yearly([intervals.month(y, last) for y in years], anchors)
    low = intervals.month(high.start.year - (first > last), first) if high else None
    return _range(low, high)


def _years(match: re.Match[str], _: Anchors) -> Interval | None:
    first, last = match["y"], match["z"]
    full = last if len(last) == 4 else first[: 4 - len(last)] + last
    if int(full) < int(first):
        return None
    return _range(intervals.year(int(first)), intervals.year(int(full)))


def _year_to_now(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """ "Between 2021 and last year"."""
    published = anchors.published
    if published is None or published.start.year != published.end.year:
        return None
    last = published.start.year + (-1 if match["which"] == "last" else 0)
    first = int(match["y"])
    return _range(intervals.year(first), intervals.year(last)) if first <= last else None


_FROM = "(?:from |between |both )?(?:the )?"
_D, _E = rf"(?P<d>{DAY})(?:st|nd|rd|th)?", rf"(?P<e>{DAY})(?:st|nd|rd|th)?"
_M, _M2 = f"(?P<m>{MONTH})", f"(?P<m2>{MONTH})"
_Y = rf"(?:(?: of| in)? (?P<y>{YEAR}))?"
_WEEKDAYS = rf"(?:(?P<which>last|this|next|coming) )?(?P<w>{WEEKDAY}){TO}(?P<x>{WEEKDAY})"
_BOTH_DAYS = rf"(?:(?:{WEEKDAY})(?:{TO}{WEEKDAY})? )?"

RULES: tuple[Rule, ...] = (
    rule(
        "month-days",
        "published",
        rf"{_FROM}{_BOTH_DAYS}{_M} {_D}{TO}(?:{_M2} )?{_E}{_Y}",
        _days_in_month,
    ),
    rule(
        "days-month",
        "published",
        rf"{_FROM}{_BOTH_DAYS}{_D}{TO}{_E}(?: of)? {_M}(?P<m2>)?{_Y}",
        _days_in_month,
    ),
    rule("days-months", "published", rf"{_FROM}{_D} {_M}{TO}{_E} {_M2}{_Y}", _days_in_month),
    rule("weekdays", "published", rf"{_FROM}{_WEEKDAYS}", _weekdays),
    rule(
        "nths",
        "published",
        rf"{_FROM}(?P<d>{DAY})(?:st|nd|rd|th){TO}(?:the )?(?P<e>{DAY})(?:st|nd|rd|th)",
        _nths,
    ),
    rule("months", "published", rf"{_FROM}{_M}{TO}{_M2}{_Y}", _months),
    rule(
        "year-to-now",
        "published",
        rf"{_FROM}(?P<y>{YEAR}){TO}(?P<which>last|this) year",
        _year_to_now,
    ),
    rule("years", "calendar", rf"{_FROM}(?P<y>{YEAR}){TO}(?P<z>{YEAR}|\d\d)", _years),
)
