"""Dossier → what resolution keeps of it: pure work on one article, for any process.

What needs the tables (row numbers, what other articles say) is `ingest`'s. A `Prepared` is made of
plain values, so that it passes between processes at little cost.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from graph_builder.errors import DossierError
from graph_builder.model import Actor, Dossier, Event, Statement, from_json
from graph_builder.resolution.corrections import Claims, corrected
from graph_builder.resolution.facets import Facet, Setting, facet
from graph_builder.resolution.intervals import stretch
from graph_builder.resolution.names import fold, normal
from graph_builder.resolution.offices import Office, office
from graph_builder.resolution.origins import Sketches, sketches
from graph_builder.resolution.places import marks
from graph_builder.resolution.polity import polity_of
from graph_builder.resolution.sentences import counts, stems
from graph_builder.resolution.tellings import titles, told_phases

PRINTED = 4  # participants that an event's label names


class PreparedActor(NamedTuple):
    """An actor of an article, and the facet that it belongs to; `told` are its aliases and what the
    facet counts, as JSON."""

    cid: str
    anchor: str
    type: str
    name: str
    aliases: tuple[str, ...]
    facet: Facet
    told: str


class PreparedEvent(NamedTuple):
    """An event claim; `parts` are (place of the actor in the list of actors, role)."""

    cid: str
    anchor: str
    type: str
    parts: tuple[tuple[int, str], ...]
    low: int | None
    high: int | None
    status: str
    places: str
    stems: str
    body: str
    rivals: int


class PreparedStatement(NamedTuple):
    """A statement claim; actors by their place in the list of actors."""

    cid: str
    anchor: str
    kind: str
    speaker: int
    to: int | None
    mentions: tuple[int, ...]
    words: str
    body: str


class PreparedTenure(NamedTuple):
    """A tenure claim; actors by their place in the list of actors."""

    cid: str
    anchor: str
    person: int
    org_actor: int | None
    office: str
    org: str
    since: str | None
    until: str | None
    top: bool
    body: str


class Prepared(NamedTuple):
    """An article as the tables keep it: `row` is id, days of publication, date, URL, title,
    publisher; `phases` are (matter, phase, event)."""

    id: str
    row: tuple[str | int | None, ...]
    actors: tuple[PreparedActor, ...]
    events: tuple[PreparedEvent, ...]
    statements: tuple[PreparedStatement, ...]
    tenures: tuple[PreparedTenure, ...]
    sketches: Sketches
    phases: tuple[tuple[str, str, str], ...]


Source = Dossier | bytes
"""A dossier, or the line of JSON that holds it."""


def dossier_of(source: Source) -> Dossier:
    """The dossier itself. Raises `DossierError` for a line that holds none."""
    if isinstance(source, Dossier):
        return source
    try:
        data = json.loads(source)
    except ValueError as error:
        raise DossierError(f"not a dossier: {error}") from error
    return from_json(Dossier, data)


def prepare_all(claims: Claims, sources: Iterable[Source]) -> list[Prepared]:
    """What resolution keeps of dossiers."""
    return [prepare(source, claims) for source in sources]


def prepare(source: Source, claims: Claims) -> Prepared:
    """What resolution keeps of a dossier, as people's judgements on single claims (`claims`) want
    it merged."""
    dossier, by_id = corrected(dossier_of(source), claims)
    actors = _actors(dossier, by_id, claims)
    places = {actor.id: place for place, actor in enumerate(dossier.actors)}
    low, high = (stretch(dossier.published) if dossier.published else None) or (None, None)
    return Prepared(
        dossier.id,
        (dossier.id, low, high, dossier.published, dossier.url, dossier.title, dossier.publisher),
        actors,
        tuple(_events(dossier, by_id, places)),
        tuple(_statements(dossier, by_id, places)),
        tuple(_tenures(dossier, by_id, places)),
        sketches(dossier.text),
        tuple(sorted(told_phases(dossier))),
    )


# ---- actors -------------------------------------------------------------------------------------


def _actors(
    dossier: Dossier, by_id: Mapping[str, str], claims: Claims
) -> tuple[PreparedActor, ...]:
    lands = frozenset(polity_of(a.name) or "" for a in dossier.actors if a.type == "country")
    setting = Setting(dossier.id, (dossier.published or "")[:7], lands)
    found = []
    for actor in dossier.actors:
        held = _offices(actor, dossier)
        anchor = by_id[actor.id]
        made = facet(actor, setting, held, anchor if anchor in claims.judged else "")
        told = _standings(actor, dossier, held)
        if told:
            made = made._replace(stats=tuple(dict.fromkeys((*made.stats, *told))))
        kept = json.dumps([actor.aliases, made.stats], ensure_ascii=False)
        found.append(
            PreparedActor(actor.id, anchor, actor.type, actor.name, actor.aliases, made, kept)
        )
    return tuple(found)


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


# ---- claims -------------------------------------------------------------------------------------


def _events(
    dossier: Dossier, by_id: Mapping[str, str], places: Mapping[str, int]
) -> Iterable[PreparedEvent]:
    words = {a.id: _name_words(a) for a in dossier.actors}
    within = _own_capitals(dossier.actors)
    crowd = Counter(map(_occasion, dossier.events))
    for event in dossier.events:
        parts = tuple((places[p.actor], p.role) for p in event.participants if p.actor in places)
        if not parts:
            continue
        without = frozenset().union(*(words.get(p.actor, ()) for p in event.participants))
        where = marks([p for p in (event.place, *event.place_alt) if p], within)
        printed = [dossier.actors[place].name for place, _ in parts[:PRINTED]]
        low, high = stretch(event.date) or (None, None)
        yield PreparedEvent(
            event.id, by_id[event.id], event.type, parts, low, high, event.status,
            "\t".join(sorted(where)), " ".join(sorted(stems(_sentence(event), without))),
            _event_body(event, printed), crowd[_occasion(event)] - 1,
        )  # fmt: skip


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


def _event_body(event: Event, printed: list[str]) -> str:
    time = event.time
    topics = [[t.label, t.concept] for t in event.topics]
    return json.dumps(
        [event.place, event.date, time.precision, time.phrase, time.anchor, time.rule, event.basis,
         event.confidence, topics, counts(_sentence(event)), printed, event.rule],
        ensure_ascii=False,
    )  # fmt: skip


def _statements(
    dossier: Dossier, by_id: Mapping[str, str], places: Mapping[str, int]
) -> Iterable[PreparedStatement]:
    for said in dossier.statements:
        if said.speaker not in places:
            continue
        speaker = places[said.speaker]
        yield PreparedStatement(
            said.id, by_id[said.id], said.kind, speaker, places.get(said.addressee or ""),
            tuple(places[m] for m in said.mentions if m in places), said.quote,
            _statement_body(said, dossier.actors[speaker].name),
        )  # fmt: skip


def _statement_body(said: Statement, speaker: str) -> str:
    time = said.time
    topics = [[t.label, t.concept] for t in said.topics]
    return json.dumps(
        [said.quote, topics, said.date, time.precision, time.phrase, time.anchor, time.rule,
         said.confidence, speaker],
        ensure_ascii=False,
    )  # fmt: skip


def _tenures(
    dossier: Dossier, by_id: Mapping[str, str], places: Mapping[str, int]
) -> Iterable[PreparedTenure]:
    for position, tenure in enumerate(dossier.offices, 1):
        post = office(tenure.office, tenure.org)
        if post is None or tenure.person not in places:
            continue
        cid = f"o{position}"
        yield PreparedTenure(
            cid, by_id[cid], places[tenure.person], places.get(tenure.org_actor or ""), post.key,
            post.polity or polity_of(tenure.org) or "", tenure.since, tenure.until, post.top,
            json.dumps([tenure.office, tenure.org], ensure_ascii=False),
        )  # fmt: skip
