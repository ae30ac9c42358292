"""Sentences generated from templates: diplomatic phrasings that the treebanks lack.

`templates.toml` holds the templates. Names are drawn at random from common names of many
languages, countries from `ontology/polities.csv`; no sentence of any real text is used.
"""

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from importlib import resources

from graph_builder.ontology import polities
from graph_builder.reading.training.sentences import Document, Frame, RoleSpan, Sentence

Word = tuple[str, str]
"""A word and its BIO label."""

_TOKEN = re.compile(
    r"\[(?P<open>[A-Z0-9-]+)|(?P<close>\](?!\S))|\{(?P<slot>\w+)\}|(?P<word>\S+?)(?=\]|\s|$)"
)


def generate(count: int, seed: int) -> list[Document]:
    """`count` sentences, each a document of its own; the same for the same seed."""
    rng = random.Random(seed)
    content = tomllib.loads(
        resources.files(__package__).joinpath("templates.toml").read_text("utf-8")
    )
    slots = _Slots(rng, content["fillers"])
    return [[fill(rng.choice(content["templates"]), slots.fill)] for _ in range(count)]


def fill(template: str, expand: Callable[[str], Sequence[Word]]) -> Sentence:
    """The sentence of a template, its slots filled by `expand`."""
    words: list[Word] = []
    opened: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int]] = []
    predicate: tuple[int, str] | None = None
    for match in _TOKEN.finditer(template):
        if match["open"]:
            opened.append((match["open"], len(words)))
        elif match["close"]:
            role, start = opened.pop()
            spans.append((role, start, len(words)))
        elif match["slot"]:
            words += expand(match["slot"])
        else:
            word, _, sense = match["word"].partition("|")
            if sense:
                predicate = (len(words), sense)
            words.append((word, "O"))
    frames = None
    if predicate is not None:
        roles = tuple(RoleSpan(role, start, end, -1) for role, start, end in spans)
        frames = [Frame(predicate[0], predicate[1], roles)]
    return Sentence(
        source="templates",
        words=[word for word, _ in words],
        names=[label for _, label in words],
        frames=frames,
    )


def _labelled(text: str, kind: str) -> list[Word]:
    """The words of a name; a leading article stands outside of it."""
    words = text.split()
    outside: list[Word] = []
    if words[0] == "the":
        outside, words = [("the", "O")], words[1:]
    return outside + [(w, ("B-" if i == 0 else "I-") + kind) for i, w in enumerate(words)]


class _Slots:
    """Random fillings, each a list of words with labels; `fillers` are lists of names by kind."""

    def __init__(self, rng: random.Random, fillers: Mapping[str, Sequence[str]]) -> None:
        self._rng = rng
        self._fillers = fillers
        rows = [row for row in polities() if row.type == "country"]
        self._countries = [row.names for row in rows]
        self._adjectives = [row.adjectives[0] for row in rows if row.adjectives]
        self._capitals = [row.capital for row in rows if row.capital] + list(fillers["cities"])

    def fill(self, slot: str) -> list[Word]:
        """The words of a slot, by the method of its name."""
        filler: Callable[[], list[Word]] = getattr(self, f"_{slot}")
        return filler()

    def _pick(self, kind: str) -> str:
        return self._rng.choice(self._fillers[kind])

    def _name(self) -> tuple[str, str]:
        """A full name and its surname."""
        kind = self._rng.random()
        if kind < 0.3:
            surname, first = self._pick("korean_surnames"), self._pick("korean_first")
            second = self._pick("korean_second")
            hyphenated = self._rng.random() < 0.67
            given = f"{first}-{second}" if hyphenated else f"{first} {second.title()}"
            return f"{surname} {given}", surname
        if kind < 0.42:
            surname = self._pick("chinese_surnames")
            return f"{surname} {self._pick('chinese_given')}", surname
        origin = self._rng.choice(("japanese", "western", "western", "other"))
        surname = self._pick(f"{origin}_surnames")
        return f"{self._pick(f'{origin}_given')} {surname}", surname

    def _person(self) -> list[Word]:
        return _labelled(self._name()[0], "PER")

    def _surname(self) -> list[Word]:
        return _labelled(self._name()[1], "PER")

    def _title(self) -> list[Word]:
        return _plain(self._pick("titles"))

    def _leader(self) -> list[Word]:
        name = self._person() if self._rng.random() < 0.75 else self._surname()
        kind = self._rng.random()
        if kind < 0.4:
            return [*self._dem(), *_plain(self._pick("offices")), *name]
        if kind < 0.6:
            return [*self._country(), ("'s", "O"), *_plain(self._pick("offices")), *name]
        return [*self._title(), *name] if kind < 0.85 else name

    def _country(self) -> list[Word]:
        if self._rng.random() < 0.25:  # the states that news is most about
            return _labelled(self._pick("states"), "LOC")
        names = self._rng.choice(self._countries)
        return _labelled(names[0] if self._rng.random() < 0.8 else self._rng.choice(names), "LOC")

    def _dem(self) -> list[Word]:
        if self._rng.random() < 0.2:
            return _labelled(self._pick("peoples"), "NORP")
        return _labelled(self._rng.choice(self._adjectives), "NORP")

    def _city(self) -> list[Word]:
        return _labelled(self._rng.choice(self._capitals), "LOC")

    def _cityup(self) -> list[Word]:
        return _labelled(self._rng.choice(self._capitals).upper(), "LOC")

    def _org(self) -> list[Word]:
        return _labelled(self._pick("organisations"), "ORG")

    def _agency(self) -> list[Word]:
        return _labelled(self._pick("agencies"), "ORG")

    def _day(self) -> list[Word]:
        return _labelled(self._pick("days"), "DATE")

    def _month(self) -> list[Word]:
        return _labelled(self._pick("months"), "DATE")

    def _year(self) -> list[Word]:
        return _labelled(str(self._rng.randint(1945, 2035)), "DATE")

    def _date(self) -> list[Word]:
        month = self._pick(self._rng.choice(("months", "short_months")))
        day, year = self._rng.randint(1, 31), self._rng.randint(1990, 2035)
        forms = (
            f"{month} {day}",
            f"{month} {day} , {year}",
            f"{day} {month} {year}",
            f"{month} {year}",
        )
        return _labelled(self._rng.choice(forms), "DATE")


def _plain(text: str) -> list[Word]:
    return [(word, "O") for word in text.split()]
