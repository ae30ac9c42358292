"""Fixtures of the whole suite: the graph of the seeds, built once, and a service that serves it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import SHARED

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


def chancery(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside test material; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no outside test material: {SHARED} is not there (set CHANCERY_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def seed_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the five seed articles."""
    graph = tmp_path_factory.mktemp("seeds") / "graph"
    done = chancery("build", str(SEEDS), "--graph", str(graph))
    assert done.returncode == 0, done.stderr
    return graph


@pytest.fixture(scope="session")
def seed_service(seed_graph: Path) -> Iterator[str]:
    """The base URL of a service that serves the seeds."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "graph_builder.cli", "serve", "--graph", str(seed_graph)]
    server = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(base, server)
        yield base
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_until_ready(base: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the service ended before it was ready"
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the service did not become ready within a minute")
