"""Multiplies the channels of far-reaching activations apart, in full precision.

A few channels reach many times farther than the rest (what feed-forward layers read has one that
reaches 13 to 30 while most stay below 3), and a tensor that is quantised by its range leaves the
rest few steps. The weights that read them go to a small product of their own (Dettmers et al. 2022,
"LLM.int8()", arXiv:2208.07339); in the large one they become zeros, and `smoothing.py` then sets
these channels to zero before it.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from graph_builder.reading.encoding import Feed
from graph_builder.reading.training.activations import Array, largest

COUNTS = {"/qkv/": 16, "/f1/": 16, "/f2/": 32}
"""Channels to set apart, by what is in the names of products.

Of the few settings tried (4, 8, 16 and 16 to 64 of `f2`), heads and names stray least from full
precision with these, on the development parts of EWT and GUM.
"""

APART = "/apart"
"""At the end of the names of products of channels set apart; these are not to be quantised."""


def set_apart(network: Path, feeds: Sequence[Feed]) -> None:
    """Rewrite the products of a network's file, by the ranges of what they read on `feeds`.

    What the network computes stays the same.
    """
    model = onnx.load(network)
    products = {
        node.name: count
        for node in model.graph.node
        for part, count in COUNTS.items()
        if node.op_type == "MatMul" and part in node.name
    }
    read = {name: _node(model, name).input[0] for name in products}
    reach = largest(model, sorted(set(read.values())), feeds)
    for name, count in products.items():
        farthest = np.argsort(-reach[read[name]], kind="stable")[:count]
        _set_apart(model, _node(model, name), np.sort(farthest))
    onnx.save(model, network)


def _set_apart(model: onnx.ModelProto, product: onnx.NodeProto, channels: Array) -> None:
    """Multiply some channels apart, and add the result after the bias.

    A quantised product and its bias become one node.
    """
    constants = {c.name: c for c in model.graph.initializer}
    near, apart = product.input[1], f"{product.input[1]}_apart"
    weight = numpy_helper.to_array(constants[near]).copy()
    added = [
        numpy_helper.from_array(weight[channels], apart),
        numpy_helper.from_array(channels, f"{apart}_channels"),
    ]
    weight[channels] = 0
    constants[near].CopyFrom(numpy_helper.from_array(weight, near))
    model.graph.initializer.extend(added)
    gather = helper.make_node(
        "Gather", [product.input[0], f"{apart}_channels"], [f"{apart}_read"], axis=-1
    )
    small = helper.make_node(
        "MatMul", [f"{apart}_read", apart], [f"{apart}_product"], name=product.name + APART
    )
    sums = (node for node in model.graph.node if node.op_type == "Add")
    biased = next(node for node in sums if product.output[0] in node.input)
    result, biased.output[0] = biased.output[0], f"{apart}_near"
    joined = helper.make_node("Add", [f"{apart}_near", f"{apart}_product"], [result])
    nodes = list(model.graph.node)
    nodes.insert(nodes.index(biased) + 1, joined)
    at = nodes.index(product)
    nodes[at:at] = [gather, small]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _node(model: onnx.ModelProto, name: str) -> onnx.NodeProto:
    return next(node for node in model.graph.node if node.name == name)
