"""How long visits and talks last: "landed on Monday for a three-day visit", "left on Wednesday".

An event told with the day of its beginning or end and a number of days is as long as that says; one
whose beginning and end are both dated lasts from the one to the other.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_support import top_of
from graph_builder.extraction.frames import children, is_verbal, lemma_of, preposition
from graph_builder.extraction.intervals import Interval, of_time
from graph_builder.extraction.temporal import as_time
from graph_builder.extraction.temporal_words import CARDINALS
from graph_builder.extraction.tokens import Token
from graph_builder.model import Time

_LASTING = frozenset({"visit", "meet"})
_BEGINS = frozenset(
    "begin start open kick_off arrive land touch_down gather embark set_off set_out launch "
    "fly fly_in fly_into jet jet_off jet_in jet_into convene".split()
)
_ENDS = frozenset("end conclude finish wrap_up wind_up wound_up close round_off complete".split())
_LAST = frozenset({"end", "close", "conclusion"})
_FIRST = frozenset({"start", "beginning", "outset"})
_LEAVES = frozenset("leave depart fly_out fly_home return go_home fly".split())
_FROM = frozenset({"from", "out_of"})
_WEEK = 7
_LONGEST = 21  # days; longer stays are told in weeks


def length_of(group: Sequence[Mention]) -> Time | None:
    """The days that a visit or an encounter lasts, where its tellings say more than one day."""
    if group[0].type not in _LASTING:
        return None
    dated = [(m, day) for m in group if (day := _day(m)) is not None]
    begin = next((d for m, d in dated if _phase(m) == "begin"), None)
    end = next((d for m, d in dated if _phase(m) == "end"), None)
    days = next((n for m in group for n in days_told(m)), None)
    if begin is None and end is None:
        return None
    if days is not None and 1 < days <= _LONGEST:
        shift = timedelta(days=days - 1)
        if end is None and begin is not None:
            end = Interval(begin.start + shift, begin.start + shift, "day")
        elif begin is None and end is not None:
            begin = Interval(end.end - shift, end.end - shift, "day")
    if begin is None or end is None or not 0 < (end.end - begin.start).days <= _LONGEST:
        return None
    first = next(m for m, _ in dated)
    told = first.time.time if first.time is not None else Time()
    return as_time(begin.hull(end, "days"), phrase=told.phrase, anchor=told.anchor, rule="length")


def leaves(mention: Mention) -> bool:
    """Whether a telling of a visit is of its end: "flew out of the capital"."""
    return mention.type == "visit" and _phase(mention) == "end"


def _day(mention: Mention) -> Interval | None:
    interval = of_time(mention.time.time) if mention.time is not None else None
    return interval if interval is not None and interval.precision == "day" else None


def _phase(mention: Mention) -> str | None:
    """Whether a telling is of the beginning or of the end of the event."""
    top = top_of(mention.trigger).lemma_.lower() if not is_verbal(mention.trigger) else ""
    over = top and preposition(top_of(mention.trigger)) in ("after", "following")
    if mention.type == "visit" and over:
        return "end"  # "flew home on Wednesday after a three-day visit"
    if top in _LAST or top in _FIRST:  # "signed on Monday at the end of a three-day visit"
        return "end" if top in _LAST else "begin"
    for host in (mention.trigger, *mention.hosts):
        lemma = lemma_of(host)
        if lemma in _ENDS:
            return "end"
        if mention.type == "visit" and (mention.joins or (lemma in _LEAVES and _is_left(host))):
            return "end"
        if lemma in _BEGINS or (mention.type == "visit" and lemma in _LEAVES and _is_bound(host)):
            return "begin"
    return None


def _is_bound(verb: Token) -> bool:
    """ "Left for Rome"."""
    return any(preposition(c) == "for" and c.ent_type_ == "LOC" for c in children(verb, "obl"))


def _is_left(host: Token) -> bool:
    """ "Departed from Rome", "flew out of Rome"."""
    return any(preposition(c) in _FROM or _is_out_of(c) for c in children(host, "obl", "nmod"))


def _is_out_of(phrase: Token) -> bool:
    """ "Flew out of Rome", the words parted by the parser."""
    start = phrase.left_edge.i
    return preposition(phrase) == "of" and start > 0 and phrase.doc[start - 1].lower_ == "out"


def days_told(mention: Mention) -> Iterator[int]:
    """The numbers of days that a telling gives: "a three-day visit", "two days of talks"."""
    noun = mention.trigger
    before = children(noun, "compound", "amod", "nmod")
    if any(_is_week_long(c) for c in before):
        yield _WEEK
    measures = [c for c in before if c.lemma_ == "day"]
    top = top_of(noun)
    if top.lemma_ == "day" and top != noun:
        measures.append(top)
    if noun.lemma_ == "day":
        measures.append(noun)  # "after three days in Peru"
    measures += [
        c for c in children(noun, "obl", "obl:unmarked") if c.lemma_ == "day" and _lasts(c)
    ]
    for measure in measures:
        for number in children(measure, "nummod"):
            text = CARDINALS.get(number.lower_, number.text)
            if text.isdigit():
                yield int(text)


def _is_week_long(word: Token) -> bool:
    """ "A weeklong visit", "a week-long tour"."""
    long = word.lower_ == "long" and any(c.lower_ == "week" for c in word.children)
    return long or word.lower_ in ("weeklong", "week-long")


def _lasts(measure: Token) -> bool:
    return preposition(measure) == "for"
