"""Which PropBank roleset a predicate is: the frame files' lexicon proposes, the network chooses."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_PARTS = {"V": ("v", "l"), "N": ("n",), "J": ("j", "a")}
"""Parts of speech of the lexicon's aliases by the first letter of a Penn tag."""


class SenseChooser:
    """`lexicon` maps an alias and part of speech ("talk n") to rolesets where they aren't just
    alias.01; `inventory` are the rolesets that the network scores.
    """

    def __init__(self, lexicon: Mapping[str, Sequence[str]], inventory: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._rows = {sense: k for k, sense in enumerate(inventory)}

    @classmethod
    def from_json(cls, text: str, inventory: Sequence[str]) -> "SenseChooser":
        """From the content of `senses.json`."""
        return cls(json.loads(text), inventory)

    def choose(
        self, lemma: str, tag: str, particles: Sequence[str], scores: NDArray[np.float32]
    ) -> str:
        """The roleset of a predicate.

        `particles` are the particles that belong to a verb ("down" of "step down"); `scores` a
        row of the network's sense scores. A word that the lexicon lacks gets lemma.01.
        """
        for particle in particles:
            phrasal = self._candidates(f"{lemma}_{particle}", tag)
            if phrasal:
                return self._best(phrasal, scores)
        candidates = self._candidates(lemma, tag)
        return self._best(candidates, scores) if candidates else f"{lemma}.01"

    def _candidates(self, alias: str, tag: str) -> list[str]:
        parts = _PARTS.get(tag[:1], ())
        found = [sense for part in parts for sense in self._lexicon.get(f"{alias} {part}", ())]
        return list(dict.fromkeys(found))

    def _best(self, candidates: Sequence[str], scores: NDArray[np.float32]) -> str:
        rows = [self._rows.get(sense) for sense in candidates]
        scored = [(float(scores[row]), -k) for k, row in enumerate(rows) if row is not None]
        return candidates[-max(scored)[1]] if scored else candidates[0]
