"""The quads of a built graph, to compare graphs by."""

from pathlib import Path

from graph_builder.store.directory import GraphDirectory
from graph_builder.store.oxigraph import OxigraphReader


def lines(graph: Path) -> list[bytes]:
    """All quads of the generation that is served, as canonical N-Quads."""
    return OxigraphReader(GraphDirectory(graph).current().store).canonical()
