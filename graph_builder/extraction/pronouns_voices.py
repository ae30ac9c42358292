"""Pronouns in what somebody says: "the king's spokesman said he would go" is of the king.

In the labelled turns of a transcript "I" is who speaks.
"""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.frames import children, preposition
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token


def speaks_for(scene: Scene, mention: Token, pronoun: Token) -> bool:
    """Whether somebody mentioned only tells, as a person's spokesman, what the pronoun's does."""
    voice = first_conjunct(mention)
    if not voice.lemma_.lower().startswith("spokes") or not voice.head.is_ancestor(pronoun):
        return False
    behind = children(voice, "nmod:poss")
    behind += [t for t in children(voice, "nmod") if preposition(t) in ("for", "of")]
    served = [scene.discourse.resolve(t, conjuncts=False) for t in behind]
    return any(e.type == "person" for entities in served for e in entities)


def speaking(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """Who says "I" in a transcript or is asked as "you"; with "we" the one just named, too."""
    one = scene.transcript.together(token)
    if one is None:
        person = scene.transcript.person(token.i, token.lower_)
        return (person,) if person is not None else ()
    start = scene.transcript.asked_before(token.i)
    near = (o for o in scene.recent(token.i, 1) if o.i >= start)
    others = {o.entity: None for o in near if o.entity.type == "person" and o.entity is not one}
    return (one, *others) if len(others) == 1 else ()
