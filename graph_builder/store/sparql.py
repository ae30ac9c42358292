"""Users' SPARQL queries: checked on real tokens, run, and serialised to bytes under a limit.

`answer_query` is what a worker process calls. It has no time limit: pyoxigraph cannot be
interrupted, so whoever needs one runs this in a process that can be killed.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from graph_builder.errors import FormatError, LimitError, QueryError
from graph_builder.store.limits import BoundedOutput
from graph_builder.store.sparql_tokens import Dataset, check_query, explain

MERGED_FROM_MAX_QUADS = 5_000_000
"""Most quads that several FROM graphs may hold together; they are copied into memory (~0.2 GB per
million quads), because pyoxigraph counts a triple once per graph instead of once."""

_SHOWN = 240  # characters of a syntax error

SOLUTION_FORMATS: Mapping[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
"""Formats of SELECT and ASK results; an ASK as `csv` or `tsv` is the bare word true or false."""

GRAPH_FORMATS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "n3": RdfFormat.N3,
}
"""Formats of CONSTRUCT and DESCRIBE results, and of dumps."""


def media_type(format_name: str) -> str:
    """The media type of a key of `SOLUTION_FORMATS` or `GRAPH_FORMATS`."""
    chosen = SOLUTION_FORMATS.get(format_name) or GRAPH_FORMATS.get(format_name)
    if chosen is None:
        raise QueryError(f"no format {format_name!r}; use one of {', '.join(_FORMATS)}")
    return chosen.media_type


_FORMATS = (*SOLUTION_FORMATS, *GRAPH_FORMATS)


@dataclass(frozen=True, slots=True)
class Question:
    """A query and how its answer is wanted; plain values, so that it travels to a worker.

    `solutions` and `graph` are the formats for the two kinds of result (keys of
    `SOLUTION_FORMATS` and `GRAPH_FORMATS`); the form of the query decides which one is used.
    `prefixes` are known without being declared; relative IRIs are resolved against `base_iri`.
    """

    query: str
    solutions: str = "json"
    graph: str = "turtle"
    dataset: Dataset = field(default_factory=Dataset)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int | None = None
    max_rows: int | None = None
    base_iri: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written: the format (a key), its media type, bytes."""

    format: str
    media_type: str
    size: int


def answer_query(store: Store, question: Question, output: IO[bytes]) -> Answer:
    """Check the query, run it on `store`, and write the result to `output`.

    What stands in `output` after an error is not an answer. Raises `QueryError` for a query that
    doesn't parse or asks for what isn't allowed (SERVICE, updates, graphs that aren't here),
    `LimitError` beyond `max_bytes`, or `max_rows` solutions.
    """
    asked = question.dataset
    named = check_query(question.query, question.prefixes, question.base_iri or "")
    result = _run(store, question, asked if asked.default or asked.named else named)
    format_name = _format(result, question)
    rows = format_name if isinstance(result, QuerySolutions) else None
    bounded = BoundedOutput(output, question.max_bytes, question.max_rows, rows)
    try:
        _write(result, bounded, format_name, question.prefixes)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed while running: {error}") from error
    return Answer(format_name, media_type(format_name), bounded.size)


def _format(result: QuerySolutions | QueryBoolean | QueryTriples, question: Question) -> str:
    if isinstance(result, QueryTriples):
        chosen, what, known = question.graph, "a graph", tuple(GRAPH_FORMATS)
    else:
        chosen, what, known = question.solutions, "solutions", tuple(SOLUTION_FORMATS)
    if chosen not in known:
        kinds = ", ".join(f"{name} ({media_type(name)})" for name in known)
        raise FormatError(
            f"the result is {what}, which can't be written as {chosen!r}; use {kinds}"
        )
    return chosen


def _run(
    store: Store, question: Question, dataset: Dataset
) -> QuerySolutions | QueryBoolean | QueryTriples:
    for iri in (*dataset.default, *dataset.named):
        if not store.contains_named_graph(graph_node(iri)):
            raise QueryError(
                f"there is no graph <{iri}> here, and none is fetched; "
                "SELECT DISTINCT ?g WHERE { GRAPH ?g {} } lists them"
            )
    default: list[NamedNode | BlankNode | DefaultGraph] = [
        graph_node(iri) for iri in dataset.default
    ]
    if len(default) > 1:
        store, default = _merged(store, dataset), [DefaultGraph()]
    prefixes = dict(question.prefixes)
    try:
        if not dataset.default and not dataset.named:
            return store.query(question.query, base_iri=question.base_iri, prefixes=prefixes)
        return store.query(
            question.query,
            base_iri=question.base_iri,
            prefixes=prefixes,
            default_graph=default,
            named_graphs=[graph_node(iri) for iri in dataset.named],
        )
    except SyntaxError as error:
        explain(question.query, prefixes)
        raise syntax_error(error) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be run: {error}") from error


def syntax_error(error: SyntaxError, what: str = "query") -> QueryError:
    """Oxigraph's syntax error with its place in words, and without its page-long expectations."""
    message = re.sub(r"\berror at (\d+):(\d+):", r"at line \1, column \2:", str(error))
    message = " ".join(message.split())
    shown = message if len(message) <= _SHOWN else message[:_SHOWN].rsplit(",", 1)[0] + " …"
    return QueryError(f"the {what} doesn't parse {shown}")


def converted(content: bytes, source: str, target: str) -> bytes:
    """Triples in one format of `GRAPH_FORMATS`, written in another; for files of our own."""
    triples = parse(content, GRAPH_FORMATS[source])
    output = io.BytesIO()
    serialize((quad.triple for quad in triples), output, GRAPH_FORMATS[target])
    return output.getvalue()


def _write(
    result: QuerySolutions | QueryBoolean | QueryTriples,
    bounded: BoundedOutput,
    format_name: str,
    prefixes: Mapping[str, str],
) -> None:
    # pyoxigraph needs nothing of a file but write() and flush().
    output = cast("IO[bytes]", bounded)
    if isinstance(result, QueryTriples) and prefixes:
        serialize(result, output, GRAPH_FORMATS[format_name], prefixes=dict(prefixes))
    elif isinstance(result, QueryTriples):  # no triple becomes an object of Python
        result.serialize(output, GRAPH_FORMATS[format_name])
    else:
        result.serialize(output, SOLUTION_FORMATS[format_name])
    bounded.flush()


def graph_node(iri: str) -> NamedNode:
    """`iri` as the name of a graph; raises `QueryError` for what is no absolute IRI."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is not an absolute IRI of a graph") from error


def _merged(store: Store, dataset: Dataset) -> Store:
    """A store in memory whose default graph is the RDF merge of the graphs `dataset.default`."""
    copy = Store()
    for merge, graphs in ((True, dataset.default), (False, dataset.named)):
        for iri in graphs:
            quads = list(store.quads_for_pattern(None, None, None, graph_node(iri)))
            if len(copy) + len(quads) > MERGED_FROM_MAX_QUADS:
                raise LimitError(
                    f"the graphs of FROM hold more than {MERGED_FROM_MAX_QUADS:,} quads; "
                    "name fewer of them"
                )
            if merge:
                quads = [Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads]
            copy.extend(quads)
    return copy
