"""Countries and international organisations: the rows of `polities.csv` and their look-ups."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal, cast

from graph_builder.errors import ArtefactError
from graph_builder.ontology.files import path
from graph_builder.ontology.names import alias_keys, name_key

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
    that house the government, `cities` other places that news names without their country.
    `shared` and `yielded` are aliases that other rows
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
    cities: tuple[str, ...]
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

    Look-ups go by `alias_keys`, so "the Elysée's" is "Elysee"; abbreviations must match in case
    too ("US", never "us"). They return every polity that claims the alias, the usual reading first:
    a row that lists the alias as `yielded` comes after the row that lists it as `shared`.
    """

    def __init__(self, rows: Iterable[Polity]) -> None:
        self._rows = {row.id: row for row in rows}
        self._names = self._index(lambda row: row.names)
        self._abbreviations = self._index(
            lambda row: row.abbreviations, lambda alias: _abbreviation_keys(alias)[0]
        )
        self._demonyms = self._index(lambda row: row.demonyms)
        self._capitals = self._index(lambda row: row.capitals)
        self._cities = self._index(lambda row: (*row.capitals, *row.cities))
        self._metonyms = self._index(lambda row: [metonym.surface for metonym in row.metonyms])
        self._ambiguous = self._index(lambda row: (*row.ambiguous, *row.shared, *row.yielded))

        self._openings = _openings(
            self._names,
            map(name_key, self._abbreviations),
            self._demonyms,
            self._capitals,
            self._metonyms,
        )

    def _index(
        self,
        aliases_of: Callable[[Polity], Iterable[str]],
        key_of: Callable[[str], str] = lambda alias: alias_keys(alias)[0],
    ) -> dict[str, tuple[Polity, ...]]:
        claimants: dict[str, dict[str, Polity]] = defaultdict(dict)
        for row in self:
            for alias in aliases_of(row):
                claimants[key_of(alias)][row.id] = row
        return {
            key: tuple(sorted(rows.values(), key=lambda row: key in map(key_of, row.yielded)))
            for key, rows in claimants.items()
        }

    def __iter__(self) -> Iterator[Polity]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def by_id(self, id_: str) -> Polity | None:
        """The row with this id ("KR", "european-union")."""
        return self._rows.get(id_)

    def by_name(self, surface: str) -> tuple[Polity, ...]:
        """Polities with this name, official name, short name or abbreviation."""
        named = _look_up(self._names, alias_keys(surface))
        short = _look_up(self._abbreviations, _abbreviation_keys(surface))
        return tuple({row.id: row for row in (*named, *short)}.values()) if short else named

    def by_demonym(self, surface: str) -> tuple[Polity, ...]:
        """Polities of this adjective or people ("South Korean", "Koreans")."""
        return _look_up(self._demonyms, alias_keys(surface))

    def by_capital(self, surface: str) -> tuple[Polity, ...]:
        """Polities with this capital or seat of government, in any listed spelling."""
        return _look_up(self._capitals, alias_keys(surface))

    def by_city(self, surface: str) -> tuple[Polity, ...]:
        """Polities that this city or venue lies in: capitals, seats and the listed cities."""
        return _look_up(self._cities, alias_keys(surface))

    def by_metonym(self, surface: str) -> tuple[tuple[Polity, Metonym], ...]:
        """Polities, each with the institution, for which this place stands ("the Kremlin")."""
        keys = alias_keys(surface)
        return tuple(
            (row, next(m for m in row.metonyms if alias_keys(m.surface)[0] in keys))
            for row in _look_up(self._metonyms, keys)
        )

    def may_begin(self, word: str) -> bool:
        """Whether a name, adjective, capital or place of the table may begin with this word.

        True of "the" and of words without letters, which names may have before them.
        """
        bare = word.lower().removesuffix("'s").removesuffix("’s")
        key = name_key(bare).partition(" ")[0]
        return key in ("", "the") or key in self._openings

    def is_ambiguous(self, surface: str) -> bool:
        """Whether this alias has more than one reading, in the table or outside of it."""
        return bool(_look_up(self._ambiguous, alias_keys(surface)))


def _look_up(index: Mapping[str, tuple[Polity, ...]], keys: Iterable[str]) -> tuple[Polity, ...]:
    for key in keys:
        if key in index:
            return index[key]
    return ()


def _openings(*keys: Iterable[str]) -> frozenset[str]:
    """The first words of the keys, and with what each begins: a token may end inside a word."""
    words = {key.partition(" ")[0] for key in chain(*keys)}
    return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))


def _abbreviation_keys(surface: str) -> tuple[str, str]:
    bare = surface.replace(".", "").removeprefix("the ").removeprefix("The ")
    return bare, bare.removesuffix("'s").removesuffix("’s")


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
        cities=_listed(row["cities"]),
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
