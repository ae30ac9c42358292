"""The part of the network in which all paths of one length from a source to a target lie.

Both ends are searched at once, the cheaper one a step at a time, until a link joins them. A path
of length L then takes one link of each of L *steps*; a step holds every link that some path takes
there.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import LimitError
from graph_builder.network.fan import Fan
from graph_builder.network.mask import Flags, Mask
from graph_builder.network.projection import Bytes, Ints, Network

# Up to so many nodes are looked for one by one.
FEW = 16


@dataclass(frozen=True, slots=True)
class Step:
    """Links that paths take at one step, `tail[i]` to `head[i]`, each pair of nodes once.

    They ascend by tail, then head. `origins` sums the independent origins of a pair's events.
    """

    tail: Ints
    head: Ints
    origins: NDArray[np.float64]


class Clock:
    """The end of a search: `check` raises `LimitError` once `limit_s` seconds have passed."""

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self._end = time.monotonic() + limit_s

    def check(self) -> None:
        """Raise `LimitError` when the time is up."""
        if time.monotonic() > self._end:
            raise LimitError(
                f"the path search took longer than {self.limit_s:g} s; "
                "set a maximum length, fewer paths or narrower filters"
            )


class Search:
    """A search between two different nodes of a network under a mask.

    No path takes a link from the source to any of `barred`.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the question has six parts
        self,
        network: Network,
        mask: Mask,
        source: int,
        target: int,
        clock: Clock,
        barred: Sequence[int] = (),
    ) -> None:
        self.network = network
        self.mask = mask
        self.source = source
        self.target = target
        self.clock = clock
        self.barred = np.array(barred, np.int32)
        self._scratch = network.scratch()
        self.flags = self._scratch.flags
        self.owner = self._scratch.owner

    def close(self) -> None:
        """Leave the scratch space to the next search."""
        self.network.keep(self._scratch)

    def shortest(self, max_length: int) -> list[Step] | None:
        """The steps of all shortest paths; None if there is none of at most `max_length` links."""
        near, far = self._scratch.seen
        sides = (_Levels(self, self.source, near), _Levels(self, self.target, far))
        try:
            return self._shortest(sides, max_length)
        finally:
            for side in sides:
                side.clean()

    def _shortest(self, sides: "tuple[_Levels, _Levels]", max_length: int) -> list[Step] | None:
        length = 1
        while length <= max_length:
            cheap, other = sorted(sides, key=lambda side: side.cost)
            self.clock.check()
            joined = cheap.advance(other)
            if joined is not None:
                tail, head, origins = joined
                if cheap is sides[1]:
                    tail, head = head, tail
                forward, backward = sides
                return self._steps((tail, head, origins), forward.levels, backward.levels)
            if not cheap.cost:
                return None
            length += 1
        return None

    def of_length(self, length: int) -> list[Step] | None:
        """The steps of all walks of exactly `length` links that touch each end only once.

        None when there is none. One link longer than the shortest path, every walk is a path;
        beyond that a walk may visit a node twice, which whoever follows the steps must see to.
        """
        sides = (_Walks(self, self.source), _Walks(self, self.target))
        for _ in range(length - 1):
            self.clock.check()
            min(sides, key=lambda side: side.cost).advance()
        forward, backward = sides
        joined = self._join(forward.levels[-1], backward.levels[-1])
        return self._steps(joined, forward.levels, backward.levels)

    def _join(self, near: Ints, far: Ints) -> "Edges":
        """The links between two layers, looked for from the one with fewer half-edges."""
        from_near = self._cost(near) <= self._cost(far)
        start, end = (near, far) if from_near else (far, near)
        self.flags[end] = True
        found = Fan(self.network, start).found(self.mask, self.flags.__getitem__)
        self.flags[end] = False
        here, there = start[found.row], found.neighbour
        return (here, there, found.origins) if from_near else (there, here, found.origins)

    def _cost(self, nodes: Ints) -> int:
        return int(self.network.degree(nodes).sum())

    def _steps(
        self, joined: "Edges", forward: list[Ints], backward: list[Ints]
    ) -> list[Step] | None:
        """From the joining links back to both ends, by the layers that led there."""
        tail, head, origins = joined
        if not len(tail):
            return None
        size = self.network.size
        middle = _merged(tail, head, origins, size)
        before: list[Step] = []
        nodes = np.unique(middle.tail)
        for layer in reversed(forward[:-1]):
            heads, tails, weights = self._join(nodes, layer)
            before.append(_merged(tails, heads, weights, size))
            nodes = np.unique(tails)
        after: list[Step] = []
        nodes = np.unique(middle.head)
        for layer in reversed(backward[:-1]):
            tails, heads, weights = self._join(nodes, layer)
            after.append(_merged(tails, heads, weights, size))
            nodes = np.unique(heads)
        return [*reversed(before), middle, *after]

    def may_lead_through(self, nodes: Ints) -> Flags:
        """Which nodes may stand inside a path: of an allowed type, not excluded, and no end."""
        passed = self.mask.leads_through(self.network.kind, nodes)
        if len(self.mask.excluded):
            passed &= ~_are_any(nodes, self.mask.excluded)
        passed &= (nodes != self.source) & (nodes != self.target)
        return passed

    def may_follow(self, tail: Ints, head: Ints) -> Flags:
        """Which links, in either direction, no bar stands in the way of."""
        from_source, to_source = tail == self.source, head == self.source
        barred: Flags = (from_source & _are_any(head, self.barred)) | (
            to_source & _are_any(tail, self.barred)
        )
        return ~barred


def _are_any(nodes: Ints, few: Ints) -> Flags:
    """Which of `nodes` are among `few`; faster than a sort where those are a handful."""
    if len(few) > FEW:
        return np.isin(nodes, few)
    found = np.zeros(len(nodes), np.bool_)
    for node in few:
        found |= nodes == node
    return found


Edges = tuple[Ints, Ints, NDArray[np.uint16]]


def _merged(tail: Ints, head: Ints, origins: NDArray[np.uint16], size: int) -> Step:
    keys = tail.astype(np.int64) * size + head
    order = np.argsort(keys)
    keys = keys[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sums = np.add.reduceat(origins[order].astype(np.float64), first)
    kept = order[first]
    return Step(tail[kept], head[kept], sums)


class _Levels:
    """Nodes by their distance from one end, as far as the search has come; each node once."""

    def __init__(self, search: Search, end: int, seen: Bytes) -> None:
        """`seen` is all zero: 0 for a node not seen yet, else its level + 1 (up to 255)."""
        self.search = search
        self.levels = [np.array([end], np.int32)]
        self.seen = seen
        self.seen[end] = 1
        self.cost = int(search.network.degree(self.levels[0])[0])

    def advance(self, other: "_Levels") -> Edges | None:
        """Go one level on; the links that met the outermost level of `other`, if any did."""
        search, frontier = self.search, self.levels[-1]
        fan = Fan(search.network, frontier)
        outermost = len(other.levels)
        if len(other.levels[-1]) == 1:  # a hub's neighbours are compared faster than looked up
            only = other.levels[-1][0]
            met = fan.found(search.mask, lambda nodes: nodes == only)
        else:
            met = fan.found(search.mask, lambda nodes: other.seen[nodes] == outermost)
        if len(met.neighbour):
            joined = frontier[met.row], met.neighbour, met.origins
            if len(search.barred) and 1 in (len(self.levels), len(other.levels)):
                allowed = search.may_follow(*joined[:2])
                joined = joined[0][allowed], joined[1][allowed], joined[2][allowed]
            if len(joined[0]):
                return joined
        new = fan.found(search.mask, lambda nodes: self.seen[nodes] == 0).neighbour
        new = new[search.may_lead_through(new)]
        if len(search.barred) and frontier[0] == search.source:
            new = new[~_are_any(new, search.barred)]
        # Each node once, without a sort: the last writer of a node's cell is the one that stays.
        positions = np.arange(len(new), dtype=np.int32)
        search.owner[new] = positions
        fresh = new[search.owner[new] == positions]
        self.levels.append(fresh)
        self.seen[fresh] = len(self.levels)
        self.cost = int(search.network.degree(fresh).sum())
        return None

    def clean(self) -> None:
        """Make `seen` all zero again, at the cost of what was seen."""
        for level in self.levels:
            self.seen[level] = 0


class _Walks:
    """Nodes that walks of 0, 1, 2 … links from one end lead to, neither end among them."""

    def __init__(self, search: Search, end: int) -> None:
        self.search = search
        self.levels = [np.array([end], np.int32)]
        self.cost = int(search.network.degree(self.levels[0])[0])

    def advance(self) -> None:
        """Go one link on."""
        search = self.search
        found = Fan(search.network, self.levels[-1]).found(search.mask)
        search.flags[found.neighbour] = True
        nodes = np.flatnonzero(search.flags).astype(np.int32)
        search.flags[nodes] = False
        fresh = nodes[search.may_lead_through(nodes)]
        self.levels.append(fresh)
        self.cost = int(search.network.degree(fresh).sum())
