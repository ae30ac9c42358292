"""The routes over the graph's questions: what they answer, refuse, and redirect."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest

from tests.made_graph import iri, make_directory
from tests.seed_story import seeds
from tests.service.running import Running, assert_problem, running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    story = seeds()
    story.actor("person/melania-trump", "Melania Trump", "Trump")
    story.actor("person/xi-mingze", "Xi Mingze")
    with running(make_directory(tmp_path_factory.mktemp("questions") / "graph", story)) as service:
        yield service


def get(served: Running, path: str, **parameters: Any) -> Any:
    answer = served.client.get(path, params={k.rstrip("_"): v for k, v in parameters.items()})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(served: Running, status: int, slug: str, path: str, **parameters: Any) -> Any:
    given = {k.rstrip("_"): v for k, v in parameters.items()}
    return assert_problem(served.client.get(path, params=given), status, slug)


# ---- the three jobs -----------------------------------------------------------------------------


def test_how_a_relationship_developed(served: Running) -> None:
    timeline = get(served, "/relationships", between="Lee", and_="Ishiba")
    assert [row["date"] for row in timeline["rows"]] == ["2025-08-23"] * 3 + [None]
    summit = timeline["rows"][1]["event"]
    assert (summit["type"], summit["place"], summit["origins"]) == ("meet", "Tokyo", 4)
    assert {s["article"]["id"] for s in summit["evidence"]} == {"a0", "a1", "a3", "a4"}
    for sentence in summit["evidence"]:
        text = get(served, f"/articles/{sentence['article']['id']}")["text"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert timeline["discrepancies"][0]["field"] == "date"
    assert timeline["periods"][0]["period"] == "2025-08"


def test_what_somebody_said(served: Running) -> None:
    ledger = get(served, "/statements", speaker="Lee Jae-myung", about="Ishiba")
    (row,) = ledger["rows"]
    assert [len(variant["evidence"]) for variant in row["variants"]] == [1, 1]
    assert (
        get(served, "/statements", words="tomorrow")["rows"][0]["speaker"]["name"]
        == "Fumio Kishida"
    )
    assert get(
        served, f"/{row['iri'].removeprefix(iri(''))}".replace("/statement/", "/statements/")
    )


def test_how_two_are_connected(served: Running) -> None:
    found = get(served, "/paths", source="Takaichi", target="Donald Trump")
    (path,) = found["paths"]
    names = [actor["name"] for actor in path["actors"]]
    assert names == ["Sanae Takaichi", "Lee Jae-myung", "Shigeru Ishiba", "Donald Trump"]
    assert all(hop["events"][0]["evidence"][0]["text"] for hop in path["hops"])
    direct = get(served, "/paths", source="Takaichi", target="Donald Trump", status="any")
    assert direct["distance"] == 2
    none = get(served, "/paths", source="Takaichi", target="Kingston")
    assert none["paths"] == []
    assert "nothing joins" in none["no_path"]["message"]


# ---- other questions ----------------------------------------------------------------------------


def test_search(served: Running) -> None:
    hits = get(served, "/actors", q="ish", prefix=True)
    assert hits[0]["actor"]["iri"] == iri("person/shigeru-ishiba")
    assert get(served, "/actors", q="Korea", type_="person") == []


def test_an_actor(served: Running) -> None:
    page = get(served, "/actors/person/lee-jae-myung")
    assert page["actor"]["name"] == "Lee Jae-myung"
    assert page["offices"][0]["evidence"][0]["text"] == "Lee became president in June."
    assert get(served, "/actors/Lee")["actor"] == page["actor"]
    near = get(served, "/actors/person/lee-jae-myung/relationships", limit=1)
    assert near["rows"][0]["actor"]["name"] == "Shigeru Ishiba"
    rest = get(served, "/actors/Lee/relationships", cursor=near["next"], limit=500)
    assert len(rest["rows"]) == near["total"] - 1


def test_a_retired_iri_redirects(tmp_path: Path) -> None:
    story = seeds()
    lee: Any = story.things[iri("person/lee-jae-myung")]
    story.add(replace(lee, retired=(iri("person/lee"),)))
    with running(make_directory(tmp_path / "graph", story)) as service:
        answer = service.client.get("/actors/person/lee")
        assert answer.status_code == 308
        assert answer.headers["location"] == "/actors/person/lee-jae-myung"


def test_events_and_topics(served: Running) -> None:
    events = get(served, "/events", actor="Lee", type_="meet,visit", limit=2)
    assert (events["total"], len(events["rows"])) == (5, 2)
    assert get(served, "/events/nara")["date"] == "2026-01"
    assert get(served, "/topics")["total"] == 3
    assert get(served, "/topics/warm words")["months"] == [{"name": "2025-08", "count": 1}]


def test_articles(served: Running) -> None:
    page = get(served, "/articles", words="EXAMPLE title", from_="2025", to="2025-08-02", limit=2)
    assert (page["total"], [row["article"]["id"] for row in page["rows"]]) == (3, ["a0", "a1"])
    rest = get(served, "/articles", words="EXAMPLE title", to="2025-08-02", cursor=page["next"])
    assert [row["article"]["id"] for row in rest["rows"]] == ["a3"]
    assert rest["next"] is None


def test_exports(served: Running) -> None:
    answer = served.client.get("/export/gexf")
    assert answer.headers["content-type"] == "application/gexf+xml"
    assert 'filename="chancery.gexf"' in answer.headers["content-disposition"]
    assert len(networkx.read_gexf(io.BytesIO(answer.content))) == 8
    rows = list(csv.DictReader(io.StringIO(served.client.get("/export/events-csv").text)))
    assert len(rows) == 8
    part = served.client.get("/export/json", params={"around": "Donald Trump", "radius": 1}).json()
    assert len(part["nodes"]) == 2
    assert b"close friends" in served.client.get("/export/nquads").content


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/actors?q=Lee",
        "/actors/person/lee-jae-myung",
        "/articles",
        "/articles/a0",
        "/events",
        "/topics",
        "/export/gexf",
        "/graphs?default",
        "/sparql?query=ASK%7B%7D",
    ],
)
def test_head_is_get_without_its_body(served: Running, address: str) -> None:
    whole, head = served.client.get(address), served.client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag", "cache-control"):
        assert head.headers.get(name) == whole.headers.get(name), name
    assert served.client.get(address).content == whole.content


def test_head_fails_as_get_does(served: Running) -> None:
    assert served.client.head("/actors/Nobody").status_code == 404
    assert served.client.head("/actors").status_code == 400
    assert served.client.head("/nothing").status_code == 404
    only_post = served.client.head("/judgements")
    assert (only_post.status_code, only_post.headers["allow"]) == (405, "POST")
    both = served.client.delete("/articles")
    assert (both.status_code, both.headers["allow"]) == (405, "GET, HEAD, POST")
    counted = served.client.get("/metrics").text
    assert 'method="HEAD",route="unmatched",status="404"' in counted
    assert 'method="HEAD",route="unmatched",status="400"' not in counted


# ---- what is refused ----------------------------------------------------------------------------


def test_an_ambiguous_name_gives_the_candidates(served: Running) -> None:
    body = refused(served, 300, "ambiguous", "/paths", source="Takaichi", target="Trump")
    assert [one["label"] for one in body["candidates"]] == ["Donald Trump", "Melania Trump"]


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/actors/Nobody", {}),
        ("/events/nothing", {}),
        ("/statements/nothing", {}),
        ("/articles/a9", {}),
        ("/topics/cheese", {}),
        ("/paths", {"source": "Nobody", "target": "Xi Jinping"}),
        ("/events", {"place": "Atlantis"}),
    ],
)
def test_what_is_not_there(served: Running, path: str, parameters: dict[str, str]) -> None:
    refused(served, 404, "not-found", path, **parameters)


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/actors", {}),
        ("/actors", {"q": "Lee", "type": "planet"}),
        ("/paths", {"source": "Takaichi"}),
        ("/paths", {"source": "Takaichi", "target": "Lee", "max_length": "99"}),
        ("/paths", {"source": "Takaichi", "target": "Lee", "mode": "longest"}),
        ("/relationships", {"between": "Lee", "and": "Ishiba", "form": "2025"}),
        ("/events", {"status": "maybe"}),
        ("/statements", {"kind": "whispered"}),
        ("/export/gexf", {"radius": "9"}),
    ],
)
def test_unknown_parameters(served: Running, path: str, parameters: dict[str, str]) -> None:
    assert_problem(served.client.get(path, params=parameters), 400, "parameters")


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/paths", {"source": "Takaichi", "target": "Takaichi"}),
        ("/relationships", {"between": "Lee", "and": "Ishiba", "from": "soon"}),
        ("/events", {"cursor": "nonsense"}),
        ("/articles", {"cursor": "nonsense"}),
        ("/articles", {"words": " "}),
        ("/articles", {"to": "soon"}),
        ("/export/turtle", {"around": "Lee"}),
    ],
)
def test_what_cannot_be(served: Running, path: str, parameters: dict[str, str]) -> None:
    refused(served, 400, "input", path, **parameters)


def test_an_unknown_format(served: Running) -> None:
    refused(served, 406, "not-acceptable", "/export/pdf")


def test_all_routes_are_described(served: Running) -> None:
    described = served.client.get("/openapi.json").json()["paths"]
    for path in ("/actors", "/actors/{name}", "/actors/{name}/relationships", "/relationships",
                 "/events", "/statements", "/topics", "/paths", "/export/{format}",
                 "/articles", "/articles/{name}"):  # fmt: skip
        assert described[path]["get"]["responses"]["200"], path
