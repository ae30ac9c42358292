"""Why these mentions and claims are one thing: every link, rule, score and judgement."""

from dataclasses import dataclass

from graph_builder.errors import NotFoundError
from graph_builder.merged import ClaimRef, Thing
from graph_builder.resolution.ledger import Judgement
from graph_builder.resolution.state import State


@dataclass(frozen=True, slots=True)
class Member:
    """A claim or actor of an article that is part of a thing; `told` is its name there, or type.

    `group` tells members apart that no rule had to compare: those with the same one say the same
    about who or what they are.
    """

    ref: ClaimRef
    anchor: str
    told: str
    group: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two members (or groups of members, by one of each) are one: a rule and its score."""

    left: ClaimRef
    right: ClaimRef
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing, its members, why they are one, and what people judged about any of them."""

    thing: Thing
    members: tuple[Member, ...]
    reasons: tuple[Reason, ...]
    judgements: tuple[Judgement, ...]


def explain(state: State, iri: str) -> Explanation:
    """Why the thing with this IRI is one; its sentences are in the articles, at its claims.

    Raises `NotFoundError` for an unknown IRI, and for things that are nobody's decision (pairs,
    discrepancies).
    """
    thing = state.thing(iri)
    if thing.kind == "actor":
        members, reasons = _actor(state, thing.iri)
    elif thing.kind in ("event", "statement"):
        members, reasons = _claims(state, thing.kind, thing.iri)
    elif thing.kind == "tenure":
        members, reasons = _tenure(state, thing.iri), ()
    elif thing.kind == "article":
        members, reasons = (), _copies(state, thing.id)
    else:
        raise NotFoundError(f"{iri} is derived from events; explain those")
    known = {m.anchor for m in members}
    judged = tuple(j for j in state.judgements() if j.left in known or j.right in known)
    return Explanation(thing, members, reasons, judged)


def _cluster(state: State, iri: str) -> str:
    row = state.db.execute("select cluster from thing where iri=?", (iri,)).fetchone()
    return str(row[0])


def _actor(state: State, iri: str) -> tuple[tuple[Member, ...], tuple[Reason, ...]]:
    entity = int(_cluster(state, iri))
    rows = state.db.execute(
        "select t.id, a.cid, a.anchor, a.name, f.num, f.key, f.kind from facet f join actor a "
        "on a.facet=f.num join article t on t.num=a.article where f.entity=? "
        "order by t.id, a.anchor", (entity,),
    ).fetchall()  # fmt: skip
    first: dict[int, ClaimRef] = {}
    members = []
    weak: dict[int, str] = {}
    for article, cid, anchor, name, facet, key, kind in rows:
        ref = ClaimRef(article, cid)
        first.setdefault(facet, ref)
        members.append(Member(ref, anchor, name, key))
        if kind in "ISD":
            weak[facet] = kind
    reasons = _links(state, "facet", first)
    strong = [ref for facet, ref in first.items() if facet not in weak]
    if strong:
        reasons += [
            Reason(min(strong), first[facet], 0.8, _WEAK[kind]) for facet, kind in weak.items()
        ]
    return tuple(members), tuple(sorted(reasons, key=lambda r: (r.left, r.right)))


_WEAK = {
    "I": "the only one whom the initials, polity and time fit",
    "S": "the only one whom the single name, polity, office and time fit",
    "D": "the only one who held the office then",
}


def _claims(state: State, kind: str, iri: str) -> tuple[tuple[Member, ...], tuple[Reason, ...]]:
    told = "c.type" if kind == "event" else "c.kind"
    rows = state.db.execute(
        f"select t.id, c.cid, c.anchor, {told}, c.num from {kind} c join article t "
        "on t.num=c.article where c.cluster=? order by t.id, c.anchor",
        (int(_cluster(state, iri)),),
    ).fetchall()
    refs = {num: ClaimRef(article, cid) for article, cid, _, _, num in rows}
    members = tuple(Member(refs[r[4]], r[2], r[3], str(r[4])) for r in rows)
    return members, tuple(_links(state, kind, refs))


def _links(state: State, kind: str, refs: dict[int, ClaimRef]) -> list[Reason]:
    found = []
    for num, ref in refs.items():
        for other, score, rule in state.db.execute(
            "select b, score, rule from link where kind=? and a=?", (kind, num)
        ):
            if num < other and other in refs:
                left, right = sorted((ref, refs[other]))
                found.append(Reason(left, right, min(score, 1.0), rule))
    return sorted(found, key=lambda r: (r.left, r.right))


def _tenure(state: State, iri: str) -> tuple[Member, ...]:
    rows = state.db.execute(
        "select t.id, o.cid, o.anchor, o.office from tenure o join article t on t.num=o.article "
        "where o.cluster=? order by t.id, o.anchor", (_cluster(state, iri),),
    )  # fmt: skip
    return tuple(Member(ClaimRef(r[0], r[1]), r[2], r[3], r[3]) for r in rows)


def _copies(state: State, article: str) -> tuple[Reason, ...]:
    rows = state.db.execute(
        "select o.id, l.score, r.rule from article a join link l on l.kind='article' and l.a=a.num "
        "join link r on r.kind='article' and r.a=min(l.a, l.b) and r.b=max(l.a, l.b) "
        "join article o on o.num=l.b where a.id=? order by o.id", (article,),
    )  # fmt: skip
    own = ClaimRef(article, "")
    return tuple(Reason(own, ClaimRef(other, ""), score, rule) for other, score, rule in rows)
