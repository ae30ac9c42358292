"""What the encoder reads at once: stretches of whole paragraphs, or of sentences of a long one."""

import itertools
from collections.abc import Sequence

MAX_WORDS = 100
"""Words in a window, at training and at run time alike."""

_FINAL = frozenset(".!?…")
_CLOSING = frozenset("\"'”’»)]")


def windows(words: Sequence[str], breaks: Sequence[bool]) -> list[tuple[int, int]]:
    """Cut `words` into [start, end) stretches of at most `MAX_WORDS` words, in order, gapless.

    `breaks[i]` says that a paragraph begins at word i. Short paragraphs share a window; long
    ones are cut after the last likely sentence end that fits, else hard at the limit.
    """
    merged: list[tuple[int, int]] = []
    for start, end in _segments(words, breaks):
        if merged and end - merged[-1][0] <= MAX_WORDS:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _segments(words: Sequence[str], breaks: Sequence[bool]) -> list[tuple[int, int]]:
    starts = [0, *(i for i in range(1, len(words)) if breaks[i]), len(words)]
    segments: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(starts):
        at = start
        while end - at > MAX_WORDS:
            cut = _last_sentence_end(words, at + MAX_WORDS // 3, at + MAX_WORDS)
            segments.append((at, cut))
            at = cut
        if end > at:
            segments.append((at, end))
    return segments


def _last_sentence_end(words: Sequence[str], low: int, high: int) -> int:
    """The largest i in [low, high) with a sentence end right before word i; `high` if none."""
    for i in range(high - 1, low - 1, -1):
        mark = i - 1
        if words[mark] in _CLOSING:
            mark -= 1
        if mark >= 0 and words[mark] in _FINAL:
            return i
    return high
