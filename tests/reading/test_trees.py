"""The tree decoder finds the best tree with one root, and nothing but trees."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.reading.trees import Heads, Scores, best_tree, best_trees, is_tree


def scores(seed: int, size: int, flat: bool = False) -> Scores:
    rng = np.random.default_rng(seed)
    if flat:  # many ties
        return rng.integers(0, 3, (size, size + 1)).astype(np.float64)
    return rng.normal(size=(size, size + 1))


def total(matrix: Scores, heads: Heads) -> float:
    return float(matrix[np.arange(len(heads)), heads].sum())


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.booleans())
def test_small_trees_are_the_best_of_all(seed: int, size: int, flat: bool) -> None:
    matrix = scores(seed, size, flat)
    for i in range(size):
        matrix[i, i + 1] = -1e9  # no word heads itself
    found = best_tree(matrix)
    candidates = (np.array(h) for h in itertools.product(range(size + 1), repeat=size))
    best = max(total(matrix, heads) for heads in candidates if is_tree(heads))
    assert is_tree(found)
    assert total(matrix, found) == best or abs(total(matrix, found) - best) < 1e-9


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60), st.booleans())
def test_any_scores_give_a_tree(seed: int, size: int, flat: bool) -> None:
    heads = best_tree(scores(seed, size, flat))
    assert is_tree(heads)
    assert all(heads[i] != i + 1 for i in range(size))


@settings(deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 12), min_size=1, max_size=6))
def test_sentences_of_a_window_have_their_own_trees(seed: int, sizes: list[int]) -> None:
    matrix = scores(seed, sum(sizes)).astype(np.float32)
    ends = list(itertools.accumulate(sizes))
    sentences = list(zip([0, *ends], ends, strict=False))
    found = best_trees(matrix, sentences)
    for start, end in sentences:
        columns = [0, *range(start + 1, end + 1)]
        alone = best_tree(matrix[start:end][:, columns].astype(np.float64))
        assert (found[start:end] == np.where(alone > 0, alone + start, 0)).all()


def test_cycles_and_second_roots_are_no_trees() -> None:
    assert is_tree(np.array([0, 1, 1]))
    assert not is_tree(np.array([0, 0, 1]))
    assert not is_tree(np.array([2, 1, 0]))
    assert not is_tree(np.array([2, 3, 1]))
