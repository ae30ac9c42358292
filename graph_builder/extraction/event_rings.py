"""Calls told by ringing, with nobody as the object of the verb.

"She telephoned to congratulate him": whom she congratulates. "The mayor's telephone rang: it was
the minister": the mayor and the minister.
"""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_calls import is_wire, people_at
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import Frame, child, children, frame_of
from graph_builder.extraction.status import judge
from graph_builder.extraction.tokens import Token

RINGING = frozenset({"ring", "phone", "telephone", "call"})
_COLON = frozenset({":", "—", "–"})
_NEAR = 6  # tokens from a colon to the name of who is calling
_IT = frozenset({"it", "this", "that"})
_TELEPHONES = frozenset({"phone", "telephone", "phones", "telephones", "rang", "receiver"})


def rings(verb: Token, discourse: Discourse) -> Iterator[Mention]:
    """The call that a verb of ringing without a party as its object tells of."""
    frame = frame_of(verb)
    if frame.passive:
        return
    parties = (
        _through_telephone(frame, discourse)
        or _with_purpose(frame, discourse)
        or _found_at(frame, discourse)
    )
    if len(parties) == 2:
        mention = Mention("phone_call", verb, [], judge(verb), f"ring:{verb.lemma_}", 0.65)
        mention.hosts = [verb]
        mention.add(tuple(parties), "participant")
        yield mention


def _with_purpose(frame: Frame, discourse: Discourse) -> list[Entity]:
    """ "Rang to thank her": who rang and whom the infinitive is said to."""
    if frame.subject is None or frame.object is not None or frame.under("for", "on", "upon"):
        return []
    for clause in children(frame.head, "xcomp", "advcl"):
        marked = any(c.lower_ == "to" for c in children(clause, "mark"))
        asked = any(c.lower_ == "for" or c.dep_.startswith("nsubj") for c in clause.children)
        if clause.tag_ != "VB" or not marked or asked:
            continue  # "called for governments to act"
        said = frame_of(clause)
        spoken_to = said.under("to")
        if clause.lemma_ in lexicon().classes["addressing"] and said.object is not None:
            spoken_to = [said.object, *spoken_to]
        caller = people_at(frame.subject, discourse)
        called = [e for t in spoken_to for e in people_at(t, discourse) if e not in caller]
        return [*caller, *called[:1]]
    return []


def _found_at(frame: Frame, discourse: Discourse) -> list[Entity]:
    """ "She was at her desk when the king rang": the king and she."""
    verb = frame.head
    spoken = verb.lemma_ != "call" or not _TELEPHONES.isdisjoint(verb.doc.vocabulary)
    when = any(c.lower_ == "when" for c in children(verb, "advmod", "mark"))
    if verb.dep_ != "advcl" or not (when and spoken) or frame.object is not None:
        return []
    if frame.clause is not None or frame.under("for", "on", "upon", "at", "in", "to"):
        return []
    caller = people_at(frame.subject, discourse)
    called = people_at(child(verb.head, "nsubj"), discourse)
    apart = len(caller) == len(called) == 1 and caller != called
    return [*caller, *called] if apart else []


def _through_telephone(frame: Frame, discourse: Discourse) -> list[Entity]:
    """ "His telephone rang: the premier": he and the premier."""
    telephone = frame.subject
    if telephone is None or not is_wire(telephone):
        return []
    called = people_at(child(telephone, "nmod:poss"), discourse)
    caller = _caller(frame.head, discourse)
    return [*called, caller] if caller is not None and caller not in called else []


def _caller(verb: Token, discourse: Discourse) -> Entity | None:
    """Who is named behind the colon after a telephone rang, or by "It was X" after it."""
    doc, sentence = verb.doc, verb.sent
    start = next((t.i + 1 for t in doc[verb.i : sentence.end] if t.text in _COLON), sentence.end)
    named = start < sentence.end
    if not named and (start >= len(doc) or doc[start].lower_ not in _IT):
        return None
    if not named and doc[start].head.lower_ not in _IT and child(doc[start].head, "cop") is None:
        return None
    for token in doc[start : min(start + _NEAR, len(doc))]:
        if token.dep_.startswith("nsubj") and token.lower_ not in _IT:
            return None  # "His phone rang: the king wanted to come"
        people = people_at(token, discourse) if token.ent_type_ == "PERSON" else []
        if people:
            return people[0]
    return None
