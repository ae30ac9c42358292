"""What an institution without a name is called: "the ministry" by its country and minister."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene

ARTICLES = frozenset({"the", "a", "an", "one", "another", "some"})
_NEAR = 3  # sentences back in which a minister tells which ministry is meant
_LESSER = ("prime", "deputy", "vice", "first")


def seated(scene: Scene, role: RolePhrase, text: str, whole: str) -> str:
    """An institution's name with its country, when its possessor or its sentence tells it.

    `text` are the words of its phrase, `whole` those with article and complements.
    """
    first, _, rest = whole.partition(" ")
    told = rest if first.lower() in ARTICLES else whole
    if role.owner is not None:
        return _possessed(scene, role, whole)
    country = _seat(scene, role) if role.definiteness != "indefinite" else None
    if role.noun == "ministry" and role.first == role.head:
        minister = _minister_near(scene, role, country)
        text = (ministry_of(scene, minister) if minister is not None else None) or text
        told = text if text != told else told
    return _named_after(scene, country, text) or told


def heads_it(scene: Scene, role: RolePhrase) -> bool:
    """Whether a minister named shortly before tells which ministry a bare "the ministry" is."""
    country = _seat(scene, role)
    return role.first == role.head and _minister_near(scene, role, country) is not None


def _minister_near(scene: Scene, role: RolePhrase, country: Entity | None) -> Entity | None:
    """Who was named shortly before and heads a ministry of `country`."""
    near = (occurrence.entity for occurrence in scene.recent(role.head, _NEAR))
    found = (e for e in near if e.country is country and ministry_of(scene, e) is not None)
    return next(found, None)


def ministry_of(scene: Scene, person: Entity) -> str | None:
    """The ministry that a minister heads: "Ministry of Education" of its minister."""
    held = (h.role.office for h in scene.held_by(person) if h.role.noun == "minister")
    office = next((o for o in held if not o.lower().startswith(_LESSER)), None)
    if office is None:
        return None
    return office.replace("minister", "ministry").replace("Minister", "Ministry")


def ministry_named(scene: Scene, leader: Entity, told: str) -> str | None:
    """The name of a ministry of a leader whose country is known: "his foreign ministry".

    Which one "her ministry" is, the office of a minister tells.
    """
    person = leader.type == "person"
    text = ministry_of(scene, leader) if told == "ministry" else told if person else None
    return _named_after(scene, leader.country, text) if text is not None else None


def _named_after(scene: Scene, country: Entity | None, text: str) -> str | None:
    """ "Chilean army", "army of Norland"; None where that is not known or told already."""
    if country is None or country.name in text:
        return None
    adjective = scene.adjective(country)
    if adjective is None:
        told = country.polity is None or bool(country.references)
        return f"{text} of {country.name}" if told else None
    return f"{adjective} {text}"


def _possessed(scene: Scene, role: RolePhrase, whole: str) -> str:
    """The name of an institution with a possessor that is no name: "the premier's office"."""
    assert role.owner is not None
    held = scene.discourse.resolve(role.owner, conjuncts=False)
    title = scene.role_at.get(role.owner)
    country = held[0].country if len(held) == 1 and title is not None else None
    adjective = scene.adjective(country) if country is not None else None
    if title is not None and adjective is not None:
        return f"{adjective} {title.office[:1].lower()}{title.office[1:]}'s {role.office}"
    if title is not None and country is not None:
        return f"{role.office} of the {title.office} of {country.name}"
    surname = role.owner_name.text if role.owner_name is not None else None
    if surname is not None and len(held) == 1 and held[0].type == "person":
        return whole.replace(surname, held[0].name, 1)  # "Berg's office" is Lars Berg's
    return whole


def _seat(scene: Scene, role: RolePhrase) -> Entity | None:
    """The country of an institution: where it is said to sit, else who acts in its sentence."""
    doc = scene.doc
    if doc[role.end].lower_ == "in":
        place = next((n for n in scene.findings.names if n.start == role.end + 1), None)
        return scene.country(place)
    here = scene.sentence(role.head)
    lands: dict[int, Entity] = {}
    for occurrence in (*scene.history.inside(here - 1), *scene.history.inside(here)):
        entity = occurrence.entity
        if occurrence.i < role.head and occurrence.subject:
            country = entity if entity.type == "country" else entity.country
            if country is not None and country.type == "country":
                lands.setdefault(occurrence.sentence, country)
    return lands.get(here) or lands.get(here - 1) or scene.main_country
