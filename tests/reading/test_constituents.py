"""Subtrees and ties of a small tree."""

import numpy as np

from graph_builder.reading.constituents import SentenceTree

WORDS = "She took off with her boss 's coat".split()
HEADS = np.array([1, 1, 1, 7, 5, 7, 5, 1])
RELATIONS = ["nsubj", "root", "compound:prt", "case", "nmod:poss", "nmod:poss", "case", "obl"]
TREE = SentenceTree(WORDS, HEADS, RELATIONS)


def test_subtrees() -> None:
    assert (TREE.left[7], TREE.right[7]) == (3, 8)
    assert (TREE.left[5], TREE.right[5]) == (4, 7)
    assert (TREE.left[1], TREE.right[1]) == (0, 8)


def test_particles() -> None:
    assert TREE.particles(1) == ["off"]
    assert TREE.particles(7) == []


def test_ties() -> None:
    assert TREE.tie(0, 1) == "nsubj/"
    assert TREE.tie(7, 1) == "obl/with"
    assert TREE.tie(1, 7) == ">obl/"
    assert TREE.tie(0, 7) == "=nsubj=obl/"
    assert TREE.tie(4, 1) == "-/"
