"""Parties of joint acts that stand in another clause: of the encounter or accord told beside them.

"The deal will be signed in May", "both countries agreed", "the talks ended without agreement".
"""

from collections.abc import Sequence
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention, sentences_between
from graph_builder.extraction.event_parties import actors_at, points_back
from graph_builder.extraction.event_places import find_place
from graph_builder.extraction.event_rounds import is_another
from graph_builder.extraction.event_support import top_of
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import child, children, frame_of, is_verbal, preposition
from graph_builder.extraction.tokens import Token

_REACH = 2  # sentences back
_FURTHEST = 4  # sentences back to whom "both sides" take up
# Events that documents come out of: one told already, or a new one.
_MAKERS = frozenset({"agree", "sign"})
_MEETINGS = frozenset({"meet"})
_ENCOUNTERS = frozenset({"meet", "phone_call"})
_AGREEING = _ENCOUNTERS | {"agree"}
_JOINT = frozenset({"agree", "sign", "joint_statement"})
_KNOWN = frozenset({"the", "this", "that", "these"})
_LANDS = frozenset("country nation state government neighbor neighbour party".split())
_REPEATED = frozenset({"meet", "phone_call", "visit"})
# Who does so without an accord has reached none.
_LEAVING = frozenset(
    "leave go come part separate return fly depart end conclude finish close adjourn disperse "
    "emerge rise break wind wrap".split()
)
_OUTCOMES = frozenset({"agree", "joint_statement"})
# What talks do when something comes of them.
_YIELDING = {(verb, "") for verb in ("produce", "yield", "bring", "deliver", "generate", "achieve")}
_YIELDING |= {("result", "in"), ("lead", "to"), ("culminate", "in"), ("end", "in"), ("end", "with")}
_PHRASES = ("obl", "nmod", "obl:agent", "obl:unmarked", "nmod:unmarked")
_WITH = frozenset({"with", "between", "among", "by"})
_YEAR = 4  # digits
_THREE = frozenset({"three", "trio"})
# "X and Y discussed trade. During the meeting": what they did there.
_SUCCEEDING = frozenset({"follow", "precede", "come"})
_MEETING = frozenset({"meeting", "talk", "talks", "session", "encounter"})
_TALKING = frozenset({"discuss", "review", "explore", "examine", "tackle", "address", "exchange"})


def lend_parties(mention: Mention, earlier: Sequence[Mention], later: Sequence[Mention]) -> None:
    """Give a joint act that names no party those of the encounter or accord told beside it.

    Nothing is lent where none with as many parties as the act's words tell is near.
    """
    if mention.verdict.status not in ("happened", "planned"):
        if mention.verdict.status == "denied":  # "no accord was reached at the talks between …"
            here = [m for m in (*earlier, *later) if m.trigger.sent is mention.trigger.sent]
            found = _makers(mention, here, _ENCOUNTERS)
            verb = mention.trigger
            verb = verb if is_verbal(verb) else verb.head  # "there was no agreement"
            if not found and verb.dep_ in ("ROOT", "conj"):
                found = _makers(mention, earlier, _AGREEING)
                if not found and not _is_of_others(verb):
                    found = the_only_parties(earlier)
            mention.add(found, "participant")
        return
    verb = mention.trigger
    subject = child(verb, "nsubj") or frame_of(verb).subject if is_verbal(verb) else None
    if subject is not None and points_back(subject):
        found = _pointed_at(subject, mention, earlier, later)
    else:
        ahead = mention.verdict.status == "planned"  # "a formal treaty is to be signed"
        own = is_verbal(verb) and "it" in verb.below  # "it was agreed that"
        found = _makers(mention, earlier, _AGREEING if ahead or own else frozenset())
        if not found and _tells_what(verb) and not _is_of_others(verb):
            found = the_only_parties(earlier)
    mention.add(found, "participant")
    mention.confidence = min(mention.confidence, 0.5)


def _tells_what(verb: Token) -> bool:
    """ "A deal was struck", "it was agreed that": an accord or what was agreed, no "quarrel"."""
    thing, classes = frame_of(verb).object if is_verbal(verb) else verb, lexicon().classes
    if thing is not None and thing.lemma_.lower() in classes["accords"] | classes["documents"]:
        return verb.lemma_ == "sign" or _KNOWN.isdisjoint(thing.below)  # not "the deal"
    clauses = children(verb, "ccomp", "xcomp", "csubj", "csubj:pass", "advcl")
    return verb.lemma_ == "agree" and any(c.left_edge.lower_ in ("that", "to") for c in clauses)


def _is_of_others(verb: Token) -> bool:
    """ "No deal was reached between the union and the port", "an accord was signed in 1998"."""
    thing = frame_of(verb).object if is_verbal(verb) else verb
    beside = [c for t in (verb, thing) if t is not None for c in children(t, *_PHRASES)]
    apart = any(preposition(c) in _WITH for c in beside if c.ent_type_ != "DATE")
    dated = (t for c in beside if c.ent_type_ == "DATE" for t in c.subtree)
    return apart or any(len(t.text) == _YEAR and t.text.isdigit() for t in dated)


def the_only_parties(earlier: Sequence[Mention]) -> tuple[Entity, ...]:
    """Those of all encounters and accords told so far, if these were of the same ones.

    In a story of one occasion whatever is agreed, signed or issued is theirs, however far back they
    were named.
    """
    joint = _JOINT | _ENCOUNTERS
    told = [m for m in earlier if m.type in joint and m.verdict.real and len(m.entities) > 1]
    if not told or any(len(m.entities) != len(told[-1].entities) for m in told):
        return ()
    if len({e.type == "person" for e in told[-1].entities}) > 1:
        return ()
    served = [{e.country or e for e in m.entities} for m in told]
    same = all(set(m.entities) == set(told[-1].entities) for m in told)
    return tuple(told[-1].entities) if same or all(s == served[-1] for s in served) else ()


def _makers(
    mention: Mention, earlier: Sequence[Mention], kinds: frozenset[str] = frozenset()
) -> tuple[Entity, ...]:
    """Whose document it is.

    The definite document is that of the parties who agreed on it or signed it; one that is new
    comes out of the encounter told last.
    """
    frame = frame_of(mention.trigger)
    talks = {t.i for t in frame.under("during", "at", "in", "after", "following")}
    taken_up = next((m for m in earlier if m.trigger.i in talks and m.type in _ENCOUNTERS), None)
    if taken_up is not None and taken_up.anaphoric and not taken_up.parties:
        told = (m for m in reversed(earlier) if m.type == taken_up.type and len(m.entities) > 1)
        return next((tuple(m.entities) for m in told if m.verdict.real), ())
    document = frame.object
    determiner = child(document, "det", "nmod:poss") if document is not None else None
    known = determiner is not None and determiner.lower_ in _KNOWN
    kinds = kinds or (_MAKERS if known else _MEETINGS)
    for other in reversed(earlier):
        near = sentences_between(other, mention) <= _REACH
        if near and other.type in kinds and other.verdict.real and len(other.entities) > 1:
            return tuple(other.entities)
    return ()


def _pointed_at(
    subject: Token, mention: Mention, earlier: Sequence[Mention], later: Sequence[Mention]
) -> tuple[Entity, ...]:
    """Whom "both sides" or "the two countries" are, by the encounter or accord told beside them."""
    words = {subject.lower_, *(c.lower_ for c in subject.children)}
    number = 3 if words & _THREE else 2
    before = [m for m in reversed(earlier) if sentences_between(m, mention) <= _FURTHEST]
    after = [m for m in later if m.trigger.sent is mention.trigger.sent]
    for other in (*before, *after):
        if other.type in _MAKERS | _ENCOUNTERS and len(other.entities) == number:
            parties = other.entities
            if subject.lemma_.lower() in _LANDS:
                parties = [e.country or e if e.type == "person" else e for e in parties]
                if any(e.type == "person" for e in parties):
                    return ()
            return tuple(dict.fromkeys(parties))
    return ()


def lend_pair(mention: Mention, earlier: Sequence[Mention]) -> None:
    """ "She received both leaders": those of the encounter or accord told before."""
    if mention.pair is None:
        return
    own = {id(e) for e in mention.entities}
    others = [m for m in earlier if not own & {id(e) for e in m.entities}]
    mention.add(_pointed_at(mention.pair, mention, others, ()), "participant")
    mention.confidence = min(mention.confidence, 0.5)


def lend_another(mention: Mention, earlier: Sequence[Mention]) -> None:
    """ "The next round of talks will be in Rome", "a second call": of those who had the first.

    And "the visit to Rome follows one to Oslo, a visit to Lima": of whoever made the first.
    """
    if mention.parties or is_verbal(mention.trigger) or mention.type not in _REPEATED:
        return
    if not is_another(mention.trigger) and not _is_followed(mention, earlier):
        return
    for other in reversed(earlier):
        if other.type == mention.type and other.parties:
            if sentences_between(other, mention) <= _REACH:
                mention.parties = list(other.parties)
                mention.of_members, mention.anaphoric = True, False
                mention.confidence = 0.5
            return


def _is_followed(mention: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether an encounter told just before is said to follow, or precede, this one."""
    noun = mention.trigger
    subject = child(noun.head, "nsubj") if noun.head.lemma_ in _SUCCEEDING else None
    beside = noun.dep_ in ("obj", "obl") and subject is not None
    return beside and any(m.trigger == subject and m.type == mention.type for m in earlier)


def lend_talkers(mention: Mention, earlier: Sequence[Mention], discourse: Discourse) -> None:
    """ "X and Y discussed trade on Sunday. At the meeting, X said …": those who discussed it."""
    noun = mention.trigger
    if mention.type != "meet" or not mention.anaphoric or noun.lemma_.lower() not in _MEETING:
        return
    attended = any(c.lemma_ == "attend" for c in children(noun, "acl"))
    if mention.parties and not attended:
        return
    if any(m.type in _ENCOUNTERS and m.parties for m in earlier):
        return
    first = noun.sent.start
    for _ in range(_REACH):
        first = noun.doc[first - 1].sent.start if first else 0
    for verb in noun.doc[first : noun.sent.start]:
        if verb.lemma_ not in _TALKING or verb.tag_ != "VBD":
            continue
        frame = frame_of(verb)
        tokens = ([frame.subject] if frame.subject is not None else []) + frame.under("with")
        talkers = dict.fromkeys(e for t in tokens for e in discourse.resolve(t))
        if len(talkers) > 1 and all(e.named and e.type == "person" for e in talkers):
            mention.add(tuple(talkers), "participant")
            mention.hosts.append(verb)
            mention.place = mention.place or find_place(frame, ("in", "at"), discourse)
            mention.anaphoric, mention.confidence = False, 0.55
            return


def lend_told_beside(mention: Mention, earlier: Sequence[Mention]) -> None:
    """ "A held a call with B and C. The three agreed": those of the sentence before.

    They take the place of as many others who were taken for them but are named neither there nor
    beside the plural ("the two ministers, B and C").
    """
    verb = mention.trigger
    subject = child(verb, "nsubj") if mention.type in _JOINT and is_verbal(verb) else None
    if subject is None or not points_back(subject) or verb.sent.start == 0:
        return
    before = verb.doc[verb.sent.start - 1].sent
    for other in reversed(earlier):
        people = other.type in _ENCOUNTERS and all(e.type == "person" for e in other.entities)
        if not people or other.trigger.sent is not before or not other.verdict.real:
            continue
        low, high = verb.sent.start, verb.sent.end
        named = [
            reference
            for entity in mention.entities
            for reference in entity.references
            if before.start <= reference.start < before.end
            or (reference.kind == "name" and low <= reference.start < high)
        ]
        if len(other.entities) == len(mention.parties) and not named:
            mention.parties = []
            mention.add(tuple(other.entities), "participant")
        return


def lend_to_failure(mention: Mention, mentions: Sequence[Mention], discourse: Discourse) -> None:
    """ "The talks between X and Y ended without agreement", "X and Y left without a deal"."""
    verb = verb_above(mention.trigger)
    subject = child(verb, "nsubj", "nsubj:pass") if verb is not None else None
    if verb is None or subject is None:
        return
    met = (m for m in mentions if m.type in _ENCOUNTERS and m.verdict.real)
    talks = next((m for m in met if m.trigger is subject), None)
    parties = tuple(talks.entities) if talks is not None else ()
    if talks is not None and talks.anaphoric and not parties:
        parties = the_only_parties([m for m in mentions if m.trigger.i < subject.i])
    if not parties and verb.lemma_ in _LEAVING:
        left = actors_at(subject, discourse)
        alike = len({e.type for e in left}) == 1 or all(e.type != "person" for e in left)
        parties = left if len(left) > 1 and alike and all(e.named for e in left) else ()
    if parties:
        mention.parties = []
        mention.add(parties, "participant")
        mention.verdict = replace(mention.verdict, status="denied")
        mention.hosts.append(verb)
        mention.confidence = 0.55


def lend_outcome(mention: Mention, mentions: Sequence[Mention]) -> None:
    """ "The talks between X and Y produced an accord", "led to a statement": by X and Y."""
    noun, made = mention.trigger, mention.type in _OUTCOMES and not is_verbal(mention.trigger)
    verb = noun.head
    if not made or len(mention.parties) > 1 or (verb.lemma_, preposition(noun)) not in _YIELDING:
        return
    subject = child(verb, "nsubj")
    if subject is None or not is_verbal(verb) or noun.i < verb.i:
        return
    talks = next((m for m in mentions if subject in (m.trigger, top_of(m.trigger))), None)
    if talks is None or talks.type not in _ENCOUNTERS:
        return
    met = [talks] if len(talks.parties) > 1 else []
    if not met and talks.anaphoric:
        met = [m for m in mentions if _is_latest(m, talks)][-1:]
    found = tuple(met[0].entities) if met else ()
    if not found and talks.anaphoric:
        found = the_only_parties([m for m in mentions if m.trigger.i < subject.i])
    mention.add(found, "participant")
    mention.confidence = 0.6 if found else mention.confidence
    if found and "no" in noun.below:
        mention.verdict = replace(mention.verdict, status="denied")


def _is_latest(other: Mention, talks: Mention) -> bool:
    """Whether an encounter was told shortly before the talks that take it up."""
    met = other.type == talks.type and other.verdict.real and len(other.parties) > 1
    return met and other.trigger.i < talks.trigger.i and sentences_between(other, talks) <= _REACH


def one_sided(mention: Mention) -> bool:
    """Whether an encounter told by a noun names just one person, after "with"."""
    if mention.type not in _ENCOUNTERS or is_verbal(mention.trigger):
        return False
    if len(mention.parties) != 1 or mention.entities[0].type != "person":
        return False
    frame = frame_of(mention.trigger)
    return frame.subject is None and bool(frame.under("with"))  # not "her talks with leaders"


def traveller(mention: Mention, earlier: Sequence[Mention]) -> tuple[Entity, ...]:
    """ "The journey ended with talks with the premier": whose journey was told last."""
    verb = verb_above(mention.trigger)
    journey = child(verb, "nsubj") if verb is not None else None
    if journey is None or journey.lemma_.lower() not in lexicon().classes["visits"]:
        return ()
    last = next((m for m in reversed(earlier) if m.type == "visit" and m.parties), None)
    alone = last is not None and len(last.parties) == 1 and last.entities[0].type == "person"
    return tuple(last.entities) if last is not None and alone else ()


def protagonist(mention: Mention, discourse: Discourse) -> tuple[Entity, ...]:
    """The person whom the sentence, or one of the two before it, is about: its subject."""
    sentence = mention.trigger.sent
    for _ in range(_REACH + 1):
        for token in sentence:
            if token.dep_ in ("nsubj", "nsubj:pass"):
                entities = discourse.resolve(token)
                person = len(entities) == 1 and entities[0].type == "person"
                if person and entities[0] not in mention.entities:
                    return entities
        if sentence.start == 0:
            break
        sentence = mention.trigger.doc[sentence.start - 1].sent
    return ()
