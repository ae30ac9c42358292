"""The quads about nodes that several things refer to: places, posts, open topics, origins, tallies.

No thing owns these; each says how to see whether some thing still needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph_builder.merged import (
    MergedArticle,
    MergedEvent,
    MergedStatement,
    MergedTenure,
    Pair,
    Thing,
)
from graph_builder.rdf.pairs import tallies
from graph_builder.rdf.terms import integer, slug, term, text
from graph_builder.rdf.vocabulary import event_classes


@dataclass(frozen=True, slots=True)
class SharedQuad:
    """A quad about a node that several things may refer to.

    It is needed as long as some subject has `link` → the quad's subject and, if `also` is given,
    that same subject has the predicate and object of `also`; both in the default graph. With
    `outward` the link leads the other way: as long as the quad's subject has `link` → something.
    """

    quad: Quad
    link: NamedNode
    also: tuple[NamedNode, NamedNode | Literal] | None = None
    outward: bool = False


def shared_quads(thing: Thing, base_iri: str) -> list[SharedQuad]:
    """The quads about nodes that `thing` refers to and others may too."""
    match thing:
        case MergedEvent():
            places = _shared_place(thing, base_iri) if thing.place else []
            return [*places, *_shared_topics(thing, base_iri)]
        case MergedTenure():
            return _shared_post(thing, base_iri)
        case MergedStatement():
            return _shared_topics(thing, base_iri)
        case MergedArticle():
            return _shared("chy:origin", thing.origin, [("rdf:type", term("chy:Origin"), None)])
        case Pair():
            return _shared_tallies(thing)
        case _:
            return []


_Also = tuple[str, NamedNode | Literal] | None


def _shared(
    link: str, node: str, facts: Sequence[tuple[str, NamedNode | Literal, _Also]]
) -> list[SharedQuad]:
    return [
        SharedQuad(
            Quad(NamedNode(node), term(predicate), value),
            term(link),
            (term(also[0]), also[1]) if also else None,
        )
        for predicate, value, also in facts
    ]


def place_iri(base_iri: str, name: str) -> str:
    """The IRI of the place with this name."""
    return f"{base_iri}place/{slug(name)}"


def _shared_place(event: MergedEvent, base_iri: str) -> list[SharedQuad]:
    name = text(str(event.place))
    facts: list[tuple[str, NamedNode | Literal, _Also]] = [
        ("rdf:type", term("chy:Place"), None),
        ("rdfs:label", name, ("chy:placeName", name)),
    ]
    if event.place_polity:
        country = NamedNode(event.place_polity)
        facts.append(("chy:inCountry", country, ("chy:inCountry", country)))
    return _shared("sem:hasPlace", place_iri(base_iri, str(event.place)), facts)


def post_iri(base_iri: str, tenure: MergedTenure) -> str:
    """The IRI of the post that a tenure is of."""
    return f"{base_iri}post/{slug(tenure.org)}/{slug(tenure.office)}"


def tenure_label(tenure: MergedTenure) -> str:
    """What a tenure is called, and its post."""
    return f"{tenure.office}, {tenure.org}" if tenure.org else tenure.office


def _shared_post(tenure: MergedTenure, base_iri: str) -> list[SharedQuad]:
    label = text(tenure_label(tenure))
    facts: list[tuple[str, NamedNode | Literal, _Also]] = [
        ("rdf:type", term("org:Post"), None),
        ("rdfs:label", label, ("rdfs:label", label)),
    ]
    if tenure.org_actor:
        owner = NamedNode(tenure.org_actor)
        facts.append(("org:postIn", owner, ("org:organization", owner)))
    return _shared("chy:post", post_iri(base_iri, tenure), facts)


def _shared_topics(thing: MergedStatement | MergedEvent, base_iri: str) -> list[SharedQuad]:
    found: list[SharedQuad] = []
    for topic in thing.topics:
        if topic.concept is None or not topic.concept.startswith(f"{base_iri}topic/"):
            continue  # a concept of the scheme is described by the vocabulary
        label = text(topic.label)
        facts: list[tuple[str, NamedNode | Literal, _Also]] = [
            ("rdf:type", term("chy:OpenTopic"), None),
            ("rdf:type", term("skos:Concept"), None),
            ("rdfs:label", label, ("chy:topicName", label)),
        ]
        found += _shared("chy:mentions", topic.concept, facts)
    return found


def _shared_tallies(pair: Pair) -> list[SharedQuad]:
    with_ = term("chy:with")
    found: list[SharedQuad] = []
    for tally in tallies(pair):
        facts: list[tuple[str, NamedNode | Literal]] = [
            ("rdf:type", term("chy:Tally")),
            ("chy:tallyOf", NamedNode(tally.actor)),
            ("chy:eventClass", NamedNode(event_classes()[tally.type].iri)),
            ("chy:times", integer(tally.times)),
        ]
        for predicate, value in facts:
            quad = Quad(NamedNode(tally.iri), term(predicate), value)
            found.append(SharedQuad(quad, with_, outward=True))
    return found
