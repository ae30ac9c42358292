"""Offices of persons: claims counted by what they say, and the tenures made of the counts.

A president's office is told by as many articles as there are about him, so nothing here goes
through all claims of a tenure: a claim is counted when it comes, moves or goes.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph_builder.merged import MergedTenure
from graph_builder.ontology import name_key
from graph_builder.resolution.minting import slug
from graph_builder.resolution.processes import chunked
from graph_builder.resolution.things import StoredNames, most_told

BATCH = 500  # claims that are counted at once
_SAID = "body, coalesce(since, ''), coalesce(until, ''), top, office, org, coalesce(org_actor, 0)"


# ---- counting -----------------------------------------------------------------------------------


def regroup(db: sqlite3.Connection, nums: Iterable[int], names: StoredNames) -> set[str]:
    """Counts claims where they belong now; returns every cluster that is touched by that."""
    touched: set[str] = set()
    for batch in chunked(sorted(nums), BATCH):
        moved = []
        for num, person, office, org, side, cluster, counted, origin in db.execute(
            "select o.num, o.person, o.office, o.org, f.side, o.cluster, o.origin, t.origin "
            "from json_each(?) j cross join tenure o on o.num=j.value "
            "join facet f on f.num=o.person join article t on t.num=o.article",
            (json.dumps(batch),),
        ).fetchall():
            now = f"{names.entity(person)}|{office}|{org or side or ''}"
            touched |= {now} | ({cluster} if cluster else set())
            if (now, origin) != (cluster, counted):
                if cluster:
                    uncount(db, num)
                moved.append((now, origin, num))
        db.executemany("update tenure set cluster=?, origin=? where num=?", moved)
        _count(db, [num for _, _, num in moved])
    return touched


def _count(db: sqlite3.Connection, nums: Sequence[int]) -> None:
    which = "from json_each(?) j cross join tenure on num = j.value"
    more = "on conflict do update set n = n + excluded.n"
    for counted in (
        f"insert into tenure_told select cluster, {_SAID}, count(*) {which} "
        f"group by 1, 2, 3, 4, 5, 6, 7, 8 {more}",
        f"insert into tenure_origin select cluster, origin, count(*) {which} group by 1, 2 {more}",
    ):
        db.execute(counted, (json.dumps(nums),))


def uncount(db: sqlite3.Connection, num: int) -> None:
    """Takes a claim out of the counts, if it is in them."""
    said = db.execute(f"select cluster, {_SAID} from tenure where num=?", (num,)).fetchone()
    if said is None or said[0] is None:
        return
    where = "cluster=? and body=? and since=? and until=? and top=? and office=? and org=?"
    where += " and org_actor=?"
    db.execute(f"update tenure_told set n = n - 1 where {where}", said)
    db.execute(f"delete from tenure_told where {where} and n=0", said)
    where = "(cluster, origin) = (select cluster, origin from tenure where num=?)"
    db.execute(f"update tenure_origin set n = n - 1 where {where}", (num,))
    db.execute(f"delete from tenure_origin where {where} and n=0", (num,))


# ---- making -------------------------------------------------------------------------------------


def merged_tenure(db: sqlite3.Connection, cluster: str, names: StoredNames) -> MergedTenure | None:
    """The office that the claims of a cluster give a person; the sharpest dates stand.

    None when no claim is left. Its claims aren't listed, see `rolls`.
    """
    told = db.execute(
        "select body, since, until, top, office, org, org_actor, n from tenure_told "
        "where cluster=? order by body, since, until, office, org", (cluster,),
    ).fetchall()  # fmt: skip
    if not told:
        return None
    query = "select count(*) from tenure_origin where cluster=?"
    origins = db.execute(query, (cluster,)).fetchone()[0]
    person = names.of_entity(int(cluster.partition("|")[0]))
    local = person.removeprefix(names.full("")).removeprefix("person/").replace("/", "--")
    org = max((row[5].lstrip("~") for row in told), default="")
    offices: Counter[str] = Counter()
    orgs: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    since: Counter[str] = Counter()
    until: Counter[str] = Counter()
    for body, first, last, _, _, _, org_actor, n in told:
        office, whose = json.loads(body)
        offices[_without_standing(office)] += n
        orgs[whose] += n
        since[first] += n
        until[last] += n
        if org_actor:
            holders[names.actor(org_actor)] += n
    orgs.pop("", None)
    return MergedTenure(
        iri=names.full(f"tenure/{local}-{slug(told[0][4])}" + (f"-{slug(org)}" if org else "")),
        person=person,
        office=most_told(offices) or told[0][4],
        org=most_told(orgs) or "",
        org_actor=most_told(holders),
        since=_sharpest(since),
        until=_sharpest(until),
        top=any(row[3] for row in told),
        claims=(),
        origins=origins,
    )


def _without_standing(office: str) -> str:
    """An office's name without "former", "then-" and the like."""
    kept = [w for w in office.replace("then-", "then ").split()
            if name_key(w) not in ("former", "then", "ex", "late")]  # fmt: skip
    return " ".join(kept) or office


def _sharpest(told: Mapping[str, int]) -> str | None:
    """The sharpest date told, of equally sharp ones the most told."""
    dates = [date for date in told if date]
    return min(dates, key=lambda d: (-len(d), -told[d], d)) if dates else None
