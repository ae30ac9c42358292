"""Whether an event happened, is planned, was denied, or is hypothetical, from the words around it.

`judge` starts at the word that tells of the event and climbs the tree: negations, modal verbs and
tense of its own clause first, then whatever governs it ("refused to", "is expected to", "cancelled
a visit", "denied that …", "no plans for …"). The words are those of `ontology/events.toml`.
"""

from dataclasses import dataclass, replace
from typing import Literal

from graph_builder.extraction.event_types import StatusWords, lexicon
from graph_builder.extraction.frame_gaps import TEXTS
from graph_builder.extraction.frames import children, is_verbal, lemma_of, preposition
from graph_builder.extraction.status_governors import (
    Link,
    effect_of,
    effect_of_phrase,
    governor_of,
)
from graph_builder.extraction.status_infinitives import arranged, headline_infinitive, is_to
from graph_builder.extraction.status_negations import negation_of
from graph_builder.extraction.status_unreal import (
    commemorated,
    depends,
    inverted,
    is_held,
    is_question,
    is_tale,
    left_undone,
    not_excluded,
    not_kept,
    refutation,
    should_have,
    standing,
    supposed,
    tells_apart,
    turned_back,
    undone_after,
    unheld_after,
)
from graph_builder.extraction.tokens import Token, once_per_word
from graph_builder.model import Status

ClauseTense = Literal["past", "present", "future"]

_GOES = frozenset("travel go fly come return leave head visit arrive".split())
_SETS_OUT = _GOES | {"depart", "set_off", "set_out", "take_off", "sail", "drive", "proceed"}
_HEDGES = frozenset({"allegedly", "supposedly", "purportedly", "possibly", "perhaps", "maybe"})
_TOLD_AS_REAL = frozenset({"on", "about", "by"})  # "a report on his stay"
_IT = frozenset({"it", "this", "that"})
_IN_ORDER = frozenset({"before", "after"})
_OF_FINITE = frozenset({"aux", "aux:pass", "cop", "nsubj", "nsubj:pass"})
_COMPLETED = frozenset({"after", "following", "since", "despite"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAX_STEPS = 6  # governors looked at; further out the words no longer bear on the event
# Of an event noun's verbs, these say whether it happens at all.
_OCCUR = frozenset("take happen occur come go materialize materialise be proceed follow".split())
_ADVICE = frozenset({"should", "must", "ought", "may", "might"})
# "A visit planned for May" is to come; "a truce agreed in May" is not.
_SCHEDULED = frozenset({"plan", "schedule", "expect", "slate", "set", "book", "pencil"})
# Words that deny an event noun, by their relation to it: "no meeting", "never a summit".
_NONE = {"det": ("no", "neither"), "advmod": ("not", "never")}
# What is asked of somebody is the content of the asking, not an event of its own.
_REQUESTS = frozenset(
    "urge ask demand call press request order invite tell appeal advise encourage pressure".split()
)


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


@once_per_word
def judge(token: Token) -> Verdict:
    """The verdict on the event that `token` (a verb or an event noun) tells of."""
    words = lexicon().status
    verdict = _of_verb(token) if is_verbal(token) else _of_noun(token, words)
    if verdict.real and not is_verbal(token) and children(token, "cop"):
        clause = _of_verb(token)
        verdict = clause if clause.status == "planned" else verdict  # "will be at a summit"
        subject = next(iter(children(token, "nsubj")), None)
        if clause.status == "hypothetical" and subject is not None and subject.lower_ in _IT:
            verdict = replace(clause, status="planned")  # "it would be their first encounter"
    current, told, described = token, False, False
    for _ in range(_MAX_STEPS):
        linked = governor_of(current)
        if linked is None:
            break
        governor, link = linked
        if told and link != "content" and effect_of(governor, link, words) == "deny":
            break  # "declined to say whether they met": of the saying
        told = told or link == "content"
        held = link == "adjunct" and current == token and is_held(token)
        if held or (link == "noun" and commemorated(current)):
            return verdict
        if link == "adjunct" and preposition(current) in _COMPLETED:
            # "Agreed to restore ties after talks": the talks are over unless all is still to come.
            future = is_verbal(governor) and _tense_of(governor) == "future"
            return _later(verdict, _of_verb(governor)) if future else verdict
        if link == "noun" and is_tale(governor) and preposition(current) not in _TOLD_AS_REAL:
            return _told(verdict, governor)
        if link == "kept" and (free := judge(governor)).status == "denied":
            return _with(verdict, not_kept(governor, free.tense), governor, free.tense)
        before = verdict
        verdict = _govern(verdict, current, governor, link, words)
        if described and verdict.status == "denied" != before.status:
            # "Did not expect talks to be easy": not that there would be none.
            expected = effect_of(governor, link, words) == "plan"
            verdict = _ahead(before, "planned", governor) if expected else before
        described |= link == "subject" and governor.pos_ == "ADJ" and verdict == before
        current = governor
    if verdict.status in ("happened", "planned") and is_question(token):
        return _with(verdict, "hypothetical", None)
    return verdict


def _tense_of(verb: Token) -> ClauseTense:
    return _tense(verb, [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")])


def _told(verdict: Verdict, tale: Token) -> Verdict:
    """An event that a report or rumour tells of: true, untrue, or left open."""
    untrue = refutation(tale)
    if untrue is not None:  # "reports that they met are false"
        return _with(verdict, "denied", untrue)
    confirmed = tale.dep_ in ("obj", "nsubj:pass") and tale.head.lemma_ == "confirm"
    if verdict.status == "denied" or (confirmed and _of_verb(tale.head).real):
        return verdict
    return _ahead(verdict, "hypothetical", tale)


# ---- the clause itself --------------------------------------------------------------------------


@once_per_word
def _of_verb(verb: Token) -> Verdict:
    words = lexicon().status
    clause = _finite_part(verb)
    auxiliaries = [c for c in clause.children if c.dep_ in ("aux", "aux:pass", "cop")]
    modal = next((a for a in auxiliaries if a.tag_ == "MD"), None) if auxiliaries else None
    perfect = bool(auxiliaries) and any(a.lower_ in ("has", "have") for a in auxiliaries)
    verdict = Verdict(tense=_tense(clause, auxiliaries), perfect=perfect)
    condition = supposed(verb, words.conditions)
    if condition is not None or (modal is not None and modal.lower_ in words.modal_hypothesis):
        missed = modal is not None and condition is None and should_have(modal, auxiliaries)
        verdict = _with(verdict, "denied" if missed else "hypothetical", condition or modal)
    elif modal is not None and modal.lower_ in words.modal_plan:
        verdict = _ahead(verdict, "planned", modal)
    elif modal is not None and modal.lower_ in ("would", "'d", "’d"):
        contrary = any(a.lower_ == "have" for a in auxiliaries)  # "said she would have met him"
        stated = clause.dep_ == "acl" and clause.head.lemma_.lower() in TEXTS
        reported = (stated or clause.dep_ in ("ccomp", "conj", "acl:relcl")) and not contrary
        verdict = _ahead(verdict, "planned" if reported else "hypothetical", modal)
    elif is_to(clause, auxiliaries) or _under_way(clause, auxiliaries):
        verdict = _ahead(verdict, "planned", auxiliaries[0] if auxiliaries else clause.head)
    elif headline_infinitive(clause):
        verdict = _ahead(verdict, "planned", clause)
    set_up = arranged(clause)
    if set_up is not None:
        verdict = _ahead(verdict, *set_up)
    if verdict.status == "planned" and (undone := undone_after(clause)) is not None:
        verdict = _with(verdict, "denied", undone)
    elif verdict.status == "planned" and (depending := depends(verb)) is not None:
        verdict = _with(verdict, "hypothetical", depending)
    elif (turned := inverted(verb)) is not None:
        verdict = _with(verdict, "hypothetical", turned)
    if verdict.real and (hedge := _hedge(verb)) is not None:
        verdict = _with(verdict, "hypothetical", hedge)
    negation = negation_of(verb, words) or negation_of(clause, words)
    negation = negation or left_undone(verb)
    negation = negation or (turned_back(verb) if lemma_of(verb) in _SETS_OUT else None)
    advised = modal is not None and modal.lower_ in _ADVICE and negation in clause.children
    if negation is not None and condition is None and not advised:
        # "If no deal is struck" and "should not sign" deny nothing.
        verdict = _with(verdict, "denied", negation)
    return verdict


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


def _of_noun(noun: Token, words: StatusWords) -> Verdict:
    verdict = Verdict(tense=_noun_tense(noun))
    undone = left_undone(noun)
    if undone is not None:
        return _with(verdict, "denied", undone)
    case = preposition(noun)
    if case == "ahead_of" or (case == "before" and verdict.tense != "past"):
        return _ahead(verdict, "planned", None)
    for dependent in noun.children:
        lower = dependent.lower_
        if dependent.dep_ in ("amod", "acl", "acl:relcl", "compound"):
            lemma = lemma_of(dependent)
            if lower in words.adjective_deny:
                return _with(verdict, "denied", dependent)
            described = dependent.dep_ != "acl:relcl" and lower in words.adjective_plan
            if described or (dependent.dep_ == "acl" and lemma in _SCHEDULED):
                verdict = _ahead(verdict, "planned", dependent)
            elif lower in words.adjective_hypothesis:
                verdict = _ahead(verdict, "hypothetical", dependent)
            elif dependent.dep_ == "acl:relcl" and not tells_apart(dependent):
                verdict = _of_verb(dependent)
        elif lower in _NONE.get(dependent.dep_, ()):
            return _with(verdict, "denied", dependent)
    return verdict


def _noun_tense(noun: Token) -> ClauseTense:
    for ancestor in (noun, *noun.ancestors):
        if is_verbal(ancestor) or children(ancestor, "cop"):
            return _tense_of(ancestor)
    return "past"


def _ahead(verdict: Verdict, status: Status, cue: Token | None) -> Verdict:
    return _with(verdict, status, cue, "future")


def _with(
    verdict: Verdict, status: Status, cue: Token | None, tense: ClauseTense | None = None
) -> Verdict:
    cues = (*verdict.cues, cue) if cue is not None else verdict.cues
    held = verdict.purpose, verdict.requested, verdict.perfect
    return Verdict(status, tense or verdict.tense, cues, *held)


# ---- what governs it ----------------------------------------------------------------------------


def _govern(
    verdict: Verdict, token: Token, governor: Token, link: Link, words: StatusWords
) -> Verdict:
    """`verdict` as changed by one governor."""
    # "Accepted an invitation to visit": its answer decides.
    effect = None if _is_answered(governor, token) else effect_of(governor, link, words)
    clausal = is_verbal(governor) or governor.pos_ == "ADJ" or bool(children(governor, "cop"))
    outer = _of_verb(governor) if clausal else _of_noun(governor, words)
    shunned = effect == "deny" and bool(children(governor, "obj"))
    if link == "infinitive" and (effect is None or shunned) and token.dep_ == "advcl":
        aimed = replace(verdict, purpose=True)
        return aimed if outer.real else _with(aimed, outer.status, governor)
    if link in ("adjunct", "noun") and preposition(token) in ("before", "ahead_of"):
        # "Two days before his first summit": seen from a clause in the present it is to come.
        later = replace(outer, status="planned")
        return verdict if outer.tense == "past" else _later(verdict, later)
    if link == "clause" and outer.status == "planned" and preposition(token) in _IN_ORDER:
        return _later(verdict, outer)  # "will meet X before flying to Rome"
    if link in ("content", "clause"):
        return _apply(verdict, effect, governor)
    if link == "adjunct":
        changed = _govern_phrase(verdict, token, governor, outer, effect)
    elif link == "subject":
        changed = _govern_subject(verdict, governor, outer, effect)
    else:
        changed = _govern_closely(verdict, governor, outer, link, effect)
    return changed


def _govern_phrase(
    verdict: Verdict, token: Token, governor: Token, outer: Verdict, effect: str | None
) -> Verdict:
    """An event under a preposition: "called for a summit", "signed during the visit"."""
    case = preposition(token)
    if governor.pos_ == "ADJ" and case == "for":  # "was due in Rome for talks"
        return _apply(verdict, effect, governor)
    beside = effect_of_phrase(token, governor)
    if beside is not None:
        return _apply(verdict, beside, governor)
    if outer.status == "denied" and case == "for" and governor.lemma_ in ("set", "fix", "agree"):
        return _with(verdict, "hypothetical", governor)  # "no date has been set for a visit"
    if outer.status == "denied" and case == "for" and governor.lemma_ in _GOES | {"turn", "show"}:
        return _with(verdict, "denied", governor)  # "will not travel there for talks"
    if case in ("under", "despite", "since"):
        return verdict  # "under a 1998 accord ships may pass": the accord is there
    # The visit is as real as the signing, save for a negated one.
    return _later(verdict, outer) if outer.status in ("planned", "hypothetical") else verdict


def _is_answered(noun: Token, token: Token) -> bool:
    """Whether an invitation or offer is the object of a verb that accepts it."""
    asks = noun.lemma_.lower() in ("invitation", "offer", "proposal") and noun.dep_ == "obj"
    return asks and noun.head.lemma_.lower() == "accept" and token.head == noun


def _govern_subject(
    verdict: Verdict, governor: Token, outer: Verdict, effect: str | None
) -> Verdict:
    """An event that is the subject: of "took place" it is as real, of "made progress" it was."""
    if effect and governor.pos_ == "ADJ":
        return _apply(verdict, effect, governor)
    if (stands := standing(governor)) is not None:
        return _ahead(verdict, stands, governor)
    inner = next(iter(children(governor, "xcomp")), governor)
    if inner is not governor and lemma_of(inner).split("_")[0] in _OCCUR:
        effect = effect_of(governor, "infinitive", lexicon().status)  # "failed to take place"
    if lemma_of(inner).split("_")[0] in _OCCUR:
        return _govern_closely(verdict, governor, outer, "subject", effect)
    if outer.status in ("hypothetical", "planned") and _may_be(verdict, governor):
        return _ahead(verdict, "hypothetical", governor)
    return _later(verdict, outer) if outer.status == "planned" else verdict


def _may_be(verdict: Verdict, predicate: Token) -> bool:
    """ "A deal would help", "his visit would be the first": no fact that a "would" tells of."""
    if "would" not in predicate.below:
        return False
    subject = next((c for c in predicate.children if c.dep_ == "nsubj"), None)
    if subject is None or not verdict.real:
        return False
    indefinite = any(c.lower_ in ("a", "an", "any", "such") for c in children(subject, "det"))
    nouns = lexicon().classes["encounters"] | lexicon().classes["visits"]
    return indefinite or (subject.lemma_ in nouns and bool(children(predicate, "cop")))


def _govern_closely(
    verdict: Verdict, governor: Token, outer: Verdict, link: Link, effect: str | None
) -> Verdict:
    """An event that its governor plans, denies, asks for …: both its meaning and its own status."""
    changed = _apply(verdict, effect, governor)
    open_ = effect == "deny" and is_verbal(governor) and judge(governor).status == "hypothetical"
    if open_ or not_excluded(governor):  # "threatened to cancel the visit", "can't be ruled out"
        return _with(changed, "hypothetical", governor)
    if governor.lemma_.lower() in _REQUESTS and link == "infinitive":
        changed = replace(changed, requested=True)
    if outer.status == "denied" and effect != "deny":
        return _with(changed, standing(governor) or "denied", (governor, *outer.cues)[-1])
    if effect == "plan" and outer.real and (undone := unheld_after(governor)) is not None:
        return _with(changed, "denied", undone)  # "was planned for May but never held"
    if outer.status == "happened" or effect == "deny":
        return changed
    return _later(changed, outer)


def _later(verdict: Verdict, outer: Verdict) -> Verdict:
    """An event inside a planned or hypothetical one is no more real than it."""
    if verdict.status in ("denied", "hypothetical"):
        return verdict
    return replace(verdict, status=outer.status, tense="future", cues=(*verdict.cues, *outer.cues))


def _apply(verdict: Verdict, effect: str | None, governor: Token) -> Verdict:
    if effect == "deny":
        return _with(verdict, "denied", governor)
    if effect is None or verdict.status == "denied":
        return verdict
    if effect == "hypothesis":
        return _ahead(verdict, "hypothetical", governor)
    if verdict.status == "happened":
        return _ahead(verdict, "planned", governor)
    return verdict
