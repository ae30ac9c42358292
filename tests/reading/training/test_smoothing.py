"""Smoothing changes nothing in full precision and mends quantised products with large channels."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.reading.training.products import quantised_error, results, write_network

pytest.importorskip("onnx", reason="onnx comes with the extra 'train'")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

RNG = np.random.default_rng(1)
WEIGHT = RNG.normal(size=(16, 8)).astype(np.float32)
ACTIVATIONS = RNG.normal(size=(10, 16)).astype(np.float32)
ACTIVATIONS[:, 3] *= 200
FEED: dict[str, Any] = {"x": ACTIVATIONS}


def write_layer(path: Path) -> None:
    """A product within a layer."""
    from onnx import helper

    nodes = [
        helper.make_node("Add", ["x", "zero"], ["a"]),
        helper.make_node("MatMul", ["a", "w"], ["y"], name="/layers.0/f1/MatMul"),
    ]
    write_network(path, nodes, {"w": WEIGHT, "zero": np.zeros(1, np.float32)})


def test_smoothing(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch comes with the extra 'train'")
    from graph_builder.reading.training.smoothing import smooth

    path = tmp_path / "network.onnx"
    write_layer(path)
    exact = results(path, FEED)
    rough = quantised_error(path, FEED, exact)
    smooth(path, [FEED])
    assert np.allclose(results(path, FEED), exact, rtol=1e-4, atol=1e-3)
    assert quantised_error(path, FEED, exact) < rough / 2
