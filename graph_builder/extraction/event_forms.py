"""Whether the form of a clause is the one that a verb pattern asks for.

These conditions look at words and relations alone; who the parties are is asked elsewhere.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping

from graph_builder.extraction.event_parties import is_office
from graph_builder.extraction.event_types import VerbPattern, lexicon
from graph_builder.extraction.frame_arguments import has_to
from graph_builder.extraction.frames import Frame, child, children, is_verbal, preposition
from graph_builder.extraction.status_unreal import depends, subjunctive
from graph_builder.extraction.temporal_words import MONTH, WEEKDAY, YEAR
from graph_builder.extraction.tokens import Token

_DIRECTIONS = frozenset(
    "home back in off out up together close clean second third forward through along".split()
)
# What opens a phrase without being what the verb is about: "in a bid to end it, they spoke".
_ASIDES = frozenset({"bid", "effort", "attempt", "move", "backdrop", "background"})
_CLAUSES = ("xcomp", "ccomp", "advcl")
_DATED = re.compile(
    rf"^\s*(?i:(?:{WEEKDAY},? )?(?:(?:{MONTH})\.? \d{{1,2}}|\d{{1,2}} (?:{MONTH})|{MONTH})"
    rf"(?:,? {YEAR})?|{YEAR})\s*[:–—-]"
)
_LIVE = re.compile(r"^\s*\d{1,2}[.:]\d\d\s")
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "only"})
_NEAR = frozenset({"friend", "brother", "partner", "colleague", "neighbour", "neighbor"})
_SAYING = frozenset("say claim accuse argue call describe allege insist charge brand ask".split())
_SPANS = frozenset({"minute", "hour"})
_REFLEXIVES = frozenset({"himself", "herself", "themselves"})  # "drove himself to Lima"
_DATE_TOKENS = 9  # and a date with its dash
_CLOCK_TOKENS = 4  # tokens that a time of day at the head of a line takes, blank space included


def form_fits(pattern: VerbPattern, frame: Frame) -> bool:
    """Whether every condition of a `likely` pattern on the form of the clause holds."""
    calls = pattern.type == "phone_call"
    return (
        (not (pattern.one_of or pattern.without) or _complements(pattern, frame))
        and (not pattern.infinitive or _infinitive(frame))
        and (
            not (pattern.of_class or pattern.clause_class or pattern.instrument)
            or _classes(pattern, frame)
        )
        and not (calls and frame.object is not None and is_appeal(frame.object))
        and (pattern.adverb is None or _adverb(pattern.adverb, frame))
        and (not pattern.words or _words(pattern.words, frame))
        and (not pattern.subject_class or _subject(pattern.subject_class, frame))
        and (pattern.judges is None or _judgement(pattern.judges, frame))
        and (pattern.complement != "office" or _office(frame))
        and (not pattern.request or _request(frame))
    )


def told_live(token: Token) -> bool:
    """Whether a token stands in an entry of a running report that opens with a time of day."""
    return bool(_LIVE.match(_line_head(token, _CLOCK_TOKENS)))


def told_by_days(token: Token) -> bool:
    """Whether a token stands in an entry of a chronicle that opens with a date: "3 May – …"."""
    return bool(_DATED.match(_line_head(token, _DATE_TOKENS)))


def _line_head(token: Token, length: int) -> str:
    """The text of the first `length` tokens of the line that a token stands in."""
    doc = token.doc
    before = bisect_left(doc.line_ends, token.i)
    i = doc.line_ends[before - 1] + 1 if before else 0
    return doc[i : min(i + length, token.i + 1)].text


def is_appeal(noun: Token) -> bool:
    """ "Its call for restraint", "a call to disarm": nobody is on the telephone."""
    if noun.lemma_.lower() != "call":
        return False
    within = (noun, *children(noun, "nmod"), *([noun.head] if noun.dep_ == "obj" else []))
    below = (c for n in within for c in children(n, "nmod", "obl") if c.i > noun.i)
    asks = any(preposition(c) == "for" and c.lemma_ not in _SPANS for c in below)
    answered = children(noun.head, "advcl", "xcomp") if noun.head.lemma_ == "answer" else []
    return asks or any(map(_is_infinitive, (*children(noun, "acl"), *answered)))


def _complements(pattern: VerbPattern, frame: Frame) -> bool:
    if pattern.one_of and not any(_has(slot, frame) for slot in pattern.one_of):
        return False
    return not (pattern.without and any(_has(slot, frame) for slot in pattern.without))


def _has(slot: str, frame: Frame) -> bool:
    """Whether a complement is there: a named one, or a phrase under a preposition, dates aside."""
    if slot in _SLOTS:
        return _SLOTS[slot](frame)
    for preposition_, token in frame.obliques:
        if preposition_ == slot and token.ent_type_ != "DATE" and token.lemma_ not in _ASIDES:
            return True
    return False


def _is_infinitive(token: Token) -> bool:
    if token.tag_ != "VB" or "to" not in token.below:
        return False
    return any(c.lower_ == "to" and c.i < token.i for c in token.children)


def _infinitive(frame: Frame) -> bool:
    clause = child(frame.head, *_CLAUSES)
    return clause is not None and has_to(clause)


def _classes(pattern: VerbPattern, frame: Frame) -> bool:
    """The words that must stand under "of", in the clause, or as the means ("by telephone")."""
    if pattern.of_class and not _one_in(pattern.of_class, frame.under("of")):
        return False
    if pattern.clause_class and not _one_in(pattern.clause_class, _clauses(frame)):
        return False
    means = frame.under("by", "on", "over", "via", "in") if pattern.instrument else ()
    return not pattern.instrument or _one_in(pattern.instrument, means)


def _one_in(words: frozenset[str], found: Iterable[Token]) -> bool:
    return any(token.lemma_.lower() in words for token in found)


def _clauses(frame: Frame) -> Iterator[Token]:
    """The clauses that complete the verb: its own and, as infinitives, those of its object."""
    yield from children(frame.head, "xcomp", "ccomp")
    for part in (frame.head, *children(frame.head, "obj", "iobj")):
        yield from (c for c in children(part, "advcl", "acl") if _is_infinitive(c))


def _adverb(adverb: str, frame: Frame) -> bool:
    return adverb in frame.head.below


def _words(words: frozenset[str], frame: Frame) -> bool:
    """A fixed expression beside the verb ("face to face", "in person"): one of its words."""
    parts = frame.head.children
    beside = [p for p in parts if p.lower_ in words or not words.isdisjoint(p.below)]
    return any(
        token.lower_ in words and not is_verbal(token)
        for part in beside
        for token in (part, *part.children)
    )


def _subject(things: frozenset[str], frame: Frame) -> bool:
    """The class of things that the subject must be of: "the tour takes her to"."""
    who = frame.subject
    if who is None and not frame.passive:  # "last week found him in Lima", taken for a time
        who = next((t for t in children(frame.head, "obl:unmarked") if t.i < frame.head.i), None)
    return who is not None and who.lemma_.lower() in things


def _judgement(judges: str, frame: Frame) -> bool:
    """What someone is called must be in the class: "called the steps insufficient"."""
    words, verb = lexicon().classes[judges], frame.head
    called = [*children(verb, "xcomp"), *children(verb, "obj")[1:], *frame.under("as")]
    if judges == "good":
        called = [c for c in called if not _is_kinship(c)]
    return any(t.lemma_.lower() in words for c in called for t in c.subtree)


def _is_kinship(called: Token) -> bool:
    """ "Called him his friend": says how near they are, without a word of praise."""
    bare = not children(called, "amod", "nmod", "acl", "acl:relcl", "conj")
    return called.lemma_ in _NEAR and bare and bool(children(called, "nmod:poss"))


def _office(frame: Frame) -> bool:
    named = [*children(frame.head, "xcomp", "obj"), *frame.under("as")]
    if frame.object is not None and not frame.passive:  # "named her namesake minister"
        named += children(frame.object, "appos", "flat")
    return any(is_office(t) and not _is_ranked(t) for t in named)


def _is_ranked(office: Token) -> bool:
    """ "Became the first minister to visit": takes no office, but does as the first."""
    counted = any(c.tag_ == "JJ" and c.lower_ in _RANKS for c in office.children)
    named = (office, *children(office, "nmod"))  # "the first head of state to visit"
    clauses = [c for noun in named for c in children(noun, "acl")]
    clauses += children(office.head, "advcl")
    return counted and any(map(_is_infinitive, clauses))


def _gives_reasons(frame: Frame) -> bool:
    verbs = [frame.head, *([frame.head.head] if frame.head.dep_ == "xcomp" else [])]
    return any(_says_why(c) for verb in verbs for c in children(verb, "advcl", "conj"))


def _says_why(clause: Token) -> bool:
    """ "Attacked her, saying …", "attacked them for failing to …"."""
    reasons = clause.lemma_.lower() in _SAYING or any(c.lower_ == "for" for c in clause.children)
    return clause.tag_ == "VBG" and reasons


def _is_matter(token: Token) -> bool:
    """ "Shook hands on a loan", not "on the tarmac", "on Monday", "on camera"."""
    if token.ent_type_ in ("DATE", "LOC"):
        return False
    classes, lemma = lexicon().classes, token.lemma_.lower()
    return not any(lemma in classes[places] for places in ("venues", "sites", "stages"))


def _is_subjunctive(clause: Token) -> bool:
    """ "Insisted that it withdraw": whose subject is asked to do it."""
    return subjunctive(clause) is not None and bool(children(clause, "nsubj"))


def _opens(clause: Token, word: str) -> bool:
    return any(c.lower_ == word for c in children(clause, "mark"))


_TIME_OF_SOMEBODY = frozenset(
    "hour minute moment appointment audience interview meeting word date slot".split()
)


def _request(frame: Frame) -> bool:
    """ "Asked him to go", "asked for help", but not "who asked not to be named"."""
    clause = child(frame.head, *_CLAUSES)
    if clause is not None and clause.lemma_.lower() in ("name", "identify", "quote"):
        return False
    if clause is not None and any(c.lower_ in ("whether", "if") for c in children(clause, "mark")):
        return False  # a question
    if frame.head.lemma_ == "ask":
        # A finite clause without "that" is a question, told in its own words.
        clauses = children(frame.head, *_CLAUSES)
        for_what = frame.under("for")
        if not clauses and any(t.lemma_.lower() in _TIME_OF_SOMEBODY for t in for_what):
            return False  # "asked for an hour with her"
        whom = frame.object or frame.indirect or next(iter(frame.under("of")), None)
        own = whom is None and not for_what and all(_opens(c, "to") for c in clauses)
        asked = any(_opens(c, "to") or _opens(c, "that") for c in clauses)
        return (asked and not own) or bool(for_what)
    to_whom = bool(frame.under("to")) and frame.object is not None
    return frame.clause is not None or bool(frame.under("for")) or to_whom


_SLOTS: Mapping[str, Callable[[Frame], bool]] = {
    "object": lambda frame: frame.object is not None and frame.object.lower_ not in _REFLEXIVES,
    "clause": lambda frame: frame.clause is not None,
    "complement": lambda frame: (
        any(c != frame.object for c in children(frame.head, "xcomp"))
        or len(children(frame.head, "obj")) > 1
    ),
    "to_text": lambda frame: _one_in(lexicon().classes["documents"] | {"it"}, frame.under("to")),
    "particle": lambda frame: child(frame.head, "compound:prt") is not None,
    "infinitive": lambda frame: any(
        _is_infinitive(c) for c in frame.head.subtree if c.i > frame.head.i
    ),
    "direction": lambda frame: any(
        c.lower_ in _DIRECTIONS for c in children(frame.head, "advmod", "compound:prt")
    ),
    "there": lambda frame: any(
        c.lower_ in ("here", "there", "over", "round") for c in children(frame.head, "advmod")
    ),
    "quote": lambda frame: any(c.text in ('"', "“") for c in frame.head.children),
    "condition": lambda frame: (
        frame.clause is not None
        and frame.clause.i > frame.head.i
        and depends(frame.clause) is not None
    ),
    "matter": lambda frame: any(map(_is_matter, frame.under("on", "over"))),
    "until": lambda frame: any(c.lower_ == "until" for c in frame.head.subtree),
    "subjunctive": lambda frame: frame.clause is not None and _is_subjunctive(frame.clause),
    "saying": _gives_reasons,
    "gerund": lambda frame: any(
        c.tag_ == "VBG" and _opens(c, "in") for c in children(frame.head, "advcl", "xcomp")
    ),
}
