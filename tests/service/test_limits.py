"""What one client may take: time, memory, bytes, places in the queue, connections, requests."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.running import Running, assert_problem, make_graph, running

# 200 triples, six times each with each: 6.4e13 rows.
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }"
)
SHORT = "ASK { <http://example.org/1> <http://example.org/p> ?o }"
BOMB = (
    "SELECT (GROUP_CONCAT(?x) AS ?y) { SELECT (CONCAT(?l, ?l, ?l, ?l, ?l, ?l, ?l, ?l) AS ?x) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?e),"
    " STR(?f)) AS ?k) BIND(CONCAT(?k, ?k, ?k, ?k, ?k, ?k, ?k, ?k) AS ?l) } }"
)
QUADS = "".join(f"<http://example.org/{n}> <http://example.org/p> {n} .\n" for n in range(200))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_graph(tmp_path_factory.mktemp("limits") / "graph", QUADS)


@pytest.fixture(scope="module")
def service(graph: Path) -> Iterator[Running]:
    with running(
        graph,
        timeout_s=1.0,
        worker_memory_mib=256,
        max_result_bytes=100_000,
        max_result_rows=150,
        max_export_bytes=9_000,
        queue=4,
    ) as started:
        yield started


def test_the_deadline_is_kept(service: Running) -> None:
    started = time.monotonic()
    answer = service.query(ENDLESS)
    elapsed = time.monotonic() - started
    assert_problem(answer, 504, "time-limit")
    assert 0.9 < elapsed < 1.5


def test_a_query_after_a_killed_one_does_not_wait(service: Running) -> None:
    service.query(ENDLESS)
    started = time.monotonic()
    assert service.ask(SHORT)
    assert time.monotonic() - started < 0.5


def test_memory_is_limited(graph: Path) -> None:
    with running(graph, worker_memory_mib=64) as service:
        assert_problem(service.query(BOMB), 422, "too-demanding")
        assert service.ask(SHORT)


@pytest.mark.parametrize("gzip", ["identity", "gzip"])
def test_results_are_limited_and_never_cut(service: Running, gzip: str) -> None:
    query = "SELECT ?a ?c { ?a ?b ?c } LIMIT 100"
    assert len(service.query(query).json()["results"]["bindings"]) == 100
    answer = service.client.get(
        "/sparql",
        params={"query": f"SELECT ?x {{ ?a ?b ?c BIND('{'x' * 2000}' AS ?x) }} LIMIT 100"},
        headers={"Accept-Encoding": gzip},
    )
    body = assert_problem(answer, 422, "limit")
    assert "100,000" in body["detail"]
    assert "max_result_bytes" in body["detail"]


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "text/xml"])
def test_the_rows_of_a_result_are_limited(service: Running, accept: str) -> None:
    query = "SELECT ?a ?c { ?a ?b ?c } LIMIT "
    assert service.query(query + "150", accept).status_code == 200
    body = assert_problem(service.query(query + "151", accept), 422, "limit")
    assert "150 rows" in body["detail"]
    assert "max_result_rows" in body["detail"]


def test_whole_graphs_have_a_limit_of_their_own(service: Running, graph: Path) -> None:
    body = assert_problem(service.client.get("/graphs?default"), 422, "limit")
    assert "max_export_bytes" in body["detail"]
    with running(graph, max_result_bytes=1000) as roomy:
        assert len(roomy.client.get("/graphs?default").content) > 1000


DEEP = (
    "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "ASK " + "{" * 5000 + "}" * 5000,
    "SELECT * { ?a " + "<a:b>/" * 50_000 + "<a:b> ?c }",
    "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "ASK { FILTER(" + "-" * 100_000 + "1 = 1) }",
    "ASK { FILTER(" + "1+" * 50_000 + "1 = 1) }",
    "ASK { FILTER(" + "||".join(["true"] * 50_000) + ") }",
    "ASK { ?s " + "^" * 100_000 + "<a:b> ?o }",
    "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + " }",
    "SELECT * { VALUES ?x { " + "1 " * 200_000 + "} }",
)


@pytest.mark.parametrize("query", DEEP, ids=[str(n) for n in range(len(DEEP))])
def test_deep_and_long_queries_harm_nobody(service: Running, query: str) -> None:
    answer = service.client.post(
        "/sparql", content=query, headers={"Content-Type": "application/sparql-query"}
    )
    assert answer.status_code in (200, 400, 422, 504), answer.text
    assert service.ask(SHORT)


def test_a_full_queue_says_when_to_come_again(service: Running) -> None:
    def ask(_: int) -> httpx.Response:
        return httpx.get(f"{service.url}/sparql", params={"query": ENDLESS}, timeout=20)

    with ThreadPoolExecutor(16) as clients:
        answers = list(clients.map(ask, range(16)))
    statuses = {answer.status_code for answer in answers}
    assert statuses == {503, 504}
    for answer in answers:
        if answer.status_code == 503:
            assert_problem(answer, 503, "busy")
            assert int(answer.headers["retry-after"]) > 0
    assert service.ask(SHORT)


def test_long_queries_leave_room_for_short_ones(service: Running) -> None:
    stop = time.monotonic() + 2

    def keep_asking(_: int) -> None:
        while time.monotonic() < stop:
            httpx.get(f"{service.url}/sparql", params={"query": ENDLESS}, timeout=20)

    with ThreadPoolExecutor(4) as clients:
        endless = clients.map(keep_asking, range(4))
        times = []
        while time.monotonic() < stop:
            started = time.monotonic()
            assert service.ask(SHORT)
            times.append(time.monotonic() - started)
        list(endless)
    assert sorted(times)[len(times) // 2] < 0.3


def test_clients_that_leave_free_what_they_had(graph: Path) -> None:
    with running(graph, query_workers=1, long_queries=1, spare_workers=1) as service:
        workers = service.app.state.workers
        with ThreadPoolExecutor(4) as threads:
            staying = threads.submit(leave_after, service, 5)
            wait_until(lambda: workers.busy == 1)
            for one in [threads.submit(leave_after, service, 1.5) for _ in range(3)]:
                one.result()
            wait_until(lambda: workers.queued == 0)  # not only when the one that runs has ended
            assert not staying.done()
            staying.result()
        wait_until(lambda: workers.busy == 0)


def wait_until(true: Callable[[], bool], seconds: float = 2.5) -> None:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert true()


def leave_after(service: Running, seconds: float) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{service.url}/sparql", params={"query": ENDLESS}, timeout=seconds)


# ---- connections --------------------------------------------------------------------------------


def connect(service: Running) -> socket.socket:
    url = httpx.URL(service.url)
    assert url.port
    return socket.create_connection((url.host, url.port), timeout=10)


@pytest.fixture(scope="module")
def guarded(graph: Path) -> Iterator[Running]:
    with running(
        graph,
        header_timeout_s=0.5,
        body_timeout_s=0.5,
        max_connections=12,
        max_connections_per_client=8,
    ) as started:
        yield started


def is_closed(connection: socket.socket) -> bool:
    with contextlib.suppress(ConnectionError):
        return connection.recv(1) == b""
    return True


def test_slow_headers_are_cut_off(guarded: Running) -> None:
    with connect(guarded) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        started = time.monotonic()
        end = started + 5
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < end:  # a byte now and then, as slow-loris does
                slow.sendall(b"X")
                time.sleep(0.1)
        assert is_closed(slow)
        assert time.monotonic() - started < 2


def test_slow_bodies_are_cut_off(guarded: Running) -> None:
    with connect(guarded) as slow:
        slow.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 100\r\n\r\nASK"
        )
        answer = slow.recv(2000)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"problem+json" in answer


def test_a_kept_connection_is_not_cut_off(guarded: Running) -> None:
    with httpx.Client(base_url=guarded.url) as client:
        for _ in range(3):
            assert client.get("/healthz").status_code == 200
            time.sleep(0.7)


def test_one_client_can_not_take_all_connections(guarded: Running) -> None:
    guarded.client.close()
    guarded.client = httpx.Client(base_url=guarded.url, timeout=10)
    held = [connect(guarded) for _ in range(20)]
    time.sleep(0.1)
    open_now = sum(not _closed_now(connection) for connection in held)
    assert open_now <= 8
    time.sleep(0.8)  # and those that say nothing are dropped
    assert guarded.client.get("/healthz").status_code == 200
    for connection in held:
        connection.close()


def _closed_now(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_endless_headers_are_refused(guarded: Running) -> None:
    with connect(guarded) as client:
        with contextlib.suppress(ConnectionError):
            client.sendall(b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 300_000)
        answer = b""
        with contextlib.suppress(ConnectionError):
            answer = client.recv(2000)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 431 ")


def test_what_is_no_http_gets_a_problem_too(guarded: Running) -> None:
    with connect(guarded) as client:
        client.sendall(b"BREW coffee\r\n\r\n")
        answer = client.recv(2000)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"application/problem+json" in answer


def test_a_reader_that_stops_reading_is_dropped(graph: Path) -> None:
    with (
        running(graph, send_timeout_s=0.5, max_connections_per_client=1) as service,
        connect(service) as slow,
    ):
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = "SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff%7D"
        slow.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with pytest.raises(httpx.TransportError):
            service.client.get("/healthz")  # the slow reader has the only place
        deadline = time.monotonic() + 20
        while not served(service):
            assert time.monotonic() < deadline, "the slow reader still has the only place"
            time.sleep(0.1)


def served(service: Running) -> bool:
    try:
        return service.client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def test_requests_are_limited_by_client(graph: Path) -> None:
    with running(graph, rate_limit="5/minute") as service:
        statuses = [service.client.get("/").status_code for _ in range(8)]
        assert statuses == [200] * 5 + [429] * 3
        answer = service.client.get("/")
        assert_problem(answer, 429, "rate-limit")
        assert 0 < int(answer.headers["retry-after"]) <= 60
        assert service.client.get("/healthz").status_code == 200
