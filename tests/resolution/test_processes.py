"""Several processes merge as one does."""

import pytest

from graph_builder.errors import GraphError
from graph_builder.resolution import Registry, open_state, processes
from graph_builder.resolution.processes import Crew
from graph_builder.resolution.store import encode
from graph_builder.store.dossiers import encode as line_of
from tests.bench.generate_dossiers import generate


def test_any_number_of_processes_gives_the_same_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "ALONE", 0)
    articles = list(generate(160))
    graphs = []
    for jobs, sources in ((1, articles), (2, [line_of(dossier, "") for dossier in articles])):
        with open_state(":memory:") as state:
            state.apply(sources, (), (), Registry(), jobs)
            graphs.append([encode(thing) for thing in state.things()])
    assert graphs[0] == graphs[1]


def test_what_is_made_comes_in_the_order_of_what_was_given() -> None:
    with Crew(2) as crew:
        assert list(crew.each(abs, range(-50, 0))) == list(range(50, 0, -1))
        assert crew.started


def test_little_work_starts_no_process() -> None:
    with Crew(4) as crew:
        assert list(crew.each(abs, [-1, 2])) == [1, 2]
        assert not crew.started


def test_a_process_that_is_ended_is_a_clear_error() -> None:
    with Crew(2) as crew, pytest.raises(GraphError, match="fewer --jobs"):
        list(crew.each(_die, range(50)))


def _die(_number: int) -> None:
    import os

    os._exit(1)
