"""Who is named around a title that was not yet his: "Norland's premier … Premier X"."""

from graph_builder.extraction.described_lands import is_foreign
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token
from graph_builder.ontology import polities

_NEAR = 2  # sentences
_LONGEST_ADJUNCT = 7  # words
_ADJUNCTS = frozenset({"obl", "obl:unmarked", "advmod"})


def titled_next(scene: Scene, role: RolePhrase, org: Entity | None) -> list[Entity]:
    """Who is next named first with the bare title: "Norland's premier … Premier X"."""
    wanted, last = office_key(role), scene.sentence(role.head) + _NEAR
    return [
        holding.person
        for holding in scene.holdings
        if holding.how in ("title", "apposition")
        and holding.org is None
        and holding.person.country in (None, org)
        and office_key(holding.role) == wanted
        and role.head < holding.person.references[0].start
        and scene.sentence(holding.person.references[0].start) <= last
    ]


def postless_near(scene: Scene, role: RolePhrase, org: Entity) -> list[Entity]:
    """Who stands in this sentence or the one before, with a name but no office, if it is one."""
    found = {
        o.entity: None
        for o in scene.recent(role.head, 1)
        if o.entity.type == "person"
        and o.entity.named
        and not is_foreign(scene, o.entity, org)
        and not any(h.role.kind == "office" for h in scene.held_by(o.entity))
    }
    return list(found) if len(found) == 1 else []


def named_next(scene: Scene, role: RolePhrase) -> Entity | None:
    """Who opens the next sentence for the first time: "The opposition leader is furious. X …".

    A quotation may stand before the name: "Norland's premier … said. “…,” X told reporters.", and
    where and when he acts: "… met Norland's premier. In Oslo, X said …".
    """
    following = scene.sentence(role.head) + 1
    if following >= len(scene.starts):
        return None
    start = scene.starts[following]
    while start + 1 < len(scene.doc) and scene.doc[start].is_space:
        start += 1
    quoted = scene.doc[start].is_quote and speaks(scene.doc[role.head])
    land = _ruled_land(scene, role)
    for name, entity in scene.findings.entity_of.items():
        if entity.type != "person" or entity.references[0].start != name.start:
            continue
        told = quoted and name.start > start and _is_named_behind_quote(scene, name, following)
        placed = land is not None and _is_behind_adjunct(scene, land, name, start)
        if name.start == start or told or placed:
            return entity if not scene.held_by(entity) and len(name.text.split()) > 1 else None
    return None


def _ruled_land(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "Norland's premier", "his Norlandic counterpart": no leader of a party or a company."""
    land = scene.country(role.org)
    known = role.noun in lexicon().top or role.noun in ("minister", "counterpart")
    return land if known and land is not None and land.type == "country" else None


def _is_behind_adjunct(scene: Scene, land: Entity, name: Name, start: int) -> bool:
    """Whether only when, or where in `land`, stands before a subject: "In Oslo, X said"."""
    if not 0 < name.start - start <= _LONGEST_ADJUNCT:
        return False
    subject = scene.doc[name.start]
    opening = scene.doc.tokens[start : name.start]
    tops = [t for t in opening if t.head is subject.head and not t.is_punct]
    held = [(r, e) for r in scene.discourse.references(start, name.start) for e in r.entities]
    home = all(e is land if e.type == "country" else r.place for r, e in held)
    lands = [
        {row.id for row in polities().by_city(t.text)} for t in opening if t.ent_type_ == "LOC"
    ]
    home = home and all(not known or land.polity in known for known in lands)
    return subject.dep_ == "nsubj" and home and all(t.dep_ in _ADJUNCTS for t in tops)


def _is_named_behind_quote(scene: Scene, name: Name, sentence: int) -> bool:
    """Whether a name says the quotation that opens at a sentence or goes on from it."""
    before, head = scene.doc[name.start - 1], scene.doc[name.start]
    near = sentence <= scene.sentence(name.start) <= sentence + _NEAR
    return near and before.is_quote and speaks(head)


def speaks(head: Token) -> bool:
    """Whether a bare title is the subject of a verb of saying: "…, Crown Prince said"."""
    return head.dep_ == "nsubj" and head.head.lemma_ in reporting().say
