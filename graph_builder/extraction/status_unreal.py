"""Wordings by which an event that a verb or noun names did not happen, without a plain "not".

Replaced acts ("instead of meeting"), near misses
("nearly met"), and tales that somebody refutes ("reports that they met are false").
"""

from collections.abc import Iterator

from spacy.tokens import Token

from graph_builder.extraction.frames import children, preposition

_BESIDE = {"instead": "of", "rather": "than"}
_NEARLY = frozenset({"nearly", "almost"})
_TALES = frozenset(
    "report claim rumour rumor allegation speculation suggestion story assertion gossip".split()
)
_UNTRUE = frozenset(
    "false untrue baseless unfounded groundless fabricated bogus fictitious".split()
)
_REFUTE = frozenset("dismiss deny reject refute debunk dispute quash rubbish".split())
_DESCRIBE = frozenset({"advcl", "xcomp", "obl", "acl", "nmod"})


def left_undone(token: Token) -> Token | None:
    """The word that says an act was not done: "instead of", "without", "nearly" before it."""
    for dependent in token.children:
        lower = dependent.lower_
        if dependent.dep_ in ("mark", "case", "cc"):
            second = _BESIDE.get(lower)
            fixed = second is not None and _followed_by(dependent, second)
            if fixed or (lower == "without" and dependent.i < token.i):
                return dependent
        if lower in _NEARLY and dependent.dep_ == "advmod" and dependent.i == token.i - 1:
            return dependent
    return None


def _followed_by(first: Token, second: str) -> bool:
    """Whether `second` is the word right after `first`."""
    return first.i + 1 < len(first.doc) and first.doc[first.i + 1].lower_ == second


def is_tale(noun: Token) -> bool:
    """Whether the noun is something told, true or not: a report, a rumour."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in _TALES


def told_in(clause: Token) -> Token | None:
    """The tale whose content the clause is: "reports that they met"."""
    that = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
    content = clause.dep_ in ("acl", "acl:relcl", "ccomp") and that
    return clause.head if content and is_tale(clause.head) else None


def refutation(tale: Token) -> Token | None:
    """The word by which the clause around a tale says that it is untrue, unless that is negated."""
    if any(c.lower_ in ("not", "n't", "n’t", "never") for c in tale.head.children):
        return None
    return next(_refuting(tale), None)


def _refuting(tale: Token) -> Iterator[Token]:
    governor = tale.head
    if tale.dep_ == "nsubj" and governor.lemma_.lower() in _UNTRUE:
        yield governor
    yield from (c for c in children(tale, "amod") if c.lower_ in _UNTRUE)
    for part in children(tale, "nmod", "parataxis"):
        denied = part.dep_ == "parataxis" and part.lemma_.lower() in _REFUTE
        if (denied and children(part, "aux:pass")) or _as_untrue(part):
            yield part
    if tale.dep_ in ("obj", "nsubj:pass"):
        if governor.lemma_.lower() in _REFUTE:
            yield governor
        yield from (c for c in governor.children if _as_untrue(c))


def _as_untrue(word: Token) -> bool:
    """ "Described the reports as false"."""
    as_untrue = word.lower_ in _UNTRUE and word.dep_ in _DESCRIBE
    return as_untrue and (word.dep_ not in ("obl", "nmod") or preposition(word) == "as")
