"""Offices: who holds, held or is to hold which office of what, since and until when.

A tenure is as the text states it: "then-" and "former" give the same office, and `since` and
`until` are given only where a phrase or an event of the article says so.
"""

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.office_posts import CHAMBERS, is_post, polity
from graph_builder.extraction.role_nouns import OF_FIRMS
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Token
from graph_builder.model import Event, Evidence, Tenure, Time

# Bodies that are no part of a state, whatever country is in their names.
_CIVIL = frozenset(
    "association federation union league society club chamber foundation bank company corporation"
    " university college institute party organization organisation".split()
)
# Bodies that a name alone doesn't tell the country of.
_OF_FIELDS = frozenset({"minister", "secretary", "commissioner"})
_HOUSES = frozenset({"commons", "lords", "representatives", "deputies"})
# How sure a tenure is by the construction that states it: shares of those right on the
# development articles, rounded.
_CONFIDENCE = {
    "title": 0.95,
    "apposition": 0.95,
    "copula": 0.85,
    "holding": 0.85,
    "appointment": 0.85,
    "counterpart": 0.9,
    "predecessor": 0.85,
    "successor": 0.8,
    "description": 0.75,
    "members": 0.75,
}


@dataclass(slots=True)
class _Office:
    """One office of one person, as all mentions of it state it; the `number` of its first one."""

    person: Entity
    title: str
    words: frozenset[str]
    number: int
    org: str = ""
    org_entity: Entity | None = None
    holdings: list[Holding] = field(default_factory=list)
    since: str | None = None
    until: str | None = None


def find_offices(
    scene: Scene, events: Sequence[Event], times: Sequence[TimePhrase]
) -> list[Tenure]:
    """The tenures that the article states, in the order of their first mention."""
    of: dict[Entity, list[_Office]] = defaultdict(list)
    for n, holding in enumerate(scene.holdings):
        if is_post(scene, holding, _title(scene, holding)[0]):
            _add(scene, of[holding.person], holding, n)
    changes = [e for e in events if _is_dated_change(e)]
    offices: list[_Office] = []
    for held in of.values():
        own = [o for o in held if not _is_mere_leader(o, held)]
        own = [o for o in own if not _is_mere_style(o, own)]
        for office in own:
            _date_by_phrases(scene, office, times)
            _date_by_events(scene, office, own, changes)
        offices += own
    offices.sort(key=lambda office: (office.holdings[0].role.head, office.number))
    return [_tenure(scene, office) for office in offices]


def _is_mere_leader(office: _Office, own: Sequence[_Office]) -> bool:
    """Whether someone only called a leader has a better title, or is called so in passing."""
    of_body = office.org_entity is not None and office.org_entity.type == "organization"
    if not office.words <= {"leader", "ruler"} or of_body:
        return False
    return len(own) > 1 or all(holding.how == "copula" for holding in office.holdings)


def _is_mere_style(office: _Office, own: Sequence[_Office]) -> bool:
    """Whether "ambassador" or "head of state" is what one with another post is called besides."""
    style = office.words == {"ambassador"} and not office.org
    style |= office.words - {"first"} == {"head", "of", "state"}
    return style and len(own) > 1


def _add(scene: Scene, own: list[_Office], holding: Holding, number: int) -> None:
    """Pool `holding` with one of the person's `own` offices that has the same words."""
    title, words = _title(scene, holding)
    for office in own:
        alike = words <= office.words or office.words <= words
        if alike and _agree(office, holding):
            if len(words) > len(office.words):
                office.title, office.words = title, words
            break
    else:
        office = _Office(holding.person, title, words, number)
        own.append(office)
    office.holdings.append(holding)
    if not office.org:
        office.org, office.org_entity = _org(scene, holding)


def _agree(office: _Office, holding: Holding) -> bool:
    return office.org_entity is None or holding.org is None or office.org_entity is holding.org


def _title(scene: Scene, holding: Holding) -> tuple[str, frozenset[str]]:
    """The office's name and its words: a minister's deputy is a deputy minister."""
    role = holding.role
    title = role.office
    if role.noun == "deputy" and role.owner is not None:
        owners = scene.discourse.resolve(role.owner, conjuncts=False)
        held = [
            h
            for h in scene.holdings
            if owners and h.person is owners[0] and h.role.noun != "deputy"
        ]
        if held:
            title = f"deputy {held[0].role.office[:1].lower()}{held[0].role.office[1:]}"
    elif role.org is not None and _is_chamber(scene, role):
        title = f"{title} of the {role.org.text}"
    elif _is_portfolio(scene, role):
        assert role.org is not None
        title = f"{role.org.text} {title}"
    elif role.org is not None and _is_state_body(scene, holding):
        body = role.org.text.removeprefix(role.org.country.text if role.org.country else "")
        title = f"{title} of the {body.strip()}"
    title = re.sub(r"\b(?:UN|U\.N\.)(?=\s|$)", "United Nations", title)
    return title, frozenset(title.lower().replace("-", " ").split())


def _is_portfolio(scene: Scene, role: RolePhrase) -> bool:
    """Whether what stands before the head tells the office rather than whose it is.

    "Foreign Ministry spokesman" and "House Speaker" say nothing of the country; "White House press
    secretary" and "Hamas chief" do.
    """
    name = role.org
    if name is None or name.start > role.head or name.polities:
        return False
    if scene.findings.kinds.get(name) in ("country", "demonym", "place"):
        return False
    known = scene.findings.entity_of.get(name)
    if known is not None and len(known.name) > len(name.text):
        return False  # "the Union's commissioner" after "the Pelagos Union"
    words = lexicon()
    common = words.portfolios | words.institutions | words.modifiers
    generic = all(word in common for word in name.text.lower().split())
    return generic or (name.kind == "unknown" and role.noun in _OF_FIELDS)


def _is_chamber(scene: Scene, role: RolePhrase) -> bool:
    """Whether an office is "of the House", a body whose name doesn't say of which country it is."""
    name = role.org
    if name is None or name.start < role.head or name.polities or name.country is not None:
        return False
    known = scene.findings.entity_of.get(name)
    if known is not None and (known.country is not None or known.name != name.text):
        return False
    words = name.text.lower().split()
    return name.text.lower() in CHAMBERS or (words[1:2] == ["of"] and words[-1] in _HOUSES)


def _is_state_body(scene: Scene, holding: Holding) -> bool:
    """Whether the office is "of" a body of a state: "president of Cambodia's Senate"."""
    org, name = holding.org, holding.role.org
    if org is None or name is None or org.type != "organization" or org.polity is not None:
        return False
    if not _CIVIL.isdisjoint(org.name.lower().split()):
        return False  # "president of the Chess Union of Norland"
    opener = {token.lower_ for token in scene.doc[holding.role.head : name.start]}
    return org.country is not None and name.start > holding.role.head and "of" in opener


def _org(scene: Scene, holding: Holding) -> tuple[str, Entity | None]:
    """What the office belongs to: an entity when the article has one, else the words."""
    role = holding.role
    home = polity(holding.org)
    chamber = _is_chamber(scene, role)
    if chamber or _is_portfolio(scene, role):
        land = home.country if home is not None and not chamber else None
        return (land.name, land) if land is not None else ("", None)
    if home is not None and _is_state_body(scene, holding) and home.country is not None:
        return home.country.name, home.country
    if home is not None:
        # Organisations by the name that the text gives them: "NATO", not its full name.
        stated = role.org is not None and home.type == "organization" and home.polity is not None
        return (role.org.text if stated and role.org is not None else home.name), home
    if role.org is not None:
        # An adjective that no country of the article answers to names no organization.
        adjective = scene.findings.kinds.get(role.org) == "demonym"
        return ("" if adjective else role.org.text), None
    if role.owner is not None:
        owners = scene.discourse.resolve(role.owner, conjuncts=False)
        home = polity(owners[0]) if len(owners) == 1 else None
        if home is not None and home.type == "country" and role.noun in OF_FIRMS:
            home = None
        return (home.name, home) if home is not None else ("", None)
    return "", None


# ---- since and until ----------------------------------------------------------------------------


def _date_by_phrases(scene: Scene, office: _Office, times: Sequence[TimePhrase]) -> None:
    """ "from 1979 to 1986", "since May", "until 2008" inside or right after the role phrase."""
    for holding in office.holdings:
        role = holding.role
        if holding.how in ("predecessor", "successor", "counterpart"):
            continue
        behind = range(role.head + 1, role.end + 3)
        near = [p for p in times if p.start in behind or p.end == role.start]
        for phrase in near:  # led by it: "until May the president of Z"
            before = scene.doc[phrase.start - 1].lower_
            first = scene.doc[phrase.start].lower_
            time = phrase.time
            until = not {before, first}.isdisjoint(("until", "till"))
            if until:
                office.until = office.until or _end(time)
            if until or time.date is None:
                continue
            if "since" in (before, first):
                office.since = office.since or (
                    time.date.split("/")[0] if "/" in time.date else time.date
                )
            elif (
                "/" in time.date
                and time.precision in ("interval", "year")
                and time.start
                and time.end
            ):
                office.since, office.until = _year(time.start), _year(time.end)


def _end(time: Time) -> str | None:
    """Up to when: of "until May" the last such month that is over, told in whatever form."""
    year = re.search(r"\b(1[5-9]|20)\d\d$", time.phrase or "")
    if time.date is None and year:
        return year[0]
    if time.date is None or time.end is None or time.anchor is None:
        return time.date
    day = date.fromisoformat(time.end)
    ahead = day.isoformat() > time.anchor and str(day.year) not in (time.phrase or "")
    ahead = ahead and any(month in (time.phrase or "") for month in month_name[1:])
    month = time.precision != "day" and (day + timedelta(days=1)).day == 1
    if not (ahead or month):
        return time.date if "/" not in time.date else time.end
    then = day.year - ahead
    return f"{then}-{day.month:02d}" if month else f"{then}{time.end[4:]}"


def _year(iso: str) -> str:
    """The year of an interval's bound, when it is a year's first or last day."""
    return iso[:4] if iso[5:] in ("01-01", "12-31") else iso


def _goes_on(scene: Scene, office: _Office) -> bool:
    """Whether a verb in the present tells it: "left the ministry and now heads the union"."""
    return any(scene.doc[holding.role.head].tag_ == "VBZ" for holding in office.holdings)


def _date_by_events(
    scene: Scene, office: _Office, own: Sequence[_Office], changes: Sequence[Event]
) -> None:
    """An appointment gives `since`, a resignation `until`, of the office that it can be about."""
    if len(own) > 1 and office is not _current(own):
        return
    for event in changes:
        roles = {p.actor: p.role for p in event.participants}
        role = roles.get(office.person.id)
        if event.type == "appoint" and role is not None and (role == "target" or len(roles) == 1):
            office.since = office.since or event.date
        elif event.type == "resign" and role is not None and not _goes_on(scene, office):
            office.until = office.until or event.date


def _is_dated_change(event: Event) -> bool:
    """Whether somebody took up or left an office at a known time."""
    told = event.type in ("appoint", "resign") and event.status == "happened"
    return told and event.date is not None


def _current(offices: Sequence[_Office]) -> _Office:
    """The office that a person's appointment or resignation is about: not a former one."""
    past = lexicon().past
    now = [o for o in offices if not any(h.role.standing & past for h in o.holdings)]
    return (now or list(offices))[-1]


# ---- output -------------------------------------------------------------------------------------


def _tenure(scene: Scene, office: _Office) -> Tenure:
    best = max(office.holdings, key=lambda h: _CONFIDENCE.get(h.how, 0.7))
    return Tenure(
        person=office.person.id,
        office=office.title,
        org=office.org,
        org_actor=office.org_entity.id if office.org_entity is not None else None,
        since=office.since,
        until=office.until,
        evidence=_evidence(scene, best),
        confidence=_CONFIDENCE.get(best.how, 0.7),
        rule=f"office-{best.how}",
    )


def _evidence(scene: Scene, holding: Holding) -> tuple[Evidence, ...]:
    """The sentence that says it of the person, then the one that names the office."""
    spots = [holding.role.head] if holding.at is None else [holding.at, holding.role.head]
    if holding.role.person is not None:
        spots.append(holding.role.person.start)  # a parser may part a title from its name
    found = {scene.sentence(i): _sentence(scene.doc[i]) for i in spots}
    return tuple(found.values())


def _sentence(token: Token) -> Evidence:
    text = token.sent.text
    start = token.sent.start_char + len(text) - len(text.lstrip())
    return Evidence(start, start + len(text.strip()), text.strip(), ("office",))


def describe_offices(tenures: Sequence[Tenure], scene: Scene) -> None:
    """Set each person's `office` to his title as the article states it: "former President of Z"."""
    past = lexicon().past
    by_id = {entity.id: entity for entity in scene.discourse.entities}
    for tenure in tenures:
        person = by_id[tenure.person]
        if person.office is not None:
            continue
        standing = {
            word
            for holding in scene.held_by(person)
            if holding.role.office == tenure.office
            for word in holding.role.standing & past
        }
        title = (
            f"{tenure.office} of {tenure.org}"
            if tenure.org and tenure.org not in tenure.office
            else tenure.office
        )
        person.office = " ".join([*sorted(standing), title])
