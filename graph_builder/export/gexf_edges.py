"""The edges of a GEXF file, most of them written thousands at a time."""

import numpy as np
from numpy.typing import NDArray

from graph_builder.export.edges import iso_day, merged_spells
from graph_builder.export.fixed_width import Column, constant, digits, lines, numbered, table
from graph_builder.export.selection import TYPE_OF_CODE, EdgeBlock, Selection
from graph_builder.model import EVENT_TYPES
from graph_builder.network.projection import NEVER, Ints, Network

_UNDATED = '<attvalue for="undated" value="{}"/>'
_FIRST = '<attvalue for="first" value="{}"/>'
_LAST = '<attvalue for="last" value="{}"/>'
_ORIGINS = '<attvalue for="origins" value="{}"/>'
_TYPE = '<attvalue for="{}" value="{}"/>'
_BEGIN = '<spells><spell start="{}"'
_END = ' end="{}"/></spells>'


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


class EdgeWriter:
    """Writes blocks of edges, numbered on from one to the next.

    An edge of one event, as most are, is put together from tables; one of several events by itself.
    """

    def __init__(self, selection: Selection) -> None:
        network = selection.graph.network
        self._dynamic = selection.options.dynamic
        self._number = 0
        # Ids have as many digits as the number of links needs: there are no more edges than those.
        self._id_width = len(str(network.base_links + len(network.overlay_links)))
        self._source = numbered('source="', network.size, '" ')
        self._target = numbered('target="', network.size, '" weight="1"><attvalues>')
        self._origins = table(_ORIGINS.format(count) for count in range(256))
        self._type = table(
            _TYPE.format(name, 1) if name in selection.types else ""
            for name in (*EVENT_TYPES, "none")
        )
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

    def lines(self, block: EdgeBlock) -> bytes:
        """The edges of a block, one a line."""
        origins = block.events.origins[block.start]
        alone = (block.count == 1) & (origins < len(self._origins))
        written = self._alone(block, np.flatnonzero(alone))
        return (
            written
            + "".join(self._edge(block, at) for at in np.flatnonzero(~alone).tolist()).encode()
        )

    def _alone(self, block: EdgeBlock, chosen: NDArray[np.intp]) -> bytes:
        size = len(chosen)
        at = block.start[chosen]
        events = block.events
        first, last = self._row(events.first[at]), self._row(events.last[at])
        numbers = np.arange(self._number, self._number + size)
        self._number += size
        columns = [
            constant('<edge id="', size),
            digits(numbers, self._id_width),
            constant('" ', size),
            self._source[block.source[chosen]],
            self._target[block.target[chosen]],
            self._origins[events.origins[at]],
            self._first[first],
            self._last[last],
            self._type[self._type_row[events.code[at]]],
            constant("</attvalues>", size),
        ]
        if self._dynamic:
            columns += [self._begin[first], self._end[last]]
        return lines([*columns, constant("</edge>\n", size)])

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
        values += [_TYPE.format(EVENT_TYPES[t], types.count(t)) for t in sorted(set(types))]
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
