"""The networks of events learn what their examples show, and are read as they were trained."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra 'train'")

from graph_builder.reading.event_detection import EventDetector  # noqa: E402
from graph_builder.reading.training.event_networks import (  # noqa: E402
    TYPES,
    Example,
    Told,
    train,
    write_weights,
)

WIDTH = 8
SENTENCES = 400


def sentence(draw: np.random.Generator) -> Example:
    """Number 0 of a state tells of a visit, 1 of somebody who takes part, 2 of the place."""
    states = draw.normal(0, 0.3, (6, WIDTH)).astype(np.float32)
    words = [int(i) for i in draw.permutation(6)[:4]]
    trigger, party, other, place = words
    states[party, 1], states[place, 2] = 3, 3
    if draw.random() < 0.5:
        return Example(states)
    states[trigger, 0] = 3
    return Example(states, [Told(TYPES.index("visit"), {party}, {other}, {place})])


def test_what_is_trained_is_what_is_read(tmp_path: Path) -> None:
    draw = np.random.default_rng(1)
    weights = train([sentence(draw) for _ in range(SENTENCES)])
    write_weights(tmp_path / "events.npz", weights)
    detector = EventDetector.from_npz((tmp_path / "events.npz").read_bytes())
    right = 0
    for example in (sentence(draw) for _ in range(100)):
        likely = [e for e in detector.detect(example.states, [(0, 6)]) if e.score > 0.5]
        wanted = [(TYPES[e.kind], e.parties, e.places) for e in example.events]
        found = [
            (
                e.type,
                {i for i, chance in e.parties.items() if chance > 0.5},
                {i for i, chance in e.places.items() if chance > 0.5},
            )
            for e in likely
        ]
        right += found == wanted
    assert right >= 90
