"""Plurals of countries: "both nations", "their governments", "the two capitals"."""

from collections.abc import Sequence

from graph_builder.extraction.company import companies
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.parties import main_pair, pair_of_article
from graph_builder.extraction.plural_search import latest_set
from graph_builder.extraction.plural_sets import NEAR, pair_nearby
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token


def lands_meant(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """The countries that a plural takes up; () when unclear."""
    return (
        homes_of_owners(scene, head, count or 2)
        or pair_nearby(scene, head, count, "country")
        or _homes_of_company(scene, head, count or 2)
        or main_pair(scene, head, count)
        or pair_of_article(scene, count)
        or latest_set(scene, head, ("country",), count)
        or _homes_told(scene, head, count or 2)
    )


def _homes_told(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """The countries of those told of before, unless the sentence before names others."""
    homes = homes_of_people(scene, head, count) or _homes_of_those_before(scene, head, count)
    others = _named_alone(scene, head, count) if homes else ()
    return others or homes


def _named_alone(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """ "A lake divides Kenya from Uganda. The two countries": those named in the sentence before.

    Where it tells of a person, too, whose country could be meant, nothing is clear.
    """
    here = scene.sentence(head.i)
    start, end = scene.starts[max(here - 1, 0)], scene.starts[here]
    before = list(scene.discourse.references(start, end))
    lands = dict.fromkeys(
        e for r in before if r.kind == "name" for e in r.entities if e.type == "country"
    )
    people = any(e.type == "person" for r in before for e in r.entities)
    return tuple(lands) if len(lands) == count and not people else ()


def homes_of_people(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """The countries of the persons that the sentence has named, if they are that many: "After
    the meeting of the two presidents A and B, both countries …"."""
    here = scene.sentence(head.i)
    for sentence in (here, here - 1, here - 2):
        people = dict.fromkeys(
            o.entity
            for o in scene.history.inside(sentence)
            if o.i < head.i and o.entity.type == "person"
        )
        orgs = [h.org for h in scene.holdings if h.person in people and h.org is not None]
        orgs = orgs or [e.country for e in people if e.country is not None]
        homes = tuple(dict.fromkeys(org for org in orgs if org.type == "country"))
        if people and len(people) >= count:
            return homes if len(homes) == len(people) == count else ()
    return ()


def homes_of_owners(scene: Scene, head: Token, count: int | None = None) -> tuple[Entity, ...]:
    """ "Their governments": the countries that those are or are of; () if one has none."""
    homes = homes_of(owners_of(scene, head))
    lands = tuple(dict.fromkeys(land for land in homes if land is not None))
    known = len(lands) == len(homes) and all(land.type == "country" for land in lands)
    return lands if known and count in (None, len(lands)) else ()


def _homes_of_company(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """ "Berg came out of a room with Quispe and said the two countries …": those of the two."""
    if head.dep_ in ("obj", "iobj"):
        return ()  # "Berg met Quispe and urged both countries": two others
    for group in companies(scene, scene.sentence(head.i), head.i):
        homes = dict.fromkeys(e.country for e in group if e.type == "person")
        lands = tuple(land for land in homes if land is not None and land.type == "country")
        if len(lands) == len(homes) == len(group) == count:
            return lands
    return ()


def _homes_of_those_before(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """ "Berg received his Chilean counterpart, Soto. … The two countries": those of the two.

    They met in one of the sentences before, the last of whom news tells that they did.
    """
    here = scene.sentence(head.i)
    for back in range(1, NEAR + 1):
        for group in companies(scene, here - back, head.i, main=True):
            if len(group) != count or any(e.type != "person" for e in group):
                continue
            lands = dict.fromkeys(land for land in homes_of(group) if land is not None)
            known = len(lands) == count and all(land.type == "country" for land in lands)
            return tuple(lands) if known else ()
    return ()


def owners_of(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """Whose they are: "his colleagues", "their foreign ministers"."""
    mark = next((c for c in head.children if c.dep_ == "nmod:poss"), None)
    return scene.discourse.resolve(mark) if mark is not None else lands_owning(scene, head)


def homes_of(owners: Sequence[Entity]) -> list[Entity | None]:
    """The countries that each of `owners` is or is of."""
    return [e if e.type == "country" else e.country for e in owners]


def lands_owning(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "The two countries' ministers": the countries, wherever the parser hung them."""
    role = scene.role_at.get(head.i)
    if role is None or role.owner is None or not role.plural:
        return ()
    lands = scene.discourse.resolve(scene.doc[role.owner], conjuncts=False)
    return lands if len(lands) > 1 and all(e.type == "country" for e in lands) else ()
