"""The losses of the layers of annotation; each is a mean over its annotated words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from graph_builder.reading.training.batches import IGNORED, Batch
from graph_builder.reading.training.network import JointNetwork

_OUT = -1e4
TAGS = ("upos", "xpos", "feats")
ROLES = ("bio", "role_heads", "sense")

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


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a network says of a batch.

    `words` holds scores by layer (windows × words × labels; of `arc`, heads with the root before
    them), `x` the words' vectors, `rooted` these with the root's, and `roles` the scores of each
    group of predicates: BIO roles, head roles, senses.
    """

    x: Tensor
    rooted: Tensor
    words: Mapping[str, Tensor]
    roles: Sequence[tuple[Tensor, Tensor, Tensor]]


def read(network: JointNetwork, batch: Batch, *, trees: bool = True) -> Outputs:
    """Read a batch; without `trees` arcs are left out where no predicate needs them."""
    given = batch.words
    x = network.words(given["ids"], given["shapes"], given["mask"], given["first"], given["last"])
    words = {name: getattr(network, name)(x) for name in TAGS}
    words["names"] = network.names(x)
    rooted = network.with_root(x)
    if not trees and not batch.frames:
        return Outputs(x, rooted, words, ())
    arcs = network.arcs(x, rooted).float()
    words["arc"] = arcs.masked_fill(~_same_sentence(given["sentence"]), _OUT)
    if not batch.frames:
        return Outputs(x, rooted, words, ())
    with torch.no_grad():  # roles are read off predicted trees, as at run time
        heads = words["arc"].argmax(-1)
        relations = network.relations(x, rooted, heads).argmax(-1)
    roles = [network.roles(x, heads, relations, group) for group in batch.frames]
    return Outputs(x, rooted, words, roles)


def losses(
    network: JointNetwork, batch: Batch, lesson: "Lesson | None" = None
) -> Mapping[str, Tensor]:
    """The weighted losses of a batch, by layer; layers that it doesn't annotate are left out.

    A `lesson` adds those against what other networks think, for every word and layer.
    """
    words = batch.words
    parsed = _annotated(words["head"])
    outputs = read(network, batch, trees=parsed or lesson is not None)
    found: dict[str, Tensor] = {}
    real = words["starts"] >= 0
    found["sent"] = functional.binary_cross_entropy_with_logits(
        network.sent(outputs.x).squeeze(-1)[real].float(), words["starts"][real].float()
    )
    for name in TAGS:
        if _annotated(words[name]):
            found[name] = _cross_entropy(outputs.words[name], words[name])
    if parsed:
        found["arc"] = _cross_entropy(outputs.words["arc"], words["head"])
        heads = words["head"].clamp(min=0)
        gold = network.relations(outputs.x, outputs.rooted, heads)
        found["rel"] = _cross_entropy(gold, words["rel"])
    known = words["names"].any(-1)
    if known.any():
        scores = outputs.words["names"][known].float().log_softmax(-1)
        found["names"] = -scores.masked_fill(~words["names"][known], _OUT).logsumexp(-1).mean()
    if _annotated(words["pred"]):
        marked = words["pred"] >= 0
        found["pred"] = functional.binary_cross_entropy_with_logits(
            network.predicates(outputs.x)[marked].float(), words["pred"][marked].float()
        )
    found |= _role_losses(batch, outputs)
    weighted = {name: WEIGHTS[name] * value for name, value in found.items()}
    if lesson is not None:
        for name, value in _lesson_losses(network, batch, outputs, lesson).items():
            weighted["taught " + name] = WEIGHTS[name] * lesson.share * value
    return weighted


def _role_losses(batch: Batch, outputs: Outputs) -> dict[str, Tensor]:
    found = {}
    for k, name in enumerate(ROLES):
        targets = [group[name].flatten() for group in batch.frames]
        if targets and _annotated(torch.cat(targets)):
            predicted = torch.cat([scores[k].flatten(0, -2) for scores in outputs.roles])
            found[name] = _cross_entropy(predicted, torch.cat(targets))
    return found


@dataclass(frozen=True, slots=True)
class Lesson:
    """Probabilities that a network is to come near to, and how much that weighs beside labels.

    `words` and `roles` are shaped as in `Outputs`, `rel` those of relations to `heads`.
    """

    words: Mapping[str, Tensor]
    heads: Tensor
    roles: Sequence[tuple[Tensor, Tensor]]
    share: float


def _lesson_losses(
    network: JointNetwork, batch: Batch, outputs: Outputs, lesson: Lesson
) -> Mapping[str, Tensor]:
    real = batch.words["starts"] >= 0
    scores = dict(outputs.words)
    scores["rel"] = network.relations(outputs.x, outputs.rooted, lesson.heads)
    found = {
        name: functional.cross_entropy(scores[name][real].float(), wanted[real].float())
        for name, wanted in lesson.words.items()
    }
    for k, name in enumerate(ROLES[:2]):
        rows = [group["bio"] != IGNORED for group in batch.frames]
        if rows:
            ours = [s[k][row] for s, row in zip(outputs.roles, rows, strict=True)]
            wanted = [t[k][row] for t, row in zip(lesson.roles, rows, strict=True)]
            found[name] = functional.cross_entropy(torch.cat(ours).float(), torch.cat(wanted))
    return found


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
