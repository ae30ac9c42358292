"""Plurals that say themselves who are meant: none of those told before, or not just these."""

from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

COUNTS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
COUNTS |= dict.fromkeys(("each", "either", "neither"), 2)
"""How many are meant by a word."""

_OTHERS = frozenset({"other", "others", "another", "fellow"})
_TELLING = ("amod", "compound")


def tells_others(scene: Scene, head: Token, count: int | None) -> bool:
    """Whether a phrase says itself who are meant, and that it is nobody told before.

    "The other party leaders", "the leaders of the Free Islands Movement", "the heads of state of
    the bloc"; `count` is the number of members that it tells.
    """
    if not head.below.isdisjoint(_OTHERS):
        return True
    if any(c.dep_ == "nummod" and c.lower_ not in COUNTS for c in head.children):
        return True  # "the 27 leaders"
    if count is None and any(map(_is_narrowed, head.children)):
        return True
    told = not head.relations.isdisjoint(_TELLING)
    if "all" in head.below and told and count is None:
        return True  # "all fishing nations"
    return _are_of_a_body(scene, head)


def _is_narrowed(clause: Token) -> bool:
    """Whether a relative clause tells which are meant: "the nations that have signed"."""
    return clause.dep_ == "acl:relcl" and clause.doc[clause.left_edge.i].lower_ == "that"


def _are_of_a_body(scene: Scene, head: Token) -> bool:
    """ "The leaders of the Forum", "the members of the council"."""
    role = scene.role_at.get(head.i)
    org = scene.country(role.org) if role is not None else None
    if org is not None and org.type == "organization":
        return True
    # "The ministers of the Interior" hold an office, "the leaders of the Forum" lead a body.
    end = role.end if role is not None and role.noun != "leader" else head.i
    for of in head.children:
        if of.dep_ == "nmod" and "of" in of.below:
            known = scene.discourse.resolve(of)
            body = any(e.type == "organization" for e in known)
            if of.i >= end and (body or (of.tag_ == "NNP" and not known)):
                return True
            whose = (t.i for t in (of, *of.children) if t.tag_ == "NN")
            if any(scene.role_at[i].kind == "institution" for i in whose if i in scene.role_at):
                return True
    return False
