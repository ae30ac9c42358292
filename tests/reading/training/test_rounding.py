"""Weights are rounded so that products stay near, and the file of a network takes them over."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra 'train'")
pytest.importorskip("torch", reason="torch comes with the extra 'train'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")


@given(seed=st.integers(0, 10**6))
def test_products_are_nearer_than_those_of_weights_rounded_one_by_one(seed: int) -> None:
    from graph_builder.reading.training.rounding import LARGEST, round_rows

    draw = np.random.default_rng(seed)
    inputs = draw.normal(size=(300, 6)) @ draw.normal(size=(6, 24)) + 0.1
    weight = draw.normal(size=(24, 5)).astype(np.float32)
    steps, sizes = round_rows(weight, inputs.T @ inputs)
    assert np.abs(steps.astype(int)).max() <= LARGEST
    one_by_one = np.rint(weight / sizes) * sizes
    exact = inputs @ weight
    error = np.square(inputs @ (steps * sizes) - exact).sum()
    assert error < np.square(inputs @ one_by_one - exact).sum()


def write_network(path: Path, weight: np.ndarray) -> None:
    """A product."""
    from onnx import TensorProto, helper, numpy_helper

    nodes = [helper.make_node("MatMul", ["x", "w"], ["y"], name="/layers.0/o/MatMul")]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["words", "channels"])]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["words", "channels"])]
    constants = [numpy_helper.from_array(weight, "w")]
    graph = helper.make_graph(nodes, "g", inputs, outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, path)


def test_a_quantised_network_takes_the_weights_over(tmp_path: Path) -> None:
    from graph_builder.reading.training.export import quantise_products
    from graph_builder.reading.training.rounding import put_weights, rounded_weights

    draw = np.random.default_rng(3)
    weight = draw.normal(size=(24, 5)).astype(np.float32)
    mixed = (draw.normal(size=(300, 6)) @ draw.normal(size=(6, 24))).astype(np.float32)
    feed: dict[str, Any] = {"x": mixed}
    plain, final = tmp_path / "plain.onnx", tmp_path / "final.onnx"
    write_network(plain, weight)
    errors = []
    quantise_products(plain, final)
    weights = rounded_weights(plain, [feed])
    for _ in range(2):
        session = onnxruntime.InferenceSession(final, providers=["CPUExecutionProvider"])
        errors.append(float(np.square(session.run(["y"], feed)[0] - mixed @ weight).sum()))
        put_weights(final, weights)
    assert errors[1] < 0.75 * errors[0]
