"""The times that a story has told so far, and what the next phrase means after them."""

import re
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from graph_builder.extraction.intervals import Interval, of_time
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal import Clock, resolve
from graph_builder.extraction.temporal_anchor import Tense, is_day, knows_month
from graph_builder.extraction.temporal_hosts import SAYING
from graph_builder.extraction.temporal_tense import is_present_day, tense_of
from graph_builder.extraction.temporal_words import DAY_PARTS, WEEKDAYS
from graph_builder.extraction.tokens import Span, Token
from graph_builder.model import Time

# These leave a time open: "until 2008", "before the summer", "after Monday".
_OPEN = frozenset({"before", "after", "until", "till", "through"})
_THE = frozenset({"the", "that", "this", ",", ".", ";", "his", "her", "their", "its"})
# Rules that choose a year by the publication; and after how many days a story has its own time:
# a yearless month is at most a year back, and half a year is left for slow news.
_YEARLESS = frozenset({"month", "month-day", "day-month", "season", "fixed-day", "nth-of-month"})
_STORY_DAYS = 548
_HALF_A_YEAR = 183
_NEAR = 2  # sentences
_LOOKING_BACK = SAYING | {"recall", "remember", "tell", "write", "admit", "recount", "explain"}
_WITHOUT_MONTH = frozenset({"year", "season"})
# These count on from a day, so a month told in between is passed over.
_COUNTS_DAYS = re.compile(
    r"\b(?:(?:days?|hours?|minutes?) (?:later|earlier|before|after)|"
    r"(?:next|following|previous) day)\b",
    re.IGNORECASE,
)
_WEEK = re.compile("(?:last|next) week", re.IGNORECASE)
_IN_THE_DAY = re.compile(r"(?:earlier |later )?(?:in |on )?the [a-z]+$", re.IGNORECASE)
# These count from the publication, whatever is told: "last July".
_BY_NOW = frozenset({"last", "next", "this", "coming", "past"})
_TAKES_UP = re.compile(r"\b(?:that|same)\b", re.IGNORECASE)


@dataclass(slots=True)
class Story:
    """The times told so far, from which the next phrase may count on.

    `told` is what the story counts on from, `last` what "that year" takes up, `entry` the date of
    the last entry of a timeline and `entry_end` where it ends; `days` are the days told, asides
    included. `told_in` is the sentence of `told`, `told_of` its word, `aside` the sentence in which
    `last` was told beside the story, and `week` where one said "next week", with its words.
    """

    clock: Clock
    told: Time | None = None
    last: Time | None = None
    entry: Time | None = None
    entry_end: int = 0
    days: list[Time] = field(default_factory=list)
    told_in: int = -1
    told_of: Token | None = None
    aside: int | None = None
    week: tuple[int, str] = (-1, "")

    def entry_at(self, span: Span) -> Time:
        """The time of a date that heads an entry of a timeline; the story goes on from it."""
        time = _entry_time(span, self.clock, self.entry)
        self.entry = time if time.start is not None else self.entry
        self.entry_end = span.end
        self.told = self.last = self.entry
        return time

    def time_of(self, span: Span, host: Token, verdict: Verdict) -> Time:
        """The time of a phrase of the clause of `host`, which is told from then on."""
        tense = tense_of(span, host, verdict)
        time = _read(span, self.clock, tense, self._taken_up(span), joined=self.told_of is host)
        if (verdict.tense == "present" and verdict.real) or time.rule == "nth-of-month":
            time = self._of_entry(span, time) or time
        time = self._in_told_unit(span, tense, time) or time
        if self._is_of_a_voice(host, time):
            return time
        sentence = span.sent.start
        if _WEEK.fullmatch(span.text):
            self.week = sentence, span.text
        elif time.rule == "weekday" and self.week[0] == sentence:
            time = _in_week(span, self.week[1], self.clock) or time
        elif time.rule == "weekday" and tense == "future":
            time = self._after_told(span, time)
        if time.start is not None:
            self.last = time
            self.days += [time] if _is_sharp(time) else []
            since = "since" in (span[0].lower_, span.doc[max(span.start - 1, 0)].lower_)
            beside = since or _aside(host) or _tells_apart(span, host)
            self.told = self.told if beside else time
            self.told_in = self.told_in if beside else sentence
            self.told_of = self.told_of if beside else host
            self.aside = sentence if beside else None
        return time

    def _of_entry(self, span: Span, time: Time) -> Time | None:
        """The time of a phrase in the entry of a timeline: "June 2009: … On May 11 she comes"."""
        between = list(dropwhile(_sets_off, span.doc.tokens[self.entry_end : span.start]))
        entry = of_time(self.entry)
        if entry is None or any("\n" in t.text_with_ws for t in between):
            return None
        if time.rule not in _YEARLESS and not (time.rule == "weekday" and is_day(entry)):
            return None
        near = _in_month(span, entry) if time.rule == "nth-of-month" else None
        near = near or resolve(span.text, Clock(entry), tense="any")
        return near if near.start is not None else None

    def _near(self, span: Span) -> bool:
        """Whether the story was told on in this sentence or in one just before it."""
        doc, start = span.doc, span.sent.start
        for _ in range(_NEAR):
            if start == self.told_in:
                return True
            start = doc[start - 1].sent.start if start else start
        return start == self.told_in

    def _in_told_unit(self, span: Span, tense: Tense, time: Time) -> Time | None:
        """ "In July 1999 he went to Rabat. He resigned within the week", "before the month was up".

        The unit of what was just told, if that lies behind the publication's.
        """
        told, now = of_time(self.told), of_time(time)
        past = time.rule == "end-of-unit" and tense == "past"
        if not past or told is None or now is None or told.end >= now.start:
            return None
        within = span.doc[max(span.start - 1, 0)].lower_ == "within"
        limited = within or span[0].lower_ == "before"
        if not (limited and self._near(span)):
            return None
        then = resolve(f"the same {span[-1].lower_}", self.clock, told=self.told)
        return replace(then, phrase=span.text) if then.start is not None else None

    def _is_of_a_voice(self, host: Token, time: Time) -> bool:
        """ "… in June 1999. “He locked the door,” she recalled on Monday. A year later …".

        Whoever looks back these days doesn't take an old story on.
        """
        story, then = of_time(self.told), of_time(time)
        if story is None or then is None or host.lemma_ not in _LOOKING_BACK:
            return False
        return _long_ago(story, self.clock) and not _long_ago(then, self.clock)

    def _after_told(self, span: Span, time: Time) -> Time:
        """ "On Sunday she flies to Lima, where on Monday she will sign": the Monday after."""
        now, then, told = self.clock.published, of_time(time), of_time(self.told)
        if now is None or then is None or told is None or self.told_in != span.sent.start:
            return time
        if told.precision != "day" or not now.end < told.start or then.start >= told.start:
            return time
        after = resolve(span.text, Clock(told), tense="future")
        return replace(after, anchor=self.clock.name)

    def _taken_up(self, span: Span) -> Time | None:
        """What a phrase counts from: what was told last, or what the story tells."""
        text, last = span.text, span[-1]
        if _IN_THE_DAY.match(text) and _is_ahead(self.told, self.clock):
            # "The bridge is to open on 3 May. She left in the evening": of the day before that.
            return next((d for d in reversed(self.days) if not _is_ahead(d, self.clock)), None)
        # "That evening", "on the same day" are of the story's day, when an aside or a year was
        # told in between.
        day = last.lower_ == "day" or last.lower_ in DAY_PARTS
        beside = self.aside is not None and self.aside != span.sent.start
        beside |= (
            self.aside is not None and self.last is not None and _far_apart(self.last, self.told)
        )
        of_story = day and (beside or not _is_sharp(self.last))
        takes_up = _TAKES_UP.search(text)
        found = self.last if takes_up and not of_story else self.told
        if takes_up and last.lower_ in WEEKDAYS:
            return next((d for d in reversed(self.days) if _is_weekday(d, last)), found)
        if self.days and _COUNTS_DAYS.search(text) and not _is_sharp(found):
            gone = found is self.told and _parts(self.days[-1], found)
            # "In June 2017 … the king, who died on Tuesday, … the next night": not of that Tuesday.
            gone |= self.aside is not None and _far_apart(self.days[-1], self.told)
            gone |= found is self.told and _half_a_year_apart(self.days[-1], found)
            return found if gone else self.days[-1]
        return found


def _read(span: Span, clock: Clock, tense: Tense, told: Time | None, *, joined: bool) -> Time:
    """The time of a phrase together with the preposition before it.

    `joined` says that what was told last is the time of the same word.
    """
    before = span.doc[span.start - 1] if span.start > 0 else None
    after = span.doc[span.end] if span.end < len(span.doc) else None
    owned = after is not None and after.text in ("'s", "’s")  # "before Tuesday's lunch"
    if before is not None and before.lower_ in _OPEN and not owned:
        with_before = resolve(f"{before.lower_} {span.text}", clock, tense=tense, told=told)
        return replace(with_before, phrase=span.doc[span.start - 1 : span.end].text)
    if after is not None and span[-1].lower_ in ("before", "after"):
        clause = span[-1].dep_ == "mark"  # "three days after the navy seized a ship"
        beside = after.lower_ not in _THE or (told is None and not after.is_punct)
        if clause or beside:
            return Time(phrase=span.text, rule="unplaced")  # counts from an event told beside it
    time = resolve(span.text, clock, tense=tense, told=told)
    if time.rule == "in-the-day" and span[0].lower_ == "on" and "acl:relcl" in span.root.relations:
        return Time(phrase=span.text, rule="unplaced")  # "on the day he stepped down"
    story = of_time(told) if time.rule in _YEARLESS and tense == "past" else None
    now = span[0].lower_ in _BY_NOW
    if story is None or now or not _long_ago(story, clock) or is_present_day(span.sent):
        return time
    # A story of another year goes on in it: after 3 March 1988, "in May" is the next May. A year
    # alone may be told in passing; "from May to July 1988 … on 2 August" is no such thing.
    then = time
    if time.rule == "nth-of-month" and story.precision == "month":
        then = _in_month(span, story) or time
    elif knows_month(story):
        then = resolve(span.text, Clock(story), tense="future", told=told)
    elif story.precision in _WITHOUT_MONTH and joined:
        # "Four years later, in March, they signed a truce"
        then = resolve(f"{span.text} {story.end.year}", clock)
    elif story.precision == "interval" and story.start.year == story.end.year:
        then = resolve(f"{span.text} {story.start.year}", clock)
    return replace(then, phrase=span.text) if then.start is not None else time


def _in_month(span: Span, month: Interval) -> Time | None:
    """ "August 1998: … sworn in on the 10th": the tenth of that month.

    "2 August 1998: … sworn in on the 10th": so is this, as it lies ahead.
    """
    if month.precision not in ("month", "day"):
        return None
    then = resolve(f"{span.text} of {month.start:%B %Y}", Clock(month))
    day = of_time(then)
    ahead = day is not None and day.start >= month.start
    return replace(then, phrase=span.text) if ahead else None


def _in_week(span: Span, week: str, clock: Clock) -> Time | None:
    """ "On a tour next week she visits X on Monday": the Monday of that week."""
    time = resolve(f"{span.text} {week}", clock)
    return replace(time, phrase=span.text) if time.start is not None else None


def _parts(day: Time, later: Time | None) -> bool:
    """Whether a year told later leaves a day behind: "on 3 May 2018 … In 2014 …"."""
    first, then = of_time(day), of_time(later)
    if first is None or then is None or then.precision != "year":
        return False
    return not first.within(then)


def _far_apart(day: Time, told: Time | None) -> bool:
    first, then = of_time(day), of_time(told)
    return first is not None and then is not None and (first.start - then.end).days > _STORY_DAYS


def _half_a_year_apart(day: Time, told: Time | None) -> bool:
    """Whether a month told after a day is of another story: "on 3 May … in June last year"."""
    first, then = of_time(day), of_time(told)
    if first is None or then is None or then.precision != "month":
        return False
    return max((first.start - then.end).days, (then.start - first.end).days) > _HALF_A_YEAR


def _is_weekday(day: Time, name: Token) -> bool:
    time = of_time(day)
    told = time is not None and time.precision == "day"
    return time is not None and told and time.start.weekday() == WEEKDAYS[name.lower_]


def _is_sharp(time: Time | None) -> bool:
    return time is not None and time.precision in ("day", "days")


def _long_ago(told: Interval, clock: Clock) -> bool:
    """Whether the story stands so far back that a yearless date can't mean the publication's."""
    now = clock.published
    return now is not None and (now.start - told.end).days > _STORY_DAYS


def _entry_time(span: Span, clock: Clock, entry: Time | None) -> Time:
    """The date of an entry; without a year it takes the entry's before it."""
    if entry is not None and entry.start is not None:
        dated = resolve(f"{span.text} {entry.start[:4]}", clock, tense="past")
        if dated.start is not None:
            return replace(dated, phrase=span.text)
    return resolve(span.text, clock, tense="past")


def _is_ahead(time: Time | None, clock: Clock) -> bool:
    then, now = of_time(time), clock.published
    return then is not None and now is not None and then.start > now.end


def _sets_off(token: Token) -> bool:
    """Whether a token only parts the date of an entry from its words."""
    return token.is_space or token.is_punct


def _tells_apart(span: Span, host: Token) -> bool:
    """ "Condemned the raids of 9 May": which ones they were, not when it was."""
    of = span.doc[max(span.start - 1, 0)].lower_ == "of"
    part = host.lower_ in DAY_PARTS or host.lemma_.lower() in ("day", "week", "end", "hour")
    return of and not part and host.pos_ == "NOUN" and host.dep_ in ("obj", "nmod")


def _aside(host: Token) -> bool:
    """Whether a time stands where the story doesn't go on from: in a relative or since-clause.

    "It was she who went there in May" is told like any main clause.
    """
    return any(
        (token.dep_ == "acl:relcl" and not _is_cleft(token.head))
        or (token.dep_ == "acl" and token.tag_ == "VBN")
        or (token.dep_ == "advcl" and "since" in token.below)
        for token in (host, *host.ancestors)
    )


def _is_cleft(word: Token) -> bool:
    """ "It was she who", "it was in Rome that"."""
    return "cop" in word.relations and any(
        c.lower_ == "it" for c in word.children if c.dep_ in ("nsubj", "expl")
    )
