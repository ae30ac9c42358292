"""The page of one actor."""

from dataclasses import replace
from pathlib import Path

from graph_builder import open_graph
from graph_builder.graph.questions import Graph
from graph_builder.merged import MergedActor
from tests.made_graph import iri, publish
from tests.seed_story import seeds


def test_an_actors_page(graph: Graph) -> None:
    page = graph.actor("Lee")
    assert page.names == ("Lee Jae-myung", "Lee", "Lee Jae Myung", "President Lee")
    assert {count.name: count.count for count in page.events} == {
        "meet": 4, "joint_statement": 1, "visit": 1,
    }  # fmt: skip
    assert {count.name: count.count for count in page.statuses} == {"happened": 6, "planned": 1}
    assert (page.statements, page.articles, page.related) == (1, 5, 5)
    assert (page.first_seen, page.last_seen) == ("2025-08-23", "2026-01-31")
    (office,) = page.offices
    assert (office.office, office.org, office.since) == ("President", "South Korea", "2025-06")
    assert office.evidence[0].text == "Lee became president in June."


def test_retired_iris_lead_to_their_successor(tmp_path: Path) -> None:
    story = seeds()
    lee = story.things[iri("person/lee-jae-myung")]
    assert isinstance(lee, MergedActor)
    story.add(replace(lee, retired=(iri("person/lee"),)))
    graph = open_graph(publish(story, tmp_path / "1"))
    assert graph.actor(iri("person/lee")).actor.iri == lee.iri
    assert graph.actor("person/lee").retired == (iri("person/lee"),)
