"""Whom "the Greek" and "the Greek premier" mean when no title told it: the only one who is left.

News often names a leader without his office or country and then calls him by these: "X telephoned
on Monday. The Greek premier said …". Who is known to be of another land, holds another office,
stands beside the phrase in its clause or travels to that land is somebody else.
"""

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.history import Occurrence
from graph_builder.extraction.parties import ARRIVING, HOSTING, is_told_otherwise
from graph_builder.extraction.pronouns_barred import PERSONAL
from graph_builder.extraction.scene import Scene, is_subject
from graph_builder.extraction.tokens import Token

_REACH, _FAR = 2, 12  # sentences
_TRAVELLING = ARRIVING | {"come", "go", "tour", "head"}
_MEETING = frozenset({"meet", "see", "visit"})
_HOME = frozenset({"home", "back"})
_INTO = frozenset({"in", "at", "to", "for"})
# Below these another clause begins.
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj"})


def of_land(
    scene: Scene, head: Token, land: Entity, barred: set[Entity], *, people: Gender | bool = False
) -> Entity | None:
    """The one person near `head` whom nothing keeps from serving `land`, or None.

    Two sentences back he may stand in the same paragraph alone. `people` says that the phrase is
    of a people, for whom any office will do ("the Greek"), and which gender it tells.
    """
    gender: Gender | None = None if isinstance(people, bool) else people
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
        free = [p for p in held if p.may_be(gender) and (people or not _serves(scene, p))]
        fits = [p for p in free if not is_foreign(scene, p, land)]
        told = [p for p in fits if p.country is land or _receives_in(scene, p, land)]
        if len(told or fits) == 1:
            return (told or fits)[0]
        main = [p for p in fits if is_subject(head) and any(_is_main(scene, o) for o in held[p])]
        if distance == 1 and len(main) == 1:
            return main[0]
        if fits:
            parties = [p for p in fits if any(_is_party(scene, o) for o in held[p])]
            leads = len(parties) == 1 and any(o.subject for o in held[parties[0]])
            return parties[0] if leads else None
    return None


def _is_main(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether somebody is what a sentence is about, after an aside on another.

    Y in "While X stayed at home, Y toured the islands".
    """
    token = scene.doc[occurrence.i]
    aside = (c for c in token.head.children if c.dep_ == "advcl" and c.i < token.i)
    subjects = (s for c in aside for s in c.children if s.dep_.startswith("nsubj"))
    return token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and any(subjects)


def _is_party(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a clause is about somebody, and no aside: not Y in "X, who had met Y, left"."""
    above = scene.doc[occurrence.i].ancestors
    return occurrence.core and all(token.dep_ not in ("acl", "acl:relcl") for token in above)


def national(scene: Scene, head: Token, land: Entity) -> Entity | None:
    """ "The American": who was last spoken of as one, else who alone may be one."""
    others = clause_mates(scene, head)
    gender: Gender | bool = "m" if head.lower_.endswith("man") else True
    gender = "f" if head.lower_.endswith("woman") else gender
    start = scene.paragraph_start(head.i)
    unknown = False
    for occurrence in scene.recent(head.i, _FAR):
        person = occurrence.entity
        if person.type != "person" or person in others:
            continue
        near = occurrence.i >= start
        if person.country is None and person.named and _receives_in(scene, person, land):
            person.country = land
        if person.country is land:
            return person if near or not unknown else None
        spoken = near and person.named and not _serves(scene, person, shared=False)
        unknown = unknown or (spoken and not is_foreign(scene, person, land))
    alone = of_land(scene, head, land, others, people=gender)
    if alone is None or not any(o.entity is alone and o.i >= start for o in scene.history):
        return None
    alone.country = land
    return alone


def hero_of(scene: Scene, head: Token, land: Entity, barred: set[Entity]) -> Entity | None:
    """Who has come home to `land` and is the one whom the article is about, with no office yet.

    "X broke off her tour and flew back to Oslo. … Norland's foreign minister had dined there."
    """
    hero = scene.hero
    if hero is None or hero in barred | clause_mates(scene, head) or _serves(scene, hero):
        return None
    if is_told_otherwise(scene, hero):
        return None
    at_home = hero.country is land or any(
        o.subject and any(_comes_home(scene, v, land) for v in _verbs(scene.doc[o.i].head))
        for o in scene.history.of(hero)
    )
    return hero if at_home and not is_foreign(scene, hero, land) else None


def _verbs(verb: Token) -> list[Token]:
    return [verb, *(c for c in verb.children if c.dep_ == "conj")]


def _comes_home(scene: Scene, verb: Token, land: Entity) -> bool:
    home = verb.lemma_ == "return" or (
        verb.lemma_ in _TRAVELLING and not verb.below.isdisjoint(_HOME)
    )
    return home and _is_set_in(scene, verb, land)


def _serves(scene: Scene, person: Entity, *, shared: bool = True) -> bool:
    """Whether the text has given `person` an office, or one to several if `shared` may count."""
    held = scene.held_by(person)
    return any(h.role.kind == "office" and (shared or h.how != "members") for h in held)


def is_foreign(scene: Scene, person: Entity, land: Entity) -> bool:
    """Whether `person` is of another land than `land`, goes there or is met elsewhere at home."""
    if person.country is not None and person.country.type == "country":
        return person.country is not land
    return any(
        (o.subject and _goes(verb := scene.doc[o.i].head) and _is_set_in(scene, verb, land))
        or _is_met_outside(scene, scene.doc[o.i], land)
        or (o.subject and _acts_abroad(scene, scene.doc[o.i].head, land))
        for o in scene.history.of(person)
    )


def _goes(verb: Token) -> bool:
    """Whether somebody goes somewhere, and not home."""
    return verb.lemma_ in _TRAVELLING and verb.below.isdisjoint(_HOME)


def _acts_abroad(scene: Scene, verb: Token, land: Entity) -> bool:
    """Whether somebody is found where another goes: X in "Y flew to Rome, where X received him"."""
    if verb.dep_ != "acl:relcl" or "where" not in verb.below:
        return False
    place = verb.head
    home = {country for name, country in scene.findings.country_of.items() if name.start == place.i}
    return _goes(place.head) and bool(home) and land not in home


def _is_met_outside(scene: Scene, token: Token, land: Entity) -> bool:
    """Whether somebody is met by who comes to another land: Y in "X flew to Rome and met Y"."""
    verb = above = token.head
    while above.dep_ in ("xcomp", "advcl"):  # "is to meet", "before meeting"
        above = above.head
    if token.dep_ not in ("obj", "obl") or above.dep_ != "conj" or not _goes(above.head):
        return False
    countries, stop = scene.findings.country_of, min(verb.i, token.i)
    places = [
        countries[name]
        for name in countries
        if above.head.i < name.start < stop and scene.doc[name.start - 1].lower_ in ("to", "in")
    ]
    return verb.lemma_ in _MEETING and bool(places) and land not in places


def _receives_in(scene: Scene, person: Entity, land: Entity) -> bool:
    """Whether `person` receives somebody in `land`: there he is at home."""
    for occurrence in scene.history.of(person):
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
        named = reference.kind in ("name", "title") or token.lower_ in PERSONAL
        if named and _is_beside(token, verb, head):
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
