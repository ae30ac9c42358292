"""Who stand together: those coordinated with each other."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.pronouns_barred import clause_subject
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token

NEAR = 6  # sentences that a plural may reach back
COLLECTIVE = frozenset({"country", "organization", "group"})


def barred_of(scene: Scene, head: Token) -> set[Entity]:
    """Who is no member: the subject of a verb that does something to them.

    "Berg and Quispe greeted both men": neither of the two did so to himself.
    """
    subject = clause_subject(head)
    if subject is None or subject.i >= head.i or subject.is_ancestor(head):
        return set()
    barred = set(scene.discourse.resolve(subject))
    upon = head.dep_ in ("obj", "iobj") and subject.head is head.head
    return barred if len(barred) == 1 or upon else set()


def beside(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """Those coordinated before in the same sentence, of whatever kind: "rebels and the army"."""
    barred = barred_of(scene, head)
    for occurrence in scene.recent(head.i, 0):
        group = scene.discourse.resolve(scene.doc[occurrence.i])
        if len(group) > 1:
            return group if len(group) == count and not barred & set(group) else ()
    return ()


def parties_before(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """The last countries and bodies that were coordinated: "X and the Y Front agreed"."""
    barred = barred_of(scene, head)
    for occurrence in scene.recent(head.i, NEAR):
        if occurrence.entity.type in COLLECTIVE:
            group = scene.discourse.resolve(first_conjunct(scene.doc[occurrence.i]))
            bodies = all(e.type in COLLECTIVE for e in group)
            if len(group) == count and bodies and not barred & set(group):
                return group
    return ()


def together(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """The last persons who were coordinated and are no ministers, as many as are counted."""
    for occurrence in scene.recent(head.i, 2 * NEAR):
        group = scene.discourse.resolve(scene.doc[occurrence.i])
        lesser = any(h.role.noun == "minister" for e in group for h in scene.held_by(e))
        if len(group) > 1 and not lesser and all(e.type == "person" for e in group):
            return group if count in (None, len(group)) else ()
    return ()


def pair_nearby(scene: Scene, head: Token, count: int | None, nature: str) -> tuple[Entity, ...]:
    """Those set side by side in this sentence or the one before: "A and B", "between A and B"."""
    barred = barred_of(scene, head)
    for occurrence in scene.recent(head.i, 1):
        group = scene.discourse.resolve(scene.doc[occurrence.i])
        several = len(group) == count or (count is None and len(group) > 1)
        if several and all(e.type == nature for e in group) and not barred & set(group):
            return group
    return ()
