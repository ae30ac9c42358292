"""The best set of candidate arguments."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.reading.arguments import (
    FEATURES,
    Argument,
    ArgumentDecoder,
    RolePlace,
    Weights,
)
from graph_builder.reading.constituents import Forest
from graph_builder.reading.role_table import RoleTable
from graph_builder.reading.span_marginals import BioChances

LABELS = ["O", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1", "B-ARGM-TMP", "I-ARGM-TMP"]
ROLES = ["ARG0", "ARG1", "ARGM-TMP"]


def decoder(threshold: float = 0.5) -> ArgumentDecoder:
    values = np.zeros((len(FEATURES), 2))
    values[FEATURES.index("span")] = 1.0
    return ArgumentDecoder(LABELS, RoleTable("", ROLES), Weights(values, threshold))


def decoded(bio: Any, at: int, threshold: float = 0.5) -> list[Argument]:
    chances = (np.array(bio, np.float32) + np.float32(1e-6))[:, None]
    chances /= chances.sum(2, keepdims=True)
    size = len(chances)
    words, above = ["word"] * size, np.full(size, at)
    tree = Forest(words, above, ["root" if i == at else "obj" for i in range(size)])
    heads = np.full((size, 1, 4), 0.01, np.float32)
    heads[:, :, 0] = 0.97
    place = RolePlace(tree, 0, size, at, "see.01", "V")
    return decoder(threshold).decode([place], bio_chances(chances), heads)[0]


def bio_chances(labels: Any) -> BioChances:
    return BioChances(labels[:, :, 0], labels[:, :, 1::2], labels[:, :, 2::2])


def rows(*labels: int) -> list[list[float]]:
    return [[0.94 if k == label else 0.01 for k in range(7)] for label in labels]


def test_clear_labels_are_read_as_they_stand() -> None:
    assert [a[:3] for a in decoded(rows(1, 0, 3, 4, 5), at=1)] == [
        ("ARG0", 0, 1),
        ("ARG1", 2, 4),
        ("ARGM-TMP", 4, 5),
    ]


def test_numbered_roles_occur_once_and_others_repeatedly() -> None:
    bio = rows(3, 0, 3, 5, 0, 5)
    bio[2] = [0.3, 0, 0, 0.7, 0, 0, 0]
    assert [a[:3] for a in decoded(bio, at=1)] == [
        ("ARG1", 0, 1),
        ("ARGM-TMP", 3, 4),
        ("ARGM-TMP", 5, 6),
    ]


def test_a_lower_threshold_takes_more() -> None:
    bio = rows(0, 0, 0)
    bio[2] = [0.6, 0.4, 0, 0, 0, 0, 0]
    assert decoded(bio, at=1) == []
    assert [a[:3] for a in decoded(bio, at=1, threshold=0.3)] == [("ARG0", 2, 3)]


@given(st.integers(2, 12), st.data())
def test_arguments_never_overlap_nor_hold_the_predicate(size: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, size - 1))
    seed = data.draw(st.integers(0, 10_000))
    bio = np.random.default_rng(seed).dirichlet(np.full(7, 0.3), size)
    args = decoded(bio, at, threshold=0.2)
    covered = [i for _, start, end, _ in args for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert at not in covered
    assert all(start <= head < end for _, start, end, head in args)
    numbered = [role for role, *_ in args if role[3:].isdigit()]
    assert len(numbered) == len(set(numbered))


def test_weights_are_written_as_they_are_read() -> None:
    weights = Weights(np.arange(2.0 * len(FEATURES)).reshape(-1, 2), 0.34)
    again = Weights.from_json(weights.to_json())
    assert again.threshold == 0.34
    assert (again.values == weights.values).all()
