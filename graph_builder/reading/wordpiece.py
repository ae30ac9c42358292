"""Words as the encoder sees them: lower-cased word pieces, and the case that these have lost.

Pieces follow the uncased WordPiece scheme of BERT (Devlin et al. 2019): accents stripped,
punctuation apart, longest match first.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

MAX_PIECES = 8
"""Pieces kept of one word; longer words (URLs, noise) are cut, as they were in training."""

SHAPES = 16
"""Size of the shape vocabulary; `word_shape` uses 1 … 10, 0 is padding, the rest is spare."""

LookedUp = tuple[bytes, bytes, int]
"""What the encoder sees of a word: its pieces, its shape once for each, and their number.

Numbers are in the bytes of arrays of int64, which are joined faster than lists of numbers.
"""

PIECE_BYTES = 8

_MAX_CACHED_WORDS = 50_000


def word_shape(word: str) -> int:
    """The case and digit class of a word, 1 … 10: what an uncased vocabulary cannot see."""
    if any(c.isdigit() for c in word):
        return 1 if word.isdigit() else 2
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 3
    if all(c.isupper() for c in letters):
        single = 4 if len(letters) == 1 else 6
        return 5 if "." in word else single
    upper = any(c.isupper() for c in word[1:])
    if word[0].isupper():
        return 7 if upper else 8
    return 9 if upper else 10


def piece_bytes(numbers: Sequence[int]) -> bytes:
    """Numbers as `LookedUp` has them."""
    return np.array(numbers, np.int64).tobytes()


class WordPieces:
    """Cuts words into pieces of one vocabulary (a piece a line, `##` marks a continuation)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown = self._ids["[UNK]"]
        self.start = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self.look_up = lru_cache(maxsize=_MAX_CACHED_WORDS)(self._look_up)

    def _look_up(self, word: str) -> LookedUp:
        pieces = self.pieces(word)
        shapes = piece_bytes([word_shape(word)]) * len(pieces)
        return piece_bytes(pieces), shapes, len(pieces)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The piece ids of a word: at least one, at most `MAX_PIECES`."""
        ids: list[int] = []
        for part in _basic_parts(word):
            ids += self._longest_matches(part)
            if len(ids) >= MAX_PIECES:
                break
        return tuple(ids[:MAX_PIECES]) or (self.unknown,)

    def _longest_matches(self, part: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(part) and len(ids) < MAX_PIECES:
            end = min(len(part), start + 64)  # no piece is longer
            prefix = "##" if start else ""
            while end > start and prefix + part[start:end] not in self._ids:
                end -= 1
            if end == start:
                return [self.unknown]
            ids.append(self._ids[prefix + part[start:end]])
            start = end
        return ids


def _basic_parts(word: str) -> list[str]:
    """Lower-cased, unaccented runs of a word; each punctuation mark and CJK sign by itself."""
    parts = [""]
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn":
            continue
        if category in ("Cc", "Cf") or char.isspace():
            parts.append("")
        elif _stands_alone(char, category):
            parts += [char, ""]
        else:
            parts[-1] += char
    return [part for part in parts if part]


def _stands_alone(char: str, category: str) -> bool:
    if category[0] == "P" or 0x4E00 <= ord(char) <= 0x9FFF:
        return True
    return char.isascii() and not char.isalnum()
