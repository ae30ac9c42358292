"""From tellings to events: mentions of one occasion become one, their details pooled."""

from collections import Counter
from collections.abc import Sequence

from graph_builder.extraction import intervals
from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_contents import names_again
from graph_builder.extraction.event_lengths import leaves
from graph_builder.extraction.event_mentions import Mention, sentences_between
from graph_builder.extraction.event_same_place import place_words, places_agree
from graph_builder.extraction.event_standing import stands_alone
from graph_builder.extraction.event_support import top_of
from graph_builder.extraction.event_told import ToldEvents
from graph_builder.extraction.frames import children, frame_of, is_verbal, lemma_of, preposition
from graph_builder.extraction.intervals import Interval
from graph_builder.model import EventType

# Encounters: two tellings of one pair at compatible times and places are one occasion.
_ENCOUNTERS = frozenset({"meet", "visit", "phone_call", "joint_statement"})
# Of these, some are repeated, and news says so.
_REPEATED = frozenset({"meet", "phone_call"})
# Acts that befall somebody; of an office somebody leaves one at a time.
_ONCE = frozenset({"other", "resign", "attack"})
_ALIKE = 0.34  # share of the words of the shorter of two tellings of one act
_SET_OFF = frozenset(
    "again last first previously before once twice earlier later already previous next another "
    "subsequent follow-up return".split()
)
_BEFORE = frozenset({"ahead_of", "before", "prior_to"})
_OLD = 90  # days before publication
_NEAR = 5  # sentences from an encounter to who attended it
_LONGEST_STAY = 14  # days between arriving and leaving
_FURTHER = frozenset({"also", "too", "separately", "further", "furthermore", "additionally"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
_CALLED_OFF = frozenset(
    "skip cancel postpone scrap shelve abandon boycott shun snub miss axe scrub delay call_off "
    "put_off push_back".split()
)
# Events that a later noun takes up without naming its parties: "the deal", "the talks".
_TAKEN_UP: dict[EventType, tuple[EventType, ...]] = {
    "meet": ("meet",),
    "visit": ("visit",),
    "phone_call": ("phone_call",),
    "joint_statement": ("joint_statement",),
    "agree": ("agree", "sign"),
    "invite": ("invite",),
}


def merge(mentions: Sequence[Mention], published: Interval | None = None) -> list[list[Mention]]:
    """Groups of mentions of one event, in text order.

    A mention without enough parties joins an earlier event that it takes up, or is dropped. With
    the time of publication, what is told of long before is no event told without a time.
    """
    told = ToldEvents()
    counted = Counter((m.type, m.trigger.i) for m in mentions if m.time is not None)
    for mention in mentions:
        kin = {mention.type, *_TAKEN_UP.get(mention.type, ())}
        near = [told.groups[n] for n in sorted(_in_question(told, mention), reverse=True)]
        near = [g for g in near if g[0].type in kin]
        same = [g for g in near if _is_one(g, mention) and not _is_next_stop(g, mention)]
        # One of several that a verb tells with their times is none told without a time.
        listed = mention.type == "meet" and counted[mention.type, mention.trigger.i] > 1
        if listed or (published is not None and _is_of_old(mention, published)):
            same = [g for g in same if g[0].headline or any(m.time is not None for m in g)]
        if same:
            # A place decides which of several earlier events is meant ("the Nara meeting").
            placed = [g for g in same if any(place_words(x) & place_words(mention) for x in g)]
            chosen = (placed or _foreground(same))[0]
            taken = _mistaken(chosen, mention)
            for other in taken:
                chosen.remove(other)
            if taken:  # "the summit brings together X and Y": not the meeting it seemed to take up
                told.look_again(chosen)
                told.found([*taken, mention])
            else:
                told.join(chosen, mention)
        elif stands_alone(mention) and not mention.joins:
            told.found([mention])
    return told.groups


def _in_question(told: ToldEvents, mention: Mention) -> set[int]:
    """Those events told so far that `_is_one` may find to be that of `mention`."""
    beside = told.with_words(mention) | told.lately(mention, 0)
    taken_up = _TAKEN_UP.get(mention.type, ())
    if _is_attended(mention):
        return beside | told.lately(mention, _NEAR)
    if stands_alone(mention):
        signed = told.lately(mention, 1) if mention.type == "sign" else set()
        return beside | signed | told.of_related(mention.type, mention.entities)
    if len(mention.parties) == 0 or _is_brokered(mention):
        return beside | told.of_types(taken_up)
    return beside | told.with_party(taken_up, mention.entities[0])


def _is_of_old(mention: Mention, published: Interval) -> bool:
    """ "In May last year X met Y": told with its own parties and a time well before the story's."""
    time = intervals.of_time(mention.time.time) if mention.time is not None else None
    old = time is not None and (published.start - time.end).days > _OLD
    return old and is_verbal(mention.trigger) and stands_alone(mention)


def _mistaken(group: list[Mention], mention: Mention) -> list[Mention]:
    """Tellings without parties in a group that `mention`, of the same clause, shows to be another.

    What a clause says of an encounter tells which one its noun takes up: with none of the parties
    of the group it is a new one.
    """
    if mention.type not in _ENCOUNTERS or not stands_alone(mention):
        return []
    clause = [x for x in group if _one_clause(x, mention) and not stands_alone(x)]
    others = [x for x in group if x not in clause]
    known, new = _parties(others), _parties([mention])
    return clause if clause and others and not _related(known, new) else []


def _related(some: dict[int, Entity], others: dict[int, Entity]) -> bool:
    """Whether the sets share an actor, or one's actor serves a country of the other."""
    if set(some) & set(others):
        return True
    return any(a.country is b or b.country is a for a in some.values() for b in others.values())


def _foreground(groups: list[list[Mention]]) -> list[list[Mention]]:
    """Without events dated before another one: "the talks" are the latest told of."""
    ends = [(g, e) for g in groups for m in g if m.time and (e := m.time.time.end) is not None]
    latest = max((end for _, end in ends), default=None)
    old = {id(g) for g, end in ends if latest is not None and end < latest}
    return [g for g in groups if id(g) not in old] or groups


def _is_one(group: list[Mention], mention: Mention) -> bool:
    """Whether a telling is of a group's event; only those of `_in_question` are asked."""
    named = next((x for x in group if names_again(x, mention)), None)
    if named is not None:
        mention.verdict = named.verdict
    return named is not None or _same(group, mention)


def _same(group: list[Mention], mention: Mention) -> bool:
    same_type, alone = mention.type == group[0].type, stands_alone(mention)
    if same_type and any(_one_clause(x, mention) for x in group):
        # "Made calls to A and B": the verb's two and the noun's two.
        apart = alone and len(mention.entities) == len(_parties(group))
        return not apart or _same_parties(group, mention)
    whole = same_type and any(_is_whole(x) != _is_whole(mention) for x in group)
    whole = whole or (same_type and _is_ahead_of(group, mention))
    if whole or (alone and not same_type) or not all(_times_agree(x, mention) for x in group):
        return False
    agree = all(_status_agree(x, mention) for x in group)
    if not alone or _is_attended(mention):
        return agree and _takes_up(group, mention)
    if not (agree or (mention.anaphoric and not any(_called_off(x, mention) for x in group))):
        return False
    if agree and _signed_for(group, mention):
        mention.parties = []  # those for whom they signed are told already
        return True
    return _same_parties(group, mention) and _same_matter(group, mention)


def _is_next_stop(group: list[Mention], mention: Mention) -> bool:
    """ "A tour that takes her to Lima and Quito": two visits, told by one verb."""
    if mention.type != "visit" or group[0].type != "visit":
        return False
    told = (x for x in group if x.trigger == mention.trigger)
    return not all(places_agree(x, mention) for x in told)


def _is_ahead_of(group: list[Mention], mention: Mention) -> bool:
    """ "Had a one-on-one ahead of Thursday's summit": the summit is another encounter."""
    if is_verbal(mention.trigger) or preposition(top_of(mention.trigger)) not in _BEFORE:
        return False
    verb = top_of(mention.trigger).head
    return any(h in (verb, verb.head) for m in group for h in m.hosts)


def _is_attended(mention: Mention) -> bool:
    """ "The minister attended the meeting": the one told before, whoever was named there."""
    taken_up = mention.type == "meet" and mention.anaphoric and mention.place is None
    return taken_up and any(h.lemma_ in ("attend", "join") for h in mention.hosts)


def _called_off(happened: Mention, missed: Mention) -> bool:
    """ "Met on Tuesday … skipped the summit": what was held is not what was called off."""
    cues = {lemma_of(c) for c in missed.verdict.cues}
    return happened.verdict.real and missed.verdict.status == "denied" and bool(cues & _CALLED_OFF)


def _signed_for(group: list[Mention], mention: Mention) -> bool:
    """ "Two firms signed a deal. The deal was signed by X and Y": by their people."""
    if mention.type != "sign" or sentences_between(group[-1], mention) > 1:
        return False
    document = frame_of(mention.trigger).object if is_verbal(mention.trigger) else None
    known = document is not None and any(c.lower_ == "the" for c in children(document, "det"))
    people = all(e.type == "person" for e in mention.entities)
    others = all(e.type != "person" for x in group for e in x.entities)
    return known and people and others and not _same_parties(group, mention)


def _is_whole(mention: Mention) -> bool:
    """ "In Peru as part of her maiden journey": the trip of which a stop is told."""
    noun = mention.trigger
    part = mention.type == "visit" and noun.head.lemma_ == "part" and not is_verbal(noun)
    return part and preposition(noun) == "of"


def _same_matter(group: list[Mention], mention: Mention) -> bool:
    """Encounters agree in place, other acts in what they are about; a headline tells no second."""
    if mention.type in _ENCOUNTERS:
        other_occasion = mention.type in _REPEATED and _differ(group, mention)
        titled = mention.type == "visit" and group[0].headline and len(group) == 1
        agree = titled or all(places_agree(x, mention) for x in group)
        return not other_occasion and agree
    if any(_done_once(x, mention) for x in group):
        return True
    titled = group[0].headline and len(group) == 1 and not _is_further(mention)
    return titled or _same_content(group, mention)


def _is_further(mention: Mention) -> bool:
    """ "They also agreed to reopen the railway": another accord than that of the headline."""
    return any(c.lower_ in _FURTHER for c in children(mention.trigger, "advmod"))


def _done_once(a: Mention, b: Mention) -> bool:
    """ "Was arrested on Friday … when she was arrested": done to one person, in the same word."""
    if a.type not in _ONCE or a.trigger.lemma_ != b.trigger.lemma_:
        return False
    same = {id(e) for e in a.entities} == {id(e) for e in b.entities}
    return same and any(e.type == "person" and role != "participant" for e, role in b.parties[-1:])


def _differ(group: list[Mention], mention: Mention) -> bool:
    """Whether one of the two is set off in time and the other not; "the summit" points back."""
    if any(_for_the_press(x) for x in (*group, mention)) and not _again(mention):
        return False  # "the two had talked for an hour" before they met the press together
    before, now = any(another_time(x) for x in group), another_time(mention)
    return before != now and not (before and mention.anaphoric)


def _for_the_press(mention: Mention) -> bool:
    """ "At a joint press conference": it follows talks of the same day."""
    return mention.trigger.lemma_ in ("conference", "appearance") and not is_verbal(mention.trigger)


def _again(mention: Mention) -> bool:
    words = {c.lower_ for c in mention.trigger.children}
    return bool(words & (_SET_OFF - {"earlier", "later", "already"}))


def another_time(mention: Mention) -> bool:
    """Whether the words set an encounter off from others of the same actors.

    "Met again", "had met", "last met in May", "their previous talks", "a second meeting".
    """
    noun = not is_verbal(mention.trigger)
    around = (mention.trigger, top_of(mention.trigger)) if noun else (mention.trigger,)
    words = {c.lower_ for t in around for c in children(t, "advmod", "amod", "det")}
    words -= {"first"} if noun else set()
    had = any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in mention.trigger.children)
    a_second = bool(words & _ORDINALS) and bool(words & {"a", "another"})
    return had or a_second or bool(words & _SET_OFF)


def _one_clause(a: Mention, b: Mention) -> bool:
    """ "Reached a deal": verb and noun tell of the same thing."""
    first, second = a.trigger, b.trigger
    if first == second:
        return False  # two stops, two calls: told apart on purpose
    if abs(first.i - second.i) == 1 and first.sent is second.sent:
        return True  # "a ceasefire agreed between …", whatever the parser made of it
    return first in b.hosts or second in a.hosts


def _takes_up(group: list[Mention], mention: Mention) -> bool:
    if group[0].type not in _TAKEN_UP.get(mention.type, ()):
        return False
    if _is_attended(mention):
        near = sentences_between(group[-1], mention) <= _NEAR
        return near and not _differ(group, mention)
    if not (mention.anaphoric or mention.parties):
        return False
    if not mention.parties and all(_aside(x) and x.type == "meet" for x in group):
        return False  # "X, who met Y in May, was absent. The summit …": told in passing
    known = _parties(group)
    words = [place_words(x) for x in group if x.place is not None]
    if mention.place is not None and words and not any(w & place_words(mention) for w in words):
        return False
    return _is_brokered(mention) or all(id(entity) in known for entity in mention.entities)


def _is_brokered(mention: Mention) -> bool:
    """ "X brokered the deal": of whomever it is."""
    return mention.anaphoric and mention.only_mediated


def _aside(mention: Mention) -> bool:
    """Whether an encounter is told in a relative clause about a name."""
    verb = mention.trigger
    return is_verbal(verb) and verb.dep_ == "acl:relcl" and verb.head.pos_ == "PROPN"


def _parties(group: Sequence[Mention]) -> dict[int, Entity]:
    return {id(entity): entity for mention in group for entity in mention.entities}


def _same_parties(group: list[Mention], mention: Mention) -> bool:
    """The same actors, or one set within the other; a person may stand for the country served."""
    known, new = _parties(group), _parties([mention])
    if set(known) <= set(new) or set(new) <= set(known):
        return True
    return _interchange(
        [e for key, e in new.items() if key not in known],
        [e for key, e in known.items() if key not in new],
    )


def _interchange(some: list[Entity], others: list[Entity]) -> bool:
    """Whether each of some actors serves one of the others, or is the country that one serves.

    Two countries' leaders may be told beside a third person, too.
    """
    few, many = sorted((some, others), key=len)
    leaders = len(few) > 1 and all(e.type in ("person", "group") for e in many)
    if len(few) != len(many) and not leaders:
        return False
    return all(any(a.country is b or b.country is a for b in many) for a in few)


def _same_content(group: list[Mention], mention: Mention) -> bool:
    if not mention.content or not any(x.content for x in group):
        return mention.type == "sign"  # "put pen to paper" says nothing of its own
    names = {word for e in _parties([*group, mention]).values() for word in e.name.lower().split()}
    least = 1 if mention.type == "sign" else 2
    return any(_overlaps(x.content - names, mention.content - names, least) for x in group)


def _overlaps(some: frozenset[str], others: frozenset[str], least: int) -> bool:
    """Whether enough of what the shorter telling says is in the other one, too."""
    shared = len(some & others)
    return shared >= least and shared >= _ALIKE * min(len(some), len(others))


def _times_agree(a: Mention, b: Mention) -> bool:
    first = intervals.of_time(a.time.time) if a.time else None
    second = intervals.of_time(b.time.time) if b.time else None
    if first is None or second is None:
        return True
    if leaves(a) != leaves(b):  # arrived on Monday, left on Wednesday: one stay
        early, late = (second, first) if leaves(a) else (first, second)
        return 0 <= (late.end - early.start).days <= _LONGEST_STAY
    return first.end >= second.start and second.end >= first.start


def _status_agree(a: Mention, b: Mention) -> bool:
    statuses = {a.verdict.status, b.verdict.status}
    done = a.type == b.type == "other" and a.trigger.lemma_ == b.trigger.lemma_
    announced = done and statuses == {"happened", "planned"}  # "would close it … closed it"
    return len(statuses) == 1 or statuses == {"denied", "planned"} or announced
