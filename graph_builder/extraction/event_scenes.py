"""Times that a text gives before it tells the event: the heading of an entry, the scene just set.

"3 May 2024: …" dates what its entry tells; and "in 1971 he turned up in Havana. The minister kept
him waiting and talked with him until dawn": a story goes on where and when its last sentence was.
"""

import re
from collections.abc import Sequence

from graph_builder.extraction.event_mentions import Mention, sentences_between
from graph_builder.extraction.event_merging import another_time
from graph_builder.extraction.frames import children, is_verbal, preposition
from graph_builder.extraction.intervals import of_time
from graph_builder.extraction.status import judge
from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.temporal_hosts import SAYING
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.temporal_tense import is_present_day
from graph_builder.extraction.tokens import Doc, Span, Token

# What people do together at a place and time; speech is not dated by what stands before it.
_DEEDS = frozenset({"meet", "visit", "phone_call", "agree", "sign", "joint_statement"})
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_AUX = frozenset({"aux", "aux:pass"})
_PLAIN = frozenset({"was", "were", "did"})  # not "had met", "has met", "will meet"
_LONG_AGO = 60  # days before publication: of such times news speaks at length or not at all
_OCCASION = frozenset({"it", "occasion", "event", "ceremony"})
# "Subsequently both sides signed": not when the scene was.
_LATER = frozenset("later subsequently afterwards afterward eventually soon meanwhile".split())
_STOPS = frozenset({".", "!", "?"})
_NEXT = 1  # sentences that a scene of days goes on, and one of long ago
_FURTHER = 2
_AFTER_HEADING = re.compile(r"[\s.:|–—-]+")


def heading_of(mention: Mention, headings: Sequence[TimePhrase]) -> TimePhrase | None:
    """The date that heads the entry of a timeline in which the event is told."""
    verb = mention.trigger
    told = mention.verdict.status in ("happened", "denied") and mention.verdict.tense != "future"
    # "25 January: … now she flies to Lima": of a timeline, the present is past.
    present = verb.tag_ in ("VBZ", "VBP") and verb.relations.isdisjoint(_AUX)
    if not told and not present:
        return None
    doc, trigger = mention.trigger.doc, mention.trigger
    for phrase in reversed(headings):
        if phrase.end <= trigger.i:
            between = doc.text[doc[phrase.end - 1].idx : trigger.idx]
            words = len(doc[phrase.end - 1].text)
            entry = _AFTER_HEADING.sub("", between[words:], count=1)
            return phrase if "\n" not in entry else None
    return None


def time_of_scene(mention: Mention, times: Sequence[TimePhrase], clock: Clock) -> TimePhrase | None:
    """The time that was told last, where the event goes on from there or takes it up."""
    verb = _clause(mention)
    last = next((p for p in reversed(times) if p.end <= mention.trigger.i), None)
    if mention.type not in _DEEDS or verb is None or last is None or another_time(mention):
        return None
    if not verb.below.isdisjoint(_LATER):
        return None
    stops = _stops_between(last, mention.trigger)
    if _takes_up(mention, verb):
        fits = 0 < stops <= _FURTHER
    elif mention.verdict.status == "denied" and mention.anaphoric:
        # "She should have been in Lima today. She called off the visit"
        fits = stops == 1 and not judge(last.host).real and _is_party_told(mention, last)
    else:
        fits = _goes_on(mention, verb, last, stops, clock)
    return last if fits else None


def _goes_on(mention: Mention, verb: Token, last: TimePhrase, stops: int, clock: Clock) -> bool:
    """Whether the event is told in the plain past right after a scene was set so."""
    told = _is_told(verb) and mention.verdict.real
    if not (told or _was_to(verb)) or not _sets_scene(last, clock):
        return False
    old = _is_long_ago(last, clock)
    near = 0 < stops <= (_FURTHER if old else _NEXT)
    if not near or any(map(is_present_day, _sentences(verb.doc, last, verb))):
        return False
    opens = stops == 1 and last.start - last.host.sent.start <= 1
    return old or opens or _is_party_told(mention, last)


def _stops_between(phrase: TimePhrase, word: Token) -> int:
    """How many sentences end between a phrase and a word; many where a paragraph does."""
    words = word.doc.tokens[phrase.end : word.i]
    if any("\n" in t.text_with_ws for t in words):
        return len(words)
    return sum(t.text in _STOPS for t in words)


def _is_party_told(mention: Mention, phrase: TimePhrase) -> bool:
    """Whether one of those who do it was told of where the scene was set."""
    start, end = phrase.host.sent.start, mention.trigger.sent.start
    end = end if end > start else phrase.end
    return any(start <= r.start < end for e in mention.entities for r in e.references)


def time_of_plan(group: Sequence[Mention], before: Sequence[list[Mention]]) -> TimePhrase | None:
    """ "He will visit Lima from 3 to 5 May. The king will hold talks with him": on those days."""
    main = group[0]
    if main.type not in _DEEDS or main.verdict.status != "planned" or another_time(main):
        return None
    if main.type == "visit" and main.place is not None:
        return None  # another stop
    parties = {id(e) for m in group for e in m.entities}
    for other in reversed(before):
        lead = other[0]
        if lead.type not in ("visit", "meet") or lead.verdict.status != "planned":
            continue
        known = {id(x) for m in other for e in m.entities for x in (e, e.country)}
        if known & parties:
            near = sentences_between(other[-1], main) <= _NEXT
            found = (m.time for m in other if m.time is not None)
            return next((t for t in found if near and t.time.start is not None), None)
    return None


def _takes_up(mention: Mention, verb: Token) -> bool:
    """ "The funeral is on Friday. She is expected for it", "flew in for the occasion"."""
    around = (*children(verb, "obl"), *children(mention.trigger, "obl", "nmod"))
    return any(preposition(c) in ("for", "on", "at") and c.lower_ in _OCCASION for c in around)


def _was_to(verb: Token) -> bool:
    """ "Were to meet in Rome when the bomb went off"."""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "cop", "mark")}
    return "to" in words and bool(words & {"was", "were"}) and verb.dep_ in _MAIN


def _clause(mention: Mention) -> Token | None:
    """The verb of the clause that tells the event."""
    trigger = mention.trigger
    if is_verbal(trigger):
        return trigger
    return next((t for t in (*mention.hosts, *trigger.ancestors) if is_verbal(t)), None)


def _is_told(verb: Token) -> bool:
    """Whether a verb is the plain past of a main clause: "met", "was signed"."""
    if verb.dep_ not in _MAIN or (verb.dep_ != "ROOT" and verb.head.dep_ not in _MAIN):
        return False
    helpers = [c.lower_ for c in verb.children if c.dep_ in _AUX]
    plain = all(h in _PLAIN for h in helpers)
    return plain and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers)))


def _sets_scene(phrase: TimePhrase, clock: Clock) -> bool:
    """Whether a phrase tells in a main clause when something happened."""
    time, host, now = of_time(phrase.time), phrase.host, clock.published
    if time is None or now is None or time.start > now.end or host.lemma_ in SAYING:
        return False
    rule = phrase.time.rule or ""
    if "since" in rule or rule == "end-of-unit" or time.precision == "quarter":
        return False
    verb = next((t for t in (host, *host.ancestors) if is_verbal(t)), None)
    return verb is not None and _is_told(verb) and judge(verb).real


def _is_long_ago(phrase: TimePhrase, clock: Clock) -> bool:
    time, now = of_time(phrase.time), clock.published
    return time is not None and now is not None and (now.start - time.end).days > _LONG_AGO


def _sentences(doc: Doc, phrase: TimePhrase, word: Token) -> list[Span]:
    """The sentences that stand between those of a phrase and of a word."""
    found: list[Span] = []
    i = doc[phrase.start].sent.end
    while i < word.sent.start:
        found.append(doc[i].sent)
        i = found[-1].end
    return found
