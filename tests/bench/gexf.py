"""Measures the GEXF export against networkx's writer, on the same actors and edges.

    python -m tests.bench.gexf --nodes 100000 --links 2000000 --schema FOLDER/gexf.rng

The links are those of the invented world of `generate_things`; parallel ones make one edge, so that
two million links make about a million edges. Prints one JSON object. Each writer works in a process
of its own, so that its memory is its own: `anonymous_mb` is what it allocated at most beyond what
it held before, `resident_mb` counts the pages of the mapped network files too. `--schema` validates
the file with lxml; `--no-networkx` leaves the comparison out. Each file is written to where there
was none. Ours is the best of three runs; networkx's, which takes most of a minute, is one.

`seconds` are those of a clock, `cpu_s` those that all threads of the process spent together. Ours
has `threads` threads put edges together, while networkx knows only one; `--threads 1` tells what
that is worth.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

import numpy as np

from graph_builder import index
from graph_builder.export import files
from graph_builder.export.edges import edge_rows
from graph_builder.export.selection import ExportOptions, Selection, node_rows
from graph_builder.graph import open_graph
from graph_builder.merged import Change, ClaimRef, MergedActor
from graph_builder.model import ACTOR_TYPES
from graph_builder.network import Fresh, refresh
from graph_builder.rdf import BASE_IRI
from tests.bench.generate_things import arrays


class Peak:
    """The most memory that this process holds while inside, beyond what it held before."""

    def __enter__(self) -> "Peak":
        self._before = self._now()
        self._most = self._before
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.005):
            self._most = tuple(map(max, self._most, self._now()))  # type: ignore[assignment]

    @staticmethod
    def _now() -> tuple[float, float]:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kb = dict(line.split(":", 1) for line in status.splitlines())
        return int(kb["RssAnon"].split()[0]) / 1e3, int(kb["VmRSS"].split()[0]) / 1e3

    def values(self) -> dict[str, float]:
        """Megabytes."""
        anonymous, resident = (
            round(most - before, 1) for most, before in zip(self._most, self._before, strict=True)
        )
        return {"anonymous_mb": anonymous, "resident_mb": resident}


def make_graph(folder: Path, nodes: int, links: int) -> None:
    """A generation with about `nodes` named actors and `links` links between them."""
    triples, events, people = arrays(nodes, links, 1)

    def changes() -> Iterator[Change]:
        for number, code in enumerate(people.kind.tolist()):
            kind = ACTOR_TYPES[code]
            name = f"{kind.capitalize()} {number} of Somewhere"
            ref = ClaimRef(f"a{number % 1000}", f"a{number}")
            yield Change(None, MergedActor(f"{BASE_IRI}{kind}/p{number}", kind, name, (), (ref,)))

    index.update(None, folder, changes(), lambda _: None)
    for file in (folder / "network").iterdir():
        file.unlink()
    (folder / "network").rmdir()
    refresh(None, folder, people, Fresh(triples, events, np.zeros(0, np.int32)))


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """The result of `work`; how long it took, and how long on a processor (other load aside)."""
    started, busy = time.perf_counter(), time.process_time()
    result = work()
    seconds, cpu = time.perf_counter() - started, time.process_time() - busy
    return result, {"seconds": round(seconds, 2), "cpu_s": round(cpu, 2)}


def ours(folder: Path, target: Path, threads: int) -> dict[str, float]:
    """Our writer's time and memory."""
    files.THREADS = threads
    graph = open_graph(folder)
    options: dict[str, Any] = {"filters": {"statuses": []}}
    warm = target.with_suffix(".warm")
    files.export_file(graph, "gexf", warm, {**options, "around": f"{BASE_IRI}person/p0"})
    with Peak() as peak:
        size, times = timed(lambda: files.export_file(graph, "gexf", target, options))
    return {**times, "threads": threads, "file_mb": round(size / 1e6, 1), **peak.values()}


def networkx_writer(folder: Path, target: Path, _threads: int) -> dict[str, float]:
    """networkx's writer on a graph with the same attributes, which isn't counted against it."""
    import networkx

    graph = open_graph(folder)
    selection = Selection(graph, ExportOptions.of({"filters": {"statuses": []}}))
    made = networkx.Graph()
    for row in node_rows(selection):
        made.add_node(
            row.node, label=row.name, iri=row.iri, kind=row.type,
            articles=row.articles, links=row.weight,
        )  # fmt: skip
    for edge in edge_rows(selection):
        dated = {"first": edge.first, "last": edge.last} if edge.first else {}
        made.add_edge(
            edge.source,
            edge.target,
            weight=edge.weight,
            origins=edge.origins,
            **dated,
            **edge.types,
        )
    edges = made.number_of_edges()
    with Peak() as peak:
        _, times = timed(lambda: networkx.write_gexf(made, target))
    return {**times, "edges": edges, **peak.values()}


def in_process(work: str, folder: Path, target: Path, threads: int) -> Any:
    """What `work` measures, in a process of its own."""
    target.unlink(missing_ok=True)
    command = [sys.executable, __file__, "--work", work, str(folder), str(target)]
    command += ["--threads", str(threads)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return json.loads(done.stdout)


def slices(target: Path) -> Iterator[bytes]:
    """Small documents that together hold every row of a GEXF file: its head, and 1,000 rows."""
    with target.open("rb") as file:
        head = b"".join(takewhile(lambda line: line != b"<nodes>\n", file))
        nodes = takewhile(lambda line: line != b"</nodes>\n", file)
        while some := b"".join(islice(nodes, 1_000)):
            yield head + b"<nodes>" + some + b"</nodes><edges/></graph></gexf>"
        next(file)
        edges = takewhile(lambda line: line != b"</edges>\n", file)
        while some := b"".join(islice(edges, 1_000)):
            yield head + b"<nodes/><edges>" + some + b"</edges></graph></gexf>"


def valid(target: Path, schema: Path) -> bool:
    """Whether the file is valid against a RELAX NG schema.

    lxml takes time with the square of the number of elements in one parent, so the file is looked
    at in slices.
    """
    from lxml import etree

    relax_ng = etree.RelaxNG(etree.parse(schema))
    return all(relax_ng.validate(etree.fromstring(some)) for some in slices(target))


def main() -> None:
    """Measure, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--links", type=int, default=2_000_000)
    parser.add_argument("--schema", type=Path)
    parser.add_argument("--no-networkx", action="store_true")
    parser.add_argument("--threads", type=int, default=files.THREADS)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        work, folder, target = arguments.work
        measure = {"ours": ours, "networkx": networkx_writer}[work]
        json.dump(measure(Path(folder), Path(target), arguments.threads), sys.stdout)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder, target = Path(temporary) / "1", Path(temporary) / "out.gexf"
        folder.mkdir()
        make_graph(folder, arguments.nodes, arguments.links)
        runs = [in_process("ours", folder, target, arguments.threads) for _ in range(3)]
        measured = {"ours": min(runs, key=lambda run: run["seconds"])}
        if arguments.schema:
            measured["valid"] = valid(target, arguments.schema)
        if not arguments.no_networkx:
            measured["networkx"] = in_process("networkx", folder, target, 1)
    json.dump(measured, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
