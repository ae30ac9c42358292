"""Names: prefixes, the IRIs of what belongs to an article, and typed literals."""

from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph_builder.merged import ClaimRef
from graph_builder.ontology import name_key

BASE_IRI = "https://w3id.org/chancery/id/"
"""Where data live unless a graph is made with another base."""

PREFIXES: Mapping[str, str] = {
    "chy": "https://w3id.org/chancery/ontology#",
    "topics": "https://w3id.org/chancery/topics#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes of the terms that a graph uses; queries know them without declaring them."""

DEFAULT_GRAPH = DefaultGraph()


@cache
def term(name: str) -> NamedNode:
    """The term with this prefixed name: `term("chy:met")`."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


A = term("rdf:type")


@lru_cache(maxsize=65536)
def _segment(text: str) -> str:
    return quote(text, safe="-._~")


def article_iri(base_iri: str, article: str) -> str:
    """The IRI of the article with this id."""
    return f"{base_iri}article/{_segment(article)}"


def graph_iri(base_iri: str, article: str) -> str:
    """The IRI of the named graph with all that was read out of an article."""
    return f"{base_iri}graph/article/{_segment(article)}"


def judgements_graph_iri(base_iri: str) -> str:
    """The IRI of the named graph of judgements."""
    return f"{base_iri}graph/judgements"


def user_graph_prefix(base_iri: str) -> str:
    """How the IRIs of users' own named graphs begin; builds carry those over untouched."""
    return f"{base_iri}graph/user/"


def claim_iri(base_iri: str, claim: ClaimRef) -> str:
    """The IRI of a claim (or actor) of one article."""
    return f"{article_iri(base_iri, claim.article)}#{_segment(claim.claim)}"


def slug(name: str) -> str:
    """A readable IRI segment: "Washington, D.C." is "washington-dc"; never empty."""
    return _segment(name_key(name).replace(" ", "-") or name.strip() or "-")


def text(value: str) -> Literal:
    """A string; NUL, which RDF can't hold, is dropped."""
    return Literal(value.replace("\x00", ""))


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(value)


def decimal(value: float) -> Literal:
    """An xsd:decimal, to four places."""
    rounded = f"{value:.4f}".rstrip("0").rstrip(".")
    return Literal(rounded, datatype=term("xsd:decimal"))


def day(value: str) -> Literal:
    """An xsd:date from an ISO day."""
    return Literal(value, datatype=term("xsd:date"))


class Quads:
    """Quads of one graph, collected about one subject after another.

    Objects given as str are IRIs; None objects are left out.
    """

    def __init__(self, graph: NamedNode | DefaultGraph = DEFAULT_GRAPH) -> None:
        self._graph = graph
        self._quads: dict[Quad, None] = {}

    def add(self, subject: str, predicate: str, value: NamedNode | Literal | str | None) -> None:
        """One quad; `predicate` is a prefixed name, a `value` of type str an IRI."""
        if value is None:
            return
        node = NamedNode(value) if isinstance(value, str) else value
        self._quads[Quad(NamedNode(subject), term(predicate), node, self._graph)] = None

    def text(self, subject: str, predicate: str, value: str | None) -> None:
        """One quad with a string, unless it is None or empty."""
        if value:
            self.add(subject, predicate, text(value))

    def day(self, subject: str, predicate: str, value: str | None) -> None:
        """One quad with an ISO day, unless it is None."""
        if value is not None:
            self.add(subject, predicate, day(value))

    def type(self, subject: str, *classes: str) -> None:
        """The classes of a subject, by prefixed name."""
        for name in classes:
            self.add(subject, "rdf:type", term(name))

    def list(self) -> list[Quad]:
        """All quads, each once, in the order in which they came."""
        return list(self._quads)
