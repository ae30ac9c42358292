"""The quads of each thing of the merge, all in the default graph.

They are owned: no two things have one in common, so a thing is replaced by removing its old quads
and adding its new ones. What describes the nodes that things share is in `rdf.shared`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, Quad

from graph_builder.merged import (
    ClaimRef,
    Discrepancy,
    MergedActor,
    MergedArticle,
    MergedEvent,
    MergedStatement,
    MergedTenure,
    Thing,
)
from graph_builder.rdf.pairs import pair_quads
from graph_builder.rdf.shared import place_iri, post_iri, tenure_label
from graph_builder.rdf.terms import (
    Quads,
    claim_iri,
    decimal,
    graph_iri,
    integer,
    term,
)
from graph_builder.rdf.times import short_form_days, time_quads
from graph_builder.rdf.vocabulary import ACTOR_CLASSES, event_classes


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
    articles = _articles_of(thing)
    if articles:
        quads.add(thing.iri, "chy:articleCount", integer(articles))
    return quads.list()


def _articles_of(thing: Thing) -> int:
    """How many articles tell of a thing; 0 where that isn't counted."""
    if isinstance(thing, MergedActor | MergedTenure) and thing.articles is not None:
        return thing.articles
    return len({claim.article for claim in _claims_of(thing)})


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
        quads.add(event.iri, "sem:hasPlace", place_iri(base_iri, event.place))
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


def _tenure(quads: Quads, tenure: MergedTenure, base_iri: str) -> None:
    iri = tenure.iri
    quads.type(iri, "org:Membership", "chy:Tenure")
    if tenure.top:
        quads.type(iri, "chy:TopTenure")
    quads.text(iri, "rdfs:label", tenure_label(tenure))
    quads.add(iri, "org:member", tenure.person)
    quads.add(iri, "org:organization", tenure.org_actor)
    quads.add(iri, "chy:post", post_iri(base_iri, tenure))
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


_WRITERS: Mapping[str, Callable[[Quads, Any, str], None]] = {
    "actor": _actor,
    "event": _event,
    "statement": _statement,
    "tenure": _tenure,
    "pair": pair_quads,
    "article": _article,
    "discrepancy": _discrepancy,
}
