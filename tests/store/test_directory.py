"""Generations: published whole or not at all, and one writer at a time."""

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from graph_builder.errors import GraphError, LockedError, NotFoundError
from graph_builder.store.directory import KEPT, GraphDirectory, Manifest


@pytest.fixture
def directory(tmp_path: Path) -> GraphDirectory:
    return GraphDirectory(tmp_path / "graph")


def publish(directory: GraphDirectory, content: str = "x") -> int:
    with directory.writing(), directory.draft() as draft:
        (draft.path / "file").write_text(content)
        return directory.publish(draft, Manifest(draft.number, "http://example.org/")).number


def test_publishing_makes_the_next_generation_current(directory: GraphDirectory) -> None:
    assert not directory.has_graph()
    assert [publish(directory), publish(directory, "y")] == [1, 2]
    current = directory.current()
    assert current.number == 2
    assert (current.path / "file").read_text() == "y"
    assert current.manifest.base_iri == "http://example.org/"


def test_a_draft_that_is_not_published_leaves_nothing(directory: GraphDirectory) -> None:
    publish(directory)
    with directory.writing(), directory.draft() as draft:
        (draft.path / "file").write_text("half")
    assert directory.current().number == 1
    assert [p.name for p in (directory.path / "generations").iterdir()] == ["1"]


def test_what_a_crash_left_is_swept_up(directory: GraphDirectory) -> None:
    publish(directory)
    (directory.path / "generations/2.partial").mkdir()
    (directory.path / "generations/2").mkdir()  # renamed, and never named in CURRENT
    assert directory.current().number == 1
    assert publish(directory) == 2


def test_old_generations_are_pruned(directory: GraphDirectory) -> None:
    for _ in range(KEPT + 2):
        publish(directory)
    with directory.writing():
        directory.prune()
    assert directory.numbers() == [3, 4, 5]
    with pytest.raises(NotFoundError, match="here: 3, 4, 5"):
        directory.generation(1)


def _hold(path: Path, held: "multiprocessing.synchronize.Event", done: object) -> None:
    with GraphDirectory(path).writing():
        held.set()
        done.wait(30)  # type: ignore[attr-defined]


def test_a_second_writer_is_told_who_writes(directory: GraphDirectory) -> None:
    context = multiprocessing.get_context("spawn")
    held, done = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(directory.path, held, done))
    process.start()
    try:
        assert held.wait(30)
        with pytest.raises(LockedError, match=f"process {process.pid} is writing"):
            publish(directory)
    finally:
        done.set()
        process.join(30)
    assert publish(directory) == 1


def test_a_graph_of_another_format_is_refused_by_name(directory: GraphDirectory) -> None:
    publish(directory)
    file = directory.current().path / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 99}))
    with pytest.raises(GraphError, match="format 99"):
        directory.current()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "x": 2}'])
def test_a_damaged_manifest_is_a_clear_error(directory: GraphDirectory, content: str) -> None:
    publish(directory)
    (directory.current().path / "manifest.json").write_text(content)
    with pytest.raises(GraphError):
        directory.current()


@pytest.mark.parametrize("content", ["", "nine", "9"])
def test_a_damaged_pointer_is_a_clear_error(directory: GraphDirectory, content: str) -> None:
    publish(directory)
    (directory.path / "CURRENT").write_text(content)
    with pytest.raises(GraphError, match="restore a backup"):
        directory.current()


def test_no_graph_is_a_clear_error(directory: GraphDirectory) -> None:
    with pytest.raises(GraphError, match="chancery build"):
        directory.current()


def test_a_folder_of_other_things_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("")
    with pytest.raises(GraphError, match="other things"), GraphDirectory(tmp_path).writing():
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_target_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    directory = GraphDirectory(tmp_path / "file" / "graph")
    with pytest.raises(GraphError, match="choose another folder"), directory.writing():
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_target_is_a_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(GraphError, match="permissions"), GraphDirectory(tmp_path / "g").writing():
        pass
