"""Backups: what is no backup, and what can't be read or written, is told by name."""

import io
import tarfile
from pathlib import Path

import pytest

from graph_builder.errors import GraphError, InputError
from graph_builder.store.backup import backup, restore
from graph_builder.store.directory import GraphDirectory, Manifest
from graph_builder.store.dossiers import SegmentWriter


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    directory = GraphDirectory(tmp_path / "graph")
    with directory.writing(), directory.draft() as draft:
        SegmentWriter(directory.dossiers, draft.number).finish(
            draft.path / "dossiers.sqlite", None, ()
        )
        (directory.ledger / "judgements.jsonl").write_text("a judgement\n", "utf-8")
        directory.publish(draft, Manifest(draft.number, "http://example.org/"))
    return directory.path


@pytest.mark.parametrize("name", ["b.tar", "b.tar.gz", "b.tgz"])
def test_a_backup_comes_back(graph: Path, tmp_path: Path, name: str) -> None:
    assert backup(graph, tmp_path / name) == 1
    assert restore(tmp_path / name, tmp_path / "new") == 1
    assert GraphDirectory(tmp_path / "new").current().manifest.base_iri == "http://example.org/"
    assert (tmp_path / "new" / "ledger" / "judgements.jsonl").read_text("utf-8") == "a judgement\n"
    with pytest.raises(GraphError, match="not empty"):
        restore(tmp_path / name, tmp_path / "new")


def test_a_backup_into_no_folder_is_told(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"gone/b\.tar: can't be written: a folder .* is missing"):
        backup(graph, tmp_path / "gone" / "b.tar")


@pytest.mark.parametrize("content", [b"", b"not a tar", b"\x1f\x8bnot gzip"])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(InputError, match="not a backup"):
        restore(tmp_path / "file", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_that_is_cut_short_is_refused(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    backup(graph, file)
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(InputError, match="damaged"):
        restore(file, tmp_path / "new")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        restore(tmp_path / "gone", tmp_path / "new")
    with pytest.raises(InputError, match=r"can't be read \(is a directory\)"):
        restore(tmp_path, tmp_path / "new")


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x"])
def test_a_backup_writes_nowhere_else(graph: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "b.tar"
    backup(graph, file)
    with tarfile.open(file, "a") as archive:
        member = tarfile.TarInfo(name)
        member.size = 1
        archive.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(InputError, match="no place in a backup"):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "new").exists()
