"""Who is told only by a predicate: "the man who had pressed them to meet is Lars Berg"."""

from collections.abc import Iterator

from graph_builder.extraction.crowds import names_people
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.pronouns_barred import PERSONAL
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Token

_LONGEST_OPENER = 8  # words behind the noun: "a driver's son from Oslo, he …"
_LIKENED = frozenset({"like", "as"})
_PEOPLE = frozenset({"man", "woman", "one", "person", "lady", "between", "host", "guest"})
_UNSURE = NEGATIONS | frozenset("may might could would should if perhaps probably maybe".split())


def revealed(scene: Scene) -> Iterator[tuple[int, Entity]]:
    """The heads of definite subjects whose predicate names a person, and that person."""
    findings = scene.findings
    heads = {
        name.head: entity for name, entity in findings.entity_of.items() if entity.type == "person"
    }
    for link in findings.links:
        entity = findings.entity_of.get(link.name)
        if entity is not None and entity.type == "person" and link.how == "apposition":
            heads.setdefault(link.role.head, entity)  # "the caller was the new premier, X"
    for i, entity in heads.items():
        parts = scene.doc.tokens[i].children
        if not any(c.dep_ == "cop" for c in parts) or _UNSURE & {c.lower_ for c in parts}:
            continue
        subject = next((c for c in parts if c.dep_ == "nsubj" and c.i < i), None)
        if subject is not None and _tells_of_one(subject):
            yield subject.i, entity


def _tells_of_one(subject: Token) -> bool:
    """Whether a phrase is of one person in particular: "the caller", "her master"."""
    noun = subject.lower_
    people = noun in _PEOPLE or noun in lexicon().persons or names_people(noun)
    owned = any(c.dep_ == "nmod:poss" for c in subject.children)
    return subject.tag_ == "NN" and people and (owned or subject.left_edge.lower_ == "the")


def tells_what_somebody_is(scene: Scene, role: RolePhrase) -> bool:
    """ "A farmer's son, he …", "she ate like a soldier": what is said of somebody else."""
    doc = scene.doc
    if role.start and doc[role.start - 1].lower_ in _LIKENED and not role.plural:
        return doc[role.start - 1].dep_ == "case" and role.definiteness == "indefinite"
    start = doc[role.head].sent.start
    if doc[start].lower_ not in ("a", "an"):
        return False
    comma = next((t.i for t in doc[start : role.end + _LONGEST_OPENER] if t.text == ","), 0)
    return comma >= role.end and doc[comma + 1].lower_ in PERSONAL
