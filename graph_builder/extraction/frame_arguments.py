"""What stands where in a tree: arguments of semantic roles, and the verb above a word."""

from collections.abc import Iterator
from itertools import takewhile

from graph_builder.extraction.tokens import Token
from graph_builder.reading.predicates import Argument


def argument_head(verb: Token, argument: Argument) -> Token:
    """The head of an argument's span; a span that reaches round the verb keeps the given one."""
    if argument.start <= verb.i < argument.end:
        return verb.doc[argument.head]
    return verb.doc.head_of(argument.start, argument.end)


def leading_preposition(verb: Token, argument: Argument) -> str:
    """The preposition that opens an argument after the verb; "" if none does."""
    if argument.start <= verb.i or argument.end - argument.start < 2:
        return ""
    first = verb.doc.tokens[argument.start]
    return first.lower_ if first.tag_ in ("IN", "TO") and first.pos_ == "ADP" else ""


def between(token: Token, verb: Token) -> Iterator[Token]:
    """The words of the tree between a word and a verb above it; none if it isn't above."""
    if verb.is_ancestor(token):
        yield from takewhile(lambda above: above != verb, token.ancestors)


def has_to(verb: Token) -> bool:
    """Whether the "to" of an infinitive hangs on the verb."""
    return "to" in verb.below and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with its "to"."""
    return verb.tag_ == "VB" and has_to(verb)


def measures(noun: Token) -> bool:
    """What the parser takes for an object: "a 20 percent tariff", "met one to one"."""
    doc, after = noun.doc, noun.i + 1
    if after >= len(doc):
        return False
    if noun.lower_ == "one":
        return doc[after].lower_ in ("to", "on") and doc[after].head.lower_ == "one"
    if noun.lemma_ not in ("percent", "%"):
        return False
    return doc[after].dep_ == "obj" and doc[after].head == noun.head


def noun_before(verb: Token, *, thing: bool = False) -> Token | None:
    """ "The agreement, signed by …": the noun (a thing) before a participle hung elsewhere."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].is_punct:
        i -= 1
    named = thing and verb.doc[i].ent_type_ in ("PERSON", "LOC", "DATE")
    noun = verb.doc[i] if i >= verb.sent.start and not named else None
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def verb_above(token: Token) -> Token | None:
    """The nearest verb that a word hangs below, if any."""
    return next((above for above in token.ancestors if above.verbal), None)
