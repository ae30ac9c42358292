"""Plain negations: "did not meet", "nor did they meet", "neither met", "signed nothing"."""

from graph_builder.extraction.event_types import StatusWords
from graph_builder.extraction.tokens import Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
"""Words that deny the verb which they hang on, lower case."""

_NEGATING = frozenset({"advmod", "det", "neg", "cc:preconj"})
_OF_PARTIES = frozenset({"nsubj", "nsubj:pass", "obj"})


def negation_of(token: Token, words: StatusWords) -> Token | None:
    """The word by which the clause of `token` denies it: "not", "nor", "neither", "nothing"."""
    return _own_negation(token, words) or _nothing_done(token)


def _nothing_done(participle: Token) -> Token | None:
    """ "With nothing agreed between them": "nothing"."""
    noun = participle.head
    told = participle.dep_ == "acl" and participle.tag_ == "VBN" and noun.lower_ == "nothing"
    return noun if told else None


def _own_negation(token: Token, words: StatusWords) -> Token | None:
    for dependent in token.children:
        relation = dependent.dep_
        if relation in _NEGATING:
            if dependent.lower_ in words.negations and not _parted(dependent, token):
                return dependent
            if dependent.lower_ == "longer" and token.doc[dependent.i - 1].lower_ == "no":
                return dependent  # "will no longer visit it"
        elif relation == "obl":
            if dependent.lower_ == "nothing":
                return dependent  # "agreed on nothing"
        elif not token.verbal:
            continue
        elif relation == "cc":
            if dependent.lower_ in ("nor", "neither"):
                return dependent  # "nor did he receive her"
        elif relation in _OF_PARTIES:
            inner = _determined_by_none(dependent)
            if inner is not None:
                return inner
    return None


def _parted(adverb: Token, verb: Token) -> bool:
    """ "In May the two, then hardly friends, met", "not only did it elect her"."""
    following = adverb.doc[adverb.i + 1 : adverb.i + 2]
    if any(t.lower_ in ("only", "just", "merely", "least") for t in following):
        return True
    between = verb.doc[adverb.i : verb.i] if adverb.lower_ == "hardly" else ()
    return any(t.text == "," for t in between)


def _determined_by_none(noun: Token) -> Token | None:
    if noun.lower_ in ("neither", "none", "nobody", "nothing"):
        return noun
    for inner in noun.children:
        if inner.lower_ in ("no", "neither") and inner.dep_ in ("det", "cc:preconj"):
            return inner
    return None
