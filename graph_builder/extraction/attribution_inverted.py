"""Subjects behind their verb of saying: "…, said X", whatever a parser took them for."""

from graph_builder.extraction.frames import child, children, preposition
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.tokens import Token

LONGEST_TAIL = 14
"""Words of a reporting clause after its verb: "… told lawmakers in the capital on Monday"."""
STOPS = frozenset({".", "!", "?"})
_PHRASE = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON"})


def ends_with(verb: Token, subject: Token) -> bool:
    """Whether ", said X." ends a sentence, for whatever the parser took it: ", affirmed X."."""
    tail = verb.doc[subject.right_edge.i + 1 :][:1].text
    bare = child(verb, "aux", "aux:pass", "ccomp") is None and not preposition(subject)
    alone = child(verb, "nsubj") is None
    misread = verb.tag_ == "VBN" and alone
    told = misread or (subject.dep_ == "nsubj" and verb.tag_ in ("VBD", "VBZ", "VBN"))
    told = told or (alone and verb.lemma_ == "say" and subject.head.i >= verb.i)
    turned = alone and _is_turned(verb, subject)
    ends = tail in STOPS or (turned and _ends_after(verb))
    told = (bare and told) or turned
    return told and subject.i > verb.i and ends and verb.lemma_.lower() in reporting().say


def _is_turned(verb: Token, subject: Token) -> bool:
    """ "They will strike back, warned X.": X, though the parser took him for who was warned."""
    before = children(verb, "ccomp")
    led = bool(before) and before[-1].i < verb.i and child(verb, "aux") is None
    return led and subject.dep_ in ("obj", "iobj") and verb.tag_ == "VBD"


def is_joined_wrongly(verb: Token) -> bool:
    """ "They will strike back, warned X of Y in May.": no second verb of theirs, by its form."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or verb.doc[verb.i - 1].text != ",":
        return False
    says = verb.lemma_.lower() in reporting().say and verb.head.tag_ != verb.tag_
    alone = child(verb, "nsubj", "cc", "obj") is None and child(verb, "conj") is None
    return says and alone and verb.nbor().pos_ == "PROPN" and _ends_after(verb)


def _ends_after(verb: Token) -> bool:
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    return len(rest) <= LONGEST_TAIL and not any(is_finite(t) for t in rest)


def inverted_subject(verb: Token) -> Token | None:
    """ "…," said one diplomat: the head of the phrase right after the verb."""
    doc, i = verb.doc, verb.i + 1
    while i < len(doc) and i < verb.i + LONGEST_TAIL and _in_phrase(doc[i]):
        owner = doc[i + 1].tag_ in ("POS", "HYPH")  # "says X's aide"
        nominal = doc[i].pos_ in ("NOUN", "PROPN", "PRON") and not owner
        nominal = nominal or doc[i].lower_ in ("another", "one")
        last = i + 1 >= len(doc) or not _in_phrase(doc[i + 1])
        if nominal and (last or doc[i].dep_ in ("nsubj", "obj", "nsubj:pass")):
            return doc[i]
        i += 1
    return None


def _in_phrase(token: Token) -> bool:
    ahead = token.tag_ == "RB" and token.i + 1 < len(token.doc) and token.nbor().tag_ == "HYPH"
    return ahead or token.pos_ in _PHRASE or token.tag_ in ("POS", "HYPH")  # "well-known X"


def is_finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")
