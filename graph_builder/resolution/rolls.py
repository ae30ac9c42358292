"""Rolls of hubs: which rows of articles are the members of an actor, or the claims of a tenure.

A country has as many members as there are articles, so a roll is never written whole: each row
knows the thing on whose roll it is, and an update notes who came and who went.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph_builder.merged import ClaimRef

Hub = Literal["actor", "tenure"]

# Rows of a cluster that are on no roll or another one; each part is one look-up in an index.
_STRAY = {
    "actor": "select m.num, m.thing, m.article, t.id, m.cid from facet f join actor m "
    "on m.facet=f.num join article t on t.num=m.article where f.entity=?1 and m.thing",
    "tenure": "select m.num, m.thing, m.article, t.id, m.cid from tenure m join article t "
    "on t.num=m.article where m.cluster=?1 and m.thing",
}


@dataclass(slots=True)
class Movement:
    """Who came onto a roll and who left it in an update; one may do both."""

    came: dict[ClaimRef, int] = field(default_factory=dict)
    left: set[ClaimRef] = field(default_factory=set)

    @property
    def gained(self) -> list[ClaimRef]:
        """Who is on the roll now and wasn't, sorted."""
        return sorted(self.came.keys() - self.left)

    @property
    def lost(self) -> list[ClaimRef]:
        """Who was on the roll and isn't now, sorted."""
        return sorted(self.left - self.came.keys())

    @property
    def articles(self) -> set[str]:
        """The articles of all who moved."""
        return {ref.article for ref in (*self.came, *self.left)}


class Rolls:
    """The rolls of a state, and how an update moves them."""

    def __init__(self, db: sqlite3.Connection, struck: Mapping[int, set[ClaimRef]]) -> None:
        """`struck` are those who went with their articles, by the number of their thing."""
        self._db = db
        self._moved: dict[int, Movement] = defaultdict(Movement)
        for thing, refs in struck.items():
            self._moved[thing].left |= refs

    def call(self, hub: Hub, cluster: str, thing: int) -> None:
        """Puts all rows of a cluster on the roll of a thing, and takes them off any other."""
        stray = _STRAY[hub]
        query = f"{stray} is null union all {stray} < ?2 union all {stray} > ?2"
        key: int | str = int(cluster) if hub == "actor" else cluster
        rows = self._db.execute(query, (key, thing)).fetchall()
        came = self._moved[thing].came
        for _, before, article, id_, cid in rows:
            ref = ClaimRef(id_, cid)
            came[ref] = article
            if before is not None:
                self._moved[before].left.add(ref)
        self._db.executemany(
            f"update {hub} set thing={thing} where num=?", ((row[0],) for row in rows)
        )

    def forget(self, thing: int) -> None:
        """Lets go of what is known of a roll that has been written."""
        self._moved.pop(thing, None)

    def movement(self, thing: int) -> Movement:
        """What an update did to a roll."""
        return self._moved[thing]

    def articles(self, hub: Hub, thing: int, known: int) -> int:
        """How many articles are on a roll, which were `known` before the update."""
        moved = self._moved[thing]
        if not known:
            return len({ref.article for ref in moved.came})
        if not moved.came and not moved.left:
            return known
        came: dict[str, int] = defaultdict(int)
        for ref in moved.came:
            came[ref.article] += 1
        left = {ref.article for ref in moved.left}
        rows = dict(self._rows_of(hub, thing, moved.articles))
        for article in moved.articles:
            stayed = rows.get(article, 0) - came[article]
            known += (rows.get(article, 0) > 0) - (stayed > 0 or article in left)
        return known

    def _rows_of(self, hub: Hub, thing: int, articles: Iterable[str]) -> Iterable[tuple[str, int]]:
        query = (
            f"select count(*) from article t join {hub} m on m.thing=? and m.article=t.num "
            "where t.id=?"
        )
        for article in articles:
            yield article, self._db.execute(query, (thing, article)).fetchone()[0]


def members(db: sqlite3.Connection, hub: Hub, thing: int) -> tuple[ClaimRef, ...]:
    """The whole roll of a thing, in order of article and id."""
    rows = db.execute(
        f"select t.id, m.cid from {hub} m join article t on t.num=m.article where m.thing=? "
        "order by 1, 2", (thing,),
    )  # fmt: skip
    return tuple(ClaimRef(*row) for row in rows)
