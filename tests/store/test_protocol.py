"""The embedded store is what the interfaces say; the type checker holds the rest of it."""

from pathlib import Path

from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.protocol import GraphReader, GraphStore


def test_reading_and_writing_are_two_interfaces(tmp_path: Path) -> None:
    writer: GraphStore = OxigraphStore(tmp_path / "store")
    writer.apply((), ())
    writer.close()
    reader: GraphReader = OxigraphReader(tmp_path / "store")
    assert len(reader) == 0
    assert not hasattr(reader, "apply")
