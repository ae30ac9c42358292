"""IRIs are stable under growth and withdrawal; retired ones redirect; changes are reported."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.errors import GraphError, NotFoundError
from graph_builder.merged import MergedActor, MergedEvent
from graph_builder.model import Time
from graph_builder.resolution import Identity, Judgement, Registry, open_state
from graph_builder.resolution.ledger import checked
from tests.resolution.test_judging import BERGS, SMITHS, article, built


def iris(registry: Registry, *dossiers: object) -> dict[str, str]:
    with open_state(":memory:") as state:
        state.apply(dossiers, (), (), registry)  # type: ignore[arg-type]
        return {a.name: a.iri for a in state.things("actor") if isinstance(a, MergedActor)}


def test_an_iri_outlives_the_article_that_founded_it() -> None:
    registry = Registry()
    with open_state(":memory:") as state:
        state.apply(BERGS, (), (), registry)
        before = {t.iri for t in state.things() if t.kind in ("actor", "event")}
        state.apply((), ["n1"], (), registry)
        assert {t.iri for t in state.things() if t.kind in ("actor", "event")} == before
    assert iris(registry, BERGS[1])["Ann Berg"].endswith("person/ann-berg")


def test_a_retired_iri_redirects() -> None:
    registry, state = Registry(), built(SMITHS)
    state.apply(SMITHS, (), (), registry)
    first, second = sorted(t.iri for t in state.things("actor") if "john-smith" in t.iri)
    same = checked(Judgement("same", "a:n1:person:john smith", "a:n2:person:john smith"), 1)
    changes = list(state.apply(SMITHS, (), [same], registry))
    kept = state.thing(first)
    assert state.thing(second) == kept
    assert kept.retired == (second,)  # type: ignore[union-attr]
    assert any(c.because == (same.id,) for c in changes)
    with pytest.raises(NotFoundError):
        state.thing(first + "-x")


def test_an_edited_article_keeps_its_actors_iris() -> None:
    registry = Registry()
    before = iris(registry, BERGS[0])
    edited = replace(BERGS[0], text="Something was put before. " + BERGS[0].text)
    assert iris(registry, edited) == before


def test_two_things_of_one_name_have_two_iris() -> None:
    found = built(SMITHS)
    smiths = [t.iri.rsplit("/", 1)[-1] for t in found.things("actor") if "smith" in t.iri]
    assert smiths[0] == "john-smith"
    assert smiths[1].startswith("john-smith-")


def test_a_registry_file_survives_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "identities.jsonl"
    registry = Registry(path)
    registry.append([Identity("a:n1:person:x", "person/x")])
    with path.open("a") as file:
        file.write('["a:n2:per')
    assert list(registry.since(0)) == [("a:n1:person:x", "person/x")]
    end = registry.end()
    registry.append([Identity("a:n3:person:y", "person/y")])
    assert list(registry.since(end)) == [("a:n3:person:y", "person/y")]


def test_a_state_follows_a_registry_that_grew_elsewhere(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "identities.jsonl")
    with open_state(tmp_path / "a.sqlite") as state:
        state.apply(BERGS, (), (), registry)
    with open_state(tmp_path / "b.sqlite") as other:
        other.apply(
            [*BERGS, *[article("n9", [("Al Moe", None), ("Eva Soto", None)])]], (), (), registry
        )
        wanted = list(other.things())
    with open_state(tmp_path / "a.sqlite") as state:
        state.apply([article("n9", [("Al Moe", None), ("Eva Soto", None)])], (), (), registry)
        assert list(state.things()) == wanted


def test_a_registry_that_shrank_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "identities.jsonl"
    with open_state(tmp_path / "a.sqlite") as state:
        state.apply(BERGS, (), (), Registry(path))
        path.write_text("")
        with pytest.raises(GraphError, match="shorter"):
            state.apply((), ["n1"], (), Registry(path))
        assert state.articles() == ("n1", "n2"), "the update was undone as a whole"


def test_files_that_are_no_state_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_text("no database, but long enough to be looked at " * 50)
    with pytest.raises(GraphError, match="no resolution state"):
        open_state(path)
    with pytest.raises(GraphError, match="missing"):
        open_state(tmp_path / "none.sqlite", read_only=True)


def test_a_state_keeps_its_base(tmp_path: Path) -> None:
    open_state(tmp_path / "a.sqlite", base_iri="https://example.org/").close()
    with pytest.raises(GraphError, match="was built for"):
        open_state(tmp_path / "a.sqlite")
    with open_state(tmp_path / "a.sqlite", base_iri=None, read_only=True) as state:
        assert state.base == "https://example.org/"


@pytest.mark.parametrize("published", [None, "2025-08-24"])
def test_many_undated_copies_of_one_text_tell_one_event(published: str | None) -> None:
    copies = [
        replace(BERGS[0], id=f"copy{n}", published=published, text=BERGS[0].text + f" Copy {n}.")
        for n in range(40)
    ]
    copies = [
        replace(c, events=tuple(replace(e, date=None, time=Time()) for e in c.events))
        for c in copies
    ]
    state = built(copies[:30])
    state.apply(copies[30:], (), (), Registry())
    events = [e for e in state.things("event") if isinstance(e, MergedEvent)]
    assert events
    assert {(len(e.claims), e.origins) for e in events} == {(40, 1)}
