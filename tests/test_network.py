"""The network's answers against networkx, on small random graphs; and its refresh."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.errors import GraphError, LimitError
from graph_builder.network import (
    EventColumns,
    Fresh,
    Mask,
    Network,
    Nodes,
    PathWish,
    Triples,
    code_parts,
    event_code,
    find_paths,
    half_edges,
    nearest_reachable,
    refresh,
)
from graph_builder.network.projection import KIND_CODE, NEVER

DAY = 730_000
NODES = 12
KINDS = ("person", "country", "organization", "group")

# A link: its two ends, event type, status, first day (None for undated) and origins.
Link = tuple[int, int, str, str, int | None, int]
links = st.lists(
    st.tuples(
        st.integers(0, NODES - 1),
        st.integers(0, NODES - 1),
        st.sampled_from(("meet", "visit", "criticize")),
        st.sampled_from(("happened", "planned")),
        st.none() | st.integers(DAY, DAY + 9),
        st.integers(1, 4),
    ).filter(lambda link: link[0] != link[1]),
    max_size=40,
)
kinds = st.lists(st.sampled_from(KINDS), min_size=NODES, max_size=NODES)


def columns(made: Iterable[Link], offset: int = 0) -> tuple[Triples, EventColumns]:
    """Links as arrays; link i is event `offset` + i, three days long."""
    given_links = list(made)
    slots = np.arange(offset, offset + len(given_links), dtype=np.int32)
    first = [NEVER[0] if link[4] is None else link[4] for link in given_links]
    last = [NEVER[1] if link[4] is None else link[4] + 2 for link in given_links]
    return (
        Triples(
            np.array([link[0] for link in given_links], np.int32),
            np.array([link[1] for link in given_links], np.int32),
            slots,
        ),
        EventColumns(
            np.array([event_code(link[2], link[3], "stated") for link in given_links], np.uint8),
            np.array(first, np.int32),
            np.array(last, np.int32),
            np.full(len(given_links), -1, np.int32),
            np.array([link[5] for link in given_links], np.uint16),
            offset,
        ),
    )


def nodes_of(kinds: Iterable[str]) -> Nodes:
    codes = np.array([KIND_CODE[kind] for kind in kinds], np.uint8)  # type: ignore[index]
    return Nodes(codes, np.arange(len(codes), dtype=np.uint32)[::-1].copy())


def written(folder: Path, made: Iterable[Link], kinds: Iterable[str]) -> Network:
    folder.mkdir()
    triples, events = columns(made)
    refresh(None, folder, nodes_of(kinds), Fresh(triples, events, np.zeros(0, np.int32)))
    return Network.open(folder)


def oracle(made: Iterable[Link], kinds: list[str], ends: tuple[int, int], **wanted: object):  # type: ignore[no-untyped-def]
    """What the mask leaves, as a networkx graph without the nodes that no path may lead through."""
    graph = networkx.Graph()
    through = wanted.get("through", ("person", "organization"))
    excluded = wanted.get("excluded", ())
    graph.add_nodes_from(
        node
        for node in range(NODES)
        if node in ends or (kinds[node] in through and node not in excluded)  # type: ignore[operator]
    )
    for a, b, type_, status, first, origins in made:
        passes = (
            type_ in wanted.get("types", ("meet", "visit", "criticize"))  # type: ignore[operator]
            and status in wanted.get("statuses", ("happened",))  # type: ignore[operator]
            and origins >= wanted.get("min_origins", 1)  # type: ignore[operator]
            and ("since" not in wanted or (first is not None and first + 2 >= wanted["since"]))  # type: ignore[operator]
            and ("until" not in wanted or (first is not None and first <= wanted["until"]))  # type: ignore[operator]
        )
        if passes and a in graph and b in graph:
            graph.add_edge(a, b)
    return graph


filters = st.fixed_dictionaries(
    {},
    optional={
        "types": st.just(("meet", "visit")),
        "statuses": st.just(("happened", "planned")),
        "since": st.integers(DAY, DAY + 9),
        "until": st.integers(DAY, DAY + 9),
        "min_origins": st.integers(1, 3),
        "through": st.sets(st.sampled_from(KINDS)).map(tuple),
        "excluded": st.sets(st.integers(2, NODES - 1), max_size=2).map(tuple),
    },
)
ROOMY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ROOMY
@given(made=links, kinds=kinds, wanted=filters)
def test_paths_equal_networkx(
    made: list[Link],
    kinds: list[str],
    wanted: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    network = written(tmp_path_factory.mktemp("net") / "g", made, kinds)
    mask = Mask.of(**wanted)  # type: ignore[arg-type]
    graph = oracle(made, kinds, (0, 1), **wanted)
    joined = networkx.node_connected_component(graph, 0)  # type: ignore[no-untyped-call]
    expected = list(networkx.all_shortest_paths(graph, 0, 1)) if 1 in joined else []
    every = find_paths(network, mask, 0, 1, PathWish(limit=10_000, max_length=NODES))
    assert sorted(path.nodes for path in every.paths) == sorted(map(tuple, expected))
    assert every.shortest == len(expected)
    assert every.distance == (len(expected[0]) - 1 if expected else None)
    best = find_paths(network, mask, 0, 1, PathWish(limit=6, longer=True, max_length=6))
    lengths = (
        [len(path) - 1 for path in islice(networkx.shortest_simple_paths(graph, 0, 1), 6)]
        if expected
        else []
    )
    assert [len(path.nodes) - 1 for path in best.paths] == [n for n in lengths if n <= 6]
    for path in best.paths:
        assert len(set(path.nodes)) == len(path.nodes)
        assert all(graph.has_edge(*link) for link in pairwise(path.nodes))
    assert len({path.nodes for path in best.paths}) == len(best.paths)


@ROOMY
@given(made=links, kinds=kinds)
def test_equally_long_paths_stand_by_strength(
    made: list[Link], kinds: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    network = written(tmp_path_factory.mktemp("net") / "g", made, kinds)
    found = find_paths(network, Mask.of(), 0, 1, PathWish(limit=50, longer=True, max_length=5))
    origins: dict[frozenset[int], int] = {}
    for a, b, _, status, _, count in made:
        if status == "happened":
            origins[frozenset((a, b))] = origins.get(frozenset((a, b)), 0) + count
    for path in found.paths:
        strength = 1.0
        for link in pairwise(path.nodes):
            strength *= origins[frozenset(link)] / (origins[frozenset(link)] + 1)
        assert path.strength == pytest.approx(strength)
    order = [(len(path.nodes), -round(path.strength, 9)) for path in found.paths]
    assert order == sorted(order)


@ROOMY
@given(first=links, second=links, third=links, dead=st.sets(st.integers(0, 60)), kinds=kinds)
def test_a_refreshed_network_equals_one_written_anew(  # noqa: PLR0913, PLR0917
    first: list[Link],
    second: list[Link],
    third: list[Link],
    dead: set[int],
    kinds: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tmp_path_factory.mktemp("net")
    written(root / "1", first, kinds)
    taken, gone = len(first), set[int]()
    for number, more in ((2, second), (3, third)):
        (root / str(number)).mkdir()
        dying = {slot for slot in dead if slot < taken} - gone
        gone |= dying
        triples, events = columns(more, taken)
        fresh = Fresh(triples, events, np.array(sorted(dying), np.int32))
        refresh(root / str(number - 1), root / str(number), nodes_of(kinds), fresh)
        taken += len(more)
    network = Network.open(root / "3")
    together = [*first, *second, *third]
    alive = [link for slot, link in enumerate(together) if slot not in gone]
    mask = Mask.of(statuses=("happened", "planned"), since=DAY + 1)
    found = half_edges(network, np.arange(NODES, dtype=np.int32), mask)
    expected = sorted(
        pair
        for a, b, _, _, day, _ in alive
        if day is not None and day + 2 >= DAY + 1
        for pair in ((a, b), (b, a))
    )
    assert sorted(zip(found.row.tolist(), found.neighbour.tolist(), strict=True)) == expected
    anew = written(root / "anew", alive, kinds)
    plain = PathWish(limit=50, longer=True, max_length=4)
    for wish in (plain, replace(plain, damping=0.5)):
        assert find_paths(network, mask, 0, 1, wish) == find_paths(anew, mask, 0, 1, wish)
    codes = network.events(found.slot).code
    assert [code_parts(int(code))[0] for code in codes] == [
        together[slot][2] for slot in found.slot.tolist()
    ]


def test_many_changes_make_a_new_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_builder.network.renewal.FOLD_LINKS", 1)
    line: list[Link] = [(i, i + 1, "meet", "happened", None, 1) for i in range(NODES - 1)]
    written(tmp_path / "1", line, ["person"] * NODES)
    (tmp_path / "2").mkdir()
    short: list[Link] = [(0, 5, "meet", "happened", None, 1), (5, 11, "meet", "happened", None, 1)]
    triples, events = columns(short, len(line))
    fresh = Fresh(triples, events, np.array([3], np.int32))
    refresh(tmp_path / "1", tmp_path / "2", nodes_of(["person"] * NODES), fresh)
    network = Network.open(tmp_path / "2")
    assert len(network.parts) == 1
    assert find_paths(network, Mask.of(), 0, 11, PathWish()).paths[0].nodes == (0, 5, 11)
    assert find_paths(network, Mask.of(), 0, 4, PathWish()).paths[0].nodes == (0, 5, 4)
    assert not len(half_edges(network, np.array([3], np.int32), Mask.of()).slot) > 1


def test_more_paths_than_can_be_listed_are_counted(tmp_path: Path) -> None:
    """A ladder of diamonds: 2 to the 40th shortest paths."""
    made: list[Link] = []
    for rung in range(40):
        start = 3 * rung
        for middle in (start + 1, start + 2):
            made.append((start, middle, "meet", "happened", None, 1))
            made.append((middle, start + 3, "meet", "happened", None, 1))
    network = written(tmp_path / "g", made, ["person"] * 121)
    found = find_paths(network, Mask.of(), 0, 120, PathWish(limit=7, max_length=100))
    assert found.shortest == 2**40
    assert len(found.paths) == 7
    assert found.more


def test_people_who_met_one_and_the_same_hub_have_no_other_path(tmp_path: Path) -> None:
    """Millions of walks lead from the hub into a dense core and back; none of them is a path."""
    core = range(3, 60)
    made: list[Link] = [(0, 2, "meet", "happened", None, 1), (1, 2, "meet", "happened", None, 1)]
    made += [(2, a, "meet", "happened", None, 1) for a in core]
    made += [(a, b, "meet", "happened", None, 1) for a in core for b in core if a < b]
    network = written(tmp_path / "g", made, ["person"] * 60)
    found = find_paths(network, Mask.of(), 0, 1, PathWish(limit=5, longer=True))
    assert [path.nodes for path in found.paths] == [(0, 2, 1)]
    assert not found.more


@ROOMY
@given(made=links, kinds=kinds)
def test_the_best_paths_are_the_first_of_all(
    made: list[Link], kinds: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However many are asked for, and however they are found, their order is the same."""
    network = written(tmp_path_factory.mktemp("net") / "g", made, kinds)
    mask = Mask.of(through=KINDS)
    for damping in (0.0, 0.7):
        every = find_paths(network, mask, 0, 1, PathWish(10_000, True, 5, damping))
        weights = [(len(path.nodes), -round(path.strength, 9)) for path in every.paths]
        assert weights == sorted(weights)
        assert not every.more
        for limit in (1, 2, 3, 7):
            some = find_paths(network, mask, 0, 1, PathWish(limit, True, 5, damping))
            assert some.paths == every.paths[:limit]
            assert some.more >= (len(every.paths) > limit)


def test_a_hub_is_damped(tmp_path: Path) -> None:
    """Two equally long ways: one through a hub with more origins, one through a quiet actor."""
    made: list[Link] = [
        (0, 2, "meet", "happened", None, 3), (2, 1, "meet", "happened", None, 3),
        (0, 3, "meet", "happened", None, 2), (3, 1, "meet", "happened", None, 2),
        *((2, other, "meet", "happened", None, 1) for other in range(4, NODES)),
    ]  # fmt: skip
    network = written(tmp_path / "g", made, ["person"] * NODES)
    plain = find_paths(network, Mask.of(), 0, 1, PathWish())
    damped = find_paths(network, Mask.of(), 0, 1, PathWish(damping=1.0))
    assert plain.paths[0].nodes == (0, 2, 1)
    assert damped.paths[0].nodes == (0, 3, 1)


def test_nearest_reachable_lies_before_the_gap(tmp_path: Path) -> None:
    made: list[Link] = [
        (0, 2, "meet", "happened", None, 1), (2, 3, "meet", "happened", None, 1),
        (3, 4, "meet", "planned", None, 1), (4, 1, "meet", "happened", None, 1),
        (5, 6, "meet", "happened", None, 1),
    ]  # fmt: skip
    network = written(tmp_path / "g", made, ["person"] * NODES)
    assert find_paths(network, Mask.of(), 0, 1, PathWish()).distance is None
    found = nearest_reachable(network, Mask.of(), 0, 1, 8)
    assert (found.reachable, found.nearest, found.gap) == (2, (3,), 2)
    apart = nearest_reachable(network, Mask.of(), 0, 6, 8)
    assert (apart.nearest, apart.gap) == ((), None)


def test_a_search_keeps_its_deadline(tmp_path: Path) -> None:
    network = written(tmp_path / "g", [(0, 1, "meet", "happened", None, 1)], ["person"] * NODES)
    with pytest.raises(LimitError, match="took longer"):
        find_paths(network, Mask.of(), 0, 1, PathWish(limit_s=-1.0))


def test_an_empty_network_has_no_paths(tmp_path: Path) -> None:
    network = written(tmp_path / "g", [], ["person"] * NODES)
    assert find_paths(network, Mask.of(), 0, 1, PathWish()).distance is None


def test_damaged_files_are_named(tmp_path: Path) -> None:
    written(tmp_path / "g", [(0, 1, "meet", "happened", None, 1)], ["person"] * NODES)
    (tmp_path / "g" / "network" / "slot.npy").write_bytes(b"nonsense")
    with pytest.raises(GraphError, match="network can't be read"):
        Network.open(tmp_path / "g")
