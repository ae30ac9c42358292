"""Which event claims are one event: candidates from an index, links, clusters."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from graph_builder.resolution.anchors import key64
from graph_builder.resolution.blocks import block_keys
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
    Occasion,
    Part,
    likeness_key,
    same_occasion,
    told_twice,
)
from graph_builder.resolution.places import relation
from graph_builder.resolution.processes import Crew, chunked

KIND = "event"
HELD = 100_000  # claims held in memory, some 3 kB each
PIECE = 250  # claims that are compared with others in one piece of work


_ROW = (
    "select e.num, e.anchor, e.article, e.type, e.parts, e.low, e.high, a.low, a.high, e.status, "
    "e.places, e.stems, e.rivals, a.copied * a.origin from event e join article a "
    "on a.num = e.article"
)


class Occasions:
    """Reads event claims from the tables, with what their participants are in the graph."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._parts: dict[tuple[int, str], Part] = {}
        self._cache: dict[int, Occasion] = {}

    def __getitem__(self, num: int) -> Occasion:
        made = self._cache.get(num)
        if made is None:
            made = self._made(self._db.execute(f"{_ROW} where e.num=?", (num,)).fetchone())
            self._cache[num] = made
        return made

    def make_room(self) -> None:
        """Forgets claims when many are held; to be called between pieces of work."""
        if len(self._cache) > HELD:
            self._cache.clear()

    def _made(self, row: tuple[Any, ...]) -> Occasion:
        num, name, article, type_, parts, low, high, first, last, status, places, stems, *rest = row
        return Occasion(
            num, name, article, type_,
            tuple([self._part(facet, role) for facet, role in json.loads(parts)]),
            None if low is None else (low, high), None if first is None else (first, last), status,
            frozenset(places.split("\t")) - _NOWHERE, frozenset(stems.split()), *rest,
        )  # fmt: skip

    def _part(self, facet: int, role: str) -> Part:
        found = self._parts.get((facet, role))
        if found is None:
            entity, side, kind, type_ = self._db.execute(
                "select entity, side, kind, type from facet where num=?", (facet,)
            ).fetchone()
            actor = -1 if kind == "L" and entity == facet else entity
            found = self._parts[facet, role] = Part(actor, side or "", role, type_ == "person")
        return found


_NOWHERE = frozenset([""])


# ---- the index ----------------------------------------------------------------------------------


def index(db: sqlite3.Connection, occasions: Occasions, events: Iterable[int]) -> None:
    """Writes the keys under which events are found, and for now those under which they look."""
    db.execute("delete from seek")
    for chunk in chunked(events, PIECE):
        occasions.make_room()
        keys = [(num, *block_keys(occasions[num])) for num in chunk]
        db.executemany(
            "insert or ignore into event_key values(?,?)",
            [(key, num) for num, kept, _ in keys for key in kept],
        )
        db.executemany(
            "insert or ignore into seek values(?,?)",
            [(num, key) for num, _, looked in keys for key in sorted(looked)],
        )


def candidates(db: sqlite3.Connection, event: int) -> list[int]:
    """Other events that may be this one, of those that `index` was told of; in order."""
    rows = db.execute(
        "select distinct k.event from seek s cross join event_key k on k.key = s.key "
        "where s.event=?1 and k.event<>?1 order by 1", (event,),
    )  # fmt: skip
    return [other for (other,) in rows]


# ---- links and clusters -------------------------------------------------------------------------


def relink(
    db: sqlite3.Connection, events: Iterable[int], occasions: Occasions, crew: Crew
) -> set[int]:
    """Finds the links of events anew; returns every event whose links changed.

    Of claims that are alike in all that counts only the first (by anchor) is compared with others;
    the rest are linked to it. So what a thousand articles tell costs a thousand links, not a
    million.
    """
    likes = _Likes(db, occasions)
    nums = likes.note(set(events))
    affected = nums | drop_links(db, KIND, nums)
    db.executemany("delete from event_key where event=?", [(num,) for num in nums])
    firsts: list[int] = []
    alike: list[Link] = []
    for num in sorted(nums):
        first = likes.first(num)
        if first == num:
            firsts.append(num)
        else:
            alike.append(Link(num, first, 0.995, "told alike"))
    put_links(db, KIND, alike)
    affected.update(link.b for link in alike)
    index(db, occasions, firsts)
    pieces = _pieces(db, occasions, firsts)
    for links, doubts in crew.each(compared, pieces):
        put_links(db, KIND, links)
        affected.update(link.b for link in links)
        db.executemany(
            "insert or replace into doubt values('event',?,?,?,?)",
            [(min(d.a, d.b), max(d.a, d.b), d.score, d.rule) for d in doubts],
        )
    return affected


class _Likes:
    """Which claims are alike, and which of them is the first."""

    def __init__(self, db: sqlite3.Connection, occasions: Occasions) -> None:
        self._db = db
        self._occasions = occasions
        self._same: dict[int, int | None] = {}
        self._first: dict[int, int] = {}

    def note(self, nums: set[int]) -> set[int]:
        """Notes what each event is alike; adds those whose first like came, went or changed."""
        db = self._db
        lost = {s for (s,) in db.execute("select key from bereft")}
        db.execute("delete from bereft")
        changed = []
        for num in sorted(nums):
            self._occasions.make_room()
            text = likeness_key(self._occasions[num])
            same = self._same[num] = None if text is None else key64(text)
            before = db.execute("select same from event where num=?", (num,)).fetchone()[0]
            if before != same:
                changed.append((same, num))
                lost |= {before} - {None}
        db.executemany("update event set same=? where num=?", changed)
        gained = {same for num, same in self._same.items() if same and self.first(num) == num}
        reached = set(nums)
        for same in gained | lost:
            found = [n for (n,) in db.execute("select num from event where same=?", (same,))]
            reached.update(found)
            self._same.update(dict.fromkeys(found, same))
        return reached

    def first(self, num: int) -> int:
        """The first (by anchor) of the claims that are alike this one; itself, if none is."""
        same = self._same[num]
        if same is None:
            return num
        if same not in self._first:
            query = "select num from event where same=? order by anchor limit 1"
            self._first[same] = int(self._db.execute(query, (same,)).fetchone()[0])
        return self._first[same]


Piece = tuple[list[Occasion], list[tuple[int, list[int]]]]


def _pieces(db: sqlite3.Connection, occasions: Occasions, firsts: Sequence[int]) -> Iterator[Piece]:
    """What is to be compared with what, a bit at a time: claims, and for each of some of them the
    others.

    In order of time, so that neighbouring pieces are about the same claims.
    """
    fresh = set(firsts)
    when = {
        num: (low or 0)
        for num, low in db.execute(
            "select e.num, coalesce(e.low, a.low) from event e join article a on a.num=e.article"
        )
        if num in fresh
    } if len(fresh) > PIECE else {}  # fmt: skip
    for chunk in chunked(sorted(firsts, key=lambda num: (when.get(num, 0), num)), PIECE):
        occasions.make_room()
        wanted = []
        for num in chunk:
            others = [n for n in candidates(db, num) if n > num or n not in fresh]
            if others:
                wanted.append((num, others))
        named = {num for first, others in wanted for num in (first, *others)}
        yield [occasions[num] for num in sorted(named)], wanted


def compared(piece: Piece) -> tuple[list[Link], list[Link]]:
    """Links and doubts between the claims of a piece."""
    events = {event.num: event for event in piece[0]}
    links: list[Link] = []
    doubts: list[Link] = []
    for num, others in piece[1]:
        event = events[num]
        for other in others:
            decision = same_occasion(event, events[other])
            if decision is not None and decision.score >= DOUBT:
                link = Link(num, other, round(decision.score, 4), decision.rule)
                (links if decision.score >= BAR else doubts).append(link)
    return links, doubts


def recluster(
    db: sqlite3.Connection,
    events: Iterable[int],
    bans: Mapping[int, frozenset[int]],
    occasions: Occasions,
) -> set[int]:
    """Clusters the components of these events anew; returns the clusters that changed.

    No cluster holds two claims of one article, two days that exclude each other, two places apart,
    or two claims that people say differ. Clusters are named by their smallest member, so the
    numbers of clusters that ceased to be are returned too.
    """
    changed: set[int] = set()

    def name(num: int) -> str:
        return occasions[num].name

    def summary(num: int) -> Group:
        return Group.of(occasions[num])

    for members, links in components(db, KIND, events):
        occasions.make_room()
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
    """What must be known of claims joined so far: `told` are those of each article, `when` the days
    that all dated ones share."""

    nodes: Nodes
    told: Mapping[int, tuple[Occasion, ...]]
    when: Stretch | None
    places: frozenset[frozenset[str]]

    @classmethod
    def of(cls, event: Occasion) -> "Group":
        """Of one claim."""
        where = [event.marks] if event.type in ENCOUNTERS and event.marks else []
        nodes = frozenset([event.num])
        return cls(nodes, {event.article: (event,)}, event.when, frozenset(where))


def _joined(
    bans: Mapping[int, Nodes], judged: frozenset[tuple[int, int]], a: Group, b: Group
) -> Group | None:
    """Two groups as one; None when they hold two claims of one article (unless it tells one
    occasion twice), days that exclude each other, places apart, or claims that people hold apart.
    """
    if bans and any(bans.get(x, frozenset()) & b.nodes for x in a.nodes):
        return None
    when = a.when or b.when
    if a.when and b.when:
        when = max(a.when[0], b.when[0]), min(a.when[1], b.when[1])
    forced = any(
        (x in a.nodes and y in b.nodes) or (y in a.nodes and x in b.nodes) for x, y in judged
    )
    both = a.told.keys() & b.told.keys()
    if not forced and (
        (when is not None and when[0] > when[1])
        or not all(told_twice(x, y) for n in both for x in a.told[n] for y in b.told[n])
        or any(relation(x, y) == "apart" for x in a.places for y in b.places)
    ):
        return None
    if a.when and b.when and when is not None and when[0] > when[1]:
        when = min(a.when, b.when)
    told = {**a.told, **b.told, **{n: (*a.told[n], *b.told[n]) for n in both}}
    return Group(a.nodes | b.nodes, told, when, a.places | b.places)


def anchor_of(db: sqlite3.Connection, table: str, num: int) -> str:
    """The anchor of a row: its name that doesn't depend on the order of arrival."""
    return str(db.execute(f"select anchor from {table} where num=?", (num,)).fetchone()[0])
