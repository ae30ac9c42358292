"""GEXF 1.3 for Gephi: actors and merged edges with weights, counts, times, places and looks.

Format: https://gexf.net/1.3 (its schema is the one that tests validate against). Everything comes
in the order that the schema wants, so the file is written as it is made. Static files carry the
dates as attributes; dynamic ones give each edge the spells of its events, and an edge of undated
events only is there at all times.
"""

from collections.abc import Iterator

from graph_builder.export.gexf_edges import EdgeWriter
from graph_builder.export.gexf_nodes import NodeWriter
from graph_builder.export.in_order import in_order
from graph_builder.export.selection import Selection

_NODE_ATTRIBUTES = (
    ("iri", "string"),
    ("type", "string"),
    ("code", "string"),
    ("articles", "integer"),
    ("links", "integer"),
)
_EDGE_ATTRIBUTES = (
    ("origins", "integer"),
    ("first", "string"),
    ("last", "string"),
)


def gexf(selection: Selection) -> Iterator[bytes]:
    """The selection as a GEXF file, in pieces."""
    yield _head(selection).encode()
    yield from NodeWriter(selection).lines()
    yield b"</nodes>\n<edges>\n"
    writer = EdgeWriter(selection)
    for made in in_order(writer.lines, selection.sweep.stretches(), selection.threads):
        yield from made
    yield b"</edges>\n</graph>\n</gexf>\n"


def _head(selection: Selection) -> str:
    dynamic = selection.options.dynamic
    mode = 'mode="dynamic" timeformat="date"' if dynamic else 'mode="static"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        "<meta><creator>Chancery</creator>"
        "<description>Actors and the events between them</description></meta>\n"
        f'<graph defaultedgetype="undirected" {mode}>\n'
        f'<attributes class="node">\n{_attributes(_NODE_ATTRIBUTES)}</attributes>\n'
        f'<attributes class="edge">\n{_attributes(_EDGE_ATTRIBUTES)}'
        f"{_counts(('undated', *selection.types))}</attributes>\n<nodes>\n"
    )


def _attributes(names: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in names
    )


def _counts(names: tuple[str, ...]) -> str:
    # An edge names what it has; of the others it has none. Readers go by the id or by the title, so
    # they are the same.
    return "".join(
        f'<attribute id="{name}" title="{name}" type="integer"><default>0</default></attribute>\n'
        for name in names
    )
