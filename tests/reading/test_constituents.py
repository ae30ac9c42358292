"""Subtrees and ties of small trees."""

import numpy as np

from graph_builder.reading.constituents import Forest

WORDS = "She took off with her boss 's coat".split()
HEADS = np.array([1, 1, 1, 7, 5, 7, 5, 1])
RELATIONS = ["nsubj", "root", "compound:prt", "case", "nmod:poss", "nmod:poss", "case", "obl"]
TREE = Forest(WORDS, HEADS, RELATIONS)


def test_subtrees() -> None:
    assert (TREE.left[7], TREE.right[7]) == (3, 8)
    assert (TREE.left[5], TREE.right[5]) == (4, 7)
    assert (TREE.left[1], TREE.right[1]) == (0, 8)


def test_particles() -> None:
    assert TREE.particles(1) == ["off"]
    assert not TREE.particles(7)


def test_trees_of_a_stretch_stand_beside_each_other() -> None:
    size = len(WORDS)
    both = Forest(WORDS * 2, np.concatenate([HEADS, HEADS + size]), RELATIONS * 2)
    assert both.left.tolist() == [*TREE.left, *TREE.left + size]
    assert both.right.tolist() == [*TREE.right, *TREE.right + size]
    assert both.particles(size + 1) == ["off"]
    assert both.tie(size + 7, size + 1) == TREE.tie(7, 1)


def test_ties() -> None:
    assert TREE.tie(0, 1) == "nsubj/"
    assert TREE.tie(7, 1) == "obl/with"
    assert TREE.tie(1, 7) == ">obl/"
    assert TREE.tie(0, 7) == "=nsubj=obl/"
    assert TREE.tie(4, 1) == "-/"
