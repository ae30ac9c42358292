"""What tells that two names are of one body: "Norland's Chess Union", "Chess Union of Norland"."""

from collections.abc import Iterable, Mapping

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.known_names import named, words_of
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.ontology import Polity

BodyKey = tuple[str, ...]

# Words that come and go: "Foreign Ministry" is "Ministry of Foreign Affairs".
_LOOSE = frozenset({"of", "the", "for", "affairs"})
_SENT = frozenset({"envoy", "representative", "mediator", "emissary"})
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
    seat = seat_of(doc, name, starts)
    return seat if seat is not None and seat.polities else None


def seat_of(doc: Doc, name: Name, starts: Mapping[int, Name]) -> Name | None:
    """The place behind a body that many countries have: "the Supreme Court in Abuja"."""
    words = lexicon()
    common = words.institutions | words.modifiers | words.portfolios
    several = "ministry" in name.words or common.issuperset(name.words)
    inside = several and doc[name.end : name.end + 1].text.lower() == "in"
    return starts.get(name.end + 1) if inside else None


def name_by_seats(
    doc: Doc,
    entity_of: Mapping[Name, Entity],
    country_of: Mapping[Name, Entity],
    starts: Mapping[int, Name],
) -> None:
    """Name bodies by the countries in whose capitals they sit: "Senate of Norland"."""
    named_lands = set(entity_of.values())
    for name, body in entity_of.items():
        if body.type != "organization" or body.country is not None or body.polity is not None:
            continue
        seat = seat_of(doc, name, starts)
        land = country_of.get(seat) if seat is not None else None
        if land is not None and land.type == "country" and land in named_lands:
            body.country, body.name = land, f"{body.name} of {land.name}"


def sends(head: Token) -> bool:
    """Whether a body acts through whom it has sent: "the Council's special envoy", but not
    "Norland's envoy to the Council".
    """
    of = head.dep_ in ("nmod", "nmod:poss") and "to" not in head.below
    return of and head.head.lower_ in _SENT


def told_in_full(text: str) -> str:
    """A body's name with its country, where all the world knows it without: "State Department"."""
    return lexicon().full_names.get(text.lower(), text)


def tells_country(land: Name, body: Name, names: Iterable[Name]) -> bool:
    """Whether what stands beside a body is a country, or a capital of one that the text names."""
    if land.kind != "place":
        return True
    told = (n.polities[0] for n in names if n.kind == "polity" and n.polities)
    return land.start > body.end and land.polities[0] in told


def seat_after(doc: Doc, name: Name, starts: Mapping[int, Name]) -> str:
    """Where an embassy is, by the name after its own: " in Norland", " to the United Nations"; ""
    for other bodies.
    """
    at = name.end + 1
    place = starts.get(at + (doc[at : at + 1].text == "the"))
    known = not _MISSIONS.isdisjoint((name.words[0], name.words[-1]))
    if place is None or not known or doc[name.end].lower_ not in ("in", "to"):
        return ""
    return f" {doc[name.end : place.end].text}"
