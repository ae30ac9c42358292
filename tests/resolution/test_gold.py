"""Merging measured on annotated articles: a perfect reading merged by the rules."""

import json
from collections import defaultdict
from itertools import combinations
from typing import Any

import pytest

from graph_builder.merged import Discrepancy, MergedActor, MergedEvent, MergedStatement
from graph_builder.model import Dossier
from graph_builder.ontology import name_key, polities
from graph_builder.resolution import Registry, State, open_state
from tests.resolution.gold_dossiers import gold
from tests.shared import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").exists(), reason="no gold data; set CHANCERY_SHARED to its folder"
)

Key = tuple[str, Any]


def merged(name: str) -> tuple[list[tuple[dict[str, Any], Dossier]], State]:
    annotated = gold(name)
    state = open_state(":memory:")
    state.apply([dossier for _, dossier in annotated], (), (), Registry())
    return annotated, state


def clusters(
    annotated: list[tuple[dict[str, Any], Dossier]], state: State
) -> tuple[dict[Key, str], dict[Key, str]]:
    """The IRI of every event and of every actor of the articles."""
    events, actors = {}, {}
    for record, _ in annotated:
        found = state.entities(record["id"])
        for i in range(len(record["events"])):
            events[record["id"], i] = found[f"e{i + 1}"]
        for actor in record["actors"]:
            actors[record["id"], actor["id"]] = found[actor["id"]]
    return events, actors


def pairs(groups: dict[Key, str]) -> set[tuple[Key, Key]]:
    """Pairs of one group from different articles."""
    members = defaultdict(list)
    for key, group in groups.items():
        members[group].append(key)
    return {
        (min(pair), max(pair))
        for keys in members.values()
        for pair in combinations(keys, 2)
        if pair[0][0] != pair[1][0]
    }


def b_cubed(gold_groups: dict[Key, Any], found: dict[Key, str]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of a partition against the right one."""
    right, ours = defaultdict(set), defaultdict(set)
    for key in gold_groups:
        right[gold_groups[key]].add(key)
        ours[found[key]].add(key)
    shared = {k: len(right[gold_groups[k]] & ours[found[k]]) for k in gold_groups}
    precision = sum(n / len(ours[found[k]]) for k, n in shared.items()) / len(shared)
    recall = sum(n / len(right[gold_groups[k]]) for k, n in shared.items()) / len(shared)
    return 2 * precision * recall / (precision + recall)


def actor_groups(annotated: list[tuple[dict[str, Any], Dossier]]) -> dict[Key, Any]:
    """Who is who: ids are global in the invented articles, names elsewhere."""
    groups: dict[Key, Any] = {}
    for record, _ in annotated:
        for actor in record["actors"]:
            known = polities().by_name(actor["name"])
            name = known[0].id if known else " ".join(sorted(name_key(actor["name"]).split()))
            for spelled, plain in (("suk", "seok"), ("labour", "labor")):
                name = name.replace(plain, spelled)
            invented = record["id"].startswith("i")
            groups[record["id"], actor["id"]] = ("i", actor["id"]) if invented else ("r", name)
    return groups


@pytest.fixture(scope="module")
def development() -> tuple[list[tuple[dict[str, Any], Dossier]], State]:
    return merged("gold")


@pytest.fixture(scope="module")
def seeds() -> tuple[list[tuple[dict[str, Any], Dossier]], State]:
    return merged("seed_gold")


def test_same_events_are_found_and_others_left_apart(development: Any) -> None:
    cross = json.loads((SHARED / "gold" / "cross_gold.json").read_text("utf-8"))
    events, _ = clusters(*development)
    right = pairs(
        {(m["id"], m["event"]): c["cluster"] for c in cross["same_event"] for m in c["members"]}
    )
    found = pairs(events)
    assert len(found & right) / len(right) >= 0.85
    assert len(found & right) / len(found) >= 0.95
    for pair in cross["must_not_merge"]:
        a, b = ((x.split(":")[0], int(x.split(":")[1])) for x in (pair["a"], pair["b"]))
        assert events[a] != events[b], pair["why"]


def test_actors_are_the_same_across_articles(development: Any) -> None:
    _, actors = clusters(*development)
    assert b_cubed(actor_groups(development[0]), actors) >= 0.97


def test_the_seeds_merge_as_they_should(seeds: Any) -> None:
    annotated, state = seeds
    cross = json.loads((SHARED / "gold" / "seed_cross.json").read_text("utf-8"))
    events, _ = clusters(annotated, state)
    right = pairs(
        {(m["id"], m["event"]): c["cluster"] for c in cross["same_event"] for m in c["members"]}
    )
    # Left to people: "signed agreements to ease the toughest tariffs" and "agreed to implement 15
    # percent tariffs" are undated and share one word; the pair heads the review queue.
    left_open = {(("seed1", 9), ("seed4", 8))}
    assert right - pairs(events) == left_open
    assert pairs(events) <= right


def test_the_seeds_have_the_actors_they_should(seeds: Any) -> None:
    _, state = seeds
    wanted = json.loads((SHARED / "gold" / "seed_merged.json").read_text("utf-8"))["actors"]
    found = {a.name: a for a in state.things("actor") if isinstance(a, MergedActor)}
    assert sorted(found) == sorted(actor["name"] for actor in wanted)
    for actor in wanted:
        articles = sorted(m.article for m in found[actor["name"]].members)
        assert articles == actor["articles"], actor["name"]


def test_the_tokyo_summit_is_one_event_of_one_day(seeds: Any) -> None:
    _, state = seeds
    meetings = [e for e in state.things("event") if isinstance(e, MergedEvent) and e.type == "meet"]
    tokyo = next(e for e in meetings if e.place == "Tokyo")
    assert (tokyo.time.date, tokyo.status) == ("2025-08-23", "happened")
    assert tokyo.time.rule is not None
    assert tokyo.time.rule.startswith("sharpened")
    assert [c.article for c in tokyo.claims] == ["seed0", "seed1", "seed3", "seed4"]
    assert tokyo.origins == 3, "two of the articles are one text"
    nara = next(e for e in meetings if e.place == "Nara")
    assert nara.time.date == "2026-01"


def test_wordings_of_a_quote_stand_side_by_side(seeds: Any) -> None:
    annotated, state = seeds
    wanted = json.loads((SHARED / "gold" / "seed_merged.json").read_text("utf-8"))["quotes"]
    said = [s for s in state.things("statement") if isinstance(s, MergedStatement)]
    found = sorted(sorted(v.text for v in s.variants) for s in said)
    assert found == sorted(sorted(q["variants"]) for q in wanted)
    assert len(annotated) == 5


def test_articles_on_the_seeds_disagree_where_they_do(seeds: Any) -> None:
    _, state = seeds
    told = [d for d in state.things("discrepancy") if isinstance(d, Discrepancy)]
    fields = {(d.subject.rsplit("/", 1)[-1], d.field) for d in told}
    assert ("topics#shuttle-diplomacy", "phase JP-KR") in fields
    assert ("donald-trump", "office president US") in fields
