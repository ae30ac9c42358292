"""Whether two answers say the same, blank nodes and spellings of numbers aside."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from itertools import permutations
from pathlib import Path
from typing import Any

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

Row = tuple[Any, ...]

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float")}


def same_graph(left: Iterable[Quad], right: Iterable[Quad]) -> bool:
    """Isomorphism of two datasets (RDFC-1.0 canonical forms)."""
    return _canonical(left) == _canonical(right)


def _canonical(quads: Iterable[Quad]) -> set[Quad]:
    dataset = Dataset(Quad(q.subject, q.predicate, _spelt(q.object), q.graph_name) for q in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def _spelt(term: Any) -> Any:
    """A number or truth value in one spelling for each value; everything else as it is."""
    if isinstance(term, Literal) and term.datatype.value == XSD + "boolean":
        return Literal(term.value in ("true", "1"))
    if isinstance(term, Literal) and term.datatype.value in _NUMERIC:
        try:
            if term.datatype.value in (XSD + "double", XSD + "float"):
                return Literal(repr(float(term.value)), datatype=term.datatype)
            return Literal(str(Decimal(term.value).normalize()), datatype=term.datatype)
        except (ValueError, InvalidOperation):
            return term
    return term


def same_rows(left: list[Row], right: list[Row]) -> bool:
    """Whether two multisets of rows are equal under some renaming of blank nodes."""
    blank_left, blank_right = _blanks(left), _blanks(right)
    if len(left) != len(right) or len(blank_left) != len(blank_right):
        return False
    wanted = Counter(right)
    if not blank_left:
        return Counter(left) == wanted
    if len(blank_left) > 7:
        return _shapes(left) == _shapes(right)
    for order in permutations(blank_right):
        renamed = dict(zip(blank_left, order, strict=True))
        if Counter(tuple(renamed.get(t, t) for t in row) for row in left) == wanted:
            return True
    return False


def _blanks(rows: list[Row]) -> list[BlankNode]:
    return sorted({t for row in rows for t in row if isinstance(t, BlankNode)}, key=str)


def _shapes(rows: list[Row]) -> Counter[Row]:
    return Counter(tuple("_" if isinstance(t, BlankNode) else t for t in row) for row in rows)


def rows_of(solutions: QuerySolutions, names: list[str]) -> list[Row]:
    """The rows with their columns in the order of `names`."""
    return [tuple(_spelt(solution[name]) for name in names) for solution in solutions]


def same_solutions(answer: bytes, format_: QueryResultsFormat, expected: Path) -> bool:
    """Whether an answer in XML, JSON or TSV says what the file `expected` says."""
    got = parse_query_results(answer, format_)
    wanted = _expected(expected)
    if isinstance(got, QueryBoolean) or isinstance(wanted, bool):
        return isinstance(got, QueryBoolean) and bool(got) == wanted
    names, rows = wanted
    if {v.value for v in got.variables} != set(names):
        return False
    return same_rows(rows_of(got, names), rows)


def _expected(file: Path) -> bool | tuple[list[str], list[Row]]:
    if file.suffix in (".ttl", ".rdf"):
        return _result_set(file)
    formats = {
        ".srx": QueryResultsFormat.XML,
        ".srj": QueryResultsFormat.JSON,
        ".tsv": QueryResultsFormat.TSV,
    }
    parsed = parse_query_results(file.read_bytes(), formats[file.suffix])
    if isinstance(parsed, QueryBoolean):
        return bool(parsed)
    names = [variable.value for variable in parsed.variables]
    return names, rows_of(parsed, names)


def _result_set(file: Path) -> bool | tuple[list[str], list[Row]]:
    """A result written in the result-set vocabulary."""
    format_ = RdfFormat.TURTLE if file.suffix == ".ttl" else RdfFormat.RDF_XML
    dataset = Dataset(parse(file.read_bytes(), format_, base_iri=file.as_uri()))

    def values(subject: Any, name: str) -> list[Any]:
        return [
            q.object for q in dataset if q.subject == subject and q.predicate.value == RS + name
        ]

    roots = {
        q.subject for q in dataset if q.predicate.value in (RS + "resultVariable", RS + "boolean")
    }
    root = next(iter(roots))
    if truth := values(root, "boolean"):
        return str(truth[0].value) == "true"
    names = [str(v.value) for v in values(root, "resultVariable")]
    rows = []
    for solution in values(root, "solution"):
        row = {
            values(binding, "variable")[0].value: values(binding, "value")[0]
            for binding in values(solution, "binding")
        }
        rows.append(tuple(_spelt(row.get(name)) for name in names))
    return names, rows


def same_csv(answer: bytes, expected: Path) -> bool:
    """Whether two CSV results have the same rows; blank nodes match any of theirs."""
    return _csv(answer.decode()) == _csv(expected.read_text("utf-8"))


def _csv(text: str) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(
        tuple(sorted((name, _number(cell)) for name, cell in row.items()))
        for row in csv.DictReader(io.StringIO(text))
    )


def _number(cell: str) -> str:
    if cell.startswith("_:"):
        return "_:"
    try:
        return str(float(cell))
    except ValueError:
        return cell


def quads_of(file: Path, base: str, graph: str | None = None) -> list[Quad]:
    """The triples of a file, in graph `graph` (None: the default graph)."""
    formats = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
    name = NamedNode(graph) if graph else DefaultGraph()
    parsed = parse(file.read_bytes(), formats[file.suffix], base_iri=base, rename_blank_nodes=True)
    return [Quad(q.subject, q.predicate, q.object, name) for q in parsed]
