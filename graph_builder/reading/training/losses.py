"""The losses of the layers of annotation; each is a mean over its annotated words."""

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional

from graph_builder.reading.training.batches import IGNORED, Batch
from graph_builder.reading.training.network import JointNetwork

_OUT = -1e4

WEIGHTS = {
    "sent": 0.4,
    "upos": 0.8,
    "xpos": 0.5,
    "feats": 0.3,
    "arc": 1.0,
    "rel": 1.0,
    "names": 1.0,
    "pred": 2.0,
    "sense": 0.3,
    "bio": 1.5,
    "role_heads": 1.5,
}


def losses(network: JointNetwork, batch: Batch) -> Mapping[str, Tensor]:
    """The weighted losses of a batch, by layer; layers that it doesn't annotate are left out."""
    words = batch.words
    x = network.words(words["ids"], words["shapes"], words["mask"], words["first"], words["last"])
    found: dict[str, Tensor] = {}
    real = words["starts"] >= 0
    found["sent"] = functional.binary_cross_entropy_with_logits(
        network.sent(x).squeeze(-1)[real].float(), words["starts"][real].float()
    )
    for name in ("upos", "xpos", "feats"):
        if _annotated(words[name]):
            found[name] = _cross_entropy(getattr(network, name)(x), words[name])
    _tree_and_role_losses(network, batch, x, found)
    known = words["names"].any(-1)
    if known.any():
        scores = network.names(x)[known].float().log_softmax(-1)
        found["names"] = -scores.masked_fill(~words["names"][known], _OUT).logsumexp(-1).mean()
    if _annotated(words["pred"]):
        marked = words["pred"] >= 0
        found["pred"] = functional.binary_cross_entropy_with_logits(
            network.predicates(x)[marked].float(), words["pred"][marked].float()
        )
    return {name: WEIGHTS[name] * value for name, value in found.items()}


def _tree_and_role_losses(
    network: JointNetwork, batch: Batch, x: Tensor, found: dict[str, Tensor]
) -> None:
    words = batch.words
    parsed = _annotated(words["head"])
    if not parsed and not batch.frames:
        return
    rooted = network.with_root(x)
    scores = network.arcs(x, rooted).float()
    scores = scores.masked_fill(~_same_sentence(words["sentence"]), _OUT)
    if parsed:
        found["arc"] = _cross_entropy(scores, words["head"])
        gold = network.relations(x, rooted, words["head"].clamp(min=0))
        found["rel"] = _cross_entropy(gold, words["rel"])
    if not batch.frames:
        return
    with torch.no_grad():  # roles are read off predicted trees, as at run time
        heads = scores.argmax(-1)
        relations = network.relations(x, rooted, heads).argmax(-1)
    outputs = [network.roles(x, heads, relations, group) for group in batch.frames]
    for k, name in enumerate(("bio", "role_heads", "sense")):
        predicted = torch.cat([output[k].flatten(0, -2) for output in outputs])
        targets = torch.cat([group[name].flatten() for group in batch.frames])
        if _annotated(targets):
            found[name] = _cross_entropy(predicted, targets)


def _same_sentence(sentence: Tensor) -> Tensor:
    same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence >= 0)[:, None, :]
    return functional.pad(same, (1, 0), value=True)


def _annotated(targets: Tensor) -> bool:
    return bool((targets != IGNORED).any())


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    wanted = targets.flatten() != IGNORED
    return functional.cross_entropy(
        scores.flatten(0, -2)[wanted].float(), targets.flatten()[wanted]
    )
