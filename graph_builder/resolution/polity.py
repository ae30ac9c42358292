"""Whose: the polity that a name, an office or a place belongs to.

A polity is written as its id in `polities.csv` ("KR", "european-union"); one that the table doesn't
know as "~" and its folded name, so that two spellings of it agree.
"""

from functools import lru_cache

from graph_builder.ontology import polities
from graph_builder.resolution.names import fold, normal


@lru_cache(maxsize=1 << 16)
def named(name: str) -> str | None:
    """The id of the polity with this name, abbreviation or capital; None when there is none."""
    table = polities()
    found = table.by_name(name) or table.by_capital(name) or table.by_demonym(name)
    return found[0].id if found else None


@lru_cache(maxsize=1 << 16)
def polity_of(name: str) -> str | None:
    """The polity that a name denotes, known or not; None for an empty name."""
    known = named(name)
    if known is not None:
        return known
    key = normal(name)
    return "~" + " ".join(fold(t) for t in key.split() if t != "the") if key else None


@lru_cache(maxsize=1 << 16)
def found_in(phrase: str) -> tuple[str, str] | None:
    """The polity that a phrase names, and the phrase without it: "U.S. Secretary" gives US.

    The longest name, demonym, metonym or capital wins, the last one among equals ("Japan's
    ambassador to France" belongs to Japan: a possessive or adjective in front wins over all).
    """
    tokens = phrase.replace("’", "'").replace("'s", " 's").split()
    for size in range(min(5, len(tokens)), 0, -1):
        for start in range(len(tokens) - size + 1):
            part = " ".join(tokens[start : start + size])
            if not part[0].isupper() or not any(c.isalpha() for c in part):
                continue
            id_ = _exact(part.strip(".,;") if size > 1 else part.strip(",;"))
            if id_ is not None:
                rest = tokens[:start] + tokens[start + size :]
                return id_, " ".join(t for t in rest if t != "'s")
    return None


def _exact(part: str) -> str | None:
    table = polities()
    found = table.by_name(part) or table.by_demonym(part) or table.by_capital(part)
    if found:
        return found[0].id
    seats = table.by_metonym(part)
    return seats[0][0].id if seats else None
