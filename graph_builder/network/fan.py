"""The half-edges that leave some nodes, looked at as cheaply as the question allows."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_builder.network.mask import Flags, Mask
from graph_builder.network.projection import EventColumns, Ints, Links, Network


@dataclass(frozen=True, slots=True)
class Found:
    """Half-edges that a mask let through.

    `row` is the position, in the nodes asked about, of the one that the half-edge leaves.
    """

    row: NDArray[np.int64]
    neighbour: Ints
    slot: Ints
    origins: NDArray[np.uint16]


class Fan:
    """All half-edges that leave `nodes`, dead and unwanted ones included."""

    def __init__(self, network: Network, nodes: Ints) -> None:
        self._pieces = [_Piece(links, events, nodes) for links, events in network.parts]

    def found(self, mask: Mask, wanted: Callable[[Ints], Flags] | None = None) -> Found:
        """Those to neighbours that are `wanted` whose events pass the mask.

        Neighbours are judged first: that is cheap, and leaves the mask few events to look at.
        """
        found = [piece.found(mask, wanted) for piece in self._pieces]
        if len(found) == 1:
            return found[0]
        return Found(
            np.concatenate([part.row for part in found]),
            np.concatenate([part.neighbour for part in found]),
            np.concatenate([part.slot for part in found]),
            np.concatenate([part.origins for part in found]),
        )


def half_edges(network: Network, nodes: Ints, mask: Mask) -> Found:
    """All half-edges from `nodes` whose events pass; parallel ones each for itself."""
    return Fan(network, nodes).found(mask)


class _Piece:
    """The part of a fan that lies in the base or in the overlay."""

    def __init__(self, links: Links, events: EventColumns, nodes: Ints) -> None:
        self._links = links
        self._events = events
        start, length = links.spans(nodes)
        self._length = length
        self._ends = np.cumsum(length)
        self._at: NDArray[np.int64] | None = None
        if len(nodes) == 1:
            self._start = int(start[0])
            self._neighbour = links.neighbour[self._start : self._start + int(length[0])]
        else:
            shift = np.repeat(start - (self._ends - length), length)
            self._at = np.arange(len(shift)) + shift
            self._neighbour = links.neighbour[self._at]

    def found(self, mask: Mask, wanted: Callable[[Ints], Flags] | None) -> Found:
        if wanted is None:
            chosen = np.arange(len(self._neighbour))
        else:
            chosen = np.flatnonzero(wanted(self._neighbour))
        at = chosen + self._start if self._at is None else self._at[chosen]
        slot = self._links.slot[at]
        passed = mask.passes(self._events, slot)
        chosen, slot = chosen[passed], slot[passed]
        offset = self._events.offset
        return Found(
            self._rows(chosen),
            self._neighbour[chosen],
            slot,
            self._events.origins[slot - offset if offset else slot],
        )

    def _rows(self, chosen: NDArray[np.intp]) -> NDArray[np.int64]:
        """The rows that the half-edges at these places leave."""
        # A search costs some twenty times what writing down one row does.
        if len(chosen) * 20 < len(self._neighbour):
            return np.searchsorted(self._ends, chosen, side="right")
        return np.repeat(np.arange(len(self._length)), self._length)[chosen]
