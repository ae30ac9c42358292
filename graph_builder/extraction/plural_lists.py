"""Plurals whose members stand beside them: "the ministers, A of X and B of Y", "A and B, both …".

Also those whose members come right after, as the subject of the clause that theirs belongs to:
"When the two met, A and B agreed".
"""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token

_OPENING = frozenset({",", ":", "–", "—", "-", "("})
_JOINING = frozenset({",", "and", ";"})
_TITLES = frozenset("mr mrs ms mr. mrs. ms. dr dr. sir dame gen. gen general".split())
_HOMES = frozenset({"of", "from", "for", "in"})
_LONGEST = (
    6  # words of what follows a plural before its list: "the ministers | in charge of energy"
)
_ABOVE = 4  # clauses
_FRONTED = frozenset({"advcl", "acl:relcl", "obl", "acl"})


def listed_beside(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """The persons that a plural of persons stands in apposition to, or that are listed after it."""
    if head.tag_ not in ("NNS", "NNPS") or head.i < scene.headline:
        return ()
    found = _apposed_to(scene, head) or _listed_after(scene, head)
    if count is not None and len(found) != count:
        found = _told_in_apposition(scene, head)
    return found if count in (None, len(found)) else ()


def _apposed_to(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "A and B, then the foreign ministers, signed it"."""
    if head.dep_ != "appos" or head.head.i > head.i:
        return ()
    first = first_conjunct(head)
    held = scene.discourse.resolve(first)
    return held if len(held) > 1 and all(e.type == "person" for e in held) else ()


def _told_in_apposition(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "Two rivals who could not stand each other, President A and General B": A and B."""
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i:
            held = scene.discourse.resolve(child)
            if all(e.type == "person" and e.named for e in held):
                return held
    return ()


def _listed_after(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "The two ministers, Mr. A of X and Mr. B of Y, …": a list that a comma opens."""
    doc, start = scene.doc, head.i + 1
    stop = min(len(doc), start + _LONGEST)
    while start < stop and doc[start].text not in _OPENING:
        if doc[start].pos_ in ("VERB", "AUX", "SCONJ") or doc[start].is_space:
            return ()
        start += 1
    if start >= stop:
        return ()
    people, closed = _run(scene, start + 1, head.sent.end)
    return people if len(people) > 1 and closed else ()


def _run(scene: Scene, i: int, stop: int) -> tuple[tuple[Entity, ...], bool]:
    """The persons listed from token `i` on, and whether the last two are joined by "and"."""
    doc, found, joined = scene.doc, list[Entity](), False
    starts = {n.start: n for n in scene.findings.names if i <= n.start < stop}
    link = ""
    while i < stop:
        name = starts.get(i)
        after = doc[i].lower_
        if name is not None:
            if _is_owner(scene, name):
                i = name.end + 1
                continue
            person = scene.findings.entity_of.get(name)
            if person is None or person.type != "person" or (found and not link):
                break
            joined, link = link == "and", ""
            found.append(person)
            i = name.end
            land = starts.get(i + 1)
            beside = land is not None and doc[i].lower_ in _HOMES and scene.country(land)
            i = land.end if beside and land is not None else i
        elif after in _JOINING:
            link, i = after if after == "and" or not link else link, i + 1
        elif after in _TITLES or after == "the":
            i += 1
        else:
            break
    return tuple(dict.fromkeys(found)), joined


def _is_owner(scene: Scene, name: Name) -> bool:
    """Whether a name only tells whose the next one is: "Norland's Ana Berg"."""
    doc = scene.doc
    possessive = doc[name.end].tag_ == "POS"
    return possessive and scene.country(name) is not None


def told_next(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...] | None:
    """ "In Lima, where both were on a visit, A and B agreed": whom the main clause goes on to name.

    None where somebody stands before in the sentence, who may be meant.
    """
    if head.lower_ not in ("both", "two") and head.tag_ not in ("PRP", "PRP$"):
        return None
    clause = head.head if head.dep_.startswith("nsubj") else None
    here = scene.sentence(head.i)
    if clause is None or clause.dep_ not in _FRONTED or _is_told(scene, here, head.i):
        return None
    verb = clause
    for _ in range(_ABOVE):
        verb = verb.head
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > head.i), None)
        if subject is not None and subject.i > clause.i:
            told = scene.discourse.resolve(subject)
            people = len(told) > 1 and all(e.type in ("person", "country") for e in told)
            return told if people and count in (None, len(told)) else None
    return None


def _is_told(scene: Scene, sentence: int, before: int) -> bool:
    """Whether the sentence speaks of a person before that token."""
    for occurrence in scene.recent(before, 0):
        if occurrence.entity.type == "person" and occurrence.sentence == sentence:
            return True
    return False
