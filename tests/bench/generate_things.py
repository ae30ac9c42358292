"""What a merge leaves of the invented world of `generate_dossiers`, without its articles.

The same countries, persons and encounters, with their types, roles, statuses and unevenness, as
events at once: a hundred thousand actors with two million links take half a minute, where reading
and merging the dossiers that tell of them would take hours.
"""

import random
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np

from graph_builder.merged import ClaimRef, MergedActor, MergedEvent, Pair, Relation, Thing
from graph_builder.model import ActorType, Basis, EventType, Participant, Role, Status, Time
from graph_builder.network import EventColumns, Nodes, Triples, event_code
from graph_builder.network.projection import KIND_CODE, NEVER, NO_PLACE
from graph_builder.rdf import BASE_IRI
from graph_builder.resolution.pairs import pair_iri
from tests.bench.generate_dossiers import SYMMETRIC, Person, World, roles_of

FIRST_DAY, DAYS = 730_000, 10_000
# Of the events of a graph: some nine in ten happened; of the dates, most are days.
STATUSES = (*["happened"] * 26, "planned", "planned", "denied", "hypothetical")
SPANS = (0, 0, 0, 0, 0, 0, 30, 30, None, None)
# Persons that an encounter draws, on average, and links that it makes, in this world.
DRAWN, LINKED = 2.3, 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """An event: who took part in what role (numbers of actors), where (a number), and when.

    `first` and `last` are ordinals of days, None when undated; `origins` count independent texts.
    """

    type: EventType
    status: Status
    basis: Basis
    parties: tuple[tuple[int, Role], ...]
    place: int | None
    first: int | None
    last: int | None
    origins: int

    def links(self) -> list[tuple[int, int]]:
        """The pairs of actors that it binds, source and target, as the merge does."""
        numbers = [number for number, _ in self.parties]
        if self.type in SYMMETRIC:
            return [(min(ends), max(ends)) for ends in combinations(numbers, 2)]
        return [(numbers[0], other) for other in numbers[1:]]


class Record:
    """The events of a world with about `actors` actors and `links` links, in the order of time.

    `kinds` and `names` are those of the actors met so far, by number.
    """

    def __init__(self, actors: int, links: int, seed: int) -> None:
        share = min(1.0, actors / (links / LINKED * DRAWN))
        self._world = World(seed, lambda _: share)
        self._rng = random.Random(seed + 1)
        self._links = links
        self._numbers: dict[str | int, int] = {}
        self._places: dict[str, int] = {}
        self._kept: list[Person] = []  # lest the id of one that is gone be given to another
        self.kinds: list[ActorType] = []
        self.names: list[str] = []

    def __iter__(self) -> Iterator[Told]:
        made, expected = 0, self._links
        while made < expected:
            told = self._told(made / expected)
            made += len(told.links())
            yield told

    def _told(self, progress: float) -> Told:
        rng = self._rng
        type_, people, place = self._world.encounter()
        numbers = [self._number(who) for who in people]
        span = rng.choice(SPANS)
        first = None if span is None else FIRST_DAY + int(progress * DAYS)
        return Told(
            type_,
            rng.choice(STATUSES),  # type: ignore[arg-type]
            "inferred" if rng.random() < 0.05 else "stated",
            tuple(zip(numbers, roles_of(type_, len(numbers)), strict=True)),
            None if place is None else self._places.setdefault(place, len(self._places)),
            first,
            None if first is None else first + (span or 0),
            int(min(rng.paretovariate(1.2), 60)),
        )

    def _number(self, who: Any) -> int:
        is_person = isinstance(who, Person)
        key = id(who) if is_person else who.id
        known = self._numbers.get(key)
        if known is None:
            known = self._numbers[key] = len(self.kinds)
            self.kinds.append("person" if is_person else "country")
            self.names.append(who.names[0] if is_person else who.name)
            if is_person:
                self._kept.append(who)
        return known


def arrays(actors: int, links: int, seed: int) -> tuple[Triples, EventColumns, Nodes]:
    """A record as the arrays that a network is made from."""
    record = Record(actors, links, seed)
    ends = tuple(array("i") for _ in range(3))
    columns = {name: array("i") for name in ("code", "first", "last", "place", "origins")}
    for slot, told in enumerate(record):
        for source, target in told.links():
            for column, value in zip(ends, (source, target, slot), strict=True):
                column.append(value)
        columns["code"].append(event_code(told.type, told.status, told.basis))
        columns["first"].append(NEVER[0] if told.first is None else told.first)
        columns["last"].append(NEVER[1] if told.last is None else told.last)
        columns["place"].append(NO_PLACE if told.place is None else told.place)
        columns["origins"].append(told.origins)
    kind = np.array([KIND_CODE[kind] for kind in record.kinds], np.uint8)
    held = {name: np.array(values, np.int32) for name, values in columns.items()}
    events = EventColumns(
        held["code"].astype(np.uint8),
        held["first"],
        held["last"],
        held["place"],
        held["origins"].astype(np.uint16),
    )
    triples = Triples(*(np.array(column, np.int32) for column in ends))
    return triples, events, Nodes(kind, np.arange(len(kind), dtype=np.uint32))


# ---- things -------------------------------------------------------------------------------------


def things(actors: int, links: int, seed: int) -> Iterator[Thing]:
    """A record as things: actors, events, and the pairs that follow from those."""
    record = Record(actors, links, seed)
    between: dict[tuple[int, int], list[tuple[int, Told, tuple[int, int]]]] = defaultdict(list)
    events: list[Told] = []
    for number, told in enumerate(record):
        events.append(told)
        for ends in told.links():
            between[min(ends), max(ends)].append((number, told, ends))
    iris = [f"{BASE_IRI}{kind}/w{number}" for number, kind in enumerate(record.kinds)]
    for number, (kind, name) in enumerate(zip(record.kinds, record.names, strict=True)):
        refs = tuple(ClaimRef(f"a{number % 997 + i}", f"w{number}") for i in range(1 + number % 3))
        yield MergedActor(iris[number], kind, name, (name.split()[-1],), refs)
    for number, told in enumerate(events):
        yield _event(number, told, iris)
    for (low, high), rows in between.items():
        yield _pair((iris[low], iris[high]), rows, iris)


def _event(number: int, told: Told, iris: Sequence[str]) -> MergedEvent:
    parts = tuple(Participant(iris[actor], role) for actor, role in told.parties)
    claims = (ClaimRef(f"a{number % 997}", f"e{number}"),)
    start, end = _day(told.first), _day(told.last)
    time = Time(start, end, "unresolved" if start is None else "day" if start == end else "month")
    place = None if told.place is None else f"City {told.place}"
    return MergedEvent(
        f"{BASE_IRI}event/w{number}", told.type, "an event", parts, place, None, time, told.status,
        told.basis, 0.9, claims, told.origins,
    )  # fmt: skip


def _pair(
    ends: tuple[str, str], rows: Sequence[tuple[int, Told, tuple[int, int]]], iris: Sequence[str]
) -> Pair:
    a, b = sorted(ends)
    groups: dict[tuple[Any, ...], list[tuple[int, Told]]] = defaultdict(list)
    for number, told, (start, end) in rows:
        symmetric = told.type in SYMMETRIC
        source, target = (a, b) if symmetric else (iris[start], iris[end])
        key = source, target, told.type, told.status, told.basis, symmetric
        groups[key].append((number, told))
    relations = []
    for key, group in sorted(groups.items()):
        firsts = [told.first for _, told in group if told.first is not None]
        lasts = [told.last for _, told in group if told.last is not None]
        numbers = tuple(sorted(f"{BASE_IRI}event/w{number}" for number, _ in group))
        days = _day(min(firsts, default=None)), _day(max(lasts, default=None))
        relations.append(Relation(*key, numbers, *days))
    return Pair(pair_iri(a, b, BASE_IRI), a, b, tuple(relations))


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
