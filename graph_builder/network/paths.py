"""The best paths between two nodes: by length, then by how well their links are attested."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.network.deviations import PathWish, by_deviation
from graph_builder.network.fan import half_edges
from graph_builder.network.layers import Clock, Search, Step
from graph_builder.network.mask import EVERYTHING, Mask
from graph_builder.network.projection import Network
from graph_builder.network.strength import FoundPath, best_first, strongest, ways_of

# Beyond this float sums of counts are no longer exact.
EXACT = 2**53


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
        nodes, weights = strongest(ways_of(steps, network, wish.damping))
        more = shortest > 1 or (wish.longer and distance < wish.max_length)
        best = FoundPath(nodes, math.exp(sum(weights)))
        return FoundPaths(distance, shortest, (best,), more)
    found: list[FoundPath] = []
    longest = min(distance + 1, wish.max_length) if wish.longer else distance
    for length in range(distance, longest + 1):
        layers = steps if length == distance else search.of_length(length)
        for path in best_first(layers, network, wish.damping, clock) if layers else ():
            if len(found) == wish.limit:
                return FoundPaths(distance, shortest, tuple(found), more=True)
            found.append(path)
    if not wish.longer or longest == wish.max_length:
        return FoundPaths(distance, shortest, tuple(found), more=False)
    if len(found) == wish.limit:
        # Longer ones were not looked for.
        return FoundPaths(distance, shortest, tuple(found), more=True)
    every, more = by_deviation(search, wish)
    return FoundPaths(distance, shortest, every, more)


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
