"""The SPARQL service against its peers, on one machine and one set of data.

    python tests/bench/sparql_service.py --quads 1e6 --seconds 8 --json out.json

Makes the data with `bench/gen_kg.py` of the shared folder (CHANCERY_SHARED), as one graph without
duplicates; starts each server in turn, and loads it with the same queries from the same clients.
Peers: rdflib-endpoint and oxigraph (PyPI packages of these names), Virtuoso (Debian's
virtuoso-opensource). One that isn't installed is left out and said so.
"""

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from load_client import Connection, Endpoint, Sample, load

ROOT = Path(__file__).parent.parent.parent
O = "https://kg.example/o#"  # noqa: E741
PREFIXES = (
    f"PREFIX o: <{O}> PREFIX a: <https://kg.example/a/> PREFIX t: <https://kg.example/t/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
PEOPLE = (150, 400, 900, 60, 1500, 33, 77, 210)


def _small() -> list[str]:
    return [
        f"SELECT ?label ?region {{ a:{x} rdfs:label ?label ; o:region ?region }}" for x in PEOPLE
    ] + [f"ASK {{ a:{x} o:met a:{y} }}" for x, y in zip(PEOPLE, PEOPLE[1:], strict=False)]


def _medium() -> list[str]:
    said = "SELECT DISTINCT ?s ?d ?q WHERE {{ ?s o:speaker a:{} ; o:topic ?t ; o:date ?d ; o:quote ?q }} ORDER BY DESC(?d) LIMIT 100"
    together = "SELECT ?b (COUNT(DISTINCT ?e) AS ?n) WHERE {{ ?e o:participant a:{0} , ?b FILTER(?b != a:{0}) }} GROUP BY ?b ORDER BY DESC(?n) ?b LIMIT 20"
    return [said.format(x) for x in (20, 40, 60, 90)] + [
        together.format(x) for x in (20, 40, 60, 90)
    ]


def _heavy() -> list[str]:
    return [
        f"SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE {{ a:{x} o:met ?b . ?b o:met ?c }}"
        for x in (2, 3, 5)
    ] + [
        "SELECT ?m (COUNT(DISTINCT ?s) AS ?n) WHERE "
        f"{{ ?s o:topic t:{t} ; o:date ?d BIND(SUBSTR(STR(?d),1,7) AS ?m) }} GROUP BY ?m ORDER BY ?m"
        for t in (0, 1, 2)
    ]


def _large() -> list[str]:
    return [
        f"SELECT ?s ?speaker ?q WHERE {{ ?s o:speaker ?speaker ; o:quote ?q }} OFFSET {n} LIMIT 2000"
        for n in (0, 100, 200)
    ]


WORKLOADS: Mapping[str, list[str]] = {
    name: [PREFIXES + query for query in make()]
    for name, make in (("small", _small), ("medium", _medium), ("heavy", _heavy), ("large", _large))
}


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
    sys.path.insert(0, str(ROOT))
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
    shared = Path(os.environ.get("CHANCERY_SHARED", ROOT.parent / "shared"))
    generator = shared / "bench" / "gen_kg.py"
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
        yield Endpoint("127.0.0.1", port, server.path)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def measure(endpoint: Endpoint, clients: int, seconds: float) -> dict[str, Sample]:
    """Each workload in turn, warmed by one round of its queries."""
    found = {}
    for name, queries in WORKLOADS.items():
        connection = Connection(endpoint)
        for query in queries:
            await connection.ask(endpoint.request(query))
        connection.close()
        found[name] = await load(endpoint, queries, clients=clients, seconds=seconds)
        good = sum(status == 200 for status in found[name].statuses)
        if good != len(found[name].statuses):
            print(f"  {name}: {len(found[name].statuses) - good} answers were not 200")  # noqa: T201
    return found


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=float, default=1e6)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--only", nargs="*", default=[s.name for s in SERVERS])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results: dict[str, dict[str, dict[str, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        triples = make_triples(arguments.quads, work)
        for server in SERVERS:
            if server.name not in arguments.only:
                continue
            if not installed(server):
                print(f"{server.name}: not installed, left out")  # noqa: T201
                continue
            with started(server, triples, work) as endpoint:
                samples = asyncio.run(measure(endpoint, arguments.clients, arguments.seconds))
            results[server.name] = {
                name: {
                    "rate": sample.rate,
                    "p50_ms": sample.percentile(0.5) * 1000,
                    "p99_ms": sample.percentile(0.99) * 1000,
                    "kB": sum(sample.sizes) / len(sample.sizes) / 1000,
                }
                for name, sample in samples.items()
            }
            _print(server.name, results)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1))


def _print(name: str, results: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    ours = results.get("chancery", {})
    for workload, row in results[name].items():
        ratio = ours[workload]["rate"] / row["rate"] if workload in ours else float("nan")
        print(  # noqa: T201
            f"{name:16} {workload:7} {row['rate']:9.1f}/s  p50 {row['p50_ms']:8.2f} ms  "
            f"p99 {row['p99_ms']:8.2f} ms  {row['kB']:8.1f} kB  ours is {ratio:6.2f}x",
            flush=True,
        )


if __name__ == "__main__":
    main()
