"""The SPARQL service against its peers, on one machine and one set of data.

    python -m tests.bench.sparql_service --quads 1e6 --seconds 8 --json out.json

Makes the data with `bench/gen_kg.py` of the shared folder (CHANCERY_SHARED), as one graph without
duplicates; starts the servers, and loads them by turns with the same queries from the same clients.
Peers: rdflib-endpoint and oxigraph (PyPI packages of these names), Virtuoso (Debian's
virtuoso-opensource). One that isn't installed is left out and said so.

Printed are answers a second, times as clients see them, and the processor time of an answer with
all processes of the server, which other load on the machine changes least. "ours is" compares
answers a second. Nothing here answers from a cache of results.
"""

import argparse
import asyncio
import contextlib
import json
import os
import runpy
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load_client import Connection, Endpoint, Sample, load
from tests.bench.processor import processor_s
from tests.shared import SHARED

ROOT = Path(__file__).parent.parent.parent
LOADS = SHARED / "bench"

# The questions of `bench/queries.py` by the time that the engine alone takes for them at 1M quads:
# up to 2 ms, up to 50 ms (median 8 ms), up to 140 ms (median 30 ms).
GROUPS: Mapping[str, tuple[str, ...]] = {
    "small": ("q9_ego_construct",),
    "medium": ("q1_meetings_AB", "q2_said_A_T", "q4_2hop", "q6_prefix", "q7_topic_month"),
    "heavy": ("q3_top20_co", "q5_reach_met+"),
}
LARGE = "SELECT ?s ?speaker ?q WHERE {{ ?s o:speaker ?speaker ; o:quote ?q }} OFFSET {} LIMIT 2250"


def workloads() -> dict[str, list[str]]:
    """Queries by workload; `large` are results of some 700 KB."""
    if not (LOADS / "queries.py").is_file():
        raise SystemExit(f"{LOADS}/queries.py is not there; set CHANCERY_SHARED")
    given = runpy.run_path(str(LOADS / "queries.py"))
    questions: dict[str, list[str]] = given["Q"]()
    found = {
        group: [query for name in names for query in questions[name]]
        for group, names in GROUPS.items()
    }
    return {**found, "large": [given["PFX"] + LARGE.format(n) for n in (0, 100, 200)]}


@dataclass(frozen=True)
class Server:
    """A server to be measured: how to load and start it, and where it answers."""

    name: str
    start: Callable[[Path, Path, int], "subprocess.Popen[bytes]"]
    path: str


def _popen(*command: str, **environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def _chancery(triples: Path, work: Path, port: int) -> "subprocess.Popen[bytes]":
    from pyoxigraph import RdfFormat, Store

    from graph_builder.store.directory import GraphDirectory, Manifest

    directory = GraphDirectory(work / "graph")
    with directory.writing(), directory.draft() as draft:
        store = Store(str(draft.path / "store"))
        store.bulk_load(path=str(triples), format=RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()
        del store
        directory.publish(draft, Manifest(draft.number, "https://kg.example/"))
    return _popen(
        *(sys.executable, "-m", "graph_builder.cli", "serve", "--port", str(port)),
        *("--graph", str(work / "graph")),
        CHANCERY_RATE_LIMIT="",
    )


def _rdflib_endpoint(triples: Path, _work: Path, port: int) -> "subprocess.Popen[bytes]":
    tool = str(Path(sys.executable).parent / "rdflib-endpoint")
    return _popen(tool, "serve", "--host", "127.0.0.1", "--port", str(port), str(triples))


def _oxigraph(triples: Path, work: Path, port: int) -> "subprocess.Popen[bytes]":
    tool = str(Path(sys.executable).parent / "oxigraph")
    place = str(work / "oxigraph")
    subprocess.run(
        [tool, "load", "--location", place, "--file", str(triples)], check=True, capture_output=True
    )
    subprocess.run([tool, "optimize", "--location", place], check=True, capture_output=True)
    return _popen(tool, "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{port}")


_VIRTUOSO = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {0}/temp.db
TransactionFile = {0}/temp.trx
[Parameters]
ServerPort = {2}
DirsAllowed = {1}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
ServerThreads = 20
[HTTPServer]
ServerPort = 127.0.0.1:{3}
ServerThreads = 16
MaxClientConnections = 16
[SPARQL]
ResultSetMaxRows = 1000000
DefaultGraph = https://kg.example/merged
"""


def _virtuoso(triples: Path, work: Path, port: int) -> "subprocess.Popen[bytes]":
    place = work / "virtuoso"
    place.mkdir()
    sql = free_port()
    (place / "virtuoso.ini").write_text(_VIRTUOSO.format(place, triples.parent, sql, port))
    server = _popen("virtuoso-t", "+configfile", str(place / "virtuoso.ini"), "+foreground")
    _wait(port, server)
    commands = (
        f"ld_dir('{triples.parent}', '{triples.name}', 'https://kg.example/merged'); "
        "rdf_loader_run(); checkpoint;"
    )
    subprocess.run(
        ["isql-vt", str(sql), "dba", "dba", f"exec={commands}"], check=True, capture_output=True
    )
    return server


SERVERS = (
    Server("chancery", _chancery, "/sparql"),
    Server("rdflib-endpoint", _rdflib_endpoint, "/"),
    Server("oxigraph", _oxigraph, "/query"),
    Server("virtuoso", _virtuoso, "/sparql"),
)


def installed(server: Server) -> bool:
    """Whether the machine has what `server` needs."""
    tools = {"rdflib-endpoint": "rdflib-endpoint", "oxigraph": "oxigraph"}
    if server.name in tools:
        return (Path(sys.executable).parent / tools[server.name]).exists()
    return server.name != "virtuoso" or shutil.which("virtuoso-t") is not None


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(port: int, server: "subprocess.Popen[bytes]", seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise SystemExit(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def make_triples(quads: float, work: Path) -> Path:
    """The generated data as one graph: N-Triples without duplicates."""
    generator = LOADS / "gen_kg.py"
    if not generator.is_file():
        raise SystemExit(f"{generator} is not there; set CHANCERY_SHARED")
    subprocess.run([sys.executable, str(generator), str(quads), str(work / "kg.nq")], check=True)
    folder = work / "data"
    folder.mkdir()
    with (work / "kg.nq").open(encoding="utf-8") as lines:
        unique = {line.rsplit(" <", 1)[0] for line in lines}
    target = folder / "kg.nt"
    with target.open("w", encoding="utf-8") as file:
        file.writelines(f"{triple} .\n" for triple in sorted(unique))
    return target


@contextlib.contextmanager
def started(server: Server, triples: Path, work: Path) -> Iterator[Endpoint]:
    """The server, loaded and answering."""
    port = free_port()
    process = server.start(triples, work, port)
    try:
        _wait(port, process)
        yield Endpoint("127.0.0.1", port, server.path, pid=process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def measure(
    endpoints: Mapping[str, Endpoint], clients: int, seconds: float, rounds: int
) -> dict[str, dict[str, Sample]]:
    """The samples by server and workload; the queries of each workload have run once before.

    The servers take turns, a stretch each, so that whatever else the machine does falls on all.
    """
    found: dict[str, dict[str, Sample]] = {name: {} for name in endpoints}
    for workload, queries in workloads().items():
        for endpoint in endpoints.values():
            connection = Connection(endpoint)
            for query in queries:
                await connection.ask(endpoint.request(query))
            connection.close()
        for _ in range(rounds):
            for name, endpoint in endpoints.items():
                before_s = processor_s(endpoint.pid)
                stretch = await load(endpoint, queries, clients=clients, seconds=seconds / rounds)
                stretch.processor_s = processor_s(endpoint.pid) - before_s
                found[name].setdefault(workload, Sample()).add(stretch)
        for name in endpoints:
            bad = sum(status != 200 for status in found[name][workload].statuses)
            if bad:
                print(f"{name}, {workload}: {bad} answers were not 200")  # noqa: T201
    return found


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=float, default=1e6)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--only", nargs="*", default=[s.name for s in SERVERS])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        triples = make_triples(arguments.quads, work)
        with contextlib.ExitStack() as stack:
            endpoints = {}
            for server in SERVERS:
                if server.name in arguments.only and not installed(server):
                    print(f"{server.name}: not installed, left out")  # noqa: T201
                elif server.name in arguments.only:
                    endpoints[server.name] = stack.enter_context(started(server, triples, work))
            samples = asyncio.run(
                measure(endpoints, arguments.clients, arguments.seconds, arguments.rounds)
            )
    for name, by_workload in samples.items():
        results[name] = {
            workload: {
                "rate": sample.rate,
                "p50_ms": sample.percentile(0.5) * 1000,
                "p99_ms": sample.percentile(0.99) * 1000,
                "kB": sum(sample.sizes) / len(sample.sizes) / 1000,
                "cpu_ms": sample.processor_s / len(sample.seconds) * 1000,
            }
            for workload, sample in by_workload.items()
        }
        _print(name, results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1))


def _print(name: str, results: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    ours = results.get("chancery", {})
    for workload, row in results[name].items():
        ratio = ours[workload]["rate"] / row["rate"] if workload in ours else float("nan")
        print(  # noqa: T201
            f"{name:16} {workload:7} {row['rate']:9.1f}/s  p50 {row['p50_ms']:8.2f} ms  "
            f"p99 {row['p99_ms']:8.2f} ms  {row['kB']:8.1f} kB  cpu {row['cpu_ms']:8.2f} ms  "
            f"ours is {ratio:6.2f}x",
            flush=True,
        )


if __name__ == "__main__":
    main()
