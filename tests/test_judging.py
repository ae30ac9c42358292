"""Judgements end to end: they change the graph at once, survive rebuilds, and can be taken back."""

from pathlib import Path

import pytest

from graph_builder.build import build, build_dossiers, refresh
from graph_builder.build.judging import decide, explain, preview, review, take_back
from graph_builder.errors import JudgementError
from graph_builder.graph import open_graph
from graph_builder.merged import Pair
from graph_builder.model import (
    Actor,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Time,
)
from graph_builder.resolution.judging import Decision

TEXT = "Ana Mora met Jon Berg in Oslo on Monday."


def dossier(id_: str, first: str, second: str) -> Dossier:
    """An article that says that two persons met."""
    text = f"{first} met {second} in Oslo. It was article {id_}."
    end = text.index(".") + 1
    people = []
    for number, name in enumerate((first, second), 1):
        start = text.index(name)
        mention = Span(start, start + len(name), name)
        people.append(Actor(f"a{number}", name, "person", (name,), None, (mention,)))
    trigger = text.index("met")
    event = Event(
        id="e1",
        type="meet",
        participants=(Participant("a1", "participant"), Participant("a2", "participant")),
        place="Oslo",
        place_alt=(),
        date="2025-05-05",
        time=Time("2025-05-05", "2025-05-05", "day"),
        status="happened",
        basis="stated",
        trigger=Span(trigger, trigger + 3, "met"),
        evidence=(Evidence(0, end, text[:end], ("trigger", "participant", "place")),),
        confidence=0.9,
        rule="test",
    )
    return Dossier(
        id_, None, None, None, "2025-05-06", "en", text, actors=tuple(people), events=(event,)
    )


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    folder = tmp_path / "graph"
    build_dossiers(
        [dossier("one", "Ana Mora", "Jon Berg"), dossier("two", "Li Wen", "Eva Nagy")], folder
    )
    return folder


def met(graph: Path) -> set[tuple[str, str]]:
    """The pairs that met, by name."""
    names = ("Ana Mora", "Jon Berg", "Li Wen", "Eva Nagy")
    opened = open_graph(graph)
    return {
        (a, b)
        for a in names
        for b in names
        if a < b
        and any(row.event and row.event.type == "meet" for row in opened.timeline(a, b).rows)
    }


BOTH = {("Ana Mora", "Jon Berg"), ("Eva Nagy", "Li Wen")}


def test_a_rejected_claim_is_gone_and_stays_gone(graph: Path) -> None:
    assert met(graph) == BOTH
    decide(graph, Decision("reject", "one/e1", reason="they were in different towns"))
    assert met(graph) == BOTH - {("Ana Mora", "Jon Berg")}
    refresh(graph, anew=True)
    build_dossiers([dossier("three", "Ana Mora", "Eva Nagy")], graph)
    assert ("Ana Mora", "Jon Berg") not in met(graph)


def test_a_judgement_can_be_taken_back(graph: Path) -> None:
    [written] = decide(graph, Decision("reject", "one/e1"))
    take_back(graph, written.id)
    assert met(graph) == BOTH


def test_a_field_is_corrected_once_for_all(graph: Path) -> None:
    decide(graph, Decision("correct", "one/e1", field="place", value="Bergen"))
    refresh(graph, anew=True)
    [row] = open_graph(graph).timeline("Ana Mora", "Jon Berg").rows
    assert row.event is not None
    assert row.event.place == "Bergen"


def test_consequences_are_shown_and_nothing_is_written(graph: Path) -> None:
    before = open_graph(graph).folder
    changes = preview(graph, Decision("same", "Ana Mora", "Li Wen"))
    assert any(isinstance(change.before, Pair) for change in changes)
    assert open_graph(graph).folder == before
    assert met(graph) == BOTH


def test_two_names_judged_the_same_are_one_actor(graph: Path) -> None:
    decide(graph, Decision("same", "Ana Mora", "Li Wen"))
    opened = open_graph(graph)
    assert opened.actor("Ana Mora").actor.iri == opened.actor("Li Wen").actor.iri
    found = explain(graph, opened.actor("Ana Mora").actor.iri)
    assert {member.told for member in found.members} == {"Ana Mora", "Li Wen"}
    assert [judgement.verdict for judgement in found.judgements] == ["same"]


def test_contradictions_are_refused_with_their_chain(graph: Path) -> None:
    [first] = decide(graph, Decision("same", "Ana Mora", "Li Wen"))
    left, right = first.left, first.right
    with pytest.raises(JudgementError) as refused:
        preview(graph, Decision("different", left, right))
    assert refused.value.chain == (first.id,)


def test_the_queue_of_a_clear_graph_is_empty(graph: Path) -> None:
    assert review(graph) == ()


def test_an_unchanged_source_keeps_its_judgements(tmp_path: Path) -> None:
    """A claim that was read from text is judged by what it says, not by its number."""
    source, graph = tmp_path / "article.txt", tmp_path / "graph"
    source.write_text(TEXT + " They talked about trade.", encoding="utf-8")
    build([source], graph)
    [row] = [
        row
        for row in open_graph(graph).timeline("Ana Mora", "Jon Berg").rows
        if row.event and row.event.type == "meet"
    ]
    assert row.event is not None
    decide(graph, Decision("reject", row.event.iri))
    refresh(graph, anew=True)
    rows = open_graph(graph).timeline("Ana Mora", "Jon Berg").rows
    assert not [row for row in rows if row.event and row.event.type == "meet"]
