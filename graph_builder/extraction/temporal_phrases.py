"""Finding an article's temporal phrases and reading them in the order they are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from graph_builder.extraction.frames import is_verbal
from graph_builder.extraction.intervals import Interval, of_time
from graph_builder.extraction.status import Verdict, judge
from graph_builder.extraction.temporal import Clock, is_temporal, resolve
from graph_builder.extraction.temporal_anchor import Tense, knows_month
from graph_builder.extraction.temporal_entries import entry_ends, heads_entry
from graph_builder.extraction.temporal_hosts import host_of, timed
from graph_builder.extraction.temporal_tense import is_present_day, tense_of
from graph_builder.extraction.temporal_words import (
    CARDINALS,
    DAY_PARTS,
    MONTHS,
    NTH_WORDS,
    OFFSETS,
    ORDINALS,
    SEASON_NAMES,
    WEEKDAYS,
)
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.keeping import kept
from graph_builder.model import Time

_UNITS = "day week weekend month quarter year decade".split()
_PLURALS = frozenset(f"{u}s" for u in _UNITS)  # "in 2018, weeks after the coup"
_DEICTIC = "today yesterday tomorrow tonight".split()
# A phrase is looked for around one of these (or a number that can be a year or a day) …
_CORE = {*MONTHS, *WEEKDAYS, *_UNITS, *_PLURALS, *_DEICTIC, *SEASON_NAMES}
_CORE |= {*DAY_PARTS, "christmas", "hours", "hour", "occasion", "fortnight"}
# … and may go on over these.
_FILL = {
    *OFFSETS,
    *CARDINALS,
    *ORDINALS,
    *NTH_WORDS,
    *"the a an of and to through until till from between".split(),
}
_FILL |= set(
    "ago earlier later before after next early late mid beginning end start middle".split()
)
_FILL |= set(
    "that same this new since both first half time in eve - – — , . 's ’s st nd rd th".split()
)
_FILL |= set("previously by on year's years time week's now".split())
_FILL |= {"afterwards", "afterward", "thereafter", "couple", "fortnight"}
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d(?:s|'s|[-–]\d\d(?:\d\d)?)?$")
_DAY = re.compile(r"\d+(?:st|nd|rd|th)$|\d{4}-\d\d-\d\d$")
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?$|\d{4}-\d\d-\d\d$|\d{1,2}[-–]\d{1,2}$")
_NTH = re.compile(r"(?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_BEFORE_DAY = frozenset({"the", "on", "by", "until", "till", "to", "and", "from", "through"})
# Months and weekdays that are other words in lower case or at the start of a name.
_CASED = frozenset(
    {"may", "march", "mar", "sun", "sat", "mon", "wed", "jan", "dec", "august", "fall"}
)
# These leave a time open: "until 2008", "before the summer", "after Monday".
_OPEN = frozenset({"before", "after", "until", "till", "through"})
_THE = frozenset({"the", "that", "this", ",", ".", ";", "his", "her", "their", "its"})
_NEVER_LAST = frozenset({"on", "the", "of", "in", "and", "to", "from", "a"})
# Rules that choose a year by the publication; and after how many days a story has its own time:
# a yearless month is at most a year back, and half a year is left for slow news.
_YEARLESS = frozenset({"month", "month-day", "day-month", "season", "fixed-day"})
_STORY_DAYS = 548
# These count on from a day, so a month told in between is passed over.
_COUNTS_DAYS = re.compile(
    r"\b(?:(?:days?|hours?|minutes?) (?:later|earlier|before|after)|"
    r"(?:next|following|previous) day)\b",
    re.IGNORECASE,
)
_WEEK = re.compile("(?:last|next) week", re.IGNORECASE)
_TAKES_UP = re.compile(r"\b(?:that|same)\b", re.IGNORECASE)
_LONGEST = 10
_BEFORE_YEAR = frozenset(
    "in since from of by until till during after before early late mid around to and".split()
)


@dataclass(slots=True)
class TimePhrase:
    """A temporal phrase: tokens [start, end), the predicate it hangs on, and what it means.

    `heads` marks the date that heads an entry of a timeline ("3 May 2024: …").
    """

    start: int
    end: int
    host: Token
    time: Time
    heads: bool = False


def find_times(doc: Doc, clock: Clock) -> list[TimePhrase]:
    """The temporal phrases of `doc` in text order; each may count from the one told before it."""
    found: list[TimePhrase] = []
    verdicts: dict[int, Verdict] = {}
    story, by_roles, ends = _Story(clock), timed(doc), entry_ends(doc)
    for _, cores in groupby(_cores(doc), key=lambda t: t.sent.start):
        for start, end in _spans(list(cores)):
            span = doc[start:end]
            host = host_of(span, by_roles)
            if host.i not in verdicts:
                helps = host.dep_ in ("cop", "aux", "aux:pass")  # "will be in Rome on Friday"
                verdicts[host.i] = judge(host.head if helps else host)
            heads = heads_entry(span, ends)
            time = story.entry_at(span) if heads else story.time_of(span, host, verdicts[host.i])
            found.append(TimePhrase(start, end, host, time, heads=heads))
    return found


@dataclass(slots=True)
class _Story:
    """The times told so far, from which the next phrase may count on.

    `told` is what the story counts on from, `last` what "that year" takes up, `entry` the date of
    the last entry of a timeline; `days` are the days told, asides included. `aside` is the
    sentence in which `last` was told beside the story, and `week` where a sentence said "next
    week", with its words.
    """

    clock: Clock
    told: Time | None = None
    last: Time | None = None
    entry: Time | None = None
    days: list[Time] = field(default_factory=list)
    aside: int | None = None
    week: tuple[int, str] = (-1, "")

    def entry_at(self, span: Span) -> Time:
        """The time of a date that heads an entry of a timeline; the story goes on from it."""
        time = _entry_time(span, self.clock, self.entry)
        self.entry = time if time.start is not None else self.entry
        self.told = self.last = self.entry
        return time

    def time_of(self, span: Span, host: Token, verdict: Verdict) -> Time:
        """The time of a phrase of the clause of `host`, which is told from then on."""
        time = _read(span, self.clock, tense_of(span, host, verdict), self._taken_up(span))
        sentence = span.sent.start
        if _WEEK.fullmatch(span.text):
            self.week = sentence, span.text
        elif time.rule == "weekday" and self.week[0] == sentence:
            time = _in_week(span, self.week[1], self.clock) or time
        if time.start is not None:
            self.last = time
            self.days += [time] if _is_sharp(time) else []
            since = "since" in (span[0].lower_, span.doc[max(span.start - 1, 0)].lower_)
            beside = since or _aside(host)
            self.told = self.told if beside else time
            self.aside = sentence if beside else None
        return time

    def _taken_up(self, span: Span) -> Time | None:
        """What a phrase counts from: what was told last, or what the story tells."""
        # "That evening", "on the same day" are of the story's day, when an aside or a year was
        # told in between.
        day = span[-1].lower_ == "day" or span[-1].lower_ in DAY_PARTS
        beside = self.aside is not None and self.aside != span.sent.start
        of_story = day and (beside or not _is_sharp(self.last))
        found = self.last if _TAKES_UP.search(span.text) and not of_story else self.told
        if self.days and _COUNTS_DAYS.search(span.text) and not _is_sharp(found):
            gone = found is self.told and _parts(self.days[-1], found)
            return found if gone else self.days[-1]
        return found


def _read(span: Span, clock: Clock, tense: Tense, told: Time | None) -> Time:
    """The time of a phrase together with the preposition before it."""
    before = span.doc[span.start - 1] if span.start > 0 else None
    if before is not None and before.lower_ in _OPEN:
        with_before = resolve(f"{before.lower_} {span.text}", clock, tense=tense, told=told)
        return replace(with_before, phrase=span.doc[span.start - 1 : span.end].text)
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is not None and span[-1].lower_ in ("before", "after"):
        clause = span[-1].dep_ == "mark"  # "three days after the navy seized a ship"
        beside = after.lower_ not in _THE or (told is None and not after.is_punct)
        if clause or beside:
            return Time(phrase=span.text, rule="unplaced")  # counts from an event told beside it
    time = resolve(span.text, clock, tense=tense, told=told)
    story = of_time(told) if time.rule in _YEARLESS and tense == "past" else None
    if story is None or not _long_ago(story, clock) or is_present_day(span.sent):
        return time
    # A story of another year goes on in it: after 3 March 1988, "in May" is the next May. A year
    # alone may be told in passing; "from May to July 1988 … on 2 August" is no such thing.
    then = time
    if knows_month(story):
        then = resolve(span.text, Clock(story), tense="future", told=told)
    elif story.precision == "interval" and story.start.year == story.end.year:
        then = resolve(f"{span.text} {story.start.year}", clock)
    return replace(then, phrase=span.text) if then.start is not None else time


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


def _aside(host: Token) -> bool:
    """Whether a time stands where the story doesn't go on from: in a relative or since-clause."""
    return any(
        token.dep_ == "acl:relcl" or (token.dep_ == "advcl" and "since" in token.below)
        for token in (host, *host.ancestors)
    )


def _cores(doc: Doc) -> list[Token]:
    """The words that temporal phrases are looked for around, in text order."""
    words = [w for w in doc.vocabulary if w[0].isdigit() or w[-1] == "."]
    cores = [*(doc.vocabulary & _CORE), *filter(_may_be_core, words)]
    return [t for t in doc.words(*dict.fromkeys(cores)) if _is_core(t)]


def _spans(cores: Sequence[Token]) -> list[tuple[int, int]]:
    """The longest readable stretches of temporal words, left to right, without overlaps.

    `cores` are those of one sentence.
    """
    spans = []
    tokens, sentence = cores[0].doc.tokens, cores[0].sent
    i = sentence.start
    for core in cores:
        i = max(i, core.i - _LONGEST + 1)  # what begins further left doesn't reach it
        while i <= core.i:
            if not _may_start(tokens[i]):
                i += 1
                continue
            end = i + 1
            while end < sentence.end and end - i < _LONGEST and _belongs(tokens[end]):
                end += 1
            stop = _longest(sentence.doc, i, end)
            if stop is None:
                i += 1
            else:
                spans.append((i, stop))
                i = stop
    return spans


def _longest(doc: Doc, start: int, end: int) -> int | None:
    if "a" in doc.forms[max(start - 1, 0) : start + 1] and _is_some_weekday(doc, start):
        return None  # "on March 18, a Tuesday"
    first = next(filter(_is_core, doc.tokens[start:end]), None)
    for stop in range(end, first.i if first is not None else end, -1):
        last = doc.tokens[stop - 1]
        if last.is_punct or last.lower_ in _NEVER_LAST or not is_temporal(doc.phrase(start, stop)):
            continue
        span = doc[start:stop]
        if not (_split_by_comma(span) or _counts(span) or _is_some_last(span)):
            return stop
    return None


def _is_some_last(span: Span) -> bool:
    """ "Until the last night": of the stay, not of the publication."""
    last = span[0].lower_ == "last" and span[-1].lower_ in DAY_PARTS
    return last and span.doc[max(span.start - 1, 0)].lower_ in _THE


def _is_some_weekday(doc: Doc, start: int) -> bool:
    """Whether "a" and the name of a day stand next to each other where a phrase may start."""
    forms = pairwise(doc.forms[max(start - 1, 0) : start + 2])
    return any(first == "a" and second in WEEKDAYS for first, second in forms)


def _split_by_comma(span: Span) -> bool:
    """Whether a comma inside parts two phrases ("in September, two …") instead of one date."""
    after = (t for comma, t in pairwise(span) if comma.text == ",")
    return any(
        t.lower_ in _PLURALS or not (_is_core(t) or t.lower_ in ("of", "and")) for t in after
    )


def _may_start(token: Token) -> bool:
    return (
        _is_readable(token.text)
        and _belongs(token)
        and not token.is_punct
        and token.lower_ not in ("'s", "’s", "of", "and", ".")
    )


def _belongs(token: Token) -> bool:
    return _is_core(token) or _may_fill(token.text)


def _is_core(token: Token) -> bool:
    if not _may_be_core(token.text):
        return False
    lower = token.lower_.rstrip(".")
    if lower in _CASED and not (token.text[0].isupper() and token.tag_ != "MD"):
        return False
    if token.ent_type_ == "PERSON" and lower[0].isalpha():
        return False  # "Jan Novak", "April Lee", "Han Ki-Sun"
    if lower == "sun" and (token.ent_type_ == "ORG" or _is_after_the(token)):
        return False  # "the Order of the Sun", "the Sun"
    return not (lower in ("spring", "fall") and is_verbal(token))


def _is_after_the(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "the"


# These are asked of the words of an article one by one, most often of the same few hundred.


@kept
def _is_readable(word: str) -> bool:
    return _may_be_core(word) or _may_fill(word)


@kept
def _may_be_core(word: str) -> bool:
    lower = word.lower().rstrip(".")
    if not word[0].isdigit():
        return lower in _CORE
    return _YEAR.match(word) is not None or _DAY.match(lower) is not None


@kept
def _may_fill(word: str) -> bool:
    number = word[0].isdigit() and _NUMBER.match(word) is not None
    return number or word.lower().rstrip(".") in _FILL


def _counts(span: Span) -> bool:
    """Whether a lone number counts something: "2000 soldiers", "its 10th accord"."""
    text = span.text
    if _NTH.fullmatch(text):
        last = span[-1]
        word = span.doc[last.i - 1].lower_ if last.i else ""
        counted = last.dep_ == "amod" and last.head.tag_.startswith("NN")
        return counted or word not in _BEFORE_DAY
    if not _YEAR.match(text):
        return False
    token = span[0]
    if token.ent_type_ == "DATE":
        return False
    before = token.nbor(-1) if token.i > 0 else None
    if before is not None and before.lower_ in _BEFORE_YEAR:
        return token.dep_ == "nummod" and token.head.tag_ in ("NNS", "NNPS")
    return not (token.dep_ in ("compound", "nummod", "amod") and token.head.tag_ in ("NN", "NNP"))
