"""`chancery evaluate` on gold that is good, empty or asked for by ids that it lacks."""

import json
from pathlib import Path

from tests.cli.commands import BODY, assert_one_line_error
from tests.conftest import chancery

GOLD = {
    "id": "a",
    "actors": [{"id": "m", "name": "Ana Mora", "type": "person", "aliases": ["Mora"]}],
    "offices": [{"person": "m", "office": "President", "org": "Norland"}],
}


def test_gold_against_predictions(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    done = chancery("evaluate", str(gold), "--predictions", str(gold), "--ids", "a", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["scores"]["offices"]["f1"] == 1.0


def test_gold_that_holds_its_text(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**GOLD, "text": BODY}) + "\n", encoding="utf-8")
    done = chancery("evaluate", str(gold), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["speed"]["words"] == len(BODY.split())
    both = chancery("evaluate", str(gold), "--texts", str(tmp_path), "--predictions", str(gold))
    assert_one_line_error(both, "not both")


def test_nothing_to_compare_is_an_error(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    with_itself = ("evaluate", str(gold), "--predictions", str(gold))
    gold.touch()
    assert_one_line_error(chancery(*with_itself), "no article is in it")
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    assert_one_line_error(chancery(*with_itself, "--ids", "a,b"), "no article has the id b")
    assert_one_line_error(chancery("evaluate", str(gold)), "give --texts")
