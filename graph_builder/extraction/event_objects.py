"""What a verb is done to: classes of nouns, kinds of actors, and whose thing it is."""

from collections.abc import Callable, Mapping, Sequence

from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.extraction.event_parties import actors_at, points_back, represented
from graph_builder.extraction.event_places import is_place, venue_place
from graph_builder.extraction.event_types import VerbPattern, lexicon
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    frame_of,
    is_verbal,
    preposition,
)
from graph_builder.extraction.lexicon import lexicon as words
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.tokens import Token

_PEOPLE = ("person", "group")
_POLITIES = ("country", "organization")
_NAMED = ("NORP", "LOC", "ORG", "PERSON")  # "bombed Houthi positions"
# "A new round of sanctions", "a package of curbs": what there is a set of.
_SETS = frozenset(
    "package round set wave raft series tranche batch slew list volley bout day week period "
    "pot glass cup bottle bowl plate number handful couple pair dozen bundle clutch string "
    "sheaf copy".split()
)
_INTRODUCED = ("actor", "person", "actor or clause")
_EXAMPLES = frozenset({"including", "such_as", "like"})
# What is before who did something; "the shelling of Lima" and "a raid on Lima" don't tell it.
_DOERS = frozenset({"by", "between", "among", "from", ""})
_OF = frozenset({"of"})

Actors = Sequence[Entity]


def object_fits(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> bool:
    """Whether the object is of the kind that the pattern asks for, and of no class barred by it."""
    token = frame.object
    if pattern.object_class:
        return True  # it is of the class where the pattern is `likely`
    if pattern.object_not:
        meant = (token, *frame.under("at"))  # "arrived at a conclusion"
        if any(t is not None and in_class(t, pattern.object_not) for t in meant):
            return False
    if pattern.object is None:
        return True
    if token is None:
        # "They met"; "demanded that …". Other kinds need an object.
        clause = pattern.object == "actor or clause" and frame.clause is not None
        return pattern.object == "actor" or clause
    return _of_kind(token, pattern.object, frame, discourse)


def likely(patterns: Sequence[VerbPattern], frame: Frame) -> list[VerbPattern]:
    """The patterns of a verb that its voice and what it is done to don't rule out: few of many."""
    words, pronouns = _things(frame.head)
    return [
        p
        for p in patterns
        if (p.passive or not frame.passive)
        and (
            not p.object_class
            or not p.object_class.isdisjoint(words)
            or ((pronouns or p.object_or) and _one_is_meant(p, pronouns, frame))
        )
    ]


def _one_is_meant(pattern: VerbPattern, pronouns: Sequence[Token], frame: Frame) -> bool:
    others = (*pronouns, *frame.under(*pattern.object_or))
    return any(in_class(t, pattern.object_class) for t in others)


@once_per_word
def _things(verb: Token) -> tuple[frozenset[str], list[Token]]:
    """What puts the thing that a verb is done to into a class of nouns: words, and pronouns."""
    frame, relations = frame_of(verb), verb.relations
    things = [frame.object] if frame.object is not None else []
    if "xcomp" in relations:
        things += [c for c in children(verb, "xcomp") if not is_verbal(c)]
    if "obj" in relations:  # "was given asylum", "handed him a note"
        things += children(verb, "obj")
    if frame.indirect is not None:  # "gave them a week", taken for a time
        things += children(verb, "obl:unmarked")
    pronouns = [t for t in things if t.pos_ == "PRON"]
    words = {t.lower_ for t in pronouns}
    for thing in things:
        if thing.pos_ != "PRON":
            words.update(*map(_classed_by, (thing, *children(thing, "conj"))))
    return frozenset(words), pronouns


def _of_kind(token: Token, kind: str, frame: Frame, discourse: Discourse) -> bool:
    entities = actors_at(token, discourse, introduce=kind in _INTRODUCED)
    return _KINDS[kind](token, entities, frame, discourse)


def _is_person(token: Token, entities: Actors, _: Frame, discourse: Discourse) -> bool:
    people = any(e.type in _PEOPLE for e in entities)
    envoys = bool(entities) and token.lemma_.lower() in lexicon().classes["envoys"]
    told = people or envoys or bool(represented(token, discourse))
    return told or (not entities and points_back(token))


def _is_named_person(_: Token, entities: Actors, __: Frame, ___: Discourse) -> bool:
    people = [e for e in entities if e.type in _PEOPLE]
    posted = (e.named or (e.type == "person" and e.country is not None) for e in people)
    return bool(people) and all(posted)


def _is_matter(token: Token, entities: Actors, _: Frame, __: Discourse) -> bool:
    """Nobody who comes: who welcomes guests receives them."""
    nouns = words()
    guests = {token.lemma_.lower(), token.lower_} & (
        nouns.persons | nouns.offices | nouns.occupations | nouns.groups | nouns.plural_persons
    )
    return not guests and not any(e.type in _PEOPLE for e in entities)


def _is_destination(token: Token, entities: Actors, _: Frame, discourse: Discourse) -> bool:
    return (
        any(e.type in _POLITIES for e in entities)
        or is_place(token, discourse)
        or venue_place(token, discourse) is not None
        or (token.lower_ in ("headquarters", "seat") and bool(owners(token, discourse)))
    )


def _is_concrete(token: Token, entities: Actors, _: Frame, discourse: Discourse) -> bool:
    return (
        bool(entities)
        or is_place(token, discourse)
        or bool(owners(token, discourse))
        or any(c.ent_type_ in _NAMED for c in children(token, "amod", "compound"))
        or any(c.ent_type_ == "LOC" and preposition(c) == "of" for c in children(token, "nmod"))
    )


_KINDS: Mapping[str, Callable[[Token, Actors, Frame, Discourse], bool]] = {
    "actor": lambda _, entities, __, ___: bool(entities),
    "person": _is_person,
    "named person": _is_named_person,
    "thing": lambda _, entities, __, ___: not any(e.type == "person" for e in entities),
    "actor or clause": lambda _, entities, frame, __: bool(entities) or frame.clause is not None,
    "matter": _is_matter,
    "destination": _is_destination,
    "named place": lambda token, _, __, discourse: (
        token.ent_type_ == "LOC" and is_place(token, discourse)
    ),
    "site": lambda token, _, __, ___: token.lemma_.lower() in lexicon().classes["sites"],
    "concrete": _is_concrete,
}


def in_class(token: Token, nouns: frozenset[str]) -> bool:
    """Whether the noun, one coordinated with it, or what it measures is of a class of nouns."""
    if token.pos_ == "PRON" and token.lower_ not in nouns:  # but "signed nothing"
        return _taken_up(token, nouns)
    if not nouns.isdisjoint(_classed_by(token)):
        return True
    if "conj" not in token.relations:
        return False
    return any(not nouns.isdisjoint(_classed_by(c)) for c in children(token, "conj"))


@once_per_word
def _classed_by(noun: Token) -> frozenset[str]:
    """The words of which one puts the noun into a class, if it is of the class."""
    lemma, lower = noun.lemma_.lower(), noun.lower_
    # Some plurals are their own lemma: "troops", "supplies".
    single = f"{lower[:-3]}y" if lower.endswith("ies") else lower.removesuffix("s")
    # "The Washington Declaration", "the sanctions list": parts of names and compounds.
    parts = children(noun, "compound", "flat", "appos", "nummod")
    if lemma in _SETS:
        parts += children(noun, "nmod")
    elif noun.lemma_ in ("percent", "%"):
        # "A duty of 15 percent imposed on …": the participle hung on the measure.
        parts.append(noun.head)
    return frozenset((lemma, lower, single, *[part.lemma_.lower() for part in parts]))


def _taken_up(pronoun: Token, nouns: frozenset[str]) -> bool:
    """ "They signed the charter; the third did not sign it": the same verb's earlier object."""
    return any(thing.ent_type_ or thing.lemma_.lower() in nouns for thing in _had_before(pronoun))


@once_per_word
def _had_before(pronoun: Token) -> list[Token]:
    """What the verb of a pronoun's clause is done to where the sentence has it before."""
    verb, sent = pronoun.head, pronoun.sent
    before = pronoun.doc.tokens[sent.start : min(verb.i, sent.end)]
    things = [child(v, "obj", "nsubj:pass") for v in before if v.lemma_ == verb.lemma_]
    return [thing for thing in things if thing is not None]


def owners(token: Token, discourse: Discourse, *, answerable: bool = False) -> tuple[Entity, ...]:
    """Who owns, does or is affected by the thing at `token`: its possessor, "by" or "of" phrase.

    Only who is `answerable` for it: not whom it befalls or where it is done.
    """
    for dependent in children(token, "nmod:poss", "obl:agent", "nmod", "amod", "compound", "acl"):
        if dependent.dep_ == "nmod" and not _tells_owner(dependent, answerable):
            continue
        if dependent.dep_ == "acl":
            agents = children(dependent, "obl:agent")
            entities = discourse.resolve(agents[0]) if agents else ()
        else:
            # "The efforts of border guards", but "the release of the fishermen" takes them up.
            bare = dependent.tag_ == "NNS" and not children(dependent, "det", "nmod:poss")
            entities = actors_at(dependent, discourse, introduce=bare)
            entities = entities or _land(token, dependent, discourse)
        if not entities and dependent.dep_ in ("nmod", "conj"):
            entities = owners(dependent, discourse, answerable=answerable)
        if entities:
            return entities
    return ()


def _tells_owner(phrase: Token, answerable: bool) -> bool:
    case = preposition(phrase)
    if not answerable:
        return case not in _EXAMPLES  # "concerns over works including Rosdal Dam"
    befalls = phrase.head.lemma_.lower() in lexicon().classes["befalls"]
    return case in _DOERS or (not befalls and case in _OF)


def _land(thing: Token, adjective: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Norwegian salmon": Norway's; a Norwegian diplomat or firm is somebody itself."""
    classes = lexicon().classes
    somebody = {thing.lemma_.lower(), thing.lower_} & (classes["envoys"] | classes["firms"])
    land = discourse.lands.get(adjective.i)
    if land is None or somebody:
        return ()
    if not land.references:  # named by its adjective alone, which then is its mention
        i = adjective.i
        discourse.add_reference(Reference(i, i + 1, i, "description", (land,)))
    return (land,)


def is_organ(token: Token) -> bool:
    """Whether a country acts through the thing: "a Norwegian gunboat", "Thailand's air force"."""
    return token.lemma_.lower() in lexicon().classes["organs"]
