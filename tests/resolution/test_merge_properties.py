"""A merge is a function: any order, batching, repetition and withdrawal gives the same graph."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.merged import MergedActor, MergedTenure, Thing
from graph_builder.model import Dossier
from graph_builder.resolution import Judgement, Registry, State, open_state
from graph_builder.resolution.anchors import anchors
from graph_builder.resolution.ledger import checked
from graph_builder.resolution.store import encode
from tests.resolution.dossiers import dossiers

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
THOROUGH = settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def graph(state: State) -> list[str]:
    """Everything in a state, as text."""
    return [encode(thing) for thing in state.things()]


def merged(
    articles: Sequence[Dossier], ledger: Sequence[Judgement], registry: Registry
) -> list[str]:
    """The merge of the articles in one go, from an empty state."""
    with open_state(":memory:") as state:
        state.apply(articles, (), ledger, registry)
        return graph(state)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[list[Dossier], list[str], int]]:
    """Steps: dossiers added, ids withdrawn, and how many judgements of a ledger stand by then."""
    pool = draw(dossiers(min_size=2, max_size=7))
    ids = [d.id for d in pool]
    steps = draw(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from(pool), max_size=4),
                st.lists(st.sampled_from(ids), max_size=2),
                st.integers(0, 6),
            ),
            min_size=1,
            max_size=5,
        )
    )
    return list(steps)


@st.composite
def ledgers(draw: st.DrawFn, pool: Sequence[Dossier]) -> list[Judgement]:
    """Judgements about what is in these dossiers, some undone."""
    by_kind: dict[str, list[str]] = {}
    for dossier in pool:
        for _, anchor in anchors(dossier):
            by_kind.setdefault(anchor[0], []).append(anchor)
    made: list[Judgement] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        kind = draw(st.sampled_from(sorted(by_kind)))
        left = draw(st.sampled_from(by_kind[kind]))
        verdict = draw(st.sampled_from(["same", "different", "reject", "undo"]))
        if verdict == "undo" and made:
            made.append(checked(Judgement("undo", draw(st.sampled_from(made)).id), number))
        elif verdict in ("same", "different") and kind != "o":
            right = draw(st.sampled_from(by_kind[kind]))
            if left != right:
                made.append(checked(Judgement(verdict, left, right), number))  # type: ignore[arg-type]
        elif verdict == "reject" and kind != "a":
            made.append(checked(Judgement("reject", left), number))
    return made


def follow(
    steps: Sequence[tuple[list[Dossier], list[str], int]], ledger: Sequence[Judgement]
) -> tuple[list[str], dict[str, Dossier], list[Judgement], Registry]:
    """The graph after a history, the dossiers left, the ledger as it stands, the registry."""
    registry = Registry()
    left: dict[str, Dossier] = {}
    standing: list[Judgement] = []
    with open_state(":memory:") as state:
        for added, withdrawn, judged in steps:
            standing = list(ledger[:judged])
            for id_ in withdrawn:
                left.pop(id_, None)
            again = [left[a] for a in state.stale(standing) if a in left]
            state.apply([*again, *added], withdrawn, standing, registry)
            left.update({d.id: d for d in added})
        return graph(state), left, standing, registry


def check_history(data: Any, shuffle: Any) -> None:
    steps = data.draw(histories())
    pool = [d for added, _, _ in steps for d in added]
    ledger = data.draw(ledgers(pool)) if pool else []
    incremental, left, standing, registry = follow(steps, ledger)
    order = data.draw(st.permutations(sorted(left)))
    before = registry.end()
    rebuilt = merged([left[i] for i in order], standing, registry)
    assert sorted(set(incremental) ^ set(rebuilt)) == []
    assert incremental == rebuilt
    assert registry.end() == before, "a rebuild mints nothing"


@QUICK
@given(st.data())
def test_any_history_gives_the_graph_of_a_rebuild(data: Any) -> None:
    check_history(data, None)


@pytest.mark.slow
@THOROUGH
@given(st.data())
def test_any_history_gives_the_graph_of_a_rebuild_at_length(data: Any) -> None:
    check_history(data, None)


@QUICK
@given(dossiers(min_size=2, max_size=6), st.data())
def test_order_and_batches_do_not_matter(pool: list[Dossier], data: Any) -> None:
    unique = {d.id: d for d in pool}
    registry = Registry()
    first = merged(list(unique.values()), (), registry)
    order = data.draw(st.permutations(sorted(unique)))
    cut = data.draw(st.integers(0, len(order)))
    assert merged([unique[i] for i in order], (), registry) == first
    with open_state(":memory:") as state:
        state.apply([unique[i] for i in order[:cut]], (), (), registry)
        state.apply([unique[i] for i in order[cut:]], (), (), registry)
        batched = graph(state)
    assert merged([unique[i] for i in order[::-1]], (), registry) == batched


@QUICK
@given(dossiers(min_size=1, max_size=5))
def test_repeating_changes_nothing(pool: list[Dossier]) -> None:
    unique = list({d.id: d for d in pool}.values())
    registry = Registry()
    with open_state(":memory:") as state:
        state.apply(unique, (), (), registry)
        before = graph(state)
        changes = state.apply(unique, (), (), registry)
        assert len(changes) == 0
        assert graph(state) == before


@QUICK
@given(dossiers(min_size=2, max_size=5))
def test_withdrawing_all_leaves_nothing(pool: list[Dossier]) -> None:
    unique = list({d.id: d for d in pool}.values())
    registry = Registry()
    with open_state(":memory:") as state:
        state.apply(unique, (), (), registry)
        changes = state.apply((), [d.id for d in unique], (), registry)
        assert graph(state) == []
        assert all(change.after is None for change in changes)


def moved(before: Thing | None, after: Thing | None) -> tuple[Thing | None, Thing | None]:
    """An actor or tenure without the members or claims that it has before and after."""
    match before, after:
        case MergedActor(members=old), MergedActor(members=new):
            return (
                replace(before, members=tuple(sorted(set(old) - set(new)))),
                replace(after, members=tuple(sorted(set(new) - set(old)))),
            )
        case MergedTenure(claims=old), MergedTenure(claims=new):
            return (
                replace(before, claims=tuple(sorted(set(old) - set(new)))),
                replace(after, claims=tuple(sorted(set(new) - set(old)))),
            )
    return before, after


@QUICK
@given(dossiers(min_size=2, max_size=5))
def test_changes_say_what_became_of_each_thing(pool: list[Dossier]) -> None:
    unique = list({d.id: d for d in pool}.values())
    registry = Registry()
    with open_state(":memory:") as state:
        state.apply(unique[:-1], (), (), registry)
        before = {thing.iri: thing for thing in state.things()}
        changes = list(state.apply(unique[-1:], (), (), registry))
        after = {thing.iri: thing for thing in state.things()}
    told = {(c.before or c.after).iri: c for c in changes}  # type: ignore[union-attr]
    assert len(told) == len(changes)
    for iri in before.keys() | after.keys():
        if before.get(iri) == after.get(iri):
            assert iri not in told
        else:
            assert (told[iri].before, told[iri].after) == moved(before.get(iri), after.get(iri))
            assert told[iri].because == (unique[-1].id,)
