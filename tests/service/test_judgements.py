"""Judgements over HTTP."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_builder.resolution import read_ledger
from tests.service.running import TOKEN, Running, assert_problem, running


@pytest.fixture(scope="module")
def graph(seed_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(seed_graph, tmp_path_factory.mktemp("judged") / "graph"))


@pytest.fixture(scope="module")
def judging(graph: Path) -> Iterator[Running]:
    with running(graph, write_token=TOKEN) as service:
        yield service


def judge(service: Running, decision: Any, token: str = TOKEN) -> httpx.Response:
    return service.client.post(
        "/judgements", json=decision, headers={"Authorization": f"Bearer {token}"}
    )


MET = (
    "PREFIX chy: <https://w3id.org/chancery/ontology#> "
    "SELECT DISTINCT ?e { ?e a chy:Meeting } ORDER BY ?e"
)


def test_a_rejected_claim_leaves_the_graph_and_the_ledger_keeps_it(
    judging: Running, graph: Path
) -> None:
    events = [row["e"] for row in judging.rows(MET)]
    answer = judge(judging, {"verdict": "reject", "left": events[0], "reason": "a test"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["judgements"][0]["verdict"] == "reject"
    assert events[0] not in {row["e"] for row in judging.rows(MET)}
    ledger = read_ledger(graph / "ledger" / "judgements.jsonl")
    assert [j.id for j in ledger] == [j["id"] for j in answer.json()["judgements"]]
    undone = judge(judging, {"verdict": "undo", "left": ledger[0].id})
    assert undone.status_code == 201, undone.text
    assert [row["e"] for row in judging.rows(MET)] == events
    again = judge(judging, {"verdict": "undo", "left": ledger[0].id})
    assert_problem(again, 409, "contradiction")


def test_contradictions_are_refused_with_their_chain(judging: Running) -> None:
    names = [
        row["l"]
        for row in judging.rows(
            "PREFIX chy: <https://w3id.org/chancery/ontology#> SELECT ?l { ?p a chy:Person ; "
            "<http://www.w3.org/2004/02/skos/core#prefLabel> ?l } ORDER BY ?l"
        )
    ]
    pair = {"left": names[0], "right": names[1]}
    assert judge(judging, {"verdict": "different", **pair}).status_code == 201
    body = assert_problem(judge(judging, {"verdict": "same", **pair}), 409, "contradiction")
    assert body["chain"]


@pytest.mark.parametrize(
    ("decision", "status", "slug"),
    [
        ({"verdict": "same", "left": "Nobody At All", "right": "Lee"}, 404, "not-found"),
        ({"verdict": "maybe", "left": "x"}, 400, "parameters"),
        ({"verdict": "same"}, 400, "parameters"),
        ({"verdict": "accept", "left": "x", "by": "rule:mine"}, 400, "parameters"),
    ],
)
def test_decisions_that_are_refused(
    judging: Running, decision: dict[str, str], status: int, slug: str
) -> None:
    assert_problem(judge(judging, decision), status, slug)


def test_judging_needs_the_token(judging: Running) -> None:
    assert_problem(judge(judging, {"verdict": "same", "left": "a"}, "wrong"), 401, "token")


def test_why_the_mentions_of_an_actor_are_one(judging: Running) -> None:
    found = judging.client.get("/actors/Lee Jae-myung/identity")
    assert found.status_code == 200, found.text
    told = found.json()
    assert told["actor"]["name"] == "Lee Jae-myung"
    assert len({member["article"] for member in told["members"]}) > 1
    members = {f"{member['article']}/{member['claim']}" for member in told["members"]}
    assert told["reasons"] or len({member["group"] for member in told["members"]}) == 1
    for reason in told["reasons"]:
        assert {reason["left"], reason["right"]} <= members
        assert reason["rule"]
    end = "/".join(told["actor"]["iri"].rsplit("/", maxsplit=2)[-2:])
    assert judging.client.get(f"/actors/{end}/identity").json() == told
    assert_problem(judging.client.get("/actors/Nobody Atall/identity"), 404, "not-found")
