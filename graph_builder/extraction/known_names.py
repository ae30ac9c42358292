"""What the tables know under a name, remembered from article to article."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from graph_builder.keeping import kept
from graph_builder.ontology import Polity, load_toml, name_key, polities

_INITIAL = re.compile(r"\b(\w)\.(?=\w\w)")  # "B.Bold" is "B. Bold"
NameKind = Literal["polity", "demonym", "organization", "place", "work", "unknown"]


@kept
def words_of(text: str) -> tuple[str, ...]:
    """The words of a name's normal form."""
    return tuple(name_key(_INITIAL.sub(r"\1. ", text)).split())


def named(text: str) -> tuple[Polity, ...]:
    """The polities whose name `text` is."""
    kind, found = known(text)
    return found if kind == "polity" else ()


@kept
def may_begin(word: str) -> bool:
    """Whether `known` can know anything that begins with this word."""
    return polities().may_begin(word)


@kept
def known(text: str) -> tuple[NameKind | None, tuple[Polity, ...]]:
    """What the tables know under `text`: a polity before an institution, a people, a capital."""
    table = polities()
    found = table.by_name(text)
    if found:
        return "polity", found
    metonyms = table.by_metonym(text)
    if metonyms:  # "Brussels" is a place and, where it acts, the Union
        seat = table.by_capital(text)
        return ("place", (metonyms[0][0],)) if seat else ("organization", ())
    demonym = table.by_demonym(text)
    if demonym:
        return "demonym", demonym
    capital = table.by_capital(text)
    return ("place", capital) if capital else (None, ())


@kept
def given_gender(name: str) -> Literal["f", "m"] | None:
    """ "f" or "m" where a name of several words tells it: by its first word, or by the others."""
    given, _, surname = name.partition(" ")
    if not surname:
        return None
    return _given_names().get(name_key(given)) or _told_by_surname(name)


@cache
def _given_names() -> Mapping[str, Literal["f", "m"]]:
    tables = load_toml("given_names.toml")
    known: dict[str, Literal["f", "m"]] = dict.fromkeys(tables["female"], "f")
    known.update(dict.fromkeys(tables["male"], "m"))
    return known


@cache
def _surnames() -> Mapping[str, tuple[str, ...]]:
    tables = load_toml("given_names.toml")["surnames"]
    return {key: tuple(words) for key, words in tables.items()}


def _told_by_surname(name: str) -> Literal["f", "m"] | None:
    """The gender that the end of a surname or a word between names tells: "-dottir", "bint"."""
    tables, words = _surnames(), name.split()
    inner = {word.lower() for word in words[1:-1]}
    if inner & set(tables["between_female"]):
        return "f"
    # "Bin" with a capital is a given name of its own.
    if inner & set(tables["between_male"]) and "Bin" not in words:
        return "m"
    last = name_key(words[-1])
    slavic = last.endswith(tables["slavic"]) and last not in tables["unlike"]
    return "f" if slavic or last.endswith(tables["female"]) else None
