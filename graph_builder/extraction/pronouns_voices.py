"""Pronouns in what a spokesperson says: "the king's spokesman said he would go" is of the king."""

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
