"""They and their: the last plural subject, those listed together, the two who met."""

from collections.abc import Iterator

from graph_builder.extraction.company import companies
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.frames import children, preposition
from graph_builder.extraction.history import Occurrence
from graph_builder.extraction.plural_lists import told_next
from graph_builder.extraction.plural_sets import barred_of
from graph_builder.extraction.scene import Scene, first_conjunct, is_subject
from graph_builder.extraction.tokens import Span, Token

PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})

# What two do together.
_RECIPROCAL = frozenset(
    "meet talk speak discuss negotiate agree sign confer telephone phone call ring embrace see dine"
    " lunch breakfast sit settle haggle bargain quarrel argue converse parley huddle part shake"
    " resolve undertake vow pledge know".split()
)
# What two have with each other: "Y rang X. Their last call had ended in a quarrel."
_ENCOUNTERS = frozenset(
    "meeting call talk conversation summit encounter handshake exchange dinner lunch breakfast"
    " agreement accord deal pact treaty declaration statement communiqué quarrel dispute"
    " presence".split()
)
_OBJECTS = frozenset({"obj", "iobj", "obl"})
_REACH = 3  # sentences
_LONG = 5  # sentences after an encounter in which nobody else acts


def plural(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """The members behind they: the last plural subject, coordination or group."""
    doc = scene.doc
    if token.lower_ == "them" and _thing_between(scene, token):
        return ()
    here = scene.sentence(token.i)
    held = told_next(scene, token, None) or _together(scene, token, here)
    if held or _is_with_somebody(scene, token, here):
        return held
    asked = False
    for occurrence in _plural_candidates(scene, token):
        if occurrence.sentence < here - 1 and not asked:
            # Those who met in the sentence before come before the plural of an earlier one.
            asked = True
            if held := _together(scene, token, here - 1):
                return held
        if token.lower_ == "their" and "their" in doc[occurrence.i].below:
            continue  # "Their aides … their ministers": of the same two
        group = scene.discourse.resolve(doc[occurrence.i])
        if len(group) > 1:
            # "X, Y and Z" whom the parser does not join
            return actors_at(first_conjunct(doc[occurrence.i]), scene.discourse)
        if group and group[0].type == "group":
            return group
    met = () if asked else _together(scene, token, here - 1)
    near = met or _reciprocal_pair(scene, token) or _lands_before(scene, token)
    return near or _met_before(scene, token)


def _is_with_somebody(scene: Scene, token: Token, here: int) -> bool:
    """ "The chancellor rang Berg, and they met": nobody knows who one of the two is."""
    near = [o for o in scene.history.inside(here) if o.i < token.i and o.core]
    people = dict.fromkeys(o.entity for o in near if o.entity.type == "person")
    return is_subject(token) and len(people) == 2 and scene.somebody in people


def _together(scene: Scene, token: Token, sentence: int) -> tuple[Entity, ...]:
    """The persons of a sentence who had to do with each other: "X had an hour with Y. They …"."""
    subject = is_subject(token)
    object_ = token.dep_ in _OBJECTS and sentence < scene.sentence(token.i)
    if not subject and not object_ and token.dep_ != "nmod:poss":
        return ()
    passive = token.dep_ == "nsubj:pass" or any(c.dep_ == "cop" for c in token.head.children)
    if passive and _thing_between(scene, token):
        return ()  # "discussed the curbs with Y. They were dropped"
    main = sentence < scene.sentence(token.i)
    told = companies(scene, sentence, token.i, main=main)
    found = {frozenset(g): g for g in told if all(e.type == "person" for e in g)}
    met = next(iter(found.values()), ())
    near = (o for o in scene.history.inside(sentence) if o.i < token.i)
    present = {o.entity for o in near if o.core and o.entity.type == "person"}
    if object_ and not barred_of(scene, token).isdisjoint(met):
        return ()
    return met if len(found) == 1 and present == set(met) else ()


def _reciprocal_pair(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """The two of the sentence before who met or spoke there or here: "X thanked Y. They met"."""
    here = scene.sentence(token.i)
    shared = token.dep_ == "nmod:poss" and token.head.lemma_ in _ENCOUNTERS
    together = shared and not any(preposition(c) == "with" for c in token.head.children)
    if not (is_subject(token) or together):
        return ()
    for number in (here, here - 1):
        near = (o for o in scene.history.inside(number) if o.i < token.i)
        held = [o for o in near if o.core and o.alone]
        verbs = {token.head.lemma_, *(scene.doc[o.i].head.lemma_ for o in held if o.subject)}
        for nature in ("person", "country"):
            pair = tuple(dict.fromkeys(o.entity for o in held if o.entity.type == nature))
            if len(pair) == 2 and (verbs & _RECIPROCAL or (together and nature == "person")):
                return pair
    return ()


def _met_before(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """ "X met Y. The talks took hours. They agreed": the two, if nobody else was told of since."""
    if not is_subject(token) or token.head.lemma_ not in _RECIPROCAL:
        return ()
    here = scene.sentence(token.i)
    for number in range(here - 1, max(here - _LONG, 0) - 1, -1):
        if met := _together(scene, token, number):
            return met
        if any(o.core and o.entity.type != "organization" for o in scene.history.inside(number)):
            return ()
        if _tells_of_many(scene.doc[scene.starts[number]].sent):
            return ()
    return ()


def _tells_of_many(sentence: Span) -> bool:
    """ "Residents were angry": of others than those who talked."""
    subjects = (t for t in sentence if t.tag_ == "NNS" and t.dep_.startswith("nsubj"))
    return any(t.lemma_ not in _ENCOUNTERS for t in subjects)


def _lands_before(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """ "X and Y are neighbours. They …": the countries of which the sentence before tells."""
    number = scene.sentence(token.i) - 1
    if number < 0 or not (is_subject(token) or token.lower_ == "their"):
        return ()
    root = scene.doc[scene.starts[number]].sent.root
    for subject in children(root, "nsubj"):
        lands = scene.discourse.resolve(subject)
        if len(lands) > 1 and all(land.type == "country" for land in lands):
            return lands
    return ()


def _thing_between(scene: Scene, token: Token) -> bool:
    """Whether plural things stand between the last actors and "them": "curbs … drop them"."""
    last = next((o.i for o in scene.recent(token.i, 1)), scene.starts[scene.sentence(token.i)])
    between = scene.doc[last + 1 : token.i]
    return any(t.tag_ == "NNS" and not scene.discourse.resolve(t) for t in between)


def _plural_candidates(scene: Scene, token: Token) -> Iterator[Occurrence]:
    """Mentions before `token`, subjects of each sentence first, nearest sentence first.

    A relative pronoun is no subject of its sentence.
    """
    tokens = scene.doc.tokens
    found = [
        (-o.sentence, not o.subject or tokens[o.i].tag_ in ("WP", "WDT"), -o.i, k, o)
        for k, o in enumerate(scene.recent(token.i, _REACH))
    ]
    yield from (occurrence for *_, occurrence in sorted(found))
