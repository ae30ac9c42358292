"""What an operator needs: health, metrics, logs, headers, caching, prefixes."""

import html
import json
import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from service.access_log import ACCESS, JsonFormatter, TextFormatter
from tests.service.conftest import QUADS
from tests.service.running import (
    BASE,
    TOKEN,
    Running,
    assert_problem,
    make_graph,
    running,
)

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_health(service: Running) -> None:
    assert service.client.get("/healthz").json() == {"status": "alive"}
    assert service.client.get("/readyz").json()["status"] == "ready"


def test_without_a_graph_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    with running(tmp_path / "none") as service:
        assert service.client.get("/healthz").status_code == 200
        for path in ("/readyz", "/", "/sparql?query=ASK%7B%7D"):
            answer = service.client.get(path)
            assert_problem(answer, 503, "no-graph")
            assert int(answer.headers["retry-after"]) > 0
        make_graph(tmp_path / "none", QUADS)
        assert service.client.get("/readyz").status_code == 200


def test_the_front_page_tells_what_the_graph_holds(service: Running) -> None:
    answer = service.client.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert "articles" in answer.text
    for link in ("/sparql", "/docs", "/events", "/export/gexf", "/ontology"):
        assert f'href="{link}"' in answer.text
    for address in ("/actors", "/relationships", "/paths", "/statements", "/sparql"):
        assert f'<form action="{address}">' in answer.text
    assert "<script" not in answer.text
    assert not re.search(r"(href|src|action)=.https?:", answer.text)


def test_every_link_and_form_of_the_front_page_leads_somewhere(seed_graph: Path) -> None:
    with running(seed_graph) as service:
        text = service.client.get("/").text
        for link in re.findall(r'href="([^"]+)"', text):
            assert service.client.get(link).status_code == 200, link
        forms = re.findall(r'<form action="([^"]+)">(.*?)</form>', text, re.DOTALL)
        assert len(forms) == 5
        for action, fields in forms:
            names = re.findall(r'<input name="([^"]+)"', fields)
            asked = dict(zip(names, ("Lee Jae-myung", "Ishiba"), strict=False))
            if query := re.search(r"<textarea[^>]*>([^<]*)</textarea>", fields):
                asked["query"] = html.unescape(query[1])
            answer = service.client.get(action, params=asked)
            assert answer.status_code == 200, answer.text
            assert len(answer.content) > 60, action


@pytest.mark.parametrize("path", ["/", "/docs", "/sparql", "/nothing", "/openapi.json"])
def test_headers_of_every_answer(service: Running, path: str) -> None:
    headers = service.client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-request-id"]
    assert "server" not in headers


def test_docs_need_no_network(service: Running) -> None:
    answer = service.client.get("/docs")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "http://" not in answer.text.replace("http://www.w3.org", "")
    assert "/sparql" in answer.text


def test_metrics(service: Running) -> None:
    service.query("ASK {}")
    service.client.get("/articles")
    service.client.head("/articles")
    page = service.client.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    for method, route in (("GET", "/sparql"), ("GET", "/articles"), ("HEAD", "/articles")):
        counted = f'chancery_requests_total{{method="{method}",route="{route}",'
        assert counted in page.text
    for name in (
        *("workers", "workers_busy", "queue", "generation", "generation_age_seconds"),
        *('graph{kind="articles"}', "job_seconds_count", "request_seconds_bucket"),
    ):
        assert f"chancery_{name}" in page.text


def test_metrics_have_few_series_whatever_is_asked(service: Running) -> None:
    for number in range(30):
        service.client.get(f"/no/such/{number}")
        service.client.request(f"M{number}", "/sparql")
    page = service.client.get("/metrics").text
    assert "/no/such" not in page
    assert "M7" not in page


# ---- caching ------------------------------------------------------------------------------------


def test_unchanged_answers_are_not_sent_again(small_graph: Path) -> None:
    with running(small_graph, write_token=TOKEN) as service:
        first = service.query(COUNT)
        tag = first.headers["etag"]
        again = service.client.get(
            "/sparql",
            params={"query": COUNT},
            headers={"Accept": "application/json", "If-None-Match": f'"x", {tag}'},
        )
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        for name in ("vary", "cache-control"):
            assert again.headers[name] == first.headers[name]
        other = service.query(COUNT, "text/csv").headers["etag"]
        assert other != tag
        update = f"INSERT DATA {{ GRAPH <{BASE}graph/user/x> {{ <a:a> <a:b> 1 }} }}"
        assert service.update(update).status_code == 204
        assert service.query(COUNT).headers["etag"] != tag


def test_failures_have_no_tag(service: Running) -> None:
    assert "etag" not in service.query("ASK {").headers
    assert "etag" not in service.client.get("/healthz").headers


@pytest.mark.parametrize("path", ["/sparql", "/openapi.json", "/docs"])
def test_gzip(service: Running, path: str) -> None:
    parameters = {"query": "SELECT * { ?s ?p ?o . ?a ?b ?c }"} if path == "/sparql" else {}
    plain = service.client.get(path, params=parameters, headers={"Accept-Encoding": "identity"})
    small = service.client.get(path, params=parameters, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(plain.content) / 2
    assert "accept-encoding" in small.headers["vary"].lower()
    if path == "/sparql":
        key = str
        assert sorted(small.json()["results"]["bindings"], key=key) == sorted(
            plain.json()["results"]["bindings"], key=key
        )


# ---- other origins ------------------------------------------------------------------------------


def preflight(service: Running, path: str, origin: str, method: str = "POST") -> httpx.Response:
    return service.client.options(
        path,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "authorization, content-type",
        },
    )


def test_pages_of_others_may_read_and_not_write(small_graph: Path) -> None:
    with running(
        small_graph, write_token=TOKEN, cors_write_origins="https://desk.example"
    ) as service:
        assert service.query("ASK {}").headers["access-control-allow-origin"] == "*"
        reading = preflight(service, "/sparql", "https://evil.example").headers
        assert "authorization" not in reading["access-control-allow-headers"].lower()
        refused = preflight(service, "/articles", "https://evil.example").headers
        assert "access-control-allow-origin" not in refused
        listed = preflight(service, "/articles", "https://evil.example", "GET").headers
        assert "GET" in listed["access-control-allow-methods"]
        assert listed["access-control-allow-origin"] == "*"
        allowed = preflight(service, "/articles", "https://desk.example").headers
        assert allowed["access-control-allow-origin"] == "https://desk.example"
        assert "authorization" in allowed["access-control-allow-headers"].lower()


# ---- logs ---------------------------------------------------------------------------------------


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the access log writes, as JSON and as text."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(JsonFormatter().format(record))
            written.append(TextFormatter().format(record))

    handler = Keep()
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    yield written
    ACCESS.removeHandler(handler)


def wait_for(lines: list[str], count: int) -> None:
    deadline = time.monotonic() + 2
    while len(lines) < count and time.monotonic() < deadline:
        time.sleep(0.01)


def test_log_lines(service: Running, lines: list[str]) -> None:
    answer = service.client.get(
        "/sparql",
        params={"query": "ASK { <a:secret> ?p ?o }"},
        headers={"X-Request-ID": "my-id_1.2"},
    )
    wait_for(lines, 2)
    fields = json.loads(lines[0])
    assert answer.headers["x-request-id"] == fields["request_id"] == "my-id_1.2"
    assert (fields["path"], fields["status"], fields["method"]) == ("/sparql", 200, "GET")
    assert fields["ms"] > 0
    assert "secret" not in "".join(lines)


def test_query_text_is_logged_when_asked_for(small_graph: Path, lines: list[str]) -> None:
    with running(small_graph, log_queries=True) as service:
        service.query("ASK { <a:wanted> ?p ?o }")
        wait_for(lines, 2)
    assert json.loads(lines[0])["query"] == "ASK { <a:wanted> ?p ?o }"


@pytest.mark.parametrize("evil", ["x\nINFO forged", "\x1b[31mred", "a b", "é", "x" * 65, ""])
def test_request_ids_that_could_forge_are_replaced(service: Running, evil: str) -> None:
    try:
        headers = {b"X-Request-ID": evil.encode()}
        answer = service.client.get("/healthz", headers=headers)
    except httpx.LocalProtocolError:
        return  # the client itself refuses to send it
    if answer.status_code != 400:  # which is what a control character in a header gets
        given = answer.headers["x-request-id"]
        assert given != evil
        assert len(given) == 16


def test_paths_can_not_break_log_lines(service: Running, lines: list[str]) -> None:
    service.client.get("/a%0AINFO%20forged%1b%5b31m%e2%80%a8x")
    deadline = time.monotonic() + 2
    while len(found := [line for line in lines if "forged" in line]) < 2:
        # A request of the test before may be logged late, and so come first.
        assert time.monotonic() < deadline, lines
        time.sleep(0.01)
    for line in found:
        assert len(line.splitlines()) == 1
        assert "\x1b" not in line
    assert json.loads(found[0])["path"].startswith("/a\n")


# ---- behind a proxy -----------------------------------------------------------------------------


def test_under_a_prefix(small_graph: Path) -> None:
    with running(small_graph, root_path="/chancery") as service:
        for prefix in ("/chancery", ""):  # whether or not the proxy strips it
            answer = service.client.get(f"{prefix}/sparql", params={"query": "ASK {}"})
            assert answer.status_code == 200, answer.text
        front = service.client.get("/chancery/")
        assert 'href="/chancery/docs"' in front.text
        assert service.client.get("/chancery/openapi.json").json()["servers"] == [
            {"url": "/chancery"}
        ]
        description = service.client.get("/chancery/sparql", headers={"Accept": "text/turtle"})
        assert f"<{service.url}/chancery/sparql>" in description.text


def test_the_clients_of_a_trusted_proxy(small_graph: Path, lines: list[str]) -> None:
    for trusted, client in (("127.0.0.1", "203.0.113.7"), ("192.0.2.1", "127.0.0.1")):
        lines.clear()
        with running(small_graph, trusted_proxies=trusted) as service:
            service.client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.7"})
            wait_for(lines, 2)
        assert json.loads(lines[0])["client"] == client


# ---- what is not served -------------------------------------------------------------------------


def test_whole_articles_are_kept_back_when_asked(seed_graph: Path) -> None:
    find = "SELECT ?a { ?a a <https://schema.org/NewsArticle> } ORDER BY ?a LIMIT 1"
    for evidence_only in (False, True):
        with running(seed_graph, evidence_only=evidence_only) as service:
            article = service.rows(find)[0]["a"].rpartition("/")[2]
            page = service.client.get(f"/articles/{article}").json()
            assert (page["text"] is None) == evidence_only
            assert page["events"]
