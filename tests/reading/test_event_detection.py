"""Events seen in states of words, with networks small enough to work out by hand."""

from collections import UserDict
from collections.abc import Mapping
from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from threadpoolctl import threadpool_info, threadpool_limits

from graph_builder.reading.event_detection import NOTABLE, REACH, EventDetector

Floats = NDArray[np.float32]
TYPES = ("meet", "visit")


def weights() -> dict[str, Floats]:
    """States have three numbers: tells of a meeting, is somebody, is a place."""

    def zeros(*shape: int) -> Floats:
        return np.zeros(shape, np.float32)

    eye: Floats = np.eye(3, dtype=np.float32)
    triggers = zeros(3, 2)
    triggers[0, 0] = 4.0
    involved = zeros(3, 2)
    involved[1, 0] = involved[2, 1] = 8.0
    return {
        "trigger.0": eye,
        "trigger.0.bias": zeros(3),
        "trigger.sentence": zeros(3, 3),
        "trigger.1": triggers,
        "trigger.1.bias": np.full(2, -5.0, np.float32),
        "involved.word": eye,
        "involved.bias": zeros(3),
        "involved.trigger": zeros(3, 3),
        "involved.sentence": zeros(3, 3),
        "involved.type": zeros(2, 3),
        "involved.distance": zeros(2 * REACH + 1, 3),
        "involved.1": eye,
        "involved.1.bias": zeros(3),
        "involved.2": involved,
        "involved.2.bias": np.full(2, -4.0, np.float32),
    }


@pytest.fixture
def detector() -> EventDetector:
    return EventDetector(TYPES, weights())


TOLD: Floats = np.array([[0, 1, 0], [2, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32)
SILENT: Floats = np.zeros((2, 3), np.float32)


def test_a_sentence_tells_of_what_its_words_tell_of(detector: EventDetector) -> None:
    [event] = detector.detect(np.concatenate([SILENT, TOLD]), [(0, 2), (2, 6)])
    assert (event.type, event.trigger, event.start, event.end) == ("meet", 3, 2, 6)
    # The log-sum-exp of the scores 3 and three times -5.
    odds = np.exp(3) + 3 * np.exp(-5)
    assert event.score == pytest.approx(odds / (1 + odds), abs=1e-3)


def test_whoever_is_likely_takes_part_and_the_rest_is_left_out(detector: EventDetector) -> None:
    [event] = detector.detect(TOLD, [(0, 4)])
    assert set(event.parties) == {0, 2}
    assert set(event.places) == {3}
    assert all(
        NOTABLE <= chance <= 1 for chance in (*event.parties.values(), *event.places.values())
    )


def test_sentences_do_not_change_one_another(detector: EventDetector) -> None:
    alone = detector.detect(TOLD, [(0, 4)])
    [first, second] = detector.detect(np.concatenate([TOLD, TOLD]), [(0, 4), (4, 8)])
    assert [first] == alone
    assert (second.trigger, dict(second.parties)) == (
        5,
        {i + 4: p for i, p in first.parties.items()},
    )


def test_weights_survive_their_file(detector: EventDetector) -> None:
    held: Mapping[str, Floats] = weights()
    file = BytesIO()
    np.savez(file, types=np.array(TYPES), **held)  # type: ignore[arg-type]
    read = EventDetector.from_npz(file.getvalue())
    assert read.detect(TOLD, [(0, 4)]) == detector.detect(TOLD, [(0, 4)])


def blas_threads() -> set[int]:
    return {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"}


class Watched(UserDict[str, Floats]):
    """Weights that note how many threads products may take while they are looked at."""

    def __init__(self, held: dict[str, Floats]) -> None:
        super().__init__(held)
        self.threads: set[int] = set()

    def __getitem__(self, name: str) -> Floats:
        self.threads |= blas_threads()
        return super().__getitem__(name)


def test_products_take_one_thread_and_others_get_theirs_back() -> None:
    watched = Watched(weights())
    detector = EventDetector(TYPES, watched)
    with threadpool_limits(2, user_api="blas"):
        before = blas_threads()
        assert detector.detect(TOLD, [(0, 4)])
        assert blas_threads() == before
    assert watched.threads <= {1}
