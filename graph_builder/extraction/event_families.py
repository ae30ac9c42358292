"""Who is seen as a relative, a friend or a patient: no encounter of those who act for a state."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import children, is_verbal, preposition
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.tokens import Token

_SPOUSES = frozenset("wife husband spouse girlfriend boyfriend fiancé fiancée".split())
_POSSESSIVES = frozenset({"his", "her", "their"})
_BEREAVED = frozenset({"widow", "widower"})  # of somebody dead, never of the other party
# Whom one goes to see for oneself.
_PRIVATE = frozenset(
    "dentist doctor physician optician barber hairdresser tailor dressmaker therapist surgeon "
    "masseur physiotherapist psychiatrist gynaecologist vet jeweller friend girlfriend boyfriend "
    "in-law grandchild".split()
)


def is_kin(entity: Entity) -> bool:
    """Whether a party is only told of as somebody's wife, father …"""
    return not entity.named and not lexicon().kin.isdisjoint(entity.name.lower().split())


def is_family(mention: Mention) -> bool:
    """ "Visited her two sons", "a talk with his son Peter": somebody and those called his."""
    if mention.type == "meet" and len(mention.entities) == 2:
        one, other = mention.entities
        if _is_relative_of(one, other, mention):
            return True
    own = [e.name for e in mention.entities if e.named]
    kin = (e.name for e in mention.entities if not e.named)
    families = [name for name in kin if name.split()[-1].removesuffix("s") in lexicon().kin]
    return any(f"{name}'s" in family for name in own for family in families)


def _is_relative_of(one: Entity, other: Entity, mention: Mention) -> bool:
    """Whether one is called the other's wife or son by a pronoun right before the name.

    Kings call each other brothers: not those who serve different states.
    """
    served = {id(e.country) for e in (one, other) if e.country is not None}
    if len(served) > 1:
        return False
    sentence, tokens = mention.trigger.sent, mention.trigger.doc.tokens
    told = [
        r for e in (one, other) for r in e.references if sentence.start <= r.head < sentence.end
    ]
    owned = {r.start for r in told if r.kind == "pronoun"}
    names = [r for r in told if r.kind != "pronoun"]
    kin = [
        t
        for r in names
        for t in tokens[max(0, r.start - 2) : r.end]
        if t.lemma_.lower() in lexicon().kin - _BEREAVED and t.i - 1 in owned
    ]
    if not any(tokens[t.i - 1].lower_ in _POSSESSIVES for t in kin):
        return False
    # "Attended the funeral of the king and talked with his son": whose is not sure.
    known = {i for r in names for i in range(r.start, r.end)}
    others = (t for t in sentence if t.ent_type_ == "PERSON" and t.i not in known)
    return next(others, None) is None


def are_a_couple(mention: Mention) -> bool:
    """ "Dined with his wife, Ana Lund", "was seen with husband Tomas"."""
    doc, parties = mention.trigger.doc, mention.entities
    if len(parties) != 2 or all(e.country is not None or e.type != "person" for e in parties):
        return False
    names = [r for e in parties for r in e.references if r.kind != "pronoun"]
    before = (t for r in names for t in doc.tokens[max(0, r.start - 2) : r.end])
    return any(t.lower_ in _SPOUSES for t in before)


def goes_to_private_person(visit: Token) -> bool:
    """ "The king's visit to the dentist", "paid a visit to his mother": no journey of state."""
    goals = [c for c in children(visit, "nmod", "obl") if preposition(c) == "to"]
    if visit.dep_ == "obj":  # "paid a visit to his mother", hung on the verb
        goals += [c for c in children(visit.head, "obl") if preposition(c) == "to"]
    elif is_verbal(visit):
        goals += children(visit, "obj")
    lemmas = {c.lemma_.lower() for c in goals if not c.ent_type_}
    return not (lemmas.isdisjoint(_PRIVATE) and lemmas.isdisjoint(lexicon().kin))
