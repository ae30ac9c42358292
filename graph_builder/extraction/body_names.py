"""What tells that two names are of one body: "Norland's Chess Union", "Chess Union of Norland"."""

from collections.abc import Iterable, Mapping

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.known_names import named, words_of
from graph_builder.extraction.lexicon import lexicon
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
    """The same for every order of a body's name and its country; None where they tell too little.

    `owner` is the name before a possessive or of the capital behind: "Norland's Ministry of
    Defence". The key holds the country's id, or the owner's words, or "" where none is told, and
    the body's other words in alphabetical order.
    """
    if name.kind != "organization":
        return None
    land = land_in(name)
    whose = land.id if land is not None else ""
    if land is None and owner is not None:
        one = owner.polities[0].id if len(owner.polities) == 1 else ""
        whose = one or " ".join(owner.words)
    words = _without_land(name) if land is not None else name.words
    told = sorted(word for word in words if word not in _LOOSE)
    if not told or (len(told) == 1 and (told[0] in _SEVERAL or not whose)):
        return None
    return (whose, *told)


class Bodies:
    """The organizations of an article by their keys: each country has its own foreign ministry."""

    def __init__(self) -> None:
        self._known: dict[BodyKey, Entity] = {}

    def find(self, key: BodyKey | None, named: Entity | None) -> Entity | None:
        """The body of that key; `named` is the one that the text has named with the same words.

        Without a country it is the one that the text has named before, if that is one.
        """
        if key is None or (named is not None and not self._is_elsewhere(named, key)):
            return named
        if key in self._known or key[0]:
            return self._known.get(key)
        alike = {e for other, e in self._known.items() if other[1:] == key[1:]}
        return alike.pop() if len(alike) == 1 else None

    def note(self, key: BodyKey | None, body: Entity) -> None:
        """Remember that `key` is the one of `body`."""
        if key is not None:
            self._known[key] = body

    def _is_elsewhere(self, body: Entity, key: BodyKey) -> bool:
        lands = {other[0] for other, e in self._known.items() if e is body and other[0]}
        return bool(key[0] and lands) and key[0] not in lands


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


def owner_of(
    doc: Doc, name: Name, ending: Mapping[int, Name], starts: Mapping[int, Name]
) -> Name | None:
    """Whose a body is: "Nigeria's High Commission", "the Foreign Ministry in Abuja", "Parliament
    in Abuja".
    """
    i = name.start - 1
    if i > 0 and doc[i].tag_ == "POS":
        return ending.get(i)
    seat = starts.get(name.end + 1)
    inside = seat is not None and doc[name.end].lower_ == "in"
    common = "ministry" in name.words or lexicon().institutions.issuperset(name.words)
    return seat if inside and common and seat is not None and seat.polities else None


def tells_country(land: Name, body: Name, names: Iterable[Name]) -> bool:
    """Whether what stands beside a body is a country, or a capital of one that the text names."""
    if land.kind != "place":
        return True
    told = (n.polities[0] for n in names if n.kind == "polity" and n.polities)
    return land.start > body.end and land.polities[0] in told


def seat_after(doc: Doc, name: Name, starts: Mapping[int, Name]) -> str:
    """Where an embassy is, by the name after its own: " in Norland"; "" for other bodies."""
    place = starts.get(name.end + 1)
    if place is None or name.words[-1] not in _MISSIONS or doc[name.end].lower_ not in ("in", "to"):
        return ""
    return f" {doc[name.end : place.end].text}"
