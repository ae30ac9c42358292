"""Who the phrase of an event noun names as its parties: "Lee's visit", "talks between X and Y"."""

import re
from typing import cast

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at, joined_lands, points_back, represented
from graph_builder.extraction.event_support import RECEIVES
from graph_builder.extraction.event_types import NounPattern
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    first_conjunct,
    frame_of,
    preposition,
)
from graph_builder.extraction.tokens import Token
from graph_builder.model import Role
from graph_builder.ontology import polities

_INTRODUCING = ("with", "between", "among", "to", "of", "by")
_RETURNING = frozenset({"return", "repay", "reciprocate"})
_JOINS = re.compile(r"\s*[-–—/]\s*")


def fill_parties(
    pattern: NounPattern, frame: Frame, discourse: Discourse, mention: Mention
) -> set[str]:
    """Give the parties inside the noun's phrase their roles; returns the slots that were filled."""
    filled: set[str] = set()
    for slot, role in pattern.roles.items():
        tokens = _slot_tokens(slot, pattern, frame)
        for token in tokens:
            if token.ent_type_ == "DATE" or _only_describes(token, tokens):
                continue
            if _is_venue(token, discourse):
                continue
            entities = _parties_at(token, slot, role, discourse)
            if role == "visitor" and slot in ("of", "by"):
                # "Was greeted on her arrival by X": who came is named already.
                named = "possessor" in filled
                # "On a tour of the north" tells where, whatever the name is taken for.
                named = named or (slot == "of" and token.ent_type_ == "LOC")
                entities = tuple(e for e in entities if e.type in ("person", "group") and not named)
            if entities:
                mention.add(entities, cast(Role, role))
                mention.of_members = mention.of_members or slot in ("of", "between", "among")
                filled.add(slot)
    if "compound" in pattern.roles and not mention.parties:
        lands = joined_lands(frame.head, discourse)
        mention.add(lands, "participant")
        filled |= {"compound"} if lands else set()
    if "with" in pattern.roles and "with" not in filled:  # "talks with both leaders"
        mention.pair = next((t for t in frame.under("with") if points_back(t)), None)
        filled |= {"with"} if mention.pair is not None else set()
    if "of" in pattern.roles and not mention.parties:  # "a summit of the two leaders"
        mention.pair = next((t for t in frame.under("of", "between") if points_back(t)), None)
    return filled


def whose_last(noun: Token, mention: Mention, discourse: Discourse) -> None:
    """ "The most recent visit by a Peruvian leader was that of X", "was by X": X's."""
    clause = noun.head
    if mention.type != "visit" or noun.dep_ != "nsubj" or "cop" not in clause.relations:
        return
    if clause.lower_ == "that":
        named = [t for t in children(clause, "nmod") if preposition(t) in ("of", "by")]
    else:
        told = preposition(clause) == "by" or "that" in clause.below
        named = [clause] if told else []
    if not named:
        return
    found = discourse.resolve(named[0], introduce=named[0].ent_type_ == "PERSON")
    if len(found) == 1 and found[0].type == "person" and found[0].named:
        mention.parties.clear()
        mention.add(found, "visitor")
        mention.hosts.append(clause)


def returned(noun: Token, mention: Mention, discourse: Discourse) -> None:
    """ "Plans to return the king's visit": who returns it is the visitor."""
    if mention.type != "visit" or noun.dep_ != "obj" or noun.head.lemma_ not in _RETURNING:
        return
    subject = frame_of(noun.head).subject
    who = discourse.resolve(subject) if subject is not None else ()
    visitors = tuple(e for e in who if e.type == "person" and e.named)
    if visitors:
        mention.parties.clear()
        mention.add(visitors, "visitor")
        mention.place = None  # "a visit to Lima in May" was the other one


def _slot_tokens(slot: str, pattern: NounPattern, frame: Frame) -> list[Token]:
    if slot == "possessor":
        return _possessors(frame)
    tokens = frame.under(slot)
    if not tokens and (slot == "between" or (slot == "by" and pattern.type == "sign")):
        tokens = _anywhere(frame.head, slot)
    if not tokens and slot == "with" and pattern.type == "agree":
        tokens = _right_after(frame.head, slot)
    return tokens


def _right_after(noun: Token, case: str) -> list[Token]:
    """ "Tore up its 1998 treaty with Kenya": a phrase behind the noun, hung on the verb."""
    if noun.dep_ not in ("obj", "obl"):
        return []
    beside = (t for t in children(noun.head, "obl") if t.left_edge.i == noun.right_edge.i + 1)
    return [t for t in beside if preposition(t) == case]


def _possessors(frame: Frame) -> list[Token]:
    """ "X and Y's meeting": both, where the parser takes X for the subject of the verb."""
    doc, first = frame.head.doc, frame.head.left_edge.i
    found = [frame.subject] if frame.subject is not None else []
    found += _signed_beside(frame.head) if frame.head.lemma_ == "signature" else []
    owner = frame.subject
    if owner is None and first > 1 and doc[first - 1].tag_ == "POS":
        owner = doc[first - 2]
    named = doc.ent_at.get(owner.i) if owner is not None else None
    if owner is None or named is None or named.start < 2 or doc[named.start - 1].lower_ != "and":
        return found
    other = doc.ent_at.get(named.start - 2)
    if other is None or doc[other.start].ent_type_ != owner.ent_type_:
        return found
    return [doc[other.start], doc[named.start]]


def _signed_beside(signature: Token) -> list[Token]:
    """ "Her signature and that of X", "her signature and X's": X."""
    found: list[Token] = []
    for other in children(signature, "conj"):
        if other.lower_ == "that":
            found += frame_of(other).under("of")
        elif child(other, "case") is not None and other.pos_ == "PROPN":
            found.append(other)
    return found


def _parties_at(token: Token, slot: str, role: str, discourse: Discourse) -> tuple[Entity, ...]:
    if slot == "compound":
        return _compound_parties(token, discourse)
    entities = actors_at(token, discourse, introduce=slot in _INTRODUCING)
    if slot == "possessor" and token.lower_ == "whose":  # "X and Y, whose talks"
        clause = verb_above(token)
        if clause is not None and clause.dep_ == "acl:relcl":
            entities = actors_at(first_conjunct(clause.head), discourse) or entities
    elif slot == "possessor" and token.pos_ == "PRON":
        arrived = _who_arrived(token, discourse) if token.head.lemma_ == "arrival" else ()
        entities = arrived or entities or _ahead(token, discourse)
    heads = discourse.resolve(token, conjuncts=False)
    if role == "participant" and not any(e.named for e in heads):
        entities = represented(token, discourse) or entities
    return entities


def _who_arrived(pronoun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Received the king after his arrival": the king; "upon his arrival, X was greeted": X."""
    verb = verb_above(pronoun)
    if verb is None:
        return ()
    frame = frame_of(verb)
    guest = frame.object if verb.lemma_ in RECEIVES else None
    ahead = _ahead(pronoun, discourse) if verb.lemma_ not in RECEIVES else ()
    found = discourse.resolve(guest) if guest is not None else ahead
    return found if len(found) == 1 and found[0].type == "person" else ()


def _ahead(pronoun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "On the second day of her visit, the chancellor met …": the subject that follows."""
    verb = verb_above(pronoun)
    ahead = verb is not None and verb.i > pronoun.i
    subject = child(verb, "nsubj", "nsubj:pass") if verb is not None and ahead else None
    if subject is None or subject.i < pronoun.i or pronoun.lower_ not in ("his", "her"):
        return ()
    found = discourse.resolve(subject)
    return found if len(found) == 1 and found[0].type == "person" else ()


def _anywhere(noun: Token, case: str) -> list[Token]:
    """ "The deal on fishing between X and Y": a phrase hung on a word inside the noun's phrase."""
    found = [t for t in noun.subtree if t.dep_ in ("nmod", "obl") and preposition(t) == case][:1]
    passive = not found and noun.dep_ == "nsubj:pass"  # "a call is planned between X and Y"
    return [t for t in children(noun.head, "obl") if preposition(t) == case] if passive else found


def _is_venue(token: Token, discourse: Discourse) -> bool:
    """Whether the phrase is a building or a city where something is held, not a party."""
    reference = discourse.reference(token)
    return (
        reference is not None
        and reference.place
        and not any(e.type in ("person", "country", "group") for e in reference.entities)
    )


def _only_describes(token: Token, others: list[Token]) -> bool:
    """ "Kenyan President Ana Otieno": a country hung beside the person it describes."""
    for other in others:
        between = token.doc[token.i + 1 : other.i]
        near = 0 < other.i - token.i <= 5 and len(between) > 0
        if near and all(t.dep_ in ("nmod:desc", "compound", "amod", "flat") for t in between):
            return True
    return False


def _compound_parties(token: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "The Berg–Quispe summit", "U.S.-China talks": names joined before the noun."""
    if token.dep_ not in ("compound", "amod"):
        return ()
    reference = discourse.reference(token)
    if reference is not None and reference.kind == "members":
        return reference.entities
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
