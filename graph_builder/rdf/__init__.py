"""The only place where RDF shape is decided: which quads each thing of a graph and each dossier is.

No blank nodes, no clocks: every node has an IRI under that of the thing it belongs to, so the same
thing always gives the same quads, and a change of things is a change of quads.

What the merge says is in the default graph, and with it the sentence that each claim rests on
(`?event chy:claim/chy:sentence ?text` needs no GRAPH). All else that an article says, with offsets
and versions, is in its named graph.
"""

from graph_builder.rdf.dossier import claim_quads, dossier_graph_quads
from graph_builder.rdf.judgement import judgement_quads
from graph_builder.rdf.pairs import direct_edges
from graph_builder.rdf.shared import SharedQuad, shared_quads
from graph_builder.rdf.terms import (
    BASE_IRI,
    PREFIXES,
    article_iri,
    claim_iri,
    graph_iri,
    judgements_graph_iri,
    user_graph_prefix,
)
from graph_builder.rdf.things import changed_quads, thing_quads
from graph_builder.rdf.vocabulary import event_classes, vocabulary_quads

__all__ = [
    "BASE_IRI",
    "PREFIXES",
    "SharedQuad",
    "article_iri",
    "changed_quads",
    "claim_iri",
    "claim_quads",
    "direct_edges",
    "dossier_graph_quads",
    "event_classes",
    "graph_iri",
    "judgement_quads",
    "judgements_graph_iri",
    "shared_quads",
    "thing_quads",
    "user_graph_prefix",
    "vocabulary_quads",
]
