"""Makes a network easier to quantise: large activations are divided, their weights multiplied.

A few channels of a transformer's activations are many times larger than the rest, and quantising a
whole tensor by its range leaves the rest few steps. Before matrix products by constants, channels
are divided by factors that grow with their range; the weights make up for it, which have a scale
of their own for each column (Xiao et al. 2023, "SmoothQuant").
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from graph_builder.reading.encoding import Feed
from graph_builder.reading.training.activations import Array, largest
from graph_builder.reading.training.outliers import APART

STRENGTHS = {"/qkv/": 0.4, "/o/": 0.4, "/f1/": 0.6, "/f2/": 0.75}
"""How far ranges move from activations (0) to weights (1), by what is in the names of products.

Of the few settings tried, scores of heads and names diverge least from full precision with these,
on the development parts of EWT and GUM, when channels are set apart as in `outliers.py` and weights
rounded as in `rounding.py`.
"""

_SMALLEST = 1e-5


def smooth(network: Path, feeds: Sequence[Feed]) -> None:
    """Rewrite the network of a file in place, by the ranges of its activations on `feeds`."""
    model = onnx.load(network)
    constants = {c.name: c for c in model.graph.initializer}
    products = {}
    for node in model.graph.node:
        strengths = [value for part, value in STRENGTHS.items() if part in node.name]
        smoothed = node.op_type == "MatMul" and not node.name.endswith(APART)
        if smoothed and strengths and node.input[1] in constants:
            products[node.input[0]] = node, strengths[0]
    ranges = largest(model, sorted(products), feeds)
    factors: dict[str, Array] = {}
    for name, (node, strength) in products.items():
        weight = numpy_helper.to_array(constants[node.input[1]])
        factors[name] = _factors(ranges[name], weight, strength)
        scaled = weight * np.nan_to_num(factors[name], posinf=0)[:, None]
        constants[node.input[1]].CopyFrom(numpy_helper.from_array(scaled, node.input[1]))
        node.input[0] = name + "_smooth"
    _insert_divisions(model, factors)
    onnx.save(model, network)


def _factors(reach: Array, weight: Array, strength: float) -> Array:
    """Of each channel, their geometric mean being 1; infinite if no weight reads the channel."""
    heaviest = np.abs(weight).max(axis=1)
    read = heaviest > 0
    logs = strength * np.log(np.maximum(reach, _SMALLEST))
    logs -= (1 - strength) * np.log(np.maximum(heaviest, _SMALLEST))
    factors: Array = np.where(read, np.exp(logs - logs[read].mean()), np.inf).astype(np.float32)
    return factors


def _insert_divisions(model: Any, factors: Mapping[str, Array]) -> None:
    """A product with the inverse factors, before the first node that reads its result."""
    nodes = list(model.graph.node)
    del model.graph.node[:]
    missing = dict(factors)
    for node in nodes:
        name = node.input[0].removesuffix("_smooth") if node.input else ""
        if node.input and node.input[0] != name and name in missing:
            inverse = numpy_helper.from_array(1 / missing.pop(name), name + "_inverse")
            model.graph.initializer.append(inverse)
            scaled = helper.make_node("Mul", [name, inverse.name], [node.input[0]])
            model.graph.node.append(scaled)
        model.graph.node.append(node)
