"""One article's predictions laid against its gold: actors, events, statements, offices.

Matching is greedy and one to one, the likest pairs first. An event counts as found when its type
and most of its participants are right; its date, place and status are judged apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graph_builder.evaluate.likeness import (
    bare,
    key,
    match_actors,
    quote_likeness,
    same_date,
    same_office,
    same_place,
)
from graph_builder.evaluate.records import PARTS, Record

EventMode = Literal["exact", "polity", "family", "participants"]

# Types that are told apart with difficulty, for the lenient measure.
_FAMILIES = (
    ("agree", "sign", "joint_statement"),
    ("meet", "host", "visit", "phone_call"),
    ("criticize", "threaten", "demand"),
    ("praise", "aid"),
    ("appoint", "resign"),
)
_FAMILY = {type_: number for number, types in enumerate(_FAMILIES) for type_ in types}
MIN_PARTICIPANTS = 0.6
MIN_QUOTE = 0.6


@dataclass(slots=True)
class Matched:
    """One article's gold and prediction, and which parts of them are the same.

    `actors` maps predicted ids to gold ids; `events` and `statements` map gold positions to
    predicted ones, `offices` too. `quoted` are gold statements whose words were found, whoever
    was taken for the speaker.
    """

    gold: dict[str, Any]
    mine: dict[str, Any]
    actors: dict[str, str]
    events: dict[int, int] = field(default_factory=dict)
    statements: dict[int, int] = field(default_factory=dict)
    offices: dict[int, int] = field(default_factory=dict)
    quoted: set[int] = field(default_factory=set)

    @property
    def counted_actors(self) -> list[dict[str, Any]]:
        """Predicted actors; one that only a claim names counts if it is right."""
        return [a for a in self.mine["actors"] if not a.get("_implicit") or a["id"] in self.actors]


def match_article(gold: Record, mine: Record) -> Matched:
    """`mine` laid against `gold`; both in the gold schema or as dossiers."""
    theirs, ours = prepared(gold), prepared(mine)
    matched = Matched(theirs, ours, match_actors(theirs["actors"], ours["actors"]))
    matched.events = match_events(matched, "exact")
    _match_statements(matched)
    _match_offices(matched)
    return matched


def prepared(record: Record) -> dict[str, Any]:
    """A copy with all parts present, and an actor for every id or name that a claim uses."""
    out: dict[str, Any] = {**record, **{part: list(record.get(part) or []) for part in PARTS}}
    out["actors"] = [_actor(actor, i) for i, actor in enumerate(out["actors"])]
    known = {actor["id"] for actor in out["actors"]}
    out["events"] = [{**event, "participants": _participants(event)} for event in out["events"]]
    used = [q.get("actor") for event in out["events"] for q in event["participants"]]
    used += [statement.get("speaker") for statement in out["statements"]]
    used += [office.get("person") for office in out["offices"]]
    for name in used:
        if name is not None and name not in known:
            known.add(name)
            out["actors"].append(
                {"id": name, "name": str(name), "type": "person", "aliases": [], "_implicit": True}
            )
    return out


def _actor(actor: Record, position: int) -> dict[str, Any]:
    defaults = {"id": f"a{position}", "type": "person"}
    return {**defaults, **actor, "aliases": list(actor.get("aliases") or [])}


def _participants(event: Record) -> list[dict[str, Any]]:
    return [
        dict(q) if isinstance(q, Mapping) else {"actor": q, "role": "participant"}
        for q in event.get("participants") or []
    ]


# ---- events -------------------------------------------------------------------------------------


def match_events(matched: Matched, mode: EventMode) -> dict[int, int]:
    """Gold event → predicted event. `mode` says what may differ.

    *exact*: the type is right and most participants are; *polity*: a leader and his country are
    interchangeable; *family*: so are types of one family; *participants*: all of them are right.
    """
    gold, mine = matched.gold["events"], matched.mine["events"]
    polities = _polities(matched.gold)
    pairs = []
    for i, theirs in enumerate(gold):
        wanted = {q["actor"] for q in theirs["participants"]}
        for j, ours in enumerate(mine):
            if not _types_agree(theirs, ours, mode):
                continue
            has = {matched.actors.get(q["actor"], f"?{q['actor']}") for q in ours["participants"]}
            overlap = _overlap(wanted, has)
            if mode in ("polity", "family"):
                wide = _overlap(
                    {polities.get(x, x) for x in wanted}, {polities.get(x, x) for x in has}
                )
                overlap = max(overlap, 0.95 * wide)
            if overlap < MIN_PARTICIPANTS or (mode == "participants" and wanted != has):
                continue
            pairs.append((_agreement(theirs, ours, overlap), -i, -j))
    return _greedy(pairs)


def _greedy(pairs: list[tuple[float, int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in found and -j not in taken:
            found[-i] = -j
            taken.add(-j)
    return found


def _types_agree(gold: Record, mine: Record, mode: EventMode) -> bool:
    a, b = gold["type"], mine.get("type")
    return a == b or (mode == "family" and _FAMILY.get(str(b), -1) == _FAMILY.get(a, -2))


def _overlap(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _agreement(gold: Record, mine: Record, overlap: float) -> float:
    """Which of several candidates is meant: dates, places, status, type and words break ties."""
    others = gold.get("place_alt") or ()
    score = overlap + 0.3 * same_date(gold.get("date"), mine.get("date"), strict=True)
    score += 0.15 * same_date(gold.get("date"), mine.get("date"), strict=False)
    score += 0.1 * same_place(gold.get("place"), mine.get("place"), others, strict=False)
    score += 0.1 * (gold.get("status") == mine.get("status"))
    score += 0.2 * (mine.get("type") == gold["type"])
    a, b = set(bare(gold.get("what")).split()), set(bare(mine.get("what")).split())
    return float(score + 0.1 * (len(a & b) / len(a | b) if a | b else 0))


def _polities(record: Record) -> dict[str, str]:
    """Actor id → what it shares with its country: a leader and his country get one value."""
    out = {}
    for actor in record["actors"]:
        country = actor["type"] == "country"
        out[actor["id"]] = f"C:{key(actor['name'])}" if country else f"X:{actor['id']}"
    for office in record["offices"]:
        org = key(office.get("org") or "")
        if org:
            out[office["person"]] = f"C:{org}"
    return out


# ---- statements and offices ---------------------------------------------------------------------


def _match_statements(matched: Matched) -> None:
    pairs = []
    for i, gold in enumerate(matched.gold["statements"]):
        for j, mine in enumerate(matched.mine["statements"]):
            likeness = quote_likeness(gold, mine)
            if likeness < MIN_QUOTE:
                continue
            spoken = matched.actors.get(mine.get("speaker")) == gold["speaker"]
            kind = gold["kind"] == mine.get("kind")
            pairs.append((likeness + 0.5 * spoken + 0.05 * kind, spoken, -i, -j))
    matched.quoted = {-i for _, _, i, _ in pairs}
    taken: set[int] = set()
    for _, spoken, i, j in sorted(pairs, reverse=True):
        if spoken and -i not in matched.statements and -j not in taken:
            matched.statements[-i] = -j
            taken.add(-j)


def _match_offices(matched: Matched) -> None:
    taken: set[int] = set()
    mine: Sequence[Record] = matched.mine["offices"]
    for i, gold in enumerate(matched.gold["offices"]):
        for j, ours in enumerate(mine):
            held = j not in taken and matched.actors.get(str(ours.get("person"))) == gold["person"]
            if held and same_office(gold, ours):
                matched.offices[i] = j
                taken.add(j)
                break
