"""What a sentence is about: its telling words, and how much two sentences share of them."""

import re
from functools import lru_cache

from graph_builder.ontology import name_key
from graph_builder.resolution.names import words

_ENDINGS = re.compile(r"(?:ations?|ments?|ions?|ings?|ness|ies|ed|es|e|s|y)$")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A crude stem: "agreed", "agreement" and "agree" agree; enough to compare, not to print."""
    cut = _ENDINGS.sub("", word)
    return (cut if len(cut) >= 3 else word)[:7]


def stems(text: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """The stems of the words of `text` that tell something, names in `without` left out."""
    empty = words("sentences", "empty")
    return frozenset(
        stem(w)
        for w in name_key(text).split()
        if w not in empty and w not in without and len(w) > 1
    )


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of stems share, in [0, 1]: Dice's coefficient, 0 when one is empty."""
    if not a or not b:
        return 0.0
    return 2 * len(a & b) / (len(a) + len(b))


def negated(text: str) -> bool:
    """Whether a quote holds a negation: what differs in that isn't a variant of it."""
    tokens = text.lower().replace("’", "'")
    return "n't" in tokens or any(w in words("sentences", "negations") for w in tokens.split())


def numbers(text: str) -> frozenset[str]:
    """The numbers written in digits in a text."""
    return frozenset(n.rstrip(".,") for n in re.findall(r"\d[\d.,]*", text))


def counts(text: str) -> list[tuple[str, str]]:
    """Numbers in digits and the stems of the lower-case words behind them: "15 percent"."""
    found = re.findall(r"\b(\d[\d.,]*)[ -]([a-z]{3,})", text)
    return sorted({(number.rstrip(".,"), stem(unit)) for number, unit in found})
