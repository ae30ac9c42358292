"""Merged edges one by one, for the formats that write a record for each."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from graph_builder.export.blocks import EdgeBlock
from graph_builder.export.selection import TYPE_OF_CODE, EdgeRow, Selection
from graph_builder.model import EVENT_TYPES


@cache
def iso_day(ordinal: int) -> str:
    """The ISO form of a day's ordinal."""
    return date.fromordinal(ordinal).isoformat()


def edge_rows(selection: Selection) -> Iterator[EdgeRow]:
    """The merged edges of a selection, by source and then target."""
    for block in selection.blocks():
        yield from _rows(block)


def _rows(block: EdgeBlock) -> Iterator[EdgeRow]:
    code, first, last = block.code.tolist(), block.first.tolist(), block.last.tolist()
    origins = block.origins.tolist()
    for source, target, start, count in zip(
        block.source.tolist(),
        block.target.tolist(),
        block.start.tolist(),
        block.count.tolist(),
        strict=True,
    ):
        here = slice(start, start + count)
        spells = merged_spells(zip(first[here], last[here], strict=True))
        types = Counter(EVENT_TYPES[TYPE_OF_CODE[number]] for number in code[here])
        undated = sum(begin > end for begin, end in zip(first[here], last[here], strict=True))
        yield EdgeRow(
            source,
            target,
            count,
            sum(origins[here]),
            iso_day(spells[0][0]) if spells else None,
            iso_day(max(end for _, end in spells)) if spells else None,
            undated,
            types,
            tuple((iso_day(begin), iso_day(end)) for begin, end in spells),
        )


def merged_spells(intervals: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of days that the intervals cover, ascending; what is undated (first > last) isn't.

    Stretches that overlap or follow each other without a gap become one.
    """
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(intervals):
        if begin > end:
            continue
        if merged and begin <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
