"""Whom "the Greek" and "the Greek premier" mean when no title told it: the only one who is left.

News often names a leader without his office or country and then calls him by these: "X telephoned
on Monday. The Greek premier said …". Who is known to be of another land, holds another office,
stands beside the phrase in its clause or travels to that land is somebody else.
"""

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.parties import ARRIVING, HOSTING
from graph_builder.extraction.scene import Holding, Occurrence, Scene
from graph_builder.extraction.tokens import Token

_REACH, _FAR = 2, 12  # sentences
_TRAVELLING = ARRIVING | {"come", "go", "tour", "head"}
_HOME = frozenset({"home", "back"})
_INTO = frozenset({"in", "at", "to", "for"})
# Below these another clause begins.
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj"})


def of_land(
    scene: Scene, head: Token, land: Entity, barred: set[Entity], gender: Gender | None = None
) -> Entity | None:
    """The one person near `head` whom nothing keeps from serving `land`, or None.

    Two sentences back he may stand in the same paragraph alone.
    """
    others = barred | clause_mates(scene, head)
    here, start = scene.sentence(head.i), scene.paragraph_start(head.i)
    near: dict[int, dict[Entity, list[Occurrence]]] = {}
    for occurrence in scene.recent(head.i, _REACH):
        person, distance = occurrence.entity, here - occurrence.sentence
        if distance > 1 and occurrence.i < start:
            break
        if person.type == "person" and person.named and person not in others:
            near.setdefault(distance, {}).setdefault(person, []).append(occurrence)
    for distance in sorted(near):
        held = near[distance]
        fits = [p for p in held if p.may_be(gender) and _may_serve(scene, p, land)]
        told = [p for p in fits if p.country is land or _receives_in(scene, p, land)]
        if len(told or fits) == 1:
            return (told or fits)[0]
        if fits:
            parties = [p for p in fits if any(_is_party(scene, o) for o in held[p])]
            leads = len(parties) == 1 and any(o.subject for o in held[parties[0]])
            return parties[0] if leads else None
    return None


def _is_party(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a clause is about somebody, and no aside: not Y in "X, who had met Y, left"."""
    above = scene.doc[occurrence.i].ancestors
    return occurrence.core and all(token.dep_ not in ("acl", "acl:relcl") for token in above)


def national(scene: Scene, head: Token, land: Entity) -> Entity | None:
    """ "The American": who was last spoken of as one, else who alone may be one."""
    others = clause_mates(scene, head)
    for occurrence in scene.recent(head.i, _FAR):
        person = occurrence.entity
        if person.type == "person" and person.country is land and person not in others:
            return person
    gender: Gender | None = "m" if head.lower_.endswith("man") else None
    gender = "f" if head.lower_.endswith("woman") else gender
    alone = of_land(scene, head, land, others, gender)
    start = scene.paragraph_start(head.i)
    if alone is None or not any(o.entity is alone and o.i >= start for o in scene.history):
        return None
    alone.country = land
    return alone


def _may_serve(scene: Scene, person: Entity, land: Entity) -> bool:
    """Whether nothing tells that `person` is of another land than `land` or holds an office."""
    posts = any(h.role.kind == "office" for h in scene.held_by(person))
    return not posts and not is_foreign(scene, person, land)


def is_foreign(scene: Scene, person: Entity, land: Entity) -> bool:
    """Whether `person` is of another land than `land`, or goes there, and not home."""
    if person.country is not None:
        return person.country is not land
    return any(
        o.subject
        and (verb := scene.doc[o.i].head).lemma_ in _TRAVELLING
        and verb.below.isdisjoint(_HOME)
        and _is_set_in(scene, verb, land)
        for o in scene.history
        if o.entity is person
    )


def _receives_in(scene: Scene, person: Entity, land: Entity) -> bool:
    """Whether `person` receives somebody in `land`: there he is at home."""
    for occurrence in scene.history:
        if occurrence.entity is person:
            token = scene.doc[occurrence.i]
            hosts = occurrence.subject and token.dep_ == "nsubj" and "obj" in token.head.relations
            hosts = hosts or token.dep_ == "obl:agent"
            if hosts and token.head.lemma_ in HOSTING and _is_set_in(scene, token.head, land):
                return True
    return False


def _is_set_in(scene: Scene, verb: Token, land: Entity) -> bool:
    """Whether a place of `land` stands in the clause of `verb`: "arrived in X", "at the … in X"."""
    countries = scene.findings.country_of
    return any(
        name.start
        and scene.doc[name.start - 1].lower_ in _INTO
        and countries[name] is land
        and verb.is_ancestor(scene.doc[name.start])
        for name in countries
        if verb.low <= name.start <= verb.high
    )


def clause_mates(scene: Scene, head: Token) -> set[Entity]:
    """Persons named in the clause of `head`, who are others: "X met the premier in Y's office"."""
    verb = head
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb:
        if verb.dep_ in _CLAUSES:
            break
        verb = verb.head
    found: set[Entity] = set()
    if verb.dep_ == "conj":  # "X left, and the premier stayed"
        subjects = (c for c in verb.head.children if c.dep_.startswith("nsubj"))
        held = [e for c in subjects for e in scene.discourse.resolve(c)]
        found.update(held if len(held) == 1 else ())
    for reference in scene.discourse.references(verb.low, verb.high + 1):
        token = scene.doc[reference.head]
        if reference.kind in ("name", "title") and _is_beside(token, verb, head):
            found.update(e for e in reference.entities if e.type == "person")
    return found


def _is_beside(token: Token, verb: Token, head: Token) -> bool:
    """Whether `token` stands in the clause of `verb` itself, apart from `head`."""
    if token is head or head.is_ancestor(token) or token.is_ancestor(head):
        return False
    if token.dep_ == "nmod:poss":
        return False
    while token is not verb:
        if token.dep_ in _CLAUSES and token.head.pos_ in ("VERB", "AUX"):
            return False
        if token.head is token:
            return False
        token = token.head
    return True


def tie(scene: Scene, person: Entity, holding: Holding) -> None:
    """Give `person` an office and its land by what he was called."""
    scene.holdings.append(holding)
    person.country = person.country or holding.org
