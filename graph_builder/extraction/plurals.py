"""Plural phrases and their members: "the two leaders", "both sides", "they", "the trio"."""

from collections import Counter

from graph_builder.extraction.company import companies
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.parties import (
    guests,
    hosts,
    introduced_next,
    main_pair,
)
from graph_builder.extraction.plural_lands import (
    homes_of_owners,
    homes_of_people,
    lands_meant,
    lands_owning,
    owners_of,
)
from graph_builder.extraction.plural_lists import listed_beside, told_next
from graph_builder.extraction.plural_others import COUNTS, tells_others
from graph_builder.extraction.plural_search import beside_holder, latest_set
from graph_builder.extraction.plural_sets import (
    NEAR,
    beside,
    pair_nearby,
    parties_before,
    together,
)
from graph_builder.extraction.plural_sides import sides_meant
from graph_builder.extraction.role_phrase import RolePhrase, office_key
from graph_builder.extraction.ruling_offices import rules
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

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
        "delegations",
        "foes",
        "rivals",
        "enemies",
    }
)
_EACH = frozenset({"each", "either", "neither"})
# Words that say nothing of who is meant.
_BARE = _EACH | {"two", "both", "pair", "duo", "three", "trio", "four", "men", "women", "man"}
_PEERS = frozenset({"colleagues", "counterparts", "companions"})
_GUESTS = frozenset({"guests", "visitors", "hosts"})
# "The generals of both armies" are those of both countries.
_FORCES = frozenset({"armies", "navies", "militaries", "coastguards"})
_PAIRED = frozenset({"leader", "man", "woman", "politician", "pair", "duo", "trio", "rival"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_LESSER = frozenset("vice deputy majority minority opposition party rebel coup union".split())
_OF_STATES = frozenset({"of state", "of government"})
_HEADING = frozenset({"minister", "secretary"})


def members_of(scene: Scene, head: Token) -> tuple[Entity, ...]:
    """The members that the plural phrase headed by `head` takes up again; () when unclear.

    The same words go on to mean the same members, until others are set side by side.
    """
    listed = listed_beside(scene, head, _count(head))
    if listed:
        return listed
    if tells_others(scene, head, _count(head)):
        return ()
    counted = _counted_before(scene, head)
    if counted is None:
        counted = told_next(scene, head, _count(head))
    if counted is not None:
        return counted
    memory = (head.lower_, _count(head))
    fresh = _members(scene, head)
    held = scene.plurals.get(memory)
    if held is not None and not _side_by_side(scene, head, fresh):
        bare = memory[0] in _BARE and held != fresh and _stand_nearer(scene, head, fresh, held)
        if not bare:
            return held
    if fresh:
        scene.plurals[memory] = fresh
    return fresh


def _stand_nearer(
    scene: Scene, head: Token, fresh: tuple[Entity, ...], held: tuple[Entity, ...]
) -> bool:
    """Whether all of `fresh` were spoken of after the last of `held` had been."""
    last: dict[Entity, int] = {}
    for occurrence in scene.recent(head.i, NEAR):
        last.setdefault(occurrence.entity, occurrence.sentence)
    now = [last.get(e, -1) for e in fresh]
    then = [last.get(e, -1) for e in held]
    return bool(fresh) and min(now) > min(then)


def _counted_before(scene: Scene, head: Token) -> tuple[Entity, ...] | None:
    """ "Three heads of state … the trio": those counted out just before; None if nobody was."""
    count = COUNTS.get(head.lower_)
    if count is None or count < 3:
        return None
    near = scene.sentence(head.i) - 1
    for role in reversed(scene.findings.roles):
        if role.head < head.i and scene.sentence(role.head) < near:
            return None
        if role.head < head.i and role.plural and role.number == count:
            known = scene.discourse.reference(role.head)
            return known.entities if known is not None and known.head == role.head else ()
    return None


def _side_by_side(scene: Scene, head: Token, members: tuple[Entity, ...]) -> bool:
    """Whether `members` were coordinated or met each other in the sentences just before."""
    return any(
        set(scene.discourse.resolve(scene.doc[o.i])) == set(members) and len(members) > 1
        for o in scene.recent(head.i, 2)
    )


def _members(scene: Scene, head: Token) -> tuple[Entity, ...]:  # noqa: PLR0911 - one for each kind of noun
    words = lexicon()
    noun = _noun(head)
    count = _count(head)
    if noun in words.plural_countries:
        # "the capitals of both countries", "the governments of the two states"
        for owner in head.children:
            if owner.dep_ == "nmod" and owner.lower_ in words.plural_countries:
                return members_of(scene, owner)
    if noun in _PEERS and (whose := owners_of(scene, head)):
        return _peers(scene, head, whose[0], count)
    if noun in _GUESTS:
        return guests(scene, head) if noun != "hosts" else hosts(scene, head)
    if count is None and noun not in _ALONE:
        return ()
    if noun in words.plural_countries:
        return lands_meant(scene, head, count)
    if noun == "allies" and (found := homes_of_people(scene, head, count or 2)):
        return found
    if noun in words.plural_organizations or (noun in _FORCES and head.dep_ == "nmod"):
        bodies = latest_set(scene, head, ("organization",), count)
        of_lands = noun == "ministries" or noun in _FORCES
        return bodies or (lands_meant(scene, head, count) if of_lands else ())
    if noun in words.plural_either:
        return sides_meant(scene, head, count)
    if noun in words.plural_persons:
        return _officials(scene, head, noun, count)
    if noun in ("two", "both", "three", "four", "all"):
        return (
            beside(scene, head, count)
            or latest_set(scene, head, ("person", "country", "organization"), count)
            or parties_before(scene, head, count or 2)
        )
    return ()


def one_of_two(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """ "The former", "the latter": the first or the second of the two named last."""
    after = scene.doc.tokens[token.i + 1 : token.i + 2]
    if not token.i or token.nbor(-1).lower_ != "the" or any(t.pos_ in _NOMINAL for t in after):
        return ()
    if token.lower_ == "former" and not token.dep_.startswith("nsubj"):
        return ()
    found: dict[Entity, int] = {}
    for occurrence in scene.recent(token.i, 1):
        if occurrence.entity.type != "group" and (occurrence.core or found):
            found.setdefault(occurrence.entity, occurrence.i)
    last = next(iter(found), None)
    two = [entity for entity in found if last is not None and entity.type == last.type][:2]
    return (two[token.lower_ == "former"],) if len(two) == 2 else ()


def _noun(head: Token) -> str:
    """The noun in the plural: "each side" takes up both sides, a bare "each" the two."""
    if head.lower_ in _EACH:
        return "two"
    if head.lower_ == "heads" and head.doc[head.i + 1 : head.i + 3].text.lower() in _OF_STATES:
        return "leaders"
    if head.tag_ == "NN" and not _EACH.isdisjoint(head.below):
        lower: str = head.lower_
        return f"{lower[:-1]}ies" if lower.endswith("y") else f"{lower}s"
    return str(head.lower_)


def _count(head: Token) -> int | None:
    """How many members the phrase says it has: "the two leaders", "both", "the trio"."""
    if head.lower_ in COUNTS:
        return COUNTS[head.lower_]
    for child in head.children:
        if child.lower_ in COUNTS and child.i < head.i:
            return COUNTS[child.lower_]
    return None


def _officials(scene: Scene, head: Token, noun: str, count: int | None) -> tuple[Entity, ...]:
    """Members of a plural of persons: holders of that office, else whoever was named together."""
    singular = {"men": "man", "women": "woman"}.get(noun, noun.removesuffix("s"))
    beside = _told_again(scene, head, count)
    if not beside and count is not None and singular in _PAIRED:
        beside = pair_nearby(scene, head, count, "person")
    such = {h.person for h in scene.holdings.worded(lambda held: _is_such(held, singular, head))}
    holders = [p for p in scene.holders() if p in such and scene.history.knows(p, head.i)]
    owning = lands_owning(scene, head)
    holders = [p for p in holders if not owning or p.country in owning]
    if singular == "leader" and _lead_none(scene, beside):
        lands = {p.country for p in beside}
        leading = [p for p in holders if None in lands or p.country in {*lands, None}]
        beside = _latest_of_each(scene, head, leading, count) or beside
    if beside:
        return beside
    if len(holders) == (count or 2) and singular != "leader":
        return tuple(holders)
    if head.lower_ == "heads" and len(holders) > (count or 2):
        # Heads of government are none of those who lead a body.
        ruling = [p for p in holders if _leads_no_body(scene, p)]
        holders = ruling if len(ruling) >= (count or 2) else holders
    role = scene.role_at.get(head.i)
    if not holders and role is not None and role.kind == "office":
        named = introduced_next(scene, role, count)
        named = named or _main_persons(scene, head, count or 2)
        pair = main_pair(scene, head, count) if singular != "leader" else ()
        homes = homes_of_owners(scene, head) or pair
        if named or len(homes) > 1:
            # Of ministers whom nobody names the countries are known.
            return named or homes
    if len(holders) >= 2:
        found = latest_set(scene, head, ("person",), count, among=holders)
        return found or _at_the_top(scene, head, holders, count)
    return _without_holders(scene, head, singular, count, holders)


def _without_holders(
    scene: Scene, head: Token, noun: str, count: int | None, holders: list[Entity]
) -> tuple[Entity, ...]:
    """Members of a plural whose office the text gives to nobody, or to one of them alone."""
    if noun in lexicon().offices and noun != "leader":
        # Nobody is guessed where one of two premiers is known, but whoever was with him.
        sought = _main_persons(scene, head, count or 2) if not holders else ()
        return sought or beside_holder(scene, head, holders, count or 2)
    if head.lower_ == "heads":  # of state, of government
        return together(scene, head, count)
    return latest_set(scene, head, ("person",), count)


def _lead_none(scene: Scene, people: tuple[Entity, ...]) -> bool:
    """Whether `people` hold offices below a leader's: "the two ministers … the two leaders"."""
    posts = [[h for h in scene.held_by(p) if h.role.kind == "office"] for p in people]
    return bool(posts) and all(posts) and not any(_leads(h.role) for held in posts for h in held)


def _latest_of_each(
    scene: Scene, head: Token, holders: list[Entity], count: int | None
) -> tuple[Entity, ...]:
    """Of the `holders` those spoken of last, one of each country, if they are so many."""
    found: dict[Entity, Entity | None] = {}
    for occurrence in reversed(scene.history):
        person = occurrence.entity
        fresh = person in holders and person not in found
        if occurrence.i < head.i and fresh and person.country not in {*found.values()} - {None}:
            found[person] = person.country
        if len(found) == (count or 2):
            return tuple(found)
    return ()


def _leads_no_body(scene: Scene, person: Entity) -> bool:
    """Whether no office of a leader is one of a body: "the President of the Senate"."""
    posts = [h for h in scene.held_by(person) if _leads(h.role)]
    bodies = [h for h in posts if h.org is not None and h.org.type == "organization"]
    return not bodies and any(" of " not in h.role.office for h in posts)


def _leads(role: RolePhrase) -> bool:
    """Whether an office is one of those who lead countries."""
    top = rules(role) or role.noun in ("leader", "counterpart")
    return top and not office_key(role) & _LESSER


def _at_the_top(
    scene: Scene, head: Token, holders: list[Entity], count: int | None
) -> tuple[Entity, ...]:
    """ "The two leaders", who stand far above: those of the two countries, or of none told.

    Of one of them at least the country must be known.
    """
    lands = set(main_pair(scene, head, count))
    posts = {p: {h.org for h in scene.held_by(p) if h.org is not None} for p in holders}
    found = [p for p in holders if not lands or not posts[p] or posts[p] & lands]
    known = any(posts[p] & lands if lands else posts[p] for p in found)
    return tuple(found) if known and len(found) == (count or 2) else ()


def _told_again(scene: Scene, head: Token, count: int | None) -> tuple[Entity, ...]:
    """ "The envoys of X, Y and Z … The three envoys": those whom the same noun has named."""
    for occurrence in scene.recent(head.i, 2):
        token = scene.doc[occurrence.i]
        if token.lower_ == head.lower_:
            group = scene.discourse.resolve(token)
            return group if len(group) == count else ()
    return ()


def _is_such(role: RolePhrase, wanted: str, head: Token) -> bool:
    """Whether an office is meant by a plural: "the two foreign ministers"."""
    office = office_key(role)
    if wanted == "diplomat":  # "the two top diplomats"
        return bool({"foreign", "external", "state"} & office) and bool(_HEADING & office)
    if wanted == "leader":
        return role.noun != "counterpart" and _leads(role)
    words = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound")}
    asked = {word for word in words if word == "prime" or word in lexicon().portfolios}
    asked |= {"prime", "minister"} if wanted == "premier" else {wanted}
    if wanted == "minister" and "prime" in office - asked:
        return False
    return asked <= office


def _main_persons(scene: Scene, head: Token, count: int) -> tuple[Entity, ...]:
    """The persons whom the article speaks of most, if they stand out.

    "The results of the ministers' meetings" may be about ministers whom nobody names.
    """
    if head.dep_ in ("nmod", "nmod:poss", "compound"):
        return ()
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


def _companions(scene: Scene, head: Token, owner: Entity) -> tuple[Entity, ...]:
    """ "Berg and his companions": whom he came with or met with last."""
    here = scene.sentence(head.i)
    for sentence in range(here, here - NEAR, -1):
        for group in companies(scene, sentence, head.i):
            if owner in group and all(e.type == "person" for e in group):
                return tuple(e for e in group if e is not owner)
    return ()


def _peers(scene: Scene, head: Token, owner: Entity, count: int | None) -> tuple[Entity, ...]:
    """ "Both of his colleagues": the others who hold his office; companions are with him."""
    if head.lower_ == "companions":
        return _companions(scene, head, owner)
    offices = [office_key(h.role) for h in scene.held_by(owner) if h.role.kind == "office"]
    same = {h.person for h in scene.holdings.worded(lambda held: office_key(held) in offices)}
    found = [p for p in scene.holders() if p in same and p is not owner]
    peers = tuple(p for p in found if scene.history.knows(p, head.i))
    return peers if len(peers) == (count or 2) else ()
