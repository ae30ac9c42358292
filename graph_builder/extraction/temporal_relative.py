"""Times told relative to the publication ("yesterday", "last week", "three months ago") or to the
time that the text told last ("two days earlier", "the next day", "that year").

Conventions follow the annotation guideline: weeks run from Monday to Sunday, weekdays follow the
tense, "three weeks ago" is a month and not a day.
"""

import re
from datetime import date, timedelta

from graph_builder.extraction import intervals
from graph_builder.extraction.intervals import Interval
from graph_builder.extraction.temporal_anchor import (
    Anchors,
    Rule,
    blurred,
    is_day,
    knows_month,
    rule,
    shifted,
    weekday,
)
from graph_builder.extraction.temporal_words import (
    OFFSETS,
    PART,
    WEEKDAY,
    WEEKDAYS,
)


def _weekday_alone(match: re.Match[str], anchors: Anchors) -> Interval | None:
    number, which = WEEKDAYS[match["w"]], match["which"]
    if which in ("last", "past", "previous"):
        return weekday(number, Anchors(anchors.published, tense="past"), strictly=True)
    if which in ("next", "coming"):
        return weekday(number, Anchors(anchors.published, tense="future"), strictly=True)
    return weekday(number, anchors)


def _weekday_in_a_week(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """ "Thursday week": a week after the next Thursday."""
    anchor = anchors.published
    if anchor is None or not is_day(anchor):
        return None
    ahead = weekday(WEEKDAYS[match["w"]], Anchors(anchor, tense="future"), strictly=True)
    return shifted(ahead, 7) if ahead else None


def _weekday_of_week(match: re.Match[str], anchors: Anchors) -> Interval | None:
    anchor = anchors.published
    if anchor is None or not is_day(anchor):
        return None
    start = intervals.week(anchor.start, OFFSETS[match["which"]]).start
    return intervals.day(start + timedelta(days=WEEKDAYS[match["w"]]))


_DEICTIC = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier today": 0,
    "later today": 0,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _deictic(match: re.Match[str], anchors: Anchors) -> Interval | None:
    return shifted(anchors.published, _DEICTIC[match["x"]]) if anchors.published else None


def _relative_unit(match: re.Match[str], anchors: Anchors) -> Interval | None:
    which = match["which"]
    anchored_on_told = which in ("that", "same", "following", "previous")
    anchor = anchors.told if anchored_on_told else anchors.published
    return _unit_at(match["u"], anchor, OFFSETS[which], anchors) if anchor else None


def _this_unit(match: re.Match[str], anchors: Anchors) -> Interval | None:
    anchor = anchors.published
    return _unit_at(match["u"], anchor, 0, anchors) if anchor else None


def _unit_at(unit: str, anchor: Interval, offset: int, anchors: Anchors) -> Interval | None:
    """The week, weekend, month, quarter or year that lies `offset` units from the anchor."""
    start = anchor.start
    if unit == "year":
        return intervals.year(start.year + offset) if start.year == anchor.end.year else None
    if unit in ("month", "quarter"):
        if not knows_month(anchor):
            return blurred(anchor, 30 * abs(offset))
        if unit == "month":
            return intervals.month(start.year, start.month + offset)
        return intervals.quarter((start.month - 1) // 3 + 1 + offset, start.year)
    if intervals.SHARPNESS[anchor.precision] < intervals.SHARPNESS["week"]:
        return blurred(anchor, 7 * abs(offset))
    return intervals.week(start, offset) if unit == "week" else _weekend(anchor, offset, anchors)


def _weekend(anchor: Interval, offset: int, anchors: Anchors) -> Interval:
    """A weekend; told in the past before a weekend has begun, "the weekend" is the last one."""
    early = anchor.start.weekday() < 5
    if offset == 0 and early and anchors.tense == "past":
        offset = -1
    return intervals.weekend(anchor.start, offset)


def _units_away(unit: str, count: int, anchor: Interval) -> Interval | None:
    """The time `count` units after (negative: before) the anchor, as sharp as such words are meant.

    Days are counted exactly; a week ago is the week; weeks are the month they end up in; months and
    years are months and years of the calendar.
    """
    if unit == "day":
        return shifted(anchor, count)
    if unit in ("month", "year"):
        return _unit_at(unit, anchor, count, Anchors(None))
    if not is_day(anchor):
        return blurred(anchor, 7 * abs(count))
    return _weeks_away(count, anchor.start)


def _weeks_away(count: int, anchor: date) -> Interval:
    middle = anchor + timedelta(weeks=count)
    return intervals.week(middle) if abs(count) == 1 else _around(middle)


def _around(middle: date) -> Interval:
    """The month of a day, or the days on both sides where these lie in two months."""
    around = intervals.month(middle.year, middle.month)
    fuzzy = Interval(middle - timedelta(days=3), middle + timedelta(days=3), "interval")
    return around if fuzzy.within(around) else fuzzy


def _count(text: str) -> int:
    return 1 if text in ("a", "an", "the", "one") else int(text)


def _ago(match: re.Match[str], anchors: Anchors) -> Interval | None:
    anchor = anchors.published
    at = match["at"]
    if anchor is not None and is_day(anchor) and match["u"] == "year" and at in _JUST:
        # "Fifty years ago this month", "ten years ago today"
        then = anchor.start.year - _count(match["n"])
        if at == "this month":
            return intervals.month(then, anchor.start.month)
        if at == "this week":
            day = intervals.on_day(then, anchor.start.month, anchor.start.day)
            return _around(day.start) if day is not None else None
        return intervals.on_day(then, anchor.start.month, anchor.start.day)
    return _units_away(match["u"], -_count(match["n"]), anchor) if anchor else None


def _from_now(match: re.Match[str], anchors: Anchors) -> Interval | None:
    anchor = anchors.published
    return _units_away(match["u"], _count(match["n"]), anchor) if anchor else None


def _offset_from_told(match: re.Match[str], anchors: Anchors) -> Interval | None:
    anchor = anchors.told or anchors.published
    sign = 1 if match["way"] in _LATER else -1
    return _units_away(match["u"], sign * _count(match["n"]), anchor) if anchor else None


def _next_day(match: re.Match[str], anchors: Anchors) -> Interval | None:
    forward = match["way"] in ("next", "following", "after")
    return shifted(anchors.told, 1 if forward else -1) if anchors.told else None


def _told_weekday(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """ "That same Sunday": the one told, or the first after what was told."""
    told = anchors.told
    if told is None or not is_day(told):
        return weekday(WEEKDAYS[match["w"]], anchors)
    return weekday(WEEKDAYS[match["w"]], Anchors(told, tense="future"))


def _told_again(_: re.Match[str], anchors: Anchors) -> Interval | None:
    """The day told last; a month told last leaves "the same day" open."""
    told = anchors.told
    return told if told is not None and told.precision in ("day", "days") else None


def _in_the_day(match: re.Match[str], anchors: Anchors) -> Interval | None:
    told = anchors.told
    if match[0].endswith("eve"):
        return None  # "on the eve of the vote": of what follows
    return told if told is not None and is_day(told) else anchors.published


def _last_of_stay(_: re.Match[str], anchors: Anchors) -> Interval | None:
    told = anchors.told
    stay = told is not None and told.precision in ("days", "interval")
    return intervals.day(told.end) if stay and told is not None else None


def _new_year(_: re.Match[str], anchors: Anchors) -> Interval | None:
    now = anchors.published
    return intervals.year(now.start.year + (anchors.tense != "past")) if now is not None else None


_LATER = frozenset({"later", "after", "afterward", "afterwards", "thereafter", "on"})
_JUST = frozenset({"today", "this month", "this week"})
_WAY = "earlier|before|previously|prior|later|after|afterwards?|thereafter|on"
_N = r"(?P<n>a|an|one|the|\d+)"
_U = "(?P<u>day|week|month|year)s?"
_W = f"(?P<w>{WEEKDAY})"
_WHICH = "(?:(?P<which>last|past|previous|this|next|coming) )?"
_WHEN = f"(?: {PART})?"
_DEICTIC_WORDS = "|".join(sorted(_DEICTIC, key=len, reverse=True))
_VAGUE = (
    "(?:earlier |later |early |late |sometime |before |by |the (?:start|beginning|end|middle) of )*"
)

RULES: tuple[Rule, ...] = (
    rule("deictic", "published", rf"(?P<x>{_DEICTIC_WORDS}){_WHEN}", _deictic),
    rule("told-weekday", "told", rf"(?:on )?(?:(?:that|the) same|that) {_W}{_WHEN}", _told_weekday),
    rule("weekday", "published", rf"(?:the )?{_WHICH}{_W}(?:s)?{_WHEN}", _weekday_alone),
    rule("weekday-week", "published", rf"(?:on )?{_W}(?: a)? week", _weekday_in_a_week),
    rule(
        "weekday-of-week",
        "published",
        rf"{_W}{_WHEN} (?:of )?(?P<which>last|this|next) week",
        _weekday_of_week,
    ),
    rule(
        "unit",
        "published",
        rf"{_VAGUE}(?P<which>last|past|this|next|coming) (?P<u>week|weekend|month|quarter|year)",
        _relative_unit,
    ),
    rule("weekend", "published", "(?:the )?(?P<u>weekend)", _this_unit),
    rule("end-of-unit", "published", rf"{_VAGUE}the (?P<u>week|month|year)", _this_unit),
    rule(
        "told-unit",
        "told",
        rf"{_VAGUE}(?:the )?(?P<which>that|same|following|previous) (?P<u>week|weekend|month|year)",
        _relative_unit,
    ),
    rule(
        "ago",
        "published",
        rf"{_N} {_U} ago(?: (?P<at>today|this month|this week|on {WEEKDAY}))?",
        _ago,
    ),
    rule("from-now", "published", rf"(?:in )?{_N} {_U}(?: from now|(?:'s?)? time)", _from_now),
    rule(
        "offset",
        "told",
        rf"{_N} {_U} (?P<way>{_WAY})(?: .*)?",
        _offset_from_told,
    ),
    rule(
        "next-day",
        "told",
        rf"(?:on )?the (?P<way>next|following|previous) (?:day|{PART})",
        _next_day,
    ),
    rule("next-day", "told", rf"the (?:day|{PART}) (?P<way>after|before)(?: .*)?", _next_day),
    rule(
        "same-day",
        "told",
        r"(?:later |earlier )*(?:on |in )?(?:(?:the|that) same|that) "
        rf"(?:day|{PART}|date|occasion)",
        _told_again,
    ),
    rule(
        "in-the-day",
        "told",
        rf"(?:earlier |later )?(?:in |that |on )the (?:day|{PART})",
        _in_the_day,
    ),
    rule("last-of-stay", "told", rf"on the last (?:day|{PART})", _last_of_stay),
    rule("new-year", "published", "(?:in )?the new year", _new_year),
    rule("hours", "told", rf"(?:{_N} |a few |several )?(?:hour|minute)s? later", _told_again),
)
