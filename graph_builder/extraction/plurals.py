"""Plural phrases and their members: "the two leaders", "both sides", "they", "the trio"."""

from collections import Counter

from spacy.tokens import Token

from graph_builder.extraction.descriptions import office_key
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.scene import Holding, Scene

_NEAR = 6  # sentences that a plural may reach back
# These take up what was named before without a number: "the leaders", "the parties".
_ALONE = frozenset(
    {
        "leaders",
        "presidents",
        "premiers",
        "ministers",
        "chancellors",
        "pair",
        "duo",
        "trio",
        "sides",
    }
    | {
        "parties",
        "countries",
        "nations",
        "governments",
        "capitals",
        "neighbours",
        "neighbors",
        "camps",
    }
)
_COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5}


def members_of(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """The members that the plural phrase headed by `head` takes up again; () when unclear.

    The same words go on to mean the same members, until others are set side by side.
    """
    memory = (head.lower_, _count(head))
    fresh = _members(scene, head)
    held = scene.plurals.get(memory)
    if held is not None and not _side_by_side(scene, head, fresh):
        return held
    if fresh:
        scene.plurals[memory] = fresh
    return fresh


def _side_by_side(scene: Scene, head: Token, members: tuple[Entity, ...]) -> bool:
    """Whether `members` were coordinated or met each other in the sentences just before."""
    return any(
        set(scene.discourse.resolve(scene.doc[o.i])) == set(members) and len(members) > 1
        for o in scene.recent(head.i, 2)
    )


def _members(scene: Scene, head: Token) -> tuple[Entity, ...]:  # noqa: PLR0911 - one for each kind of noun
    words = lexicon()
    noun = head.lower_
    count = _count(head)
    if noun in words.plural_countries:
        # "the capitals of both countries", "the governments of the two states"
        for owner in head.children:
            if owner.dep_ == "nmod" and owner.lower_ in words.plural_countries:
                return members_of(scene, owner)
    if count is None and noun not in _ALONE:
        return ()
    if noun in words.plural_countries:
        return _latest_set(scene, head, ("country",), count) or _homes(scene, head, count or 2)
    if noun in words.plural_organizations:
        return _latest_set(scene, head, ("organization",), count)
    if noun in words.plural_either:
        return _sides(scene, head, count or 2)
    if noun in words.plural_persons:
        return _officials(scene, head, noun, count)
    if noun in ("two", "both", "three", "four", "all"):
        return _latest_set(scene, head, ("person", "country", "organization"), _COUNTS.get(noun))
    return ()


def _count(head: Token) -> int | None:
    """How many members the phrase says it has: "the two leaders", "both", "the trio"."""
    if head.lower_ in _COUNTS:
        return _COUNTS[head.lower_]
    for child in head.children:
        if child.lower_ in _COUNTS and child.i < head.i:
            return _COUNTS[child.lower_]
    return None


def _homes(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """The countries of the persons that the sentence has named, if they are that many: "After
    the meeting of the two presidents A and B, both countries …"."""
    here = scene.sentence(head.i)
    people = {
        o.entity
        for o in scene.history
        if o.sentence == here and o.i < head.i and o.entity.type == "person"
    }
    orgs = [h.org for h in scene.holdings if h.person in people and h.org is not None]
    homes = tuple(dict.fromkeys(org for org in orgs if org.type == "country"))
    return homes if len(homes) == len(people) == count else ()


def _officials(scene: Scene, head: Token, noun: str, count: int | None) -> tuple[Entity, ...]:
    """Members of a plural of persons: holders of that office, else whoever was named together."""
    singular = {"men": "man", "women": "woman"}.get(noun, noun.removesuffix("s"))
    seen = {o.entity for o in scene.history if o.i < head.i}
    holders = [
        person
        for person, holdings in scene.holders().items()
        if person in seen and any(_is_such(h, singular, head) for h in holdings)
    ]
    if len(holders) == (count or 2) and singular != "leader":
        return tuple(holders)
    if len(holders) >= 2:
        return _latest_set(scene, head, ("person",), count, among=holders)
    if singular in lexicon().offices and singular != "leader":
        return _main_persons(scene, head, count or 2)
    return _latest_set(scene, head, ("person",), count)


def _is_such(holding: Holding, wanted: str, head: Token) -> bool:
    """Whether an office is meant by a plural: "the two foreign ministers"."""
    office = office_key(holding.role)
    if wanted == "leader":
        return holding.role.noun in lexicon().top | {"leader"} or {"prime", "minister"} <= office
    words = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound")}
    asked = words & (lexicon().portfolios | {"prime"})
    asked |= {"prime", "minister"} if wanted == "premier" else {wanted}
    return asked <= office


def _main_persons(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """The persons whom the article speaks of most, if they stand out."""
    tally = Counter(
        {
            person: sum(r.kind == "name" and r.start < head.i for r in person.references)
            for person in dict.fromkeys(o.entity for o in scene.history if o.i < head.i)
            if person.type == "person" and person.named and not _has_post(scene, person)
        }
    )
    ranked = tally.most_common(count + 1)
    if len(ranked) < count or (len(ranked) > count and ranked[count][1] >= ranked[count - 1][1]):
        return ()
    return tuple(entity for entity, _ in ranked[:count])


def _has_post(scene: Scene, person: Entity) -> bool:
    return any(h.role.kind == "office" for h in scene.held_by(person))


def _sides(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """ "Both sides", "the two camps": the last two parties that were named side by side."""
    here = scene.sentence(head.i)
    for occurrence in scene.recent(head.i, 1):
        group = scene.discourse.resolve(scene.doc[occurrence.i])
        if len(group) == count and occurrence.sentence < here:
            return group
    return _latest_set(scene, head, ("person", "country"), count)


def _latest_set(
    scene: Scene,
    head: Token,
    natures: tuple[str, ...],
    count: int | None,
    among: list[Entity] | None = None,
) -> tuple[Entity, ...]:
    """The last entities of one nature that make up the number, the nearest sentence first."""
    wanted = count or 2
    here = scene.sentence(head.i)
    gathered: dict[str, list[Entity]] = {nature: [] for nature in natures}
    for back in range(_NEAR + 1):
        for nature in natures:
            fresh = _named_in(scene, here - back, nature, head.i, among)
            if len(fresh) == wanted or (count is None and len(fresh) >= 2):
                return tuple(fresh)
            held = gathered[nature]
            held.extend(e for e in fresh if e not in held)
            if len(held) == wanted and back:
                return tuple(held)
            if len(held) > wanted:
                return _coordinated(scene, head, here - back, nature, wanted)
    return ()


def _named_in(
    scene: Scene, sentence: int, nature: str, before: int, among: list[Entity] | None
) -> list[Entity]:
    found = [
        o.entity
        for o in scene.history
        if o.sentence == sentence
        and o.i < before
        and o.entity.type == nature
        and (o.core or nature != "person")
    ]
    return [e for e in dict.fromkeys(found) if among is None or e in among]


def _coordinated(
    scene: Scene, head: Token, sentence: int, nature: str, wanted: int
) -> tuple[Entity, ...]:
    """Of too many, those that are coordinated with each other, or met each other as agents."""
    doc = scene.doc
    for occurrence in reversed(scene.history):
        if occurrence.sentence < sentence - _NEAR:
            break
        if occurrence.i < head.i:
            group = scene.discourse.resolve(doc[occurrence.i])
            if len(group) == wanted and all(e.type == nature for e in group):
                return group
    return ()
