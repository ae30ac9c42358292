"""What tests of quantising share: small networks of products, their results and their errors."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime


def write_network(path: Path, nodes: Sequence[Any], constants: Mapping[str, np.ndarray]) -> None:
    """A network of `nodes` that makes "y" of "x" (words × channels)."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    values = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    shape = ["words", "channels"]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)]
    graph = helper.make_graph(nodes, "g", inputs, outputs, values)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, path)


def results(path: Path, feed: Mapping[str, Any]) -> np.ndarray:
    """What a network makes of a feed."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    result: np.ndarray = session.run(["y"], dict(feed))[0]
    return result


def quantised_error(path: Path, feed: Mapping[str, Any], exact: np.ndarray) -> float:
    """How far the network, quantised, is from exact results, in the mean."""
    from graph_builder.reading.training.export import quantise_products

    quantise_products(path, path.with_suffix(".int8"))
    return float(np.abs(results(path.with_suffix(".int8"), feed) - exact).mean())
