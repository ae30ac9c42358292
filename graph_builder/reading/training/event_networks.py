"""The networks of `graph_builder.reading.event_detection`, trained from examples.

    python -m graph_builder.reading.training.event_networks EXAMPLES MODEL

EXAMPLES is what `graph_builder.evaluate.event_examples` and `event_counterexamples` print. The
reading model in the folder MODEL is left as it is: its states are what these networks see, so they
are to be trained again after it. `events.npz` and the manifest are written into MODEL. On two
threads it takes minutes.

A sentence is right for a type if gold has an event of that type from it; which word tells of it
isn't told: the log-sum-exp over its words is trained (multiple-instance learning, Maron and
Lozano-Pérez 1998, with a smooth maximum).
"""

import argparse
import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from graph_builder import reading
from graph_builder.reading.artefact import manifest
from graph_builder.reading.detected_events import DetectedEvent
from graph_builder.reading.event_detection import REACH, Floats
from graph_builder.reading.training.manifest import write_manifest

Halves = NDArray[np.float16]

TYPES = ("meet", "phone_call", "visit", "joint_statement", "agree", "sign")

_HIDDEN = {"trigger": 256, "involved": 96}
_DROPPED = {"trigger": 0.4, "involved": 0.3}
_RATE = 2e-3  # falls to a thirtieth of it, linearly
_DECAY = 0.05
_ROUNDS = {"trigger": 14, "involved": 20}
_AT_ONCE = {"trigger": 32, "involved": 512}  # sentences; words
_UNKNOWN = -1.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Told:
    """An event of a sentence by the numbers of its words; `others` don't take part."""

    kind: int
    parties: set[int]
    others: set[int]
    places: set[int]


@dataclass(slots=True)
class Example:
    """A sentence: the states of its words, and the events that it tells of."""

    states: Floats
    events: list[Told] = field(default_factory=list)

    @property
    def kinds(self) -> Floats:
        """1 for each type that it tells of."""
        found = np.zeros(len(TYPES), np.float32)
        found[[event.kind for event in self.events]] = 1
        return found


class TriggerNetwork(nn.Module):
    """Words' states and their sentence's mean → the words' scores for each type.

    The mean is worth much: without it the mean average precision on articles not trained on was
    .73, with it .78; a layer of attention, or the sentence before, added nothing to that.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.word = nn.Linear(width, _HIDDEN["trigger"])
        self.sentence = nn.Linear(width, _HIDDEN["trigger"], bias=False)
        self.second = nn.Linear(_HIDDEN["trigger"], len(TYPES))
        self.drop = nn.Dropout(_DROPPED["trigger"])

    def forward(self, states: Tensor, means: Tensor) -> Tensor:
        """Sentences × words × width, sentences × width → sentences × words × types."""
        whole = self.sentence(self.drop(means))[:, None]
        hidden = functional.relu(self.word(self.drop(states)) + whole)
        scores: Tensor = self.second(self.drop(hidden))
        return scores


class InvolvedNetwork(nn.Module):
    """A word beside a trigger → scores that it takes part and that it names the place."""

    def __init__(self, width: int) -> None:
        super().__init__()
        size = _HIDDEN["involved"]
        self.word = nn.Linear(width, size)
        self.trigger = nn.Linear(width, size, bias=False)
        self.sentence = nn.Linear(width, size, bias=False)
        self.kind = nn.Embedding(len(TYPES), size)
        self.distance = nn.Embedding(2 * REACH + 1, size)
        self.first = nn.Linear(size, size)
        self.second = nn.Linear(size, 2)
        self.drop = nn.Dropout(_DROPPED["involved"])

    def forward(self, of: "Words") -> Tensor:
        """Words × 2."""
        near = self.word(self.drop(of.states)) + self.distance(of.steps) + self.kind(of.kinds)
        far = self.trigger(self.drop(of.triggers)) + self.sentence(self.drop(of.sentences))
        hidden = functional.relu(self.first(self.drop(functional.relu(near + far))))
        scores: Tensor = self.second(self.drop(hidden))
        return scores


@dataclass(slots=True)
class Words:
    """Words beside triggers, row by row; `right` holds 0, 1, or -1 where nobody knows."""

    states: Tensor
    triggers: Tensor
    sentences: Tensor
    kinds: Tensor
    steps: Tensor
    right: Tensor

    def __getitem__(self, rows: Tensor) -> "Words":
        return Words(
            *(value[rows] for value in (self.states, self.triggers, self.sentences)),
            *(value[rows] for value in (self.kinds, self.steps, self.right)),
        )


class _Recorder:
    """Stands where the detector does, and keeps the states that it is shown."""

    def __init__(self) -> None:
        self.seen: list[tuple[Floats, Sequence[tuple[int, int]]]] = []

    def detect(self, states: Floats, sentences: Sequence[tuple[int, int]]) -> list[DetectedEvent]:
        """Nothing; the states are kept."""
        self.seen.append((states.copy(), sentences))
        return []


def read_examples(path: Path, model: Path) -> list[Example]:
    """The sentences of all texts of an examples file, as the model in a folder reads them."""
    nlp = reading.load(model)
    component: Any = nlp.get_pipe("chancery_reader")
    found: list[Example] = []
    for line in path.read_text("utf-8").splitlines():
        content = json.loads(line)
        recorder = component.reader.events = _Recorder()
        doc = nlp(content["text"])
        number = {token.idx: i for i, token in enumerate(t for t in doc if not t.is_space)}
        doubtful = {number[i] for i in content.get("doubtful", ()) if i in number}
        found += _examples(recorder, number, content["events"], doubtful)
    return found


def _examples(
    recorder: _Recorder,
    number: Mapping[int, int],
    events: Sequence[Mapping[str, Any]],
    doubtful: Collection[int],
) -> Iterator[Example]:
    at = 0
    for states, sentences in recorder.seen:
        for start, end in sentences:
            words = range(at + start, at + end)
            if any(i in words for i in doubtful):
                continue
            example = Example(states[start:end])
            for event in events:
                if number.get(event["sentence"]) in words:
                    inside = [
                        {number[i] - words.start for i in event[name] if number.get(i) in words}
                        for name in ("parties", "others", "places")
                    ]
                    example.events.append(Told(TYPES.index(event["type"]), *inside))
            yield example
        at += len(states)


def train(examples: Sequence[Example], seed: int = 1) -> dict[str, Halves]:
    """The weights of both networks, in half precision, by their names in `events.npz`."""
    torch.manual_seed(seed)
    width = examples[0].states.shape[1]
    triggers = TriggerNetwork(width)
    _fit(triggers, len(examples), "trigger", lambda rows: _trigger_loss(triggers, examples, rows))
    words = _words(triggers, examples)
    involved = InvolvedNetwork(width)
    _fit(involved, len(words.kinds), "involved", lambda rows: _involved_loss(involved, words[rows]))
    return _weights(triggers, involved)


def _fit(network: nn.Module, size: int, name: str, loss: Callable[[Tensor], Tensor]) -> None:
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = _ROUNDS[name] * -(-size // _AT_ONCE[name])
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 1 / 30, steps)
    for k in range(_ROUNDS[name]):
        losses = []
        for rows in torch.randperm(size).split(_AT_ONCE[name]):
            optimiser.zero_grad()
            found = loss(rows)
            found.backward()
            optimiser.step()
            schedule.step()
            losses.append(float(found.detach()))
        log.info("%s %d: loss %.4f", name, k + 1, sum(losses) / len(losses))
    network.eval()


def _trigger_loss(network: TriggerNetwork, examples: Sequence[Example], rows: Tensor) -> Tensor:
    chosen = [examples[i] for i in rows.tolist()]
    states = nn.utils.rnn.pad_sequence([torch.from_numpy(e.states) for e in chosen], True)
    lengths = torch.tensor([len(e.states) for e in chosen])
    outside = torch.arange(states.shape[1])[None] >= lengths[:, None]
    means = torch.stack([torch.from_numpy(e.states).mean(0) for e in chosen])
    scores = network(states, means).masked_fill(outside[:, :, None], float("-inf")).logsumexp(1)
    right = torch.from_numpy(np.stack([e.kinds for e in chosen]))
    return functional.binary_cross_entropy_with_logits(scores, right)


def _involved_loss(network: InvolvedNetwork, words: Words) -> Tensor:
    known = words.right != _UNKNOWN
    return functional.binary_cross_entropy_with_logits(network(words)[known], words.right[known])


def _words(network: TriggerNetwork, examples: Sequence[Example]) -> Words:
    """All words of the sentences that tell of events, beside the trigger of each type told."""
    columns: list[list[Tensor]] = [[] for _ in range(6)]
    for example in examples:
        for kind in sorted({event.kind for event in example.events}):
            told = [event for event in example.events if event.kind == kind]
            states = torch.from_numpy(example.states)
            size = len(states)
            with torch.no_grad():
                scores = network(states[None], states.mean(0)[None])[0, :, kind]
            steps = torch.div(torch.arange(size) - scores.argmax(), 2, rounding_mode="floor")
            rows = (
                states,
                (scores.softmax(0) @ states).expand(size, -1),
                states.mean(0).expand(size, -1),
                torch.full((size,), kind),
                (steps + REACH).clamp(0, 2 * REACH),
                _right(told, size),
            )
            for column, row in zip(columns, rows, strict=True):
                column.append(row)
    return Words(*map(torch.cat, columns))


def _right(told: Sequence[Told], size: int) -> Tensor:
    """Words × (takes part, names the place)."""
    right = torch.full((size, 2), _UNKNOWN)
    parties = set().union(*(event.parties for event in told))
    others = set().union(*(event.others for event in told)) - parties
    places = set().union(*(event.places for event in told))
    right[list(others), 0], right[list(parties), 0] = 0.0, 1.0
    right[:, 1] = 0.0
    right[list(places), 1] = 1.0
    return right


def _weights(triggers: TriggerNetwork, involved: InvolvedNetwork) -> dict[str, Halves]:
    tensors = {
        "trigger.0": triggers.word.weight.T,
        "trigger.0.bias": triggers.word.bias,
        "trigger.sentence": triggers.sentence.weight.T,
        "trigger.1": triggers.second.weight.T,
        "trigger.1.bias": triggers.second.bias,
        "involved.word": involved.word.weight.T,
        "involved.bias": involved.word.bias,
        "involved.trigger": involved.trigger.weight.T,
        "involved.sentence": involved.sentence.weight.T,
        "involved.type": involved.kind.weight,
        "involved.distance": involved.distance.weight,
        "involved.1": involved.first.weight.T,
        "involved.1.bias": involved.first.bias,
        "involved.2": involved.second.weight.T,
        "involved.2.bias": involved.second.bias,
    }
    halves = {name: tensor.detach().contiguous().half() for name, tensor in tensors.items()}
    return {name: half.numpy() for name, half in halves.items()}


def write_weights(path: Path, weights: Mapping[str, Halves]) -> None:
    """Write an `events.npz`."""
    np.savez(path, types=np.array(TYPES), **weights)  # type: ignore[arg-type]


def main() -> None:
    """Train on EXAMPLES and write `events.npz` into MODEL."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    weights = train(read_examples(arguments.examples, arguments.model), arguments.seed)
    write_weights(arguments.model / "events.npz", weights)
    content: Any = manifest(arguments.model)
    write_manifest(arguments.model, reading.VERSION, content["labels"])


if __name__ == "__main__":
    main()
