"""Governments and institutions by description: "the island nation", "the ministry", "the bloc"."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.regions import lies_in, may_be_called
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene

# How far back a bloc and an institution may have been named, in sentences.
_NEAR, _FAR = 2, 12
# "The authorities in Zinderma".
_SEATED = frozenset({"government", "authorities", "administration", "regime", "leadership"})
# They act for their country; what befalls one of them does not befall it.
_CRAFT = frozenset({"ship", "vessel", "boat"})
# Words for organizations that need not stand in their names.
_OF_STATES = frozenset({"bloc", "alliance"})
_UNIONS = frozenset({"union", "league", "community", "alliance", "association", "pact"})
ARMED = frozenset(
    "rebels insurgents militants guerrillas fighters jihadists separatists militiamen".split()
)
_FIGHTING = frozenset("front movement brigade brigades resistance militia guerrillas".split())
_BODIES = frozenset("bloc alliance organization organisation movement company group party".split())
_SPEAKING = _BODIES | {"report"}


def government(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "the Colombian government", "its neighbour", "the island nation"."""
    words = lexicon()
    org = scene.country(role.org)
    if org is None and role.noun in _SEATED and scene.doc[role.end : role.end + 1].text == "in":
        # "The authorities in Zinderma": of the country, or of the one whose capital it is.
        seat = next((n for n in scene.findings.names if n.start == role.end + 1), None)
        if seat is not None:
            return scene.country(seat)
    if org is not None:
        # "A Norwegian ship was hit": only an adjective says whose it is.
        idle = role.noun in _CRAFT and scene.doc[role.head].dep_ != "nsubj"
        known = org.type == "country" and role.noun in words.governments and not idle
        return org if known else None
    if role.noun in ("neighbour", "neighbor") and role.owner is not None:
        owners = scene.discourse.resolve(role.owner, conjuncts=False)
        others = [e for e in _recent_countries(scene, role.head) if e not in owners]
        return others[0] if owners and others else None
    if role.owner is not None and role.noun == "government":
        owners = scene.discourse.resolve(role.owner, conjuncts=False)
        return _home(owners[0]) if len(owners) == 1 else None
    known = role.definiteness == "definite" or _opposed(scene, role)
    if role.noun not in words.lands or not known or role.org is not None:
        return None  # "the eastern state of Orissa" is no country
    # Of a war's two sides none is the country that mediates, which may be told of last.
    acting = _recent_countries(scene, role.head) if role.definiteness != "bare" else []
    if role.region is not None:
        told = dict.fromkeys(scene.findings.country_of.values())
        there = [land for land in told if lies_in(land, role.region)]
        acting = there if len(there) == 1 else []
    acting = [land for land in acting if may_be_called(land, role.noun)]
    alone = role.noun == "government" and role.first == role.head
    return acting[0] if acting else (scene.main_country if alone else None)


def body_opposite(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The Greek government and its Turkish counterpart": Turkey; a ministry's is a ministry."""
    land = scene.country(role.org)
    owners = scene.discourse.resolve(role.owner, conjuncts=False) if role.owner is not None else ()
    if land is None or land.type != "country" or len(owners) != 1:
        return None
    body = owners[0]
    if body.type == "country":
        land.acts = True
        return land
    if body.type != "organization" or body.country is None or role.org is None:
        return None
    adjective = scene.adjective(body.country) or ""
    words = body.name.removeprefix(f"{adjective} ").removeprefix(f"{body.country.name}'s ")
    if words == body.name:
        return None
    name = f"{role.org.text} {words}"
    known = (e for e in scene.discourse.entities if e.name == name)
    other = next(known, None) or scene.discourse.add_entity("organization", name)
    other.country, other.acts = land, True
    return other


def _opposed(scene: Scene, role: RolePhrase) -> bool:
    """ "Government and rebels": the two sides of a war need no article."""
    head = scene.doc[role.head]
    told = scene.doc[role.end : role.end + 1].text == "of"
    if role.definiteness != "bare" or role.first < role.head or told:
        return False
    others = [head.head] if head.dep_ == "conj" else [c for c in head.children if c.dep_ == "conj"]
    sides = {head.lower_, *(t.lower_ for t in others)}
    return "government" in sides and not ARMED.isdisjoint(sides)


def _recent_countries(scene: Scene, before: int) -> list[Entity]:
    """Countries near token `before`, subjects first, then the last mentioned."""
    here = scene.sentence(before)
    ranked = sorted(scene.recent(before, 3), key=lambda o: (-o.sentence, not o.subject, -o.i))
    homes = (_home(o.entity) if o.sentence == here else o.entity for o in ranked)
    return list(
        dict.fromkeys(home for home in homes if home is not None and home.type == "country")
    )


def _home(entity: Entity) -> Entity | None:
    return entity if entity.type == "country" else entity.country


def named_beside(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "A mining company, Larkin Lines, …": the body whose name stands in apposition."""
    doc, start = scene.doc, role.end + 1
    if start + 1 >= len(doc) or doc[role.end].text != ",":
        return None
    start += doc[start].lower_ == "the"
    name = next((n for n in scene.findings.names if n.start == start), None)
    if name is None or doc[name.head].dep_ != "appos" or role.noun in name.words:
        return None  # "the finance ministry, the Ministry of Trade and a bank"
    closed = doc[name.end].text in (",", ".")
    entity = scene.findings.entity_of.get(name)
    return entity if closed and entity is not None and entity.type == "organization" else None


def institution(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "the ministry", "the defence ministry": an organization named before by the same noun."""
    if role.owner is not None and role.noun in _BODIES and (own := _headed(scene, role)):
        return own
    wanted = frozenset(role.office.lower().split())
    org = scene.country(role.org)
    if role.org is not None and org is None:
        return None
    beside = role.org is not None and role.org.end == role.head and role.noun in _SPEAKING
    if beside and org is not None and org.type == "organization":
        return org  # "the ruling X party"
    owner = _owner(scene, role) if role.noun == "office" else None
    for occurrence in scene.recent(role.head, _FAR):
        entity = occurrence.entity
        if entity.type != "organization" or (org is not None and entity.country is not org):
            continue
        if owner is not None and not entity.name.startswith(f"{owner.name}'s "):
            continue  # "Berg's office … Lund's office"
        has = set(entity.name.lower().split())
        if role.noun in has and wanted <= has:
            return entity
    taken_up = role.definiteness == "definite" and not _is_told_apart(scene, role)
    return _body(scene, role) if role.noun in _BODIES and taken_up else None


def _owner(scene: Scene, role: RolePhrase) -> Entity | None:
    """The one person whose the body is said to be: "Berg's office", "her office"."""
    held = scene.discourse.resolve(role.owner, conjuncts=False) if role.owner is not None else ()
    if role.owner_name is not None and (named := scene.findings.entity_of.get(role.owner_name)):
        held = (named,)
    return held[0] if len(held) == 1 and held[0].type == "person" else None


def _is_told_apart(scene: Scene, role: RolePhrase) -> bool:
    """ "The party that walked out" need not be one that has been named."""
    return any(c.dep_ == "acl:relcl" for c in scene.doc[role.head].children)


def _headed(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "Her party" after "the X leader": the one body in which somebody has an office."""
    assert role.owner is not None
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    posts = scene.held_by(owners[0]) if len(owners) == 1 and owners[0].type == "person" else ()
    orgs = {h.org for h in posts if h.org is not None and h.org.type == "organization"}
    return orgs.pop() if len(orgs) == 1 else None


def _body(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The bloc": the organization spoken of last."""
    for occurrence in scene.recent(role.head, _NEAR):
        entity = occurrence.entity
        fits = entity.type == "organization" and entity.named
        if fits and (role.noun not in _OF_STATES or entity.country is None):
            return entity
    if role.noun not in _OF_STATES:
        return None
    found = {o.entity for o in scene.recent(role.head, _FAR) if _is_of_states(o.entity)}
    return found.pop() if len(found) == 1 else None


def _is_of_states(entity: Entity) -> bool:
    """Whether an organization is one of countries: known as such, or by the last word."""
    last = entity.name.lower().split()[-1]
    known = entity.polity is not None and entity.country is None
    return entity.type == "organization" and (known or last in _UNIONS)


def armed_body(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The rebels": the one armed organization that the text has named so far."""
    noun = scene.doc[role.head].lower_
    told = role.definiteness == "definite" or _opposed(scene, role)
    if noun not in ARMED or not told or role.org is not None:
        return None
    end = scene.doc[role.head].sent.end
    fits = [
        e
        for e in scene.discourse.entities
        if e.type == "organization"
        and e.country is None
        and any(r.start < end for r in e.references)
        and _is_armed(scene, e)
    ]
    return fits[0] if len(fits) == 1 else None


def _is_armed(scene: Scene, body: Entity) -> bool:
    """Whether an organization fights: by the last word of its name, or "the rebel X"."""
    words = body.name.lower().split()
    if (body.polity is None and words[-1] in _FIGHTING | {"army"}) or words[0] in _FIGHTING:
        return True
    before = (scene.doc[r.start - 1].lower_ for r in body.references if r.start)
    return any(word in ARMED or f"{word}s" in ARMED for word in before)
