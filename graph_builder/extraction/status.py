"""Whether an event happened, is planned, was denied, or is hypothetical, from the words around it.

`judge` starts at the word that tells of the event and climbs the tree: negations, modal verbs and
tense of its own clause first, then whatever governs it ("refused to", "is expected to", "cancelled
a visit", "denied that …", "no plans for …"). The words are those of `ontology/events.toml`.
"""

from dataclasses import replace

from graph_builder.extraction.event_types import StatusWords, lexicon
from graph_builder.extraction.frames import children, is_verbal, lemma_of, preposition
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.status_clauses import (
    Verdict,
    ahead_as,
    of_noun,
    of_verb,
    tense_of,
    with_status,
)
from graph_builder.extraction.status_governors import (
    Link,
    effect_of,
    effect_of_phrase,
    governor_of,
)
from graph_builder.extraction.status_unreal import (
    commemorated,
    is_held,
    is_question,
    is_tale,
    not_excluded,
    not_kept,
    refutation,
    standing,
    unheld_after,
)
from graph_builder.extraction.tokens import Token

_GOES = frozenset("travel go fly come return leave head visit arrive".split())
_TOLD_AS_REAL = frozenset({"on", "about", "by"})  # "a report on his stay"
_IT = frozenset({"it", "this", "that"})
_IN_ORDER = frozenset({"before", "after"})
_COMPLETED = frozenset({"after", "following", "since", "despite"})
_MAX_STEPS = 6  # governors looked at; further out the words no longer bear on the event
# Of an event noun's verbs, these say whether it happens at all.
_OCCUR = frozenset("take happen occur come go materialize materialise be proceed follow".split())
# What is asked of somebody is the content of the asking, not an event of its own.
_REQUESTS = frozenset(
    "urge ask demand call press request order invite tell appeal advise encourage pressure".split()
)


@once_per_word
def judge(token: Token) -> Verdict:
    """The verdict on the event that `token` (a verb or an event noun) tells of."""
    words = lexicon().status
    verdict = of_verb(token) if is_verbal(token) else of_noun(token, words)
    if verdict.real and not is_verbal(token) and children(token, "cop"):
        clause = of_verb(token)
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
            future = is_verbal(governor) and tense_of(governor) == "future"
            return _later(verdict, of_verb(governor)) if future else verdict
        if link == "noun" and is_tale(governor) and preposition(current) not in _TOLD_AS_REAL:
            return _told(verdict, governor)
        if link == "kept" and (free := judge(governor)).status == "denied":
            return with_status(verdict, not_kept(governor, free.tense), governor, free.tense)
        before = verdict
        verdict = _govern(verdict, current, governor, link, words)
        if described and verdict.status == "denied" != before.status:
            # "Did not expect talks to be easy": not that there would be none.
            expected = effect_of(governor, link, words) == "plan"
            verdict = ahead_as(before, "planned", governor) if expected else before
        described |= link == "subject" and governor.pos_ == "ADJ" and verdict == before
        current = governor
    if verdict.status in ("happened", "planned") and is_question(token):
        return with_status(verdict, "hypothetical", None)
    return verdict


def _told(verdict: Verdict, tale: Token) -> Verdict:
    """An event that a report or rumour tells of: true, untrue, or left open."""
    untrue = refutation(tale)
    if untrue is not None:  # "reports that they met are false"
        return with_status(verdict, "denied", untrue)
    confirmed = tale.dep_ in ("obj", "nsubj:pass") and tale.head.lemma_ == "confirm"
    if verdict.status == "denied" or (confirmed and of_verb(tale.head).real):
        return verdict
    return ahead_as(verdict, "hypothetical", tale)


# ---- what governs it ----------------------------------------------------------------------------


def _govern(
    verdict: Verdict, token: Token, governor: Token, link: Link, words: StatusWords
) -> Verdict:
    """`verdict` as changed by one governor."""
    # "Accepted an invitation to visit": its answer decides.
    effect = None if _is_answered(governor, token) else effect_of(governor, link, words)
    clausal = is_verbal(governor) or governor.pos_ == "ADJ" or bool(children(governor, "cop"))
    outer = of_verb(governor) if clausal else of_noun(governor, words)
    shunned = effect == "deny" and bool(children(governor, "obj"))
    if link == "infinitive" and (effect is None or shunned) and token.dep_ == "advcl":
        aimed = replace(verdict, purpose=True)
        return aimed if outer.real else with_status(aimed, outer.status, governor)
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
        return with_status(verdict, "hypothetical", governor)  # "no date has been set for a visit"
    if outer.status == "denied" and case == "for" and governor.lemma_ in _GOES | {"turn", "show"}:
        return with_status(verdict, "denied", governor)  # "will not travel there for talks"
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
        return ahead_as(verdict, stands, governor)
    inner = next(iter(children(governor, "xcomp")), governor)
    if inner is not governor and lemma_of(inner).split("_")[0] in _OCCUR:
        effect = effect_of(governor, "infinitive", lexicon().status)  # "failed to take place"
    if lemma_of(inner).split("_")[0] in _OCCUR:
        return _govern_closely(verdict, governor, outer, "subject", effect)
    if outer.status in ("hypothetical", "planned") and _may_be(verdict, governor):
        return ahead_as(verdict, "hypothetical", governor)
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
        return with_status(changed, "hypothetical", governor)
    if governor.lemma_.lower() in _REQUESTS and link == "infinitive":
        changed = replace(changed, requested=True)
    if outer.status == "denied" and effect != "deny":
        return with_status(changed, standing(governor) or "denied", (governor, *outer.cues)[-1])
    if effect == "plan" and outer.real and (undone := unheld_after(governor)) is not None:
        return with_status(changed, "denied", undone)  # "was planned for May but never held"
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
        return with_status(verdict, "denied", governor)
    if effect is None or verdict.status == "denied":
        return verdict
    if effect == "hypothesis":
        return ahead_as(verdict, "hypothetical", governor)
    if verdict.status == "happened":
        return ahead_as(verdict, "planned", governor)
    return verdict
