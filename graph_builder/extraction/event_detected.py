"""Events that the reading model sees in a sentence where no listed wording tells of them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import cast

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_disregarded import passes_by
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_needs import is_view
from graph_builder.extraction.event_places import is_place, place_span
from graph_builder.extraction.event_texts import is_of_speakers, is_separate, spoken_of
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import child, children, conjuncts, frame_of, is_verbal
from graph_builder.extraction.status import judge
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.model import EventType, Role
from graph_builder.reading.detected_events import DetectedEvent

_SURE = 0.4  # probability from which an event is taken down where no wording tells of one
# Who stays at home is easily taken for who travels, who is named beside for who is met or signs.
_SURER = {"visit": 0.65, "meet": 0.5, "sign": 0.7}

_LIKELY = 0.7  # probability from which it lends its parties to a wording that lacks them
_TAKES_PART = 0.6  # probability from which an actor or place belongs to a detected event
_OWNING = frozenset({"nmod", "nmod:poss", "compound", "amod", "nmod:desc"})
_SAYING = frozenset("say tell announce report confirm add claim reveal disclose state".split())
_RESTATING = frozenset(
    "reaffirm reiterate restate affirm recall stress emphasize emphasise underline"
    " underscore".split()
)
# What is signed or said together is told of by the signing, as is what was agreed.
_TOLD_BY: dict[str, tuple[str, ...]] = {
    "agree": ("sign", "joint_statement"),
    "joint_statement": ("sign",),
    "meet": ("phone_call",),
}


def detected_mentions(
    doc: Doc,
    mentions: Sequence[Mention],
    disregarded: Collection[Mention],
    discourse: Discourse,
) -> list[Mention]:
    """Mentions of the events that `doc` was seen to tell of and `mentions` don't tell of.

    One of the same type in the same sentence tells of it already; where it knows too few of the
    parties, and the event is likely, they are added to it, and where it took all of its parties
    from other sentences, these take their place. A word that tells of something else, even of
    something `disregarded`, tells of no event here.
    """
    added, known = list[Mention](), defaultdict[int, set[str]](set)
    for telling in (*mentions, *disregarded):
        known[telling.trigger.i].add(telling.type)
    told = defaultdict[int, list[Mention]](list)  # by where their sentences begin
    for telling in mentions:
        told[telling.trigger.sent.start].append(telling)
    for event in sorted(doc.detected_events, key=lambda event: -event.score):
        if event.score < _SURER.get(event.type, _SURE):
            continue
        if known[event.trigger] - {event.type}:
            continue
        parties = _parties(event, doc, discourse)
        if len(parties) < lexicon().types[cast("EventType", event.type)].parties:
            continue
        mention = _mention(doc[event.trigger], event, parties, discourse)
        if _is_no_event(mention):
            continue
        here = told[mention.trigger.sent.start]
        alike = [m for m in here if m.type == event.type]
        same = alike if event.score >= _LIKELY else []
        bare = [] if _told_beside(event, here) else [m for m in alike if _is_bare(m, event)]
        open_ = (m for m in (*same, *bare) if _lacks_parties(m) and not _is_told_above(m, alike))
        lacking = next(open_, None)
        borrowing = [m for m in same if _took_from_elsewhere(m, discourse)]
        for telling in borrowing:
            telling.parties = list(mention.parties)
        if lacking is not None:
            for entity, role in mention.parties:
                lacking.add((entity,), role)
        elif not _is_told(mention, here):
            here.append(mention)
            added.append(mention)
    return added


def _mention(
    trigger: Token, event: DetectedEvent, parties: Sequence[Entity], discourse: Discourse
) -> Mention:
    kind = cast("EventType", event.type)
    role: Role = "visitor" if kind == "visit" else "participant"
    clause = next((t for t in (trigger, *trigger.ancestors) if is_verbal(t)), trigger)
    return Mention(
        kind,
        trigger,
        [(entity, role) for entity in parties],
        judge(trigger.head if trigger.pos_ == "ADP" else trigger),
        f"detected:{trigger.lemma_.lower()}",
        event.score,
        place=_place(trigger.doc, event, discourse),
        hosts=list(dict.fromkeys((trigger, clause, trigger.sent.root))),
    )


def _is_no_event(mention: Mention) -> bool:
    """Whether a careful reader passes it by, or takes it for told by other words."""
    if passes_by(mention) or _is_invited(mention):
        return True
    if mention.type == "joint_statement" and is_separate(mention.trigger):
        return True
    if mention.type == "agree" and is_view(frame_of(mention.trigger)):
        return True
    return _only_restates(mention) or _is_by_the_way(mention)


def _is_invited(mention: Mention) -> bool:
    """ "Has been invited to Lima": told by the invitation."""
    asked = any(h.lemma_ == "invite" for h in mention.hosts)
    return mention.type == "visit" and asked and mention.trigger.pos_ == "ADP"


def _only_restates(mention: Mention) -> bool:
    """ "They reaffirmed their friendship": what several say again they don't agree on."""
    return mention.type == "agree" and mention.trigger.lemma_.lower() in _RESTATING


def _is_by_the_way(mention: Mention) -> bool:
    """ "What stood out were not the agreements signed": by whom a bare participle doesn't tell."""
    participle = mention.trigger
    bare = participle.dep_ == "acl" and participle.tag_ == "VBN"
    return bare and not participle.children


def _lacks_parties(telling: Mention) -> bool:
    """Whether a wording tells of an event without saying whose it was."""
    with_others = telling.one_side and telling.type != "phone_call"
    points_back = telling.anaphoric or telling.joins or with_others
    points_back = points_back or is_of_speakers(telling.trigger)
    few = len(telling.parties) < lexicon().types[telling.type].parties
    return (few or telling.only_mediated) and not points_back


def _is_bare(telling: Mention, event: DetectedEvent) -> bool:
    """ "Finalised the text of an accord": the accord, nobody being told with the word itself."""
    noun = telling.trigger
    if telling.parties or telling.type != "agree" or is_verbal(noun):
        return False
    above = [noun, *noun.ancestors]
    return event.trigger in (t.i for t in above) and not any("if" in t.below for t in above)


def _is_told_above(telling: Mention, alike: Sequence[Mention]) -> bool:
    """ "X and Y agreed on a truce": the truce is that of the verb it hangs on."""
    above = {t.i for t in telling.trigger.ancestors} if telling.type == "agree" else set()
    return any(m.trigger.i in above and len(m.parties) > 1 for m in alike)


def _told_beside(event: DetectedEvent, here: Sequence[Mention]) -> bool:
    return any(m.type in _TOLD_BY.get(event.type, ()) for m in here)


def _took_from_elsewhere(telling: Mention, discourse: Discourse) -> bool:
    """Whether no party of a wording stands in its sentence, not even as a pronoun."""
    sentence = telling.trigger.sent
    here = discourse.references(sentence.start, sentence.end)
    standing = {id(entity) for reference in here for entity in reference.entities}
    return bool(telling.parties) and standing.isdisjoint(map(id, telling.entities))


def _is_told(mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether its sentence tells of it, or of an act of the same parties that it is part of."""
    parties, within = set(mention.entities), _TOLD_BY.get(mention.type, ())
    return any(
        m.type == mention.type or (m.type in within and parties <= set(m.entities)) for m in here
    )


def _parties(event: DetectedEvent, doc: Doc, discourse: Discourse) -> list[Entity]:
    """The actors that the sentence's phrases stand for, of those that take part.

    Of "the leaders of the League" these take part, not the League beside them; of what is said in a
    statement nobody is its author, and who says that others met did not meet them.
    """
    likely = [
        reference
        for reference in discourse.references(event.start, event.end)
        if event.parties.get(reference.head, 0) >= _TAKES_PART
    ]
    heads = {reference.head for reference in likely}
    heads -= {head for head in heads if _is_of_lands(doc[head], heads, discourse)}
    trigger = doc[event.trigger]
    said = spoken_of(trigger) if event.type == "joint_statement" else _teller(trigger, discourse)
    found = (
        entity
        for reference in likely
        if reference.head in heads - said and _serves_none(doc[reference.head], heads)
        for entity in reference.entities
    )
    return list(dict.fromkeys(found))


def _teller(trigger: Token, discourse: Discourse) -> frozenset[int]:
    """Who says so of others: "the minister said that both governments had agreed"."""
    clause = trigger if is_verbal(trigger) else verb_above(trigger)
    told = clause is not None and clause.dep_ == "ccomp" and clause.head.lemma_ in _SAYING
    if clause is None or not told:
        return frozenset()
    teller, doer = child(clause.head, "nsubj"), child(clause, "nsubj")
    if teller is None or doer is None or not teller.i < clause.head.i < doer.i:
        return frozenset()
    doers, tellers = discourse.resolve(doer), discourse.resolve(teller)
    others = len(doers) > 1 and not set(doers) & set(tellers)
    return frozenset(t.i for t in teller.subtree) if others else frozenset()


def _is_of_lands(token: Token, parties: Collection[int], discourse: Discourse) -> bool:
    """ "The Norwegian and Kenyan ministers": nobody but those whose ministers they are."""
    beside = [t for c in children(token, *_OWNING) for t in conjuncts(c) if t.i in parties]
    lands = {e for t in beside for e in discourse.resolve(t, conjuncts=False)}
    return len(lands) > 1 and all(e.type == "country" for e in lands)


def _serves_none(token: Token, parties: Collection[int]) -> bool:
    """Whether no party's phrase names a land or body as the one that he or they are of."""
    if token.dep_ not in _OWNING or token.head.i not in parties:
        return True
    # "X of Peru and Y", "Watch and Aid said", whatever the parser makes of it
    return bool(children(token, "conj")) or "and" in token.doc.forms[token.i + 1 : token.i + 2]


def _place(doc: Doc, event: DetectedEvent, discourse: Discourse) -> Span | None:
    """The place that is likeliest to be the event's."""
    likely = sorted(event.places.items(), key=lambda item: -item[1])
    words = (doc[i] for i, chance in likely if chance >= _TAKES_PART)
    return next((place_span(word) for word in words if is_place(word, discourse)), None)
