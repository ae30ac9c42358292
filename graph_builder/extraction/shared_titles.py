"""Offices that one plural gives to several persons: "A, B and C, the envoys of X, Y and Z"."""

from collections.abc import Iterator, Sequence

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.groups import adjoined
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.name_lists import STANDING
from graph_builder.extraction.parties import listed_names
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene

_JOINING = frozenset({",", "and"})
_OPENING = frozenset({"of", "from"})
_POSSESSING = frozenset({"'s", "’s", "'", "’"})
# "His Greek and Turkish counterparts, A and B": their countries alone.
_PEERS = frozenset({"counterpart", "colleague"})


def shared_titles(scene: Scene) -> Iterator[Holding]:
    """One holding for each person of a list whom a plural office is told of.

    Each has a country of his own beside his name, or there are as many countries as persons.
    """
    starts = {name.start: name for name in scene.findings.names}
    ends = {name.end: name for name in scene.findings.names}
    for role in scene.findings.roles:
        if not role.plural or (role.kind != "office" and role.noun not in _PEERS):
            continue
        titled = _after(scene, role.end, starts)
        if not titled and scene.doc[role.end : role.end + 1].text == ",":
            titled = _after(scene, role.end + 1, starts)
        told = [run for run in (titled, _before(scene, role.start, ends)) if len(run) > 1]
        landed = next((r for r in told if all(land is not None for _, land in r)), None)
        if landed is not None:
            yield from _held(scene, role, landed)
            continue
        lands = lands_beside(scene, role)
        end = listed_names(scene, role.org)[-1].end if role.org is not None else role.end
        for run in (_before(scene, role.start, ends), _after(scene, max(end, role.end), starts)):
            if len(run) == len(lands) > 1:
                people = [person for person, _ in run]
                yield from _held(scene, role, list(zip(people, lands, strict=True)))


def _held(
    scene: Scene, role: RolePhrase, titled: Sequence[tuple[Entity, Entity | None]]
) -> Iterator[Holding]:
    last = scene.country(role.org)
    for person, land in titled:
        if person.country in (None, last):  # the last one's was taken for everybody's
            person.country = land or person.country
        if role.noun not in _PEERS and not any(
            h.role.kind == "office" and h.role is not role for h in scene.held_by(person)
        ):
            yield Holding(person, role, land, "apposition", person.references[0].head)


def lands_beside(scene: Scene, role: RolePhrase) -> list[Entity]:
    """The countries that stand with the office, in the order of the text."""
    if role.org is None:
        return []
    names = listed_names(scene, role.org) if role.org.start > role.head else adjoined(scene, role)
    found = (scene.country(name) for name in names)
    return [land for land in found if land is not None and land.type == "country"]


def _person(scene: Scene, name: Name | None) -> Entity | None:
    entity = scene.findings.entity_of.get(name) if name is not None else None
    return entity if entity is not None and entity.type == "person" else None


def _after(scene: Scene, i: int, starts: dict[int, Name]) -> list[tuple[Entity, Entity | None]]:
    """The persons listed from token `i` on, each with the country told beside him."""
    doc, found, owner = scene.doc, list[tuple[Entity, Entity | None]](), None
    while i < len(doc):
        name = starts.get(i)
        person = _person(scene, name)
        if person is not None and name is not None:
            land = starts.get(name.end + 1)
            beside = land is not None and doc[name.end].lower_ in _OPENING
            found.append((person, scene.country(land) if beside else owner))
            i, owner = (land.end if beside and land is not None else name.end), None
        elif name is not None and doc[name.end : name.end + 1].text in _POSSESSING:
            i, owner = name.end + 1, scene.country(name)  # "Norland's X"
        elif doc[i].lower_ in _JOINING and not doc[i].is_sent_start:
            i += 1
        else:
            break
    return found


def _before(scene: Scene, i: int, ends: dict[int, Name]) -> list[tuple[Entity, Entity | None]]:
    """The persons of a list that a comma closes before token `i`, each with his country."""
    doc, found = scene.doc, list[tuple[Entity, Entity | None]]()
    i -= i > 1 and doc[i - 1].lower_ in STANDING
    if i < 2 or doc[i - 1].text != ",":
        return []
    while i:
        home = ends.get(i)
        beside = home is not None and doc[home.start - 1].lower_ in _OPENING
        name = ends.get(home.start - 1) if beside and home is not None else home
        person = _person(scene, name)
        if person is not None and name is not None:
            owned = name.start > 1 and doc[name.start - 1].text in _POSSESSING
            owner = ends.get(name.start - 1) if owned else None
            land = home if beside else owner
            found.insert(0, (person, scene.country(land) if land is not None else None))
            i = owner.start if owner is not None else name.start
        elif doc[i - 1].lower_ in _JOINING:
            i -= 1
        else:
            break
    return found
