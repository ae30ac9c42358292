"""A generation of a graph, opened for questions."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from graph_builder.errors import GraphError, InputError
from graph_builder.graph.answers import ActorRef
from graph_builder.index import INDEX, open_index
from graph_builder.model import Dossier
from graph_builder.network import Network
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.dossiers import DossierLog

# SQLite takes 999 values in one statement at least; questions ask for rows in such portions.
PORTION = 900


class Opened:
    """One generation: its index, its network, its dossiers. Never changes; not for many threads."""

    def __init__(self, folder: Path) -> None:
        """`folder` is that of a generation; raises `GraphError` when it can't be read."""
        self.folder = folder
        # Mapped at once: a worker of the service counts what comes later as a request's memory.
        self.network = Network.open(folder)
        self.index: sqlite3.Connection = open_index(folder)

    @cached_property
    def longest_days(self) -> int:
        """How many days the longest time of an event or statement spans."""
        return self.number("SELECT value FROM meta WHERE key = 'longest'")

    @cached_property
    def base_iri(self) -> str:
        """What all IRIs of this graph's data begin with."""
        row = self.index.execute("SELECT iri, type FROM actor LIMIT 1").fetchone()
        return "" if row is None else str(row["iri"]).rpartition(f"{row['type']}/")[0]

    @cached_property
    def _dossiers(self) -> DossierLog:
        return DossierLog(self.folder.parent.parent / "dossiers", self.folder / "dossiers.sqlite")

    def dossier(self, article: str) -> Dossier | None:
        """What the article with this id says; None when the graph doesn't hold it."""
        return self._dossiers.get(article)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query on the index. Raises `InputError` for values that no text can be."""
        try:
            return self.index.execute(sql, values).fetchall()
        except UnicodeEncodeError as error:
            raise InputError(f"{error.object!r} isn't valid text; write it in UTF-8") from error

    def rows_in(self, sql: str, keys: Iterable[Any]) -> list[sqlite3.Row]:
        """All rows of a query that holds `IN ({marks})` for keys, however many those are."""
        wanted = list(dict.fromkeys(keys))
        found: list[sqlite3.Row] = []
        for start in range(0, len(wanted), PORTION):
            portion = wanted[start : start + PORTION]
            found += self.rows(sql.format(marks=", ".join("?" * len(portion))), portion)
        return found

    def number(self, sql: str, *values: Any) -> int:
        """The one number that a query on the index gives; 0 for null."""
        return int(self.rows(sql, values)[0][0] or 0)

    def actors_by_node(self, nodes: Iterable[int]) -> dict[int, ActorRef]:
        """Actors by their numbers."""
        rows = self.rows_in(
            "SELECT node, iri, name, type FROM actor WHERE node IN ({marks})", nodes
        )
        return {row["node"]: ActorRef(row["iri"], row["name"], row["type"]) for row in rows}

    def close(self) -> None:
        """Close its files; the graph can't be asked any more."""
        self.index.close()
        log = self.__dict__.pop("_dossiers", None)
        if log is not None:
            log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # In a notebook nobody closes a graph; its files are only read.
        if hasattr(self, "index"):
            self.close()


def generation_folder(path: Path) -> Path:
    """The folder of the generation to open for `path`: itself, or what its CURRENT names.

    Raises `GraphError` when there is no graph.
    """
    if (path / INDEX).is_file():
        return path
    if not path.is_dir():
        raise GraphError(f"{path}: no graph is here; make one with `chancery build`")
    return GraphDirectory(path).current().path
