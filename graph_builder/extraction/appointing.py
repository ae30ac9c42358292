"""Verbs that put somebody into an office."""

from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc

APPOINTING = frozenset(
    "appoint name nominate elect elevate promote choose pick designate install swear reappoint"
    " select confirm".split()
)
"""Lemmas: "was named", "elected her"."""


def appoints(doc: Doc, name: Name) -> bool:
    """Whether a verb right before a person's name puts him into an office."""
    if name.kind != "unknown" or not name.labels["PERSON"]:
        return False
    before = doc[max(name.start - 3, 0) : name.start]
    return any(t.lemma_ in APPOINTING and t.pos_ == "VERB" for t in before)
