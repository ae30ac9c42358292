"""Who was together on an occasion: "X received Y", "X had two hours with Y", "X flew in with Y".

"The two", "the pair" and "they" take up those who had to do with each other, rather than whoever
stands near by.
"""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_parties import actors_at
from graph_builder.extraction.parties import HOSTING
from graph_builder.extraction.scene import Scene, first_conjunct
from graph_builder.extraction.tokens import Token

# Their object is with the subject.
_MEETING = HOSTING | frozenset(
    "meet see visit call ring phone telephone join embrace confront hug interrupt".split()
)
_CARRYING = frozenset({"obj", "obl", "nmod", "advcl", "xcomp"})
_DEEP = 3  # words between a verb and the partner that it has: "had | two hours | of talks | with"
_SUBJECTS = ("nsubj", "nsubj:pass")
# What a clause of these tells is told by the way: "Berg, who had met Lund in May, …".
_ASIDE = frozenset({"acl:relcl", "acl", "advcl"})


def companies(
    scene: Scene, sentence: int, before: int, *, main: bool = False
) -> Iterator[tuple[Entity, ...]]:
    """Those together in one sentence, before token `before`, the last of them first.

    With `main` only those of its main clauses.
    """
    seen: set[int] = set()
    for occurrence in reversed(scene.history):
        if occurrence.sentence < sentence:
            return
        if occurrence.sentence > sentence or occurrence.i >= before:
            continue
        token = first_conjunct(scene.doc[occurrence.i])
        if token.i in seen:
            continue
        seen.add(token.i)
        group = actors_at(token, scene.discourse)
        if group and token.dep_ in _SUBJECTS and not (main and is_aside(token.head)):
            for verb in reversed([token.head, *_coordinated(token.head)]):
                partners = (p for p in _partners(verb, _DEEP) if p.i < before)
                found = dict.fromkeys(e for p in partners for e in scene.discourse.resolve(p))
                whole = tuple(dict.fromkeys((*group, *found)))
                if len(whole) > len(group):
                    yield whole
        if len(group) > 1 and not (main and is_aside(token.head)):
            yield group


def _coordinated(verb: Token) -> Iterator[Token]:
    """The verbs after `verb` that have its subject."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _has_subject(child):
            yield child
            yield from _coordinated(child)


def is_aside(verb: Token) -> bool:
    """Whether a clause is told by the way."""
    while verb.dep_ not in _ASIDE:
        if verb.head.i == verb.i:
            return False
        verb = verb.head
    return True


def _partners(verb: Token, deep: int) -> Iterator[Token]:
    """Whom the subject of `verb` meets or has with him, as far as no other subject comes in."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            if verb.lemma_ in _MEETING:
                yield child
        elif child.dep_ in ("obl", "nmod") and not child.below.isdisjoint(("with", "alongside")):
            if any(c.dep_ == "case" and c.lower_ in ("with", "alongside") for c in child.children):
                yield child
        elif child.dep_ == "obj" and verb.lemma_ in _MEETING and _is_named(child):
            yield child
        if deep and child.dep_ in _CARRYING and not _has_subject(child):
            yield from _partners(child, deep - 1)


def _is_named(phrase: Token) -> bool:
    """Whether a name tells who is meant: "met the premier, Berg", but not "met the premier"."""
    return phrase.pos_ != "NOUN" or "appos" in phrase.relations


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)
