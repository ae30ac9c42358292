"""What people do by habit, or each for himself: it tells of no encounter between them."""

from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.frames import children, first_conjunct, frame_of, is_verbal
from graph_builder.extraction.tokens import Token

_OFTEN = frozenset({"often", "regularly", "frequently", "usually", "routinely"})
# Beside a verb in the present.
_HABITS = frozenset(
    "every each regularly usually often typically always daily weekly yearly annually".split()
)
_RESOLVING = frozenset("agree pledge promise undertake decide resolve resume vow plan".split())
_TIMES = frozenset({"once", "twice"})
_PER = frozenset({"a", "an", "per", "each", "every"})
_SPANS = frozenset({"week", "month", "year"})
_SEASONS = frozenset("day quarter spring summer autumn fall winter time".split())
_FOND = frozenset({"like", "love", "enjoy", "prefer", "hate", "dislike", "loathe"})
_CONDITIONAL = frozenset({"would", "'d", "’d"})
_APART = frozenset({"separate", "different", "opposite", "respective", "own"})


def is_habit(mention: Mention) -> bool:
    """ "Used to visit", "visits every summer", "likes to fish with the king"."""
    verb = mention.trigger
    if not is_verbal(verb):
        return False
    above = verb.head
    used = above.lemma_ == "use" and verb.dep_ == "xcomp"  # "used to visit"
    often = not _OFTEN.isdisjoint(verb.below)
    # "Sees him every year", "agreed to resume talks and to meet every year".
    present = verb.tag_ in ("VBZ", "VBP")
    first = first_conjunct(verb)
    resolved = verb.tag_ == "VB" and first.dep_ == "xcomp" and first.head.lemma_ in _RESOLVING
    return used or often or _is_fond(verb) or ((present or resolved) and _recurs(verb))


def _recurs(verb: Token) -> bool:
    """ "Every summer", "twice a year"; but not "each other", nor what a clause below it tells."""
    below = {t.lower_ for t in verb.subtree}
    if below.isdisjoint(_HABITS | _TIMES):
        return False
    further = {t.i for c in _clauses(verb) for t in c.subtree}
    words = [t for t in verb.subtree if t.i not in further]
    told = {t.lower_ for t in words if not (t.lower_ == "each" and t.nbor().lower_ == "other")}
    if verb.tag_ != "VB":
        return not _HABITS.isdisjoint(told)
    # "Plans to visit each of the islands" tells of one journey.
    often = (t for t in words if t.lower_ in _HABITS and t.nbor().lower_ not in ("other", "of"))
    timed = any(t.dep_ != "det" or _is_time(t.head) for t in often)
    # "Once a year", but not "once more", "once the year is over".
    return timed or any(t.lower_ in _TIMES and t.nbor().lower_ in _PER for t in words)


def _is_time(noun: Token) -> bool:
    return noun.ent_type_ == "DATE" or noun.lemma_.lower() in _SPANS | _SEASONS


def _clauses(verb: Token) -> list[Token]:
    """The relative and adverbial clauses below a verb, and what it says."""
    within = {*verb.relations} & {"advcl", "ccomp", "parataxis"}
    return [
        *(t for t in verb.subtree if t.dep_ == "acl:relcl" and t is not verb),
        *children(verb, *within),
    ]


def _is_fond(verb: Token) -> bool:
    """ "Likes to walk with her"; but "would like to" is a wish, and "liked seeing her" is done."""
    above = verb.head
    if above.lemma_ not in _FOND or verb.dep_ != "xcomp":
        return False
    return _CONDITIONAL.isdisjoint(c.lower_ for c in above.children)


def does_alone(mention: Mention) -> bool:
    """ "A and B each opened a bridge", "walked to separate cars": not with each other.

    Holds of verbs whose subjects are all the parties there are.
    """
    verb = mention.trigger
    if mention.type != "meet" or not is_verbal(verb):
        return False
    own = {id(e) for e in mention.own}
    if any(id(e) not in own for e in mention.entities):
        return False
    frame = frame_of(verb)
    beside = (verb, *([frame.subject] if frame.subject is not None else []))
    each = any(c.lower_ == "each" and not children(c, "fixed") for t in beside for c in t.children)
    things = [t for _, t in frame.obliques] + ([frame.object] if frame.object is not None else [])
    apart = any(c.lower_ in _APART for t in things for c in t.children)
    return apart or (each and "other" not in verb.below)


def merely_does(mention: Mention) -> bool:
    """ "A and B drink only water", "neither danced": a trait, or nothing that took place.

    For wordings that tell of an encounter only by what two did in one place: in the bare present,
    without a time, they tell what somebody is like.
    """
    verb = mention.trigger
    if mention.verdict.status == "denied":
        return True
    present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and verb.dep_ == "ROOT")
    bare = present and not children(verb, "aux", "aux:pass", "mark")
    timed = any(t.ent_type_ == "DATE" for t in verb.sent)
    return bare and not timed and not _in_first_line(verb)


def _in_first_line(verb: Token) -> bool:
    """Whether a word stands in a first line that others follow: headlines tell in the present."""
    end = verb.doc.text.find("\n")
    return verb.idx < end
