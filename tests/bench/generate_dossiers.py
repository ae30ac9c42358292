"""Dossiers of an invented world, as many as wanted, for measuring growth.

A world has countries (those of `polities.csv`), persons with offices, and a stream of occasions
over time; how often each appears follows Zipf's law. Articles are told day by day: each tells of
some recent occasions, some past and some to come, in its own spelling and with its own sharpness of
time, quotes what was said, and now and then reprints another article. Every span stands in the
text. The same seed gives the same dossiers, whatever number is asked for.

    python tests/bench/generate_dossiers.py 10000 --seed 1 > dossiers.jsonl
"""

import argparse
import json
import random
import sys
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate

from graph_builder.model import (
    Actor,
    Dossier,
    Event,
    EventType,
    Evidence,
    Participant,
    Role,
    Span,
    Statement,
    Status,
    Tenure,
    Time,
    Topic,
    to_json,
)
from graph_builder.ontology import Polity, polities

START = date(2020, 1, 1)
PER_DAY = 60
TYPES: tuple[tuple[EventType, int], ...] = (
    ("meet", 24), ("visit", 12), ("phone_call", 6), ("agree", 8), ("sign", 6), ("criticize", 10),
    ("demand", 6), ("praise", 6), ("joint_statement", 4), ("sanction_or_tariff", 4),
    ("threaten", 3), ("invite", 2), ("aid", 2), ("attack", 2), ("appoint", 2), ("other", 3),
)  # fmt: skip
SYMMETRIC = ("meet", "phone_call", "agree", "sign", "joint_statement")
VERBS = {
    "meet": "met", "visit": "visited", "phone_call": "spoke by phone with", "agree": "agreed with",
    "sign": "signed with", "criticize": "criticized", "demand": "urged", "praise": "praised",
    "joint_statement": "issued a statement with", "sanction_or_tariff": "imposed tariffs on",
    "threaten": "warned", "invite": "invited", "aid": "pledged relief to", "attack": "struck",
    "appoint": "appointed", "other": "recognised",
}  # fmt: skip
SYLLABLES = (
    "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo zu"
).split()
MATTERS = (
    "fisheries grain pipeline border airspace visas semiconductors ceasefire prisoners "
    "sanctions steel tariffs rail wheat dams satellites vaccines refugees minerals cables ports "
    "archives batteries observers patrols loans housing forests icebreakers drones"
).split()
OFFICES = (
    "President",
    "Prime Minister",
    "Foreign Minister",
    "Defence Minister",
    "Trade Minister",
    "Ambassador",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the invented world: two spellings of a name, an office, a country."""

    names: tuple[str, str]
    office: str
    country: Polity


@dataclass(frozen=True, slots=True)
class Occasion:
    """What really happened: told by several articles in several ways."""

    type: EventType
    day: date
    people: tuple[Person | Polity, ...]
    place: str | None
    matter: tuple[str, ...]
    quote: str
    weight: float = 1.0


class Zipf:
    """Draws from a sequence, the i-th item with weight 1 / (i + 1) ** s."""

    def __init__(self, size: int, s: float) -> None:
        self._sums = list(accumulate(1 / (i + 1) ** s for i in range(size)))

    def draw(self, rng: random.Random) -> int:
        """An index."""
        return bisect(self._sums, rng.random() * self._sums[-1])


class World:
    """Everything that articles can tell of; grows as days go by.

    `newcomers` is how likely someone is new where so many persons of a country are known.
    """

    def __init__(
        self, seed: int, newcomers: Callable[[int], float] = lambda known: 0.6 / (1 + known / 12)
    ) -> None:
        self._rng = random.Random(seed)
        self._newcomers = newcomers
        self._countries = [p for p in polities() if p.type == "country" and p.capital]
        self._rng.shuffle(self._countries)
        self._country = Zipf(len(self._countries), 1.05)
        self._people: dict[str, list[Person]] = {}
        self._type_sums = list(accumulate(weight for _, weight in TYPES))

    def _word(self, syllables: int) -> str:
        return "".join(self._rng.choice(SYLLABLES) for _ in range(syllables)).capitalize()

    def _person(self) -> Person:
        """An old acquaintance mostly, the more so the more a country has; else someone new."""
        country = self._countries[self._country.draw(self._rng)]
        known = self._people.setdefault(country.id, [])
        if known and self._rng.random() > self._newcomers(len(known)):
            return (
                known[Zipf(len(known), 1.1).draw(self._rng)]
                if len(known) < 8
                else known[min(int(self._rng.paretovariate(0.7)) - 1, len(known) - 1)]
            )
        given, family = self._word(3), self._word(2)
        full = f"{given} {family}"
        other = (
            f"{given[:3]}-{given[3:]} {family}" if self._rng.random() < 0.3 else f"{family} {given}"
        )
        person = Person((full, other), self._rng.choice(OFFICES), country)
        known.append(person)
        return person

    def encounter(self) -> tuple[EventType, list[Person | Polity], str | None]:
        """What sort of thing happens, among whom, and in which city, if that is told."""
        rng = self._rng
        type_ = TYPES[bisect(self._type_sums, rng.random() * self._type_sums[-1])][0]
        people: list[Person | Polity] = [self._person()]
        for _ in range(1 if rng.random() < 0.85 else 3):
            other: Person | Polity = self._person()
            if rng.random() < 0.3 or type_ == "visit":
                assert isinstance(other, Person)
                other = other.country
            if other not in people:
                people.append(other)
        if len(people) == 1:
            people.append(next(c for c in self._countries if c not in people))
        host = people[-1]
        land = host.country if isinstance(host, Person) else host
        return type_, people, land.capital if rng.random() < 0.7 else None

    def occasion(self, day: date) -> Occasion:
        """Something new that happens on a day."""
        type_, people, place = self.encounter()
        rng = self._rng
        matter = (*rng.sample(MATTERS, 2), self._word(3).lower(), self._word(4).lower())
        quote = " ".join(["We", *(self._word(rng.randrange(1, 5)).lower() for _ in range(12))])
        return Occasion(
            type_, day, tuple(people), place, matter, quote, min(rng.paretovariate(1.5), 12.0)
        )


@dataclass(slots=True)
class _Writer:
    """Writes one article and notes where everything stands."""

    rng: random.Random
    published: date
    parts: list[str] = field(default_factory=list)
    length: int = 0
    actors: dict[str, Actor] = field(default_factory=dict)

    def write(self, text: str) -> Span:
        span = Span(self.length, self.length + len(text), text)
        self.parts.append(text)
        self.length += len(text)
        return span

    def actor(self, who: Person | Polity) -> str:
        """The id of an actor; writes its name (in full the first time, else the surname)."""
        key = who.names[0] if isinstance(who, Person) else who.id
        known = self.actors.get(key)
        if isinstance(who, Person):
            name = who.names[1] if self.rng.random() < 0.15 else who.names[0]
            title = f"{who.office} of {who.country.name}"
            shown = name if known is None else known.name.split()[-1]
            type_ = "person"
        else:
            name = shown = who.name
            title, type_ = None, "country"
        span = self.write(shown)
        if known is None:
            office = title if self.rng.random() < 0.8 else None
            known = Actor(f"a{len(self.actors) + 1}", name, type_, (), office, ())  # type: ignore[arg-type]
        aliases = tuple(dict.fromkeys((*known.aliases, shown)))
        self.actors[key] = replace(known, aliases=aliases, mentions=(*known.mentions, span))
        return known.id


def _time(rng: random.Random, day: date, published: date) -> tuple[str | None, Time]:
    draw = rng.random()
    if draw < 0.5:
        iso = day.isoformat()
        return iso, Time(iso, iso, "day", iso, published.isoformat(), "absolute")
    if draw < 0.65:
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        time = Time(
            first.isoformat(),
            last.isoformat(),
            "month",
            f"{day:%B}",
            published.isoformat(),
            "month",
        )
        return time.date, time
    return None, Time()


def roles_of(type_: EventType, count: int) -> list[Role]:
    """The roles of so many parties to an event, in their order."""
    if type_ in SYMMETRIC:
        return ["participant"] * count
    first, others = ("visitor", "host") if type_ == "visit" else ("agent", "target")
    return [first, *[others] * (count - 1)]  # type: ignore[list-item]


def _tell(writer: _Writer, number: int, occasion: Occasion) -> tuple[Event, Statement | None]:
    rng = writer.rng
    start = writer.length
    planned = occasion.day > writer.published
    status: Status = "planned" if planned else "denied" if rng.random() < 0.02 else "happened"
    people = occasion.people
    ids = [writer.actor(people[0])]
    trigger = writer.write(" " + ("will have " if planned else "") + VERBS[occasion.type])
    for who in people[1:]:
        writer.write(" ")
        ids.append(writer.actor(who))
    place = occasion.place if rng.random() < 0.8 else None
    if place:
        writer.write(f" in {place}")
    date_, time = _time(rng, occasion.day, writer.published)
    if date_:
        writer.write(f" on {date_}")
    words = rng.sample(MATTERS, 2)
    writer.write(
        f" about {' '.join(occasion.matter[:3])} and {occasion.matter[3]},"
        f" amid {words[0]} and {words[1]}."
    )
    sentence = "".join(writer.parts)[start : writer.length]
    roles = roles_of(occasion.type, len(ids))
    parts = tuple(Participant(a, r) for a, r in dict(zip(ids, roles, strict=True)).items())
    evidence = (Evidence(start, writer.length, sentence, ("trigger", "participant")),)
    event = Event(
        f"e{number}", occasion.type, parts, place, (), date_, time, status, "stated",
        Span(trigger.start + 1, trigger.end, trigger.text[1:]), evidence,
        round(rng.uniform(0.5, 0.95), 2), "synthetic",
    )  # fmt: skip
    if rng.random() > 0.4 or planned:
        return event, None
    return event, _quote(writer, number, occasion, ids)


def _quote(writer: _Writer, number: int, occasion: Occasion, ids: Sequence[str]) -> Statement:
    rng = writer.rng
    words = occasion.quote.split()
    if rng.random() < 0.3:
        words[rng.randrange(2, len(words))] = rng.choice(MATTERS)
    direct = rng.random() < 0.7
    writer.write(" “" if direct else " It was said that ")
    said = writer.write(" ".join(words))
    writer.write(".” " if direct else ". ")
    evidence = (Evidence(said.start, said.end, said.text, ("quote",)),)
    day = occasion.day.isoformat()
    return Statement(
        f"s{number}", ids[0], "direct" if direct else "indirect", said.text, said.text,
        ids[-1] if len(ids) > 1 and rng.random() < 0.3 else None,
        tuple(Topic(m) for m in occasion.matter), tuple(dict.fromkeys(ids[1:])), day,
        Time(day, day, "day", None, None, "event"), evidence, 0.8, "synthetic",
    )  # fmt: skip


def _article(rng: random.Random, number: int, day: date, told: Sequence[Occasion]) -> Dossier:
    writer = _Writer(rng, day)
    title = f"Report {number} on {told[0].matter[0]} and {told[0].matter[1]}"
    writer.write(title + "\n")
    events, statements = [], []
    for i, occasion in enumerate(told, 1):
        event, said = _tell(writer, i, occasion)
        events.append(event)
        statements += [said] if said else []
        writer.write(" " if i % 3 else "\n\n")
    offices = []
    for actor in writer.actors.values():
        if actor.office and actor.mentions:
            office, _, org = actor.office.partition(" of ")
            at = actor.mentions[0]
            evidence = (Evidence(at.start, at.end, at.text, ("office",)),)
            offices.append(Tenure(actor.id, office, org, None, None, None, evidence, 0.9, "title"))
    return Dossier(
        f"n{number:07d}", f"https://example.org/{number}", title, f"Outlet {rng.randrange(40)}",
        day.isoformat(), "en", "".join(writer.parts), "synthetic", "synthetic",
        tuple(writer.actors.values()), tuple(events), tuple(statements), tuple(offices),
    )  # fmt: skip


def generate(count: int, seed: int = 0, per_day: int = PER_DAY) -> Iterator[Dossier]:
    """`count` dossiers in order of publication, `per_day` a day."""
    world, rng = World(seed), random.Random(seed + 1)
    recent: list[Occasion] = []
    reprinted: list[Dossier] = []
    day = START
    for number in range(count):
        if number % per_day == 0:
            day = START + timedelta(days=number // per_day)
            horizon = day - timedelta(days=12)
            recent = [o for o in recent if o.day >= horizon]
            ahead = [
                day + timedelta(days=rng.choice((0, 0, 0, -1, 3, 9))) for _ in range(per_day * 2)
            ]
            recent += [world.occasion(when) for when in ahead]
            weights = list(accumulate(o.weight for o in recent))
        if reprinted and rng.random() < 0.05:
            old = rng.choice(reprinted)
            url = f"https://copy.example.org/{number}"
            yield replace(
                old, id=f"n{number:07d}", url=url, published=day.isoformat(), publisher="Copy"
            )
            continue
        picks = {bisect(weights, rng.random() * weights[-1]) for _ in range(rng.randrange(4, 12))}
        made = _article(rng, number, day, [recent[i] for i in sorted(picks)])
        reprinted = [*reprinted[-20:], made]
        yield made


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes dossiers as JSON Lines to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    for dossier in generate(options.count, options.seed):
        sys.stdout.write(json.dumps(to_json(dossier), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
