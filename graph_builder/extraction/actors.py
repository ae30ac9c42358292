"""Who an article names: from names in a Doc to the entities of a `Discourse`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.extraction.acting import (
    argument,
    has_deed,
    is_acting,
    is_asked,
    says_itself,
    told_beside,
)
from graph_builder.extraction.body_names import (
    Bodies,
    body_key,
    land_in,
    name_by_seats,
    owner_of,
    seat_after,
    sends,
    short_heads,
    tells_country,
    told_in_full,
)
from graph_builder.extraction.capitals import capitals_of, is_town
from graph_builder.extraction.datelines import dateline_names
from graph_builder.extraction.demonyms import is_demonym_of
from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.frames import first_conjunct
from graph_builder.extraction.kinds import Key, name_kinds
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.links import Link, link_roles
from graph_builder.extraction.name_abbreviations import short_forms
from graph_builder.extraction.name_evidence import Kind, is_commemorated
from graph_builder.extraction.name_pairs import namesakes
from graph_builder.extraction.names import find_names
from graph_builder.extraction.people import PersonRegister
from graph_builder.extraction.proper_name import Name, without_shouting
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.roles import find_roles
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.ontology import Polity, polities

_TELLING = frozenset({"tell", "say", "report", "quote", "speak", "write"})
# An organization does what these tell, or is those who do: "the offer of the Council".
_DEEDS = frozenset(
    "session meeting summit offer decision statement request proposal vote resolution ruling"
    " invitation letter message communique communiqué".split()
)
_SMALL = frozenset({"of", "the", "for", "and", "affairs"})
_LISTING = frozenset({",", "and", "the", "&"})
# Their object is what one holds an office of: "who leads the opposition Civic Union".
_FOUNDING = frozenset({"establish", "create", "found", "form", "launch"})
_LEADING = frozenset(
    "lead head chair run command direct found represent join rejoin serve manage edit own".split()
)
_UNION = "european-union"  # where it is spoken of, "the Commission" is its own
_TOURED = frozenset({"visit", "tour", "leave", "enter", "reach", "address", "attend"})


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found on the way to the entities, for coreference and offices."""

    names: Sequence[Name]
    roles: Sequence[RolePhrase]
    links: Sequence[Link]
    kinds: Mapping[Name, Kind]
    entity_of: Mapping[Name, Entity]
    country_of: Mapping[Name, Entity]


def find_actors(doc: Doc) -> tuple[Discourse, Findings]:
    """A discourse with the named actors of `doc`, and what coreference goes on from."""
    names = find_names(doc)
    roles = find_roles(doc, names)
    links = link_roles(doc, names, roles)
    kinds = name_kinds(doc, names, roles, links)
    builder = _ActorBuilder(doc, names, links, kinds)
    builder.build()
    findings = Findings(names, roles, links, kinds, builder.entity_of, builder.country_of)
    for name, country in builder.country_of.items():
        if kinds[name] == "demonym":
            builder.discourse.lands.update((i, country) for i in range(name.start, name.end))
    return builder.discourse, findings


class _ActorBuilder:
    def __init__(
        self, doc: Doc, names: Sequence[Name], links: Sequence[Link], kinds: Mapping[Name, Kind]
    ) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.names = names
        self.links = links
        self.kinds = kinds
        self.discourse = Discourse(doc)
        self.entity_of: dict[Name, Entity] = {}
        self.country_of: dict[Name, Entity] = {}
        self.by_polity: dict[str, Entity] = {}
        self.by_key: dict[Key, Entity] = {}
        self.bodies = Bodies()
        self.shorts = short_forms(doc, names)
        self.outside = dateline_names(doc, names)
        self.names_ending = {name.end: name for name in names}
        self.names_starting = {name.start: name for name in names}
        self.acting: dict[Name, bool] = {}
        self.office_names = {link.org for link in links if link.org is not None}

    def build(self) -> None:
        people = PersonRegister(self.doc, self.links)
        held = [n for n in self.names if self.kinds[n] == "person" and n not in self.outside]
        for name, entity in people.resolve(self.discourse, held).items():
            self.entity_of[name] = entity
        for name in self.names:
            self._build_polity(name)
        self._build_demonyms()
        self._build_cities()
        name_by_seats(self.doc, self.entity_of, self.country_of, self.names_starting)
        for name in self.names:
            self._refer(name)
        for first, second in pairwise(self.names):
            if first.paired and second.paired and second.start == first.end + 1:
                self._refer_to_pair(first, second)
        for token, lands in namesakes(self.doc):
            both = tuple(map(self._known, lands))
            for land in both if token.dep_.startswith("nsubj") else ():
                land.acts = True
            start = token.left_edge.i if token.left_edge.lower_ in ("the", "both") else token.i
            self.discourse.add_reference(Reference(start, token.i + 1, token.i, "members", both))
        self.discourse.entities.sort(key=_first_mention)
        for position, entity in enumerate(self.discourse.entities, 1):
            entity.id = f"a{position}"

    # ---- countries and organizations ---------------------------------------------------------

    def _build_polity(self, name: Name) -> None:
        kind = self.kinds[name]
        if kind == "country" or (kind == "organization" and name not in self.outside):
            self.entity_of[name] = self._entity(name, kind)
            if kind == "country":
                self.country_of[name] = self.entity_of[name]
        elif kind in ("demonym", "place") and name.polities and not is_town(self.doc, name):
            self.country_of[name] = self._known(name.polities[0])

    def _entity(self, name: Name, kind: Kind) -> Entity:
        if name.polities and name.kind != "place":
            return self._known(name.polities[0])
        key = name.words
        full = self.shorts.get(key, name)
        if full is not name and self.kinds[full] == kind == "organization":
            key = full.words
        entity = self.by_key.get(key) or (self._shortened(name) if kind == "organization" else None)
        body = body_key(name, self._possessor(name)) if kind == "organization" else None
        entity = self.bodies.find(body, entity)
        if entity is None and kind == "country":
            entity = self.discourse.add_entity("country", self._land(name))
        elif entity is None:
            entity = self._organization(full if key == full.words else name)
        self.by_key[key] = entity
        self.bodies.note(body, entity)
        return entity

    def _organization(self, name: Name) -> Entity:
        """A new organization; one named by common words alone is told apart by its country."""
        text, country = self._cased(name), None
        land = name.country or self._possessor(name)
        if land is not None and tells_country(land, name, self.names):
            known = land.polities and land.polities[0].type == "country"
            country = self._known(land.polities[0]) if known else self._land_named(land.words)
        if country is not None and country.name not in text and land is not name.country:
            common = lexicon().portfolios | lexicon().institutions | lexicon().modifiers
            if all(word in common or word in _SMALL for word in text.lower().split()):
                text = f"{text} of {country.name}"
        text = told_in_full(text) + seat_after(self.doc, name, self.names_starting)
        entity = self.discourse.add_entity("organization", text)
        closing = land_in(name) if country is None else None
        entity.country = country if closing is None else self._known(closing)
        return entity

    def _cased(self, name: Name) -> str:
        """The name without the shouting of datelines and headings: "SORABAEK" is "Sorabaek"."""
        token = self.tokens[name.start]
        inside = name not in self.outside and not token.is_sent_start and token.i > 0
        quiet = inside and any(t.text.islower() for t in self.doc[max(0, token.i - 3) : token.i])
        return name.text if quiet else without_shouting(name.text)

    def _land_named(self, key: Key) -> Entity | None:
        """The country of the article with this name."""
        name = next(
            (n for n, kind in self.kinds.items() if kind == "country" and n.words == key), None
        )
        return self._entity(name, "country") if name is not None else None

    def _possessor(self, name: Name) -> Name | None:
        return owner_of(self.doc, name, self.names_ending, self.names_starting)

    def _land(self, name: Name) -> str:
        """A country's name; of one known only by its adjective in -ian, the form in -ia."""
        text = self._cased(name)
        adjectives = all(
            other.end < len(self.doc) and self.tokens[other.end].pos_ in ("NOUN", "PROPN", "ADJ")
            for other in self.names
            if other.words == name.words
        )
        return text.removesuffix("n") if adjectives and text.endswith("ian") else text

    def _known(self, polity: Polity) -> Entity:
        entity = self.by_polity.get(polity.id)
        if entity is None:
            entity = self.discourse.add_entity(polity.type, polity.name)
            entity.polity = polity.id
            self.by_polity[polity.id] = entity
        return entity

    def _shortened(self, name: Name) -> Entity | None:
        """An organization named in full before: "the Union", "the Panel (of Elders)"."""
        if len(name.words) > 1 or not name.start:
            return None
        if name.words == ("commission",) and _UNION in self.by_polity:
            return self._of_table("European Commission")
        if self.tokens[name.start - 1].lower_ != "the":
            return None
        known = {tuple(e.name.lower().split()): e for e in self.by_polity.values()} | self.by_key
        told = {k: e for k, e in known.items() if e.type == "organization"}
        long = (key for key in told if len(key) > 1 and name.words[0] in short_heads(key))
        full = list(dict.fromkeys(told[key] for key in long))
        return full[-1] if len(full) == 1 else None

    def _of_table(self, text: str) -> Entity | None:
        """The one polity of the tables with this name, as an entity."""
        rows = polities().by_name(text)
        return self._known(rows[0]) if len(rows) == 1 else None

    def _build_demonyms(self) -> None:
        """Tie adjectives that no table knows to the country that the article names."""
        lands = {key[-1]: e for key, e in self.by_key.items() if e.type == "country"}
        for name in self.names:
            if self.kinds[name] == "demonym" and not name.polities:
                found = [e for word, e in lands.items() if is_demonym_of(name.words[-1], word)]
                if len(found) == 1:
                    self.country_of[name] = found[0]

    def _build_cities(self) -> None:
        """Tie cities to the countries whose governments they stand for."""
        cities = [
            n
            for n in self.names
            if self.kinds[n] == "place" and not n.polities and n.kind == "unknown"
        ]
        lands = {
            name: _key(entity) for name, entity in self.country_of.items() if entity.polity is None
        }
        by_key = {_key(entity): entity for entity in self.country_of.values()}
        tied = capitals_of(self.doc, cities, lands, self._acts, self._homes(lands))
        for city in cities:
            if city.words in tied:
                self.country_of[city] = by_key[tied[city.words]]
                self.discourse.cities[city.words] = self.country_of[city]
        if any(name.polities for name in self.names):
            return
        deeds = Counter(city.words for city in cities if self._acts(city))
        for city in cities:
            if city.words not in tied and len(city.words) == 1 and deeds[city.words] > 1:
                # A place that acts and is no country's capital is taken for a country.
                self.entity_of[city] = self.country_of[city] = self._entity(city, "country")

    def _homes(self, lands: Mapping[Name, Key]) -> dict[Name, Key]:
        """The country behind every mention of a person whose office is of a country."""
        home: dict[Entity, Key] = {}
        for link in self.links:
            org = link.org or link.role.owner_name
            person = self.entity_of.get(link.name)
            if org is not None and org in lands and person is not None:
                home.setdefault(person, lands[org])
        return {n: home[e] for n, e in self.entity_of.items() if e in home}

    # ---- references --------------------------------------------------------------------------

    def _refer(self, name: Name) -> None:
        kind = self.kinds[name]
        head = argument(self.doc, name, self.kinds) if kind == "person" else name.head
        entity = self.entity_of.get(name)
        if entity is not None:
            acting = name not in self.outside and self._acts(name)
            background = kind == "person" and is_commemorated(self.tokens, name)
            entity.acts = entity.acts or acting or (kind == "person" and not background)
            place = kind != "person" and not acting
            self.discourse.add_reference(
                Reference(name.start, name.end, head, "name", (entity,), place)
            )
        elif (
            kind == "place"
            and name in self.country_of
            and name not in self.outside
            and self._acts(name)
        ):
            country = self.country_of[name]
            country.acts = True
            self.entity_of[name] = country
            self.discourse.add_reference(Reference(name.start, name.end, head, "name", (country,)))

    def _brings_in(self, name: Name) -> bool:
        """Whether a country only tells whose somebody is: "Angola's João X"."""
        person = self.names_starting.get(name.end + 1)
        possessive = name.end < len(self.tokens) and self.tokens[name.end].tag_ == "POS"
        return possessive and person is not None and self.kinds[person] == "person"

    def _is_held(self, name: Name, head: Token) -> bool:
        """Whether an organization only says what somebody holds, is of, or where he goes."""
        governor = head.head
        if head.dep_ == "obj":
            return governor.lemma_.lower() in _LEADING | _TOURED | _FOUNDING
        if name in self.office_names and not head.dep_.startswith("nsubj"):
            return True
        own = governor.lower_ in lexicon().offices or governor.lower_ in lexicon().persons
        return head.dep_ == "nmod" and own

    def _refer_to_pair(self, first: Name, second: Name) -> None:
        """ "Norland-Sudria talks" are between both, wherever the parser hangs the second."""
        found = (self.entity_of.get(n) or self.country_of.get(n) for n in (first, second))
        parties = tuple(entity for entity in found if entity is not None)
        if len(parties) == 2:
            for party in parties:
                party.acts = True
            for name in (first, second):
                self.discourse.add_reference(
                    Reference(first.start, second.end, name.head, "members", parties)
                )
            for name, party in zip((first, second), parties, strict=True):
                mention = Reference(name.start, name.end, name.head, "name", (party,))
                party.references.append(mention)

    def _has_member(self, name: Name) -> bool:
        """Whether a person is said to be of the organization: "X of the United Nations"."""
        i = name.start - 1
        if i > 0 and self.tokens[i].lower_ == "the":
            i -= 1
        person = self.names_ending.get(i)
        told = person is not None and self.kinds[person] == "person"
        return told and self.tokens[i].lower_ == "of"

    def _acts(self, name: Name) -> bool:
        """Whether a mention of a country, city or organization is used as an actor."""
        if name not in self.acting:
            self.acting[name] = name not in self.outside and self._is_used(name)
        return self.acting[name]

    def _is_used(self, name: Name) -> bool:  # noqa: PLR0911 - a ladder of grounds, the surest first
        head = first_conjunct(self.tokens[name.head])
        kind = self.kinds[name]
        if kind == "country" and head.dep_ == "appos" and head.head.tag_ == "NNS":
            head = first_conjunct(head.head)  # "four guarantors - X, Y, Z and W - signed"
        if kind == "country" and self._brings_in(name):
            return False
        if kind == "organization" and self._has_member(name):
            return True
        before = self.tokens[name.start - 1].lower_ if name.start else ""
        if kind == "organization" and before in lexicon().outlets and head.head.lemma_ in _TELLING:
            return False
        doubtful = name.kind == "unknown" and not name.text.isupper()
        apposed = kind == "organization" and head.dep_ == "appos"
        if apposed and head.head.lower_ in lexicon().own_institutions | lexicon().beside_bodies:
            head = head.head  # "an oil company, X, announced"
        if kind == "organization" and doubtful:
            raised = head.dep_ == "nsubj:pass" and "xcomp" in head.head.relations  # "is to sign"
            return is_asked(head) or raised or head.dep_ in ("nsubj", "obl:agent")
        deeds = head.dep_ == "nmod" and head.head.lower_ in _DEEDS
        body = self.names_starting.get(name.end + 1)
        part = body is not None and self.kinds[body] == "organization"  # "the Union's Council"
        told = told_beside(self.doc, name) if kind == "organization" else None
        # "The Commission's spokesman" speaks; a member is one of it.
        served = head.head.lower_ in lexicon().offices and head.head.lower_ != "member"
        owns = head.dep_ == "nmod:poss" and name not in self.office_names and not (part or served)
        if told is not None or (kind == "organization" and (deeds or owns or sends(head))):
            return told is not False
        if kind == "organization" and self._is_held(name, head):
            return False
        if (name in self.country_of and has_deed(head)) or (name.polities and says_itself(head)):
            return True
        if is_acting(head, place=kind != "organization"):
            return True
        if name in self.office_names:
            return False
        listed = self.names_ending.get(name.start - 1) or self.names_ending.get(name.start - 2)
        if listed is None:
            return False
        between = {token.lower_ for token in self.doc[listed.end : name.start]}
        return bool(between) and between <= _LISTING and self._acts(listed)


def _key(entity: Entity) -> Key:
    return (entity.polity or entity.name,)


def _first_mention(entity: Entity) -> int:
    return min((reference.start for reference in entity.references), default=1 << 30)
