"""From what people write for an actor to the actor."""

from pathlib import Path

import pytest

from graph_builder import open_graph
from graph_builder.errors import AmbiguousNameError, InputError, NotFoundError
from graph_builder.graph.questions import Graph
from tests.made_graph import iri, publish
from tests.seed_story import seeds


@pytest.mark.parametrize(
    "name",
    [
        "Lee", "lee jae-myung", "Lee Jae Myung", "person/lee-jae-myung",
        iri("person/lee-jae-myung"), "President Lee",
    ],
)  # fmt: skip
def test_names_stand_for_actors(graph: Graph, name: str) -> None:
    assert graph.resolve(name).iri == iri("person/lee-jae-myung")


def test_part_of_a_name_is_enough_when_it_fits_one(tmp_path: Path) -> None:
    story = seeds()
    story.actor("person/kim-yong-nam", "Kim Yong-nam")
    graph = open_graph(publish(story, tmp_path / "1"))
    assert graph.resolve("Yong-nam").name == "Kim Yong-nam"


def test_an_ambiguous_name_names_the_candidates(tmp_path: Path) -> None:
    story = seeds()
    story.actor("person/melania-trump", "Melania Trump", "Trump")
    graph = open_graph(publish(story, tmp_path / "1"))
    with pytest.raises(AmbiguousNameError, match="may be 2 actors") as caught:
        graph.resolve("Trump")
    assert caught.value.candidates == (
        (iri("person/donald-trump"), "Donald Trump"),
        (iri("person/melania-trump"), "Melania Trump"),
    )


def test_a_main_name_goes_before_an_alias(tmp_path: Path) -> None:
    story = seeds()
    story.actor("organization/trump", "Trump")
    graph = open_graph(publish(story, tmp_path / "1"))
    assert graph.resolve("Trump").iri == iri("organization/trump")


def test_a_surname_beside_fuller_names_is_ambiguous(tmp_path: Path) -> None:
    story = seeds()
    story.actor("person/macron", "Macron", in_articles=("a0", "a1", "a2"))
    story.actor("person/emmanuel-macron", "Emmanuel Macron", in_articles=("a0",))
    story.actor("organization/macron-fund", "Macron Fund")
    graph = open_graph(publish(story, tmp_path / "1"))
    with pytest.raises(AmbiguousNameError) as caught:
        graph.resolve("Macron")
    assert caught.value.candidates == (
        (iri("person/emmanuel-macron"), "Emmanuel Macron"),
        (iri("person/macron"), "Macron"),
    )
    assert graph.resolve("person/macron").name == "Macron"
    assert graph.resolve("Emmanuel Macron").iri == iri("person/emmanuel-macron")


def test_a_surname_that_is_an_alias_too_is_ambiguous(tmp_path: Path) -> None:
    story = seeds()
    story.actor("person/trump", "Trump", in_articles=("a0",))
    graph = open_graph(publish(story, tmp_path / "1"))
    with pytest.raises(AmbiguousNameError, match="Donald Trump"):
        graph.resolve("Trump")


def test_one_word_is_a_name_where_nobody_else_carries_it(tmp_path: Path) -> None:
    story = seeds()
    story.actor("person/lula", "Lula")
    story.actor("organization/lula-institute", "Lula Institute")
    story.actor("organization/japan-post", "Japan Post")
    graph = open_graph(publish(story, tmp_path / "1"))
    assert graph.resolve("Lula").iri == iri("person/lula")
    assert graph.resolve("Japan").iri == iri("country/JP")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lee", "person/lee-jae-myung"),
        ("country/JP", "country/JP"),
        ("event/nara", "event/nara"),
        (iri("event/nara"), "event/nara"),
        ("a1", "article/a1"),
        ("article/a1", "article/a1"),
    ],
)
def test_any_thing_has_a_name(graph: Graph, name: str, expected: str) -> None:
    assert graph.subject(name) == iri(expected)


def test_a_name_of_nothing_says_what_is_taken(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match=r"no actor is called 'nara'.*such as event/"):
        graph.subject("nara")


def test_an_unknown_name_proposes_likely_ones(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="did you mean Shigeru Ishiba"):
        graph.resolve("Ishiva")


def test_text_that_is_none_is_refused(graph: Graph) -> None:
    assert graph.actors("Lee\ud800")
    for ask in (graph.resolve, graph.event, graph.statement, graph.article, graph.topic):
        with pytest.raises((InputError, NotFoundError)):
            ask("\ud800")
