"""Whose journeys are no visits: whoever goes home, and who acts for no state."""

import re

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_families import goes_to_private_person, is_kin
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_places import id_of_land
from graph_builder.extraction.event_types import lexicon as event_lexicon
from graph_builder.extraction.frames import children, frame_of, is_verbal
from graph_builder.extraction.tokens import Doc

_PUBLIC = frozenset(
    "tourists holidaymakers pilgrims travellers travelers fans supporters spouses shoppers "
    "fishermen farmers workers villagers residents refugees migrants citizens nationals "
    "students pupils children schoolchildren visitors passengers athletes lovers enthusiasts "
    "hikers sailors crew swimmers divers actors singers immigrants men women people "
    "patients customers police gunmen survivors escapees deserters suspects fugitives detainees "
    "prisoners convicts".split()
)
_POSTED = frozenset("ambassador ambassadors consul consuls".split())
_ELSE = frozenset("former ex once envoy minister president premier".split())
_BEHIND = re.compile(r" (?:from|in|of|\w+ing) ")


def goes_home(mention: Mention) -> bool:
    """ "Flew back to Nairobi": whoever travels to the land that he serves visits nobody."""
    if mention.type != "visit" or mention.place is None or not is_verbal(mention.trigger):
        return False
    land = mention.land
    served = [id_of_land(e.country) if e.country is not None else None for e in mention.entities]
    return land is not None and bool(served) and all(home == land for home in served)


def returns_to_post(mention: Mention) -> bool:
    """ "The ambassador will return to Oslo", "is back in Oslo": to where he is accredited."""
    if mention.type != "visit" or not mention.parties:
        return False
    told = (mention.trigger, *mention.hosts)
    back = any(t.lemma_ == "return" or "back" in t.below or t.lower_ == "back" for t in told)
    return back and all(_is_posted(e, mention.trigger.doc) for e in mention.entities)


def _is_posted(entity: Entity, doc: Doc) -> bool:
    """Whether somebody is called an ambassador anywhere, and not a former one or an envoy."""
    heads = [doc[r.head] for r in entity.references if r.kind != "pronoun"]
    words = {t.lower_ for r in entity.references for t in doc[r.start : r.end]}
    words |= {t.lower_ for h in heads for t in children(h, "nmod:desc", "appos")}
    return not _POSTED.isdisjoint(words) and words.isdisjoint(_ELSE)


def is_private(mention: Mention) -> bool:
    """A journey of nobody who acts for a state: of tourists, of somebody's family, from exile."""
    if mention.type != "visit":
        return False
    if is_verbal(mention.trigger):
        around = frame_of(mention.trigger).under("from", "into", "in")
        if any(t.lemma_.lower() == "exile" for t in around):
            return True
    if goes_to_private_person(mention.trigger):
        return True
    unnamed = [e for e in mention.entities if not e.named or e.name.islower()]
    last = [last_word(e) for e in unnamed]
    heads = (_BEHIND.split(e.name.lower())[0] for e in unnamed)
    last += [head.split()[-1] for head in heads]
    words = {form for word in last for form in (word, word.removesuffix("s"))}
    classes = event_lexicon().classes
    known = (_PUBLIC, classes["organs"], classes["crowds"])
    return not all(map(words.isdisjoint, known)) or any(map(is_kin, mention.entities))


def last_word(entity: Entity) -> str:
    """The last word of what an actor is called, in lower case."""
    return entity.name.lower().split()[-1]
