"""The best paths between two nodes: by length, then by how well their links are attested."""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.network.fan import half_edges
from graph_builder.network.layers import Clock, Search, Step
from graph_builder.network.mask import EVERYTHING, Mask
from graph_builder.network.projection import Ints, Network

# Beyond this float sums of counts are no longer exact.
EXACT = 2**53


@dataclass(frozen=True, slots=True)
class FoundPath:
    """A path as node numbers; `strength` in (0, 1] says how well its weakest reading stands.

    A link attested by n independent origins counts n / (n + 1), a path the product of its links'
    (and of its inner nodes' degrees to the power of minus the damping, if that is asked for).
    """

    nodes: tuple[int, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """What a search found, best first.

    `distance` is the length of the shortest path, None when there is none; `shortest` counts all
    paths of that length; `more` says that further paths may exist within the maximum length.
    """

    distance: int | None
    shortest: int
    paths: tuple[FoundPath, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class PathWish:
    """How many paths of which sort: at most `limit`, and only the shortest unless `longer`.

    `max_length` (up to 254) bounds the links of a path. `damping` (0 or more) makes paths through
    hubs weaker.
    """

    limit: int = 1
    longer: bool = False
    max_length: int = 8
    damping: float = 0.0
    limit_s: float = 5.0


def find_paths(
    network: Network, mask: Mask, source: int, target: int, wish: PathWish
) -> FoundPaths:
    """The best paths between two different nodes; no node twice on a path.

    Raises `LimitError` when the search takes longer than the wish allows.
    """
    clock = Clock(wish.limit_s)
    search = Search(network, mask, source, target, clock)
    try:
        return _found_paths(search, wish, clock)
    finally:
        search.close()


def _found_paths(search: Search, wish: PathWish, clock: Clock) -> FoundPaths:
    network = search.network
    steps = search.shortest(wish.max_length)
    if steps is None:
        return FoundPaths(None, 0, (), False)
    distance, shortest = len(steps), _count(steps)
    if wish.limit == 1:
        best = _strongest(_ways(steps, network, wish.damping))
        more = shortest > 1 or (wish.longer and distance < wish.max_length)
        return FoundPaths(distance, shortest, (best,), more)
    found: list[FoundPath] = []
    for length in range(distance, wish.max_length + 1):
        layers = steps if length == distance else search.of_length(length)
        for path in _best_first(layers, network, wish.damping, clock) if layers else ():
            if len(found) == wish.limit:
                return FoundPaths(distance, shortest, tuple(found), more=True)
            found.append(path)
        if not wish.longer:
            break
        if len(found) == wish.limit and length < wish.max_length:
            # Longer ones were not looked for.
            return FoundPaths(distance, shortest, tuple(found), more=True)
    return FoundPaths(distance, shortest, tuple(found), more=False)


def _count(steps: list[Step]) -> int:
    """How many paths the steps of shortest paths hold."""
    nodes = steps[0].tail[:1]
    counts: NDArray[Any] = np.ones(1)
    for step in steps:
        ways = counts[np.searchsorted(nodes, step.tail)]
        nodes, head = np.unique(step.head, return_inverse=True)
        counts = np.bincount(head, weights=ways)
    total = float(counts.sum())
    return int(total) if total < EXACT else _count_exactly(steps)


def _count_exactly(steps: list[Step]) -> int:
    counts = {int(node): 1 for node in steps[0].tail}
    for step in steps:
        following: dict[int, int] = {}
        for tail, head in zip(step.tail.tolist(), step.head.tolist(), strict=True):
            following[head] = following.get(head, 0) + counts[tail]
        counts = following
    return sum(counts.values())


# How weak a path through a choice is at best, what breaks ties of its nodes so far, those nodes,
# what it weighs without the last of them, and which choice of its step that last one is.
_Entry = tuple[float, tuple[int, ...], tuple[int, ...], float, int]


def _best_first(
    steps: list[Step], network: Network, damping: float, clock: Clock
) -> Iterator[FoundPath]:
    """All simple paths of the steps, the strongest first, equals by what breaks their ties."""
    ways = _ways(steps, network, damping)
    first = int(steps[0].tail[0])
    choice = ways[0].choice(first, 0)
    if choice is None:
        return
    heap: list[_Entry] = [(-choice.onward, (choice.tie,), (first, choice.head), 0.0, 0)]
    popped = 0
    while heap:
        popped += 1
        if popped % 1024 == 0:
            clock.check()
        _, ties, nodes, before, rank = heapq.heappop(heap)
        level = len(nodes) - 2
        *prefix, last = nodes
        chosen = ways[level].choice(prefix[-1], rank)
        assert chosen is not None
        sibling = ways[level].choice(prefix[-1], rank + 1)
        if sibling is not None:
            bound = -round(before + sibling.onward, 12)
            path = (*prefix, sibling.head)
            heapq.heappush(heap, (bound, (*ties[:-1], sibling.tie), path, before, rank + 1))
        if last in prefix:
            continue
        weight = before + chosen.weight
        if level + 1 == len(steps):
            yield FoundPath(nodes, math.exp(weight))
            continue
        onward = ways[level + 1].choice(last, 0)
        if onward is not None:
            bound = -round(weight + onward.onward, 12)
            heapq.heappush(heap, (bound, (*ties, onward.tie), (*nodes, onward.head), weight, 0))


def _strongest(ways: "list[_Way]") -> FoundPath:
    """The path that a search by strength finds first, without the search."""
    nodes, weight = [int(ways[0].step.tail[0])], 0.0
    for way in ways:
        choice = way.choice(nodes[-1], 0)
        assert choice is not None
        nodes.append(choice.head)
        weight += choice.weight
    return FoundPath(tuple(nodes), math.exp(weight))


@dataclass(frozen=True, slots=True)
class _Choice:
    """A link to `head`: its weight, the weight of the best path onward, what breaks its ties."""

    head: int
    tie: int
    weight: float
    onward: float


class _Way:
    """One step with what each link weighs, and what the best path onward through it weighs."""

    def __init__(
        self,
        step: Step,
        tie: NDArray[np.uint32],
        weight: NDArray[np.float64],
        onward: NDArray[np.float64],
    ) -> None:
        self.step = step
        self._tie = tie
        self._weight = weight
        self._onward = onward
        self._ranked: dict[int, NDArray[np.intp]] = {}

    def choice(self, tail: int, rank: int) -> _Choice | None:
        """The link that is number `rank` from `tail`, the best being number 0."""
        ranked = self._ranked.get(tail)
        if ranked is None:
            start, end = np.searchsorted(self.step.tail, (tail, tail + 1))
            heads, ties = self.step.head[start:end], self._tie[start:end]
            order = np.lexsort((heads, ties, -self._onward[start:end].round(12)))
            ranked = self._ranked[tail] = start + order
        if rank >= len(ranked):
            return None
        at = ranked[rank]
        head, tie = int(self.step.head[at]), int(self._tie[at])
        return _Choice(head, tie, float(self._weight[at]), float(self._onward[at]))


def _ways(steps: list[Step], network: Network, damping: float) -> list[_Way]:
    ways: list[_Way] = []
    best = np.zeros(1)
    nodes = steps[-1].head[:1]
    for step in reversed(steps):
        weight = np.log(step.origins) - np.log(step.origins + 1)
        if damping and ways:
            weight = weight - damping * np.log(_links(network, step.head))
        onward = weight + best[np.searchsorted(nodes, step.head)]
        ways.append(_Way(step, network.tie[step.head], weight, onward))
        start = np.flatnonzero(np.concatenate(([True], step.tail[1:] != step.tail[:-1])))
        nodes, best = step.tail[start], np.maximum.reduceat(onward, start)
    return ways[::-1]


def _links(network: Network, nodes: Ints) -> NDArray[np.int64]:
    """At how many links each of these nodes stands, whatever the filters."""
    known, position = np.unique(nodes, return_inverse=True)
    row = half_edges(network, known, EVERYTHING).row
    counted: NDArray[np.int64] = np.bincount(row, minlength=len(known))[position]
    return counted


@dataclass(frozen=True, slots=True)
class Unreached:
    """What to say when no path leads from a source to a target.

    `reachable` counts the nodes that paths from the source do lead to. `nearest` are those of them
    (or the source itself) that come closest to the target when all filters are off, each `gap`
    links away from it; none when the two lie in parts that nothing at all joins.
    """

    reachable: int
    nearest: tuple[int, ...]
    gap: int | None


def nearest_reachable(  # noqa: PLR0913, PLR0917 - the question has six parts
    network: Network, mask: Mask, source: int, target: int, max_length: int, limit_s: float = 5.0
) -> Unreached:
    """Where paths from `source` end that never come to `target`.

    Raises `LimitError` when this takes longer than `limit_s` seconds.
    """
    clock = Clock(limit_s)
    search = Search(network, mask, source, target, clock)
    reached = np.zeros(network.size, np.bool_)
    reached[source] = True
    frontier = np.array([source], np.int32)
    for _ in range(max_length):
        clock.check()
        found = half_edges(network, frontier, mask).neighbour
        fresh = np.unique(found[~reached[found]])
        if len(mask.excluded):
            fresh = fresh[~np.isin(fresh, mask.excluded)]
        if not len(fresh):
            break
        reached[fresh] = True
        frontier = fresh[search.may_lead_through(fresh)]
    count = int(reached.sum()) - 1
    seen = np.zeros(network.size, np.bool_)
    seen[target] = True
    frontier = np.array([target], np.int32)
    gap = 0
    while len(frontier):
        clock.check()
        gap += 1
        found = half_edges(network, frontier, EVERYTHING).neighbour
        fresh = np.unique(found[~seen[found]])
        met = fresh[reached[fresh]]
        met = met[np.lexsort((met, network.tie[met]))]
        if len(met):
            return Unreached(count, tuple(met.tolist()), gap)
        seen[fresh] = True
        frontier = fresh
    return Unreached(count, (), None)
