"""What a store of quads offers: a reading interface, and a writing one that extends it.

Whoever only reads is typed against `GraphReader`, so that the type checker keeps the service
read-only.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import Quad

from graph_builder.store.sparql import Answer, Question


class GraphReader(Protocol):
    """A store of quads as readers see it. Not to be shared between threads."""

    def __len__(self) -> int:
        """Number of quads."""
        ...

    def answer(self, question: Question, output: IO[bytes]) -> Answer:
        """Run a query of a user and write its result; see `sparql.answer_query`."""
        ...

    def rows(self, query: str) -> list[tuple[str | None, ...]]:
        """The solutions of a SELECT of our own, as lexical values in the order of its variables."""
        ...

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """All quads, or those of the named graph `graph` (an IRI; "" is the default graph)."""
        ...

    def snapshot(self, target: Path) -> None:
        """Write a copy that can be opened on its own into the new folder `target`."""
        ...


class GraphStore(GraphReader, Protocol):
    """A store that can be changed; one writer at a time."""

    def apply(self, removed: Sequence[Quad], added: Sequence[Quad]) -> None:
        """Remove, then add, durably before it returns; a quad that is in both stays."""
        ...

    def load(self, quads: Iterable[Quad]) -> None:
        """Add a large number of quads without holding them in memory."""
        ...

    def close(self) -> None:
        """Flush to disk and let go of the files."""
        ...
