"""Which PropBank roleset a predicate is: the frame files' lexicon proposes, the network chooses."""

import json
from collections.abc import Mapping, Sequence

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

    def choices(self, lemma: str, tag: str, particles: Sequence[str]) -> list[str]:
        """The rolesets that a predicate may have, at least one.

        `particles` are the particles that belong to a verb ("down" of "step down"). A word that
        the lexicon lacks has lemma.01.
        """
        for particle in particles:
            phrasal = self._candidates(f"{lemma}_{particle}", tag)
            if phrasal:
                return phrasal
        return self._candidates(lemma, tag) or [f"{lemma}.01"]

    def rows(self, choices: Sequence[str]) -> list[int]:
        """The numbers by which the network knows rolesets, without those it doesn't know."""
        return [self._rows[sense] for sense in choices if sense in self._rows]

    def best(self, choices: Sequence[str], scores: Sequence[float]) -> str:
        """The choice with the highest score; `scores` are those of `rows`. The first one wins
        among equals and where none has a score.
        """
        known = [sense for sense in choices if sense in self._rows]
        scored = zip(known, scores, strict=False)
        return max(scored, key=lambda pair: pair[1], default=(choices[0], 0.0))[0]

    def _candidates(self, alias: str, tag: str) -> list[str]:
        parts = _PARTS.get(tag[:1], ())
        found = [sense for part in parts for sense in self._lexicon.get(f"{alias} {part}", ())]
        return list(dict.fromkeys(found))
