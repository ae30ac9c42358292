"""What the nodes of a network are given while it reads training text."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper

from graph_builder.reading.encoding import Feed

Array = NDArray[np.float32]


def activations(
    model: onnx.ModelProto, names: Sequence[str], feeds: Sequence[Feed]
) -> Iterator[Mapping[str, Array]]:
    """For each feed, the named values inside of the network (each rows × channels)."""
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    for name in names:
        value = helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        probe.graph.output.append(value)
    session = onnxruntime.InferenceSession(
        probe.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    for feed in feeds:
        found = session.run(list(names), dict(feed))
        yield {
            name: values.reshape(-1, values.shape[-1])
            for name, values in zip(names, found, strict=True)
        }


def largest(
    model: onnx.ModelProto, names: Sequence[str], feeds: Sequence[Feed]
) -> Mapping[str, Array]:
    """The largest absolute value of each channel of the named activations."""
    reach: dict[str, Array] = {}
    for found in activations(model, names, feeds):
        for name, values in found.items():
            top = np.abs(values).max(axis=0)
            reach[name] = np.maximum(reach.get(name, top), top)
    return reach
