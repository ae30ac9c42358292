"""Times that an event's clause does not govern: of a when-clause, an occasion, an order, a role.

Each function answers with the phrase that dates the event by one such wording, or with nothing;
`graph_builder.extraction.event_dating` asks them in turn.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graph_builder.extraction.event_lengths import days_told
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_support import top_of
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import (
    children,
    clause_above,
    frame_of,
    is_verbal,
    lemma_of,
    preposition,
)
from graph_builder.extraction.intervals import of_time
from graph_builder.extraction.status import judge
from graph_builder.extraction.temporal import Clock, resolve
from graph_builder.extraction.temporal_anchor import is_day
from graph_builder.extraction.temporal_hosts import SAYING
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Doc
from graph_builder.reading.predicates import Argument

# What happens on the occasion of something else, on its day.
OCCASIONAL = frozenset({"meet", "visit", "sign", "joint_statement", "agree"})
_ALONGSIDE = frozenset({"as", "while", "when", "after"})
_DATED_THINGS = frozenset(
    "attack shelling bombing strike raid invasion launch test killing arrest detention execution "
    "assassination decision move visit remark remarks coup crackdown seizure expulsion release "
    "murder massacre assault ambush airstrike explosion blast crash fire ruling verdict vote "
    "referendum election protest abduction kidnapping hanging sentencing incursion death "
    "resignation dismissal ouster sacking takeover mutiny passage adoption approval".split()
)
APART = frozenset({"follow", "precede"})
_OPINIONS = frozenset({"criticize", "praise", "demand", "threaten"})
_ABOUT = frozenset({"of", "for", "over", "about"})
_ARRANGED = frozenset(
    "arrange plan schedule prepare book pencil pencilled penciled set slate due fix organize "
    "organise bill earmark convene call".split()
)
_BOOKED = _ARRANGED | {"move", "put", "bring", "reserve"}
_LEAVING = frozenset("return leave depart fly go wave head set take bid".split())
_BEARS = frozenset({"bear", "carry", "have"})
_SAME_DAY = frozenset({"meet", "sign", "phone_call"})
_DURING = frozenset({"on", "during"})
_BY_TEXT = frozenset({"in", "through", "by", "with"})
# Of these the time at the end is that of what they are done to.
_HOLDING = frozenset("address attend chair preside moderate follow precede produce yield".split())
_LIMITS = frozenset({"by", "until", "till", "from", "before"})
_LONGEST_TIME = 8  # tokens; longer arguments are clauses with times of their own


def day_of_order(
    mention: Mention, owned: dict[int, list[TimePhrase]], clock: Clock
) -> TimePhrase | None:
    """ "Ordered them to leave on Thursday": said of the day just past, it dates the order.

    A bare weekday at the end that is the publication's or the one before: of a day to come a
    writer says "next Thursday" or "by Thursday".
    """
    verb, published = mention.trigger, clock.published
    if not is_verbal(verb) or verb.tag_ != "VBD" or published is None or not is_day(published):
        return None
    for part in (verb, *children(verb, "obj", "iobj")):
        for clause in children(part, "xcomp", "advcl", "acl"):
            for phrase in owned.get(clause.i, ()):
                if (
                    clause.tag_ != "VB"
                    or phrase.time.rule != "weekday"
                    or phrase.time.phrase is None
                ):
                    continue
                past = resolve(phrase.time.phrase, clock, tense="past")
                day = of_time(past)
                if day is not None and (published.start - day.start).days <= 1:
                    return replace(phrase, time=past)
    return None


def of_the_last(mention: Mention, times: Sequence[TimePhrase]) -> TimePhrase | None:
    """ "The first since X in 1928": the time inside the phrase that names X."""
    name = mention.hosts[0] if mention.hosts else mention.trigger
    if preposition(name) != "since" or is_verbal(name):
        return None
    inside = range(name.left_edge.i, name.right_edge.i + 1)
    after = (p for p in times if p.start in inside or name.i < p.start <= name.i + 4)
    return next((p for p in after if p.time.start is not None), None)


def before_when(mention: Mention, times: Sequence[TimePhrase]) -> TimePhrase | None:
    """ "Since 2021, when it shut its airspace": the time that the clause explains."""
    verb = next((h for h in mention.hosts if is_verbal(h)), None)
    when = next((c for c in verb.children if c.lower_ == "when"), None) if verb else None
    if when is None or when.i == when.sent.start:
        return None
    before = when.i - 1 if when.nbor(-1).text == "," else when.i
    end = before if before < when.i else when.i
    return next((p for p in times if p.end == end and p.time.start is not None), None)


def during_clause(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Will sign the pact when he visits Lima in May", "agreed when they met on Monday"."""
    occasional = mention.type in OCCASIONAL or mention.type == "phone_call"
    if not occasional or not is_verbal(mention.trigger):
        return None
    for clause in children(mention.trigger, "advcl"):
        if any(c.lower_ == "when" for c in clause.children):
            return next((p for p in owned.get(clause.i, ()) if p.time.start is not None), None)
    return None


def alongside(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "On Monday the rebels advanced as the two met": the time of the clause it goes with."""
    verb = mention.trigger
    marks = {c.lower_ for c in children(verb, "mark", "advmod")}
    if verb.dep_ != "advcl" or verb.tag_ != "VBD" or not marks & _ALONGSIDE:
        return None
    main = verb.head
    if main.dep_ == "ccomp" and main.tag_ == "VB":  # "announced it would leave as he arrived"
        main = main.head
    vague = marks & {"after"}  # of the same month or year, not of the same day
    found = (
        p
        for p in owned.get(main.i, ())
        if p.time.start is not None and (not vague or p.time.precision in ("month", "year"))
    )
    return next(found, None) if main.tag_ == "VBD" else None


@cache
def _occasions() -> frozenset[str]:
    """The nouns of what an encounter can be part of."""
    return lexicon().classes["encounters"] | lexicon().classes["venues"]


def of_occasion(mention: Mention, times: Sequence[TimePhrase]) -> TimePhrase | None:
    """ "An encounter on the sidelines of last Friday's summit": the time of what it was part of."""
    if mention.type not in OCCASIONAL:
        return None
    occasions, journeys = _occasions(), lexicon().classes["visits"]
    for phrase in times:
        host = phrase.host
        # "On a tour of Peru in June she signed a pact with the king"
        beside = host.lemma_.lower() in journeys and preposition(host) in _DURING
        if beside and host.head in mention.hosts and phrase.time.start is not None:
            return phrase
        if host == mention.trigger or host.lemma_.lower() not in occasions:
            continue
        for ancestor in host.ancestors:
            if ancestor.lemma_ in APART:
                break  # "the deal follows a meeting in March"
            if ancestor in mention.hosts:
                return phrase if phrase.time.start is not None else None
            if ancestor.lemma_.lower() not in occasions:
                break
    return None


def in_the_text(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Opened ties on 3 May through a joint communiqué": the day of what is done by the text."""
    noun, verb = mention.trigger, mention.trigger.head
    if mention.type != "joint_statement" or preposition(noun) not in _BY_TEXT:
        return None
    told = is_verbal(verb) and verb.lemma_ not in SAYING and judge(verb).real
    resolved = (p for p in owned.get(verb.i, ()) if p.time.start is not None)
    day = next((p for p in resolved if not _is_limit(p)), None)
    return day if told else None


def _is_limit(phrase: TimePhrase) -> bool:
    """ "By 2018", "until May": what is promised so is bound by it."""
    words = phrase.host.doc[max(phrase.start - 1, 0) : phrase.start + 1]
    return any(t.lower_ in _LIMITS for t in words)


def measured(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Sparred on Monday after two hours of talks": hours before an act are of its day."""
    top = top_of(mention.trigger)
    if is_verbal(mention.trigger) or top.lemma_.lower() not in ("hour", "minute"):
        return None
    if preposition(top) not in ("after", "following"):
        return None
    days = (p for p in owned.get(top.head.i, ()) if p.time.precision == "day")
    return next(days, None)


def after_talks(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Turned it down on Monday after a meeting with X": what is told so is of the same day."""
    top = top_of(mention.trigger)
    if is_verbal(mention.trigger) or mention.type not in _SAME_DAY or any(days_told(mention)):
        return None
    if preposition(top) not in ("after", "following") or not is_verbal(top.head):
        return None
    days = (p for p in owned.get(top.head.i, ()) if p.time.precision == "day")
    return next((p for p in days if p.end <= top.left_edge.i), None)


def arranged_for(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "A meeting, prepared by Peru in 1970, fell through", "a visit arranged for May"."""
    if is_verbal(mention.trigger):
        return None
    for part in mention.trigger.subtree:
        behind = part.dep_ in ("acl", "amod") and part.i > mention.trigger.i
        if behind and part.lemma_.lower() in _ARRANGED and part.tag_ in ("VBN", "JJ"):
            return next((p for p in owned.get(part.i, ()) if p.time.start is not None), None)
    return None


def booked_for(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "The visit is set for 3 May", "has been moved to Friday": the day that the verb sets."""
    top = mention.trigger if is_verbal(mention.trigger) else top_of(mention.trigger)
    verb = top.head
    if top.dep_ not in ("nsubj", "nsubj:pass") or lemma_of(verb).split("_")[0] not in _BOOKED:
        return None
    if mention.verdict.status != "planned":
        return None
    found = (p for p in owned.get(verb.i, ()) if p.time.start is not None and p.start > verb.i)
    return next(found, None)


def where_clause(
    mention: Mention, owned: dict[int, list[TimePhrase]], clock: Clock
) -> TimePhrase | None:
    """ "Comes by way of Lima, where the premier is laying on a breakfast on Thursday"."""
    if mention.type != "visit" or mention.place is None:
        return None
    place = mention.place.root
    for clause in (*children(place, "acl:relcl", "advcl"), *children(place.head, "advcl")):
        if clause.i < place.i or not any(c.lower_ == "where" for c in clause.children):
            continue
        days = (p for p in owned.get(clause.i, ()) if p.time.precision == "day")
        day = next(days, None)
        now, then = clock.published, of_time(day.time) if day is not None else None
        if now is None or then is None:
            continue
        if then.start >= now.start if mention.verdict.status == "planned" else judge(clause).real:
            return day
    return None


def of_document(mention: Mention, times: Sequence[TimePhrase]) -> TimePhrase | None:
    """ "The 1994 accord bears the signatures of X and Y": the year in the document's name."""
    if mention.type not in ("sign", "agree"):
        return None
    verb = next((t for t in (*mention.hosts, *mention.trigger.ancestors) if is_verbal(t)), None)
    if verb is None or verb.lemma_ not in _BEARS:
        return None
    named = {t.i for t in children(verb, "nsubj", "nsubj:pass")}
    years = (p for p in times if p.host.i in named and p.time.precision in ("year", "month"))
    return next(years, None)


def ended_by(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Flew home on Wednesday after a three-day visit": the day that it ended on.

    Nothing where no number of days says how long it was; see `event_lengths`.
    """
    top = top_of(mention.trigger)
    if mention.type != "visit" or is_verbal(mention.trigger) or not any(days_told(mention)):
        return None
    if preposition(top) not in ("after", "following") or top.head.lemma_ not in _LEAVING:
        return None
    days = (p for p in owned.get(top.head.i, ()) if p.time.precision == "day")
    return next(days, None)


def dates_the_object(phrase: TimePhrase, mention: Mention) -> bool:
    """ "Condemned the attack last Sunday": the attack was on Sunday.

    "Accused it of the killing of a general in 2023": so was the killing, as speech is told by days.
    """
    if mention.type in _OPINIONS and phrase.time.precision in ("month", "year"):
        about = (t.i for p, t in frame_of(mention.trigger).obliques if p in _ABOUT)
        if any(mention.trigger.i < i < phrase.start for i in about):
            return True
    thing = next(iter(children(mention.trigger, "obj")), None)
    if thing is None:
        return False
    last = phrase.host.doc[phrase.end - 1]
    if last.dep_ == "nmod:poss" and last.head == thing and last.lower_ != "today":
        return mention.type in _OPINIONS  # "criticized Monday's raid"
    if thing.i > phrase.start:
        return False
    of = phrase.host.doc[phrase.start - 1].lower_ == "of" and phrase.host.pos_ == "NOUN"
    if mention.type in _OPINIONS and of and phrase.host in thing.subtree:
        return True  # "condemned the raids of 9 May"
    return thing.lemma_.lower() in _DATED_THINGS or thing.lower_.endswith("ing")


def held_then(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Landed on Monday on her first trip", "presided over talks in Lima in March".

    The time of what somebody did on a journey, or did that is part of talks.
    """
    top = top_of(mention.trigger)
    verb, real = top.head, mention.verdict.real
    if is_verbal(mention.trigger) or not is_verbal(verb) or not real or not judge(verb).real:
        return None
    known = [p for p in owned.get(verb.i, ()) if p.time.start is not None]
    if mention.type == "visit" and preposition(top) in _DURING and mention.rule != "bound":
        return next(iter(known), None)
    if mention.type not in OCCASIONAL | {"phone_call"} or verb.lemma_ not in _HOLDING:
        return None
    behind = verb.lemma_ == "precede"
    return next((p for p in known if p.start > top.i > verb.i or behind), None)


def closing(mention: Mention, owned: dict[int, list[TimePhrase]]) -> TimePhrase | None:
    """ "Said after talks in Rome on Friday": the day that ends the phrase is that of the talks."""
    top = mention.trigger if is_verbal(mention.trigger) else top_of(mention.trigger)
    verb = clause_above(top)
    if preposition(top) not in ("after", "following") or verb.i > top.i:
        return None
    end = top.right_edge.i + 1
    days = (p for p in owned.get(verb.i, ()) if p.time.precision == "day")
    return next((p for p in days if p.start - end in (0, 1) and not top.doc[end].is_punct), None)


def _across(doc: Doc, i: int, argument: Argument) -> bool:
    """ "They will sign, she said on Tuesday": the time lies beyond the verb of saying."""
    above = doc[argument.head].head
    return i < above.i < argument.start and above.is_ancestor(doc[i])


def _in_participle(phrase: TimePhrase, i: int, doc: Doc) -> bool:
    """ "Met the premier, born in Lima in 1960": the time inside a participle after the act."""
    token = doc[phrase.end - 1]
    for above in token.ancestors:
        if above.dep_ == "acl" and above.tag_ in ("VBN", "VBG") and i < above.i < phrase.start:
            return all(t.text != "," for t in doc[above.i : phrase.start])
    return False


def by_roles(times: Sequence[TimePhrase]) -> dict[int, list[TimePhrase]]:
    """The phrases by the predicates that take them as their time, however the tree hangs them."""
    found: dict[int, list[TimePhrase]] = {}
    if not times:
        return found
    doc = times[0].host.doc
    for predicate in doc.predicates:
        for argument in predicate.args:
            if argument.role != "ARGM-TMP":
                continue
            near = [p for p in times if p.start < argument.end and argument.start < p.end]
            if not near or argument.end - argument.start > _LONGEST_TIME:
                continue
            words = doc.tokens[argument.start : argument.end]
            if words[0].lower_ == "since" or any(map(is_verbal, words)):
                continue
            if not _across(doc, predicate.i, argument):
                found.setdefault(predicate.i, []).extend(
                    p
                    for p in near
                    if not (p.host.i < p.start < predicate.i and p.host.lemma_ in SAYING)
                    and not _in_participle(p, predicate.i, doc)
                )
    return found
