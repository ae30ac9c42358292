"""The embedded store: applies changes, snapshots, drops what nobody needs."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_builder import rdf
from graph_builder.errors import GraphError
from graph_builder.merged import Change
from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.writing import write_changes, write_dossiers
from tests import made_graph, seed_story

BASE = rdf.BASE_IRI


def quad(n: int) -> Quad:
    return Quad(NamedNode(f"http://example.org/{n}"), NamedNode("http://example.org/p"), Literal(n))


@pytest.fixture
def store(tmp_path: Path) -> OxigraphStore:
    return OxigraphStore(tmp_path / "store")


def test_apply_removes_then_adds(store: OxigraphStore) -> None:
    store.apply((), [quad(1), quad(2)])
    store.apply([quad(1), quad(2)], [quad(2), quad(3)])
    assert set(store.quads()) == {quad(2), quad(3)}


def test_a_snapshot_stands_on_its_own(store: OxigraphStore, tmp_path: Path) -> None:
    store.load([quad(1)])
    store.snapshot(tmp_path / "copy")
    store.apply([quad(1)], [quad(2)])
    store.close()
    assert list(OxigraphReader(tmp_path / "copy").quads()) == [quad(1)]
    assert list(OxigraphReader(tmp_path / "store").quads()) == [quad(2)]
    OxigraphReader(tmp_path / "copy").snapshot(tmp_path / "copy-of-copy")
    assert len(OxigraphReader(tmp_path / "copy-of-copy")) == 1


def test_opening_what_is_no_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no store"):
        OxigraphReader(tmp_path)


def test_canonical_lines_do_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    first, second = OxigraphStore(tmp_path / "1"), OxigraphStore(tmp_path / "2")
    first.load(quad(n) for n in range(50))
    for n in reversed(range(50)):
        second.apply((), [quad(n)])
    assert first.canonical() == second.canonical()


def test_changes_and_back_leave_nothing(store: OxigraphStore) -> None:
    story = seed_story.seeds()
    things = story.all_things()
    write_changes(store, made_graph.changes({}, things), BASE)
    write_dossiers(store, (), story.dossiers.values(), BASE)
    assert len(store) > 500
    write_changes(store, made_graph.changes(things, {}), BASE)
    write_dossiers(store, story.dossiers.values(), (), BASE)
    assert len(store) == 0
    assert store.named_graphs() == []


def test_a_place_stays_while_another_event_is_there(store: OxigraphStore) -> None:
    story = seed_story.seeds()
    summit = story.things[BASE + "event/tokyo-summit"]
    later = story.event("later", "meet", [(BASE + "country/JP", "agent")], place="Tokyo")
    write_changes(store, made_graph.changes({}, story.things), BASE)
    write_changes(store, [Change(summit, None)], BASE)
    place = f"<{BASE}place/tokyo>"
    assert store.rows(f"SELECT ?l {{ {place} rdfs:label ?l }}", rdf.PREFIXES) == [("Tokyo",)]
    assert store.rows(f"SELECT ?c {{ {place} chy:inCountry ?c }}", rdf.PREFIXES) == []
    write_changes(store, [Change(story.things[later], None)], BASE)
    assert store.rows(f"SELECT ?p {{ {place} ?p ?o }}", rdf.PREFIXES) == []


@pytest.mark.parametrize("first", ["Tokyo", "TOKYO"])
def test_labels_of_a_place_are_those_of_the_events_that_are_left(
    store: OxigraphStore, first: str
) -> None:
    story = made_graph.Story()
    names = {"Tokyo", "TOKYO"}
    events = {n: story.things[story.event(n, "meet", [(BASE + "person/a", "agent")], place=n)]
              for n in names}  # fmt: skip
    write_changes(store, [Change(None, event) for event in events.values()], BASE)
    write_changes(store, [Change(events[first], None)], BASE)
    labels = store.rows(f"SELECT ?l {{ <{BASE}place/tokyo> rdfs:label ?l }}", rdf.PREFIXES)
    assert {label for (label,) in labels} == names - {first}
