"""Parties that an event takes from the clause above or below it: "thanked him when they met"."""

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_objects import in_class, owners
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import Frame, child, children, frame_of, is_verbal, preposition
from graph_builder.extraction.tokens import Token

_POLITIES = ("country", "organization")
# What is done for or with another, who must have agreed to it, too.
_GIVING = frozenset(
    "provide give supply grant offer pay deliver send transfer return share exchange repay refund "
    "cooperate collaborate work help assist support train equip furnish compensate reimburse "
    "notify consult inform allow permit let host lease rent loan lend".split()
)
# What X's is, under or with which others agree, where X mediates.
_WATCHING = frozenset("eye auspex auspices aegis mediation chairmanship guidance".split())
HELPING = frozenset("help assistance mediation office offices brokering".split())
_WITH = frozenset({"with", "through", "thanks_to", "by", "via", "after"})
_MEDIATING = frozenset({"mediate", "broker", "facilitate", "lead", "convene"})
# What an accord does to those whose it is, or to what was between them.
_BINDING = frozenset(
    "bind govern regulate cover link tie commit oblige end settle resolve halt close".split()
)
_BETWEEN = ("between", "among")
# What may befall an accord long after it was made.
_ENDINGS = frozenset("collapse fall expire unravel break lapse fail die crumble end hold".split())
_BEGINNING = frozenset("take enter come go begin start".split())  # "takes effect on Sunday"
_BRINGING = frozenset("help get persuade convince coax bring lead induce".split())


def add_signatories(frame: Frame, filled: set[str], mention: Mention, discourse: Discourse) -> None:
    """Add to an accord or signing of which one side alone is told the side that stands around it.

    `filled` are the slots of the verb that are known. Who announces an accord between others is
    no party, and is taken out.
    """
    if frame.head.lemma_ == "announce" and {"subject", "between"} <= filled:
        others = [p for p in mention.parties if p[0] not in mention.own]
        mention.parties = others if len(others) > 1 else mention.parties  # who tells makes none
    if mention.type == "agree" and frame.head.lemma_ == "agree" and filled == {"subject"}:
        mention.add(_promised_to(frame, discourse), "participant")
    if mention.type in ("agree", "sign") and filled <= {"with"}:
        _add_teller(frame, mention, discourse)
    if mention.type == "sign" and filled == {"with"}:
        mention.add(_signatory_above(frame, discourse), "participant")


def _signatory_above(frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Under an accord signed with Peru, Norway may fish": Norway."""
    document = frame.head.head
    if frame.head.dep_ != "acl" or frame.head.tag_ != "VBN" or preposition(document) != "under":
        return ()  # who criticises an accord has not signed it
    above = verb_above(frame.head)
    subject = frame_of(above).subject if above is not None else None
    found = actors_at(subject, discourse) if subject is not None else ()
    return found if len(found) == 1 and found[0].named else ()


def _promised_to(frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Kenya agreed to provide Norway with data": Norway.

    Whom one agrees to punish agrees to nothing; aid is told by itself.
    """
    clause, subject = child(frame.head, "xcomp"), frame.subject
    doers = discourse.resolve(subject) if subject is not None else ()
    if clause is None or clause.tag_ != "VB" or len(doers) != 1 or doers[0].type not in _POLITIES:
        return ()
    inner = frame_of(clause)
    classes = lexicon().classes
    apart = classes["aid"] | classes["encounters"] | classes["visits"] | classes["documents"]
    if clause.lemma_ not in _GIVING or (inner.object is not None and in_class(inner.object, apart)):
        return ()
    given = [inner.indirect, inner.object, *inner.under("to", "with")]
    found = (e for t in given if t is not None for e in discourse.resolve(t, conjuncts=False))
    other = next((e for e in found if e.type == doers[0].type and e is not doers[0]), None)
    return (other,) if other is not None and other.named and doers[0].named else ()


def _add_teller(frame: Frame, mention: Mention, discourse: Discourse) -> None:
    """ "Kenya said that an accord had been reached with Peru": Kenya and Peru."""
    verb, thing = frame.head, frame.object
    if not frame.passive or verb.dep_ != "ccomp" or thing is None or len(mention.parties) > 1:
        return
    inside = (t for t in children(thing, "nmod") if preposition(t) == "with")
    with_whom = mention.entities or [e for t in inside for e in discourse.resolve(t)]
    teller = frame_of(verb.head).subject
    tellers = discourse.resolve(teller) if teller is not None else ()
    if len(tellers) != 1 or len(with_whom) != 1 or not _is_known(with_whom[0]):
        return
    other, own = with_whom[0], tellers[0]
    state = other.type in _POLITIES and own.type != "country"
    party = own.country if state else own
    if party is not None and _is_known(party) and party not in (other, other.country):
        mention.add((party, other), "participant")
        mention.confidence = min(mention.confidence, 0.6)


def _is_known(entity: Entity) -> bool:
    """Whether somebody has a name, or serves a land that is told: "the Kenyan premier"."""
    return entity.named or entity.country is not None


def mediators(frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Agreed under the eyes of X", "with X's help", "X got them to agree": X, who mediated."""
    verb, found = frame.head, list[Entity]()
    for case, token in frame.obliques:
        lemma = token.lemma_.lower()
        if lemma in (_WATCHING if case == "under" else HELPING if case in _WITH else ()):
            found += owners(token, discourse)
        elif case in ("in", "at", "during") and lemma in lexicon().classes["encounters"]:
            led = (c for c in children(token, "acl") if c.lemma_ in _MEDIATING)
            found += [
                e for c in led for a in children(c, "obl:agent") for e in actors_at(a, discourse)
            ]
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and verb.tag_ == "VB" and above.lemma_ in _BRINGING:
        brought = frame_of(above)
        others = brought.object is not None or child(verb, "nsubj") is not None
        if brought.subject is not None and not brought.passive and others:
            found += discourse.resolve(brought.subject)
    return tuple(e for e in dict.fromkeys(found) if e.named)


def bind(verb: Frame, discourse: Discourse, mention: Mention, *, spoken_of: bool = False) -> None:
    """ "Under an accord with Norway, Kenya may fish", "he condemned the accord with Norway".

    Who acts under an accord with one party is the other, or serves it, and so does a person who
    speaks of one; a country may speak of others' accords. Two who act under one are its parties.
    """
    acting = discourse.resolve(verb.subject) if verb.subject is not None else ()
    if spoken_of and any(e.type == "country" for e in acting):
        return  # "Kenya condemned the accord with Uganda"
    fresh = mention.only_mediated or not mention.anaphoric  # no deal that was told before
    if fresh and is_under(mention.trigger):
        mention.add(_each_acting(verb.head, acting, discourse), "participant")
    lands = [e if e.type == "country" else e.country for e in acting]
    others = [e for e in lands if e is not None and e not in mention.entities]
    both = len(mention.parties) + len(others) == 2 and len(others) == len(acting)
    alike = all(e.type == "country" for e in mention.entities)
    if both and alike and (mention.parties or all(e.type == "country" for e in acting)):
        mention.add(tuple(others), "participant")
        mention.confidence = min(mention.confidence, 0.6)


def _each_acting(
    verb: Token, acting: tuple[Entity, ...], discourse: Discourse
) -> tuple[Entity, ...]:
    """ "Under a deal, Kenya will free the crew and Uganda will reopen the port": both."""
    others = (child(c, "nsubj") for c in children(verb, "conj", "advcl"))
    beside = [e for t in others if t is not None for e in discourse.resolve(t)]
    sides = tuple(dict.fromkeys((*acting, *beside)))
    known = all(e.type in _POLITIES and e.named for e in sides)
    return sides if acting and beside and known else ()


def bound_by(verb: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """Whom an accord binds: "relations between X and Y are governed by it", "it binds X to Y"."""
    if verb.head.lemma_ not in _BINDING or verb.object is None:
        return ()
    found: list[Entity] = []
    for thing in (verb.object, *verb.under("to")):
        inside = (t for t in thing.subtree if t.dep_ in ("nmod", "obl"))
        sides = [t for t in inside if preposition(t) in _BETWEEN]
        apart = [e for t in sides for e in actors_at(t, discourse)]
        found += apart or discourse.resolve(thing) or owners(thing, discourse, answerable=True)
    return tuple(e for e in dict.fromkeys(found) if e.named)


def is_under(noun: Token) -> bool:
    """ "Under a deal", also where the parser gives the preposition to a participle behind it."""
    return "under" in (preposition(noun), noun.left_edge.lower_)


def is_of_others(mention: Mention) -> bool:
    """Whether the noun's phrase names all parties: "a pact between X and Y", announced by Z."""
    between = frame_of(mention.trigger).under("between", "among")
    return bool(between) and len(mention.parties) > 1


def is_aftermath(verb: Token) -> bool:
    """ "Collapsed on Monday", "will go before parliament on Friday": long after the accord."""
    ahead = lexicon().status.modal_plan | {"would"}
    begins = verb.tag_ == "VBZ" and verb.lemma_ in _BEGINNING
    return (
        begins or verb.lemma_ in _ENDINGS or any(c.lower_ in ahead for c in children(verb, "aux"))
    )


def those_above(frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """ "She thanked the premier when they met in Rome": she and the premier."""
    verb, above = frame.head, frame.head.head
    they = frame.subject is not None and frame.subject.lower_ in ("they", "two")
    if not they or verb.dep_ != "advcl" or frame.object is not None or not is_verbal(above):
        return ()
    outer = frame_of(above)
    inner = frame_of(outer.clause) if outer.clause is not None else outer
    others = [
        t for f in (outer, inner) for t in (f.object, *f.under("with", "to")) if t is not None
    ]
    found = actors_at(outer.subject, discourse) if outer.subject is not None else ()
    other = next((e for t in others if (e := actors_at(t, discourse))), ())
    both = (*found, *other)
    people = len(found) == len(other) == 1 and all(e.type == "person" and e.named for e in both)
    return both if people and found != other else ()
