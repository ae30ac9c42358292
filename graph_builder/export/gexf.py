"""GEXF 1.3 for Gephi: actors and merged edges with weights, counts, times, places and looks.

Format: https://gexf.net/1.3 (its schema is the one that tests validate against). Everything comes
in the order that the schema wants, so the file is written as it is made. Static files carry the
dates as attributes; dynamic ones give each edge the spells of its events, and an edge of undated
events only is there at all times.
"""

from collections.abc import Iterator

from graph_builder.export.gexf_edges import EdgeWriter
from graph_builder.export.layout import layout
from graph_builder.export.markup import attribute, attributes
from graph_builder.export.selection import Selection, actors

# Colours that keep apart for most colour-blind readers: Okabe and Ito's palette,
# https://jfly.uni-koeln.de/color/ (blue, vermilion, bluish green, reddish purple).
COLOURS = {
    "person": (0, 114, 178),
    "country": (213, 94, 0),
    "organization": (0, 158, 115),
    "group": (204, 121, 167),
}
_COLOUR = {
    type_: f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
    for type_, (red, green, blue) in COLOURS.items()
}
# Node sizes grow with the root of the weight, so that areas compare as weights do.
SMALLEST, LARGEST = 4.0, 40.0

_NODE_ATTRIBUTES = (
    ("iri", "string"),
    ("type", "string"),
    ("code", "string"),
    ("articles", "integer"),
    ("links", "integer"),
)
_EDGE_ATTRIBUTES = (
    ("origins", "integer"),
    ("undated", "integer"),
    ("first", "string"),
    ("last", "string"),
)


def gexf(selection: Selection) -> Iterator[bytes]:
    """The selection as a GEXF file, in pieces."""
    yield _head(selection).encode()
    yield from _nodes(selection)
    yield b"</nodes>\n<edges>\n"
    writer = EdgeWriter(selection)
    for block in selection.blocks():
        yield from writer.lines(block)
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
        f"{_type_attributes(selection.types)}</attributes>\n<nodes>\n"
    )


def _attributes(names: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<attribute id="{name}" title="{name}" type="{kind}"/>\n' for name, kind in names
    )


def _type_attributes(types: tuple[str, ...]) -> str:
    # An edge names the types that it has; of the others it has none. Readers go by the id or by
    # the title, so they are the same.
    return "".join(
        f'<attribute id="{name}" title="{name}" type="integer"><default>0</default></attribute>\n'
        for name in types
    )


def _nodes(selection: Selection) -> Iterator[bytes]:
    weights = selection.weight[selection.nodes]
    places = layout(selection).round().astype(int)
    top = max(int(weights.max(initial=0)), 1) ** 0.5
    sizes = (SMALLEST + (LARGEST - SMALLEST) * weights**0.5 / top).round(1)
    looks = zip(
        weights.tolist(), places[:, 0].tolist(), places[:, 1].tolist(), sizes.tolist(), strict=True
    )
    for portion in actors(selection):
        names = attributes([actor[2] for actor in portion])
        iris = attributes([actor[1] for actor in portion])
        yield "".join(
            [
                f'<node id="{node}" label="{name}"><attvalues>'
                f'<attvalue for="iri" value="{iri}"/>'
                f'<attvalue for="type" value="{type_}"/>{_coded(code)}'
                f'<attvalue for="articles" value="{articles}"/>'
                f'<attvalue for="links" value="{links}"/></attvalues>{_COLOUR[type_]}'
                f'<viz:position x="{x}" y="{y}" z="0"/><viz:size value="{size}"/></node>\n'
                for (node, _, _, type_, code, articles), name, iri, (links, x, y, size) in zip(
                    portion, names, iris, looks, strict=False
                )
            ]
        ).encode()


def _coded(code: str | None) -> str:
    return "" if code is None else f'<attvalue for="code" value="{attribute(code)}"/>'
