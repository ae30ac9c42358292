"""Names compared: what makes two spellings one name, and what only makes them alike.

Keys are exact (equal or not) and serve look-ups; `likeness` proposes and never decides alone:
"Lee Jae-yong" is 88–95 % like "Lee Jae-myung" to every string distance, and someone else.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from graph_builder.ontology import load_toml, name_key

_DOUBLE = re.compile(r"(.)\1+")
_VOWEL_H = re.compile(r"(?<=[aeiou])h(?=[^aeiou]|$)")
_VOWELS = re.compile(r"[aeiou]")
_DIGIT = re.compile(r"\d")


normal = lru_cache(maxsize=1 << 16)(name_key)
"""`ontology.name_key`, remembered: the same names come again and again."""


@cache
def spellings() -> Mapping[str, Any]:
    """`ontology/spellings.toml`."""
    return load_toml("spellings.toml")


@cache
def words(section: str, name: str) -> frozenset[str]:
    """A word list of `spellings.toml` as a set."""
    return frozenset(spellings()[section][name])


@cache
def roles(section: str, name: str) -> frozenset[str]:
    """A word list of `roles.toml` as a set."""
    return frozenset(load_toml("roles.toml")[section][name])


@lru_cache(maxsize=1 << 16)
def fold(token: str) -> str:
    """A token of a name in normal form without what romanisations vary: "seok" and "suk" agree."""
    for spelled, sound in spellings()["fold"]["pairs"]:
        token = token.replace(spelled, sound)
    return _VOWEL_H.sub("", _DOUBLE.sub(r"\1", token)) or token


@lru_cache(maxsize=1 << 16)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a person's name in normal form, titles and particles off unless all are."""
    tokens = normal(name).split()
    titles, particles = words("titles", "words"), words("fold", "particles")
    bare = [t for t in tokens if t not in titles] or tokens
    return tuple([t for t in bare if t not in particles] or bare)


def full_key(name: str) -> str:
    """Order-free normal form of a person's name: "kishida fumio" and "fumio kishida" agree."""
    return " ".join(sorted(name_tokens(name)))


@lru_cache(maxsize=1 << 16)
def folded(key: str) -> str:
    """A key (words in normal form) with every word folded, in order of the folded words."""
    return " ".join(sorted(fold(token) for token in key.split()))


@lru_cache(maxsize=1 << 16)
def skeleton(key: str) -> str:
    """The sorted consonants of a folded key: equal for any order, hyphenation or vowels."""
    return "".join(sorted(_VOWELS.sub("", folded(key)).replace(" ", "")))


def has_initials(key: str) -> bool:
    """Whether part of the name is an initial, as in "J. Berg-Olsen" or "K.H. von Stein"."""
    return any((len(t) <= 2 and not _VOWELS.search(t)) or len(t) == 1 for t in key.split())


def same_spelling(a: str, b: str) -> bool:
    """Whether two full keys differ only in romanisation, hyphens or word order."""
    x, y = folded(a), folded(b)
    if x == y:
        return True
    joined = x.replace(" ", "")
    return len(x.split()) != len(y.split()) and (
        sorted(joined) == sorted(y.replace(" ", "")) and _segments(x.split(), y.split())
    )


def _segments(a: list[str], b: list[str]) -> bool:
    """Whether the words of the shorter list are the longer one's, some of them joined."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    rest = list(longer)
    for word in shorter:
        if word in rest:
            rest.remove(word)
            continue
        joint = [(p, q) for p in rest for q in rest if p != q and p + q == word]
        if not joint:
            return False
        for part in joint[0]:
            rest.remove(part)
    return not rest


def fits_initials(short: str, full: str) -> bool:
    """Whether `short`, in which some words are initials or left out, can be the name `full`.

    At least one whole word must agree, and every other word be an initial of, or equal to, one of
    the full name's. "K.H." reads as two initials.
    """
    rest = [fold(t) for t in full.split()]
    if len(full.split()) < 2:
        return False
    initials: list[str] = []
    whole = 0
    for token in short.split():
        if len(token) <= 2 and not (len(token) == 2 and _VOWELS.search(token)):
            initials.extend(token)
        elif fold(token) in rest:
            rest.remove(fold(token))
            whole += 1
        else:
            return False
    for letter in initials:
        match = next((t for t in rest if t.startswith(fold(letter))), None)
        if match is None:
            return False
        rest.remove(match)
    return whole > 0 and len(max(short.split(), key=len)) > 2


def drops_middle(a: str, b: str) -> bool:
    """Whether one full key is the other without its middle names."""
    short, long_ = sorted((a.split(), b.split()), key=len)
    if len(short) < 2 or len(short) == len(long_):
        return False
    folds = [fold(t) for t in long_]
    return all(fold(t) in folds for t in short)


def likeness(a: str, b: str) -> float:
    """How alike two full keys are, word by word, in [0, 1]; a proposal, never a decision."""
    x, y = folded(a), folded(b)
    return float(Levenshtein.normalized_similarity(x, y))


def close_spelling(a: str, b: str) -> bool:
    """Whether all words agree when folded but one long one (≥ 6 letters), which is one edit off."""
    x, y = folded(a).split(), folded(b).split()
    if len(x) != len(y):
        return False
    left = [t for t in x if t not in y]
    right = [t for t in y if t not in x]
    return (
        len(left) == len(right) == 1
        and min(len(left[0]), len(right[0])) >= 6
        and not _DIGIT.search(left[0] + right[0])
        and Levenshtein.distance(left[0], right[0]) == 1
    )


@lru_cache(maxsize=1 << 16)
def is_proper(name: str) -> bool:
    """Whether a name names someone: "Ana Berg" does, "Berg's predecessor" and "officials" don't.

    Each word must start with a capital, a particle excepted, and none be a role.
    """
    if re.search(r"['’]s\b|s['’]\s", name):
        return False
    common = roles("persons", "nouns") | roles("groups", "nouns") | {"spokesman", "spokeswoman"}
    particles = words("fold", "particles")
    for word in name.split():
        bare = word.strip(".,'’")
        if not bare:
            continue
        starts = bare.split("-")[0].lower() in particles or bare.split("'")[0].lower() in particles
        if not bare[0].isupper() and not starts:
            return False
        if bare.lower() in common:
            return False
    return any(c.isupper() for c in name)
