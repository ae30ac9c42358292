"""Actors known by a surname, by initials or by an office alone: whom of the graph they are.

A weak facet is attached to the one actor that it fits by name, polity, office and time. Where two
fit or none does it stays apart, together only with weak facets that say the same.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_builder.resolution.facets import STRONG
from graph_builder.resolution.names import fits_initials, fold, folded

NEAR_MONTHS = 6


@dataclass(slots=True)
class Candidate:
    """A strong actor as weak facets see it."""

    cluster: int
    names: set[str] = field(default_factory=set)
    polities: set[str] = field(default_factory=set)
    holds: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    months: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Weak:
    num: int
    key: str
    kind: str
    name: str
    polity: str
    office: str
    article: int | None


def _month(text: str) -> int | None:
    """A month as a number; None when the text is less sharp than a month."""
    return int(text[:4]) * 12 + int(text[5:7]) if len(text) == 7 else None


def attach(db: sqlite3.Connection, nums: Iterable[int]) -> dict[int, int]:
    """The actor of each weak facet: the number of a strong cluster, or of a weak facet."""
    cache: dict[int, Candidate] = {}
    homes: dict[int, int] = {}
    for num in nums:
        row = db.execute(
            "select num, key, kind, name, polity, office, article from facet where num=?", (num,)
        ).fetchone()
        if row is None or row[2] in STRONG:
            continue
        weak = _Weak(*row)
        found = _chosen(db, weak, cache)
        homes[num] = found if found is not None else _kin(db, weak, cache)
    return homes


def _chosen(db: sqlite3.Connection, weak: _Weak, cache: dict[int, Candidate]) -> int | None:
    judged = db.execute(
        "select f.cluster from link l join facet f on f.num = l.b where l.kind='facet' and l.a=? "
        "and l.score > 1 and f.cluster is not null order by f.key limit 1", (weak.num,),
    ).fetchone()  # fmt: skip
    if judged:
        return int(judged[0])
    if weak.kind == "L":
        return None
    banned = {
        row[0]
        for row in db.execute(
            "select f.cluster from doubt d join facet f on f.num = d.b "
            "where d.kind='ban' and d.a=?", (weak.num,),
        )
    }  # fmt: skip
    banned |= _beside(db, weak)
    fits = [c for c in _candidates(db, weak, cache) if c.cluster not in banned and _fits(weak, c)]
    if weak.kind == "S" and not weak.polity and not weak.office:
        fits = [c for c in fits if _in_company(db, weak, c)]
    if len(fits) > 1 and weak.office:
        post = f"{weak.polity}:{weak.office}"
        fits = [c for c in fits if post in c.holds | c.held] or fits
    if len(fits) > 1:
        fits = _nearest(weak, fits)
    return fits[0].cluster if len(fits) == 1 else None


def _beside(db: sqlite3.Connection, weak: _Weak) -> set[int]:
    """Strong actors that an article tells apart from the weak facet by naming both."""
    rows = db.execute(
        "select distinct f.cluster from actor a join actor b on b.article = a.article "
        "join facet f on f.num = b.facet where a.facet=? and f.kind='P'", (weak.num,),
    )  # fmt: skip
    return {cluster for (cluster,) in rows}


def _candidates(
    db: sqlite3.Connection, weak: _Weak, cache: dict[int, Candidate]
) -> list[Candidate]:
    if weak.kind == "D":
        key = f"o|{weak.polity}|{weak.office}"
    else:
        key = f"t|{fold(max(weak.name.split(), key=len))}"
    query = (
        "select distinct f.cluster from facet_key k join facet f on f.num = k.facet where k.key=?"
    )
    clusters = sorted(c for (c,) in db.execute(query, (key,)) if c is not None)
    return [_candidate(db, cluster, cache) for cluster in clusters]


def _candidate(db: sqlite3.Connection, cluster: int, cache: dict[int, Candidate]) -> Candidate:
    if cluster not in cache:
        made = Candidate(cluster)
        for num, name, polity in db.execute(
            "select num, name, polity from facet where cluster=?", (cluster,)
        ):
            made.names.add(name)
            made.polities |= {polity} - {""}
            for (stat,) in db.execute("select stat from facet_stat where facet=?", (num,)):
                if stat[0] == "m":
                    month = _month(stat[2:])
                    made.months |= {month} if month is not None else set()
                elif stat[0] in "op":
                    (made.holds if stat[0] == "o" else made.held).add(stat[2:])
        cache[cluster] = made
    return cache[cluster]


def _fits(weak: _Weak, candidate: Candidate) -> bool:
    if weak.kind == "D":
        post = f"{weak.polity}:{weak.office}"
        if weak.name == "past":
            return post in candidate.held
        month = _month(weak.key.split("|")[4])
        near = month is None or any(abs(month - m) <= NEAR_MONTHS for m in candidate.months)
        return post in candidate.holds and near
    if weak.polity and candidate.polities and weak.polity not in candidate.polities:
        return False
    if weak.kind == "I":
        return any(fits_initials(weak.name, name) for name in candidate.names)
    return any(fold(weak.name) in (fold(t) for t in name.split()) for name in candidate.names)


def _in_company(db: sqlite3.Connection, weak: _Weak, candidate: Candidate) -> bool:
    """Whether the weak facet's article names the candidate's country or organization."""
    named = {
        polity
        for (polity,) in db.execute(
            "select f.polity from actor a join facet f on f.num = a.facet "
            "where a.article=? and f.kind='C'", (weak.article,),
        )
    }  # fmt: skip
    return bool(named & candidate.polities)


def _nearest(weak: _Weak, fits: list[Candidate]) -> list[Candidate]:
    """Those in the news nearest to the weak facet's month, if others are a year further off."""
    text = weak.key.split("|j:")[0].rsplit("|", 1)[-1]
    month = _month(text) if text[4:5] == "-" else None
    if month is None:
        return fits
    far = [(min((abs(month - m) for m in c.months), default=10**6), c) for c in fits]
    best = min(distance for distance, _ in far)
    return [c for distance, c in far if distance < best + 12]


def _kin(db: sqlite3.Connection, weak: _Weak, cache: dict[int, Candidate]) -> int:
    """The number of the first unattached weak facet that says the same; at least its own.

    The same name (folded) and polity, or the same office of a polity in the same month.
    """
    if "|j:" in weak.key:
        return min(_judged_same(db, weak.num))
    if weak.kind == "L" or weak.article is not None:
        return weak.num
    if weak.kind == "D":
        query = "select num, name from facet where kind='D' and key=? order by num"
        rows = db.execute(query, (weak.key,)).fetchall()
        return min((num for num, _ in rows), default=weak.num)
    key = f"w|{fold(max(weak.name.split(), key=len))}"
    kin = []
    for other in db.execute(
        "select f.num, f.key, f.kind, f.name, f.polity, f.office, f.article from facet_key k "
        "join facet f on f.num = k.facet where k.key=?", (key,),
    ):  # fmt: skip
        peer = _Weak(*other)
        alike = (
            peer.kind == weak.kind
            and folded(peer.name) == folded(weak.name)
            and peer.polity == weak.polity
            and peer.article is None
            and "|j:" not in peer.key
        )
        if alike and (peer.num == weak.num or _chosen(db, peer, cache) is None):
            kin.append(peer.num)
    return min(kin, default=weak.num)


def _judged_same(db: sqlite3.Connection, num: int) -> set[int]:
    """The facet and all others that people's judgements tie it to."""
    seen, queue = {num}, [num]
    while queue:
        rows = db.execute(
            "select b from link where kind='facet' and a=? and score > 1", (queue.pop(),)
        )
        fresh = {other for (other,) in rows} - seen
        seen |= fresh
        queue.extend(fresh)
    return seen
