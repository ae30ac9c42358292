"""The embedded store: Oxigraph on disk.

A generation's store is written once, by one process, before it is published; from then on it is
only opened read-only, by any number of processes. Opening a store read-only beside a live writer is
undefined in RocksDB, and this order of events is what rules it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from graph_builder.errors import GraphError, QueryError
from graph_builder.rdf import SharedQuad
from graph_builder.store.sparql import (
    GRAPH_FORMATS,
    Answer,
    Question,
    answer_query,
    graph_node,
    syntax_error,
)


class OxigraphReader:
    """A store on disk, opened read-only. Satisfies `GraphReader`."""

    def __init__(self, path: Path) -> None:
        """Open the store in folder `path`; raises `GraphError` where there is none."""
        if not (path / "CURRENT").is_file():
            raise GraphError(f"{path}: no store of quads is here; build the graph again")
        try:
            self._store = Store.read_only(str(path))
        except OSError as error:
            raise GraphError(f"{path}: the store of quads can't be opened: {error}") from error

    def __len__(self) -> int:
        return len(self._store)

    def answer(self, question: Question, output: IO[bytes]) -> Answer:
        """Run a query of a user and write its result; see `sparql.answer_query`."""
        return answer_query(self._store, question, output)

    def rows(
        self, query: str, prefixes: Mapping[str, str] | None = None
    ) -> list[tuple[str | None, ...]]:
        """The solutions of a SELECT of our own, as lexical values in the order of its variables."""
        result = self._store.query(query, prefixes=dict(prefixes or {}))
        if not isinstance(result, QuerySolutions):
            raise QueryError("rows() takes a SELECT")
        return [
            tuple(None if term is None else str(getattr(term, "value", term)) for term in solution)
            for solution in result
        ]

    def has_graph(self, iri: str) -> bool:
        """Whether there is a named graph `iri`; raises `QueryError` for what is no IRI."""
        return self._store.contains_named_graph(graph_node(iri))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """All quads, or those of the named graph `graph` (an IRI; "" is the default graph)."""
        if graph is None:
            return iter(self._store)
        node = NamedNode(graph) if graph else DefaultGraph()
        return self._store.quads_for_pattern(None, None, None, node)

    def named_graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""
        return sorted(
            graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode)
        )

    def dump(self, output: IO[bytes], format_name: str, graph: str | None = None) -> None:
        """Write all quads, or the triples of one graph, in a format of `GRAPH_FORMATS`.

        Raises `QueryError` for a format that can't hold named graphs when none is chosen.
        """
        rdf_format = GRAPH_FORMATS[format_name]
        if graph is None and not rdf_format.supports_datasets:
            raise QueryError(f"{format_name} can't hold named graphs; use nquads or trig")
        node = None if graph is None else NamedNode(graph) if graph else DefaultGraph()
        self._store.dump(output, rdf_format, from_graph=node)

    def canonical(self) -> list[bytes]:
        """Every quad as a line of N-Quads, sorted by bytes: the same graph gives the same lines."""
        return sorted(f"{quad} .\n".encode() for quad in self._store)

    def snapshot(self, target: Path) -> None:
        """Write a copy that can be opened on its own into the new folder `target`.

        Hard links where the file system is the same: milliseconds, whatever the size.
        """
        try:
            self._store.backup(str(target))
        except OSError as error:
            raise GraphError(f"{target}: the store can't be copied there: {error}") from error


class OxigraphStore(OxigraphReader):
    """A store on disk, opened for writing by its one writer. Satisfies `GraphStore`."""

    def __init__(self, path: Path) -> None:
        """Open or make the store in folder `path`."""
        try:
            self._store = Store(str(path))
        except OSError as error:
            raise GraphError(f"{path}: the store of quads can't be opened: {error}") from error

    def apply(self, removed: Sequence[Quad], added: Sequence[Quad]) -> None:
        """Remove, then add; a quad that is in both stays."""
        kept = set(added)
        try:
            for quad in removed:
                if quad not in kept:
                    self._store.remove(quad)
            self._store.extend(added)
        except OSError as error:
            raise GraphError(f"the store of quads can't be written: {error}") from error

    def drop_unneeded(self, doubtful: Iterable[SharedQuad]) -> None:
        """Remove those quads about shared nodes that no thing needs any more."""
        unneeded = [shared.quad for shared in doubtful if not self._is_needed(shared)]
        self.apply(unneeded, ())

    def _is_needed(self, shared: SharedQuad) -> bool:
        node, default = shared.quad.subject, DefaultGraph()
        if shared.outward:
            links = self._store.quads_for_pattern(node, shared.link, None, default)
            return next(links, None) is not None
        for link in self._store.quads_for_pattern(None, shared.link, node, default):
            if shared.also is None or Quad(link.subject, *shared.also, default) in self._store:
                return True
        return False

    def update(self, update: str, base_iri: str) -> None:
        """Run a SPARQL update, all of it or nothing; `store.updates` has checked it.

        Raises `QueryError` for one that doesn't parse or fails.
        """
        try:
            self._store.update(update, base_iri=base_iri)
        except SyntaxError as error:
            raise syntax_error(error, "update") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the update can't be run: {error}") from error

    def replace_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Make named graph `graph` hold exactly `quads`; none make an empty graph."""
        try:
            self._store.add_graph(NamedNode(graph))
            wanted = set(quads)
            present = set(self.quads(graph))
            for quad in present - wanted:
                self._store.remove(quad)
            self._store.extend(wanted - present)
        except OSError as error:
            raise GraphError(f"the store of quads can't be written: {error}") from error

    def remove_graph(self, graph: str) -> None:
        """Remove a named graph with all its quads; nothing happens where there is none."""
        try:
            self._store.remove_graph(NamedNode(graph))
        except OSError as error:
            raise GraphError(f"the store of quads can't be written: {error}") from error

    def load(self, quads: Iterable[Quad]) -> None:
        """Add a large number of quads without holding them in memory."""
        try:
            self._store.bulk_extend(quads)
        except OSError as error:
            raise GraphError(f"the store of quads can't be written: {error}") from error

    def close(self) -> None:
        """Flush to disk and let go of the files."""
        self._store.flush()
        del self._store

    def discard(self) -> None:
        """Let go of files that nobody will open again."""
        del self._store
