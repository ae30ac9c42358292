"""Places that the events of one sentence share: "flew to Lima, sat down with the king and signed".

The place, and with it the time, that a clause names holds for what is coordinated with it, goes
along with it or is what somebody came for, unless a place or a time of its own sets that apart.
"""

from collections.abc import Iterator, Sequence

from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.event_lengths import leaves
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_places import find_place, is_place, place_span
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import children, frame_of, is_verbal, preposition
from graph_builder.extraction.temporal_hosts import SAYING, is_fragment
from graph_builder.extraction.tokens import Span, Token

# What people do together where they are; and what tells where they are.
_DEEDS = frozenset({"meet", "agree", "sign", "joint_statement"})
_PLACED = _DEEDS | {"visit"}
_LATER = frozenset("later then subsequently afterwards afterward eventually".split())
_ORIGINS = frozenset({"from", "out_of"})
_ENDING = frozenset({"end", "conclude", "close", "finish", "produce", "yield"})
_WITHIN = frozenset({"in", "through", "with"})


def share_places(mentions: Sequence[Mention], discourse: Discourse) -> None:
    """Give undated or alike dated deeds without a place that of the clause that they go on."""
    placed: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.type in _PLACED and mention.place is not None:
            for word in (mention.trigger, *mention.hosts):
                placed.setdefault(word.i, []).append(mention)
    for mention in mentions:
        if mention.type not in _DEEDS or mention.place is not None:
            continue
        beside = (m for word in _leading(mention) for m in placed.get(word.i, ()))
        lead = next((m for m in beside if _is_of_one_scene(mention, m)), None)
        if lead is not None:
            mention.place = lead.place
            mention.time = mention.time or lead.time
        elif mention.type == "joint_statement" and preposition(mention.trigger) in _WITHIN:
            # "In Lima, the two commended him in a joint statement"
            verb = verb_above(mention.trigger)
            if verb is not None and verb == mention.trigger.head:
                mention.place = find_place(frame_of(verb), ("in", "at"), discourse)
        mention.place = mention.place or _after(mention, discourse) or _cut_off(mention, discourse)


def _after(mention: Mention, discourse: Discourse) -> Span | None:
    """ "He said in Lima after meeting the king": in Lima."""
    verb = mention.trigger
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or "after" not in verb.below:
        return None
    said = verb.head.lemma_ in SAYING | {"tell"}
    return find_place(frame_of(verb.head), ("in", "at"), discourse) if said else None


def _cut_off(mention: Mention, discourse: Discourse) -> Span | None:
    """ "In Lima on March 10th 2007 | X and Y met": the place that the reading cut off."""
    doc, start = mention.trigger.doc, mention.trigger.sent.start
    before = doc[start - 1].sent if start else None
    if before is None or before[0].lower_ not in ("in", "at") or not is_fragment(before):
        return None
    place = before.root
    return place_span(place) if place.ent_type_ == "LOC" and is_place(place, discourse) else None


def _leading(mention: Mention) -> Iterator[Token]:
    """The words of the clauses that the event's clause goes on or goes along with."""
    if not is_verbal(mention.trigger) and preposition(mention.trigger) == "for":
        yield mention.trigger.head  # "is in Lima for talks with the king"
    verb = next((w for w in (mention.trigger, *mention.hosts) if is_verbal(w)), None)
    above = verb_above(mention.trigger) if verb is None else verb
    if above is not None and above.lemma_ in _ENDING:
        for subject in children(above, "nsubj"):  # "two days of talks in Lima end with an accord"
            yield from (subject, *children(subject, "nmod"))
    while verb is not None and _goes_on(verb):
        verb = verb.head
        yield verb


def _goes_on(verb: Token) -> bool:
    """ "Flew to Lima and met the king", "was in Lima, sitting with the king"."""
    if not verb.below.isdisjoint(_LATER):
        return False
    along = verb.dep_ == "advcl" and verb.tag_ == "VBG" and "mark" not in verb.relations
    return verb.dep_ == "conj" or along


def _is_of_one_scene(mention: Mention, lead: Mention) -> bool:
    """Whether two tellings are alike in time and status, and one of the people is in both."""
    alike = mention.verdict.status == lead.verdict.status
    times = {m.time.time.date for m in (mention, lead) if m.time is not None}
    known = {id(x) for e in lead.entities for x in (e, e.country) if x is not None}
    left = leaves(lead) or (lead.place is not None and preposition(lead.place.root) in _ORIGINS)
    return alike and not left and len(times) < 2 and any(id(e) in known for e in mention.entities)
