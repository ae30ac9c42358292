"""How one actor is connected to another."""

from pathlib import Path

import pytest

from graph_builder import open_graph
from graph_builder.errors import InputError
from graph_builder.graph.questions import Graph
from tests.made_graph import iri, publish
from tests.seed_story import seeds


def test_the_path_from_takaichi_to_trump(graph: Graph) -> None:
    """How is Takaichi connected to Trump, and on what evidence?"""
    found = graph.paths("Takaichi", "Trump")
    (path,) = found.paths
    assert [actor.name.rpartition(" ")[2] for actor in path.actors] == [
        "Takaichi", "Jae-myung", "Ishiba", "Trump",
    ]  # fmt: skip
    assert (found.distance, found.shortest) == (3, 1)
    for hop in path.hops:
        assert hop.events
        assert all(event.status == "happened" for event in hop.events)
        assert all(event.evidence[0].text for event in hop.events)
    assert path.hops[0].events[0].date == "2026-01"
    assert path.strength == pytest.approx(1 / 2 * 6 / 7 * 1 / 2, abs=1e-6)


def test_a_planned_hop_is_for_those_who_ask(graph: Graph) -> None:
    planned = graph.paths("Takaichi", "Trump", filters={"statuses": ["happened", "planned"]})
    assert planned.distance == 2


def test_countries_are_no_thoroughfare_unless_asked_for(tmp_path: Path) -> None:
    story = seeds()
    for name in ("takaichi", "trump"):
        person = iri("person/sanae-takaichi" if name == "takaichi" else "person/donald-trump")
        story.event(f"{name}-cn", "visit", ((person, "visitor"), (iri("country/CN"), "host")))
    graph = open_graph(publish(story, tmp_path / "1"))
    assert graph.paths("Takaichi", "Trump").distance == 3
    through = {"through": ["person", "country"]}
    assert graph.paths("Takaichi", "Trump", options=through).distance == 2
    assert graph.paths("Takaichi", "China").distance == 1


def test_modes_and_limits(graph: Graph) -> None:
    filters = {"statuses": ["happened", "planned"]}
    every = graph.paths("Takaichi", "Trump", options={"mode": "best", "limit": 9}, filters=filters)
    assert [path.length for path in every.paths] == [2, 3]
    assert not every.more
    first = graph.paths("Takaichi", "Trump", options={"mode": "best", "limit": 1}, filters=filters)
    assert first.more
    short = graph.paths("Takaichi", "Trump", options={"max_length": 2})
    assert short.distance is None
    assert short.no_path is not None


def test_no_path_says_so(graph: Graph) -> None:
    excluded = graph.paths("Takaichi", "Trump", options={"excluded": ["Ishiba"]}).no_path
    assert excluded is not None
    assert [actor.name for actor in excluded.nearest] == ["Lee Jae-myung"]
    assert excluded.gap == 1
    alone = graph.paths("Takaichi", "Trump", options={"excluded": ["Lee"]}).no_path
    assert alone is not None
    assert alone.message == "under these filters nothing leads on from Sanae Takaichi"
    apart = graph.paths("Takaichi", "Kingston").no_path
    assert apart is not None
    assert apart.nearest == ()
    assert "nothing joins" in apart.message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mode": "longest"}, "no mode"),
        ({"limit": 0}, "between 1 and"),
        ({"max_length": 99}, "maximum length"),
        ({"through": ["planet"]}, "no actor type"),
        ({"damping": -1}, "damping"),
        ({"colour": "red"}, "no option 'colour'"),
        ({"excluded": ["Takaichi"]}, "excluded"),
    ],
)
def test_impossible_options_are_named(
    graph: Graph, options: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        graph.paths("Takaichi", "Trump", options=options)
