"""Offices told without their names: "who holds the same post in Y", "a lawyer named X"."""

from collections.abc import Iterator
from dataclasses import replace

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.frames import child, children, preposition
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.parties import ARRIVING
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_POSTS = frozenset({"post", "job", "office", "position"})
_HAVING = frozenset({"hold", "occupy"})
_COMING = ARRIVING | {"come", "go", "be", "do"}
_VISITS = frozenset({"visit", "trip", "tour", "journey"})
_RISING = frozenset({"to", "into", "in"})
_NEAR = 6  # words between "since" and who is named
_CALLED = frozenset({"named", "called"})


def told_offices(scene: Scene) -> Iterator[Holding]:
    """The offices that such turns of phrase give, in no order."""
    yield from _same_posts(scene)
    yield from _named_beside(scene)
    yield from _opposition(scene)
    yield from _since(scene)


def _since(scene: Scene) -> Iterator[Holding]:
    """ "No Greek premier had come since 1974, when X …", "the first one since X in 2007"."""
    for since in scene.doc.words("since"):
        low = since.sent.start
        roles = [r for i in range(low, since.i) if (r := scene.role_at.get(i)) is not None]
        role = next((r for r in roles if _counts_out(scene, r)), None)
        person = _named_since(scene, since) if role is not None else None
        if role is None or person is None or _has_post(scene, person):
            continue
        org = scene.behind_office(role.org) or _in_land(scene, scene.doc[role.head])
        if org is not None:
            post = replace(role, office=role.office.removeprefix("first "))
            yield Holding(person, post, org, "predecessor", since.i)


def _counts_out(scene: Scene, role: RolePhrase) -> bool:
    """Whether a phrase is of all who hold an office: "no premier", "the first premier"."""
    words = {t.lower_ for t in scene.doc[max(0, role.start - 1) : role.head]}
    return role.kind == "office" and not role.plural and bool(words & {"no", "first"})


def _named_since(scene: Scene, since: Token) -> Entity | None:
    """X in "since X came", "since 1974, when President X came", "since X's visit"."""
    for reference in scene.discourse.references(since.i + 1, since.sent.end):
        entity, token = reference.entities[0], scene.doc[reference.head]
        if reference.kind != "name" or entity.type != "person" or reference.start - since.i > _NEAR:
            continue
        came = token.dep_ == "nsubj" and token.head.lemma_ in _COMING and not _rises(token.head)
        owner = token.dep_ == "nmod:poss" and token.head.lemma_ not in _VISITS
        alone = reference.start == since.i + 1 and token.dep_ != "nsubj" and not owner
        return entity if came or alone else None
    return None


def _rises(verb: Token) -> bool:
    """ "Came to power", "went into exile", "was in office": no visit that others repeat."""
    goals = (c for c in children(verb, "obl") if preposition(c) in _RISING)
    return any(c.pos_ == "NOUN" and not child(c, "det") for c in goals) or (
        verb.pos_ == "NOUN" and preposition(verb) in _RISING and not child(verb, "det")
    )


def _has_post(scene: Scene, person: Entity) -> bool:
    ranks = lexicon().ranks
    return any(h.role.kind == "office" and h.role.noun not in ranks for h in scene.held_by(person))


def _same_posts(scene: Scene) -> Iterator[Holding]:
    """ "X, who holds the same post in Y", "Z, who held the post until May": the last one told."""
    for post in scene.doc.words(*_POSTS):
        verb = post.head
        if post.dep_ != "obj" or verb.lemma_ not in _HAVING or not {"the", "that"} & post.below:
            continue
        same = "same" in post.below
        if not same and verb.dep_ != "acl:relcl":
            continue
        person = _subject(scene, verb)
        before = [h for h in scene.holdings if h.role.head < post.i and h.person is not person]
        ranks = lexicon().ranks | lexicon().relational
        posts = [
            h for h in before if h.role.kind == "office" and h.role.office.lower() not in ranks
        ]
        last = max(posts, key=lambda h: h.role.head, default=None)
        if person is None or last is None or scene.sentence(post.i) - _said_in(scene, last) > 1:
            continue
        org = _in_land(scene, verb, post) if same else None
        role = replace(last.role, org=None) if org is not None else last.role
        yield Holding(person, role, org or last.org, "holding", verb.i)


def _said_in(scene: Scene, holding: Holding) -> int:
    return scene.sentence(holding.role.head)


def _subject(scene: Scene, verb: Token) -> Entity | None:
    subject = child(verb, "nsubj")
    if verb.dep_ == "acl:relcl" and (subject is None or subject.tag_ == "WP"):
        subject = verb.head
    held = scene.discourse.resolve(subject, conjuncts=False) if subject is not None else ()
    return held[0] if len(held) == 1 and held[0].type == "person" else None


def _in_land(scene: Scene, *heads: Token) -> Entity | None:
    """The country or body of "in Y", "at Y" under one of the heads."""
    for head in heads:
        for place in children(head, "obl", "nmod"):
            if preposition(place) in ("in", "at", "of", "for", "from"):
                return scene.country(_name_at(scene, place))
    return None


def _name_at(scene: Scene, token: Token) -> Name | None:
    return next((n for n in scene.findings.names if n.start <= token.i < n.end), None)


def _named_beside(scene: Scene) -> Iterator[Holding]:
    """ "The union's secretary general, a courteous Jamaican named X": X."""
    for called in scene.doc.words(*_CALLED):
        noun = called.head
        if called.tag_ != "VBN" or noun.dep_ != "appos" or not {"a", "an"} & noun.below:
            continue
        role = scene.role_at.get(noun.head.i)
        person = next((r for r in _behind(scene, called) if r.type == "person"), None)
        if role is not None and role.kind == "office" and person is not None:
            org = scene.behind_office(role.org, role.noun)
            yield Holding(person, role, org or _owner(scene, role), "apposition")


def _behind(scene: Scene, called: Token) -> Iterator[Entity]:
    reference = scene.discourse.reference(called.i + 1)
    if reference is not None and reference.kind == "name":
        yield from reference.entities


def _owner(scene: Scene, role: RolePhrase) -> Entity | None:
    """Of "its envoy": the country that "its" is."""
    owner = role.owner if role.owner is not None else role.start
    held = scene.discourse.resolve(owner, conjuncts=False)
    return held[0] if len(held) == 1 and held[0].type in ("country", "organization") else None


def _opposition(scene: Scene) -> Iterator[Holding]:
    """ "X, who leads the opposition in Lima", "the Greek opposition, led by X"."""
    for noun in scene.doc.words("opposition"):
        verb, person = noun.head, None
        if noun.dep_ == "obj" and verb.lemma_ in ("lead", "head"):
            person = _subject(scene, verb)
        else:
            led = [t for t in (*children(noun, "acl"), verb) if t.lower_ in ("led", "headed")]
            passive = noun.dep_ == "nsubj:pass" or (led and led[0] is not verb)
            agent = child(led[0], "obl:agent") if led and passive else None
            held = scene.discourse.resolve(agent) if agent is not None else ()
            person = held[0] if len(held) == 1 and held[0].type == "person" else None
        if person is None or scene.doc[noun.i + 1 : noun.i + 2].text in ("to", "against"):
            continue  # "led the opposition to the deal"
        owners = (_name_at(scene, t) for t in children(noun, "nmod", "nmod:poss", "amod"))
        land = next((c for c in map(scene.country, owners) if c is not None), None)
        land = land or _in_land(scene, verb)
        place = (noun.i, noun.i + 1, noun.i, noun.i)
        role = RolePhrase(*place, "leader", "office", "opposition leader")
        yield Holding(person, role, land, "holding")
