"""Pairs in RDF: what they count, and the tallies that rank an actor's pairs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder import rdf
from graph_builder.merged import Change, Pair, Relation
from graph_builder.model import Basis, EventType, Status
from graph_builder.resolution.pairs import pair_iri
from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.writing import write_changes

BASE = rdf.BASE_IRI
A, B, C = (f"{BASE}person/{name}" for name in "abc")
Told = tuple[str, str, EventType, Status, bool, tuple[int, ...]]


def pair(*told: Told) -> Pair:
    """A pair with relations: source, target, type, status, implied, numbers of events."""
    relations = []
    for source, target, type_, status, implied, numbers in told:
        events = tuple(f"{BASE}event/{n}" for n in numbers)
        days = f"2025-01-{numbers[0]:02}", f"2025-02-{numbers[-1]:02}"
        basis: Basis = "inferred" if implied else "stated"
        known = type_, status, basis, type_ == "meet"
        relations.append(Relation(source, target, *known, events, *days, implied))
    a, b = sorted(told[0][:2])
    return Pair(pair_iri(a, b, BASE), a, b, tuple(relations))


def stored(store: OxigraphStore, *changes: Change) -> OxigraphReader:
    write_changes(store, changes, BASE)
    return store


@pytest.fixture
def store(tmp_path: Path) -> OxigraphStore:
    return OxigraphStore(tmp_path / "store")


def test_a_pair_counts_what_happened_by_class(store: OxigraphStore) -> None:
    made = pair(
        (A, B, "meet", "happened", False, (1, 2)),
        (A, B, "meet", "planned", False, (3,)),
        (A, B, "meet", "happened", True, (4,)),
        (A, B, "criticize", "happened", False, (5,)),
        (B, A, "criticize", "happened", False, (5, 6)),
    )
    found = stored(store, Change(None, made)).rows(
        "SELECT ?happened ?met ?criticized ?first ?last { ?p a chy:Pair ; chy:happenedCount"
        " ?happened ; chy:meetingCount ?met ; chy:criticismCount ?criticized ; chy:first ?first ;"
        " chy:last ?last }",
        rdf.PREFIXES,
    )
    assert found == [("4", "2", "2", "2025-01-01", "2025-02-06")]


def test_a_pair_of_which_nothing_happened_counts_nothing(store: OxigraphStore) -> None:
    made = pair((A, B, "meet", "planned", False, (1,)))
    reader = stored(store, Change(None, made))
    assert reader.rows("SELECT ?n { ?p chy:happenedCount ?n }", rdf.PREFIXES) == []
    assert reader.rows("SELECT ?t { ?t a chy:Tally }", rdf.PREFIXES) == []


def test_tallies_rank_all_with_whom_an_actor_dealt(store: OxigraphStore) -> None:
    reader = stored(
        store,
        Change(None, pair((A, B, "meet", "happened", False, (1, 2)))),
        Change(None, pair((A, C, "meet", "happened", False, (3,)))),
        Change(None, pair((C, A, "visit", "happened", False, (4,)))),
    )
    ranked = reader.rows(
        f"SELECT ?b ?n {{ ?t chy:tallyOf <{A}> ; chy:eventClass chy:Meeting ; chy:times ?n ;"
        " chy:with ?b } ORDER BY DESC(?n)",
        rdf.PREFIXES,
    )
    assert ranked == [(B, "2"), (C, "1")]


def test_the_vocabulary_tells_how_a_pair_is_named() -> None:
    """A query may go straight to a pair whose two actors it knows."""
    assert pair_iri(A, f"{BASE}country/KR", BASE) == f"{BASE}pair/person-a--country-KR"


Row = tuple[tuple[str, str], EventType, Status, bool, list[int]]
ROWS = st.tuples(
    st.sampled_from(((A, B), (B, A), (A, C), (C, A), (B, C))),
    st.sampled_from(("meet", "visit", "criticize")),
    st.sampled_from(("happened", "planned")),
    st.booleans(),
    st.lists(st.integers(1, 5), min_size=1, max_size=3, unique=True),
)


def pairs_of(rows: list[Row]) -> dict[str, Pair]:
    """Pairs by IRI; of rows for the same relation the last one counts."""
    told: dict[tuple[str, str], dict[tuple[object, ...], Told]] = {}
    for ends, type_, status, implied, numbers in rows:
        low, high = sorted(ends)
        source, target = (low, high) if type_ == "meet" else ends
        of_pair = told.setdefault((low, high), {})
        of_pair[source, type_, status, implied] = (
            *(source, target, type_, status, implied),
            tuple(sorted(numbers)),
        )
    made = [pair(*relations.values()) for relations in told.values()]
    return {one.iri: one for one in made}


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """A store that every example leaves empty."""
    return OxigraphStore(tmp_path_factory.mktemp("pairs") / "store")


@settings(max_examples=60, deadline=None)
@given(states=st.lists(st.lists(ROWS, max_size=6), min_size=1, max_size=4))
def test_changed_pairs_leave_their_own_quads_and_nothing_else(
    emptied: OxigraphStore, states: list[list[Row]]
) -> None:
    before: dict[str, Pair] = {}
    for after in (*map(pairs_of, states), {}):
        iris = sorted(before.keys() | after.keys())
        write_changes(emptied, [Change(before.get(i), after.get(i)) for i in iris], BASE)
        expected = {quad for made in after.values() for quad in rdf.thing_quads(made, BASE)}
        expected |= {s.quad for made in after.values() for s in rdf.shared_quads(made, BASE)}
        assert set(emptied.quads()) == expected
        before = after
