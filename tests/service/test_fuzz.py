"""Random and mutated queries: the service stays alive, and each answer has a declared status."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.queries import Grammar
from tests.service.running import Running, make_graph, running

DECLARED = {200, 400, 406, 413, 422, 503, 504}
QUADS = "".join(
    f"<http://example.org/{n}> <http://example.org/p> {n % 7} , <http://example.org/{n + 1}> .\n"
    for n in range(300)
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    graph = make_graph(tmp_path_factory.mktemp("fuzz") / "graph", QUADS)
    with running(graph, timeout_s=1.0, worker_memory_mib=512, max_result_bytes=2**22) as started:
        yield started


def fuzz(service: Running, count: int, seed: int) -> Counter[int]:
    grammar = Grammar(seed)
    queries = [grammar.query() for _ in range(count)]
    statuses: Counter[int] = Counter()

    with httpx.Client(base_url=service.url, timeout=30) as client:

        def ask(query: str) -> int:
            answer = client.post(
                "/sparql",
                content=query.encode("utf-8", "surrogatepass"),
                headers={"Content-Type": "application/sparql-query"},
            )
            assert answer.status_code in DECLARED, f"{answer.status_code} for {query!r}"
            if answer.status_code != 200:
                assert answer.headers["content-type"] == "application/problem+json"
            return answer.status_code

        with ThreadPoolExecutor(4) as clients:
            statuses.update(clients.map(ask, queries))
    assert service.ask("ASK { <http://example.org/1> ?p 1 }")
    return statuses


def test_a_few_hundred_queries(service: Running) -> None:
    statuses = fuzz(service, 300, 7)
    assert statuses[200] > 60
    assert statuses[400] > 20


@pytest.mark.slow
def test_ten_thousand_queries(service: Running) -> None:
    statuses = fuzz(service, 10_000, 11)
    print(dict(statuses))  # noqa: T201 - the run's figures
    assert statuses.total() == 10_000


def test_the_grammar_is_worth_its_name(tmp_path: Path) -> None:
    queries = {Grammar(seed).query() for seed in range(200)}
    assert len(queries) > 150
