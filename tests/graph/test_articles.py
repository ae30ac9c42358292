"""Lists of articles: their order, pages, filters, and how one without a title is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder import open_graph
from graph_builder.errors import InputError
from graph_builder.graph import articles
from graph_builder.graph.questions import Graph
from graph_builder.merged import MergedArticle
from tests.made_graph import iri, make_directory
from tests.seed_story import seeds


def ids(graph: Graph, **filters: str) -> list[str]:
    page = graph.articles(filters=filters)
    assert page.total == len(page.rows)
    return [row.article.id for row in page.rows]


def test_the_order_and_its_pages(graph: Graph) -> None:
    assert ids(graph) == ["a0", "a1", "a3", "a2", "a4"]
    pages = [graph.articles(limit=2)]
    while pages[-1].next:
        pages.append(graph.articles(limit=2, cursor=pages[-1].next))
    assert [row for page in pages for row in page.rows] == list(graph.articles().rows)
    assert [page.total for page in pages] == [5, 5, 5]


def test_words(graph: Graph) -> None:
    assert ids(graph, words="title EXAMPLE") == ids(graph)
    assert ids(graph, words="https://news.example/a2") == ["a2"]
    assert ids(graph, words="title nonsense") == []
    assert ids(graph, words="a% _") == []
    assert ids(graph, words="a " * 5000) == ids(graph)


def test_dates_that_may_overlap(graph: Graph) -> None:
    assert ids(graph, since="2025-08-30", until="2025-12") == ["a0", "a1", "a3"]
    assert ids(graph, until="2025-07-31") == []
    assert ids(graph, since="2026") == ["a2"]
    assert ids(graph, since="2026-02") == []


def test_one_without_a_title_is_told_by_its_first_words(tmp_path: Path) -> None:
    story = seeds()
    first = story.things[iri("article/a0")]
    assert isinstance(first, MergedArticle)
    story.add(replace(first, title=None))
    graph = open_graph(make_directory(tmp_path / "graph", story))
    begins = {row.article.id: row.begins for row in graph.articles().rows}
    assert begins.pop("a0") == (
        "Lee and Ishiba met in Tokyo on August 23, 2025. They issued a joint statement. …"
    )
    assert set(begins.values()) == {None}
    hidden = articles.articles(graph, whole_text=False)
    assert {row.begins for row in hidden.rows} == {None}


@pytest.mark.parametrize("filters", [{"words": " "}, {"since": "soon"}, {"of": "x"}])
def test_impossible_filters(graph: Graph, filters: dict[str, str]) -> None:
    with pytest.raises(InputError):
        graph.articles(filters=filters)
