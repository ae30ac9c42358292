"""Matrix products and attention as the exported networks have them, ready to be quantised."""

from typing import Any

import torch
from torch import Tensor, nn

from graph_builder.reading.training.network import NEGATIVE

ONNXRUNTIME = "com.microsoft"
"""The domain of onnxruntime's own nodes."""

LATER = "later"
"""The domain, until the export is done, of ONNX's nodes that came after torch's last version."""


class Product(nn.Module):
    """x W + b as a product and a sum, which become one node when they are quantised."""

    weight: Tensor
    bias: Tensor

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.register_buffer("weight", weight.detach().clone())
        self.register_buffer("bias", bias.detach().clone())

    @classmethod
    def of(cls, *layers: nn.Linear) -> "Product":
        """Linear layers that read the same input, their results side by side."""
        weight = torch.cat([layer.weight.T for layer in layers], 1)
        return cls(weight, torch.cat([layer.bias for layer in layers]))

    def forward(self, x: Tensor) -> Tensor:
        """Rows × inputs → rows × outputs."""
        return x @ self.weight + self.bias


class Attention(nn.Module):
    """Multi-head attention over one sequence: ONNX's node `Attention`.

    Its products are in full precision, that of queries, keys and values is not part of it.
    """

    def __init__(self, qkv: Product, heads: int) -> None:
        super().__init__()
        width = self.width = qkv.weight.shape[0]
        factors = torch.ones_like(qkv.bias)
        factors[:width] = (width // heads) ** -0.5
        self.qkv, self.heads = Product(qkv.weight * factors, qkv.bias * factors), heads

    def forward(self, x: Tensor) -> Tensor:
        """Words × width."""
        q, k, v = self.qkv(x)[None].split(self.width, -1)
        result: Tensor = _Attend.apply(q, k, v, self.heads)
        return result.reshape(-1, self.width)


class PaddedAttention(nn.Module):
    """Multi-head attention over sequences, with its product of queries, keys and values: one node
    of onnxruntime, `Attention`, or `QAttention` when it is quantised.
    """

    def __init__(self, qkv: Product, heads: int) -> None:
        super().__init__()
        self.qkv, self.heads = qkv, heads

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Sequences × words × width; `lengths` are the sequences' (int32)."""
        result: Tensor = _AttendPadded.apply(self.heads, x, self.qkv.weight, self.qkv.bias, lengths)
        return result


class _Attend(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        del ctx
        return _attention(q, k, v, heads)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """The node; torch knows none of this name, so its domain is set right afterwards."""
        sizes = {"q_num_heads_i": heads, "kv_num_heads_i": heads}
        return g.op(f"{LATER}::Attention", q, k, v, scale_f=1.0, **sizes)


class _AttendPadded(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, heads: int, *inputs: Tensor) -> Tensor:
        del ctx
        x, weight, bias, lengths = inputs
        q, k, v = (x @ weight + bias).chunk(3, -1)
        padding = torch.arange(x.shape[1]) >= lengths[:, None]
        scale = (x.shape[2] // heads) ** -0.5
        return _attention(q * scale, k, v, heads, padding[:, None, None] * NEGATIVE)

    @staticmethod
    def symbolic(g: Any, heads: int, *inputs: Any) -> Any:
        """The node."""
        return g.op(f"{ONNXRUNTIME}::Attention", *inputs, num_heads_i=heads)


def _attention(q: Tensor, k: Tensor, v: Tensor, heads: int, bias: Tensor | float = 0.0) -> Tensor:
    rows, words, width = q.shape
    parts = (part.view(rows, words, heads, width // heads).transpose(1, 2) for part in (q, k, v))
    queries, keys, values = parts
    weights = (queries @ keys.transpose(2, 3) + bias).softmax(-1)
    return (weights @ values).transpose(1, 2).reshape(rows, words, width)
