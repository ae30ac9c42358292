"""The stops of a journey that are told one by one: "the next stop on her tour is Lima"."""

from collections.abc import Iterator
from dataclasses import replace

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_places import is_place, place_span
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import SUBJECTS, child, children, conjuncts, preposition
from graph_builder.extraction.status import judge
from graph_builder.extraction.tokens import Token

_PLANS = frozenset({"itinerary", "schedule", "programme", "program", "diary", "route"})
STOPS = frozenset({"stop", "stopover", "leg", "destination", "port"}) | _PLANS
_LISTING = frozenset({"include", "take", "feature", "comprise", "list", "cover"})
_STILL_TO_COME = frozenset({"next", "remaining", "final"})
_WITHIN = frozenset({"on", "of", "in", "during"})


def stops(noun: Token, discourse: Discourse) -> Iterator[Mention]:
    """A visit for each place that is said to be a stop of somebody's journey.

    "Lima and Quito are the next stops on her tour", "his itinerary takes in Lima and Quito".
    """
    places = [t for t in _places(noun) if _is_stop(t, discourse)]
    visitors = _travellers(noun, discourse) if places else ()
    if not visitors:
        return
    copular = child(noun, "cop") is not None or noun.dep_ not in SUBJECTS
    verdict = judge(noun if copular else noun.head)
    ahead = any(c.lower_ in _STILL_TO_COME for c in children(noun, "amod"))
    past = any(c.lower_ in ("was", "were") for t in (noun, noun.head) for c in children(t, "cop"))
    if verdict.real and not past and (ahead or noun.lemma_ in _PLANS):
        verdict = replace(verdict, status="planned", tense="future")
    for place in places:
        mention = Mention("visit", noun, [], verdict, "stop", 0.55, hosts=[place])
        mention.add(visitors, "visitor")
        mention.place = place_span(place)
        mention.joins = noun.dep_ == "appos"  # "flew to Lima, the last stop on her tour"
        yield mention


def _places(noun: Token) -> list[Token]:
    """What is said to be a stop, or what an itinerary lists."""
    clause = noun.head
    if child(noun, "cop") is not None:
        named = children(noun, *SUBJECTS)
    elif noun.dep_ in SUBJECTS and child(clause, "cop") is not None:
        named = [clause]
    elif noun.dep_ in SUBJECTS and noun.lemma_ in _PLANS and clause.lemma_ in _LISTING:
        inside = [t for thing in children(clause, "obj") for t in children(thing, "nmod", "appos")]
        named = [*children(clause, "obj", "obl"), *inside]
    elif noun.dep_ in ("xcomp", "obj") and clause.lemma_ == "make":
        named = [t for t in children(clause, "obj") if t != noun]  # "made Lima her first stop"
    else:
        named = [noun.head] if noun.dep_ == "appos" else []
    return [part for t in named for part in conjuncts(t)]


def _is_stop(token: Token, discourse: Discourse) -> bool:
    """A place by its name; of a list of places that the article knows nothing else of."""
    return token.pos_ == "PROPN" and bool(token.ent_type_) and is_place(token, discourse)


def _travellers(noun: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """Whose stop it is, or whose journey it is a stop of."""
    visits = lexicon().classes["visits"]
    inside = [t for t in children(noun, "nmod") if preposition(t) in _WITHIN]
    journeys = [noun, *(t for t in inside if t.lemma_.lower() in visits)]
    owners = [o for j in journeys for o in children(j, "nmod:poss")]
    owners += [t for t in inside if t.ent_type_ == "PERSON"]
    owners += [t for j in journeys[1:] for t in children(j, "nmod") if preposition(t) == "by"]
    found = (e for o in owners for e in discourse.resolve(o) if e.type == "person" and e.named)
    known = tuple(dict.fromkeys(found))
    made = child(noun.head, *SUBJECTS) if not known and noun.head.lemma_ == "make" else None
    who = discourse.resolve(made) if made is not None else ()
    return known or tuple(e for e in who if e.type == "person" and e.named)
