"""People known by a common noun alone: "jihadists", "two people in the ministry", "a crowd"."""

import re

from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.tokens import Span, Token

# Endings of nouns for people by what they do or where they are from.
_OF_PERSONS = ("er", "or", "ist", "ian", "ee", "man", "woman", "ant", "mate", "maker", "owner")
# Relations of what a noun takes with it: "landowners on the island", "a crowd waving flags".
_COMPLEMENTS = frozenset({"nmod", "acl", "amod"})
_JOINING = frozenset({"of", "with"})
_LONGEST = 7  # words of such a complement
# Relations and words before a phrase that are no part of it.
_JOINED_BY = frozenset({"cc", "case", "mark", "punct", "fixed"})
_STRESSING = frozenset(
    "even only just also then mostly mainly merely especially particularly including as than"
    " more fewer those these such".split()
)
_HYPHENS = ("-", "‐", "‑")
YEAR = re.compile(r"(19|20)\d\d")
# No phrase ends in such a word, nor before a hyphen: "workers at the largest | …".
_UNFINISHED = frozenset({"DT", "JJ", "JJS", "IN", "POS", "HYPH", "RB", "CC", "PRP$"})
_OPENING = frozenset({"of", "in", "on", "at", "from", "for", "with", "to", "behind"})


def names_people(noun: str) -> bool:
    """Whether a noun (singular, lower case) is one for people by what they are or do."""
    lists = reporting()
    if noun in lists.outlets or noun in lists.things:
        return False
    return noun in lists.persons or noun.endswith(_OF_PERSONS)


def phrase_start(head: Token) -> int:
    """The start of the phrase of `head`, past what only joins it, stresses it or dates it.

    "Even | senators", "and | friends of his", "last August | militiamen", "in 2019 | tourists".
    """
    doc, start = head.doc, head.left_edge.i
    while start < head.i:
        token = doc[start]
        if token.dep_ in _JOINED_BY or token.lower_ in _STRESSING or YEAR.fullmatch(token.text):
            start += 1
        elif token.lower_ in ("last", "next", "this") and doc[start + 1].ent_type_ == "DATE":
            start += 2
        else:
            break
    return start


def phrase_end(head: Token, end: int) -> int:
    """The end of the phrase of `head` with the one complement that follows at token `end`.

    Times are none, and a complement ends at the first punctuation mark.
    """
    doc = head.doc
    if (seat := _seat(head, end)) is not None:
        return seat
    for child in head.children:
        if child.dep_ not in _COMPLEMENTS or child.left_edge.i != end:
            continue
        if child.dep_ == "amod" and (head.tag_ == "NNS" or not _has_more(child)):
            continue  # "an official familiar with the matter", not "an official present"
        if child.dep_ == "acl" and not _has_more(child):
            continue
        phrase = child.dep_ == "amod" or (child.dep_ == "nmod" and doc[end].lower_ in _OPENING)
        if (
            child.ent_type_ == "DATE"
            or doc[end].is_punct
            or not (phrase or child.tag_ in ("VBG", "VBN"))
        ):
            continue
        stop = child.right_edge.i + 1
        opened = child.dep_ == "nmod" and doc[end].lower_ in _JOINING
        joining = frozenset() if child.dep_ == "amod" else _JOINING
        # Nothing of the clause stands between a subject and its verb.
        before = head.dep_.startswith("nsubj") and stop <= head.head.i
        stop = _until_place(doc[end:stop], 1 - opened + before, joining)
        cut = doc[stop - 1].tag_ in _UNFINISHED or doc[stop : stop + 1].text in _HYPHENS
        return stop if stop <= end + _LONGEST and not cut else end
    return end


def _seat(head: Token, end: int) -> int | None:
    """The end of "officials | in Lima" before its verb, though the parser gives that the place."""
    verb = head.head
    if not head.dep_.startswith("nsubj") or not end < verb.i - 1 or head.doc[end].lower_ != "in":
        return None
    place = head.doc[end].head
    whole = place.left_edge.i == end and place.right_edge.i + 1 == verb.i
    return verb.i if whole and place.head is verb and place.ent_type_ == "LOC" else None


def _has_more(token: Token) -> bool:
    """Whether something depends on `token`: "briefed on the talks"."""
    return bool(token.children)


def _lists_names(mark: Token) -> bool:
    """Whether a comma stands between names: "teams from Norway, Chile and Peru"."""
    doc, i = mark.doc, mark.i
    named = mark.lower_ == "," and 0 < i < len(doc) - 1 and doc[i - 1].pos_ == "PROPN"
    return named and doc[i + 1].pos_ == "PROPN" and doc[i + 1].dep_ == "conj"


def _until_place(phrase: Span, allowed: int, joining: frozenset[str]) -> int:
    """Where a complement ends: at a mark, a relative clause, or a place more than are `allowed`.

    The prepositions of `joining` open no place.
    """
    places = 0
    for token in phrase:
        part = token.tag_ == "VBN" and token.dep_ == "acl"  # "officials of both held in Oslo"
        if part or token.is_space or token.tag_ in ("WP", "WDT"):
            return token.i
        if token.is_punct and not _lists_names(token):
            return token.i
        places += token.tag_ == "IN" and token.lower_ not in joining
        if places > allowed:
            return token.i
    return phrase.end
