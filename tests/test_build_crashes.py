"""Builds that are killed, interrupted or run out of disk leave the last graph as it was."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_builder.build import build_dossiers, refresh, retract, validate
from graph_builder.resolution import Judgement, append_judgement
from graph_builder.resolution.anchors import anchors
from graph_builder.store.directory import GraphDirectory
from tests.conftest import ROOT
from tests.graph_lines import lines
from tests.made_dossiers import dossier, dossiers

BEFORE, AFTER = 10, 60
PROGRAMS = {
    "build": "build_dossiers(dossiers({after}), graph)",
    "retract": "retract(dossier(0).id, graph)",
    "judge": "refresh(graph)",
}
PREAMBLE = """
import resource, signal, sys
from pathlib import Path
from graph_builder.build import build_dossiers, refresh, retract
from graph_builder.errors import GraphError
from tests.graph_lines import lines
from tests.made_dossiers import dossier, dossiers
graph = Path(sys.argv[1])
print("ready", flush=True)
"""


def start(program: str, graph: Path) -> "subprocess.Popen[str]":
    """A process that is about to run `program`."""
    process = subprocess.Popen(
        [sys.executable, "-c", PREAMBLE + program.format(after=AFTER), str(graph)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def reject_a_meeting(graph: Path) -> None:
    anchor = next(a for id_, a in anchors(dossier(0)) if id_ == "e1")
    append_judgement(
        graph / "ledger" / "judgements.jsonl",
        Judgement("reject", anchor, by="a tester", reason="they never met"),
    )


def finish(action: str, graph: Path) -> None:
    if action == "build":
        build_dossiers(dossiers(AFTER), graph)
    elif action == "retract":
        with_it = GraphDirectory(graph).current().manifest.counts["articles"] == BEFORE
        if with_it:
            retract(dossier(0).id, graph)
    else:
        refresh(graph)


def check_kills(action: str, tmp_path: Path, kills: int, seed: int) -> None:
    """Kill the action at random moments; what is served is always the state before or after."""
    rng = random.Random(seed)
    graph, reference = tmp_path / "graph", tmp_path / "reference"
    for folder in (graph, reference):
        build_dossiers(dossiers(BEFORE), folder)
        if action == "judge":
            reject_a_meeting(folder)
    before = lines(graph)
    began = time.monotonic()
    process = start(PROGRAMS[action], reference)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    took = time.monotonic() - began
    after = lines(reference)
    assert before != after
    for _ in range(kills):
        process = start(PROGRAMS[action], graph)
        time.sleep(rng.random() * took)
        process.kill()
        process.communicate()
        assert lines(graph) in (before, after)
        if lines(graph) == after:
            break
    finish(action, graph)
    assert lines(graph) == after
    assert validate(graph).violations == ()
    assert not list(graph.rglob("*.partial")) + list(graph.rglob("*.tmp"))


@pytest.mark.parametrize("action", PROGRAMS)
def test_kills_leave_the_graph_before_or_after(action: str, tmp_path: Path) -> None:
    check_kills(action, tmp_path, kills=3, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_many_kills_leave_the_graph_before_or_after(seed: int, tmp_path: Path) -> None:
    check_kills(("build", "retract", "judge")[seed % 3], tmp_path, kills=6, seed=seed + 100)


def test_interrupting_a_build_leaves_the_graph_and_keeps_what_was_read(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build_dossiers(dossiers(BEFORE), graph)
    before = lines(graph)
    program = """
def slowly():
    for number, item in enumerate(dossiers({after})):
        if number == 30:
            print("reading", flush=True)
            signal.pause()
        yield item
build_dossiers(slowly(), graph)
"""
    process = start(program, graph)
    assert process.stdout is not None
    assert process.stdout.readline() == "reading\n"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert lines(graph) == before
    assert len(list((graph / "dossiers").glob("*.partial"))) == 1
    build_dossiers(dossiers(AFTER), graph)
    assert list((graph / "dossiers").glob("*.partial")) == []


@pytest.mark.parametrize("limit", [1_000, 20_000, 60_000, 200_000])
def test_running_out_of_disk_is_one_clear_error(tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stands for a full disk: writes fail in the same places."""
    graph = tmp_path / "graph"
    build_dossiers(dossiers(BEFORE), graph)
    before = lines(graph)
    program = f"""
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    build_dossiers(dossiers({{after}}), graph)
except GraphError as error:
    print(error)
    sys.exit(3)
"""
    process = start(program, graph)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (3, "")
    assert len(output.splitlines()) == 1
    assert "can't be written" in output
    assert lines(graph) == before
    build_dossiers(dossiers(AFTER), graph)
    assert validate(graph).violations == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_graph_that_may_not_be_written_is_a_clear_error(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build_dossiers(dossiers(2), graph)
    graph.chmod(0o500)
    process = start("retract(dossier(0).id, graph)", graph)
    _, errors = process.communicate(timeout=60)
    assert "permissions" in errors.splitlines()[-1]
