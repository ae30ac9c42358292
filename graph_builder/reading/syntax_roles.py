"""Predicates read off a dependency tree alone, for models without a network for roles."""

from spacy.tokens import Doc, Token

from graph_builder.reading.predicates import Argument, Predicate

_ROLES = {
    "nsubj": "ARG0",
    "csubj": "ARG0",
    "nsubj:pass": "ARG1",
    "obl:agent": "ARG0",
    "obj": "ARG1",
    "ccomp": "ARG1",
    "xcomp": "ARG1",
    "iobj": "ARG2",
    "advmod": "ARGM-ADV",
    "advcl": "ARGM-ADV",
    "obl:unmarked": "ARGM-TMP",
}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})


def find_predicates(doc: Doc) -> tuple[Predicate, ...]:
    """One predicate per verb; senses end in `.UD`, for no roleset was chosen."""
    return tuple(_predicate(token) for token in doc if token.pos_ == "VERB")


def _predicate(verb: Token) -> Predicate:
    arguments = []
    for child in verb.children:
        role = _ROLES.get(child.dep_)
        if role is None and child.dep_ == "obl":
            role = _oblique_role(child)
        if role is not None:
            arguments.append(Argument(role, child.left_edge.i, child.right_edge.i + 1, child.i))
    modal = next((c.lower_ for c in verb.children if c.tag_ == "MD"), None)
    negated = any(c.lower_ in _NEGATIONS for c in verb.children)
    return Predicate(verb.i, f"{verb.lemma_}.UD", tuple(arguments), negated, modal, 1.0)


def _oblique_role(oblique: Token) -> str:
    if oblique.ent_type_ == "DATE":
        return "ARGM-TMP"
    return "ARGM-LOC" if oblique.ent_type_ == "LOC" else "ARG2"
