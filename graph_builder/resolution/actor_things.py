"""Clusters of facets → merged actors: code, name to show, aliases, members."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

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


def actor_rows(
    db: sqlite3.Connection, entity: int
) -> list[tuple[str, str, str, str, str, str, str]]:
    """(article id, id in it, anchor, type, name, aliases, facet kind) of an actor's members."""
    return db.execute(
        "select t.id, a.cid, a.anchor, a.type, a.name, a.aliases, f.kind from facet f "
        "join actor a on a.facet = f.num join article t on t.num = a.article where f.entity=?",
        (entity,),
    ).fetchall()


def actor_name(rows: Sequence[tuple[str, ...]], code: str | None) -> str:
    """The name to show: that of `polities.csv`, else the one most articles print in full."""
    if code is not None:
        row = polities().by_id(code)
        if row is not None:
            return row.name
    full = [r[4] for r in rows if r[6] in "COP"] or [r[4] for r in rows]
    counted = Counter(name for name in full)
    return min(counted, key=lambda n: (-counted[n], n.isupper(), -len(n), n))


def merged_actor(
    db: sqlite3.Connection, entity: int, rows: Sequence[tuple[str, ...]], named: Named, base: str
) -> MergedActor:
    """The actor with this number; `rows` are its members (`actor_rows`)."""
    code = actor_code(db, entity)
    name = actor_name(rows, code)
    kinds = Counter(r[3] for r in rows)
    type_ = min(kinds, key=lambda t: (-kinds[t], t))
    polity = polities().by_id(code) if code else None
    aliases = {r[4] for r in rows}
    for printed in {r[5] for r in rows}:
        aliases.update(alias for alias in json.loads(printed) if _names_someone(alias))
    leader = db.execute(
        "select 1 from facet f join actor a on a.facet=f.num join tenure t on t.person=a.num "
        "where f.entity=? and t.top limit 1", (entity,),
    ).fetchone()  # fmt: skip
    polity_id = polity.wikidata if polity else None
    return MergedActor(
        iri=base + named.iri,
        type=polity.type if polity else type_,  # type: ignore[arg-type]
        name=name,
        aliases=tuple(sorted(aliases - {name})),
        members=tuple([ClaimRef(*pair) for pair in sorted([(r[0], r[1]) for r in rows])]),
        code=code,
        wikidata=polity_id or _judged_wikidata(db, [r[2] for r in rows]),
        leader=leader is not None,
        retired=tuple(base + iri for iri in named.retired),
    )


def _judged_wikidata(db: sqlite3.Connection, anchors: Sequence[str]) -> str | None:
    """The Wikidata id that judgements give an actor by any member; None unless they agree."""
    judged = db.execute("select anchor, qid from wikidata").fetchall()
    found = {qid for anchor, qid in judged if qid and anchor in anchors}
    return min(found) if len(found) == 1 else None


def _names_someone(alias: str) -> bool:
    """Whether an alias is worth showing: "his predecessor" and "the visitor" aren't."""
    first = alias.split(" ", 1)[0].lower()
    return alias[:1].isupper() and first not in ("the", "a", "an", "his", "her", "their", "its")


def is_country(code: str) -> bool:
    """Whether an id of `polities.csv` is a country's."""
    row = polities().by_id(code)
    return row is not None and row.type == "country"
