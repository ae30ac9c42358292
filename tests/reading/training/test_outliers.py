"""Setting channels apart changes nothing in full precision and mends quantised products."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra 'train'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

RNG = np.random.default_rng(1)
FIRST = RNG.normal(size=(16, 32)).astype(np.float32)
FIRST[:, [3, 17]] *= 50
CONSTANTS = {
    "w1": FIRST,
    "b1": RNG.normal(size=32).astype(np.float32),
    "w2": RNG.normal(size=(32, 8)).astype(np.float32),
    "b2": RNG.normal(size=8).astype(np.float32),
}
FEED: dict[str, Any] = {"x": RNG.normal(size=(10, 16)).astype(np.float32)}


def write_network(path: Path) -> None:
    """A feed-forward layer."""
    from onnx import TensorProto, helper, numpy_helper

    nodes = [
        helper.make_node("MatMul", ["x", "w1"], ["p1"], name="/layers.0/f1/MatMul"),
        helper.make_node("Add", ["b1", "p1"], ["s1"]),
        helper.make_node("Relu", ["s1"], ["a"]),
        helper.make_node("MatMul", ["a", "w2"], ["p2"], name="/layers.0/f2/MatMul"),
        helper.make_node("Add", ["b2", "p2"], ["y"]),
    ]
    constants = [numpy_helper.from_array(values, name) for name, values in CONSTANTS.items()]
    shape = ["words", "channels"]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)]
    graph = helper.make_graph(nodes, "g", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, path)


def results(path: Path) -> np.ndarray:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    result: np.ndarray = session.run(["y"], FEED)[0]
    return result


def quantised_error(path: Path, exact: np.ndarray) -> float:
    from graph_builder.reading.training.export import quantise_products

    quantise_products(path, path.with_suffix(".int8"))
    return float(np.abs(results(path.with_suffix(".int8")) - exact).mean())


def test_set_apart(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch comes with the extra 'train'")
    from graph_builder.reading.training.outliers import set_apart
    from graph_builder.reading.training.smoothing import smooth

    path = tmp_path / "network.onnx"
    write_network(path)
    exact = results(path)
    rough = quantised_error(path, exact)
    set_apart(path, [FEED])
    assert np.allclose(results(path), exact, rtol=1e-4, atol=1e-3)
    smooth(path, [FEED])
    assert np.allclose(results(path), exact, rtol=1e-4, atol=1e-3)
    assert quantised_error(path, exact) < 0.75 * rough
