"""Which sentences tell of an event, who takes part, and where: networks over words' states.

They were trained on articles with gold (see `training/event_networks.py`) and see wordings that no
list holds. `events.npz` keeps their weights; a model directory without it detects nothing.
"""

import threading
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from graph_builder.reading.detected_events import DetectedEvent

Floats = NDArray[np.float32]
Window = tuple[int, int]

LIKELY = 0.2
"""Probability below which an event is not worth reporting."""

NOTABLE = 0.05
"""Probability below which a party or place is not worth reporting."""

REACH = 10
"""Distances between a trigger and a word are told in steps of two words, up to so many each way."""

_LIKELY_LOGIT = float(np.log(LIKELY / (1 - LIKELY)))

_limiting = threading.Lock()  # the limit is the process's, and is put back to what it was


class EventDetector:
    """Finds events in the states of words; `weights` are the arrays of `events.npz`.

    A word's score for a type is that of a network with one hidden layer, from its state and the
    mean of its sentence's; a sentence's is the log-sum-exp of its words'. Whether a word stands for
    a party or names the place is told by a network with two hidden layers from the word's state,
    the trigger's (the mean of all, weighted by the type's scores), the sentence's mean, the type,
    and how far off the trigger stands.
    """

    def __init__(self, types: Sequence[str], weights: Mapping[str, Floats]) -> None:
        self._types = tuple(types)
        self._weights = weights
        self._libraries = ThreadpoolController()

    @classmethod
    def from_npz(cls, data: bytes) -> "EventDetector":
        """From the content of `events.npz`."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            names = [name for name in arrays.files if name != "types"]
            weights = {name: arrays[name].astype(np.float32) for name in names}
            return cls(arrays["types"].tolist(), weights)

    def detect(self, states: Floats, sentences: Sequence[Window]) -> list[DetectedEvent]:
        """The events of sentences [start, end), which are gapless; `states` are words × width.

        Products are taken on one thread, as all of reading is: those are small, and waiting for
        each other several threads took four times the processor time and no less of the clock's.
        """
        with _limiting, self._libraries.limit(limits=1, user_api="blas"):
            return self._detect(states, sentences)

    def _detect(self, states: Floats, sentences: Sequence[Window]) -> list[DetectedEvent]:
        w = self._weights
        starts = [start for start, _ in sentences]
        lengths = np.diff([*starts, len(states)])
        sums: Any = np.add.reduceat(states, starts, axis=0)
        means: Floats = (sums / lengths[:, None]).astype(np.float32)
        whole = np.repeat(means @ w["trigger.sentence"], lengths, axis=0)
        hidden = np.maximum(states @ w["trigger.0"] + whole + w["trigger.0.bias"], 0)
        scores: Floats = hidden @ w["trigger.1"] + w["trigger.1.bias"]
        told = np.logaddexp.reduceat(scores, starts, axis=0)
        found = []
        for k, kind in np.argwhere(told > _LIKELY_LOGIT).tolist():
            start, end = sentences[k]
            chance = float(_sigmoid(told[k, kind]))
            trigger = start + int(scores[start:end, kind].argmax())
            chances = self._involved(states[start:end], means[k], scores[start:end, kind], kind)
            parties, places = (_notable(column, start) for column in chances.T)
            found.append(
                DetectedEvent(
                    self._types[kind], trigger, start, end, round(chance, 4), parties, places
                )
            )
        return found

    def _involved(self, states: Floats, mean: Floats, scores: Floats, kind: int) -> Floats:
        """For each word of a sentence the probabilities that it takes part and that it was there.

        Words × 2.
        """
        w = self._weights
        weight: Floats = np.exp(scores - scores.max())
        trigger = (weight / weight.sum()) @ states
        steps = (np.arange(len(states)) - int(scores.argmax())) // 2
        of_all = trigger @ w["involved.trigger"] + mean @ w["involved.sentence"]
        of_all += w["involved.type"][kind] + w["involved.bias"]
        far = w["involved.distance"][np.clip(steps + REACH, 0, 2 * REACH)]
        hidden = np.maximum(states @ w["involved.word"] + of_all + far, 0)
        hidden = np.maximum(hidden @ w["involved.1"] + w["involved.1.bias"], 0)
        chances: Floats = _sigmoid(hidden @ w["involved.2"] + w["involved.2.bias"])
        return chances


def _notable(chances: Floats, start: int) -> dict[int, float]:
    """Probabilities of the words from `start` on, without those that are low."""
    return {start + i: round(c, 4) for i, c in enumerate(chances.tolist()) if c >= NOTABLE}


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))
