"""One verb, several events.

"They met in Panama in April and again in New York in September", "accused each other", "met
separately with A and B", "the first to visit since X in 1928".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_places import find_place, is_place, place_span
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import Frame, children, conjuncts, is_verbal, preposition
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Span, Token

_VISITING = frozenset({"visit", "come", "travel", "go"})
_MUTUAL = frozenset({"each", "one", "other", "another"})
_CALLS = frozenset({"call", "conversation", "conference"})
_SEPARATELY = frozenset({"separately", "individually"})
_TOGETHER = frozenset({"jointly", "together", "simultaneously"})
_NEXT = 2  # tokens: "X on Monday", "X in the morning"
_THEN = frozenset({"then", "later", "afterwards", "afterward", "finally"})
_BESIDE = frozenset({"on", "at", "in", "during", "by"})
_ONE_MORE = frozenset({"one", "another", "again"})
_JOINING = frozenset({"and", ",", "in", "on", "at", "then"})
_REPEATABLE = frozenset({"meet", "visit", "phone_call"})


def occasions(
    mention: Mention, times: Sequence[TimePhrase], discourse: Discourse
) -> Iterator[Mention]:
    """`mention` once for every place that is followed by a time of its own; else as it is."""
    yield from _and_again(mention, times)
    yield from _on_another_day(mention, times, discourse)
    pairs = _pairs(mention, times, discourse) if mention.type in _REPEATABLE else []
    if len(pairs) < 2:
        yield from _one_by_one(mention, times)
        yield from _elsewhere(mention, times, discourse)
        return
    for place, time in pairs:
        yield replace(mention, parties=list(mention.parties), place=place, time=time)


def _and_again(mention: Mention, times: Sequence[TimePhrase]) -> Iterator[Mention]:
    """ "Held one meeting in May and another in July", "met in May and again in July"."""
    first = mention.time
    if first is None or first.time.start is None or mention.type not in _REPEATABLE:
        return
    doc = first.host.doc
    near = takewhile(lambda t: t.lower_ in _ONE_MORE or t.lower_ in _JOINING, doc[first.end :])
    reached = first.end + len(list(near))
    later = (t for t in times if first.end < t.start <= reached and t.time.start is not None)
    for time in later:
        between = {t.lower_ for t in doc[first.end : time.start]}
        # "And on Tuesday", not "… and on Tuesday she flew to Rome".
        on_another = doc[time.start].lower_ in _JOINING and between == {"and"}
        same_clause = time.host.i < time.start
        if "and" in between and (between & _ONE_MORE or (on_another and same_clause)):
            yield replace(mention, parties=list(mention.parties), time=time, hosts=[time.host])


def _on_another_day(
    mention: Mention, times: Sequence[TimePhrase], discourse: Discourse
) -> Iterator[Mention]:
    """ "Met X on Monday and Y on Tuesday": Y, joined to the day or the verb by the parser."""
    verb, first = mention.trigger, mention.time
    alone = bool(mention.own) and len(mention.parties) > len(mention.own)
    if mention.type not in ("meet", "phone_call") or first is None or not alone:
        return
    for other in verb.doc[first.end : verb.sent.end]:
        joined = first.start <= other.head.i < first.end or other.head == verb
        by = other.dep_ == "obl:agent"  # "was received by X on Monday and by Y on Tuesday"
        if not (by or other.dep_ == "conj") or not joined or is_verbal(other):
            continue
        met = [e for e in discourse.resolve(other) if e not in mention.entities]
        time = _time_after(met[0], verb, times) if len(met) == 1 else None
        if time is not None:
            kept = [p for p in mention.parties if (p[0] in mention.own) != by]
            role = next(r for e, r in mention.parties if (e in mention.own) == by)
            yield replace(mention, parties=[*kept, (met[0], role)], time=time, place=None)


def _elsewhere(
    mention: Mention, times: Sequence[TimePhrase], discourse: Discourse
) -> Iterator[Mention]:
    """ "Met in Rome and Paris", "met in Rome in May and, beside the summit, in New York"."""
    first, verb = mention.place, mention.trigger
    if mention.type != "meet" or first is None or not is_verbal(verb) or len(mention.parties) < 2:
        return
    dated = verb.doc[mention.time.start : mention.time.end] if mention.time is not None else ()
    others = [c for part in (first.root, verb, *dated) for c in children(part, "conj")]
    others += [c for c in children(verb, "obl") if c.left_edge.lower_ == "and"]
    for other in others:
        if is_verbal(other) or other.i < first.end:
            continue
        named = [t for t in other.subtree if t.ent_type_ == "LOC" and _named_place(t, discourse)]
        if not named and preposition(other) in ("in", "at", "aboard"):
            # "… in Rome in May and at her palace in July"
            later = [p for p in times if other.i < p.start <= other.right_edge.i + 2]
            if later and later[0].time.start is not None:
                yield replace(mention, parties=list(mention.parties), place=None, time=later[0])
            continue
        if first.root.ent_type_ != "LOC":
            continue
        beside = other in named or (other.head == verb and preposition(other) in _BESIDE)
        if not beside or not named or named[0].text == first.root.text:
            continue
        within = [p for p in times if other.left_edge.i <= p.start <= other.right_edge.i]
        whole = mention.time if mention.time and mention.time.time.precision != "day" else None
        ends = mention.time is not None and mention.time.start > other.i  # "… and Paris last year"
        time = within[0] if within else whole if ends else None
        yield replace(mention, parties=list(mention.parties), place=place_span(named[0]), time=time)


def _pairs(
    mention: Mention, times: Sequence[TimePhrase], discourse: Discourse
) -> list[tuple[Span, TimePhrase]]:
    """Place and time next to each other, after the verb and before the next verb."""
    verb = mention.trigger
    told = [p for p in times if verb.i < p.start < verb.sent.end and p.time.start is not None]
    if not told or not is_verbal(verb):
        return []
    end = next((t.i for t in verb.doc[verb.i + 1 : verb.sent.end] if is_verbal(t)), verb.sent.end)
    places = [t for t in verb.doc[verb.i + 1 : end] if _named_place(t, discourse)]
    pairs = []
    for n, place in enumerate(places):
        stop = places[n + 1].i if n + 1 < len(places) else end
        time = next((p for p in told if place.i < p.start < stop), None)
        if time is not None:
            pairs.append((place_span(place), time))
    starts = {time.time.start for _, time in pairs}
    if mention.type == "visit":
        starts |= {place.text for place, _ in pairs}
    return pairs if len(starts) >= len(pairs) else []


def _one_by_one(mention: Mention, times: Sequence[TimePhrase]) -> Iterator[Mention]:
    """ "Met A on Monday and B on Tuesday": one encounter for each who has a time of his own."""
    if mention.type not in ("meet", "phone_call") or len(mention.parties) < 2:
        yield mention
        return
    verb, own = mention.trigger, {id(e) for e in mention.own}
    others = [p for p in mention.parties if id(p[0]) not in own]
    if not own or len(others) < 2:
        yield mention
        return
    following = [_time_after(party[0], verb, times) for party in others]
    given = [p for p in following if p is not None]
    if len({p.start for p in given}) == len(others):
        host = [p for p in mention.parties if id(p[0]) in own]
        for party, time in zip(others, given, strict=True):
            yield replace(mention, parties=[*host, party], time=time)
    else:
        yield mention


def _time_after(entity: Entity, verb: Token, times: Sequence[TimePhrase]) -> TimePhrase | None:
    """The time right after a mention of the actor that follows the verb in its sentence."""
    ends = [r.end for r in entity.references if verb.i < r.start < verb.sent.end]
    near = (p for p in times if any(0 <= p.start - end <= _NEXT for end in ends))
    return next((p for p in near if p.time.start is not None), None)


def _named_place(token: Token, discourse: Discourse) -> bool:
    # "Visited X on Monday, Y on Tuesday and Z on Wednesday"
    bare = token.dep_ in ("obj", "conj") or (token.dep_ == "obl" and not preposition(token))
    listed = bare and token.ent_type_ == "LOC"
    in_place = listed or preposition(token) in ("in", "at", "to")
    return in_place and token.dep_ not in ("compound", "flat") and is_place(token, discourse)


def last_before(mention: Mention, frame: Frame, discourse: Discourse) -> Iterator[Mention]:
    """ "The first to visit the island since X in 1928": X visited it in 1928."""
    if mention.type not in ("visit", "meet") or not mention.own:
        return
    role = next((role for e, role in mention.parties if e in mention.own), None)
    others = [p for p in mention.parties if p[0] not in mention.own]
    for token in frame.under("since"):
        people = [e for e in discourse.resolve(token) if e.type == "person" and e.named]
        if len(people) == 1 and role is not None:
            parties = [(people[0], role), *others]
            yield replace(
                mention, parties=parties, verdict=Verdict(), hosts=[token], confidence=0.6
            )


def last_of_all(frame: Frame, discourse: Discourse) -> Iterator[Mention]:
    """ "No Peruvian minister had come to Lima since X in 2015": X came there in 2015."""
    verb, subject = frame.head, frame.subject
    if verb.lemma_ not in _VISITING or subject is None or "no" not in subject.below:
        return
    for token in frame.under("since"):
        people = [e for e in discourse.resolve(token) if e.type == "person" and e.named]
        reached = frame.object if verb.lemma_ == "visit" else None
        named = reached is not None and is_place(reached, discourse)
        where = place_span(reached) if reached is not None and named else None
        where = where or find_place(frame, ("to", "in"), discourse)
        if len(people) == 1 and (where is not None or "here" in verb.below):
            mention = Mention("visit", verb, [], Verdict(), "last-before", 0.55, hosts=[token])
            mention.add(tuple(people), "visitor")
            mention.place = where
            yield mention


def in_turn(mention: Mention, frame: Frame) -> Iterator[Mention]:
    """ "Accused each other" is two accusations; else the mention, told apart where it says so."""
    thing = frame.object
    mutual = (
        thing is not None
        and thing.lower_ in _MUTUAL
        and any(t.lower_ in ("other", "another") for t in thing.subtree)
    )
    if not mutual or len(mention.own) != 2 or lexicon().types[mention.type].symmetric:
        yield from _apart(mention, frame)
        return
    first, second = mention.own
    for agent, target in ((first, second), (second, first)):
        yield replace(mention, parties=[(agent, "agent"), (target, "target")])


def _each_with(frame: Frame) -> int:
    """ "Met with A, with B and with C": how many stand after a "with" of their own."""
    partners = [t for part in frame.under("with") for t in conjuncts(part)]
    starts = {t.left_edge.i for t in partners}
    words = frame.head.doc.tokens  # wherever the parser hangs the preposition
    return sum(any(w.lower_ == "with" for w in words[max(i - 1, 0) : i + 2]) for i in starts)


def _apart(mention: Mention, frame: Frame) -> Iterator[Mention]:
    """ "Met separately with A and B" is two meetings; whoever rings two people makes two calls."""
    words = {c.lower_ for c in frame.head.children}
    thing = frame.object
    # "A call with A and B" is one.
    one = thing is not None and thing.lemma_ in _CALLS and thing.tag_ == "NN"
    calls = mention.type == "phone_call" and not words & _TOGETHER and not one
    # "Signed accords with Peru and Chile": one with each.
    accords = thing is not None and thing.tag_ == "NNS" and mention.type in ("agree", "sign")
    accords = accords and not words & _TOGETHER and _each_a_state(mention)
    separate = bool(words & _SEPARATELY) or calls or accords
    separate = separate or (mention.type == "meet" and _each_with(frame) > 1)
    in_order = mention.type == "meet" and _one_then_another(mention)
    separate = separate or in_order
    subject = frame.subject.i if frame.subject is not None else -1
    own = {id(e) for e in mention.own}
    others = [(e, role) for e, role in mention.parties if id(e) not in own]
    took = calls and thing is not None and thing.lemma_ in _CALLS
    alone = mention.type == "meet" and others and (words & _SEPARATELY or _each_of(frame))
    if (took or alone) and len(own) == 2 > len(others) > 0:
        for party in (p for p in mention.parties if id(p[0]) in own):
            # "Both took calls from the king", "A and B each met the king"
            yield replace(mention, parties=[party, *others])
        return
    several = len(own) > 1 and not in_order
    if not separate or subject < 0 or not own or several or len(others) < 2:
        yield mention
        return
    hosts = [p for p in mention.parties if id(p[0]) in own]
    for n, other in enumerate(others):
        place = mention.place if n == 0 or not in_order else None
        yield replace(mention, parties=[*hosts, other], place=place)


def _each_of(frame: Frame) -> bool:
    """ "A and B each met the king": each by himself, but not "each other"."""
    beside = (frame.head, *([frame.subject] if frame.subject is not None else []))
    each = any(c.lower_ == "each" for t in beside for c in t.children)
    return each and "other" not in frame.head.below


def _each_a_state(mention: Mention) -> bool:
    """Whether one party is told of and, with it, several states or bodies."""
    others = [e for e in mention.entities if e not in mention.own]
    return len(others) > 1 and all(e.type in ("country", "organization") for e in others)


def _one_then_another(mention: Mention) -> bool:
    """ "Saw A at the palace and then B at a hotel"."""
    verb, own = mention.trigger, {id(e) for e in mention.own}
    starts = [
        next((r.start for r in e.references if verb.i < r.head < verb.sent.end), -1)
        for e in mention.entities
        if id(e) not in own
    ]
    if min(starts, default=-1) < 0:
        return False
    between = verb.doc.tokens[min(starts) : max(starts) + 2]
    return any(t.lower_ in _THEN for t in between) and not any(map(is_verbal, between))
