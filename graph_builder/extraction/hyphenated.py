"""Event nouns that the tokenizer sets apart at their hyphens: "cease-fire", "get-together".

The words of the lexicons are looked up by lemma. The part that the rest hangs on gets the lemma of
the whole, where a lexicon knows the whole.
"""

from functools import cache

from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.tokens import Doc, Token

_MOST = 3  # hyphens in a word: "tête-à-tête" has two


def join_hyphenated(doc: Doc) -> None:
    """Give the hyphenated event nouns of `doc` the lemmas of their wholes."""
    seen = -1
    for hyphen in doc.words("-"):
        if hyphen.i <= seen:
            continue
        parts = _parts(hyphen)
        seen = parts[-1].i if parts else seen
        if not parts:
            continue
        whole = "".join(t.lower_ for t in parts[:-1])
        ends = (parts[-1].lemma_.lower(), parts[-1].lower_)
        known = next((end for end in ends if whole + end in _wholes()), None)
        top = doc.head_of(parts[0].i, parts[-1].i + 1)
        if known is not None and top.tag_.startswith("NN"):
            top.lemma_ = whole + known


def _parts(hyphen: Token) -> list[Token]:
    """The words and hyphens that are written without a space around the first hyphen of a word."""
    doc, i = hyphen.doc, hyphen.i
    if i == 0 or not _touch(doc[i - 1], hyphen):
        return []
    parts = [doc[i - 1]]
    while i + 1 < len(doc) and len(parts) < 2 * _MOST and doc[i].text == "-":
        if not _touch(parts[-1], doc[i]) or not _touch(doc[i], doc[i + 1]):
            break
        parts += [doc[i], doc[i + 1]]
        i += 2
    return parts if len(parts) > 1 else []


def _touch(left: Token, right: Token) -> bool:
    return left.idx + len(left.text) == right.idx


@cache
def _wholes() -> frozenset[str]:
    """The hyphenated words of the event lexicon's nouns and classes."""
    events = lexicon()
    words = {*events.nouns, *(word for words in events.classes.values() for word in words)}
    return frozenset(word for word in words if "-" in word)
