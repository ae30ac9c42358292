"""A graph, or answers about it, as objects of networkx, rdflib and pandas.

The libraries are imported when asked for; pandas isn't among Chancery's own requirements.
"""

import dataclasses
import importlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from graph_builder.errors import InputError
from graph_builder.graph.filters import Filters
from graph_builder.graph.opened import Opened
from graph_builder.model import to_json
from graph_builder.network import code_parts, half_edges
from graph_builder.store.oxigraph import OxigraphReader

if TYPE_CHECKING:
    import networkx
    import rdflib


def to_networkx(
    graph: Opened, filters: Filters | Mapping[str, Any] | None = None
) -> "networkx.Graph":
    """The actors (by IRI, with name, type and code) and one edge for each pair with events.

    An edge has `weight` (events), `origins` and `types` (events by type). Meant for networks that
    fit into memory several times over; exports write larger ones.
    """
    import networkx  # noqa: PLC0415

    made = networkx.Graph()
    iris: dict[int, str] = {}
    for row in graph.rows("SELECT node, iri, name, type, code FROM actor ORDER BY node"):
        iris[row["node"]] = row["iri"]
        made.add_node(row["iri"], name=row["name"], type=row["type"], code=row["code"])
    nodes = np.array(list(iris), np.int32)
    found = half_edges(graph.network, nodes, Filters.of(filters).mask(graph))
    once = nodes[found.row] < found.neighbour
    codes = graph.network.events(found.slot[once]).code
    for source, target, origins, code in zip(
        nodes[found.row[once]].tolist(),
        found.neighbour[once].tolist(),
        found.origins[once].tolist(),
        codes.tolist(),
        strict=True,
    ):
        ends = iris[source], iris[target]
        if ends not in made.edges:
            made.add_edge(*ends, weight=0, origins=0, types=Counter())
        edge = made.edges[ends]
        edge["weight"] += 1
        edge["origins"] += origins
        edge["types"][code_parts(code)[0]] += 1
    return made


def to_rdflib(graph: Opened, name: str = "") -> "rdflib.Graph":
    """The triples of the merged graph, or of the named graph `name` (an IRI), for rdflib.

    Holds all of them in memory: some 1.6 GB for a million.
    """
    import rdflib  # noqa: PLC0415

    output = io.BytesIO()
    OxigraphReader(graph.folder / "store").dump(output, "ntriples", name)
    return rdflib.Graph().parse(data=output.getvalue(), format="nt")


def to_pandas(rows: Iterable[Any]) -> Any:
    """Rows of an answer (`timeline.rows`, `statements.rows` …) as a table, a column for each field.

    Nested values stay nested, as dictionaries and lists. Raises `InputError` without pandas.
    """
    try:
        pandas = importlib.import_module("pandas")
    except ImportError as error:
        raise InputError("pandas isn't installed; run `pip install pandas`") from error
    listed = list(rows)
    columns = [field.name for field in dataclasses.fields(listed[0])] if listed else None
    return pandas.DataFrame([to_json(row) for row in listed], columns=columns)
