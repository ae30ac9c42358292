"""Clusters of facets → merged actors: code, name to show, aliases, members."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph_builder.merged import ClaimRef, MergedActor
from graph_builder.ontology import polities
from graph_builder.resolution.facets import code_of
from graph_builder.resolution.minting import Named


def actor_code(db: sqlite3.Connection, entity: int) -> str | None:
    """The id in `polities.csv` of an actor, None when it isn't there.

    Where people hold two mentions of one polity apart, the actor of its first facet has the id.
    """
    rows = db.execute("select key, name from facet where entity=? and kind='C'", (entity,))
    first = "select entity from facet where kind='C' and name=? order by key limit 1"
    codes = {
        code
        for key, name in rows.fetchall()
        if (code := code_of(key)) and db.execute(first, (name,)).fetchone()[0] == entity
    }
    return min(codes, default=None)


@dataclass(frozen=True, slots=True)
class Members:
    """What the articles say of one actor, counted: (name, aliases, type, facet kind) → mentions.

    `first` is the smallest anchor.
    """

    entity: int
    first: str
    told: Mapping[tuple[str, str, str, str], int]

    @property
    def type(self) -> str:
        """The type that most articles give it."""
        kinds: Counter[str] = Counter()
        for (_, _, type_, _), n in self.told.items():
            kinds[type_] += n
        return min(kinds, key=lambda t: (-kinds[t], t))

    @property
    def name(self) -> str:
        """The name that most articles print in full."""
        full: Counter[str] = Counter()
        any_: Counter[str] = Counter()
        for (name, _, _, kind), n in self.told.items():
            any_[name] += n
            if kind in "COP":
                full[name] += n
        counted = full or any_
        return min(counted, key=lambda n: (-counted[n], n.isupper(), -len(n), n))


def members_of(db: sqlite3.Connection, entity: int) -> Members | None:
    """The members of an actor, counted; None when there are none."""
    rows = db.execute(
        "select a.name, a.aliases, a.type, f.kind, count(*), min(a.anchor) from facet f "
        "join actor a on a.facet=f.num where f.entity=? group by 1, 2, 3, 4", (entity,),
    ).fetchall()  # fmt: skip
    if not rows:
        return None
    return Members(entity, min(row[5] for row in rows), {row[:4]: row[4] for row in rows})


def anchors_of(db: sqlite3.Connection, entity: int) -> list[str]:
    """The anchors of an actor's members, sorted."""
    rows = db.execute(
        "select a.anchor from facet f join actor a on a.facet=f.num where f.entity=? order by 1",
        (entity,),
    )
    return [anchor for (anchor,) in rows]


def merged_actor(
    db: sqlite3.Connection, members: Members, code: str | None, named: Named, base: str
) -> MergedActor:
    """The actor with these members; `code` is its id in `polities.csv`, if any."""
    polity = polities().by_id(code) if code else None
    name = polity.name if polity else members.name
    aliases = {told[0] for told in members.told}
    for printed in {told[1] for told in members.told}:
        aliases.update(alias for alias in json.loads(printed) if _names_someone(alias))
    refs = db.execute(
        "select t.id, a.cid from facet f join actor a on a.facet=f.num join article t "
        "on t.num=a.article where f.entity=? order by 1, 2", (members.entity,),
    )  # fmt: skip
    leader = db.execute(
        "select 1 from facet f join actor a on a.facet=f.num join tenure t on t.person=a.num "
        "where f.entity=? and t.top limit 1", (members.entity,),
    ).fetchone()  # fmt: skip
    return MergedActor(
        iri=base + named.iri,
        type=polity.type if polity else members.type,  # type: ignore[arg-type]
        name=name,
        aliases=tuple(sorted(aliases - {name})),
        members=tuple([ClaimRef(*ref) for ref in refs]),
        code=code,
        wikidata=polity.wikidata if polity else _judged_wikidata(db, members.entity),
        leader=leader is not None,
        retired=tuple(base + iri for iri in named.retired),
    )


def _judged_wikidata(db: sqlite3.Connection, entity: int) -> str | None:
    """The Wikidata id that judgements give an actor by any member; None unless they agree."""
    rows = db.execute(
        "select distinct w.qid from wikidata w join actor a on a.anchor=w.anchor "
        "join facet f on f.num=a.facet where f.entity=? and w.qid is not null", (entity,),
    ).fetchall()  # fmt: skip
    return rows[0][0] if len(rows) == 1 else None


def _names_someone(alias: str) -> bool:
    """Whether an alias is worth showing: "his predecessor" and "the visitor" aren't."""
    first = alias.split(" ", 1)[0].lower()
    return alias[:1].isupper() and first not in ("the", "a", "an", "his", "her", "their", "its")


def is_country(code: str) -> bool:
    """Whether an id of `polities.csv` is a country's."""
    row = polities().by_id(code)
    return row is not None and row.type == "country"
