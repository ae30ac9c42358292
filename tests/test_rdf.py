"""Quads of things and dossiers: disjoint, deterministic, without blank nodes."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Quad, QuerySolutions, RdfFormat, Store

from graph_builder import rdf
from graph_builder.merged import (
    ClaimRef,
    MergedActor,
    MergedArticle,
    MergedEvent,
    MergedTenure,
    Pair,
    Relation,
)
from graph_builder.model import Participant, Time
from graph_builder.rdf.terms import slug
from graph_builder.rdf.times import short_form_days
from tests import seed_story

BASE = rdf.BASE_IRI
A, B = BASE + "person/a", BASE + "person/b"


def store_of(*quads: Quad) -> Store:
    store = Store()
    store.extend(quads)
    return store


def select(store: Store, query: str) -> list[tuple[str, ...]]:
    """The solutions, as text in the order of the variables."""
    solutions = store.query(query, prefixes=dict(rdf.PREFIXES))
    assert isinstance(solutions, QuerySolutions)
    return [tuple(str(getattr(term, "value", term)) for term in row) for row in solutions]


def met(store: Store) -> set[tuple[str, ...]]:
    return set(select(store, "SELECT ?a ?b { ?a chy:met ?b }"))


def pair(**changes: object) -> Pair:
    stated = Relation(A, B, "meet", "happened", "stated", True, (BASE + "event/x",), None, None)
    return Pair(BASE + "pair/a-b", A, B, (replace(stated, **changes),))  # type: ignore[arg-type]


def test_no_two_things_own_a_quad() -> None:
    owners = Counter(
        quad
        for thing in seed_story.seeds().all_things().values()
        for quad in rdf.thing_quads(thing, BASE)
    )
    assert [quad for quad, n in owners.items() if n > 1] == []
    assert len(owners) > 400


def test_a_change_of_a_thing_is_a_change_of_quads() -> None:
    things = list(seed_story.seeds().all_things().values())
    for before in things:
        for after in (None, before, *(t for t in things if t.kind == before.kind)):
            gone, came = rdf.changed_quads(before, after, BASE)
            old = set(rdf.thing_quads(before, BASE))
            new = set(rdf.thing_quads(after, BASE)) if after else set()
            assert (old - set(gone)) | set(came) == new
    actor = next(t for t in things if isinstance(t, MergedActor) and len(t.members) > 2)
    less = replace(actor, members=actor.members[1:], aliases=())
    gone, came = rdf.changed_quads(less, actor, BASE)
    assert set(rdf.thing_quads(less, BASE)) - set(gone) | set(came) == set(
        rdf.thing_quads(actor, BASE)
    )
    assert len(came) == 3 + len(actor.aliases)  # two links, the count, the aliases


def test_shared_quads_are_owned_by_nobody_and_needed_by_somebody() -> None:
    things = seed_story.seeds().all_things().values()
    owned = {quad for thing in things for quad in rdf.thing_quads(thing, BASE)}
    shared = [s for thing in things for s in rdf.shared_quads(thing, BASE)]
    assert shared
    assert not {s.quad for s in shared} & owned
    inward = {(q.predicate, q.object) for q in owned}
    outward = {(q.predicate, q.subject) for q in owned}
    assert all((s.link, s.quad.subject) in (outward if s.outward else inward) for s in shared)


def test_nothing_is_a_blank_node() -> None:
    story = seed_story.seeds()
    quads = [q for t in story.all_things().values() for q in rdf.thing_quads(t, BASE)]
    quads += [q for d in story.dossiers.values() for q in rdf.dossier_graph_quads(d, BASE)]
    assert not any(isinstance(n, BlankNode) for q in quads for n in (q.subject, q.object))


def test_met_stands_in_both_directions() -> None:
    assert met(store_of(*rdf.thing_quads(pair(), BASE))) == {(A, B), (B, A)}


@pytest.mark.parametrize("status", ["planned", "denied", "hypothetical"])
def test_what_did_not_happen_makes_no_edge(status: str) -> None:
    assert met(store_of(*rdf.thing_quads(pair(status=status), BASE))) == set()


def test_an_inferred_meeting_makes_an_edge_unless_it_is_only_implied() -> None:
    assert len(met(store_of(*rdf.thing_quads(pair(basis="inferred"), BASE)))) == 2
    implied = pair(basis="inferred", implied=True)
    assert met(store_of(*rdf.thing_quads(implied, BASE))) == set()


def test_directed_edges_go_one_way() -> None:
    quads = rdf.thing_quads(pair(type="criticize", symmetric=False, source=B, target=A), BASE)
    assert select(store_of(*quads), "SELECT ?a ?b { ?a chy:criticized ?b }") == [(B, A)]
    assert rdf.direct_edges(pair()) == [(A, rdf.PREFIXES["chy"] + "met", B)]


def test_sentence_of_an_event_is_two_steps_away() -> None:
    story = seed_story.seeds()
    store = store_of(
        *(q for t in story.all_things().values() for q in rdf.thing_quads(t, BASE)),
        *(q for d in story.dossiers.values() for q in rdf.claim_quads(d, BASE)),
    )
    rows = select(store, f"SELECT ?s {{ <{BASE}event/nara> chy:claim/chy:sentence ?s }}")
    assert rows == [("Takaichi met Lee in Nara on Tuesday.",)]


def test_evidence_can_be_found_by_words_and_by_offsets() -> None:
    story = seed_story.seeds()
    for dossier in story.dossiers.values():
        store = store_of(*rdf.dossier_graph_quads(dossier, BASE))
        rows = select(
            store,
            "SELECT ?start ?end ?text { GRAPH ?g { ?e a chy:Evidence ; oa:hasTarget ?t . "
            "?t oa:hasSelector ?w, ?p . ?w oa:exact ?text . ?p oa:start ?start ; oa:end ?end } }",
        )
        assert len(rows) >= len(dossier.events) + len(dossier.statements)
        for start, end, text in rows:
            assert dossier.text[int(start) : int(end)] == text


def test_retired_iris_redirect() -> None:
    actor = MergedActor(A, "person", "A", (), (ClaimRef("x", "a1"),), retired=(B,))
    store = store_of(*rdf.thing_quads(actor, BASE))
    assert select(store, "SELECT ?a ?b { ?a dcterms:isReplacedBy ?b }") == [(B, A)]


@pytest.mark.parametrize(
    ("short", "days"),
    [
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025-06-04", ("2025-06-04", "2025-06-04")),
        ("2025-06-04/2025-07-01", ("2025-06-04", "2025-07-01")),
        ("2025-13", (None, None)),
        ("2025-02-30", (None, None)),
        ("spring", (None, None)),
        (None, (None, None)),
    ],
)
def test_short_forms_as_days(short: str | None, days: tuple[str | None, str | None]) -> None:
    assert short_form_days(short) == days


def test_tenure_keeps_an_open_end_open() -> None:
    tenure = MergedTenure(BASE + "tenure/x", A, "President", "South Korea", BASE + "country/KR",
                          "2025-06", None, True, (ClaimRef("x", "o1"),), 1)  # fmt: skip
    text = "\n".join(map(str, rdf.thing_quads(tenure, BASE)))
    assert "hasBeginning" in text
    assert "hasEnd" not in text
    assert '"2025-06-01"^^' in text


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=200)
@given(name=ANYTHING, place=ANYTHING, title=ANYTHING, url=ANYTHING, id_=ANYTHING)
def test_any_text_makes_quads_that_survive_writing(
    name: str, place: str, title: str, url: str, id_: str
) -> None:
    claim = ClaimRef(id_, "e1")
    things = (
        MergedActor(A, "person", name, (place, title), (claim,)),
        MergedEvent(
            BASE + "event/x",
            "meet",
            title,
            (Participant(A, "agent"),),
            place,
            None,
            Time(phrase=name),
            "happened",
            "stated",
            0.5,
            (claim,),
            1,
        ),
        MergedArticle(rdf.article_iri(BASE, id_), id_, url, title, name, None, BASE + "origin/x"),
    )
    quads = {q for t in things for q in rdf.thing_quads(t, BASE)}
    quads |= {s.quad for t in things for s in rdf.shared_quads(t, BASE)}
    lines = "".join(f"{quad} .\n" for quad in quads)
    store = Store()
    store.load(lines.encode(), format=RdfFormat.N_QUADS)
    assert set(store) == quads


@given(ANYTHING)
def test_slugs_are_never_empty_and_stable(name: str) -> None:
    assert slug(name)
    assert slug(name) == slug(name)
    assert "/" not in slug(name)
    assert isinstance(Literal(slug(name)), Literal)
