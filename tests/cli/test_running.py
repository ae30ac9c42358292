"""The command line as a whole: usage, exit codes, closed pipes, files and ports it can't use."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import BODY, assert_one_line_error
from tests.conftest import ROOT, chancery


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
