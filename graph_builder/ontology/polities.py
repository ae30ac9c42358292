"""Countries and international organisations: the rows of `polities.csv` and their look-ups."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from graph_builder.errors import ArtefactError
from graph_builder.ontology.files import path
from graph_builder.ontology.names import bare_name, name_key

PolityType = Literal["country", "organization"]


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place that stands for an institution: "Blue House" for the "Office of the President"."""

    surface: str
    institution: str


@dataclass(frozen=True, slots=True)
class Polity:
    """A country or an international organisation, one row of `polities.csv`.

    `id` is the ISO 3166-1 alpha-2 code of a country that has one, else a slug. `kind` says more
    than `type`: state, observer state, disputed state, territory, or the sort of organisation.
    `adjectives` are attributive ("Japanese"), `people` nouns ("Japanese", "Koreans"). `capital` is
    the usual spelling, `capital_spellings` are others or former names of it, `seats` further cities
    that house the government or stand for it. `shared` and `yielded` are aliases that other rows
    claim too (see `Polities`); `ambiguous` are aliases that commonly name something else as well
    ("Georgia", "Washington"). `un` is member, observer or none; None for organisations.
    """

    id: str
    type: PolityType
    kind: str
    name: str
    official_name: str
    short_names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str | None
    capital_spellings: tuple[str, ...]
    seats: tuple[str, ...]
    metonyms: tuple[Metonym, ...]
    shared: tuple[str, ...]
    yielded: tuple[str, ...]
    ambiguous: tuple[str, ...]
    iso2: str | None
    iso3: str | None
    un: str | None
    wikidata: str | None
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """Name, official name and short names, without abbreviations."""
        return tuple(dict.fromkeys((self.name, self.official_name, *self.short_names)))

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives and nouns for its people, each once."""
        return tuple(dict.fromkeys((*self.adjectives, *self.people)))

    @property
    def capitals(self) -> tuple[str, ...]:
        """The capital in all spellings, then the other seats of government."""
        first = (self.capital,) if self.capital else ()
        return (*first, *self.capital_spellings, *self.seats)


class Polities:
    """All rows of `polities.csv`, by id, name, demonym, capital and metonym.

    Look-ups go by `name_key` after a leading "the" and a possessive ending are taken off, so
    "the Elysée's" is "Elysee"; abbreviations must match in case too ("US", never "us"). They return
    every polity that claims the alias, the usual reading first: a row that lists the alias as
    `yielded` comes after the row that lists it as `shared`.
    """

    def __init__(self, rows: Iterable[Polity]) -> None:
        self._rows = {row.id: row for row in rows}
        everything = self._rows.values()
        self._names = _index((alias, row) for row in everything for alias in row.names)
        self._demonyms = _index((alias, row) for row in everything for alias in row.demonyms)
        self._capitals = _index((alias, row) for row in everything for alias in row.capitals)
        self._ambiguous = frozenset(
            name_key(alias)
            for row in everything
            for alias in (*row.ambiguous, *row.shared, *row.yielded)
        )
        self._abbreviations: dict[str, list[Polity]] = defaultdict(list)
        self._metonyms: dict[str, list[tuple[Polity, Metonym]]] = defaultdict(list)
        for row in everything:
            for short in dict.fromkeys(a.replace(".", "") for a in row.abbreviations):
                self._abbreviations[short].append(row)
            for metonym in row.metonyms:
                self._metonyms[name_key(metonym.surface)].append((row, metonym))
        for short, claimants in self._abbreviations.items():
            claimants.sort(key=lambda row, alias=short: _yields(row, alias))  # type: ignore[misc]

    def __iter__(self) -> Iterator[Polity]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def by_id(self, id_: str) -> Polity | None:
        """The row with this id ("KR", "european-union")."""
        return self._rows.get(id_)

    def by_name(self, surface: str) -> tuple[Polity, ...]:
        """Polities with this name, official name, short name or abbreviation."""
        bare = bare_name(surface)
        named = self._names.get(name_key(bare), ())
        short = self._abbreviations.get(bare.replace(".", ""), ())
        return tuple({row.id: row for row in (*named, *short)}.values())

    def by_demonym(self, surface: str) -> tuple[Polity, ...]:
        """Polities of this adjective or people ("South Korean", "Koreans")."""
        return self._demonyms.get(name_key(bare_name(surface)), ())

    def by_capital(self, surface: str) -> tuple[Polity, ...]:
        """Polities with this capital or seat of government, in any listed spelling."""
        return self._capitals.get(name_key(bare_name(surface)), ())

    def by_metonym(self, surface: str) -> tuple[tuple[Polity, Metonym], ...]:
        """Polities, each with the institution, for which this place stands ("the Kremlin")."""
        return tuple(self._metonyms.get(name_key(bare_name(surface)), ()))

    def is_ambiguous(self, surface: str) -> bool:
        """Whether this alias has more than one reading, in the table or outside of it."""
        return name_key(bare_name(surface)) in self._ambiguous


def _yields(row: Polity, alias: str) -> bool:
    key = name_key(bare_name(alias))
    return any(name_key(bare_name(yielded)) == key for yielded in row.yielded)


def _index(claims: Iterable[tuple[str, Polity]]) -> dict[str, tuple[Polity, ...]]:
    found: dict[str, dict[str, Polity]] = defaultdict(dict)
    for alias, row in claims:
        found[name_key(bare_name(alias))][row.id] = row
    return {
        key: tuple(sorted(rows.values(), key=lambda row: _yields(row, key)))
        for key, rows in found.items()
    }


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _metonym(entry: str) -> Metonym:
    surface, _, institution = entry.partition("=")
    return Metonym(surface, institution)


def _polity(row: Mapping[str, str]) -> Polity:
    return Polity(
        id=row["id"],
        type=cast(PolityType, row["type"]),
        kind=row["kind"],
        name=row["name"],
        official_name=row["official_name"] or row["name"],
        short_names=_listed(row["short_names"]),
        abbreviations=_listed(row["abbreviations"]),
        adjectives=_listed(row["adjectives"]),
        people=_listed(row["people"]),
        capital=row["capital"] or None,
        capital_spellings=_listed(row["capital_spellings"]),
        seats=_listed(row["seats"]),
        metonyms=tuple(_metonym(entry) for entry in _listed(row["metonyms"])),
        shared=_listed(row["shared"]),
        yielded=_listed(row["yielded"]),
        ambiguous=_listed(row["ambiguous"]),
        iso2=row["iso2"] or None,
        iso3=row["iso3"] or None,
        un=row["un"] or None,
        wikidata=row["wikidata"] or None,
        note=row["note"],
    )


@cache
def polities() -> Polities:
    """The table of `polities.csv`. Raises `ArtefactError` when it is missing or damaged."""
    lines = path("polities.csv").read_text("utf-8").splitlines()
    try:
        return Polities(_polity(row) for row in csv.DictReader(lines, strict=True))
    except (csv.Error, KeyError, AttributeError) as error:
        raise ArtefactError(
            f"ontology/polities.csv is damaged: {error}; install Chancery again"
        ) from error
