"""Who and what an article names: from names in a Doc to entities of a `Discourse`."""

from spacy.tokens import Doc

from graph_builder.extraction.discourse import Discourse, Entity, Reference
from graph_builder.model import ActorType

_TYPES: dict[str, ActorType] = {"PERSON": "person", "ORG": "organization", "LOC": "country"}


def find_actors(doc: Doc) -> Discourse:
    """A discourse with the named actors of `doc`; coreference adds the other references."""
    discourse = Discourse(doc)
    known: dict[str, Entity] = {}
    for ent in doc.ents:
        if ent.label_ in _TYPES:
            entity = known.get(ent.text)
            if entity is None:
                entity = known[ent.text] = discourse.add_entity(_TYPES[ent.label_], ent.text)
            discourse.add_reference(Reference(ent.start, ent.end, ent.root.i, "name", (entity,)))
    return discourse
