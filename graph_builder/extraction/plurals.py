"""Plural phrases and their members: "the two leaders", "both sides", "they", "the trio"."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.scene import Scene
from spacy.tokens import Token

_NEAR = 4  # sentences that a plural may reach back
_COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "all three": 3, "four": 4, "five": 5}
_NATURES = ("person", "country", "organization")


def members_of(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """The members that the plural phrase headed by `head` takes up again; () when unclear."""
    words = lexicon()
    noun = head.lower_
    count = _count(head)
    if noun in words.plural_countries:
        return _latest_set(scene, head, ("country",), count)
    if noun in words.plural_organizations:
        return _latest_set(scene, head, ("organization",), count)
    if noun in words.plural_either:
        return _latest_set(scene, head, ("person", "country"), count or 2)
    if noun in words.plural_persons:
        return _officials(scene, head, noun, count)
    if noun in ("two", "both", "three", "four", "all"):
        return _latest_set(scene, head, ("person", "country", "organization"), _COUNTS.get(noun))
    return ()


def _count(head: Token) -> int | None:
    """How many members the phrase says it has: "the two leaders", "both", "the trio"."""
    if head.lower_ in _COUNTS:
        return _COUNTS[head.lower_]
    for child in head.children:
        if child.lower_ in _COUNTS and child.i < head.i:
            return _COUNTS[child.lower_]
    return None


def _officials(scene: Scene, head: Token, noun: str, count: int | None) -> tuple[Entity, ...]:
    """Members of a plural of persons: holders of that office, else whoever was named together."""
    singular = {"men": "man", "women": "woman"}.get(noun, noun.removesuffix("s"))
    holders = [
        person
        for person, holdings in scene.holders().items()
        if any(_is_such(h.role.noun, h.role.office.lower(), singular, head) for h in holdings)
    ]
    if len(holders) == (count or 2) and singular not in ("leader", "man", "woman"):
        return tuple(holders)
    found = _latest_set(scene, head, ("person",), count, among=holders if len(holders) >= 2 else None)
    return found or _latest_set(scene, head, ("person",), count)


def _is_such(noun: str, office: str, wanted: str, head: Token) -> bool:
    if wanted == "leader":
        return noun in lexicon().top or office.startswith("prime minister") or noun == "leader"
    modifiers = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound")} & lexicon().portfolios
    return noun == wanted and all(word in office for word in modifiers)


def _latest_set(
    scene: Scene,
    head: Token,
    natures: tuple[str, ...],
    count: int | None,
    among: list[Entity] | None = None,
) -> tuple[Entity, ...]:
    """The last sentence's entities of one nature that make up the number, nearest sentence first."""
    wanted = count or 2
    here = scene.sentence(head.i)
    gathered: dict[str, list[Entity]] = {nature: [] for nature in natures}
    for back in range(_NEAR + 1):
        for nature in natures:
            fresh = _named_in(scene, here - back, nature, head.i, among)
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
        if o.sentence == sentence and o.i < before and o.entity.type == nature
    ]
    return [e for e in dict.fromkeys(found) if among is None or e in among]


def _coordinated(
    scene: Scene, head: Token, sentence: int, nature: str, wanted: int
) -> tuple[Entity, ...]:
    """Of too many, those that are coordinated with each other, or met each other as agents."""
    doc = scene.doc
    for occurrence in reversed(scene.history):
        if occurrence.sentence < sentence - _NEAR:
            break
        if occurrence.i < head.i:
            group = scene.discourse.resolve(doc[occurrence.i])
            if len(group) == wanted and all(e.type == nature for e in group):
                return group
    return ()
