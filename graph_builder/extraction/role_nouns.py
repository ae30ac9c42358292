"""Nouns that head role phrases, by the lists of `ontology/roles.toml`.

They are asked of every noun of an article, most often of the same few hundred.
"""

from collections.abc import Mapping, Set
from functools import cache

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.role_phrase import RoleKind
from graph_builder.keeping import kept

OF_FIRMS = frozenset(
    {"chairman", "chairwoman", "chairperson", "manager", "owner", "founder", "editor", "treasurer"}
    | {"executive", "director", "shareholder", "employee"}
)
"""Who a company or a club has and a country has not: "it sued the bank and its chairman"."""


@cache
def _heads() -> frozenset[str]:
    words = lexicon()
    return words.offices | words.persons | words.kin | words.own_institutions


@kept
def singular(lower: str, plural: bool) -> tuple[str, bool]:
    """A head noun in the singular, and whether it stands in the plural; `plural` is its tag's."""
    words = lexicon()
    lower = words.abbreviations.get(lower, lower)
    if lower in words.governments:
        return lower, False
    known = _heads()
    if lower in known and not plural:
        return lower, False
    for ending, singular in (
        ("men", "man"),
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("people", "person"),
    ):
        if lower.endswith(ending):
            stem = lower.removesuffix(ending) + singular
            if stem in known and lower not in known:
                return stem, True
    return lower, lower in words.groups


def kind_of(noun: str) -> RoleKind | None:
    """What a role noun in the singular is a noun for; None of other nouns."""
    return _kinds().get(noun)


def role_nouns() -> Set[str]:
    """The nouns that have a kind."""
    return _kinds().keys()


@cache
def _kinds() -> Mapping[str, RoleKind]:
    words = lexicon()
    kinds: tuple[tuple[frozenset[str], RoleKind], ...] = (
        (words.kin, "kin"),
        (words.offices, "office"),
        (words.persons, "person"),
        (words.governments, "government"),
        (words.lands, "government"),
        (words.own_institutions, "institution"),
        (words.groups, "group"),
    )
    # The first kind counts of a noun that stands in several lists.
    return {noun: kind for nouns, kind in reversed(kinds) for noun in nouns}
