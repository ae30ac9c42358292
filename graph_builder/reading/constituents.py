"""What the words of trees span, and what marks their relation to others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]

_MARKERS = frozenset({"case", "mark"})
_PARTICLE = "compound:prt"
_NOTED = _MARKERS | {_PARTICLE}


class Forest:
    """The trees of a stretch of words: `heads` (word indices, a root being its own head) and
    relations.

    The subtree of word i covers the words from `left[i]` to before `right[i]`, crossing edges
    and all.
    """

    def __init__(self, words: Sequence[str], heads: Indices, relations: Sequence[str]) -> None:
        self.words = words
        self.heads = heads
        self.left, self.right = _reaches(heads)
        self._relations = relations
        self._above: list[int] = heads.tolist()
        self._markers: dict[int, str] = {}
        self._particles: dict[int, list[str]] = {}
        for i, relation in enumerate(relations):
            if relation in _NOTED:
                if relation == _PARTICLE:
                    self._particles.setdefault(self._above[i], []).append(words[i].lower())
                else:
                    self._markers.setdefault(self._above[i], words[i].lower())

    def particles(self, word: int) -> Sequence[str]:
        """The particles of a phrasal verb, lower-cased."""
        return self._particles.get(word, ())

    def tie(self, word: int, to: int) -> str:
        """How `word` hangs together with the word `to`, as a key of `RoleTable`.

        The path ("nsubj" below it, ">acl" above it, "=obj=conj" beside it, else "-"), a slash,
        and the preposition or conjunction that marks `word`, if any.
        """
        head, other = self._above[word], self._above[to]
        if head == to:
            path = self._relations[word]
        elif other == word:
            path = ">" + self._relations[to]
        elif head == other:
            path = f"={self._relations[word]}={self._relations[to]}"
        else:
            path = "-"
        return f"{path}/{self._markers.get(word, '')}"


def _reaches(heads: Indices) -> tuple[Indices, Indices]:
    """The first word of each word's subtree, and the one behind its last."""
    words = np.arange(len(heads))
    left, right = words.copy(), words + 1
    low = words[heads != words]
    node = heads[low]
    while len(low):
        np.minimum.at(left, node, low)
        np.maximum.at(right, node, low + 1)
        above = heads[node]
        going = above != node
        low, node = low[going], above[going]
    return left, right
