"""A new generation's network files, made from the last one's and what changed."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph_builder.network.projection import (
    BASE_LINKS,
    COLUMNS,
    DEAD,
    NETWORK,
    OVERLAY,
    Bytes,
    EventColumns,
    Ints,
    Network,
    Triples,
    group,
)

# Beyond this many overlay links, and this share of the base, a new base is cheaper than looking
# through both parts on every step of a search.
FOLD_LINKS = 50_000
FOLD_SHARE = 50


@dataclass(frozen=True, slots=True)
class Fresh:
    """What changed since the last generation.

    `links` are those of the events in `events`, whose offset is the number of slots taken before.
    `dead` are slots whose events are gone or have moved to a new slot.
    """

    links: Triples
    events: EventColumns
    dead: Ints


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a generation: actor types, and a number each that breaks ties between them."""

    kind: Bytes
    tie: NDArray[np.uint32]


def refresh(previous: Path | None, new: Path, nodes: Nodes, fresh: Fresh) -> None:
    """Write `new`/network, with all `nodes` of the new generation.

    With no `previous` generation, or after many changes, the base files are written anew (about
    0.5 µs a link); else they are shared with it and the changes join its overlay (milliseconds).
    Raises `GraphError` when the previous network can't be read.
    """
    root = new / NETWORK
    root.mkdir()
    np.save(root / "kind.npy", nodes.kind)
    np.save(root / "tie.npy", nodes.tie)
    nothing = np.zeros(0, np.int32)
    if previous is None:
        _write_base(root, fresh.links, fresh.events, len(nodes.kind))
        _write_overlay(root, Triples.empty(), EventColumns.empty(len(fresh.events)), nothing)
        return
    last = Network.open(previous)
    links, events, dead = _joined(last, fresh)
    if len(links) > max(FOLD_LINKS, last.base_links // FOLD_SHARE):
        links, events = _folded(last, links, events, dead)
        _write_base(root, links, events, len(nodes.kind))
        _write_overlay(root, Triples.empty(), EventColumns.empty(len(events)), nothing)
        return
    for name in (*BASE_LINKS, *COLUMNS):
        _share(previous / NETWORK / f"{name}.npy", root / f"{name}.npy")
    _write_overlay(root, links, events, dead)


def _joined(last: Network, fresh: Fresh) -> tuple[Triples, EventColumns, Ints]:
    """The old overlay and what is fresh as one overlay; and all base slots that are dead."""
    size = len(last.base_events)
    dead = np.union1d(last.dead, fresh.dead[fresh.dead < size]).astype(np.int32)
    events = last.overlay_events.joined(fresh.events)
    events.code[fresh.dead[fresh.dead >= size] - size] = DEAD
    old = last.overlay_links
    alive = events.code[old.slot - size] != DEAD
    return old.where(alive).joined(fresh.links), events, dead


def _folded(
    last: Network, links: Triples, events: EventColumns, dead: Ints
) -> tuple[Triples, EventColumns]:
    """Base and overlay as a new base. Slots keep their numbers; dead ones stay taken."""
    columns = last.base_events.joined(events)
    columns.code[dead] = DEAD
    rows, _ = last.parts[0]
    source = np.repeat(np.arange(len(rows.indptr) - 1, dtype=np.int32), np.diff(rows.indptr))
    base = Triples(source, rows.neighbour, rows.slot)
    once = (source < rows.neighbour) & (columns.code[rows.slot] != DEAD)
    return base.where(once).joined(links), columns


def _write_base(root: Path, links: Triples, events: EventColumns, size: int) -> None:
    rows = group(links, max(size, 1))
    for name in BASE_LINKS:
        np.save(root / f"{name}.npy", getattr(rows, name))
    for name in COLUMNS:
        np.save(root / f"{name}.npy", getattr(events, name))


def _write_overlay(root: Path, links: Triples, events: EventColumns, dead: Ints) -> None:
    columns = {name: getattr(events, name) for name in COLUMNS}
    with (root / OVERLAY).open("wb") as file:
        np.savez(
            file,
            source=links.source,
            target=links.target,
            slot=links.slot,
            dead=dead,
            **columns,
        )


def _share(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copyfile(old, new)
