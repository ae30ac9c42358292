"""Which tellings a careful reader takes down: not purposes, contents, quotes, games and habits."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.event_assertion import is_asserted
from graph_builder.extraction.event_contents import (
    EXHAUSTIVE,
    documents,
    goes_on,
    is_agreed,
    is_content,
    is_promise,
    is_signed,
    promised,
    resumes,
    without_grounds,
)
from graph_builder.extraction.event_disregarded import passes_by
from graph_builder.extraction.event_forms import told_live
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_places import find_place, place_span
from graph_builder.extraction.frames import (
    child,
    children,
    frame_of,
    is_verbal,
)
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.extraction.transcripts import Transcript

# What is signed is told of by the signing.
_SIGNED = frozenset({"agree", "joint_statement"})
# Who goes somewhere goes there for what the infinitive says: "flew to Oslo to meet the king".
_GOING = frozenset(
    "fly travel go come arrive head return visit drive be stop gather leave depart land sail "
    "continue proceed journey jet rush call usher show admit slip drive escort take lead "
    "bring hurry".split()
)
_PROMISING = frozenset({"promise", "pledge", "offer", "vow", "announce", "commit"})
_DEPARTING = frozenset({"go", "come", "leave", "head", "fly"})
_AGAIN = re.compile(
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))$"
)
_RANKS = frozenset({"first", "second", "third", "last", "only", "latest", "youngest"})


def worth_telling(
    doc: Doc,
    mentions: Sequence[Mention],
    discourse: Discourse,
    transcript: Transcript | None = None,
) -> list[Mention]:
    """Of all tellings those that a careful reader takes down.

    The answers of an interview tell what happened, though they stand between quotation marks.
    """
    quoted = _quoted(doc)
    for turn in transcript.turns if transcript is not None else ():
        quoted[turn.start : turn.end] = [False] * (turn.end - turn.start)
    mentions = [
        m
        for m in mentions
        if (not quoted[m.trigger.i] or is_repeated(m.trigger) or _is_fragment(m, quoted))
        and not passes_by(m)
    ]
    mentions = without_grounds([m for m in mentions if not resumes(m, mentions)])
    signed = {i for m in mentions if m.type == "sign" for i in documents(m)}
    mentions = [m for m in mentions if not (m.type in _SIGNED and is_signed(m.trigger, signed))]
    blamed = {h.i for m in mentions if m.type == "criticize" for h in m.hosts}
    # "Launched a scathing attack on" is no use of force beside the blame.
    mentions = [m for m in mentions if not (m.type == "attack" and m.trigger.i in blamed)]
    triggers = {m.trigger.i for m in mentions}
    # "Promised to write off the debt" is the aid, not a promise beside it.
    mentions = [m for m in mentions if not (is_promise(m) and promised(m) in triggers)]
    telling = {m.trigger.i: m for m in mentions if m.parties and not is_promise(m)}
    kept = [m for m in mentions if _counts(m) and not is_content(m, telling)]
    kept = [m for m in kept if not goes_on(m, telling)]
    ordered = {m.trigger.head.i for m in kept if _is_content_of_order(m.trigger)}
    kept = [m for m in kept if not (_is_decree(m) and _orders(m) & ordered)]
    for mention in kept:
        noun = mention.trigger
        if mention.type == "meet" and noun.dep_ == "obj" and is_agreed(noun.head, telling):
            mention.needs_time = True  # "agreed to resume talks": no encounter yet
        if mention.verdict.purpose:
            _on_the_way(mention, discourse)
    return kept


def mark_ahead(mentions: Sequence[Mention]) -> None:
    """ "From there she flies on to Rome", "is going to Rome": a journey still to come.

    So is aid that is promised. Headlines and running reports tell in the present what has happened.
    """
    for mention in mentions:
        verb = mention.trigger
        if mention.type == "aid" and mention.verdict.real and verb.lemma_ in _PROMISING:
            mention.verdict = replace(mention.verdict, status="planned")
        if mention.type != "visit" or not mention.verdict.real:
            continue
        if mention.headline and "?" not in verb.sent.text:
            continue
        bare = verb.tag_ in ("VBZ", "VBP") and not children(verb, "aux", "aux:pass")
        going = verb.tag_ == "VBG" and verb.lemma_ in _DEPARTING and _is_present(verb)
        if (bare or going) and not told_live(verb):
            mention.verdict = replace(mention.verdict, status="planned", tense="future")
    ahead = {m.trigger.i for m in mentions if m.type == "visit" and m.verdict.status == "planned"}
    for mention in mentions:
        verb = mention.trigger
        told = mention.verdict.real and mention.verdict.tense == "present"
        if told and "where" in verb.below and any(a.i in ahead for a in verb.ancestors):
            # "Leaves for Lima, where the premier is giving her tea"
            mention.verdict = replace(mention.verdict, status="planned", tense="future")


def _is_present(verb: Token) -> bool:
    """Whether a progressive is of the present: "is going", not "was going", "has been going"."""
    aux = children(verb, "aux")
    return len(aux) == 1 and aux[0].tag_ in ("VBZ", "VBP")


def is_repeated(noun: Token) -> bool:
    """ "Our second meeting", also where a party says it: there was an earlier one."""
    counted = children(noun, "amod", "nummod")
    return not is_verbal(noun) and any(_AGAIN.match(c.lower_) for c in counted)


def _is_fragment(mention: Mention, quoted: list[bool]) -> bool:
    """ "It 'strongly condemned' the raid": words taken over, of whom the text tells itself."""
    verb = mention.trigger
    subject = frame_of(verb).subject if is_verbal(verb) else None
    return subject is not None and subject.i < verb.i and not quoted[subject.i]


def _quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands inside quotation marks; a line feed closes straight ones."""
    inside = straight = False
    found = [False] * len(doc)
    marks = {t.i for t in doc.words("“", "”", '"')} | {i for i in doc.line_ends if i < len(doc)}
    for i, following in pairwise([*sorted(marks), len(doc)]):
        token = doc[i]
        if token.text == "“":
            inside = True
        elif token.text == "”":
            inside = False
        elif token.text == '"':
            straight = not straight
        else:
            inside = straight = False
        found[i:following] = [inside or straight] * (following - i)
    return found


def _on_the_way(mention: Mention, discourse: Discourse) -> None:
    """ "Flew to Oslo on Monday to meet the king": the meeting shares day and place."""
    going = _going(mention.trigger)
    if going is None:
        return
    mention.hosts.append(going)
    if mention.place is None:
        there = place_span(going) if going.ent_type_ == "LOC" else None  # "was in Lima to meet"
        mention.place = there or find_place(frame_of(going), ("to", "in", "at", "into"), discourse)
    mention.basis = "inferred"
    mention.confidence = min(mention.confidence, 0.55)
    mention.rule += "+purpose"


def _going(infinitive: Token) -> Token | None:
    """The verb of motion, or the place where one is, whose purpose the infinitive is."""
    head = infinitive.head
    placed = bool(children(head, "case")) or head.lower_ in ("there", "here")
    stays = child(head, "cop") is not None and placed
    met = head.lemma_ == "meet" and infinitive.lemma_ == "sign"  # "met in Rome to sign a pact"
    return head if head.lemma_.lower() in _GOING or stays or met else None


def _is_decree(mention: Mention) -> bool:
    return mention.type == "other" and mention.trigger.lemma_ in ("sign", "issue")


def _is_content_of_order(verb: Token) -> bool:
    return verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBG" and verb.i > verb.head.i


def _orders(decree: Mention) -> set[int]:
    """Where what is ordered hangs: "signed a decree appointing X" is the appointment alone."""
    return {decree.trigger.i, *(h.i for h in decree.hosts)}


def _is_first(governor: Token) -> bool:
    """ "Became the first leader to visit": the infinitive tells what was done, not what for."""
    named = (governor, *children(governor, "xcomp", "obj"))
    return any(c.lower_ in _RANKS for noun in named for c in children(noun, "amod"))


def _counts(mention: Mention) -> bool:
    verdict = mention.verdict
    if verdict.requested:
        return False
    if verdict.purpose:
        above = mention.trigger.head
        done = mention.type == "visit" and _is_first(above)
        return done or (mention.type in EXHAUSTIVE and _going(mention.trigger) is not None)
    return mention.type in EXHAUSTIVE or is_asserted(mention)
