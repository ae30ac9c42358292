"""Phrases that the parser hangs across a verb of saying, set right.

In "They will sign, she said in Rome on Monday" the parser may give place and time to "sign".
Without a comma after "said" they are of the saying: a clause told before its verb doesn't go on
behind it.
"""

from collections.abc import Sequence
from typing import Protocol

_PHRASES = frozenset({"obl", "obl:unmarked"})
_CONTENT = frozenset({"ccomp", "parataxis"})


class Word(Protocol):
    """What is looked at of a word."""

    @property
    def text(self) -> str: ...
    @property
    def dep_(self) -> str: ...


def set_right(words: Sequence[Word], offsets: list[int]) -> list[int]:
    """`offsets` from words to their heads, with phrases hung on the verb of saying they follow."""
    for i, word in enumerate(words):
        if word.dep_ not in _PHRASES or offsets[i] >= 0:
            continue
        verb = i + offsets[i]
        saying = verb + offsets[verb]
        across = words[verb].dep_ in _CONTENT and verb < saying < i
        if across and not any(words[k].text == "," for k in range(saying + 1, i)):
            offsets[i] = saying - i
    return offsets
