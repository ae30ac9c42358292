"""The projection: compressed sparse rows (CSR) of links between actors, mapped from files.

Nodes are actors, numbered from 0 for the life of a graph; a link joins two actors by one event.
Every link is stored in both directions, as *half-edges* grouped by the node they leave from. An
event's attributes stand once, in columns indexed by its *slot*. A changed event gets a new slot and
its old one dies, so that a new generation only adds: the big base files are shared between
generations (hard links), and what came since stands in a small overlay.

Files in the generation's folder `network/`: `kind` and `tie` (one value a node); base `indptr`,
`neighbour`, `slot`; base event columns `code`, `first`, `last`, `place`, `origins`; `overlay.npz`
(the same for what came since, and the base slots that died).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import GraphError
from graph_builder.model import ACTOR_TYPES, EVENT_TYPES, STATUSES

NETWORK = "network"
OVERLAY = "overlay.npz"
BASE_LINKS = ("indptr", "neighbour", "slot")
COLUMNS = ("code", "first", "last", "place", "origins")

DEAD = 255
NO_KIND = 255
NO_PLACE = -1
# An interval that overlaps with nothing: what an undated event is under a filter of dates.
NEVER = (np.iinfo(np.int32).max, np.iinfo(np.int32).min)

Ints = NDArray[np.int32]
Bytes = NDArray[np.uint8]

TYPE_CODE = {name: number for number, name in enumerate(EVENT_TYPES)}
STATUS_CODE = {name: number for number, name in enumerate(STATUSES)}
KIND_CODE = {name: number for number, name in enumerate(ACTOR_TYPES)}
BASES = ("stated", "inferred")
# Type, status and basis of an event in one byte: 18 types x 4 statuses x 2 bases = 144 codes.
_STATUSES, _BASES = len(STATUSES), len(BASES)


def event_code(type_: str, status: str, basis: str) -> int:
    """The byte that stands for an event's type, status and basis; below `DEAD`."""
    return (TYPE_CODE[type_] * _STATUSES + STATUS_CODE[status]) * _BASES + BASES.index(basis)  # type: ignore[index]


def code_parts(code: int) -> tuple[str, str, str]:
    """The type, status and basis that `event_code` put into a byte."""
    rest, basis = divmod(code, _BASES)
    type_, status = divmod(rest, _STATUSES)
    return EVENT_TYPES[type_], STATUSES[status], BASES[basis]


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Attributes of events in slots `offset`, `offset + 1` …; all columns have the same length.

    `first` and `last` are proleptic ordinals of days, `NEVER` when undated; `place` numbers a place
    of the index, `NO_PLACE` when none is known; `origins` saturates at 65,535.
    """

    code: Bytes
    first: Ints
    last: Ints
    place: Ints
    origins: NDArray[np.uint16]
    offset: int = 0

    def __len__(self) -> int:
        return len(self.code)

    def joined(self, later: "EventColumns") -> "EventColumns":
        """A copy of these, followed by the events of the slots that come after them."""
        return EventColumns.of(
            {name: np.concatenate((getattr(self, name), getattr(later, name))) for name in COLUMNS},
            self.offset,
        )

    @staticmethod
    def of(columns: Mapping[str, NDArray[Any]], offset: int = 0) -> "EventColumns":
        """Columns by name, as the files hold them. Raises `KeyError` for a missing one."""
        return EventColumns(
            columns["code"],
            columns["first"],
            columns["last"],
            columns["place"],
            columns["origins"],
            offset,
        )

    @staticmethod
    def empty(offset: int = 0) -> "EventColumns":
        """No events, in slots from `offset` on."""
        day = np.zeros(0, np.int32)
        return EventColumns(np.zeros(0, np.uint8), day, day, day, np.zeros(0, np.uint16), offset)


@dataclass(frozen=True, slots=True)
class Triples:
    """Links, each once: `source[i]` and `target[i]` by the event in `slot[i]`."""

    source: Ints
    target: Ints
    slot: Ints

    def __len__(self) -> int:
        return len(self.slot)

    def where(self, chosen: NDArray[np.bool_]) -> "Triples":
        """Those links for which `chosen` is true."""
        return Triples(self.source[chosen], self.target[chosen], self.slot[chosen])

    def joined(self, more: "Triples") -> "Triples":
        """These links followed by `more`."""
        return Triples(
            np.concatenate((self.source, more.source)),
            np.concatenate((self.target, more.target)),
            np.concatenate((self.slot, more.slot)),
        )

    @staticmethod
    def empty() -> "Triples":
        """No links."""
        nothing = np.zeros(0, np.int32)
        return Triples(nothing, nothing, nothing)


@dataclass(frozen=True, slots=True)
class Links:
    """Half-edges grouped by the node they leave: row i spans `indptr[i]:indptr[i + 1]`.

    Row i belongs to node i, or to `nodes[i]` (ascending) where only few nodes have links.
    """

    indptr: NDArray[np.int64]
    neighbour: Ints
    slot: Ints
    nodes: Ints | None = None

    def spans(self, nodes: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Start and length of each node's row; length 0 for a node without links here."""
        if self.nodes is None:
            known = nodes < len(self.indptr) - 1
            row = nodes if known.all() else np.where(known, nodes, 0)
        else:
            row = np.searchsorted(self.nodes, nodes).astype(np.int32)
            row = np.minimum(row, len(self.nodes) - 1)
            known = self.nodes[row] == nodes
        start = self.indptr[row]
        length = self.indptr[row + 1] - start
        return start, np.where(known, length, 0)


def group(links: Triples, size: int | None) -> Links:
    """The links in both directions, grouped by the node they leave.

    Rows are for nodes 0 to `size` - 1, or for just the nodes that occur when `size` is None.
    Memory while it works: about 40 bytes a link. Order within a row is that of the input.
    """
    source, target, slot = links.source, links.target, links.slot
    edges = len(links)
    # One sort of (node, position) packed into 64 bits is several times faster than an argsort.
    packed = np.empty(2 * edges, np.uint64)
    np.left_shift(source, 32, out=packed[:edges], dtype=np.uint64, casting="unsafe")
    np.left_shift(target, 32, out=packed[edges:], dtype=np.uint64, casting="unsafe")
    packed |= np.arange(2 * edges, dtype=np.uint64)
    packed.sort()
    place = (packed & np.uint64(0xFFFFFFFF)).astype(np.uint32).view(np.int32)
    packed >>= np.uint64(32)
    node = packed.astype(np.int32)
    del packed
    neighbour = np.empty(2 * edges, np.int32)
    forward = place < edges
    neighbour[forward] = target[place[forward]]
    place[~forward] -= edges
    backward = ~forward
    neighbour[backward] = source[place[backward]]
    slots = slot[place]
    if size is None:
        nodes, counts = np.unique(node, return_counts=True)
    else:
        nodes, counts = None, np.bincount(node, minlength=size)
    indptr = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=indptr[1:])
    return Links(indptr, neighbour, slots, nodes)


@dataclass(frozen=True, slots=True)
class Scratch:
    """What a search writes on, one cell a node; `seen` and `flags` are all zero between searches.

    Keeping it from one search to the next saves a pass over as many bytes as there are nodes.
    """

    seen: tuple[Bytes, Bytes]
    flags: NDArray[np.bool_]
    owner: Ints


@dataclass(frozen=True, slots=True)
class Network:
    """All links of one generation: the base, and the overlay of what came since it was made.

    `kind` is the actor type of every node, `NO_KIND` for numbers of no actor. `tie` orders nodes
    that are otherwise equal in a way that doesn't depend on when they came. `dead` are the base
    slots whose events are gone; `overlay_links` are what the rows of the second part, if there is
    one, were grouped from.
    """

    kind: Bytes
    tie: NDArray[np.uint32]
    parts: tuple[tuple[Links, EventColumns], ...]
    overlay_links: Triples
    overlay_events: EventColumns
    dead: Ints
    _spare: list[Scratch] = field(default_factory=list, compare=False, repr=False)

    @property
    def size(self) -> int:
        """How many node numbers are taken."""
        return len(self.kind)

    @property
    def base_events(self) -> EventColumns:
        """The event columns of the base."""
        return self.parts[0][1]

    @property
    def base_links(self) -> int:
        """How many links the base holds, those of dead events included."""
        return len(self.parts[0][0].slot) // 2

    def degree(self, nodes: Ints) -> NDArray[np.int64]:
        """How many half-edges leave each node, dead ones included: the cost of visiting it."""
        total = np.zeros(len(nodes), np.int64)
        for links, _ in self.parts:
            total += links.spans(nodes)[1]
        return total

    def scratch(self) -> Scratch:
        """Scratch space for one search, to be given back with `keep` when it is clean again."""
        if self._spare:
            return self._spare.pop()
        seen = np.zeros((2, self.size), np.uint8)
        flags, owner = np.zeros(self.size, np.bool_), np.empty(self.size, np.int32)
        return Scratch((seen[0], seen[1]), flags, owner)

    def keep(self, scratch: Scratch) -> None:
        """Take scratch space back."""
        self._spare.append(scratch)

    def events(self, slots: Ints) -> EventColumns:
        """The columns of the events in `slots`, in their order."""
        base, size = self.base_events, len(self.base_events)
        late = slots >= size
        if not late.any():
            return EventColumns.of({name: getattr(base, name)[slots] for name in COLUMNS})
        early, at = np.where(late, 0, slots), np.where(late, slots - size, 0)
        return EventColumns.of(
            {
                name: np.where(
                    late,
                    getattr(self.overlay_events, name)[at],
                    getattr(base, name)[early] if size else np.int64(0),
                )
                for name in COLUMNS
            }
        )

    @staticmethod
    def open(folder: Path) -> "Network":
        """The network in a generation's folder; costs milliseconds, whatever the base's size.

        Raises `GraphError` when the files are missing or damaged.
        """
        root = folder / NETWORK
        try:
            kind, tie = np.load(root / "kind.npy"), np.load(root / "tie.npy")
            links = Links(*(_mapped(root / f"{name}.npy", "r") for name in BASE_LINKS))
            columns = EventColumns.of(
                {name: _mapped(root / f"{name}.npy", "c") for name in COLUMNS}
            )
            with np.load(root / OVERLAY) as stored:
                overlay = dict(stored)
            dead = overlay["dead"]
            columns.code[dead] = DEAD  # the mapping is private to this process
            triples = Triples(overlay["source"], overlay["target"], overlay["slot"])
            extra = EventColumns.of(overlay, len(columns))
        except (OSError, ValueError, EOFError, KeyError, IndexError) as error:
            raise GraphError(
                f"{root}: the network can't be read ({error}); build the graph again"
            ) from error
        base = (links, columns)
        parts = (base, (group(triples, None), extra)) if len(triples) else (base,)
        return Network(kind, tie, parts, triples, extra, dead)


def _mapped(path: Path, mode: Literal["r", "c"]) -> NDArray[Any]:
    try:
        # A plain view: the memmap class itself costs microseconds on every access.
        mapped: NDArray[Any] = np.asarray(np.load(path, mmap_mode=mode))
    except ValueError:  # an empty array can't be mapped
        mapped = np.load(path)
    return mapped
