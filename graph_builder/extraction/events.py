"""What happened: events of an article, from its predicates and its event nouns.

`find_events` reads top to bottom: temporal phrases, mentions told by verbs and nouns, their times,
then mentions of one occasion merged into an event.
"""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_calls import leave_unanswered, without_echoes
from graph_builder.extraction.event_company import in_company
from graph_builder.extraction.event_counting import count_times
from graph_builder.extraction.event_dating import date_mentions
from graph_builder.extraction.event_detected import detected_mentions
from graph_builder.extraction.event_disregarded import without_nobodies
from graph_builder.extraction.event_gates import mark_ahead, worth_telling
from graph_builder.extraction.event_guests import accepted, followers, hosted
from graph_builder.extraction.event_inference import implied_mentions, implied_visits, lend_partners
from graph_builder.extraction.event_lengths import length_of
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_merging import merge
from graph_builder.extraction.event_nouns import noun_mentions, telling_nouns
from graph_builder.extraction.event_occasions import occasions
from graph_builder.extraction.event_place_sharing import share_places
from graph_builder.extraction.event_places import is_land, land_of, place_of_heading
from graph_builder.extraction.event_refutations import refute
from graph_builder.extraction.event_rings import RINGING, rings
from graph_builder.extraction.event_sharing import share_times
from graph_builder.extraction.event_sojourns import COMING, bound_or_staying, came_from, sojourns
from graph_builder.extraction.event_stays import IN_PERSON, acts_abroad, staying, stays
from graph_builder.extraction.event_stops import STOPS, stops
from graph_builder.extraction.event_verbs import verb_mentions
from graph_builder.extraction.intervals import SHARPNESS, of_time
from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.temporal_phrases import TimePhrase, find_times
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.extraction.transcripts import Transcript
from graph_builder.model import Event, Evidence, Participant, Role, Status, Support, Time
from graph_builder.model import Span as TextSpan

_UNRESOLVED = Time()
_ABBREVIATION = 3  # letters: "UAE" is no shouted name


def find_events(
    doc: Doc,
    discourse: Discourse,
    clock: Clock,
    times: list[TimePhrase] | None = None,
    transcript: Transcript | None = None,
) -> list[Event]:
    """The events that `doc` tells of; ids are e1, e2 … in text order.

    `times` are its temporal phrases, when they were found already; `transcript` holds the turns of
    an interview.
    """
    times = find_times(doc, clock) if times is None else times
    mentions = sorted(_mentions(doc, discourse), key=lambda m: m.trigger.i)
    _mark_headline(doc, mentions)
    _locate(mentions, discourse)
    worth = without_echoes(worth_telling(doc, mentions, discourse, transcript))
    disregarded, mentions = set(mentions).difference(worth), worth
    answered = [*accepted(doc, mentions, discourse), *followers(doc, mentions, discourse)]
    mentions = sorted([*mentions, *answered], key=lambda m: m.trigger.i) if answered else mentions
    mark_ahead(mentions)
    mentions = lend_partners(mentions, discourse)
    mentions += detected_mentions(doc, mentions, disregarded, discourse)
    mentions.sort(key=lambda m: m.trigger.i)
    refute(doc, mentions)
    leave_unanswered(mentions)
    date_mentions(mentions, times, clock)
    for mention in mentions:
        if mention.place is None and mention.time is not None and mention.time.heads:
            mention.place = place_of_heading(mention.time, discourse)
    mentions = [m for m in mentions if m.time is not None or not m.needs_time]
    mentions = [o for m in without_nobodies(mentions) for o in occasions(m, times, discourse)]
    share_places(mentions, discourse)
    _locate(mentions, discourse)
    groups = merge(mentions, clock.published)
    count_times(groups, clock)
    share_times(groups, doc, clock, times)
    groups += [[m] for m in (*implied_mentions(groups), *implied_visits(groups, discourse))]
    return [_event(f"e{n}", group, clock) for n, group in enumerate(groups, start=1)]


def _mentions(doc: Doc, discourse: Discourse) -> Iterator[Mention]:
    places, nouns, bound = staying(doc), telling_nouns(doc), bound_or_staying(doc)
    nominal = {t.i for t in doc.of_lemmas(STOPS)} | {t.i for t in doc.of_lemma("guest")}
    told = places | nouns | bound | nominal
    for token in doc.tokens:
        if token.verbal:
            if token.pos_ != "AUX":
                yield from verb_mentions(token, discourse)
                if token.lemma_ in RINGING:
                    yield from rings(token, discourse)
                if token.lemma_ in IN_PERSON:
                    yield from acts_abroad(token, discourse)
                if token.lemma_ in COMING:
                    yield from came_from(token, discourse)
        elif token.i in told:
            if token.i in nouns:
                yield from noun_mentions(token, discourse)
            if token.i in places:
                yield from stays(token, discourse)
            if token.i in nominal:
                yield from (hosted if token.lemma_ == "guest" else stops)(token, discourse)
            if token.i in bound:
                yield from sojourns(token, discourse)
    yield from in_company(doc, discourse)


def _locate(mentions: list[Mention], discourse: Discourse) -> None:
    """Tell in which countries the places of the mentions lie."""
    for mention in mentions:
        if mention.place is not None:
            mention.land = land_of(mention.place.text, discourse)
            mention.nationwide = is_land(mention.place.text, discourse)


def _mark_headline(doc: Doc, mentions: list[Mention]) -> None:
    """Mark the mentions of a first line that looks like a title: short, no sentence's end."""
    line = doc.text.split("\n", 1)[0]
    if len(line) == len(doc.text) or len(line.split()) > 25 or line.rstrip().endswith("."):
        return
    for mention in mentions:
        mention.headline = mention.trigger.idx < len(line)


# ---- the event ----------------------------------------------------------------------------------


def _event(event_id: str, group: list[Mention], clock: Clock) -> Event:
    main = max(group, key=lambda m: (len(m.parties), m.time is not None, -m.trigger.i))
    parties = list(main.parties)
    for mention in group:
        if mention is not main:
            known = {id(e) for e, _ in parties}
            parties += [(e, r) for e, r in mention.parties if id(e) not in known]
    parties = _without_represented(parties)
    dated = [m for m in group if m.time is not None and m.time.time.start is not None]
    best = max(dated, key=lambda m: SHARPNESS[m.time.time.precision] if m.time else 0, default=None)
    time = best.time.time if best is not None and best.time is not None else _unresolved(group)
    time = length_of(group) or _whole_stay(group, time)
    placed = [m.place for m in [main, *group] if m.place is not None]
    names = list(dict.fromkeys(_unshouted(p.text) for p in placed))
    if _is_past(group) and _is_ahead(time, clock):
        time = _UNRESOLVED  # "signed a plan to close the port on Monday": the closing's day
    status = _status(group, time, clock)
    trigger = main.trigger
    return Event(
        id=event_id,
        type=main.type,
        participants=tuple(Participant(e.id, r) for e, r in parties),
        place=names[0] if names else None,
        place_alt=tuple(names[1:]),
        date=time.date,
        time=time,
        status=status,
        basis="stated" if any(m.basis == "stated" for m in group) else "inferred",
        trigger=TextSpan(trigger.idx, trigger.idx + len(trigger.text), trigger.text),
        evidence=tuple(_evidence(main, group, best)),
        confidence=round(main.confidence, 3),
        rule=main.rule,
    )


def _whole_stay(group: list[Mention], time: Time) -> Time:
    """Of a visit told with its days and with one of them ("today … through tomorrow"): its days."""
    if group[0].type != "visit" or time.precision != "day":
        return time
    stays = (m.time.time for m in group if m.time and m.time.time.precision == "days")
    return next((t for t in stays if _within(time, t)), time)


def _unshouted(place: str) -> str:
    """ "LIMA", as a dateline writes it: "Lima"."""
    return place.title() if place.isupper() and len(place) > _ABBREVIATION else place


def _within(day: Time, stay: Time) -> bool:
    inner, outer = of_time(day), of_time(stay)
    return inner is not None and outer is not None and inner.within(outer)


def _without_represented(parties: list[tuple[Entity, Role]]) -> list[tuple[Entity, Role]]:
    """Where tellings name leaders here and their countries there, the leaders stand for both."""
    people = [e for e, _ in parties if e.type != "country" and e.country is not None]
    if len(people) < 2:
        return parties
    served = {id(e.country) for e in people}
    return [(e, role) for e, role in parties if e.type != "country" or id(e) not in served]


def _unresolved(group: list[Mention]) -> Time:
    return next((m.time.time for m in group if m.time is not None), _UNRESOLVED)


def _status(group: list[Mention], time: Time, clock: Clock) -> Status:
    statuses = {m.verdict.status for m in group}
    if "denied" in statuses:
        return "denied"
    if statuses == {"planned", "hypothetical"}:
        return "planned"  # "is likely to visit … the proposed visit"
    status = group[0].verdict.status if len(statuses) == 1 else "happened"
    if status == "happened" and _is_ahead(time, clock):
        return "planned"
    published = clock.published
    past = time.end and published and time.end < published.start.isoformat()
    if status == "planned" and past and all(_is_present(m.trigger) for m in group):
        return "happened"  # "December 2023: the president visits Athens"
    return status


def _is_past(group: list[Mention]) -> bool:
    """Whether all tellings are of what happened, one of them by a verb in the simple past."""
    real = all(m.verdict.status == "happened" for m in group)
    return real and any(m.trigger.tag_ == "VBD" for m in group)


def _is_ahead(time: Time, clock: Clock) -> bool:
    """Whether a time begins after the day of publication."""
    published = clock.published
    return bool(time.start and published and time.start > published.end.isoformat())


def _is_present(verb: Token) -> bool:
    aux = any(c.dep_ in ("aux", "aux:pass") for c in verb.children)
    return verb.tag_ in ("VBZ", "VBP") and not aux


def _evidence(main: Mention, group: list[Mention], dated: Mention | None) -> Iterator[Evidence]:
    supports: list[Support] = ["trigger", "participant"]
    if main.place is not None:
        supports.append("place")
    if dated is main:
        supports.append("date")
    yield _sentence(main.trigger.sent, tuple(supports))
    seen = {main.trigger.sent.start}
    for mention in group:
        sentence = mention.trigger.sent
        if sentence.start in seen:
            continue
        seen.add(sentence.start)
        more: list[Support] = ["participant"]
        if mention is dated:
            more.append("date")
        if mention.place is not None:
            more.append("place")
        yield _sentence(sentence, tuple(more))
    elsewhere: list[tuple[Span, Support]] = []  # a day or place of the story, told before
    if dated is not None and dated.time is not None:
        elsewhere.append((dated.trigger.doc[dated.time.start].sent, "date"))
    elsewhere += [(m.place.root.sent, "place") for m in (main, *group) if m.place is not None]
    for told, what in elsewhere:
        if told.start not in seen:
            seen.add(told.start)
            yield _sentence(told, (what,))


def _sentence(sentence: Span, supports: tuple[Support, ...]) -> Evidence:
    """A sentence without the blank space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    stripped = text.strip()
    return Evidence(start, start + len(stripped), stripped, supports)
