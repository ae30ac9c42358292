"""Users' queries: what is refused before it runs, and what comes out."""

import io
import json
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph_builder.errors import FormatError, LimitError, QueryError
from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.sparql import Question
from graph_builder.store.sparql_tokens import Dataset, check_query

EX = "http://example.org/"
PREFIXES = {"ex": EX}


def quad(subject: str, value: str, graph: str | None = None) -> Quad:
    return Quad(NamedNode(EX + subject), NamedNode(EX + "p"), Literal(value),
                NamedNode(EX + graph) if graph else DefaultGraph())  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> OxigraphReader:
    path = tmp_path_factory.mktemp("store") / "store"
    store = OxigraphStore(path)
    store.load([quad("a", "default"), quad("a", "both", "g1"), quad("a", "both", "g2"),
                quad("b", "one", "g1")])  # fmt: skip
    store.close()
    return OxigraphReader(path)


def ask(reader: OxigraphReader, query: str, **options: object) -> str:
    output = io.BytesIO()
    reader.answer(Question(query, prefixes=PREFIXES, **options), output)  # type: ignore[arg-type]
    return output.getvalue().decode()


def values(reader: OxigraphReader, query: str, **options: object) -> list[str]:
    found = json.loads(ask(reader, query, **options))
    return sorted(row["o"]["value"] for row in found["results"]["bindings"])


def test_forms_and_formats(reader: OxigraphReader) -> None:
    assert ask(reader, "SELECT ?o { ex:a ex:p ?o }", solutions="csv") == "o\r\ndefault\r\n"
    assert json.loads(ask(reader, "ASK { ex:a ex:p 'default' }"))["boolean"] is True
    graph = ask(reader, "CONSTRUCT { ?s ex:q ?o } WHERE { ?s ex:p ?o }", graph="ntriples")
    assert graph == f'<{EX}a> <{EX}q> "default" .\n'
    assert "ex:a" in ask(reader, "DESCRIBE ex:a", graph="turtle")


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "ASK {}"])
def test_a_format_that_cannot_hold_the_result_is_refused(
    reader: OxigraphReader, query: str
) -> None:
    with pytest.raises(FormatError):
        ask(reader, query, solutions="turtle")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "select * { ?s ?p ?o . service silent <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1/> {} } }",
        "SELECT * { { SELECT * { SERVICE ?x {} } } }",
        "SELECT (1<2 AS ?x) { FILTER(1<2)SERVICE#>\n?x{} }",
        "SELECT * { FILTER(1<'x>' )SERVICE<http://127.0.0.1/>{} FILTER(''='') }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1/> {} }",
        "SELECT * { ?s ?p 5SERVICE <http://127.0.0.1/> {} }",
        "SELECT * { SERVICESILENT <http://127.0.0.1/> {} }",
        "SELECT * { SERVICEex:foo {} }",
        "SELECT * { SERVICE SILENTex:foo {} }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:foo {} }",
        "PREFIX : <http://127.0.0.1/> PREFIX service: <http://x/> SELECT * { service:foo {} }",
        "SELECT * { ?s ?p ex:.SERVICE <http://127.0.0.1/> {} }",
        "SELECT * { ?s ?p ex:a.b.SERVICE <http://127.0.0.1/> {} }",
        "PREFIX a: <http://a:1> SELECT * { ?s ?p a:SERVICE <http://127.0.0.1/> {} }",
        "PREFIX a: <http://a:1> SELECT * { ?s a:trueSERVICE SILENT <http://127.0.0.1/> {} }",
        'SELECT * { VALUES ?x { """a"#\\q\n } SERVICE <http://127.0.0.1/> {} #"""\n}',
        'SELECT * { VALUES ?x { """a"#\\uD800\n } SERVICE <http://127.0.0.1/> {} #"""\n}',
    ],
)
def test_calls_to_other_services_are_refused(reader: OxigraphReader, query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|parse"):
        ask(reader, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ex:p ?o }",
        "ASK { ex:a ex:p 'SERVICE <http://127.0.0.1/> {}' }",
        "ASK { ex:service ex:p ?o } # SERVICE <x> {}",
        "ASK { <http://example.org/service> ex:p ?o }",
        "PREFIX service: <http://x/> ASK { service:a service:b ?o . { ?o ?p service:c } }",
        "PREFIX service: <http://x/> ASK { GRAPH service:g { ?s ?p ?o } }",
        "ASK { ?s a ex:Service OPTIONAL { ?s ex:p '''from a service''' } }",
    ],
)
def test_the_word_service_alone_is_harmless(reader: OxigraphReader, query: str) -> None:
    assert ask(reader, query)


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { ex:a ex:p 1 }", "LOAD <http://127.0.0.1/>", "DROP ALL", "CLEAR DEFAULT",
     "PREFIX ex: <http://x/> DELETE WHERE { ?s ?p ?o }", "WITH ex:g1 DELETE { ?s ?p ?o } WHERE {}"],
)  # fmt: skip
def test_updates_are_refused(reader: OxigraphReader, update: str) -> None:
    with pytest.raises(QueryError, match="update"):
        ask(reader, update)


@pytest.mark.parametrize("query", ["", "  # nothing", "SELEKT * {}", "SELECT * { ?s ?p }", "\x00",
                                   "SELECT * { ?s ?p ?o ", "SELECT * { ?s ?p '' § }"])  # fmt: skip
def test_what_does_not_parse_is_said_clearly(reader: OxigraphReader, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(reader, query)
    assert "\n" not in str(caught.value)


def test_a_prefix_that_is_not_declared_is_named(reader: OxigraphReader) -> None:
    with pytest.raises(QueryError, match=r"prefix x: at line 2, column 5 is not declared"):
        ask(reader, "PREFIX y: <http://example.org/> SELECT * {\n ?a x:p ?o . ?a ex:p y:b }")


def test_deep_nesting_is_refused_before_it_overflows_a_stack(reader: OxigraphReader) -> None:
    with pytest.raises(QueryError, match="nested"):
        ask(reader, "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }")


def test_default_graph_is_not_the_union(reader: OxigraphReader) -> None:
    assert values(reader, "SELECT ?o { ?s ex:p ?o }") == ["default"]


def test_from_clauses_merge_graphs_without_counting_twice(reader: OxigraphReader) -> None:
    query = "SELECT ?o FROM ex:g1 FROM ex:g2 { ex:a ex:p ?o }"
    assert values(reader, query) == ["both"]
    assert values(reader, "SELECT ?o FROM ex:g1 { ?s ex:p ?o }") == ["both", "one"]
    assert values(reader, "SELECT ?o FROM NAMED ex:g1 { ?s ex:p ?o }") == []


def test_the_dataset_of_the_request_replaces_that_of_the_query(reader: OxigraphReader) -> None:
    query = "SELECT ?o FROM ex:g2 { ?s ex:p ?o }"
    assert values(reader, query, dataset=Dataset(default=(EX + "g1",))) == ["both", "one"]
    in_graph = "SELECT ?o { GRAPH ?g { ?s ex:p ?o } }"
    assert values(reader, in_graph, dataset=Dataset(named=(EX + "g2",))) == ["both"]


@pytest.mark.parametrize("graph", ["<http://127.0.0.1:1/data.ttl>", "ex:none"])
def test_graphs_that_are_not_here_are_never_fetched(reader: OxigraphReader, graph: str) -> None:
    with pytest.raises(QueryError, match="none is fetched"):
        ask(reader, f"SELECT * FROM {graph} {{ ?s ?p ?o }}")


def test_a_result_beyond_the_limit_is_refused_and_not_cut(reader: OxigraphReader) -> None:
    with pytest.raises(LimitError, match="larger than 10 bytes"):
        ask(reader, "SELECT * { ?s ?p ?o }", max_bytes=10)


def test_prefixes_in_from_follow_the_declarations_of_the_query() -> None:
    query = "BASE <http://b/x/> PREFIX q: <y#> SELECT * FROM q:g FROM NAMED <z> {}"
    parsed = check_query(query, {})
    assert parsed.default == ("http://b/x/y#g",)
    assert parsed.named == ("http://b/x/z",)


def test_every_query_of_the_standard_that_oxigraph_runs_passes_the_check(shared: Path) -> None:
    from pyoxigraph import Store

    refused = []
    for path in sorted((shared / "conformance/sparql/sparql11").rglob("*.rq")):
        query = path.read_text("utf-8")
        try:
            Store().query(query, base_iri="http://example.org/")
        except (SyntaxError, ValueError, RuntimeError, OSError):
            continue
        try:
            check_query(query, {})
        except QueryError as error:
            refused.append((path.parent.name, str(error)))
    assert {folder for folder, _ in refused} <= {"service", "syntax-fed"}
    assert all("SERVICE" in message for _, message in refused)
