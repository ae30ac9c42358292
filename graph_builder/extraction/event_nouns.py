"""Events told by nouns ("their talks", "a summit between …"), with the verbs that support them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from spacy.tokens import Span, Token

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_places import (
    find_place,
    further_stops,
    is_place,
    place_span,
)
from graph_builder.extraction.event_types import NounPattern, lexicon
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    frame_of,
    is_verbal,
    preposition,
    roles,
)
from graph_builder.extraction.status import judge, lemma_of
from graph_builder.model import Role
from graph_builder.ontology import polities

# "After talks with X, Y said": whoever acts after, in or for the event was in it.
_TAKES_PART = frozenset(
    "after following during at in for ahead_of before from of out_of over about on".split()
)
# Verbs of a relative clause or participle that place the event they modify in time.
_PLACING = frozenset(
    "begin start end conclude hold schedule plan set take last open close resume continue issue sign "
    "release host mediate cancel postpone reach broker".split()
)
# "Two days of talks", "a round of negotiations": the measure stands in the clause for the event.
_MEASURES = frozenset("minute hour day week month round series session".split())
_ANSWERS = frozenset({"accept", "decline", "reject", "turn_down", "receive", "refuse"})
_JOINS = re.compile(r"\s*[-–—/]\s*")
_MEDIATES = frozenset({"broker", "mediate", "host", "chair", "facilitate", "attend", "convene"})
_RECEIVES = frozenset({"receive", "host", "welcome", "greet"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "their", "its", "his", "her", "our"}
)


def noun_mentions(noun: Token, discourse: Discourse) -> Iterator[Mention]:
    """The event that a noun tells of, by the first pattern that fits; calls to several are several."""
    for pattern in lexicon().nouns.get(noun.lemma_.lower(), lexicon().nouns.get(noun.lower_, ())):
        if _modified(pattern, noun):
            mention = _match(pattern, frame_of(noun), discourse)
            if mention is not None:
                yield from _calls(mention, discourse)
                yield from further_stops(mention)
                return


def _placing(noun: Token) -> list[Token]:
    """Participles that place the event in time, also when hung on a word inside its phrase."""
    return [
        t
        for t in noun.subtree
        if t.dep_ in ("acl", "acl:relcl")
        and lemma_of(t).split("_")[0] in _PLACING
        and not any(a.i in range(noun.i + 1, t.i) and is_verbal(a) for a in t.ancestors)
    ]


def _calls(mention: Mention, discourse: Discourse) -> Iterator[Mention]:
    """ "Telephone calls by X to both premiers": one call to each."""
    noun = mention.trigger
    if mention.type != "phone_call" or noun.tag_ != "NNS":
        yield mention
        return
    called = {
        id(e)
        for c in children(noun, "nmod")
        if preposition(c) in ("to", "with")
        for e in actors_at(c, discourse)
    }
    callers = [p for p in mention.parties if id(p[0]) not in called]
    if len(callers) != 1 or len(called) < 2:
        yield mention
        return
    for party in mention.parties:
        if id(party[0]) in called:
            yield replace(mention, parties=[*callers, party])


def _governing_lemma(noun: Token) -> str:
    """The lemma of what the noun depends on, with its particle."""
    return lemma_of(_top(noun).head)


def _modified(pattern: NounPattern, noun: Token) -> bool:
    if noun.dep_ == "compound" or (noun.lemma_ == "talk" and noun.tag_ != "NNS"):
        return False  # "summit venue", "a talk": no event of its own
    if not pattern.modifiers:
        return True
    words = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod:unmarked")}
    return bool(words & pattern.modifiers)


def _match(pattern: NounPattern, frame: Frame, discourse: Discourse) -> Mention | None:
    noun = frame.head
    mention = Mention(
        pattern.type, noun, [], judge(noun), f"noun:{noun.lemma_}", pattern.confidence, hosts=[noun]
    )
    filled = _fill(pattern, frame, discourse, mention)
    if not set(pattern.needs) <= filled or (pattern.one_of and not set(pattern.one_of) & filled):
        return None
    mention.needs_time = pattern.needs_time
    mention.place = _noun_place(pattern, frame, discourse)
    mention.hosts += _placing(noun)
    _supported(pattern, frame, discourse, mention)
    _attended(pattern, frame, discourse, mention)
    _fill_from_roles(pattern, frame, discourse, mention)
    if pattern.plural_subject and len(mention.parties) < 2:
        return None
    if pattern.needs_place and mention.place is None:
        return None
    if pattern.type == "invite" and _governing_lemma(noun) in _ANSWERS:
        mention.verdict = replace(mention.verdict, status="happened")  # whatever the answer was
    determiner = child(noun, "det", "nmod:poss")
    mention.anaphoric = determiner is not None and determiner.lower_ in _DEFINITE
    mention.content = frozenset(
        t.lemma_.lower() for t in noun.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")
    )
    return mention


# What the agent of a participle after the event noun is: "talks mediated by X", "hosted by Y".
_BY_AGENT: dict[str, Role] = {"host": "host"}


def _attended(pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention) -> None:
    for participle in children(frame.head, "acl", "acl:relcl"):
        if participle.lemma_ in pattern.support:
            agents = children(participle, "obl:agent")
            if agents and lexicon().types[pattern.type].symmetric:
                role = _BY_AGENT.get(participle.lemma_, "participant")
                mention.add(actors_at(agents[0], discourse, introduce=True), role)


def _fill_from_roles(
    pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention
) -> None:
    """Parties that only the semantic roles know: "wrapped up a visit" leaves the visitor outside."""
    info = lexicon().types[pattern.type]
    predicate = roles(frame.head.doc, frame.head.i)
    if predicate is None or len(mention.parties) >= info.parties:
        return
    wanted = ("ARG0", "ARG1", "ARG2") if pattern.type in ("meet", "phone_call") else ("ARG0",)
    for argument in predicate.args:
        if argument.role not in wanted or discourse.is_place(argument.head):
            continue
        if not _near(frame.head, argument.head, pattern):
            continue
        entities = discourse.resolve(argument.head)
        if pattern.type in ("visit", "meet", "phone_call"):
            entities = tuple(e for e in entities if e.type in ("person", "group"))
        mention.add(entities, "visitor" if pattern.type == "visit" else "participant")


def _near(noun: Token, i: int, pattern: NounPattern) -> bool:
    """Whether a role's filler is in the noun's own phrase or the subject of a supporting verb."""
    filler, verb = noun.doc[i], _top(noun).head
    if noun.is_ancestor(filler):
        return True
    supports = lemma_of(verb) in pattern.support or verb.lemma_ in pattern.support
    return supports and verb.is_ancestor(filler)


def _fill(pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention) -> set[str]:
    filled = set()
    for slot, role in pattern.roles.items():
        if slot == "possessor":
            tokens = [frame.subject] if frame.subject is not None else []
        else:
            tokens = frame.under(slot) or (_anywhere(frame.head, slot) if slot == "between" else [])
        for token in tokens:
            if token.ent_type_ == "DATE" or _only_describes(token, tokens):
                continue
            if _is_venue(token, discourse):
                continue
            entities = actors_at(token, discourse, introduce=slot in ("with", "between", "to"))
            if slot == "compound":
                entities = _compound_parties(token, discourse)
            elif role == "visitor" and slot in ("of", "by"):
                entities = tuple(e for e in entities if e.type in ("person", "group"))
            if entities:
                mention.add(entities, cast(Role, role))
                mention.of_members = mention.of_members or slot in ("of", "between", "among")
                filled.add(slot)
    return filled


def _anywhere(noun: Token, case: str) -> list[Token]:
    """ "The deal on fishing between X and Y": a phrase hung on a word inside the noun's phrase."""
    return [t for t in noun.subtree if t.dep_ in ("nmod", "obl") and preposition(t) == case][:1]


def _is_venue(token: Token, discourse: Discourse) -> bool:
    """Whether the phrase is a building or a city where something is held, not a party."""
    reference = discourse.reference(token)
    return (
        reference is not None
        and reference.place
        and not any(e.type in ("person", "country", "group") for e in reference.entities)
    )


def _only_describes(token: Token, others: list[Token]) -> bool:
    """ "US President Donald Trump": a country that the parser hung beside the person it describes."""
    for other in others:
        between = token.doc[token.i + 1 : other.i]
        near = 0 < other.i - token.i <= 5 and len(between) > 0
        if near and all(t.dep_ in ("nmod:desc", "compound", "amod", "flat") for t in between):
            return True
    return False


def _compound_parties(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The Lee–Ishiba summit", "U.S.-China talks": names joined before the noun are its parties."""
    if token.dep_ != "compound":
        return ()
    name = token.doc[token.left_edge.i : token.right_edge.i + 1].text
    joined = [part for part in _JOINS.split(name) if part.strip()]
    if len(joined) > 1:
        found = [_called(part.strip(), discourse) for part in joined]
        return tuple(e for e in found if e is not None) if all(found) else ()
    entities = discourse.resolve(token)
    return entities if len(entities) > 1 else ()


def _called(name: str, discourse: Discourse) -> Entity | None:
    """The one actor of the article whose name is, or ends in, `name`; countries by any name."""
    ids = {p.id for p in polities().by_name(name)}
    found = [
        e
        for e in discourse.entities
        if (e.polity in ids and e.type == "country")
        or (e.type == "person" and e.name.split()[-1] == name)
    ]
    return found[0] if len(found) == 1 else None


def _noun_place(pattern: NounPattern, frame: Frame, discourse: Discourse) -> Span | None:
    place = find_place(frame, pattern.place, discourse)
    if place is None and "compound" in pattern.place:
        for token in frame.under("compound"):
            organized = any(e.type == "organization" for e in discourse.resolve(token))
            if token.dep_ == "compound" and not organized and is_place(token, discourse):
                return place_span(token)
    return place


def _top(noun: Token) -> Token:
    """The word by which the noun hangs in its clause: "two days of talks", "an end and talks"."""
    top = noun.head if noun.dep_ == "conj" else noun
    measured = (
        top.dep_ == "nmod" and top.head.lemma_.lower() in _MEASURES and preposition(top) == "of"
    )
    return top.head if measured else top


# ---- support ------------------------------------------------------------------------------------


def _supported(pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention) -> None:
    """Take parties, place and time from the verb that the noun depends on."""
    top = _top(frame.head)
    verb = top.head
    if verb == top or not (is_verbal(verb) or child(verb, "cop")):
        return
    relation, case = top.dep_, preposition(top)
    governing = frame_of(verb)
    supports = lemma_of(verb) in pattern.support or verb.lemma_ in pattern.support
    if relation in ("obj", "nsubj:pass", "nsubj", "xcomp") and supports:
        mention.hosts.append(verb)
        if relation in ("obj", "xcomp") or governing.passive:
            _lend_parties(pattern, governing, discourse, mention)
        _lend_place(pattern, governing, discourse, mention)
    elif relation == "nsubj":
        mention.hosts.append(verb)
        _lend_place(pattern, governing, discourse, mention)
    elif relation.startswith("obl") and case in _TAKES_PART:
        _join(pattern, governing, case, supports, discourse, mention)


def _lend_parties(
    pattern: NounPattern, verb: Frame, discourse: Discourse, mention: Mention
) -> None:
    role = "visitor" if pattern.type == "visit" else "participant"
    mention.mediated = verb.passive and verb.head.lemma_ in _MEDIATES
    if verb.subject is not None and verb.subject != mention.trigger:
        if pattern.type == "visit" and mention.parties:
            return  # "the king accepted her visit": the visitor is named with the noun
        mention.of_members = not mention.parties
        mention.add(actors_at(verb.subject, discourse, introduce=True), cast(Role, role))
    for slot, slot_role in pattern.roles.items():
        if slot in ("with", "between", "among"):
            for token in verb.under(slot):
                mention.add(actors_at(token, discourse, introduce=True), cast(Role, slot_role))


def _lend_place(pattern: NounPattern, verb: Frame, discourse: Discourse, mention: Mention) -> None:
    if mention.place is None:
        mention.place = find_place(
            verb, [p for p in pattern.place if p not in ("of", "compound")], discourse
        )


def _join(
    pattern: NounPattern,
    verb: Frame,
    case: str,
    supports: bool,
    discourse: Discourse,
    mention: Mention,
) -> None:
    """A party or time from "Y flew in for talks with X", "after talks with X, Y said"."""
    if supports or case in ("during", "at", "in", "for"):
        mention.hosts.append(verb.head)
    if supports:
        for token in verb.under("with", "between"):
            mention.add(actors_at(token, discourse, introduce=True), "participant")
    subject = child(verb.head, "nsubj", "nsubj:pass") or verb.subject
    if subject is None or pattern.type in ("agree", "invite"):
        return
    entities = actors_at(subject, discourse, introduce=supports)
    if verb.head.lemma_ == "join" and verb.object is not None:
        entities = (*entities, *actors_at(verb.object, discourse))  # "joined him for talks"
    if pattern.type == "visit":
        if verb.head.lemma_ in _RECEIVES and verb.object is not None:
            entities = discourse.resolve(verb.object)
        if not mention.parties and case in ("during", "on", "for", "in", "at"):
            mention.add(tuple(e for e in entities if e.type != "country"), "visitor")
        return
    if not mention.parties and case in ("in", "at", "during") and len(entities) == 1:
        # "In a call on Monday, he promised her …": whom the clause addresses was the other party.
        others = [t for t in (verb.indirect, verb.object) if t is not None]
        other = next((e for t in others for e in discourse.resolve(t)), None)
        if other is not None and other.type == entities[0].type:
            mention.add((*entities, other), "participant")
            mention.confidence = min(mention.confidence, 0.65)
        return
    together = {e.type for e in mention.entities} & {e.type for e in entities}
    if not mention.parties and len(entities) >= 2 and len({e.type for e in entities}) == 1:
        mention.add(entities, "participant")
        mention.confidence = min(mention.confidence, 0.6)
    elif len(mention.parties) == 1 and len(entities) == 1 and (together or supports):
        mention.add(entities, "participant")
        if not supports:
            mention.basis = "inferred" if case == "for" else mention.basis
            mention.confidence = min(mention.confidence, 0.65)
            mention.rule += f"+{case}"
