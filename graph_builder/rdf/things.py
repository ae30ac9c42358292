"""The quads of each thing of the merge, all in the default graph.

`thing_quads` are owned: no two things have one in common, so a thing is replaced by removing its
old quads and adding its new ones. `shared_quads` describe the nodes that things share (places,
posts, open topics, origins); each says how to see whether some thing still needs it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graph_builder.merged import (
    ClaimRef,
    Discrepancy,
    MergedActor,
    MergedArticle,
    MergedEvent,
    MergedStatement,
    MergedTenure,
    Pair,
    Relation,
    Thing,
)
from graph_builder.rdf.terms import (
    Quads,
    claim_iri,
    decimal,
    graph_iri,
    integer,
    slug,
    term,
    text,
)
from graph_builder.rdf.times import short_form_days, time_quads
from graph_builder.rdf.vocabulary import ACTOR_CLASSES, event_classes


@dataclass(frozen=True, slots=True)
class SharedQuad:
    """A quad about a node that several things may refer to.

    It is needed as long as some subject has `link` → the quad's subject and, if `also` is given,
    that same subject has the predicate and object of `also`; both in the default graph.
    """

    quad: Quad
    link: NamedNode
    also: tuple[NamedNode, NamedNode | Literal] | None = None


def thing_quads(thing: Thing, base_iri: str) -> list[Quad]:
    """The quads that belong to `thing` alone, each once."""
    return [*_described(thing, base_iri), *_links(thing.iri, _claims_of(thing), base_iri)]


def changed_quads(
    before: Thing | None, after: Thing | None, base_iri: str
) -> tuple[list[Quad], list[Quad]]:
    """The quads that go and those that come when a thing changes from `before` to `after`.

    A country of ten thousand articles costs no more than what is new about it.
    """
    if before is None or after is None or before.iri != after.iri:
        gone = thing_quads(before, base_iri) if before else []
        return gone, thing_quads(after, base_iri) if after else []
    old, new = _described(before, base_iri), _described(after, base_iri)
    known, wanted = _claims_of(before), _claims_of(after)
    kept, common = set(old) & set(new), set(known) & set(wanted)
    return (
        [q for q in old if q not in kept]
        + _links(before.iri, [c for c in known if c not in common], base_iri),
        [q for q in new if q not in kept]
        + _links(after.iri, [c for c in wanted if c not in common], base_iri),
    )


def _described(thing: Thing, base_iri: str) -> list[Quad]:
    """All but the links to claims."""
    quads = Quads()
    _WRITERS[thing.kind](quads, thing, base_iri)
    for retired in getattr(thing, "retired", ()):
        quads.add(retired, "dcterms:isReplacedBy", thing.iri)
    claims = _claims_of(thing)
    if claims:
        count = len({claim.article for claim in claims})
        quads.add(thing.iri, "chy:articleCount", integer(count))
    return quads.list()


def _claims_of(thing: Thing) -> Sequence[ClaimRef]:
    match thing:
        case MergedActor():
            return thing.members
        case MergedEvent() | MergedStatement() | MergedTenure():
            return thing.claims
        case _:
            return ()


def _links(iri: str, claims: Sequence[ClaimRef], base_iri: str) -> list[Quad]:
    """The links between a thing and its claims, both ways."""
    quads = Quads()
    for claim in claims:
        node = claim_iri(base_iri, claim)
        quads.add(iri, "chy:claim", node)
        quads.add(node, "chy:denotes", iri)
    return quads.list()


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
        case _:
            return []


# ---- shared nodes -------------------------------------------------------------------------------

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


def _place_iri(base_iri: str, name: str) -> str:
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
    return _shared("sem:hasPlace", _place_iri(base_iri, str(event.place)), facts)


def _post_iri(base_iri: str, tenure: MergedTenure) -> str:
    return f"{base_iri}post/{slug(tenure.org)}/{slug(tenure.office)}"


def _shared_post(tenure: MergedTenure, base_iri: str) -> list[SharedQuad]:
    label = text(_tenure_label(tenure))
    facts: list[tuple[str, NamedNode | Literal, _Also]] = [
        ("rdf:type", term("org:Post"), None),
        ("rdfs:label", label, ("rdfs:label", label)),
    ]
    if tenure.org_actor:
        owner = NamedNode(tenure.org_actor)
        facts.append(("org:postIn", owner, ("org:organization", owner)))
    return _shared("chy:post", _post_iri(base_iri, tenure), facts)


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


# ---- owned quads --------------------------------------------------------------------------------


def _actor(quads: Quads, actor: MergedActor, _base_iri: str) -> None:
    quads.type(actor.iri, "chy:Actor", ACTOR_CLASSES[actor.type])
    if actor.leader:
        quads.type(actor.iri, "chy:Leader")
    quads.text(actor.iri, "skos:prefLabel", actor.name)
    quads.text(actor.iri, "rdfs:label", actor.name)
    for alias in actor.aliases:
        if alias != actor.name:
            quads.text(actor.iri, "skos:altLabel", alias)
    quads.text(actor.iri, "chy:code", actor.code)
    if actor.wikidata:
        quads.add(actor.iri, "owl:sameAs", term(f"wd:{actor.wikidata}"))


def _event(quads: Quads, event: MergedEvent, base_iri: str) -> None:
    quads.type(event.iri, "chy:Event")
    quads.add(event.iri, "rdf:type", event_classes()[event.type].iri)
    quads.text(event.iri, "rdfs:label", event.label)
    quads.add(event.iri, "chy:status", term(f"chy:{event.status}"))
    quads.add(event.iri, "chy:basis", term(f"chy:{event.basis}"))
    quads.add(event.iri, "chy:confidence", decimal(event.confidence))
    quads.add(event.iri, "chy:originCount", integer(event.origins))
    for participant in event.participants:
        local = participant.actor.removeprefix(base_iri).replace("/", "-")
        node = f"{event.iri}/{participant.role}/{local}"
        quads.add(event.iri, "chy:participant", participant.actor)
        quads.add(event.iri, "sem:hasActor", node)
        quads.type(node, "chy:Participation")
        quads.add(node, "rdf:value", participant.actor)
        quads.add(node, "sem:roleType", term(f"chy:{participant.role}Role"))
    if event.place:
        quads.add(event.iri, "sem:hasPlace", _place_iri(base_iri, event.place))
        quads.text(event.iri, "chy:placeName", event.place)
        quads.add(event.iri, "chy:inCountry", event.place_polity)
    for topic in event.topics:
        quads.add(event.iri, "chy:mentions", topic.concept)
        quads.text(event.iri, "chy:topicName", topic.label)
    time_quads(quads, event.iri, event.time)


def _statement(quads: Quads, statement: MergedStatement, base_iri: str) -> None:
    iri, direct = statement.iri, statement.statement_kind == "direct"
    quads.type(iri, "chy:Statement", "chy:Quotation" if direct else "chy:IndirectStatement")
    quads.add(iri, "chy:speaker", statement.speaker)
    quads.add(iri, "chy:addressee", statement.addressee)
    for topic in statement.topics:
        quads.add(iri, "chy:mentions", topic.concept)
        quads.text(iri, "chy:topicName", topic.label)
    for actor in statement.mentions:
        quads.add(iri, "chy:mentions", actor)
    quads.add(iri, "chy:confidence", decimal(statement.confidence))
    quads.add(iri, "chy:originCount", integer(statement.origins))
    for number, variant in enumerate(statement.variants, 1):
        node = f"{iri}/variant/{number}"
        quads.text(iri, "chy:quote" if direct else "chy:paraphrase", variant.text)
        quads.add(iri, "chy:variant", node)
        quads.type(node, "chy:Variant")
        quads.text(node, "rdf:value", variant.text)
        for claim in variant.claims:
            quads.add(node, "chy:claim", claim_iri(base_iri, claim))
    if statement.variants:
        quads.text(iri, "rdfs:label", statement.variants[0].text)
    time_quads(quads, iri, statement.time)


def _tenure_label(tenure: MergedTenure) -> str:
    return f"{tenure.office}, {tenure.org}" if tenure.org else tenure.office


def _tenure(quads: Quads, tenure: MergedTenure, base_iri: str) -> None:
    iri = tenure.iri
    quads.type(iri, "org:Membership", "chy:Tenure")
    if tenure.top:
        quads.type(iri, "chy:TopTenure")
    quads.text(iri, "rdfs:label", _tenure_label(tenure))
    quads.add(iri, "org:member", tenure.person)
    quads.add(iri, "org:organization", tenure.org_actor)
    quads.add(iri, "chy:post", _post_iri(base_iri, tenure))
    quads.text(iri, "chy:office", tenure.office)
    quads.text(iri, "chy:officeOf", tenure.org)
    quads.text(iri, "chy:since", tenure.since)
    quads.text(iri, "chy:until", tenure.until)
    start, end = short_form_days(tenure.since)[0], short_form_days(tenure.until)[1]
    if start or end:
        interval = f"{iri}/time"
        quads.add(iri, "org:memberDuring", interval)
        quads.type(interval, "time:Interval")
        for bound, value in (("Beginning", start), ("End", end)):
            if value:
                instant = f"{interval}/{bound.lower()}"
                quads.add(interval, f"time:has{bound}", instant)
                quads.type(instant, "time:Instant")
                quads.day(instant, "time:inXSDDate", value)
    quads.add(iri, "chy:originCount", integer(tenure.origins))


def _article(quads: Quads, article: MergedArticle, base_iri: str) -> None:
    iri = article.iri
    quads.type(iri, "chy:Article", "schema:NewsArticle")
    quads.text(iri, "dcterms:identifier", article.id)
    quads.text(iri, "rdfs:label", article.title or article.id)
    quads.text(iri, "schema:headline", article.title)
    if article.url:
        quads.add(iri, "schema:url", Literal(article.url, datatype=term("xsd:anyURI")))
    quads.text(iri, "chy:publisher", article.publisher)
    quads.text(iri, "chy:published", article.published)
    quads.add(iri, "chy:origin", article.origin)
    quads.add(iri, "chy:graph", graph_iri(base_iri, article.id))


def _discrepancy(quads: Quads, discrepancy: Discrepancy, base_iri: str) -> None:
    iri = discrepancy.iri
    quads.type(iri, "chy:Discrepancy")
    quads.text(iri, "rdfs:label", f"{discrepancy.field} told differently")
    quads.add(iri, "chy:about", discrepancy.subject)
    quads.text(iri, "chy:field", discrepancy.field)
    for number, telling in enumerate(discrepancy.tellings, 1):
        node = f"{iri}/telling/{number}"
        quads.add(iri, "chy:telling", node)
        quads.type(node, "chy:Telling")
        quads.text(node, "rdf:value", telling.value)
        for claim in telling.claims:
            quads.add(node, "chy:claim", claim_iri(base_iri, claim))


# ---- pairs and direct edges ---------------------------------------------------------------------


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


def _pair(quads: Quads, pair: Pair, _base_iri: str) -> None:
    quads.type(pair.iri, "chy:Pair")
    quads.add(pair.iri, "chy:between", pair.a)
    quads.add(pair.iri, "chy:between", pair.b)
    for relation in pair.relations:
        _relation(quads, pair, relation)
    symmetric = {known.edge for known in event_classes().values() if known.symmetric}
    for source, edge, target in direct_edges(pair):
        name = "chy:" + edge.rpartition("#")[2]
        quads.add(source, name, target)
        if edge in symmetric:
            quads.add(target, name, source)


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


_WRITERS: Mapping[str, Callable[[Quads, Any, str], None]] = {
    "actor": _actor,
    "event": _event,
    "statement": _statement,
    "tenure": _tenure,
    "pair": _pair,
    "article": _article,
    "discrepancy": _discrepancy,
}
