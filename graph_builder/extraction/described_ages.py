"""Persons told by their age: "the 71-year-old", "the 51-year-old property developer"."""

from graph_builder.extraction.crowds import names_people
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_IN_AGES = frozenset({"-", "year", "years"})
_MODIFYING = frozenset({"amod", "compound", "nmod", "nummod", "nmod:desc"})
_NOUNS = frozenset({"NOUN", "ADJ", "PROPN"})


def refer_by_age(scene: Scene, token: Token) -> None:
    """Let "the 71-year-old", that ends at `token`, be whom the sentence before is about."""
    doc = scene.doc
    start = token.i
    while start and (doc[start - 1].text in _IN_AGES or doc[start - 1].like_num):
        start -= 1
    told = doc[start : token.i + 1].text.lower().endswith("year-old")
    if not told or doc[start - 1].lower_ != "the":
        return
    role = _role_behind(scene, token)
    inside = token.head.i > token.i and token.dep_ in _MODIFYING
    noun = token.head if role is None and inside else None
    further = doc[token.i + 1].pos_ in _NOUNS
    if (role is None and noun is None and further) or (
        noun is not None and not _is_of_one(noun, token)
    ):
        return
    person = _spoken_of(scene, token, doc[start].text.partition("-")[0])
    if person is not None:
        head, end = (noun.i, noun.i + 1) if noun is not None else (token.i, token.i + 1)
        head, end = (role.head, role.end) if role is not None else (head, end)
        scene.refer(start - 1, end, head, "description", (person,))


def _role_behind(scene: Scene, token: Token) -> RolePhrase | None:
    """The role that an age stands before: "the 52-year-old former engineer"."""
    found = (scene.role_at.get(i) for i in range(token.i + 1, token.i + 4))
    role = next((r for r in found if r is not None), None)
    fits = role is not None and role.start <= token.i + 1 and not role.plural
    return role if fits and role is not None and role.person is None else None


def _is_of_one(noun: Token, token: Token) -> bool:
    """Whether the noun behind an age is of one person without a name: no 60-year-old treaty."""
    apart = any(c.dep_ in ("flat", "appos") for c in noun.children)
    return noun.tag_ == "NN" and noun.i <= token.i + 3 and names_people(noun.lemma_) and not apart


def _spoken_of(scene: Scene, token: Token, age: str) -> Entity | None:
    """Whom alone the sentence before is about, or names; else the one before in the paragraph.

    Of whom the text tells another age he is not; of whom it tells this one he is.
    """
    ages = _ages(scene)
    same = [person for person, told in ages.items() if told == age]
    if len(same) == 1:
        return same[0]
    start = scene.paragraph_start(token.i)
    recent = [o for o in scene.recent(token.i, 2) if o.entity.type == "person"]
    people = [o for o in recent if ages.get(o.entity, age) == age]
    near = [o for o in people if o.sentence >= scene.sentence(token.i) - 1]
    near = near or [o for o in people if o.i >= start]
    found = {o.entity for o in near if o.subject} or {o.entity for o in near}
    # In a portrait it is who is portrayed.
    return found.pop() if len(found) == 1 else scene.life


def _ages(scene: Scene) -> dict[Entity, str]:
    """The ages that the text tells behind names: "Ana Quispe, 61, met …"."""
    found: dict[Entity, str] = {}
    for name, entity in scene.findings.entity_of.items():
        behind = scene.doc[name.end : name.end + 3]
        aged = len(behind) == 3 and behind[0].text == "," and behind[1].text.isdigit()
        if entity.type == "person" and aged and behind[2].is_punct:
            found[entity] = behind[1].text
    return found
