"""Counts over articles: precision, recall and F1 per kind of fact, and what matches have right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph_builder.evaluate.likeness import bare, same_date, same_place
from graph_builder.evaluate.matching import EventMode, Matched, match_events
from graph_builder.evaluate.records import Record

EXHAUSTIVE = ("meet", "phone_call", "visit", "joint_statement", "agree", "sign")
_SIDES = frozenset({"participant", "host", "visitor", "agent"})
_MODES: tuple[tuple[str, EventMode], ...] = (
    ("events (leader/country interchangeable)", "polity"),
    ("events (+type family)", "family"),
    ("events strict participants", "participants"),
)


@dataclass(slots=True)
class Score:
    """`right` of `predicted` facts, and of the `gold` ones that there are to find."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Count one article."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """The share of predicted facts that are right, 0 … 1."""
        if self.predicted:
            return self.right / self.predicted
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were found, 0 … 1."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 … 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Share:
    """`right` of `judged` matched facts."""

    right: int = 0
    judged: int = 0

    def add(self, right: bool) -> None:
        """Judge one."""
        self.right += right
        self.judged += 1

    @property
    def share(self) -> float:
        """`right` over `judged`; 1 when nothing was judged."""
        return self.right / self.judged if self.judged else 1.0


@dataclass(slots=True)
class Tally:
    """All counts over the articles so far; keys of `scores` and `shares` are printed as is."""

    scores: dict[str, Score] = field(default_factory=dict)
    by_type: dict[str, Score] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)

    def add(self, matched: Matched) -> None:
        """Count one article in."""
        self._add_actors(matched)
        self._add_events(matched)
        self._add_statements(matched)
        self._score("offices").add(
            len(matched.offices), len(matched.mine["offices"]), len(matched.gold["offices"])
        )

    def _score(self, name: str) -> Score:
        return self.scores.setdefault(name, Score())

    def _share(self, name: str) -> Share:
        return self.shares.setdefault(name, Share())

    def _add_actors(self, matched: Matched) -> None:
        gold = {actor["id"]: actor for actor in matched.gold["actors"]}
        mine = {actor["id"]: actor for actor in matched.mine["actors"]}
        counted = matched.counted_actors
        self._score("actors").add(len(matched.actors), len(counted), len(gold))
        for type_ in ("person", "country", "organization", "group"):
            wanted = {id_ for id_, actor in gold.items() if actor["type"] == type_}
            hit = sum(id_ in wanted for id_ in matched.actors.values())
            wrong = sum(
                actor["id"] not in matched.actors and actor.get("type") == type_
                for actor in counted
            )
            self._score(f"actors:{type_}").add(hit, hit + wrong, len(wanted))
        for ours, theirs in matched.actors.items():
            self._share("actor_type").add(mine[ours].get("type") == gold[theirs]["type"])
            forms = {bare(form) for form in (*mine[ours]["aliases"], mine[ours]["name"])}
            for alias in gold[theirs]["aliases"]:
                self._share("alias").add(bare(alias) in forms)

    # ---- events -----------------------------------------------------------------------------

    def _add_events(self, matched: Matched) -> None:
        gold, mine = matched.gold["events"], matched.mine["events"]
        found = matched.events
        totals = (len(mine), len(gold))
        self._score("events").add(len(found), *totals)
        for name, mode in _MODES:
            self._score(name).add(len(match_events(matched, mode)), *totals)
        self._score("events core types").add(
            sum(gold[i]["type"] in EXHAUSTIVE for i in found),
            sum(event.get("type") in EXHAUSTIVE for event in mine),
            sum(event["type"] in EXHAUSTIVE for event in gold),
        )
        pairs = [(gold[i], mine[j]) for i, j in found.items()]
        for name, right in _details(pairs).items():
            self._score(name).add(right, *totals)
        for theirs, ours in pairs:
            self._judge_event(matched, theirs, ours)
        for type_ in {e["type"] for e in gold} | {str(e.get("type")) for e in mine}:
            self.by_type.setdefault(type_, Score()).add(
                sum(gold[i]["type"] == type_ for i in found),
                sum(event.get("type") == type_ for event in mine),
                sum(event["type"] == type_ for event in gold),
            )

    def _judge_event(self, matched: Matched, gold: Record, mine: Record) -> None:
        if gold.get("status"):
            self._share("status").add(gold["status"] == mine.get("status"))
        if gold.get("date"):
            right = same_date(gold["date"], mine.get("date"), strict=False)
            self._share("date_judged").add(right)
        if gold.get("place"):
            others = gold.get("place_alt") or ()
            right = same_place(gold["place"], mine.get("place"), others, strict=False)
            self._share("place_judged").add(right)
        roles = {q["actor"]: q["role"] for q in gold["participants"]}
        for q in mine["participants"]:
            wanted = roles.get(matched.actors.get(q["actor"], ""))
            if wanted is not None:
                has = q.get("role") or "participant"
                sides = gold["type"] in EXHAUSTIVE and {wanted, has} <= _SIDES
                self._share("role").add(wanted == has or sides)

    # ---- statements -------------------------------------------------------------------------

    def _add_statements(self, matched: Matched) -> None:
        gold, mine = matched.gold["statements"], matched.mine["statements"]
        found = matched.statements
        self._score("statements").add(len(found), len(mine), len(gold))
        held = set(found.values())
        for kind in ("direct", "indirect"):
            wanted = [i for i, statement in enumerate(gold) if statement["kind"] == kind]
            hit = sum(i in found for i in wanted)
            wrong = sum(
                j not in held and (statement.get("kind") or "direct") == kind
                for j, statement in enumerate(mine)
            )
            self._score(f"statements:{kind}").add(hit, hit + wrong, len(wanted))
        for i in matched.quoted:
            self._share("attribution").add(i in found)
        for i, j in found.items():
            self._share("kind").add(gold[i]["kind"] == mine[j].get("kind"))


def _details(pairs: Iterable[tuple[Record, Record]]) -> dict[str, int]:
    """How many matched events are right in date, place and status too, by the measure's name."""
    out: dict[str, int] = dict.fromkeys(
        [
            *("events + date strict", "events + date relaxed", "events + place strict"),
            *("events + place relaxed", "events + status", "events + date,place strict,status"),
        ],
        0,
    )
    for gold, mine in pairs:
        others = gold.get("place_alt") or ()
        dates = [same_date(gold.get("date"), mine.get("date"), strict=s) for s in (True, False)]
        places = [
            same_place(gold.get("place"), mine.get("place"), others, strict=s)
            for s in (True, False)
        ]
        status = gold.get("status") in (None, mine.get("status"))
        out["events + date strict"] += dates[0]
        out["events + date relaxed"] += dates[1]
        out["events + place strict"] += places[0]
        out["events + place relaxed"] += places[1]
        out["events + status"] += status
        out["events + date,place strict,status"] += dates[0] and places[0] and status
    return out


def article_scores(matched: Matched) -> Mapping[str, Score]:
    """The four main scores of one article."""
    return {
        "actors": Score(
            len(matched.actors), len(matched.counted_actors), len(matched.gold["actors"])
        ),
        **{
            part: Score(len(found), len(matched.mine[part]), len(matched.gold[part]))
            for part, found in (
                ("events", matched.events),
                ("statements", matched.statements),
                ("offices", matched.offices),
            )
        },
    }
