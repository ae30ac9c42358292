"""GraphML (http://graphml.graphdrawing.org/specification.html): for igraph, yEd, networkx, R."""

from collections.abc import Iterator

from graph_builder.export.edges import edge_rows
from graph_builder.export.markup import content
from graph_builder.export.selection import EdgeRow, NodeRow, Selection, node_rows

_NODE_KEYS = {"label": "string", "iri": "string", "type": "string", "code": "string",
              "articles": "int", "links": "int"}  # fmt: skip
_EDGE_KEYS = {"weight": "int", "origins": "int", "undated": "int", "first": "string",
              "last": "string"}  # fmt: skip


def graphml(selection: Selection) -> Iterator[bytes]:
    """The selection as a GraphML file, in pieces."""
    keys = [("node", name, kind) for name, kind in _NODE_KEYS.items()]
    keys += [("edge", name, kind) for name, kind in _EDGE_KEYS.items()]
    keys += [("edge", f"n_{name}", "int") for name in selection.types]
    declared = "".join(
        f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
        for owner, name, kind in keys
    )
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
        f'{declared}<graph id="actors" edgedefault="undirected">\n'
    ).encode()
    for node in node_rows(selection):
        yield _node(node).encode()
    for number, edge in enumerate(edge_rows(selection)):
        yield _edge(number, edge).encode()
    yield b"</graph>\n</graphml>\n"


def _data(owner: str, values: dict[str, str | int | None]) -> str:
    return "".join(
        f'<data key="{owner}_{name}">{content(str(value))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _node(row: NodeRow) -> str:
    values: dict[str, str | int | None] = {
        "label": row.name,
        "iri": row.iri,
        "type": row.type,
        "code": row.code,
        "articles": row.articles,
        "links": row.weight,
    }
    return f'<node id="n{row.node}">{_data("node", values)}</node>\n'


def _edge(number: int, row: EdgeRow) -> str:
    values: dict[str, str | int | None] = {
        "weight": row.weight,
        "origins": row.origins,
        "undated": row.undated,
        "first": row.first,
        "last": row.last,
        **{f"n_{name}": count for name, count in row.types.items()},
    }
    data = _data("edge", values)
    return f'<edge id="e{number}" source="n{row.source}" target="n{row.target}">{data}</edge>\n'
