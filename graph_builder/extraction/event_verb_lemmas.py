"""Under which lemmas the event lexicon may know a verb: with a particle, a fixed object, alone."""

from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import child, lemma_of, roles
from graph_builder.extraction.tokens import Token

_PARTICLES = frozenset("off down out back up on over away together home ashore".split())
# With these the bare verb keeps its sense: "fly out", "travel on".
_DIRECTIONS = ("_out", "_in", "_on", "_over", "_back")
# Words however far behind: "brought A and, from the north, B together", "called its envoys home".
_BEHIND = {"bring": ("together",), "get": ("together",), "come": ("together",), "call": ("home",)}
_LIGHT = frozenset({"foot", "it"})  # "set foot", "made it": the object is part of the verb


def lemmas_of(verb: Token) -> list[str]:
    """The verb's lemma with its particle or fixed object first, then alone where that is fair."""
    lemma, with_particle = verb.lemma_.lower(), lemma_of(verb)
    words = verb.doc.tokens
    after = words[verb.i + 1] if verb.i + 1 < len(words) else None
    thing = child(verb, "obj")
    found = [with_particle] if with_particle != lemma else []
    if after is not None and after.lower_ in _PARTICLES and after.head in (verb, *verb.children):
        found.append(f"{lemma}_{after.lower_}")
    elif after is not None and after.lower_ == "in" and _stands_alone(after):
        found.append(f"{lemma}_in")
    apart = lemma == "come" and ("here" in verb.below or "there" in verb.below)  # to a place
    for word in _BEHIND.get(lemma, ()) if not apart else ():
        found += [f"{lemma}_{word}" for c in verb.children if c.lower_ == word]
    if thing is not None and thing.lower_ in _LIGHT:
        found.append(f"{lemma}_{thing.lower_}")
    away = found[-1:] == [f"{lemma}_away"]  # "passed away in Rome"
    if (with_particle == lemma and not away) or with_particle.endswith(_DIRECTIONS):
        found.append(lemma)
    known = lexicon().verbs
    unknown = with_particle == lemma and not away and known.keys().isdisjoint(found)
    if verb.tag_ == "VBG" or unknown:
        # "Is meeting", lemmatised as a noun; "shook", not lemmatised at all.
        predicate = roles(verb.doc, verb.i)
        found += [predicate.sense.split(".")[0]] if predicate is not None else []
    return list(dict.fromkeys(found))


def _stands_alone(particle: Token) -> bool:
    """ "Flew in on Monday", "flew in and": no noun follows the word."""
    following = particle.i + 1
    if following >= len(particle.doc):
        return True
    after = particle.doc[following]
    return after.is_punct or after.tag_ in ("IN", "CC", "TO", "RB")
