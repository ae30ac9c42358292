"""What the words of an event's own clause say of it: tense, modals, negations, hedges.

The words are those of `ontology/events.toml`.
"""

from dataclasses import dataclass, replace
from typing import Literal

from graph_builder.extraction.event_types import StatusWords, lexicon
from graph_builder.extraction.frame_gaps import TEXTS
from graph_builder.extraction.frames import children, is_verbal, lemma_of, preposition
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.status_infinitives import arranged, headline_infinitive, is_to
from graph_builder.extraction.status_negations import negation_of
from graph_builder.extraction.status_unreal import (
    came_true,
    depends,
    inverted,
    left_undone,
    refused_after,
    should_have,
    supposed,
    tells_apart,
    turned_back,
    undone_after,
)
from graph_builder.extraction.tokens import Token
from graph_builder.model import Status

ClauseTense = Literal["past", "present", "future"]

_GOES = frozenset("travel go fly come return leave head visit arrive".split())
_SETS_OUT = _GOES | {"depart", "set_off", "set_out", "take_off", "sail", "drive", "proceed"}
_HEDGES = frozenset({"allegedly", "supposedly", "purportedly", "possibly", "perhaps", "maybe"})
_OF_FINITE = frozenset({"aux", "aux:pass", "cop", "nsubj", "nsubj:pass"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADVICE = frozenset({"should", "must", "ought", "may", "might"})
# "A visit planned for May" is to come; "a truce agreed in May" is not.
_SCHEDULED = frozenset({"plan", "schedule", "expect", "slate", "set", "book", "pencil"})
# Words that deny an event noun, by their relation to it: "no meeting", "never a summit".
_NONE = {"det": ("no", "neither"), "advmod": ("not", "never")}


@dataclass(slots=True)
class Verdict:
    """The status of an event, the tense of its clause, and the words that decided.

    `purpose` marks an infinitive of purpose ("flew in to urge"), `requested` the content of a
    demand, `perfect` a present perfect: events that a careful reader takes down differently.
    """

    status: Status = "happened"
    tense: ClauseTense = "past"
    cues: tuple[Token, ...] = ()
    purpose: bool = False
    requested: bool = False
    perfect: bool = False

    @property
    def real(self) -> bool:
        """Whether the event happened."""
        return self.status == "happened"


def tense_of(verb: Token) -> ClauseTense:
    """The tense of a verb with its auxiliaries."""
    return _tense(verb, [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")])


@once_per_word
def of_verb(verb: Token) -> Verdict:
    """What a verb's own clause says of the event that the verb tells of."""
    words = lexicon().status
    clause = _finite_part(verb)
    auxiliaries = [c for c in clause.children if c.dep_ in ("aux", "aux:pass", "cop")]
    modal = next((a for a in auxiliaries if a.tag_ == "MD"), None) if auxiliaries else None
    perfect = bool(auxiliaries) and any(a.lower_ in ("has", "have") for a in auxiliaries)
    verdict = Verdict(tense=_tense(clause, auxiliaries), perfect=perfect)
    condition = supposed(verb, words.conditions)
    verdict = _in_mood(verdict, clause, auxiliaries, modal, condition)
    set_up = arranged(clause)
    if set_up is not None:
        verdict = ahead_as(verdict, *set_up)
    if verdict.status == "planned" and (undone := undone_after(clause)) is not None:
        verdict = with_status(verdict, "denied", undone)
    elif verdict.status == "planned" and (depending := depends(verb)) is not None:
        verdict = with_status(verdict, "hypothetical", depending)
    elif (turned := inverted(verb)) is not None:
        verdict = with_status(verdict, "hypothetical", turned)
    if verdict.real and (hedge := _hedge(verb)) is not None:
        verdict = with_status(verdict, "hypothetical", hedge)
    negation = negation_of(verb, words)
    if negation is None and clause is not verb:
        negation = negation_of(clause, words)
    negation = negation or left_undone(verb)
    negation = negation or (turned_back(verb) if lemma_of(verb) in _SETS_OUT else None)
    advised = modal is not None and modal.lower_ in _ADVICE and negation in clause.children
    if negation is not None and condition is None and not advised:
        # "If no deal is struck" and "should not sign" deny nothing.
        verdict = with_status(verdict, "denied", negation)
    return verdict


def _in_mood(
    verdict: Verdict,
    clause: Token,
    auxiliaries: list[Token],
    modal: Token | None,
    condition: Token | None,
) -> Verdict:
    """What the auxiliaries of a clause, or the condition it stands under, make of its event."""
    words = lexicon().status
    if condition is not None or (modal is not None and modal.lower_ in words.modal_hypothesis):
        missed = modal is not None and condition is None and should_have(modal, auxiliaries)
        return with_status(verdict, "denied" if missed else "hypothetical", condition or modal)
    if modal is not None and modal.lower_ in words.modal_plan:
        return ahead_as(verdict, "planned", modal)
    if modal is not None and modal.lower_ in ("would", "'d", "’d"):
        contrary = any(a.lower_ == "have" for a in auxiliaries)  # "said she would have met him"
        stated = clause.dep_ == "acl" and clause.head.lemma_.lower() in TEXTS
        reported = (stated or clause.dep_ in ("ccomp", "conj", "acl:relcl")) and not contrary
        return ahead_as(verdict, "planned" if reported else "hypothetical", modal)
    if is_to(clause, auxiliaries) or _under_way(clause, auxiliaries):
        return ahead_as(verdict, "planned", auxiliaries[0] if auxiliaries else clause.head)
    return ahead_as(verdict, "planned", clause) if headline_infinitive(clause) else verdict


def _under_way(clause: Token, auxiliaries: list[Token]) -> bool:
    """ "Said it was sending its envoy": a journey in the progressive of reported speech."""
    if clause.tag_ != "VBG" or clause.dep_ != "ccomp":
        return False
    going = clause.lemma_.lower() in _GOES or clause.lemma_.lower() in ("send", "dispatch", "fly")
    return going and any(a.lower_ in ("was", "were") for a in auxiliaries)


def _hedge(verb: Token) -> Token | None:
    """ "Allegedly met": told as somebody's word against another's."""
    hedged = () if _HEDGES.isdisjoint(verb.below) else children(verb, "advmod")
    return next((c for c in hedged if c.lower_ in _HEDGES), None)


def _finite_part(verb: Token) -> Token:
    """The verb whose auxiliaries hold for this one: "will meet X and sign Y"."""
    if verb.dep_ != "conj" or not is_verbal(verb.head):
        return verb
    if not any(c.dep_ in _OF_FINITE for c in verb.children):
        same_form = verb.tag_ == verb.head.tag_ or verb.tag_ in ("VB", "VBN")
        if same_form:
            return verb.head
    return verb


def _tense(verb: Token, auxiliaries: list[Token]) -> ClauseTense:
    finite = next((a for a in auxiliaries if a.tag_ in _FINITE), None) if auxiliaries else None
    if finite is None:
        return "present" if verb.tag_ in ("VBZ", "VBP") else "past"
    if finite.tag_ == "MD":
        return "future" if finite.lower_ in ("will", "shall", "'ll", "’ll", "wo") else "past"
    perfect = finite.lemma_ == "have"
    passive = finite.dep_ == "aux:pass"
    return "present" if finite.tag_ in ("VBZ", "VBP") and not perfect and not passive else "past"


def of_noun(noun: Token, words: StatusWords) -> Verdict:
    """What the words on an event noun say of the event: "no talks", "a planned summit"."""
    verdict = Verdict(tense=_noun_tense(noun))
    undone = left_undone(noun)
    if undone is not None:
        return with_status(verdict, "denied", undone)
    case = preposition(noun)
    if case == "ahead_of" or (case == "before" and verdict.tense != "past"):
        return ahead_as(verdict, "planned", None)
    for dependent in noun.children:
        lower = dependent.lower_
        if dependent.dep_ in ("amod", "acl", "acl:relcl", "compound"):
            lemma = lemma_of(dependent)
            if lower in words.adjective_deny:
                return with_status(verdict, "denied", dependent)
            described = dependent.dep_ != "acl:relcl" and lower in words.adjective_plan
            if described or (dependent.dep_ == "acl" and lemma in _SCHEDULED):
                verdict = ahead_as(verdict, "planned", dependent)
            elif lower in words.adjective_hypothesis:
                verdict = ahead_as(verdict, "hypothetical", dependent)
            elif dependent.dep_ == "acl:relcl" and not tells_apart(dependent):
                verdict = of_verb(dependent)
        elif lower in _NONE.get(dependent.dep_, ()):
            return with_status(verdict, "denied", dependent)
    return verdict


def _noun_tense(noun: Token) -> ClauseTense:
    for ancestor in (noun, *noun.ancestors):
        if is_verbal(ancestor) or children(ancestor, "cop"):
            return tense_of(ancestor)
    return "past"


def ahead_as(verdict: Verdict, status: Status, cue: Token | None) -> Verdict:
    """`verdict` with another status, of an event still ahead; `cue` is the word that says so."""
    return with_status(verdict, status, cue, "future")


def with_status(
    verdict: Verdict, status: Status, cue: Token | None, tense: ClauseTense | None = None
) -> Verdict:
    """`verdict` with another status, and the tense that goes with it; `cue` says so."""
    cues = (*verdict.cues, cue) if cue is not None else verdict.cues
    held = verdict.purpose, verdict.requested, verdict.perfect
    return Verdict(status, tense or verdict.tense, cues, *held)


def as_worded(verdict: Verdict, verb: Token, status: Status) -> Verdict:
    """`verdict` with the status that the verb's wording means: "was expected in Lima" is to come.

    "Had been expected in Lima", "was expected there but stayed at home": it came to nothing.
    """
    if not verdict.real or came_true(verb):
        return verdict
    undone = status == "planned" and ("had" in verb.below or undone_after(verb) is not None)
    failed = undone or refused_after(verb) is not None
    return replace(verdict, status="denied" if failed else status)
