"""Visits told by whose guest somebody is, by an invitation that is taken up, by who went before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention, sentences_between
from graph_builder.extraction.event_places import is_place, place_span
from graph_builder.extraction.frames import (
    SUBJECTS,
    child,
    children,
    conjuncts,
    frame_of,
    is_verbal,
    lemma_of,
    preposition,
)
from graph_builder.extraction.status import judge
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.model import Status

_TAKING_UP = frozenset({"accept", "take_up"})
_DECLINING = frozenset({"decline", "turn_down", "reject", "refuse"})
_ANSWERING = frozenset({"accept", "take", "decline", "turn", "reject", "refuse"})
_INVITATIONS = frozenset({"invitation", "invite"})
_GOING = frozenset({"visit", "come", "travel", "go", "tour"})
_SEEING = frozenset({"visit", "tour"})
_FOLLOWING = frozenset({"follow", "come", "go", "fly", "travel"})
_TOO = frozenset({"too", "also"})
_NAMED = frozenset({"PERSON", "ORG", "LOC"})
_WHEN = frozenset({"", "in", "on", "at", "by", "after", "within"})
_MADE = ("happened", "planned")
_AIMS = frozenset({"to", "in", "at"})
_REACH = 2  # sentences from an invitation to its answer


# ---- guests -------------------------------------------------------------------------------------


def hosted(noun: Token, discourse: Discourse) -> Iterator[Mention]:
    """The visit of somebody who is said to be a guest: "her guest will be X", "X is her guest".

    Whose guest he is must be told, and when or where.
    """
    other = child(noun, *SUBJECTS)
    if child(noun, "cop") is None:
        other = noun.head if noun.dep_ in SUBJECTS and child(noun.head, "cop") is not None else None
    hosts = children(noun, "nmod:poss")
    hosts += [t for t in children(noun, "nmod") if preposition(t) == "of"]
    if other is None or not hosts:
        return
    guests = [e for t in conjuncts(other) for e in discourse.resolve(t, conjuncts=False)]
    visitors = tuple(e for e in guests if e.type == "person" and e.named)
    clause = noun if child(noun, "cop") is not None else other
    verdict = judge(clause)
    mention = Mention("visit", noun, [], verdict, "guest", 0.55, hosts=[noun, clause])
    mention.add(visitors, "visitor")
    places = (t for w in (noun, *hosts) for t in children(w, "nmod", "obl"))
    found = (t for t in places if preposition(t) in ("in", "at") and t.ent_type_ == "LOC")
    place = next((t for t in found if is_place(t, discourse)), None)
    mention.place = place_span(place) if place is not None else None
    mention.needs_time = place is None
    if visitors:
        yield mention


def received(group: Sequence[Mention], placed: Mention) -> list[Entity]:
    """Whom a host received in a city, where the two are known to serve different countries.

    Who is welcomed to a city came there, wherever from.
    """
    place, verb = placed.place, placed.trigger
    if place is None or not any(t.ent_type_ == "LOC" for t in place):
        return []
    hosts = [e for m in group for e, role in m.parties if role == "host"]
    guests = [e for m in group for e, role in m.parties if role == "visitor" and e.type == "person"]
    if verb.lemma_ == "welcome" and preposition(place.root) == "to":
        return guests
    abroad = [h.country for h in hosts if h.country is not None]
    return [g for g in guests if abroad and g.country not in (None, *abroad)]


# ---- invitations --------------------------------------------------------------------------------


def accepted(doc: Doc, mentions: Sequence[Mention], discourse: Discourse) -> Iterator[Mention]:
    """The visits that invitations lead to, planned where they are taken up, denied where not.

    "Invited the king to visit Lima, and he accepted", "has accepted an invitation to Lima".
    """
    invitations = [m for m in mentions if m.type == "invite"]
    for verb in doc.of_lemmas(_ANSWERING):
        if verb.verbal and lemma_of(verb) in _TAKING_UP | _DECLINING:
            yield from _answer(verb, invitations, discourse)


def _answer(verb: Token, invitations: Sequence[Mention], discourse: Discourse) -> Iterator[Mention]:
    frame, thing = frame_of(verb), frame_of(verb).object
    named = thing is not None and thing.lemma_.lower() in _INVITATIONS
    bare = thing is None and frame.clause is None and not frame.obliques
    taken_up = bare or (thing is not None and (named or thing.lower_ == "it"))
    mention = Mention("visit", verb, [], judge(verb), "invited", 0.55, hosts=[])
    before = next((m for m in reversed(invitations) if _precedes(m, mention)), None)
    if not taken_up or (before is None and not named):
        return
    who = _guests(frame.subject, before, discourse)
    asked = [t for t in (thing if named else None, before.trigger if before else None) if t]
    aims = [(aim, t) for t in asked for aim in _aims(t, discourse)]
    goes = any(c.lemma_ in _GOING for t in asked for c in children(t, "acl", "xcomp", "advcl"))
    if not who or not (aims or goes):
        return
    mention.add(who, "visitor")
    status: Status = "denied" if lemma_of(verb) in _DECLINING else "planned"
    real = mention.verdict.real or mention.verdict.status == "planned"
    status = status if real else mention.verdict.status
    mention.verdict = replace(mention.verdict, status=status, tense="future")
    if aims:
        place, asking = aims[0]
        mention.place = place_span(place)
        mention.hosts = [place] if is_verbal(asking) else [place, asking]
    yield mention


def _precedes(invitation: Mention, answer: Mention) -> bool:
    near = sentences_between(invitation, answer) <= _REACH
    return invitation.trigger.i < answer.trigger.i and near


def _guests(
    subject: Token | None, before: Mention | None, discourse: Discourse
) -> tuple[Entity, ...]:
    """Who answers: the subject, which must be the one invited where that is told."""
    invited = [e for e, role in before.parties if role == "target"] if before is not None else []
    who = discourse.resolve(subject) if subject is not None else tuple(invited)
    people = tuple(e for e in who if e.type == "person" and e.named)
    return people if before is None or all(e in invited for e in people) else ()


def _aims(asking: Token, discourse: Discourse) -> Iterator[Token]:
    """The locations that somebody is invited to: "to Lima", "to visit Peru", "to talks in Rome"."""
    doc = asking.doc
    for token in doc.tokens[asking.i + 1 : asking.sent.end]:
        if token.ent_type_ != "LOC" or token.dep_ in ("compound", "flat", "nmod:poss"):
            continue
        seen = token.dep_ == "obj" and token.head.lemma_ in _SEEING
        if (seen or preposition(token) in _AIMS) and is_place(token, discourse):
            yield token


# ---- who follows ---------------------------------------------------------------------------------


def followers(doc: Doc, mentions: Sequence[Mention], discourse: Discourse) -> Iterator[Mention]:
    """The visits of those who go where somebody went: "the king came in May, the queen followed".

    With a time of its own, or "too"; not "followed the speech", "followed with a warning".
    """
    journeys = [m for m in mentions if m.type == "visit" and m.verdict.status in _MADE]
    for verb in doc.of_lemmas(_FOLLOWING):
        if not verb.verbal:
            continue
        frame, also = frame_of(verb), not verb.below.isdisjoint(_TOO)
        suit = frame.object is not None and frame.object.lower_ == "suit"
        led = verb.lemma_ == "follow" or also
        if not led or frame.passive or frame.subject is None or not (frame.object is None or suit):
            continue
        aside = any(t.ent_type_ in _NAMED for _, t in frame.obliques)
        if frame.clause is not None or aside or not {p for p, _ in frame.obliques} <= _WHEN:
            continue
        who = discourse.resolve(frame.subject)
        visitors = tuple(e for e in who if e.type == "person" and e.named)
        mention = Mention("visit", verb, [], judge(verb), "followed", 0.55, hosts=[verb])
        before = (m for m in reversed(journeys) if _precedes(m, mention) and m.trigger != verb)
        first = next(before, None)
        if visitors and first is not None and not {*visitors} & {*first.entities}:
            mention.add(visitors, "visitor")
            mention.place, mention.needs_time = first.place, not also
            yield mention
