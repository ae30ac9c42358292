"""Days and weeks told by their number in a month, and what comes next: "the last Sunday of March".

"The following spring" and "the next July" count from what was told, "next July" does not.
"""

import re
from datetime import date, timedelta

from graph_builder.extraction import intervals
from graph_builder.extraction.intervals import Interval
from graph_builder.extraction.temporal_anchor import (
    Anchors,
    Rule,
    Tense,
    group,
    is_day,
    knows_month,
    rule,
    weekday,
    yearly,
    years_around,
)
from graph_builder.extraction.temporal_words import (
    MONTH,
    MONTHS,
    NTH_WORD,
    NTH_WORDS,
    OFFSETS,
    SEASON,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)

_WEEK = 7
_AFTER = frozenset({"following", "next"})


def _in_months(match: re.Match[str], anchors: Anchors) -> list[Interval]:
    """The months that the words may mean: one with its year, or those of the years around."""
    which, name = group(match, "which"), group(match, "m")
    anchor = anchors.published
    if name is None:
        if anchor is None or not knows_month(anchor):
            return []
        start = anchor.start
        return [intervals.month(start.year, start.month + OFFSETS.get(which or "this", 0))]
    if group(match, "y"):
        return [intervals.month(int(match["y"]), MONTHS[name])]
    told = anchors.told
    if group(match, "told"):
        known = told is not None and told.start.year == told.end.year
        return [intervals.month(told.start.year, MONTHS[name])] if told and known else []
    if anchor is None:
        return []
    return [intervals.month(y, MONTHS[name]) for y in years_around(anchor.middle)]


def _one_of(options: list[Interval | None], anchors: Anchors) -> Interval | None:
    found = [option for option in options if option is not None]
    return found[0] if len(found) == 1 else yearly(found, anchors) if found else None


def _day_in_words(match: re.Match[str], anchors: Anchors) -> Interval | None:
    number = NTH_WORDS[match["o"]]
    months = _in_months(match, anchors)
    days = [intervals.on_day(m.start.year, m.start.month, number) for m in months]
    return _one_of(days, anchors)


def _nth_weekday(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """ "The second Tuesday in May", "the last Sunday of March"."""
    number, months = WEEKDAYS[match["w"]], _in_months(match, anchors)
    if match["n"] == "last":
        back = [m.end - timedelta(days=(m.end.weekday() - number) % _WEEK) for m in months]
        return _one_of([intervals.day(d) for d in back], anchors)
    weeks = NTH_WORDS[match["n"]] - 1
    ahead = [m.start + timedelta(days=(number - m.start.weekday()) % _WEEK) for m in months]
    return _one_of([intervals.day(d + timedelta(weeks=weeks)) for d in ahead], anchors)


def _edge_week(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """The first or last seven days of a month."""
    length = timedelta(days=_WEEK - 1)
    months = _in_months(match, anchors)
    if match["n"] == "first":
        return _one_of([Interval(m.start, m.start + length, "week") for m in months], anchors)
    return _one_of([Interval(m.end - length, m.end, "week") for m in months], anchors)


_MONTH = (
    rf"(?:of|in) (?:(?P<which>this|last|next|the) month|(?P<m>{MONTH})(?:(?: of| in)? "
    rf"(?P<y>{YEAR})|(?P<told> (?:of |in )?(?:that|the same) year))?)"
)


def _following(match: re.Match[str], anchors: Anchors) -> Interval | None:
    """ "The following spring", "the previous January": the next or last one from what was told."""
    told, name = anchors.told or anchors.published, match["x"]
    if told is None or told.start.year != told.end.year:
        return None
    years = range(max(told.start.year - 2, 1), told.start.year + 3)
    if name in WEEKDAYS:
        if not is_day(told):
            return None
        tense: Tense = "future" if match["which"] in _AFTER else "past"
        return weekday(WEEKDAYS[name], Anchors(told, tense=tense), strictly=True)
    if name in MONTHS:
        options = [intervals.month(y, MONTHS[name]) for y in years]
    else:
        options = [intervals.season(name, y) for y in years]
    if match["which"] in _AFTER:
        return min((o for o in options if o.start > told.end), key=_start, default=None)
    return max((o for o in options if o.end < told.start), key=_start, default=None)


def _start(interval: Interval) -> date:
    return interval.start


RULES: tuple[Rule, ...] = (
    rule(
        "following",
        "told",
        rf"(?:in |on )?the (?P<which>following|next|previous) (?P<x>{MONTH}|{SEASON}|{WEEKDAY})",
        _following,
    ),
    rule("nth-word", "published", rf"(?:the )?(?P<o>{NTH_WORD}) {_MONTH}", _day_in_words),
    rule(
        "nth-weekday",
        "published",
        rf"(?:the )?(?P<n>first|second|third|fourth|last) (?P<w>{WEEKDAY}) {_MONTH}",
        _nth_weekday,
    ),
    rule("edge-week", "published", rf"(?:the )?(?P<n>first|last) week {_MONTH}", _edge_week),
)
