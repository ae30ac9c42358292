"""The W3C's SPARQL 1.1 Protocol, Graph Store Protocol (reading) and Service Description tests."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from tests.conformance.comparing import quads_of, same_graph
from tests.conformance.sparql_manifests import Conversation, Exchange, conversations
from tests.service.running import TOKEN, Running, make_graph, running

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
AUTHORITY = "http://www.example"
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "BadRequest": 400, "NotFound": 404}


@pytest.fixture
def service(suites: Path, tmp_path: Path) -> Iterator[Running]:
    """A writable service that holds the graphs which the protocol tests name."""
    quads = []
    for number in (1, 2, 3):
        graph = DATA.format(number)
        quads += quads_of(suites / "protocol" / f"data{number}.nt", graph, graph)
    trig = f"GRAPH <{DATA.format(0)}> {{ <a:any> <a:graph> 0 }}\n" + "".join(
        f"GRAPH {q.graph_name} {{ {q.triple} }}\n" for q in quads
    )
    with running(
        make_graph(tmp_path / "graph", trig), write_token=TOKEN, update_anywhere=True
    ) as started:
        yield started


def status_fits(status: int, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(
        status == STATUSES.get(name) or name == f"StatusCode{status // 100}xx" for name in wanted
    )


def send(service: Running, exchange: Exchange, path: str) -> httpx.Response:
    headers = {**dict(exchange.headers), "Authorization": f"Bearer {TOKEN}"}
    body = None if exchange.body is None else exchange.body.encode(exchange.encoding)
    return service.client.request(exchange.method, path, headers=headers, content=body)


def fault(service: Running, exchange: Exchange) -> str | None:
    """What is wrong with the answer of one exchange, if anything."""
    answer = send(service, exchange, exchange.path.replace("/sparql/", "/sparql", 1))
    if not status_fits(answer.status_code, exchange.statuses):
        return f"{answer.status_code} for {exchange.statuses}: {answer.text[:200]}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if exchange.boolean is not None:
        accepted = kind == "application/sparql-results+json"
        found = answer.json()["boolean"] if accepted else "true" in answer.text
        return None if found == exchange.boolean else f"the boolean is {found}"
    expected = {
        None: ("",),
        "boolean": ("application/sparql-results+",),
        "tabular": ("application/sparql-results+", "text/csv", "text/tab"),
        "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+"),
    }
    return None if kind.startswith(expected[exchange.form]) else f"{kind} for {exchange.form}"


def test_protocol(suites: Path, service: Running) -> None:
    faults = {}
    for conversation in conversations(suites / "protocol" / "manifest.ttl"):
        found = [fault(service, exchange) for exchange in conversation.exchanges]
        if any(found):
            faults[conversation.name] = found
    assert faults == {}


def graph_name(path: str) -> str | None:
    """The graph that a request of the graph-store tests names; None for the default graph."""
    url = httpx.URL(AUTHORITY + path)
    if "default" in url.params:
        return None
    return url.params.get("graph") or str(url)


def triples(text: str, graph: str | None) -> list[Quad]:
    name = NamedNode(graph) if graph else DefaultGraph()
    parsed = parse(text, RdfFormat.TURTLE, base_iri=graph or AUTHORITY, rename_blank_nodes=True)
    return [Quad(q.subject, q.predicate, q.object, name) for q in parsed]


class Emulated:
    """The writes of the graph-store tests, done by SPARQL Update, and their reads."""

    def __init__(self, service: Running) -> None:
        self._service = service

    def write(self, exchange: Exchange) -> None:
        graph = graph_name(exchange.path)
        target = f"GRAPH <{graph}>" if graph else "DEFAULT"
        updates = []
        if exchange.method in ("PUT", "DELETE"):
            updates.append(f"DROP SILENT {target}")
        if exchange.method in ("PUT", "POST"):
            if graph:
                updates.append(f"CREATE SILENT {target}")
            data = " ".join(f"{q.triple} ." for q in triples(exchange.body or "", graph))
            updates.append(f"INSERT DATA {{ {f'{target} {{ {data} }}' if graph else data} }}")
        answer = self._service.update(" ;\n".join(updates))
        assert answer.status_code == 204, answer.text

    def read(self, exchange: Exchange) -> str | None:
        """What is wrong with the answer to a GET or HEAD, if anything."""
        graph = graph_name(exchange.path)
        path = "/graphs?" + str(httpx.QueryParams({"graph": graph} if graph else {"default": ""}))
        answer = send(self._service, exchange, path)
        if not status_fits(answer.status_code, exchange.statuses):
            return f"{answer.status_code} for {exchange.statuses}"
        if exchange.method == "HEAD" or exchange.answer is None or answer.status_code != 200:
            return None
        if not answer.headers["content-type"].startswith("text/turtle"):
            return answer.headers["content-type"]
        same = same_graph(triples(answer.text, None), triples(exchange.answer, None))
        return None if same else "another graph"


def runnable(conversation: Conversation) -> bool:
    """Whether the test can be had without the service's own PUT and POST.

    Creating a graph under a name that the server chooses, and multipart bodies, can't.
    """
    return all(
        e.method in ("GET", "HEAD", "DELETE")
        or (e.body is not None and "boundary" not in str(e.headers) and "$" not in e.path)
        for e in conversation.exchanges
    ) and not any(
        e.method == "POST" and e.path.rstrip("/") in ("/gsp", "") for e in conversation.exchanges
    )


@pytest.mark.parametrize("manifest", ["manifest-indirect.ttl", "manifest-direct.ttl"])
def test_graph_store_read(suites: Path, service: Running, manifest: str) -> None:
    emulated = Emulated(service)
    faults, run = {}, 0
    for conversation in conversations(suites / "graph-store-protocol" / manifest):
        if not runnable(conversation):
            continue
        for number, exchange in enumerate(conversation.exchanges):
            if exchange.method in ("GET", "HEAD"):
                run += 1
                if found := emulated.read(exchange):
                    faults[f"{conversation.name} {number}"] = found
            else:
                emulated.write(exchange)
    assert run >= 4
    assert faults == {}


def test_direct_identification(service: Running) -> None:
    """A graph whose IRI is an address of the service is read there."""
    graph = f"{service.url}/graphs/person/1.ttl"
    assert service.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <a:a> <a:b> 1 }} }}").is_success
    answer = service.client.get("/graphs/person/1.ttl", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200, answer.text
    assert len(triples(answer.text, None)) == 1
    assert service.client.get("/graphs/person/2.ttl").status_code == 404


SD = "http://www.w3.org/ns/sparql-service-description#"


def test_service_description(service: Running) -> None:
    """returns-rdf, has-endpoint-triple and conforms-to-schema."""
    answer = service.client.get("/sparql", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    quads = list(parse(answer.content, RdfFormat.TURTLE))
    found = {(q.subject.value, q.predicate.value, getattr(q.object, "value", "")) for q in quads}
    endpoint = f"{service.url}/sparql"
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    assert (endpoint, SD + "endpoint", endpoint) in found
    assert (endpoint, rdf_type, SD + "Service") in found
    assert (endpoint, SD + "supportedLanguage", SD + "SPARQL11Query") in found
    datasets = [o for s, p, o in found if (s, p) == (endpoint, SD + "defaultDataset")]
    assert [(d, rdf_type, SD + "Dataset") in found for d in datasets] == [True]
    defaults = [o for s, p, o in found if (s, p) == (datasets[0], SD + "defaultGraph")]
    assert [(g, rdf_type, SD + "Graph") in found for g in defaults] == [True]
    formats = [o for s, p, o in found if p == SD + "resultFormat"]
    assert len(formats) == 10


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.5, application/n-triples", "application/n-triples"),
    ],
)
def test_void(service: Running, accept: str, kind: str) -> None:
    answer = service.client.get("/.well-known/void", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    if kind == "application/ld+json":
        assert json.loads(answer.text)
    assert "http://rdfs.org/ns/void#Dataset" in answer.text or "void#" in answer.text
