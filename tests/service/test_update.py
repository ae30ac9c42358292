"""SPARQL Update over HTTP: who may write, and where."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import QUADS
from tests.service.running import (
    TOKEN,
    USER_GRAPH,
    Running,
    assert_problem,
    make_graph,
    running,
    running_process,
)

P = "PREFIX : <http://example.org/> "
INSERT = f"{P} INSERT DATA {{ GRAPH <{USER_GRAPH}> {{ :a :b 1 }} }}"


def test_an_update_is_seen_by_the_next_query(writable: Running) -> None:
    for number in range(3):
        update = f"{P} INSERT DATA {{ GRAPH <{USER_GRAPH}> {{ :a :b {number} }} }}"
        assert writable.update(update).status_code == 204
        rows = writable.rows(f"SELECT ?o {{ GRAPH <{USER_GRAPH}> {{ ?s ?p ?o }} }}")
        assert {row["o"] for row in rows} == {str(n) for n in range(number + 1)}


def test_updates_are_refused_without_a_token_of_the_operator(service: Running) -> None:
    assert_problem(service.update(INSERT), 403, "forbidden")


@pytest.mark.parametrize("token", ["x", "wrong", "a-token-of-this-test-suitE", "é" * 40])
def test_updates_need_the_right_token(writable: Running, token: str) -> None:
    answer = writable.client.post(
        "/sparql",
        content=INSERT,
        headers={
            b"Content-Type": b"application/sparql-update",
            b"Authorization": f"Bearer {token}".encode(),
        },
    )
    assert_problem(answer, 401, "token")
    assert "bearer" in answer.headers["www-authenticate"].lower()


ELSEWHERE = (
    "INSERT DATA { :a :b :c }",
    "INSERT DATA { GRAPH <https://w3id.org/chancery/id/graph/article/a1> { :a :b :c } }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH <https://w3id.org/chancery/id/graph/user/x> { :a :b :c } :d :e :f } WHERE {}",
    "CLEAR ALL",
    "CLEAR DEFAULT",
    "DROP NAMED",
    "DROP SILENT GRAPH <https://w3id.org/chancery/id/graph/article/a1>",
    "CREATE GRAPH <http://example.org/g>",
    "COPY <https://w3id.org/chancery/id/graph/user/x> TO DEFAULT",
    "MOVE DEFAULT TO <https://w3id.org/chancery/id/graph/user/x>",
    "ADD SILENT <https://w3id.org/chancery/id/graph/user/x> TO GRAPH <http://example.org/g>",
    "WITH <http://example.org/g> INSERT { :a :b :c } WHERE {}",
    "BASE <https://w3id.org/chancery/id/graph/> INSERT DATA { GRAPH <article/x> { :a :b :c } }",
    "INSERT DATA { GRAPH <https://w3id.org/chancery/id/graph/user/x> { :a :b 1 } } ; CLEAR ALL",
)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    graph = make_graph(tmp_path_factory.mktemp("elsewhere") / "graph", QUADS)
    with running(graph, write_token=TOKEN) as started:
        yield started


@pytest.mark.parametrize("update", ELSEWHERE)
def test_derived_graphs_are_not_written(elsewhere: Running, update: str) -> None:
    before = elsewhere.app.state.generations.number()
    assert_problem(elsewhere.update(P + update), 400, "query")
    assert elsewhere.app.state.generations.number() == before


ALLOWED = (
    f"WITH <{USER_GRAPH}> DELETE {{ ?s ?p ?o }} INSERT {{ :a :b :c }} WHERE {{ ?s ?p ?o }}",
    f"INSERT {{ GRAPH <{USER_GRAPH}> {{ ?s :is 'user; CLEAR ALL' }} }} WHERE {{ ?s :met ?o }}",
    f"DELETE WHERE {{ GRAPH <{USER_GRAPH}> {{ ?s ?p ?o }} }}",
    f"CREATE SILENT GRAPH <{USER_GRAPH}>",
    f"COPY DEFAULT TO <{USER_GRAPH}>",
    f"CLEAR SILENT GRAPH <{USER_GRAPH}>",
    f"PREFIX u: <{USER_GRAPH}/> INSERT DATA {{ GRAPH u:x {{ :load :service :clear }} }}",
    f"BASE <{USER_GRAPH}/> INSERT DATA {{ GRAPH <y> {{ :a :b :c }} }} ; DROP GRAPH <y>",
)


@pytest.mark.parametrize("update", ALLOWED)
def test_users_graphs_are_written(elsewhere: Running, update: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = elsewhere.rows(count)
    answer = elsewhere.update(P + update)
    assert answer.status_code == 204, answer.text
    assert elsewhere.rows(count) == before


def test_what_the_check_misses_changes_nothing(elsewhere: Running) -> None:
    """A comparison that poses as an IRI hides a CLEAR ALL from any reading of tokens."""
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = elsewhere.rows(count)
    hidden = (
        f"INSERT {{ GRAPH <{USER_GRAPH}> {{ :hidden :is :here }} }} WHERE {{ FILTER(1<'>') }} ; "
        "CLEAR ALL # '"
    )
    elsewhere.update(P + hidden)
    assert elsewhere.rows(count) == before


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:9/x>",
        f"INSERT {{ GRAPH <{USER_GRAPH}> {{ ?s ?p ?o }} }} "
        "WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        f"INSERT {{ GRAPH <{USER_GRAPH}> {{ :a :b :c }} }} WHERE {{ FILTER(1<'>') }} ; "
        "LOAD <http://127.0.0.1:9/x> # '",
    ],
)
def test_updates_reach_nothing_outside(elsewhere: Running, update: str) -> None:
    assert_problem(elsewhere.update(P + update), 400, "query")


def test_a_silent_load_loads_nothing(elsewhere: Running) -> None:
    target = f"{USER_GRAPH}/loaded"
    update = f"LOAD SILENT <{elsewhere.url}/ontology> INTO GRAPH <{target}>"
    assert elsewhere.update(update).status_code == 204
    assert not elsewhere.ask(f"ASK {{ GRAPH <{target}> {{}} }}")


def test_a_syntax_error_tells_its_place(elsewhere: Running) -> None:
    body = assert_problem(elsewhere.update("INSERT DATA {\n oops }"), 400, "query")
    assert body["line"] == 2


def test_an_update_has_the_time_limit_of_queries(small_graph: Path) -> None:
    endless = (
        f"INSERT {{ GRAPH <{USER_GRAPH}> {{ :a :x ?n }} }} WHERE {{ SELECT (COUNT(*) AS ?n) "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u . ?v ?w ?x"
        " . ?a1 ?b1 ?c1 . ?d1 ?e1 ?f1 } }"
    )
    with running(small_graph, write_token=TOKEN, timeout_s=1.0) as service:
        answer = service.update(P + endless)
        assert_problem(answer, 504, "time-limit")
        assert service.update(INSERT).status_code == 204


def test_nothing_acknowledged_is_lost_by_kill_9(small_graph: Path) -> None:
    acknowledged: list[int] = []
    with running_process(small_graph, write_token=TOKEN) as (url, server):

        def write(start: int) -> None:
            with (
                contextlib.suppress(httpx.TransportError),
                httpx.Client(base_url=url, timeout=60) as client,
            ):
                for number in range(start, start + 1000):
                    data = f"GRAPH <{USER_GRAPH}> {{ <a:a> <a:b> {number} }}"
                    answer = client.post(
                        "/sparql",
                        content=f"INSERT DATA {{ {data} }}",
                        headers={
                            "Content-Type": "application/sparql-update",
                            "Authorization": f"Bearer {TOKEN}",
                        },
                    )
                    if answer.status_code == 204:
                        acknowledged.append(number)

        writers = [threading.Thread(target=write, args=(start,)) for start in (0, 1000)]
        for writer in writers:
            writer.start()
        deadline = time.monotonic() + 20
        while len(acknowledged) < 6 and time.monotonic() < deadline:
            time.sleep(0.01)
        server.kill()
        for writer in writers:
            writer.join()
    assert len(acknowledged) >= 6
    with running(small_graph, write_token=TOKEN) as service:
        found = {
            int(r["o"])
            for r in service.rows(f"SELECT ?o {{ GRAPH <{USER_GRAPH}> {{ ?s ?p ?o }} }}")
        }
        assert found >= set(acknowledged)
        assert service.update(INSERT).status_code == 204
