"""Who a description can't mean: who acts upon it, stands beside it or tells what it does."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.frames import preposition
from graph_builder.extraction.named_near import speaks
from graph_builder.extraction.pronouns_barred import told_of
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_OBJECTS = frozenset({"obj", "iobj", "obl", "obl:agent"})
_BECOMING = frozenset({"become", "be", "remain", "stay", "make"})
# "Born Lars Berg in Oslo, the president …" tells his own name.
_NAMING = frozenset({"bear", "name", "call", "nickname", "dub", "know", "christen", "baptize"})


def _subjects(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """Who does something to the role: "X invited the Irish leader" leaves X out."""
    head = scene.doc[role.head]
    verb = head.head
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    outside = subject is not None and subject.i != head.i and subject.i < head.i
    return scene.discourse.resolve(subject) if subject is not None and outside else ()


def governing(scene: Scene, role: RolePhrase) -> set[Entity]:
    """Who acts upon the role, says what it does, or stands beside it in its clause.

    "X asked the commissioner", "“The chancellor must act,” X said", "X, in Rome for the funeral of
    the pope" speak of somebody else.
    """
    found = _set_beside(scene, role) | set(_subjects(scene, role))
    head = scene.doc[role.head]
    for above in head.ancestors if head.dep_ in ("nmod", "nmod:poss", "obl") else ():
        found.update(scene.discourse.resolve(above))
        found |= _acting(scene, above)
    verb = head.head
    while verb.dep_ in ("ccomp", "xcomp") and verb.head is not verb:
        verb = verb.head
        found |= _acting(scene, verb)
    return found | _above(scene, verb)


def _acting(scene: Scene, verb: Token) -> set[Entity]:
    """Who the subjects of a word are."""
    subjects = (c for c in verb.children if c.dep_.startswith("nsubj"))
    return {e for c in subjects for e in scene.discourse.resolve(c)}


def _above(scene: Scene, verb: Token) -> set[Entity]:
    """Who acts in the clause around a relative clause: X in "X brought a letter in which …"."""
    while verb.dep_ in ("acl", "acl:relcl") and verb.head.dep_ in ("obj", "obl", "nsubj:pass"):
        verb = verb.head.head
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if subjects:
            return {e for c in subjects for e in scene.discourse.resolve(c)}
    return set()


def _set_beside(scene: Scene, role: RolePhrase) -> set[Entity]:
    """Who stands before the phrase in one list: X in "X and the president"."""
    head = scene.doc[role.head]
    listed = head.dep_ == "conj" and role.definiteness == "definite"
    return set(scene.discourse.resolve(head.head, conjuncts=False)) if listed else set()


def in_adjuncts(scene: Scene, role: RolePhrase) -> set[Entity]:
    """Persons in an adjunct before the subject: "in talks with X, the premier said" is not X.

    A subject doesn't take up who stands in its own clause; a possessor it may ("on X's return, the
    premier said"), and so it may the subject of another clause ("after X won, the premier said").
    """
    head = scene.doc[role.head]
    if head.dep_ in _OBJECTS and head.head.lemma_ not in _BECOMING and preposition(head) != "as":
        return set(_subjects(scene, role))  # "X, who worked for the minister", "plays the king"
    if not head.dep_.startswith("nsubj"):
        return _set_beside(scene, role)
    if speaks(head) and (another := told_of(scene, head)):
        return set(another)  # "X left, the minister said"
    near = ((o.entity, scene.doc[o.i]) for o in scene.recent(role.head, 0))
    return {e for e, t in near if e.type == "person" and _is_in_adjunct(t, head.head)}


def _is_in_adjunct(token: Token, verb: Token) -> bool:
    for above in token.ancestors:
        if token.dep_ == "nmod:poss" or token.lemma_ in _NAMING:
            return False
        clause = token.dep_ in ("advcl", "acl", "acl:relcl")
        if clause and any(c.dep_.startswith("nsubj") for c in token.children):
            return False
        if above is verb:
            return token.dep_ in ("obl", "advcl", "advmod") and token.i < verb.i
        token = above
    return False
