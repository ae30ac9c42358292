"""Whether what a verb pattern needs is there: its subject, enough parties, a place, a target."""

from collections.abc import Mapping

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_above import HELPING
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_objects import owners
from graph_builder.extraction.event_parties import (
    TEAMS,
    actors_at,
    is_of_parties,
    is_office,
    points_back,
    represented,
)
from graph_builder.extraction.event_places import is_place, is_town
from graph_builder.extraction.event_travellers import aboard
from graph_builder.extraction.event_types import VerbPattern, lexicon
from graph_builder.extraction.frames import Frame, child, children, preposition
from graph_builder.extraction.status_negations import negation_of
from graph_builder.extraction.tokens import Span, Token

KINDS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"person", "group"}),
    "polity": frozenset({"country", "organization"}),
    "actor": frozenset({"person", "group", "country", "organization"}),
    "addressee": frozenset({"person", "country", "organization"}),
    "country": frozenset({"country"}),
    "signatory": frozenset({"person", "country"}),
}
_GOALS = frozenset({"to", "into"})
_SOURCES = frozenset({"from", "of", "out_of", "back_from"})
_GROUND = dict.fromkeys(("on", "onto"), frozenset({"soil"}))  # "set foot on Peruvian soil"
_PEERS = frozenset({"counterpart", "homologue"})
_CAPITALS = frozenset({"capital"})
_SENT = frozenset({"delegate", "negotiator", "envoy", "diplomat", "commander"})
_GATHERED = frozenset("country nation state conference summit forum".split())
_OUGHT = frozenset("should must would will shall can could".split())
_BY_ALL = frozenset("generally widely commonly universally".split())
_MATTERS = frozenset("on upon over in to at by after under during".split())
_JOINT_ACTS = frozenset({"sign", "agree", "joint_statement"})


def subject_fits(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> bool:
    """Whether the subject is of the kind and number that the pattern asks for."""
    who = frame.subject
    subjects = discourse.resolve(who) if who is not None else ()
    if who is not None and who.lemma_.lower() in TEAMS:
        subjects = actors_at(who, discourse)  # "a mission led by the minister"
    if pattern.type == "visit" and who is not None:
        subjects = aboard(who, discourse) or subjects  # "her motorcade rolled into the port"
    several = len(subjects) > 1 or (len(subjects) == 1 and _serve_several(frame, subjects[0]))
    if who is not None and pattern.plural and not several:  # "the three states, A, B and C,"
        several = len(represented(who, discourse) or actors_at(who, discourse)) > 1
    if pattern.plural and not several and not _is_with_another(pattern, frame, discourse):
        return False
    kinds = {e.type for e in subjects}
    if (
        pattern.subject_kind
        and frame.subject is not None
        and not kinds & KINDS[pattern.subject_kind]
    ):
        return False
    return not pattern.own_action or _own_action(frame, discourse)


def _is_with_another(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> bool:
    """ "Settled the terms with the premier": one alone, but with another who has a name."""
    beside = frame.under("with") if "with" in pattern.roles and frame.subject is not None else ()
    return any(e.named and e.type != "group" for t in beside for e in discourse.resolve(t))


def enough(pattern: VerbPattern, frame: Frame, mention: Mention) -> bool:
    """Whether enough parties are known; one collective may meet by itself."""
    entities = mention.entities
    needed = pattern.parties or lexicon().types[pattern.type].parties
    if not entities and pattern.type in _JOINT_ACTS and (_is_done(frame) or _by_known(frame)):
        mention.lacks_partner = True  # "the deal will be signed in May", "both sides agreed"
        return True
    if mention.pair is not None and len(entities) == 1:
        return True  # "received both leaders"
    if len(entities) != 1:
        return len(entities) >= max(needed, 2 if pattern.joint else 1)
    if pattern.type == "agree" and _agrees_for_its_side(frame, entities[0].type):
        mention.lacks_partner = True  # with those whom it has just talked to
        return True
    # "A joint statement", or "he rang back", as the one who had called before knows.
    joint = pattern.joint_object and _is_joint(frame.object) and entities[0].type != "group"
    if joint or (pattern.type == "phone_call" and _calls_back(frame)):
        mention.lacks_partner = True
        return True
    members = ("group", "organization") if pattern.type == "meet" else ("group",)
    # Not "the council met the deadline", "young people embrace the cause".
    alone = entities[0].type in members and not (members[1:] and _has_other_object(frame))
    together = pattern.type == "joint_statement" or (
        pattern.type == "agree" and (frame.head.lemma_ == "agree" or bool(pattern.object_class))
    )
    among = together and _are_of_several_lands(frame, entities[0])
    among = among or (pattern.type in _JOINT_ACTS and _serve_several(frame, entities[0]))
    return among or (not pattern.joint and (needed == 1 or alone))


def serve_two_lands(mention: Mention) -> bool:
    """Whether the parties are known to serve different states: not a minister and his aide."""
    served = {id(e.country) for e in mention.entities if e.country is not None}
    peers = any(t.lemma_ in _PEERS for t in mention.trigger.sent)
    return len(served) > 1 or (peers and len(mention.parties) == 2)


def is_view(frame: Frame) -> bool:
    """ "They agree that the lake is dying", "it is widely agreed that": what is thought."""
    verb, clause = frame.head, frame.clause
    if verb.lemma_ != "agree":
        return False
    if frame.passive and not _BY_ALL.isdisjoint(verb.below):
        return True
    if clause is None or verb.tag_ not in ("VBP", "VBZ"):
        return False
    return "that" in clause.below and clause.below.isdisjoint(_OUGHT)


def shares_a_view(frame: Frame, filled: set[str], discourse: Discourse) -> bool:
    """ "Agreed with the findings", "agrees with her that it rains": no accord."""
    verb, clause = frame.head, frame.clause
    if is_view(frame):
        return True
    finite = clause is not None and "that" in clause.below
    if "with" in filled:
        alone = frame.subject is not None and not children(frame.subject, "conj")
        matter = (
            frame.passive
            or clause is not None
            or any(case in _MATTERS for case, _ in frame.obliques)
        )
        return alone and verb.lemma_ == "agree" and (finite or not matter)
    things = (t for p, t in frame.obliques if p == "with" and t.head is frame.head)
    return any(
        t.pos_ == "NOUN" and not actors_at(t, discourse) and t.lemma_ not in HELPING for t in things
    )


def _calls_back(frame: Frame) -> bool:
    """ "He rang back", "she returned the call"."""
    thing = frame.object
    if thing is None:
        return any(c.lower_ == "back" for c in frame.head.children)
    determiner = child(thing, "det", "nmod:poss")
    known = determiner is not None and determiner.lower_ in ("the", "that", "his", "her")
    return known and frame.head.lemma_ == "return" and not frame.under("from", "to")


def _has_other_object(frame: Frame) -> bool:
    """Whether a verb in the active has an object that is no party of it, nor "each other"."""
    thing = frame.object if not frame.passive else None
    return thing is not None and thing.lower_ not in ("other", "another")


def _agrees_for_its_side(frame: Frame, kind: str) -> bool:
    """ "The Greek side agreed to look into it": one party's half of an accord."""
    told = frame.head.lemma_ == "agree" and not frame.passive and frame.head.dep_ != "acl:relcl"
    return told and kind == "country" and child(frame.head, "xcomp") is not None


def _are_of_several_lands(frame: Frame, group: Entity) -> bool:
    """ "EU ministers agreed to", "army chiefs from five countries agreed on": among themselves."""
    who = frame.subject
    if who is None or group.type != "group" or who.tag_ != "NNS" or frame.under("with"):
        return False
    if not is_office(who) and who.lemma_.lower() not in _SENT:
        return False
    before = any(c.ent_type_ == "ORG" for c in children(who, "compound", "nmod:poss", "amod"))
    lands = (c for c in children(who, "nmod") if preposition(c) in ("of", "from", "to", "at"))
    return before or any(c.lemma_.lower() in _GATHERED or c.ent_type_ == "ORG" for c in lands)


def _serve_several(frame: Frame, group: Entity) -> bool:
    """ "Their officials reached a deal": those of one and those of the other."""
    who = frame.subject
    theirs = who is not None and who.tag_ == "NNS" and "their" in who.below
    return theirs and group.type == "group" and " and " in group.name and not frame.under("with")


def _by_known(frame: Frame) -> bool:
    """ "The two countries signed …": known parties, though they weren't found; no "two banks"."""
    who = frame.subject
    if who is None or not points_back(who):
        return False
    return who.tag_ not in ("NN", "NNS") or is_of_parties(who)


def _is_done(frame: Frame) -> bool:
    """Whether a main clause tells of a document in the passive, by nobody that is named."""
    finite = child(frame.head, "aux:pass") is not None and frame.head.dep_ != "acl:relcl"
    return frame.passive and finite and frame.subject is None and frame.object is not None


def _is_joint(token: Token | None) -> bool:
    return token is not None and any(c.lower_ == "joint" for c in children(token, "amod"))


_WILLING = frozenset({"will", "would", "'ll", "’ll"})
_PERHAPS = frozenset({"may", "might", "could"})
# What happens to somebody, whatever he means to do.
_BEFALLING = frozenset(
    "lose fall fail suffer face need have become struggle collapse miss find see get".split()
)


def _own_action(frame: Frame, discourse: Discourse) -> bool:
    """Whether the clause of a warning says what the warner itself will do, or may do."""
    clause = child(frame.head, "ccomp")
    if clause is None or frame.subject is None:
        return False
    actor = child(clause, "nsubj", "nsubj:pass")
    modal = {c.lower_ for c in children(clause, "aux")}
    may = not modal.isdisjoint(_PERHAPS) and frame.head.lemma_ in ("warn", "threaten")
    may = may and clause.lemma_ not in _BEFALLING and "cop" not in clause.relations
    will = may or not modal.isdisjoint(_WILLING)
    if actor is None or not will or negation_of(clause, lexicon().status) is not None:
        return False
    if actor.lower_ in ("we", "i"):
        return True
    warners = discourse.resolve(frame.subject)
    doers = {id(e) for e in (*discourse.resolve(actor), *owners(actor, discourse))}
    return any(id(e) in doers or id(e.country) in doers for e in warners)


def place_fits(
    pattern: VerbPattern, place: Span | None, frame: Frame, discourse: Discourse
) -> bool:
    """Whether a place is there, and a location by name, where the pattern asks for it.

    Of a visit a land or its capital may be told by its kind alone: "flew to the Kenyan capital".
    """
    if place is None:
        return not pattern.needs_place or (pattern.type == "visit" and _to_a_land(pattern, frame))
    if pattern.place_kind == "location":
        located = any(t.ent_type_ == "LOC" for t in place) or is_town(place[-1])
        return located or (pattern.type == "visit" and _may_be_land(place.root, discourse))
    return True


def _to_a_land(pattern: VerbPattern, frame: Frame) -> bool:
    """ "Slipped into the country", "touched down in the Kenyan capital"."""
    for case, token in frame.obliques:
        lands = lexicon().classes["territories"] if case in _GOALS else _GROUND.get(case, _CAPITALS)
        known = token.lemma_.lower() in lands and case in pattern.place and case not in _SOURCES
        owned = any(c.dep_ in ("det", "nmod:poss") or c.ent_type_ == "NORP" for c in token.children)
        if known and owned:
            return True
    return False


def _may_be_land(name: Token, discourse: Discourse) -> bool:
    """Whether a name that was taken for a person's is of nobody, and of one word after "to"."""
    alone = name.ent_type_ == "PERSON" and not children(name, "flat", "compound", "nmod:desc")
    return alone and preposition(name) in _GOALS and not discourse.resolve(name)


def needs_time(pattern: VerbPattern, mention: Mention) -> bool:
    """Whether a telling counts only with a time that is still to be found.

    Not "is coming" and "will not come", to where the story is, nor "waited four days in Tunis".
    """
    verb = mention.trigger
    if not pattern.needs_time:
        return False
    if not pattern.needs_place:
        return mention.verdict.real and verb.tag_ != "VBG"
    lasting = (t for t in children(verb, "obl", "obl:unmarked", "obj") if children(t, "nummod"))
    return not any(t.lemma_.lower() in lexicon().classes["stays"] for t in lasting)


def has_target(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> bool:
    """Whether force is directed at an actor or a place on land ("into the sea" is a test)."""
    for slot, role in pattern.roles.items():
        for token in frame.under(slot) if role == "target" else ():
            words = {t.lemma_.lower() for t in token.subtree}
            if token.ent_type_ == "DATE" or words & lexicon().classes["waters"]:
                continue
            beside = (token, *children(token, "amod", "compound"))
            named = any(t.ent_type_ or t.i in discourse.lands for t in beside)
            word, classes = token.lemma_.lower(), lexicon().classes
            named = named or word in classes["crowds"] or word in classes["organs"]
            if named or discourse.resolve(token) or is_place(token, discourse):
                return True
    return False
