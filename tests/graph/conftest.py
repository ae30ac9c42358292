"""A small graph made by hand."""

from collections.abc import Iterator

import pytest

from graph_builder import open_graph
from graph_builder.graph.questions import Graph
from tests.made_graph import make_directory
from tests.seed_story import seeds


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    opened = open_graph(make_directory(tmp_path_factory.mktemp("graph") / "graph", seeds()))
    yield opened
    opened.close()
