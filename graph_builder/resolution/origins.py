"""Near-copies: articles that are one text, reprinted or rewritten, have one origin.

Reprints share runs of three words, rewritten stories only their words and quotes. Sets are compared
through bottom-k sketches (A. Broder, "On the resemblance and containment of documents", 1997): the
k smallest hashes of a set; candidates meet in MinHash bands. Two articles have one origin when
their three-word runs resemble each other by `REPRINT` or more, or when they share at least two
quotes' wordings, appeared within `WEEKS` weeks and their vocabularies resemble each other by
`REWRITE` or more. On the articles the rules were developed on, independent stories about one
occasion stay below 0.25. (The library datasketch does the same and brings scipy, 110 MB; numpy is
here anyway.)
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph_builder.ontology import name_key
from graph_builder.resolution.clusters import (
    Link,
    apart,
    components,
    drop_links,
    gathered,
    put_links,
)
from graph_builder.resolution.names import words
from graph_builder.resolution.sentences import stem

KIND = "article"
REPRINT = 0.4
REWRITE = 0.3
WEEKS = 3
K = 96
HELD = 5000  # sketches held in memory, some 16 kB each
BANDS = 24  # of two hashes each, of which candidates share two: of copies that resemble each other
# by 0.4 that finds 91 in 100, by 0.5 99, and of texts that do by 0.05 less than 1 in 500

Sketch = tuple[int, ...]
Hashes = frozenset[int]


def sketch(text: str) -> tuple[Sketch, Sketch, tuple[int, ...]]:
    """The sketches of a text: of its runs of three words, and of its telling words; its bands."""
    tokens = name_key(text).split() or [""]
    hashes = np.array([crc32(t.encode()) for t in tokens], dtype=np.uint64)
    runs = np.unique(_mixed(hashes[:-2], hashes[1:-1], hashes[2:]) if len(tokens) > 2 else hashes)
    empty = words("sentences", "empty")
    vocabulary = {crc32(stem(t).encode()) for t in set(tokens) if t not in empty and len(t) > 2}
    told = np.unique(_mixed(np.array(sorted(vocabulary), dtype=np.uint64)))
    return tuple(runs[:K].tolist()), tuple(told[:K].tolist()), _bands(runs)


def _mixed(*columns: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes of tuples of 32-bit hashes, spread over 63 bits (multiplicative hashing)."""
    total = np.zeros_like(columns[0])
    for column, factor in zip(columns, _FACTORS, strict=False):
        total = (total ^ column) * factor
        total ^= total >> np.uint64(29)
    return total >> np.uint64(1)


_FACTORS = tuple(np.uint64(f) for f in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def _bands(values: NDArray[np.uint64]) -> tuple[int, ...]:
    """Keys that texts share the more likely, the more their sets resemble: MinHash in bands of two.

    Multiply-shift hashing: M. Dietzfelbinger et al., "A reliable randomized algorithm for the
    closest-pair problem", 1997.
    """
    factors, terms = _permutations()
    lowest = ((values[None, :] * factors[:, None] + terms[:, None]) >> np.uint64(1)).min(axis=1)
    pairs = lowest.reshape(BANDS, 2)
    keys = _mixed(np.arange(BANDS, dtype=np.uint64), pairs[:, 0], pairs[:, 1])
    return tuple(keys.tolist())


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    rng = np.random.default_rng(0)
    shape = 2 * BANDS
    factors = rng.integers(1, 1 << 62, shape, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, rng.integers(1, 1 << 62, shape, dtype=np.uint64)


def resemblance(a: Hashes, b: Hashes) -> float:
    """The estimated Jaccard coefficient of two sets from their sketches."""
    common = len(a & b)
    size = min(K, len(a) + len(b) - common)
    if common < REWRITE * size:
        return common / size if size else 0.0  # an upper bound, and too low for any rule
    return len((a & b).intersection(sorted(a | b)[:K])) / size


class Sketches(NamedTuple):
    """What is kept of a text: its sketches as `sketch_of` reads them, and the keys of its bands."""

    body: bytes
    bands: tuple[int, ...]


def sketches(text: str) -> Sketches:
    """What is kept of a text."""
    runs, vocabulary, bands = sketch(text)
    sizes = (len(runs), len(vocabulary))
    return Sketches(array("q", [*sizes, *runs, *vocabulary, *bands]).tobytes(), bands)


class _Kept:
    """The sketches of articles, read once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[int, tuple[Hashes, Hashes]] = {}

    def __getitem__(self, article: int) -> tuple[Hashes, Hashes]:
        """The hashes of an article's runs, and of its vocabulary."""
        if article not in self._known:
            if len(self._known) >= HELD:
                self._known.clear()
            body = _body(self._db, article)
            runs, vocabulary = 2 + body[0], 2 + body[0] + body[1]
            self._known[article] = frozenset(body[2:runs]), frozenset(body[runs:vocabulary])
        return self._known[article]


def _body(db: sqlite3.Connection, article: int) -> "array[int]":
    row = db.execute("select hashes from sketch where article=?", (article,)).fetchone()
    return array("q", row[0])


def bands_of(db: sqlite3.Connection, article: int) -> "array[int]":
    """The keys under which an article is found."""
    body = _body(db, article)
    return body[2 + body[0] + body[1] :]


def relink(db: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    """Finds the near-copies of articles anew; returns every article whose links changed.

    Statements must have been linked before.
    """
    nums = sorted(articles)
    affected = set(nums) | drop_links(db, KIND, nums)
    kept = _Kept(db)
    links = []
    for num in nums:
        found = _sharing(db, bands_of(db, num)) - {num}
        quoting = {other for other in _quoting(db, num) if _near(db, num, other)}
        for other in sorted(found | quoting):
            (runs, vocabulary), (its_runs, its_vocabulary) = kept[num], kept[other]
            score, rule = resemblance(runs, its_runs) if other in found else 0.0, "reprint"
            if score < REPRINT:
                if other not in quoting:
                    continue
                score, rule = resemblance(vocabulary, its_vocabulary), "rewritten"
                if score < REWRITE:
                    continue
            links.append(Link(num, other, round(score, 4), rule))
    put_links(db, KIND, links)
    return affected | {link.b for link in links}


def _sharing(db: sqlite3.Connection, bands: Iterable[int]) -> set[int]:
    """The articles that have two or more of these bands: one alone is shared by chance, with the
    more articles the more there are."""
    rows = db.execute(
        "select b.article from json_each(?) j cross join band b on b.key = j.value "
        "group by 1 having count(*) > 1", (json.dumps(list(set(bands))),),
    )  # fmt: skip
    return {other for (other,) in rows}


def _quoting(db: sqlite3.Connection, article: int) -> set[int]:
    """Articles that share wordings of at least two of this article's statements."""
    rows = db.execute(
        "select o.article, count(distinct s.num) from statement s "
        "cross join link l on l.kind='statement' and l.a = s.num "
        "cross join statement o on o.num = l.b "
        "where s.article=? and o.article<>? group by o.article", (article, article),
    )  # fmt: skip
    return {other for other, n in rows if n >= 2}


def _near(db: sqlite3.Connection, a: int, b: int) -> bool:
    rows = [
        db.execute("select low, high from article where num=?", (n,)).fetchone() for n in (a, b)
    ]
    if None in rows[0] or None in rows[1]:
        return False
    days: int = max(rows[0][0] - rows[1][1], rows[1][0] - rows[0][1], 0)
    return days <= 7 * WEEKS


def _one(num: int) -> frozenset[int]:
    return frozenset([num])


def recluster(db: sqlite3.Connection, articles: Iterable[int]) -> tuple[set[int], set[int]]:
    """Gives each article its origin, named by a row number.

    Returns the articles whose origin changed, and those that have or lack copies otherwise.
    """
    moved: set[int] = set()
    turned: set[int] = set()

    def name(num: int) -> str:
        return str(db.execute("select id from article where num=?", (num,)).fetchone()[0])

    for members, links in components(db, KIND, articles):
        for group in gathered(members, links, name, _one, apart({})):
            home, copied = min(group, key=name), int(len(group) > 1)
            for num in group:
                query = "select origin, copied from article where num=?"
                before, known = db.execute(query, (num,)).fetchone()
                if (before, known) != (home, copied):
                    db.execute(
                        "update article set origin=?, copied=? where num=?", (home, copied, num)
                    )
                    (turned if before == home else moved).add(num)
    return moved, turned
