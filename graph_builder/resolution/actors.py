"""Which facets are one actor.

Strong facets (full names, countries, organizations) are joined by links; weak ones (a surname,
initials, an office) are then attached to the one strong actor that they fit, or kept apart. Fuzzy
likeness only proposes; every join has a rule's name.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from graph_builder.resolution.clusters import (
    Link,
    Nodes,
    components,
    drop_links,
    gathered,
    put_links,
)
from graph_builder.resolution.facets import STRONG, weak_keys
from graph_builder.resolution.names import close_spelling, drops_middle, fold, same_spelling
from graph_builder.resolution.weak import attach

KIND = "facet"


@dataclass(frozen=True, slots=True)
class Row:
    """A facet as stored."""

    num: int
    key: str
    kind: str
    type: str
    name: str
    polity: str
    office: str
    n: int


def facet_rows(db: sqlite3.Connection, nums: Iterable[int]) -> dict[int, Row]:
    """The stored facets with these numbers."""
    rows = db.execute(
        "select f.num, f.key, f.kind, f.type, f.name, f.polity, f.office, f.n from json_each(?) j "
        "cross join facet f on f.num = j.value", (json.dumps(list(nums)),),
    )  # fmt: skip
    return {row[0]: Row(*row) for row in rows}


def support(n: int) -> float:
    """0 … 1, growing with the number of articles behind a facet: the better known wins ties."""
    return 1 - 1 / (1 + n)


class ActorLinks:
    """Finds links between strong facets. `pairs` are the human verdicts on pairs of anchors."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def links(self, row: Row) -> tuple[list[Link], list[Link]]:
        """(links, doubts) of a facet to others; doubts are for people to decide."""
        found: list[Link] = []
        doubts: list[Link] = []
        for other in self._candidates(row):
            link = self._compare(row, other)
            if link is not None:
                (found if link.score >= 0.8 else doubts).append(link)
        return found, doubts

    def _candidates(self, row: Row) -> list[Row]:
        if row.kind == "C":
            keys = [f"C|{row.name}"]
        elif row.kind == "O":
            keys = [f"O|{row.name}"]
        else:
            query = (
                "select key from facet_key where facet=? and substr(key, 1, 1) in ('=', '~', 'T')"
            )
            keys = [k for (k,) in self._db.execute(query, (row.num,))]
        nums: set[int] = set()
        for key in keys:
            nums.update(
                n for (n,) in self._db.execute("select facet from facet_key where key=?", (key,))
            )
        nums.discard(row.num)
        return list(facet_rows(self._db, sorted(nums)).values())

    def _compare(self, a: Row, b: Row) -> Link | None:
        if a.kind != b.kind:
            return None
        if a.kind == "C":
            return Link(a.num, b.num, 1.0, "same polity")
        polities = {a.polity, b.polity} - {""}
        if a.kind == "O":
            if len(polities) > 1:
                return None
            return Link(a.num, b.num, 0.9 + 0.05 * support(min(a.n, b.n)), "same organization")
        return self._persons(a, b, len(polities))

    def _persons(  # noqa: PLR0911 - one rule, one return
        self, a: Row, b: Row, polities: int
    ) -> Link | None:
        known = support(min(a.n, b.n))
        agree = a.polity == b.polity and a.polity != ""
        if a.name == b.name:
            if polities < 2:
                score = 0.99 if a.polity == b.polity else 0.95 + 0.03 * known
                return Link(a.num, b.num, score, "same name")
            if self._same_company(a, b):
                return Link(a.num, b.num, 0.85, "same name, same company, another polity")
            return Link(a.num, b.num, 0.6, "same name, another polity")
        if same_spelling(a.name, b.name):
            if agree:
                return Link(a.num, b.num, 0.93 + 0.02 * known, "spelling of one name, same polity")
            if polities < 2 and len(a.name) >= 8:
                return Link(a.num, b.num, 0.9 + 0.02 * known, "spelling of one name")
            return Link(a.num, b.num, 0.6, "spelling of one name, another polity")
        if drops_middle(a.name, b.name):
            if agree and self._offices(a.num) & self._offices(b.num):
                return Link(a.num, b.num, 0.87, "a middle name left out, same office")
            if polities < 2 and not _syllables(a.name, b.name):
                return Link(a.num, b.num, 0.65, "a middle name left out")
            return None
        if close_spelling(a.name, b.name) and agree:
            if self._offices(a.num) & self._offices(b.num):
                return Link(a.num, b.num, 0.85, "one letter off, same office")
            return Link(a.num, b.num, 0.6, "one letter off, same polity")
        return None

    def _offices(self, facet: int) -> set[str]:
        query = "select stat from facet_stat where facet=? and substr(stat, 1, 1) in ('o', 'p')"
        return {stat[2:] for (stat,) in self._db.execute(query, (facet,))}

    def _same_company(self, a: Row, b: Row) -> bool:
        """Whether articles of both name a third person too, and one names the other's polity.

        So one outlet's slip ("his predecessor", said of another country's) doesn't make two people.
        """
        small, large = sorted((a, b), key=lambda r: (r.n, r.key))
        third = self._db.execute(
            "select 1 from actor x join actor y on y.article = x.article "
            "join facet f on f.num = y.facet join actor z on z.facet = y.facet "
            "join actor w on w.article = z.article and w.facet = ? "
            "where x.facet = ? and f.kind = 'P' and f.name <> ? limit 1",
            (large.num, small.num, small.name),
        ).fetchone()
        if not third:
            return False
        query = (
            "select 1 from actor x join actor y on y.article = x.article "
            "join facet f on f.num = y.facet where x.facet=? and f.polity=? and f.kind='C' limit 1"
        )
        return any(
            self._db.execute(query, (x.num, y.polity)).fetchone()
            for x, y in ((small, large), (large, small))
        )


def _syllables(a: str, b: str) -> bool:
    """Whether the word left out is short, as the syllables of Korean and Chinese names are."""
    left = set(a.split()) ^ set(b.split())
    return max((len(fold(t)) for t in left), default=0) <= 5


def relink(db: sqlite3.Connection, facets: Iterable[int]) -> set[int]:
    """Links new or changed strong facets anew; returns all facets whose links changed."""
    rows = facet_rows(db, sorted(facets))
    affected = set(rows)
    affected |= drop_links(db, KIND, rows)
    finder = ActorLinks(db)
    for row in rows.values():
        if row.kind not in STRONG:
            continue
        links, doubts = finder.links(row)
        put_links(db, KIND, links)
        affected.update(link.b for link in links)
        for doubt in doubts:
            low, high = sorted((doubt.a, doubt.b))
            db.execute("insert or replace into doubt values(?,?,?,?,?)",
                       (KIND, low, high, doubt.score, doubt.rule))  # fmt: skip
    return affected


def recluster(
    db: sqlite3.Connection, facets: Iterable[int], bans: Mapping[int, frozenset[int]]
) -> tuple[set[int], set[int]]:
    """Joins strong facets anew where links changed.

    Returns the facets whose cluster changed, and all that share a component with one of them.

    `bans` maps a facet to those that people say are someone else.
    """
    moved: set[int] = set()
    near: set[int] = set()
    strong = [n for n, r in facet_rows(db, sorted(facets)).items() if r.kind in STRONG]
    for members, links in components(db, KIND, strong):
        rows = facet_rows(db, members)

        linked = {(link.a, link.b) for link in links}
        join = partial(_joined, rows, linked, bans)
        keys = {num: row.key for num, row in rows.items()}
        for group in gathered(members, links, keys.__getitem__, _alone, join):
            home = min(group)
            for num in group:
                before = db.execute("select cluster from facet where num=?", (num,)).fetchone()[0]
                if before != home:
                    db.execute("update facet set cluster=? where num=?", (home, num))
                    moved.add(num)
                    near.update(members)
    return moved, near


def _alone(num: int) -> Nodes:
    return frozenset([num])


def _joined(
    rows: Mapping[int, Row],
    linked: set[tuple[int, int]],
    bans: Mapping[int, Nodes],
    a: Nodes,
    b: Nodes,
) -> Nodes | None:
    """Two groups of facets as one; None for persons of different polities that no link joins, and
    for those whom people hold apart."""
    if bans and any(bans.get(x, frozenset()) & b for x in a):
        return None
    divided = any(
        rows[x].polity != rows[y].polity
        and rows[x].polity != ""
        and rows[y].polity != ""
        and rows[x].kind == rows[y].kind == "P"
        and (min(x, y), max(x, y)) not in linked
        for x in a
        for y in b
    )
    return None if divided else a | b


def settle(
    db: sqlite3.Connection, changed: set[int], moved: set[int], touched: set[int]
) -> tuple[set[int], set[int]]:
    """Gives each facet its actor (`entity`); returns the facets that changed and their old actors.

    `changed` are facets that are new or whose names, offices or months changed, `moved` strong ones
    whose cluster did, `touched` all whose articles did. Weak facets among them, or that could be
    one of the first two, are looked at again.
    """
    rows = facet_rows(db, sorted(changed | moved))
    weak = {n for n, r in facet_rows(db, sorted(touched)).items() if r.kind not in STRONG}
    weak |= {n for n, r in rows.items() if r.kind not in STRONG}
    keys: set[str] = set()
    whole = set(rows) | weak
    for num in rows:
        for (cluster,) in db.execute("select cluster from facet where num=?", (num,)):
            whole.update(
                n for (n,) in db.execute("select num from facet where cluster=?", (cluster,))
            )
    for num in whole:
        for (key,) in db.execute("select key from facet_key where facet=?", (num,)):
            keys.update(weak_keys(key))
    for key in sorted(keys):
        weak.update(n for (n,) in db.execute("select facet from facet_key where key=?", (key,)))
    homes: dict[int, int] = {}
    for num in moved:
        row = db.execute("select cluster from facet where num=?", (num,)).fetchone()
        homes[num] = row[0]
    homes.update(attach(db, sorted(weak)))
    shifted: set[int] = set()
    left: set[int] = set()
    for num, entity in sorted(homes.items()):
        before = db.execute("select entity from facet where num=?", (num,)).fetchone()
        if before and before[0] != entity:
            db.execute("update facet set entity=? where num=?", (entity, num))
            shifted.add(num)
            left |= {before[0]} - {None}
    return shifted, left


def judged_apart(db: sqlite3.Connection, facets: Iterable[int]) -> set[int]:
    """Those of the facets that stand alone because a judgement speaks of them."""
    query = "select 1 from facet where num=? and instr(key, '|j:') > 0"
    return {num for num in facets if db.execute(query, (num,)).fetchone()}


def sides(db: sqlite3.Connection, facets: Iterable[int]) -> set[int]:
    """Gives facets the polity that they stand for; returns those that changed.

    Institutions stand for their own. A person stands for the polity that most articles name.
    """
    query = "select distinct entity from facet where num=?"
    entities = {e for num in facets for (e,) in db.execute(query, (num,))}
    changed: set[int] = set()
    for entity in sorted(e for e in entities if e is not None):
        rows = db.execute(
            "select num, kind, polity, n, side from facet where entity=?", (entity,)
        ).fetchall()
        votes: dict[str, int] = defaultdict(int)
        for _, _, polity, n, _ in rows:
            votes[polity] += n
        votes.pop("", None)
        most = min(votes, key=lambda p: (-votes[p], p)) if votes else ""
        for num, kind, polity, _, before in rows:
            side = polity if kind in "CO" else most
            if side != before:
                db.execute("update facet set side=? where num=?", (side, num))
                changed.add(num)
    return changed


def bans_and_joins(
    db: sqlite3.Connection, pairs: Iterable[tuple[str, str, str]], table: str, column: str
) -> tuple[dict[int, frozenset[int]], list[Link]]:
    """Human verdicts (verdict, left anchor, right anchor) as bans and links between rows.

    `column` of `table` is the node that an anchor stands for ("facet" of "actor", "num" of
    "event" …); anchors that aren't there now have no effect.
    """
    bans: dict[int, set[int]] = defaultdict(set)
    joins: list[Link] = []
    for verdict, left, right in pairs:
        nodes = [
            db.execute(f"select {column} from {table} where anchor=?", (anchor,)).fetchone()
            for anchor in (left, right)
        ]
        if None in nodes or nodes[0][0] == nodes[1][0]:
            continue
        a, b = nodes[0][0], nodes[1][0]
        if verdict == "different":
            bans[a].add(b)
            bans[b].add(a)
        elif verdict == "same":
            joins.append(Link(a, b, 2.0, "judged the same"))
    return {n: frozenset(others) for n, others in bans.items()}, joins
