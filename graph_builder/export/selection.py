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
from graph_builder.export.blocks import EdgeBlock, Sweep
from graph_builder.graph.filters import Filters
from graph_builder.graph.given import taken
from graph_builder.graph.naming import resolve
from graph_builder.graph.opened import Opened
from graph_builder.model import ACTOR_TYPES, EVENT_TYPES
from graph_builder.network import Mask, code_parts, half_edges
from graph_builder.network.mask import Flags
from graph_builder.network.projection import DEAD, KIND_CODE, Ints

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


class Selection:
    """The actors and edges of a graph that options choose.

    `threads` says how many may work at once for whoever writes them.
    """

    def __init__(self, graph: Opened, options: ExportOptions, threads: int = 1) -> None:
        """Raises what resolving the names in the options raises."""
        self.graph = graph
        self.options = options
        self.threads = threads
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

    @cached_property
    def sweep(self) -> Sweep:
        """The links of the selection."""
        return Sweep(self.graph.network, self.mask, self._kept)

    def blocks(self) -> Iterator[EdgeBlock]:
        """All merged edges."""
        return map(self.sweep.block, self.sweep.stretches())

    @property
    def weight(self) -> NDArray[np.int64]:
        """By node number: at how many links (an event with one other actor) it stands."""
        return self.sweep.weight

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

    `origins` adds up the independent texts of each event: one that tells of two counts twice.
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


# What the index says of an actor: number, IRI, name, code, articles.
Actor = tuple[int, str, str, str | None, int]


def actors(selection: Selection) -> Iterator[list[Actor]]:
    """What the index says of the actors of a selection, by number, in portions."""
    nodes = selection.nodes
    cursor = selection.graph.index.cursor()
    cursor.row_factory = None  # plain tuples, for there may be a million
    for start in range(0, len(nodes), PORTION):
        portion = nodes[start : start + PORTION].tolist()
        wanted = set(portion)
        rows = cursor.execute(
            "SELECT node, iri, name, code, articles FROM actor"
            " WHERE node BETWEEN ? AND ? ORDER BY node",
            (portion[0], portion[-1]),
        ).fetchall()
        yield rows if len(rows) == len(wanted) else [row for row in rows if row[0] in wanted]


def node_rows(selection: Selection) -> Iterator[NodeRow]:
    """The actors of a selection, by number."""
    kind, weight = selection.graph.network.kind, selection.weight
    for portion in actors(selection):
        for node, iri, name, code, articles in portion:
            type_ = ACTOR_TYPES[kind[node]]
            yield NodeRow(node, iri, name, type_, code, articles, int(weight[node]))
