"""The W3C's SPARQL 1.1 query, update, syntax and result-format suites, over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Quad, QueryResultsFormat, RdfFormat, parse

from graph_builder.store.directory import GraphDirectory, Manifest
from graph_builder.store.oxigraph import OxigraphStore
from tests.conformance.accepted import ACCEPTED
from tests.conformance.comparing import quads_of, same_csv, same_graph, same_solutions
from tests.conformance.sparql_manifests import ROOT, Case, Data, cases
from tests.service.running import BASE, TOKEN, Running, make_graph, running

QUERY_SUITES = (
    *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping"),
    *("negation", "project-expression", "property-path", "subquery", "syntax-query"),
    *("csv-tsv-res", "json-res"),
)
UPDATE_SUITES = (
    *("add", "basic-update", "clear", "copy", "delete-data", "delete-insert", "delete-where"),
    *("delete", "drop", "move", "syntax-update-1", "syntax-update-2", "update-silent"),
)
# Not run: `entailment` (the store entails nothing), `service` and `syntax-fed` (federation is
# refused: queries never reach out).


class Scratch:
    """A service over a graph whose generations the tests publish themselves."""

    def __init__(self, service: Running, folder: Path) -> None:
        self.service = service
        self._directory = GraphDirectory(folder)
        self._loaded: Data | None = None

    def load(self, data: Data, suite: str) -> None:
        """Publish a generation that holds `data`, unless that is what is there."""
        if data == self._loaded:
            return
        quads = read(data, suite)
        with self._directory.writing(), self._directory.draft() as draft:
            store = OxigraphStore(draft.path / "store")
            store.load(quads)
            store.close()
            self._directory.publish(draft, Manifest(draft.number, BASE))
            self._directory.prune()
        self._loaded = data

    def update(self, update: str) -> httpx.Response:
        """Send an update; what was loaded is gone after it."""
        self._loaded = None
        return self.service.update(update)

    def quads(self) -> list[Quad]:
        """Everything that the store holds, over the Graph Store Protocol."""
        graphs = [row["g"] for row in self.service.rows("SELECT ?g { GRAPH ?g {} }")]
        found = self._graph("default", "", None)
        for graph in graphs:
            found += self._graph("graph", graph, graph)
        return found

    def _graph(self, parameter: str, value: str, name: str | None) -> list[Quad]:
        answer = self.service.client.get(
            "/graphs", params={parameter: value}, headers={"Accept": "application/n-triples"}
        )
        assert answer.status_code == 200, answer.text
        triples = parse(answer.content, RdfFormat.N_TRIPLES, rename_blank_nodes=False)
        from pyoxigraph import DefaultGraph, NamedNode

        graph = NamedNode(name) if name else DefaultGraph()
        return [Quad(q.subject, q.predicate, q.object, graph) for q in triples]


def read(data: Data, suite: str) -> list[Quad]:
    quads = []
    if data.default is not None:
        quads += quads_of(data.default, f"{ROOT}{suite}/{data.default.name}")
    for graph, file in data.named:
        quads += quads_of(file, f"{ROOT}{suite}/{file.name}", graph)
    return quads


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    graph = make_graph(tmp_path_factory.mktemp("w3c") / "graph")
    with running(graph, write_token=TOKEN, update_anywhere=True) as service:
        yield Scratch(service, graph)


@pytest.mark.parametrize("suite", QUERY_SUITES + UPDATE_SUITES)
def test_suite(suites: Path, scratch: Scratch, suite: str) -> None:
    failures = {case.name for case in cases(suites / suite) if not passes(scratch, case)}
    accepted = {name.partition("/")[2] for name in ACCEPTED if name.startswith(f"{suite}/")}
    assert failures - accepted == set(), "fails, and is not among the accepted failures"
    assert accepted - failures == set(), "passes, but is still listed in accepted.py"


def passes(scratch: Scratch, case: Case) -> bool:
    text = case.action.read_text("utf-8")
    if "Syntax" in case.kind:
        return passes_syntax(scratch, case, text)
    text = f"BASE <{ROOT}{case.suite}/{case.action.name}>\n{text}"
    scratch.load(case.data, case.suite)
    if "Update" in case.kind:
        answer = scratch.update(text)
        wanted = read(case.after, case.suite)
        return answer.status_code == 204 and same_graph(scratch.quads(), wanted)
    return passes_query(scratch, case, text)


def passes_syntax(scratch: Scratch, case: Case, text: str) -> bool:
    ask = scratch.update if "Update" in case.kind else scratch.service.query
    answer = ask(text)
    if "Negative" in case.kind:
        return answer.status_code == 400
    # What is refused for other reasons than its syntax (LOAD, a graph or function that isn't there)
    # was understood.
    return answer.status_code < 300 or "doesn't parse" not in answer.text


def passes_query(scratch: Scratch, case: Case, text: str) -> bool:
    assert case.result is not None
    suffix = case.result.suffix
    if "construct" in text.lower() and suffix in (".ttl", ".rdf"):
        answer = scratch.service.query(text, "application/n-triples")
        wanted = quads_of(case.result, f"{ROOT}{case.suite}/{case.result.name}")
        return answer.status_code == 200 and same_graph(
            parse(answer.content, RdfFormat.N_TRIPLES), wanted
        )
    accept, format_ = {
        ".csv": ("text/csv", QueryResultsFormat.CSV),
        ".tsv": ("text/tab-separated-values", QueryResultsFormat.TSV),
        ".srj": ("application/sparql-results+json", QueryResultsFormat.JSON),
    }.get(suffix, ("application/sparql-results+xml", QueryResultsFormat.XML))
    answer = scratch.service.query(text, accept)
    if answer.status_code != 200 or not answer.headers["content-type"].startswith(accept):
        return False
    if suffix == ".csv":
        return same_csv(answer.content, case.result)
    return same_solutions(answer.content, format_, case.result)
