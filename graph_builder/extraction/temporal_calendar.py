"""Dates of the calendar as news writes them: days, months, seasons, quarters, years.

What lacks its year is placed by the clause's tense and the publication ("in June": the latest June
for a past clause, the next one for a future clause, else the nearest).
"""

import re

from graph_builder.extraction import intervals
from graph_builder.extraction.intervals import Interval
from graph_builder.extraction.temporal_anchor import (
    Anchors,
    Rule,
    group,
    is_day,
    rule,
    yearly,
    years_around,
)
from graph_builder.extraction.temporal_words import (
    DAY,
    FIXED_DAYS,
    MONTH,
    MONTHS,
    NTH,
    OFFSETS,
    ORDINALS,
    SEASON,
    WEEKDAY,
    YEAR,
)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _month_named(match: re.Match[str]) -> int:
    return MONTHS[match["m"]]


def _iso_day(match: re.Match[str], _: Anchors) -> Interval | None:
    return intervals.on_day(int(match["y"]), int(match["m"]), int(match["d"]))


def _day_in_year(match: re.Match[str], _: Anchors) -> Interval | None:
    return intervals.on_day(int(match["y"]), _month_named(match), _number(match["d"]))


def yearly_day(number: int, month: int, anchors: Anchors) -> Interval | None:
    """A day given without its year, in the year that a clause of this tense means."""
    if anchors.published is None:
        return None
    around = years_around(anchors.published.middle)
    days = [intervals.on_day(y, month, number) for y in around]
    return yearly([d for d in days if d], anchors)


def _day_of_month(match: re.Match[str], anchors: Anchors) -> Interval | None:
    return yearly_day(_number(match["d"]), _month_named(match), anchors)


def _day_of_told_year(match: re.Match[str], anchors: Anchors) -> Interval | None:
    told = anchors.told
    year = told.start.year if told and told.start.year == told.end.year else None
    number = _number(match["d"])
    return intervals.on_day(year, _month_named(match), number) if year else None


def _fixed_day(match: re.Match[str], anchors: Anchors) -> Interval | None:
    month, number = FIXED_DAYS[match["name"]]
    if group(match, "y"):
        return intervals.on_day(int(match["y"]), month, number)
    return yearly_day(number, month, anchors)


def nth_day(number: int, anchors: Anchors) -> Interval | None:
    """The day of the month ("the 16th") that a clause of this tense means."""
    anchor = anchors.published
    if anchor is None:
        return None
    if not is_day(anchor):
        return anchor if anchor.precision == "month" else None
    offsets = (-2, -1, 0, 1, 2)
    months = [intervals.month(anchor.start.year, anchor.start.month + o) for o in offsets]
    days = [intervals.on_day(m.start.year, m.start.month, number) for m in months]
    return yearly([d for d in days if d], anchors)


def _nth(match: re.Match[str], anchors: Anchors) -> Interval | None:
    return nth_day(_number(match["d"]), anchors)


def _month_of_year(match: re.Match[str], _: Anchors) -> Interval | None:
    return intervals.month(int(match["y"]), _month_named(match))


def _month_of_told_year(match: re.Match[str], anchors: Anchors) -> Interval | None:
    told = anchors.told
    if told is None or told.start.year != told.end.year:
        return None
    year = told.start.year + (group(match, "after") is not None)
    return intervals.month(year, MONTHS[group(match, "m") or match["n"]])


def _month_of_relative_year(match: re.Match[str], anchors: Anchors) -> Interval | None:
    year = _relative_year(match["which"], anchors)
    return intervals.month(year.start.year, _month_named(match)) if year else None


def _day_of_relative_year(match: re.Match[str], anchors: Anchors) -> Interval | None:
    year = _relative_year(match["which"], anchors)
    return (
        intervals.on_day(year.start.year, _month_named(match), _number(match["d"]))
        if year
        else None
    )


def _relative_year(which: str, anchors: Anchors) -> Interval | None:
    anchor = anchors.published
    if anchor is None or anchor.start.year != anchor.end.year:
        return None
    return intervals.year(anchor.start.year + OFFSETS[which])


def _pick(which: str | None, options: list[Interval], anchors: Anchors) -> Interval | None:
    """One of the yearly `options`: "last" and "next" overrule the clause's tense."""
    if which in ("last", "past"):
        return yearly(options, Anchors(anchors.published, tense="past"), strictly=True)
    if which in ("next", "coming"):
        return yearly(options, Anchors(anchors.published, tense="future"), strictly=True)
    return yearly(options, anchors)


def _month_alone(match: re.Match[str], anchors: Anchors) -> Interval | None:
    if anchors.published is None:
        return None
    years = years_around(anchors.published.middle)
    options = [intervals.month(y, _month_named(match)) for y in years]
    return _pick(group(match, "which"), options, anchors)


def _season(match: re.Match[str], anchors: Anchors) -> Interval | None:
    name = match["s"]
    if group(match, "y"):
        return intervals.season(name, int(match["y"]))
    if anchors.published is None:
        return None
    around = years_around(anchors.published.middle)
    return _pick(
        group(match, "which"), [intervals.season(name, y) for y in around if y > 1], anchors
    )


def _before_season(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """ "May sign it before the autumn", "before Christmas": in the year of that, if it is ahead."""
    now = anchors.published
    if now is None or anchors.tense != "future":
        return None
    years = [y for y in years_around(now.middle) if y > 1]
    named = group(match, "s")
    days = [intervals.on_day(y, *FIXED_DAYS["christmas"]) for y in years]
    options = [intervals.season(named, y) for y in years] if named else [d for d in days if d]
    ahead = yearly(options, anchors)
    return intervals.year(ahead.end.year) if ahead is not None else None


def _season_of_told_year(match: re.Match[str], anchors: Anchors) -> Interval | None:
    told = anchors.told
    if told is None or told.start.year != told.end.year:
        return None
    return intervals.season(match["s"], told.start.year)


def _season_of_relative_year(match: re.Match[str], anchors: Anchors) -> Interval | None:
    year = _relative_year(match["which"], anchors)
    return intervals.season(match["s"], year.start.year) if year else None


def _quarter(match: re.Match[str], anchors: Anchors) -> Interval | None:
    number = ORDINALS[match["q"]]
    if group(match, "y"):
        return intervals.quarter(number, int(match["y"]))
    year = _relative_year(group(match, "which") or "this", anchors)
    return intervals.quarter(number, year.start.year) if year else None


def _year(match: re.Match[str], _: Anchors) -> Interval | None:
    return intervals.year(int(match["y"]))


def _decade(match: re.Match[str], _: Anchors) -> Interval | None:
    first = int(match["y"]) // 10 * 10
    return Interval(intervals.year(first).start, intervals.year(first + 9).end, "interval")


_M, _S, _Y = f"(?P<m>{MONTH})", f"(?P<s>{SEASON})", f"(?P<y>{YEAR})"
_D = rf"(?P<d>{DAY})(?:st|nd|rd|th)?"
_W = rf"(?:(?:(?:this|last|next|coming) )?{WEEKDAY} )?(?:the )?"
_WHICH = "(?:(?P<which>last|past|this|next|coming) )?"
_EDGE = (
    r"(?:the )?(?:(?:early|late|mid|middle|beginning|start|end|close|(?:first|second) half)[ -]"
    r"(?:of |in )?)?"
)
_Q = f"(?P<q>{'|'.join(ORDINALS)})(?: quarter)"
_TOLD = "(?:of |in )?(?:that|the same) year"
_AFTER_TOLD = "(?:of |in )?(?P<after>the following|the next) year"
_RELATIVE = "(?:of )?(?P<which>last|this|next) year"

RULES: tuple[Rule, ...] = (
    rule("iso-day", "calendar", rf"{_Y}-(?P<m>\d\d)-(?P<d>\d\d)", _iso_day),
    rule("month-day-year", "calendar", rf"{_W}{_M} {_D}(?: of| in)? {_Y}", _day_in_year),
    rule("day-month-year", "calendar", rf"{_W}{_D}(?: of)?[ -]{_M}(?: of)?[ -]{_Y}", _day_in_year),
    rule("month-day-told-year", "told", rf"{_W}{_M} {_D} {_TOLD}", _day_of_told_year),
    rule("day-month-told-year", "told", rf"{_W}{_D}(?: of)? {_M} {_TOLD}", _day_of_told_year),
    rule("month-day", "published", rf"{_W}{_M} {_D}", _day_of_month),
    rule("day-month", "published", rf"{_W}{_D}(?: of)? {_M}", _day_of_month),
    rule(
        "fixed-day",
        "published",
        rf"(?P<name>{'|'.join(FIXED_DAYS)})(?: (?:in |of )?{_Y})?",
        _fixed_day,
    ),
    rule(
        "nth-of-month",
        "published",
        rf"(?:{WEEKDAY} )?(?:the )?(?P<d>{NTH})(?: of (?:the|this) month)?",
        _nth,
    ),
    rule("month-year", "calendar", rf"{_EDGE}{_M}(?: of| in)? {_Y}", _month_of_year),
    rule(
        "month-told-year",
        "told",
        rf"{_EDGE}(?:{_M} (?:{_TOLD}|{_AFTER_TOLD})|that (?P<n>{MONTH}))",
        _month_of_told_year,
    ),
    rule(
        "month-day-relative-year", "published", rf"{_W}{_M} {_D} {_RELATIVE}", _day_of_relative_year
    ),
    rule(
        "day-month-relative-year",
        "published",
        rf"{_W}{_D}(?: of)? {_M} {_RELATIVE}",
        _day_of_relative_year,
    ),
    rule("month-relative-year", "published", rf"{_EDGE}{_M} {_RELATIVE}", _month_of_relative_year),
    rule("month", "published", rf"{_EDGE}{_WHICH}{_M}", _month_alone),
    rule("season-year", "calendar", rf"{_EDGE}{_S}(?: of| in)? {_Y}", _season),
    rule("season-told-year", "told", rf"{_EDGE}that {_S}", _season_of_told_year),
    rule(
        "season-relative-year", "published", rf"{_EDGE}{_S} {_RELATIVE}", _season_of_relative_year
    ),
    rule("season", "published", rf"{_EDGE}{_WHICH}{_S}", _season),
    rule("before-season", "published", rf"before (?:christmas|(?:the )?{_S})", _before_season),
    rule(
        "quarter", "published", rf"(?:the )?{_Q}(?:(?: of| in)? {_Y}|(?: {_RELATIVE})?)", _quarter
    ),
    rule("year", "calendar", rf"{_EDGE}(?:the )?(?:year )?{_Y}", _year),
    rule("decade", "calendar", rf"{_EDGE}(?P<y>\d\d\d0)'?s", _decade),
)
