"""Exact decoding of dependency trees: the maximum spanning arborescence with one root."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.intp]


def best_trees(scores: NDArray[np.float32], sentences: Sequence[tuple[int, int]]) -> Heads:
    """The best tree of each sentence of a window.

    `scores` is words × (words + 1), column 0 being the root; `sentences` are [start, end) of words,
    gapless. Returns a head for each word: 0 for the root, else the head's number in the window + 1.
    """
    number = np.repeat(np.arange(len(sentences)), [end - start for start, end in sentences])
    within = np.where(number[:, None] == number[None, :], scores[:, 1:], -np.inf)
    heads: Heads = within.argmax(axis=1)
    words = np.arange(len(heads))
    heads = np.where(scores[:, 0] >= within[words, heads], 0, heads + 1)
    lost = set(number[_lost_words(heads)].tolist())
    roots = np.bincount(number[heads == 0], minlength=len(sentences))
    for k in lost.union(np.flatnonzero(roots != 1).tolist()):
        start, end = sentences[k]
        block = np.concatenate([scores[start:end, :1], scores[start:end, start + 1 : end + 1]], 1)
        tree = best_tree(block.astype(np.float64))
        heads[start:end] = np.where(tree > 0, tree + start, 0)
    return heads


def best_tree(scores: Scores) -> Heads:
    """The highest-scoring tree over one sentence.

    `scores` is n × (n + 1): row i scores the heads of word i + 1, column 0 being the root.
    Returns n heads, 0 for the one word under the root, else 1 … n. All scores must be finite.

    Greedy heads are returned where they already are a tree. Else Chu-Liu/Edmonds decides, for one
    root after another: the likeliest first, until a tree is better than any with the next root can
    be.
    """
    greedy: Heads = scores.argmax(axis=1)
    if is_tree(greedy):
        return greedy
    size = len(scores) + 1
    inner = np.full((size, size), -np.inf)
    inner[1:, 1:] = scores[:, 1:]
    np.fill_diagonal(inner, -np.inf)
    best = greedy, -np.inf
    freely = inner[1:].max(axis=1) if size > 2 else np.zeros(1)
    bounds = scores[:, 0] - freely + freely.sum()
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= best[1]:
            break
        full = inner.copy()
        full[root + 1] = -np.inf
        full[root + 1, 0] = scores[root, 0]
        heads = _arborescence(full)[1:]
        total = float(scores[np.arange(size - 1), heads].sum())
        if total > best[1]:
            best = heads, total
    return best[0]


def is_tree(heads: Heads) -> bool:
    """Whether `heads` (0 = root) form one tree: a single root and no cycle."""
    return np.count_nonzero(heads == 0) == 1 and not _lost_words(heads).any()


def _lost_words(heads: Heads) -> NDArray[np.bool_]:
    """Whether each word is on a cycle or below one."""
    # After k doublings every word points 2**k steps upwards; in a tree of n words all end at 0.
    up = np.concatenate(([0], heads))
    for _ in range(len(heads).bit_length()):
        up = up[up]
    lost: NDArray[np.bool_] = up[1:] > 0
    return lost


def _arborescence(scores: Scores) -> Heads:
    """Chu-Liu/Edmonds on a square matrix [dependent, head] with node 0 as the root.

    Paths are grown towards the root from one node after another (Tarjan 1977). A cycle becomes a
    node of its own, with a row of the best edge that enters it from each node, less the edge of
    the cycle that it would replace.
    """
    size = len(scores)
    rows = [*scores]  # by node, cycles included: scores of heads among the words
    enters = [np.full(size, k) for k in range(size)]  # the word that such an edge leads to
    owner = np.arange(size)  # the outermost node that each word belongs to
    above: list[int] = [-1] * size  # the cycle that a node is part of
    edge: list[tuple[int, int]] = [(-1, -1)] * size  # a node's chosen head and the word below it
    done = [True] + [False] * (size - 1)
    for start in range(1, size):
        path: list[int] = []
        node = int(owner[start])
        while not done[node]:
            head = int(rows[node].argmax())
            edge[node] = head, int(enters[node][head])
            path.append(node)
            node = int(owner[head])
            if node in path:
                cycle = path[path.index(node) :]
                del path[-len(cycle) :]
                node = _contract(cycle, rows, enters, owner, above)
                edge.append((-1, -1))
                done.append(False)
        for passed in path:
            done[passed] = True
    return _expand(size, edge, above)


def _contract(
    cycle: Sequence[int],
    rows: list[Scores],
    enters: list[Heads],
    owner: Heads,
    above: list[int],
) -> int:
    """Make a cycle one node; returns its number."""
    gains = np.stack([rows[node] - rows[node].max() for node in cycle])
    best = gains.argmax(axis=0)
    words = np.arange(gains.shape[1])
    row = gains[best, words]
    joint = len(rows)
    for node in cycle:
        above[node] = joint
    mine = np.logical_or.reduce([owner == node for node in cycle])
    row[mine] = -np.inf
    owner[mine] = joint
    rows.append(row)
    enters.append(np.stack([enters[node] for node in cycle])[best, words])
    above.append(-1)
    return joint


def _expand(size: int, edge: Sequence[tuple[int, int]], above: Sequence[int]) -> Heads:
    """Each word's head: outer nodes go first, and break the cycles that their edges enter."""
    heads = np.full(size, -1)
    heads[0] = 0
    broken = [False] * len(edge)
    for node in range(len(edge) - 1, 0, -1):
        if broken[node]:
            continue
        head, word = edge[node]
        heads[word] = head
        inner = word
        while inner != node:
            broken[inner] = True
            inner = above[inner]
        broken[node] = True
    return heads
