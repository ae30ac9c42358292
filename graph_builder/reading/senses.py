"""Which PropBank roleset a predicate is: the frame files' lexicon proposes, the network chooses."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_PARTS = {"V": ("v", "l"), "N": ("n",), "J": ("j", "a")}
"""Parts of speech of the lexicon's aliases by the first letter of a Penn tag."""


_WORDS_KEPT = 20_000


class Choices(NamedTuple):
    """Rolesets that the network knows, the numbers by which it knows them, and the roleset that is
    taken if it knows none.
    """

    known: tuple[str, ...]
    rows: tuple[int, ...]
    first: str

    def best(self, scores: Sequence[float]) -> str:
        """The roleset with the highest score; `scores` begin with those of `rows`. The first one
        wins among equals and where none has a score.
        """
        scores = scores[: len(self.known)]
        return self.known[scores.index(max(scores))] if scores else self.first


class SenseChooser:
    """`lexicon` maps an alias and part of speech ("talk n") to rolesets where they aren't just
    alias.01; `inventory` are the rolesets that the network scores.
    """

    def __init__(self, lexicon: Mapping[str, Sequence[str]], inventory: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._rows = {sense: k for k, sense in enumerate(inventory)}
        self._choices = lru_cache(maxsize=_WORDS_KEPT)(self._look_up)

    @classmethod
    def from_json(cls, text: str, inventory: Sequence[str]) -> "SenseChooser":
        """From the content of `senses.json`."""
        return cls(json.loads(text), inventory)

    def choices(self, lemma: str, tag: str, particles: Sequence[str]) -> "Choices":
        """The rolesets that a predicate may have, at least one.

        `particles` are the particles that belong to a verb ("down" of "step down"). A word that
        the lexicon lacks has lemma.01.
        """
        return self._choices(lemma, tag[:1], tuple(particles))

    def _look_up(self, lemma: str, part: str, particles: Sequence[str]) -> "Choices":
        for alias in (*(f"{lemma}_{particle}" for particle in particles), lemma):
            senses = self._candidates(alias, part)
            if senses:
                break
        known = [sense for sense in senses if sense in self._rows]
        rows = tuple(self._rows[sense] for sense in known)
        return Choices(tuple(known), rows, (senses or [f"{lemma}.01"])[0])

    def _candidates(self, alias: str, part: str) -> list[str]:
        parts = _PARTS.get(part, ())
        found = [sense for part in parts for sense in self._lexicon.get(f"{alias} {part}", ())]
        return list(dict.fromkeys(found))
