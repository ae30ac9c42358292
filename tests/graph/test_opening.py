"""Opening a graph, its articles, and what other libraries get of it."""

from pathlib import Path

import networkx
import pytest
import rdflib

from graph_builder import open_graph
from graph_builder.errors import GraphError, NotFoundError
from graph_builder.graph.questions import Graph
from tests.made_graph import Story, iri, publish


def test_an_article(graph: Graph) -> None:
    page = graph.article("a1")
    assert page.article.publisher == "Example News"
    assert [event.type for event in page.events] == ["meet", "meet"]
    assert [row.speaker.name for row in page.statements] == ["Lee Jae-myung", "Fumio Kishida"]
    assert graph.article(iri("article/a1")).article.id == "a1"
    with pytest.raises(NotFoundError):
        graph.article("a9")


def test_no_graph_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph is here"):
        open_graph(tmp_path / "absent")


def test_an_empty_graph_answers(tmp_path: Path) -> None:
    graph = open_graph(publish(Story(), tmp_path / "1"))
    assert graph.events().total == 0
    assert graph.actors("Lee") == ()
    assert graph.topics().rows == ()
    with pytest.raises(NotFoundError):
        graph.paths("Lee", "Trump")


def test_networkx_gets_the_same_paths(graph: Graph) -> None:
    made = graph.to_networkx()
    edge = made.edges[iri("person/lee-jae-myung"), iri("person/shigeru-ishiba")]
    assert (edge["weight"], edge["origins"], edge["types"]["meet"]) == (3, 6, 2)
    assert made.nodes[iri("country/JP")] == {"name": "Japan", "type": "country", "code": "JP"}
    found = graph.paths("Takaichi", "Trump").paths[0]
    ends = iri("person/sanae-takaichi"), iri("person/donald-trump")
    assert networkx.shortest_path(made, *ends) == [actor.iri for actor in found.actors]
    assert not graph.to_networkx({"types": ["attack"]}).edges


def test_rdflib_gets_the_triples(graph: Graph) -> None:
    triples = graph.to_rdflib()
    assert (rdflib.URIRef(iri("event/nara")), None, None) in triples


def test_pandas_gets_rows(graph: Graph) -> None:
    pytest.importorskip("pandas")
    table = graph.to_pandas(graph.events().rows)
    assert list(table["type"]) == [event.type for event in graph.events().rows]
    assert list(graph.to_pandas([]).columns) == []
