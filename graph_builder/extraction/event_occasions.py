"""One verb, several occasions: "they met in Panama in April and again in New York in September"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from graph_builder.extraction.discourse import Discourse
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_places import is_place, place_span
from graph_builder.extraction.frames import is_verbal, preposition
from graph_builder.extraction.temporal_phrases import TimePhrase

_REPEATABLE = frozenset({"meet", "visit", "phone_call"})


def occasions(
    mention: Mention, times: Sequence[TimePhrase], discourse: Discourse
) -> Iterator[Mention]:
    """`mention` once for every place that is followed by a time of its own; else as it is."""
    pairs = _pairs(mention, times, discourse) if mention.type in _REPEATABLE else []
    if len(pairs) < 2:
        yield mention
        return
    for place, time in pairs:
        yield replace(mention, parties=list(mention.parties), place=place, time=time)


def _pairs(
    mention: Mention, times: Sequence[TimePhrase], discourse: Discourse
) -> list[tuple[Span, TimePhrase]]:
    """Place and time next to each other, after the verb and before the next verb."""
    verb = mention.trigger
    if not is_verbal(verb):
        return []
    end = next((t.i for t in verb.doc[verb.i + 1 : verb.sent.end] if is_verbal(t)), verb.sent.end)
    places = [t for t in verb.doc[verb.i + 1 : end] if _named_place(t, discourse)]
    pairs = []
    for n, place in enumerate(places):
        stop = places[n + 1].i if n + 1 < len(places) else end
        following = (p for p in times if place.i < p.start < stop and p.time.start is not None)
        time = next(following, None)
        if time is not None:
            pairs.append((place_span(place), time))
    starts = {time.time.start for _, time in pairs}
    return pairs if len(starts) == len(pairs) else []


def _named_place(token: Token, discourse: Discourse) -> bool:
    in_place = preposition(token) in ("in", "at", "to")
    return in_place and token.dep_ not in ("compound", "flat") and is_place(token, discourse)
