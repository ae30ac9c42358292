"""The commands that ask a graph, and what their tables and files hold."""

import json
from pathlib import Path

from tests.cli.commands import assert_one_line_error
from tests.conftest import chancery


def test_dossiers_name_what_they_denote(seed_graph: Path) -> None:
    lines = chancery("dossiers", "--graph", str(seed_graph)).stdout.splitlines()
    dossiers = [json.loads(line) for line in lines]
    assert len(dossiers) == 5
    for dossier in dossiers:
        assert all(actor["entity"] for actor in dossier["actors"])
        assert all(event["cluster"] for event in dossier["events"])
        assert all(statement["cluster"] for statement in dossier["statements"])


def test_queries_in_every_format(seed_graph: Path) -> None:
    ask = ("query", "SELECT ?n { ?p a chy:Person ; skos:prefLabel ?n }", "--graph", str(seed_graph))
    assert "Lee Jae-myung" in chancery(*ask).stdout
    assert "Lee Jae-myung" in chancery(*ask, "--format", "csv").stdout
    assert json.loads(chancery(*ask, "--format", "json").stdout)["head"] == {"vars": ["n"]}
    assert_one_line_error(chancery("query", "SELEC", "--graph", str(seed_graph)), "parse")
    assert chancery(*ask, "--format", "yaml").returncode == 2


def test_a_format_that_does_not_fit_the_result(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    rows = chancery("query", "SELECT * { ?s ?p ?o } LIMIT 1", "--format", "turtle", *graph)
    assert_one_line_error(rows, "csv")
    triples = chancery("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv", *graph)
    assert_one_line_error(triples, "turtle")
    assert not rows.stdout
    assert not triples.stdout


def test_questions_about_actors(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    assert "Lee Jae-myung" in chancery("actors", "lee jae", *graph).stdout
    assert "Tokyo" in chancery("timeline", "Lee Jae-myung", "Ishiba", *graph).stdout
    assert "→" in chancery("path", "Takaichi", "Trump", *graph).stdout
    said = chancery("statements", "--speaker", "Lee Jae-myung", *graph, COLUMNS="300").stdout
    assert "close friends" in said
    assert_one_line_error(chancery("path", "Takaichi", "Nobody Atall", *graph), "Nobody Atall")


def test_topics_and_the_months_of_one(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    page = json.loads(chancery("topics", "--json", *graph).stdout)
    busiest = page["rows"][0]
    assert busiest["label"] in chancery("topics", "--limit", "1", *graph).stdout
    one = json.loads(chancery("topics", busiest["label"], "--json", *graph).stdout)
    assert one == busiest
    shown = chancery("topics", busiest["label"], *graph).stdout
    assert all(month["name"] in shown for month in one["months"])
    assert_one_line_error(chancery("topics", "no such topic", *graph), "no such topic")


def test_articles_and_their_ids(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    page = json.loads(chancery("articles", "--json", *graph).stdout)
    assert page["total"] == len(page["rows"]) == 5
    shown = chancery("articles", *graph, COLUMNS="80").stdout
    for row in page["rows"]:
        assert row["article"]["id"] in shown
        assert row["article"]["title"] or row["begins"]
    times = json.loads(chancery("articles", "--words", "global times", "--json", *graph).stdout)
    assert {row["article"]["publisher"] for row in times["rows"]} == {"Global Times"}
    assert "1 of 5 articles" in chancery("articles", "--limit", "1", *graph).stdout
    assert_one_line_error(chancery("articles", "--from", "soon", *graph), "is no date")


def test_events_of_any_status(seed_graph: Path) -> None:
    ask = ("timeline", "Lee Jae-myung", "Donald Trump", "--json", "--graph", str(seed_graph))
    happened, planned, anything = (
        len(json.loads(chancery(*ask, "--status", status).stdout)["rows"])
        for status in ("happened", "planned", "any")
    )
    assert anything == happened + planned > 0


def test_names_and_their_beginnings(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    assert "Takaichi" in chancery("actors", "Taka", *graph, COLUMNS="300").stdout
    by_name = chancery("explain", "Lee Jae-myung", "--json", *graph)
    assert by_name.returncode == 0, by_name.stderr
    found = json.loads(by_name.stdout)
    assert found["thing"]["name"] == "Lee Jae-myung"
    iri = found["thing"]["iri"]
    assert chancery("explain", iri, "--json", *graph).stdout == by_name.stdout
    assert_one_line_error(chancery("explain", "Nobody Atall", *graph), "Nobody Atall")


def test_tables_say_where_it_stands_and_who_did_it(seed_graph: Path) -> None:
    graph = {"CHANCERY_GRAPH": str(seed_graph), "COLUMNS": "400"}
    met = chancery("timeline", "Lee Jae-myung", "Ishiba", **graph).stdout
    assert "Global Times, 2025-08" in met
    assert "undated" in met
    assert "meet by" not in met
    criticized = chancery("timeline", "Lee Jae-myung", "Lee Jae-myung's predecessor", **graph)
    assert "criticize by Lee Jae-myung" in criticized.stdout
    said = chancery("statements", "--speaker", "Lee Jae-myung", **graph).stdout
    assert said.count("close friends.” — ") + said.count("close friends,” — ") == 2


def test_no_path_names_the_nearest_once(seed_graph: Path) -> None:
    done = chancery(
        "path", "Takaichi", "Trump", "--type", "resign", "--graph", str(seed_graph), COLUMNS="300"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "Nearest:" not in done.stdout


def test_exporting_for_gephi(seed_graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "seeds.gexf"
    done = chancery("export", "--format", "gexf", "-o", str(target), "--graph", str(seed_graph))
    assert done.returncode == 0, done.stderr
    assert b"<gexf" in target.read_bytes()[:500]
    assert chancery("export", "--format", "nope", "--graph", str(seed_graph)).returncode in (1, 2)


def test_the_ending_of_a_file_says_its_format(seed_graph: Path, tmp_path: Path) -> None:
    graph = ("--graph", str(seed_graph))

    def exported(name: str, *options: str) -> bytes:
        done = chancery("export", "-o", str(tmp_path / name), *options, *graph)
        assert done.returncode == 0, done.stderr
        return (tmp_path / name).read_bytes()

    assert b"<graphml" in exported("network.graphml")[:500]
    assert exported("TABLES.ZIP").startswith(b"PK")
    assert b"<gexf" in exported("network")[:500]
    assert exported("actors.csv", "--format", "nodes-csv").lower().startswith(b"id,")
    assert b"<graphml" in exported("network.xml", "--format", "graphml")[:500]


def test_an_ending_that_says_no_format_or_another(seed_graph: Path, tmp_path: Path) -> None:
    def refused(words: str, name: str, *options: str) -> None:
        target = tmp_path / name
        done = chancery("export", "-o", str(target), *options, "--graph", str(seed_graph))
        assert_one_line_error(done, words)
        assert not target.exists()

    refused("nodes-csv (table of actors), edges-csv", "network.csv")
    refused("no format ends in .xlsx", "network.xlsx")
    refused("gexf is no .csv file; call it .gexf", "network.csv", "--format", "gexf")
    refused("csv is no .csv file; call it .zip", "network.csv", "--format", "csv")


def test_filters_by_place_topic_and_origins(seed_graph: Path, tmp_path: Path) -> None:
    graph = ("--graph", str(seed_graph))
    pair = ("Lee Jae-myung", "Ishiba", "--json", *graph)
    in_tokyo = json.loads(chancery("timeline", *pair, "--place", "Tokyo").stdout)["rows"]
    events = [row["event"] for row in in_tokyo if row["event"]]
    assert events
    assert {event["place"] for event in events} == {"Tokyo"}
    later = json.loads(chancery("timeline", *pair, "--from", "2025-08-24").stdout)["rows"]
    met = next(event for event in events if event["type"] == "meet")
    assert met not in [row["event"] for row in later]
    until = json.loads(chancery("timeline", *pair, "--to", "2025-08-23").stdout)["rows"]
    assert met in [row["event"] for row in until]
    attested = chancery("path", *pair, "--min-origins", "1000")
    assert json.loads(attested.stdout)["paths"] == []
    assert_one_line_error(chancery("timeline", *pair, "--place", "Atlantis"), "Atlantis")

    def exported(*options: str) -> int:
        target = tmp_path / "network.json"
        done = chancery("export", "--format", "json", "-o", str(target), *graph, *options)
        assert done.returncode == 0, done.stderr
        return len(json.loads(target.read_text(encoding="utf-8"))["nodes"])

    assert exported("--place", "Tokyo") < exported()
    around = ("--around", "Takaichi")
    assert exported(*around) <= exported(*around, "--radius", "2")
    assert exported("--min-origins", "1000") == 0
    assert chancery("export", "--radius", "2", *graph).returncode == 2
