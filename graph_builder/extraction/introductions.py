"""Unnamed actors: what becomes an entity when an event or a statement needs it.

"A Foreign Ministry official", "two diplomats", "Cuban police", "her office": named by their role,
with the possessor's name in place of a pronoun.
"""

from graph_builder.extraction.crowds import names_people, phrase_end
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.groups import adjoined
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.parties import listed_names
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Holding, Scene, first_conjunct
from graph_builder.extraction.seats import ARTICLES, ministry_named, seated
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.model import ActorType

# These make a phrase speak of no one in particular: "any observer", "other allies".
_GENERIC = frozenset(
    {"any", "no", "every", "each", "other", "many", "most", "such", "all", "future"}
)
# Numbers that no one counts out: "3 million people", "hundreds of protesters".
_MASSES = frozenset(
    {"million", "billion", "thousand", "thousands", "hundred", "hundreds", "dozens", "scores"}
)
# Plurals that without a country or a number tell nothing of who is meant.
_VAGUE = frozenset(
    {"allies", "partners", "leaders", "members", "people", "men", "women", "rivals", "camps"}
)
_ANYBODY = frozenset({"person", "source", "man", "woman", "insider"})
# Who is to hold an office is nobody yet.
_TO_COME = frozenset({"new", "next", "potential", "possible", "future"})
_CHOOSING = frozenset({"nominate", "appoint", "elect", "name", "choose", "pick"})
_IN_OFFICE = frozenset({"sitting", "serving", "incumbent"})
_COUNTED = frozenset({"first", "last", "second", "third", "only", "rare", "latest"})
# A president's minister is one of his country.
_OF_STATE = frozenset({"minister", "premier", "ambassador"})
# Many of them say nothing of whose they are: "embassies will reopen".
_POSTS = frozenset({"embassy", "consulate", "mission", "office"})
_TAKING_PART = frozenset({"nsubj", "nsubj:pass", "obj", "obl:agent"})
# "Arab states", "European countries".
_OF_REGIONS = frozenset({"country", "state", "nation", "capital", "power", "government"})


def introduce(scene: Scene, token: Token) -> Entity | None:
    """A new entity for the unnamed actor that the phrase at `token` describes, or None."""
    role = scene.role_at.get(token.i)
    if role is None:
        return _crowd(scene, token)
    if role.person is not None or _is_capacity(scene, role):
        return None
    leader = scene.country(role.org)
    if role.kind == "government" and leader is not None and leader.type == "person":
        return _government_of(scene, role, leader)
    kind = _nature(role)
    if kind is None or not _is_particular(scene, role):
        return None
    name = _name(scene, role)
    if kind == "person" and name in _ANYBODY:
        return None  # "a woman" alone may be anybody
    entity = _known(scene, kind, name) or _headlined(scene, kind, name, token.i)
    entity = entity or scene.discourse.add_entity(kind, name, named=False)
    entity.country = entity.country or scene.country(role.org)
    if role.kind == "office" and not role.plural and _is_told(role):
        held = scene.discourse.resolve(role.owner, conjuncts=False) if role.owner else ()
        land = held[0] if len(held) == 1 and held[0].type == "country" else None
        entity.country = entity.country or land
        if role.org is not None or land is not None:
            scene.holdings.append(Holding(entity, role, scene.country(role.org) or land, "role"))
    start, end = role.start, _end(scene, role)
    scene.refer(start, end, role.head, "description", (entity,))
    return entity


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
    start, end = token.left_edge.i, token.i + 1
    doc = scene.doc
    start += doc[start].dep_ == "case"
    if not (_is_west(token) or _is_many(token)):
        return None
    words = {t.lower_ for t in doc[start:end]}
    if words & _GENERIC or _is_told_later(scene, token):
        return None
    if any(t.tag_ in ("PRP$", "WP$") for t in doc[start:end]):
        return None
    end = phrase_end(token, end)
    name = _without_number(doc[start:end])
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
        group = _known(scene, "group", name.text)
        group = group or scene.discourse.add_entity("group", name.text, named=False)
        group.acts = True
        scene.refer(name.start, name.end, head.i, "description", (group,))


def _is_west(token: Token) -> bool:
    """Whether "the West" is meant, not the west of something."""
    alone = token.text == "West" and token.i > 0 and token.nbor(-1).lower_ == "the"
    return alone and not any(c.dep_ == "nmod" for c in token.children)


def _is_many(token: Token) -> bool:
    """Whether a plural is of people by what they are, or of the states of a region."""
    if token.tag_ != "NNS" or token.text[0].isupper():
        return False
    noun = token.lemma_.lower()
    if noun in _OF_REGIONS:
        told = any(c.dep_ == "amod" and c.text[0].isupper() for c in token.children)
        return told and first_conjunct(token).dep_ in _TAKING_PART
    return names_people(noun)


def _is_told_later(scene: Scene, token: Token) -> bool:
    """Whether a headline's bare plural is told with more words in the text: "Freed engineers"."""
    return token.i < scene.headline and scene.doc.words(token.lower_)[-1] is not token


def _without_number(phrase: Span) -> str:
    """A phrase without its article and without the numbers that no one counts out."""
    start, masses = phrase.start, phrase[0].lower_ in ARTICLES
    if masses and len(phrase) > 1:
        start += 1
    words = phrase.doc[start : phrase.end]
    if any(t.lower_ in _MASSES for t in words):
        last = max(t.i for t in words if t.lower_ in _MASSES)
        start = last + 2 if phrase.doc[last + 1].lower_ == "of" else last + 1
    return phrase.doc[start : phrase.end].text


def _is_capacity(scene: Scene, role: RolePhrase) -> bool:
    """ "As prime minister": in what capacity somebody acts, nobody else."""
    before = scene.doc[role.start - 1].lower_ if role.start else ""
    return before == "as" and role.definiteness == "bare" and not role.plural


def _is_particular(scene: Scene, role: RolePhrase) -> bool:  # noqa: PLR0911 - one for each sign
    """Whether the phrase speaks of somebody in particular whom nothing else can name."""
    doc = scene.doc
    unknown = role.kind == "office" and role.definiteness == "definite" and not role.plural
    if unknown and role.org is None and role.owner is None and role.first == role.head:
        return False
    if role.kind == "office" and _is_yet_unknown(scene, role):
        return False
    if role.definiteness == "indefinite" and not role.plural and _is_any(doc, role):
        return False
    if role.noun == "presidency" and role.owner_name is not None:
        return False  # a time in office, no body
    bare = role.kind == "person" and role.definiteness == "definite" and not role.plural
    if bare and role.org is None and doc[role.end : role.end + 1].text != "of":
        return False  # "the former banker" is somebody whom the text has named
    if _is_member_state(role) or (role.org is None and _is_told_later(scene, doc[role.head])):
        return False
    if role.kind == "institution" and role.plural and (role.owner or role.noun in _POSTS):
        return False  # "its missions" are of whoever has them
    if role.noun == "head" and role.owner is not None and doc[role.owner].tag_ == "PRP$":
        return False  # "a gun to its head"
    nowhere = role.org is None and role.region is None
    plain = role.first == role.head or doc[role.head].lower_ not in ("leaders", "members")
    if doc[role.head].lower_ in _VAGUE and nowhere and plain and role.number is None:
        return False
    words = {token.lower_ for token in doc[role.start : role.head]}
    if "all" in words and role.kind == "office" and role.plural and doc[role.start].lower_ == "all":
        words.discard("all")  # "all lawmakers" are some particular ones
        return not words & _GENERIC
    if (words & _MASSES and doc[role.head].lower_ in _VAGUE) or {
        doc[role.start].lower_,
        doc[role.head - 1].lower_,
    } & _GENERIC:
        return False
    if role.owner is None or doc[role.owner].tag_ not in ("PRP$", "WP$"):
        return True
    return len(scene.discourse.resolve(role.owner, conjuncts=False)) == 1


def _is_member_state(role: RolePhrase) -> bool:
    """ "The Union member" is a country."""
    member = role.noun == "member" and role.definiteness == "definite" and not role.plural
    return member and role.org is not None and role.org.start < role.head


def _is_any(doc: Doc, role: RolePhrase) -> bool:
    """Whether "a" says that whoever holds the office is meant: "a sitting president", "the last
    time a Greek president came", "the first visit by a Greek president".
    """
    if any(token.lower_ in _IN_OFFICE for token in doc[role.start : role.head]):
        return True
    head = doc[role.head]
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
    return next(
        (
            e
            for e in scene.discourse.entities
            if e.type == kind and e.name.lower() == name.lower() and not e.named
        ),
        None,
    )


def _headlined(scene: Scene, kind: ActorType, name: str, at: int) -> Entity | None:
    """Who stands in the headline in fewer words: "Canadian diplomat" for "senior Canadian …"."""
    words = set(name.lower().split())
    for entity in scene.discourse.entities:
        if entity.named or entity.type != kind or not entity.references:
            continue
        other = set(entity.name.lower().split())
        above = entity.references[0].start < scene.headline
        if (above and other < words) or (at < scene.headline and words < other):
            entity.name = name if above else entity.name
            return entity
    return None


def _name(scene: Scene, role: RolePhrase) -> str:
    """The phrase without its article, possessors by name: "Ana Berg's office"."""
    doc = scene.doc
    start = role.start
    if role.plural and role.org is not None and role.org.start < role.head:
        start = min(start, adjoined(scene, role)[0].start)  # "Greek and Turkish officials"
    if doc[start].lower_ in ARTICLES and start < role.head:
        start += 1
    text = _without_number(doc[start : _end(scene, role)])
    owner = role.owner
    if role.owner_name is not None and role.owner_name.start > role.head:
        served = scene.findings.entity_of.get(role.owner_name)
        whom = served.name if served is not None else role.owner_name.text
        return f"{text} {doc[role.end].lower_} {whom}"
    own = owner is not None and doc[owner].tag_ in ("PRP$", "WP$")
    told = role.plural and role.owner_name is None and role.org is None  # "the commander's men"
    if owner is not None and (own or told):
        held = scene.discourse.resolve(owner, conjuncts=False)
        rest = doc[owner + 1 if own else owner + 2 : _end(scene, role)].text
        if len(held) == 1 and (own or held[0].named):
            apart = own and role.org is not None and role.noun == "counterpart"
            return rest if apart else _owned(scene, held[0], role, rest)
    inner = next((t for t in doc[role.end : _end(scene, role)] if t.tag_ == "PRP$"), None)
    whose = scene.discourse.resolve(inner, conjuncts=False) if inner is not None else ()
    if inner is not None and len(whose) == 1:
        after = doc[inner.i + 1 : _end(scene, role)].text
        return f"{doc[start : inner.i].text} {whose[0].name}'s {after}"
    if role.kind == "institution" and role.org is None:
        whole = doc[role.start : _end(scene, role)].text
        return seated(scene, role, doc[start : role.end].text, whole)
    body = scene.country(role.org) if role.definiteness == "possessed" else None
    if role.org is not None and body is not None and body.type == "organization":
        text = text.replace(role.org.text, body.name, 1)  # "the League's court"
    return text


def _owned(scene: Scene, owner: Entity, role: RolePhrase, rest: str) -> str:
    """ "His office", "whose emir", "its troops" with the possessor's name."""
    if owner.type == "country" and role.noun in lexicon().top:
        return f"{rest} of {owner.name}"
    if owner.type == "person" and role.noun == "deputy" and rest == "deputy":
        held = next((h.role.office for h in scene.held_by(owner) if h.role.kind == "office"), None)
        return f"deputy {held.lower()}" if held else f"{owner.name}'s {rest}"
    if owner.type == "person" and role.noun in _OF_STATE and owner.country is not None:
        return f"{rest} of {owner.country.name}"
    if owner.type == "group":
        return rest
    ministry = ministry_named(scene, owner) if rest == "ministry" else None
    adjective = scene.adjective(owner) if owner.type == "country" else None
    several = adjective is not None and (role.plural or role.kind == "group")
    return ministry or (f"{adjective} {rest}" if several else f"{owner.name}'s {rest}")


def _goes_on(scene: Scene, role: RolePhrase) -> bool:
    """Whether another plural shares the country of the phrase: "Greek policemen and judges"."""
    second = scene.role_at.get(role.end + 1)
    shared = role.org is not None and scene.doc[role.end : role.end + 1].text == "and"
    bare = second is not None and second.start == second.head and second.end == second.start + 1
    return shared and bare and second is not None and second.plural and second.kind != "kin"


def _end(scene: Scene, role: RolePhrase) -> int:
    """The end of the phrase, with what follows to tell who they are: "from …", "in Veligrad"."""
    doc, end = scene.doc, role.end
    if role.kind == "institution":
        named = end + 1 < len(doc) and doc[end + 1].text[0].isupper()
        place = named and doc[end].lower_ in ("in", "to")
        told = role.definiteness in ("indefinite", "possessed")
        if told and doc[end : end + 1].text == "of" and doc[end + 1].text.islower():
            return phrase_end(doc[role.head], end)  # "a council of seven officers"
        return phrase_end(doc[role.head], end) if place else end
    if role.plural or role.kind == "group":
        return _end_of_plural(scene, role)
    # "A person close to the minister": a noun that alone says nothing of who it is.
    vague = role.noun in _ANYBODY and role.definiteness == "indefinite" and role.org is None
    stop = phrase_end(doc[role.head], end) if vague and role.start + 1 == role.head else end
    return end if any(t.tag_ == "PRP$" for t in doc[end:stop]) else stop


def _end_of_plural(scene: Scene, role: RolePhrase) -> int:
    doc, end = scene.doc, role.end
    if role.org is not None and role.org.start > role.head:
        return listed_names(scene, role.org)[-1].end  # "leaders of X and Y"
    if role.org is not None and doc[end : end + 1].text in ("in", "on"):
        return end  # "met a Libyan delegation in Vienna"
    if _goes_on(scene, role):
        return end + 2
    if doc[end : end + 3].text.lower() == "on both sides":
        return end + 3
    if end < len(doc) and doc[end].lower_ == "briefed":  # often taken for the sentence's verb
        edge = max(t.i for t in doc[end].subtree) + 1
        rest = doc[end + 1 : edge]
        return min((t.i for t in rest if t.is_punct or t.tag_ == "VBD"), default=edge)
    return phrase_end(doc[role.head], end)
