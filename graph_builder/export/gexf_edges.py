"""The edges of a GEXF file, most of them written thousands at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graph_builder.export.edges import iso_day, merged_spells
from graph_builder.export.fixed_width import (
    Column,
    constant,
    digits,
    lines,
    numbered,
    table,
    woven,
)
from graph_builder.export.selection import TYPE_OF_CODE, EdgeBlock, Selection
from graph_builder.model import EVENT_TYPES
from graph_builder.network.projection import NEVER, Ints, Network

_UNDATED = '<attvalue for="undated" value="{}"/>'
_FIRST = '<attvalue for="first" value="{}"/>'
_LAST = '<attvalue for="last" value="{}"/>'
_ORIGINS = '<attvalue for="origins" value="{}"/>'
_TYPE = '<attvalue for="{}"'
_COUNT = ' value="{}"/>'
_WEIGHT = 'weight="{}"><attvalues>'
_BEGIN = '<spell start="{}"'
_END = ' end="{}"/>'
# Edges of fewer events, whose origins are fewer in all, are written from tables; those of more, of
# which there are few, one by one.
COUNTED, SUMMED = 10_000, 50_000
# Edges that are put together at a time; they take some 300 bytes each, several times over.
PORTION = 10_000


def _days(network: Network) -> Ints:
    """All days on which events begin or end, ascending."""
    events = (network.base_events, network.overlay_events)
    columns = [column for part in events for column in (part.first, part.last)]
    dated = [column[(column != NEVER[0]) & (column != NEVER[1])] for column in columns]
    known = [column for column in dated if len(column)]
    if not known:
        return np.zeros(0, np.int32)
    start, end = min(int(c.min()) for c in known), max(int(c.max()) for c in known)
    occurs = np.zeros(end - start + 1, np.bool_)
    for column in known:
        occurs[column - start] = True
    return (np.flatnonzero(occurs) + start).astype(np.int32)


def merged(edge: NDArray[np.intp], first: Ints, last: Ints) -> tuple[NDArray[np.intp], Ints, Ints]:
    """The stretches of days that dated events cover, by edge: as `merged_spells`, for many edges.

    Gives, ascending, which edge each stretch belongs to, and its first and last day.
    """
    order = np.lexsort((first, edge))
    edge, begin = edge[order], first[order]
    # The last day so far, of this edge alone: days of one edge lie above those of all before it.
    apart = edge.astype(np.int64) << 32
    reached = np.maximum.accumulate(last[order] + apart) - apart
    starts = np.ones(len(edge), np.bool_)
    starts[1:] = (edge[1:] != edge[:-1]) | (begin[1:] > reached[:-1] + 1)
    at = np.flatnonzero(starts)
    ends = np.append(at, len(edge))[1:] - 1
    return edge[at], begin[at], reached[ends].astype(np.int32)


def _events_of(
    block: EdgeBlock, chosen: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The events of these edges: of which (its place in `chosen`), and where in the block."""
    counts = block.count[chosen]
    edge = np.repeat(np.arange(len(chosen)), counts)
    shift = block.start[chosen] - (np.cumsum(counts) - counts)
    return edge, np.arange(len(edge)) + np.repeat(shift, counts)


def _numbers(text: str, count: int) -> Column:
    """`text` with every number from 0 to `count` - 1 in place of its braces."""
    before, after = text.split("{}")
    return numbered(before, after, count)


def _portions(wanted: NDArray[np.bool_]) -> Iterator[NDArray[np.intp]]:
    chosen = np.flatnonzero(wanted)
    for start in range(0, len(chosen), PORTION):
        yield chosen[start : start + PORTION]


class EdgeWriter:
    """Writes blocks of edges, numbered on from one to the next, most of them from tables."""

    def __init__(self, selection: Selection) -> None:
        network = selection.graph.network
        self._dynamic = selection.options.dynamic
        self._number = 0
        # Ids have as many digits as the number of links needs: there are no more edges than those.
        self._id_width = len(str(network.base_links + len(network.overlay_links)))
        self._source = numbered('source="', '" ', network.size)
        self._target = numbered('target="', '" ', network.size)
        self._weight = _numbers(_WEIGHT, COUNTED)
        self._origins = _numbers(_ORIGINS, SUMMED)
        self._undated = _numbers(_UNDATED, COUNTED)
        self._count = _numbers(_COUNT, COUNTED)
        self._type = table(_TYPE.format(name) for name in (*EVENT_TYPES, "none"))
        self._type_row = np.minimum(np.array(TYPE_OF_CODE), len(EVENT_TYPES))
        self._days = _days(network)
        # The row of a day in its tables, by the days since the first; the last row is for none.
        self._row_of_day = np.zeros(np.ptp(self._days) + 1 if len(self._days) else 1, np.intp)
        self._row_of_day[self._days - self._days[:1]] = np.arange(len(self._days))
        self._first = self._day_table(_FIRST, _UNDATED.format(1))
        self._last = self._day_table(_LAST)
        self._begin = self._day_table(_BEGIN)
        self._end = self._day_table(_END)

    def _day_table(self, text: str, undated: str = "") -> Column:
        """A row for each day that occurs, and a last one for none."""
        return table([*(text.format(iso_day(day)) for day in self._days.tolist()), undated])

    def _row(self, days: Ints) -> NDArray[np.intp]:
        """Rows of day tables."""
        dated = (days != NEVER[0]) & (days != NEVER[1])
        rows = np.full(len(days), len(self._days), np.intp)
        rows[dated] = self._row_of_day[days[dated] - self._days[:1]]
        return rows

    def lines(self, block: EdgeBlock) -> Iterator[bytes]:
        """The edges of a block, one a line, in portions."""
        origins = np.add.reduceat(block.events.origins.astype(np.int64), block.start)
        listed = (block.count < COUNTED) & (origins < SUMMED)
        alone = listed & (block.count == 1)
        for chosen in _portions(alone):
            yield self._alone(block, chosen)
        for chosen in _portions(listed & ~alone):
            yield self._several(block, chosen, origins)
        for chosen in _portions(~listed):
            yield "".join(self._edge(block, at) for at in chosen.tolist()).encode()

    def _heads(self, block: EdgeBlock, chosen: NDArray[np.intp]) -> list[Column]:
        """How the elements of these edges begin: id, ends and weight."""
        size = len(chosen)
        numbers = np.arange(self._number, self._number + size)
        self._number += size
        return [
            constant('<edge id="', size),
            digits(numbers, self._id_width),
            constant('" ', size),
            self._source[block.source[chosen]],
            self._target[block.target[chosen]],
            self._weight[block.count[chosen]],
        ]

    def _alone(self, block: EdgeBlock, chosen: NDArray[np.intp]) -> bytes:
        """Edges of one event each."""
        size, at, events = len(chosen), block.start[chosen], block.events
        first, last = self._row(events.first[at]), self._row(events.last[at])
        columns = [
            *self._heads(block, chosen),
            self._origins[events.origins[at]],
            self._first[first],
            self._last[last],
            self._type[self._type_row[events.code[at]]],
            constant(_COUNT.format(1), size),
            constant("</attvalues>", size),
        ]
        if self._dynamic:
            dated = (first < len(self._days))[:, None]
            columns += [
                np.where(dated, constant("<spells>", size), ord(" ")).astype(np.uint8),
                self._begin[first],
                self._end[last],
                np.where(dated, constant("</spells>", size), ord(" ")).astype(np.uint8),
            ]
        return lines([*columns, constant("</edge>\n", size)])

    def _several(
        self, block: EdgeBlock, chosen: NDArray[np.intp], origins: NDArray[np.int64]
    ) -> bytes:
        """Edges of several events each, their types counted and their spells merged."""
        size, events = len(chosen), block.events
        every = np.arange(size)
        edge, at = _events_of(block, chosen)
        first, last = events.first[at], events.last[at]
        dated = first <= last
        spell_of, *days = merged(edge[dated], first[dated], last[dated])
        begin, end = map(self._row, days)
        spelt, opening = np.unique(spell_of, return_index=True)
        closing = np.append(opening, len(spell_of))[1:] - 1
        undated = np.bincount(edge[~dated], minlength=size)
        some = np.flatnonzero(undated)
        kinds, counts = np.unique(
            edge * len(TYPE_OF_CODE) + self._type_row[events.code[at]], return_counts=True
        )
        type_of, type_ = np.divmod(kinds, len(TYPE_OF_CODE))
        pieces = [
            *((every, column) for column in self._heads(block, chosen)),
            (every, self._origins[origins[chosen]]),
            (some, self._undated[undated[some]]),
            (spelt, self._first[begin[opening]]),
            (spelt, self._last[end[closing]]),
            (type_of, np.concatenate((self._type[type_], self._count[counts]), axis=1)),
            (every, constant("</attvalues>", size)),
        ]
        if self._dynamic:
            spells = np.concatenate((self._begin[begin], self._end[end]), axis=1)
            pieces += [
                (spelt, constant("<spells>", len(spelt))),
                (spell_of, spells),
                (spelt, constant("</spells>", len(spelt))),
            ]
        return woven(size, [*pieces, (every, constant("</edge>\n", size))])

    def _edge(self, block: EdgeBlock, at: int) -> str:
        """An edge of several events."""
        here = slice(int(block.start[at]), int(block.start[at] + block.count[at]))
        events = block.events
        first, last = events.first[here].tolist(), events.last[here].tolist()
        spells = merged_spells(zip(first, last, strict=True))
        undated = sum(begin > end for begin, end in zip(first, last, strict=True))
        values = [_ORIGINS.format(int(events.origins[here].sum(dtype=np.int64)))]
        if undated:
            values.append(_UNDATED.format(undated))
        if spells:
            values += [_FIRST.format(iso_day(spells[0][0])), _LAST.format(iso_day(spells[-1][1]))]
        types = [TYPE_OF_CODE[code] for code in events.code[here].tolist()]
        values += [
            _TYPE.format(EVENT_TYPES[t]) + _COUNT.format(types.count(t)) for t in sorted(set(types))
        ]
        times = ""
        if self._dynamic and spells:
            listed = "".join(
                f'<spell start="{iso_day(begin)}" end="{iso_day(end)}"/>' for begin, end in spells
            )
            times = f"<spells>{listed}</spells>"
        number = self._number
        self._number += 1
        return (
            f'<edge id="{number:0{self._id_width}}" source="{block.source[at]}"'
            f' target="{block.target[at]}" weight="{block.count[at]}">'
            f"<attvalues>{''.join(values)}</attvalues>{times}</edge>\n"
        )
