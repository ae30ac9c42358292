"""The quads of a dossier: its named graph, and a short record of its claims in the default one."""

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Quad

from graph_builder.merged import ClaimRef
from graph_builder.model import (
    Actor,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Statement,
    Tenure,
)
from graph_builder.rdf.terms import (
    Quads,
    article_iri,
    claim_iri,
    decimal,
    graph_iri,
    integer,
    term,
    text,
)
from graph_builder.rdf.times import claimed_time_quads
from graph_builder.rdf.vocabulary import ACTOR_CLASSES, event_classes


def claim_quads(dossier: Dossier, base_iri: str) -> list[Quad]:
    """What the default graph says of each claim: that it is one, its sentence and its article."""
    quads = Quads()
    article = article_iri(base_iri, dossier.id)
    for claim, evidence in _evidence_of_claims(dossier):
        iri = claim_iri(base_iri, ClaimRef(dossier.id, claim))
        quads.type(iri, "chy:Claim")
        quads.add(iri, "chy:inArticle", article)
        if evidence:
            quads.text(iri, "chy:sentence", evidence[0].text)
    return quads.list()


def _evidence_of_claims(dossier: Dossier) -> Iterator[tuple[str, Sequence[Evidence]]]:
    for actor in dossier.actors:
        yield actor.id, ()
    for event in dossier.events:
        yield event.id, event.evidence
    for statement in dossier.statements:
        yield statement.id, statement.evidence
    for number, tenure in enumerate(dossier.offices, 1):
        yield f"o{number}", tenure.evidence


def dossier_graph_quads(dossier: Dossier, base_iri: str) -> list[Quad]:
    """The named graph of an article: claims, mentions, evidence, and how they were read."""
    writer = _DossierWriter(dossier, base_iri)
    writer.reading()
    for actor in dossier.actors:
        writer.actor(actor)
    for event in dossier.events:
        writer.event(event)
    for statement in dossier.statements:
        writer.statement(statement)
    for number, tenure in enumerate(dossier.offices, 1):
        writer.tenure(f"o{number}", tenure)
    return writer.quads.list()


class _DossierWriter:
    def __init__(self, dossier: Dossier, base_iri: str) -> None:
        self._dossier = dossier
        self._base_iri = base_iri
        self._article = article_iri(base_iri, dossier.id)
        self._graph = graph_iri(base_iri, dossier.id)
        self.quads = Quads(NamedNode(self._graph))

    def _iri(self, claim: str) -> str:
        return claim_iri(self._base_iri, ClaimRef(self._dossier.id, claim))

    def reading(self) -> None:
        """The graph's provenance: the article it derives from and the versions that read it."""
        activity = f"{self._article}#reading"
        self.quads.add(self._graph, "prov:wasDerivedFrom", self._article)
        self.quads.add(self._graph, "prov:wasGeneratedBy", activity)
        self.quads.type(activity, "chy:Reading", "prov:Activity")
        self.quads.add(activity, "prov:used", self._article)
        self.quads.text(activity, "chy:readerVersion", self._dossier.reader)
        self.quads.text(activity, "chy:extractionVersion", self._dossier.extraction)
        self.quads.add(activity, "chy:refusedCount", integer(len(self._dossier.refused)))

    def _claim(self, iri: str, class_name: str) -> None:
        self.quads.type(iri, "chy:Claim", class_name)
        self.quads.add(iri, "prov:wasDerivedFrom", self._article)

    def actor(self, actor: Actor) -> None:
        """An actor as this article knows it, and its mentions."""
        iri = self._iri(actor.id)
        self._claim(iri, "chy:ActorClaim")
        self.quads.add(iri, "chy:actorClass", term(ACTOR_CLASSES[actor.type]))
        self.quads.text(iri, "skos:prefLabel", actor.name)
        for alias in actor.aliases:
            if alias != actor.name:
                self.quads.text(iri, "skos:altLabel", alias)
        self.quads.text(iri, "chy:office", actor.office)
        for number, mention in enumerate(actor.mentions, 1):
            node = f"{iri}-m{number}"
            self.quads.type(node, "chy:Mention", "oa:Annotation")
            self.quads.add(node, "oa:hasBody", iri)
            self.quads.add(node, "oa:hasTarget", self._target(mention))

    def event(self, event: Event) -> None:
        """An event as this article tells it."""
        iri = self._iri(event.id)
        self._claim(iri, "chy:EventClaim")
        self.quads.add(iri, "chy:eventClass", event_classes()[event.type].iri)
        self.quads.add(iri, "chy:status", term(f"chy:{event.status}"))
        self.quads.add(iri, "chy:basis", term(f"chy:{event.basis}"))
        for participant in event.participants:
            self._participation(iri, participant)
        for place in (event.place, *event.place_alt):
            self.quads.text(iri, "chy:placeName", place)
        for topic in event.topics:
            self.quads.text(iri, "chy:topicName", topic.label)
            self.quads.add(iri, "chy:mentions", topic.concept)
        self.quads.add(iri, "chy:trigger", self._target(event.trigger))
        claimed_time_quads(self.quads, iri, event.time)
        self._grounds(iri, event)

    def _participation(self, claim: str, participant: Participant) -> None:
        node = f"{claim}-{participant.role}-{participant.actor}"
        self.quads.add(claim, "sem:hasActor", node)
        self.quads.type(node, "chy:Participation")
        self.quads.add(node, "rdf:value", self._iri(participant.actor))
        self.quads.add(node, "sem:roleType", term(f"chy:{participant.role}Role"))

    def statement(self, statement: Statement) -> None:
        """A statement as this article reports it."""
        iri = self._iri(statement.id)
        self._claim(iri, "chy:StatementClaim")
        direct = statement.kind == "direct"
        kind = term("chy:Quotation" if direct else "chy:IndirectStatement")
        self.quads.add(iri, "chy:statementClass", kind)
        self.quads.text(iri, "chy:quote" if direct else "chy:paraphrase", statement.quote)
        if direct and statement.content != statement.quote:
            self.quads.text(iri, "chy:paraphrase", statement.content)
        self.quads.add(iri, "chy:speaker", self._iri(statement.speaker))
        if statement.addressee is not None:
            self.quads.add(iri, "chy:addressee", self._iri(statement.addressee))
        for topic in statement.topics:
            self.quads.text(iri, "chy:topicName", topic.label)
            self.quads.add(iri, "chy:mentions", topic.concept)
        for actor in statement.mentions:
            self.quads.add(iri, "chy:mentions", self._iri(actor))
        claimed_time_quads(self.quads, iri, statement.time)
        self._grounds(iri, statement)

    def tenure(self, claim: str, tenure: Tenure) -> None:
        """An office as this article gives it to a person."""
        iri = self._iri(claim)
        self._claim(iri, "chy:TenureClaim")
        self.quads.add(iri, "org:member", self._iri(tenure.person))
        if tenure.org_actor is not None:
            self.quads.add(iri, "org:organization", self._iri(tenure.org_actor))
        self.quads.text(iri, "chy:office", tenure.office)
        self.quads.text(iri, "chy:officeOf", tenure.org)
        self.quads.text(iri, "chy:since", tenure.since)
        self.quads.text(iri, "chy:until", tenure.until)
        self._grounds(iri, tenure)

    def _grounds(self, iri: str, claim: Event | Statement | Tenure) -> None:
        """Confidence, rule and evidence, which every claim has."""
        self.quads.add(iri, "chy:confidence", decimal(claim.confidence))
        self.quads.text(iri, "chy:rule", claim.rule)
        for rank, evidence in enumerate(claim.evidence, 1):
            node = f"{iri}-v{rank}"
            span = Span(evidence.start, evidence.end, evidence.text)
            self.quads.add(iri, "chy:evidence", node)
            self.quads.type(node, "chy:Evidence", "oa:Annotation")
            self.quads.add(node, "chy:rank", integer(rank))
            self.quads.add(node, "oa:hasBody", iri)
            self.quads.add(node, "oa:hasTarget", self._target(span))
            for support in evidence.supports:
                self.quads.text(node, "chy:supports", support)

    def _target(self, span: Span) -> str:
        """A stretch of the article, by what it says and by where it stands (code points)."""
        # RFC 5147 names character positions like this, counted from 0 and end exclusive.
        target = f"{self._article}#char={span.start},{span.end}"
        exact, position = f"{target};exact", f"{target};position"
        self.quads.type(target, "oa:SpecificResource")
        self.quads.add(target, "oa:hasSource", self._article)
        self.quads.add(target, "oa:hasSelector", exact)
        self.quads.add(target, "oa:hasSelector", position)
        self.quads.type(exact, "oa:TextQuoteSelector")
        self.quads.add(exact, "oa:exact", text(span.text))
        self.quads.type(position, "oa:TextPositionSelector")
        self.quads.add(position, "oa:start", integer(span.start))
        self.quads.add(position, "oa:end", integer(span.end))
        return target
