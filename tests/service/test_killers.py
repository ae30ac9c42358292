"""Two hundred queries that would bring a server down, among two thousand ordinary ones.

Measured is what bystanders notice: whether they fail, and how much longer they wait; and whether
the time limit is kept. Slow: some minutes on a quiet machine, whose figures alone count.
"""

import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.service.running import make_graph, running_process

TIMEOUT_S = 2.0
OVERSHOOT_S = 0.2
CLIENTS = 16
ORDINARY = 2000
KILLERS = 200
QUADS = "".join(
    f"<http://example.org/{n}> <http://example.org/label> 'name {n} {k}' ;"
    f" <http://example.org/next> <http://example.org/{(n * 7 + k) % 3000}> .\n"
    for n in range(3000)
    for k in range(5)
)

NEXT = "<http://example.org/next>"
KINDS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    f"SELECT (COUNT(*) AS ?n) {{ ?a ({NEXT}/{NEXT}*)+ ?b . ?b {NEXT}+ ?c }}",
    "SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), '(a|aa|n|na)*(m|me|ame)*(x+x+)+y')) ?d ?e ?f }",
    "ASK { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
    "SELECT * { VALUES (?x ?y) { " + "(1 'a') " * 60_000 + "} ?a ?b ?x . ?c ?d ?y }",
    "SELECT (GROUP_CONCAT(?z) AS ?y) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?c), STR(?d),"
    " STR(?f)) AS ?x) BIND(CONCAT(?x, ?x, ?x, ?x) AS ?z) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?a) ?d",
    "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "ASK { "
    + "{" * 190
    + f" ?a {NEXT}* ?b "
    + "}" * 190
    + " ?c ?d ?e . ?f ?g ?h FILTER(?a = ?h) }",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    graph = make_graph(tmp_path_factory.mktemp("killers") / "graph", QUADS)
    with running_process(
        graph,
        timeout_s=TIMEOUT_S,
        query_workers=4,
        long_queries=4,
        spare_workers=4,
        worker_memory_mib=512,
        max_result_bytes=20 * 2**20,
    ) as (url, _):
        yield url


def ordinary(number: int) -> str:
    return (
        f"SELECT ?label ?next {{ <http://example.org/{number % 3000}> <http://example.org/label> "
        f"?label ; {NEXT} ?next }}"
    )


def killer(number: int) -> str:
    return KINDS[number % len(KINDS)] + f" # {number}"


class Answered:
    """One answer: what was asked, how it ended, how long it took."""

    def __init__(self, kind: str, status: int, seconds: float) -> None:
        self.kind, self.status, self.seconds = kind, status, seconds


def run(service: str, asked: list[tuple[str, str]]) -> list[Answered]:
    limits = httpx.Limits(max_connections=CLIENTS)
    with httpx.Client(base_url=service, timeout=60, limits=limits) as client:

        def ask(item: tuple[str, str]) -> Answered:
            started = time.perf_counter()
            answer = client.post(
                "/sparql",
                content=item[1],
                headers={"Content-Type": "application/sparql-query"},
            )
            return Answered(item[0], answer.status_code, time.perf_counter() - started)

        with ThreadPoolExecutor(CLIENTS) as clients:
            return list(clients.map(ask, asked))


def p99(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=100)[98]


@pytest.mark.slow
def test_killers_harm_nobody(service: str) -> None:
    calm_asked = [("ordinary", ordinary(n)) for n in range(ORDINARY)]
    run(service, calm_asked[:200])
    calm = run(service, calm_asked)
    mixed = calm_asked + [("killer", killer(n)) for n in range(KILLERS)]
    random.Random(3).shuffle(mixed)
    answers = run(service, mixed)
    bystanders = [a for a in answers if a.kind == "ordinary"]
    killers = [a for a in answers if a.kind == "killer"]
    late = [a.seconds - TIMEOUT_S for a in killers if a.status == 504]
    before, among = (p99([a.seconds for a in answered]) for answered in (calm, bystanders))
    print(  # noqa: T201 - the run's figures
        f"\nordinary p99: calm {before * 1000:.0f} ms, among killers {among * 1000:.0f} ms; "
        f"overshoot p99 {p99(late) * 1000:.0f} ms of {len(late)}; killers by status: "
        f"{dict(Counter(a.status for a in killers))}"
    )
    assert {a.status for a in bystanders} == {200}
    assert {a.status for a in killers} <= {200, 400, 422, 503, 504}
    assert p99(late) <= OVERSHOOT_S
    assert among <= 3 * before


def test_a_killer_of_each_kind_harms_nobody(service: str) -> None:
    asked = [("killer", killer(n)) for n in range(len(KINDS))]
    asked += [("ordinary", ordinary(n)) for n in range(100)]
    answers = run(service, asked)
    assert {a.status for a in answers if a.kind == "ordinary"} == {200}
    assert {a.status for a in answers if a.kind == "killer"} <= {200, 400, 422, 503, 504}
    late = [a.seconds for a in answers if a.status == 504]
    assert all(seconds < TIMEOUT_S + 2 for seconds in late)
    assert len(late) >= 3
