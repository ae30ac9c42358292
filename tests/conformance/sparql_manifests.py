"""The W3C's SPARQL 1.1 manifests as plain objects.

The suites lie outside of the repository (https://github.com/w3c/rdf-tests, `sparql/sparql11`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

ROOT = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""What relative IRIs in the suites' files are resolved against, beside the suite's name."""


@dataclass(frozen=True)
class Data:
    """A dataset given by files: `named` maps graph IRIs to files."""

    default: Path | None = None
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Case:
    """One test: `action` is the file of the query or update."""

    name: str
    kind: str
    suite: str
    action: Path
    data: Data = Data()
    result: Path | None = None
    after: Data = Data()


@dataclass(frozen=True)
class Exchange:
    """One request of a protocol test, and what its answer must be."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: str | None
    encoding: str
    statuses: tuple[str, ...]
    boolean: bool | None
    form: str | None
    answer: str | None


@dataclass(frozen=True)
class Conversation:
    """The exchanges of one protocol or graph-store test."""

    name: str
    exchanges: tuple[Exchange, ...] = field(default_factory=tuple)


def _load(manifest: Path) -> tuple[Graph, list[Node]]:
    graph = Graph()
    graph.parse(manifest, format="turtle", publicID=manifest.as_uri())
    entries = graph.value(None, MF.entries, None, any=True)
    head = next(graph.objects(None, MF.entries), entries)
    assert head is not None
    return graph, list(Collection(graph, head))


def _path(node: Node | None) -> Path | None:
    return Path(str(node).removeprefix("file://")) if isinstance(node, URIRef) else None


def _data(graph: Graph, node: Node | None, terms: Namespace, suite: str) -> Data:
    if node is None or isinstance(node, URIRef):
        return Data()
    named = []
    for part in graph.objects(node, terms.graphData):
        file = _path(graph.value(part, terms.graph) or part)
        assert file is not None
        label = graph.value(part, RDFS.label)
        named.append((str(label) if label else f"{ROOT}{suite}/{file.name}", file))
    return Data(_path(graph.value(node, terms.data)), tuple(sorted(named)))


def cases(folder: Path) -> Iterator[Case]:
    """The query, update, syntax and result-format tests of the suite in `folder`."""
    graph, entries = _load(folder / "manifest.ttl")
    for entry in entries:
        action = graph.value(entry, MF.action)
        result = graph.value(entry, MF.result)
        kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
        update = "Update" in kind
        request = graph.value(action, UT.request if update else QT.query)
        file = _path(request) or _path(action)
        assert file is not None
        terms = UT if update else QT
        yield Case(
            str(entry).rpartition("#")[2],
            kind,
            folder.name,
            file,
            _data(graph, action, terms, folder.name),
            _path(result),
            _data(graph, result, UT, folder.name) if update else Data(),
        )


def conversations(manifest: Path) -> Iterator[Conversation]:
    """The protocol or graph-store tests of `manifest`."""
    graph, entries = _load(manifest)
    for entry in entries:
        requests = graph.value(graph.value(entry, MF.action), HT.requests)
        assert requests is not None
        exchanges = tuple(_exchange(graph, node) for node in Collection(graph, requests))
        yield Conversation(str(entry).rpartition("#")[2], exchanges)


def _exchange(graph: Graph, node: Node) -> Exchange:
    body = graph.value(node, HT.body)
    response = graph.value(node, HT.resp)
    boolean = graph.value(response, MF.expectedBoolean)
    form = graph.value(response, MF.expectedFormat)
    return Exchange(
        str(graph.value(node, HT.methodName)),
        str(graph.value(node, HT.absolutePath)),
        _headers(graph, node),
        _chars(graph, body),
        str(graph.value(body, CNT.characterEncoding) or "UTF-8"),
        tuple(str(s).rpartition("#")[2] for s in graph.objects(response, MF.expectedStatus)),
        None if boolean is None else str(boolean).lower() == "true",
        None if form is None else str(form),
        _chars(graph, graph.value(response, HT.body)),
    )


def _chars(graph: Graph, body: Node | None) -> str | None:
    chars = graph.value(body, CNT.chars) if body is not None else None
    return None if chars is None else str(chars)


def _headers(graph: Graph, node: Node) -> tuple[tuple[str, str], ...]:
    head = graph.value(node, HT.headers)
    if head is None:
        return ()
    return tuple(
        (str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue)))
        for header in Collection(graph, head)
    )
