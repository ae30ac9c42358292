"""The timeline of a pair, and an actor's neighbours."""

import base64
import random
from pathlib import Path

import pytest

from graph_builder import open_graph
from graph_builder.errors import InputError
from graph_builder.graph.questions import Graph
from graph_builder.model import Role
from tests.made_graph import Story, publish


def test_the_timeline_of_a_pair(graph: Graph) -> None:
    """How did Lee and Ishiba's relationship develop?"""
    timeline = graph.timeline("Lee", "Ishiba")
    assert [(row.date, row.event.type if row.event else "statement") for row in timeline.rows] == [
        ("2025-08-23", "joint_statement"),
        ("2025-08-23", "meet"),
        ("2025-08-23", "statement"),
        (None, "meet"),
    ]
    summit = timeline.rows[1].event
    assert summit is not None
    assert (summit.place, summit.status, summit.basis) == ("Tokyo", "happened", "stated")
    assert (summit.time.precision, summit.time.phrase) == ("day", "August 23, 2025")
    assert (summit.origins, summit.articles) == (4, 4)
    assert {s.article.id for s in summit.evidence} == {"a0", "a1", "a3", "a4"}
    earlier = timeline.rows[3].event
    assert earlier is not None
    assert earlier.basis == "inferred"
    assert {count.name: count.count for count in timeline.types} == {
        "meet": 2, "joint_statement": 1, "statement": 1,
    }  # fmt: skip
    assert [period.period for period in timeline.periods] == ["2025-08", None]
    (discrepancy,) = timeline.discrepancies
    assert [telling.value for telling in discrepancy.tellings] == ["2025-08-23", "unresolved"]
    assert discrepancy.tellings[1].evidence[0].article.id == "a3"
    assert timeline.pair is not None


def test_every_sentence_stands_in_its_article(graph: Graph) -> None:
    events = graph.events(filters={"statuses": []}).rows
    sentences = [sentence for event in events for sentence in event.evidence]
    assert sentences
    for sentence in sentences:
        text = graph.article(sentence.article.id).text
        assert text is not None
        assert text[sentence.start : sentence.end] == sentence.text


def test_the_timeline_pages(graph: Graph) -> None:
    whole = graph.timeline("Lee", "Ishiba").rows
    rows, cursor = list[object](), None
    while True:
        page = graph.timeline("Lee", "Ishiba", limit=1, cursor=cursor)
        assert page.total == 4
        rows += page.rows
        cursor = page.next
        if cursor is None:
            break
    assert rows == list(whole)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 4),
        ({"types": ["meet"]}, 2),
        ({"types": ["meet"], "bases": ["stated"]}, 1),
        ({"since": "2025-08-23", "until": "2025-08"}, 3),
        ({"until": "2025-07"}, 0),
        ({"places": ["tokyo"]}, 1),
        ({"places": ["Japan"]}, 1),
        ({"min_origins": 2}, 2),
        ({"topics": ["warm words"]}, 1),
        ({"statuses": ["planned"]}, 1),
    ],
)
def test_the_timeline_is_filtered(graph: Graph, filters: dict[str, object], count: int) -> None:
    assert graph.timeline("Lee", "Ishiba", filters=filters).total == count


def test_what_did_not_happen_is_counted(graph: Graph) -> None:
    due = graph.timeline("Lee", "Trump")
    assert due.total == 0
    assert [(count.name, count.count) for count in due.hidden] == [("planned", 1)]
    assert graph.timeline("Lee", "Trump", filters={"statuses": ["planned"]}).hidden == ()
    assert graph.timeline("Lee", "Trump", filters={"statuses": []}).hidden == ()


def test_a_pair_needs_two_actors(graph: Graph) -> None:
    with pytest.raises(InputError, match="same actor"):
        graph.timeline("Lee", "President Lee")


def test_neighbours_stand_by_weight_and_page(graph: Graph) -> None:
    whole = graph.relationships("Lee", filters={"statuses": []})
    assert whole.total == 5
    first = whole.rows[0]
    assert (first.actor.name, first.events, first.origins) == ("Shigeru Ishiba", 3, 6)
    assert (first.first, first.last) == ("2025-08-23", "2025-08-23")
    rows, cursor = list[object](), None
    while True:
        page = graph.relationships("Lee", filters={"statuses": []}, limit=2, cursor=cursor)
        rows += page.rows
        cursor = page.next
        if cursor is None:
            break
    assert rows == list(whole.rows)
    assert graph.relationships("Lee").total == 4
    countries = graph.relationships("Lee", types_of_actor=["country"])
    assert [row.actor.name for row in countries.rows] == ["China"]


def test_a_hub_pages_completely_and_in_order(tmp_path: Path) -> None:
    story, rng = Story(), random.Random(1)
    hub = story.actor("person/hub", "Hub")
    for number in range(90):
        other = story.actor(f"person/p{number}", f"Person {number}")
        for event in range(rng.choice((1, 1, 1, 2, 5))):
            parts: tuple[tuple[str, Role], ...] = ((hub, "participant"), (other, "participant"))
            story.event(f"e{number}-{event}", "meet", parts, origins=rng.choice((1, 1, 2)))
    graph = open_graph(publish(story, tmp_path / "1"))
    whole = graph.relationships("Hub", limit=100).rows
    weights = [(-row.events, -row.origins) for row in whole]
    assert weights == sorted(weights)
    assert len({row.actor.iri for row in whole}) == 90
    for limit in (1, 7, 40, 90):
        rows, cursor = list[object](), None
        while True:
            page = graph.relationships("Hub", limit=limit, cursor=cursor)
            rows += page.rows
            cursor = page.next
            if cursor is None:
                break
        assert rows == list(whole)


@pytest.mark.parametrize(
    "values", ["", "[]", "[null, 1]", "[1, 2, true]", '["a", 1, 2]', "[1, 2, 99999999999999999999]"]
)
def test_a_damaged_cursor_is_refused(graph: Graph, values: str) -> None:
    cursor = base64.urlsafe_b64encode(values.encode()).decode()
    with pytest.raises(InputError, match="cursor"):
        graph.relationships("Lee", cursor=cursor)
    with pytest.raises(InputError, match="cursor"):
        graph.events(cursor="not base 64")
