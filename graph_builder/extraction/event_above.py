"""Parties that an event takes from the clause above it: "she thanked him when they met"."""

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.frames import Frame, frame_of, is_verbal, preposition


def signatory_above(frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Under an accord signed with Peru, Norway may fish": Norway."""
    document = frame.head.head
    if frame.head.dep_ != "acl" or frame.head.tag_ != "VBN" or preposition(document) != "under":
        return ()  # who criticises an accord has not signed it
    above = next((a for a in frame.head.ancestors if is_verbal(a)), None)
    subject = frame_of(above).subject if above is not None else None
    found = actors_at(subject, discourse) if subject is not None else ()
    return found if len(found) == 1 and found[0].named else ()


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
