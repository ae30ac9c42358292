"""Whose life an article tells: in an obituary or a portrait "he" goes on to be of one person."""

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.history import Occurrence
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_OPENING = 60  # tokens in which such an article names whom it is about, and says what it is
_LABEL = 7  # tokens in which the line of a label ends: "Interview, 14 June 2025"
_LABELS = ("obituary", "profile", "portrait", "interview")


def portrayed(scene: Scene) -> Entity | None:
    """Whom an obituary or a portrait is about: named first, and labelled so or said to have died.

    A label stands in the heading, the second line or at its end: "Obituary, 2 May".
    """
    people = [e for e in scene.discourse.entities if e.type == "person" and e.references]
    first = min(people, key=lambda e: e.references[0].start, default=None)
    if first is None or first.references[0].start >= _OPENING:
        return None
    if any(token.i < _OPENING and _labels(token) for token in scene.doc.words(*_LABELS)):
        return first
    for verb in scene.doc.of_lemma("die"):
        subjects = (c for c in verb.children if c.dep_ == "nsubj")
        known = {e for c in subjects for e in scene.discourse.resolve(c)}
        if verb.dep_ == "acl:relcl":
            known.update(scene.discourse.resolve(verb.head, conjuncts=False))
        if first in known:
            return first
    return None


def _labels(token: Token) -> bool:
    """Whether a word stands alone in its line but for a date or a colon: "Profile. June 6"."""
    doc = token.doc
    ends = any(t.is_space and "\n" in t.text for t in doc[token.i : token.i + _LABEL])
    opens = token.i == 0 or doc[token.i - 1].is_space or (token.is_sent_start and ends)
    # "The Friday interview, by Ana Berg"
    opens = opens or doc[token.i + 1 : token.i + 3].text.lower() == ", by"
    return opens and doc[token.i + 1 : token.i + 2].text in (",", ".", ":")


def of_life(scene: Scene, token: Token, gender: Gender, barred: set[Entity]) -> Entity | None:
    """Who is portrayed, if the paragraph has turned to nobody else before the pronoun `token`."""
    life = scene.life
    if life is None or life in barred or not life.may_be(gender):
        return None
    start, here = scene.paragraph_start(token.i), scene.sentence(token.i)
    owned = token.dep_ == "nmod:poss"
    held: list[Occurrence] = []
    for occurrence in scene.recent(token.i, here):
        entity = occurrence.entity
        if occurrence.i < start or (held and occurrence.sentence != held[0].sentence):
            break
        if entity.type != "person" or entity in barred or not entity.may_be(gender):
            continue
        if entity is scene.somebody and scene.doc[occurrence.i].head is token.head:
            continue  # "the king gave him a medal"
        if occurrence.sentence == here and entity is not life and (occurrence.subject or owned):
            return None
        held.append(occurrence)
    told = [o for o in held if o.entity is life and (o.subject or not owned)]
    if held and not told:
        return None
    life.gender = life.gender or gender
    return life
