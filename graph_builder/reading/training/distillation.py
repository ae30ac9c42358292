"""What trained networks think of a batch, for another one to learn from.

Networks of different runs err differently, so that the mean of their probabilities is better than
each; it says more than a label does, and of every word, where a corpus annotates one layer alone
(Hinton et al. 2015, arXiv:1503.02531; for parsers Kuncoro et al. 2016, arXiv:1609.07561).
"""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from graph_builder.errors import SettingsError
from graph_builder.reading.training.batches import Batch
from graph_builder.reading.training.labels import Labels
from graph_builder.reading.training.losses import TAGS, Lesson, read
from graph_builder.reading.training.network import network_of


class Teachers:
    """Trained networks, which stay as they are."""

    def __init__(self, checkpoints: Sequence[Path], labels: Labels, device: str = "cpu") -> None:
        """Raises `SettingsError` if a checkpoint has other labels than the network that learns."""
        self._networks = []
        for path in checkpoints:
            network, known = network_of(torch.load(path, weights_only=True))
            if known != labels:
                message = f"{path} has other labels: only networks of the same labels can teach"
                raise SettingsError(message)
            self._networks.append(network.to(device))

    def lesson(self, batch: Batch, share: float) -> Lesson:
        """The means of the networks' probabilities; `share` is the weight of learning from them."""
        with torch.no_grad():
            outputs = [read(network, batch) for network in self._networks]
            words = {
                name: _mean([output.words[name] for output in outputs])
                for name in (*TAGS, "names", "arc")
            }
            heads = words["arc"].argmax(-1)
            pairs = zip(self._networks, outputs, strict=True)
            words["rel"] = _mean([n.relations(o.x, o.rooted, heads) for n, o in pairs])
            roles = [
                (_mean([scores[0] for scores in group]), _mean([scores[1] for scores in group]))
                for group in zip(*(output.roles for output in outputs), strict=True)
            ]
        return Lesson(words, heads, roles, share)


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([part.float().softmax(-1) for part in scores]).mean(0)
