"""Times that events share: of the event they stand in, of the story's day, of a kind of text."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph_builder.extraction.event_dating_own import SPEECH
from graph_builder.extraction.event_forms import told_live
from graph_builder.extraction.event_mentions import Mention, sentences_between
from graph_builder.extraction.event_merging import another_time
from graph_builder.extraction.event_scenes import time_of_plan, time_of_scene
from graph_builder.extraction.frames import children, is_verbal, preposition
from graph_builder.extraction.intervals import SHARPNESS
from graph_builder.extraction.temporal import Clock, as_time
from graph_builder.extraction.temporal_phrases import TimePhrase
from graph_builder.extraction.tokens import Doc
from graph_builder.model import Time

_INSIDE = ("in", "at", "during")
_AFTER = ("after", "following")  # "after the talks they issued a joint statement"
# Encounters that go on a story, and those that give its day; how many sentences it goes on.
_IN_A_STORY = frozenset({"meet", "visit", "joint_statement", "sign"})
_LEADS = frozenset({"meet", "visit", "joint_statement", "sign", "agree"})
_STORY = 2
# What comes out of talks; how many sentences after them it is told of as theirs.
_OUTCOMES = frozenset({"agree", "joint_statement", "sign"})
_TALKS = frozenset({"meet", "phone_call"})
_REACH = 5
_PRESS = re.compile(
    r"^(?:(?:press|news) (?:release|statement)"
    r"|joint (?:press )?(?:statement|declaration|communiqu[eé]))"
    r"(?:$|\s*[:,–—-]|\s+(?:of|by|on|from|between|issued|no)\b)",
    re.IGNORECASE,
)
# Acts of speech among the acts without a type.
_WAS = frozenset({"was", "were"})
_SO_OFTEN = frozenset("once twice often never ever before already".split())
_NOW = frozenset({"has", "have", "is", "are"})
_PROPOSING = frozenset({"propose", "announce", "declare", "offer", "apologize", "apologise"})


def share_times(
    groups: Sequence[list[Mention]], doc: Doc, clock: Clock, times: Sequence[TimePhrase]
) -> None:
    """Date undated events from the event they stand in, or by what kind of text this is."""
    by_trigger = {m.trigger.i: group for group in groups for m in group}
    opening = doc.text.split("\n", 3)[:3]
    press = len(opening) > 1 and any(_PRESS.match(line) for line in opening)
    for position, group in enumerate(groups):
        if time_of(group) is not None:
            continue
        for mention in group:
            frame = _frame_time(mention, by_trigger)
            if frame is not None:
                mention.time = frame
        main = group[0]
        if time_of(group) is None and main.verdict.status in ("happened", "denied"):
            main.time = _of_the_talks(main, groups[:position]) or main.time
        if time_of(group) is None and main.verdict.status == "happened":
            story = _of_the_story(group, groups[:position]) or _of_the_stop(main, groups)
            main.time = story or main.time
        if time_of(group) is None:
            plan = time_of_plan(group, groups[:position])
            main.time = plan or time_of_scene(main, times, clock) or main.time
        if time_of(group) is None and (main.verdict.status == "happened" or main.rule == "bound"):
            over = press and _after_earlier_talks(main, groups[:position], clock)
            rule = _performed(main, press and not over) or _live(main) or _just_told(main, times)
            if rule is not None and clock.published is not None:
                time = as_time(clock.published, anchor=clock.name, rule=rule)
                main.time = TimePhrase(main.trigger.i, main.trigger.i, main.trigger, time)


def _of_the_story(group: Sequence[Mention], before: Sequence[list[Mention]]) -> TimePhrase | None:
    """The day of the encounter told just before with one of the same people.

    "He landed on Tuesday. The king embraced him": the story goes on on that day, unless its words
    set the encounter off in time ("had met", "again").
    """
    main = group[0]
    if main.type not in _IN_A_STORY or not _goes_on(main):
        return None
    people = {id(e) for e in main.entities if e.type == "person"}
    for other in reversed(before):
        lead = other[0]
        if other is group or lead.type not in _LEADS or not people & {id(e) for e in lead.entities}:
            continue
        time = time_of(other)
        near = sentences_between(lead, main) <= _STORY
        if time is None or not near or lead.verdict.status != "happened":
            return None
        day = next((m.time for m in other if m.time and m.time.time is time), None)
        return day if time.precision == "day" else None
    return None


def _of_the_talks(act: Mention, before: Sequence[list[Mention]]) -> TimePhrase | None:
    """ "They met on Monday … She said that she and the king agreed to trade": on Monday."""
    if act.type not in _OUTCOMES or another_time(act):
        return None
    parties = {id(e) for e in act.entities}
    for group in reversed(before):
        lead = group[0]
        if not (lead.type in _TALKS or lead.type in _OUTCOMES) or not lead.verdict.real:
            continue
        both = {id(e) for m in group for e in m.entities}
        if both != parties and not (len(parties) > 1 and parties <= both):
            continue
        time = time_of(group)
        if sentences_between(group[-1], act) > (_REACH if lead.type in _TALKS else _STORY):
            continue
        day = next((m.time for m in group if m.time and m.time.time is time), None)
        return day if _is_day(day) else None
    return None


def _of_the_stop(visit: Mention, groups: Sequence[list[Mention]]) -> TimePhrase | None:
    """ "On a visit to Rome, where he met the king on Monday": the day of what he did there."""
    if visit.type != "visit" or visit.place is None:
        return None
    for group in groups:
        there = group[0]
        relative = there.type == "meet" and there.place is not None and there.time is not None
        if not relative or there.trigger.sent is not visit.trigger.sent:
            continue
        verb = next((t for t in (there.trigger, *there.trigger.ancestors) if is_verbal(t)), None)
        where = verb is not None and any(c.lower_ == "where" for c in verb.children)
        same = there.place is not None and there.place.text == visit.place.text
        if where and same and set(map(id, visit.entities)) <= set(map(id, there.entities)):
            return there.time if _is_day(there.time) else None
    return None


def _is_day(phrase: TimePhrase | None) -> bool:
    return phrase is not None and phrase.time.precision == "day"


def _goes_on(mention: Mention) -> bool:
    """Whether an encounter is told in the plain past of a main clause."""
    verb = mention.trigger
    if not is_verbal(verb):  # "told a news conference with him": the verb that the noun stands by
        verb = verb.head
    told = verb.tag_ == "VBD" or not verb.below.isdisjoint(_WAS)  # "was received by the king"
    plain = is_verbal(verb) and told and not another_time(mention)
    if verb != mention.trigger and mention.trigger.dep_ != "obj":
        return False
    return plain and verb.dep_ in ("ROOT", "conj", "parataxis")


def time_of(group: Sequence[Mention]) -> Time | None:
    """The sharpest resolved time of a group; None if it has none."""
    times = [m.time.time for m in group if m.time is not None and m.time.time.start is not None]
    if not times:
        return None
    return max(times, key=lambda t: SHARPNESS[t.precision])


def _frame_time(mention: Mention, by_trigger: dict[int, list[Mention]]) -> TimePhrase | None:
    """ "At their press conference he declared …", "in the call she thanked …"."""
    status = mention.verdict.status
    if not any(map(is_verbal, mention.hosts)) or status not in ("happened", "planned"):
        return None
    verb = next(host for host in mention.hosts if is_verbal(host))
    for dependent in children(verb, "obl"):
        group = by_trigger.get(dependent.i)
        if group is not None and group[0].verdict.status != status:
            continue
        case = preposition(dependent)
        after = case in _AFTER and mention.type in _IN_A_STORY | {"agree"}
        if group is not None and (case in _INSIDE or after):
            sharpest = time_of(group)
            return next((m.time for m in group if m.time and m.time.time is sharpest), None)
    return None


def _just_told(mention: Mention, times: Sequence[TimePhrase]) -> str | None:
    """An encounter of an entry of a running report that tells no other time than its own.

    "15.10 The king went to see her at lunchtime".
    """
    verb = mention.trigger
    verb = next((w for w in (verb, *mention.hosts, verb.head) if w.tag_ == "VBD"), verb)
    told = verb.tag_ == "VBD" and (mention.type in _LEADS or mention.type in _TALKS)
    if not told or another_time(mention) or not told_live(verb):
        return None
    doc = verb.doc
    feeds = [-1, *doc.line_ends]
    line = bisect_left(feeds, verb.i)
    low, high = feeds[line - 1], feeds[line] if line < len(feeds) else len(doc)
    dated = (p for p in times if low < p.start < high and p.time.start is not None)
    return None if any(dated) else "live"


def _performed(mention: Mention, press: bool) -> str | None:
    """The speech acts that a press release or signed statement itself performs."""
    infinitive = mention.verdict.perfect or mention.trigger.tag_ in ("VB", "VBN")
    spoken = mention.type in SPEECH or mention.trigger.lemma_ in _PROPOSING
    return "performative" if press and spoken and not infinitive else None


def _after_earlier_talks(act: Mention, before: Sequence[list[Mention]], clock: Clock) -> bool:
    """ "Held talks on 17 June … thanked her": a release of the 18th tells of that day's words."""
    if act.trigger.tag_ != "VBD" or clock.published is None:
        return False
    parties = {id(e) for e in act.entities}
    for group in reversed(before):
        known = {id(e) for m in group for e in m.entities}
        talks = group[0].type == "meet" and not another_time(group[0]) and known & parties
        time = time_of(group) if talks else None
        if time is not None and time.end is not None:
            return time.precision == "day" and time.end < clock.published.start.isoformat()
    return False


def _live(mention: Mention) -> str | None:
    """An entry of a running report that opens with a time of day, told as it happens.

    "15.10 The king receives her", "has received her", "is in the capital".
    """
    trigger = mention.trigger
    clause = next((w for w in (trigger, *mention.hosts) if is_verbal(w)), trigger)
    present = mention.verdict.tense == "present" or mention.rule == "bound"
    now = present and clause.tag_ in ("VBZ", "VBP")
    now = now or any(c.lower_ in _NOW for c in children(clause, "aux", "cop"))
    once = not clause.below.isdisjoint(_SO_OFTEN)
    return "live" if now and not once and told_live(trigger) else None
