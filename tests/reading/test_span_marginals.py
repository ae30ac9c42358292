"""Marginals of spans against the enumeration of all valid paths."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.reading.decoding import bio_spans
from graph_builder.reading.span_marginals import BioChances, SpanMarginals

LABELS = ("O", "B-a", "I-a", "B-b", "I-b")


def is_valid(path: tuple[str, ...]) -> bool:
    pairs = itertools.pairwise(("O", *path))
    return all(not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for a, b in pairs)


def enumerated(chances: np.ndarray) -> dict[tuple[str, int, int], float]:
    found: dict[tuple[str, int, int], float] = {}
    total = 0.0
    for path in itertools.product(range(len(LABELS)), repeat=len(chances)):
        labels = tuple(LABELS[k] for k in path)
        if is_valid(labels):
            mass = float(np.prod([chances[i, k] for i, k in enumerate(path)]))
            total += mass
            for span in bio_spans(labels):
                found[span] = found.get(span, 0.0) + mass
    return {span: mass / total for span, mass in found.items()}


def chances_of(labels: np.ndarray) -> BioChances:
    return BioChances(labels[:, :, 0], labels[:, :, 1::2], labels[:, :, 2::2])


def random_scores(size: int, seed: int) -> np.ndarray:
    scores = np.random.default_rng(seed).normal(0, 2, (size, len(LABELS)))
    result: np.ndarray = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return result


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(0, 10_000))
def test_they_are_those_of_all_valid_paths(sizes: list[int], seed: int) -> None:
    rows = [random_scores(size, seed + k) for k, size in enumerate(sizes)]
    batch = np.ones((max(sizes), len(rows), len(LABELS)), np.float32)
    for k, row in enumerate(rows):
        batch[: len(row), k] = np.exp(row)
    marginals = SpanMarginals(chances_of(batch), np.arange(max(sizes))[:, None] < np.array(sizes))
    spans = marginals.likely(0.05)
    chances = marginals.probabilities(spans)
    listed = list(zip(*(part.tolist() for part in spans), chances.tolist(), strict=True))
    for k, row in enumerate(rows):
        expected = {s: p for s, p in enumerated(np.exp(row)).items() if p >= 0.05 + 1e-5}
        found = {("ab"[c], s, e): p for r, c, s, e, p in listed if r == k}
        assert expected.keys() <= found.keys()
        assert all(abs(found[span] - p) < 1e-4 for span, p in expected.items())


def test_scores_that_rule_everything_out_do_no_harm() -> None:
    chances = chances_of(np.zeros((120, 1, 5), np.float32))
    spans = SpanMarginals(chances, np.ones((120, 1), np.bool_)).likely(0.01)
    assert all(len(part) == 0 for part in spans)
