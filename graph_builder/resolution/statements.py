"""Which statements are wordings of one: candidates by telling words, links, clusters."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from graph_builder.resolution.clusters import Link, components, drop_links, gathered, put_links
from graph_builder.resolution.events import anchor_of
from graph_builder.resolution.quotes import variant_score

KIND = "statement"
BAR = 0.8


def relink(db: sqlite3.Connection, statements: Iterable[int]) -> set[int]:
    """Finds the links of statements anew; returns every statement whose links changed.

    Linked are wordings of one speaker and one kind (direct or indirect) only.
    """
    nums = sorted(statements)
    affected = set(nums) | drop_links(db, KIND, nums)
    query = (
        "select s.num, s.words, s.kind, f.entity from statement s join actor a on a.num=s.speaker "
        "join facet f on f.num=a.facet where s.num=?"
    )
    others = (
        "select distinct s.num, s.words from statement_key k join statement_key o on o.key = k.key "
        "join statement s on s.num = o.statement join actor a on a.num = s.speaker "
        "join facet f on f.num = a.facet where k.statement=? and f.entity=? and s.num<>?"
    )
    links = []
    for num in nums:
        _, words, _, speaker = db.execute(query, (num,)).fetchone()
        for other, its in db.execute(others, (num, speaker, num)).fetchall():
            score = variant_score(words, its)
            if score >= BAR:
                links.append(Link(num, other, round(score, 4), "wording of one quote"))
    put_links(db, KIND, links)
    return affected | {link.b for link in links}


def recluster(
    db: sqlite3.Connection, statements: Iterable[int], bans: Mapping[int, frozenset[int]]
) -> set[int]:
    """Clusters the components of these statements anew; returns the clusters that changed."""
    changed: set[int] = set()

    def banned(a: Sequence[int], b: Sequence[int]) -> bool:
        return any(other in bans.get(x, frozenset()) for x in a for other in b)

    for members, links in components(db, KIND, statements):
        for group in gathered(members, links, lambda n: anchor_of(db, "statement", n), banned):
            home = min(group)
            for num in group:
                row = db.execute("select cluster from statement where num=?", (num,)).fetchone()
                if row[0] != home:
                    db.execute("update statement set cluster=? where num=?", (home, num))
                    changed |= {home} | ({row[0]} if row[0] is not None else set())
    return changed
