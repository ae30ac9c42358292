"""One generation as a worker has it open: its store of quads and its graph."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from service.workers.job import Resource


class Snapshot:
    """The generation in the folder `generation` (a path)."""

    def __init__(self, generation: str) -> None:
        self.generation = generation
        self._open: dict[Resource, Any] = {}

    def has(self, resource: Resource) -> bool:
        """Whether `resource` is open already."""
        return resource in self._open

    def get(self, resource: Resource) -> Any:
        """The store (an `OxigraphReader`) or the `Graph`; opened when asked for first."""
        if resource not in self._open:
            self._open[resource] = _OPENERS[resource](Path(self.generation))
        return self._open[resource]


# The imports stand inside: each takes a worker some 20 ms to start that many never need.
def _open_store(generation: Path) -> Any:
    from graph_builder.store.oxigraph import OxigraphReader  # noqa: PLC0415

    return OxigraphReader(generation / "store")


def _open_graph(generation: Path) -> Any:
    from graph_builder.graph import open_graph  # noqa: PLC0415

    return open_graph(generation)


_OPENERS: Mapping[Resource, Callable[[Path], Any]] = {"store": _open_store, "graph": _open_graph}
