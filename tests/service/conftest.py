"""A small graph made by hand, and services over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.running import TOKEN, Running, make_graph, running

QUADS = """
@prefix : <http://example.org/> .
:lee :met :ishiba ; :name "Lee Jae-myung"@en .
:ishiba :met :lee , :trump ; :name "Ishiba Shigeru"@en .
:trump :name "Donald Trump"@en .
:count :of 1, 2, 3 .
GRAPH <https://w3id.org/chancery/id/graph/article/a1> { :lee :met :ishiba . :a1 :says "one" }
GRAPH <https://w3id.org/chancery/id/graph/article/a2> { :ishiba :met :lee . :a2 :says "two" }
"""


@pytest.fixture
def small_graph(tmp_path: Path) -> Path:
    """A graph directory of this test's own."""
    return make_graph(tmp_path / "graph", QUADS)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service over the small graph, for tests that only read."""
    graph = make_graph(tmp_path_factory.mktemp("service") / "graph", QUADS)
    with running(graph) as started:
        yield started


@pytest.fixture
def writable(small_graph: Path) -> Iterator[Running]:
    """A service that takes writes with `TOKEN`."""
    with running(small_graph, write_token=TOKEN) as started:
        yield started
