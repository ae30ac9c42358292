"""Which words of a clause stand in a slot of a verb pattern: its parts, and a few named places."""

from collections.abc import Callable, Mapping

from graph_builder.extraction.event_objects import in_class
from graph_builder.extraction.event_support import ATTENDS, top_of
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    frame_of,
    is_verbal,
    preposition,
)
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Token

_NOBODY = NEGATIONS | {"neither", "none", "nobody"}
_BESIDES = frozenset({"along_with", "together_with", "as_well_as"})
_NO_ROOMS = frozenset("car carriage yacht table roof tea breakfast lunch dinner talk talks".split())
_WIRES = frozenset("phone telephone cellphone hotline videolink skype zoom".split())
_MOVES = frozenset(
    "fly travel go come arrive head return drive sail leave continue proceed take bring lead slip "
    "hurry rush walk climb ride whisk usher escort invite summon".split()
)


def slot_tokens(slot: str, frame: Frame) -> list[Token]:
    """The heads of the phrases in a slot: a part of the clause, a preposition, or a name of ours.

    `clause_subject` is who acts in the clause that completes the verb, `honour` who is honoured by
    a meal, `whose_room` in whose rooms it is, `mover` who comes to the place where the verb says
    what happens.
    """
    if slot in _OURS:
        return _OURS[slot](frame)
    if slot in {"object", "indirect"}:
        thing = frame.object if slot == "object" else frame.indirect
        return [thing] if thing is not None else []
    if slot != "subject":
        return frame.under(slot) or (_of_accord(frame) if slot == "with" else [])
    token = frame.subject
    if token is None:
        return []
    if not frame.obliques and token.relations.isdisjoint(("nmod", "conj")):
        return [token]
    # "X, along with Y, cut off aid": both do it.
    with_it = [t for p, t in frame.obliques if p in _BESIDES and t.i < frame.head.i]
    with_it += [t for t in children(token, "nmod") if preposition(t) in _BESIDES]
    # "Signed by X and for Peru by Y": Y.
    beside = (o for c in children(token, "conj") for o in children(c, "orphan"))
    case = preposition(token)
    return [token, *with_it, *(o for o in beside if case and preposition(o) == case)]


def _in_clause(frame: Frame) -> list[Token]:
    subject = child(frame.clause, "nsubj", "nsubj:pass") if frame.clause is not None else None
    return [subject] if subject is not None else []


def _movers(frame: Frame) -> list[Token]:
    """ "Drove to the lake, where the king was waiting": who drove or was driven there."""
    if not any(c.lower_ == "where" for c in frame.head.children):
        return []
    above = verb_above(frame.head)
    if above is None or above.lemma_ not in _MOVES:
        return []
    going = frame_of(above)
    who = going.object if going.passive else going.subject
    return [who] if who is not None else []


def _honoured(frame: Frame) -> list[Token]:
    """ "A dinner in honour of the king": the king."""
    honours = (t for t in frame.under("in") if t.lemma_.lower() in ("honour", "honor"))
    return [who for honour in honours for who in frame_of(honour).under("of")]


def witnesses(frame: Frame) -> list[Token]:
    """ "In the presence of the king", "under the eyes of the king": the king."""
    beside = [t for t in frame.under("in") if t.lemma_ == "presence"]
    beside += [t for t in frame.under("under") if t.lemma_ in ("eye", "gaze")]
    return [who for token in beside for who in frame_of(token).under("of")]


def over_wire(frame: Frame) -> bool:
    """ "Talked on the phone", "over a video link": those who do so are apart."""
    means = frame.under("on", "over", "by", "via")
    return any(t.lemma_.lower() in _WIRES for t in means)


def _of_accord(frame: Frame) -> list[Token]:
    """ "Agreed to a ceasefire with Norway", "came to terms with", "walked away from": Norway."""
    classes = lexicon().classes
    things = frame.under("to", "on", "from", "away_from", "out_of", "into", "at")
    kinds = (classes["accords"], classes["products"])
    accords = (t for t in things if any(in_class(t, kind) for kind in kinds))
    return [party for accord in accords for party in frame_of(accord).under("with")]


def _owners_of_rooms(frame: Frame) -> list[Token]:
    """ "Came to her hotel", "drove to the premier's villa": whose it is."""
    rooms = lexicon().classes["rooms"] - _NO_ROOMS
    found = frame.under("to", "into", "in", "at", "by")
    return [o for t in found if t.lemma_.lower() in rooms for o in children(t, "nmod:poss")]


_OURS: Mapping[str, Callable[[Frame], list[Token]]] = {
    "clause_subject": _in_clause,
    "honour": _honoured,
    "mover": _movers,
    "whose_room": _owners_of_rooms,
}


def is_missed(noun: Token) -> bool:
    """ "Neither attended the talks", "she will not attend the meeting": others did or will."""
    top = top_of(noun)
    verb = top.head
    taken = verb.lemma_ == "take" and top.dep_ == "obj"  # "would not take the call"
    if verb.lemma_ not in ATTENDS or not is_verbal(verb) or taken or top.dep_ == "nsubj":
        return False  # "the talks did not take place"
    words = {c.lower_ for c in verb.children}
    words |= {c.lower_ for s in children(verb, "nsubj") for c in (s, *s.children)}
    return bool(words & _NOBODY)
