"""What a role noun means where it stands: "the group" is a body, "aid groups" are a crowd of them.

Most nouns mean the same everywhere (`role_nouns.py`); these few are told by the words beside them.
"""

from collections.abc import Sequence
from functools import cache

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.role_nouns import kind_of, role_nouns
from graph_builder.extraction.role_phrase import RoleKind

FRENCH = frozenset({"d'affaires", "d’affaires", "d'", "d’", "affaires"})
"""The rest of "chargé d'affaires", however it is cut into tokens."""
# Guards that are a force: "the coast guard".
_FORCES = frozenset({"coast", "national", "republican", "presidential", "revolutionary", "civil"})
# The nouns that are told by the words beside them.
_SEVERAL = frozenset(
    "group coastguard guard government administration number charge host figures society authority"
    " house chamber assembly chair".split()
)
# Governments below that of a country.
_SUBNATIONAL = frozenset(
    "state provincial regional municipal local city county district prefectural cantonal".split()
)
# What an authority is for: "the port authority", but "moral authority".
_CHARGES = frozenset(
    "port ports tax election electoral elections airport airports canal heritage land roads road"
    " maritime monetary regulatory competition antiquities statistics investment payments markets"
    " market food drug occupation railway broadcasting securities anti-corruption".split()
)
_HOUSES = frozenset({"lower", "upper", "constituent", "general", "legislative"})
# Whom "figures" means when they are people: "opposition figures", not "official figures".
_PROMINENT = frozenset(
    "senior leading prominent key top public opposition religious political party business"
    " cultural military veteran influential powerful establishment underworld cabinet".split()
)


@cache
def told_nouns() -> frozenset[str]:
    """The nouns in the singular of which `sense` can know a kind."""
    return _SEVERAL | role_nouns()


def sense(lower: Sequence[str], i: int, noun: str, *, plural: bool) -> tuple[str, RoleKind | None]:
    """The noun that the one at `i` stands for (singular `noun`), and its kind; None if it is none.

    `lower` are the words of the Doc in lower case.
    """
    if noun not in _SEVERAL:
        return noun, kind_of(noun)
    before, after = lower[i - 1] if i else "", lower[i + 1] if i + 1 < len(lower) else ""
    if noun in ("group", "coastguard") and plural:
        return f"{noun}s", "group"
    if noun == "guard" and not plural and before in _FORCES:
        return noun, "institution"
    if noun in ("government", "administration") and before in _SUBNATIONAL and not plural:
        return noun, "institution"
    if noun == "number" and before == "opposite":
        noun = "counterpart"
    elif noun == "charge" and after in FRENCH:
        noun = "chargé"
    idle = (
        (noun == "host" and after == "of" and before in ("a", "whole"))  # "a host of issues"
        # "The group" can stand for a body named before; "a group of lawmakers" can't.
        or (noun == "group" and (before != "the" or after == "of"))
        or (noun == "figures" and before not in _PROMINENT)
        or (noun == "chair" and [*lower[max(0, i - 2) : i]] == ["in", "the"])  # "X in the chair"
        or (noun == "society" and before != "civil")
        or (noun == "authority" and before not in _CHARGES and before not in lexicon().portfolios)
        or (noun in ("house", "chamber", "assembly") and before not in _HOUSES | {"national"})
    )
    return noun, None if idle else kind_of(noun)
