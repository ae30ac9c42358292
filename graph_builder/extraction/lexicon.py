"""The role nouns of `ontology/roles.toml`, as sets that extraction asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph_builder.ontology import load_toml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Nouns by kind, lower case and singular; hyphenated ones are written with a space.

    `offices` holds one- to four-word heads ("secretary general"); `top` those that lead a state or
    government. The other fields are named as in `roles.toml`, where each list is explained.
    """

    top: frozenset[str]
    offices: frozenset[str]
    ranks: frozenset[str]
    occupations: frozenset[str]
    modifiers: frozenset[str]
    standing: frozenset[str]
    portfolios: frozenset[str]
    past: frozenset[str]
    honorifics: frozenset[str]
    persons: frozenset[str]
    relational: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    kin: frozenset[str]
    groups: frozenset[str]
    institutions: frozenset[str]
    own_institutions: frozenset[str]
    beside_bodies: frozenset[str]
    governments: frozenset[str]
    lands: frozenset[str]
    plural_persons: frozenset[str]
    plural_countries: frozenset[str]
    plural_organizations: frozenset[str]
    plural_either: frozenset[str]
    places: frozenset[str]
    works: frozenset[str]
    regions: frozenset[str]
    outlets: frozenset[str]
    abbreviations: Mapping[str, str]
    full_names: Mapping[str, str]
    callings: Mapping[str, frozenset[str]]

    def gender(self, noun: str) -> str | None:
        """ "f" or "m" when `noun` says it ("queen", "spokesman"), else None."""
        if noun in self.female:
            return "f"
        return "m" if noun in self.male else None


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once. Raises `ArtefactError` when the file is missing or damaged."""
    tables = load_toml("roles.toml")
    offices, persons, institutions = tables["offices"], tables["persons"], tables["institutions"]
    return Lexicon(
        top=_words(offices, "top"),
        offices=_words(offices, "top") | _words(offices, "any"),
        ranks=_words(offices, "ranks"),
        occupations=_words(offices, "occupations"),
        modifiers=_words(offices, "modifiers"),
        standing=_words(offices, "standing"),
        portfolios=_words(offices, "portfolios"),
        past=_words(offices, "past"),
        honorifics=_words(offices, "honorifics"),
        persons=_words(persons, "nouns"),
        relational=_words(persons, "relational"),
        female=_words(persons, "female"),
        male=_words(persons, "male"),
        kin=_words(persons, "kin"),
        groups=_words(tables["groups"], "nouns"),
        institutions=_words(institutions, "nouns"),
        own_institutions=_words(institutions, "own"),
        beside_bodies=_words(institutions, "beside"),
        governments=_words(institutions, "country"),
        lands=_words(institutions, "lands"),
        plural_persons=_words(tables["plurals"], "persons"),
        plural_countries=_words(tables["plurals"], "countries"),
        plural_organizations=_words(tables["plurals"], "organizations"),
        plural_either=_words(tables["plurals"], "either"),
        places=_words(tables["places"], "nouns"),
        regions=_words(tables["places"]["regions"], "words"),
        outlets=_words(tables["outlets"], "nouns"),
        abbreviations=offices["abbreviations"],
        full_names=institutions["full_names"],
        callings={noun: frozenset(titles) for noun, titles in persons["callings"].items()},
        works=_words(tables["works"], "nouns"),
    )


def _words(table: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(table[key])
