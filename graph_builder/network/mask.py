"""Filters over the network, judged only where a search goes: never a pass over all links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph_builder.model import STATUSES
from graph_builder.network.projection import (
    BASES,
    DEAD,
    KIND_CODE,
    TYPE_CODE,
    Bytes,
    EventColumns,
    Ints,
    event_code,
)

Flags = NDArray[np.bool_]
THROUGH = ("person", "organization")


def _codes(types: Iterable[str], statuses: Iterable[str], bases: Iterable[str]) -> Flags:
    allowed = np.zeros(256, np.bool_)
    for type_ in types:
        for status in statuses:
            for basis in bases:
                allowed[event_code(type_, status, basis)] = True
    return allowed


@dataclass(frozen=True, slots=True)
class Mask:
    """Which links and which nodes a search may use.

    `codes` tells of each event code whether it is let through. `since` and `until` are ordinals of
    days: an event passes when its interval overlaps with theirs, an undated one only when both are
    None. `places` are place numbers, `slots` event slots (both ascending), None for all.
    `kinds` are the actor types that a path may lead *through*; its two ends may be of any.
    `excluded` are nodes that no path may touch.
    """

    codes: Flags
    since: int | None = None
    until: int | None = None
    places: Ints | None = None
    slots: Ints | None = None
    min_origins: int = 1
    kinds: Flags = field(default_factory=lambda: np.ones(256, np.bool_))
    excluded: Ints = field(default_factory=lambda: np.zeros(0, np.int32))

    @staticmethod
    def of(  # noqa: PLR0913 - one keyword for each filter that a question may set
        *,
        types: Sequence[str] = (),
        statuses: Sequence[str] = ("happened",),
        bases: Sequence[str] = BASES,
        since: int | None = None,
        until: int | None = None,
        places: Ints | None = None,
        slots: Ints | None = None,
        min_origins: int = 1,
        through: Sequence[str] = THROUGH,
        excluded: Sequence[int] = (),
    ) -> "Mask":
        """The mask for named types, statuses and actor types; no types means every type."""
        kinds = np.zeros(256, np.bool_)
        kinds[[KIND_CODE[kind] for kind in through]] = True  # type: ignore[index]
        return Mask(
            codes=_codes(types or TYPE_CODE, statuses or STATUSES, bases or BASES),
            since=since,
            until=until,
            places=places,
            slots=slots,
            min_origins=min_origins,
            kinds=kinds,
            excluded=np.array(sorted(set(excluded)), np.int32),
        )

    def passes(self, events: EventColumns, slots: Ints) -> Flags:
        """Which of the events in `slots` (all within `events`) are let through."""
        at = slots - events.offset if events.offset else slots
        passed: Flags = self.codes[events.code[at]]
        if self.since is not None:
            passed &= events.last[at] >= self.since
        if self.until is not None:
            passed &= events.first[at] <= self.until
        if self.min_origins > 1:
            passed &= events.origins[at] >= self.min_origins
        if self.places is not None:
            passed &= _among(events.place[at], self.places)
        if self.slots is not None:
            passed &= _among(slots, self.slots)
        return passed

    def leads_through(self, kind: Bytes, nodes: Ints) -> Flags:
        """Which of `nodes` a path may lead through, exclusions aside."""
        passed: Flags = self.kinds[kind[nodes]]
        return passed


EVERYTHING = Mask(codes=np.arange(256) != DEAD)


def _among(values: Ints, ascending: Ints) -> Flags:
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(ascending, values), len(ascending) - 1)
    found: Flags = ascending[at] == values
    return found
