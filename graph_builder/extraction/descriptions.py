"""Singular descriptions: "the German chancellor", "his predecessor", "the visitor", "the ministry".

Each rule gives the one entity that fits, or none: a description that fits several is left open.
"""

from collections import Counter
from typing import cast

from graph_builder.extraction.described_barred import governing, in_adjuncts
from graph_builder.extraction.described_bodies import (
    body_opposite,
    government,
    institution,
    named_beside,
)
from graph_builder.extraction.described_lands import (
    clause_mates,
    hero_of,
    is_foreign,
    national,
    of_land,
    tie,
)
from graph_builder.extraction.described_persons import (
    called_by_title,
    guest,
    named_so,
    peer_below,
    related,
    relative,
    varied,
)
from graph_builder.extraction.described_superiors import SUPERIORS, possessor, superior
from graph_builder.extraction.described_victims import sufferers
from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.freshly_named import freshly_named, introduced_next, of_before
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.named_near import (
    named_next,
    postless_near,
    renamed_next,
    speaks,
    titled_next,
)
from graph_builder.extraction.parties import is_told_otherwise
from graph_builder.extraction.regions import lies_in, region_at
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.ruling_offices import speaks_for_land
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.suiting_offices import is_abroad, suiting

# How far back a bare title or description may reach, in sentences.
_FAR = 12
# "The next Irish leader", "the former one": not who holds the office when the text is written.
_OTHERS = frozenset("former ex then late next future new potential first last any other".split())
_LEADER = frozenset({"leader"})
_CIVILIANS = frozenset(
    "diplomat ambassador envoy lawyer judge professor economist historian author activist".split()
)
_RULING = frozenset({"politician", "statesman", "strongman", "dictator", "ruler"})


def describe(scene: Scene, role: RolePhrase) -> Entity | None:  # noqa: PLR0911 - one for each kind of phrase
    """The entity that the unlinked singular `role` refers to, or None."""
    if role.kind == "government":
        return government(scene, role)
    if role.plural and role.noun != "police":
        return None
    if role.kind == "institution":
        indefinite = role.definiteness == "indefinite" and role.noun != "report"
        return named_beside(scene, role) or (None if indefinite else institution(scene, role))
    if role.definiteness == "indefinite":
        return introduced_next(scene, role)
    if role.noun == "counterpart" and (other := body_opposite(scene, role)) is not None:
        return other
    if role.kind == "kin":
        peer = role.noun == "brother" and role.org is not None and role.owner is not None
        # "His Greek brother" is who rules there.
        return related(scene, role) if peer else relative(scene, role)
    superior_post = role.noun in SUPERIORS or role.noun in lexicon().top
    if superior_post and (below := possessor(scene, role)):
        return superior(scene, role, below, in_adjuncts(scene, role) | governing(scene, role))
    posted = role.kind == "office" and role.owner_name is None and role.org is not None
    if role.noun in lexicon().relational and role.owner is not None and not posted:
        return related(scene, role)
    if role.noun == "counterpart" and role.head < scene.headline:
        return peer_below(scene, role)
    if role.kind == "office":
        return _office_holder(scene, role)
    if role.definiteness == "definite" and role.kind == "person":
        known = guest(scene, role) or named_so(scene, role)
        known = known or called_by_title(scene, role) or _of_nation(scene, role)
        known = known or varied(scene, role)
        return known or _told_by_deed(scene, role)
    return None


# ---- offices ------------------------------------------------------------------------------------


def _office_holder(scene: Scene, role: RolePhrase) -> Entity | None:
    """The holder of the office that `role` names, among those whom the article gives it."""
    bare = role.definiteness == "bare" and role.org is None and role.head >= scene.headline
    if bare and not (speaks(scene.doc[role.head]) and len(_holders_of(scene, role)) == 1):
        return None
    org = scene.country(role.org) or _owner_country(scene, role)
    fits = _fitting(scene, role, org)
    region = role.region or (region_at([role.org.text.lower()]) if role.org is not None else None)
    if region is not None:
        at_home = [p for p in fits if any(_is_from(h, region) for h in scene.held_by(p))]
        return _choose(scene, at_home, role, _FAR)
    if org is not None:
        at_home = [p for p in fits if any((h.org or p.country) is org for h in scene.held_by(p))]
        if not at_home and role.noun == "leader":
            # "The Chinese leader" is rather who was just named without an office than a premier
            # of no stated country.
            fits = postless_near(scene, role, org) or fits
        fits = at_home or _below_headline(scene, role, org) or _homeless(scene, fits, role, org)
    if not fits and (org or role.org) is not None and role.definiteness != "indefinite":
        fits = titled_next(scene, role, org)
        if not fits and org is not None and role.definiteness != "bare":
            fits = renamed_next(scene, role, org)
    definite = role.definiteness == "definite" or (
        org is not None and (role.definiteness == "possessed" or role.head < scene.headline)
    )
    if definite and all(_comes_with_land(scene, person, role) for person in fits):
        found = _told_first(scene, role, org)
        if found is not None or not fits:
            return found
    person = _choose(scene, _at_home(scene, fits, role), role, _FAR)
    if person is not None and org is not None and org.type == "country":
        person.country = person.country or org
    return person


def _fitting(scene: Scene, role: RolePhrase, org: Entity | None) -> list[Entity]:
    """Those to whom the article gives the office of `role`, as far as it tells."""
    wanted, stop = office_key(role), scene.stop_after(role.head)
    told = suiting(scene, role, org)
    if org is not None:
        told = [h for h in told if not is_abroad(h, org)]
    elif stop is not None:
        # "The minister" before anybody is one: no prime minister who is named afterwards.
        told = [
            h
            for h in told
            if not (refs := h.person.references)
            or refs[0].start <= stop
            or office_key(h.role) == wanted
        ]
    people = {h.person for h in told} - in_adjuncts(scene, role)
    fits = [person for person in scene.holders() if person in people]
    if "visiting" in role.standing:
        fits = [p for p in fits if any(h.org is not None for h in scene.held_by(p))]
    return fits


def _comes_with_land(scene: Scene, person: Entity, role: RolePhrase) -> bool:
    """Whether a text only further down tells of somebody's office, and of which land it is.

    He is not meant by the bare word before: "When X came back, the premier said … Y's premier, Z".
    """
    stated = any(h.org is not None for h in scene.held_by(person))
    return role.org is None and stated and scene.comes_later(person, role.head)


def _told_first(scene: Scene, role: RolePhrase, org: Entity | None) -> Entity | None:
    """Whose office a description tells that nothing else does."""
    known = named_so(scene, role) if role.org is None else None
    known = known or _of_life(scene, role)
    if role.noun in lexicon().ranks:
        known = known or _of_nation(scene, role)
    known = known or freshly_named(scene, role, org) or of_before(scene, role, org)
    return known or _hero(scene, role, org)


def _hero(scene: Scene, role: RolePhrase, org: Entity | None) -> Entity | None:
    """Whom the article is about, if it told no office of him before this one.

    A portrait may tell it in a line above his name: "Norland's minister on gas. Interview. X …".
    """
    if org is None or org.type != "country" or not _leads_land(scene, role):
        return None
    life = scene.life
    if life is not None and role.head < life.references[0].start:
        hero = None if scene.held_by(life) or is_foreign(scene, life, org) else life
    else:
        hero = hero_of(scene, scene.doc[role.head], org, governing(scene, role))
    if hero is None or not hero.may_be(_gender_of(role)):
        return None
    tie(scene, hero, Holding(hero, role, org, "description"))
    return hero


def _below_headline(scene: Scene, role: RolePhrase, org: Entity) -> list[Entity]:
    """Whom the text below "Greek president to visit Oslo" names first, if he has no other post."""
    ahead = named_next(scene, role) if role.head < scene.headline else None
    if ahead is None or org.type != "country":
        return []
    tie(scene, ahead, Holding(ahead, role, org, "description"))
    return [ahead]


def _homeless(scene: Scene, fits: list[Entity], role: RolePhrase, org: Entity) -> list[Entity]:
    """Who may be "the Irish leader" of those who hold such an office of no stated country.

    It is the premier of the sentence before, or somebody new or named there without an office.
    """
    if org.type != "country":
        return fits
    barred = governing(scene, role) | in_adjuncts(scene, role) | sufferers(scene, role)
    here = scene.sentence(role.head)
    near = {o.entity for o in scene.recent(role.head, 1) if o.core or o.sentence == here}
    beside = [person for person in fits if person in near and person not in barred]
    at_home = [person for person in beside if not is_foreign(scene, person, org)]
    if len(at_home) == 1 < len(beside):
        return at_home
    if beside:
        return beside if scene.is_new(role.org) else fits
    leads = _leads_land(scene, role)
    untitled = of_land(scene, scene.doc[role.head], org, barred) if leads else None
    if untitled is not None and not is_told_otherwise(scene, untitled):
        tie(scene, untitled, Holding(untitled, role, org, "description"))
        return [untitled]
    if scene.is_new(role.org):
        return []
    return [person for person in fits if not scene.comes_later(person, role.head)]


def _leads_land(scene: Scene, role: RolePhrase) -> bool:
    """Whether who holds an office may be named without it: a premier, a foreign minister."""
    leads = speaks_for_land(role) or office_key(role) == _LEADER
    words = {token.lower_ for token in scene.doc[role.start : role.head]}
    return leads and words.isdisjoint(_OTHERS)


def _of_life(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The diplomat" in a diplomat's portrait: whom it is about, by what he was by profession."""
    life = scene.life
    told = role.noun in _CIVILIANS and role.org is None and role.owner is None
    if life is None or not told or role.definiteness != "definite":
        return None
    others = clause_mates(scene, scene.doc[role.head]) | governing(scene, role)
    return life if life not in others and life.may_be(_gender_of(role)) else None


def _of_nation(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The Indian officer", "the Danish economist": the one person of that country.

    A premier or minister is not spoken of by what he is otherwise, and what tells whose somebody
    is ("Colonel X of the Russian border guard") is nobody.
    """
    land, head = scene.country(role.org), scene.doc[role.head]
    if land is None or land.type != "country" or role.definiteness != "definite":
        return None
    if head.dep_ in ("nmod", "compound") or role.noun == "guard":
        return None
    person = national(scene, head, land)
    if person is None or not person.named or not person.may_be(_gender_of(role)):
        return None
    known = any(speaks_for_land(h.role) for h in scene.held_by(person))
    return None if known and role.noun not in _RULING else person


def _told_by_deed(scene: Scene, role: RolePhrase) -> Entity | None:
    """ "The man who toppled the king was received": whom the next sentence names."""
    head = scene.doc[role.head]
    clauses = [c for c in head.children if c.dep_ == "acl:relcl"]
    who = any(t.lower_ == "who" for c in clauses for t in c.children)
    person = named_next(scene, role) if who and head.dep_.startswith("nsubj") else None
    return person if person is not None and person.may_be(_gender_of(role)) else None


def _gender_of(role: RolePhrase) -> Gender | None:
    return cast("Gender | None", lexicon().gender(role.noun))


def _at_home(scene: Scene, fits: list[Entity], role: RolePhrase) -> list[Entity]:
    """Of several "the President", with a capital, is that of the country where it is written.

    His country need not be told: "President X … President Y of Peru … the President".
    """
    told = role.org is not None or role.owner is not None or role.definiteness != "definite"
    if len(fits) < 2 or told or not scene.doc[role.head].text[0].isupper():
        return fits
    if scene.hero in fits:
        return [scene.hero]  # the minister whose visit a release tells
    own = [p for p in fits if all(h.org is None for h in scene.held_by(p))]
    if len(own) != 1:
        return fits
    most = max(scene.history.count(p, role.head) for p in fits)
    return own if 2 * scene.history.count(own[0], role.head) >= (most or 1) else fits


def _is_from(holding: Holding, region: str) -> bool:
    return lies_in(holding.org or holding.person.country, region)


def _holders_of(scene: Scene, role: RolePhrase) -> list[Entity]:
    people = {h.person for h in suiting(scene, role, None)}
    return [person for person in scene.holders() if person in people]


def holder_for(scene: Scene, role: RolePhrase, land: Entity) -> Entity | None:
    """The one person whom the article gives the office of `role` in the country `land`."""
    told = suiting(scene, role, land)
    people = {h.person for h in told if (h.org or h.person.country) is land}
    fits = [person for person in scene.holders() if person in people]
    if not fits:
        # "The presidents of X, Y and Z": of Z the text may only name the person.
        fits = [e for e in scene.discourse.entities if e.country is land and _is_unplaced(scene, e)]
    return fits[0] if len(fits) == 1 else None


def _is_unplaced(scene: Scene, entity: Entity) -> bool:
    posts = [h for h in scene.held_by(entity) if h.role.kind == "office"]
    return entity.type == "person" and entity.named and not posts


def _owner_country(scene: Scene, role: RolePhrase) -> Entity | None:
    """The country of a possessor: "its president"."""
    if role.owner is None:
        return None
    owners = scene.discourse.resolve(role.owner, conjuncts=False)
    return owners[0] if len(owners) == 1 and owners[0].type != "person" else None


def _choose(scene: Scene, fits: list[Entity], role: RolePhrase, sentences: int) -> Entity | None:
    """The only candidate, else the one mentioned last; None when two stand equally near."""
    if len(fits) <= 1:
        return fits[0] if fits else None
    here = scene.sentence(role.head)
    near: dict[int, list[Entity]] = {}
    fitting = set(fits)
    for occurrence in scene.recent(role.head, sentences):
        if occurrence.entity in fitting:
            held = near.setdefault(here - occurrence.sentence, [])
            if occurrence.entity not in held:
                held.append(occurrence.entity)
    if not near:
        return None
    nearest = near[min(near)]
    tally = Counter({e: scene.history.count(e, role.head) for e in nearest})
    ranked = tally.most_common(2)
    # Of two that stand equally near, the one the article is about, if it clearly is about one.
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1] else None
