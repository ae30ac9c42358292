"""The read index of a generation: what questions need besides SPARQL, in one SQLite file."""

from graph_builder.index.names import NameHit, bare_persons, find_names
from graph_builder.index.reading import open_index
from graph_builder.index.schema import INDEX
from graph_builder.index.update import Dossiers, update

__all__ = ["INDEX", "Dossiers", "NameHit", "bare_persons", "find_names", "open_index", "update"]
