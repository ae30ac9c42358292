"""Events that the reading model sees in a sentence, as extraction reads them.

A reading sets `doc._.detected_events`. This module needs neither the model nor its files, so that
language code can be tested on Docs built by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class DetectedEvent:
    """That a sentence, whose words are [start, end), tells of an event; all as tokens of the Doc.

    `type` is an event type of the ontology, `score` the probability, 0 … 1, that a careful reader
    takes one of that type down from this sentence, and `trigger` the word that tells of it most.
    `parties` gives by token the probability that whom the word stands for takes part; of a phrase
    its head counts. `places` gives by token the probability that the word names where it was. Words
    below 0.05 are left out of both, events below 0.2 altogether.
    """

    type: str
    trigger: int
    start: int
    end: int
    score: float
    parties: Mapping[int, float]
    places: Mapping[int, float]

    def at(self, positions: Sequence[int]) -> "DetectedEvent":
        """The same event, its word `i` being the one at `positions[i]`."""
        return replace(
            self,
            trigger=positions[self.trigger],
            start=positions[self.start],
            end=positions[self.end - 1] + 1,
            parties={positions[i]: chance for i, chance in self.parties.items()},
            places={positions[i]: chance for i, chance in self.places.items()},
        )


def register() -> None:
    """Make `Doc._.detected_events` known to spaCy; calling it twice is harmless."""
    if not Doc.has_extension("detected_events"):
        Doc.set_extension("detected_events", default=())
