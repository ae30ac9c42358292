"""A service that runs in a thread of the test process, over a graph made of given quads."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from pyoxigraph import RdfFormat, parse

from graph_builder.settings import Settings
from graph_builder.store.directory import GraphDirectory, Manifest
from graph_builder.store.oxigraph import OxigraphStore
from service.server import configuration

TOKEN = "a-token-of-this-test-suite"
BASE = "https://w3id.org/chancery/id/"
USER_GRAPH = f"{BASE}graph/user/notes"


def make_graph(folder: Path, quads: str = "") -> Path:
    """A graph directory whose first generation holds `quads` (TriG) and nothing else."""
    directory = GraphDirectory(folder)
    with directory.writing(), directory.draft() as draft:
        store = OxigraphStore(draft.path / "store")
        store.load(parse(quads, RdfFormat.TRIG))
        store.close()
        directory.publish(draft, Manifest(draft.number, BASE, counts={"articles": 3}))
    return folder


class Running:
    """A started service: its address, its application, and a client for it."""

    def __init__(self, url: str, app: FastAPI) -> None:
        self.url = url
        self.app = app
        self.client = httpx.Client(base_url=url, timeout=60)

    def query(self, query: str, accept: str = "application/json", **parameters: Any) -> Any:
        """GET /sparql."""
        return self.client.get(
            "/sparql", params={"query": query, **parameters}, headers={"Accept": accept}
        )

    def rows(self, query: str) -> list[dict[str, str]]:
        """The solutions of a SELECT, as plain values."""
        answer = self.query(query)
        assert answer.status_code == 200, answer.text
        found = answer.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]

    def ask(self, query: str) -> bool:
        """The answer of an ASK."""
        answer = self.query(query)
        assert answer.status_code == 200, answer.text
        return bool(answer.json()["boolean"])

    def update(self, update: str, token: str = TOKEN, **parameters: Any) -> httpx.Response:
        """POST an update to /sparql."""
        return self.client.post(
            "/sparql",
            params=parameters,
            content=update,
            headers={
                "Content-Type": "application/sparql-update",
                "Authorization": f"Bearer {token}",
            },
        )


@contextlib.contextmanager
def running(graph: Path, *, update_anywhere: bool = False, **settings: Any) -> Iterator[Running]:
    """Serve `graph` on a free port of the loopback while inside."""
    chosen = {
        "rate_limit": "",
        "query_workers": 2,
        "long_queries": 2,
        "timeout_s": 20.0,
        **settings,
    }
    config = configuration(Settings(graph=graph, port=0, **chosen), update_anywhere=update_anywhere)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the service ended while starting"
        assert time.monotonic() < deadline, "the service did not start in 30 s"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    app = config.loaded_app
    while not isinstance(app, FastAPI):  # uvicorn wraps it in its own middleware
        app = app.app
    service = Running(f"http://127.0.0.1:{port}", app)
    try:
        yield service
    finally:
        service.client.close()
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the service did not stop in 30 s"


_SERVE = """
import json, sys
from pathlib import Path
from graph_builder.settings import Settings
from service.server import serve
given = json.loads(sys.argv[1])
serve(Settings(**{**given, "graph": Path(given["graph"])}))
"""


@contextlib.contextmanager
def running_process(
    graph: Path, **settings: Any
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve `graph` from a process of its own; its address, and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {"graph": str(graph), "port": port, "rate_limit": "", **settings}
    with log_of(graph).open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", _SERVE, json.dumps(given)],
            stderr=log,
            cwd=Path(__file__).parent.parent.parent,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while not _is_ready(url):
            assert server.poll() is None, "the service ended while starting"
            assert time.monotonic() < deadline, "the service was not ready after 30 s"
            time.sleep(0.05)
        yield url, server
    finally:
        server.kill()
        server.wait()


def log_of(graph: Path) -> Path:
    """Where `running_process` has the service write its log."""
    return graph.with_name("service.log")


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def assert_problem(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """Check the one error body, and give it back."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"].endswith(f"#{slug}"), body
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["request_id"] == answer.headers["x-request-id"]
    return body
