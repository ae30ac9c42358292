"""What governs an event's word, how it is linked to it, and what that does to the event.

"Refused to", "is expected to", "cancelled a visit", "called for a summit", "no plans for": verbs,
adjectives and nouns that plan, deny or only imagine what stands under them. The words are those of
`ontology/events.toml` and the closed classes below.
"""

from collections.abc import Iterator
from typing import Literal

from graph_builder.extraction.event_types import StatusWords
from graph_builder.extraction.frame_arguments import has_to, is_infinitive
from graph_builder.extraction.frames import is_passive, is_verbal, lemma_of, preposition
from graph_builder.extraction.status_infinitives import is_finite
from graph_builder.extraction.status_unreal import UNTRUE, falsely_told, told_in
from graph_builder.extraction.tokens import Token

Link = Literal[
    "infinitive", "content", "gerund", "object", "subject", "adjunct", "noun", "clause", "kept"
]

# Verbs whose infinitive or gerund is as real as they are themselves.
_IMPLICATIVE = frozenset(
    "manage begin start continue come get go help happen proceed use keep".split()
)
# Of a finite clause ("denied that she had met") only these say that it isn't so.
_DENY_CONTENT = frozenset(
    {"deny", "reject", "rule_out", "dispute", "refute", "pretend", "misstate", "misreport"}
)
_DOUBT_CONTENT = frozenset(
    {
        "doubt",
        "wonder",
        "speculate",
        "fear",
        "hope",
        "wish",
        "suggest",
        "propose",
        "demand",
        "predict",
        "imagine",
        "dream",
        "dreamt",
        "suppose",
        "rumour",
        "rumor",
    }
)
# Verbs under which a gerund after "of" or "about" is only thought of.
_THOUGHT_OF = frozenset("dream think talk speak consider despair speculate hear".split())
# What one asks, waits or presses for is not there yet; what one pulls out of is not held.
_ASKED_FOR = frozenset(
    "call push press ask appeal plead lobby hope wait aim beg clamour clamor campaign petition "
    "argue bid angle".split()
)
# "Barred from visiting", "kept from meeting".
_KEPT_FROM = frozenset(
    "bar ban prevent keep stop block dissuade deter discourage exclude hinder refrain abstain "
    "prohibit".split()
)
_SHORT_OF = frozenset({"verge", "brink", "cusp", "threshold", "absence", "lack"})
_CLOSE = frozenset({"close", "closer", "near", "nearer", "closest"})
_WITHDRAWS = frozenset("pull back bow drop withdraw opt duck".split())
# What is done so to an event names its day: "has been fixed for 3 May", "was put back to June".
_DATED = frozenset("fix call move put_back bring_forward reserve earmark pencil_in convene".split())
_NOUN_LINKS: dict[str, Link] = {
    "obj": "object",
    "iobj": "object",
    "nsubj": "subject",
    "obl": "adjunct",
    "nmod": "noun",
    "compound": "noun",
    "appos": "noun",
}
_READY = {
    "plan": frozenset("due set scheduled slated expected certain poised likely".split()),
    "hypothesis": frozenset(
        "unlikely conceivable imaginable feasible uncertain ready willing reluctant able "
        "possible free eager keen open prepared".split()
    ),
    "deny": frozenset({"unable", "unwilling", "loath", "impossible", "unthinkable"}) | UNTRUE,
}
_NOUNS = {
    "plan": frozenset(
        "plan preparation schedule date decision intention promise vow pledge".split()
    ),
    "hypothesis": frozenset(
        "possibility proposal hope prospect idea offer chance call request suggestion invitation "
        "desire demand bid readiness willingness talk rumour rumor speculation gossip option idea "
        "dream wish appeal plea attempt ambition".split()
    ),
    "deny": frozenset({"cancellation", "refusal", "postponement", "failure", "rejection"}),
}


def governor_of(token: Token) -> tuple[Token, Link] | None:
    """What governs the clause or phrase of `token`, and how; None at the top of the sentence."""
    while token.dep_ == "conj":
        if is_infinitive(token) and not (is_infinitive(token.head) or is_finite(token)):
            return token.head, "infinitive"  # "is due to arrive and to meet", hung on "due"
        token = token.head
    head, relation = token.head, token.dep_
    if head == token:
        return None
    if head.dep_ == "compound:prt" or (head.lower_ == "out" and head.dep_ == "advmod"):
        # "Pulled out of the talks", hung on the particle
        head = head.head
    if (tale := told_in(token)) is not None:
        return tale, "noun"
    if is_verbal(token) or relation in ("ccomp", "xcomp", "csubj", "csubj:pass", "advcl"):
        return _clause_link(token, head, relation)
    if relation == "nsubj" and is_passive(head):
        return head, "object"
    link: Link | None = _NOUN_LINKS.get(relation.split(":", maxsplit=1)[0])
    if relation == "nsubj:pass":
        link = "object"
    return (head, link) if link is not None else None


def _clause_link(token: Token, head: Token, relation: str) -> tuple[Token, Link] | None:
    gerund = "being" in token.below  # "led to them being shot"
    infinitive = not gerund and has_to(token)
    link: Link | None = None
    if relation in ("xcomp", "csubj"):
        link = "gerund" if token.tag_ == "VBG" else "infinitive"
    elif relation in ("ccomp", "csubj:pass"):
        thought_of = _of_gerund(token) and head.lemma_.lower() in _THOUGHT_OF
        unfinished = thought_of or (infinitive and not is_finite(token))
        link = "infinitive" if unfinished else "content"
    elif relation == "acl" and (infinitive or _of_gerund(token)):
        link = "noun"
    elif token.tag_ == "VBG" and "from" in token.below:
        link = "kept" if head.lemma_.lower() in _KEPT_FROM else None
    elif "short" in head.below and _of_gerund(token):
        link = "kept"  # "stopped short of meeting"
    elif token.tag_ == "VBG" and "to" in token.below and _is_close(head):
        link = "kept"  # "came close to signing"
    elif relation in ("advcl", "obl") and _of_gerund(token):
        link = "infinitive" if head.lemma_.lower() in _THOUGHT_OF else "clause"
    elif relation == "advcl" and infinitive:
        link = "infinitive"
    elif relation == "advcl" and token.tag_ == "VBG":
        link = "clause"
    return (head, link) if link is not None else None


def _is_close(head: Token) -> bool:
    return head.lower_ == "close" or (head.lemma_ == "come" and "close" in head.below)


def _of_gerund(token: Token) -> bool:
    """ "Dreamed of meeting", "no intention of meeting"."""
    if token.tag_ != "VBG" or token.below.isdisjoint(("of", "about")):
        return False
    marks = (c.lower_ for c in token.children if c.dep_ in ("mark", "case"))
    return any(mark in ("of", "about") for mark in marks)


def effect_of_phrase(token: Token, governor: Token) -> str | None:
    """ "Called for a summit" asks for it; "pulled out of talks" leaves them unheld."""
    case, lemma = preposition(token), governor.lemma_.lower()
    if case == "of" and lemma == "come" and "nothing" in governor.below:
        return "deny"  # "nothing came of the meeting planned for May"
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    if case == "for" and lemma in _ASKED_FOR:
        return "hypothesis"
    if case == "to" and lemma == "invite":
        return "hypothesis"
    if case in ("toward", "towards") or lemma in _SHORT_OF:
        return "hypothesis"  # "work towards a deal", "on the verge of an agreement"
    if case == "to" and governor.lower_ in _CLOSE:
        return "hypothesis"
    out = case in ("out_of", "from") or (
        case == "of" and "out" in (before.lower_, _after(governor))
    )
    return "deny" if out and lemma in _WITHDRAWS else None


def _after(token: Token) -> str:
    following = token.i + 1
    return token.doc[following].lower_ if following < len(token.doc) else ""


def _effect_of_word(governor: Token, lemma: str) -> str | None:
    """Of an adjective, participle or noun; who "was able to" do it has done it."""
    if governor.lower_ == "able" and any(c.lower_ in ("was", "were") for c in governor.children):
        return None
    table = _READY if governor.pos_ == "ADJ" or governor.tag_ == "VBN" else _NOUNS
    named = {lemma, governor.lower_}
    return next((name for name, lemmas in table.items() if named & lemmas), None)


def effect_of(governor: Token, link: Link, words: StatusWords) -> str | None:
    """What the governor's meaning does to the event: "deny", "plan", "hypothesis" or nothing."""
    lemma = lemma_of(governor)
    if not is_verbal(governor):
        return _effect_of_word(governor, lemma)
    if link == "kept":
        return "deny"
    if link == "content":
        if falsely_told(governor):
            return "deny"
        doubt = "hypothesis" if lemma in _DOUBT_CONTENT else None
        return "deny" if lemma in _DENY_CONTENT else doubt
    if link in ("subject", "adjunct", "clause") or lemma in _IMPLICATIVE:
        return "plan" if lemma == "go" and governor.tag_ == "VBG" and link == "infinitive" else None
    dated = link == "object" and _is_dated(governor, lemma)
    found = "plan" if dated else next(_named(lemma, words), None)
    real = link == "object" and found != "plan" and lemma not in words.of_objects
    return None if real else found  # "called the summit a success": it is real all the same


def _is_dated(verb: Token, lemma: str) -> bool:
    """ "Has been fixed for 3 May", "was moved to Friday": a day is set for what hasn't been."""
    back = lemma in ("put", "bring") and not verb.below.isdisjoint(("back", "forward"))
    if not (back or lemma in _DATED) or not is_passive(verb):
        return False
    days = (c for c in verb.children if c.dep_.startswith("obl") and c.i > verb.i)
    return any(
        preposition(c) in ("for", "to") and any(t.ent_type_ == "DATE" for t in c.subtree)
        for c in days
    )


def _named(lemma: str, words: StatusWords) -> Iterator[str]:
    for name, lemmas in (
        ("deny", words.deny),
        ("plan", words.plan),
        ("hypothesis", words.hypothesis),
    ):
        if lemma in lemmas:
            yield name
