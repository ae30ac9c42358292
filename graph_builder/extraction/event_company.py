"""Encounters that no verb tells of: captions that show people together, guests and their hosts.

"Premier Berg with Peru's president on the steps of the palace on Monday"; "will be in Lima as the
guest of President Lund", "her guest on Tuesday will be the envoy".
"""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_places import find_place, place_span
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import (
    SUBJECTS,
    child,
    children,
    frame_of,
    is_verbal,
    preposition,
)
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_clauses import Verdict
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.model import Role

_PLACING = frozenset("in at on outside inside during before after aboard near".split())
_CLAUSAL = frozenset({"cop", "aux", "aux:pass", "nsubj", "case", "parataxis", "ccomp"})
_GUEST = frozenset({"guest", "visitor"})
_FAR = 9  # words from "with" to "at his side"
_SIDE = frozenset({"side"})
_HOST = frozenset({"host", "hostess"})


def in_company(doc: Doc, discourse: Discourse) -> Iterator[Mention]:
    """The encounters of captions, and of guests with their hosts."""
    for named in doc.ents:
        head = doc.tokens[named.start]
        if head.dep_ == "ROOT" and head.ent_type_ == "PERSON" and not is_verbal(head):
            yield from _caption(head, discourse)
    for noun in doc.of_lemmas(_GUEST):
        yield from _guest(noun, discourse) if _is_received(noun) else ()
        yield from _included(noun, discourse)
        yield from _whose(noun, "visitor", discourse)
    for noun in doc.of_lemmas(_HOST):
        yield from _whose(noun, "host", discourse)
    for noun in doc.of_lemmas(_SIDE):
        yield from _at_the_side(noun, discourse)


def _caption(name: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "X with Y at the palace on Monday": a sentence without a verb that places people together.

    Somebody among them must be told with an office: the rest are names in a list or a byline.
    """
    if any(c.dep_ in _CLAUSAL for c in name.children):
        return
    beside = [c for c in children(name, "nmod") if preposition(c) == "with"]
    together = [*beside, *children(name, "conj")]
    around = (t for part in (name, *together) for t in children(part, "nmod", "obl"))
    placed = [t for t in around if preposition(t) in _PLACING]
    people = dict.fromkeys(e for t in (name, *together) for e in actors_at(t, discourse))
    named = len(people) > 1 and all(e.type == "person" and e.named for e in people)
    if not (placed and named and any(e.country is not None for e in people)):
        return
    mention = Mention("meet", name, [], Verdict(), "caption", 0.6, hosts=[name, *placed])
    mention.add(tuple(people), "participant")
    for part in (name, *together):
        mention.place = mention.place or find_place(frame_of(part), ("in", "at", "on"), discourse)
    yield mention


def _is_received(noun: Token) -> bool:
    """A guest, or a visitor whom somebody has: "her next visitor was X"."""
    return noun.lemma_ == "guest" or child(noun, "nmod:poss") is not None


def _included(guest: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "Her guests included X and Y", "among her visitors were X and Y"."""
    owner, verb = child(guest, "nmod:poss"), guest.head
    if owner is None or guest.tag_ != "NNS":
        return
    told: list[Token] = []
    if guest.dep_ in SUBJECTS and verb.lemma_ == "include":
        told = children(verb, "obj")
    elif preposition(guest) == "among":
        verb = guest if child(guest, "cop") is not None else verb
        told = children(verb, *SUBJECTS)
    host = _one_person(actors_at(owner, discourse))
    guests = tuple(e for t in told for e in actors_at(t, discourse))
    if not host or not guests or any(e.type != "person" or not e.named for e in guests):
        return
    for one in dict.fromkeys(guests):
        mention = Mention("meet", guest, [], judge(verb), "guest", 0.6, hosts=[guest, verb])
        mention.add(host, "host")
        mention.add((one,), "visitor")
        mention.place = find_place(frame_of(verb), ("in", "at"), discourse)
        yield mention


def _guest(guest: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "Is the guest of X", "as X's guest": they meet, now or when the clause says."""
    frame = frame_of(guest)
    hosts = [*children(guest, "nmod:poss"), *frame.under("of")]
    clause: Token | None = guest
    if child(guest, "cop") is not None:
        subject = child(guest, *SUBJECTS)
    elif guest.dep_ in SUBJECTS and child(guest.head, "cop") is not None:
        clause = subject = guest.head  # "my guest will be X"
    elif guest.dep_ == "appos":
        subject = guest.head  # "X, a guest of Y, toured the dam"
        clause = verb_above(guest) or guest
    elif preposition(guest) == "as":
        clause = guest.head
        subject = child(clause, *SUBJECTS) or frame_of(clause).subject
    else:
        return
    received = _one_person(actors_at(subject, discourse)) if subject is not None else ()
    host = _one_person(tuple(e for t in hosts for e in actors_at(t, discourse)))
    if clause is None or not received or not host or received == host:
        return
    mention = Mention("meet", guest, [], judge(clause), "guest", 0.6, hosts=[guest, clause])
    mention.add(host, "host")
    mention.add(received, "visitor")
    mention.place = find_place(frame, ("in", "at"), discourse)
    mention.place = mention.place or find_place(frame_of(clause), ("in", "at"), discourse)
    if mention.place is None and clause.ent_type_ == "LOC" and child(clause, "cop") is not None:
        mention.place = place_span(clause)  # "will be in Lima as the guest of the king"
    yield mention


def _whose(noun: Token, role: Role, discourse: Discourse) -> Iterator[Mention]:
    """ "He and his host, X", "told her guest, X": X and whose host or guest X is."""
    owner, verb = child(noun, "nmod:poss"), verb_above(noun)
    if owner is None or verb is None or not children(noun, "appos"):
        return
    other = _one_person(actors_at(owner, discourse))
    one = _one_person(discourse.resolve(noun, conjuncts=False) or _apposed(noun, discourse))
    if not one or not other or one == other:
        return
    mention = Mention("meet", noun, [], judge(verb), "whose-guest", 0.6, hosts=[noun, verb])
    mention.add(one, role)
    mention.add(other, "visitor" if role == "host" else "host")
    yield mention


def _at_the_side(side: Token, discourse: Discourse) -> Iterator[Mention]:
    """ "The president, with Y at his side, opened the dam", "Y was at her side in Rome"."""
    owner = child(side, "nmod:poss")
    before = side.doc[owner.left_edge.i - 1] if owner is not None else side
    if owner is None or before.lower_ not in ("at", "by"):
        return
    whose = _one_person(actors_at(owner, discourse))
    verb = verb_above(side) or side
    near = (side.head, *children(side.head, "nmod", "obl"))
    beside = [t for t in (*near, *children(side, *SUBJECTS)) if preposition(t) == "with"]
    beside = [t for t in beside if t != side]
    beside += children(side, *SUBJECTS) if child(side, "cop") is not None else []
    beside += children(side.head, *SUBJECTS) if not beside and side.head == verb else []
    other = next((found for t in beside if (found := actors_at(t, discourse))), ())
    other = other or _with_before(before, discourse)
    ahead = child(verb, *SUBJECTS) if owner.pos_ == "PRON" else None
    if ahead is not None and ahead.i > owner.i:  # "with X at his side, Y said"
        whose = _one_person(discourse.resolve(ahead))
    if not whose or not _one_person(other) or whose == other:
        return
    mention = Mention("meet", side, [], judge(verb), "at-the-side", 0.55, hosts=[side, verb])
    mention.add((*whose, *other), "participant")
    mention.place = find_place(frame_of(verb), ("in", "at", "on"), discourse)
    yield mention


def _with_before(at: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "With X at his side", wherever the parser hangs X."""
    for token in reversed(at.doc.tokens[max(at.sent.start, at.i - _FAR) : at.i]):
        if token.lower_ == "with":
            ahead = at.doc.tokens[token.i + 1 : at.i]
            return next((e for t in ahead if (e := _one_person(discourse.resolve(t)))), ())
        if is_verbal(token):
            break
    return ()


def _apposed(noun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    return next((found for c in children(noun, "appos") if (found := discourse.resolve(c))), ())


def _one_person(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities if they are one person with a name, else none."""
    alone = len(entities) == 1 and entities[0].type == "person" and entities[0].named
    return entities if alone else ()
