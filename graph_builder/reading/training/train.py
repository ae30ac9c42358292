"""The training loop: MiniLM's weights and annotated sentences in, a checkpoint out."""

import json
import logging
import random
import struct
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from graph_builder.reading.training.batches import Batch, Batcher
from graph_builder.reading.training.config import TrainingConfig
from graph_builder.reading.training.data import Stream, TrainingData, load_data
from graph_builder.reading.training.distillation import Teachers
from graph_builder.reading.training.labels import Labels, collect_labels
from graph_builder.reading.training.losses import losses
from graph_builder.reading.training.network import Encoder, JointNetwork, network_of
from graph_builder.reading.training.parallel import average_weights
from graph_builder.reading.wordpiece import WordPieces

log = logging.getLogger(__name__)

_MINILM_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "ln1": "attention.output.LayerNorm",
    "f1": "intermediate.dense",
    "f2": "output.dense",
    "ln2": "output.LayerNorm",
}


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Fill an encoder from MiniLM's `model.safetensors`."""
    data = path.read_bytes()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])

    def tensor(name: str) -> Tensor:
        begin, end = (8 + size + offset for offset in header[name]["data_offsets"])
        values = np.frombuffer(data[begin:end], np.float32).reshape(header[name]["shape"])
        return torch.from_numpy(values.copy())

    state = {
        "emb.weight": tensor("embeddings.word_embeddings.weight"),
        "pos.weight": tensor("embeddings.position_embeddings.weight")
        + tensor("embeddings.token_type_embeddings.weight")[0],
        "ln.weight": tensor("embeddings.LayerNorm.weight"),
        "ln.bias": tensor("embeddings.LayerNorm.bias"),
    }
    for k in range(len(encoder.layers)):
        for ours, theirs in _MINILM_NAMES.items():
            for part in ("weight", "bias"):
                name = f"encoder.layer.{k}.{theirs}.{part}"
                state[f"layers.{k}.{ours}.{part}"] = tensor(name)
    encoder.load_state_dict(state, strict=False)


def parameter_groups(network: JointNetwork, config: TrainingConfig) -> list[dict[str, Any]]:
    """Parameters with their peak rates: lower layers of the encoder learn more slowly.

    Word embeddings are frozen: words that training doesn't see stay comparable to those it does.
    """
    network.enc.emb.weight.requires_grad_(False)
    layers = len(network.enc.layers)
    groups: dict[float, list[nn.Parameter]] = defaultdict(list)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("enc.layers."):
            depth = layers - 1 - int(name.split(".")[2])
            rate = config.encoder_rate * config.layer_decay**depth
        elif name.startswith(("enc.pos", "enc.ln")):
            rate = config.encoder_rate * config.layer_decay**layers
        else:
            rate = config.head_rate
        groups[rate].append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in groups.items()]


class WeightAverage:
    """An exponential moving average of the weights; early on it forgets faster."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self._decay = decay
        self._live = [p for p in network.parameters() if p.requires_grad]
        self._names = [n for n, p in network.named_parameters() if p.requires_grad]
        self._mean = [p.detach().clone() for p in self._live]
        self._updates = 0

    def update(self) -> None:
        """Take the present weights in."""
        self._updates += 1
        decay = min(self._decay, (1 + self._updates) / (10 + self._updates))
        with torch.no_grad():
            torch._foreach_lerp_(self._mean, self._live, 1 - decay)

    def state(self, network: nn.Module) -> dict[str, Tensor]:
        """The network's state with averaged weights in place of the live ones."""
        means = dict(zip(self._names, self._mean, strict=True))
        return {name: means.get(name, value) for name, value in network.state_dict().items()}


class Training:
    """One run: its data, network and optimiser.

    Of several processes, each (`rank` 0 …) draws batches of its own; the first one writes.
    """

    def __init__(
        self,
        config: TrainingConfig,
        data: TrainingData,
        vocabulary: list[str],
        labels: Labels,
        rank: int = 0,
    ) -> None:
        torch.manual_seed(config.seed)
        self.config = config
        self.labels = labels
        self.vocabulary = vocabulary
        sizes = {name: len(values) for name, values in labels.to_json().items()}
        self.network = JointNetwork(len(vocabulary), sizes)
        self._rng = random.Random(config.seed)  # all processes work on one group at a time
        self._rank = rank
        batcher = Batcher(WordPieces(vocabulary), labels)
        groups = {"trees": data.trees, "names": data.names, "frames": data.frames}
        self._shares = {name: float(getattr(config, name)) for name in groups}
        self._streams = {
            name: Stream(documents, batcher, config, config.seed + k + len(groups) * rank)
            for k, (name, documents) in enumerate(groups.items())
        }

    def run(self, out: Path, device: str = "cpu", checkpoints: Sequence[Path] = ()) -> None:
        """Train for the configured steps; checkpoints go to `out`.

        The networks of other `checkpoints` are learnt from beside the labels.
        """
        config = self.config
        network = self.network.to(device)
        groups = parameter_groups(network, config)
        optimiser = torch.optim.AdamW(
            groups, weight_decay=config.weight_decay, betas=(0.9, 0.98), fused=True
        )
        peaks = [group["lr"] for group in optimiser.param_groups]
        average = WeightAverage(network, config.average)
        parameters = [p for group in groups for p in group["params"]]
        teachers = Teachers(checkpoints, self.labels, device) if checkpoints else None
        network.train()
        torch.manual_seed(config.seed + self._rank)
        seen: dict[str, list[float]] = defaultdict(list)
        began = time.monotonic()
        pieces = 0
        for step in range(1, config.steps + 1):
            scale = _schedule(step / config.steps, config.warmup)
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * scale
            batch = self._next_batch().to(device)
            with torch.autocast(device, dtype=torch.bfloat16):
                lesson = teachers.lesson(batch, config.taught) if teachers else None
                found = losses(network, self._hide_pieces(batch), lesson)
            optimiser.zero_grad()
            torch.stack(list(found.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(parameters, config.clip)
            optimiser.step()
            if step % config.exchange == 0 or step == config.steps:
                average_weights(parameters)
            average.update()
            pieces += int(batch.words["mask"].sum())
            for name, value in found.items():
                seen[name].append(float(value.detach()))
            if self._rank == 0 and step % config.log_every == 0:
                means = {n: round(sum(v[-100:]) / len(v[-100:]), 3) for n, v in seen.items()}
                rate = pieces / (time.monotonic() - began)
                log.info("step %d of %d, %.0f pieces/s, losses %s", step, config.steps, rate, means)
            if self._rank == 0 and (step % config.save_every == 0 or step == config.steps):
                self.save(out / "checkpoint.pt", average.state(network), step)

    def _next_batch(self) -> Batch:
        names, shares = list(self._shares), list(self._shares.values())
        return self._streams[self._rng.choices(names, shares)[0]].next()

    def _hide_pieces(self, batch: Batch) -> Batch:
        """Put [MASK] in the place of some pieces: words must be read from their context, too."""
        ids = batch.words["ids"]
        plain = ids > self.vocabulary.index("[MASK]")
        hidden = plain & (torch.rand(ids.shape, device=ids.device) < self.config.masked)
        masked = ids.masked_fill(hidden, self.vocabulary.index("[MASK]"))
        return Batch({**batch.words, "ids": masked}, batch.frames)

    def save(self, path: Path, state: dict[str, Tensor], step: int) -> None:
        """Write a checkpoint that `graph_builder.reading.training.export` reads."""
        content = {
            "state": {name: value.detach().cpu() for name, value in state.items()},
            "labels": self.labels.to_json(),
            "vocabulary": self.vocabulary,
            "step": step,
        }
        partial = path.with_suffix(".part")
        torch.save(content, partial)
        partial.replace(path)


def _schedule(done: float, warmup: float) -> float:
    """Linear up over `warmup`, then linear down to 1 % of the peak."""
    if done < warmup:
        return done / warmup
    return max(0.01, (1 - done) / (1 - warmup))


def start(
    config: TrainingConfig,
    corpora: Path,
    minilm: Path,
    initial: Path | None = None,
    rank: int = 0,
) -> Training:
    """Prepare a run from MiniLM's folder, or continue from a checkpoint's weights and labels."""
    data = load_data(corpora, config)
    vocabulary = (minilm / "vocab.txt").read_text("utf-8").splitlines()
    if initial is None:
        labels = collect_labels(data.sentences(), data.polysemous)
        training = Training(config, data, vocabulary, labels, rank)
        load_minilm(training.network.enc, minilm / "model.safetensors")
        return training
    content = torch.load(initial, weights_only=True)
    network, labels = network_of(content)
    training = Training(config, data, content["vocabulary"], labels, rank)
    training.network = network
    log.info("continuing from %s, step %d", initial, content["step"])
    return training
