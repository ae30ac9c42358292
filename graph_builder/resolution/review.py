"""The review queue: pairs that rules propose and don't decide, the most telling first."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from graph_builder.errors import NotFoundError
from graph_builder.merged import ClaimRef, MergedActor, MergedEvent
from graph_builder.resolution.anchors import AnchorKind
from graph_builder.resolution.state import State


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two things that may be one.

    `left` and `right` are the claims (or actors of articles) that the rule compared, `left_anchor`
    and `right_anchor` what to judge them by; IRIs and labels are of the things that they are part
    of now. `score` is the rule's, below its bar; `weight` how many claims a decision moves.
    """

    kind: AnchorKind
    left: ClaimRef
    right: ClaimRef
    left_anchor: str
    right_anchor: str
    left_iri: str
    right_iri: str
    left_label: str
    right_label: str
    score: float
    rule: str
    weight: int


def review_queue(state: State, limit: int = 100) -> tuple[Proposal, ...]:
    """At most `limit` proposals, surest first, then those that move most, then by anchor.

    Left out are pairs that are one thing by now and pairs that were judged, "unsure" included.
    """
    judged = {(j.left, j.right) for j in state.judgements() if j.right is not None}
    found = (
        p for p in _proposals(state)
        if p.left_iri != p.right_iri and (p.left_anchor, p.right_anchor) not in judged
    )  # fmt: skip
    best: dict[tuple[str, str], Proposal] = {}
    for proposal in found:
        pair = (proposal.left_iri, proposal.right_iri)
        if pair not in best or _rank(proposal) < _rank(best[pair]):
            best[pair] = proposal
    return tuple(heapq.nsmallest(limit, best.values(), key=_rank))


def _rank(proposal: Proposal) -> tuple[float, int, str, str]:
    return -proposal.score, -proposal.weight, proposal.left_anchor, proposal.right_anchor


_SIDES = {
    "facet": (
        "select a.anchor, t.id, a.cid, f.entity from facet f join actor a on a.facet=f.num "
        "join article t on t.num=a.article where f.num=? order by a.anchor limit 1"
    ),
    "event": (
        "select e.anchor, t.id, e.cid, e.cluster from event e join article t on t.num=e.article "
        "where e.num=?"
    ),
}
_KINDS: dict[str, AnchorKind] = {"facet": "actor", "event": "event"}


def _proposals(state: State) -> Iterator[Proposal]:
    rows = state.db.execute("select kind, a, b, score, rule from doubt where kind <> 'ban'")
    for kind, a, b, score, rule in rows:
        sides = sorted(
            row for n in (a, b) for row in [state.db.execute(_SIDES[kind], (n,)).fetchone()] if row
        )
        if len(sides) == 2:
            yield _proposal(state, _KINDS[kind], sides, score, rule)


def _proposal(
    state: State, kind: AnchorKind, sides: list[tuple[str, str, str, int]], score: float, rule: str
) -> Proposal:
    iris, labels, weights = [], [], []
    for side in sides:
        thing = state.of_cluster(kind, str(side[3]))
        if not isinstance(thing, MergedActor | MergedEvent):
            raise NotFoundError(f"the state has no {kind} for a proposal; build the graph again")
        iris.append(thing.iri)
        labels.append(thing.name if isinstance(thing, MergedActor) else thing.label)
        weights.append(len(thing.members if isinstance(thing, MergedActor) else thing.claims))
    left, right = sides
    return Proposal(
        kind=kind,
        left=ClaimRef(left[1], left[2]),
        right=ClaimRef(right[1], right[2]),
        left_anchor=left[0],
        right_anchor=right[0],
        left_iri=iris[0],
        right_iri=iris[1],
        left_label=labels[0],
        right_label=labels[1],
        score=score,
        rule=rule,
        weight=min(weights),
    )
