"""Clusters → things: what the claims of one actor, event, statement or office say together."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph_builder.merged import (
    ClaimRef,
    MergedArticle,
    MergedEvent,
    MergedStatement,
    Variant,
)
from graph_builder.model import Participant, Time, Topic
from graph_builder.ontology import TOPICS
from graph_builder.resolution.intervals import Stretch, iso, length
from graph_builder.resolution.minting import Named, slug
from graph_builder.resolution.places import country_of

STATUS_RANK = {"happened": 0, "denied": 1, "planned": 2, "hypothetical": 3}
ROLE_RANK = {"host": 0, "visitor": 1, "agent": 2, "target": 3, "participant": 4}


Known = tuple[str, str, bool]
"""Of a facet the IRI of its actor, the polity that it stands for, and whether it is a person's."""


class Names:
    """What is known of the actors of some facets, by their numbers."""

    def __init__(self, base: str, known: Mapping[int, Known]) -> None:
        self._base = base
        self._known = known

    def full(self, local: str) -> str:
        """An IRI with its base."""
        return self._base + local

    def known(self, facet: int) -> Known:
        """What is known of a facet."""
        return self._known[facet]

    def actor(self, facet: int) -> str:
        """The IRI of the actor that a facet is."""
        return self.known(facet)[0]

    def side(self, facet: int) -> str:
        """The polity that a facet stands for, "" when unknown."""
        return self.known(facet)[1]

    def side_of_person(self, facet: int) -> str:
        """The same for persons; "" for everyone else."""
        _, side, person = self.known(facet)
        return side if person else ""


class StoredNames(Names):
    """The names of all actors, read from the tables and filled as actors are named."""

    def __init__(self, db: sqlite3.Connection, base: str) -> None:
        super().__init__(base, {})
        self._db = db
        self._iris: dict[int, str] = {}
        self._facets: dict[int, tuple[int, str, bool]] = {}

    def give(self, entity: int, iri: str) -> None:
        """Notes the IRI that an actor has from now on."""
        self._iris[entity] = iri

    def _facet(self, facet: int) -> tuple[int, str, bool]:
        """Of a facet its actor, the polity that it stands for, and whether it is a person's."""
        if facet not in self._facets:
            query = "select entity, side, kind in ('P','I','S','D') from facet where num=?"
            entity, side, person = self._db.execute(query, (facet,)).fetchone()
            self._facets[facet] = (entity, side or "", bool(person))
        return self._facets[facet]

    def known(self, facet: int) -> Known:
        """What is known of a facet."""
        entity, side, person = self._facet(facet)
        return self.of_entity(entity), side, person

    def entity(self, facet: int) -> int:
        """The actor that a facet is."""
        return self._facet(facet)[0]

    def of_entity(self, entity: int) -> str:
        """The IRI of an actor."""
        if entity not in self._iris:
            self._iris[entity] = self._db.execute(
                "select iri from thing where kind='actor' and cluster=?", (str(entity),)
            ).fetchone()[0]
        return self._iris[entity]


def _order(ref: ClaimRef) -> tuple[str, str]:
    return ref.article, ref.claim


# ---- time ---------------------------------------------------------------------------------------


def merged_time(times: Sequence[tuple[Stretch | None, Time, ClaimRef]]) -> Time:
    """The sharpest time that all dated claims allow.

    Where some claims are vaguer, `anchor` names the claim that has the sharpest one and `rule` says
    that it was taken from there ("sharpened: …").
    """
    dated = [(days, time, ref) for days, time, ref in times if days is not None]
    if not dated:
        return min((t for _, t, _ in times), key=lambda t: (t.phrase is None, t.phrase or ""))
    days, time, ref = min(dated, key=lambda x: (length(x[0]), x[0], x[2]))
    vague = [x for x in times if x[0] is None or length(x[0]) > length(days)]
    if vague:
        told = f"{ref.article}/{ref.claim}"
        rule = f"sharpened: {time.rule or 'stated'}"
        return Time(iso(days[0]), iso(days[1]), time.precision, time.phrase, told, rule)
    return Time(iso(days[0]), iso(days[1]), time.precision, time.phrase, time.anchor, time.rule)


# ---- events -------------------------------------------------------------------------------------


def merged_event(rows: Sequence[tuple[object, ...]], named: Named, names: Names) -> MergedEvent:
    """The event that these claims tell of."""
    refs = [ClaimRef(str(r[1]), str(r[2])) for r in rows]
    bodies = [json.loads(str(r[10])) for r in rows]
    times = [
        (None if r[6] is None else (r[6], r[7]), Time(None, None, b[2], b[3], b[4], b[5]), ref)
        for r, b, ref in zip(rows, bodies, refs, strict=True)
    ]
    status = merged_status([(str(r[8]), r[11]) for r in rows])
    behind = [b for r, b in zip(rows, bodies, strict=True) if r[8] == status]
    type_ = _most(str(r[4]) for r in rows)
    place = _most(str(b[0]) for b in bodies if b[0])
    marks = frozenset(m for r in rows for m in str(r[9]).split("\t") if m)
    land = country_of(marks)
    topics = {topic_of(label, concept, names) for b in bodies for label, concept in b[8]}
    return MergedEvent(
        iri=names.full(named.iri),
        type=type_,  # type: ignore[arg-type]
        label=event_label(rows, str(type_), place),
        participants=_participants(rows, names),
        place=place,
        place_polity=names.full(f"country/{land}") if land and not land.startswith("~") else None,
        time=merged_time(times),  # type: ignore[arg-type]
        status=status,  # type: ignore[arg-type]
        basis="stated" if any(b[6] == "stated" for b in behind) else "inferred",
        confidence=_together([(r[-1], b[7]) for r, b in zip(rows, bodies, strict=True)]),
        claims=tuple(sorted(refs, key=_order)),
        origins=len({r[-1] for r in rows}),
        retired=tuple(names.full(i) for i in named.retired),
        topics=tuple(sorted(topics, key=lambda t: (t.concept or "", t.label))),
    )


def merged_status(told: Sequence[tuple[str, object]]) -> str:
    """What became of it: what happened, happened; else what was denied last was called off.

    `told` are (status, first day of publication or None). A plan told after a denial stands.
    """
    statuses = {status for status, _ in told}
    if "happened" in statuses or len(statuses) == 1:
        return min(statuses, key=STATUS_RANK.__getitem__)
    if "denied" in statuses:
        days = [(d, s) for s, d in told if isinstance(d, int)]
        latest = max((d for d, _ in days), default=None)
        last = {s for d, s in days if d == latest} or statuses
        return min(last, key=STATUS_RANK.__getitem__)
    return min(statuses, key=STATUS_RANK.__getitem__)


def _participants(rows: Sequence[tuple[object, ...]], names: Names) -> tuple[Participant, ...]:
    """Every actor that a claim names, once, in its most telling role.

    Named ones alone, where the claims name any: unnamed ones of one article ("two journalists")
    stay when they are all there is.
    """
    roles: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for facet, role in json.loads(str(row[5])):
            roles[names.actor(facet)].append(role)
    return tuple(
        Participant(iri, min(listed, key=lambda r: (ROLE_RANK[r], r)))  # type: ignore[arg-type]
        for iri, listed in sorted(roles.items())
    )


def event_label(rows: Sequence[tuple[object, ...]], type_: str, place: str | None) -> str:
    """A short title: the type, the participants as the first claim names them, the place."""
    printed = json.loads(str(rows[0][10]))[10]
    more = " and others" if len(json.loads(str(rows[0][5]))) > len(printed) else ""
    return f"{type_.replace('_', ' ')}: {', '.join(printed)}{more}" + (
        f" ({place})" if place else ""
    )


def _most(values: Iterable[str]) -> str | None:
    return most_told(Counter(values))


def most_told(counted: Counter[str]) -> str | None:
    """The value that is told most, of several the first by alphabet; None when there is none."""
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _together(told: Iterable[tuple[object, float]]) -> float:
    """The confidence of claims (origin, confidence) together: 1 − Π(1 − best of each origin)."""
    best: dict[object, float] = {}
    for origin, confidence in told:
        best[origin] = max(best.get(origin, 0.0), confidence)
    doubt = 1.0
    for confidence in sorted(best.values()):
        doubt *= 1 - confidence
    return round(1 - doubt, 4)


# ---- statements ---------------------------------------------------------------------------------


def merged_statement(
    rows: Sequence[tuple[object, ...]],
    named: Named,
    names: Names,
    days: Callable[[str | None], Stretch | None],
) -> MergedStatement:
    """The statement whose wordings these claims print."""
    refs = [ClaimRef(str(r[1]), str(r[2])) for r in rows]
    bodies = [json.loads(str(r[6])) for r in rows]
    wordings: dict[str, list[ClaimRef]] = defaultdict(list)
    for body, ref in zip(bodies, refs, strict=True):
        wordings[body[0]].append(ref)
    listed = sorted(wordings.items(), key=lambda w: (-len(w[1]), -len(w[0]), w[0]))
    topics = {topic_of(label, concept, names) for b in bodies for label, concept in b[1]}
    times = [
        (days(b[2]), Time(None, None, b[3], b[4], b[5], b[6]), ref)
        for b, ref in zip(bodies, refs, strict=True)
    ]
    addressees = [names.actor(int(str(r[7]))) for r in rows if r[7]]
    mentions = {names.actor(m) for r in rows for m in json.loads(str(r[8]))}
    return MergedStatement(
        iri=names.full(named.iri),
        speaker=names.actor(int(str(rows[0][5]))),
        statement_kind=str(rows[0][4]),  # type: ignore[arg-type]
        variants=tuple(Variant(text, tuple(sorted(claims, key=_order))) for text, claims in listed),
        addressee=_most(addressees),
        topics=tuple(sorted(topics, key=lambda t: (t.concept or "", t.label))),
        mentions=tuple(sorted(mentions)),
        time=merged_time(times),
        confidence=_together([(r[-1], b[7]) for r, b in zip(rows, bodies, strict=True)]),
        claims=tuple(sorted(refs, key=_order)),
        origins=len({r[-1] for r in rows}),
        retired=tuple(names.full(i) for i in named.retired),
    )


def topic_of(label: str, concept: str | None, names: Names) -> Topic:
    """A topic with a concept: that of `topics.ttl`, else one minted from the label."""
    if concept:
        return Topic(label, concept if "//" in concept else TOPICS + concept)
    return Topic(label, names.full(f"topic/{slug(label)}"))


# ---- articles -----------------------------------------------------------------------------------


def merged_article(db: sqlite3.Connection, article: int, names: Names) -> MergedArticle:
    """An article and the origin that it shares with its near-copies."""
    row = db.execute(
        "select a.id, a.url, a.title, a.publisher, a.published, o.id from article a "
        "join article o on o.num = a.origin where a.num=?", (article,),
    ).fetchone()  # fmt: skip
    id_, url, title, publisher, published, origin = row
    return MergedArticle(
        names.full(f"article/{id_}"), id_, url, title, publisher, published,
        names.full(f"origin/{origin}"),
    )  # fmt: skip


# ---- names of things ----------------------------------------------------------------------------


def event_slug(rows: Sequence[tuple[object, ...]]) -> str:
    """A readable name for a new event: type, participants and date of its first claim."""
    first = rows[0]
    body = json.loads(str(first[10]))
    told = (body[1] or "").split("/")[0]
    return "-".join(p for p in (slug(str(first[4])), *map(slug, body[10][:3]), told) if p)


def statement_slug(rows: Sequence[tuple[object, ...]]) -> str:
    """A readable name for a new statement: its speaker and first words."""
    body = json.loads(str(rows[0][6]))
    return "-".join((slug(body[8]), *slug(body[0]).split("-")[:6]))
