"""Countries by their region: "the South American nation", "the Gulf kingdom"."""

from collections.abc import Mapping
from functools import cache

from graph_builder.extraction.discourse import Entity
from graph_builder.ontology import load_toml, polities

# "The kingdom" is no republic: what a country's full name must hold to be called so.
_FORMS = frozenset({"kingdom", "republic", "sultanate", "emirate", "principality"})


@cache
def regions() -> Mapping[str, frozenset[str]]:
    """Adjectives of regions (lower case, one or two words) and the ids of their countries.

    Raises `ArtefactError` when `regions.toml` is missing or damaged.
    """
    table = load_toml("regions.toml")["regions"]
    return {name: frozenset(ids.split()) for name, ids in table.items()}


def region_at(words: list[str]) -> str | None:
    """The region that `words` (lower case) begin with: "south american" before "south"."""
    known = regions()
    return next((text for n in (2, 1) if (text := " ".join(words[:n])) in known), None)


def lies_in(country: Entity | None, region: str) -> bool:
    """Whether a country that the tables know lies in `region`."""
    return country is not None and country.polity in regions()[region]


def may_be_called(country: Entity, noun: str) -> bool:
    """Whether a country may be "the kingdom": others that the tables know have other forms."""
    row = polities().by_id(country.polity) if country.polity is not None else None
    if noun not in _FORMS or row is None:
        return True
    return noun in (row.official_name or "").lower().split()
