"""Building, as its users meet it: sources that are good, bad or absent, and interrupts."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.commands import BODY, assert_one_line_error
from tests.conftest import ROOT, SEEDS, chancery


def canonical(graph: Path) -> str:
    done = chancery(
        "query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "ntriples", "--graph", str(graph)
    )
    assert done.returncode == 0, done.stderr
    return "\n".join(sorted(done.stdout.splitlines()))


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = json.loads(chancery("build", str(SEEDS), "--graph", str(graph), "--json").stdout)
    before = canonical(graph)
    second = json.loads(chancery("build", str(SEEDS), "--graph", str(graph), "--json").stdout)
    assert (first["read"], first["published"]) == (5, True)
    assert (second["read"], second["skipped"], second["published"]) == (0, 5, False)
    assert second["generation"] == first["generation"]
    assert canonical(graph) == before


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
    assert not Path(graph).exists()
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


def test_a_built_graph_is_valid(seed_graph: Path) -> None:
    done = chancery("validate", "--graph", str(seed_graph))
    assert done.returncode == 0, done.stdout + done.stderr
