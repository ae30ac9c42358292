"""Where nodes are drawn: the same positions for the same network, in any run.

Small networks are laid out by forces (Fruchterman and Reingold 1991, "Graph Drawing by
Force-directed Placement"), which start from a circle. Large ones take distances to a few far-apart
nodes as coordinates and project them onto the two directions in which they differ most (Brandes and
Pich 2006, "Eigensolver Methods for Progressive Multidimensional Scaling of Large Data", pivot MDS),
which takes one pass over the links for each of those nodes.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.export.selection import Selection

Positions = NDArray[Any]

# Forces between all pairs of nodes: 1,000 nodes take about a second.
FORCED = 1_000
ROUNDS = 100
PIVOTS = 4
# A drawing is at least this wide, and grows with its nodes so that they have room.
WIDTH = 2_000.0
ROOM = 25.0


def layout(selection: Selection) -> Positions:
    """Positions (n, 2) of the selection's nodes, in their order, around the origin."""
    size = len(selection.nodes)
    width = max(WIDTH, ROOM * size**0.5)
    if size < 3:
        corners: Positions = _circle(size) * width / 4
        return corners
    placed = _by_forces(selection) if size <= FORCED else _by_pivots(selection)
    placed = placed - placed.mean(axis=0)
    reach = float(np.quantile(np.abs(placed), 0.98)) or 1.0
    scaled: Positions = placed * (width / 2 / reach)
    return scaled


def _circle(size: int) -> Positions:
    angle = 2 * np.pi * np.arange(size) / max(size, 1)
    return np.stack((np.cos(angle), np.sin(angle)), axis=1)


def _by_forces(selection: Selection) -> Positions:
    size = len(selection.nodes)
    position = np.zeros(selection.graph.network.size, np.int32)
    position[selection.nodes] = np.arange(size)
    pull = np.zeros((size, size))
    for block in selection.blocks():
        a, b = position[block.source], position[block.target]
        pull[a, b] = pull[b, a] = np.log1p(block.count)
    ideal = (1.0 / size) ** 0.5
    placed = _circle(size) / 2
    for heat in np.linspace(0.1, 0.001, ROUNDS):
        apart = placed[:, None, :] - placed[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal
        # A weak pull to the middle keeps parts that nothing joins in sight.
        step = (apart * force[:, :, None]).sum(axis=1) - placed * ideal * 2
        length = np.maximum(np.sqrt((step**2).sum(axis=1)), 1e-9)
        placed += step / length[:, None] * np.minimum(length, heat)[:, None]
    return placed


def _by_pivots(selection: Selection) -> Positions:
    nodes = selection.nodes
    far = np.full(len(nodes), np.inf)
    pivot = int(np.argmax(selection.weight[nodes]))
    columns = []
    for _ in range(PIVOTS):
        distance = selection.sweep.hops(int(nodes[pivot]))[nodes].astype(float)
        columns.append(distance)
        far = np.minimum(far, distance)
        pivot = int(np.argmax(far))
    squares = np.stack(columns, axis=1) ** 2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    # Without BLAS, whose threads would cost more than they save here.
    _, vectors = np.linalg.eigh(np.einsum("ij,ik->jk", centred, centred))
    placed: Positions = np.einsum("ij,jk->ik", centred, vectors[:, [-1, -2]])
    scale = placed.std(axis=0)
    placed /= np.where(scale > 0, scale, 1.0)
    # Nodes at the same distances would lie on one spot: a sunflower around it, hubs in the middle.
    rank = np.empty(len(nodes), np.intp)
    rank[np.argsort(-selection.weight[nodes], kind="stable")] = np.arange(len(nodes))
    angle = rank * (np.pi * (3 - 5**0.5))
    radius = 0.6 * np.sqrt(rank / len(nodes))
    placed += radius[:, None] * np.stack((np.cos(angle), np.sin(angle)), axis=1)
    return placed
