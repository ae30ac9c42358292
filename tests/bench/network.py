"""Measures the network against networkx: building, memory, paths, filters, refresh, equality.

    python tests/bench/network.py --nodes 100000 --links 2000000
    python tests/bench/network.py --nodes 1000000 --links 10000000 --sources 4

The links are random with ends drawn unevenly (a few actors have tens of thousands, most have a
few), as in the news. networkx gets the same links without attributes, once with all and once with
those that the filter leaves. Prints one JSON object. `--no-networkx` leaves the comparison out.
"""

import argparse
import gc
import importlib
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.network import (
    EventColumns,
    Fresh,
    Mask,
    Network,
    Nodes,
    PathWish,
    Triples,
    event_code,
    find_paths,
    refresh,
)
from graph_builder.network.projection import COLUMNS

FIRST_DAY, LAST_DAY = 730_000, 740_000
FILTERED = {"types": ("meet", "visit"), "since": 733_000, "until": 738_000}
EVERY = {"statuses": ("happened", "planned")}
REFRESHED = 20_000


def generated(nodes: int, links: int, seed: int) -> tuple[Triples, EventColumns]:
    """Links between unevenly drawn actors, each by an event of its own."""
    rng = np.random.default_rng(seed)
    ends = [_uneven(rng, nodes, int(links * 1.02)) for _ in range(2)]
    apart = ends[0] != ends[1]
    source, target = (end[apart][:links] for end in ends)
    size = len(source)
    kinds = np.array(
        [
            event_code(type_, status, "stated")
            for type_ in ("meet", "visit", "criticize", "agree")
            for status in ("happened", "happened", "happened", "planned")
        ],
        np.uint8,
    )
    first = rng.integers(FIRST_DAY, LAST_DAY, size, dtype=np.int32)
    events = EventColumns(
        kinds[rng.integers(0, len(kinds), size)],
        first,
        first + rng.integers(0, 30, size, dtype=np.int32),
        np.full(size, -1, np.int32),
        rng.integers(1, 6, size).astype(np.uint16),
    )
    return Triples(source, target, np.arange(size, dtype=np.int32)), events


def _uneven(rng: np.random.Generator, nodes: int, size: int) -> NDArray[np.int32]:
    # A power of a uniform number: the busiest of 100,000 actors gets some 3,000 of 2 million links.
    drawn = (nodes * rng.random(size) ** 1.8).astype(np.int32)
    shuffled: NDArray[np.int32] = rng.permutation(nodes).astype(np.int32)[drawn]
    return shuffled


def persons(count: int) -> Nodes:
    """So many nodes, all of them persons."""
    return Nodes(np.zeros(count, np.uint8), np.arange(count, dtype=np.uint32))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """The result of `work`, and the seconds that it took."""
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


def resident_mb() -> float:
    """Memory that this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def peak_mb() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def spread(seconds: list[float]) -> dict[str, float]:
    """Median, 99th percentile and maximum, in milliseconds."""
    values = np.array(seconds) * 1e3
    return {
        "median_ms": round(float(np.median(values)), 3),
        "p99_ms": round(float(np.percentile(values, 99)), 3),
        "max_ms": round(float(values.max()), 3),
    }


def array_mb(network: Network) -> dict[str, float]:
    """The arrays that paths are found with, in MB: the links, and what filters ask of events."""
    held, asked = network.kind.nbytes, 0
    for links, events in network.parts:
        held += links.indptr.nbytes + links.neighbour.nbytes + links.slot.nbytes
        asked += sum(getattr(events, name).nbytes for name in COLUMNS)
    return {"links_mb": round(held / 1e6, 1), "events_mb": round(asked / 1e6, 1)}


def paths_ms(
    network: Network, mask: Mask, pairs: list[tuple[int, int]], wish: PathWish
) -> dict[str, float]:
    """How long it takes to find paths between these pairs."""
    return spread([timed(lambda: find_paths(network, mask, *pair, wish))[1] for pair in pairs])  # noqa: B023


def measured_refresh(root: Path, nodes: int, taken: int, seed: int) -> dict[str, float]:
    """Writing and opening the next generation after 20,000 new links and 1,000 dead events."""
    links, events = generated(nodes, REFRESHED, seed + 1)
    later = Triples(links.source, links.target, links.slot + np.int32(taken))
    columns = EventColumns(
        events.code, events.first, events.last, events.place, events.origins, taken
    )
    people = persons(nodes)
    dead = np.arange(0, 1_000, dtype=np.int32)
    (root / "2").mkdir()
    _, write_s = timed(lambda: refresh(root / "1", root / "2", people, Fresh(later, columns, dead)))
    network, open_s = timed(lambda: Network.open(root / "2"))
    rng = np.random.default_rng(seed)
    pairs = [(int(a), int(b)) for a, b in rng.integers(0, nodes, (200, 2)) if a != b]
    paths = paths_ms(network, Mask.of(**EVERY), pairs, PathWish())  # type: ignore[arg-type]
    return {
        "write_ms": round(write_s * 1e3, 2),
        "open_ms": round(open_s * 1e3, 2),
        "shortest_after_ms": paths["median_ms"],
    }


# ---- networkx -----------------------------------------------------------------------------------


def oracle(links: Triples, kept: NDArray[np.bool_] | None, nodes: int) -> Any:
    """The same links as a networkx graph."""
    import networkx

    chosen = links if kept is None else links.where(kept)
    graph = networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(zip(chosen.source.tolist(), chosen.target.tolist(), strict=True))
    return graph


def shortest_counts(graph: Any, source: int) -> tuple[dict[int, int], dict[int, int]]:
    """Lengths and numbers of the shortest paths from `source` to every node, by networkx."""
    betweenness = importlib.import_module("networkx.algorithms.centrality.betweenness")
    _, _, numbers, lengths = betweenness._single_source_shortest_path_basic(graph, source)
    return lengths, {node: int(number) for node, number in numbers.items()}


def equal(
    network: Network, mask: Mask, graph: Any, sources: list[int], targets: list[int]
) -> tuple[int, int]:
    """How many pairs were compared, and how many differed in length or number of shortest paths."""
    compared = wrong = 0
    wish = PathWish(limit=1, max_length=100)
    for source in sources:
        lengths, numbers = shortest_counts(graph, source)
        for target in targets:
            if target == source:
                continue
            found = find_paths(network, mask, source, target, wish)
            expected = (lengths.get(target), numbers[target] if target in lengths else 0)
            compared += 1
            wrong += (found.distance, found.shortest) != expected
    return compared, wrong


def networkx_ms(graph: Any, pairs: list[tuple[int, int]], slow: int) -> dict[str, Any]:
    """networkx's own times: shortest, all shortest (a few pairs only), five best."""
    from itertools import islice

    import networkx

    def five(a: int, b: int) -> object:
        return list(islice(networkx.shortest_simple_paths(graph, a, b), 5))

    def every(a: int, b: int) -> object:
        return sum(1 for _ in networkx.all_shortest_paths(graph, a, b))

    return {
        "shortest": spread([timed(lambda: networkx.shortest_path(graph, *p))[1] for p in pairs]),  # noqa: B023
        "five_best": spread([timed(lambda: five(*p))[1] for p in pairs[:100]]),  # noqa: B023
        "all_shortest": spread([timed(lambda: every(*p))[1] for p in pairs[:slow]]),  # noqa: B023
    }


def compared(
    network: Network, links: Triples, events: EventColumns, arguments: argparse.Namespace
) -> dict[str, Any]:
    """networkx on the same links: times, memory, and whether the answers are the same."""
    gc.collect()
    before = resident_mb()
    graph, build_s = timed(lambda: oracle(links, None, arguments.nodes))
    memory = resident_mb() - before
    rng = np.random.default_rng(arguments.seed + 2)
    pairs = _pairs(rng, arguments.nodes, 300)
    result = {
        "build_s": round(build_s, 2),
        "memory_mb": round(memory),
        **networkx_ms(graph, pairs, arguments.slow),
    }
    sources = rng.integers(0, arguments.nodes, arguments.sources).tolist()
    targets = rng.integers(0, arguments.nodes, -(-1_000 // arguments.sources)).tolist()
    plain = equal(network, Mask.of(**EVERY), graph, sources, targets)  # type: ignore[arg-type]
    del graph
    gc.collect()
    mask = Mask.of(**FILTERED)  # type: ignore[arg-type]
    kept = mask.passes(events, links.slot)
    filtered = equal(network, mask, oracle(links, kept, arguments.nodes), sources, targets)
    result["equality"] = {
        "pairs": plain[0],
        "different": plain[1],
        "pairs_filtered": filtered[0],
        "different_filtered": filtered[1],
    }
    return result


def _pairs(rng: np.random.Generator, nodes: int, count: int) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in rng.integers(0, nodes, (count, 2)) if a != b]


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=1_000)
    parser.add_argument("--sources", type=int, default=20, help="sources of compared pairs")
    parser.add_argument("--slow", type=int, default=5, help="pairs for networkx's all shortest")
    parser.add_argument("--no-networkx", action="store_true")
    arguments = parser.parse_args()
    links, events = generated(arguments.nodes, arguments.links, arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "1").mkdir()
        people = persons(arguments.nodes)
        fresh = Fresh(links, events, np.zeros(0, np.int32))
        before = peak_mb()
        _, build_s = timed(lambda: refresh(None, root / "1", people, fresh))
        network, open_s = timed(lambda: Network.open(root / "1"))
        peak = peak_mb() - before
        rng = np.random.default_rng(arguments.seed)
        pairs = _pairs(rng, arguments.nodes, arguments.pairs)
        every = Mask.of(**EVERY)  # type: ignore[arg-type]
        filtered = Mask.of(**FILTERED)  # type: ignore[arg-type]
        degrees = network.degree(np.arange(arguments.nodes, dtype=np.int32))
        measured: dict[str, Any] = {
            "nodes": arguments.nodes,
            "links": len(links),
            "largest_degree": int(degrees.max()),
            "build_s": round(build_s, 2),
            "open_ms": round(open_s * 1e3, 2),
            **array_mb(network),
            "peak_while_building_mb": round(peak),
            "shortest": paths_ms(network, every, pairs, PathWish()),
            "all_shortest": paths_ms(network, every, pairs, PathWish(limit=50)),
            "five_best": paths_ms(network, every, pairs, PathWish(limit=5, longer=True)),
            "filtered": paths_ms(network, filtered, pairs, PathWish()),
            "refresh": measured_refresh(root, arguments.nodes, len(links), arguments.seed),
        }
        if not arguments.no_networkx:
            measured["networkx"] = compared(network, links, events, arguments)
    json.dump(measured, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
