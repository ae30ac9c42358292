"""The same thing told differently: kept side by side, never settled."""

import json
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_builder.merged import ClaimRef, Discrepancy, MergedEvent, Telling
from graph_builder.ontology import topics
from graph_builder.resolution.intervals import iso
from graph_builder.resolution.minting import slug
from graph_builder.resolution.names import spellings
from graph_builder.resolution.places import relation
from graph_builder.resolution.things import Names

SAME_WEEKS = 31  # days within which two articles speak of one state of affairs


def _made(
    names: Names, subject: str, field: str, told: Mapping[str, Iterable[ClaimRef]]
) -> Discrepancy:
    local = subject.removeprefix(names.full("")).replace("/", "-").rsplit("#", 1)[-1]
    tellings = tuple(Telling(v, tuple(sorted(set(refs)))) for v, refs in sorted(told.items()))
    return Discrepancy(names.full(f"discrepancy/{local}-{slug(field)}"), subject, field, tellings)


# ---- events -------------------------------------------------------------------------------------


def of_event(
    event: MergedEvent, rows: Sequence[tuple[object, ...]], names: Names
) -> Iterator[Discrepancy]:
    """Where the claims of one event disagree: date, place, type, status, participants, numbers.

    A vaguer value that holds a sharper one is no disagreement, nor is a plan that came true.
    """
    refs = [ClaimRef(str(r[1]), str(r[2])) for r in rows]
    if len({r.article for r in refs}) < 2:
        return
    for field, values in (
        ("date", _dates(rows)),
        ("place", _places(rows)),
        ("type", [str(r[4]) for r in rows]),
        ("status", _statuses(rows)),
        ("participants", _persons(rows, names)),
    ):
        told: dict[str, list[ClaimRef]] = defaultdict(list)
        for value, ref in zip(values, refs, strict=True):
            if value is not None:
                told[value].append(ref)
        if len(told) > 1:
            yield _made(names, event.iri, field, told)
    for unit, numbers in _numbers(rows, refs).items():
        yield _made(names, event.iri, f"number of {unit}", numbers)


def _dates(rows: Sequence[tuple[object, ...]]) -> list[str | None]:
    """Days as told, where they were told sharply (three at most)."""
    return [
        None
        if not isinstance(r[6], int) or not isinstance(r[7], int) or r[7] - r[6] > 2
        else iso(r[6]) if r[6] == r[7] else f"{iso(r[6])}/{iso(r[7])}"
        for r in rows
    ]  # fmt: skip


def _places(rows: Sequence[tuple[object, ...]]) -> list[str | None]:
    marks = [frozenset(str(r[9]).split("\t")) - {""} for r in rows]
    named = [json.loads(str(r[10]))[0] for r in rows]
    told = set(marks) - {frozenset()}
    apart = {a for a in told for b in told if relation(a, b) == "apart"}
    return [name if mark in apart else None for mark, name in zip(marks, named, strict=True)]


def _statuses(rows: Sequence[tuple[object, ...]]) -> list[str | None]:
    """Statuses, where something was both said to have happened and denied."""
    found = [str(r[8]) for r in rows]
    if not {"happened", "denied"} <= set(found):
        return [None] * len(rows)
    return [s if s in ("happened", "denied") else None for s in found]


def _persons(rows: Sequence[tuple[object, ...]], names: Names) -> list[str | None]:
    """Who took part, where two claims name different persons of one country."""
    sent: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        if str(row[5]) in sent:
            continue
        by_side = sent[str(row[5])] = defaultdict(set)
        for facet, _ in json.loads(str(row[5])):
            side = names.side_of_person(facet)
            if side:
                by_side[side].add(names.actor(facet).rsplit("/", 1)[-1])
    unlike = {
        parts
        for parts, a in sent.items()
        for b in sent.values()
        if any(not a[side] & b[side] for side in a.keys() & b.keys())
    }
    return [
        ", ".join(sorted(set().union(*sent[str(row[5])].values())))
        if str(row[5]) in unlike
        else None
        for row in rows
    ]


def _numbers(
    rows: Sequence[tuple[object, ...]], refs: Sequence[ClaimRef]
) -> dict[str, dict[str, list[ClaimRef]]]:
    """Unit → number → claims, where articles count the same unit differently.

    A claim that gives a unit two numbers itself tells nothing about it.
    """
    told: dict[str, dict[str, list[ClaimRef]]] = defaultdict(lambda: defaultdict(list))
    for row, ref in zip(rows, refs, strict=True):
        counted: dict[str, set[str]] = defaultdict(set)
        for number, unit in json.loads(str(row[10]))[9]:
            counted[unit].add(number)
        for unit, numbers in counted.items():
            if len(numbers) == 1:
                told[unit][min(numbers)].append(ref)
    return {unit: dict(values) for unit, values in sorted(told.items()) if len(values) > 1}


# ---- offices ------------------------------------------------------------------------------------


def of_person(db: sqlite3.Connection, entity: int, iri: str, names: Names) -> Iterator[Discrepancy]:
    """Where articles of the same weeks have a person both in and out of an office."""
    stats = {
        s
        for (s,) in db.execute(
            "select s.stat from facet f join facet_stat s on s.facet=f.num and s.stat>='c:' "
            "and s.stat<'g' where f.entity=?", (entity,),
        )
    }  # fmt: skip
    posts = sorted(s[2:] for s in stats if s[:2] == "f:" and f"c:{s[2:]}" in stats)
    for post in posts:
        told = {
            standing: db.execute(
                "select t.id, a.cid, t.low, t.high from facet f join standing s "
                "on s.facet=f.num and s.stat=? join actor a on a.num=s.actor "
                "join article t on t.num=a.article where f.entity=?",
                (f"{letter}:{post}", entity),
            ).fetchall()
            for standing, letter in (("former", "f"), ("current", "c"))
        }
        near = {
            "former": _told_near(told["former"], told["current"]),
            "current": _told_near(told["current"], told["former"]),
        }
        polity, key = post.split(":", 1)
        if near["former"]:
            values = {f"{s} {key}": refs for s, refs in near.items()}
            yield _made(names, iri, f"office {key} {polity}".strip(), values)


_Told = tuple[str, str, int | None, int | None]


def _told_near(tellings: Sequence[_Told], others: Sequence[_Told]) -> set[ClaimRef]:
    """Those of the tellings (article, claim, days of publication) that another one is near to: of
    the same article, or published within `SAME_WEEKS` days."""
    articles = {article for article, *_ in others}
    times: list[list[int]] = []
    for _, _, low, high in sorted((t for t in others if None not in t[2:]), key=lambda t: t[2:]):
        assert low is not None
        assert high is not None
        if times and low - SAME_WEEKS <= times[-1][1]:
            times[-1][1] = max(times[-1][1], high + SAME_WEEKS)
        else:
            times.append([low - SAME_WEEKS, high + SAME_WEEKS])
    starts = [start for start, _ in times]
    near = set()
    for article, claim, low, high in tellings:
        beside = article in articles
        if not beside and low is not None and high is not None:
            at = bisect_right(starts, high) - 1
            beside = at >= 0 and times[at][1] >= low
        if beside:
            near.add(ClaimRef(article, claim))
    return near


# ---- framing ------------------------------------------------------------------------------------


def of_matter(db: sqlite3.Connection, matter: str, names: Names) -> Iterator[Discrepancy]:
    """Where articles on the same two parties place a matter in phases that exclude each other.

    What began may resume later, and end after that; it is told differently when it is said to begin
    where others have it resume, or to end within the same weeks.
    """
    rows = db.execute(
        "select p.phase, t.id, p.cid, t.low, t.high, e.parts from phase p join article t "
        "on t.num=p.article join event e on e.article=p.article and e.cid=p.cid where p.matter=?",
        (matter,),
    ).fetchall()
    sides = [_sides(row[5], names) for row in rows]
    told: dict[str, dict[str, set[ClaimRef]]] = defaultdict(lambda: defaultdict(set))
    exclusive = {frozenset(pair) for pair in spellings()["phases"]["exclusive"]}
    for i, a in enumerate(rows):
        for j, b in enumerate(rows[:i]):
            if a[1] == b[1] or frozenset((a[0], b[0])) not in exclusive or _in_course(a, b):
                continue
            both = sorted(sides[i] & sides[j])
            for first in range(len(both)):
                for second in range(first + 1, len(both)):
                    pair = f"{both[first]}-{both[second]}"
                    told[pair][a[0]].add(ClaimRef(a[1], a[2]))
                    told[pair][b[0]].add(ClaimRef(b[1], b[2]))
    for pair, values in sorted(told.items()):
        subject = topics().match(matter) or names.full(f"topic/{slug(matter)}")
        yield _made(names, subject, f"phase {pair}", values)


def _in_course(a: Sequence[object], b: Sequence[object]) -> bool:
    """Whether two phases follow each other as they would: begin, then resume, then end."""
    order = ("begin", "resume", "end")
    early, late = sorted((a, b), key=lambda row: order.index(str(row[0])))
    if not isinstance(early[4], int) or not isinstance(late[3], int):
        return True
    return late[3] - early[4] > SAME_WEEKS


def _sides(parts: str, names: Names) -> set[str]:
    return {side for facet, _ in json.loads(parts) if (side := names.side(facet))}
