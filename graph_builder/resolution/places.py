"""Where: places compared by what contains what."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from graph_builder.ontology import bare_name, polities
from graph_builder.resolution.names import fold, normal, words


@lru_cache(maxsize=1 << 15)
def place_marks(place: str) -> tuple[str, ...]:
    """What a place is and lies in: "Tokyo" is `c:tokio` (a city) in `p:JP` (a country).

    A venue or a city that `polities.csv` doesn't know is a bare `v:` mark.
    """
    table = polities()
    named = table.by_name(place)
    if named and named[0].type == "country":
        return (f"p:{named[0].id}",)
    held = table.by_capital(place) or table.by_city(place)
    key = " ".join(fold(t) for t in normal(bare_name(place)).split()
                   if t not in words("fold", "particles"))  # fmt: skip
    if held:
        row = held[0]
        first = row.capital if place_is_capital(place, row.capital, row.capital_spellings) else None
        city = normal(first) if first else key
        return (f"c:{city}", f"p:{row.id}")
    seat = table.by_metonym(place)
    if seat and seat[0][0].type == "country":
        row = seat[0][0]
        return (f"v:{key}", f"c:{normal(row.capital or row.name)}", f"p:{row.id}")
    return (f"v:{key}",) if key else ()


def place_is_capital(place: str, capital: str | None, spellings: Iterable[str]) -> bool:
    """Whether `place` is a spelling of the capital itself and not of another seat."""
    key = normal(bare_name(place))
    return capital is not None and key in {normal(s) for s in (capital, *spellings)}


def marks(names: Iterable[str], within: Mapping[str, str]) -> frozenset[str]:
    """The marks of a claim's place and its other granularities.

    `within` maps folded names that the article itself uses for a country (its capital, say) to that
    country, for countries that `polities.csv` doesn't know.
    """
    found: set[str] = set()
    for name in names:
        own = place_marks(name)
        found.update(own)
        for mark in own:
            country = within.get(mark[2:])
            if country:
                found.add(f"p:{country}")
                if f"p:{country}" != f"p:~{mark[2:]}":
                    found.add(f"c:{mark[2:]}")
    return frozenset(found)


def country_of(found: frozenset[str]) -> str | None:
    """The polity that a place lies in, None when unknown or several."""
    lands = [m[2:] for m in found if m.startswith("p:")]
    return lands[0] if len(lands) == 1 else None


def relation(a: frozenset[str], b: frozenset[str]) -> str:
    """How two places relate: `same`, `within` (one contains the other), `unknown` or `apart`.

    Apart are two different countries, or two different known cities.
    """
    if not a or not b:
        return "unknown"
    for prefix in ("v:", "c:"):
        if any(m.startswith(prefix) for m in a & b):
            return "same"
    lands = [{m for m in x if m.startswith("p:")} for x in (a, b)]
    if lands[0] and lands[1] and not lands[0] & lands[1]:
        return "apart"
    cities = [{m for m in x if m.startswith("c:")} for x in (a, b)]
    if cities[0] and cities[1]:
        return "apart"
    if lands[0] & lands[1]:
        return "same" if a == b else "within"
    return "unknown"
