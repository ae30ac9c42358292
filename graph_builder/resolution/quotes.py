"""When two printed quotes are wordings of one statement.

A wording is a variant when most of its words agree in order, or when it is a stretch of the other;
never when one denies what the other says or gives other numbers. Paraphrases are never quotes.
"""

from rapidfuzz import fuzz

from graph_builder.ontology import name_key
from graph_builder.resolution.names import words
from graph_builder.resolution.sentences import negated, numbers, shared, stem

TELLING = 4
MIN_WORDS = 4


def telling_words(quote: str) -> list[str]:
    """The longest words of a quote (at most `TELLING`), as stems: variants share some of them."""
    empty = words("sentences", "empty")
    found = {stem(w) for w in name_key(quote).split() if w not in empty and len(w) > 2}
    return sorted(found, key=lambda w: (-len(w), w))[:TELLING]


def variant_score(a: str, b: str) -> float:
    """How surely two quotes are one statement, in [0, 1]; 0 when they aren't.

    Quotes of fewer than `MIN_WORDS` words must agree wholly; those of fewer than eight in four of
    five words, longer ones in three of five. Two names of which each quote has one are two
    statements ("support Ukraine", "support Israel").
    """
    a, b = sorted((a, b))
    x, y = name_key(a).split(), name_key(b).split()
    if x == y:
        return 1.0
    if negated(a) != negated(b) or numbers(a) != numbers(b) or min(len(x), len(y)) < MIN_WORDS:
        return 0.0
    named = [_names(text) for text in (a, b)]
    if named[0] - named[1] and named[1] - named[0]:
        return 0.0
    if _inside(x, y) or _inside(y, x):
        return 0.85
    whole = fuzz.ratio(x, y) / 100
    bar = 0.6 if min(len(x), len(y)) >= 8 else 0.8
    return 0.6 + 0.4 * whole if whole >= bar and _telling_shared(x, y) >= 0.5 else 0.0


def _names(text: str) -> set[str]:
    """Capitalised words inside a quote, its first word left out."""
    return {
        stem(name_key(w)) for w in text.split()[1:] if w.strip('“"‘(')[:1].isupper() and len(w) > 2
    }


def _telling_shared(x: list[str], y: list[str]) -> float:
    empty = words("sentences", "empty")
    return shared(*(frozenset(stem(w) for w in z if w not in empty) for z in (x, y)))


def _inside(short: list[str], long_: list[str]) -> bool:
    size = len(short)
    return MIN_WORDS <= size < len(long_) and any(
        long_[i : i + size] == short for i in range(len(long_) - size + 1)
    )
