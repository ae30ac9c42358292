"""Judgements outrank rules, survive re-readings, can be undone, and never contradict each other."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.errors import AmbiguousNameError, JudgementError, NotFoundError
from graph_builder.merged import MergedActor, MergedEvent
from graph_builder.model import Actor, Dossier, Event, Evidence, Participant, Span, Time
from graph_builder.resolution import Judgement, Registry, open_state, read_ledger
from graph_builder.resolution.explaining import explain
from graph_builder.resolution.judging import Decision, consequences, judge, proposed, undo
from graph_builder.resolution.ledger import append_judgement
from graph_builder.resolution.review import review_queue
from graph_builder.resolution.state import State

SENTENCE = "They met to speak of grain and fish."


def article(id_: str, people: list[tuple[str, str | None]], *, day: str = "2025-03-01") -> Dossier:
    """An article in which the people meet on a day."""
    actors = tuple(Actor(f"a{i}", n, "person", (), o) for i, (n, o) in enumerate(people))
    time = Time(day, day, "day", day, None, "test")
    event = Event(
        "e1", "meet", tuple(Participant(a.id, "participant") for a in actors), None, (), day, time,
        "happened", "stated", Span(5, 8, "met"),
        (Evidence(0, len(SENTENCE), SENTENCE, ("trigger",)),), 0.8, "test",
    )  # fmt: skip
    return Dossier(id_, None, None, None, day, "en", SENTENCE, "1", "1", actors, (event,))


SMITHS = [
    article("n1", [("John Smith", "Foreign Minister of Norway"), ("Ann Berg", None)]),
    article("n2", [("John Smith", "Foreign Minister of Chile"), ("Eva Soto", None)]),
]
BERGS = [
    article("n1", [("Ann Berg", "Prime Minister of Norway"), ("Eva Soto", None)]),
    article("n2", [("Ann Berg", "Prime Minister of Norway"), ("Eva Soto", None)]),
]


def built(
    dossiers: list[Dossier], ledger: tuple[Judgement, ...] = (), registry: Registry | None = None
) -> State:
    state = open_state(":memory:")
    state.apply(dossiers, (), ledger, registry or Registry())
    return state


def names(state: State) -> list[str]:
    return [a.name for a in state.things("actor") if isinstance(a, MergedActor)]


def decided(state: State, path: Path, decision: Decision) -> tuple[Judgement, ...]:
    judge(path, proposed(state, decision))
    return read_ledger(path)


def test_namesakes_of_two_countries_are_two_until_a_person_says_otherwise(tmp_path: Path) -> None:
    state = built(SMITHS)
    assert names(state).count("John Smith") == 2
    (proposal,) = review_queue(state)
    assert (proposal.left_label, proposal.right_label) == ("John Smith", "John Smith")
    assert proposal.rule == "same name, another polity"
    path = tmp_path / "judgements.jsonl"
    ledger = decided(state, path, Decision("same", proposal.left_iri, proposal.right_iri))
    assert state.stale(ledger) == {"n1", "n2"}
    state.apply(SMITHS, (), ledger, Registry())
    assert names(state).count("John Smith") == 1
    assert review_queue(state) == ()


def test_a_person_divides_what_rules_join_and_takes_it_back(tmp_path: Path) -> None:
    registry, path = Registry(), tmp_path / "judgements.jsonl"
    state = built(BERGS, (), registry)
    before = list(state.things())
    left, right = "a:n1:person:ann berg", "a:n2:person:ann berg"
    ledger = decided(state, path, Decision("different", left, right, reason="two of that name"))
    state.apply(BERGS, (), ledger, registry)
    assert names(state).count("Ann Berg") == 2
    undo(path)
    changes = list(state.apply(BERGS, (), read_ledger(path), registry))
    assert names(state).count("Ann Berg") == 1
    assert {t.iri for t in before} == {t.iri for t in state.things()}
    assert all(c.because for c in changes)


def test_a_rejected_claim_stays_away_through_rereading(tmp_path: Path) -> None:
    state, path = built(BERGS), tmp_path / "judgements.jsonl"
    (event,) = (e for e in state.things("event") if isinstance(e, MergedEvent))
    ledger = decided(state, path, Decision("reject", event.iri))
    assert len(ledger) == 2, "each claim of the event is rejected"
    state.apply(BERGS, (), ledger, Registry())
    assert list(state.things("event")) == []
    reread = [replace(d, events=tuple(replace(e, id="e7") for e in d.events)) for d in BERGS]
    state.apply(reread, (), ledger, Registry())
    assert list(state.things("event")) == []
    assert list(state.things("pair")) == []


def test_a_corrected_field_is_what_is_merged(tmp_path: Path) -> None:
    state, path = built(BERGS[:1]), tmp_path / "judgements.jsonl"
    anchor = next(m.anchor for e in state.things("event") for m in explain(state, e.iri).members)
    decided(state, path, Decision("correct", anchor, None, "date", "2025-02"))
    ledger = decided(state, path, Decision("correct", anchor, None, "status", "planned"))
    state.apply(BERGS[:1], (), ledger, Registry())
    (event,) = (e for e in state.things("event") if isinstance(e, MergedEvent))
    assert (event.time.date, event.time.rule, event.status) == ("2025-02", "corrected", "planned")


def test_an_accepted_claim_is_certain(tmp_path: Path) -> None:
    state, path = built(BERGS[:1]), tmp_path / "judgements.jsonl"
    iri = next(state.things("event")).iri
    ledger = decided(state, path, Decision("accept", iri))
    state.apply(BERGS[:1], (), ledger, Registry())
    assert state.thing(iri).confidence == 1.0  # type: ignore[union-attr]


def test_consequences_are_shown_and_not_taken(tmp_path: Path) -> None:
    registry = Registry()
    state = built(SMITHS, (), registry)
    before, size = list(state.things()), registry.end()
    smiths = [t.iri for t in state.things("actor") if "john-smith" in t.iri]
    made = proposed(state, Decision("same", *smiths))
    by_id = {d.id: d for d in SMITHS}
    changes = consequences(state, made, (), registry, by_id.__getitem__)
    gone = [c.before.iri for c in changes if c.before and not c.after]
    assert smiths[1] in gone
    assert list(state.things()) == before
    assert registry.end() == size


def test_contradictions_are_refused_with_their_chain(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    a, b, c = (f"a:n{i}:person:ann berg" for i in (1, 2, 3))
    first = append_judgement(path, Judgement("same", a, b))
    second = append_judgement(path, Judgement("same", b, c))
    with pytest.raises(JudgementError, match="undo one of these") as refused:
        judge(path, [Judgement("different", a, c)])
    assert refused.value.chain == (first.id, second.id)
    undo(path, second.id)
    (apart,) = judge(path, [Judgement("different", a, c)])
    with pytest.raises(JudgementError) as refused:
        judge(path, [Judgement("same", b, c)])
    assert refused.value.chain == (first.id, apart.id)


def test_rules_never_overrule_people(tmp_path: Path) -> None:
    state, path = built(BERGS), tmp_path / "judgements.jsonl"
    left, right = "a:n1:person:ann berg", "a:n2:person:ann berg"
    decided(state, path, Decision("different", left, right))
    append_judgement(path, Judgement("same", left, right, by="rule:dump", score=0.9))
    state.apply(BERGS, (), read_ledger(path), Registry())
    assert names(state).count("Ann Berg") == 2


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement("same", "a:n1:person:x"),
        Judgement("same", "a:n1:person:x", "e:n1:meet:met:0"),
        Judgement("same", "a:n1:person:x", "a:n1:person:x"),
        Judgement("reject", "a:n1:person:x"),
        Judgement("reject", "nonsense"),
        Judgement("correct", "e:n1:meet:met:0", None, "status", "perhaps"),
        Judgement("correct", "e:n1:meet:met:0", None, "colour", "red"),
    ],
)
def test_a_judgement_that_means_nothing_is_refused(judgement: Judgement, tmp_path: Path) -> None:
    with pytest.raises(JudgementError):
        append_judgement(tmp_path / "judgements.jsonl", judgement)
    assert read_ledger(tmp_path / "judgements.jsonl") == ()


def test_a_torn_last_line_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "judgements.jsonl"
    first = append_judgement(path, Judgement("same", "a:n1:person:x", "a:n2:person:x"))
    with path.open("a") as file:
        file.write('{"verdict": "sa')
    assert read_ledger(path) == (first,)
    second = append_judgement(path, Judgement("unsure", "a:n1:person:x", "a:n3:person:x"))
    assert read_ledger(path) == (first, second)


def test_undoing_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JudgementError, match="no standing judgement"):
        undo(tmp_path / "judgements.jsonl")


def test_names_must_name_one() -> None:
    state = built(SMITHS)
    with pytest.raises(AmbiguousNameError) as several:
        proposed(state, Decision("same", "John Smith", "Ann Berg"))
    assert len(several.value.candidates) == 2
    with pytest.raises(NotFoundError):
        proposed(state, Decision("same", "Nobody", "Ann Berg"))


def test_an_explanation_names_members_rules_and_judgements(tmp_path: Path) -> None:
    state, path = built(BERGS), tmp_path / "judgements.jsonl"
    iri = next(state.things("event")).iri
    told = explain(state, iri)
    assert [m.ref.article for m in told.members] == ["n1", "n2"]
    assert [r.rule for r in told.reasons] == ["told alike"]
    ledger = decided(state, path, Decision("unsure", *(m.anchor for m in told.members)))
    state.apply(BERGS, (), ledger, Registry())
    assert explain(state, next(state.things("event")).iri).judgements[0].verdict == "unsure"


def test_a_decision_that_is_repeated_is_written_once(tmp_path: Path) -> None:
    state = built(BERGS)
    path = tmp_path / "judgements.jsonl"
    decision = Decision("reject", "n1/e1", by="ann", reason="misread")
    proposal = proposed(state, decision, {a.id: a for a in BERGS}.__getitem__)
    assert judge(path, proposal) == judge(path, proposal) == read_ledger(path)
    undo(path)
    judge(path, proposal)
    assert [j.verdict for j in read_ledger(path)] == ["reject", "undo", "reject"]
