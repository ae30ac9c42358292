"""The three jobs of the design on the five seed articles: by HTTP, on the command line, in Python.

The expected rows were read out of the articles by a person.
"""

import json
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from graph_builder import open_graph
from graph_builder.model import to_json
from tests.conftest import chancery

LEE, ISHIBA, TAKAICHI, TRUMP = (
    "Lee Jae-myung", "Shigeru Ishiba", "Sanae Takaichi", "Donald Trump",
)  # fmt: skip
HOW = ("http", "command", "python")


class Asked:
    """The three questions, each put in one of the three ways; answers are JSON values."""

    def __init__(self, how: str, graph: Path, base: str) -> None:
        self.how = how
        self._graph = graph
        self._base = base

    def timeline(self, a: str, b: str) -> Any:
        """The record of a pair."""
        if self.how == "http":
            return self._get("/relationships", {"between": a, "and": b})
        if self.how == "command":
            return self._run("timeline", a, b)
        return to_json(open_graph(self._graph).timeline(a, b))

    def statements(self, speaker: str) -> Any:
        """What somebody said."""
        if self.how == "http":
            return self._get("/statements", {"speaker": speaker})
        if self.how == "command":
            return self._run("statements", "--speaker", speaker)
        return to_json(open_graph(self._graph).statements(filters={"speaker": speaker}))

    def paths(self, source: str, target: str) -> Any:
        """How two are connected."""
        if self.how == "http":
            return self._get("/paths", {"source": source, "target": target})
        if self.how == "command":
            return self._run("path", source, target)
        return to_json(open_graph(self._graph).paths(source, target))

    def _get(self, path: str, parameters: dict[str, str]) -> Any:
        url = f"{self._base}{path}?{urllib.parse.urlencode(parameters)}"
        with urllib.request.urlopen(url, timeout=60) as response:
            return json.load(response)

    def _run(self, *arguments: str) -> Any:
        done = chancery(*arguments, "--json", "--graph", str(self._graph))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(params=HOW)
def asked(request: pytest.FixtureRequest, seed_graph: Path, seed_service: str) -> Asked:
    return Asked(request.param, seed_graph, seed_service)


def publishers(event: dict[str, Any]) -> set[str]:
    return {sentence["article"]["id"] for sentence in event["evidence"]}


def test_how_lee_and_ishibas_relationship_developed(asked: Asked) -> None:
    timeline = asked.timeline(LEE, ISHIBA)
    events = [row["event"] for row in timeline["rows"] if row["event"]]
    meetings = [event for event in events if event["type"] == "meet"]
    [summit] = [event for event in meetings if event["basis"] == "stated"]
    assert (summit["date"], summit["time"]["precision"]) == ("2025-08-23", "day")
    assert (summit["place"], summit["status"]) == ("Tokyo", "happened")
    assert summit["articles"] == 4
    assert len(publishers(summit)) == 4
    [earlier] = [event for event in meetings if event["basis"] == "inferred"]
    assert earlier["date"] is None
    assert "second" in earlier["evidence"][0]["text"]
    [statement] = [event for event in events if event["type"] == "joint_statement"]
    assert statement["articles"] >= 3
    for event in events:
        assert event["status"] == "happened"
        assert event["origins"] >= 1
        assert event["evidence"]
    dates = [row["date"] for row in timeline["rows"]]
    assert dates == sorted(dates, key=lambda date: date or "~")


def test_what_lee_said(asked: Asked) -> None:
    rows = asked.statements(LEE)["rows"]
    assert {row["speaker"]["name"] for row in rows} == {LEE}
    [friends] = [row for row in rows if "close friends" in row["quote"]]
    wordings = sorted(variant["text"] for variant in friends["variants"])
    assert len(wordings) == 2
    assert "gathering" in wordings[0]
    assert "meeting" in wordings[1]
    assert friends["articles"] == 2
    [partner] = [row for row in rows if "indispensable" in json.dumps(row["variants"])]
    assert partner["date"] == "2025-08-15"
    assert partner["articles"] == 2
    everything = json.dumps(rows, ensure_ascii=False)
    assert "tomorrow" not in everything
    assert "transactional" not in everything


def test_how_takaichi_is_connected_to_trump(asked: Asked) -> None:
    found = asked.paths("Takaichi", "Trump")
    assert found["distance"] == 3
    [path] = found["paths"]
    assert [actor["name"] for actor in path["actors"]] == [TAKAICHI, LEE, ISHIBA, TRUMP]
    for hop in path["hops"]:
        for event in hop["events"]:
            assert event["status"] == "happened"
            assert event["evidence"][0]["text"]
    assert any(event["date"] == "2026-01" for event in path["hops"][0]["events"])
    assert any(event["date"] == "2025-08-23" for event in path["hops"][1]["events"])


def test_all_three_ways_give_the_same_answer(seed_graph: Path, seed_service: str) -> None:
    ways = [Asked(how, seed_graph, seed_service) for how in HOW]
    for answers in (
        [way.timeline(LEE, ISHIBA) for way in ways],
        [way.statements(LEE) for way in ways],
        [way.paths("Takaichi", "Trump") for way in ways],
    ):
        assert answers[0] == answers[1] == answers[2]
