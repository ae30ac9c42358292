"""GEXF 1.3 for Gephi: actors and merged edges with weights, counts, times, places and looks.

Format: https://gexf.net/1.3 (its schema is the one that tests validate against). Everything comes
in the order that the schema wants, so the file is written as it is made. Static files carry the
dates as attributes; dynamic ones give each edge the spells of its events, and an edge of undated
events only is there at all times.
"""

from collections.abc import Iterator

from graph_builder.export.edges import iso_day, merged_spells
from graph_builder.export.layout import layout
from graph_builder.export.markup import attribute
from graph_builder.export.selection import TYPE_OF_CODE, EdgeBlock, Selection, node_rows
from graph_builder.model import EVENT_TYPES
from graph_builder.network.projection import NEVER

# Colours that keep apart for most colour-blind readers: Okabe and Ito's palette,
# https://jfly.uni-koeln.de/color/ (blue, vermilion, bluish green, reddish purple).
COLOURS = {
    "person": (0, 114, 178),
    "country": (213, 94, 0),
    "organization": (0, 158, 115),
    "group": (204, 121, 167),
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
    number = 0
    for block in selection.blocks():
        lines = _dynamic(block, number) if selection.options.dynamic else _static(block, number)
        yield lines.encode()
        number += len(block.source)
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
    weight = selection.weight
    top = max(int(weight.max(initial=0)), 1) ** 0.5
    lines: list[str] = []
    for row, (x, y) in zip(node_rows(selection), layout(selection), strict=True):
        red, green, blue = COLOURS[row.type]
        size = SMALLEST + (LARGEST - SMALLEST) * row.weight**0.5 / top
        code = "" if row.code is None else f'<attvalue for="code" value="{attribute(row.code)}"/>'
        lines.append(
            f'<node id="{row.node}" label="{attribute(row.name)}"><attvalues>'
            f'<attvalue for="iri" value="{attribute(row.iri)}"/>'
            f'<attvalue for="type" value="{row.type}"/>{code}'
            f'<attvalue for="articles" value="{row.articles}"/>'
            f'<attvalue for="links" value="{row.weight}"/></attvalues>'
            f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
            f'<viz:position x="{x:.2f}" y="{y:.2f}" z="0"/><viz:size value="{size:.2f}"/></node>\n'
        )
        if len(lines) == 2_000:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


# ---- edges --------------------------------------------------------------------------------------
# A million edges are written in a second: strings that recur (types, days) are made once, and the
# usual edge, of one event, takes one formatting.

_TYPE_VALUE = tuple(
    f'<attvalue for="{EVENT_TYPES[number]}" value="1"/>' if number < len(EVENT_TYPES) else ""
    for number in TYPE_OF_CODE
)


class _DayTexts(dict[int, str]):
    """What is written of a day's ordinal, made when a day is first met."""

    def __init__(self, before: str, after: str, undated: str) -> None:
        super().__init__(dict.fromkeys(NEVER, undated))
        self._before, self._after = before, after

    def __missing__(self, day: int) -> str:
        text = self[day] = f"{self._before}{iso_day(day)}{self._after}"
        return text


_FIRST = _DayTexts('<attvalue for="first" value="', '"/>', '<attvalue for="undated" value="1"/>')
_LAST = _DayTexts('<attvalue for="last" value="', '"/>', "")
_SPELL_START = _DayTexts('<spells><spell start="', '"', "")
_SPELL_END = _DayTexts(' end="', '"/></spells>', "")


Columns = tuple[list[int], list[int], list[int], list[int]]


def _static(block: EdgeBlock, number: int) -> str:
    columns = _columns(block)
    code, first, last, origins = columns
    return "".join(
        [
            f'<edge id="{i}" source="{source}" target="{target}" weight="1"><attvalues>'
            f'<attvalue for="origins" value="{origins[at]}"/>{_FIRST[first[at]]}{_LAST[last[at]]}'
            f"{_TYPE_VALUE[code[at]]}</attvalues></edge>\n"
            if count == 1
            else _edge(i, source, target, at, count, columns, dynamic=False)
            for i, source, target, at, count in _numbered(block, number)
        ]
    )


def _dynamic(block: EdgeBlock, number: int) -> str:
    columns = _columns(block)
    code, first, last, origins = columns
    return "".join(
        [
            f'<edge id="{i}" source="{source}" target="{target}" weight="1"><attvalues>'
            f'<attvalue for="origins" value="{origins[at]}"/>{_FIRST[first[at]]}{_LAST[last[at]]}'
            f"{_TYPE_VALUE[code[at]]}</attvalues>{_SPELL_START[first[at]]}{_SPELL_END[last[at]]}</edge>\n"
            if count == 1
            else _edge(i, source, target, at, count, columns, dynamic=True)
            for i, source, target, at, count in _numbered(block, number)
        ]
    )


def _columns(block: EdgeBlock) -> Columns:
    events = block.events
    return (
        events.code.tolist(),
        events.first.tolist(),
        events.last.tolist(),
        events.origins.tolist(),
    )


def _numbered(block: EdgeBlock, number: int) -> Iterator[tuple[int, int, int, int, int]]:
    return zip(
        range(number, number + len(block.source)),
        block.source.tolist(),
        block.target.tolist(),
        block.start.tolist(),
        block.count.tolist(),
        strict=True,
    )


def _edge(  # noqa: PLR0913, PLR0917 - the parts of one edge
    number: int, source: int, target: int, at: int, count: int, columns: Columns, *, dynamic: bool
) -> str:
    """An edge of several events."""
    code, first, last, origins = (column[at : at + count] for column in columns)
    spells = merged_spells(zip(first, last, strict=True))
    undated = sum(begin > end for begin, end in zip(first, last, strict=True))
    values = [f'<attvalue for="origins" value="{sum(origins)}"/>']
    if undated:
        values.append(f'<attvalue for="undated" value="{undated}"/>')
    if spells:
        values.append(_FIRST[spells[0][0]] + _LAST[spells[-1][1]])
    types = [TYPE_OF_CODE[event] for event in code]
    values += [
        f'<attvalue for="{EVENT_TYPES[type_]}" value="{types.count(type_)}"/>'
        for type_ in sorted(set(types))
    ]
    times = ""
    if dynamic and spells:
        listed = "".join(
            f'<spell start="{iso_day(begin)}" end="{iso_day(end)}"/>' for begin, end in spells
        )
        times = f"<spells>{listed}</spells>"
    return (
        f'<edge id="{number}" source="{source}" target="{target}" weight="{count}">'
        f"<attvalues>{''.join(values)}</attvalues>{times}</edge>\n"
    )
