"""Unnamed actors: what becomes an entity when an event or a statement needs it.

"A Foreign Ministry official", "two diplomats", "Cuban police", "her office": named by their role,
with the possessor's name in place of a pronoun.
"""

from typing import cast

from graph_builder.extraction.crowds import names_people, phrase_end, phrase_start
from graph_builder.extraction.described_bodies import ARMED
from graph_builder.extraction.described_superiors import is_superior
from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.introduced_names import (
    ANYBODY,
    MASSES,
    end_of,
    name_of,
    shared_office,
    without_number,
)
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.plural_lands import homes_of
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.role_nouns import OF_FIRMS
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene, first_conjunct, is_subject
from graph_builder.extraction.sports import PLAYERS, SPORTS
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.model import ActorType

# These make a phrase speak of no one in particular: "any observer", "other allies".
_GENERIC = frozenset(
    {"any", "no", "every", "each", "other", "many", "most", "such", "all", "future", "few"}
)
# Plurals that without a country or a number tell nothing of who is meant.
_VAGUE = frozenset(
    {"allies", "partners", "leaders", "members", "people", "men", "women", "rivals", "camps"}
)
_GAMES = SPORTS | PLAYERS
# Who is to hold an office is nobody yet.
_TO_COME = frozenset({"new", "next", "potential", "possible", "future"})
_CHOOSING = frozenset({"nominate", "appoint", "elect", "name", "choose", "pick"})
_IN_OFFICE = frozenset({"sitting", "serving", "incumbent"})
_COUNTED = frozenset({"first", "last", "second", "third", "only", "rare", "latest"})
# Many of them say nothing of whose they are: "embassies will reopen".
_POSTS = frozenset({"embassy", "consulate", "mission", "office"})
_DONE = frozenset({"report", "service"})
_ARMED = frozenset({"security", "intelligence", "secret", "emergency", "rescue", "special"})
_TAKING_PART = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
_URGING = frozenset("urge ask beg implore exhort press beseech entreat".split())
UNIQUE = {"pope": "Pope", "pontiff": "Pope"}
"""Of whom there is one, whatever he is called."""
# "Arab states", "European countries".
_OF_REGIONS = frozenset({"country", "state", "nation", "capital", "power", "government"})


# "Their aides put out a text" is what they do themselves.
_MOUTHPIECES = frozenset("spokesman spokeswoman spokesperson aide adviser advisor".split())


def introduce(scene: Scene, token: Token) -> Entity | None:
    """A new entity for the unnamed actor that the phrase at `token` describes, or None."""
    role = scene.role_at.get(token.i)
    if role is None:
        return _crowd(scene, token)
    # A report may say something; what is done to it is done to nobody.
    thing = role.noun == "report" and not is_subject(token)
    nobody = role.person is not None or is_superior(scene, role)  # "his boss": who is that?
    if thing or nobody or _is_capacity(scene, role):
        return None
    leader = scene.country(role.org)
    if role.kind == "government" and leader is not None and leader.type == "person":
        return _government_of(scene, role, leader)
    kind = _nature(role)
    if kind is None or not _is_particular(scene, role):
        return None
    name = UNIQUE.get(role.noun) or name_of(scene, role)
    if kind == "person" and name in ANYBODY:
        return None  # "a woman" alone may be anybody
    first, _, noun = name.partition(" ")
    same = f"{first}s" if kind == "group" and noun in ARMED else name  # "Velar rebels": the Velars
    entity = _known(scene, kind, same) or _known(scene, kind, name)
    entity = entity or _headlined(scene, kind, name, token.i)
    entity = entity or scene.discourse.add_entity(kind, name, named=False)
    entity.country = entity.country or scene.country(role.org)
    if role.noun.startswith("spokes"):
        entity.gender = entity.gender or cast("Gender | None", lexicon().gender(role.noun))
    _learn_office(scene, role, entity)
    start, end = role.start, end_of(scene, role)
    scene.refer(start, end, role.head, "description", (entity,))
    return entity


def _learn_office(scene: Scene, role: RolePhrase, entity: Entity) -> None:
    """What the phrase says that `entity` is: "the emir of X", "his Greek counterpart"."""
    if role.kind == "office" and not role.plural and _is_told(role):
        held = scene.discourse.resolve(role.owner, conjuncts=False) if role.owner else ()
        land = held[0] if len(held) == 1 and held[0].type == "country" else None
        entity.country = entity.country or land
        if role.org is not None or land is not None:
            scene.holdings.append(Holding(entity, role, scene.country(role.org) or land, "role"))
    if role.noun == "counterpart" and role.owner is not None and not scene.held_by(entity):
        peers = scene.discourse.resolve(role.owner, conjuncts=False)
        shared, land = shared_office(scene, peers), scene.country(role.org)
        if shared is not None and land is not None:
            scene.holdings.append(Holding(entity, shared.role, land, "counterpart", role.head))


def _government_of(scene: Scene, role: RolePhrase, leader: Entity) -> Entity | None:
    """ "The Berg government": a body named after who leads it."""
    if role.noun not in ("government", "administration", "regime", "cabinet"):
        return None
    name = f"{leader.name} {role.noun}"
    entity = _known(scene, "organization", name)
    entity = entity or scene.discourse.add_entity("organization", name, named=False)
    entity.country = leader.country
    scene.refer(role.start, role.end, role.head, "description", (entity,))
    return entity


def _crowd(scene: Scene, token: Token) -> Entity | None:
    """A group known by a common noun: "jihadists", "Mensan's supporters"."""
    doc, start, end = scene.doc, phrase_start(token), token.i + 1
    if not (_is_west(token) or _is_many(token)):
        return None
    words = {t.lower_ for t in doc[token.left_edge.i : end]}
    if words & _GAMES:
        return None
    generic = _GENERIC - ({"all", "other"} if _is_rest(token) else {"all"})
    if words & generic or _is_told_later(scene, token):
        return None
    if any(t.tag_ in ("PRP$", "WP$") for t in doc[start:end]):
        return None
    end = phrase_end(token, end)
    name = without_number(doc[start:end])
    entity = _known(scene, "group", name) or scene.discourse.add_entity("group", name, named=False)
    scene.refer(start, end, token.i, "description", (entity,))
    return entity


def tribe(scene: Scene, name: Name) -> None:
    """ "The Houthis": people of no country told by a name in the plural, if they take part."""
    doc, head = scene.doc, scene.doc[name.end - 1]
    told = name.start > 0 and doc[name.start - 1].lower_ == "the" and name.labels["NORP"] > 0
    plural = head.tag_ in ("NNS", "NNPS") and scene.findings.kinds[name] == "demonym"
    if not (told and plural and first_conjunct(head).dep_ in _TAKING_PART):
        return
    people = (e for e in scene.discourse.entities if e.type == "person")
    if not any(name.text[:-1] in e.name for e in people):  # "the Bergs" are a family
        group = _known(scene, "group", name.text) or _fighters(scene, name.text)
        group = group or scene.discourse.add_entity("group", name.text, named=False)
        group.acts = True
        scene.refer(name.start, name.end, head.i, "description", (group,))


def _fighters(scene: Scene, people: str) -> Entity | None:
    """ "The Velar rebels … the Velars": the same group, which goes by the shorter name."""
    for entity in scene.discourse.entities:
        first, _, noun = entity.name.partition(" ")
        if entity.type == "group" and f"{first}s" == people and noun in ARMED:
            entity.name = people
            return entity
    return None


def _is_west(token: Token) -> bool:
    """Whether "the West" is meant, not the west of something."""
    alone = token.text == "West" and token.i > 0 and token.nbor(-1).lower_ == "the"
    return alone and not any(c.dep_ == "nmod" for c in token.children)


def _is_many(token: Token) -> bool:
    """Whether a plural is of people by what they are, or of the states of a region."""
    if token.tag_ != "NNS" or token.text[0].isupper():
        return False
    noun = token.lemma_.lower()
    told = not token.relations.isdisjoint(("amod", "nmod", "nmod:poss", "compound"))
    if told and _is_urged(token):
        return True
    if token.lower_ in lexicon().plural_countries and not told:
        return False  # "the neighbours" are countries, known or not
    if noun in _OF_REGIONS:
        told = any(c.dep_ == "amod" and c.text[0].isupper() for c in token.children)
        told = told or _is_rest(token)
        return told and (token.dep_ == "conj" or first_conjunct(token).dep_ in _TAKING_PART)
    return names_people(noun)


def _is_rest(token: Token) -> bool:
    """Whether a number tells how many other states there are: "eleven other governments"."""
    counted = "other" in token.below and "nummod" in token.relations
    return counted and token.lemma_.lower() in _OF_REGIONS


def _is_urged(token: Token) -> bool:
    """Whether a phrase tells who is to do something: "called on all fishing nations to wait"."""
    verb = token.head
    upon = verb.lemma_ == "call" and not token.below.isdisjoint(("on", "upon"))
    if not (upon or (verb.lemma_ in _URGING and token.dep_ in ("obj", "iobj"))):
        return False
    clauses = ("xcomp", "ccomp", "advcl") if upon else ("xcomp", "ccomp")
    return any(c.dep_ in clauses and c.tag_ == "VB" and c.i > token.i for c in verb.children)


def _is_told_later(scene: Scene, token: Token) -> bool:
    """Whether a headline's bare plural is told with more words in the text: "Freed engineers"."""
    return token.i < scene.headline and scene.doc.words(token.lower_)[-1] is not token


def _is_capacity(scene: Scene, role: RolePhrase) -> bool:
    """ "As prime minister": in what capacity somebody acts, nobody else."""
    before = scene.doc[role.start - 1].lower_ if role.start else ""
    return before == "as" and role.definiteness == "bare" and not role.plural


def _is_particular(scene: Scene, role: RolePhrase) -> bool:  # noqa: PLR0911 - one for each sign
    """Whether the phrase speaks of somebody in particular whom nothing else can name."""
    doc = scene.doc
    plain = role.first == role.head or role.office.lower() in lexicon().offices
    unknown = role.kind == "office" and role.definiteness == "definite" and not role.plural
    if unknown and role.org is None and role.owner is None and plain:
        return role.noun in UNIQUE
    if role.kind == "kin" and role.definiteness == "bare" and not role.plural:
        return False  # "the patron and wife of the mayor"
    if role.kind == "office" and _is_yet_unknown(scene, role):
        return False
    if role.definiteness == "indefinite" and not role.plural and _is_any(doc, role):
        return False
    if role.noun == "presidency" and role.owner_name is not None:
        return False  # a time in office, no body
    bare = role.kind == "person" and role.definiteness == "definite" and not role.plural
    if bare and role.org is None and doc[role.end : role.end + 1].text != "of":
        return False  # "the former banker" is somebody whom the text has named
    if (
        _is_member_state(role)
        or _plays(doc, role)
        or (role.org is None and _is_told_later(scene, doc[role.head]))
    ):
        return False
    if role.kind == "institution" and role.plural and _are_no_bodies(doc, role):
        return False
    if role.noun == "head" and role.owner is not None and doc[role.owner].tag_ == "PRP$":
        return False  # "a gun to its head"
    nowhere = role.org is None and role.region is None and doc[role.end : role.end + 1].text != "of"
    plain = role.first == role.head or doc[role.head].lower_ not in ("leaders", "members")
    if doc[role.head].lower_ in _VAGUE and nowhere and plain and role.number is None:
        return False
    words = {token.lower_ for token in doc[role.start : role.head]}
    if "all" in words and role.plural and doc[role.start].lower_ == "all":
        return not (words - {"all"}) & _GENERIC  # "all lawmakers" are some particular ones
    owned = role.owner is not None and doc[role.owner].tag_ in ("PRP$", "WP$")
    return not _is_generic(doc, role, words) and (not owned or _is_owned(scene, role))


def _is_generic(doc: Doc, role: RolePhrase, words: set[str]) -> bool:
    """ "Some officials", "thousands of people": whoever they are, by `words` before the noun."""
    # "Two other ministers" are some particular ones.
    counted = role.number is not None and role.kind == "office"
    generic = _GENERIC - {"other"} if counted else _GENERIC
    outer = {doc[role.start].lower_, doc[role.head - 1].lower_}
    return bool((words & MASSES and doc[role.head].lower_ in _VAGUE) or outer & generic)


def _are_no_bodies(doc: Doc, role: RolePhrase) -> bool:
    """ "Its missions" are of whoever has them; "health services" are what somebody does."""
    armed = role.noun == "service" and doc[role.head - 1].lower_ in _ARMED
    return bool(role.owner) or role.noun in _POSTS or (role.noun in _DONE and not armed)


def _is_owned(scene: Scene, role: RolePhrase) -> bool:
    """Whether a pronoun tells whose: of one possessor, or of several whose countries are known."""
    assert role.owner is not None
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    if role.noun == "counterpart" and role.org is not None and shared_office(scene, owners):
        return True
    if role.plural and len(owners) > 1:
        return role.kind != "kin" and role.noun not in _MOUTHPIECES and all(homes_of(owners))
    return len(owners) == 1 and not (owners[0].type == "country" and role.noun in OF_FIRMS)


def _is_member_state(role: RolePhrase) -> bool:
    """ "The Union member" is a country."""
    member = role.noun == "member" and role.definiteness == "definite" and not role.plural
    return member and role.org is not None and role.org.start < role.head


def _plays(doc: Doc, role: RolePhrase) -> bool:
    """ "Both countries' hockey teams", "the footballers of X"."""
    words = (t.lower_ for t in doc[role.start : role.head + 1])
    return doc[role.head].tag_ == "NNS" and not _GAMES.isdisjoint(words)


def _is_any(doc: Doc, role: RolePhrase) -> bool:
    """Whether "a" says that whoever holds the office is meant: "a sitting president", "the last
    time a Greek president came", "the first visit by a Greek president".
    """
    if any(token.lower_ in _IN_OFFICE for token in doc[role.start : role.head]):
        return True
    head = doc[role.head]
    bare = role.kind == "office" and role.start + 1 == role.head == role.end - 1
    if bare and head.head.tag_ in ("VBZ", "VBP") and head.head.lemma_ not in reporting().say:
        return True  # "A premier receives a president; there is a handshake"
    if head.head.dep_ == "acl:relcl":
        return head.head.head.lower_ in ("time", "occasion")
    counted = any(child.lower_ in _COUNTED for child in head.head.children)
    return counted and head.dep_ in ("nmod", "obl", "obl:agent")


def _is_yet_unknown(scene: Scene, role: RolePhrase) -> bool:
    """ "To elect a new president": nobody holds the office yet."""
    words = {token.lower_ for token in scene.doc[role.start : role.head]}
    head = scene.doc[role.head]
    if head.dep_ == "obj" and head.head.lemma_ in _CHOOSING and role.definiteness == "indefinite":
        return True
    return role.definiteness == "indefinite" and not role.plural and bool(words & _TO_COME)


def _is_told(role: RolePhrase) -> bool:
    """Whether the phrase itself states an office at the top: "the emir of Z", "its emir"."""
    of = role.org is not None and role.org.start > role.head
    return role.noun in lexicon().top and (of or (role.org is None and role.owner is not None))


def _nature(role: RolePhrase) -> ActorType | None:
    if role.kind == "institution":
        several = role.plural and role.noun != "police"
        return "group" if role.noun == "junta" or several else "organization"
    if role.noun == "camp" and role.org is None and role.first < role.head:
        return None  # "a refugee camp"
    if role.kind == "group" or role.plural:
        return "group"
    if role.noun == "forces" and role.org is None and role.first < role.head:
        return "group"  # "security forces"
    return "person" if role.kind in ("office", "person", "kin") else None


def _known(scene: Scene, kind: ActorType, name: str) -> Entity | None:
    lower = name.lower()
    return next(
        (
            e
            for e in scene.discourse.entities
            if e.type == kind
            and e.name.lower() == lower
            and (not e.named or e.references[0].kind == "description")
        ),
        None,
    )


def _headlined(scene: Scene, kind: ActorType, name: str, at: int) -> Entity | None:
    """Who stands in the headline in fewer words: "Canadian diplomat" for "senior Canadian …"."""
    words = set(name.lower().split())
    for entity in scene.discourse.entities:
        if entity.named or entity.type != kind or not entity.references:
            continue
        above = entity.references[0].start < scene.headline
        if not above and at >= scene.headline:
            continue
        other = set(entity.name.lower().split())
        if (above and other < words) or (at < scene.headline and words < other):
            entity.name = name if above else entity.name
            return entity
    return None
