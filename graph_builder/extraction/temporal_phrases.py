"""Finding an article's temporal phrases and reading them in the order they are told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from graph_builder.extraction.datelines import after_dateline
from graph_builder.extraction.frames import is_verbal
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal import Clock, is_temporal
from graph_builder.extraction.temporal_entries import entry_ends, heads_entry
from graph_builder.extraction.temporal_hosts import host_of, timed
from graph_builder.extraction.temporal_story import Story
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
_IN_THE_PART = re.compile(rf"in the (?:{'|'.join(DAY_PARTS)})", re.IGNORECASE)
_BEFORE_DAY = frozenset({"the", "on", "by", "until", "till", "to", "and", "from", "through"})
# Months and weekdays that are other words in lower case or at the start of a name.
_CASED = frozenset(
    {"may", "march", "mar", "sun", "sat", "mon", "wed", "jan", "dec", "august", "fall"}
)
_THE = frozenset({"the", "that", "this", ",", ".", ";", "his", "her", "their", "its"})
_NEVER_LAST = frozenset({"on", "the", "of", "in", "and", "to", "from", "a"})
_ANY_DAYS = frozenset({*WEEKDAYS, "weekend"})
_LONGEST = 10
_OPENING = 3  # lines in which a dateline may stand
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
    story, by_roles, ends = Story(clock), timed(doc), entry_ends(doc)
    written = _dateline(doc)
    for _, cores in groupby(_cores(doc), key=lambda t: t.sent.start):
        for start, end in _spans(list(cores)):
            span = doc[start:end]
            host = host_of(span, by_roles)
            if host.i not in verdicts:
                helps = host.dep_ in ("cop", "aux", "aux:pass")  # "will be in Rome on Friday"
                verdicts[host.i] = judge(host.head if helps else host)
            heads = heads_entry(span, ends)
            time = story.entry_at(span) if heads else story.time_of(span, host, verdicts[host.i])
            if heads or end > written:  # when it was written dates no event
                found.append(TimePhrase(start, end, host, time, heads=heads))
    return found


def _dateline(doc: Doc) -> int:
    """Where the dateline of the story ends that stands under its title; 0 where there is none."""
    for start in (0, *(i + 1 for i in doc.line_ends[:_OPENING]))[:_OPENING]:
        if start < len(doc) and (end := after_dateline(doc, start)) > start:
            return end
    return 0


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
    if doc.forms[max(start - 1, 0)] in ("every", "each") and doc.forms[start] in SEASON_NAMES:
        return None  # "every autumn"
    first = next(filter(_is_core, doc.tokens[start:end]), None)
    for stop in range(end, first.i if first is not None else end, -1):
        last = doc.tokens[stop - 1]
        if last.is_punct or last.lower_ in _NEVER_LAST or not is_temporal(doc.phrase(start, stop)):
            continue
        span = doc[start:stop]
        counts = _counts(span) or _is_some_last(span) or _is_of_a_clock(span)
        if not (counts or _split_by_comma(span)):
            return stop
    return None


def _is_some_last(span: Span) -> bool:
    """ "Until the last night": of the stay, not of the publication."""
    last = span[0].lower_ == "last" and span[-1].lower_ in DAY_PARTS
    return last and span.doc[max(span.start - 1, 0)].lower_ in _THE


def _is_of_a_clock(span: Span) -> bool:
    """ "Until two in the morning": an hour, of whatever day."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    hour = before in CARDINALS or before == "o'clock" or before[:1].isdigit()
    return hour and _IN_THE_PART.fullmatch(span.text) is not None


def _is_some_weekday(doc: Doc, start: int) -> bool:
    """ "A Tuesday", "a weekend": "a" next to the name of a day where a phrase may start."""
    forms = pairwise(doc.forms[max(start - 1, 0) : start + 2])
    return any(first == "a" and second in _ANY_DAYS for first, second in forms)


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
    lower = word.lower()
    return number or lower in _FILL or lower.rstrip(".") in _FILL  # "SEPT" and "." and "5"


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
