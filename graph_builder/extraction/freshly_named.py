"""Who is named around a description that tells his office for the first time."""

from collections.abc import Iterator
from typing import cast

from graph_builder.extraction.described_barred import governing, in_adjuncts
from graph_builder.extraction.described_lands import clause_mates, is_foreign
from graph_builder.extraction.described_persons import varied
from graph_builder.extraction.described_victims import is_suffering, sufferers
from graph_builder.extraction.discourse import Entity, Gender, Reference
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.named_near import (
    named_by_people,
    named_in_turn,
    named_next,
    speaks,
)
from graph_builder.extraction.pronouns_barred import PERSONAL, clause_subject
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene, is_subject
from graph_builder.extraction.tokens import Token

_POSTED = frozenset({"ambassador", "consul"})
_THEM = frozenset({"him", "her"})
# Not who holds the office when the text is written.
_OTHERS = frozenset("next future potential other another any last".split())
_HEADING_VERBS = frozenset({"lead", "head", "chair", "run", "hold"})


def _is_posted(scene: Scene, role: RolePhrase) -> bool:
    """Whether the phrase itself tells where somebody is posted."""
    after = [t.lower_ for t in scene.doc[role.head + 1 : role.head + 2]]
    return after in (["to"], ["in"]) and scene.doc[role.start].lower_ == "the"


def freshly_named(scene: Scene, role: RolePhrase, org: Entity | None) -> Entity | None:
    """Who was named just before without an office, and is now called by it.

    News names a person once and goes on with what he is: "X demands … , the Labour leader warns."
    """
    posted = role.noun in _POSTED and _is_posted(scene, role)
    if posted or any(token.lower_ in _OTHERS for token in scene.doc[role.start : role.head]):
        return None  # "the American ambassador to Peru" is somebody new
    ahead = None if _names_ahead(scene, role) else _named_ahead(scene, role)
    barred = governing(scene, role) | clause_mates(scene, scene.doc[role.head])
    barred |= in_adjuncts(scene, role)
    found = {ahead} if ahead is not None else set(_untitled_near(scene, role, org))
    if ahead is None and _is_of_another(scene, role, org):
        return None
    gender = cast("Gender | None", lexicon().gender(role.noun))
    found = {person for person in found if person.may_be(gender)}
    subjects = {o.entity for o in scene.recent(role.head, 1) if o.subject}
    if org is not None:
        found -= barred | sufferers(scene, role)
    if len(found) > 1 and (own := _own_gender(scene, role)) is not None:
        found = {person for person in found if person.likely_gender == own}
    if len(found) > 1:
        # "X rang Y. The secretary said …" goes on about X, but "the Irish leader" tells them apart.
        apart = org is not None and org.type == "country"
        found = set() if apart else found & subjects
    if len(found) != 1 or found & barred:
        return None
    [person] = found
    acting = is_subject(scene.doc[role.head])
    if person in subjects or ahead is not None or (acting and org is not None):
        scene.holdings.append(Holding(person, role, org, "description"))
        person.country = person.country or org
    return person


def _own_gender(scene: Scene, role: RolePhrase) -> Gender | None:
    """What "the speaker invited her counterpart" tells of the speaker, who alone may own one."""
    head = scene.doc[role.head]
    for token in scene.doc.tokens[role.end : head.head.high + 1]:
        if token.dep_ == "nmod:poss" and token.lower_ in PERSONAL:
            if token.head.lemma_ not in lexicon().relational | lexicon().kin:
                return None  # "praised his patience"
            return PERSONAL[token.lower_] if clause_subject(token) is head else None
    return None


def _named_ahead(scene: Scene, role: RolePhrase) -> Entity | None:
    following = named_next(scene, role)
    if following is not None and role.definiteness == "possessed":
        # "Peru's minister resigned. Lars Berg was shot last week."
        suffers = is_suffering(scene.doc[following.references[0].head])
        following = None if suffers else following
    return following or named_by_people(scene, role) or named_in_turn(scene, role)


def _is_of_another(scene: Scene, role: RolePhrase, org: Entity | None) -> bool:
    """Whether the clause of a description tells that somebody is meant who was not named before."""
    head = scene.doc[role.head]
    acting = is_subject(head)
    if org is not None:  # "X left. Angry farmers stopped the car of Peru's premier"
        return role.definiteness == "possessed" and not acting
    # "X left. The premier thanked him", "X flew to Rome. She saw the king"
    other = _affects_another(head) or _is_anothers(scene, head)
    return other or not (acting or _is_epithet(scene, role))


def introduced_next(scene: Scene, role: RolePhrase) -> Entity | None:
    """Who "a Peruvian senator" is, if the next sentence begins with his name and goes on of him.

    "A Peruvian senator was sent home on Monday. Ana Quispe, 44, had …": he is the subject of both.
    """
    head = scene.doc[role.head]
    told = role.kind == "office" or (role.kind == "person" and role.org is not None)
    verb = head.head
    opens = head.dep_ in ("nsubj", "nsubj:pass") and verb.dep_ == "ROOT" and verb.pos_ == "VERB"
    opens = opens and verb.tag_ not in ("VBZ", "VBP")  # "A mediator always hopes" is of any
    if role.plural or not told or not opens or speaks(head) or role.owner is not None:
        return None
    if any(r.kind == "name" and r.entities[0].type == "person" for r in _named_beside(scene, verb)):
        return None  # "A senator met Ana Quispe"
    person = named_next(scene, role)
    subject = scene.doc[person.references[0].head] if person is not None else None
    if person is None or subject is None or not subject.dep_.startswith("nsubj"):
        return None
    if role.kind == "office":
        org = scene.behind_office(role.org)
        scene.holdings.append(Holding(person, role, org, "description"))
    person.country = person.country or scene.behind_office(role.org)
    return person


def _named_beside(scene: Scene, verb: Token) -> Iterator[Reference]:
    return scene.discourse.references(verb.low, verb.high + 1)


def _names_ahead(scene: Scene, role: RolePhrase) -> bool:
    """Whether a name follows as the object: "The president rang X" tells of no next name."""
    verb = scene.doc[role.head].head
    objects = {c.i for c in verb.children if c.dep_ in ("obj", "obl") and c.i > role.head}
    return any(
        r.kind == "name" and r.head in objects and r.entities[0].type == "person"
        for r in scene.discourse.references(role.end, verb.high + 1)
    )


def _affects_another(head: Token) -> bool:
    """Whether the clause of a subject does something to a man or woman: "the premier saw him"."""
    objects = (c for c in head.head.children if c.dep_ in ("obj", "iobj", "obl"))
    return head.dep_ == "nsubj" and any(c.lower_ in _THEM for c in objects)


def _is_anothers(scene: Scene, head: Token) -> bool:
    """Whether nobody knows who acts: "X left. The envoy got the premier's blessing" may be X's."""
    above = head.head if head.dep_ == "nmod:poss" else None
    verb = above.head if above is not None and above.dep_ in ("obj", "obl") else None
    while verb is not None and verb.dep_ == "conj" and "nsubj" not in verb.relations:
        verb = verb.head
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    return bool(subjects) and not any(scene.discourse.resolve(c) for c in subjects)


def _is_epithet(scene: Scene, role: RolePhrase) -> bool:
    """Whether it goes on about somebody: "the premier's visit", "met the ousted premier"."""
    owns = scene.doc[role.head].dep_ == "nmod:poss"
    return owns or bool(role.standing) or role.noun in lexicon().ranks | lexicon().occupations


def _untitled_near(scene: Scene, role: RolePhrase, org: Entity | None) -> Iterator[Entity]:
    """Who is named without an office in this sentence or the one before.

    Who is only described there ("the visitor") is not called by yet another word.
    """
    near = list(scene.recent(role.head, 1))
    if org is not None and not any(o.entity.type == "person" for o in near):
        near = [o for o in scene.recent(role.head, 2) if o.i < scene.headline]
    heads = {o.entity for o in near if _heads_a_body(scene, scene.doc[o.i])}
    for occurrence in near:
        person = occurrence.entity
        if person.type != "person" or not person.named:
            continue
        posts = [h for h in scene.held_by(person) if h.role.noun not in lexicon().ranks]
        foreign = org is not None and is_foreign(scene, person, org)
        described = scene.discourse.by_head[occurrence.i].kind == "description"
        told = role.definiteness == "possessed" and _is_something_else(scene, person)
        if not (posts or foreign or described or told or (org is None and person in heads)):
            yield person


def _is_something_else(scene: Scene, person: Entity) -> bool:
    """Whether the text has told what somebody is: "X, a lawyer"; a rank is no calling."""
    return any(
        h.how == "apposition" and h.role.definiteness == "indefinite" for h in scene.held_by(person)
    )


def _heads_a_body(scene: Scene, name: Token) -> bool:
    """Whether a clause says what else somebody leads: "X, who heads the Green League"."""
    objects = [
        c
        for clause in name.children
        if clause.dep_ == "acl:relcl" and clause.lemma_ in _HEADING_VERBS
        for c in clause.children
        if c.dep_ == "obj"
    ]
    known = (e for c in objects for e in scene.discourse.resolve(c))
    return bool(objects) and all(e.type != "country" for e in known)


def of_before(scene: Scene, role: RolePhrase, org: Entity | None) -> Entity | None:
    """Who was something else before: "X, now of the opposition, left. The ex-minister said …"."""
    person = varied(scene, role) if role.standing & {"former", "ex"} else None
    if person is None or person in governing(scene, role) | in_adjuncts(scene, role):
        return None
    scene.holdings.append(Holding(person, role, org, "description"))
    return person
