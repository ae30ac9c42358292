"""Segments of dossiers: the last line wins, and whole lines survive a crash."""

from pathlib import Path

import pytest

from graph_builder.errors import GraphError
from graph_builder.model import Dossier
from graph_builder.store.dossiers import DossierLog, Leftovers, SegmentWriter


def dossier(id_: str, text: str = "Text.") -> Dossier:
    return Dossier(id_, None, None, None, None, "en", text)


def write(folder: Path, number: int, *dossiers: Dossier, previous: Path | None = None,
          withdrawn: tuple[str, ...] = ()) -> Path:  # fmt: skip
    index = folder / f"{number}.sqlite"
    segment = SegmentWriter(folder, number)
    for item in dossiers:
        segment.add(item, f"print of {item.text}")
    segment.finish(index, previous, withdrawn)
    return index


def test_each_index_shows_its_own_state(tmp_path: Path) -> None:
    first = write(tmp_path, 1, dossier("b"), dossier("a"))
    second = write(tmp_path, 2, dossier("a", "Ünïcode 🕊."), previous=first, withdrawn=("b",))
    with DossierLog(tmp_path, first) as log:
        assert [d.id for d in log] == ["a", "b"]
        assert log.get("a") == dossier("a")
        assert len(log) == 2
    with DossierLog(tmp_path, second) as log:
        assert log.ids() == ["a"]
        assert log.get("a") == dossier("a", "Ünïcode 🕊.")
        assert log.get("b") is None
        assert log.fingerprint("a") == "print of Ünïcode 🕊."
        assert log.fingerprint("b") is None
        assert log.segments() == {"000002.jsonl"}


def test_an_empty_segment_leaves_no_file(tmp_path: Path) -> None:
    first = write(tmp_path, 1, dossier("a"))
    write(tmp_path, 2, previous=first, withdrawn=("a",))
    assert [p.name for p in tmp_path.glob("*.jsonl*")] == ["000001.jsonl"]


def test_what_an_interrupted_run_read_is_found_again(tmp_path: Path) -> None:
    write(tmp_path, 1, dossier("old"))
    segment = SegmentWriter(tmp_path, 2)
    segment.add(dossier("a"), "print")
    segment.add(dossier("b"), "print")
    segment.close()
    path = tmp_path / "000002.jsonl.partial"
    path.write_bytes(path.read_bytes()[:-10])  # the last line is torn
    leftovers = Leftovers(tmp_path, {"000001.jsonl"})
    assert leftovers.get("a", "print") == dossier("a")
    assert leftovers.get("a", "another print") is None
    assert leftovers.get("b", "print") is None
    assert leftovers.get("old", "print of Text.") is None
    assert leftovers.next_number() == 3
    leftovers.remove()
    assert [p.name for p in tmp_path.glob("*.jsonl*")] == ["000001.jsonl"]


def test_a_damaged_segment_is_a_clear_error(tmp_path: Path) -> None:
    index = write(tmp_path, 1, dossier("a"))
    (tmp_path / "000001.jsonl").write_bytes(b"\xff" * 50)
    with DossierLog(tmp_path, index) as log, pytest.raises(GraphError, match="damaged at byte 0"):
        log.get("a")


def test_a_missing_index_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="restore a backup"):
        DossierLog(tmp_path, tmp_path / "none.sqlite")
