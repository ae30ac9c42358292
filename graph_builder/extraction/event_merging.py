"""From tellings to events: mentions of one occasion become one, their details pooled."""

from collections.abc import Sequence

from graph_builder.extraction import intervals
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_types import lexicon
from graph_builder.model import EventType

# Types whose mentions can take each other up: "the deal" for what was agreed or signed.
_TAKEN_UP: dict[EventType, tuple[EventType, ...]] = {
    "meet": ("meet",),
    "visit": ("visit",),
    "phone_call": ("phone_call",),
    "joint_statement": ("joint_statement",),
    "agree": ("agree", "sign"),
    "invite": ("invite",),
}


def merge(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Groups of mentions of one event, in text order; a mention without enough parties joins an
    earlier event that it takes up ("the talks") or is dropped."""
    events: list[list[Mention]] = []
    for mention in mentions:
        group = next((g for g in reversed(events) if _same(g, mention)), None)
        if group is not None:
            group.append(mention)
        elif _stands_alone(mention):
            events.append([mention])
    return events


def _stands_alone(mention: Mention) -> bool:
    needed = lexicon().types[mention.type].parties
    entities = mention.entities
    if needed >= 2 and len(entities) == 1:
        return entities[0].type == "group" and mention.trigger.pos_ == "VERB"
    return len(entities) >= needed


def _same(group: list[Mention], mention: Mention) -> bool:
    first = group[0]
    if mention.type not in _TAKEN_UP.get(
        first.type, (first.type,)
    ) and first.type not in _TAKEN_UP.get(mention.type, (mention.type,)):
        return False
    if not all(_times_agree(x, mention) and _status_agree(x, mention) for x in group):
        return False
    if not _stands_alone(mention):
        return (
            mention.type in _TAKEN_UP
            and (mention.anaphoric or bool(mention.parties))
            and _subset(group, mention)
        )
    if first.type in ("agree", "sign"):
        return (
            first.type == mention.type
            and _same_parties(group, mention)
            and _same_content(group, mention)
        )
    if first.type in ("meet", "visit", "phone_call", "joint_statement"):
        return _same_parties(group, mention) and all(_places_agree(x, mention) for x in group)
    return (
        _same_parties(group, mention)
        and any(x.trigger.lemma_ == mention.trigger.lemma_ for x in group)
        and _same_content(group, mention)
    )


def _parties(group: Sequence[Mention]) -> dict[int, Entity]:
    return {id(entity): entity for mention in group for entity in mention.entities}


def _subset(group: list[Mention], mention: Mention) -> bool:
    known = _parties(group)
    return all(id(entity) in known for entity in mention.entities)


def _same_parties(group: list[Mention], mention: Mention) -> bool:
    """The same actors, or one set within the other; a person may stand for the country served."""
    known, new = _parties(group), _parties([mention])
    if set(known) <= set(new) or set(new) <= set(known):
        return True
    served = {id(e.country) for e in known.values() if e.country is not None}
    serving = {id(e.country) for e in new.values() if e.country is not None}
    return set(new) <= set(known) | served or set(known) <= set(new) | serving


def _same_content(group: list[Mention], mention: Mention) -> bool:
    names = {e.name for e in _parties([*group, mention]).values()}
    return any(len((x.content & mention.content) - names) >= 2 for x in group)


def _times_agree(a: Mention, b: Mention) -> bool:
    first = intervals.of_time(a.time.time) if a.time else None
    second = intervals.of_time(b.time.time) if b.time else None
    if first is None or second is None:
        return True
    return (
        first.within(second)
        or second.within(first)
        or (first.end >= second.start and second.end >= first.start)
    )


def _status_agree(a: Mention, b: Mention) -> bool:
    return (
        a.verdict.status == b.verdict.status
        or "denied" in (a.verdict.status, b.verdict.status)
        and "planned" in (a.verdict.status, b.verdict.status)
    )


def _places_agree(a: Mention, b: Mention) -> bool:
    if a.place is None or b.place is None:
        return True
    first, second = set(a.place.text.lower().split()), set(b.place.text.lower().split())
    return bool(first & second) or a.type == "meet"
