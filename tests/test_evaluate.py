"""Evaluation against gold: counts, errors, output, and agreement with the reference scorer."""

import copy
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph_builder.errors import InputError
from graph_builder.evaluate import as_json, as_lines, evaluate, predict, read_records
from graph_builder.evaluate.likeness import match_actors, quote_likeness, same_date, same_place
from graph_builder.model import Article, Dossier
from tests.shared import SHARED

SCORER = SHARED / "gold" / "score.py"

GOLD: dict[str, Any] = {
    "id": "g1",
    "published": "2025-04-09",
    "actors": [
        {"id": "k", "name": "Olena Bryk", "type": "person", "aliases": ["Olena Bryk", "Bryk"]},
        {"id": "m", "name": "Dragan Moroz", "type": "person", "aliases": ["President Moroz"]},
        {"id": "z", "name": "Kalvesh", "type": "country", "aliases": ["Kalvesh"]},
    ],
    "events": [
        {
            "type": "meet",
            "participants": [
                {"actor": "k", "role": "participant"},
                {"actor": "m", "role": "participant"},
            ],
            "place": "Drenov",
            "date": "2025-04-07",
            "status": "happened",
            "what": "ministers met",
        }
    ],
    "statements": [
        {"speaker": "k", "kind": "direct", "quote": "The harbour is open", "topics": ["harbour"]}
    ],
    "offices": [{"person": "m", "office": "President", "org": "Kalvesh"}],
}


def prediction(**changes: Any) -> dict[str, Any]:
    """The gold itself with some parts changed."""
    return {**copy.deepcopy(GOLD), **changes}


# ---- counting -----------------------------------------------------------------------------------


def test_gold_against_itself_is_perfect() -> None:
    result = evaluate([GOLD], {"g1": GOLD})
    assert {score.f1 for score in result.scores.values()} == {1.0}
    assert {share.share for share in result.shares.values()} == {1.0}
    assert not result.mistakes
    assert result.topics.recall.share == 1.0


def test_an_article_without_prediction_says_nothing() -> None:
    result = evaluate([GOLD], {})
    assert (result.scores["events"].right, result.scores["events"].gold) == (0, 1)
    assert result.scores["events"].f1 == 0.0
    assert len(result.mistakes) == 3 + 1 + 1 + 1


def test_an_event_is_found_with_most_participants_and_its_date_judged_apart() -> None:
    event = {**GOLD["events"][0], "date": "2025-04-08"}
    result = evaluate([GOLD], {"g1": prediction(events=[event])})
    assert result.scores["events"].f1 == 1.0
    assert result.scores["events + date strict"].f1 == 0.0
    assert result.scores["events + status"].f1 == 1.0


def test_a_status_that_gold_leaves_open_is_not_judged() -> None:
    event = {key: value for key, value in GOLD["events"][0].items() if key != "status"}
    result = evaluate([{**GOLD, "events": [event]}], {"g1": GOLD})
    assert result.scores["events + status"].f1 == 1.0
    assert "status" not in result.shares


def test_a_wrong_speaker_is_a_miss_and_an_attribution_error() -> None:
    said = {**GOLD["statements"][0], "speaker": "m"}
    result = evaluate([GOLD], {"g1": prediction(statements=[said])})
    assert result.scores["statements"].right == 0
    assert (result.shares["attribution"].right, result.shares["attribution"].judged) == (0, 1)


def test_names_used_by_claims_alone_count_when_right() -> None:
    bare = {"actors": [], "events": [{**GOLD["events"][0], "participants": ["Bryk, Olena", "X Y"]}]}
    result = evaluate([GOLD], {"g1": bare})
    assert result.scores["actors"].predicted == 1


def test_mistakes_tell_what_and_where() -> None:
    extra = {"id": "q", "name": "Nobody", "type": "person", "aliases": ["Nobody"]}
    result = evaluate([GOLD], {"g1": prediction(actors=[*GOLD["actors"], extra], offices=[])})
    assert {(m.kind, m.part) for m in result.mistakes} == {
        ("spurious", "actors"),
        ("missed", "offices"),
    }
    lines = as_lines(result, by_article=True, mistakes=True)
    assert any("Nobody" in line for line in lines)
    assert any("g1:" in line for line in lines)


def test_confidence_is_laid_against_what_was_right() -> None:
    wrong = {"type": "resign", "participants": [], "confidence": 0.85}
    right = {**GOLD["events"][0], "confidence": 0.85}
    result = evaluate([GOLD], {"g1": prediction(events=[right, wrong])})
    [bin_] = result.reliability
    assert (bin_.claims, bin_.mean, bin_.right) == (2, 0.85, 0.5)


def test_topics_match_by_content_words() -> None:
    said = {**GOLD["statements"][0], "topics": [{"label": "the Harbours", "concept": None}, "x"]}
    result = evaluate([GOLD], {"g1": prediction(statements=[said])})
    assert result.topics.recall.share == 1.0
    assert (result.topics.precision.right, result.topics.precision.judged) == (1, 2)


# ---- likeness -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["BRYK Olena", "Bryk", "Ms. Olena Bryk", "Olena Ilyinichna Bryk", "Óleña Bryk"]
)
def test_spellings_of_one_name_match(name: str) -> None:
    mine = [{"id": "p", "name": name, "type": "person", "aliases": []}]
    assert match_actors(GOLD["actors"], mine) == {"p": "k"}


def test_another_person_of_the_surname_does_not_match() -> None:
    mine = [{"id": "p", "name": "Ivan Bryk", "type": "person", "aliases": []}]
    assert match_actors(GOLD["actors"], mine) == {}


def test_dates_overlap_when_not_strict() -> None:
    assert same_date("2025-04", "2025-04-07", strict=False)
    assert not same_date("2025-04", "2025-04-07", strict=True)
    assert same_date(None, "2025", strict=False)


def test_other_granularities_of_a_place_count() -> None:
    assert same_place("Drenov", "Kalvesh", ["Kalvesh"], strict=True)
    assert not same_place("Drenov", None, ["Kalvesh"], strict=True)


def test_a_quote_is_found_by_its_first_words() -> None:
    mine = {"quote": "“The harbour is open”, she said, and then much more followed"}
    assert quote_likeness(GOLD["statements"][0], mine) == 1.0


# ---- files --------------------------------------------------------------------------------------


def test_records_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    spoken = {**GOLD["statements"][0], "quote": "The harbour\u2028is open"}
    records = [GOLD, {"id": "g2", "statements": [spoken]}]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    assert read_records(path) == records


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[]", "no article id"),
        ('{"id": "g1"}', "the id 'g1' again"),
        ('{"id": "g2", "actors": "Bryk"}', "actors is no list"),
        ('{"id": "g2", "actors": ["Bryk"]}', "is no object"),
        ('{"id": "g2", "actors": [{"id": "k"}]}', "has no name"),
        ('{"id": "g2", "events": [{"participants": ["k"]}]}', "has no type"),
        ('{"id": "g2", "events": [{"type": "meet", "participants": [{}]}]}', "without an actor"),
        ('{"id": "g2", "statements": [{"speaker": "k", "kind": "direct"}]}', "has no quote"),
        ('{"id": "g2", "text": ["a"]}', "text is no text"),
        ('{"id": "g2", "offices": [{"office": "President"}]}', "has no person"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(GOLD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2.*{says}"):
        read_records(path)


def test_texts_are_read_and_timed(tmp_path: Path) -> None:
    (tmp_path / "g1.txt").write_text("Olena Bryk met Dragan Moroz.", encoding="utf-8")

    def extract(doc: str, article: Article) -> Dossier:
        assert (doc, article.published) == (article.text, "2025-04-09")
        return Dossier(article.id, None, None, None, article.published, "en", article.text)

    found, speed = predict([GOLD], tmp_path, str, extract)
    assert found["g1"]["text"].startswith("Olena")
    assert speed.words == 5
    assert speed.words_per_s > 0
    assert as_json(evaluate([GOLD], found, speed=speed))["speed"]["words"] == 5


def test_gold_may_hold_its_text(tmp_path: Path) -> None:
    gold = {**GOLD, "text": "Olena Bryk met Dragan Moroz."}

    def extract(_: str, article: Article) -> Dossier:
        return Dossier(article.id, None, None, None, None, "en", article.text)

    for texts in (None, tmp_path):
        assert predict([gold], texts, str, extract)[0]["g1"]["text"] == gold["text"]
    (tmp_path / "g1.txt").write_text("Another text.", encoding="utf-8")
    assert predict([gold], tmp_path, str, extract)[0]["g1"]["text"] == "Another text."
    with pytest.raises(InputError, match="the gold of g1 holds no text"):
        predict([GOLD], None, str, extract)


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="g1"):
        predict([GOLD], tmp_path, str, lambda doc, article: pytest.fail("nothing to extract"))


# ---- the reference scorer -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip(f"the reference scorer is not at {SCORER}; set CHANCERY_SHARED")
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(6))
def test_counts_are_those_of_the_reference_scorer(scorer: ModuleType, seed: int) -> None:
    records = read_records(SHARED / "gold" / "gold.jsonl")
    gold = {record["id"]: record for record in records[seed::6]}
    chances = {"drop": 0.08 * seed, "wrong": 0.1 * seed}
    mine = _scrambled(scorer.perturb(gold, seed, variants=seed % 2 == 0, **chances), seed)
    reference = scorer.score(gold, mine, None)
    result = evaluate(gold.values(), mine)
    assert {n: (s.right, s.predicted, s.gold) for n, s in result.scores.items()} == {
        n: (r.tp, r.tp + r.fp, r.tp + r.fn) for n, r in reference["R"].items()
    }
    assert {n: (s.right, s.predicted, s.gold) for n, s in result.by_type.items()} == {
        n: (r.tp, r.tp + r.fp, r.tp + r.fn) for n, r in reference["bytype"].items()
    }
    shares = {n: (s.right, s.judged) for n, s in result.shares.items()}
    assert shares == {n: tuple(v) for n, v in reference["extra"].items() if v[1]}


def _scrambled(records: dict[str, Any], seed: int) -> dict[str, Any]:
    """Predictions with participants, kinds and quotes disturbed, and events told twice."""
    rnd = random.Random(seed)
    for record in records.values():
        names = [actor["name"] for actor in record["actors"]]
        for event in record["events"]:
            if rnd.random() < 0.2 and names:
                event["participants"] = [*event["participants"][1:], rnd.choice(names)]
        record["events"] += [copy.deepcopy(e) for e in record["events"] if rnd.random() < 0.1]
        for statement in record["statements"]:
            if rnd.random() < 0.3:
                statement["kind"] = rnd.choice(["direct", "indirect"])
                statement["quote"] = " ".join(statement["quote"].split()[rnd.randrange(4) :])
        for office in record["offices"]:
            if rnd.random() < 0.3:
                office["office"] = f"former {office['office']} of somewhere"
    return records
