"""Verbs that put somebody into an office."""

from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.status_unreal import subjunctive
from graph_builder.extraction.tokens import Doc, Token

APPOINTING = frozenset(
    "appoint name nominate elect elevate promote choose pick designate install swear reappoint"
    " select confirm".split()
)
"""Lemmas: "was named", "elected her"."""
_UNREAL = NEGATIONS | frozenset("could might may should".split())


def puts_into_office(verb: Token) -> bool:
    """Whether a verb puts somebody into an office; not "was not named", "asks that he be named"."""
    if verb.lemma_.lower() not in APPOINTING or subjunctive(verb) is not None:
        return False
    return not any(c.lower_ in _UNREAL and c.dep_ in ("aux", "advmod") for c in verb.children)


def appoints(doc: Doc, name: Name) -> bool:
    """Whether a verb right before a person's name puts him into an office."""
    if name.kind != "unknown" or not name.labels["PERSON"]:
        return False
    before = doc[max(name.start - 3, 0) : name.start]
    return any(t.pos_ == "VERB" and puts_into_office(t) for t in before)
