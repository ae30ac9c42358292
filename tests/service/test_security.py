"""Attacks, each tried: SSRF, XXE and entity bombs, injection, traversal, token guessing."""

import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import QUADS
from tests.service.running import TOKEN, Running, assert_problem, make_graph, running


class Trap:
    """A listener that counts who connects to it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.caught = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.caught += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    listening = Trap()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    graph = make_graph(tmp_path_factory.mktemp("security") / "graph", QUADS)
    with running(graph, write_token=TOKEN, timeout_s=5.0) as service:
        yield service


S = "SERVICE <http://127.0.0.1:{port}/> {{ ?x ?y ?z }}"
SSRF = (
    "SELECT * {{ " + S + " }}",
    "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?x ?y ?z }} }}",
    "SELECT * {{ BIND(<http://127.0.0.1:{port}/> AS ?u) SERVICE ?u {{ ?x ?y ?z }} }}",
    "ASK {{ FILTER EXISTS {{ " + S + " }} }}",
    "ASK {{ FILTER NOT EXISTS {{ {{ " + S + " }} }} }}",
    "SELECT * {{ {{ SELECT * {{ " + S + " }} }} }}",
    "CONSTRUCT {{ ?x ?y ?z }} WHERE {{ OPTIONAL {{ " + S + " }} }}",
    "DESCRIBE ?x {{ " + S + " }}",
    "PREFIX e: <http://127.0.0.1:{port}/> SELECT * {{ SERVICE e: {{ ?x ?y ?z }} }}",
    "BASE <http://127.0.0.1:{port}/> SELECT * {{ sErViCe <x> {{ ?x ?y ?z }} }}",
    "SELECT * {{ SERVICE# comment\n<http://127.0.0.1:{port}/> {{ ?x ?y ?z }} }}",
    "SELECT * {{ FILTER(1<'>') " + S + " }} # '",
    "SELECT * {{ FILTER(1<2#>'\n) " + S + " }} # '",
    "PREFIX e: <e:> SELECT * {{ FILTER(?q<e:a#>'\n) " + S + " }} # '",
    "SELECT * {{ FILTER(?a<?b&&'>'=?c) " + S + " }} # '",
    'SELECT * {{ ?s ?p "\\u0022 " . ' + S + " }}",
    "SELECT * {{ \\u0053ERVICE <http://127.0.0.1:{port}/> {{ ?x ?y ?z }} }}",
    "SELECT * {{ VALUES ?x {{ 'a' }} " + S + " }}",
    "SELECT * FROM <http://127.0.0.1:{port}/data.ttl> {{ ?x ?y ?z }}",
    "SELECT * FROM NAMED <http://127.0.0.1:{port}/data.ttl> {{ GRAPH ?g {{ ?x ?y ?z }} }}",
    "SELECT * {{ LATERAL {{ " + S + " }} }}",
    "SELECT * {{ ?s ?p true" + S + " }}",
    "PREFIX e: <http://127.0.0.1:{port}/> SELECT * {{ SERVICEe:x {{ ?x ?y ?z }} }}",
    "PREFIX : <http://127.0.0.1:{port}/> SELECT * {{ SERVICE:x {{ ?x ?y ?z }} }}",
    "PREFIX : <http://127.0.0.1:{port}/> PREFIX service: <x:> SELECT * {{ service:x {{ }} }}",
    "PREFIX e: <http://e:1> SELECT * {{ ?s ?p e:" + S + " }}",
    "PREFIX e: <x:> SELECT * {{ ?s ?p e:a.b." + S + " }}",
    'SELECT * {{ VALUES ?q {{ """a"#\\q\n }} ' + S + ' #"""\n}}',
)


@pytest.mark.parametrize("query", SSRF)
def test_queries_reach_nobody(target: Running, trap: Trap, query: str) -> None:
    answer = target.query(query.format(port=trap.port))
    assert answer.status_code == 400, answer.text
    assert trap.caught == 0


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_parameters_reach_nobody(target: Running, trap: Trap, name: str) -> None:
    url = f"http://127.0.0.1:{trap.port}/data.ttl"
    assert target.query("ASK { ?s ?p ?o }", **{name: url}).status_code == 400
    assert target.client.get("/graphs", params={"graph": url}).status_code == 404
    assert trap.caught == 0


def test_updates_reach_nobody(target: Running, trap: Trap) -> None:
    user = "https://w3id.org/chancery/id/graph/user/x"
    url = f"http://127.0.0.1:{trap.port}/"
    for update in (
        f"LOAD <{url}> INTO GRAPH <{user}>",
        f"LOAD SILENT <{url}> INTO GRAPH <{user}>",
        f"INSERT {{ GRAPH <{user}> {{ ?x ?y ?z }} }} WHERE {{ SERVICE <{url}> {{ ?x ?y ?z }} }}",
        f"PREFIX : <{url}> LOAD:x INTO GRAPH <{user}>",
        f"PREFIX : <{url}> PREFIX load: <x:> CREATE SILENT GRAPH <{user}>; load:x",
    ):
        answer = target.update(update)
        assert answer.status_code == (204 if update.startswith("LOAD SILENT") else 400)
    assert trap.caught == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's")
def test_workers_have_no_network(target: Running, trap: Trap) -> None:
    """The second lock: even code that runs in a worker can't connect, where Linux helps."""
    import asyncio

    from service.workers.pool import PoolLimits, WorkerPool

    class Nobody:
        def worker_ended(self, reason: str) -> None: ...
        def job_done(self, seconds: float) -> None: ...

    async def try_it() -> str:
        limits = PoolLimits(1, 1, 1, 4, 10.0, 2**28, 10**6, 10**6)
        pool = WorkerPool(limits, target.app.state.generations.current_path, Nobody())
        await pool.start()
        try:
            from service.workers.job import Job

            job = Job("tests.service.jobs:connect", {"port": trap.port}, "nothing")
            await pool.run(job)
        except RuntimeError as error:
            return str(error)
        finally:
            await pool.stop()
        return "connected"

    assert "PermissionError" in asyncio.run(try_it())
    assert trap.caught == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_the_kernel_refuses_sockets_where_namespaces_are_forbidden() -> None:
    program = (
        "import socket\n"
        "from service.workers.confine import deny_sockets\n"
        "if not deny_sockets(): raise SystemExit('no filter here')\n"
        "socket.socketpair()[0].close(); socket.socket(socket.AF_UNIX).close()\n"
        "for family in (socket.AF_INET, socket.AF_INET6):\n"
        "    try: socket.socket(family)\n"
        "    except PermissionError: continue\n"
        "    raise SystemExit('a socket')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    if "no filter here" in done.stderr:
        pytest.skip("this kernel or architecture has no filter")
    assert done.returncode == 0, done.stderr


XML = {
    "external entity": (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    ),
    "remote entity": (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/">]><x>&e;</x>'
    ),
    "billion laughs": (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
        + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + "]><x>&i;</x>"
    ),
}


@pytest.mark.parametrize("path", ["/sparql", "/articles", "/graphs?default", "/"])
@pytest.mark.parametrize("attack", XML)
def test_xml_is_read_nowhere(target: Running, trap: Trap, path: str, attack: str) -> None:
    for kind in ("application/rdf+xml", "application/xml", "application/sparql-query"):
        answer = target.client.post(
            path,
            content=XML[attack].replace("{port}", str(trap.port)),
            headers={"Content-Type": kind, "Authorization": f"Bearer {TOKEN}"},
        )
        assert answer.status_code in (400, 405, 415), answer.text
        assert "root:" not in answer.text
    assert trap.caught == 0


def test_entities_in_articles_are_text(target: Running) -> None:
    """What is posted as JSON is text, whatever it looks like."""
    answer = target.client.post(
        "/articles",
        json={"text": XML["external entity"]},
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert answer.status_code == 202
    assert "root:" not in target.client.get(answer.headers["location"]).text


TRAVERSALS = (
    "/../../etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/etc/passwd%00.json",
    "/....//....//etc/passwd",
    "/..%5c..%5cwindows%5cwin.ini",
    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
)


@pytest.mark.parametrize("prefix", ["", "/articles", "/export", "/ontology", "/jobs", "/actors"])
@pytest.mark.parametrize("path", TRAVERSALS)
def test_paths_stay_inside(target: Running, prefix: str, path: str) -> None:
    url = httpx.URL(target.url)
    assert url.port
    with socket.create_connection((url.host, url.port), timeout=10) as raw:  # clients tidy paths
        raw.sendall(f"GET {prefix}{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := raw.recv(65536):
            answer += piece
    status = int(answer.split(b" ", 2)[1])
    assert status in (300, 400, 404, 406, 503), answer[:500]
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/nothing%0d%0aSet-Cookie:%20a=b",
        "/actors/person%2Fx%0d%0aSet-Cookie:%20a=b",
        "/export/gexf%0d%0aSet-Cookie:%20a=b",
        "/sparql?query=ASK%7B%7D%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_headers_can_not_be_injected(target: Running, path: str) -> None:
    answer = target.client.get(path, headers={"X-Forwarded-Proto": "http"})
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ['x"><script>', "a b", "evil.example", "x}<http://evil>"])
def test_hosts_can_not_break_the_description(target: Running, host: str) -> None:
    url = httpx.URL(target.url)
    assert url.port
    with socket.create_connection((url.host, url.port), timeout=10) as raw:
        raw.sendall(f"GET /sparql HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := raw.recv(65536):
            answer += piece
    assert int(answer.split(b" ", 2)[1]) in (200, 400), answer[:300]
    assert b"<script>" not in answer


@pytest.mark.parametrize(
    "query",
    ["<script>alert(1)</script>", "SELECT * { ?s ?p '<img src=x onerror=alert(1)>' } }"],
)
def test_problems_are_no_pages(target: Running, query: str) -> None:
    answer = target.query(query, "text/html, */*;q=0.1")
    assert_problem(answer, 400, "query")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_requests_can_not_be_smuggled(target: Running) -> None:
    url = httpx.URL(target.url)
    assert url.port
    with socket.create_connection((url.host, url.port), timeout=10) as raw:
        raw.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            b"GET /metrics HTTP/1.1\r\n\r\n"
        )
        assert raw.recv(65536).startswith(b"HTTP/1.1 400 ")


def test_the_token_can_not_be_guessed_by_timing(target: Running) -> None:
    """Tokens that are right at first take no longer than those that are wrong from the start."""
    guesses = {
        "first wrong": "!" + TOKEN[1:],
        "last wrong": TOKEN[:-1] + "!",
        "short": "!",
        "long": TOKEN * 20,
    }
    times: dict[str, list[float]] = {name: [] for name in guesses}
    for _ in range(150):
        for name, guess in guesses.items():
            headers = {"Authorization": f"Bearer {guess}"}
            started = time.perf_counter()
            answer = target.client.post("/articles", json={"text": "x"}, headers=headers)
            times[name].append(time.perf_counter() - started)
            assert answer.status_code == 401
    medians = [statistics.median(found) for found in times.values()]
    assert max(medians) - min(medians) < 0.001


def test_the_token_stays_with_the_service(target: Running) -> None:
    """It is in no worker's environment, in no log line, and in nothing that is sent."""
    from graph_builder.settings import Settings

    assert TOKEN not in repr(Settings(graph=Path("x"), write_token=TOKEN))
    for path in ("/", "/docs", "/openapi.json", "/metrics", "/sparql"):
        assert TOKEN not in target.client.get(path).text


def test_query_text_is_not_executed_as_anything_else(target: Running) -> None:
    for query in (
        "__import__('os').system('id')",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "'; DROP TABLE x",
    ):
        assert_problem(target.query(query), 400, "query")
