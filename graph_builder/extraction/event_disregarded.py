"""Tellings that are no events of the record: games, habits, family, and people without a name."""

from collections.abc import Iterable, Iterator

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_contents import EXHAUSTIVE, asks_the_paper
from graph_builder.extraction.event_families import are_a_couple, is_family, is_kin
from graph_builder.extraction.event_fictions import is_game, is_pictured
from graph_builder.extraction.event_habits import does_alone, is_habit
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import is_of_leaders
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.event_visitors import (
    goes_home,
    is_private,
    last_word,
    returns_to_post,
)
from graph_builder.extraction.frames import child, children, first_conjunct, frame_of, is_verbal
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Token

# Acts in words: of somebody unnamed ("a diplomat cautioned") they are no political act.
_IN_WORDS = frozenset({"criticize", "praise", "demand", "threaten", "invite", "aid", "other"})
_BEFALL = frozenset({"other", "attack"})
_TALKING = frozenset(
    "talk speak discuss debate review explore examine study consider weigh".split()
)
_DIFFERING = frozenset({"disagree", "differ"})
_AUDIENCE = frozenset(
    "reporters journalists correspondents media press fans voters well-wishers onlookers".split()
)
_ENCOUNTERS = frozenset({"meet", "visit", "phone_call"})
_SINGLE = frozenset({"person", "organization"})
_SITTING = frozenset("parliament cabinet senate congress court jury legislature".split())
_PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "'s", "’s", "'d", "’d"})
_VIEWING = frozenset("oppose favor favour advocate support recommend dread".split())
_CHARGING = frozenset("accuse suspect blame charge".split())
_BODIES = frozenset({"ORG", "NORP"})
_SPANS = frozenset("year month week decade day".split())


def passes_by(mention: Mention) -> bool:
    """Games, habits, family, and words of people without a name."""
    habit = mention.type in _ENCOUNTERS and is_habit(mention)
    if habit or is_game(mention) or does_alone(mention):
        return True
    if _agrees_on_nothing(mention) or _is_no_meeting(mention) or _is_authored(mention):
        return True
    unheld = _is_absence(mention) or goes_home(mention) or is_private(mention)
    unheld = unheld or returns_to_post(mention) or _is_opposed(mention) or _is_unlived(mention)
    if unheld or is_pictured(mention.trigger):
        return True
    if mention.type == "visit" and mention.place is None and is_verbal(mention.trigger):
        # "New patients arrive one after another."
        mention.joins = mention.joins or not any(map(_bears_name, mention.entities))
    if mention.type in ("meet", "phone_call"):
        unofficial = any(is_kin(e) or _is_audience(e) for e in mention.entities)
        unofficial |= mention.type == "meet" and are_a_couple(mention)
        if unofficial or is_family(mention):
            return True
    if _appoints_nobody(mention) or (mention.type in _ENCOUNTERS and _is_own_country(mention)):
        return True
    return _is_of_nobody(mention) or asks_the_paper(mention)


def _is_of_nobody(mention: Mention) -> bool:
    """ "A suspect was detained", "a diplomat cautioned": of nobody who is told apart."""
    if mention.type == "joint_statement":  # "teachers and doctors published an open letter"
        return bool(mention.parties) and not _is_official(mention)
    if mention.type not in _BEFALL and mention.type not in _IN_WORDS:
        return False
    agents = [e for e, role in mention.parties if role == "agent"]
    if mention.type in _BEFALL and not agents:
        return not any(map(_is_told_apart, mention.entities))
    return mention.type in _IN_WORDS and bool(agents) and not any(map(_is_told_apart, agents))


def without_nobodies(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions; joint events and journeys without parties that one bare word tells of.

    "A builder" is nobody who is told apart. What is left with too few parties is no event.
    """
    for mention in mentions:
        if mention.type in EXHAUSTIVE and any(map(_is_bare, mention.entities)):
            mention.parties = [p for p in mention.parties if not _is_bare(p[0])]
            if len(mention.parties) < lexicon().types[mention.type].parties:
                continue
        yield mention


def _is_bare(entity: Entity) -> bool:
    """One person or body without a name of whom one word is all that is told."""
    told = not entity.named and entity.type in _SINGLE
    return told and entity.name.islower() and " " not in entity.name


def _is_authored(mention: Mention) -> bool:
    """ "A letter signed by the secretary": who wrote it, no accord."""
    if mention.type != "sign" or len(mention.entities) != 1 or not is_verbal(mention.trigger):
        return False
    paper = frame_of(mention.trigger).object
    return paper is not None and paper.lemma_.lower() in ("statement", "letter")


def _appoints_nobody(mention: Mention) -> bool:
    """ "Will appoint a successor": nobody that is told apart."""
    return mention.type == "appoint" and not any(map(_is_told_apart, mention.entities))


def _is_no_meeting(mention: Mention) -> bool:
    """ "Offered to mediate": they haven't met; "refused his hand when they met": they have."""
    verdict, lemma = mention.verdict, mention.trigger.lemma_
    if mention.type != "meet" or lemma not in ("mediate", "shake"):
        return False
    met = any(t.lemma_ == "meet" for t in mention.trigger.sent)
    return not verdict.real if lemma == "mediate" else verdict.status == "denied" and met


def _agrees_on_nothing(mention: Mention) -> bool:
    """ "Agreed to disagree"; "are negotiating an accord", "discussed a plan to end the war"."""
    verb = mention.trigger
    if mention.type != "agree" or not is_verbal(verb):
        return False
    among = verb.lemma_ == "agree" and len(mention.entities) == 1  # "EU ministers agreed"
    if mention.entities and not (among or _is_official(mention)):
        return True  # "teachers and parents must work out a plan"
    under_way = verb.tag_ == "VBG" and child(verb, "aux") is not None
    under_way = under_way and mention.verdict.real  # not "is inching towards a deal"
    first = first_conjunct(verb)
    topic = first.dep_ == "acl" and first.tag_ == "VB" and first.head.head.lemma_ in _TALKING
    return under_way or topic or any(c.lemma_ in _DIFFERING for c in children(verb, "xcomp"))


def _bears_name(entity: Entity) -> bool:
    """Whether an actor has a name, or one behind what it is called: "members of the Senate"."""
    return entity.named or any(word[0].isupper() for word in entity.name.split()[1:])


def _is_official(mention: Mention) -> bool:
    """Whether a party has a name or serves a land or body, or is of those who lead some."""
    told = (_bears_name(e) or (e.type == "person" and e.country) for e in mention.entities)
    return any(told) or any(_lead_some(e, mention) for e in mention.entities)


def _lead_some(entity: Entity, mention: Mention) -> bool:
    """ "G7 ministers", "Nordic leaders", but neither "Teachers" nor "Kenyan priests"."""
    doc = mention.trigger.doc
    for reference in entity.references if entity.type == "group" else ():
        before = doc[reference.start : reference.head]
        if is_of_leaders(doc[reference.head]) and any(t.ent_type_ in _BODIES for t in before):
            return True
    return False


def _is_told_apart(entity: Entity) -> bool:
    """Whether an actor has a name, or one in its description ("North Korean soldiers")."""
    words = entity.name.split()
    return (
        entity.named
        or (words[0].islower() and any(w[0].isupper() for w in words))
        or (entity.type != "person" and len(words) > 1 and words[0] not in _COUNTED)
    )


_COUNTED = frozenset({"Two", "Three", "Four", "Several", "Some", "Many"})


def _is_absence(mention: Mention) -> bool:
    """ "Have not met since 2019", "has never visited", "have yet to meet"; a cabinet that sits."""
    verb = mention.trigger
    alone = mention.parties[0][0] if len(mention.parties) == 1 else None
    if mention.type == "meet" and alone is not None and alone.type == "organization":
        return not _SITTING.isdisjoint(alone.name.lower().split())
    if mention.verdict.status != "denied" or mention.type not in _ENCOUNTERS:
        return False
    perfect = any(c.lower_ in _PERFECT for c in children(verb, "aux"))
    since = (p in ("since", "in", "for") and _is_span(t, p) for p, t in frame_of(verb).obliques)
    never = any(c.lower_ in ("never", "yet") for c in children(verb, "advmod"))
    yet = "yet" in verb.doc.forms[max(verb.i - 3, 0) : verb.i]  # "to meet", "to be met"
    return is_verbal(verb) and (yet or (perfect and (never or any(since))))


def _is_opposed(mention: Mention) -> bool:
    """ "Opposed talking to the rebels", "accused her of dining with thieves": only spoken of.

    But "backed the plan, meeting him in Rome", "defended it before flying to Lima" tell of more.
    """
    verb = mention.trigger
    if mention.type not in _ENCOUNTERS or verb.tag_ != "VBG" or not is_verbal(verb):
        return False
    if verb.head.lemma_ in _CHARGING and "of" in verb.below:
        return not all(map(_bears_name, mention.entities))
    return verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _VIEWING


def _is_unlived(mention: Mention) -> bool:
    """ "Would not have shared a lift with him": what never came about."""
    verb = mention.trigger
    if mention.type not in _ENCOUNTERS or verb.tag_ != "VBN" or not is_verbal(verb):
        return False
    return "would" in verb.below and "have" in verb.below and not NEGATIONS.isdisjoint(verb.below)


def _is_span(time: Token, case: str) -> bool:
    """ "Since 2019", "in three years"."""
    return case == "since" or time.lemma_ in _SPANS


def _is_own_country(mention: Mention) -> bool:
    """Whether an encounter has no parties but somebody and the country that he serves."""
    if len(mention.parties) != 2:
        return False
    a, b = mention.entities
    pairs = [(a, a), (a, b), (b, a), (b, b)]
    return any(one.country is other and other.type == "country" for one, other in pairs)


def _is_audience(entity: Entity) -> bool:
    """Reporters and the public: who speaks to them meets nobody."""
    return not entity.named and last_word(entity) in _AUDIENCE
