"""How one actor is connected to another, and on what evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from graph_builder.errors import InputError
from graph_builder.graph.answers import ActorRef, EventRow, Hop, NoPath, PathRow, Paths
from graph_builder.graph.events import event_rows
from graph_builder.graph.filters import Filters
from graph_builder.graph.given import taken
from graph_builder.graph.naming import Resolved, resolve
from graph_builder.graph.opened import Opened
from graph_builder.model import ACTOR_TYPES
from graph_builder.network import (
    THROUGH,
    FoundPath,
    FoundPaths,
    Mask,
    PathWish,
    find_paths,
    half_edges,
    nearest_reachable,
)

Mode = Literal["shortest", "all-shortest", "best"]
MODES = ("shortest", "all-shortest", "best")
MAX_PATHS = 1_000
MAX_LENGTH = 12
# Events shown with each hop; their number is told whatever it is.
HOP_EVENTS = 3
# Of the reachable actors equally near to an unreachable one, how many are named.
NEAREST = 5


@dataclass(frozen=True, slots=True)
class PathOptions:
    """Which paths to look for.

    `mode`: the best of the shortest ("shortest"), all of the shortest ("all-shortest"), or the
    `limit` best by length, then strength ("best"). `through` are the actor types that may stand
    inside a path; `excluded` names of actors that may not stand on it. `damping` (0 to 5) weakens
    paths through actors with many links. `max_length` counts hops, 1 to 12. `limit_s` is how long
    the search may take. Raises `InputError` for values out of range.
    """

    mode: Mode = "shortest"
    limit: int = 5
    through: tuple[str, ...] = THROUGH
    excluded: tuple[str, ...] = ()
    damping: float = 0.0
    max_length: int = 8
    hop_events: int = HOP_EVENTS
    limit_s: float = 10.0

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise InputError(f"there is no mode {self.mode!r}; known: {', '.join(MODES)}")
        for type_ in self.through:
            if type_ not in ACTOR_TYPES:
                known = ", ".join(ACTOR_TYPES)
                raise InputError(f"there is no actor type {type_!r}; known: {known}")
        if not 1 <= self.limit <= MAX_PATHS:
            raise InputError(f"the number of paths must lie between 1 and {MAX_PATHS:,}")
        if not 1 <= self.max_length <= MAX_LENGTH:
            raise InputError(f"the maximum length must lie between 1 and {MAX_LENGTH}")
        if not 0 <= self.damping <= 5:
            raise InputError("the damping must lie between 0 and 5")

    @staticmethod
    def of(given: "PathOptions | Mapping[str, Any] | None") -> "PathOptions":
        """Options as such or as JSON values; None is the default. Raises `InputError`."""
        return taken(PathOptions, given)


def paths(
    graph: Opened,
    source: str,
    target: str,
    *,
    options: PathOptions | Mapping[str, Any] | None = None,
    filters: Filters | Mapping[str, Any] | None = None,
) -> Paths:
    """Paths between two actors (names or IRIs) over the events that the filters leave.

    When there is none, `no_path` says so and names the nearest actors that can be reached. Raises
    `LimitError` when the search takes too long.
    """
    wanted, wish = Filters.of(filters), PathOptions.of(options)
    start, end = resolve(graph, source), resolve(graph, target)
    if start.node == end.node:
        raise InputError(f"{source!r} and {target!r} are the same actor, {start.ref.name}")
    excluded = [resolve(graph, name) for name in wish.excluded]
    if {start.node, end.node} & {actor.node for actor in excluded}:
        raise InputError("an end of the path is among the excluded actors; take it off that list")
    mask = wanted.mask(graph, through=wish.through, excluded=(a.node for a in excluded))
    found = find_paths(graph.network, mask, start.node, end.node, _network_wish(wish))
    return Paths(
        start.ref,
        end.ref,
        found.distance,
        found.shortest,
        _path_rows(graph, found, mask, wish.hop_events),
        found.more,
        None if found.distance else _no_path(graph, start, end, mask, wish),
    )


def _network_wish(wish: PathOptions) -> PathWish:
    return PathWish(
        limit=1 if wish.mode == "shortest" else wish.limit,
        longer=wish.mode == "best",
        max_length=wish.max_length,
        damping=wish.damping,
        limit_s=wish.limit_s,
    )


def _path_rows(
    graph: Opened, found: FoundPaths, mask: Mask, hop_events: int
) -> tuple[PathRow, ...]:
    links = {link for path in found.paths for link in pairwise(path.nodes)}
    slots = {link: _slots_between(graph, *link, mask) for link in links}
    shown = {link: known[:hop_events] for link, known in slots.items()}
    events = _events_by_slot(graph, [slot for known in shown.values() for slot in known])
    actors = graph.actors_by_node(node for path in found.paths for node in path.nodes)

    def hop(link: tuple[int, int]) -> Hop:
        told = tuple(events[slot] for slot in shown[link])
        return Hop(actors[link[0]], actors[link[1]], len(slots[link]), told)

    def row(path: FoundPath) -> PathRow:
        refs = tuple(actors[node] for node in path.nodes)
        hops = tuple(hop(link) for link in pairwise(path.nodes))
        return PathRow(len(hops), round(path.strength, 6), refs, hops)

    return tuple(row(path) for path in found.paths)


def _slots_between(graph: Opened, a: int, b: int, mask: Mask) -> list[int]:
    """Slots of the events between two actors that pass: the best attested, then the earliest."""
    ends = np.array([a, b], np.int32)
    degrees = graph.network.degree(ends)
    near, far = (a, b) if degrees[0] <= degrees[1] else (b, a)
    found = half_edges(graph.network, np.array([near], np.int32), mask)
    at = found.neighbour == far
    slots = found.slot[at]
    events = graph.network.events(slots)
    ordered: list[int] = slots[
        np.lexsort((slots, events.code, events.last, events.first, -events.origins.astype(int)))
    ].tolist()
    return ordered


def _events_by_slot(graph: Opened, slots: Sequence[int]) -> dict[int, EventRow]:
    rows = graph.rows_in("SELECT id, slot FROM event WHERE slot IN ({marks})", slots)
    dressed = event_rows(graph, [row["id"] for row in rows])
    return {row["slot"]: told for row, told in zip(rows, dressed, strict=True)}


def _no_path(
    graph: Opened, start: Resolved, end: Resolved, mask: Mask, wish: PathOptions
) -> NoPath:
    found = nearest_reachable(
        graph.network, mask, start.node, end.node, wish.max_length, wish.limit_s
    )
    known = graph.actors_by_node(found.nearest[:NEAREST])
    nearest: tuple[ActorRef, ...] = tuple(known[node] for node in found.nearest[:NEAREST])
    if not nearest:
        message = (
            f"{start.ref.name} and {end.ref.name} lie in parts of the graph that nothing joins"
        )
    elif not found.reachable:
        message = f"under these filters nothing leads on from {start.ref.name}"
    else:
        names = ", ".join(actor.name for actor in nearest)
        message = (
            f"no path of at most {wish.max_length} hops leads from {start.ref.name} to"
            f" {end.ref.name} under these filters; the nearest that can be reached: {names}"
        )
    return NoPath(message, found.reachable, nearest, found.gap)
