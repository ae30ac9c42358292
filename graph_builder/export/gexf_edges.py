"""The edges of a GEXF file, written thousands at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graph_builder.export.blocks import EdgeBlock, Stretch
from graph_builder.export.days import Days
from graph_builder.export.fixed_width import (
    Column,
    Numbers,
    Piece,
    beside,
    constant,
    digits,
    lines,
    numbered,
    table,
    woven,
)
from graph_builder.export.selection import TYPE_OF_CODE, Selection
from graph_builder.model import EVENT_TYPES
from graph_builder.network.projection import Bytes, Ints

_WEIGHT = ' weight="', '"><attvalues>'
_ORIGINS = '<attvalue for="origins" value="', '"/>'
_UNDATED = '<attvalue for="undated" value="', '"/>'
_COUNT = ' value="', '"/>'
_FIRST = '<attvalue for="first" value="', '"/>'
_LAST = '<attvalue for="last" value="'
_BEGIN = '<spell start="', '"'
_END = ' end="', '"/>'
_CLOSE = "</edge>\n"
# Numbers below this one have tables of their own.
USUAL = 1_000
# Edges of one event with fewer origins are written from a table of both its type and those.
FEW = 64
ID_ROWS = 10_000
# Edges that are put together at a time; they take some 250 bytes each, several times over.
PORTION = 10_000
_TYPES = (*EVENT_TYPES, "none")
_TYPE_ROW = np.minimum(np.array(TYPE_OF_CODE), len(EVENT_TYPES))


def merged(edge: NDArray[np.intp], first: Ints, last: Ints) -> tuple[NDArray[np.intp], Ints, Ints]:
    """The stretches of days that dated events cover, by edge: as `merged_spells`, for many edges.

    Gives, ascending, which edge each stretch belongs to, and its first and last day. Edges, days
    since the first, and events must be numbered in 63 bits together.
    """
    if not len(edge):
        return edge, first, last
    # One sort of (edge, day, position) packed into 64 bits.
    start = int(first.min())
    far, near = int(np.ptp(first)).bit_length(), len(first).bit_length()
    packed = (edge.astype(np.int64) << far | (first - start)) << near | np.arange(len(first))
    packed.sort()
    # Days of one edge come out above those of all before it, so that the last day so far is that of
    # this edge alone.
    apart = packed >> (far + near) << 32
    begins = (packed >> near & ((1 << far) - 1)) + start + apart
    ends = np.maximum.accumulate(last.take(packed & ((1 << near) - 1)) + apart)
    starts = np.ones(len(edge), np.bool_)
    np.greater(begins[1:], ends[:-1] + 1, out=starts[1:])
    at = np.flatnonzero(starts)
    begins, ends = begins.take(at), ends.take(np.append(at, len(edge))[1:] - 1)
    apart = begins >> 32
    return apart, *((days - (apart << 32)).astype(np.int32) for days in (begins, ends))


def _events_of(
    block: EdgeBlock, chosen: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The events of these edges: of which (its place in `chosen`), and where in the block."""
    counts = block.count[chosen]
    edge = np.repeat(np.arange(len(chosen)), counts)
    shift = block.start[chosen] - (np.cumsum(counts) - counts)
    return edge, np.arange(len(edge)) + np.repeat(shift, counts)


def _portions(wanted: NDArray[np.bool_]) -> Iterator[NDArray[np.intp]]:
    chosen = np.flatnonzero(wanted)
    for start in range(0, len(chosen), PORTION):
        yield chosen[start : start + PORTION]


class EdgeWriter:
    """Writes the edges of a selection; threads may share it."""

    def __init__(self, selection: Selection) -> None:
        self._sweep = selection.sweep
        self._dynamic = selection.options.dynamic
        # Ids have as many digits as the number of half-edges: there are no more edges than those.
        # The last four come from one table, and those before from another.
        thousands = selection.sweep.size // ID_ROWS + 1
        width = len(str(thousands - 1))
        self._id_high = beside(
            [constant('<edge id="', thousands), digits(np.arange(thousands), width)]
        )
        ends = digits(np.arange(ID_ROWS), 4)
        self._id_low = beside([ends, constant('" source="', ID_ROWS)])
        self._node = numbered("", '"', selection.graph.network.size)
        self._weight = Numbers(*_WEIGHT, USUAL)
        self._origins = Numbers(*_ORIGINS, USUAL)
        self._undated = Numbers(*_UNDATED, USUAL)
        self._count = Numbers(*_COUNT, USUAL)
        self._type = table(f'<attvalue for="{name}"' for name in _TYPES)
        one, few = "1".join, "{}".join(_ORIGINS).format
        self._only = table(
            f'{one(_WEIGHT)}{few(origins)}<attvalue for="{name}"{one(_COUNT)}'
            for origins in range(FEW)
            for name in _TYPES
        )
        # Two rows after those of the days: for an only event that is undated, and for several.
        self._days = Days(selection.graph.network)
        after = "</attvalues>" if self._dynamic else f"</attvalues>{_CLOSE}"
        self._first = self._days.table(*_FIRST, one(_UNDATED), "")
        self._last = self._days.table(_LAST, f'"/>{after}', after, after)
        if self._dynamic:
            self._begin = self._days.table(*_BEGIN, "")
            self._end = self._days.table(*_END, "")
            # Without spells, and with some.
            self._before_spells = table(["", "<spells>"])
            self._after_spells = table([_CLOSE, f"</spells>{_CLOSE}"])

    def lines(self, stretch: Stretch) -> list[bytes]:
        """The edges from a stretch of nodes to those with higher numbers, one a line."""
        block = self._sweep.block(stretch)
        alone = (block.count == 1) & (block.origins.take(block.start) < FEW)
        return [
            *(self._of_one_event(block, chosen) for chosen in _portions(alone)),
            *(self._of_several(block, chosen) for chosen in _portions(~alone)),
        ]

    def _heads(self, block: EdgeBlock, chosen: NDArray[np.intp]) -> list[Column]:
        """How the elements of these edges begin: id and ends."""
        high, low = np.divmod(block.start.take(chosen) + block.number, ID_ROWS)
        return [
            self._id_high.take(high, axis=0),
            self._id_low.take(low, axis=0),
            self._node.take(block.source.take(chosen), axis=0),
            constant(' target="', len(chosen)),
            self._node.take(block.target.take(chosen), axis=0),
        ]

    def _of_one_event(self, block: EdgeBlock, chosen: NDArray[np.intp]) -> bytes:
        """Edges of one event with few origins each."""
        at = block.start.take(chosen)
        origins, type_ = block.origins.take(at), _TYPE_ROW.take(block.code.take(at))
        first, last = (self._days.rows(days.take(at)) for days in (block.first, block.last))
        columns = [
            *self._heads(block, chosen),
            self._only.take(origins * np.intp(len(_TYPES)) + type_, axis=0),
            self._first.take(first, axis=0),
            self._last.take(last, axis=0),
        ]
        if self._dynamic:
            dated = first < self._days.none
            columns += [
                self._before_spells.take(dated, axis=0),
                self._begin.take(first, axis=0),
                self._end.take(last, axis=0),
                self._after_spells.take(dated, axis=0),
            ]
        return lines(columns)

    def _of_several(self, block: EdgeBlock, chosen: NDArray[np.intp]) -> bytes:
        """Edges whose events' types are counted and whose spells are merged."""
        size = len(chosen)
        edge, at = _events_of(block, chosen)
        first, last = block.first.take(at), block.last.take(at)
        dated = np.flatnonzero(first <= last)
        spell_of, *days = merged(edge.take(dated), first.take(dated), last.take(dated))
        begin, end = map(self._days.rows, days)
        opening = np.flatnonzero(np.diff(spell_of, prepend=-1))
        closing = np.append(opening, len(spell_of))[1:] - 1
        spelt = spell_of[opening]
        first_row, last_row = np.full((2, size), self._days.none + 1)
        first_row[spelt], last_row[spelt] = begin[opening], end[closing]
        undated = block.count.take(chosen) - np.bincount(edge.take(dated), minlength=size)
        some = np.flatnonzero(undated)
        origins = np.bincount(edge, block.origins.take(at), size).astype(np.int64)
        heads = [
            *self._heads(block, chosen),
            self._weight.of(block.count.take(chosen)),
            self._origins.of(origins),
        ]
        dates = [self._first.take(first_row, axis=0), self._last.take(last_row, axis=0)]
        pieces: list[Piece] = [
            (None, beside(heads)),
            (some, self._undated.of(undated.take(some))),
            self._types(edge, block.code.take(at), size),
            (None, beside(dates)),
        ]
        if self._dynamic:
            spells = [self._begin.take(begin, axis=0), self._end.take(end, axis=0)]
            spelled = first_row < self._days.none
            pieces += [
                (None, self._before_spells.take(spelled, axis=0)),
                (spell_of, beside(spells)),
                (None, self._after_spells.take(spelled, axis=0)),
            ]
        return woven(size, pieces)

    def _types(self, edge: NDArray[np.intp], code: Bytes, size: int) -> Piece:
        """How many events of each type every edge has."""
        kinds = edge * len(_TYPES) + _TYPE_ROW.take(code)
        counts = np.bincount(kinds, minlength=size * len(_TYPES))
        found = np.flatnonzero(counts > 0)
        edges, types = np.divmod(found, len(_TYPES))
        columns = [self._type.take(types, axis=0), self._count.of(counts.take(found))]
        return edges, beside(columns)
