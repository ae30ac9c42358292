"""The questions in `ontology/queries` answer as expected on the graph of the seeds."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import ROOT, chancery

QUERIES = sorted((ROOT / "ontology" / "queries").glob("*.rq"))
ANSWERS = Path(__file__).parent / "answers"


def test_there_are_enough_questions_and_each_has_an_answer() -> None:
    assert len(QUERIES) >= 20
    assert {path.stem for path in QUERIES} == {path.stem for path in ANSWERS.glob("*.csv")}


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_query_says_what_it_asks(query: Path) -> None:
    first = query.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith("?")


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_query_answers_as_expected(query: Path, seed_graph: Path) -> None:
    """Rows are compared in order: every query says how its rows are sorted."""
    done = chancery("query", f"@{query}", "--graph", str(seed_graph), "--format", "csv")
    assert done.returncode == 0, done.stderr
    expected = (ANSWERS / f"{query.stem}.csv").read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(done.stdout))) == list(csv.reader(io.StringIO(expected)))
