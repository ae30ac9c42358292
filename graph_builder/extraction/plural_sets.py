"""Who stand together: those coordinated with each other, or named last in the wanted number."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.pronouns_barred import clause_subject
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token

NEAR = 6  # sentences that a plural may reach back
COLLECTIVE = frozenset({"country", "organization", "group"})


def barred_of(scene: Scene, head: Token) -> set[Entity]:
    """Who is no member: the subject of a verb that does something to them."""
    subject = clause_subject(head)
    if subject is None or subject.i >= head.i or subject.is_ancestor(head):
        return set()
    barred = set(scene.discourse.resolve(subject))
    return barred if len(barred) == 1 else set()


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


def pair_nearby(scene: Scene, head: Token, count: int, nature: str) -> tuple[Entity, ...]:
    """Those set side by side in this sentence or the one before: "A and B", "between A and B"."""
    barred = barred_of(scene, head)
    for occurrence in scene.recent(head.i, 1):
        group = scene.discourse.resolve(scene.doc[occurrence.i])
        alike = all(e.type == nature for e in group)
        if len(group) == count and alike and not barred & set(group):
            return group
    return ()


def latest_set(
    scene: Scene,
    head: Token,
    natures: tuple[str, ...],
    count: int | None,
    among: list[Entity] | None = None,
) -> tuple[Entity, ...]:
    """The last entities of one nature that make up the number, the nearest sentence first."""
    wanted = count or 2
    barred = barred_of(scene, head)
    here = scene.sentence(head.i)
    gathered: dict[str, list[Entity]] = {nature: [] for nature in natures}
    for back in range(NEAR + 1):
        for nature in natures:
            fresh = _named_in(scene, here - back, nature, head.i, among)
            fresh = [e for e in fresh if e not in barred]
            if len(fresh) == wanted or (count is None and len(fresh) >= 2):
                return tuple(fresh)
            held = gathered[nature]
            held.extend(e for e in fresh if e not in held)
            if len(held) == wanted and back:
                return tuple(held)
            if len(held) > wanted:
                return _coordinated(scene, head, here - back, nature, wanted)
    return ()


def _named_in(
    scene: Scene, sentence: int, nature: str, before: int, among: list[Entity] | None
) -> list[Entity]:
    found = [
        o.entity
        for o in scene.history
        if o.sentence == sentence
        and o.i < before
        and o.entity.type == nature
        and o.entity is not scene.somebody
        and (o.core or nature != "person")
    ]
    held = [e for e in dict.fromkeys(found) if among is None or e in among]
    # Whom a description brings in once is rarely taken up beside those who have names.
    named = [e for e in held if e.named]
    return named if len(named) >= 2 else held


def _coordinated(
    scene: Scene, head: Token, sentence: int, nature: str, wanted: int
) -> tuple[Entity, ...]:
    """Of too many, those that are coordinated with each other, or met each other as agents."""
    doc = scene.doc
    for occurrence in reversed(scene.history):
        if occurrence.sentence < sentence - NEAR:
            break
        if occurrence.i < head.i:
            group = scene.discourse.resolve(doc[occurrence.i])
            if len(group) == wanted and all(e.type == nature for e in group):
                return group
    return ()
