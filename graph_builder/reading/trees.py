"""Exact decoding of dependency trees: the maximum spanning arborescence with one root."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.intp]


def best_tree(scores: Scores) -> Heads:
    """The highest-scoring tree over one sentence.

    `scores` is n × (n + 1): row i scores the heads of word i + 1, column 0 being the root.
    Returns n heads, 0 for the one word under the root, else 1 … n. All scores must be finite.

    Greedy heads are returned where they already are a tree; else Chu-Liu/Edmonds decides. One
    root is enforced exactly by a penalty on root edges that outweighs all other scores
    (cf. Zmigrod et al. 2020, "Please Mind the Root").
    """
    greedy: Heads = scores.argmax(axis=1)
    if is_tree(greedy):
        return greedy
    size = len(scores) + 1
    span = float(scores.max() - scores.min()) + 1.0
    full = np.full((size, size), -np.inf)
    full[1:] = scores
    full[1:, 0] -= span * size
    np.fill_diagonal(full, -np.inf)
    return _arborescence(full)[1:]


def is_tree(heads: Heads) -> bool:
    """Whether `heads` (0 = root) form one tree: a single root and no cycle."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    # After k doublings every word points 2**k steps upwards; a tree of n words ends at the root.
    up = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return not up.any()


def _arborescence(scores: Scores) -> Heads:
    """Chu-Liu/Edmonds on a square matrix [dependent, head] with node 0 as the root."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    size = len(scores)
    rest = np.setdiff1d(np.arange(size), cycle)
    joint = len(rest)  # the node that stands for the contracted cycle
    contracted = np.full((joint + 1, joint + 1), -np.inf)
    contracted[:joint, :joint] = scores[np.ix_(rest, rest)]
    leaving = scores[np.ix_(rest, cycle)]
    contracted[:joint, joint] = leaving.max(axis=1)
    contracted[0, joint] = -np.inf
    entering = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    contracted[joint, :joint] = entering.max(axis=0)

    inner = _arborescence(contracted)
    result = heads.copy()
    for k, node in enumerate(rest[1:], start=1):
        into_cycle = inner[k] == joint
        result[node] = cycle[leaving[k].argmax()] if into_cycle else rest[inner[k]]
    entry = inner[joint]
    result[cycle[entering[:, entry].argmax()]] = rest[entry]
    return result


def _find_cycle(heads: Heads) -> NDArray[np.intp] | None:
    state = [0] * len(heads)  # the walk that first came by; 0 = none
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while node != 0 and state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node != 0 and state[node] == start:
            return np.array(path[path.index(node) :], np.intp)
    return None
