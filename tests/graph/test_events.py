"""Events: lists, one by its IRI, filters."""

from pathlib import Path

import pytest

from graph_builder import open_graph
from graph_builder.errors import InputError, NotFoundError
from graph_builder.graph.questions import Graph
from tests.made_graph import iri, publish
from tests.seed_story import seeds


def test_events(graph: Graph) -> None:
    assert graph.events(actors=["Lee", "Trump"]).total == 0
    planned = graph.events(actors=["Lee", "Trump"], filters={"statuses": ["planned"]})
    assert [event.place for event in planned.rows] == ["Washington"]
    dates = [event.date for event in graph.events().rows]
    assert dates == sorted(dates, key=lambda date: date or "~")
    pages = [graph.events(limit=3)]
    while pages[-1].next:
        pages.append(graph.events(limit=3, cursor=pages[-1].next))
    assert [row for page in pages for row in page.rows] == list(graph.events().rows)


def test_an_event_by_any_form_of_its_iri(graph: Graph) -> None:
    for name in ("nara", "event/nara", iri("event/nara")):
        assert graph.event(name).date == "2026-01"
    with pytest.raises(NotFoundError):
        graph.event("nothing")


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"types": ["dance"]}, "no event type"),
        ({"statuses": ["maybe"]}, "no status"),
        ({"since": "yesterday"}, "is no date"),
        ({"since": "2025-13"}, "is no date"),
        ({"since": "2026", "until": "2025"}, "no day lies between"),
        ({"min_origins": 0}, "1 or more"),
        ({"weather": "fine"}, "no option 'weather'"),
    ],
)
def test_impossible_filters_are_named(
    graph: Graph, filters: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        graph.events(filters=filters)


def test_unknown_places_and_topics_are_named(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="place 'Atlantis'"):
        graph.events(filters={"places": ["Atlantis"]})
    with pytest.raises(NotFoundError, match="topic 'cheese'"):
        graph.events(filters={"topics": ["cheese"]})


def test_events_on_a_topic_share_its_sentence(tmp_path: Path) -> None:
    story = seeds()
    story.statement(
        "on-nara", iri("person/sanae-takaichi"),
        (("a2", "Takaichi met Lee in Nara on Tuesday.", "They met in Nara."),),
        kind="indirect", topics=(("walks in the park", iri("topic/shuttle")),),
    )  # fmt: skip
    graph = open_graph(publish(story, tmp_path / "1"))
    on_topic = {"topics": ["walks in the park"]}
    assert [event.iri for event in graph.events(filters=on_topic).rows] == [iri("event/nara")]
    assert graph.paths("Takaichi", "Lee", filters=on_topic).distance == 1
    assert graph.paths("Ishiba", "Lee", filters=on_topic).distance is None
