"""Whether two tellings' places may be those of one event."""

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import is_verbal

_ONWARDS = frozenset("head travel fly go continue proceed move leave journey return".split())


def places_agree(a: Mention, b: Mention) -> bool:
    """Whether two tellings name no places that differ."""
    if a.place is None or b.place is None or place_words(a) & place_words(b):
        return True
    if a.type == "visit" and not _travels_on(a, b) and _is_capital_of(a, b):
        return True
    # A hall and its city, a city and its country may be one place; two cities are not.
    return a.type == "meet" and not (_is_city(a) and _is_city(b))


def _travels_on(a: Mention, b: Mention) -> bool:
    """ "Toured the port before heading to Chile": two stops, told in one sentence."""
    first, second = sorted((a.trigger, b.trigger), key=lambda t: t.i)
    together = first.sent is second.sent and is_verbal(first) and is_verbal(second)
    return together and second.lemma_ in _ONWARDS


def _is_capital_of(a: Mention, b: Mention) -> bool:
    """Whether one place is a city of, or may be a building in, the country that the other is."""
    for inner, outer in ((a, b), (b, a)):
        if inner.place is None or inner.nationwide or not outer.nationwide:
            continue
        building = not any(t.ent_type_ == "LOC" for t in inner.place)
        if building or (inner.land is not None and inner.land == outer.land):
            return True  # "arrived at the White House" on "a trip to the United States"
    return False


def _is_city(mention: Mention) -> bool:
    if mention.place is None:
        return False
    located = any(t.ent_type_ == "LOC" for t in mention.place)
    building = mention.place.root.lemma_.lower() in lexicon().classes["buildings"]
    return located and not building and not mention.nationwide


def place_words(mention: Mention) -> set[str]:
    """The words of a telling's place, in lower case."""
    return set(mention.place.text.lower().split()) if mention.place is not None else set()
