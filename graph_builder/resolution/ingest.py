"""Dossier → rows: what resolution keeps of an article."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph_builder.model import Actor, Dossier, Event, Statement
from graph_builder.resolution.corrections import Claims, corrected
from graph_builder.resolution.facets import Facet, Setting, facet, lookup_keys, office_keys
from graph_builder.resolution.intervals import stretch
from graph_builder.resolution.names import fold, normal
from graph_builder.resolution.offices import Office, office
from graph_builder.resolution.origins import store_sketch
from graph_builder.resolution.places import marks
from graph_builder.resolution.polity import polity_of
from graph_builder.resolution.sentences import counts, stems
from graph_builder.resolution.tellings import titles, told_phases


@dataclass(slots=True)
class Touched:
    """The rows that an update has touched.

    `changed` facets are those whose names, offices or months changed, not only their number; `lost`
    maps (table, cluster) to the anchors that were taken out of it.
    """

    facets: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    statements: set[int] = field(default_factory=set)
    tenures: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    matters: set[str] = field(default_factory=set)
    lost: dict[tuple[str, str], set[str]] = field(default_factory=dict)


class Intake:
    """Writes dossiers into the tables of a state and takes articles out of them."""

    def __init__(self, db: sqlite3.Connection, claims: Claims, touched: Touched) -> None:
        self._db = db
        self._claims = claims
        self._touched = touched
        self._facets: dict[str, int] = {}

    def add(self, dossier: Dossier) -> int:
        """Stores what resolution needs of a dossier; returns the row of its article."""
        dossier, by_id = corrected(dossier, self._claims)
        days = _published(dossier.published)
        row = self._db.execute(
            "insert into article(id, low, high, published, url, title, publisher) "
            "values(?,?,?,?,?,?,?)",
            (dossier.id, *(days or (None, None)), dossier.published, dossier.url, dossier.title,
             dossier.publisher),
        )  # fmt: skip
        article = int(row.lastrowid or 0)
        self._touched.articles.add(article)
        rows = self._actors(dossier, article, by_id)
        within = _own_capitals(dossier.actors)
        self._events(dossier, article, by_id, rows, within)
        self._statements(dossier, article, by_id, rows)
        self._tenures(dossier, article, by_id, rows)
        store_sketch(self._db, article, dossier.text)
        for matter, phase, event in sorted(told_phases(dossier)):
            self._db.execute("insert into phase values(?,?,?,?)", (article, matter, phase, event))
            self._touched.matters.add(matter)
        return article

    # ---- actors ---------------------------------------------------------------------------------

    def _actors(self, dossier: Dossier, article: int, by_id: Mapping[str, str]) -> dict[str, int]:
        rows: dict[str, int] = {}
        lands = frozenset(polity_of(a.name) or "" for a in dossier.actors if a.type == "country")
        setting = Setting(dossier.id, (dossier.published or "")[:7], lands)
        for actor in dossier.actors:
            held = _offices(actor, dossier)
            anchor = by_id[actor.id]
            judged = anchor if anchor in self._claims.judged else ""
            made = facet(actor, setting, held, judged)
            told = _standings(actor, dossier, held)
            made = replace(made, stats=tuple(dict.fromkeys((*made.stats, *told))))
            number = self._facet(made, article)
            added = self._db.execute(
                "insert into actor(article, cid, anchor, type, name, aliases, office, facet, "
                "stats) values(?,?,?,?,?,?,?,?,?)",
                (article, actor.id, anchor, actor.type, actor.name,
                 json.dumps(actor.aliases, ensure_ascii=False), actor.office, number,
                 json.dumps(made.stats)),
            )  # fmt: skip
            rows[actor.id] = int(added.lastrowid or 0)
        return rows

    def _facet(self, made: Facet, article: int) -> int:
        number = self._facets.get(made.key)
        if number is None:
            found = self._db.execute("select num from facet where key=?", (made.key,)).fetchone()
            number = int(found[0]) if found else self._new_facet(made)
            self._facets[made.key] = number
        self._db.execute(
            "update facet set n = n + 1, article = ? where num=?",
            (article if made.bound else None, number),
        )
        for stat in made.stats:
            done = self._db.execute(
                "update facet_stat set n = n + 1 where facet=? and stat=?", (number, stat)
            )
            if not done.rowcount:
                self._db.execute("insert into facet_stat values(?,?,1)", (number, stat))
                self._touched.changed.add(number)
                if made.kind == "P":
                    self._keys(number, office_keys((stat,)))
        self._touched.facets.add(number)
        return number

    def _new_facet(self, made: Facet) -> int:
        row = self._db.execute(
            "insert into facet(key, kind, type, name, polity, office) values(?,?,?,?,?,?)",
            (made.key, made.kind, made.type, made.name, made.polity, made.office),
        )
        number = int(row.lastrowid or 0)
        self._keys(number, lookup_keys(made))
        self._touched.changed.add(number)
        return number

    def _keys(self, number: int, keys: Iterable[str]) -> None:
        self._db.executemany(
            "insert or ignore into facet_key values(?,?)", [(key, number) for key in keys]
        )

    # ---- claims ---------------------------------------------------------------------------------

    def _events(
        self,
        dossier: Dossier,
        article: int,
        by_id: Mapping[str, str],
        rows: Mapping[str, int],
        within: Mapping[str, str],
    ) -> None:
        names = {a.id: _name_words(a) for a in dossier.actors}
        crowd: dict[tuple[object, ...], int] = {}
        for event in dossier.events:
            crowd[_occasion(event)] = crowd.get(_occasion(event), 0) + 1
        for event in dossier.events:
            parts = [(rows[p.actor], p.role) for p in event.participants if p.actor in rows]
            if not parts:
                continue
            without = frozenset().union(*(names.get(p.actor, ()) for p in event.participants))
            days = stretch(event.date)
            where = marks([p for p in (event.place, *event.place_alt) if p], within)
            row = self._db.execute(
                "insert into event(article, cid, anchor, type, parts, low, high, status, places, "
                "stems, body, rivals) values(?,?,?,?,?,?,?,?,?,?,?,?)",
                (article, event.id, by_id[event.id], event.type, json.dumps(parts),
                 *(days or (None, None)), event.status, "\t".join(sorted(where)),
                 " ".join(sorted(stems(_sentence(event), without))), _event_body(event),
                 crowd[_occasion(event)] - 1),
            )  # fmt: skip
            number = int(row.lastrowid or 0)
            self._touched.events.add(number)
            self._db.executemany(
                "insert or ignore into event_actor values(?,?)", [(r, number) for r, _ in parts]
            )

    def _statements(
        self, dossier: Dossier, article: int, by_id: Mapping[str, str], rows: Mapping[str, int]
    ) -> None:
        for said in dossier.statements:
            if said.speaker not in rows:
                continue
            mentions = [rows[m] for m in said.mentions if m in rows]
            to = rows.get(said.addressee or "")
            row = self._db.execute(
                "insert into statement(article, cid, anchor, kind, speaker, words, body) "
                "values(?,?,?,?,?,?,?)",
                (article, said.id, by_id[said.id], said.kind, rows[said.speaker],
                 said.quote, _statement_body(said, mentions, to)),
            )  # fmt: skip
            number = int(row.lastrowid or 0)
            self._touched.statements.add(number)
            others = {rows[said.speaker], *mentions} | ({to} if to else set())
            self._db.executemany(
                "insert or ignore into statement_actor values(?,?)", [(r, number) for r in others]
            )

    def _tenures(
        self, dossier: Dossier, article: int, by_id: Mapping[str, str], rows: Mapping[str, int]
    ) -> None:
        for position, tenure in enumerate(dossier.offices, 1):
            post = office(tenure.office, tenure.org)
            if post is None or tenure.person not in rows:
                continue
            row = self._db.execute(
                "insert into tenure(article, cid, anchor, person, org_actor, office, org, since, "
                "until, past, top, body) values(?,?,?,?,?,?,?,?,?,?,?,?)",
                (article, f"o{position}", by_id[f"o{position}"], rows[tenure.person],
                 rows.get(tenure.org_actor or ""), post.key,
                 post.polity or polity_of(tenure.org) or "",
                 tenure.since, tenure.until, post.past, post.top,
                 json.dumps([tenure.office, tenure.org], ensure_ascii=False)),
            )  # fmt: skip
            self._touched.tenures.add(int(row.lastrowid or 0))


def _published(short: str | None) -> tuple[int, int] | None:
    return stretch(short) if short else None


def _offices(actor: Actor, dossier: Dossier) -> tuple[Office, ...]:
    """The offices that the article gives an actor: its title first, then its tenures."""
    listed = [office(actor.office)]
    listed += [office(t.office, t.org) for t in dossier.offices if t.person == actor.id]
    if not any(listed):
        listed = [replace(o, past=True) for o in _before(actor, dossier) if o.single and o.polity]
    return tuple(dict.fromkeys(o for o in listed if o is not None))


def _before(actor: Actor, dossier: Dossier) -> tuple[Office, ...]:
    """The offices of whose predecessor an actor is: "Lee Jae-myung's predecessor"."""
    named = re.fullmatch(r"(.+?)(?:['’]s|['’]) predecessor", actor.name)
    if named is None:
        return ()
    key = normal(named.group(1))
    holder = next((a for a in dossier.actors if normal(a.name) == key), None)
    return _offices(holder, dossier) if holder is not None else ()


def _standings(actor: Actor, dossier: Dossier, held: tuple[Office, ...]) -> list[str]:
    """How the text itself titles a person: `f:` former, `c:` current, with polity and office."""
    if actor.type != "person":
        return []
    whose = {o.key: o.polity for o in reversed(held)}
    return [
        f"{'f' if t.past else 'c'}:{t.polity or whose.get(t.key) or ''}:{t.key}"
        for t in titles(actor, dossier.text)
    ]


def _own_capitals(actors: Iterable[Actor]) -> dict[str, str]:
    """Folded names that the article uses for a country, to the country's polity."""
    found: dict[str, str] = {}
    for actor in actors:
        if actor.type == "country":
            own = polity_of(actor.name) or ""
            for name in (actor.name, *actor.aliases):
                found[" ".join(fold(t) for t in normal(name).split())] = own
    return found


def _name_words(actor: Actor) -> frozenset[str]:
    return frozenset(t for name in (actor.name, *actor.aliases) for t in normal(name).split())


def _occasion(event: Event) -> tuple[object, ...]:
    return event.type, event.date, frozenset(p.actor for p in event.participants)


def _sentence(event: Event) -> str:
    return event.evidence[0].text if event.evidence else event.trigger.text


def _event_body(event: Event) -> str:
    time = event.time
    topics = [[t.label, t.concept] for t in event.topics]
    return json.dumps(
        [event.place, event.date, time.precision, time.phrase, time.anchor, time.rule, event.basis,
         event.confidence, topics, counts(_sentence(event))],
        ensure_ascii=False,
    )  # fmt: skip


def _statement_body(said: Statement, mentions: list[int], to: int | None) -> str:
    time = said.time
    topics = [[t.label, t.concept] for t in said.topics]
    return json.dumps(
        [said.quote, to, mentions, topics, said.date, time.precision, time.phrase, time.anchor,
         time.rule, said.confidence],
        ensure_ascii=False,
    )  # fmt: skip
