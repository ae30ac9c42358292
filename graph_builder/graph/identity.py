"""Why the mentions of an actor are one: what a generation's merge kept of its reasons."""

from graph_builder.graph.naming import resolve
from graph_builder.graph.opened import Opened
from graph_builder.graph.reasons import (
    ActorIdentity,
    IdentityJudgement,
    IdentityMember,
    IdentityReason,
)
from graph_builder.resolution import explain, open_state

STATE = "resolution.sqlite"


def identity(graph: Opened, name: str) -> ActorIdentity:
    """The members of an actor (by name or IRI), why they are one, what was judged about them.

    Raises `AmbiguousNameError` or `NotFoundError` for the name, `GraphError` when the generation's
    state is missing.
    """
    found = resolve(graph, name).ref
    with open_state(graph.folder / STATE, base_iri=None, read_only=True) as state:
        told = explain(state, found.iri)
    return ActorIdentity(
        found,
        tuple(IdentityMember(m.ref.article, m.ref.claim, m.told, m.group) for m in told.members),
        tuple(
            IdentityReason(
                f"{r.left.article}/{r.left.claim}",
                f"{r.right.article}/{r.right.claim}",
                round(r.score, 6),
                r.rule,
            )
            for r in told.reasons
        ),
        tuple(IdentityJudgement(j.id, j.verdict, j.by, j.reason) for j in told.judgements),
    )
