"""An index brought up to date is the index that would be built anew."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder import index
from graph_builder.errors import GraphError
from graph_builder.graph import open_graph
from graph_builder.merged import Change, ClaimRef, MergedActor, MergedEvent, MergedStatement
from graph_builder.model import to_json
from tests.made_graph import Story, changes, iri, publish
from tests.seed_story import seeds


def answers(folder: Path) -> object:
    """All that can be asked of a small graph, as JSON values."""
    graph = open_graph(folder)
    anything: dict[str, list[str]] = {"statuses": []}
    everyone = [row["iri"] for row in graph.rows("SELECT iri FROM actor ORDER BY iri")]
    asked: list[object] = [
        graph.events(filters=anything, limit=500),
        graph.statements(limit=500),
        graph.topics(),
        [graph.actor(one) for one in everyone],
        [graph.relationships(one, filters=anything) for one in everyone],
        [
            graph.paths(a, b, filters=anything, options={"mode": "best", "limit": 20})
            for i, a in enumerate(everyone[:6])
            for b in everyone[i + 1 :]
        ],
        [graph.actors(word) for word in ("Lee", "Ishba", "Korea")],
        [
            graph.timeline(a, b, filters=anything)
            for i, a in enumerate(everyone)
            for b in everyone[i + 1 :]
        ],
    ]
    return to_json(tuple(asked))


def without(story: Story, gone: set[str]) -> Story:
    """The story without some events and statements."""
    kept = {name: thing for name, thing in story.things.items() if name not in gone}
    return Story(kept, story.dossiers)


CLAIMED = sorted(
    name
    for name, thing in seeds().things.items()
    if isinstance(thing, MergedEvent | MergedStatement)
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=st.sets(st.sampled_from(CLAIMED)), second=st.sets(st.sampled_from(CLAIMED)))
def test_coming_and_going_leaves_no_trace(
    first: set[str], second: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("graph")
    whole = seeds()
    one, two = without(whole, first), without(whole, second)
    publish(one, root / "1")
    publish(two, root / "2", root / "1", one.all_things())
    publish(whole, root / "3", root / "2", two.all_things())
    publish(whole, root / "anew")
    assert answers(root / "3") == answers(root / "anew")
    publish(two, root / "two")
    assert answers(root / "2") == answers(root / "two")


def test_changed_things_replace_what_was(tmp_path: Path) -> None:
    story = seeds()
    publish(story, tmp_path / "1")
    before = story.all_things()
    nara = story.things[iri("event/nara")]
    quote = story.things[iri("statement/new-heights")]
    lee = story.things[iri("person/lee-jae-myung")]
    assert isinstance(nara, MergedEvent)
    assert isinstance(quote, MergedStatement)
    assert isinstance(lee, MergedActor)
    story.add(replace(nara, status="denied", place=None, place_polity=None, origins=4))
    story.add(replace(quote, mentions=(), topics=()))
    story.add(replace(lee, name="Lee Jaemyung", aliases=(), retired=(iri("person/yi"),)))
    publish(story, tmp_path / "2", tmp_path / "1", before)
    publish(story, tmp_path / "anew")
    assert answers(tmp_path / "2") == answers(tmp_path / "anew")
    graph = open_graph(tmp_path / "2")
    assert graph.paths("Takaichi", "Lee Jaemyung").distance is None
    assert graph.actor(iri("person/yi")).actor.name == "Lee Jaemyung"
    assert graph.actor("Lee Jaemyung").names == ("Lee Jaemyung",)


def test_evidence_follows_a_new_reading(tmp_path: Path) -> None:
    """The things stay, but the article's text has a new first line."""
    story = seeds()
    publish(story, tmp_path / "1")
    old = story.dossiers["a4"]
    told = old.events[0].evidence
    later = tuple(replace(piece, start=piece.start + 9, end=piece.end + 9) for piece in told)
    moved = replace(old.events[0], evidence=later)
    story.dossiers["a4"] = replace(old, text="A title.\n" + old.text, events=(moved,))
    (tmp_path / "2").mkdir()
    index.update(tmp_path / "1", tmp_path / "2", [], story.dossiers.get, ["a4"])
    summit = open_graph(tmp_path / "2").event("tokyo-summit")
    starts = {sentence.article.id: sentence.start for sentence in summit.evidence}
    assert starts["a4"] == 9
    assert starts["a0"] == 0


def test_withdrawn_articles_take_their_evidence_along(tmp_path: Path) -> None:
    story = seeds()
    publish(story, tmp_path / "1")
    summit = story.things[iri("event/tokyo-summit")]
    assert isinstance(summit, MergedEvent)
    kept = tuple(ref for ref in summit.claims if ref.article != "a4")
    after = replace(summit, claims=kept, origins=3)
    gone = story.things[iri("article/a4")]
    (tmp_path / "2").mkdir()
    dossiers = {name: dossier for name, dossier in story.dossiers.items() if name != "a4"}
    done = [Change(summit, after, ("a4",)), Change(gone, None, ("a4",))]
    index.update(tmp_path / "1", tmp_path / "2", done, dossiers.get, ["a4"])
    told = open_graph(tmp_path / "2").event("tokyo-summit")
    assert (told.origins, told.articles) == (3, 3)
    assert {sentence.article.id for sentence in told.evidence} == {"a0", "a1", "a3"}


def test_an_unknown_actor_is_refused(tmp_path: Path) -> None:
    story = seeds()
    things = {name: thing for name, thing in story.all_things().items() if "xi-jinping" not in name}
    (tmp_path / "1").mkdir()
    with pytest.raises(GraphError, match=r"xi-jinping is named by a participant"):
        index.update(None, tmp_path / "1", changes({}, things), story.dossiers.get)


def test_a_missing_or_foreign_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        open_graph(tmp_path)
    publish(seeds(), tmp_path / "1")
    with sqlite3.connect(tmp_path / "1" / index.INDEX) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    connection.close()
    with pytest.raises(GraphError, match="another format"):
        open_graph(tmp_path / "1")


def test_an_unwritable_place_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="can't be written"):
        index.update(None, tmp_path / "absent", [], lambda _: None)


def test_claims_may_come_without_their_dossier(tmp_path: Path) -> None:
    story = seeds()
    (tmp_path / "1").mkdir()
    index.update(None, tmp_path / "1", changes({}, story.all_things()), lambda _: None)
    summit = open_graph(tmp_path / "1").event("tokyo-summit")
    assert summit.articles == 4
    assert summit.evidence == ()
    assert ClaimRef("a0", "e1") in story.things[iri("event/tokyo-summit")].claims  # type: ignore[union-attr]
