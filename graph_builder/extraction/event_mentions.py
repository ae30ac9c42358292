"""One telling of an event in an article, before tellings of the same event are merged."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Span, Token
from graph_builder.model import Basis, EventType, Role

BROKERING = frozenset({"broker", "mediate", "facilitate"})


@dataclass(slots=True, eq=False)
class Mention:
    """A trigger word with the parties, place and time that its sentence gives.

    `hosts` are the words whose temporal phrases are this event's; `named` says that its parties
    are named here, so that it can found an event of its own; `content` are the lemmas that say
    what it is about; `one_side` marks an encounter of which only those are named with whom
    somebody had it; `pair` is a phrase for two others who are told elsewhere ("both
    leaders"); `joins` marks one that only adds to an event told elsewhere; `land` is the
    country that the place lies in, where that is known, and `nationwide` says that the place is
    all of it. `rule` names what produced it.
    """

    type: EventType
    trigger: Token
    parties: list[tuple[Entity, Role]]
    verdict: Verdict
    rule: str
    confidence: float
    place: Span | None = None
    land: str | None = None
    nationwide: bool = False
    time: TimePhrase | None = None
    basis: Basis = "stated"
    hosts: list[Token] = field(default_factory=list)
    content: frozenset[str] = frozenset()
    anaphoric: bool = False
    headline: bool = False
    lacks_partner: bool = False
    needs_time: bool = False
    joins: bool = False
    mediators: tuple[Entity, ...] = ()
    of_members: bool = False
    one_side: bool = False
    pair: Token | None = None
    own: tuple[Entity, ...] = ()

    @property
    def only_mediated(self) -> bool:
        """Whether all parties that are known only brought others together."""
        brokers = self.own if self.trigger.lemma_ in BROKERING else self.mediators
        return bool(self.parties) and all(e in brokers for e in self.entities)

    def add(self, entities: tuple[Entity, ...], role: Role) -> None:
        """Add parties that aren't there yet."""
        if not entities:
            return
        known = {id(entity) for entity, _ in self.parties}
        unnamed = {entity.name for entity, _ in self.parties if not entity.named}
        for entity in entities:
            if id(entity) not in known and (entity.named or entity.name not in unnamed):
                self.parties.append((entity, role))
                known.add(id(entity))

    @property
    def entities(self) -> list[Entity]:
        """The parties without their roles."""
        return [entity for entity, _ in self.parties]


def sentences_between(first: Mention, second: Mention) -> int:
    """How many sentences `second` is told after `first`; 0 in the same sentence."""
    starts = first.trigger.doc.starts
    start, end = first.trigger.sent.end, second.trigger.sent.start
    return max(0, bisect_right(starts, end) - bisect_left(starts, start))
