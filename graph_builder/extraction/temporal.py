"""When: temporal phrases of an article, read against its publication and against what was told.

`resolve` is a pure function on a phrase; it answers with a `Time` that names the rule and the
anchor it used. What can't be known stays unresolved, and no answer is sharper than its anchor.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph_builder.extraction import (
    intervals,
    temporal_calendar,
    temporal_ordinals,
    temporal_ranges,
    temporal_relative,
)
from graph_builder.extraction.intervals import Interval
from graph_builder.extraction.temporal_anchor import Anchors, Rule, Tense
from graph_builder.extraction.temporal_words import PART, normal
from graph_builder.keeping import kept
from graph_builder.model import Time

_NAMED = re.compile(r"\(\?P<\w+>")  # what opens a named group
RULES: tuple[Rule, ...] = (
    *temporal_ranges.RULES,
    *temporal_ordinals.RULES,
    *temporal_calendar.RULES,
    *temporal_relative.RULES,
)

# What some rule reads: most of what is tried none does, and one pattern is tried faster than all.
_ANY_RULE = re.compile("|".join(f"(?:{_NAMED.sub('(?:', r.pattern.pattern)})" for r in RULES))

# Words that stand before or after a time without changing it: prepositions, hedges, parts of a day.
_LEAD = re.compile(
    r"(?:on|in|at|by|for|of|as|over|during|within|the course of|early|late|earlier|later|just|only|"
    r"back|about|around|recently|sometime|some|almost|nearly|roughly|exactly|again|and|"
    r"the (?:early |late )?(?:hours|morning|afternoon|evening|night) of|effective|"
    r"the (?:last|final|first) (?:day|days|week|weeks) of|both|from|since|ever since|dated)\s+(.+)"
)
_TRAIL = re.compile(
    rf"(.+?)\s+(?:(?:in|at|during) (?:the )?)?(?:early |late |mid-?)?"
    rf"(?:{PART}|(?:local |et |gmt )?time|as well|alone|onwards?|on|at the latest|"
    r"at \d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m|p\.?m|hours|gmt)?)"
)
_SINCE = re.compile(r"(?:ever )?since\s|as of\s")
_UNTIL = re.compile(r"(?:until|till|through|up to|thru)\s+(.+)")
# A stretch measured but not placed: "for 40 years", "85 minutes", "the first in 17 years".
_DURATION = re.compile(
    r".*\b(?:\d+|a few|several|many|some|a|two|the (?:last|past|next|coming))[ -]"
    r"(?:\w+ )?(?:second|minute|hour|day|week|month|year|decade|centur)\w*"
)


@dataclass(frozen=True)  # without slots, to keep its name
class Clock:
    """What an article's times are read against: its publication date, as sharp as it is known."""

    published: Interval | None = None

    @classmethod
    def at(cls, published: str | None) -> "Clock":
        """The clock of an article published on an ISO day, month or year, or at an unknown time."""
        return cls(intervals.from_iso(published))

    @cached_property
    def name(self) -> str | None:
        """The publication date in its ISO short form."""
        return as_time(self.published).date if self.published else None


def as_time(
    interval: Interval,
    *,
    phrase: str | None = None,
    anchor: str | None = None,
    rule: str | None = None,
) -> Time:
    """An interval as a dossier keeps it."""
    start, end = interval.start.isoformat(), interval.end.isoformat()
    return Time(start, end, interval.precision, phrase, anchor, rule)


def resolve(
    phrase: str, clock: Clock, *, tense: Tense = "any", told: Time | None = None, told_by: str = ""
) -> Time:
    """The time that `phrase` gives.

    `tense` says whether its clause lies before or after the publication. `told` is what a phrase
    like "two days earlier" or "that year" counts from, usually the time that the text gave last;
    `told_by` names it. What is no date ("for two hours") or can't be placed comes back with
    precision *unresolved*; `rule` is then "duration", "unplaced" or None (not read at all).
    """
    text = normal(phrase)
    anchors = Anchors(clock.published, intervals.of_time(told), tense)
    until = _UNTIL.fullmatch(text)
    if until:
        return _until(until[1], phrase, clock, anchors)
    found = _first(text, anchors)
    if found is None:
        return Time(phrase=phrase, rule="duration" if _DURATION.fullmatch(text) else None)
    rule, interval = found
    anchor = None
    if rule.anchor == "told" and anchors.told is not None:
        anchor = told_by or None
    elif rule.anchor != "calendar":
        anchor = clock.name
    if interval is None:
        return Time(phrase=phrase, anchor=anchor, rule="unplaced")
    name = f"{rule.name}-since" if _SINCE.match(text) else rule.name
    return as_time(interval, phrase=phrase, anchor=anchor, rule=name)


def is_temporal(phrase: str) -> bool:
    """Whether a rule reads `phrase` as a time at all (a duration is none)."""
    return _rule_for(normal(phrase)) is not None


def _until(text: str, phrase: str, clock: Clock, anchors: Anchors) -> Time:
    """ "Through tomorrow": from the publication to there, if both are known days."""
    low = anchors.published
    found = _first(text, Anchors(low, anchors.told, "future"))
    high = found[1] if found else None
    if low is None or high is None or low.precision != "day" or high.end < low.start:
        return Time(phrase=phrase, anchor=clock.name, rule="unplaced" if found else None)
    days = high.precision == "day"
    span = low if low == high else low.hull(high, "days" if days else "interval")
    return as_time(span, phrase=phrase, anchor=clock.name, rule="until")


def _first(text: str, anchors: Anchors) -> tuple[Rule, Interval | None] | None:
    found = _rule_for(text)
    if found is None:
        return None
    rule, plain = found
    match = rule.pattern.fullmatch(plain)
    assert match is not None
    try:
        return rule, rule.read(match, anchors)
    except OverflowError:  # a year that the calendar doesn't have
        return rule, None


@kept
def _rule_for(text: str) -> tuple[Rule, str] | None:
    """The first rule that reads `text`, after shedding as few lead and trail words as needed."""
    for plain in _shed(text):
        if _ANY_RULE.fullmatch(plain):
            return next((rule, plain) for rule in RULES if rule.pattern.fullmatch(plain))
    return None


def _shed(text: str) -> Iterator[str]:
    """`text`, then with its lead words taken off one by one, then with its trail words too."""
    yield text
    while match := _LEAD.fullmatch(text):
        text = match[1]
        yield text
    while match := _TRAIL.fullmatch(text):
        text = match[1]
        yield text
