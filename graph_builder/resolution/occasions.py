"""When two articles' events are one occasion: the rules, as functions of the two claims alone.

Participants, kind, time and place must allow it; what the sentences share, how near the articles
appeared and how sharp the time is decide whether it is so. Different scores mean how sure; below
`BAR` a pair is for people to decide.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from graph_builder.resolution.intervals import Stretch, gap, length
from graph_builder.resolution.places import relation
from graph_builder.resolution.sentences import shared

BAR = 0.7
DOUBT = 0.45

FAMILIES = {"agree": "deal", "sign": "deal"}
# Types of which a pair has one at a time and place; the others happen many times a day.
DEEDS = frozenset(["deal", "sanction_or_tariff", "attack", "aid", "appoint", "resign", "invite"])
ENCOUNTERS = frozenset(["meet", "visit", "phone_call", "joint_statement", "host"])
SYMMETRIC = frozenset(["meet", "phone_call", "joint_statement", "agree", "sign"])


class Part(NamedTuple):
    """A participant: its number in the graph (-1: has meaning in its article alone), its polity
    ("" if none), its role, and whether it is a person."""

    actor: int
    side: str
    role: str
    person: bool


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Occasion:
    """An event claim as the rules see it.

    `name` is the claim's anchor. `when` and `told` are days of the event and of publication,
    `marks` those of its place, `rivals` how many other events of its article look the same but for
    their words. `origin` is the text that its article and others are copies of; 0 if none are.
    """

    num: int
    name: str
    article: int
    type: str
    parts: Parts
    when: Stretch | None
    told: Stretch | None
    status: str
    marks: frozenset[str]
    stems: frozenset[str]
    rivals: int
    origin: int = 0

    @property
    def family(self) -> str:
        """The type, or what it shares with its likes: agree and sign are deals."""
        return FAMILIES.get(self.type, self.type)

    @cached_property
    def sharp(self) -> str:
        """How sharp the time is: day (up to ten days), month, year or none."""
        if self.when is None:
            return "none"
        days = length(self.when)
        return "day" if days <= 10 else "month" if days <= 31 else "year"


@dataclass(frozen=True, slots=True)
class Decision:
    """How surely two claims are one event, and why."""

    score: float
    rule: str


def same_occasion(a: Occasion, b: Occasion) -> Decision | None:
    """The decision on two claims of one family; None when they can't be one event."""
    if b.name < a.name:
        a, b = b, a  # so that the decision doesn't depend on who asks
    if a.article == b.article or a.family != b.family or not _status(a, b):
        return None
    time = _time(a, b)
    who = _participants(a, b)
    if time is None or who is None:
        return None
    where = relation(a.marks, b.marks)
    if where == "apart":
        return None
    fit = Fit(time, who, where, shared(a.stems, b.stems))
    return (_encounter if a.type in ENCOUNTERS else _act)(fit, a, b)


def _status(a: Occasion, b: Occasion) -> bool:
    """Plans may come true or be called off; what was denied didn't happen, save to others' mind."""
    return {a.status, b.status} != {"denied", "happened"} or a.sharp == b.sharp == "day"


def _time(  # noqa: PLR0911 - one case, one return
    a: Occasion, b: Occasion
) -> str | None:
    """How the times agree: day, month, year, or `near` (one undated, told of in the same weeks)."""
    if a.when and b.when:
        if gap(a.when, b.when) > 0:
            return None
        sharps = {a.sharp, b.sharp}
        if sharps == {"day"}:
            return "day"
        if "year" not in sharps:
            return "month"
        return "year" if sharps == {"year"} else "within year"
    if retold_key(a) is not None and retold_key(a) == retold_key(b) and _later(a, b):
        return "retold"
    copies = a.origin == b.origin != 0
    if not copies and (a.told is None or b.told is None or gap(a.told, b.told) > 20):
        return None
    if not a.when and not b.when:
        return "near"
    if copies:
        return "near dated"
    dated, other = (a, b) if a.when else (b, a)
    assert dated.when is not None
    assert other.told is not None
    if dated.sharp == "year":
        return None
    ahead = {a.status, b.status} <= {"planned", "denied", "hypothetical"}
    far = gap(dated.when, other.told)
    if far <= 14:
        return "near dated"
    return "near" if far <= (400 if ahead and dated.when[0] > other.told[1] else 120) else None


def likeness_key(event: Occasion) -> str | None:
    """Equal for claims that need no comparing, since every rule joins them; None for all others.

    Dated encounters of the same actors in the same parts, on the same days, at the same place;
    dated acts told in the same words; and what copies of one text tell in the same words.
    """
    copied = event.when is None and event.origin != 0
    if not copied and event.sharp not in ("day", "month"):
        return None
    parts = sorted((p.actor, p.role) for p in event.parts)
    if any(actor < 0 for actor, _ in parts) or (event.type in SYMMETRIC and len(parts) < 2):
        return None
    alone = event.type in ENCOUNTERS and not copied
    words = "" if alone else " ".join(sorted(event.stems)) or None
    if words is None:
        return None
    time = f"origin {event.origin}" if copied else event.when
    return f"{event.type}|{parts}|{time}|{sorted(event.marks)}|{event.status}|{words}"


def told_twice(a: Occasion, b: Occasion) -> bool:
    """Whether one article may tell one occasion in both claims: they are alike, or visits of the
    same actors in the same days, to a country and to a place in it."""
    alike = likeness_key(a)
    if alike is not None and alike == likeness_key(b):
        return True
    if a.type != "visit" or b.type != "visit" or a.status != b.status:
        return False
    visitors = [{p.actor for p in event.parts if p.role != "host"} for event in (a, b)]
    same = visitors[0] == visitors[1] and min(visitors[0], default=-1) >= 0
    days = a.when is not None and b.when is not None and gap(a.when, b.when) == 0
    return same and days and relation(a.marks, b.marks) == "within"


def retold_key(event: Occasion) -> str | None:
    """What tells a past deal apart without its date: three or more named parties, one a person."""
    named = sorted(p.actor for p in event.parts if p.actor >= 0)
    several = len(named) > 2 and any(p.person for p in event.parts if p.actor >= 0)
    if event.family != "deal" or event.status != "happened" or not several:
        return None
    return "deal|" + ",".join(f"#{n}" for n in named)


def _later(a: Occasion, b: Occasion) -> bool:
    """Whether the undated one was told after the dated one, by three years at most."""
    dated, other = (a, b) if a.when else (b, a)
    if dated.when is None or other.when is not None or other.told is None:
        return False
    return 0 <= other.told[1] - dated.when[1] <= 3 * 366


def _participants(a: Occasion, b: Occasion) -> float | None:
    """How well the participants agree, in (0, 1]; None when they can't be the same.

    An actor matches itself or, less well, its country; two persons of one country differ. For
    directed types agents match agents and targets targets. Unnamed ones match anyone.
    """
    if a.type in SYMMETRIC or a.type in ENCOUNTERS:
        return _matched(a.parts, b.parts, 2 if a.type in SYMMETRIC else 1)
    agents = _matched(_of(a, True), _of(b, True), 1)
    if agents is None:
        return None
    targets = (_of(a, False), _of(b, False))
    if not targets[0] or not targets[1]:
        return agents * (1.0 if targets[0] == targets[1] else 0.8)
    matched = _matched(*targets, 1)
    return None if matched is None else agents * matched


def _of(event: Occasion, agents: bool) -> Parts:
    return tuple(p for p in event.parts if (p.role != "target") == agents)


def _matched(a: Parts, b: Parts, least: int) -> float | None:
    named_a, named_b = ([p for p in x if p.actor >= 0] for x in (a, b))
    if not named_a or not named_b:
        return 0.5 if least == 1 and (a and b) else None
    short, long_ = sorted((named_a, named_b), key=len)
    rest = list(long_)
    total, hits = 0.0, 0
    for part in short:
        match = next((p for p in rest if p.actor == part.actor), None)
        if match is not None:
            total, hits = total + 1, hits + 1
        else:
            match = next((p for p in rest if _stands_for(p, part)), None)
            if match is not None:
                total, hits = total + 0.85, hits + 1
        if match is not None:
            rest.remove(match)
    unnamed = len(a) + len(b) - len(named_a) - len(named_b)
    if least == 2 and not unnamed and len(short) < 0.6 * len(long_):
        return None  # two who meet beside a summit aren't the summit
    if hits < min(least, len(short)) or (hits < len(short) and not unnamed):
        return None if hits < 2 or hits < 0.6 * len(short) else 0.6 * total / len(short)
    return (total / len(short)) * (0.75 + 0.25 * len(short) / len(long_))


def _stands_for(a: Part, b: Part) -> bool:
    """Whether one of two actors of a side stands for the other: never person for person."""
    return a.side != "" and a.side == b.side and not (a.person and b.person)


class Fit(NamedTuple):
    """How two claims agree: in time and place (see `_time`, `places.relation`), in who took part
    and in what the sentences say (both in [0, 1])."""

    time: str
    who: float
    place: str
    words: float

    def __str__(self) -> str:
        return f"{self.time}, place {self.place}, words {self.words:.2f}"


PLACE = {"same": 1.0, "within": 0.65, "unknown": 0.0}


def _encounter(fit: Fit, a: Occasion, b: Occasion) -> Decision:
    base = {
        "day": 0.8,
        "month": 0.68,
        "within year": 0.3,
        "year": 0.5,
        "near dated": 0.6,
        "near": 0.5,
    }
    score = base[fit.time] + 0.12 * PLACE[fit.place] + 0.3 * (fit.who - 0.9) + 0.35 * fit.words
    if fit.time.startswith("near") and a.told and b.told:
        score += 0.05 * (gap(a.told, b.told) <= 5)
        score += 0.05 * (a.status == b.status) + 0.08 * (a.status == b.status == "denied")
        score += 0.05 * (_persons_agree(a, b) > 2)
    return Decision(min(score, 0.99), f"encounter: {fit}")


def _persons_agree(a: Occasion, b: Occasion) -> int:
    return len({p.actor for p in a.parts if p.person} & {p.actor for p in b.parts if p.person})


def _act(fit: Fit, a: Occasion, b: Occasion) -> Decision:
    base = {
        "day": 0.52,
        "month": 0.44,
        "within year": 0.2,
        "year": 0.42,
        "near dated": 0.4,
        "near": 0.36,
        "retold": 0.55,
    }
    score = base[fit.time] + 0.08 * PLACE[fit.place] + 0.3 * (fit.who - 0.9) + 0.9 * fit.words
    if a.rivals == b.rivals == 0:
        score += 0.14
        score += 0.08 * (a.family in DEEDS)
    return Decision(min(score, 0.99), f"act: {fit}")
