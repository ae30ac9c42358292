"""The vocabulary as code needs it: what `chancery.ttl` says of each type of event, and the quads of
the vocabulary and the topic scheme, which every graph holds in its default graph so that labels,
broader topics and super-classes can be asked for beside the data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph_builder import ontology
from graph_builder.errors import ArtefactError
from graph_builder.model import EVENT_TYPES, ActorType, EventType
from graph_builder.rdf.terms import A, term

_FILES = ("chancery.ttl", "topics.ttl")

ACTOR_CLASSES: Mapping[ActorType, str] = {
    "person": "chy:Person",
    "country": "chy:Country",
    "organization": "chy:Organization",
    "group": "chy:Group",
}
"""The class of each type of actor, by prefixed name."""


@dataclass(frozen=True, slots=True)
class EventClass:
    """The class of an event type, the direct edge that follows from it, if any, and the property
    that tells how many such events a pair had; all IRIs.

    `symmetric` says that the edge stands in both directions.
    """

    iri: str
    count: str
    edge: str | None
    symmetric: bool


@cache
def _triples(name: str) -> tuple[Triple, ...]:
    try:
        found = parse(ontology.path(name).read_bytes(), RdfFormat.TURTLE)
        return tuple(Triple(q.subject, q.predicate, q.object) for q in found)
    except SyntaxError as error:
        raise ArtefactError(
            f"ontology/{name} is damaged: {error}; install Chancery again"
        ) from error


@cache
def vocabulary_quads() -> tuple[Quad, ...]:
    """The quads of the vocabulary and of the topics, in the default graph.

    Topics get an rdfs:label beside their skos:prefLabel, so that one property labels everything.
    """
    triples = [triple for name in _FILES for triple in _triples(name)]
    labels = [
        Triple(t.subject, term("rdfs:label"), t.object)
        for t in triples
        if t.predicate == term("skos:prefLabel")
    ]
    return tuple(dict.fromkeys(Quad(t.subject, t.predicate, t.object) for t in (*triples, *labels)))


@cache
def event_classes() -> Mapping[EventType, EventClass]:
    """The class of every event type. Raises `ArtefactError` when the vocabulary lacks one."""
    triples = _triples("chancery.ttl")
    symmetric = {
        cast(NamedNode, t.subject).value
        for t in triples
        if t.predicate == A and t.object == term("owl:SymmetricProperty")
    }
    edges, counts = (
        {t.subject: cast(NamedNode, t.object).value for t in triples if t.predicate == term(name)}
        for name in ("chy:directEdge", "chy:countProperty")
    )
    names = {
        cast(Literal, t.object).value: cast(NamedNode, t.subject)
        for t in triples
        if t.predicate == term("chy:eventType")
    }
    missing = [name for name in EVENT_TYPES if name not in names or names[name] not in counts]
    if missing:
        raise ArtefactError(f"ontology/chancery.ttl has no class or count for {', '.join(missing)}")
    return {
        name: EventClass(
            names[name].value,
            counts[names[name]],
            edges.get(names[name]),
            edges.get(names[name]) in symmetric,
        )
        for name in EVENT_TYPES
    }
