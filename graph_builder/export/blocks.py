"""The links of a selection, a stretch of nodes at a time, and the merged edges that they make."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph_builder.network import Mask, Network
from graph_builder.network.mask import Flags
from graph_builder.network.projection import Bytes, EventColumns, Ints, Links

# Half-edges looked at together: what is made of them takes some 5 MB.
BLOCK = 40_000
# Node numbers that a stretch spans at most, so that a node's place in it takes 16 bits.
SPAN = 1 << 16
# Events that a mask judges together.
JUDGED = 100_000


@dataclass(frozen=True, slots=True)
class EdgeBlock:
    """Merged edges, ascending by source and then target.

    Edge i is between nodes `source[i]` < `target[i]`; its events are rows `start[i]` to `start[i]`
    + `count[i]` of the columns after those, which are as in `EventColumns`. `number` plus a row is
    a number that no row of another block has.
    """

    number: int
    source: Ints
    target: Ints
    start: NDArray[np.intp]
    count: NDArray[np.intp]
    code: Bytes
    first: Ints
    last: Ints
    origins: NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some nodes, ascending; `number` half-edges leave those of the stretches before it."""

    nodes: Ints
    number: int


class HalfEdges(NamedTuple):
    """Half-edges by the node that they leave, the one that they lead to, and the event's slot."""

    owner: Ints
    neighbour: Ints
    slot: Ints


class Sweep:
    """All links between `kept` nodes whose events pass a mask."""

    def __init__(self, network: Network, mask: Mask, kept: Flags) -> None:
        self._network = network
        self._mask = mask
        self._kept = None if kept.all() else kept
        self._nodes = np.flatnonzero(kept).astype(np.int32)
        self._degree = network.degree(np.arange(network.size, dtype=np.int32))
        self._ends = np.cumsum(self._degree.take(self._nodes))
        # Where most events are met, some more than once, each is better judged once and for all.
        most = self.size >= sum(len(events) for _, events in network.parts)
        self._passing = [_passing(mask, events) for _, events in network.parts] if most else None
        judged = self._passing if self._passing is not None else [kept]
        self._takes_all = self._kept is None and all(part is None for part in judged)

    @property
    def size(self) -> int:
        """How many half-edges leave the kept nodes, unwanted ones included."""
        return int(self._ends[-1]) if len(self._ends) else 0

    def stretches(self) -> Iterator[Stretch]:
        """All kept nodes, in portions with about `BLOCK` half-edges."""
        return _stretches(self._nodes, self._ends)

    @cached_property
    def weight(self) -> NDArray[np.int64]:
        """By node number: how many links stand at it."""
        if self._takes_all:
            return self._degree
        total = np.zeros(self._network.size, np.int64)
        for stretch in self.stretches():
            nodes, first = stretch.nodes, int(stretch.nodes[0])
            owner = self._wanted(nodes, once=False).owner
            total[nodes] = np.bincount(owner - first, minlength=SPAN)[nodes - first]
        return total

    def hops(self, start: int) -> Ints:
        """By node number: links from `start` at least; one more than the most where none lead.

        Each level is looked for from the side with fewer half-edges: from the last level, or from
        the nodes that aren't reached yet (Beamer, Asanović and Patterson 2012,
        "Direction-Optimizing Breadth-First Search").
        """
        hops = np.full(self._network.size, -1, np.int32)
        hops[start] = level = 0
        frontier, rest = np.array([start], np.int32), self._nodes
        while len(frontier):
            rest = rest[hops.take(rest) < 0]
            last, level = hops == level, level + 1
            fresh = np.zeros(len(hops), np.bool_)
            if self._cost(frontier) <= self._cost(rest):
                for found in self._half_edges(frontier):
                    fresh[found.neighbour] = True
            else:
                for found in self._half_edges(rest):
                    fresh[found.owner[last.take(found.neighbour)]] = True
            frontier = rest[fresh.take(rest)]
            hops[frontier] = level
        hops[hops < 0] = level
        return hops

    def _cost(self, nodes: Ints) -> int:
        """How many half-edges leave these nodes, unwanted ones included."""
        return int(self._degree.take(nodes).sum())

    def _half_edges(self, nodes: Ints) -> Iterator[HalfEdges]:
        """Those that leave kept `nodes` (ascending), in portions."""
        for stretch in _stretches(nodes, np.cumsum(self._degree.take(nodes))):
            yield self._wanted(stretch.nodes, once=False)

    def block(self, stretch: Stretch) -> EdgeBlock:
        """The merged edges from a stretch's nodes to those with higher numbers."""
        owner, neighbour, slot = self._wanted(stretch.nodes, once=True)
        origin = stretch.nodes[0]
        # One sort of (row, neighbour, position) packed into 64 bits, of which a row takes 16 and a
        # neighbour 31 at most; only a node by itself has more half-edges than the rest can number.
        far, near = (np.uint64(n.bit_length()) for n in (self._network.size, len(slot)))
        packed = (owner - origin).astype(np.uint64)
        packed <<= far
        packed |= neighbour.astype(np.uint64)
        packed <<= near
        packed |= np.arange(len(slot), dtype=np.uint64)
        packed.sort()
        columns = _columns(self._network, slot.take((packed & _ones(near)).astype(np.intp)))
        packed >>= near
        new = np.ones(len(slot), np.bool_)
        np.not_equal(packed[1:], packed[:-1], out=new[1:])
        start = np.flatnonzero(new)
        ends = packed.take(start)
        source = (ends >> far).astype(np.int32) + origin
        target = (ends & _ones(far)).astype(np.int32)
        count = np.diff(start, append=len(slot))
        return EdgeBlock(stretch.number, source, target, start, count, *columns)

    def _wanted(self, nodes: Ints, *, once: bool) -> HalfEdges:
        """Those that leave kept `nodes`, only to higher numbers when each link is wanted `once`."""
        found = []
        for part, (links, events) in enumerate(self._network.parts):
            piece = _half_edges(links, nodes)
            if once:
                piece = _those(piece.neighbour > piece.owner, piece)
            if self._kept is not None:
                piece = _those(self._kept.take(piece.neighbour), piece)
            if self._passing is None:
                piece = _those(self._mask.passes(events, piece.slot), piece)
            elif (passing := self._passing[part]) is not None:
                piece = _those(passing.take(piece.slot - events.offset), piece)
            found.append(piece)
        if len(found) == 1:
            return found[0]
        return HalfEdges(*(np.concatenate(columns) for columns in zip(*found, strict=True)))


def _stretches(nodes: Ints, ends: NDArray[np.int64]) -> Iterator[Stretch]:
    start = 0
    while start < len(nodes):
        done = int(ends[start - 1]) if start else 0
        full = int(np.searchsorted(ends, done + BLOCK, side="right"))
        wide = int(np.searchsorted(nodes, int(nodes[start]) + SPAN))
        end = max(min(full, wide), start + 1)
        yield Stretch(nodes[start:end], done)
        start = end


def _half_edges(links: Links, nodes: Ints) -> HalfEdges:
    """All half-edges of a part that leave `nodes`."""
    start, length = links.spans(nodes)
    owner = np.repeat(nodes, length)
    some = np.flatnonzero(length)
    if len(some) and nodes[-1] - nodes[0] + 1 == len(nodes):  # their rows adjoin
        first, last = some[0], some[-1]
        rows = slice(int(start[first]), int(start[last] + length[last]))
        return HalfEdges(owner, links.neighbour[rows], links.slot[rows])
    at = np.repeat(start - (np.cumsum(length) - length), length)
    at += np.arange(len(owner))
    return HalfEdges(owner, links.neighbour.take(at), links.slot.take(at))


def _those(chosen: Flags, piece: HalfEdges) -> HalfEdges:
    at = np.flatnonzero(chosen)
    if len(at) == len(chosen):
        return piece
    return HalfEdges(*(column.take(at) for column in piece))


def _passing(mask: Mask, events: EventColumns) -> Flags | None:
    """Of each event, whether it passes; None when all do."""
    passing = np.ones(len(events), np.bool_)
    for start in range(0, len(events), JUDGED):
        end = min(start + JUDGED, len(events))
        slots = np.arange(events.offset + start, events.offset + end, dtype=np.int32)
        passing[start:end] = mask.passes(events, slots)
    return None if passing.all() else passing


def _ones(bits: np.uint64) -> np.uint64:
    return (np.uint64(1) << bits) - np.uint64(1)


def _columns(network: Network, slots: Ints) -> tuple[Bytes, Ints, Ints, NDArray[np.uint16]]:
    """The columns of an `EdgeBlock` for the events in `slots`."""
    base, overlay = network.base_events, network.overlay_events
    late = slots >= len(base)
    names = ("code", "first", "last", "origins")
    if late.any():
        early = ~late
        found = []
        for name in names:
            column = np.empty(len(slots), getattr(overlay, name).dtype)
            column[early] = getattr(base, name)[slots[early]]
            column[late] = getattr(overlay, name)[slots[late] - overlay.offset]
            found.append(column)
    else:
        found = [getattr(base, name).take(slots) for name in names]
    code, first, last, origins = found
    return code, first, last, origins
