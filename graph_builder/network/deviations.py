"""The best paths of any length, each found as a deviation from those before it.

Layers of one length hold walks too, and of those that are two links longer than the shortest path
or more, most may be walks: two people who each met nobody but one president are joined by a single
path, and by millions of walks that come back to the president. So longer paths are looked for one
by one (Yen 1971, with the partition of Lawler 1972): a path that deviates from a known one keeps
its first nodes, takes another link there, and is the best that a search without those nodes finds.
"""

import heapq
import math
from dataclasses import dataclass, replace

import numpy as np

from graph_builder.network.layers import Search
from graph_builder.network.strength import FoundPath, strongest, ways_of


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


@dataclass(frozen=True, slots=True, order=True)
class _Deviation:
    """A path, by length, strength and what breaks ties; it leaves known ones at node `at`.

    There it may take no link to any of `barred`; `weights` are those of its links.
    """

    length: int
    weakness: float
    ties: tuple[int, ...]
    nodes: tuple[int, ...]
    weights: tuple[float, ...]
    at: int
    barred: tuple[int, ...]


def by_deviation(search: Search, wish: PathWish) -> tuple[tuple[FoundPath, ...], bool]:
    """The best paths between the ends of `search`, and whether there are more.

    They stand by length, then strength, then what breaks ties. Takes a search for each link of each
    path. Raises `LimitError` when the search's time is up.
    """
    found: list[FoundPath] = []
    first = _best(search, wish, (search.source,), (), ())
    heap = [] if first is None else [first]
    while heap and len(found) < wish.limit:
        path = heapq.heappop(heap)
        found.append(FoundPath(path.nodes, math.exp(sum(path.weights))))
        for at in range(path.at, path.length):
            barred = (path.nodes[at + 1], *(path.barred if at == path.at else ()))
            root, weights = path.nodes[: at + 1], path.weights[:at]
            deviation = _best(search, wish, root, weights, barred)
            if deviation is not None:
                heapq.heappush(heap, deviation)
    return tuple(found), bool(heap)


def _best(
    search: Search,
    wish: PathWish,
    root: tuple[int, ...],
    weights: tuple[float, ...],
    barred: tuple[int, ...],
) -> _Deviation | None:
    """The best path that begins with the nodes `root` and goes on to none of `barred`."""
    mask, network, at = search.mask, search.network, len(root) - 1
    passed = np.array(root[:-1], np.int32)
    mask = replace(mask, excluded=np.union1d(mask.excluded, passed).astype(np.int32))
    rest = Search(network, mask, root[-1], search.target, search.clock, barred)
    try:
        steps = rest.shortest(wish.max_length - at)
    finally:
        rest.close()
    if steps is None:
        return None
    nodes, onward = strongest(ways_of(steps, network, wish.damping))
    nodes, weights = (*root[:-1], *nodes), (*weights, *onward)
    ties = tuple(network.tie[list(nodes[1:])].tolist())
    return _Deviation(
        len(nodes) - 1, -round(sum(weights), 12), ties, nodes, weights, at, tuple(barred)
    )
