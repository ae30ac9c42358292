"""Citing the mentions that a claim rests on when they stand beside its sentence.

"Ten ministers met. The talks …": coreference knows who talked, the sentence doesn't name them.
Before the gate looks, such a claim cites the nearest linked mention of each actor, and the words of
a date that an earlier sentence told. What stands farther off is not cited, and the gate refuses it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph_builder.model import Actor, Dossier, Event, Evidence, Span, Support, Tenure, Time

# Characters between a claim and the mention it may cite: about three sentences of news.
NEAR = 600


def cite(dossier: Dossier) -> Dossier:
    """`dossier` with evidence added for actors and dates told beside a claim's sentence."""
    actors = {actor.id: actor for actor in dossier.actors}
    return replace(
        dossier,
        events=tuple(_cited_event(event, actors, dossier.text) for event in dossier.events),
        offices=tuple(_cited_tenure(tenure, actors) for tenure in dossier.offices),
    )


def _cited_event(event: Event, actors: dict[str, Actor], text: str) -> Event:
    named = [actors[p.actor] for p in event.participants if p.actor in actors]
    added = [*_mentions(event.evidence, named, "participant")]
    added += _date(event.time, event.evidence, text)
    return replace(event, evidence=(*event.evidence, *added)) if added else event


def _cited_tenure(tenure: Tenure, actors: dict[str, Actor]) -> Tenure:
    person = actors.get(tenure.person)
    added = [*_mentions(tenure.evidence, [person] if person else [], "office")]
    return replace(tenure, evidence=(*tenure.evidence, *added)) if added else tenure


def _mentions(
    evidence: tuple[Evidence, ...], actors: Iterable[Actor], support: Support
) -> Iterator[Evidence]:
    """The nearest mention of each actor that no evidence holds."""
    if not evidence:
        return
    main = evidence[0]
    for actor in actors:
        if is_held(actor.mentions, evidence):
            continue
        nearest = min(actor.mentions, key=lambda m: _distance(m, main), default=None)
        if nearest is not None and _distance(nearest, main) <= NEAR:
            yield Evidence(nearest.start, nearest.end, nearest.text, (support,))


def is_held(mentions: Sequence[Span], evidence: Sequence[Evidence]) -> bool:
    """Whether one of the mentions stands in the evidence."""
    for sentence in evidence:
        start, end = sentence.start, sentence.end
        for mention in mentions:
            if start <= mention.start and mention.end <= end:
                return True
    return False


def _distance(mention: Span, evidence: Evidence) -> int:
    return max(evidence.start - mention.end, mention.start - evidence.end, 0)


def _date(time: Time, evidence: tuple[Evidence, ...], text: str) -> Iterator[Evidence]:
    """The words of a date that an earlier sentence told."""
    if time.start is None or not time.phrase or not evidence:
        return
    if any(time.phrase in e.text for e in evidence):
        return
    main = evidence[0]
    low = max(0, main.start - NEAR)
    at = text.rfind(time.phrase, low, main.end)
    if at >= 0:
        yield Evidence(at, at + len(time.phrase), time.phrase, ("date",))
