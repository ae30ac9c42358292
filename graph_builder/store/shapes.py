"""The shapes of `shapes.ttl` as SPARQL, run on a store.

The part of SHACL that the file keeps to is turned into one SELECT for each constraint; it finds the
focus nodes that break it. On a few million quads that takes seconds, where a SHACL engine takes
hours; a test holds that both find the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graph_builder import ontology
from graph_builder.errors import ArtefactError
from graph_builder.rdf import PREFIXES
from graph_builder.store.oxigraph import OxigraphReader

SHOWN = 20
"""Most violations of one constraint that are listed; the first ones say what is wrong."""

_SH = "http://www.w3.org/ns/shacl#"
_SCOPE = NamedNode("https://w3id.org/chancery/shapes#scope")
_NIL = NamedNode(PREFIXES["rdf"] + "nil")
_TESTS: Mapping[str, str] = {
    "datatype": "DATATYPE(?value) = {}",
    "nodeKind": "isIRI(?value)",
    "class": "EXISTS {{ ?value a {} }}",
    "in": "?value IN ({})",
    "minInclusive": "?value >= {}",
    "maxInclusive": "?value <= {}",
}
"""Constraints on values, as tests in SPARQL; of node kinds only sh:IRI is used."""
_KNOWN = frozenset(("path", "message", "minCount", "maxCount", *_TESTS))
Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint as a query: each row it gives (node, value) breaks it."""

    shape: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a constraint, and the value that does, if one does."""

    shape: str
    message: str
    node: str
    value: str | None


def check_shapes(reader: OxigraphReader) -> list[Violation]:
    """What in the graph breaks its shapes; at most `SHOWN` violations of each constraint."""
    found = []
    for check in checks():
        for node, value in reader.rows(f"{check.query} LIMIT {SHOWN}", PREFIXES):
            found.append(Violation(check.shape, check.message, str(node), value))
    return found


@cache
def checks() -> tuple[Check, ...]:
    """Every constraint of `shapes.ttl`.

    Raises `ArtefactError` when the file is damaged or uses a part of SHACL that isn't known here.
    """
    shapes = _Shapes()
    return tuple(check for shape in shapes.node_shapes() for check in shapes.checks(shape))


class _Shapes:
    """`shapes.ttl`, read."""

    def __init__(self) -> None:
        self._store = Store()
        try:
            self._store.load(ontology.path("shapes.ttl").read_bytes(), RdfFormat.TURTLE)
        except SyntaxError as error:
            raise ArtefactError(
                f"ontology/shapes.ttl is damaged: {error}; install Chancery again"
            ) from error

    def node_shapes(self) -> list[NamedNode]:
        rows = self._store.query(
            "SELECT ?s { ?s a sh:NodeShape } ORDER BY ?s", prefixes={"sh": _SH}
        )
        return [cast(NamedNode, row["s"]) for row in cast(QuerySolutions, rows)]

    def checks(self, shape: NamedNode) -> Iterator[Check]:
        name = shape.value.rpartition("#")[2]
        scope = self._one(shape, _SCOPE)
        target = self._one(shape, _sh("targetClass"))
        if not isinstance(target, NamedNode) or not isinstance(scope, Literal):
            raise ArtefactError(f"ontology/shapes.ttl: {name} has no scope or target class")
        writer = _Writer(name, str(target), in_article=scope.value == "article")
        for constraint in self._all(shape, _sh("property")):
            yield from self._property_checks(constraint, writer)
        for constraint in self._all(shape, _sh("sparql")):
            select, message = self._text(constraint, "select"), self._text(constraint, "message")
            yield writer.select(select, message)

    def _property_checks(self, constraint: Node, writer: "_Writer") -> Iterator[Check]:
        facts = {
            quad.predicate.value.removeprefix(_SH): cast(Term, quad.object)
            for quad in self._store.quads_for_pattern(constraint, None, None)
        }
        if unknown := facts.keys() - _KNOWN:
            raise ArtefactError(f"ontology/shapes.ttl: {writer.shape} uses {sorted(unknown)}")
        path, message = self._path(cast(Node, facts["path"])), self._text(constraint, "message")
        for bound, sign in (("minCount", "<"), ("maxCount", ">")):
            if bound in facts:
                yield writer.count(path, f"{sign} {facts[bound].value}", message)
        for kind, test in _TESTS.items():
            if kind in facts:
                yield writer.value(path, test.format(self._operand(kind, facts[kind])), message)

    def _operand(self, kind: str, value: Term) -> str:
        return ", ".join(map(str, self._list(value))) if kind == "in" else str(value)

    def _path(self, node: Node) -> str:
        inverse = self._one(node, _sh("inversePath")) if isinstance(node, BlankNode) else None
        return f"^{inverse}" if inverse else str(node)

    def _list(self, head: Term | None) -> Iterator[Term]:
        while head is not None and head != _NIL:
            first = self._one(cast(Node, head), NamedNode(PREFIXES["rdf"] + "first"))
            if first is not None:
                yield first
            head = self._one(cast(Node, head), NamedNode(PREFIXES["rdf"] + "rest"))

    def _all(self, subject: Node, predicate: NamedNode) -> list[Node]:
        found = self._store.quads_for_pattern(subject, predicate, None)
        nodes = [q.object for q in found if isinstance(q.object, NamedNode | BlankNode)]
        return sorted(nodes, key=lambda node: self._text(node, "message"))

    def _one(self, subject: Node, predicate: NamedNode) -> Term | None:
        found = self._store.quads_for_pattern(subject, predicate, None)
        return next((cast(Term, quad.object) for quad in found), None)

    def _text(self, subject: Node, name: str) -> str:
        found = self._one(subject, _sh(name))
        return found.value if isinstance(found, Literal) else ""


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the queries of one shape."""

    shape: str
    target: str
    in_article: bool

    def _where(self, pattern: str) -> str:
        body = f"?this a {self.target} . {pattern}"
        return f"{{ GRAPH ?graph {{ {body} }} }}" if self.in_article else f"{{ {body} }}"

    def count(self, path: str, excess: str, message: str) -> Check:
        """Focus nodes with too few or too many values."""
        group = "?graph ?this" if self.in_article else "?this"
        where = self._where(f"OPTIONAL {{ ?this {path} ?value }}")
        return Check(
            self.shape,
            message,
            f"SELECT ?this (COUNT(DISTINCT ?value) AS ?n) WHERE {where} "
            f"GROUP BY {group} HAVING (COUNT(DISTINCT ?value) {excess})",
        )

    def value(self, path: str, test: str, message: str) -> Check:
        """Values that fail a test; a test that can't be made fails."""
        where = self._where(f"?this {path} ?value . FILTER(!COALESCE({test}, false))")
        return Check(self.shape, message, f"SELECT ?this ?value WHERE {where}")

    def select(self, query: str, message: str) -> Check:
        """A constraint that is SPARQL already: `SELECT $this [?value] WHERE { … }`.

        MINUS, which SHACL forbids, is evaluated once where FILTER NOT EXISTS is tried on every row:
        a hundred times faster, and the same as long as what is inside names variables of outside.
        """
        body = query.partition("{")[2].rpartition("}")[0].replace("$this", "?this")
        body = body.replace("FILTER NOT EXISTS", "MINUS")
        return Check(self.shape, message, f"SELECT ?this ?value WHERE {self._where(body)}")
