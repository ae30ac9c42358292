"""Edges, weights and distances of a sweep, against what counting one by one gives."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import networkx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.export.blocks import Sweep
from graph_builder.network import (
    EventColumns,
    Fresh,
    Mask,
    Network,
    Nodes,
    Triples,
    event_code,
    refresh,
)
from graph_builder.network.projection import NEVER, NO_PLACE

NODES = 9
# A link: its two ends, the event's type, first day (None for undated) and origins.
Link = tuple[int, int, str, int | None, int]
some_links = st.lists(
    st.tuples(
        st.integers(0, NODES - 1),
        st.integers(0, NODES - 1),
        st.sampled_from(("meet", "visit")),
        st.none() | st.integers(730_000, 730_009),
        st.integers(1, 300),
    ).filter(lambda link: link[0] != link[1]),
    max_size=30,
)


def fresh(links: Sequence[Link], offset: int, dead: Sequence[int]) -> Fresh:
    slots = np.arange(offset, offset + len(links), dtype=np.int32)
    triples = Triples(
        np.array([link[0] for link in links], np.int32),
        np.array([link[1] for link in links], np.int32),
        slots,
    )
    first = [NEVER[0] if link[3] is None else link[3] for link in links]
    last = [NEVER[1] if link[3] is None else link[3] + 1 for link in links]
    events = EventColumns(
        np.array([event_code(link[2], "happened", "stated") for link in links], np.uint8),
        np.array(first, np.int32),
        np.array(last, np.int32),
        np.full(len(links), NO_PLACE, np.int32),
        np.array([link[4] for link in links], np.uint16),
        offset,
    )
    return Fresh(triples, events, np.array(dead, np.int32))


def network_of(folder: Path, base: Sequence[Link], later: Sequence[Link], dead: int) -> Network:
    """A base, of whose events the first `dead` are gone, and what came later."""
    nodes = Nodes(np.zeros(NODES, np.uint8), np.arange(NODES, dtype=np.uint32))
    for name in ("1", "2"):
        (folder / name).mkdir()
    refresh(None, folder / "1", nodes, fresh(base, 0, []))
    refresh(folder / "1", folder / "2", nodes, fresh(later, len(base), range(dead)))
    return Network.open(folder / "2")


@pytest.mark.parametrize(("block", "span"), [(3, 4), (40_000, 1 << 16)])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    base=some_links,
    later=some_links,
    dead=st.integers(0, 5),
    types=st.sampled_from([(), ("visit",)]),
    left_out=st.sets(st.integers(0, NODES - 1)),
)
def test_a_sweep_finds_every_link_once(  # noqa: PLR0913, PLR0917 - a network has that many sides
    block: int,
    span: int,
    base: list[Link],
    later: list[Link],
    dead: int,
    types: tuple[str, ...],
    left_out: set[int],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    dead = min(dead, len(base))
    network = network_of(tmp_path_factory.mktemp("net"), base, later, dead)
    kept = np.array([node not in left_out for node in range(NODES)])
    expected: dict[tuple[int, int], Counter[tuple[int, int, int, int]]] = defaultdict(Counter)
    for a, b, type_, day, origins in [*base[dead:], *later]:
        if kept[a] and kept[b] and (not types or type_ in types):
            span_of_days = NEVER if day is None else (day, day + 1)
            told = (event_code(type_, "happened", "stated"), *span_of_days, origins)
            expected[min(a, b), max(a, b)][told] += 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph_builder.export.blocks.BLOCK", block)
        patch.setattr("graph_builder.export.blocks.SPAN", span)
        sweep = Sweep(network, Mask.of(types=types), kept)
        found: list[tuple[tuple[int, int], Counter[tuple[int, int, int, int]]]] = []
        numbers: list[int] = []
        for made in map(sweep.block, sweep.stretches()):
            columns = (made.code, made.first, made.last, made.origins)
            events = list(zip(*(column.tolist() for column in columns), strict=True))
            edges = zip(made.source, made.target, made.start, made.count, strict=True)
            for source, target, start, count in edges:
                found.append(((source, target), Counter(events[start : start + count])))
                numbers.append(made.number + start)
        weight = sweep.weight
        hops = sweep.hops(4) if kept[4] else None
    assert found == sorted(expected.items())
    assert len(set(numbers)) == len(numbers)
    ends = Counter(node for pair, told in expected.items() for node in pair * told.total())
    assert weight.tolist() == [ends[node] for node in range(NODES)]
    if hops is not None:
        graph = networkx.Graph(list(expected))
        graph.add_node(4)
        near = networkx.single_source_shortest_path_length(graph, 4)
        beyond = max(near.values()) + 1
        assert hops.tolist() == [near.get(node, beyond) for node in range(NODES)]
