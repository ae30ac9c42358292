"""Builds: the same inputs give the same graph, whatever the order, the batches and the detours."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.articles import article_id
from graph_builder.build import build_dossiers, diff, refresh, retract, validate
from graph_builder.errors import DossierError, GraphError, InputError, NotFoundError
from graph_builder.model import Dossier, Span
from graph_builder.resolution import Judgement, append_judgement
from graph_builder.resolution.anchors import anchors
from graph_builder.store.backup import backup, restore
from graph_builder.store.directory import KEPT, GraphDirectory
from graph_builder.store.dossiers import DossierLog
from graph_builder.store.oxigraph import OxigraphReader
from tests.graph_lines import lines
from tests.made_dossiers import dossier, dossiers


def built(graph: Path, found: Iterable[Dossier]) -> list[bytes]:
    build_dossiers(found, graph)
    return lines(graph)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of ten articles; only for reading."""
    path = tmp_path_factory.mktemp("build") / "graph"
    build_dossiers(dossiers(10), path)
    return path


# ---- one graph, however it came about -----------------------------------------------------------


def test_building_twice_adds_nothing(tmp_path: Path) -> None:
    first = build_dossiers(dossiers(6), tmp_path / "g")
    before = lines(tmp_path / "g")
    second = build_dossiers(dossiers(6), tmp_path / "g")
    assert (first.read, first.published, first.generation) == (6, True, 1)
    assert (second.read, second.skipped, second.published, second.generation) == (0, 6, False, 1)
    assert lines(tmp_path / "g") == before
    assert second.counts == first.counts
    assert first.counts["articles"] == 6
    assert first.counts["edges"] > 0


def test_a_second_build_elsewhere_gives_the_same_bytes(graph: Path, tmp_path: Path) -> None:
    assert built(tmp_path / "g", dossiers(10)) == lines(graph)


@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_order_batches_and_detours_make_no_difference(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    _check_detours(tmp_path_factory.mktemp("any"), data)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_order_batches_and_detours_make_no_difference_at_length(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    _check_detours(tmp_path_factory.mktemp("any"), data)


def _check_detours(folder: Path, data: st.DataObject) -> None:
    """Articles added in batches, replaced and withdrawn: what stays decides, and the registry."""
    known = list(dossiers(8))
    order = data.draw(st.permutations(known))
    cut = data.draw(st.integers(1, 7))
    passing = data.draw(st.sets(st.integers(0, 7), max_size=3))
    graph = folder / "g"
    build_dossiers(_changed(order[:cut]), graph)
    build_dossiers(order, graph)
    for number in sorted(passing):
        retract(known[number].id, graph)
    kept = [item for number, item in enumerate(known) if number not in passing]
    incremental = lines(graph)
    assert GraphDirectory(graph).current().manifest.counts["articles"] == len(kept)
    refresh(graph, anew=True)
    assert lines(graph) == incremental


def _changed(found: Sequence[Dossier]) -> list[Dossier]:
    return [replace(item, publisher="Another paper") for item in found]


def test_a_changed_article_replaces_its_old_self(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "g"
    build_dossiers([*dossiers(9), replace(dossier(9), events=(), publisher="Old")], target)
    report = build_dossiers([dossier(9)], target)
    assert (report.read, report.replaced) == (1, 1)
    assert lines(target) == lines(graph)


def test_retracting_takes_exactly_the_facts_of_the_article(graph: Path, tmp_path: Path) -> None:
    target = tmp_path / "g"
    build_dossiers(dossiers(11), target)
    report = retract(dossier(10).id, target)
    assert (report.retracted, report.counts["articles"]) == (1, 10)
    assert lines(target) == lines(graph)


def test_an_article_can_be_retracted_by_its_url_or_iri(tmp_path: Path) -> None:
    url = "https://news.example/Talks?b=2&a=1"
    by_url = replace(dossier(1), id=article_id(url, ""), url=url)
    build_dossiers([dossier(0), by_url, dossier(2)], tmp_path / "g")
    retract(f"https://w3id.org/chancery/id/article/{dossier(0).id}", tmp_path / "g")
    retract("http://news.example/Talks/?a=1&b=2#top", tmp_path / "g")
    assert GraphDirectory(tmp_path / "g").current().manifest.counts["articles"] == 1


def test_retracting_everything_leaves_the_vocabulary_alone(tmp_path: Path) -> None:
    build_dossiers(dossiers(1), tmp_path / "g")
    retract(dossier(0).id, tmp_path / "g")
    reader = OxigraphReader(GraphDirectory(tmp_path / "g").current().store)
    data = "https://w3id.org/chancery/id/"
    assert [q for q in reader.quads() if str(q.subject).startswith(f"<{data}")] == []
    assert reader.named_graphs() == []


def test_retracting_what_is_not_there_is_a_clear_error(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such article"):
        retract("nothing", graph)
    with pytest.raises(GraphError, match="chancery build"):
        retract("nothing", tmp_path / "none")


def test_dossiers_whose_spans_do_not_stand_in_the_text_are_refused(tmp_path: Path) -> None:
    wrong = dossier(0)
    event = replace(wrong.events[0], trigger=Span(0, 3, "met"))
    with pytest.raises(DossierError, match="does not stand"):
        build_dossiers([replace(wrong, events=(event,))], tmp_path / "g")
    assert not GraphDirectory(tmp_path / "g").has_graph()


def test_another_version_of_the_ontology_makes_the_graph_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(tmp_path / "g", dossiers(4))
    monkeypatch.setattr("graph_builder.build.versions.ontology_version", lambda: "another")
    report = build_dossiers((), tmp_path / "g")
    assert (report.published, report.generation) == (True, 2)
    assert lines(tmp_path / "g") == before
    assert diff(GraphDirectory(tmp_path / "g")).things == ()


def test_what_differs_after_a_rebuild_is_because_of_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_dossiers(dossiers(2), tmp_path / "g")
    monkeypatch.setattr("graph_builder.build.versions.ontology_version", lambda: "another")
    monkeypatch.setattr("graph_builder.resolution.things.event_label", lambda *_: "otherwise")
    build_dossiers([dossier(2)], tmp_path / "g")
    events = [d for d in diff(GraphDirectory(tmp_path / "g")).things if d.kind == "event"]
    assert events
    for event in events:
        told_anew = "claims" in event.fields or event.how == "came"
        assert event.because == ((dossier(2).id,) if told_anew else ("ontology another",))


def test_a_rejected_claim_is_gone_until_it_is_taken_back(tmp_path: Path) -> None:
    graph = tmp_path / "g"
    before = built(graph, [dossier(0)])
    ledger = graph / "ledger" / "judgements.jsonl"
    anchor = next(a for id_, a in anchors(dossier(0)) if id_ == "e1")
    no = append_judgement(ledger, Judgement("reject", anchor, by="me", reason="hearsay"))
    report = refresh(graph)
    assert (report.counts["events"], report.counts["edges"], report.read) == (0, 0, 0)
    text = b"".join(lines(graph)).decode()
    assert '"hearsay"' in text
    assert "#met>" not in "".join(x for x in text.splitlines() if "/id/person/" in x)
    assert validate(graph).violations == ()
    found = diff(GraphDirectory(graph))
    assert {d.how for d in found.things if d.kind == "event"} == {"went"}
    assert all(no.id in d.because for d in found.things if d.kind == "event")
    refresh(graph, anew=True)
    assert b"".join(lines(graph)).decode() == text
    assert not refresh(graph).published
    append_judgement(ledger, Judgement("undo", no.id, by="me"))
    refresh(graph)
    judgements = b"<https://w3id.org/chancery/id/graph/judgements>"
    assert [line for line in lines(graph) if judgements not in line] == before


# ---- what is kept with it -----------------------------------------------------------------------


def test_a_built_graph_keeps_its_promises(graph: Path) -> None:
    report = validate(graph)
    assert report.violations == ()
    assert report.spans > 50
    assert report.constraints > 60


def test_only_the_last_generations_and_their_dossiers_are_kept(tmp_path: Path) -> None:
    graph = tmp_path / "g"
    for round_ in range(KEPT + 2):
        build_dossiers([replace(dossier(0), publisher=f"Paper {round_}")], graph)
    assert len(GraphDirectory(graph).numbers()) == KEPT
    assert len(list((graph / "dossiers").iterdir())) == KEPT
    assert validate(graph).violations == ()


def test_segments_of_dossiers_replaced_or_withdrawn_are_given_up(tmp_path: Path) -> None:
    graph = tmp_path / "g"
    build_dossiers(dossiers(10), graph)
    for round_ in range(4):
        build_dossiers([replace(d, publisher=f"Paper {round_}") for d in dossiers(7)], graph)
    retract(dossier(9).id, graph)
    before = lines(graph)
    for round_ in range(KEPT):
        build_dossiers([replace(dossier(0), publisher=f"Paper {round_}")], graph)
    assert not (graph / "dossiers" / "000001.jsonl").exists(), "three of its ten were still read"
    assert dossier(8).id in _ids(graph)
    assert dossier(9).id not in _ids(graph)
    build_dossiers([replace(dossier(0), publisher="Paper 3")], graph)
    assert lines(graph) == before
    report = refresh(graph, anew=True)
    assert (report.read, lines(graph)) == (0, before)


def _ids(graph: Path) -> list[str]:
    directory = GraphDirectory(graph)
    with DossierLog(directory.dossiers, directory.current().dossiers) as log:
        return [id_ for id_ in log.ids() if log.get(id_) is not None]


def test_diff_says_what_came_went_and_changed_and_because_of_which_article(
    tmp_path: Path,
) -> None:
    graph = tmp_path / "g"
    build_dossiers(dossiers(4), graph)
    build_dossiers(dossiers(2, start=4), graph)
    retract(dossier(5).id, graph)
    came = diff(GraphDirectory(graph), 1, 2)
    new = dossier(4).id
    articles = {(d.iri.rpartition("/")[2], d.how) for d in came.things if d.kind == "article"}
    assert articles == {(new, "came"), (dossier(5).id, "came")}
    meeting = next(d for d in came.things if d.kind == "event" and d.how == "came")
    assert new in meeting.because
    assert [e.how for e in came.edges] == ["came"]
    went = diff(GraphDirectory(graph))
    assert (went.older, went.newer) == (2, 3)
    changed = next(d for d in went.things if d.kind == "event")
    assert (changed.how, "claims" in changed.fields) == ("changed", True)
    assert changed.because == (dossier(5).id,)
    both = diff(GraphDirectory(graph), 1, 3)
    assert {(d.iri.rpartition("/")[2], d.how) for d in both.things if d.kind == "article"} == {
        (new, "came")
    }


def test_diff_of_what_is_not_kept_is_a_clear_error(graph: Path) -> None:
    with pytest.raises(NotFoundError):
        diff(GraphDirectory(graph), 1, 9)
    with pytest.raises(InputError, match="isn't older"):
        diff(GraphDirectory(graph), 1, 1)


@pytest.mark.parametrize("name", ["graph.tar", "graph.tar.gz"])
def test_a_backup_restores_the_same_graph(graph: Path, tmp_path: Path, name: str) -> None:
    assert backup(graph, tmp_path / name) == 1
    assert restore(tmp_path / name, tmp_path / "restored") == 1
    assert lines(tmp_path / "restored") == lines(graph)
    report = build_dossiers(dossiers(11), tmp_path / "restored")
    assert (report.skipped, report.read) == (10, 1)


def test_restoring_never_overwrites_and_refuses_what_is_no_backup(
    graph: Path, tmp_path: Path
) -> None:
    backup(graph, tmp_path / "b.tar")
    with pytest.raises(GraphError, match="not empty"):
        restore(tmp_path / "b.tar", graph)
    whole = (tmp_path / "b.tar").read_bytes()
    for content in (b"", b"no archive at all", whole[: len(whole) // 2], whole[:600]):
        (tmp_path / "broken.tar").write_bytes(content)
        with pytest.raises((InputError, GraphError)):
            restore(tmp_path / "broken.tar", tmp_path / "r")
        assert not (tmp_path / "r").exists()
    with pytest.raises(InputError, match="no such file"):
        restore(tmp_path / "none.tar", tmp_path / "r")
