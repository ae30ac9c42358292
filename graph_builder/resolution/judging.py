"""Judging: what a person decides is checked, shown with its consequences, and written down."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph_builder.errors import AmbiguousNameError, JudgementError, NotFoundError
from graph_builder.merged import Change, MergedActor
from graph_builder.model import Dossier
from graph_builder.ontology import name_key
from graph_builder.resolution.anchors import anchors, kind_of
from graph_builder.resolution.ledger import (
    IDENTITY,
    Judgement,
    Verdict,
    active,
    append_judgement,
    checked,
    read_ledger,
)
from graph_builder.resolution.registry import Registry
from graph_builder.resolution.state import State

DossierOf = Callable[[str], Dossier]


def subjects(state: State, text: str, dossier_of: DossierOf | None = None) -> tuple[str, ...]:
    """The anchors that a person means by `text`.

    `text` is an anchor; `ARTICLE/ID` of a claim or actor in a dossier (needs `dossier_of`); an IRI,
    which stands for all of its claims, or for the actor by its first mention; or an actor's name.
    Raises `NotFoundError`, or `AmbiguousNameError` when several actors have the name.
    """
    if text[:2] in ("a:", "e:", "s:", "o:"):
        kind_of(text)
        return (text,)
    article, slash, claim = text.rpartition("/")
    if slash and dossier_of is not None and article in state.articles():
        found = dict(anchors(dossier_of(article)))
        if claim not in found:
            raise NotFoundError(f"article {article} has no claim {claim}; see `chancery read`")
        return (found[claim],)
    if "//" in text:
        return _of_iri(state, text)
    return _of_name(state, text)


def _of_iri(state: State, iri: str) -> tuple[str, ...]:
    thing = state.thing(iri)
    refs = thing.members if isinstance(thing, MergedActor) else getattr(thing, "claims", ())
    if not refs:
        raise NotFoundError(f"{iri} has no claims that could be judged")
    found = sorted(anchor for ref in refs for anchor in [state.anchor(ref)] if anchor)
    return (found[0],) if isinstance(thing, MergedActor) else tuple(found)


def _of_name(state: State, name: str) -> tuple[str, ...]:
    key = name_key(name)
    actors = [t for t in state.things("actor") if isinstance(t, MergedActor)]
    for fits in (
        [a for a in actors if name_key(a.name) == key],
        [a for a in actors if key in {name_key(alias) for alias in a.aliases}],
    ):
        if len(fits) == 1:
            return _of_iri(state, fits[0].iri)
        if fits:
            raise AmbiguousNameError(
                f"{len(fits)} actors are called {name!r}; give an IRI",
                [(a.iri, a.name) for a in fits],
            )
    raise NotFoundError(f"no actor is called {name!r}")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides, in their words.

    `left` and `right` are as in `subjects`; `field` and `value` are for corrections (None clears).
    """

    verdict: Verdict
    left: str
    right: str | None = None
    field: str | None = None
    value: str | None = None
    by: str = "person"
    reason: str = ""


def proposed(
    state: State, decision: Decision, dossier_of: DossierOf | None = None
) -> tuple[Judgement, ...]:
    """The judgements that a decision comes to, not written down yet.

    An event's IRI rejects, accepts or corrects all of its claims. Raises `JudgementError` when the
    parts don't fit the verdict, `NotFoundError` or `AmbiguousNameError` as `subjects` does.
    """
    made = partial(Judgement, by=decision.by, reason=decision.reason)
    try:
        lefts = subjects(state, decision.left, dossier_of)
    except NotFoundError as error:
        article, _, _ = decision.left.rpartition("/")
        if decision.verdict in IDENTITY or "//" in decision.left or article in state.articles():
            raise
        raise NotFoundError(
            f"{decision.left!r} is no claim; give ARTICLE/ID as `chancery dossiers` prints them, "
            "or the IRI of an event or statement"
        ) from error
    if decision.verdict in IDENTITY:
        if decision.right is None:
            raise JudgementError(f"{decision.verdict} needs two things to compare")
        right = subjects(state, decision.right, dossier_of)[0]
        return (checked(made(decision.verdict, lefts[0], right), 0),)
    return tuple(
        checked(made(decision.verdict, a, None, decision.field, decision.value), 0) for a in lefts
    )


def refuse_contradiction(ledger: Sequence[Judgement], judgement: Judgement) -> None:
    """Raises `JudgementError` with the chain of human judgements that `judgement` contradicts.

    Sameness carries over: who is the same as someone who differs, differs. Only people's judgements
    count; rules give way.
    """
    if judgement.verdict not in ("same", "different") or judgement.right is None:
        return
    human = [j for j in active(ledger) if j.human and j.right is not None]
    same = [j for j in human if j.verdict == "same"]
    if judgement.verdict == "different":
        chain = _chain(same, judgement.left, judgement.right)
        if chain is not None:
            _refuse(judgement, chain)
        return
    for other in human:
        if other.verdict != "different" or other.right is None:
            continue
        for a, b in ((other.left, other.right), (other.right, other.left)):
            first, second = _chain(same, judgement.left, a), _chain(same, judgement.right, b)
            if first is not None and second is not None:
                _refuse(judgement, [*first, other, *second])


def _refuse(judgement: Judgement, chain: Sequence[Judgement]) -> None:
    steps = "; ".join(f"{j.id}: {j.left} {j.verdict} {j.right} (by {j.by})" for j in chain)
    raise JudgementError(
        f"{judgement.left} and {judgement.right} can't be judged {judgement.verdict}: {steps}; "
        "undo one of these first",
        [j.id for j in chain],
    )


def _chain(same: Sequence[Judgement], start: str, goal: str) -> list[Judgement] | None:
    """The shortest chain of sameness from one anchor to another; [] when they are one."""
    came: dict[str, tuple[str, Judgement] | None] = {start: None}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        if at == goal:
            break
        for judgement in same:
            for here, there in (
                (judgement.left, judgement.right or ""),
                (judgement.right or "", judgement.left),
            ):
                if here == at and there not in came:
                    came[there] = (at, judgement)
                    queue.append(there)
    if goal not in came:
        return None
    chain: list[Judgement] = []
    step = came[goal]
    while step is not None:
        chain.insert(0, step[1])
        step = came[step[0]]
    return chain


def consequences(
    state: State,
    judgements: Sequence[Judgement],
    ledger: Sequence[Judgement],
    registry: Registry,
    dossier_of: DossierOf,
) -> tuple[Change, ...]:
    """Everything that would change if these judgements were added to the ledger; nothing is kept.

    Raises `JudgementError` when one contradicts the ledger.
    """
    number = max((j.number for j in ledger), default=0)
    whole = list(ledger)
    for judgement in judgements:
        refuse_contradiction(whole, judgement)
        number += 1
        whole.append(checked(judgement, number))
    again = [dossier_of(article) for article in sorted(state.stale(whole))]
    return state.preview(again, (), whole, registry)


def judge(path: Path, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Writes judgements into the ledger at `path`; the next build follows them.

    All or none: raises `JudgementError` with the chain when one contradicts the ledger or another.
    What stands there word for word already isn't written again, so a decision can be repeated when
    it isn't known whether it was taken.
    """
    whole = list(read_ledger(path))
    number = max((j.number for j in whole), default=0)
    for judgement in judgements:
        refuse_contradiction(whole, judgement)
        if _standing(whole, judgement) is None:
            number += 1
            whole.append(checked(judgement, number))
    return tuple(
        _standing(read_ledger(path), judgement) or append_judgement(path, judgement)
        for judgement in judgements
    )


def _standing(ledger: Sequence[Judgement], judgement: Judgement) -> Judgement | None:
    """The judgement that stands and says the same in the same words, if there is one."""
    id_ = checked(judgement, 0).id
    return next((j for j in active(ledger) if checked(j, 0).id == id_), None)


def undo(path: Path, id_: str | None = None, *, by: str = "person", reason: str = "") -> Judgement:
    """Takes back a judgement of the ledger at `path`: the one with this id, else the last one.

    Raises `JudgementError` when there is none, or it is undone already, or what stood before it
    would contradict others.
    """
    ledger = read_ledger(path)
    standing = active(ledger)
    if id_ is None:
        found = standing[-1] if standing else None
    else:
        found = next((j for j in ledger if j.id == id_ and j.verdict == "undo"), None) or next(
            (j for j in standing if j.id == id_), None
        )
    if found is None:
        which = f" {id_}" if id_ else ""
        raise JudgementError(f"no standing judgement{which}; see `chancery judge`")
    return append_judgement(path, Judgement("undo", found.id, by=by, reason=reason))
