"""What happened: events of an article, from its predicates and its event nouns.

`find_events` reads top to bottom: temporal phrases, mentions told by verbs and nouns, their times,
then mentions of one occasion merged into an event.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_merging import merge
from graph_builder.extraction.event_nouns import noun_mentions
from graph_builder.extraction.event_verbs import verb_mentions
from graph_builder.extraction.frames import children, first_conjunct, is_verbal
from graph_builder.extraction.intervals import SHARPNESS
from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.temporal_phrases import TimePhrase, find_times
from graph_builder.model import Event, Evidence, Participant, Status, Support, Time
from graph_builder.model import Span as TextSpan

_UNRESOLVED = Time()
# Directed acts are taken down where a clause asserts them, not where an infinitive only names them.
_ALWAYS = frozenset({"meet", "phone_call", "visit", "joint_statement", "agree", "sign"})


def find_events(doc: Doc, discourse: Discourse, clock: Clock) -> list[Event]:
    """The events that `doc` tells of; ids are e1, e2 … in text order."""
    times = find_times(doc, clock)
    mentions = [m for m in _mentions(doc, discourse) if _counts(m)]
    _date(mentions, times)
    groups = merge(mentions)
    return [_event(f"e{n}", group, clock) for n, group in enumerate(groups, start=1)]


def _mentions(doc: Doc, discourse: Discourse) -> Iterator[Mention]:
    for token in doc:
        if is_verbal(token) and token.pos_ == "VERB":
            yield from verb_mentions(token, discourse)
        elif token.pos_ in ("NOUN", "PROPN"):
            yield from noun_mentions(token, discourse)


def _counts(mention: Mention) -> bool:
    verdict = mention.verdict
    if verdict.purpose or verdict.requested:
        return False
    if mention.type in _ALWAYS:
        return True
    infinitive = mention.trigger.tag_ == "VB" and verdict.status == "happened"
    return not infinitive


# ---- times --------------------------------------------------------------------------------------


def _date(mentions: list[Mention], times: list[TimePhrase]) -> None:
    """Give each mention the temporal phrase that its trigger, or a word that supports it, governs."""
    by_host: dict[int, list[TimePhrase]] = {}
    for phrase in times:
        by_host.setdefault(phrase.host.i, []).append(phrase)
    triggers = {m.trigger.i: m for m in mentions}
    for mention in mentions:
        for host in _hosts(mention):
            near = by_host.get(host.i)
            if near:
                mention.time = _best(near, mention)
                break
    for mention in mentions:
        if mention.time is None:
            mention.time = _from_frame(mention, triggers)


def _hosts(mention: Mention) -> Iterator[Token]:
    for host in mention.hosts:
        yield host
        if is_verbal(host):
            yield from _chain(host)


def _chain(verb: Token) -> Iterator[Token]:
    """Verbs that share a time with this one: "was expected to meet … on Thursday"."""
    for inner in children(verb, "xcomp"):
        yield inner
    while verb.dep_ == "xcomp":
        verb = verb.head
        yield verb
    first = first_conjunct(verb)
    if first != verb:
        yield first


def _best(phrases: list[TimePhrase], mention: Mention) -> TimePhrase:
    return max(
        phrases,
        key=lambda p: (SHARPNESS[p.time.precision], -abs(p.start - mention.trigger.i)),
    )


def _from_frame(mention: Mention, triggers: dict[int, Mention]) -> TimePhrase | None:
    """ "In a joint statement issued on Tuesday, they thanked …": the time of the frame."""
    if not is_verbal(mention.trigger):
        return None
    for dependent in mention.trigger.children:
        if dependent.dep_ == "obl" and dependent.i in triggers:
            case = next((c.lower_ for c in dependent.children if c.dep_ == "case"), "")
            if case in ("in", "at", "during"):
                return triggers[dependent.i].time
    return None


# ---- the event ----------------------------------------------------------------------------------


def _event(event_id: str, group: list[Mention], clock: Clock) -> Event:
    main = max(group, key=lambda m: (len(m.parties), m.time is not None, -m.trigger.i))
    parties = list(main.parties)
    for mention in group:
        known = {id(e) for e, _ in parties}
        parties += [(e, r) for e, r in mention.parties if id(e) not in known]
    dated = [m for m in group if m.time is not None and m.time.time.start is not None]
    best = max(dated, key=lambda m: SHARPNESS[m.time.time.precision] if m.time else 0, default=None)
    time = best.time.time if best is not None and best.time is not None else _unresolved(group)
    placed = [m.place for m in [main, *group] if m.place is not None]
    names = list(dict.fromkeys(p.text for p in placed))
    status = _status(group, time, clock)
    trigger = main.trigger
    return Event(
        id=event_id,
        type=main.type,
        participants=tuple(Participant(e.id, r) for e, r in parties),
        place=names[0] if names else None,
        place_alt=tuple(names[1:]),
        date=time.date,
        time=time,
        status=status,
        basis="stated" if any(m.basis == "stated" for m in group) else "inferred",
        trigger=TextSpan(trigger.idx, trigger.idx + len(trigger), trigger.text),
        evidence=tuple(_evidence(main, group, best)),
        confidence=round(main.confidence, 3),
        rule=main.rule,
    )


def _unresolved(group: list[Mention]) -> Time:
    return next((m.time.time for m in group if m.time is not None), _UNRESOLVED)


def _status(group: list[Mention], time: Time, clock: Clock) -> Status:
    statuses = {m.verdict.status for m in group}
    if "denied" in statuses:
        return "denied"
    status = group[0].verdict.status if len(statuses) == 1 else "happened"
    published = clock.published
    if status == "happened" and time.start and published and time.start > published.end.isoformat():
        return "planned"
    return status


def _evidence(main: Mention, group: list[Mention], dated: Mention | None) -> Iterator[Evidence]:
    supports: list[Support] = ["trigger", "participant"]
    if main.place is not None:
        supports.append("place")
    if dated is main:
        supports.append("date")
    yield _sentence(main.trigger.sent, tuple(supports))
    seen = {main.trigger.sent.start}
    for mention in group:
        sentence = mention.trigger.sent
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        more: list[Support] = ["participant"]
        if mention is dated:
            more.append("date")
        if mention.place is not None:
            more.append("place")
        yield _sentence(sentence, tuple(more))


def _sentence(sentence: Span, supports: tuple[Support, ...]) -> Evidence:
    """A sentence without the blank space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    stripped = text.strip()
    return Evidence(start, start + len(stripped), stripped, supports)
