"""The parties that an article is about: its main two countries, guests and hosts, names to come."""

from collections import Counter
from itertools import pairwise

from spacy.tokens import Token

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Holding, Scene

_AHEAD = 2  # sentences in which those of a plural may be named after it
_FAR = 12  # sentences back in which a guest may have come
_LEAD = 2  # how many times oftener the second country is named than the third
_ARRIVING = frozenset({"arrive", "fly", "land", "step", "travel", "visit", "come", "return"})
_HOSTING = frozenset({"receive", "host", "welcome", "greet", "entertain"})


def main_pair(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """The two countries that the text before `head` is about; () when no two stand out."""
    if count not in (None, 2):
        return ()
    findings = scene.findings
    tally: Counter[Entity] = Counter()
    for name in findings.names:
        if name.start >= head.i:
            break
        land = findings.country_of.get(name) or findings.entity_of.get(name)
        if land is not None and land.type == "country":
            tally[land] += 1
    ranked = tally.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < 2:
        return ()
    third = ranked[2][1] if len(ranked) > 2 else 0
    return (ranked[0][0], ranked[1][0]) if ranked[1][1] >= _LEAD * third else ()


def introduced_next(scene: Scene, role: RolePhrase, count: int | None) -> tuple[Entity, ...]:
    """Two ministers who are named only after the plural: "their foreign ministers … A and B"."""
    if count not in (None, 2):
        return ()
    last = scene.sentence(role.head) + _AHEAD
    entity_of = scene.findings.entity_of
    for first, second in pairwise(scene.findings.names):
        if first.start <= role.head or scene.sentence(first.start) > last:
            continue
        pair = (entity_of.get(first), entity_of.get(second))
        one, other = pair
        joined = scene.doc[first.end : second.start].text == "and"
        if one is None or other is None or not joined or one is other:
            continue
        fresh = all(e.references and e.references[0].start > role.head for e in (one, other))
        if fresh and all(e.type == "person" and not scene.held_by(e) for e in (one, other)):
            _share_offices(scene, role, (one, other))
            return (one, other)
    return ()


def _share_offices(scene: Scene, role: RolePhrase, people: tuple[Entity, Entity]) -> None:
    """ "Their foreign ministers" are those of the two possessors, in their order."""
    owners = scene.discourse.resolve(role.owner) if role.owner is not None else ()
    lands = owners if len(owners) == 2 and all(o.type == "country" for o in owners) else (None,) * 2
    for person, land in zip(people, lands, strict=True):
        scene.holdings.append(Holding(person, role, land, "members", person.references[0].head))
        person.country = person.country or land


def guests(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "The guests", "the two visitors": the last persons who came or were received together."""
    doc = scene.doc
    for occurrence in scene.recent(head.i, _FAR):
        verb = doc[occurrence.i].head
        if occurrence.entity.type != "person" or verb.pos_ != "VERB":
            continue
        came = occurrence.subject and verb.lemma_ in _ARRIVING | {"meet"}
        received = not occurrence.subject and verb.lemma_ in _HOSTING
        group = scene.discourse.resolve(doc[occurrence.i])
        if (came or received) and len(group) > 1 and all(e.type == "person" for e in group):
            return group
    return ()


def hosts(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "His hosts": who received somebody last."""
    for occurrence in scene.recent(head.i, _FAR):
        verb = scene.doc[occurrence.i].head
        if occurrence.subject and verb.lemma_ in _HOSTING and verb.pos_ == "VERB":
            return (occurrence.entity,)
    return ()
