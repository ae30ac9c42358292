"""Articles over HTTP: kept safe, read by a process of their own, published, and seen by all."""

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.inbox import Inbox
from tests.service.running import TOKEN, Running, assert_problem, running

TEXT = (
    "Kenyan president hosts Norwegian premier in Nairobi\n\n"
    "NAIROBI - Kenyan President William Ruto met Norwegian Prime Minister Jonas Gahr Støre in "
    'Nairobi on Monday. "We will work together on trade," Ruto said after the talks.'
)
GERMAN = (
    "Der kenianische Präsident traf am Montag den norwegischen Ministerpräsidenten in Nairobi. "
    "Beide Länder wollen künftig enger zusammenarbeiten, hieß es nach dem Gespräch."
)
ARTICLE = {"text": TEXT, "url": "https://news.example/nairobi", "published": "2025-03-04"}
FOUND = 'ASK { ?a <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER(CONTAINS(?l, "Ruto")) }'


@pytest.fixture
def graph(seed_graph: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_graph, tmp_path / "graph"))


@pytest.fixture
def writable(graph: Path) -> Iterator[Running]:
    with running(graph, write_token=TOKEN) as service:
        yield service


def post(service: Running, body: Any, token: str = TOKEN) -> Any:
    return service.client.post("/articles", json=body, headers={"Authorization": f"Bearer {token}"})


def finished(service: Running, status: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        job: dict[str, Any] = service.client.get(status).json()
        if job["state"] not in ("waiting", "reading"):
            return job
        time.sleep(0.1)
    raise AssertionError(f"not done after a minute: {job}")


def test_an_article_is_read_and_published(writable: Running) -> None:
    assert not writable.ask(FOUND)
    accepted = post(writable, ARTICLE)
    assert accepted.status_code == 202
    job = finished(writable, accepted.headers["location"])
    assert job["state"] == "published", job
    assert job["report"]["read"] == 1
    assert writable.ask(FOUND)
    again = finished(writable, post(writable, [ARTICLE, {"text": GERMAN}]).json()["status"])
    assert again["state"] == "unchanged", again
    assert len(again["report"]["rejected"]) == 1


def test_this_process_reads_nothing(writable: Running) -> None:
    before = "spacy" in sys.modules
    finished(writable, post(writable, ARTICLE).json()["status"])
    assert ("spacy" in sys.modules) == before


def test_what_was_accepted_before_a_crash_is_read_after_it(graph: Path) -> None:
    number = Inbox(graph).add([ARTICLE])
    with running(graph, write_token=TOKEN) as service:
        assert finished(service, f"/jobs/{number}")["state"] == "published"
        assert service.ask(FOUND)


def test_articles_need_the_token(writable: Running) -> None:
    assert_problem(post(writable, ARTICLE, "wrong"), 401, "token")


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": "x", "colour": "red"}, [], "text", {"text": 7}]
)
def test_bodies_that_are_no_articles(writable: Running, body: Any) -> None:
    assert_problem(post(writable, body), 400, "parameters")


def test_unknown_jobs(writable: Running) -> None:
    for number in ("1", "../CURRENT", "%2e%2e%2fCURRENT", "x" * 300):
        assert writable.client.get(f"/jobs/{number}").status_code == 404


def test_faults_of_a_body_are_told_in_its_own_words(writable: Running) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    broken = writable.client.post("/articles", content=b"{", headers=headers)
    body = assert_problem(broken, 400, "parameters")
    assert body["detail"].startswith("body: ")
    for given in ({"foo": 1}, [{"foo": 1}], []):
        body = assert_problem(post(writable, given), 400, "parameters")
        assert "GivenArticle" not in body["detail"]
        assert "list[" not in body["detail"]
