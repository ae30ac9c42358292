"""Who does what to whom: the predicates of a Doc, as everything downstream reads them.

A reading sets `doc._.predicates`. This module needs neither the model nor its files, so that
language code can be tested on Docs built by hand.
"""

from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a predicate, as token indices of the Doc, `end` exclusive.

    `role` is a PropBank label: ARG0 … ARG5, ARGA, ARGM-TMP, ARGM-LOC, …, or one of these with the
    prefix R- (a relative pronoun that stands for the argument). `head` is the syntactic head of
    the span and lies inside it.
    """

    role: str
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate: its token, its PropBank roleset ("meet.03"), and its arguments in text order.

    `negated` says that a negation stands on it; `modality` is the lower-cased modal verb on it
    ("will", "may") or None; `score` is the probability, 0 … 1, that the word is a predicate.
    """

    i: int
    sense: str
    args: tuple[Argument, ...]
    negated: bool
    modality: str | None
    score: float


def register() -> None:
    """Make `Doc._.predicates` known to spaCy; calling it twice is harmless."""
    if not Doc.has_extension("predicates"):
        Doc.set_extension("predicates", default=())
