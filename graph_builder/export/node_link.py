"""Node-link JSON, as networkx (`node_link_graph(data, edges="edges")`) and D3 read it."""

import json
from collections.abc import Iterator

from graph_builder.export.edges import edge_rows
from graph_builder.export.selection import EdgeRow, NodeRow, Selection, node_rows


def node_link(selection: Selection) -> Iterator[bytes]:
    """The selection as one JSON object, in pieces; nodes are named by their IRIs."""
    yield b'{"directed": false, "multigraph": false, "graph": {}, "nodes": [\n'
    iris: dict[int, str] = {}
    for i, node in enumerate(node_rows(selection)):
        iris[node.node] = node.iri
        yield (",\n" if i else "").encode() + _json(node_values(node))
    yield b'\n], "edges": [\n'
    for i, edge in enumerate(edge_rows(selection)):
        ends = {"source": iris[edge.source], "target": iris[edge.target]}
        yield (",\n" if i else "").encode() + _json({**ends, **edge_values(edge)})
    yield b"\n]}\n"


def node_values(row: NodeRow) -> dict[str, object]:
    """What is told of a node."""
    return {
        "id": row.iri,
        "label": row.name,
        "type": row.type,
        "code": row.code,
        "articles": row.articles,
        "links": row.weight,
    }


def edge_values(row: EdgeRow) -> dict[str, object]:
    """What is told of an edge, its ends aside."""
    return {
        "weight": row.weight,
        "origins": row.origins,
        "undated": row.undated,
        "first": row.first,
        "last": row.last,
        "types": dict(row.types),
        "spells": [list(spell) for spell in row.spells],
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
