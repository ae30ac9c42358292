"""The SPARQL endpoint: negotiation, errors and datasets, beyond what the W3C's suites ask."""

from typing import Any

import pytest

from tests.service.running import Running, assert_problem

SELECT = "SELECT ?s { ?s <http://example.org/name> ?n }"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
DESCRIBE = "DESCRIBE <http://example.org/lee>"

SOLUTION_TYPES = (
    ("application/sparql-results+json", "application/sparql-results+json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    ("application/json", "application/sparql-results+json"),
    ("application/xml", "application/sparql-results+xml"),
    ("*/*", "application/sparql-results+json"),
    ("application/*", "application/sparql-results+json"),
    ("text/*", "text/csv"),
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ("text/html, */*;q=0.1", "application/sparql-results+json"),
    ("application/sparql-results+json;q=0, text/csv", "text/csv"),
)
GRAPH_TYPES = (
    ("text/turtle", "text/turtle"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/ld+json", "application/ld+json"),
    ("application/trig", "application/trig"),
    ("application/n-quads", "application/n-quads"),
    ("*/*", "text/turtle"),
    ("application/rdf+xml;q=0.9, text/turtle;q=0.1", "application/rdf+xml"),
)


@pytest.mark.parametrize("query", [SELECT, ASK])
@pytest.mark.parametrize(("accept", "kind"), SOLUTION_TYPES)
def test_solutions_come_as_asked(service: Running, query: str, accept: str, kind: str) -> None:
    answer = service.query(query, accept)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert int(answer.headers["content-length"]) == len(answer.content) > 0


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize(("accept", "kind"), GRAPH_TYPES)
def test_graphs_come_as_asked(service: Running, query: str, accept: str, kind: str) -> None:
    answer = service.query(query, accept)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.content


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (ASK, "image/png"),
        (CONSTRUCT, "text/csv"),
        (DESCRIBE, "application/sparql-results+json"),
    ],
)
def test_a_form_without_an_accepted_format(service: Running, query: str, accept: str) -> None:
    body = assert_problem(service.query(query, accept), 406, "not-acceptable")
    assert f"'Accept: {accept}'" in body["detail"]


def test_without_accept_and_with_unknown_parameters(service: Running) -> None:
    answer = service.client.get(
        "/sparql", params={"query": SELECT, "format": "x", "output": "y", "results": "z"}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_head_is_get_without_the_body(service: Running, query: str) -> None:
    got = service.query(query)
    head = service.client.head(
        "/sparql", params={"query": query}, headers={"Accept": "application/json"}
    )
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT * { ?s ?p", 1, 17), ("SELECT *\nWHERE {\n  ?s ?p }", 3, 10), ("ASK {\n % }", 2, 2)],
)
def test_a_syntax_error_tells_its_place(
    service: Running, query: str, line: int, column: int
) -> None:
    body = assert_problem(service.query(query), 400, "query")
    assert (body["line"], body["column"]) == (line, column)
    assert len(body["detail"]) < 500


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods(service: Running, method: str) -> None:
    answer = service.client.request(method, "/sparql")
    assert_problem(answer, 405, "method")
    assert {"GET", "POST"} <= {name.strip() for name in answer.headers["allow"].split(",")}


@pytest.mark.parametrize(
    ("kind", "body", "status", "slug"),
    [
        ("text/plain", b"ASK {}", 415, "media-type"),
        ("application/json", b'{"query": "ASK {}"}', 415, "media-type"),
        ("multipart/form-data; boundary=x", b"--x--", 415, "media-type"),
        ("application/sparql-query; charset=utf-16", b"ASK {}", 415, "media-type"),
        ("application/sparql-query", b"ASK { \xff }", 400, "query"),
        ("application/sparql-query", b"", 400, "query"),
        ("application/x-www-form-urlencoded", b"", 400, "query"),
        ("application/x-www-form-urlencoded", b"query=%FF", 400, "query"),
        ("application/x-www-form-urlencoded", b"query=ASK{}&query=ASK{}", 400, "query"),
        ("application/x-www-form-urlencoded", b"query=ASK{}&update=CLEAR+ALL", 400, "query"),
        ("application/x-www-form-urlencoded", b"a=1&" * 1100, 400, "query"),
        ("application/sparql-query", b"INSERT DATA { <a:a> <a:b> 1 }", 400, "query"),
    ],
)
def test_bodies_that_are_refused(
    service: Running, kind: str, body: bytes, status: int, slug: str
) -> None:
    answer = service.client.post("/sparql", content=body, headers={"Content-Type": kind})
    assert_problem(answer, status, slug)


def test_a_query_may_be_as_long_as_the_limit(service: Running) -> None:
    limit = service.app.state.settings.max_query_bytes
    for size, status in ((limit, 200), (limit + 1, 413)):
        body = b"ASK {}".ljust(size)
        headers = {"Content-Type": "application/sparql-query", "Accept": "*/*"}
        assert service.client.post("/sparql", content=body, headers=headers).status_code == status


LOOKING_LIKE = (
    "SELECT ?service { ?service ?load ?from }",
    "SELECT * { ?s <http://example.org/service> 'SERVICE' } # SERVICE <http://x/> {}",
    'SELECT * { ?s ?p """SERVICE <http://127.0.0.1/> { } LOAD FROM""" }',
    "PREFIX service: <http://example.org/> SELECT * { ?s service:SERVICE ?o FILTER(?o < 3) }",
    "PREFIX load: <http://x/service#> ASK { load:from ?insert load:service }",
    "ASK { ?s ?p 'it\\'s SERVICE <x>'@en-service }",
    "ASK { _:service ?p _:load }",
)


@pytest.mark.parametrize("query", LOOKING_LIKE)
def test_queries_that_only_look_like_reaching_out(service: Running, query: str) -> None:
    answer = service.query(query)
    assert answer.status_code == 200, answer.text


COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "https://w3id.org/chancery/id/graph/article/"


@pytest.mark.parametrize(
    ("query", "parameters", "count"),
    [
        (COUNT, {}, 9),
        (COUNT, {"default-graph-uri": GRAPHS + "a1"}, 2),
        (COUNT, {"default-graph-uri": [GRAPHS + "a1", GRAPHS + "a2"]}, 4),
        (COUNT, {"named-graph-uri": GRAPHS + "a1"}, 0),
        (COUNT.replace("{", "{ GRAPH ?g {", 1) + "}", {"named-graph-uri": GRAPHS + "a1"}, 2),
        (f"SELECT (COUNT(*) AS ?n) FROM <{GRAPHS}a1> {{ ?s ?p ?o }}", {}, 2),
        (
            f"SELECT (COUNT(*) AS ?n) FROM <{GRAPHS}a1> {{ ?s ?p ?o }}",
            {"default-graph-uri": [GRAPHS + "a1", GRAPHS + "a2"]},
            4,
        ),
    ],
)
def test_datasets(service: Running, query: str, parameters: dict[str, Any], count: int) -> None:
    answer = service.query(query, **parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(count)


def test_graphs_that_are_not_here_are_not_fetched(service: Running) -> None:
    remote = f"{service.url}/ontology"
    body = assert_problem(service.query(f"SELECT * FROM <{remote}> {{ ?s ?p ?o }}"), 400, "query")
    assert remote in body["detail"]
    assert_problem(service.query(COUNT, **{"default-graph-uri": remote}), 400, "query")


@pytest.mark.parametrize(
    ("parameters", "status", "slug"),
    [
        ({}, 400, "query"),
        ({"default": "", "graph": GRAPHS + "a1"}, 400, "query"),
        ({"graph": GRAPHS + "none"}, 404, "not-found"),
        ({"graph": "not an iri"}, 400, "query"),
    ],
)
def test_graph_store_errors(
    service: Running, parameters: dict[str, str], status: int, slug: str
) -> None:
    assert_problem(service.client.get("/graphs", params=parameters), status, slug)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_graph_store_is_only_read(service: Running, method: str) -> None:
    assert_problem(service.client.request(method, "/graphs?default"), 405, "method")


@pytest.mark.parametrize("name", ["", "/shapes", "/topics", "/chancery"])
@pytest.mark.parametrize(("accept", "kind"), GRAPH_TYPES)
def test_the_vocabulary(service: Running, name: str, accept: str, kind: str) -> None:
    answer = service.client.get(f"/ontology{name}", headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(kind)
    assert len(answer.content) > 500


def test_vocabularies_that_are_not_there(service: Running) -> None:
    assert_problem(service.client.get("/ontology/../secrets"), 404, "not-found")
    assert_problem(service.client.get("/ontology/x"), 404, "not-found")
    answer = service.client.get("/ontology", headers={"Accept": "image/png"})
    assert_problem(answer, 406, "not-acceptable")
