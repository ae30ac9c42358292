"""`chancery read`: one article from a file, a pipe or standard input, shown three ways."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

from tests.cli.commands import BODY, assert_one_line_error
from tests.conftest import ROOT, SEEDS, chancery


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


def test_reading_from_a_pipe_and_a_file_without_an_ending(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(BODY,))
    writer.start()
    piped = chancery("read", str(pipe), "--json", "--published", "2025-03")
    writer.join()
    assert piped.returncode == 0, piped.stderr
    (tmp_path / "news").write_text(BODY, encoding="utf-8")
    plain = chancery("read", str(tmp_path / "news"), "--json", "--published", "2025-03")
    assert plain.stdout == piped.stdout


def test_what_is_not_one_article_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "page.html").write_text(BODY, encoding="utf-8")
    (tmp_path / "two.jsonl").write_text(
        "".join(json.dumps({"text": f"{BODY} It was day {n}."}) + "\n" for n in (1, 2)), "utf-8"
    )
    for name, words in (
        ("empty.txt", "empty.txt: the article is empty"),
        ("page.html", "not a kind of file"),
        ("two.jsonl", "2 articles"),
        (".", "a folder"),
        ("gone.txt", "no such file"),
    ):
        done = chancery("read", str(tmp_path / name))
        assert_one_line_error(done, words)
        assert len(done.stderr.splitlines()) == 1
