"""The days of a network's events, as numbers of rows in tables of texts around them."""

import numpy as np
from numpy.typing import NDArray

from graph_builder.export.fixed_width import Column, beside, constant, table
from graph_builder.network.projection import NEVER, Ints, Network

# The proleptic ordinal of 1970-01-01, from which numpy counts days.
EPOCH = 719_163


class Days:
    """All days on which events of a network begin or end, ascending; row i of a table is day i.

    `none` is the row after the last, for what has no day.
    """

    def __init__(self, network: Network) -> None:
        days = _days(network)
        self.none = len(days)
        # Beside the days from the first to the last there is a cell on either side, for what has
        # no day: wherever that comes out when the first day is taken from it, it lies beyond these.
        self._before = (days[0] if len(days) else np.int32(0)) - np.int32(1)
        self._rows = np.full(int(np.ptp(days)) + 3 if len(days) else 2, self.none, np.intp)
        self._rows[days - self._before] = np.arange(len(days))
        dates = np.datetime_as_string((days - EPOCH).astype("datetime64[D]")).astype("S10")
        self._dates = dates.view(np.uint8).reshape(-1, 10)

    def rows(self, days: Ints) -> NDArray[np.intp]:
        """The rows of ordinals of days; of `NEVER`, `none`."""
        return self._rows.take(days - self._before, mode="clip")

    def table(self, before: str, after: str, *others: str) -> Column:
        """A row for each day's ISO form between two texts; then the others, filled on the left."""
        size = len(self._dates)
        days = beside([constant(before, size), self._dates, constant(after, size)])
        return np.concatenate((days, table(other.rjust(days.shape[1]) for other in others)))


def _days(network: Network) -> Ints:
    events = [part for part in (network.base_events, network.overlay_events) if len(part)]
    start = min((int(part.first.min()) for part in events), default=NEVER[0])
    end = max((int(part.last.max()) for part in events), default=NEVER[1])
    if start > end:
        return np.zeros(0, np.int32)
    # The cells of the days before the first and after the last are for what is undated.
    occurs = np.zeros(end - start + 3, np.bool_)
    for part in events:
        for column in (part.first, part.last):
            occurs[np.clip(column, start - 1, end + 1) - (start - 1)] = True
    return (np.flatnonzero(occurs[1:-1]) + start).astype(np.int32)
