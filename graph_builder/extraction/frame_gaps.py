"""What a relative clause leaves open: "the treaty that X signed", "the king, who was hosted by"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.tokens import Token

if TYPE_CHECKING:
    from graph_builder.extraction.frames import Frame

# Verbs whose object, not subject, is the subject of their infinitive: "urged Iran to return".
OBJECT_CONTROL = frozenset(
    "advise allow appoint ask authorize beg call cause challenge coax command compel convince "
    "direct enable encourage expect forbid force get help induce instruct invite lead let make "
    "oblige order permit persuade watch "
    "press pressure prompt push remind request require send teach tell tempt urge want warn".split()
)
# "Issued a statement condemning it": who issued it condemns.
TEXTS = frozenset(
    "statement letter message communique communiqué resolution note tweet post".split()
)
_DEALS = frozenset("accord agreement treaty pact deal protocol memorandum declaration".split())
_ASTRAY = frozenset({"conj", "parataxis", "advcl", "ccomp"})
_RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose"})


def fill_relative_gap(frame: Frame) -> None:
    """ "The treaty (that) X signed": the noun fills the place its relative clause leaves open."""
    verb = frame.head
    if verb.dep_ == "xcomp":
        _fill_from_above(frame)
        return
    hung = verb.dep_ == "acl:relcl" or _is_finite(verb)
    antecedent = verb.head if hung else _before_relative(verb)
    if antecedent is None:
        return
    for name in ("subject", "object"):
        token = getattr(frame, name)
        astray = token is not None and token.lower_ == "who" and _is_thing(antecedent, token)
        if token is not None and token.lower_ in _RELATIVE_WORDS and not astray:
            setattr(frame, name, antecedent)
    gap = frame.object is None and not frame.passive and frame.subject != antecedent
    whose = frame.subject is not None and any(t.lower_ == "whose" for t in frame.subject.subtree)
    has_relative_oblique = (
        whose
        or any(t.lower_ in _RELATIVE_WORDS for _, t in frame.obliques)
        or any(c.lower_ in ("where", "when", "why") for c in verb.children)
    )
    if gap and frame.subject is not None and not has_relative_oblique:
        frame.object = antecedent


def _fill_from_above(frame: Frame) -> None:
    """ "The rebel whom she had refused to meet": what the refusing leaves open is met."""
    verb, above = frame.head, frame.head.head
    controls = above.lemma_.lower() in OBJECT_CONTROL
    if frame.object is not None or frame.passive or above.dep_ != "acl:relcl" or controls:
        return
    open_ = any(c.dep_ == "obj" and c.lower_ in _RELATIVE_WORDS for c in above.children)
    if open_ and verb.tag_ == "VB" and above.head != frame.subject:
        frame.object = above.head


def _before_relative(verb: Token) -> Token | None:
    """ "Refused to sign the pact that X concluded": the pact, though the verbs are joined."""
    if verb.dep_ not in _ASTRAY:
        return None
    for word in verb.children:
        if word.tag_ == "WDT" and word.dep_ == "obj" and verb.sent.start < word.i < verb.i:
            noun = word.doc[word.i - 1]
            return noun if noun.tag_.startswith("NN") else None
    return None


def _is_finite(verb: Token) -> bool:
    """ "The statement that X and Y issued", taken for what the statement says: not if it is one."""
    if verb.dep_ != "acl" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return False
    relations = {c.dep_ for c in verb.children}
    return "nsubj" in relations and verb.head.lemma_.lower() in TEXTS | _DEALS


def said_beside(verb: Token) -> Token | None:
    """ "She said that it is a port and stressed …", the past hung on the present: the saying."""
    inner = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or inner.dep_ != "ccomp":
        return None
    told = inner.head.tag_ == "VBD" and inner.head.i < inner.i
    tenses = {c.tag_ for c in (inner, *inner.children) if c is inner or c.dep_ in ("aux", "cop")}
    present = bool(tenses & {"VBZ", "VBP", "MD"}) and "VBD" not in tenses
    return inner.head if told and present else None


def _is_thing(noun: Token, who: Token) -> bool:
    """ "A visit by Ana Quispe, who …", hung on the visit by the parser."""
    before = noun.doc[max(who.i - 2, 0)]
    if noun.lemma_.lower() in lexicon().offices:
        return False  # "Peru's president, Ana Quispe, who"
    return noun.pos_ == "NOUN" and before.ent_type_ == "PERSON" and before.i > noun.i


def agent_within(passive: Token) -> list[Token]:
    """ "Was shown the port from a launch by X": an agent that is hung on the phrase before it."""
    phrases = (c for c in passive.children if c.dep_ == "obl")
    inside = (t for c in phrases for t in c.children if t.dep_ == "nmod")
    agents = (t for t in inside if any(c.dep_ == "case" and c.lower_ == "by" for c in t.children))
    return [t for t in agents if _is_somebody(t)][:1]


def beside_the_verb(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "Standing next to X, Y said": X, hung with the "next" on the saying by the parser."""
    words = verb.doc.tokens
    following = words[verb.i + 1] if verb.i + 1 < len(words) else verb
    if following.lower_ != "next" or following.head in (verb, following):
        return
    yield from (("next_to", c) for c in following.children if c.dep_ == "obl" and c.i > verb.i)


def _is_somebody(noun: Token) -> bool:
    named = (noun, *(c for c in noun.children if c.dep_ == "appos"))
    return any(t.ent_type_ == "PERSON" for t in named)


def strayed(names: list[Token]) -> Iterator[Token]:
    """ "Talks in Doha between X and Y", where the parser coordinates Y with Doha: Y."""
    for name in names:
        doc, end = name.doc, name.right_edge.i + 1
        if (
            all(c.dep_ != "conj" for c in name.children)
            and end < len(doc)
            and doc[end].lower_ == "and"
        ):
            after = (t for t in doc.tokens[end + 1 : name.sent.end] if t.dep_ == "conj")
            other = next(after, None)
            if other is not None and other.head.i < name.i and other.left_edge.i <= end + 1:
                yield other
