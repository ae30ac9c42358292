"""Setting channels apart changes nothing in full precision and mends quantised products."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.reading.training.products import quantised_error, results, write_network

pytest.importorskip("onnx", reason="onnx comes with the extra 'train'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

RNG = np.random.default_rng(1)
FIRST = RNG.normal(size=(64, 128)).astype(np.float32)
FIRST[:, [3, 17]] *= 50
CONSTANTS = {
    "w1": FIRST,
    "b1": RNG.normal(size=128).astype(np.float32),
    "w2": RNG.normal(size=(128, 8)).astype(np.float32),
    "b2": RNG.normal(size=8).astype(np.float32),
}
FEED: dict[str, Any] = {"x": RNG.normal(size=(10, 64)).astype(np.float32)}


def write_layer(path: Path) -> None:
    """A feed-forward layer."""
    from onnx import helper

    nodes = [
        helper.make_node("MatMul", ["x", "w1"], ["p1"], name="/layers.0/f1/MatMul"),
        helper.make_node("Add", ["b1", "p1"], ["s1"]),
        helper.make_node("Relu", ["s1"], ["a"]),
        helper.make_node("MatMul", ["a", "w2"], ["p2"], name="/layers.0/f2/MatMul"),
        helper.make_node("Add", ["b2", "p2"], ["y"]),
    ]
    write_network(path, nodes, CONSTANTS)


def test_set_apart(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch comes with the extra 'train'")
    from graph_builder.reading.training.outliers import set_apart
    from graph_builder.reading.training.smoothing import smooth

    path = tmp_path / "network.onnx"
    write_layer(path)
    exact = results(path, FEED)
    rough = quantised_error(path, FEED, exact)
    set_apart(path, [FEED])
    assert np.allclose(results(path, FEED), exact, rtol=1e-4, atol=1e-3)
    smooth(path, [FEED])
    assert np.allclose(results(path, FEED), exact, rtol=1e-4, atol=1e-3)
    assert quantised_error(path, FEED, exact) < 0.75 * rough
