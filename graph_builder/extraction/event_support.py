"""Verbs that carry an event noun, and what they lend it: parties, place and time.

"They held talks in Geneva": the verb's subject and place are the talks'. "She flew in for talks
with X", "after talks with X, she said": whoever acts for, after or in the event took part in it.
"""

from typing import cast

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_above import (
    bind,
    bound_by,
    is_aftermath,
    is_of_others,
    is_under,
)
from graph_builder.extraction.event_mentions import BROKERING, Mention
from graph_builder.extraction.event_parties import (
    actors_at,
    parties_at,
    points_back,
    represented,
)
from graph_builder.extraction.event_places import find_place, is_place, place_span
from graph_builder.extraction.event_texts import says_joint
from graph_builder.extraction.event_types import NounPattern, lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frame_gaps import TEXTS
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    clause_above,
    frame_of,
    is_verbal,
    lemma_of,
    preposition,
    roles,
)
from graph_builder.extraction.tokens import Span, Token
from graph_builder.model import Role

# "After talks with X, Y said": whoever acts after, in or for the event was in it.
_TAKES_PART = frozenset(
    "after following during at in into for ahead_of before from of out_of over about on".split()
)
_INSIDE = frozenset({"in", "at", "during", "into"})
# Whom one represents, blames or names at a gathering needn't be there.
_ABSENT = frozenset(
    "represent replace succeed criticize criticise condemn blame accuse denounce praise laud "
    "defend mention quote compare back support name appoint elect oppose slam attack".split()
)
# "Two days of talks", "a round of negotiations": the measure stands in the clause for the event.
_MEASURES = frozenset(
    "minute hour day week month round series session leg start beginning end outset part stage "
    "close conclusion".split()
)
_MEDIATES = frozenset({"broker", "mediate", "host", "chair", "facilitate", "attend", "convene"})
_STATES = frozenset({"country", "organization"})
_COMMENTING = frozenset("hail describe praise welcome applaud call".split())
_MENTIONING = frozenset({"of", "about"})
_OCCURS = frozenset({"take", "happen", "occur", "follow", "come", "go", "begin", "start"})
ATTENDS = frozenset({"attend", "join", "take", "participate"})
_APART = frozenset({"after", "following", "before", "ahead_of"})
_FOR_ANOTHER = frozenset({"represent", "replace", "deputize", "deputise", "substitute"})
_ASKS_IN = frozenset({"join", "invite", "ask", "summon"})
_THEIRS = frozenset({"plan", "draft", "have", "hold"})  # "the call that X had with Y"
_BINDS = frozenset({"lock", "engage", "embroil", "immerse"})
_LEAVES = frozenset({"leave", "depart"})
QUITS = frozenset({"withdraw", "pull", "walk", "back", "exit"})
_UNDER = frozenset({"under", "in", "through"})
_KINDS = {"group": "person"}  # people meet people, named or not
RECEIVES = frozenset({"receive", "host", "welcome", "greet"})
_AWAITING = RECEIVES | {"expect", "await"}
# What the agent of a participle after the event noun is: "talks mediated by X", "hosted by Y".
_BY_AGENT: dict[str, Role] = {"host": "host"}


def top_of(noun: Token) -> Token:
    """The word by which the noun hangs in its clause: "two days of talks", "an end and talks"."""
    top = noun.head if noun.dep_ == "conj" else noun
    measured = top.dep_ == "nmod" and top.head.lemma_.lower() in _MEASURES
    return top.head if measured and preposition(top) == "of" else top


def _clause_of(top: Token) -> Token:
    """The verb that an event noun stands beside, also where the parser hung it on another noun.

    "Learned of the expulsions during a visit" is no visit of the expulsions.
    """
    verb = clause_above(top)
    if verb.dep_ == "compound:prt":  # "pulled out of the talks", hung on the particle
        verb = verb.head
    if top.dep_ == "nmod" and preposition(top) in ("during", "following"):
        return verb_above(top) or verb
    return verb


def add_support(pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention) -> None:
    """Add to `mention` what the words around its noun lend it."""
    top = top_of(frame.head)
    verb = _clause_of(top)
    if verb != top and (is_verbal(verb) or child(verb, "cop") is not None):
        _supported(pattern, top, discourse, mention)
    elif pattern.type == "visit" and top != frame.head and child(top, "cop") is not None:
        who = child(top, "nsubj")  # "is on the second day of a visit to Lima"
        acting = actors_at(who, discourse) if who is not None and not mention.parties else ()
        mention.add(tuple(e for e in acting if e.type == "person"), "visitor")
        mention.hosts.append(top)
    _attended(pattern, frame, discourse, mention)
    if pattern.type == "agree" and mention.only_mediated and is_under(top):
        bind(frame_of(verb), discourse, mention)
    _fill_from_roles(pattern, frame, discourse, mention)


def _supports(pattern: NounPattern, verb: Token) -> bool:
    return lemma_of(verb) in pattern.support or verb.lemma_ in pattern.support


def _supported(pattern: NounPattern, top: Token, discourse: Discourse, mention: Mention) -> None:
    verb, relation = _clause_of(top), top.dep_.removesuffix(":outer")  # "is to open"
    governing, supports = frame_of(verb), _supports(pattern, verb)
    if relation == "obl:unmarked" and supports and top.lemma_.lower() in _MEASURES:
        relation = "obj"  # "began two days of talks"
    binds = relation == "nsubj" or preposition(top) == "by"
    if pattern.type == "agree" and binds and len(mention.parties) < 2:
        mention.add(bound_by(governing, discourse), "participant")
    if relation.startswith("obl") or verb is not top.head:
        begun = preposition(top) == "with" and supports  # "opened the visit with talks"
        left = top.head.lower_ == "out" and preposition(top) == "of"
        if begun or left or preposition(top) in _TAKES_PART:
            _join(pattern, governing, discourse, mention)
        part = preposition(top) == "as" and top.lemma_ == "part"  # "as part of an accord with Peru"
        quit_ = preposition(top) in ("from", "out_of", "of") and verb.lemma_ in QUITS
        if pattern.type == "agree" and (part or quit_ or preposition(top) in _UNDER):
            bind(governing, discourse, mention)
        return
    if relation == "obj" and not supports and pattern.type == "agree" and mention.parties:
        bind(governing, discourse, mention, spoken_of=True)
    later = pattern.type == "agree" and is_aftermath(verb)
    if relation == "nsubj" and not supports and not later:
        mention.hosts.append(verb)
        _lend_place(pattern, governing, discourse, mention)
    occurs = verb.lemma_ in _OCCURS or child(verb, "cop") is not None  # "are under way"
    if relation in ("nsubj", "nsubj:pass") and (supports or occurs) and not mention.parties:
        _between(verb, pattern, discourse, mention)
    if relation in ("obj", "nsubj:pass", "nsubj", "xcomp") and supports:
        mention.hosts.append(verb)
        if relation in ("obj", "xcomp") or governing.passive:
            _lend_parties(pattern, governing, discourse, mention)
        _lend_place(pattern, governing, discourse, mention)


def _between(verb: Token, pattern: NounPattern, discourse: Discourse, mention: Mention) -> None:
    """ "A call took place between X and Y": the parser may take X for the subject."""
    inside = (t for c in children(verb, "obl") for t in children(c, "nmod"))
    for part in (*verb.children, *(t for t in inside if preposition(t) in ("between", "among"))):
        case = preposition(part)
        if case in ("between", "among", "with") and case in pattern.roles:
            mention.add(actors_at(part, discourse, introduce=True), "participant")


def _lend_parties(
    pattern: NounPattern, verb: Frame, discourse: Discourse, mention: Mention
) -> None:
    role = "visitor" if pattern.type == "visit" else "participant"
    if verb.subject is not None and verb.subject != mention.trigger:
        if pattern.type == "visit" and (mention.parties or verb.head.lemma_ in _AWAITING):
            return  # "the king accepted her visit": who comes is named with the noun, if at all
        confirmed = verb.head.tag_ == "VBG" and verb.head.head.lemma_ in TEXTS
        known = pattern.type == "joint_statement" and len(mention.parties) > 1
        if known and lemma_of(verb.head).startswith("read"):
            return  # "their statement was read out by their host"
        if pattern.type == "sign" or (pattern.type == "agree" and confirmed):
            return  # who witnesses a signing signs nothing
        commented = verb.head.lemma_ in _COMMENTING
        others = verb.head.lemma_ not in _MEDIATES and is_of_others(mention)
        if pattern.type == "agree" and (commented or others):
            return  # "both hailed the pact", "considers an accord between X and Y to be void"
        mention.of_members = not mention.parties
        own = role == "participant" and verb.head.lemma_ not in ATTENDS
        acting = represented(verb.subject, discourse) if own else ()
        acting = acting or actors_at(verb.subject, discourse, introduce=True)
        if role == "visitor":  # "agreed to arrange a tour": a country travels nowhere
            acting = tuple(e for e in acting if e.type in ("person", "group"))
        if pattern.type == "agree" and mention.parties:
            acting = _states(verb.subject, acting, discourse, mention)
        if not acting and points_back(verb.subject):
            mention.pair = verb.subject
        if verb.passive and verb.head.lemma_ in _MEDIATES:
            mention.mediators += acting
        mention.add(acting, cast(Role, role))
    for slot, slot_role in pattern.roles.items():
        if slot in ("with", "between", "among"):
            for token in verb.under(slot):
                mention.add(parties_at(token, discourse), cast(Role, slot_role))


def _states(
    subject: Token, acting: tuple[Entity, ...], discourse: Discourse, mention: Mention
) -> tuple[Entity, ...]:
    """ "Peru's parliament suspended the accord with Kenya": the accord is Peru's."""
    bodies = all(e.type == "organization" for e in acting)
    if not bodies or any(e.type != "country" for e in mention.entities):
        return acting
    owner = child(subject, "nmod:poss")
    owned = discourse.resolve(owner) if owner is not None else ()
    lands = tuple(e for e in owned if e.type == "country")
    return lands or tuple(e.country or e for e in acting)


def _lend_place(pattern: NounPattern, verb: Frame, discourse: Discourse, mention: Mention) -> None:
    if mention.place is None:
        mention.place = find_place(
            verb, [p for p in pattern.place if p not in ("of", "compound")], discourse
        )


# ---- taking part --------------------------------------------------------------------------------


def _join(pattern: NounPattern, verb: Frame, discourse: Discourse, mention: Mention) -> None:
    """A party or time from "Y flew in for talks with X", "after talks with X, Y said"."""
    case, supports = preposition(top_of(mention.trigger)), _supports(pattern, verb.head)
    inside = case in _INSIDE and (supports or pattern.type != "joint_statement")
    meal = case == "over" and pattern.people  # "settled it over lunch"
    if (supports and case not in _APART) or inside or meal or case == "for":
        mention.hosts.append(verb.head)
    if (case == "for" or (case == "with" and supports)) and pattern.type == "meet":
        # "Flew to Lima for talks", "ended in Lima with talks"
        goals = ("in", "to", "at", "into") if case == "for" else ("in", "at")
        mention.place = mention.place or find_place(verb, goals, discourse)
    if supports and pattern.type != "visit":
        for token in verb.under("with", "between"):
            mention.add(parties_at(token, discourse), "participant")
    subject = child(verb.head, "nsubj", "nsubj:pass") or verb.subject
    if subject is None or pattern.type in ("agree", "invite"):
        return
    if pattern.type == "phone_call" and case in _MENTIONING and not supports:
        return  # "officials spoke of a call from the minister"
    if verb.head.lemma_ in _FOR_ANOTHER:
        return  # "represented the king at the summit": who sent him wasn't there
    bound = verb.head.lemma_ in _BINDS  # "were locked in talks"
    if verb.passive and subject.dep_ == "nsubj:pass" and case in _INSIDE and not bound:
        return  # "were announced at a press conference": the announced weren't in it
    joint = pattern.type == "joint_statement"
    entities = parties_at(subject, discourse) if joint else _whose_journey(subject, discourse)
    entities = entities or actors_at(subject, discourse, introduce=supports)
    if (
        verb.head.lemma_ in _ASKS_IN and not joint
    ):  # "joined him for talks", "was joined by him for talks"
        other = verb.subject if verb.passive else verb.object
        entities = (*entities, *(actors_at(other, discourse) if other is not None else ()))
    if pattern.type == "visit":
        _join_visit(
            verb, "on" if supports and case == "with" else case, entities, discourse, mention
        )
    elif mention.parties:
        _join_party(case, supports, entities, mention)
    else:
        _join_all(verb, "at" if meal else case, entities, discourse, mention)


def _whose_journey(journey: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The king's tour ended with talks", "the visit of the king opened with": the king."""
    if journey.lemma_.lower() not in lexicon().classes["visits"]:
        return ()
    of = (t for t in children(journey, "nmod") if preposition(t) == "of")
    owners = (*children(journey, "nmod:poss"), *of)
    return tuple(e for t in owners for e in discourse.resolve(t) if e.type == "person")


def _join_visit(
    verb: Frame, case: str, entities: tuple[Entity, ...], discourse: Discourse, mention: Mention
) -> None:
    """ "On a visit to X, Y said"; "received Y on a visit": the guest is the visitor."""
    if verb.head.lemma_ in RECEIVES and verb.object is not None:
        entities = discourse.resolve(verb.object)
    back = case == "from" and verb.head.lemma_ in ("return", "come", "be")
    over = case in ("after", "following") and not mention.anaphoric
    # "During the visit, X and her guest signed", "X and Y met during the latter's stay"
    owned = mention.anaphoric or child(mention.trigger, "nmod:poss") is not None
    known = owned and len(entities) > 1
    if not mention.parties and not known and (back or over or case in (*_INSIDE, "on", "for")):
        mention.add(tuple(e for e in entities if e.type != "country"), "visitor")
    stayed = [t for c, t in verb.obliques if c == "in" and is_place(t, discourse)]
    if case in ("on", "during") and mention.place is None and stayed:
        mention.place = place_span(stayed[0])  # "in Oslo on a state visit, X spoke"
        mention.hosts.append(verb.head)
    if over and mention.place is None and verb.head.lemma_ in _LEAVES:
        mention.place = find_place(verb, ("from",), discourse) or _left(verb, discourse)
        mention.hosts.append(verb.head)


def _left(verb: Frame, discourse: Discourse) -> Span | None:
    """ "Left Greece after a visit": Greece."""
    place = verb.object
    return place_span(place) if place is not None and is_place(place, discourse) else None


def _join_party(case: str, supports: bool, entities: tuple[Entity, ...], mention: Mention) -> None:
    """The one who acts is the other party of an event with one party, if they are of a kind."""
    kinds = [{_KINDS.get(e.type, e.type) for e in some} for some in (mention.entities, entities)]
    of_a_kind = kinds[0] & kinds[1]
    several = len(mention.parties) != 1 and not mention.one_side
    named = all(e.type == "person" and e.named for e in (*mention.entities, *entities))
    joined = len(entities) == 1 or (named and case in _INSIDE)  # "at talks with C, A and B said"
    if several or not entities or not joined or not (of_a_kind or supports):
        return
    mention.add(entities, "participant")
    if not supports:
        mention.basis = "inferred" if case == "for" else mention.basis
        mention.confidence = min(mention.confidence, 0.65)
        mention.rule += f"+{case}"


def _join_all(
    verb: Frame, case: str, entities: tuple[Entity, ...], discourse: Discourse, mention: Mention
) -> None:
    """Several who act in or after an event were its parties; one, with whom the clause addresses.

    "After talks the two agreed"; "in a call on Monday he promised her help"; "discussed trade with
    her at a meeting".
    """
    if mention.type == "joint_statement" and len(entities) < 2:
        plural = verb.subject is not None and verb.subject.tag_ == "NNS"
        group = says_joint(mention.trigger) and all(e.type == "group" for e in entities)
        mention.add(entities if plural and group else (), "participant")  # not "in his letter"
        return
    if len(entities) == 1 and case in _INSIDE and verb.head.lemma_ not in _ABSENT:
        others = [
            t
            for t in (verb.indirect, verb.object, *verb.under("with", "from", "to"))
            if t is not None
        ]
        if mention.type == "phone_call":  # "in a call he won her support", "asked for her support"
            things = [t for t in (verb.object, *verb.under("for", "of")) if t is not None]
            others += [c for t in things for c in children(t, "nmod:poss")]
        other = next((e for t in others for e in discourse.resolve(t)), None)
        if other is not None and other.type == entities[0].type:
            mention.add((*entities, other), "participant")
            mention.confidence = min(mention.confidence, 0.65)
    elif len(entities) >= 2:
        states = mention.type == "joint_statement" and all(e.type in _STATES for e in entities)
        if states or len({e.type for e in entities}) == 1:
            mention.add(entities, "participant")
            mention.confidence = min(mention.confidence, 0.6)


# ---- inside the phrase --------------------------------------------------------------------------


def _attended(pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention) -> None:
    for participle in children(frame.head, "acl", "acl:relcl"):
        comments = pattern.type == "agree" and participle.lemma_ in _COMMENTING
        if _supports(pattern, participle) and not comments:
            inner = frame_of(participle)
            agents = children(participle, "obl:agent") or inner.under("by")
            planned = participle.lemma_ in _THEIRS and inner.object == frame.head
            if planned and not agents and inner.subject is not None:
                agents = [inner.subject]  # "the statement that X and Y had planned"
            if agents and lexicon().types[pattern.type].symmetric:
                role = _BY_AGENT.get(participle.lemma_, "participant")
                entities = actors_at(agents[0], discourse, introduce=True)
                if pattern.type == "joint_statement" and len(entities) < 2:
                    continue  # "a joint statement that the ministry put out": not its author
                if participle.lemma_ in BROKERING:
                    mention.mediators += entities
                mention.add(entities, role)
                for other in inner.under("with") if planned else ():
                    mention.add(parties_at(other, discourse), role)


def _fill_from_roles(
    pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention
) -> None:
    """Parties that only the semantic roles know: "wrapped up a visit"."""
    info = lexicon().types[pattern.type]
    predicate = roles(frame.head.doc, frame.head.i)
    if predicate is None or len(mention.parties) >= info.parties:
        return
    wanted = ("ARG0", "ARG1", "ARG2") if pattern.type in ("meet", "phone_call") else ("ARG0",)
    for argument in predicate.args:
        if argument.role not in wanted or discourse.is_place(argument.head):
            continue
        if not _near(frame.head, argument.head, pattern) or frame.head.lemma_ == "arrival":
            continue
        entities = discourse.resolve(argument.head)
        if pattern.type in ("visit", "meet", "phone_call"):
            entities = tuple(e for e in entities if e.type in ("person", "group"))
        mention.add(entities, "visitor" if pattern.type == "visit" else "participant")


def _near(noun: Token, i: int, pattern: NounPattern) -> bool:
    """Whether a role's filler is in the noun's own phrase or the subject of a supporting verb."""
    filler, verb = noun.doc[i], top_of(noun).head
    if noun.is_ancestor(filler):
        return True
    return _supports(pattern, verb) and verb.is_ancestor(filler)
