"""On which side of the publication a temporal phrase lies, by the clause that it stands in."""

import re

from graph_builder.extraction.frame_arguments import has_to
from graph_builder.extraction.frames import children, is_passive, is_verbal, preposition
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal_anchor import Tense
from graph_builder.extraction.tokens import Span, Token

# "A visit planned for July": seen from the planning, not from the publication.
_SCHEDULING = frozenset(
    {"plan", "schedule", "expect", "set", "slate", "due", "book", "fix", "pencil", "tap"}
)
_MOVING = frozenset({"move", "put", "bring", "postpone", "push", "delay", "defer"})
# Pictures are explained in the present tense.
_CAPTION = re.compile(r"\((?:left|right|cent(?:er|re)|L|R|C)\)|^(?:FILE )?(?:PHOTO|PICTURE)\b")
_PUT_OFF = frozenset({"put", "postpone", "cancel", "call", "delay", "defer", "scrap", "shelve"})
_WAS = frozenset({"was", "were", "had"})
_IS = frozenset({"is", "are", "'s", "’s"})
_HAS = frozenset({"has", "have"})
# What is promised lies ahead of the promise.
_PROMISES = frozenset(
    "promise pledge plan agreement accord deal pact undertaking commitment vow decision intention "
    "offer proposal invitation order bid assurance understanding compromise".split()
)
# "The quarrel follows the death on Tuesday": of what went before.
_SUCCEEDS = frozenset({"follow", "succeed"})


def tense_of(span: Span, host: Token, verdict: Verdict) -> Tense:
    """Where a clause with this host and verdict places the time `span` ("any": the nearest)."""
    before = span.doc[max(span.start - 1, 0)].lower_
    if "since" in (span[0].lower_, before):
        return "past"
    if _was_to_come(host, verdict):
        return "any"
    return _of_verb(host, verdict, before) if is_verbal(host) else _of_noun(host, verdict, before)


def _of_noun(host: Token, verdict: Verdict, before: str) -> Tense:
    if "cop" in host.relations and any(c.dep_ == "cop" and c.lower_ in _IS for c in host.children):
        return "future"  # "the funeral is on Friday", "she is off to Rome on Monday"
    if verdict.status == "denied":  # "has scrapped Monday's trip"; "a planned visit was called off"
        return "future" if _is_recent(host.head) else "any"
    told = verdict.tense == "present" and verdict.real  # "her visit on Monday is the first"
    return "any" if told or preposition(host) == "ahead_of" else _of_verb(host, verdict, before)


def _of_verb(host: Token, verdict: Verdict, before: str) -> Tense:
    lemma = host.lemma_.lower()
    moved = before == "to" and lemma in _MOVING
    planned = is_passive(host) and (lemma in _SCHEDULING or before == "for" or moved)
    off = planned and host.head.head.lemma_ in _PUT_OFF  # "put off a visit planned for June"
    had = any(c.lower_ == "had" for c in host.children)  # "called off one that had been planned"
    put_off = off and (not had or _is_recent(host.head.head))
    # "The king (left) greets the premier on Monday": of a picture, the present is past.
    pictured = verdict.tense == "present" and _CAPTION.search(host.sent.text) is not None
    promised = host.dep_ == "acl" and host.tag_ == "VB" and host.head.lemma_ in _PROMISES
    ahead = verdict.status == "planned" or verdict.tense in ("future", "present")
    if off and not put_off:
        return "any"
    if (ahead or put_off or promised) and not pictured:
        return "any" if host.lemma_ in _SUCCEEDS and verdict.tense == "present" else "future"
    if planned:
        are = any(c.dep_ == "aux:pass" and c.lower_ in _IS for c in host.children)
        return "future" if are else "any"
    if verdict.status == "denied" or pictured:
        return "past"
    reported = host.tag_ == "VBD" and verdict.tense == "past"  # "allegedly met on Monday"
    return "future" if verdict.status == "hypothetical" and not reported else "past"


def _was_to_come(host: Token, verdict: Verdict) -> bool:
    """ "Was due on Thursday", "was to meet her on Monday but fell ill": done or not, by now."""
    if _WAS.isdisjoint(host.below):
        return False
    planned = has_to(host) or host.lemma_.lower() in _SCHEDULING
    if verdict.status == "denied":  # not "was not received on Thursday"
        return planned or not is_passive(host) or "not" not in host.below
    return (verdict.status == "planned" and planned) or host.lower_ == "due"


def _is_recent(verb: Token) -> bool:
    """ "Has scrapped": news of now."""
    return verb.tag_ == "VBN" and any(c.lower_ in _HAS for c in children(verb, "aux"))


def is_present_day(sentence: Span) -> bool:
    """Whether the main clause of a sentence is of now or of what is to come."""
    root = sentence.root
    helpers = [c for c in root.children if c.dep_ in ("aux", "aux:pass", "cop")]
    first = min(helpers, key=lambda t: t.i, default=root)
    return first.tag_ in ("VBZ", "VBP", "MD")
