"""Unnamed actors: what becomes an entity when an event or a statement needs it.

"A Foreign Ministry official", "two diplomats", "Cuban police", "her office": named by their role,
with the possessor's name in place of a pronoun.
"""

from spacy.tokens import Token

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Holding, Scene
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
_VAGUE = frozenset({"allies", "partners", "leaders", "members", "people", "men", "women", "rivals"})
_ARTICLES = frozenset({"the", "a", "an", "one", "another", "some"})


def introduce(scene: Scene, token: Token) -> Entity | None:
    """A new entity for the unnamed actor that the phrase at `token` describes, or None."""
    role = scene.role_at.get(token.i)
    if role is None or role.person is not None or _is_capacity(scene, role):
        return None
    kind = _nature(role)
    if kind is None or not _is_particular(scene, role):
        return None
    name = _name(scene, role)
    entity = _known(scene, kind, name) or scene.discourse.add_entity(kind, name, named=False)
    entity.country = entity.country or scene.country(role.org)
    if role.kind == "office" and not role.plural and _is_told(role):
        scene.holdings.append(Holding(entity, role, scene.country(role.org), "role"))
    start, end = role.start, _end(scene, role)
    scene.refer(start, end, role.head, "description", (entity,))
    return entity


def _is_capacity(scene: Scene, role: RolePhrase) -> bool:
    """ "As prime minister": in what capacity somebody acts, nobody else."""
    before = scene.doc[role.start - 1].lower_ if role.start else ""
    return before == "as" and role.definiteness == "bare" and not role.plural


def _is_particular(scene: Scene, role: RolePhrase) -> bool:
    """Whether the phrase speaks of somebody in particular whom nothing else can name."""
    doc = scene.doc
    unknown = role.kind == "office" and role.definiteness == "definite" and not role.plural
    if unknown and role.org is None and role.owner is None:
        return False
    if role.noun == "head" and role.owner is not None and doc[role.owner].tag_ == "PRP$":
        return False  # "a gun to its head"
    if doc[role.head].lower_ in _VAGUE and role.org is None and role.number is None:
        return False
    words = {token.lower_ for token in doc[role.start : role.head]}
    if words & _MASSES or {doc[role.start].lower_, doc[role.head - 1].lower_} & _GENERIC:
        return False
    if role.owner is None or doc[role.owner].tag_ != "PRP$":
        return True
    return len(scene.discourse.resolve(role.owner, conjuncts=False)) == 1


def _is_told(role: RolePhrase) -> bool:
    """Whether the phrase itself states an office at the top: "the emir of Z"."""
    return role.noun in lexicon().top and role.org is not None and role.org.start > role.head


def _nature(role: RolePhrase) -> ActorType | None:
    if role.kind == "institution":
        return "organization"
    if role.kind == "group" or role.plural:
        return "group"
    return "person" if role.kind in ("office", "person", "kin") else None


def _known(scene: Scene, kind: ActorType, name: str) -> Entity | None:
    return next(
        (e for e in scene.discourse.entities if e.type == kind and e.name == name and not e.named),
        None,
    )


def _name(scene: Scene, role: RolePhrase) -> str:
    """The phrase without its article, possessors by name: "Ana Berg's office"."""
    doc = scene.doc
    start = role.start
    if doc[start].lower_ in _ARTICLES and start < role.head:
        start += 1
    text = doc[start : _end(scene, role)].text
    owner = role.owner
    if role.owner_name is not None and role.owner_name.start > role.head:
        served = scene.findings.entity_of.get(role.owner_name)
        whom = served.name if served is not None else role.owner_name.text
        return f"{text} {doc[role.end].lower_} {whom}"
    if owner is not None and doc[owner].tag_ == "PRP$":
        held = scene.discourse.resolve(owner, conjuncts=False)
        if len(held) == 1:
            rest = doc[owner + 1 : _end(scene, role)].text
            return f"{held[0].name}'s {rest}"
    if role.kind == "institution" and role.org is None:
        return _seated(scene, role, text)
    return text


def _seated(scene: Scene, role: RolePhrase, text: str) -> str:
    """An institution's name with its country, when its possessor or its sentence tells it."""
    doc = scene.doc
    if role.owner is not None:
        held = scene.discourse.resolve(role.owner, conjuncts=False)
        title = scene.role_at.get(role.owner)
        if len(held) == 1 and title is not None and held[0].country is not None:
            return f"{role.office} of the {title.office} of {held[0].country.name}"
        return text
    here = scene.sentence(role.head)
    for occurrence in scene.history:
        entity = occurrence.entity
        if occurrence.sentence == here and occurrence.subject and occurrence.i != role.head:
            country = entity if entity.type == "country" else entity.country
            if country is not None and country.name not in text:
                return f"{text} of {country.name}"
    return doc[role.start : role.end].text.removeprefix("the ").removeprefix("The ")


def _end(scene: Scene, role: RolePhrase) -> int:
    """The end of the phrase, with a participle or "from …" that tells who they are."""
    doc = scene.doc
    end = role.end
    if not role.plural and role.kind != "group":
        return end
    if doc[end : end + 3].text.lower() == "on both sides":
        return end + 3
    if end < len(doc) and doc[end].lower_ in ("from", "briefed") and not doc[end].is_sent_start:
        last = doc[end].head if doc[end].dep_ == "case" else doc[end]
        edge = max(t.i for t in last.subtree) + 1
        return min((t.i for t in doc[end:edge] if t.is_punct), default=edge)
    return end
