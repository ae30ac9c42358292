"""Pairs of actors in RDF: what stands between two actors, and how often it happened.

A pair node carries its relations, a count for each class of events, and its direct edges. The
tallies of an actor rank its pairs: a tally holds all others with whom it had equally many events of
one class, so that "with whom most often" is answered from a few tallies instead of thousands of
pairs.
"""

from collections import defaultdict
from dataclasses import dataclass

from graph_builder.merged import Pair, Relation
from graph_builder.model import EventType
from graph_builder.rdf.terms import Quads, integer, term
from graph_builder.rdf.vocabulary import event_classes


def makes_edge(relation: Relation) -> bool:
    """Whether direct edges follow from a relation.

    Only from events that happened, and never from implied ones: "our second meeting" says that
    there was a first one, but that alone is too little to say that they met.
    """
    return relation.status == "happened" and not relation.implied


def direct_edges(pair: Pair) -> list[tuple[str, str, str]]:
    """The direct edges of a pair: (source, property, target) IRIs, each once.

    A symmetric edge is given in one direction; the graph holds both.
    """
    found: dict[tuple[str, str, str], None] = {}
    for relation in pair.relations:
        edge = event_classes()[relation.type].edge
        if edge is not None and makes_edge(relation):
            found[relation.source, edge, relation.target] = None
    return list(found)


def counts(pair: Pair) -> dict[EventType, int]:
    """How many events of each type a pair had, in either direction; those that make no edge count
    for nothing."""
    events: defaultdict[EventType, set[str]] = defaultdict(set)
    for relation in pair.relations:
        if makes_edge(relation):
            events[relation.type].update(relation.events)
    return {type_: len(iris) for type_, iris in sorted(events.items())}


@dataclass(frozen=True, slots=True)
class Tally:
    """All with whom `actor` had so many (`times`) events of a type; `other` is one of them."""

    iri: str
    actor: str
    other: str
    type: EventType
    times: int


def tallies(pair: Pair) -> list[Tally]:
    """The tallies that a pair is part of: one of each of its actors for each type of events."""
    return [
        Tally(f"{actor}/tally/{type_}/{times}", actor, other, type_, times)
        for type_, times in counts(pair).items()
        for actor, other in ((pair.a, pair.b), (pair.b, pair.a))
    ]


def _count_property(type_: EventType) -> str:
    return "chy:" + event_classes()[type_].count.rpartition("#")[2]


def pair_quads(quads: Quads, pair: Pair, _base_iri: str) -> None:
    """Add the quads that belong to a pair."""
    quads.type(pair.iri, "chy:Pair")
    quads.add(pair.iri, "chy:between", pair.a)
    quads.add(pair.iri, "chy:between", pair.b)
    _counts(quads, pair)
    for relation in pair.relations:
        _relation(quads, pair, relation)
    symmetric = {known.edge for known in event_classes().values() if known.symmetric}
    for source, edge, target in direct_edges(pair):
        name = "chy:" + edge.rpartition("#")[2]
        quads.add(source, name, target)
        if edge in symmetric:
            quads.add(target, name, source)


def _counts(quads: Quads, pair: Pair) -> None:
    counted = [relation for relation in pair.relations if makes_edge(relation)]
    if not counted:
        return
    together = len({event for relation in counted for event in relation.events})
    quads.add(pair.iri, "chy:happenedCount", integer(together))
    quads.day(pair.iri, "chy:first", min((r.first for r in counted if r.first), default=None))
    quads.day(pair.iri, "chy:last", max((r.last for r in counted if r.last), default=None))
    for type_, count in counts(pair).items():
        quads.add(pair.iri, _count_property(type_), integer(count))
    for tally in tallies(pair):
        quads.add(tally.iri, "chy:with", tally.other)


def _relation(quads: Quads, pair: Pair, relation: Relation) -> None:
    direction = "" if relation.symmetric else "-out" if relation.source == pair.a else "-in"
    basis = "implied" if relation.implied else relation.basis
    node = f"{pair.iri}/{relation.type}-{relation.status}-{basis}{direction}"
    quads.add(pair.iri, "chy:relation", node)
    quads.type(node, "chy:Relation")
    quads.add(node, "chy:source", relation.source)
    quads.add(node, "chy:target", relation.target)
    quads.add(node, "chy:eventClass", event_classes()[relation.type].iri)
    quads.add(node, "chy:status", term(f"chy:{relation.status}"))
    quads.add(node, "chy:basis", term(f"chy:{relation.basis}"))
    quads.add(node, "chy:eventCount", integer(len(relation.events)))
    quads.day(node, "chy:first", relation.first)
    quads.day(node, "chy:last", relation.last)
    for event in relation.events:
        quads.add(node, "chy:event", event)
