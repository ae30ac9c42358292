"""Encounters told as one more of several: "the next round of talks", "a second call"."""

from graph_builder.extraction.event_support import top_of
from graph_builder.extraction.frames import children, preposition
from graph_builder.extraction.tokens import Token

_NEXT = frozenset({"next", "follow-up", "subsequent"})
_FURTHER = frozenset({"second", "third", "another", "further", "return", "earlier", "previous"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_ROUNDS = frozenset({"round", "session"})
_MAIN = ("nsubj", "ROOT", "parataxis")  # "a second round failed", "3 March: second round"
# What an encounter is the object or the aim of: "will hold a second round", "the date of".
_ARRANGING = frozenset(
    "agree announce arrange date expect fix have hold plan propose set come fly gather go meet "
    "return travel".split()
)
_CONTESTS = frozenset("election vote ballot runoff run-off tournament bout match boxing".split())


def is_another(noun: Token) -> bool:
    """ "The next round of talks", "a second call"; "the second" may be one told already."""
    parts = (noun, top_of(noun))
    words = {c.lower_ for t in parts for c in children(t, "amod", "det", "compound")}
    return bool(words & _NEXT) or bool(words & _FURTHER and not words & _KNOWN)


def is_another_round(noun: Token) -> bool:
    """ "A second round, planned for May": of talks, unless the text tells of votes or games."""
    if noun.lemma_ not in _ROUNDS or not is_another(noun):
        return False
    told = noun.dep_.startswith(_MAIN) or noun.head.lemma_ in _ARRANGING
    if not told or any(preposition(c) == "of" for c in children(noun, "nmod")):
        return False  # "shares fell for a third session", "a round of layoffs"
    return next(iter(noun.doc.of_lemmas(_CONTESTS)), None) is None
