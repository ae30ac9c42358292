"""`judge` and `explain`, as people use them."""

import json
from pathlib import Path

from tests.cli.commands import assert_one_line_error
from tests.conftest import chancery


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


def test_a_preview_shows_what_becomes_of_a_field(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph))
    select = "SELECT ?e { ?e a chy:Meeting ; chy:status chy:happened } ORDER BY ?e LIMIT 1"
    [_, event] = chancery("query", select, "--format", "csv", *graph).stdout.split()
    done = chancery(
        "judge", "correct", event, "status", "denied", "--dry-run", *graph, COLUMNS="300"
    )
    assert done.returncode == 0, done.stderr
    assert "status: happened → denied" in done.stdout


def test_judging_takes_names_and_ends_of_iris(seed_graph: Path) -> None:
    graph = ("--graph", str(seed_graph), "--dry-run")
    by_name = chancery("judge", "same", "Ishiba", "Takaichi", *graph)
    assert by_name.returncode == 0, by_name.stderr
    ends = ("person/shigeru-ishiba", "person/sanae-takaichi")
    assert chancery("judge", "same", *ends, *graph).stdout == by_name.stdout
    one = chancery("judge", "different", "Ishiba", "person/shigeru-ishiba", *graph)
    assert_one_line_error(one, "to part them")
    select = "SELECT ?e { ?e a chy:Meeting ; chy:status chy:happened } ORDER BY ?e LIMIT 1"
    [_, event] = chancery("query", select, "--format", "csv", *graph[:2]).stdout.split()
    rejected = chancery("judge", "reject", event.partition("/id/")[2], *graph)
    assert rejected.stdout == chancery("judge", "reject", event, *graph).stdout
    assert "goes" in rejected.stdout
