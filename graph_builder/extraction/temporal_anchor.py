"""What a temporal phrase is read against: the publication, the time told last, the clause's tense.

The one rule of honesty stands here. A phrase that shifts its anchor ("yesterday", "Tuesday") may be
read against an anchor known only to the month or year; the result is then that whole month or year,
and only if the shift is small beside it. A larger shift could leave it, so it stays unresolved.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graph_builder.extraction import intervals
from graph_builder.extraction.intervals import SHARPNESS, Interval

Tense = Literal["past", "future", "any"]
"""When a clause places its event against the publication; "any" takes the nearest reading."""

AnchorKind = Literal["calendar", "published", "told"]
Reading = Callable[[re.Match[str], "Anchors"], Interval | None]

# A shift of at most a tenth of the anchor's length keeps nine readings in ten inside the anchor.
SMALL_SHIFT = 0.1


@dataclass(slots=True)
class Anchors:
    """What one phrase is read against; `told` is the time that the text told last."""

    published: Interval | None
    told: Interval | None = None
    tense: Tense = "any"


def is_day(anchor: Interval) -> bool:
    """Whether the anchor is one known day."""
    return anchor.precision == "day"


def knows_month(anchor: Interval) -> bool:
    """Whether the anchor lies in one known month or is sharper than one."""
    return SHARPNESS[anchor.precision] >= SHARPNESS["month"]


def blurred(anchor: Interval, shift_days: float) -> Interval | None:
    """A vague anchor itself, where a shift of so many days most likely stays inside it."""
    length = (anchor.end - anchor.start).days + 1
    return anchor if shift_days <= SMALL_SHIFT * length else None


def shifted(anchor: Interval, days: int) -> Interval | None:
    """The day so many days after (negative: before) the anchor; a vague anchor may swallow it."""
    if is_day(anchor):
        return intervals.day(anchor.start + timedelta(days=days))
    if SHARPNESS[anchor.precision] >= SHARPNESS["week"]:
        if anchor.precision != "days":
            return None
        # Of a stay of days, "the next day" counts from its end, "a day earlier" from its start.
        return intervals.day((anchor.end if days > 0 else anchor.start) + timedelta(days=days))
    return blurred(anchor, abs(days))


def weekday(number: int, anchors: Anchors, *, strictly: bool = False) -> Interval | None:
    """The day of the week (Monday 0) that a clause of this tense means.

    Past: the latest such day up to the publication; future: the next one from it on; `strictly`
    leaves the publication day itself out ("last Monday", "next Monday"). Of bare weekdays in
    newswire 44 % are the publication day and 91 % fall within the week before it (TempEval-3).
    """
    anchor = anchors.published
    if anchor is None:
        return None
    if not is_day(anchor):
        return blurred(anchor, 3)  # the mean distance of a weekday within a week
    back = (anchor.start.weekday() - number) % 7
    nearer_behind = anchors.tense == "any" and not strictly and back < 7 - back
    if anchors.tense != "past" and not nearer_behind:
        ahead = (-back) % 7
        return intervals.day(anchor.start + timedelta(days=ahead or (7 if strictly else 0)))
    return intervals.day(anchor.start - timedelta(days=back or (7 if strictly else 0)))


def yearly(
    occurrences: list[Interval], anchors: Anchors, *, strictly: bool = False
) -> Interval | None:
    """Which of a yearly date's occurrences (a month, a day, a season) a clause of this tense means.

    Past: the latest that has begun by the publication; future: the first that hasn't ended before
    it; else the nearest. None where a publication known only to the year leaves that open.
    """
    anchor = anchors.published
    if anchor is None or not knows_month(anchor):
        return None
    low, high = anchor.start, anchor.end
    if anchors.tense == "past":
        fitting = [x for x in occurrences if (x.end < low if strictly else x.start <= high)]
        return max(fitting, key=lambda x: x.start, default=None)
    if anchors.tense == "future":
        fitting = [x for x in occurrences if (x.start > high if strictly else x.end >= low)]
        return min(fitting, key=lambda x: x.start, default=None)
    return min(occurrences, key=lambda x: abs((x.middle - anchor.middle).days), default=None)


def years_around(anchor: date) -> range:
    """The years in which the occurrences of a yearly date are looked for."""
    return range(max(anchor.year - 2, 1), min(anchor.year + 2, 9999) + 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that must match a whole phrase, and what the phrase then means.

    `read` gives the interval, or None for "a time, but not one that can be known"; `anchor` says
    what it was read against.
    """

    name: str
    anchor: AnchorKind
    pattern: re.Pattern[str]
    read: Reading


def rule(name: str, anchor: AnchorKind, pattern: str, read: Reading) -> Rule:
    """A rule from the text of its pattern."""
    return Rule(name, anchor, re.compile(pattern), read)


def group(match: re.Match[str], name: str) -> str | None:
    """A named group of a match; None if it is empty or the pattern has none of that name."""
    return match.groupdict().get(name) or None
