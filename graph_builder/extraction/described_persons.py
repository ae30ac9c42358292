"""Persons told by what they are to others: "his predecessor", "her husband", "the visitor"."""

from dataclasses import replace
from typing import cast

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.history import Occurrence
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.named_near import named_in_turn, named_next
from graph_builder.extraction.parties import ARRIVING, HOSTING
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.ruling_offices import rules
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token

# How far back a description may reach, in sentences.
_NEAR, _AROUND, _FAR = 2, 4, 12
_GUESTS = frozenset({"visitor", "guest", "newcomer"})
# Who they are to somebody is told by whom he meets.
_FACING = frozenset(
    "rival host hostess guest visitor opponent caller interlocutor adversary".split()
)
_FIELDLESS = frozenset("minister secretary deputy vice chief head of for the and affairs".split())
_MAKING = frozenset({"pay", "make", "begin", "start", "continue", "conclude", "end"})
_JOURNEYS = frozenset({"visit", "trip", "tour", "journey"})


def related(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "his guest", "her counterpart": someone else than the possessor, already on the scene."""
    assert role.owner is not None
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    if len(owners) != 1 or role.noun in ("predecessor", "successor"):
        return None
    owner = owners[0]
    org = scene.country(role.org)
    others = _others(scene, role, owner)
    peers = [e for e in others if _is_peer(scene, owner, e)]
    if role.noun in ("counterpart", "brother") or (org is not None and role.noun in _FACING):
        known = next((e for e in peers if org is None or e.country is org), None)
        # "Rang his Peruvian counterpart. Ana Quispe told reporters in Lima …"
        ahead = named_next(scene, role) or named_in_turn(scene, role) if org is not None else None
        found = known or ahead
        if found is not known and found is not None and role.noun == "counterpart":
            _share_posts(scene, role, owner, found)
        return found
    if role.noun in _FACING | {"colleague"}:
        partner = _partner(scene, role, owner)
        if role.noun == "colleague":
            return partner if partner in peers else None
        came = [e for e in _arrived(scene, role) if e in others] if role.noun in _GUESTS else []
        if came or partner is not None:
            return came[0] if came else partner if partner in others else None
        near = {o.entity for o in scene.recent(role.head, _AROUND)}
        close = [e for e in peers if e in near] or [e for e in others if e in near] or peers[:1]
        # In the portrait of X, "Y came; he and his host" tells of X.
        life = scene.life if scene.life is not owner else None
        return close[0] if len(close) == 1 else life
    fits = [h.person for h in scene.holdings if h.role.noun == role.noun and h.org is owner]
    return fits[0] if len(set(fits)) == 1 else None


def _share_posts(scene: Scene, role: RolePhrase, owner: Entity, peer: Entity) -> None:
    """Give somebody's counterpart, whom only the next sentence names, his offices elsewhere."""
    idle, org = lexicon().relational | lexicon().ranks, scene.country(role.org)
    peer.country = peer.country or org
    for holding in scene.held_by(owner):
        if holding.role.kind == "office" and holding.role.noun not in idle:
            post = replace(holding.role, org=role.org)
            scene.holdings.append(Holding(peer, post, org, "counterpart", role.head))


def peer_below(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "Norland's premier hosts Greek counterpart", in a headline: whom the text below names."""
    org = scene.country(role.org)
    above = {o.entity for o in scene.history if o.i < role.head}
    keys = [office_key(h.role) for person in above for h in scene.held_by(person)]
    fits = {
        h.person
        for h in scene.holdings
        if h.person not in above
        and (h.org or h.person.country) is org
        and (office_key(h.role) in keys or h.role.noun == role.noun)
    }
    return fits.pop() if org is not None and len(fits) == 1 else None


def _partner(scene: Scene, role: RolePhrase, owner: Entity) -> Entity | None:
    """Whom alone a clause before names beside the possessor, as they meet or write or talk.

    It may be somebody whom nothing names ("the premier"): then nobody else is meant.
    """
    clauses: dict[int, dict[Entity, None]] = {}
    here = scene.sentence(role.head)
    for occurrence in scene.recent(role.head, _FAR):
        person = occurrence.entity
        meant = person.named or person is scene.somebody or person is owner
        if person.type == "person" and meant and occurrence.core and occurrence.sentence < here:
            verb = _verb_of(scene.doc[occurrence.i])
            clauses.setdefault(verb.i, {})[person] = None
    beside = [
        (-scene.sentence(i), scene.doc[i].depth, people)
        for i, people in clauses.items()
        if owner in people and len(people) == 2
    ]
    if not beside:
        return None
    people = min(beside, key=lambda found: found[:2])[2]
    return next(person for person in people if person is not owner)


def _verb_of(token: Token) -> Token:
    """The verb that a phrase belongs to: also of X in "talks with X"."""
    token = first_conjunct(token)
    while token.pos_ not in ("VERB", "AUX") and token.head is not token:
        token = first_conjunct(token.head)
    return token


def _others(scene: Scene, role: RolePhrase, owner: Entity) -> list[Entity]:
    """Persons other than `owner` and not of one country with him, the last mentioned first."""
    found: list[Entity] = []
    for occurrence in scene.recent(role.head, _FAR):
        entity = occurrence.entity
        same = entity.country is not None and entity.country is owner.country
        if (
            entity.type == "person"
            and entity.named
            and entity is not owner
            and not same
            and entity not in found
        ):
            found.append(entity)
    return found


def _is_peer(scene: Scene, a: Entity, b: Entity) -> bool:
    """Whether two persons hold the same office, or offices at the top."""
    mine, theirs = scene.held_by(a), scene.held_by(b)
    return any(
        _is_same_post(x.role, y.role) or (rules(x.role) and rules(y.role))
        for x in mine
        for y in theirs
    )


def _is_same_post(x: RolePhrase, y: RolePhrase) -> bool:
    """Whether two offices are of one field, where both tell one: no energy and trade ministers."""
    mine, theirs = office_key(x), office_key(y)
    fields = mine - _FIELDLESS, theirs - _FIELDLESS
    return bool(mine & theirs) and (bool(fields[0] & fields[1]) or not all(fields))


def relative(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "her husband": the one other person of the possessor's surname, if the gender allows it."""
    if role.owner is None:
        return None
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    if len(owners) != 1 or owners[0].type != "person":
        return None
    surname = owners[0].name.split()[-1]
    gender = lexicon().gender(role.noun)
    fits = [
        e
        for e in scene.discourse.entities
        if e.type == "person"
        and e is not owners[0]
        and e.name.split()[-1] == surname
        and (e.gender is None or gender is None or e.gender == gender)
    ]
    return fits[0] if len(fits) == 1 else None


def guest(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "the visitor": who arrived or travelled last, else the person the article is most about."""
    if role.noun not in _GUESTS | {"host"}:
        return None
    arrived = _arrived(scene, role)
    guest = arrived[0] if arrived else _main_person(scene, role.head)
    if role.noun != "host" or guest is None:
        return guest
    received = [o.entity for o in scene.recent(role.head, _FAR) if _hosts(scene, o)]
    if received or not arrived:
        return received[0] if received else None
    others = _others(scene, role, guest)
    return others[0] if others else None


def _arrived(scene: Scene, role: RolePhrase) -> list[Entity]:
    """Who came, or was received, before the phrase; the last one first."""
    found: list[Entity] = []
    here = scene.sentence(role.head)
    for occurrence in scene.recent(role.head, _FAR):
        verb = scene.doc[occurrence.i].head
        relation = scene.doc[occurrence.i].dep_
        active = occurrence.subject and relation != "nsubj:pass"
        came = active and (verb.lemma_ in ARRIVING or _pays_visit(verb) or _comes(verb))
        tells = relation == "nmod:poss" and verb.lemma_ in _JOURNEYS
        came = came or (tells and occurrence.sentence >= here - _NEAR)
        received = relation in ("obj", "nsubj:pass") and verb.lemma_ in HOSTING
        if occurrence.entity.type == "person" and (came or received):
            found.append(occurrence.entity)
    return found


def _pays_visit(verb: Token) -> bool:
    """Whether somebody pays, makes or ends a visit."""
    journeys = (c for c in verb.children if c.dep_ == "obj")
    return verb.lemma_ in _MAKING and any(c.lemma_ in _JOURNEYS for c in journeys)


def _comes(verb: Token) -> bool:
    """Whether somebody comes somewhere: not into power, nor to think so."""
    to = (c for c in verb.children if c.dep_ == "obl" and "to" in c.below)
    return verb.lemma_ == "come" and any(c.pos_ == "PROPN" for c in to)


def _hosts(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a mention is the subject of a verb that receives somebody."""
    token = scene.doc[occurrence.i]
    acts = occurrence.subject if token.dep_ != "nsubj:pass" else False
    hosts = (acts or token.dep_ == "obl:agent") and token.head.lemma_ in HOSTING
    return hosts and occurrence.entity.type == "person"


def _main_person(scene: Scene, before: int) -> Entity | None:
    counts: dict[Entity, int] = {}
    for occurrence in scene.history:
        if occurrence.i < before and occurrence.entity.type == "person":
            counts[occurrence.entity] = counts.get(occurrence.entity, 0) + 1
    return max(counts, key=lambda e: counts[e]) if counts else None


def named_so(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "the official": the unnamed one introduced shortly before by the same noun."""
    for occurrence in scene.recent(role.head, _NEAR):
        entity = occurrence.entity
        if (
            not entity.named
            and entity.type == "person"
            and entity.name.lower().split()[-1] == role.noun
        ):
            return entity
    return None


def called_by_title(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "General X … The soldier": who alone near by bears such a title."""
    titles = lexicon().callings.get(role.noun, frozenset())
    near = {o.entity for o in scene.recent(role.head, _AROUND) if titles}
    fits = {h.person for h in scene.holdings if h.role.noun in titles and h.person in near}
    gender = lexicon().gender(role.noun)
    # "The investigating officer" is somebody in particular.
    told = role.org is None and role.owner is None and role.start + 1 == role.head
    verb = scene.doc[role.head].head
    beside = {e for r in scene.discourse.references(role.end, verb.high + 1) for e in r.entities}
    fits = fits - beside
    fits = {p for p in fits if p.may_be(cast("Gender | None", gender))} if told else set()
    return fits.pop() if len(fits) == 1 else None


def varied(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The former banker", "the veteran diplomat": who else than the one person spoken of."""
    political = role.noun in ("politician", "statesman")
    if role.org is not None or not (political or role.standing & lexicon().standing):
        return None
    near = {o.entity for o in scene.recent(role.head, 1) if o.entity.type == "person"}
    sole = near.pop() if len(near) == 1 else None
    gender = lexicon().gender(role.noun)
    fits = sole is not None and sole.named and (sole.gender or gender) == (gender or sole.gender)
    return sole if fits else None
