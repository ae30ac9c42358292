"""The command line as its users meet it: output, exit codes, and bad input."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEEDS, chancery

BODY = "President Ana Mora of Norland met Prime Minister Jon Berg in Oslo on Monday."


def assert_one_line_error(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 1
    *_, last = done.stderr.splitlines()
    assert last.startswith("chancery: ")
    assert words in last
    assert "Traceback" not in done.stderr


def canonical(graph: Path) -> str:
    done = chancery(
        "query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "ntriples", "--graph", str(graph)
    )
    assert done.returncode == 0, done.stderr
    return "\n".join(sorted(done.stdout.splitlines()))


def test_version_and_help() -> None:
    assert chancery("--version").stdout.startswith("chancery ")
    shown = chancery("--help")
    assert shown.returncode == 0
    for command in ("build", "serve", "read", "dossiers", "query", "path", "export", "validate"):
        assert command in shown.stdout


def test_wrong_usage_is_2() -> None:
    assert chancery("build").returncode == 2
    assert chancery("no-such-command").returncode == 2
    assert chancery("build", "x", "--jobs", "0").returncode == 2


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = json.loads(chancery("build", str(SEEDS), "--graph", str(graph), "--json").stdout)
    before = canonical(graph)
    second = json.loads(chancery("build", str(SEEDS), "--graph", str(graph), "--json").stdout)
    assert (first["read"], first["published"]) == (5, True)
    assert (second["read"], second["skipped"], second["published"]) == (0, 5, False)
    assert second["generation"] == first["generation"]
    assert canonical(graph) == before


def test_reading_from_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graph_builder.cli", "read", "-", "--json", "--published", "2025"],
        input=BODY,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    dossier = json.loads(done.stdout)
    assert dossier["schema"] == "chancery/dossier/1"
    assert {"Ana Mora", "Jon Berg"} <= {actor["name"] for actor in dossier["actors"]}
    for actor in dossier["actors"]:
        for mention in actor["mentions"]:
            assert dossier["text"][mention["start"] : mention["end"]] == mention["text"]


def test_reading_as_a_page_and_as_text() -> None:
    article = str(SEEDS / "002_b53ba9f6a7e29400.txt")
    page = chancery("read", article, "--html")
    assert page.returncode == 0
    assert page.stdout.startswith("<!doctype html>")
    shown = chancery("read", article, NO_COLOR="1")
    assert shown.returncode == 0
    assert "Events" in shown.stdout
    assert "\x1b[" not in shown.stdout


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


def test_questions_about_actors(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    assert "Lee Jae-myung" in chancery("actors", "lee jae", *graph).stdout
    assert "Tokyo" in chancery("timeline", "Lee Jae-myung", "Ishiba", *graph).stdout
    assert "→" in chancery("path", "Takaichi", "Trump", *graph).stdout
    said = chancery("statements", "--speaker", "Lee Jae-myung", *graph, COLUMNS="300").stdout
    assert "close friends" in said
    assert_one_line_error(chancery("path", "Takaichi", "Nobody Atall", *graph), "Nobody Atall")


def test_exporting_for_gephi(seed_graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "seeds.gexf"
    done = chancery("export", "--format", "gexf", "-o", str(target), "--graph", str(seed_graph))
    assert done.returncode == 0, done.stderr
    assert b"<gexf" in target.read_bytes()[:500]
    assert chancery("export", "--format", "nope", "--graph", str(seed_graph)).returncode in (1, 2)


def test_a_built_graph_is_valid(seed_graph: Path) -> None:
    done = chancery("validate", "--graph", str(seed_graph))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\xff" * 500, "binary"),
        ("french.txt", "Le président a rencontré le chancelier à Paris.".encode() * 3, "language"),
        ("line.txt", b"talks on trade and security " * 400_000, "split"),
    ],
)
def test_articles_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = chancery("build", str(tmp_path / name), "--graph", str(tmp_path / "graph"))
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_article_never_harms_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00" * 100)
    rejects = tmp_path / "rejects.tsv"
    graph = tmp_path / "graph"
    done = chancery(
        "build", str(tmp_path), "--graph", str(graph), "--rejects", str(rejects), "--json"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["read"] == 1
    assert "bad.txt\t" in rejects.read_text(encoding="utf-8")


def test_sources_that_are_not_there(tmp_path: Path) -> None:
    graph = str(tmp_path / "graph")
    assert_one_line_error(chancery("build", str(tmp_path / "no"), "--graph", graph), "no such file")
    (tmp_path / "empty").mkdir()
    assert_one_line_error(
        chancery("build", str(tmp_path / "empty"), "--graph", graph), "no articles here"
    )
    (tmp_path / "empty" / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "empty" / "articles.csv").write_text("name\na.txt\n", encoding="utf-8")
    assert_one_line_error(
        chancery("build", str(tmp_path / "empty"), "--graph", graph), "no column named 'file'"
    )


def test_graphs_that_are_not_there_or_not_writable(tmp_path: Path) -> None:
    missing = ("--graph", str(tmp_path / "nothing"))
    assert_one_line_error(chancery("query", "ASK {}", *missing), "nothing")
    assert_one_line_error(chancery("dossiers", *missing), "nothing")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    target = str(tmp_path / "file" / "graph")
    done = chancery("build", str(SEEDS), "--graph", target)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_ctrl_c_leaves_the_published_graph_as_it_was(tmp_path: Path) -> None:
    source, graph = tmp_path / "articles", tmp_path / "graph"
    source.mkdir()
    (source / "a.txt").write_text(BODY, encoding="utf-8")
    assert chancery("build", str(source), "--graph", str(graph)).returncode == 0
    before = canonical(graph)
    for number in range(400):
        (source / f"b{number}.txt").write_text(f"{BODY} It was talk {number}.\n" * 20, "utf-8")
    command = [sys.executable, "-m", "graph_builder.cli", "build", str(source)]
    running = subprocess.Popen(
        [*command, "--graph", str(graph)], cwd=ROOT, stderr=subprocess.PIPE, env=dict(os.environ)
    )
    time.sleep(4)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors.decode()
    assert b"Traceback" not in errors
    assert canonical(graph) == before


def test_a_format_that_does_not_fit_the_result(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    rows = chancery("query", "SELECT * { ?s ?p ?o } LIMIT 1", "--format", "turtle", *graph)
    assert_one_line_error(rows, "csv")
    triples = chancery("query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv", *graph)
    assert_one_line_error(triples, "turtle")
    assert not rows.stdout
    assert not triples.stdout


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


def test_events_and_articles_are_explained_as_actors_are(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    rows = json.loads(chancery("timeline", "Lee Jae-myung", "Ishiba", "--json", *graph).stdout)
    event = next(row["event"] for row in rows["rows"] if row["event"] and row["event"]["place"])
    short = event["iri"].partition("/id/")[2]
    told = chancery("explain", short, *graph, COLUMNS="300")
    assert event["iri"] in told.stdout
    assert all(s["article"]["id"] in told.stdout for s in event["evidence"])
    article = event["evidence"][0]["article"]["id"]
    assert f"article/{article}" in chancery("explain", article, *graph, COLUMNS="300").stdout
    assert_one_line_error(chancery("explain", "event/none", *graph), "event/none")


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


@pytest.mark.parametrize("command", [("explain", "Lee Jae-myung"), ("dossiers",), ("--help",)])
def test_a_reader_that_goes_away_is_no_error(seed_graph: Path, command: tuple[str, ...]) -> None:
    where = () if command == ("--help",) else ("--graph", str(seed_graph))
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "graph_builder.cli", *command, *where],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_files_that_cannot_be_used(seed_graph: Path, tmp_path: Path) -> None:
    graph = ("--graph", str(seed_graph))
    missing = str(tmp_path / "missing")
    for done in (
        chancery("query", f"@{missing}", *graph),
        chancery("evaluate", missing, "--predictions", missing),
        chancery("restore", missing, "--graph", str(tmp_path / "new")),
    ):
        assert_one_line_error(done, f"{missing}: no such file")
        assert "Errno" not in done.stderr
    (tmp_path / "text").write_text(BODY, encoding="utf-8")
    done = chancery("restore", str(tmp_path / "text"), "--graph", str(tmp_path / "new"))
    assert_one_line_error(done, "not a backup")
    assert "gz" not in done.stderr
    assert_one_line_error(chancery("judge", "reject", "nonsense", *graph), "ARTICLE/ID")


def test_serving_where_it_cannot(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = chancery("serve", "--graph", str(tmp_path / "no"), "--port", port)
    assert_one_line_error(done, "--port")
    assert "serves" not in done.stderr


def test_serving_a_graph_that_is_not_built_yet(tmp_path: Path) -> None:
    graph = tmp_path / "no"
    command = [sys.executable, "-m", "graph_builder.cli", "serve", "--graph", str(graph)]
    running = subprocess.Popen(
        [*command, "--port", "0"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr is not None
    try:
        assert "no graph is published" in running.stderr.readline()
    finally:
        running.kill()
        running.communicate()


def test_a_preview_shows_what_becomes_of_a_field(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    select = "SELECT ?e { ?e a chy:Meeting ; chy:status chy:happened } ORDER BY ?e LIMIT 1"
    [_, event] = chancery("query", select, "--format", "csv", *graph).stdout.split()
    done = chancery(
        "judge", "correct", event, "status", "denied", "--dry-run", *graph, COLUMNS="300"
    )
    assert done.returncode == 0, done.stderr
    assert "status: happened → denied" in done.stdout


def test_filters_by_place_topic_and_origins(seed_graph: Path, tmp_path: Path) -> None:
    graph = ("--graph", str(seed_graph))
    pair = ("Lee Jae-myung", "Ishiba", "--json", *graph)
    in_tokyo = json.loads(chancery("timeline", *pair, "--place", "Tokyo").stdout)["rows"]
    events = [row["event"] for row in in_tokyo if row["event"]]
    assert events
    assert {event["place"] for event in events} == {"Tokyo"}
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
