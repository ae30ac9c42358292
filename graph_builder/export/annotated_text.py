"""An article's text cut into segments that carry what the dossier says of them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from graph_builder.model import Dossier

Layer = Literal["person", "country", "organization", "group", "event", "quote"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of text, what kind of thing it is, and what it was understood as."""

    start: int
    end: int
    layer: Layer
    label: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the annotations that cover all of it, outermost first."""

    text: str
    annotations: tuple[Annotation, ...]


def annotations(dossier: Dossier) -> list[Annotation]:
    """Every mention, event trigger and quote of `dossier`, longest first where they start alike."""
    names = {actor.id: actor.name for actor in dossier.actors}
    found = [
        Annotation(mention.start, mention.end, actor.type, actor.name)
        for actor in dossier.actors
        for mention in actor.mentions
    ]
    for event in dossier.events:
        who = ", ".join(names[p.actor] for p in event.participants)
        label = f"{event.type} ({event.status}): {who}"
        found.append(Annotation(event.trigger.start, event.trigger.end, "event", label))
    for statement in dossier.statements:
        label = f"said by {names[statement.speaker]}"
        found += [
            Annotation(evidence.start, evidence.end, "quote", label)
            for evidence in statement.evidence
            if "quote" in evidence.supports
        ]
    return sorted(set(found), key=lambda a: (a.start, -a.end, a.layer, a.label))


def segments(dossier: Dossier) -> Iterator[Segment]:
    """The whole text in order, cut wherever an annotation starts or ends."""
    found = annotations(dossier)
    cuts = sorted({0, len(dossier.text), *(a.start for a in found), *(a.end for a in found)})
    waiting = deque(found)
    open_: list[Annotation] = []
    for start, end in pairwise(cuts):
        open_ = [a for a in open_ if a.end > start]
        while waiting and waiting[0].start <= start:
            open_.append(waiting.popleft())
        yield Segment(dossier.text[start:end], tuple(open_))
