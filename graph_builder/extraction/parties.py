"""The parties that an article is about: its main two countries, guests and hosts, names to come."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_AHEAD = 3  # sentences in which those of a plural may be named after it
_GENERAL = frozenset({"envoy", "diplomat", "leader", "statesman"})
_FAR = 12  # sentences back in which a guest may have come
_LEAD = 2  # how many times oftener the second country is named than the third
ARRIVING = frozenset({"arrive", "fly", "land", "step", "travel", "visit"})
_GATHERING = ARRIVING | {"come", "return", "meet"}  # said of several, it makes guests of them
_BETWEEN = frozenset({"and", ",", "of", "the", "from"})
# What who is named second may be to who is named first.
_PARTNERS = frozenset({"counterpart", "colleague", "guest", "host", "peer"})
# Verbs whose object is a guest.
HOSTING = frozenset({"receive", "host", "welcome", "greet", "entertain"})


def main_pair(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """The two countries that the text before `head` is about; () when no two stand out."""
    return _leading_two(scene, head.i, 2) if count in (None, 2) else ()


def pair_of_article(scene: Scene, count: int | None) -> tuple[Entity, ...]:
    """The two countries that the whole text is about."""
    return _leading_two(scene, len(scene.doc), 3) if count in (None, 2) else ()


def _leading_two(scene: Scene, before: int, least: int) -> tuple[Entity, ...]:
    places, lands = scene.lands_told
    ranked = Counter(lands[: bisect_left(places, before)]).most_common(3)
    if len(ranked) < 2 or ranked[1][1] < least or not (ranked[0][0].acts and ranked[1][0].acts):
        return ()
    third = ranked[2][1] if len(ranked) > 2 else 0
    return (ranked[0][0], ranked[1][0]) if ranked[1][1] >= _LEAD * third else ()


def introduced_next(scene: Scene, role: RolePhrase, count: int | None) -> tuple[Entity, ...]:
    """Ministers who are named only after the plural: "their foreign ministers … A and B".

    They stand in one list, are new, hold no office yet, and are as many as their countries.
    """
    lands = _lands(scene, role)
    wanted = count or len(lands) or 2
    last = scene.sentence(role.head) + _AHEAD
    ahead = [n for n in scene.findings.names if n.start > role.head]
    for run in _lists([n for n in ahead if scene.sentence(n.start) <= last], scene):
        people = [scene.findings.entity_of.get(name) for name in run]
        found = [e for e in people if e is not None and e.type == "person"]
        fresh = all(e.references and e.references[0].start > role.head for e in found)
        if len(found) != len(run) or len(run) < 2 or not fresh:
            continue
        if len(run) == wanted and not any(_is_another(scene, role, p) for p in found):
            general = [h for p in found for h in scene.held_by(p) if h.role.noun != role.noun]
            scene.holdings.put([h for h in scene.holdings if h not in general])
            _share_offices(scene, role, found, lands)
            return tuple(found)
        return ()
    return partners_next(scene, role, lands) if wanted == 2 else ()


def partners_next(scene: Scene, role: RolePhrase, lands: Sequence[Entity]) -> tuple[Entity, ...]:
    """ "The presidents of X and Y … A and her Y counterpart, B": two whom news names in one breath.

    A opens one of the next sentences, and B is her peer, guest or host there; both are new and
    hold no other office. The country that stands with either tells that of the other.
    """
    here = scene.sentence(role.head)
    openers = {_opening(scene, n): n for n in scene.findings.names if n.start > role.head}
    for link in scene.findings.links:
        number = scene.sentence(link.name.start)
        first = openers.get(number)
        if link.role.noun not in _PARTNERS or link.role.owner is None or first is None:
            continue
        pair = [scene.findings.entity_of.get(name) for name in (first, link.name)]
        people = [e for e in pair if e is not None and _is_fresh(scene, e, role)]
        if len(people) < 2 or people[0] is people[1] or not here < number <= here + _AHEAD:
            continue
        home = _home_of_second(scene, first, link.role, lands)
        homes = [] if home is None else [next(e for e in lands if e is not home), home]
        _share_offices(scene, role, people, homes)
        return tuple(people)
    return ()


def _opening(scene: Scene, name: Name) -> int | None:
    """The number of the sentence that `name` opens as its subject."""
    number, head = scene.sentence(name.start), scene.doc[name.head]
    opens = all(scene.doc[i].is_space for i in range(scene.starts[number], name.start))
    return number if opens and head.dep_.startswith("nsubj") else None


def _is_fresh(scene: Scene, person: Entity, role: RolePhrase) -> bool:
    posts = [h for h in scene.held_by(person) if h.role.kind == "office"]
    others = [h for h in posts if h.role.noun not in _PARTNERS | lexicon().ranks]
    if others or person.type != "person" or is_told_otherwise(scene, person):
        return False
    return person.references[0].start > role.head


def is_told_otherwise(scene: Scene, person: Entity) -> bool:
    """Whether somebody is told to be something else than who governs: "the novelist X"."""
    told = {h.role.noun for h in scene.held_by(person) if h.role.kind == "person"}
    return bool(told - lexicon().relational - _PARTNERS)


def _home_of_second(
    scene: Scene, first: Name, partner: RolePhrase, lands: Sequence[Entity]
) -> Entity | None:
    """Of two `lands` that of who is named second, as far as words beside either name tell."""
    if len(lands) != 2:
        return None
    told = scene.country(partner.org)
    if told is None:
        names = (n for n in scene.findings.names if first.end <= n.start < partner.start)
        beside = {e for e in map(scene.country, names) if e is not None}
        own = [land for land in lands if land in beside]
        told = next((e for e in lands if [e] != own), None) if len(own) == 1 else None
    return told if told in lands else None


def foretold(scene: Scene, role: RolePhrase) -> tuple[Entity, ...]:
    """ "Three presidents are in town. X's A, B of Y and President C …": whom the text names next.

    They are as many as told, new, and hold no other office; "the trio" takes them up later.
    """
    count = role.number or 0
    if role.kind != "office" or count < 2 or role.org is not None or role.owner is not None:
        return ()
    last = scene.sentence(role.head) + _AHEAD
    fresh = {
        e: None
        for name in scene.findings.names
        if name.start > role.head and scene.sentence(name.start) <= last
        if (e := scene.findings.entity_of.get(name)) is not None and e.type == "person"
        if e.references and e.references[0].start > role.head
    }
    posts = {p: {h.role.noun for h in scene.held_by(p) if h.role.kind == "office"} for p in fresh}
    such = all(role.noun in posts[p] or (not posts[p] and p.country is not None) for p in fresh)
    if len(fresh) != count or not such or not any(posts.values()):
        return ()
    members = tuple(fresh)
    for word in (scene.doc[role.head].lower_, "leaders", "trio", "three", "pair", "two"):
        scene.plurals.setdefault((word, count), members)
    return members


def _is_another(scene: Scene, role: RolePhrase, person: Entity) -> bool:
    """Whether `person` is told to be something else than the plural `role` says.

    "The ambassadors of X, Y and Z … the three envoys, A, B and C" are the same.
    """
    held = [holding.role for holding in scene.held_by(person)]
    return not all(r.plural and r.noun in (role.noun, *_GENERAL) for r in held)


def _lands(scene: Scene, role: RolePhrase) -> list[Entity]:
    """The countries whose offices a plural names: "their ministers", "presidents of X and Y"."""
    if role.owner is not None:
        owners = scene.discourse.resolve(role.owner)
    else:
        names = listed_names(scene, role.org) if role.org is not None else []
        owners = tuple(e for e in map(scene.country, names) if e is not None)
    return [owner for owner in owners if owner.type == "country"]


def _lists(names: Sequence[Name], scene: Scene) -> Iterator[list[Name]]:
    """The runs of `names` that commas and "and" join."""
    run: list[Name] = []
    for name in names:
        between = scene.doc[run[-1].end : name.start].text if run else ""
        if run and between not in (",", "and", ", and"):
            yield run
            run = []
        run.append(name)
    if run:
        yield run


def listed_names(scene: Scene, first: Name) -> list[Name]:
    """`first` and the countries or organizations listed after it."""
    out, i, doc = [first], first.end, scene.doc
    starts = {name.start: name for name in scene.findings.names if name.start >= first.start}
    while i < min(len(doc), out[-1].end + 6):
        name = starts.get(i)
        kinds = scene.findings.kinds
        if name is not None and (
            kinds[name] == "person" or (kinds[name] == "demonym" and kinds[first] != "demonym")
        ):
            break  # "The ministers of X and Y, A and B", "judges of the Court, the Dane A"
        if name is not None:
            out.append(name)
            i = name.end
        elif doc[i].lower_ in _BETWEEN or doc[i].lower_ in lexicon().governments:
            i += 1
        else:
            break
    return out


def _share_offices(
    scene: Scene, role: RolePhrase, people: Sequence[Entity], lands: Sequence[Entity]
) -> None:
    """ "Their foreign ministers" are those of their countries, in that order."""
    homes: Sequence[Entity | None] = lands
    if len(lands) != len(people):
        role, homes = replace(role, org=None), (None,) * len(people)
    for person, land in zip(people, homes, strict=True):
        scene.holdings.append(Holding(person, role, land, "members", person.references[0].head))
        person.country = person.country or land


def guests(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "The guests", "the two visitors": the last persons who came or were received together."""
    doc = scene.doc
    for occurrence in scene.recent(head.i, _FAR):
        verb = doc[occurrence.i].head
        if occurrence.entity.type != "person" or verb.pos_ != "VERB":
            continue
        came = occurrence.subject and verb.lemma_ in _GATHERING
        received = not occurrence.subject and verb.lemma_ in HOSTING
        group = scene.discourse.resolve(doc[occurrence.i])
        if (came or received) and len(group) > 1 and all(e.type == "person" for e in group):
            return group
    return ()


def hosts(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """ "His hosts": who received somebody last."""
    for occurrence in scene.recent(head.i, _FAR):
        verb = scene.doc[occurrence.i].head
        if occurrence.subject and verb.lemma_ in HOSTING and verb.pos_ == "VERB":
            return (occurrence.entity,)
    return ()
