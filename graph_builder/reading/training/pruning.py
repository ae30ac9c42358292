"""Makes a network smaller, so that it reads faster: fewer neurons, fewer layers for roles.

Much of what a neuron adds can be said by others. One after the other, the neuron goes whose loss
changes its layer's output least on training text, and the weights of those that stay make up for
it (the optimal brain surgeon of Hassibi & Stork 1993, with whole rows of weights). Layers are
thinned from below, each seeing what the thinned ones beneath it give. Of the layers that find
roles the upper ones are cut off.
"""

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from graph_builder.reading.encoding import Feed
from graph_builder.reading.training.export import feeds
from graph_builder.reading.training.network import Encoder, EncoderLayer, network_of
from graph_builder.reading.training.sentences import treebank
from graph_builder.reading.wordpiece import WordPieces

log = logging.getLogger(__name__)

_DAMPING = 1e-4  # of the mean square of neurons, added to each one's
_EVERY = 6  # the training documents that show what neurons do


def thin(encoder: Encoder, windows: Sequence[Feed], inner: int) -> None:
    """Leave `inner` neurons in each feed-forward layer, in place; `windows` show what they do."""
    with torch.no_grad():
        _thin(encoder, [_embedded(encoder, window) for window in windows], inner)


def _thin(encoder: Encoder, states: list[Tensor], inner: int) -> None:
    unmasked = torch.zeros(1)
    for k, layer in enumerate(encoder.layers):
        assert isinstance(layer, EncoderLayer)
        products = torch.zeros(layer.f2.in_features, layer.f2.in_features, dtype=torch.float64)

        def collect(_: nn.Module, inputs: tuple[Tensor], total: Tensor = products) -> None:
            rows = inputs[0].flatten(0, -2).double()
            total += rows.T @ rows

        handle = layer.f2.register_forward_pre_hook(collect)
        for state in states:
            layer(state, unmasked)
        handle.remove()
        before = layer.f2.weight.double().T
        kept, weight = surgeon(products, before, inner)
        lost = _squares(weight - before, products) / _squares(before, products)
        log.info("layer %d: %.4f of its output's squares lost", k, lost)
        _cut(layer, kept, weight)
        states = [layer(state, unmasked) for state in states]


def surgeon(products: Tensor, weight: Tensor, keep: int) -> tuple[Tensor, Tensor]:
    """Which `keep` rows of `weight` stay (a mask), and all rows, those that go being zero.

    `products` is XᵀX of the inputs X (samples × rows) that `weight` (rows × columns) is multiplied
    with; X times the result is as near to X times `weight` as greedy choice brings it.
    """
    damping = _DAMPING * products.diagonal().mean()
    inverse = torch.linalg.inv(products + damping * torch.eye(len(products), dtype=products.dtype))
    weight = weight.clone()
    kept = torch.ones(len(weight), dtype=torch.bool)
    for _ in range(len(weight) - keep):
        curvature = inverse.diagonal()
        losses = (weight.square().sum(1) / curvature).masked_fill(~kept, torch.inf)
        gone = int(losses.argmin())
        column = inverse[:, gone] / curvature[gone]
        weight -= torch.outer(column, weight[gone])
        inverse -= torch.outer(column, inverse[gone])
        kept[gone] = False
        weight[gone] = 0
        inverse[gone, :] = inverse[:, gone] = 0
        inverse[gone, gone] = 1
    return kept, weight


def _squares(weight: Tensor, products: Tensor) -> float:
    """The sum of the squares of X times `weight`."""
    return float((weight * (products @ weight)).sum())


def _embedded(encoder: Encoder, window: Feed) -> Tensor:
    ids, shapes = (torch.tensor(window[name]) for name in ("ids", "shapes"))
    total = encoder.emb(ids) + encoder.pos.weight[: len(ids)] + encoder.shape(shapes)
    embedded: Tensor = encoder.ln(total)[None]
    return embedded


def _cut(layer: EncoderLayer, kept: Tensor, weight: Tensor) -> None:
    width, inner = layer.f1.in_features, int(kept.sum())
    f1, f2 = nn.Linear(width, inner), nn.Linear(inner, width)
    f1.load_state_dict({"weight": layer.f1.weight[kept], "bias": layer.f1.bias[kept]})
    f2.load_state_dict({"weight": weight[kept].T.float(), "bias": layer.f2.bias})
    layer.f1, layer.f2 = f1, f2


def main() -> None:
    """Make the network of a checkpoint smaller; train on with `chancery-train --init`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("corpora", type=Path, help="folder of the converted corpora")
    parser.add_argument("out", type=Path, help="the new checkpoint")
    parser.add_argument("--inner", type=int, default=1024, help="neurons that stay in each layer")
    parser.add_argument("--role-layers", type=int, default=1, help="layers that stay for roles")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    content = torch.load(arguments.checkpoint, weights_only=True)
    network, _ = network_of(content)
    documents = [
        document
        for name in ("ud_ewt_train", "ud_gum_train")
        for document in treebank(arguments.corpora / f"{name}.jsonl.xz", name)[::_EVERY]
    ]
    shown = feeds(WordPieces(content["vocabulary"]), documents)
    thin(network.enc, shown, arguments.inner)
    network.roles.layers = network.roles.layers[: arguments.role_layers]
    torch.save({**content, "state": network.state_dict()}, arguments.out)


if __name__ == "__main__":
    main()
