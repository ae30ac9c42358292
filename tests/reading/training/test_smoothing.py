"""Smoothing changes nothing in full precision and mends quantised products with large channels."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra 'train'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

RNG = np.random.default_rng(1)
WEIGHTS = [RNG.normal(size=(16, 8)).astype(np.float32) for _ in range(2)]
ACTIVATIONS = RNG.normal(size=(2, 5, 16)).astype(np.float32)
ACTIVATIONS[:, :, 3] *= 200
FEED: dict[str, Any] = {"x": ACTIVATIONS, "mask": np.ones((2, 5), np.int64)}


def write_network(path: Path) -> None:
    """Two products of one activation, as queries and keys are."""
    from onnx import TensorProto, helper, numpy_helper

    nodes = [
        helper.make_node("Add", ["x", "zero"], ["a"]),
        helper.make_node("MatMul", ["a", "w0"], ["y"], name="/enc/q/MatMul"),
        helper.make_node("MatMul", ["a", "w1"], ["z"], name="/enc/k/MatMul"),
    ]
    constants = [numpy_helper.from_array(w, f"w{k}") for k, w in enumerate(WEIGHTS)]
    constants.append(numpy_helper.from_array(np.zeros(1, np.float32), "zero"))
    shape = ["rows", "words", "channels"]
    inputs = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, shape),
        helper.make_tensor_value_info("mask", TensorProto.INT64, ["rows", "words"]),
    ]
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n in "yz"]
    graph = helper.make_graph(nodes, "g", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, path)


def results(path: Path) -> np.ndarray:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return np.stack(session.run(["y", "z"], FEED))


def quantised_error(path: Path, exact: np.ndarray) -> float:
    from graph_builder.reading.training.export import quantise_products

    quantise_products(path, path.with_suffix(".int8"))
    return float(np.abs(results(path.with_suffix(".int8")) - exact).mean())


def test_smoothing(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch comes with the extra 'train'")
    from graph_builder.reading.training.smoothing import smooth

    path = tmp_path / "network.onnx"
    write_network(path)
    exact = results(path)
    rough = quantised_error(path, exact)
    smooth(path, [FEED], "/enc/", "mask")
    assert np.allclose(results(path), exact, rtol=1e-4, atol=1e-3)
    assert quantised_error(path, exact) < rough / 2
