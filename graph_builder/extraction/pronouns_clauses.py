"""Where a mention stands to a pronoun in the grammar of a sentence or of two."""

from graph_builder.extraction.scene import Scene, is_subject
from graph_builder.extraction.tokens import Token

_CONTACTS = frozenset(
    "ring call telephone phone meet visit see receive invite congratulate".split()
)
_SENDING = frozenset({"send", "dispatch", "bring", "take", "fly", "lead"})


def is_listed_before(mention: Token, pronoun: Token) -> bool:
    """Whether a second phrase with the same preposition follows: "with X, and with his …"."""
    if pronoun.dep_ != "nmod:poss" or pronoun.i < 2 or pronoun.nbor(-2).lower_ != "and":
        return False
    case = pronoun.nbor(-1)
    same = any(c.dep_ == "case" and c.lower_ == case.lower_ for c in mention.children)
    return case.dep_ == "case" and same and mention.head.is_ancestor(pronoun)


def governs(subject: Token, pronoun: Token) -> bool:
    """Whether the clause of `subject` holds the subordinate clause that `pronoun` opens."""
    verb = pronoun.head
    below = verb.dep_ in ("advcl", "acl:relcl") and subject.head is not verb
    return below and subject.head.is_ancestor(verb)


def holds(subject: Token, pronoun: Token) -> bool:
    """Whether `pronoun` acts in what `subject` says or thinks: "X, who hinted that he might go"."""
    voice = subject.lemma_.lower().startswith("spokes")  # "X's spokesman said that he …"
    return pronoun.head.dep_ == "ccomp" and subject.head is pronoun.head.head and not voice


def is_sent(scene: Scene, sent: Token, pronoun: Token) -> bool:
    """Whether a clause of no person's doing, with `sent` for its object, holds the pronoun's."""
    if sent.dep_ != "obj" or not governs(sent, pronoun):
        return False
    subjects = (c for c in sent.head.children if c.dep_.startswith("nsubj"))
    held = [e for c in subjects for e in scene.discourse.resolve(c)]
    return bool(held) and all(e.type != "person" for e in held)


def is_sent_where(sent: Token, pronoun: Token) -> bool:
    """Whether the clause tells what somebody does there: "sent X to Oslo, where he …"."""
    verb = pronoun.head
    there = is_subject(pronoun) and "where" in verb.below and sent.dep_ == "obj"
    return there and sent.head.lemma_ in _SENDING and sent.head.is_ancestor(verb)


def is_parallel(mention: Token, pronoun: Token) -> bool:
    """Whether both are called, met or the like: "X rang Y on Monday. Z called him on Tuesday"."""
    alike = mention.dep_ == pronoun.dep_ == "obj"
    named = any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in pronoun.head.children)
    return alike and named and {mention.head.lemma_, pronoun.head.lemma_} <= _CONTACTS
