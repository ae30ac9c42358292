"""Wordings by which an event that a verb or noun names did not happen, without a plain "not".

Replaced acts ("instead of meeting"), near misses ("nearly met"), plans that came to nothing ("was
to meet her but fell ill"), conditions, questions, predicates of an event noun ("fell through"),
tales that somebody refutes ("reports that they met are false"), and what was told in error
("wrongly said that they met", "an earlier version of this article said"); and one wording by which
an event inside a plan did happen ("held").
"""

from collections.abc import Iterator

from graph_builder.extraction.frames import children, preposition
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Token
from graph_builder.model import Status

_BESIDE = {"instead": "of", "rather": "than"}
_HELD = frozenset({"take", "happen", "occur", "go", "hold", "meet"})
_NEARLY = frozenset({"nearly", "almost"})
_UNDONE = _NEARLY | {"without", *_BESIDE}
_ALL = frozenset({"all", "everything", "anything"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_LIES = frozenset({"lie", "hoax", "fabrication", "myth"})
TALES = _LIES | frozenset(
    "report claim rumour rumor allegation speculation suggestion story assertion gossip".split()
)
UNTRUE = frozenset(
    "false untrue baseless unfounded groundless fabricated bogus fictitious incorrect".split()
)
_IN_ERROR = frozenset(
    "incorrectly wrongly falsely mistakenly erroneously inaccurately untruthfully".split()
)
# What a correction takes back: "an earlier version of this article said that they had met".
_VERSIONS = frozenset({"version", "edition", "headline", "caption"})
_EARLIER = frozenset({"earlier", "previous", "original"})
_REFUSES = frozenset({"refuse", "turn", "deny", "rebuff", "decline", "reject", "snub"})
_OPENING = frozenset({"aux", "mark"})  # what the parser takes "had" for before its subject
_BACK = frozenset({"back", "around", "round"})
_ARRIVES = frozenset({"arrive", "come", "land", "appear", "turn", "attend", "show"})
_ANNIVERSARIES = frozenset(
    "anniversary commemoration remembrance memory jubilee centenary centennial bicentenary "
    "celebration".split()
)
_QUOTES = frozenset({'"', "“", "”"})
_ON_THE_LIST = frozenset(
    "agenda cards card schedule calendar table programme program works pipeline offing making "
    "diary itinerary".split()
)
_PAST = frozenset({"VBD", "VBN"})
_UNSURE = frozenset({"doubt", "limbo", "jeopardy", "balance"})  # "the visit is in doubt"
REFUTE = frozenset(
    "dismiss deny reject refute debunk dispute quash rubbish contradict rebut disprove".split()
)
_DESCRIBE = frozenset({"advcl", "xcomp", "obl", "acl", "nmod"})


def left_undone(token: Token) -> Token | None:
    """The word that says an act was not done: "instead of", "without", "nearly" before it."""
    if token.tag_.startswith("VB") and token.i > 1:
        words = token.doc.tokens[token.i - 2 : token.i]
        if words[0].lower_ in _ALL and words[1].lower_ == "but":
            return words[1]  # "all but signed", "did everything but sign"
    if _UNDONE.isdisjoint(token.below):
        return None
    for dependent in token.children:
        lower = dependent.lower_
        if dependent.dep_ in ("mark", "case", "cc"):
            second = _BESIDE.get(lower)
            fixed = second is not None and _followed_by(dependent, second)
            if fixed or (lower == "without" and dependent.i < token.i):
                return dependent
        if lower in _NEARLY and dependent.dep_ == "advmod" and dependent.i == token.i - 1:
            return dependent
    return None


def _followed_by(first: Token, second: str) -> bool:
    """Whether `second` is the word right after `first`."""
    return first.i + 1 < len(first.doc) and first.doc[first.i + 1].lower_ == second


def undone_after(verb: Token) -> Token | None:
    """ "Was to meet her but fell ill": the past clause that says why it came to nothing."""
    if verb.below.isdisjoint(("was", "were", "had", "been")):
        return None
    for clause in children(verb, "conj"):
        but = any(c.lower_ == "but" for c in children(clause, "cc"))
        if but and clause.tag_ in ("VBD", "VBN"):
            return clause
    # "Was to meet her when the bomb went off"
    broken = (c for c in children(verb, "advcl") if "when" in c.below and c.tag_ in _PAST)
    return next((c for c in broken if "to" in verb.below and c.i > verb.i), None)


def unheld_after(planning: Token) -> Token | None:
    """ "Was planned for May but never held", not "but took place in June"."""
    undone = undone_after(planning)
    held = undone is not None and undone.lemma_ in _HELD
    return None if undone is None or (held and NEGATIONS.isdisjoint(undone.below)) else undone


def refused_after(verb: Token) -> Token | None:
    """ "Asked for an hour with her and was turned away": the clause that says no."""
    for clause in children(verb, "conj", "parataxis"):
        passive = any(c.dep_ == "aux:pass" or c.lower_ == "got" for c in clause.children)
        if clause.lemma_ in _REFUSES and passive:
            return clause
    return None


def depends(verb: Token) -> Token | None:
    """ "Will sign if they apologise", "unless": the word that makes it depend on something."""
    for clause in children(verb, "advcl"):
        for mark in children(clause, "mark"):
            if mark.lower_ in ("if", "unless"):
                return mark
        first = clause.left_edge
        if first.lower_ == "should" and first.head == clause and clause.i < verb.i:
            return first  # "should the sale go ahead, she will fly to Rome"
    return None


def supposed(verb: Token, conditions: frozenset[str]) -> Token | None:
    """The word that opens a clause as a condition or a wish: "if", or of a subjunctive."""
    if not conditions.isdisjoint(verb.below):
        for opening in verb.children:
            if opening.dep_ == "mark" and opening.lower_ in conditions:
                return opening
    return subjunctive(verb)


def subjunctive(verb: Token) -> Token | None:
    """ "Insisted that it withdraw", "insisted they be freed": the word that shows that it is not.

    That is "be" of a passive, else "that" before a bare form.
    """
    bare = verb.tag_ == "VB" and "that" in verb.below
    if not (bare or "aux:pass" in verb.relations):
        return None
    before = [c for c in verb.children if c.i < verb.i]
    if any(c.dep_ == "aux" or (c.dep_ == "mark" and c.lower_ == "to") for c in before):
        return None
    if not any(c.dep_ in _SUBJECTS for c in before):
        return None
    passive = next((c for c in before if c.dep_ == "aux:pass"), None)
    if passive is not None:
        return passive if passive.lower_ == "be" else None
    that = (c for c in before if c.dep_ == "mark" and c.lower_ == "that")
    return next(that, None) if bare else None


def inverted(verb: Token) -> Token | None:
    """ "Had they met, prices would have fallen": the auxiliary before its subject."""
    if verb.dep_ != "advcl" or "had" not in verb.below:
        return None
    had = next((c for c in verb.children if c.lower_ == "had" and c.dep_ in _OPENING), None)
    subject = next(iter(children(verb, *_SUBJECTS)), None)
    if had is None or subject is None or "?" in verb.sent.text:
        return None
    return had if had.i < subject.left_edge.i else None


def turned_back(verb: Token) -> Token | None:
    """ "Left for Rome but turned back": the clause by which a journey did not get there."""
    for clause in children(verb, "conj", "parataxis", "advcl"):
        own = next(iter(children(clause, "nsubj")), None)
        others = own is not None and own.tag_ in ("NNS", "NNP", "NNPS")  # "the rebels turned back"
        if clause.lemma_ == "turn" and not _BACK.isdisjoint(clause.below) and not others:
            return clause
    return None


def came_true(verb: Token) -> bool:
    """ "Was expected in Lima on Friday and arrived on time": a plan told with what came of it."""
    clauses = (c for c in children(verb, "conj", "parataxis") if c.tag_ == "VBD")
    return any(c.lemma_ in _ARRIVES and not _has_own_subject(c) for c in clauses)


def _has_own_subject(clause: Token) -> bool:
    return bool(children(clause, *_SUBJECTS))


def is_held(noun: Token) -> bool:
    """ "Agreed to share data at a meeting held in Rome": it was held, whatever is to come."""
    held = (t for t in noun.subtree if t.lower_ == "held" and t.dep_ == "acl")
    return any(not children(t, "aux", "aux:pass", "mark") for t in held)


def commemorated(trigger: Token) -> bool:
    """ "Friday is the anniversary of the signing": it was on another day."""
    return any(t.lemma_.lower() in _ANNIVERSARIES for t in trigger.ancestors if t.pos_ == "NOUN")


def _is_called_for(verb: Token) -> bool:
    """ "Let the king ring her": somebody may do it."""
    let = verb.head
    plain = let.lemma_ == "let" and let.tag_ == "VB" and not children(let, "nsubj", "mark", "aux")
    return plain and verb.dep_ in ("xcomp", "ccomp") and let.dep_ == "ROOT"


def is_question(token: Token) -> bool:
    """Whether the sentence asks if the event is, or for it; not what is quoted in it.

    "Will she come?", "let him come".
    """
    if _is_called_for(token):
        return True
    last = token.sent.end - 1
    while last > token.i and token.doc.tokens[last].is_space:
        last -= 1
    if token.doc.tokens[last].text != "?":
        return False
    words = [t for t in token.sent if not t.is_space]
    if words[0].tag_ not in ("MD", "VBZ", "VBP", "VBD"):
        return False
    return not any(t.text in _QUOTES for t in words)


_OFF = frozenset({"off", "ice", "backburner"})  # "the visit is off", "is on ice"
_TO_BE_SET = frozenset({"date", "dates", "venue", "schedule", "agenda"})


def standing(predicate: Token) -> Status | None:
    """What a predicate says of an event noun that is its subject.

    "Is on the agenda", "is in the works" plan it; "is out of the question", "fell through" and
    "has yet to take place" deny it; while "the date of the talks is not set" they may be held.
    """
    around = predicate.below
    negated = not around.isdisjoint(("not", "n't", "n’t", "no", "no_longer"))
    lower = predicate.lower_
    if negated and any(t.lower_ in _TO_BE_SET for t in children(predicate, "nsubj:pass", "nsubj")):
        return "hypothetical"
    if lower in _OFF or (lower == "question" and "out" in around):
        return "denied"
    fell = predicate.lemma_ == "fall" and "through" in around
    if fell or (predicate.lemma_ == "have" and "yet" in around):
        return "denied"
    if lower in _UNSURE and "in" in around:
        return "hypothetical"
    if lower in _ON_THE_LIST and not around.isdisjoint(("on", "in")):
        return "denied" if negated else "planned"
    return None


def is_tale(noun: Token) -> bool:
    """Whether the noun is something told, true or not: a report, a rumour."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in TALES


def told_in(clause: Token) -> Token | None:
    """The tale whose content the clause is: "reports that they met"."""
    if clause.dep_ not in ("acl", "acl:relcl", "ccomp") or not is_tale(clause.head):
        return None
    objects = len(children(clause, "obj"))  # of two the parser took "that" for one
    that = any(
        c.lower_ == "that"
        and (not c.dep_.startswith(("nsubj", "obj")) or (c.dep_ == "obj" and objects > 1))
        for c in clause.children
    )
    return clause.head if that else None


def falsely_told(verb: Token) -> bool:
    """Whether the text itself says that what the verb tells is wrong, or corrects it."""
    wrongly = not _IN_ERROR.isdisjoint(verb.below)
    if wrongly and any(c.lower_ in _IN_ERROR for c in children(verb, "advmod")):
        return True
    return any(
        c.lower_ in _EARLIER
        for subject in children(verb, "nsubj")
        if subject.lemma_.lower() in _VERSIONS
        for c in children(subject, "amod")
    )


def refutation(tale: Token) -> Token | None:
    """The word by which the clause around a tale says that it is untrue, unless that is negated."""
    if not NEGATIONS.isdisjoint(tale.head.below):
        return None
    return next(_refuting(tale), None)


def _refuting(tale: Token) -> Iterator[Token]:
    governor = tale.head
    if tale.lemma_.lower() in _LIES:
        yield tale
    if tale.dep_ == "nsubj" and governor.lemma_.lower() in UNTRUE:
        yield governor
    yield from (c for c in children(tale, "amod") if c.lower_ in UNTRUE)
    for part in children(tale, "nmod", "parataxis"):
        denied = part.dep_ == "parataxis" and part.lemma_.lower() in REFUTE
        if (denied and children(part, "aux:pass")) or _as_untrue(part):
            yield part
    if tale.dep_ in ("obj", "nsubj:pass"):
        if governor.lemma_.lower() in REFUTE:
            yield governor
        yield from (c for c in governor.children if _as_untrue(c))


def _as_untrue(word: Token) -> bool:
    """ "Described the reports as false"."""
    as_untrue = word.lower_ in UNTRUE and word.dep_ in _DESCRIBE
    return as_untrue and (word.dep_ not in ("obl", "nmod") or preposition(word) == "as")


def not_kept(keeping: Token, tense: str) -> Status:
    """What becomes of what a denied verb of keeping doesn't keep one from.

    "It was not meant to stop her from going", "will not stop her", "did not stop her".
    """
    if "to" in keeping.below:
        return "hypothetical"
    return "planned" if tense == "future" else "happened"


def tells_apart(clause: Token) -> bool:
    """ "Talks where they agreed", "told him at talks that he would go": nothing is said of them."""
    that = "that" in clause.below and any(c.lower_ == "that" for c in children(clause, "mark"))
    return that or not clause.below.isdisjoint(("where", "when"))


def should_have(modal: Token, auxiliaries: list[Token]) -> bool:
    """ "Should have flown to Rome on Monday": a plan not kept; without a day it is only advice."""
    if modal.lower_ not in ("should", "ought") or all(a.lower_ != "have" for a in auxiliaries):
        return False
    return any(c.ent_type_ == "DATE" for c in modal.head.children)


def not_excluded(governor: Token) -> bool:
    """ "A meeting cannot be ruled out", "is not excluded"."""
    excludes = governor.lemma_ in ("rule", "exclude") and not NEGATIONS.isdisjoint(governor.below)
    return excludes and (governor.lemma_ == "exclude" or "out" in governor.below)
