"""Builds from files, read by the real reader: skipping, replacing, rejecting, many processes."""

import shutil
from pathlib import Path

import pytest

from graph_builder.articles import make_article
from graph_builder.build import BuildOptions, Stage, build, refresh, validate
from graph_builder.build.pool import ALONE, read_articles
from graph_builder.store.directory import GraphDirectory
from tests.conftest import SEEDS, chancery
from tests.graph_lines import lines

BODY = "President Ana Mora of Norland met Prime Minister Jon Berg of Sudland in Oslo on Monday."


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    shutil.copytree(SEEDS, folder)
    return folder


def test_files_are_read_skipped_and_read_again_when_they_change(
    tmp_path: Path, sources: Path
) -> None:
    graph = tmp_path / "graph"
    told: list[tuple[Stage, int]] = []
    first = build([sources], graph, on_progress=lambda stage, done, _: told.append((stage, done)))
    assert (first.read, first.skipped, first.rejected) == (5, 0, ())
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages == ["reading", "merging", "writing", "indexing", "publishing"]
    assert validate(graph).violations == ()
    article = next(sources.glob("004_*.txt"))
    sidecar = sources / "articles.csv"
    rows = sidecar.read_text("utf-8")
    article.write_text(article.read_text("utf-8") + f"\n\n{BODY}\n", "utf-8")
    changed = build([sources], graph)
    assert changed.skipped == 4
    assert changed.read == 1
    sidecar.write_text(rows.replace("2025-08", "2025-09"), "utf-8")
    redated = build([sources], graph)
    assert redated.read >= 1
    assert redated.read + redated.skipped == 5


def test_a_bad_article_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.txt").write_text(BODY, "utf-8")
    (folder / "bad.txt").write_bytes(b"\x00\x01" * 200)
    (folder / "empty.txt").write_bytes(b"")
    report = build([folder], tmp_path / "graph")
    assert report.read == 1
    assert {Path(r.source).name for r in report.rejected} == {"bad.txt", "empty.txt"}
    assert report.counts["articles"] == 1


def test_nothing_but_bad_articles_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    report = build([tmp_path / "empty.txt"], tmp_path / "graph")
    assert (report.generation, report.published, len(report.rejected)) == (None, False, 1)
    assert not GraphDirectory(tmp_path / "graph").has_graph()


def test_a_fault_in_one_article_does_not_cost_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from graph_builder import extraction

    real = extraction.extract

    def faulty(doc: object, article: object) -> object:
        if "Faulty" in article.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError("by chance")
        return real(doc, article)  # type: ignore[arg-type]

    monkeypatch.setattr(extraction, "extract", faulty)
    articles = [make_article(f"{word} news. {BODY}") for word in ("Good", "Faulty", "Fine")]
    readings = list(read_articles(articles, jobs=1))
    assert [r.dossier is not None for r in readings] == [True, False, True]
    assert readings[1].failure is not None
    assert "ZeroDivisionError: by chance" in readings[1].failure


def test_the_seeds_one_by_one_and_made_anew_are_one_graph(tmp_path: Path, sources: Path) -> None:
    graph = tmp_path / "graph"
    for path in sorted(sources.glob("*.txt"), reverse=True):
        build([path], graph)
    incremental = lines(graph)
    refresh(graph, anew=True)
    assert lines(graph) == incremental
    assert GraphDirectory(graph).current().manifest.counts["articles"] == 5


def test_the_order_of_hashes_makes_no_difference(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        graph = str(tmp_path / seed)
        done = chancery("build", str(SEEDS), "--graph", graph, "--quiet", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert lines(tmp_path / "1") == lines(tmp_path / "2")


@pytest.mark.slow
def test_many_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(ALONE + 6):
        text = f"Talks, part {number}.\n\n{BODY} They discussed matter {number} at length."
        (folder / f"{number:03d}.txt").write_text(text, "utf-8")
    for seed in SEEDS.iterdir():
        shutil.copy(seed, folder)
    for jobs in (1, 2):
        report = build([folder], tmp_path / f"graph{jobs}", BuildOptions(jobs=jobs))
        assert report.read == ALONE + 11
    assert lines(tmp_path / "graph1") == lines(tmp_path / "graph2")
