"""Times counted from another event of the sentence: "a day after speaking to X, she flew to Y".

Of two events that a measure of time sets apart, one with a known day gives the other its own; hours
and minutes are of the same day. What is counted from no event of the text stays without a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.intervals import SHARPNESS
from graph_builder.extraction.temporal import Clock, resolve
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.temporal_words import CARDINALS
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.model import Time

Group = list[Mention]

_UNITS = frozenset({"day", "week", "month", "year"})
_WITHIN_A_DAY = frozenset({"hour", "minute"})
_ONE = frozenset({"a", "an", "one", "the"})


def count_times(groups: Sequence[Group], clock: Clock) -> None:
    """Date events by the events that their words count from, where one of the two has a day."""
    told = {host.i: (group, m) for group in groups for m in group for host in m.hosts}
    told |= {m.trigger.i: (group, m) for group in groups for m in group}
    if not groups:
        return
    for word, unit in _counting(groups[0][0].trigger.doc):
        if word.head.i not in told:
            continue
        other, told_there = told[word.head.i]
        main = next((told[a.i] for a in (unit.head, *unit.ancestors) if a.i in told), None)
        if main is None or main[0] is other:
            main = _above(word.head, other, told)
        if main is None:
            continue
        _lend(main, (other, told_there), (word, unit), clock)


def _counting(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """The words "after", "before" and "following" that a measure of time stands before."""
    for word in doc.words("after", "before", "following"):
        if word.i > word.sent.start:
            unit = doc[word.i - 1]
            if unit.lemma_.lower() in _UNITS or unit.lemma_.lower() in _WITHIN_A_DAY:
                yield word, unit


def _above(
    token: Token, other: Group, told: Mapping[int, tuple[Group, Mention]]
) -> tuple[Group, Mention] | None:
    """The nearest event above the one that is counted from."""
    found = (told[a.i] for a in token.ancestors if a.i in told)
    return next((pair for pair in found if pair[0] is not other), None)


def _lend(
    main: tuple[Group, Mention],
    other: tuple[Group, Mention],
    measure: tuple[Token, Token],
    clock: Clock,
) -> None:
    """Give the one of two events that has no day the day that the other's makes known."""
    word, unit = measure
    later = word.lower_ != "before"
    known, counted = _day_of(other[0]), _day_of(main[0])
    if known is not None:
        time = _shifted(known, word, unit, clock, forward=later)
        target = main[1]
    elif counted is not None:
        time = _shifted(counted, word, unit, clock, forward=not later)
        target = other[1]
    else:
        return
    own = target.time is not None and target.time.time.start is not None
    if time is not None and (not own or target is main[1]) and target.verdict.real:
        target.time = TimePhrase(unit.i, word.i + 1, target.trigger, time)


def _day_of(group: Group) -> Time | None:
    """The day of an event that happened; None if its day isn't told."""
    times = [m.time.time for m in group if m.time is not None and m.time.time.start is not None]
    best = max(times, key=lambda t: SHARPNESS[t.precision], default=None)
    happened = group[0].verdict.status == "happened"
    return best if best is not None and best.precision == "day" and happened else None


def _shifted(time: Time, word: Token, unit: Token, clock: Clock, *, forward: bool) -> Time | None:
    phrase = f"{unit.text} {word.text}"
    if unit.lemma_.lower() in _WITHIN_A_DAY:
        return replace(time, phrase=phrase, rule="counted")
    before = unit.doc[unit.i - 1].lower_ if unit.i > unit.sent.start else ""
    if before in _ONE and unit.doc[unit.i - 2].lower_ == "than":
        return None  # "less than a day after": of that day or the next
    number = "one" if before in _ONE else CARDINALS.get(before, before)
    way = "later" if forward else "earlier"
    found = resolve(f"{number} {unit.text} {way}", clock, told=time)
    return replace(found, phrase=phrase, rule="counted") if found.start is not None else None
