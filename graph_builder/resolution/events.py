"""Which event claims are one event: candidates from an index, links, clusters."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from graph_builder.resolution.anchors import key64
from graph_builder.resolution.clusters import (
    Link,
    Nodes,
    components,
    drop_links,
    gathered,
    put_links,
)
from graph_builder.resolution.intervals import Stretch
from graph_builder.resolution.occasions import (
    BAR,
    DOUBT,
    ENCOUNTERS,
    SYMMETRIC,
    Occasion,
    Part,
    likeness_key,
    retold_key,
    same_occasion,
)
from graph_builder.resolution.places import relation

KIND = "event"
MAX_SIDES = 6


class Occasions:
    """Reads event claims from the tables, with what their participants are in the graph."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._parts: dict[int, tuple[int, str, bool]] = {}
        self._cache: dict[int, Occasion] = {}

    def __getitem__(self, num: int) -> Occasion:
        made = self._cache.get(num)
        if made is None:
            if len(self._cache) > 200_000:
                self._cache.clear()
            made = self._cache[num] = self._read(num)
        return made

    def _read(self, num: int) -> Occasion:
        row = self._db.execute(
            "select e.article, e.type, e.parts, e.low, e.high, a.low, a.high, e.status, e.places, "
            "e.stems, e.rivals, e.anchor from event e join article a on a.num = e.article "
            "where e.num=?",
            (num,),
        ).fetchone()
        parts = []
        for actor, role in json.loads(row[2]):
            entity, side, person = self._part(actor)
            parts.append(Part(entity, side, role, person))
        return Occasion(
            num, row[11], row[0], row[1], tuple(parts),
            None if row[3] is None else (row[3], row[4]),
            None if row[5] is None else (row[5], row[6]), row[7],
            frozenset(row[8].split("\t")) - {""}, frozenset(row[9].split()), row[10],
        )  # fmt: skip

    def _part(self, actor: int) -> tuple[int, str, bool]:
        found = self._parts.get(actor)
        if found is None:
            entity, side, kind, type_ = self._db.execute(
                "select f.entity, f.side, f.kind, f.type from actor a join facet f "
                "on f.num = a.facet where a.num=?", (actor,),
            ).fetchone()  # fmt: skip
            found = (
                -1 if kind == "L" and self._alone(actor) else entity,
                side or "",
                type_ == "person",
            )
            self._parts[actor] = found
        return found

    def _alone(self, actor: int) -> bool:
        row = self._db.execute(
            "select f.entity = f.num from actor a join facet f on f.num = a.facet where a.num=?",
            (actor,),
        ).fetchone()
        return bool(row[0])


# ---- the index ----------------------------------------------------------------------------------


def block_names(event: Occasion) -> tuple[list[str], list[str]]:
    """(names under which an event is found, names under which it seeks), before time is added.

    A pair of sides for what takes two; the visitor of a visit; the agent of an act whose target
    isn't told, which then seeks among all acts of that agent.
    """
    kin = event.family
    if event.type in SYMMETRIC or event.type == "host":
        named = sorted({p.side or f"#{p.actor}" for p in event.parts if p.actor >= 0})[:MAX_SIDES]
        pairs = [f"{kin}|{a}|{b}" for a, b in combinations(named, 2)]
        return (pairs, pairs) if pairs else ([f"{kin}|{n}" for n in named],) * 2
    if event.type == "visit":
        own = [f"visit|#{p.actor}" for p in event.parts if p.role != "host" and p.actor >= 0]
        return own, own
    agents = sorted(
        {p.side or f"#{p.actor}" for p in event.parts if p.role != "target" and p.actor >= 0}
    )
    targets = sorted(
        {p.side or f"#{p.actor}" for p in event.parts if p.role == "target" and p.actor >= 0}
    )
    if not agents:
        lone = [f"{kin}|>{t}" for t in targets[:3]]
        return lone, lone
    bare = [f"{kin}|{a}" for a in agents[:3]]
    if not targets:
        return [f"{name}|-" for name in bare] + bare, bare
    full = [f"{name}|>{t}" for name in bare for t in targets[:3]]
    return full + bare, full + [f"{name}|-" for name in bare]


def _months(days: Stretch, around: int = 0) -> list[int]:
    first, last = (date.fromordinal(d) for d in days)
    start = first.year * 12 + first.month - around
    return list(range(start, last.year * 12 + last.month + around + 1))


LEVELS = {"week": 1, "month": 2, "day in month": 3, "year": 4, "undated": 5, "dated": 6}


def _times(event: Occasion) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(blocks of time where an event is found, blocks where it seeks); see `block_keys`."""
    stored: list[tuple[str, int]] = []
    sought: list[tuple[str, int]] = []
    when, told = event.when, event.told
    if when is not None and event.sharp == "day":
        weeks = [("week", w) for w in range(when[0] // 7, when[1] // 7 + 1)]
        months = _months(when)
        stored += weeks + [("day in month", m) for m in months]
        sought += weeks + [("month", m) for m in months]
    elif when is not None and event.sharp == "month":
        stored += [("month", m) for m in _months(when)]
        sought += [(level, m) for m in _months(when) for level in ("month", "day in month")]
    elif when is not None:
        year = ("year", date.fromordinal(when[0]).year)
        stored.append(year)
        sought.append(year)
    if told is not None and event.sharp != "year":
        around = _months(told, 1)[:14]
        stored += [("undated" if when is None else "dated", m) for m in _months(told)[:12]]
        sought += [("undated", m) for m in around]
        sought += [("dated", m) for m in around] if when is None else []
    return stored, sought


def block_keys(event: Occasion) -> tuple[set[int], set[int]]:
    """(keys to be found under, keys to look under): blocks of names and of time.

    Sharp events meet in weeks and with vaguer ones in months; years only meet years; undated ones
    meet what was published in the same months. Keys are hashes: a collision costs a comparison.
    """
    own, sought = block_names(event)
    times, seek = _times(event)
    kept = {_key(name, *time) for name in map(_hash, own) for time in times}
    looked = {_key(name, *time) for name in map(_hash, sought) for time in seek}
    retold = retold_key(event)
    if retold is not None:
        kept.add(_hash(retold))
        looked.add(_hash(retold))
    return kept, looked


def _hash(name: str) -> int:
    return crc32(name.encode())


def _key(name: int, level: str, number: int) -> int:
    """32 bits of name, then the level, then the number of the week, month or year (< 2^20)."""
    return name << 24 | LEVELS[level] << 20 | number & 0xFFFFF


def index(db: sqlite3.Connection, occasions: Occasions, events: Iterable[int]) -> None:
    """Writes the index entries of events."""
    for num in events:
        db.executemany(
            "insert or ignore into event_key values(?,?)",
            [(key, num) for key in block_keys(occasions[num])[0]],
        )


def candidates(db: sqlite3.Connection, event: Occasion) -> list[int]:
    """Other events that may be this one."""
    found: set[int] = set()
    for key in block_keys(event)[1]:
        found.update(n for (n,) in db.execute("select event from event_key where key=?", (key,)))
    found.discard(event.num)
    return sorted(found)


# ---- links and clusters -------------------------------------------------------------------------


def relink(db: sqlite3.Connection, events: Iterable[int]) -> set[int]:
    """Finds the links of events anew; returns every event whose links changed.

    Of claims that are alike in all that counts only the first (by anchor) is compared with others;
    the rest are linked to it. So what a thousand articles tell costs a thousand links, not a
    million.
    """
    occasions = Occasions(db)
    nums = _with_their_likes(db, occasions, set(events))
    affected = nums | drop_links(db, KIND, nums)
    db.executemany("delete from event_key where event=?", [(num,) for num in nums])
    links: list[Link] = []
    firsts: list[int] = []
    for num in sorted(nums):
        first = _first_alike(db, num)
        if first == num:
            firsts.append(num)
        else:
            links.append(Link(num, first, 0.995, "told alike"))
    index(db, occasions, firsts)
    found, doubts = _compared(db, occasions, firsts)
    links += found
    put_links(db, KIND, links)
    db.executemany(
        "insert or replace into doubt values('event',?,?,?,?)",
        [(min(d.a, d.b), max(d.a, d.b), d.score, d.rule) for d in doubts],
    )
    return affected | {link.b for link in links}


def _with_their_likes(db: sqlite3.Connection, occasions: Occasions, nums: set[int]) -> set[int]:
    """Notes what each event is alike; adds those whose first like came, went or changed."""
    reached = set(nums)
    lost = {s for (s,) in db.execute("select key from bereft")}
    db.execute("delete from bereft")
    for num in sorted(nums):
        text = likeness_key(occasions[num])
        same = None if text is None else key64(text)
        before = db.execute("select same from event where num=?", (num,)).fetchone()[0]
        if before is not None and before != same:
            lost.add(before)
        db.execute("update event set same=? where num=?", (same, num))
    gained = {num for num in nums if _first_alike(db, num) == num}
    query = "select num from event where same=?"
    for num in gained:
        same = db.execute("select same from event where num=?", (num,)).fetchone()[0]
        if same is not None:
            reached.update(n for (n,) in db.execute(query, (same,)))
    for same in lost:
        reached.update(n for (n,) in db.execute(query, (same,)))
    return reached


def _first_alike(db: sqlite3.Connection, num: int) -> int:
    row = db.execute(
        "select o.num from event e join event o on o.same = e.same where e.num=? "
        "order by o.anchor limit 1", (num,),
    ).fetchone()  # fmt: skip
    return int(row[0]) if row else num


def _compared(
    db: sqlite3.Connection, occasions: Occasions, firsts: list[int]
) -> tuple[list[Link], list[Link]]:
    """Links and doubts between these events and their candidates."""
    links: list[Link] = []
    doubts: list[Link] = []
    fresh = set(firsts)
    for num in firsts:
        event = occasions[num]
        for other in candidates(db, event):
            if other in fresh and other < num:
                continue
            decision = same_occasion(event, occasions[other])
            if decision is not None and decision.score >= DOUBT:
                link = Link(num, other, round(decision.score, 4), decision.rule)
                (links if decision.score >= BAR else doubts).append(link)
    return links, doubts


def recluster(
    db: sqlite3.Connection, events: Iterable[int], bans: Mapping[int, frozenset[int]]
) -> set[int]:
    """Clusters the components of these events anew; returns the clusters that changed.

    No cluster holds two claims of one article, two days that exclude each other, two places apart,
    or two claims that people say differ. Clusters are named by their smallest member, so the
    numbers of clusters that ceased to be are returned too.
    """
    occasions = Occasions(db)
    changed: set[int] = set()

    def name(num: int) -> str:
        return occasions[num].name

    def summary(num: int) -> Group:
        return Group.of(occasions[num])

    for members, links in components(db, KIND, events):
        judged = frozenset((x.a, x.b) for x in links if x.score > 1)
        join = partial(_joined, bans, judged)
        for group in gathered(members, links, name, summary, join):
            home = min(group)
            for num in group:
                before = db.execute("select cluster from event where num=?", (num,)).fetchone()[0]
                if before != home:
                    db.execute("update event set cluster=? where num=?", (home, num))
                    changed |= {home} | ({before} if before is not None else set())
    return changed


class Group(NamedTuple):
    """What must be known of claims joined so far: `told` maps articles to what their claim is
    alike (None: nothing), `when` are the days that all dated ones share."""

    nodes: Nodes
    told: Mapping[int, str | None]
    when: Stretch | None
    places: frozenset[frozenset[str]]

    @classmethod
    def of(cls, event: Occasion) -> "Group":
        """Of one claim."""
        where = [event.marks] if event.type in ENCOUNTERS and event.marks else []
        return cls(
            frozenset([event.num]), {event.article: likeness_key(event)}, event.when,
            frozenset(where),
        )  # fmt: skip


def _joined(
    bans: Mapping[int, Nodes], judged: frozenset[tuple[int, int]], a: Group, b: Group
) -> Group | None:
    """Two groups as one; None when they hold two claims of one article (unless told alike), days
    that exclude each other, places apart, or claims that people hold apart."""
    if bans and any(bans.get(x, frozenset()) & b.nodes for x in a.nodes):
        return None
    when = a.when or b.when
    if a.when and b.when:
        when = max(a.when[0], b.when[0]), min(a.when[1], b.when[1])
    forced = any(
        (x in a.nodes and y in b.nodes) or (y in a.nodes and x in b.nodes) for x, y in judged
    )
    if not forced and (
        (when is not None and when[0] > when[1])
        or any(a.told[n] is None or a.told[n] != b.told[n] for n in a.told.keys() & b.told.keys())
        or any(relation(x, y) == "apart" for x in a.places for y in b.places)
    ):
        return None
    if a.when and b.when and when is not None and when[0] > when[1]:
        when = min(a.when, b.when)
    told = {**a.told, **b.told}
    told.update((n, None) for n in a.told.keys() & b.told.keys() if a.told[n] != b.told[n])
    return Group(a.nodes | b.nodes, told, when, a.places | b.places)


def anchor_of(db: sqlite3.Connection, table: str, num: int) -> str:
    """The anchor of a row: its name that doesn't depend on the order of arrival."""
    return str(db.execute(f"select anchor from {table} where num=?", (num,)).fetchone()[0])
