"""Clients that people really use, against the running service."""

import io
import shutil
import subprocess
import urllib.parse
from xml.dom.minidom import Document

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.service.running import TOKEN, USER_GRAPH, Running

EX = "http://example.org/"
NAMES = f"SELECT ?s ?n {{ ?s <{EX}name> ?n }} ORDER BY ?n"


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("format_", [JSON, XML, CSV])
def test_sparqlwrapper_select(service: Running, method: str, format_: str) -> None:
    wrapper = SPARQLWrapper(f"{service.url}/sparql")
    wrapper.setMethod(method)
    wrapper.setRequestMethod(POSTDIRECTLY if format_ == XML else "urlencoded")
    wrapper.setReturnFormat(format_)
    wrapper.setQuery(NAMES)
    answer = wrapper.query()
    try:
        found = answer.convert()
    finally:
        answer.response.close()
    text = found.toxml() if isinstance(found, Document) else str(found)
    assert "Lee Jae-myung" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper uses it
@pytest.mark.parametrize("format_", [TURTLE, RDFXML])
def test_sparqlwrapper_construct(service: Running, format_: str) -> None:
    wrapper = SPARQLWrapper(f"{service.url}/sparql")
    wrapper.setReturnFormat(format_)
    wrapper.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    answer = wrapper.query()
    try:
        found = answer.convert()
    finally:
        answer.response.close()
    if not isinstance(found, Graph):
        assert isinstance(found, bytes)
        found = Graph().parse(data=found, format="turtle")
    assert len(found) == 9


def test_sparqlwrapper_tells_a_syntax_error(service: Running) -> None:
    wrapper = SPARQLWrapper(f"{service.url}/sparql")
    wrapper.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed, match="line 1"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_store(service: Running, method: str) -> None:
    store = SPARQLStore(f"{service.url}/sparql", method=method)
    graph = Graph(store)
    assert {str(o) for o in graph.objects(URIRef(EX + "ishiba"), URIRef(EX + "met"))} == {
        EX + "lee",
        EX + "trump",
    }
    assert len(graph) == 9
    assert bool(graph.query(f"ASK {{ <{EX}lee> <{EX}met> ?x }}"))
    assert len(graph.query("CONSTRUCT WHERE { ?s ?p ?o }").graph or ()) == 9


def test_rdflib_update_store(writable: Running) -> None:
    store = SPARQLUpdateStore(
        f"{writable.url}/sparql",
        f"{writable.url}/sparql",
        headers={"Authorization": f"Bearer {TOKEN}"},
        context_aware=True,
    )
    graph = Graph(store, identifier=URIRef(USER_GRAPH))
    graph.add((URIRef(EX + "a"), URIRef(EX + "b"), URIRef(EX + "c")))
    store.commit()
    assert writable.ask(f"ASK {{ GRAPH <{USER_GRAPH}> {{ ?s ?p <{EX}c> }} }}")


def curl(*arguments: str) -> str:
    tool = shutil.which("curl")
    if tool is None:
        pytest.skip("curl is not installed")
    return subprocess.run(
        [tool, "--silent", "--show-error", "--max-time", "20", *arguments],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_curl(service: Running) -> None:
    endpoint = f"{service.url}/sparql"
    asked = urllib.parse.quote(NAMES)
    assert '"Lee Jae-myung"' in curl(f"{endpoint}?query={asked}")
    assert "<literal" in curl(
        *("-H", "Accept: application/sparql-results+xml"),
        *("--data-urlencode", f"query={NAMES}", endpoint),
    )
    assert "Lee Jae-myung" in curl(
        *("-H", "Content-Type: application/sparql-query", "--data-binary", NAMES),
        *("-H", "Accept: text/csv", "--compressed", endpoint),
    )
    assert curl("-o", "/dev/null", "-w", "%{http_code}", f"{endpoint}?query=x") == "400"


def test_pandas_reads_the_csv(service: Running) -> None:
    pandas = pytest.importorskip("pandas")
    answer = service.query(NAMES, "text/csv")
    table = pandas.read_csv(io.BytesIO(answer.content))
    assert list(table.columns) == ["s", "n"]
    assert table["n"].tolist() == ["Donald Trump", "Ishiba Shigeru", "Lee Jae-myung"]
