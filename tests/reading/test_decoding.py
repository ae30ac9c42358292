"""The label decoder finds the best valid path."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.reading.decoding import BioDecoder, bio_spans

LABELS = ("O", "B-X", "I-X", "B-Y", "I-Y")


def is_valid(path: tuple[int, ...]) -> bool:
    before = "O"
    for k in path:
        label = LABELS[k]
        if label.startswith("I-") and before[2:] != label[2:]:
            return False
        before = label
    return True


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_paths_are_the_best_of_all_valid_ones(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, 5)).astype(np.float32)
    found = BioDecoder(LABELS).path(scores)
    paths = [p for p in itertools.product(range(5), repeat=length) if is_valid(p)]
    best = max(sum(scores[i, k] for i, k in enumerate(path)) for path in paths)
    assert is_valid(tuple(found.tolist()))
    assert abs(sum(scores[i, k] for i, k in enumerate(found)) - best) < 1e-4


def test_adjacent_spans_of_one_label_cost_their_penalty() -> None:
    scores = np.full((2, 5), -9.0, np.float32)
    scores[0, 1], scores[1, 1], scores[1, 2] = 0.0, 0.0, -1.0
    assert BioDecoder(LABELS).spans(scores, [(0, 2)]) == [("X", 0, 1), ("X", 1, 2)]
    assert BioDecoder(LABELS, adjacency_penalty=-4.0).spans(scores, [(0, 2)]) == [("X", 0, 2)]


@settings(deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_sentences_have_their_own_spans(seed: int, sizes: list[int]) -> None:
    decoder = BioDecoder(LABELS, adjacency_penalty=-0.5)
    scores = np.random.default_rng(seed).normal(size=(sum(sizes), 5)).astype(np.float32)
    ends = list(itertools.accumulate(sizes))
    sentences = list(zip([0, *ends], ends, strict=False))
    paths = [decoder.path(scores[start:end]) for start, end in sentences]
    alone = [bio_spans([LABELS[k] for k in path]) for path in paths]
    assert decoder.spans(scores, sentences) == [
        (label, begin + low, end + low)
        for (low, _), spans in zip(sentences, alone, strict=True)
        for label, begin, end in spans
    ]


def test_spans_of_a_label_sequence() -> None:
    assert bio_spans(["B-X", "I-X", "O", "B-Y", "B-Y"]) == [("X", 0, 2), ("Y", 3, 4), ("Y", 4, 5)]
    assert bio_spans([]) == []
