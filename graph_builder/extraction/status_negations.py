"""Plain negations: "did not meet", "nor did they meet", "neither met", "signed nothing"."""

from graph_builder.extraction.event_types import StatusWords
from graph_builder.extraction.frames import is_verbal
from graph_builder.extraction.tokens import Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
"""Words that deny the verb which they hang on, lower case."""

_NEGATING = frozenset({"advmod", "det", "neg", "cc:preconj"})


def negation_of(token: Token, words: StatusWords) -> Token | None:
    """The word by which the clause of `token` denies it: "not", "nor", "neither", "nothing"."""
    for dependent in token.children:
        negates = dependent.lower_ in words.negations and dependent.dep_ in _NEGATING
        if negates and not _parted(dependent, token):
            return dependent
        if dependent.lower_ == "nothing" and dependent.dep_ == "obl":
            return dependent  # "agreed on nothing"
        linking = dependent.lower_ in ("nor", "neither") and dependent.dep_ == "cc"
        if linking and is_verbal(token):
            return dependent  # "nor did he receive her"
        if dependent.dep_ in {"nsubj", "nsubj:pass", "obj"} and is_verbal(token):
            inner = _determined_by_none(dependent)
            if inner is not None:
                return inner
    return None


def _parted(adverb: Token, verb: Token) -> bool:
    """ "In May the two, then hardly friends, met": an adverb of what stands before the comma."""
    between = verb.doc[adverb.i : verb.i] if adverb.lower_ == "hardly" else ()
    return any(t.text == "," for t in between)


def _determined_by_none(noun: Token) -> Token | None:
    if noun.lower_ in ("neither", "none", "nobody", "nothing"):
        return noun
    return next(
        (
            c
            for c in noun.children
            if c.dep_ in ("det", "cc:preconj") and c.lower_ in ("no", "neither")
        ),
        None,
    )
