"""The quads of the ledger of judgements, in a named graph of their own."""

from collections.abc import Callable, Iterable
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from graph_builder.rdf.terms import Quads, decimal, judgements_graph_iri


class Judged(Protocol):
    """What this module reads of a judgement: two anchors or one, the verdict, and the grounds."""

    @property
    def id(self) -> str:
        """Its id in the ledger."""
        ...

    @property
    def verdict(self) -> str:
        """same, different, unsure, accept, reject, correct or undo."""
        ...

    @property
    def left(self) -> str:
        """The anchor of what it is about, or the id of the judgement it takes back."""
        ...

    @property
    def right(self) -> str | None:
        """The anchor of what it is compared to."""
        ...

    @property
    def field(self) -> str | None:
        """The field that it corrects."""
        ...

    @property
    def value(self) -> str | None:
        """The corrected value."""
        ...

    @property
    def by(self) -> str:
        """Rule or person."""
        ...

    @property
    def reason(self) -> str:
        """Why."""
        ...

    @property
    def score(self) -> float | None:
        """How sure, from 0 to 1."""
        ...

    @property
    def evidence(self) -> tuple[str, ...]:
        """Anchors or sentences that it rests on."""
        ...


def judgement_quads(
    judgements: Iterable[Judged], claim_of: Callable[[str], str | None], base_iri: str
) -> list[Quad]:
    """The named graph of judgements, whole.

    `claim_of` gives the IRI of the claim that an anchor names now, None when no article has it
    any more.
    """
    quads = Quads(NamedNode(judgements_graph_iri(base_iri)))
    for judgement in judgements:
        iri = f"{base_iri}judgement/{judgement.id}"
        quads.type(iri, "chy:Judgement")
        quads.text(iri, "chy:verdict", judgement.verdict)
        quads.text(iri, "chy:judge", judgement.by)
        quads.text(iri, "chy:reason", judgement.reason)
        quads.text(iri, "chy:field", judgement.field)
        quads.text(iri, "rdf:value", judgement.value)
        if judgement.score is not None:
            quads.add(iri, "chy:score", decimal(judgement.score))
        for evidence in judgement.evidence:
            quads.text(iri, "chy:restsOn", evidence)
        if judgement.verdict == "undo":
            quads.add(iri, "chy:takesBack", f"{base_iri}judgement/{judgement.left}")
            continue
        for anchor in (judgement.left, judgement.right):
            if anchor is not None:
                quads.text(iri, "chy:anchorOf", anchor)
                quads.add(iri, "chy:about", claim_of(anchor))
    return quads.list()
