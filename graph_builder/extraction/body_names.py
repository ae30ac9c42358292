"""What tells that two names are of one body: "Norland's Chess Union", "Chess Union of Norland"."""

from collections.abc import Mapping

from graph_builder.extraction.known_names import named, words_of
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc
from graph_builder.ontology import Polity

BodyKey = tuple[str, ...]

# Words that come and go: "Foreign Ministry" is "Ministry of Foreign Affairs".
_LOOSE = frozenset({"of", "the", "for", "affairs"})
_MISSIONS = frozenset({"embassy", "consulate", "mission"})
# A country has several of these, and one of them may have its name: "Bank of Norland".
_SEVERAL = frozenset({"bank", "university", "college", "institute", "party", "company", "club"})


def land_in(name: Name) -> Polity | None:
    """The country of the tables whose name or adjective is part of a body's name."""
    if name.kind != "organization":
        return None
    if name.country is not None:
        found = name.country.polities
    else:
        _, of, tail = name.text.rpartition(" of ")
        found = named(tail.removeprefix("the ")) if of else ()
    return found[0] if len(found) == 1 and found[0].type == "country" else None


def body_key(name: Name, owner: Name | None) -> BodyKey | None:
    """The same for every order of a body's name and its country; None where no country is told.

    `owner` is the name before a possessive: "Norland's Ministry of Defence". The key holds the
    country's id and the body's other words in alphabetical order.
    """
    land = land_in(name)
    owned = land is None and owner is not None and owner.kind in ("polity", "demonym")
    if owned and owner is not None and len(owner.polities) == 1:
        land = owner.polities[0]
    if land is None or name.kind != "organization":
        return None
    told = sorted(word for word in _without_land(name) if word not in _LOOSE)
    if not told or (len(told) == 1 and told[0] in _SEVERAL):
        return None
    return (land.id, *told)


def _without_land(name: Name) -> tuple[str, ...]:
    """The words of a body's name but for those of its country."""
    if name.country is None:
        head, of, tail = name.text.rpartition(" of ")
        return words_of(head) if of and named(tail.removeprefix("the ")) else name.words
    land, words = name.country.words, name.words
    if words[: len(land)] == land:
        return words[len(land) :]
    return words[: -len(land)] if words[-len(land) :] == land else words


def short_heads(key: BodyKey) -> tuple[str, ...]:
    """The words that a body's name may be cut to: its last one, and the one before "of"."""
    heads = [key[i - 1] for i, word in enumerate(key) if word in ("of", "on", "for") and i]
    return (key[-1], *heads[:1])


def seat_after(doc: Doc, name: Name, starts: Mapping[int, Name]) -> str:
    """Where an embassy is, by the name after its own: " in Norland"; "" for other bodies."""
    place = starts.get(name.end + 1)
    if place is None or name.words[-1] not in _MISSIONS or doc[name.end].lower_ not in ("in", "to"):
        return ""
    return f" {doc[name.end : place.end].text}"
