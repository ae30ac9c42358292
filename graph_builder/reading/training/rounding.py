"""Rounds the weights of products so that their results stay near, not each weight.

Row after row of a weight matrix is rounded, and the rows still to come make up for the error, as
far as the inputs of both go together on training text (Frantar et al. 2023, "GPTQ",
arXiv:2210.17323; after the optimal brain surgeon, as in `pruning.py`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from graph_builder.reading.encoding import Feed
from graph_builder.reading.training.activations import activations

LARGEST = 64
"""Of a weight, in steps: quantised with 7 bits, as onnxruntime does with `reduce_range`."""

_DAMPING = 0.01  # of the mean square of inputs, added to each one's (as in the paper)

Rounded = Mapping[str, tuple[NDArray[np.int8], NDArray[np.float32]]]
"""By the name of a weight matrix (inputs × outputs): its steps, and the step of each output."""


def rounded_weights(network: Path, feeds: Sequence[Feed]) -> Rounded:
    """Of the constants that a network multiplies with, by the inputs that they see on `feeds`."""
    model = onnx.load(network)
    constants = {c.name: c for c in model.graph.initializer}
    inputs = {
        node.input[1]: node.input[0]
        for node in model.graph.node
        if node.op_type == "MatMul" and node.input[1] in constants
    }
    squares = _squares(model, sorted(set(inputs.values())), feeds)
    return {
        name: round_rows(numpy_helper.to_array(constants[name]), squares[read])
        for name, read in inputs.items()
    }


def round_rows(
    weight: NDArray[np.float32], squares: NDArray[np.float64]
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Steps and their sizes for a weight (inputs × outputs); `squares` is XᵀX of its inputs X."""
    steps = np.maximum(np.abs(weight).max(0), np.finfo(np.float32).tiny * LARGEST) / LARGEST
    order = np.argsort(
        -np.diag(squares), kind="stable"
    )  # what errs most has most to make up for it
    damping = _DAMPING * np.diag(squares).mean() * np.eye(len(squares))
    inverse = np.linalg.inv((squares + damping)[np.ix_(order, order)])
    spread = np.linalg.cholesky(inverse).T
    left = weight[order].astype(np.float64)
    found = np.empty(left.shape, np.int8)
    for k, row in enumerate(left):
        found[k] = np.clip(np.rint(row / steps), -LARGEST, LARGEST)
        error = (row - found[k] * steps) / spread[k, k]
        left[k + 1 :] -= np.outer(spread[k, k + 1 :], error)
    result = np.empty_like(found)
    result[order] = found
    return result, steps.astype(np.float32)


def put_weights(network: Path, weights: Rounded) -> None:
    """Put rounded weights in the place of those of a quantised network, in its file."""
    model = onnx.load(network)
    for constant in model.graph.initializer:
        for ending, k in (("_quantized", 0), ("_scale", 1)):
            name = constant.name.removesuffix(ending)
            if name != constant.name and name in weights:
                constant.CopyFrom(numpy_helper.from_array(weights[name][k], constant.name))
    onnx.save(model, network)


def _squares(
    model: onnx.ModelProto, names: Sequence[str], feeds: Sequence[Feed]
) -> Mapping[str, NDArray[np.float64]]:
    """XᵀX of each of the named activations X."""
    sums: dict[str, NDArray[np.float64]] = {}
    for found in activations(model, names, feeds):
        for name, values in found.items():
            rows = values.astype(np.float64)
            sums[name] = sums.get(name, 0.0) + rows.T @ rows
    return sums
