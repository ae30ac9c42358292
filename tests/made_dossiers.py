"""Dossiers made up from a seed, with every span where it says: for tests of builds, and benchmarks.

Names, places and wordings come from small lists, so that articles overlap: they tell of the same
actors, often of the same meetings, and some are near-copies of others.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph_builder.model import (
    Actor,
    ActorType,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Statement,
    Tenure,
    Time,
    Topic,
)

GIVEN = ("Ana", "Jon", "Mira", "Tomas", "Ines", "Pavel", "Lena", "Omar", "Suda", "Kofi")
FAMILY = ("Mora", "Berg", "Okafor", "Lindqvist", "Haddad", "Sorel", "Tanaka", "Novak", "Reyes")
COUNTRIES = ("Norway", "Chile", "Ghana", "Thailand", "Jordan", "Slovenia", "Peru", "Finland")
PLACES = ("Oslo", "Santiago", "Accra", "Bangkok", "Amman", "Ljubljana", "Lima", "Helsinki")
TOPICS = ("trade", "fisheries", "border security", "energy supply", "student exchange")
DAY0 = date(2024, 1, 1)


@dataclass
class Draft:
    """A text under construction, and the spans noted in it."""

    text: str = ""
    mentions: dict[str, list[Span]] = field(default_factory=dict)

    def say(self, *parts: str | tuple[str, str]) -> Span:
        """Append a sentence; parts given as (actor id, name) are noted as mentions."""
        start = len(self.text) + (1 if self.text else 0)
        self.text += " " if self.text else ""
        for part in parts:
            if isinstance(part, tuple):
                actor, name = part
                at = len(self.text)
                self.mentions.setdefault(actor, []).append(Span(at, at + len(name), name))
                self.text += name
            else:
                self.text += part
        return Span(start, len(self.text), self.text[start:])


def person(number: int) -> str:
    """The name of person `number`; numbers beyond the lists get a second family name."""
    given, rest = GIVEN[number % len(GIVEN)], number // len(GIVEN)
    family, more = FAMILY[rest % len(FAMILY)], rest // len(FAMILY)
    return (
        f"{given} {family}"
        if not more
        else f"{given} {family}-{FAMILY[more % 9]}{'a' * (more // 9)}"
    )


def dossier(number: int, *, persons: int = 40, seed: int = 0) -> Dossier:
    """Article `number` of the made-up world with this many persons."""
    rng = random.Random(f"{seed}/{number}")
    meeting = number // 2  # two articles tell of each meeting
    of_meeting = random.Random(f"{seed}/meeting/{meeting}")
    one, two = of_meeting.sample(range(persons), 2)
    where = of_meeting.randrange(len(PLACES))
    day = DAY0 + timedelta(days=meeting % 700)
    names = {"a1": person(one), "a2": person(two), "a3": COUNTRIES[where]}
    draft = Draft()
    met = draft.say(("a1", names["a1"]), " met ", ("a2", names["a2"]),
                    f" in {PLACES[where]} on {day:%B} {day.day}, {day.year}.")  # fmt: skip
    topic = rng.choice(TOPICS)
    words = f"We will deepen our cooperation on {topic}"
    said = draft.say(f"“{words},” ", ("a1", names["a1"]), " said.")
    held = draft.say(("a1", names["a1"]), " is the president of ", ("a3", names["a3"]), ".")
    draft.say(f"Observers noted item {number} of the agenda: {rng.choice(TOPICS)}.")
    time = Time(day.isoformat(), day.isoformat(), "day", f"{day:%B} {day.day}, {day.year}")
    return Dossier(
        id=f"made{seed}-{number:06d}",
        url=f"https://news.example/{seed}/{number}",
        title=None,
        publisher=f"Paper {number % 7}",
        published=(day + timedelta(days=1)).isoformat(),
        language="en",
        text=draft.text,
        reader="made",
        extraction="made",
        actors=tuple(_actor(id_, name, draft) for id_, name in names.items()),
        events=(_meeting(met, PLACES[where], time),),
        statements=(_statement(said, words, topic),),
        offices=(_office(held, names["a3"]),),
    )


def _actor(id_: str, name: str, draft: Draft) -> Actor:
    type_: ActorType = "country" if id_ == "a3" else "person"
    return Actor(id_, name, type_, (name,), None, tuple(draft.mentions.get(id_, ())))


def _office(sentence: Span, country: str) -> Tenure:
    evidence = (_evidence(sentence, "office"),)
    return Tenure("a1", "President", country, "a3", None, None, evidence, 0.9, "made")


def _evidence(span: Span, *supports: str) -> Evidence:
    return Evidence(span.start, span.end, span.text, supports)  # type: ignore[arg-type]


def _meeting(sentence: Span, place: str, time: Time) -> Event:
    at = sentence.text.index(" met ") + 1
    trigger = Span(sentence.start + at, sentence.start + at + 3, "met")
    parts = (Participant("a1", "participant"), Participant("a2", "participant"))
    evidence = (_evidence(sentence, "trigger", "participant", "date", "place"),)
    return Event("e1", "meet", parts, place, (), time.date, time, "happened", "stated", trigger,
                 evidence, 0.9, "made")  # fmt: skip


def _statement(sentence: Span, words: str, topic: str) -> Statement:
    evidence = (_evidence(sentence, "quote", "speaker"),)
    return Statement("s1", "a1", "direct", words, words, None, (Topic(topic),), (), None, Time(),
                     evidence, 0.9, "made")  # fmt: skip


def dossiers(count: int, *, start: int = 0, persons: int = 40, seed: int = 0) -> Iterator[Dossier]:
    """Articles `start` to `start + count` of the made-up world."""
    for number in range(start, start + count):
        yield dossier(number, persons=persons, seed=seed)
