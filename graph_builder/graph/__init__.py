"""The questions that one asks of a graph, as plain functions and dataclasses.

::

    from graph_builder import open_graph

    graph = open_graph("graph")
    graph.timeline("Lee Jae-myung", "Ishiba").rows
    graph.paths("Takaichi", "Trump", filters={"since": "2025"}).paths

Each question is a function of a module of this package and a method of `Graph`
(`graph_builder.graph.questions`). Names of actors are accepted wherever IRIs are. HTTP routes and
commands are thin shells over these.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph_builder.graph.questions import Graph

__all__ = ["open_graph"]


def open_graph(path: str | Path) -> "Graph":
    """The graph in the directory `path`, in the generation that is current now and stays so.

    `path` may also be the folder of one generation. Raises `GraphError` when there is none, or
    when it is damaged or of another format.
    """
    # Imported here, so that who only wants `graph.answers` needs no numpy.
    from graph_builder.graph.opened import generation_folder  # noqa: PLC0415
    from graph_builder.graph.questions import Graph  # noqa: PLC0415

    return Graph(generation_folder(Path(path)))
