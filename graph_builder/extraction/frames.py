"""Who does what to whom, read off the dependency tree and completed from semantic roles.

A `Frame` is the same for "X signed Y", "Y was signed by X", "Y, which X signed", "Y signed by X",
"X agreed to sign Y" and "X flew in and signed Y": the logical subject and object are found across
voice, control, coordination and relative clauses; of nouns ("X's talks with Y"), the complements.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_builder.extraction.frame_arguments import (
    argument_head,
    between,
    is_infinitive,
    leading_preposition,
    measures,
    noun_before,
)
from graph_builder.extraction.frame_gaps import (
    OBJECT_CONTROL,
    TEXTS,
    agent_within,
    beside_the_verb,
    fill_relative_gap,
    said_beside,
    strayed,
)
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.tokens import Doc, Token
from graph_builder.reading.predicates import Predicate

SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
_ANY_SUBJECT = (*SUBJECTS, *PASSIVE_SUBJECTS)
_OF_PASSIVES = ("aux:pass", *PASSIVE_SUBJECTS)
_CORE_ROLES = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4"})
_OBJECTS_ACT = frozenset({"for", "of", "from", "against", "into"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "parataxis", "ccomp"})
# Never particles, whatever the parser makes of them.
_PREPOSITIONS = frozenset({"with", "to", "of", "for", "by", "at", "from", "against"})
_HOLDS = ("LOC", "DATE")  # "on Tuesday in Rome"
_HOLDS_AGENTS = {*"arrival airport palace residence office tarmac steps gate lecture".split()}
_HOLDS_GUESTS = frozenset("monastery hotel room house cabin office study villa tent".split())
_ASTRAY = frozenset({"on", "upon", "with", "to"})  # "called on the king", taken for an agent
_WITHIN = frozenset({"in", "at", "out_of", "from"})
_HOLDS_PARTIES = frozenset({"person", "private", "behalf", "face", "one"})
_TOGETHER = frozenset({"between", "with", "among"})
# "Was on a visit", "are at the table".
_STANDS = frozenset({"on", "in", "at", "under", "around"})
_TAKEN_FOR_OBJECTS = ("xcomp", "obl", "nsubj")
_MAX_STEPS = 8  # how far subjects are looked for upwards; longer chains are parser errors


@dataclass(slots=True)
class Frame:
    """The parties of one predicate as head tokens; a missing one is None or an empty list.

    `obliques` are (preposition, head token) pairs; `passive` and `infinitive` describe the form.
    """

    head: Token
    subject: Token | None = None
    object: Token | None = None
    indirect: Token | None = None
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    clause: Token | None = None
    passive: bool = False
    infinitive: bool = False

    def under(self, *prepositions: str) -> list[Token]:
        """Heads of the phrases under one of these prepositions."""
        return [t for case, t in self.obliques if case in prepositions] if self.obliques else []


def is_verbal(token: Token) -> bool:
    """Whether the token is used as a verb; where word class and tag differ, the tag wins."""
    return token.verbal


def lemma_of(verb: Token) -> str:
    """The lemma with its particle: "call_off", "step_down"."""
    lemma = verb.lemma_.lower()
    for part in verb.children if "compound:prt" in verb.relations else ():
        if part.dep_ == "compound:prt" and part.lower_ not in _PREPOSITIONS:
            return f"{lemma}_{part.lower_}"
    return lemma


@once_per_word
def preposition(token: Token) -> str:
    """The preposition of a phrase by its head, fixed expressions joined by "_"; "" if bare."""
    words: list[str] = []
    for child in token.children:
        if child.dep_ in {"case", "mark"} and child.i < token.i and child.lower_ != "'s":
            ahead = child.lower_ == "of" and token.doc[child.i - 1].lower_ == "ahead"
            words.append("ahead_of" if ahead else child.lower_)
            words += [part.lower_ for part in child.children if part.dep_ == "fixed"]
    if not words and token.dep_.startswith(("obl", "nmod")) and token.left_edge.i > 0:
        # A preposition that the parser hung elsewhere still stands at, or before, its phrase.
        first = token.left_edge
        before = first if first.dep_ == "case" else token.doc[first.i - 1]
        behind = token.head.i < token.i or (before.dep_ == "case" and before.i < token.head.i)
        if behind and before.tag_ in ("IN", "TO", "RP"):
            words.append(before.lower_)
    return "_".join(words)


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated after it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield child


def first_conjunct(token: Token) -> Token:
    """The token that a coordination hangs on."""
    steps = 0
    while token.dep_ == "conj" and steps < _MAX_STEPS:
        token, steps = token.head, steps + 1
    return token


def children(token: Token, *relations: str) -> list[Token]:
    """Children of the token in one of the relations, in text order."""
    found: list[Token] = []
    if token.relations.isdisjoint(relations):  # so it is mostly
        return found
    for below in token.children:
        if below.dep_ in relations:
            found.append(below)  # noqa: PERF401 - one or two: cheaper, and it is asked very often
    return found


def child(token: Token, *relations: str) -> Token | None:
    """The first child in one of the relations; of several subjects, the one nearest to the verb."""
    if token.relations.isdisjoint(relations):
        return None
    found = children(token, *relations)
    first = found[0]
    if len(found) > 1 and first.dep_ in _ANY_SUBJECT and relations[0] in ("nsubj", "nsubj:pass"):
        before = [c for c in found if c.i < token.i and c.dep_ in _ANY_SUBJECT]
        return before[-1] if before else first
    return first


def roles(doc: Doc, i: int) -> Predicate | None:
    """The semantic predicate at token `i`, if the reading found one with real roles."""
    return doc.predicate_at.get(i)


@once_per_word
def frame_of(token: Token) -> Frame:
    """The frame of a verb or a noun; not to be changed by who asks."""
    return _verb_frame(token) if token.verbal else _noun_frame(token)


# ---- verbs --------------------------------------------------------------------------------------


def _verb_frame(verb: Token) -> Frame:
    frame = Frame(verb, passive=is_passive(verb), infinitive=is_infinitive(verb))
    frame.obliques = list(_obliques(verb))
    frame.indirect = child(verb, "iobj")
    direct = _direct_object(verb)
    clauses = children(verb, "ccomp", "xcomp")
    frame.clause = next((c for c in clauses if c.ent_type_ != "PERSON"), None) if clauses else None
    if frame.passive:
        frame.object = child(verb, *PASSIVE_SUBJECTS, *SUBJECTS) or _shared_subject(verb)
        if frame.object is None or (verb.dep_ == "advcl" and frame.object.i > verb.i):
            # "Under the deal, reached in May, ships may pass": not the subject that follows.
            frame.object = noun_before(verb, thing=frame.object is not None) or frame.object
        agents = children(verb, "obl:agent") or frame.under("by") or agent_within(verb)
        frame.subject = agents[0] if agents else None
    else:
        frame.object = direct or frame.indirect  # "told him that …" has no other
        frame.subject = child(verb, *SUBJECTS) or _shared_subject(verb)
    if frame.object is not None and direct is None:
        frame.obliques += [pair for pair in _nested(frame.object, 1) if pair[0] in _TOGETHER]
    fill_relative_gap(frame)
    _fill_from_roles(frame)
    return frame


def _direct_object(verb: Token) -> Token | None:
    """The object; a preposition that the parser took for one is none ("conferred with").

    In "called Ana Quispe" the parser takes the person for what somebody is called.
    """
    for c in verb.children:
        if c.dep_ == "obj" and c.pos_ != "ADP" and not preposition(c) and not measures(c):
            return c
    if verb.relations.isdisjoint(_TAKEN_FOR_OBJECTS):
        return None
    people = [c for c in verb.children if c.ent_type_ == "PERSON" and c.i > verb.i]
    found = [c for c in people if c.dep_ == "xcomp"]  # or "received at the palace Ana Quispe"
    found += [c for c in people if c.dep_ == "obl" and not preposition(c)]
    subjects = children(verb, "nsubj")
    found += [c for c in people if c in subjects[1:]]  # "told Ana Quispe that": a second one
    return found[0] if found else None


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, by its auxiliary or as a bare participle."""
    relations = verb.relations
    if not relations.isdisjoint(_OF_PASSIVES):
        return True
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    subject = not relations.isdisjoint(_ANY_SUBJECT)
    if "obl:agent" in relations and "aux" not in relations and not subject:
        return True
    if verb.dep_ in ("acl", "acl:relcl") and not subject:
        # "a treaty signed in May": a bare participle after its noun. Without an object of its own.
        return "obj" not in relations or "obl:agent" in relations
    head = verb.head
    if verb.dep_ == "conj" and head != verb and not subject:
        return verb.tag_ == "VBN" and is_passive(head) and "aux" not in relations
    bare = relations.isdisjoint(("aux", "obj"))  # not "having met the premier"
    return verb.dep_ in ("advcl", "amod") and verb.tag_ == "VBN" and bare and not subject


def _obliques(verb: Token) -> Iterator[tuple[str, Token]]:
    for dependent in verb.children:
        relation = dependent.dep_
        agent = relation == "obl:agent" and preposition(dependent) not in _ASTRAY
        phrase = relation.startswith(("obl", "nmod")) and not agent
        case = preposition(dependent) if phrase or relation == "obj" else ""
        if phrase or case:  # an object with a preposition is none
            yield case, dependent
            if dependent.ent_type_ in _HOLDS or dependent.lower_ in _HOLDS_PARTIES:
                # "Met in Paris with X", "in person with X", "on behalf of the king by X".
                also = "in" if dependent.ent_type_ == "DATE" else "by"
                within = _nested(dependent, 1)
                yield from ((c, t) for c, t in within if c == also or c in _TOGETHER)
            elif case in _WITHIN and dependent.lemma_ in _HOLDS_GUESTS:
                yield from (pair for pair in _nested(dependent, 1) if pair[0] == "with")
            if dependent.lemma_.lower() in _HOLDS_AGENTS:
                yield from (pair for pair in _nested(dependent, 1) if pair[0] == "by")
        elif relation in ("advcl", "ccomp") and dependent.tag_ == "VBG":
            mark = child(dependent, "mark", "case")  # "warned them against testing"
            if mark is not None:
                yield mark.lower_, dependent
        elif relation == "advmod":
            for inner in children(dependent, "obl"):  # "standing next to X", "together with X"
                joined = dependent.lower_ in ("together", "jointly")
                beside = "" if joined else f"{dependent.lower_}_"
                yield beside + preposition(inner), inner
    yield from beside_the_verb(verb)
    # Phrases that the parser hung on the object: "held talks with X in Y", "played host to X".
    for noun in children(verb, "obj", "xcomp"):
        if not is_verbal(noun):
            yield from _nested(noun, 3)


def _nested(noun: Token, depth: int) -> Iterator[tuple[str, Token]]:
    # "An apology from the president of Y": the country is the president's.
    party = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in lexicon().offices
    for inner in children(noun, "nmod", "obl", "acl"):
        case = preposition(inner)
        if inner.dep_ == "acl" and (inner.tag_ != "VBG" or child(inner, "mark") is None):
            continue  # but "an accord on fishing with X" is one with X
        if inner.dep_ != "acl" and not (party and case == "of"):
            yield case, inner
        if depth > 1:
            yield from _nested(inner, depth - 1)


def _shared_subject(verb: Token) -> Token | None:
    """The subject that a verb without its own takes from what governs it."""
    token = verb
    for _ in range(_MAX_STEPS):
        governor = said_beside(token) or clause_above(token)
        if governor == token:
            break
        if token.dep_.startswith("acl"):
            # "The man accused of …": a participle's noun is its subject (active) or object.
            finite = token.dep_ == "acl:relcl" or token.tag_ in ("VBG", "VBN", "VBD")
            told = token.tag_ == "VBG" and governor.lemma_.lower() in TEXTS
            return governor if finite and not told else _subject_of(governor)
        if token.dep_ in ("xcomp", "ccomp", "obl", "advcl") and _controls_object(token, governor):
            return child(governor, "obj", "iobj")
        if token.dep_ == "ccomp" and token.i < governor.i:
            # "X is next week to visit Y, the palace said": X, hung on the saying
            before = (c for c in children(governor, *SUBJECTS) if c.i < token.i)
            return next(before, None) if child(token, "aux", "cop") is None else None
        finite_clause = token.dep_ in ("ccomp", "parataxis") and not is_infinitive(token)
        if finite_clause or token.dep_ not in _SHARING:
            break
        subject = child(governor, *_ANY_SUBJECT)
        if subject is not None:
            return subject
        token = governor
    return None


def clause_above(token: Token) -> Token:
    """What an adjunct hangs on; "'It was fine,' she said after meeting X": not what was said."""
    governor = token.head
    if token.dep_ not in ("advcl", "obl") or governor.i > token.i:
        return governor
    above = governor.head
    said = governor.dep_ in ("ccomp", "parataxis") and governor.i < above.i < token.i
    return above if said and is_verbal(above) else governor


def _controls_object(token: Token, governor: Token) -> bool:
    if token.dep_ in ("advcl", "obl") or token.tag_ == "VBG":
        # "Criticized her for attending", "accused them of ramming": the object did it.
        mark = child(token, "mark", "case")
        directed = token.tag_ == "VBG" and mark is not None and mark.lower_ in _OBJECTS_ACT
        return directed and child(governor, "obj", "iobj") is not None
    return governor.lemma_.lower() in OBJECT_CONTROL and child(governor, "obj", "iobj") is not None


def _subject_of(noun: Token) -> Token | None:
    """Of an infinitive after a noun: its possessor ("his decision to leave"), or who takes it
    ("she accepted an invitation to visit") or is it ("X was the first leader to visit")."""
    if child(noun, "cop") is not None:
        return child(noun, *SUBJECTS)
    asked = noun.lemma_ == "invitation"
    if asked and (guest := child(noun.head, "iobj")) is not None:
        return guest  # "handed her an invitation to visit"
    authors = (t for t in children(noun, "nmod") if preposition(t) == "by")  # "a plan by X to go"
    possessor = None if asked else child(noun, "nmod:poss") or next(authors, None)
    taken = ("obj", "obl", "xcomp") if noun.lemma_.lower() in TEXTS else ("obj", "xcomp")
    if possessor is None and noun.dep_ in taken and is_verbal(noun.head):
        return child(noun.head, *SUBJECTS) or _shared_subject(noun.head)
    return possessor


def _fill_from_roles(frame: Frame) -> None:
    """Take a missing logical subject or object from the semantic roles."""
    if (predicate := roles(frame.head.doc, frame.head.i)) is None:
        return
    prepositions = {token.i for _, token in frame.obliques}
    for argument in predicate.args:
        companion = argument.role == "ARGM-COM"
        if not companion and argument.role not in _CORE_ROLES:
            continue
        case = leading_preposition(frame.head, argument)
        subject = argument.role == "ARG0" and frame.subject is None
        thing = argument.role == "ARG1" and frame.object is None and frame.clause is None
        if not (companion or case or subject or thing):
            continue
        token = argument_head(frame.head, argument)
        if is_verbal(token) or measures(token) or any(map(is_verbal, between(token, frame.head))):
            continue
        if companion and token.i not in prepositions:
            frame.obliques.append(("with", token))
        elif case:
            # "Conferred with the premier", the preposition hung on the verb by the parser.
            if token.i not in prepositions and token not in (frame.subject, frame.object):
                frame.obliques.append((case, token))
        elif subject:
            frame.subject = token
        elif thing:
            taken = {t.i for t in (frame.subject, *(t for _, t in frame.obliques)) if t is not None}
            frame.object = token if token.i not in taken else None


# ---- nouns --------------------------------------------------------------------------------------


def _noun_frame(noun: Token) -> Frame:
    frame = Frame(noun)
    frame.subject = child(noun, "nmod:poss")
    if frame.subject is None and preposition(noun) in _STANDS:
        frame.subject = child(noun, *SUBJECTS)  # "the president was on a visit to …"
    last = ""
    for dependent in children(noun, "nmod", "obl", "compound", "nmod:unmarked"):
        kind = "compound" if dependent.dep_ == "compound" else preposition(dependent)
        linked = dependent.left_edge.lower_ == "and" or child(dependent, "cc") is not None
        if not kind and last in _TOGETHER and linked:
            kind = last  # "between X and Y" whose second name the parser hung beside the first
        last = kind
        frame.obliques.append((kind, dependent))
        # "the summit in Tokyo between X and Y": the parser often chains the second phrase.
        if dependent.pos_ in ("PROPN", "NUM"):
            further = [(preposition(x), x) for x in children(dependent, "nmod")]
            # But in "the meeting with the President of Y, X" the country is the person's.
            party = dependent.ent_type_ == "PERSON" or kind == "of" or kind in _TOGETHER
            frame.obliques += [(case, x) for case, x in further if not (party and case == "of")]
    stray = [c for c in children(noun, "case") if c.i > noun.i and c.lower_ == "with"]
    beside = (c for c in children(noun, "appos") if stray and c.i > stray[0].i)
    frame.obliques += [("with", name) for name in beside]  # "her meeting with premier X"
    frame.obliques += [("between", t) for t in strayed(frame.under("between", "among"))]
    if any(case in _TOGETHER for case, _ in frame.obliques):
        # "The summit between X and the premier, Y": Y coordinated with the summit itself.
        named = (c for c in children(noun, "conj") if c.pos_ == "PROPN")
        frame.obliques += [("between", c) for c in named]
    frame.obliques += [("by", agent) for agent in children(noun, "obl:agent")]
    paired = any(case in _TOGETHER for case, _ in frame.obliques)
    for clause in children(noun, "acl"):  # "a call held on Thursday among the ministers"
        told = clause.tag_ != "VB" or not paired  # not "talks with X to discuss peace with Y"
        held = ((c, t) for c, t in _obliques(clause) if told)
        frame.obliques += [(c, t) for c, t in held if c in _TOGETHER or noun.i < t.i < clause.i]
    return frame
