"""Whose text a joint statement is: several who issue, write or speak in one, whatever it is called.

A statement, communiqué or declaration of several is a joint one by itself. A letter, appeal, note
or text is where words say so ("a joint appeal", "launched together") or where several publish it or
speak in it ("in an open letter, X and Y call on …").
"""

from collections.abc import Sequence

from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import actors_at, is_of_leaders, parties_at
from graph_builder.extraction.event_types import NounPattern, VerbPattern, lexicon
from graph_builder.extraction.frame_arguments import verb_above
from graph_builder.extraction.frames import (
    Frame,
    child,
    children,
    conjuncts,
    frame_of,
    is_verbal,
    preposition,
)
from graph_builder.extraction.tokens import Token

JOINT = frozenset(
    "joint common shared trilateral tripartite collective united quadripartite four-party "
    "three-party two-party three-way".split()
)
_TOGETHER = frozenset({"together", "jointly", "unison", "side"})
# "Their declaration of war", "of love": nothing that they say together.
_OF_OTHERS = frozenset(
    "war independence love intent interest interests assets emergency faith principle loyalty "
    "victory bankruptcy support account bank".split()
)
_DRAFTING = frozenset({"draft", "draw", "prepare", "negotiate", "discuss", "finalize", "finalise"})
_NAMED = frozenset({"LOC", "ORG", "PERSON"})
_STATES = frozenset({"country", "nation", "state", "government", "counterpart"})
_COMING = frozenset({"come", "emerge", "issue", "arrive", "emanate"})
_APART = frozenset({"each", "neither", "separately"})
_CONTENT = frozenset({"obj", "iobj", "ccomp", "xcomp", "advcl"})
_MARKS = frozenset({"“", "‘", '"', "``"})


def is_one_text(pattern: VerbPattern, frame: Frame) -> bool:
    """Whether what several issue is one text of them all: not "issued statements"."""
    text = frame.object
    if pattern.type != "joint_statement" or text is None:
        return not pattern.marked
    if preposition(text) in ("in", "from") or not _may_be_several(frame) or _is_wording(text):
        return False  # "read in a letter that"; of one ministry; "published the accord's text"
    if pattern.marked and is_drafted(text):
        return False  # told by the noun
    if not frame.head.below.isdisjoint(_APART) or _is_each(frame.subject):
        return False  # "neither issued a statement", "they each published one"
    joint = says_joint(text) or _is_done_together(frame.head) or _is_with_names(frame)
    plural = text.tag_ == "NNS" and text.lemma_.lower() in _texts()
    return joint or not (plural or pattern.marked)


def is_drafted(noun: Token) -> bool:
    """ "Are drafting a joint statement", "work on a joint text": it isn't there yet."""
    verb = noun.head
    drafting = verb.lemma_ in _DRAFTING and noun.dep_ == "obj" and verb.tag_ == "VBG"
    return drafting or (verb.lemma_ == "work" and preposition(noun) == "on")


def _may_be_several(frame: Frame) -> bool:
    """Whether the subject is of several by its form, or somebody stands beside it."""
    who = frame.subject
    if who is None or frame.under("with") or frame.head.head.lemma_ == "join":
        return True
    plural = who.tag_ in ("NNS", "NNPS") or who.pos_ in ("PRON", "NUM", "DET")
    return plural or child(who, "conj", "appos", "nmod") is not None or says_joint(frame.object)


def _is_wording(text: Token) -> bool:
    """ "Its text", "the text of the accord": of what is there already."""
    of = (c for c in children(text, "nmod") if preposition(c) == "of")
    return text.lower_ == "text" and (child(text, "nmod:poss") is not None or any(of))


def _texts() -> frozenset[str]:
    classes = lexicon().classes
    return classes["statements"] | classes["papers"]


def says_joint(noun: Token | None) -> bool:
    """Whether an adjective tells that a text is of several."""
    return noun is not None and any(
        c.lower_ in JOINT for c in children(noun, "amod", "compound", "nmod:unmarked")
    )


def _is_done_together(verb: Token) -> bool:
    return any(c.lower_ in _TOGETHER for c in verb.children)


def _is_with_names(frame: Frame) -> bool:
    """ "Launched a declaration with Peru", "with 50 other states"."""
    beside = (t for t in frame.under("with") if is_author(t, frame) and t.i > frame.head.i)
    return any(t.ent_type_ in _NAMED or t.lemma_.lower() in _STATES for t in beside)


def is_author(phrase: Token, frame: Frame) -> bool:
    """ "Issued a statement with Peru", but not "on its treaty with Peru"."""
    return phrase.head in (frame.head, frame.object) or phrase.head.lower_ in _TOGETHER


def is_with_others(noun: Token) -> bool:
    """ "A joint statement with the two banks": of others than those who met, known or not."""
    verbs = (noun, *([noun.head] if is_verbal(noun.head) and noun.dep_ == "obj" else []))
    return any(t.pos_ in ("NOUN", "PROPN") for v in verbs for t in frame_of(v).under("with"))


def is_of_speakers(noun: Token) -> bool:
    """ "In a joint statement, the miners' unions said": theirs, not of those who met before."""
    verb = verb_above(noun)
    who = child(verb, "nsubj") if verb is not None and preposition(noun) == "in" else None
    if who is None or verb is None or not _voices(verb):
        return False
    names = [t for t in conjuncts(who) if t.pos_ == "PROPN"]
    return len(names) > 1 or (who.tag_ == "NNS" and not is_of_leaders(who))


def _is_each(who: Token | None) -> bool:
    return who is not None and not ({who.lower_} | who.below).isdisjoint(_APART)


def _who(verb: Token) -> Token | None:
    return child(verb, "nsubj")


def is_separate(text: Token) -> bool:
    """ "In separate statements", "they each issued a statement"."""
    verb = text if is_verbal(text) else verb_above(text)
    each = verb is not None and (not verb.below.isdisjoint(_APART) or _is_each(_who(verb)))
    return each or not text.below.isdisjoint({"separate", "individual"})


def spoken_of(text: Token) -> frozenset[int]:
    """The words that tell what is said in a text, or whom it is about: where no author stands.

    "Denounced the raids by A and B in a statement", "the communiqué mentioned A twice".
    """
    verb = verb_above(text)
    if verb is None or verb.lemma_ == "join":
        return frozenset()
    told = [c for c in verb.children if c.dep_ in _CONTENT and c.i > verb.i]
    told = [c for c in told if c != text and not c.is_ancestor(text)]
    told += [c for c in children(text, "acl") if "that" in c.below]
    return frozenset(t.i for c in told for t in c.subtree)


def joined_in(pattern: VerbPattern, frame: Frame, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Peru joined Kenya and Norway in issuing a declaration": Kenya and Norway."""
    return _joining(frame.head, discourse) if pattern.type == "joint_statement" else ()


def _joining(verb: Token, discourse: Discourse) -> tuple[Entity, ...]:
    """ "Joined Kenya in condemning it": who joined and who was joined."""
    in_it = any(c.lower_ == "in" for c in children(verb, "mark", "case"))
    if verb.tag_ != "VBG" or verb.head.lemma_ != "join" or not in_it:
        return ()
    joining = frame_of(verb.head)
    both = (joining.subject, joining.object)
    return tuple(e for t in both if t is not None for e in actors_at(t, discourse))


def are_alike(entities: Sequence[Entity]) -> bool:
    """Whether parties are of a kind: people, or countries and bodies."""
    return len({e.type in ("country", "organization") for e in entities}) == 1


def is_of_several(
    pattern: NounPattern, noun: Token, discourse: Discourse, mention: Mention
) -> bool:
    """Whether a text named by a noun is a joint one; adds who speaks in it or sends it."""
    if pattern.type != "joint_statement":
        return True
    _add_speakers(noun, discourse, mention)
    if not pattern.several:
        return True
    above = verb_above(noun)
    if above is not None and (not above.below.isdisjoint(_APART) or _is_each(_who(above))):
        return False
    of = (c.lemma_.lower() for c in children(noun, "nmod") if preposition(c) == "of")
    if noun.tag_ == "NNS" or any(lemma in _OF_OTHERS for lemma in of):
        return False
    if len(mention.parties) < 2 or not are_alike(mention.entities):
        return False
    return noun.lemma_.lower() in lexicon().classes["statements"] or _is_voice(noun)


def _add_speakers(noun: Token, discourse: Discourse, mention: Mention) -> None:
    """ "A text in which X and Y mourn", "from X and Y comes an appeal": X and Y."""
    speakers: tuple[Entity, ...] = ()
    for clause in children(noun, "acl:relcl"):
        subject = child(clause, "nsubj")
        if subject is not None and _is_inside(clause, noun) and _voices(clause):
            speakers = parties_at(subject, discourse)
    verb = noun.head
    if _comes(noun):
        senders = (e for t in frame_of(verb).under("from") for e in actors_at(t, discourse))
        speakers = speakers or tuple(senders)
    above = verb_above(noun)
    if above is not None and preposition(noun) == "in" and above.head.lemma_ == "join":
        speakers = speakers or _joining(above, discourse)
    if len(speakers) > 1:
        mention.add(speakers, "participant")


def _is_inside(clause: Token, noun: Token) -> bool:
    """Whether a relative clause tells what is in the text: "in which", wherever it is hung."""
    words = [t.lower_ for t in noun.doc[noun.i + 1 : clause.i]]
    return "which" in words and words[max(words.index("which") - 1, 0)] == "in"


def _comes(noun: Token) -> bool:
    return noun.dep_ in ("nsubj", "obj") and noun.head.lemma_ in _COMING


def _voices(verb: Token) -> bool:
    return verb.lemma_.lower() in lexicon().classes["voicing"]


def _is_voice(noun: Token) -> bool:
    """Whether somebody speaks in a text: what it is in tells of speaking, not of reading it."""
    if any(_voices(c) for c in children(noun, "acl:relcl")):
        return True
    if _comes(noun):
        return True
    above = verb_above(noun)
    return preposition(noun) == "in" and above is not None and _voices(above)


def is_quoted(noun: Token) -> bool:
    """Whether a phrase opens with a quotation mark that no name follows."""
    low = noun.left_edge
    start = low.i + (low.text in _MARKS)
    before = noun.doc[noun.sent.start : start]
    straight = sum(t.text in ('"', "``", "''") for t in before)
    opened = start > 0 and before[-1:].text in _MARKS
    closed = before[-1:].text in ('"', "``") and straight % 2 == 0
    return opened and not closed and noun.tag_ in ("NN", "NNS")
