"""Which event claims are one event: candidates from an index, links, clusters."""

import json
import marshal
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from graph_builder.resolution.clusters import (
    Link,
    Nodes,
    components,
    drop_links,
    gathered,
    put_links,
    settled,
)
from graph_builder.resolution.event_claims import Occasions, occasion
from graph_builder.resolution.event_index import Description, Index, described
from graph_builder.resolution.intervals import Stretch
from graph_builder.resolution.occasions import (
    BAR,
    DOUBT,
    ENCOUNTERS,
    Occasion,
    same_occasion,
    told_twice,
)
from graph_builder.resolution.places import relation
from graph_builder.resolution.processes import Crew, chunked

KIND = "event"
PIECE = 250  # claims that are described, or compared with others, in one piece of work
READ = 5000  # claims that are read at once for clustering: most of a component stand close together


# ---- links and clusters -------------------------------------------------------------------------


def relink(
    db: sqlite3.Connection, events: Iterable[int], occasions: Occasions, crew: Crew
) -> set[int]:
    """Finds the links of events anew; returns every event whose links changed.

    Of claims that are alike in all that counts only the first (by anchor) is compared with others;
    the rest are linked to it. So what a thousand articles tell costs a thousand links, not a
    million.
    """
    likes, keys = _Likes(db), Index(db)
    nums = set(events)
    for batch in _described(occasions, nums, crew):
        keys.note(batch)
        likes.note([(num, same) for num, same, _, _ in batch])
        db.executemany(
            "update event set same=?, keys=? where num=?",
            [(same, kept, num) for num, same, kept, _ in batch],
        )
    more = likes.reached() - nums
    for batch in _described(occasions, more, crew):
        keys.note(batch)
    nums |= more
    affected = nums | drop_links(db, KIND, nums)
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
    keys.write(firsts)
    for links, doubts in crew.each(compared, _pieces(db, occasions, firsts, keys)):
        put_links(db, KIND, links)
        affected.update(link.b for link in links)
        db.executemany(
            "insert or replace into doubt values('event',?,?,?,?)",
            [(min(d.a, d.b), max(d.a, d.b), d.score, d.rule) for d in doubts],
        )
    return affected


def _described(
    occasions: Occasions, nums: Iterable[int], crew: Crew
) -> Iterator[list[Description]]:
    pieces = (marshal.dumps(occasions.claims(part)) for part in chunked(sorted(nums), PIECE))
    return crew.each(described, pieces)


class _Likes:
    """Which claims are alike, and which of them is the first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._same: dict[int, int | None] = {}
        self._first: dict[int, int] = {}
        self._lost = {s for (s,) in db.execute("select key from bereft")}
        db.execute("delete from bereft")

    def note(self, told: Sequence[tuple[int, int | None]]) -> None:
        """Notes what events are alike, before it is written."""
        before = dict(
            self._db.execute(
                "select e.num, e.same from json_each(?) j cross join event e on e.num = j.value",
                (json.dumps([num for num, _ in told]),),
            ).fetchall()
        )
        for num, same in told:
            self._same[num] = same
            if before[num] != same and before[num] is not None:
                self._lost.add(before[num])

    def reached(self) -> set[int]:
        """The events whose first like came, went or changed; to be asked when all is written."""
        gained = {same for num, same in self._same.items() if same and self.first(num) == num}
        reached: set[int] = set()
        for same in gained | self._lost:
            query = "select num from event where same=?"
            found = [n for (n,) in self._db.execute(query, (same,))]
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


def _pieces(
    db: sqlite3.Connection, occasions: Occasions, firsts: Sequence[int], keys: Index
) -> Iterator[bytes]:
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
        wanted = [(num, others) for num, others in keys.candidates(chunk).items() if others]
        named = {num for first, others in wanted for num in (first, *others)}
        yield marshal.dumps((occasions.claims(named), wanted))


def compared(piece: bytes) -> tuple[list[Link], list[Link]]:
    """Links and doubts between the claims of a piece."""
    claims, wanted = marshal.loads(piece)
    events = {claim[0]: occasion(claim) for claim in claims}
    links: list[Link] = []
    doubts: list[Link] = []
    for num, others in wanted:
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
    return settled(db, "event", _groups(db, events, bans, occasions))


def _groups(
    db: sqlite3.Connection,
    events: Iterable[int],
    bans: Mapping[int, frozenset[int]],
    occasions: Occasions,
) -> Iterator[list[int]]:
    def name(num: int) -> str:
        return str(occasions.claim(num)[1])

    def summary(num: int) -> Group:
        return Group.of(occasions[num])

    for members, links in components(db, KIND, _held(occasions, events)):
        judged = frozenset((x.a, x.b) for x in links if x.score > 1)
        yield from gathered(members, links, name, summary, partial(_joined, bans, judged))


def _held(occasions: Occasions, events: Iterable[int]) -> Iterator[int]:
    """The events in order, read before they are asked for."""
    for chunk in chunked(sorted(events), READ):
        occasions.claims(chunk)
        yield from chunk


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
