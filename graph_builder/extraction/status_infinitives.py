"""Infinitives that tell of what is to come or was to: "is to meet", "had been due to meet"."""

from collections.abc import Iterator
from itertools import islice

from graph_builder.extraction.frames import children
from graph_builder.extraction.tokens import Token
from graph_builder.model import Status

_ARRANGED = frozenset(
    "due about scheduled set slated expected supposed meant planned booked".split()
)
_WILL = frozenset({"will", "'ll", "’ll", "shall", "could", "may", "might", "can"})
# What happens then happens when something will or may.
_OPENERS = frozenset({"when", "once", "until", "before", "after"})
_PERFECT = frozenset({"has", "have"})
_REACH = 8  # words before the infinitive


def arranged(verb: Token) -> tuple[Status, Token] | None:
    """What an arrangement before the infinitive `verb` makes of it, and the word that says so.

    "Is due to meet" is planned. "Was to have met", "was supposed to have met" are denied, as the
    perfect infinitive after a past tense says so; so is "had been due to meet", as a plan is told
    of like that when it came to nothing. "Have yet to meet" is denied. What happens when something
    will is to come, too.
    """
    if not _OPENERS.isdisjoint(verb.below) and _comes_with(verb):
        return "planned", verb
    if "to" not in verb.doc.forms[max(verb.i - _REACH, 0) : verb.i]:
        return None
    words = _words_before(verb)
    nearest = next(words, "")
    nearest = next(words, "") if nearest in ("been", "be") else nearest  # "to have been signed"
    if nearest not in ("to", "have"):
        return None
    before = [nearest, *islice(words, 4)]
    perfect = nearest == "have"
    before = before[1:] if perfect else before
    if before[:1] != ["to"]:
        return None
    return _arranged(verb, before, perfect=perfect)


def _comes_with(verb: Token) -> bool:
    """ "Will be signed when she meets him", "will not sign before she has met him"."""
    perfect = verb.tag_ == "VBN" and not _PERFECT.isdisjoint(verb.below)
    present = verb.tag_ in ("VBZ", "VBP") or perfect
    if not present or verb.dep_ not in ("advcl", "acl:relcl"):
        return False
    above = islice(verb.ancestors, 2)
    return any(c.lower_ in _WILL for a in above for c in children(a, "aux"))


def _arranged(verb: Token, before: list[str], *, perfect: bool) -> tuple[Status, Token] | None:
    if before[1:2] == ["yet"] and before[2:3] in (["has"], ["have"], ["had"]):
        return "denied", verb
    named = before[1:2] and before[1] in _ARRANGED
    rest = before[2:] if named else before[1:]
    past, had = rest[:1] in (["was"], ["were"]), rest[:2] == ["been", "had"]
    if perfect:
        return ("denied", verb) if past or (named and had) else None
    if named and had:
        return "denied", verb
    now = rest[:1] in (["is"], ["are"], ["was"], ["were"])
    return ("planned", verb) if named and before[1] in ("due", "about") and now else None


def _words_before(verb: Token) -> Iterator[str]:
    """The words before `verb`, nearest first, without adverbs and negations between."""
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - _REACH) - 1, -1):
        token = verb.doc.tokens[i]
        if token.lower_ in ("not", "also") or (
            token.tag_ == "RB" and token.lower_ not in ("due", "yet")
        ):
            continue
        yield token.lower_


def is_to(verb: Token, auxiliaries: list[Token]) -> bool:
    """ "Is to meet", "was to take place", "is to be signed"."""
    if "to" not in verb.below:
        return False
    if verb.tag_ != "VB" and not any(a.tag_ == "VB" and a.lemma_ == "be" for a in auxiliaries):
        return False
    to = any(c.dep_ in ("mark", "aux") and c.lower_ == "to" for c in verb.children)
    above = [verb.head] if verb.dep_ == "xcomp" and children(verb, "nsubj", "nsubj:pass") else []
    verbs = (*auxiliaries, *above)  # or the parser hangs it, with the subject, on "is"
    return to and any(a.lemma_ == "be" and a.tag_ in ("VBZ", "VBP", "VBD") for a in verbs)


def headline_infinitive(verb: Token) -> bool:
    """ "Premier to visit Rome", "says kings to meet": an infinitive with its own subject."""
    if verb.tag_ != "VB":
        return False
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if "to" not in marks or "for" in marks or is_finite(verb):
        return False
    if verb.dep_ in ("acl", "parataxis") and verb.head.pos_ == "PROPN":
        return not children(verb.head, "det", "amod")  # hung on the name by the parser
    if verb.dep_ == "acl" and verb.head.head == verb.head and verb.head.tag_ == "NNS":
        return not children(verb.head, "det")  # "Kenyan, Chilean ministers to meet in Oslo"
    own = any(c.dep_ in ("nsubj", "nsubj:pass") for c in verb.children)
    return own and (verb.head == verb or verb.dep_ in ("ccomp", "parataxis"))


def is_finite(verb: Token) -> bool:
    """Whether an auxiliary or copula of the verb is finite."""
    return any(
        c.dep_ in ("aux", "cop", "aux:pass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD")
        for c in verb.children
    )
