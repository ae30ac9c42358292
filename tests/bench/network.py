"""Measures the network against networkx: building, memory, paths, filters, refresh, equality.

    python -m tests.bench.network --nodes 100000 --links 2000000
    python -m tests.bench.network --nodes 1000000 --links 10000000 --sources 2 --slow 1 --bare

The links are those of the invented world of `generate_things`: events with roles and statuses, a
few actors with tens of thousands of them and most with a few. networkx finds paths in a plain
graph, which joins two actors once whatever they did: once with all links, and once with those that
the filter leaves. What it takes to hold every event as we do is measured beside that: a multigraph,
bare and, unless `--bare`, with the attributes that our event columns hold. Prints one JSON object.
`--no-networkx` leaves the comparison out.
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
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.model import ACTOR_TYPES
from graph_builder.network import (
    EventColumns,
    Fresh,
    Mask,
    Network,
    Nodes,
    PathWish,
    Triples,
    code_parts,
    find_paths,
    refresh,
)
from graph_builder.network.projection import COLUMNS
from tests.bench.generate_things import DAYS, FIRST_DAY, arrays

SINCE, UNTIL = FIRST_DAY + DAYS // 3, FIRST_DAY + DAYS * 4 // 5
FILTERED = {"types": ("meet", "visit"), "since": SINCE, "until": UNTIL, "through": ACTOR_TYPES}
EVERY = {"statuses": (), "through": ACTOR_TYPES}
REFRESHED = 20_000


def split(
    links: Triples, events: EventColumns, later: int
) -> tuple[Triples, EventColumns, Triples, EventColumns]:
    """The links and events of all but the last events, which make `later` links; and of those."""
    cut = int(links.slot[len(links) - later])
    old = links.slot < cut

    def part(rows: slice, offset: int) -> EventColumns:
        return EventColumns.of({name: getattr(events, name)[rows] for name in COLUMNS}, offset)

    early, late = part(slice(cut), 0), part(slice(cut, None), cut)
    return links.where(old), early, links.where(~old), late


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
    held, asked = network.kind.nbytes + network.tie.nbytes, 0
    for links, events in network.parts:
        held += links.indptr.nbytes + links.neighbour.nbytes + links.slot.nbytes
        asked += sum(getattr(events, name).nbytes for name in COLUMNS)
    return {"links_mb": round(held / 1e6, 1), "events_mb": round(asked / 1e6, 1)}


def paths_ms(
    network: Network, mask: Mask, pairs: list[tuple[int, int]], wish: PathWish
) -> dict[str, float]:
    """How long it takes to find paths between these pairs."""
    return spread([timed(lambda: find_paths(network, mask, *pair, wish))[1] for pair in pairs])  # noqa: B023


def measured_refresh(
    root: Path, nodes: Nodes, links: Triples, events: EventColumns, seed: int
) -> dict[str, float]:
    """Writing and opening the next generation after 20,000 new links and 1,000 dead events."""
    dead = np.arange(0, 1_000, dtype=np.int32)
    (root / "2").mkdir()
    _, write_s = timed(lambda: refresh(root / "1", root / "2", nodes, Fresh(links, events, dead)))
    network, open_s = timed(lambda: Network.open(root / "2"))
    pairs = _pairs(np.random.default_rng(seed), len(nodes.kind), 200)
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


def every_event(links: Triples, events: EventColumns, nodes: Nodes, *, bare: bool) -> Any:
    """networkx's graph with an edge for each link, bare or with all that our columns hold."""
    import networkx

    graph = networkx.MultiGraph()
    kinds = list(ACTOR_TYPES)
    graph.add_nodes_from((n, {"kind": kinds[code]}) for n, code in enumerate(nodes.kind.tolist()))
    ends = (column.tolist() for column in (links.source, links.target, links.slot))
    if bare:
        graph.add_edges_from(zip(*ends, strict=True))  # type: ignore[no-untyped-call]
        return graph
    names = {code: code_parts(code) for code in np.unique(events.code).tolist()}
    columns = zip(*(getattr(events, name).tolist() for name in COLUMNS), strict=True)
    held = [
        {"type": names[code][0], "status": names[code][1], "basis": names[code][2],
         "first": first, "last": last, "place": place, "origins": origins}
        for code, first, last, place, origins in columns
    ]  # fmt: skip
    for source, target, slot in zip(*ends, strict=True):
        graph.add_edge(source, target, slot, **held[slot])
    return graph


def memory_mb(make: Callable[[], Any]) -> tuple[Any, float, int]:
    """What `make` makes, the seconds it took, and the megabytes that it holds."""
    gc.collect()
    before = resident_mb()
    made, seconds = timed(make)
    gc.collect()
    return made, round(seconds, 2), round(resident_mb() - before)


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

    def one(a: int, b: int) -> None:
        with suppress(networkx.NetworkXNoPath):
            networkx.shortest_path(graph, a, b)

    def five(a: int, b: int) -> None:
        with suppress(networkx.NetworkXNoPath):
            list(islice(networkx.shortest_simple_paths(graph, a, b), 5))

    def every(a: int, b: int) -> None:
        with suppress(networkx.NetworkXNoPath):
            sum(1 for _ in networkx.all_shortest_paths(graph, a, b))

    return {
        "shortest": spread([timed(lambda: one(*p))[1] for p in pairs]),  # noqa: B023
        "five_best": spread([timed(lambda: five(*p))[1] for p in pairs[:100]]),  # noqa: B023
        "all_shortest": spread([timed(lambda: every(*p))[1] for p in pairs[:slow]]),  # noqa: B023
    }


def compared(
    network: Network,
    links: Triples,
    events: EventColumns,
    nodes: Nodes,
    arguments: argparse.Namespace,
) -> dict[str, Any]:
    """networkx on the same links: times, memory, and whether the answers are the same."""
    size = len(nodes.kind)
    graph, build_s, memory = memory_mb(lambda: oracle(links, None, size))
    rng = np.random.default_rng(arguments.seed + 2)
    pairs = _pairs(rng, size, 300)
    result = {
        "build_s": build_s,
        "memory_mb": memory,
        **networkx_ms(graph, pairs, arguments.slow),
    }
    sources = rng.integers(0, size, arguments.sources).tolist()
    targets = rng.integers(0, size, -(-1_000 // arguments.sources)).tolist()
    plain = equal(network, Mask.of(**EVERY), graph, sources, targets)  # type: ignore[arg-type]
    del graph
    gc.collect()
    mask = Mask.of(**FILTERED)  # type: ignore[arg-type]
    kept = mask.passes(events, links.slot)
    filtered = equal(network, mask, oracle(links, kept, size), sources, targets)
    result["equality"] = {
        "pairs": plain[0],
        "different": plain[1],
        "pairs_filtered": filtered[0],
        "different_filtered": filtered[1],
    }
    for bare in (True,) if arguments.bare else (True, False):
        _, seconds, megabytes = memory_mb(lambda: every_event(links, events, nodes, bare=bare))  # noqa: B023
        name = "every_event" if bare else "every_event_with_attributes"
        result[name] = {"build_s": seconds, "memory_mb": megabytes}
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
    parser.add_argument("--bare", action="store_true", help="no networkx with attributes")
    parser.add_argument("--no-networkx", action="store_true")
    arguments = parser.parse_args()
    made = arrays(arguments.nodes, arguments.links + REFRESHED, arguments.seed)
    links, events, later, late = split(*made[:2], REFRESHED)
    nodes = made[2]
    size = len(nodes.kind)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "1").mkdir()
        fresh = Fresh(links, events, np.zeros(0, np.int32))
        before = peak_mb()
        _, build_s = timed(lambda: refresh(None, root / "1", nodes, fresh))
        network, open_s = timed(lambda: Network.open(root / "1"))
        peak = peak_mb() - before
        pairs = _pairs(np.random.default_rng(arguments.seed), size, arguments.pairs)
        every, usual = Mask.of(**EVERY), Mask.of()  # type: ignore[arg-type]
        filtered = Mask.of(**FILTERED)  # type: ignore[arg-type]
        degrees = network.degree(np.arange(size, dtype=np.int32))
        measured: dict[str, Any] = {
            "nodes": size,
            "links": len(links),
            "events": len(events),
            "largest_degree": int(degrees.max()),
            "build_s": round(build_s, 2),
            "open_ms": round(open_s * 1e3, 2),
            **array_mb(network),
            "peak_while_building_mb": round(peak),
            "shortest": paths_ms(network, every, pairs, PathWish()),
            "shortest_not_through_countries": paths_ms(network, usual, pairs, PathWish()),
            "all_shortest": paths_ms(network, every, pairs, PathWish(limit=50)),
            "five_best": paths_ms(network, every, pairs, PathWish(limit=5, longer=True)),
            "filtered": paths_ms(network, filtered, pairs, PathWish()),
            "refresh": measured_refresh(root, nodes, later, late, arguments.seed),
        }
        if not arguments.no_networkx:
            measured["networkx"] = compared(network, links, events, nodes, arguments)
    json.dump(measured, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
