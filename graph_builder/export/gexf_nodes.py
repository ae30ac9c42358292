"""The nodes of a GEXF file: what the index says of actors, and how they look."""

from collections.abc import Iterator

import numpy as np

from graph_builder.export.fixed_width import Numbers, constant, lines, table
from graph_builder.export.layout import layout
from graph_builder.export.markup import attribute, attributes
from graph_builder.export.selection import Selection, actors
from graph_builder.model import ACTOR_TYPES

# Colours that keep apart for most colour-blind readers: Okabe and Ito's palette,
# https://jfly.uni-koeln.de/color/ (blue, vermilion, bluish green, reddish purple).
COLOURS = {
    "person": (0, 114, 178),
    "country": (213, 94, 0),
    "organization": (0, 158, 115),
    "group": (204, 121, 167),
}
# Node sizes, in tenths, grow with the root of the weight, so that areas compare as weights do.
SMALLEST, LARGEST = 40, 400
# Numbers of links, and coordinates on either side of the origin, below this one have tables.
USUAL = 10_000

# By `KIND_CODE`.
_TYPED = table(
    f'<attvalue for="type" value="{type_}"/></attvalues>'
    '<viz:color r="{}" g="{}" b="{}"/>'.format(*COLOURS[type_])
    for type_ in ACTOR_TYPES
)


class NodeWriter:
    """Writes the nodes of a selection."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._places = layout(selection).round().astype(np.int64)
        self._most = max(int(selection.weight.max(initial=0)), 1)
        self._links = Numbers('<attvalue for="links" value="', '"/>', USUAL)
        self._x = Numbers('<viz:position x="', '"', USUAL, signed=True)
        self._y = Numbers(' y="', '" z="0"/>', USUAL, signed=True)
        self._sizes = table(f'<viz:size value="{tenths / 10}"' for tenths in range(LARGEST + 1))

    def lines(self) -> Iterator[bytes]:
        """All nodes, one a line, in portions."""
        start = 0
        for portion in actors(self._selection):
            end = start + len(portion)
            names = attributes([actor[2] for actor in portion])
            iris = attributes([actor[1] for actor in portion])
            yield "".join(
                [
                    f'<node id="{node}" label="{name}"><attvalues><attvalue for="iri" value="{iri}'
                    f'"/>{"" if code is None else _coded(code)}'
                    f'<attvalue for="articles" value="{articles}"/>{looks}'
                    for (node, _, _, code, articles), name, iri, looks in zip(
                        portion, names, iris, self._looks(start, end), strict=True
                    )
                ]
            ).encode()
            start = end

    def _looks(self, start: int, end: int) -> list[str]:
        """How the elements of these nodes end: links, type, colour, position and size."""
        nodes, places = self._selection.nodes[start:end], self._places[start:end]
        weights = self._selection.weight.take(nodes)
        sizes = SMALLEST + (LARGEST - SMALLEST) * (weights / self._most) ** 0.5
        columns = [
            self._links.of(weights),
            _TYPED.take(self._selection.graph.network.kind.take(nodes), axis=0),
            self._x.of(places[:, 0]),
            self._y.of(places[:, 1]),
            self._sizes.take(sizes.round().astype(np.intp), axis=0),
            constant("/></node>\n", end - start),
        ]
        return lines(columns).decode("ascii").splitlines(keepends=True)


def _coded(code: str) -> str:
    return f'<attvalue for="code" value="{attribute(code)}"/>'
