"""The questions to a graph, on a small one made by hand."""

import base64
import contextlib
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
import rdflib

from graph_builder import open_graph
from graph_builder.errors import AmbiguousNameError, GraphError, InputError, NotFoundError
from graph_builder.graph.questions import Graph
from graph_builder.merged import MergedActor
from graph_builder.model import Role
from tests.made_graph import Story, day, iri, make_directory, publish
from tests.seed_story import seeds


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    opened = open_graph(make_directory(tmp_path_factory.mktemp("graph") / "graph", seeds()))
    yield opened
    opened.close()


# ---- names --------------------------------------------------------------------------------------


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


def test_an_unknown_name_proposes_likely_ones(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="did you mean Shigeru Ishiba"):
        graph.resolve("Ishiva")


# ---- actors -------------------------------------------------------------------------------------


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


# ---- relationships ------------------------------------------------------------------------------


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


def test_text_that_is_none_is_refused(graph: Graph) -> None:
    assert graph.actors("Lee\ud800")
    for ask in (graph.resolve, graph.event, graph.statement, graph.article, graph.topic):
        with pytest.raises((InputError, NotFoundError)):
            ask("\ud800")


# ---- events and statements ----------------------------------------------------------------------


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


# ---- paths --------------------------------------------------------------------------------------


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


# ---- articles and graphs ------------------------------------------------------------------------


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


# ---- other libraries ----------------------------------------------------------------------------


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
