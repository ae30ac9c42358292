"""What the words of one sentence's tree span, and what marks their relation to others."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_MARKERS = frozenset({"case", "mark"})


class SentenceTree:
    """A sentence's words, `heads` (word indices, a root being its own head) and relations.

    The subtree of word i covers the words from `left[i]` to before `right[i]`, crossing edges
    and all.
    """

    def __init__(
        self, words: Sequence[str], heads: NDArray[np.intp], relations: Sequence[str]
    ) -> None:
        self.words = words
        self.heads = heads
        self.relations = relations
        above: list[int] = heads.tolist()
        self._heads = above
        left = list(range(len(words)))
        right = list(range(1, len(words) + 1))
        self._markers: dict[int, str] = {}
        self._particles: dict[int, list[str]] = {}
        for i, head in enumerate(above):
            relation = relations[i]
            if relation in _MARKERS:
                self._markers.setdefault(head, words[i].lower())
            elif relation == "compound:prt":
                self._particles.setdefault(head, []).append(words[i].lower())
            node = i
            while above[node] != node:
                node = above[node]
                left[node] = min(left[node], i)
                right[node] = max(right[node], i + 1)
        self.left, self.right = np.array(left), np.array(right)

    def particles(self, word: int) -> list[str]:
        """The particles of a phrasal verb, lower-cased."""
        return self._particles.get(word, [])

    def tie(self, word: int, to: int) -> str:
        """How `word` hangs together with the word `to`, as a key of `RoleTable`.

        The path ("nsubj" below it, ">acl" above it, "=obj=conj" beside it, else "-"), a slash,
        and the preposition or conjunction that marks `word`, if any.
        """
        head, other = self._heads[word], self._heads[to]
        if head == to:
            path = self.relations[word]
        elif other == word:
            path = ">" + self.relations[to]
        elif head == other:
            path = f"={self.relations[word]}={self.relations[to]}"
        else:
            path = "-"
        return f"{path}/{self._markers.get(word, '')}"
