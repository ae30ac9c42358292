"""Visits told without a verb of motion: "the chancellor was in Paris on Wednesday"."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.event_places import is_place, place_span
from graph_builder.extraction.frames import SUBJECTS, child, children, preposition
from graph_builder.extraction.status import judge


def stays(place: Token, discourse: Discourse) -> Iterator[Mention]:
    """The visit of a named person who is said to be in a location.

    It counts only with a time or a purpose ("for talks"): who simply is somewhere may live there.
    """
    be = child(place, "cop")
    subject = child(place, *SUBJECTS)
    if be is None or subject is None or preposition(place) not in ("in", "at"):
        return
    if place.ent_type_ != "LOC" or not is_place(place, discourse) or child(place, "aux"):
        return
    visitors = tuple(e for e in actors_at(subject, discourse) if e.type == "person" and e.named)
    if not visitors:
        return
    purpose = any(preposition(c) == "for" for c in children(place, "obl", "nmod"))
    mention = Mention("visit", place, [], judge(place), "stay", 0.55, hosts=[place])
    mention.add(visitors, "visitor")
    mention.place = place_span(place)
    mention.needs_time = not purpose
    yield mention
