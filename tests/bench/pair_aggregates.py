"""Questions about pairs of actors: our pair nodes against Virtuoso, on one machine and one data.

    python -m tests.bench.pair_aggregates --quads 1e7 --work FOLDER --json out.json

The events are those of `bench/gen_kg.py` of the shared folder (CHANCERY_SHARED, or --generator);
all count as happened. Pair nodes and tallies come from them as the merge writes them, with
`graph_builder.rdf`: who met an actor most is asked of its tallies, which pairs met most of the
counts on pair nodes, and how often two actors met of their pair, whose IRI follows from theirs.
Our store holds both kinds of data and is asked in this process, results serialised. Virtuoso
(Debian's virtuoso-opensource, over HTTP on the loopback) is asked for the events while it holds the
base data alone, then, with our queries, for pairs and tallies when it holds these too. An empty
question tells its share of HTTP (`floor_ms`): `ratio` is ours to its time less that; `worst` is the
worst single question's. Answers that differ end the run. FOLDER is made, and keeps the data (10M
quads: 7 GB, 6 minutes).
"""

import argparse
import configparser
import http.client
import io
import itertools
import json
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import Quad, RdfFormat, Store

from graph_builder.merged import Pair, Relation
from graph_builder.model import EventType
from graph_builder.rdf import shared_quads, thing_quads
from graph_builder.rdf.vocabulary import event_classes
from graph_builder.resolution.pairs import pair_iri
from graph_builder.store.oxigraph import OxigraphReader
from graph_builder.store.sparql import Question
from tests.bench.load_client import Endpoint
from tests.bench.sparql_service import LOADS, SERVERS, installed, started

BASE = "https://kg.example/"
GRAPH = f"{BASE}merged"
TYPES: Mapping[str, EventType] = {
    "Meeting": "meet",
    "Visit": "visit",
    "Call": "phone_call",
    "Summit": "other",
}
PREFIXES = (
    f"PREFIX o: <{BASE}o#> PREFIX a: <{BASE}a/> PREFIX chy: <https://w3id.org/chancery/ontology#> "
)
Row = tuple[str, ...]
Ask = Callable[[str], bytes]


@dataclass(frozen=True)
class Asked:
    """One question: of pair nodes and tallies, and of events.

    `ranked` answers are ordered by their last column, ties in any order.
    """

    pairs: str
    events: str
    ranked: bool = True


def _hub(x: int) -> Asked:
    order = "ORDER BY DESC(?n) LIMIT 20"
    return Asked(
        f"SELECT ?b ?n {{ ?t chy:tallyOf a:{x} ; chy:eventClass chy:Meeting ; chy:times ?n ; "
        f"chy:with ?b }} {order}",
        f"SELECT ?b (COUNT(DISTINCT ?e) AS ?n) {{ ?e a o:Meeting ; o:participant a:{x}, ?b "
        f"FILTER(?b != a:{x}) }} GROUP BY ?b {order}",
    )


def _all() -> Asked:
    return Asked(
        "SELECT ?a ?b ?n { { SELECT ?p ?n { ?p chy:meetingCount ?n } "
        "ORDER BY DESC(?n) LIMIT 20 } "
        "?p chy:between ?a, ?b FILTER(STR(?a) < STR(?b)) } ORDER BY DESC(?n)",
        "SELECT ?a ?b (COUNT(DISTINCT ?e) AS ?n) { ?e a o:Meeting ; o:participant ?a, ?b "
        "FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 20",
    )


def _couple(x: int, y: int) -> Asked:
    a, b = sorted(f"{BASE}a/{number}" for number in (x, y))
    return Asked(
        f"SELECT (?c AS ?n) (?f AS ?first) (?l AS ?last) {{ <{pair_iri(a, b, BASE)}> "
        "chy:relation ?r . ?r chy:eventClass chy:Meeting ; chy:status chy:happened ; "
        "chy:eventCount ?c ; chy:first ?f ; chy:last ?l }",
        "SELECT (COUNT(DISTINCT ?e) AS ?n) (MIN(?d) AS ?first) (MAX(?d) AS ?last) "
        f"{{ ?e a o:Meeting ; o:participant a:{x}, a:{y} ; o:date ?d }}",
        ranked=False,
    )


def questions(hubs: list[int], met: list[tuple[int, int]]) -> dict[str, list[Asked]]:
    """The questions by name: of actors `hubs`, and of the couples `met`; numbers of actors."""
    return {
        "top 20 of a hub": [_hub(x) for x in hubs],
        "top 20 of all pairs": [_all()],
        "meetings of A and B": [_couple(x, y) for x, y in met],
    }


# ---- the data -----------------------------------------------------------------------------------


@dataclass
class Event:
    """What the generator says of an event."""

    kind: str = ""
    day: str = ""
    actors: set[str] = field(default_factory=set)


def write_base(quads: Path, target: Path) -> dict[str, Event]:
    """Write the quads as triples of one graph; the events by IRI."""
    events: defaultdict[str, Event] = defaultdict(Event)
    with quads.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as output:
        for line in lines:
            triple = line.rsplit(" <", 1)[0]
            output.write(f"{triple} .\n")
            if not triple.startswith(f"<{BASE}e/"):
                continue
            subject, predicate, value = triple.split(" ", 2)
            event = events[subject[1:-1]]
            if predicate == f"<{BASE}o#participant>":
                event.actors.add(value[1:-1])
            elif predicate == f"<{BASE}o#date>":
                event.day = value[1:11]
            elif predicate.endswith("#type>"):
                event.kind = value[1:-1].rpartition("#")[2]
    return dict(events)


def pairs_of(events: Mapping[str, Event]) -> Iterator[Pair]:
    """The pairs that follow from the events, all of which happened."""
    found: defaultdict[tuple[str, str], defaultdict[str, list[str]]]
    found = defaultdict(lambda: defaultdict(list))
    for iri, event in events.items():
        for couple in itertools.combinations(sorted(event.actors), 2):
            found[couple][event.kind].append(iri)
    classes = event_classes()
    for (a, b), by_kind in found.items():
        relations = []
        for kind, iris in by_kind.items():
            days = [events[iri].day for iri in iris]
            known, bounds = TYPES[kind], (min(days), max(days))
            relations.append(
                Relation(
                    *(a, b, known, "happened", "stated"),
                    *(classes[known].symmetric, tuple(iris), *bounds),
                )
            )
        yield Pair(pair_iri(a, b, BASE), a, b, tuple(relations))


def write_pairs(events: Mapping[str, Event], target: Path) -> None:
    """Write the quads of the pair nodes and of the tallies."""
    tallies: set[Quad] = set()
    with target.open("w", encoding="utf-8") as output:
        for pair in pairs_of(events):
            output.writelines(f"{quad} .\n" for quad in thing_quads(pair, BASE))
            tallies.update(shared.quad for shared in shared_quads(pair, BASE))
        output.writelines(f"{quad} .\n" for quad in tallies)


def chosen(events: Mapping[str, Event]) -> dict[str, list[Asked]]:
    """The questions about the five actors and, by rank, five couples that met most."""
    actors: Counter[str] = Counter()
    couples: Counter[tuple[str, ...]] = Counter()
    for event in events.values():
        if event.kind == "Meeting":
            actors.update(event.actors)
            couples.update(itertools.combinations(sorted(event.actors), 2))
    number = len(f"{BASE}a/")
    ranked = [couple for couple, _ in couples.most_common(1000)]
    return questions(
        [int(actor[number:]) for actor, _ in actors.most_common(5)],
        [(int(ranked[n][0][number:]), int(ranked[n][1][number:])) for n in (0, 9, 49, 199, 999)],
    )


# ---- asking -------------------------------------------------------------------------------------


def ours(reader: OxigraphReader) -> Ask:
    """Asks our store as a worker of the service does."""

    def ask(query: str) -> bytes:
        output = io.BytesIO()
        reader.answer(Question(PREFIXES + query), output)
        return output.getvalue()

    return ask


def theirs(endpoint: Endpoint) -> Ask:
    """Asks a server over one kept connection."""
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port)

    def ask(query: str) -> bytes:
        headers = {
            "Accept": "application/sparql-results+json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", endpoint.path, urlencode({"query": PREFIXES + query}), headers)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"{response.status}: {body[:300]!r}")
        return body

    return ask


def rows(body: bytes) -> list[Row]:
    """The rows of a result in JSON."""
    result = json.loads(body)
    names = result["head"]["vars"]
    return [tuple(row[n]["value"] for n in names) for row in result["results"]["bindings"]]


def agree(one: list[Row], other: list[Row], *, ranked: bool) -> bool:
    """Whether two answers are the same but for the choice among rows of the last rank."""
    if not ranked:
        return one == other
    last = one[-1][-1]
    heads = [{row for row in answer if row[-1] != last} for answer in (one, other)]
    return heads[0] == heads[1] and [r[-1] for r in one] == [r[-1] for r in other]


def median_ms(ask: Ask, query: str, runs: int) -> float:
    """Median over `runs` warm runs (two go before them). Milliseconds."""
    taken = []
    for _ in range(runs + 2):
        begun = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[2:])


# ---- the run ------------------------------------------------------------------------------------


def add_to_virtuoso(work: Path, file: Path) -> None:
    """Load one more file into the running server."""
    settings = configparser.ConfigParser()
    settings.read(work / "virtuoso" / "virtuoso.ini")
    load = f"ld_dir('{file.parent}', '{file.name}', '{GRAPH}'); rdf_loader_run(); checkpoint;"
    port = settings["Parameters"]["ServerPort"]
    subprocess.run(["isql-vt", port, "dba", "dba", f"exec={load}"], check=True, capture_output=True)


def load_ours(place: Path, files: list[Path]) -> OxigraphReader:
    """Our store with the files, opened as published ones are."""
    store = Store(str(place))
    for file in files:
        store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    del store
    return OxigraphReader(place)


def compare(
    ask: Ask, rival: Ask, asked: list[Asked], runs: int, *, pairs: bool
) -> dict[str, float]:
    """Figures of one kind of question; ends the program when the answers differ."""
    floor = median_ms(rival, "ASK {}", runs)
    sums, worst = [0.0, 0.0], 0.0
    for one in asked:
        other = one.pairs if pairs else one.events
        if not agree(rows(ask(one.pairs)), rows(rival(other)), ranked=one.ranked):
            raise SystemExit(f"the answers differ:\n{one.pairs}\n{other}")
        taken = median_ms(ask, one.pairs, runs), median_ms(rival, other, runs)
        sums = [total + ms for total, ms in zip(sums, taken, strict=True)]
        worst = max(worst, taken[0] / max(taken[1] - floor, 0.01))
    mine, yours = (total / len(asked) for total in sums)
    ratio = mine / max(yours - floor, 0.01)
    return {"ours_ms": mine, "ms": yours, "floor_ms": floor, "ratio": ratio, "worst": worst}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=float, default=1e7)
    parser.add_argument("--generator", type=Path, default=LOADS / "gen_kg.py")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    virtuoso = next(server for server in SERVERS if server.name == "virtuoso")
    if not installed(virtuoso) or not given.generator.is_file():
        raise SystemExit(f"this needs Virtuoso (virtuoso-opensource) and {given.generator}")
    work: Path = given.work.resolve()
    quads, data = work / "kg.nq", work / "data"
    data.mkdir(parents=True)
    if not quads.is_file():
        subprocess.run(
            [sys.executable, str(given.generator), str(given.quads), str(quads)], check=True
        )
    base, pairs = data / "base.nt", data / "pairs.nt"
    events = write_base(quads, base)
    write_pairs(events, pairs)
    asked = chosen(events)
    del events
    reader = load_ours(work / "store", [base, pairs])
    ask, results = ours(reader), {}
    with started(virtuoso, base, work) as endpoint:
        for shape in ("events", "pairs"):
            if shape == "pairs":
                add_to_virtuoso(work, pairs)
            rival = theirs(endpoint)  # anew: an idle connection is hung up during the load
            held = int(rows(rival("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[0][0])
            print(f"ours holds {len(reader)} quads, Virtuoso {held}, asked for {shape}")  # noqa: T201
            for name, group in asked.items():
                found = compare(ask, rival, group, given.runs, pairs=shape == "pairs")
                results[f"{name}, {shape}"] = found
                print(f"{name:20}", *(f"{k} {v:.2f}" for k, v in found.items()), flush=True)  # noqa: T201
    if given.json:
        given.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
