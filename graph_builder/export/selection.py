"""The part of the network that an export writes: actors, and one merged edge for each pair of them.

Edges come in blocks of some ten thousand links, so that a million of them need no more memory than
one block. They are undirected: all events between two actors make one edge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import InputError
from graph_builder.graph.filters import Filters
from graph_builder.graph.given import taken
from graph_builder.graph.naming import resolve
from graph_builder.graph.opened import Opened
from graph_builder.model import ACTOR_TYPES, EVENT_TYPES
from graph_builder.network import EventColumns, Fan, Mask, code_parts, half_edges
from graph_builder.network.mask import Flags
from graph_builder.network.projection import DEAD, KIND_CODE, Ints

# Half-edges looked at together: what is made of them takes some 10 MB.
BLOCK = 20_000
# Actors looked up together.
PORTION = 2_000


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to export.

    `filters` choose the events, `actor_types` the actors (all when empty). `around` is an actor
    whose neighbourhood of `radius` hops (1 to 5) is wanted instead of the whole graph. `dynamic`
    gives edges the spells of their events, in formats that know time. Raises `InputError`.
    """

    filters: Filters = field(default_factory=Filters)
    actor_types: tuple[str, ...] = ()
    around: str | None = None
    radius: int = 1
    dynamic: bool = False

    def __post_init__(self) -> None:
        for type_ in self.actor_types:
            if type_ not in ACTOR_TYPES:
                known = ", ".join(ACTOR_TYPES)
                raise InputError(f"there is no actor type {type_!r}; known: {known}")
        if not 1 <= self.radius <= 5:
            raise InputError("the radius must lie between 1 and 5")

    @staticmethod
    def of(given: "ExportOptions | Mapping[str, Any] | None") -> "ExportOptions":
        """Options as such or as JSON values. Raises `InputError` for unknown keys."""
        if given is None or isinstance(given, ExportOptions):
            return given or ExportOptions()
        return taken(ExportOptions, {**given, "filters": Filters.of(given.get("filters"))})


@dataclass(frozen=True, slots=True)
class EdgeBlock:
    """Merged edges, ascending by source and then target.

    Edge i is between nodes `source[i]` < `target[i]`; its events are rows `start[i]` to
    `start[i] + count[i]` of `events`.
    """

    source: Ints
    target: Ints
    start: NDArray[np.int64]
    count: NDArray[np.int64]
    events: EventColumns


class Selection:
    """The actors and edges of a graph that options choose."""

    def __init__(self, graph: Opened, options: ExportOptions) -> None:
        """Raises what resolving the names in the options raises."""
        self.graph = graph
        self.options = options
        self.mask: Mask = options.filters.mask(graph)
        self._kept = self._chosen_nodes()

    def _chosen_nodes(self) -> Flags:
        kind = self.graph.network.kind
        kept = np.zeros(256, np.bool_)
        kept[[KIND_CODE[type_] for type_ in ACTOR_TYPES if self._takes(type_)]] = True
        chosen: Flags = kept[kind]
        if self.options.around is None:
            return chosen
        centre = resolve(self.graph, self.options.around).node
        near = np.zeros(len(kind), np.bool_)
        near[centre] = True
        frontier = np.array([centre], np.int32)
        for _ in range(self.options.radius):
            found = half_edges(self.graph.network, frontier, self.mask).neighbour
            frontier = np.unique(found[chosen[found] & ~near[found]])
            near[frontier] = True
        return near

    def _takes(self, type_: str) -> bool:
        return not self.options.actor_types or type_ in self.options.actor_types

    def _chunks(self) -> Iterator[Ints]:
        """Chosen nodes, in portions with about `BLOCK` half-edges."""
        nodes = np.flatnonzero(self._kept).astype(np.int32)
        ends = np.cumsum(self.graph.network.degree(nodes))
        start = 0
        while start < len(nodes):
            done = ends[start - 1] if start else 0
            end = max(int(np.searchsorted(ends, done + BLOCK, side="right")), start + 1)
            yield nodes[start:end]
            start = end

    def blocks(self) -> Iterator[EdgeBlock]:
        """All merged edges."""
        network = self.graph.network
        for nodes in self._chunks():
            found = Fan(network, nodes).found(self.mask, self._kept.__getitem__)
            source = nodes[found.row]
            once = found.neighbour > source
            source, target, slot = source[once], found.neighbour[once], found.slot[once]
            if not len(slot):
                continue
            keys = source.astype(np.int64) * network.size + target
            order = np.argsort(keys, kind="stable")
            keys = keys[order]
            start = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
            count = np.diff(np.append(start, len(keys)))
            first = order[start]
            yield EdgeBlock(source[first], target[first], start, count, network.events(slot[order]))

    @cached_property
    def weight(self) -> NDArray[np.int64]:
        """By node number: at how many links (an event with one other actor) it stands."""
        total = np.zeros(self.graph.network.size, np.int64)
        for nodes in self._chunks():
            found = Fan(self.graph.network, nodes).found(self.mask, self._kept.__getitem__)
            total[nodes] = np.bincount(found.row, minlength=len(nodes))
        return total

    @cached_property
    def nodes(self) -> Ints:
        """The actors that are written: those with an edge, and the centre of a neighbourhood."""
        nodes = self.weight > 0
        if self.options.around is not None:
            nodes[resolve(self.graph, self.options.around).node] = True
        return np.flatnonzero(nodes).astype(np.int32)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The event types that may occur on an edge, in the order of the model."""
        network = self.graph.network
        codes = np.bincount(network.base_events.code, minlength=256)
        codes += np.bincount(network.overlay_events.code, minlength=256)
        codes[DEAD] = 0
        found = {code_parts(int(code))[0] for code in np.flatnonzero(self.mask.codes & (codes > 0))}
        return tuple(type_ for type_ in EVENT_TYPES if type_ in found)


# The number of an event's type by its code; 255 for a code of no event.
TYPE_OF_CODE = tuple(
    EVENT_TYPES.index(code_parts(code)[0]) if code < len(EVENT_TYPES) * 8 else 255
    for code in range(256)
)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """An actor of an export. `weight` counts links; `code` is that of a country or organization."""

    node: int
    iri: str
    name: str
    type: str
    code: str | None
    articles: int
    weight: int


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A merged edge. `weight` counts its events, `undated` those of no known time.

    `first` and `last` are ISO days, `spells` the stretches of days that its dated events cover.
    """

    source: int
    target: int
    weight: int
    origins: int
    first: str | None
    last: str | None
    undated: int
    types: Mapping[str, int]
    spells: tuple[tuple[str, str], ...]


# What the index says of an actor: number, IRI, name, type, code, articles.
Actor = tuple[int, str, str, str, str | None, int]


def actors(selection: Selection) -> Iterator[list[Actor]]:
    """What the index says of the actors of a selection, by number, in portions."""
    nodes = selection.nodes
    cursor = selection.graph.index.cursor()
    cursor.row_factory = None  # plain tuples, for there may be a million
    for start in range(0, len(nodes), PORTION):
        portion = nodes[start : start + PORTION].tolist()
        wanted = set(portion)
        rows = cursor.execute(
            "SELECT node, iri, name, type, code, articles FROM actor"
            " WHERE node BETWEEN ? AND ? ORDER BY node",
            (portion[0], portion[-1]),
        ).fetchall()
        yield rows if len(rows) == len(wanted) else [row for row in rows if row[0] in wanted]


def node_rows(selection: Selection) -> Iterator[NodeRow]:
    """The actors of a selection, by number."""
    for portion in actors(selection):
        yield from (NodeRow(*actor, int(selection.weight[actor[0]])) for actor in portion)
