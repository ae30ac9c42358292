"""The ledger of statements, and topics."""

import contextlib
from pathlib import Path

import pytest

from graph_builder import open_graph
from graph_builder.errors import InputError, NotFoundError
from graph_builder.graph.questions import Graph
from tests.made_graph import day, iri, publish
from tests.seed_story import seeds


def test_the_ledger_of_statements(graph: Graph) -> None:
    """What did Lee say, when, to whom, where reported?"""
    (row,) = graph.statements(filters={"speaker": "Lee"}).rows
    assert [variant.text[:25] for variant in row.variants] == [
        "This is our second gather",
        "This is our second meetin",
    ]
    assert [v.evidence[0].article.id for v in row.variants] == ["a1", "a3"]
    assert [actor.name for actor in row.mentions] == ["Shigeru Ishiba"]
    assert row.date == "2025-08-23"
    (ukraine,) = graph.statements(filters={"about": "Ukraine"}).rows
    assert ukraine.speaker.name == "Fumio Kishida"
    assert graph.statements(filters={"speaker": "Kingston"}).total == 0


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"words": "friend"}, 1),
        ({"words": '"close friends"'}, 1),
        ({"words": '"friends close"'}, 0),
        ({"words": "relation heights"}, 1),
        ({"kind": "indirect"}, 0),
        ({"since": "2026"}, 1),
        ({"until": "2025"}, 1),
        ({"topics": ["new heights"]}, 1),
        ({"min_origins": 2}, 1),
        ({"about": "Ishiba", "speaker": "Lee"}, 1),
    ],
)
def test_the_ledger_is_filtered(graph: Graph, filters: dict[str, object], count: int) -> None:
    assert graph.statements(filters=filters).total == count


def test_words_to_look_for_are_never_syntax(graph: Graph) -> None:
    for words in ('a" OR', "NEAR(", "text:x", "*", "…"):
        with contextlib.suppress(InputError):
            graph.statements(filters={"words": words})


def test_topics(graph: Graph) -> None:
    page = graph.topics()
    assert {row.label for row in page.rows} >= {"warm words", "new heights"}
    warm = graph.topic("warm words")
    assert (warm.statements, warm.with_narrower) == (1, 1)
    assert [(month.name, month.count) for month in warm.months] == [("2025-08", 1)]
    with pytest.raises(NotFoundError):
        graph.topic("cheese")


def test_a_topic_counts_what_is_below_it(tmp_path: Path) -> None:
    concepts = pytest.importorskip("graph_builder.ontology").topics()
    child = next(concept for concept in concepts if concept.broader)
    story = seeds()
    story.statement(
        "on-child", iri("person/xi-jinping"),
        (("a2", "Takaichi met Lee in Nara on Tuesday.", "Anything"),),
        topics=((child.pref, child.iri),), time=day("2026-01-13"),
    )  # fmt: skip
    graph = open_graph(publish(story, tmp_path / "1"))
    parent = graph.topic(child.broader[0])
    assert (parent.statements, parent.with_narrower) == (0, 1)
    assert child.iri in {narrower.iri for narrower in parent.narrower}
    assert graph.statements(filters={"topics": [child.broader[0]]}).total == 1
    listed = [row.iri for row in graph.topics().rows]
    assert child.broader[0] in listed
    pages = [graph.topics(limit=1)]
    while pages[-1].next:
        pages.append(graph.topics(limit=1, cursor=pages[-1].next))
    assert [row.iri for page in pages for row in page.rows] == listed
