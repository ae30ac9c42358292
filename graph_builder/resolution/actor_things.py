"""Clusters of facets → merged actors: code, name to show, aliases.

Counts by facet tell all of it, so a country of ten thousand articles costs what a village does.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph_builder.merged import MergedActor
from graph_builder.ontology import polities
from graph_builder.resolution.facets import code_of
from graph_builder.resolution.minting import Held, Named


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
    """What the articles say of one actor, counted: (name, type, facet kind) → mentions.

    `first` is the smallest anchor.
    """

    entity: int
    first: str
    told: Mapping[tuple[str, str, str], int]

    @property
    def type(self) -> str:
        """The type that most articles give it."""
        kinds: Counter[str] = Counter()
        for (_, type_, _), n in self.told.items():
            kinds[type_] += n
        return min(kinds, key=lambda t: (-kinds[t], t))

    @property
    def name(self) -> str:
        """The name that most articles print in full."""
        full: Counter[str] = Counter()
        any_: Counter[str] = Counter()
        for (name, _, kind), n in self.told.items():
            any_[name] += n
            if kind in "COP":
                full[name] += n
        counted = full or any_
        return min(counted, key=lambda n: (-counted[n], n.isupper(), -len(n), n))


def members_of(db: sqlite3.Connection, entity: int) -> Members | None:
    """The members of an actor, counted; None when there are none."""
    first = db.execute("select min(first) from facet where entity=?", (entity,)).fetchone()[0]
    if first is None:
        return None
    rows = db.execute(
        "select m.name, m.type, f.kind, sum(m.n) from facet f join facet_name m on m.facet=f.num "
        "where f.entity=? and m.shown=1 group by 1, 2, 3", (entity,),
    )  # fmt: skip
    return Members(entity, first, {row[:3]: row[3] for row in rows})


def founders(db: sqlite3.Connection, entity: int) -> Held:
    """The entries of the registry for the members of an actor."""
    return db.execute(
        "select i.iri, i.age, i.anchor from facet f cross join actor a on a.facet=f.num "
        "and a.founder cross join identity i on i.anchor=a.anchor where f.entity=?", (entity,),
    ).fetchall()  # fmt: skip


def merged_actor(
    db: sqlite3.Connection, members: Members, code: str | None, named: Named, base: str
) -> MergedActor:
    """The actor with these members, which aren't listed, see `rolls`.

    `code` is its id in `polities.csv`, if any.
    """
    polity = polities().by_id(code) if code else None
    name = polity.name if polity else members.name
    printed = db.execute(
        "select distinct m.name from facet f join facet_name m on m.facet=f.num and m.shown=0 "
        "where f.entity=?", (members.entity,),
    )  # fmt: skip
    aliases = {told[0] for told in members.told}
    aliases.update(alias for (alias,) in printed if _names_someone(alias))
    leader = db.execute(
        "select 1 from facet f cross join tenure t on t.person=f.num and t.top where f.entity=? "
        "limit 1", (members.entity,),
    ).fetchone()  # fmt: skip
    return MergedActor(
        iri=base + named.iri,
        type=polity.type if polity else members.type,  # type: ignore[arg-type]
        name=name,
        aliases=tuple(sorted(aliases - {name})),
        members=(),
        code=code,
        wikidata=polity.wikidata if polity else _judged_wikidata(db, members.entity),
        leader=leader is not None,
        retired=tuple(base + iri for iri in named.retired),
    )


def _judged_wikidata(db: sqlite3.Connection, entity: int) -> str | None:
    """The Wikidata id that judgements give an actor by any member; None unless they agree."""
    rows = db.execute(
        "select distinct w.qid from wikidata w cross join actor a on a.anchor=w.anchor "
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
