"""A running service: new generations appear in it, and it starts and stops cleanly."""

import json
import shutil
import signal
import threading
import time
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from graph_builder.store.directory import GraphDirectory, Manifest
from graph_builder.store.oxigraph import OxigraphStore
from tests.service.running import BASE, log_of, make_graph, running, running_process

# ---- generations --------------------------------------------------------------------------------


def publish(graph: Path, number: int) -> None:
    directory = GraphDirectory(graph)
    with directory.writing(), directory.draft() as draft:
        store = OxigraphStore(draft.path / "store")
        trig = "".join(f"<a:{n}> <a:b> {number} .\n" for n in range(10))
        store.load(parse(trig, RdfFormat.TRIG))
        store.close()
        directory.publish(draft, Manifest(draft.number, BASE))
        directory.prune()


def test_generations_change_without_a_failed_request(small_graph: Path) -> None:
    query = "SELECT DISTINCT ?o { ?s <a:b> ?o }"
    publish(small_graph, 0)
    faults: list[str] = []
    seen: list[int] = []
    stop = threading.Event()
    with running(small_graph) as service:

        def keep_asking() -> None:
            with httpx.Client(base_url=service.url, timeout=20) as client:
                while not stop.is_set():
                    answer = client.get("/sparql", params={"query": query})
                    if answer.status_code != 200:
                        faults.append(answer.text)
                        continue
                    found = [int(row["o"]["value"]) for row in answer.json()["results"]["bindings"]]
                    if len(found) != 1:
                        faults.append(f"a mixture: {found}")
                    seen.extend(found)

        clients = [threading.Thread(target=keep_asking) for _ in range(3)]
        for client in clients:
            client.start()
        for number in range(1, 11):
            publish(small_graph, number)
            assert service.rows(query) == [{"o": str(number)}]  # at once
        stop.set()
        for client in clients:
            client.join()
    assert faults == []
    assert max(seen) == 10


def test_a_restored_graph_is_picked_up(tmp_path: Path) -> None:
    graph = make_graph(tmp_path / "graph", "<a:a> <a:b> 1 .")
    other = make_graph(tmp_path / "other", "<a:a> <a:b> 2 .")
    with running(graph) as service:
        assert service.ask("ASK { ?s ?p 1 }")
        tag = service.query("ASK { ?s ?p 1 }").headers["etag"]
        shutil.rmtree(graph)
        other.rename(graph)
        answer = service.query("ASK { ?s ?p 1 }")
        assert answer.headers["etag"] != tag


# ---- start and stop -----------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_request_in_flight_is_finished(small_graph: Path, sent: signal.Signals) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " }"
    with running_process(small_graph) as (url, server):
        answers: list[httpx.Response] = []
        asking = threading.Thread(
            target=lambda: answers.append(
                httpx.get(f"{url}/sparql", params={"query": slow}, timeout=30)
            )
        )
        asking.start()
        while asking.is_alive() and "chancery_workers_busy 1.0" not in metrics(url):
            time.sleep(0.02)
        server.send_signal(sent)
        asking.join()
        assert answers[0].status_code == 200
        server.wait(timeout=20)
        lines = log_of(small_graph).read_text().splitlines()
        assert len(lines) >= 2
        assert all(json.loads(line) for line in lines)


def metrics(url: str) -> str:
    return httpx.get(f"{url}/metrics", timeout=30).text


def test_workers_end_with_the_service(small_graph: Path) -> None:
    """Also when the service is killed outright, and a query is running."""
    endless = (
        "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(30)) + "}"
    )
    with running_process(small_graph) as (url, server):
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{url}/sparql", params={"query": endless}, timeout=0.5)
        children = descendants(server.pid)
        assert len(children) >= 2
        server.kill()
        server.wait()
    deadline = time.monotonic() + 3
    while any(alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [pid for pid in children if alive(pid)]


def descendants(pid: int) -> list[int]:
    found: list[int] = []
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process")
    for child in children.read_text().split():
        found += [int(child), *descendants(int(child))]
    return found


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
