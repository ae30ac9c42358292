"""When two printed quotes are wordings of one statement.

A wording is a variant when most of its words agree in order, or when it is a stretch of the other;
never when one denies what the other says or gives other numbers. Paraphrases are never quotes.
"""

from rapidfuzz import fuzz

from graph_builder.ontology import name_key
from graph_builder.resolution.names import words
from graph_builder.resolution.sentences import negated, numbers, stem

TELLING = 4
MIN_WORDS = 4


def telling_words(quote: str) -> list[str]:
    """The longest words of a quote (at most `TELLING`), as stems: variants share some of them."""
    empty = words("sentences", "empty")
    found = {stem(w) for w in name_key(quote).split() if w not in empty and len(w) > 2}
    return sorted(found, key=lambda w: (-len(w), w))[:TELLING]


def variant_score(a: str, b: str) -> float:
    """How surely two quotes in normal form are one statement, in [0, 1]; 0 when they aren't.

    Quotes of fewer than `MIN_WORDS` words must agree wholly.
    """
    if a == b:
        return 1.0
    a, b = sorted((a, b))
    x, y = a.split(), b.split()
    if negated(a) != negated(b) or numbers(a) != numbers(b):
        return 0.0
    if min(len(x), len(y)) < MIN_WORDS:
        return 0.0
    whole = fuzz.ratio(x, y) / 100
    if whole >= 0.6 and fuzz.ratio(a, b) >= 70:
        return 0.6 + 0.4 * whole
    if _inside(x, y) or _inside(y, x):
        return 0.85
    return 0.0


def _inside(short: list[str], long_: list[str]) -> bool:
    size = len(short)
    return MIN_WORDS <= size < len(long_) and any(
        long_[i : i + size] == short for i in range(len(long_) - size + 1)
    )
