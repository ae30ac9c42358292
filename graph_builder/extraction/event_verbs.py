"""Events told by verbs: a verb pattern of the lexicon matched against a frame."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_above import add_signatories, mediators, those_above
from graph_builder.extraction.event_forms import form_fits, is_appeal
from graph_builder.extraction.event_habits import merely_does
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_needs import (
    KINDS,
    enough,
    has_target,
    needs_time,
    place_fits,
    serve_two_lands,
    shares_a_view,
    subject_fits,
)
from graph_builder.extraction.event_objects import in_class, is_organ, likely, object_fits, owners
from graph_builder.extraction.event_occasions import in_turn, last_before, last_of_all
from graph_builder.extraction.event_parties import actors_at, joined_lands, points_back, represented
from graph_builder.extraction.event_places import (
    find_place,
    further_stops,
    is_place,
    place_span,
    venue_place,
)
from graph_builder.extraction.event_slots import over_wire, slot_tokens, witnesses
from graph_builder.extraction.event_stays import guest, is_guest
from graph_builder.extraction.event_texts import is_author, is_one_text, is_quoted, joined_in
from graph_builder.extraction.event_travellers import travellers
from graph_builder.extraction.event_types import VerbPattern, lexicon
from graph_builder.extraction.event_verb_lemmas import lemmas_of
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    first_conjunct,
    frame_of,
    is_verbal,
    preposition,
    roles,
)
from graph_builder.extraction.status import judge
from graph_builder.extraction.status_clauses import Verdict, as_worded
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.model import Role

_OTHERS = ("object", "with", "to")
_PLACED = frozenset({"visit", "meet"})
_OPINIONS = frozenset({"criticize", "praise", "demand"})
_JUDGING = frozenset({"criticize", "praise"})
_INTRODUCING = ("subject", "object", "with", "to", "on", "upon", "against")
# "Put pen to paper" says nothing of what was signed.
_EMPTY = frozenset({"pen", "signature", "name"})
_ROLE_OF = {"subject": "ARG0", "object": "ARG1"}
_UNJUDGED = Verdict()  # of a telling that isn't known to be one yet
_CALLING = frozenset({"telephone", "phone", "ring", "dial"})
_HOMEWARDS = frozenset({"home", "back", "away"})


def verb_mentions(verb: Token, discourse: Discourse) -> Iterator[Mention]:
    """The event that a verb tells of, by the first pattern that fits; none if none fits.

    A journey to several places is one event for each; "shook hands on a loan" tells of two.
    """
    if is_guest(verb):
        yield from guest(verb, discourse)
        return
    verbs = lexicon().verbs
    patterns = [p for lemma in lemmas_of(verb) if lemma in verbs for p in verbs[lemma]]
    if not patterns:
        return
    frame, told = frame_of(verb), set[str]()
    for pattern in likely(patterns, frame):
        another = not told or (pattern.beside and pattern.type not in told)
        mention = _match(pattern, frame, discourse) if another else None
        if mention is not None:
            yield from in_turn(mention, frame)
            yield from further_stops(mention)
            yield from last_before(mention, frame, discourse)
            told.add(pattern.type)
    yield from last_of_all(frame, discourse)


def _match(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> Mention | None:
    fits = form_fits(pattern, frame) and object_fits(pattern, frame, discourse)
    fits = fits and is_one_text(pattern, frame)
    if not fits or (pattern.told_of and not _told_of(pattern, frame.head.doc)):
        return None
    verb = frame.head
    rule = f"{'told-of' if pattern.told_of else 'verb'}:{verb.lemma_}"
    kind = "phone_call" if pattern.type == "meet" and over_wire(frame) else pattern.type
    mention = Mention(kind, verb, [], _UNJUDGED, rule, pattern.confidence, hosts=[verb])
    filled = _gather(pattern, frame, discourse, mention)
    views = pattern.type == "agree" and "with" not in pattern.object_or
    if views and shares_a_view(frame, filled, discourse):
        return None
    if len(mention.parties) > 1 and _has_unknown_side(pattern, frame, filled):
        return None
    if not filled.issuperset(pattern.needs) or pattern.needs_role not in {None, *filled}:
        return None
    mention.verdict = judge(verb)
    mention.place = _place(pattern, frame, discourse)
    if pattern.type not in _PLACED and _is_party(mention.place, pattern, frame):
        mention.place = None  # "lifted its sanctions on Peru"
    fits = (
        place_fits(pattern, mention.place, frame, discourse)
        and (not pattern.target_place or has_target(pattern, frame, discourse))
        and subject_fits(pattern, frame, discourse)
        and enough(pattern, frame, mention)
        and (not pattern.foreign or (serve_two_lands(mention) and not merely_does(mention)))
    )
    return _complete(mention, pattern, frame, discourse) if fits else None


def _gather(pattern: VerbPattern, frame: Frame, discourse: Discourse, mention: Mention) -> set[str]:
    """Add whom the words name as parties; returns the slots of the pattern that are filled."""
    filled = _fill(pattern, frame, discourse, mention)
    for witness in witnesses(frame) if pattern.type == "meet" and mention.parties else ():
        mention.add(discourse.resolve(witness), "participant")
    if joined := joined_in(pattern, frame, discourse):
        mention.add(joined, "participant")
        mention.hosts.append(frame.head.head)
    if pattern.needs_role is not None:
        filled |= {role for _, role in mention.parties if role == pattern.needs_role}
    return filled


def _has_unknown_side(pattern: VerbPattern, frame: Frame, filled: set[str]) -> bool:
    """Whether it is unknown who met or agreed: those with whom he did, did not with each other."""
    who = frame.subject
    met = pattern.type in ("meet", "phone_call")
    met |= "with" in filled and _is_mutual(pattern) and not (who is None or points_back(who))
    return met and who is not None and "subject" in pattern.roles and "subject" not in filled


def _complete(
    mention: Mention, pattern: VerbPattern, frame: Frame, discourse: Discourse
) -> Mention:
    """`mention` with what else a wording that fits says of its event."""
    if pattern.type == "agree" and len(mention.parties) > 1:
        mention.add(mediators(frame, discourse), "participant")
    if pattern.status is not None:
        mention.verdict = as_worded(mention.verdict, frame.head, pattern.status)
    mention.joins = pattern.joins
    mention.needs_time = needs_time(pattern, mention)
    mention.content = _content(frame)
    if pattern.object_class and frame.object is not None:
        mention.hosts.append(frame.object)  # "reached a deal": the noun tells of the same event
    return mention


def _told_of(pattern: VerbPattern, doc: Doc) -> bool:
    """Whether the text has one of the words without which the wording says too little."""
    # "Calls for calm" is no call: nouns count, and verbs that mean nothing else.
    return any(
        (t.tag_.startswith("NN") and not is_appeal(t)) or t.lemma_.lower() in _CALLING
        for t in doc.words(*pattern.told_of)
    )


def _is_party(place: Span | None, pattern: VerbPattern, frame: Frame) -> bool:
    """Whether a land's or city's name stands where the pattern looks for a party."""
    if place is None or place.root.ent_type_ != "LOC":
        return False
    slots = (slot for slot in pattern.roles if slot != "subject")
    return any(t == place.root for s in slots for t in frame.under(s))


# ---- parties ------------------------------------------------------------------------------------


def _fill(pattern: VerbPattern, frame: Frame, discourse: Discourse, mention: Mention) -> set[str]:
    """Give the parties of the frame their roles; returns the slots that were filled."""
    filled = set()
    for slot, role in pattern.roles.items():
        entities = _in_slot(slot, pattern, frame, discourse)
        if slot == "subject":
            mention.own = tuple(entities)
        if role == "visitor":
            entities = travellers(slot_tokens(slot, frame), entities, discourse)
        if slot in pattern.kinds:
            entities = [e for e in entities if _is_kind(e, pattern, slot)]
        if not entities and slot in _OTHERS and pattern.type in ("meet", "phone_call"):
            mention.pair = next((t for t in slot_tokens(slot, frame) if points_back(t)), None)
            filled |= {slot} if mention.pair is not None else set()
        if slot == "object" and entities and set(map(id, entities)) <= set(map(id, mention.own)):
            continue  # "the rally was hosted by X": nobody hosts himself
        if entities and role != "topic":
            mention.add(tuple(entities), cast(Role, role))
            filled.add(slot)
    add_signatories(frame, filled, mention, discourse)
    if pattern.type in ("meet", "phone_call") and not mention.parties:
        mention.add(those_above(frame, discourse), "participant")
        filled |= {"subject"} if mention.parties else set()
    if pattern.owner and pattern.object_class and frame.object is not None:
        _add_objects_party(pattern, frame.object, discourse, mention)
    if not mention.parties and frame.passive and frame.object is not None:
        _add_parties_of_document(pattern, frame.object, discourse, mention)
    return filled


def _add_parties_of_document(
    pattern: VerbPattern, document: Token, discourse: Discourse, mention: Mention
) -> None:
    """ "A treaty between X and Y was signed", "the X–Y accord was reached": X and Y."""
    if pattern.type not in ("sign", "agree", "joint_statement"):
        return
    for token in frame_of(document).under("between", "among", "compound"):
        entities = discourse.resolve(token)
        if len(entities) > 1:
            mention.add(entities, "participant")
    mention.add(joined_lands(document, discourse), "participant")


def _is_kind(entity: Entity, pattern: VerbPattern, slot: str) -> bool:
    """Whether an actor is of the kind asked for; whom one meets is known by his post, too."""
    kind = pattern.kinds[slot]
    if not kind.startswith("named "):
        return entity.type in KINDS[kind]
    posted = _is_mutual(pattern) and entity.type == "person" and entity.country is not None
    return (entity.named or posted) and entity.type in KINDS[kind.removeprefix("named ")]


def _in_slot(slot: str, pattern: VerbPattern, frame: Frame, discourse: Discourse) -> list[Entity]:
    """The actors in one slot; for things, whose they are where the pattern asks for owners."""
    thing = slot == "object" and pattern.owner and pattern.object_class
    if thing and frame.object is not None and in_class(frame.object, pattern.object_class):
        return _envoy(frame.object, discourse)
    entities: list[Entity] = []
    tokens = slot_tokens(slot, frame)
    if pattern.type == "joint_statement" and slot == "with":
        tokens = [t for t in tokens if is_author(t, frame)]
    if slot == "object" and pattern.type in _JUDGING:
        tokens = [t for t in tokens if not is_quoted(t)]
        if not tokens:
            return []
    for token in tokens:
        whole = _whole_antecedent(token, slot, pattern, frame)
        entities += actors_at(whole, discourse, introduce=slot in _INTRODUCING)
        if len(entities) < 2 and _is_mutual(pattern):
            # A body of two states is not one that is told by its name.
            joint = slot == "subject" and bool(pattern.subject_class)
            known = not joint and any(e.named for e in discourse.resolve(token, conjuncts=False))
            entities = entities if known else list(represented(token, discourse)) or entities
        if not entities and frame.head.dep_ == "acl:relcl" and token == frame.head.head:
            entities += _apposed(token, discourse)
        owned = is_organ(token) if slot == "subject" else pattern.owner
        if not entities and owned:
            opinion = slot != "subject" and pattern.type in _JUDGING
            entities += owners(token, discourse, answerable=opinion)
    if left_out := _left_out(tokens, discourse):
        entities = [e for e in entities if e not in left_out]
    return entities or list(_by_roles(slot, frame, discourse))


def _envoy(noun: Token, discourse: Discourse) -> list[Entity]:
    """ "Expelled its neighbour's ambassador, Ana Quispe": her, where she is named."""
    if noun.lemma_.lower() not in lexicon().classes["envoys"]:
        return []
    return [e for e in actors_at(noun, discourse) if e.type == "person" and e.named]


def _left_out(tokens: Sequence[Token], discourse: Discourse) -> list[Entity]:
    """ "Met the king, but not the queen": the queen; "signed by X and for Peru by Y": Peru."""
    found: list[Entity] = []
    for token in tokens:
        for other in children(token, "conj"):
            served = preposition(other) == "for" and child(other, "orphan") is not None
            if served or "not" in other.below:
                found += discourse.resolve(other, conjuncts=False)
    return found


def _is_mutual(pattern: VerbPattern) -> bool:
    return lexicon().types[pattern.type].symmetric


def _whole_antecedent(token: Token, slot: str, pattern: VerbPattern, frame: Frame) -> Token:
    """ "X and Y, who last met in May": both, though the parser hangs the clause on Y."""
    alone = frame.object is None and not frame.under("with")
    clause = frame.head.dep_ == "acl:relcl" and token == frame.head.head
    if slot == "subject" and clause and alone and _is_mutual(pattern):
        return first_conjunct(token)
    return token


def _apposed(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "X, the runner-up in the election, whom he received": X."""
    for _ in range(2):
        if token.dep_ not in ("appos", "nmod", "conj"):
            break
        token = token.head
        people = [e for e in discourse.resolve(token, conjuncts=False) if e.type == "person"]
        if people:
            return tuple(people)
    return ()


def _by_roles(slot: str, frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """The logical subject or object by the semantic roles, where the tree's is no actor."""
    predicate, role = roles(frame.head.doc, frame.head.i), _ROLE_OF.get(slot)
    if predicate is None or role is None:
        return ()
    heads = (frame.head.doc[a.head] for a in predicate.args if a.role == role)
    heads = ((child(h, "obj") or h) if is_guest(h) else h for h in heads)  # "met visiting X"
    fillers = (h for h in heads if not discourse.is_place(h) and not is_verbal(h))
    return next((found for h in fillers if (found := actors_at(h, discourse))), ())


def _add_objects_party(
    pattern: VerbPattern, thing: Token, discourse: Discourse, mention: Mention
) -> None:
    """ "Imposed curbs on exports to X", "a duty on X's salmon": the target stands in the object."""
    role = "participant" if _is_mutual(pattern) else "target"
    if pattern.roles.get("subject") == "target":
        role = "agent"
    opinion = pattern.type in _JUDGING
    voiced = opinion and "object" not in pattern.roles and child(thing, "nmod:poss") is not None
    taken = {taken for _, taken in mention.parties}
    if pattern.type in ("meet", "phone_call"):
        taken = set()  # "shook her hand", "dialled her number"
    if role not in taken and not voiced:  # "voiced its unease"
        mention.add(owners(thing, discourse, answerable=opinion), cast(Role, role))


# ---- place and content --------------------------------------------------------------------------


def _place(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> Span | None:
    if "object" in pattern.place and frame.object is not None:
        inside = venue_place(frame.object, discourse)  # "visited the port of Callao"
        return place_span(inside if inside is not None else frame.object)
    if pattern.place[:1] == ("subject",) and frame.subject is not None:
        # "Lima expects her on Friday"
        return place_span(frame.subject) if is_place(frame.subject, discourse) else None
    if pattern.type in _OPINIONS and frame.object is not None:
        # "Condemned the attack in Cairo": the place of the attack.
        below = [t for _, t in frame.obliques if frame.object.is_ancestor(t)]
        if below:
            frame = replace(frame, obliques=[p for p in frame.obliques if p[1] not in below])
    if pattern.type != "visit" or not frame.under("from"):
        return find_place(frame, pattern.place, discourse)
    # "Returned to Oslo from Lima": to Oslo, home; "came over from Oslo": who knows where to.
    if frame.head.lemma_ == "return":
        return find_place(frame, ("from",), discourse)
    around = {c.lower_ for c in frame.head.children}
    origins = {"from", "out_of"} if around.isdisjoint(_HOMEWARDS) else set()
    return find_place(frame, [c for c in pattern.place if c not in origins], discourse)


def _content(frame: Frame) -> frozenset[str]:
    """Lemmas of the words that say what the event is about, for telling agreements apart."""
    words: set[str] = set()
    if frame.object is not None and frame.object.lemma_.lower() in _EMPTY:
        return frozenset()
    for token in (frame.object, frame.clause):
        if token is not None:
            words |= {
                t.lemma_.lower()
                for t in token.subtree
                if t.pos_ in ("NOUN", "VERB", "PROPN", "ADJ")
            }
    words |= {t.lemma_.lower() for t in frame.under("on", "to", "about", "for") if not is_verbal(t)}
    return frozenset(words)
