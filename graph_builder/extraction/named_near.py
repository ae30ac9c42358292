"""Who is named around a title that was not yet his: "Norland's premier … Premier X"."""

from collections.abc import Iterator

from graph_builder.extraction.described_lands import is_foreign
from graph_builder.extraction.discourse import Entity, Reference
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.ruling_offices import speaks_for_land
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token
from graph_builder.ontology import polities

_NEAR, _FAR, _LATER = 2, 4, 12  # sentences
ENVOYS = frozenset({"ambassador", "envoy", "consul", "chargé", "representative"})
"""Who is posted abroad is called by any of these."""
_LONGEST_ADJUNCT = 7  # words
_ADJUNCTS = frozenset({"obl", "obl:unmarked", "advmod", "advcl"})


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


def renamed_next(scene: Scene, role: RolePhrase, org: Entity) -> list[Entity]:
    """X in "Peru's trade minister left. … The minister, X, …", "its ambassador … the envoy, X".

    He is the only one so told, new and of no other land; his shorter title gives way to the full.
    """
    last = scene.sentence(role.head) + (_LATER if role.noun in ENVOYS else _FAR)
    found = [h for h in scene.holdings if _is_short_for(scene, h, role)]
    fits = [h for h in found if h.person.country in (None, org)]
    others = {h.person for h in found}
    if len(others) != 1 or not fits or scene.sentence(fits[0].person.references[0].start) > last:
        return []
    scene.holdings.remove(fits[0])
    scene.holdings.append(Holding(fits[0].person, role, org, "description"))
    return [fits[0].person]


def _is_short_for(scene: Scene, holding: Holding, role: RolePhrase) -> bool:
    """Whether "the minister, X" may take up the whole office of `role`, told before."""
    told, noun = holding.role, holding.role.noun
    alike = noun == role.noun if role.noun not in ENVOYS else noun in ENVOYS
    apart = holding.how == "apposition" and told.definiteness == "definite"
    bare = told.office.lower() == noun and told.org is None and told.owner is None
    fresh = holding.person.references[0].start > role.head
    return alike and apart and bare and fresh and len(scene.held_by(holding.person)) == 1


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
    where and when he acts: "… met Norland's premier. In Oslo, X said …". Of "his counterpart" the
    next sentence may tell who he himself is, and the one behind it who the other is.
    """
    following = scene.sentence(role.head) + 1
    found = _named_in(scene, role, following)
    if found is None and role.owner is not None:
        owner = scene.discourse.resolve(role.owner, conjuncts=False)
        if any(r.entities == owner for r in _names_of(scene, following)):
            found = _named_in(scene, role, following + 1)
    return found


def named_by_people(scene: Scene, role: RolePhrase) -> Entity | None:
    """X in "Norland's premier rang. … The Norlander, X, was content": of his land, with no post."""
    land, doc, here = _ruled_land(scene, role), scene.doc, scene.sentence(role.head)
    peoples = {n.end: n for n in scene.findings.names if scene.findings.kinds[n] == "demonym"}
    found = []
    for name, entity in scene.findings.entity_of.items():
        people = peoples.get(name.start - 1)
        if land is None or people is None or scene.findings.country_of.get(people) is not land:
            continue
        told = (
            people.start and doc[people.start - 1].lower_ == "the" and doc[people.end].text == ","
        )
        near = 0 < scene.sentence(name.start) - here <= _FAR
        fresh = entity.type == "person" and entity.references[0].start == name.start
        if told and near and fresh and not scene.held_by(entity):
            found.append(entity)
    return found[0] if len(found) == 1 else None


def named_in_turn(scene: Scene, role: RolePhrase) -> Entity | None:
    """Of "X's premier and his Y counterpart were to meet. A cancelled. B dined alone": A and B.

    Nobody else may be named in these sentences, nor either of them have been before.
    """
    first = first_conjunct(scene.doc[role.head])
    heads = [first.i, *(c.i for c in first.children if c.dep_ == "conj")]
    roles = [scene.role_at[i] for i in heads if i in scene.role_at]
    if len(heads) != 2 or len(roles) != 2 or any(r.person or r.org is None for r in roles):
        return None
    here = scene.sentence(role.head)
    found: dict[Entity, None] = {}
    for reference in (r for n in range(here, here + _FAR) for r in _names_of(scene, n)):
        entity, subject = reference.entities[0], scene.doc[reference.head].dep_
        own = all(h.role in roles for h in scene.held_by(entity))
        fresh = entity in found or entity.references[0].start > role.head
        if not (own and fresh) or (entity not in found and subject != "nsubj"):
            break
        found[entity] = None
        if len(found) == len(roles):
            return list(found)[heads.index(role.head)]
    return None


def _names_of(scene: Scene, sentence: int) -> Iterator[Reference]:
    """The names of persons in a sentence."""
    if sentence >= len(scene.starts):
        return
    end = scene.starts[sentence + 1] if sentence + 1 < len(scene.starts) else len(scene.doc)
    for reference in scene.discourse.references(scene.starts[sentence], end):
        if reference.kind == "name" and reference.entities[0].type == "person":
            yield reference


def _named_in(scene: Scene, role: RolePhrase, sentence: int) -> Entity | None:
    """Who is named for the first time as the one that a sentence is about, without an office."""
    if sentence >= len(scene.starts):
        return None
    start = scene.starts[sentence]
    while start + 1 < len(scene.doc) and scene.doc[start].is_space:
        start += 1
    quoted, land = scene.doc[start].is_quote, _ruled_land(scene, role)
    for name, entity in scene.findings.entity_of.items():
        if entity.type != "person" or entity.references[0].start != name.start:
            continue
        told = quoted and name.start > start and _is_named_behind_quote(scene, name, sentence)
        placed = land is not None and _is_behind_adjunct(scene, land, name, start)
        if _behind_rank(scene, start) == name.start or told or placed:
            posts = [h for h in scene.held_by(entity) if h.how != "title" or not _is_rank(h.role)]
            known = posts or _is_told_otherwise(scene, role, name)
            return entity if not known and len(name.text.split()) > 1 else None
    return None


def _is_rank(role: RolePhrase) -> bool:
    """Whether a title says nothing of a post: "Colonel X" may be anything."""
    return role.noun in lexicon().ranks and role.org is None


def _behind_rank(scene: Scene, start: int) -> int:
    """Where a name begins at a sentence's start, behind a rank: "Colonel | X"."""
    role = next((r for i in range(start, start + 3) if (r := scene.role_at.get(i))), None)
    ranked = role is not None and role.start == start and role.person is not None and _is_rank(role)
    return role.person.start if role is not None and role.person is not None and ranked else start


def _is_told_otherwise(scene: Scene, role: RolePhrase, name: Name) -> bool:
    """Whether words behind a name tell who it is: "X of the Fjord Institute", "X, 45"."""
    after = scene.doc[name.end : name.end + 2]
    if len(after) < 2:
        return False
    bodies = scene.findings.entity_of
    seated = after[0].lower_ in ("of", "at", "with", "from") and any(
        e.type == "organization" and n.start - name.end in (1, 2) for n, e in bodies.items()
    )
    # Who is no more than named is told by his age: a man of the street.
    of_office = role.kind == "office" and role.definiteness != "indefinite"
    aged = after[0].text == "," and after[1].like_num and of_office
    return seated or aged


def _ruled_land(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "Norland's premier", "his Norlandic counterpart": no leader of a party or a company."""
    land = scene.country(role.org)
    known = speaks_for_land(role) or role.noun == "counterpart"
    return land if known and land is not None and land.type == "country" else None


def _is_behind_adjunct(scene: Scene, land: Entity, name: Name, start: int) -> bool:
    """Whether only when, or where in `land`, stands before a subject: "In Oslo, X said"."""
    if not 0 < name.start - start <= _LONGEST_ADJUNCT:
        return False
    subject = scene.doc[name.head]
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
    before, head = scene.doc[name.start - 1], scene.doc[name.head]
    near = sentence <= scene.sentence(name.start) <= sentence + _NEAR
    inverted = before.is_ancestor(head) and scene.doc[name.start - 2].is_quote  # "“…,” said X"
    return near and (before.is_quote or inverted) and speaks(head)


def speaks(head: Token) -> bool:
    """Whether a bare title is the subject of a verb of saying: "…, Crown Prince said"."""
    return head.dep_ == "nsubj" and head.head.lemma_ in reporting().say
