"""How strong paths are: links attested by many independent origins make strong ones."""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.network.fan import half_edges
from graph_builder.network.layers import Clock, Step
from graph_builder.network.mask import EVERYTHING
from graph_builder.network.projection import Ints, Network


@dataclass(frozen=True, slots=True)
class FoundPath:
    """A path as node numbers; `strength` in (0, 1] says how well its weakest reading stands.

    A link attested by n independent origins counts n / (n + 1), a path the product of its links'
    (and of its inner nodes' degrees to the power of minus the damping, if that is asked for).
    """

    nodes: tuple[int, ...]
    strength: float


# How weak a path through a choice is at best, what breaks ties of its nodes so far, those nodes,
# what it weighs without the last of them, and which choice of its step that last one is.
_Entry = tuple[float, tuple[int, ...], tuple[int, ...], float, int]


def best_first(
    steps: list[Step], network: Network, damping: float, clock: Clock
) -> Iterator[FoundPath]:
    """All simple paths of the steps, the strongest first, equals by what breaks their ties."""
    ways = ways_of(steps, network, damping)
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


def strongest(ways: "list[Way]") -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The path that a search by strength finds first, without the search; what its links weigh."""
    nodes, weights = [int(ways[0].step.tail[0])], list[float]()
    for way in ways:
        choice = way.choice(nodes[-1], 0)
        assert choice is not None
        nodes.append(choice.head)
        weights.append(choice.weight)
    return tuple(nodes), tuple(weights)


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to `head`: its weight, the weight of the best path onward, what breaks its ties."""

    head: int
    tie: int
    weight: float
    onward: float


class Way:
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

    def choice(self, tail: int, rank: int) -> Choice | None:
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
        return Choice(head, tie, float(self._weight[at]), float(self._onward[at]))


def ways_of(steps: list[Step], network: Network, damping: float) -> list[Way]:
    """The steps of paths with what each of their links weighs."""
    ways: list[Way] = []
    best = np.zeros(1)
    nodes = steps[-1].head[:1]
    for step in reversed(steps):
        weight = np.log(step.origins) - np.log(step.origins + 1)
        if damping and ways:
            weight = weight - damping * np.log(_links(network, step.head))
        onward = weight + best[np.searchsorted(nodes, step.head)]
        ways.append(Way(step, network.tie[step.head], weight, onward))
        start = np.flatnonzero(np.concatenate(([True], step.tail[1:] != step.tail[:-1])))
        nodes, best = step.tail[start], np.maximum.reduceat(onward, start)
    return ways[::-1]


def _links(network: Network, nodes: Ints) -> NDArray[np.int64]:
    """At how many links each of these nodes stands, whatever the filters."""
    known, position = np.unique(nodes, return_inverse=True)
    row = half_edges(network, known, EVERYTHING).row
    counted: NDArray[np.int64] = np.bincount(row, minlength=len(known))[position]
    return counted
