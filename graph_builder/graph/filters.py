"""The filters that questions share, checked and turned into network masks and SQL conditions."""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graph_builder.errors import InputError, NotFoundError
from graph_builder.graph.given import taken
from graph_builder.graph.opened import Opened
from graph_builder.graph.topics import topics_below
from graph_builder.model import EVENT_TYPES, STATUSES
from graph_builder.network import THROUGH, Mask
from graph_builder.network.projection import Ints
from graph_builder.ontology import name_key, polities

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
# Events on a topic: a sentence that tells of the event also bears a statement on that topic.
_ON_TOPICS = """
SELECT DISTINCT event_claim.event FROM statement_topic
JOIN statement_claim USING (statement)
JOIN evidence AS said USING (article, claim)
JOIN evidence AS told ON told.article = said.article
  AND told.start < said."end" AND said.start < told."end"
JOIN event_claim ON event_claim.article = told.article AND event_claim.claim = told.claim
WHERE statement_topic.topic IN ({marks})
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events count. The default is everything that happened.

    `types`, `statuses` and `bases` are names of the model; empty means any. `since` and `until`
    are ISO days, months or years, both inclusive: an event counts when its time may overlap with
    theirs, an undated one never does. `places` are names of places, countries or their IRIs.
    `topics` are labels or IRIs, narrower topics included: an event is on a topic when a sentence
    that tells of it also bears a statement on it. `min_origins` is the least number of independent
    texts. Raises `InputError` for values that can't be.
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("happened",)
    bases: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    min_origins: int = 1

    def __post_init__(self) -> None:
        _check("event type", self.types, EVENT_TYPES)
        _check("status", self.statuses, STATUSES)
        _check("basis", self.bases, ("stated", "inferred"))
        if self.min_origins < 1:
            raise InputError("the least number of origins must be 1 or more")
        first, last = self.days
        if first is not None and last is not None and first > last:
            raise InputError(f"no day lies between {self.since} and {self.until}; swap them")

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day that events may fall on."""
        first = None if self.since is None else day_range(self.since)[0]
        last = None if self.until is None else day_range(self.until)[1]
        return first, last

    @staticmethod
    def of(given: "Filters | Mapping[str, Any] | None") -> "Filters":
        """Filters as such or as JSON values; None is the default. Raises `InputError`."""
        return taken(Filters, given)

    def mask(
        self,
        graph: Opened,
        *,
        through: Iterable[str] = THROUGH,
        excluded: Iterable[int] = (),
    ) -> Mask:
        """These filters for the network of `graph`. Raises `NotFoundError` for unknown names."""
        first, last = self.days
        return Mask.of(
            types=self.types,
            statuses=self.statuses,
            bases=self.bases,
            since=None if first is None else first.toordinal(),
            until=None if last is None else last.toordinal(),
            places=np.array(place_ids(graph, self.places), np.int32) if self.places else None,
            slots=_slots_on(graph, self.topics) if self.topics else None,
            min_origins=self.min_origins,
            through=tuple(through),
            excluded=tuple(excluded),
        )

    def time_condition(self, graph: Opened, table: str) -> tuple[str, list[str]]:
        """The dates as an SQL condition on `event` or `statement`, and its values.

        Said so that the index by the first day is of use: nothing lasts longer than the longest.
        """
        first, last = self.days
        parts, values = ["1"], list[str]()
        if first is not None:
            parts.append(f"coalesce({table}.first, '~') >= ? AND {table}.last >= ?")
            values += [_earliest(graph, first), first.isoformat()]
        if last is not None:
            parts.append(f"coalesce({table}.first, '~') <= ?")
            values.append(last.isoformat())
        return " AND ".join(parts), values

    def condition(self, graph: Opened) -> tuple[str, list[str | int]]:
        """These filters as an SQL condition on the table `event`, and its values."""
        parts, values = ["event.type IS NOT NULL"], list[str | int]()
        for column, names in (
            ("type", self.types),
            ("status", self.statuses),
            ("basis", self.bases),
        ):
            if names:
                parts.append(f"event.{column} IN ({_marks(names)})")
                values += names
        dates, days = self.time_condition(graph, "event")
        parts.append(dates)
        values += days
        if self.places:
            ids = place_ids(graph, self.places)
            parts.append(f"event.place IN ({_marks(ids)})")
            values += ids
        if self.topics:
            below = topics_below(graph, self.topics)
            parts.append(f"event.id IN ({_ON_TOPICS.format(marks=_marks(below))})")
            values += below
        if self.min_origins > 1:
            parts.append("event.origins >= ?")
            values.append(self.min_origins)
        return " AND ".join(parts), values


def _earliest(graph: Opened, day: date) -> str:
    """The first day on which something may have begun that lasted until `day`."""
    return date.fromordinal(max(day.toordinal() - graph.longest_days, 1)).isoformat()


def day_range(text: str) -> tuple[date, date]:
    """First and last day of an ISO day, month or year. Raises `InputError` for anything else."""
    found = _DATE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if day is not None:
            assert month is not None
            return (exact := date(year, month, day)), exact
        last = month or 12
        return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError as error:
        raise InputError(
            f"{text!r} is no date; write a day (2025-08-23), a month (2025-08) or a year (2025)"
        ) from error


def place_ids(graph: Opened, places: Iterable[str]) -> list[int]:
    """Numbers of all places that have one of these names or lie in one of these countries."""
    found: set[int] = set()
    for place in places:
        known = (*polities().by_name(place), polities().by_id(place))
        ends = [f"/{polity.type}/{polity.id}" for polity in known if polity is not None]
        rows = graph.index.execute("SELECT id, key, polity FROM place").fetchall()
        key = name_key(place)
        hits = {
            row["id"]
            for row in rows
            if row["key"] == key
            or (
                row["polity"] is not None
                and (row["polity"] == place or row["polity"].endswith(tuple(ends)))
            )
        }
        if not hits:
            raise NotFoundError(f"no event of this graph has the place {place!r}")
        found |= hits
    return sorted(found)


def _slots_on(graph: Opened, topics: Iterable[str]) -> Ints:
    below = topics_below(graph, topics)
    on_them = _ON_TOPICS.format(marks=_marks(below))
    rows = graph.rows(f"SELECT slot FROM event WHERE id IN ({on_them}) ORDER BY slot", below)
    return np.array([row["slot"] for row in rows], np.int32)


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _check(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        if name not in known:
            raise InputError(f"there is no {what} {name!r}; known: {', '.join(known)}")
