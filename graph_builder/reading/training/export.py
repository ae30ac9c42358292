"""A checkpoint → the files of a model directory: three ONNX networks, int8 or full precision.

Matrix products are quantised dynamically, per channel, with `reduce_range` (7 bits: exact on CPUs
without VNNI, too), after the encoder's activations are smoothed; word embeddings are int8 with a
scale per row. The vocabulary is trimmed to Latin script, punctuation and symbols.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from graph_builder.reading.encoding import Feed, WindowEncoder
from graph_builder.reading.training.labels import Labels
from graph_builder.reading.training.network import Encoder, JointNetwork
from graph_builder.reading.training.sentences import Document
from graph_builder.reading.training.smoothing import smooth
from graph_builder.reading.windows import windows
from graph_builder.reading.wordpiece import WordPieces

_SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
_NEGATIVE = -1e4
_OPSET = 17


def trimmed(vocabulary: Sequence[str]) -> list[int]:
    """Indices of the pieces to keep."""

    def kept(piece: str) -> bool:
        if piece in _SPECIAL:
            return True
        if piece.startswith("[") and len(piece) > 1:
            return False
        text = piece.removeprefix("##")
        return all(ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x2122 for c in text)

    return [i for i, piece in enumerate(vocabulary) if kept(piece)]


class QuantisedEmbedding(nn.Module):
    """Rows of int8 with a scale each; stands in for an `nn.Embedding`."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        rows: Tensor = self.rows[ids]
        scale: Tensor = self.scale[ids]
        return rows.float() * scale


class WordGraph(nn.Module):
    """The encoder and the heads that need no tree; what `words.onnx` computes."""

    inputs = ("ids", "shapes", "mask", "first", "last", "word_mask", "starts")
    outputs = ("sent", "upos", "xpos", "feats", "ner", "pred", "arc", "x")

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, *feed: Tensor) -> tuple[Tensor, ...]:
        """`starts` is 1 or 0 where sentence starts are known, -1 where they are predicted."""
        ids, shapes, mask, first, last, word_mask, starts = feed
        network = self.network
        x = network.words(ids, shapes, mask, first, last)
        sent = network.sent(x).squeeze(-1)
        begins = torch.where(starts >= 0, starts, (sent > 0).float())
        sentence = torch.cumsum(begins, 1)
        same = (sentence[:, :, None] == sentence[:, None, :]).float() * word_mask[:, None, :]
        same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        arcs = network.arcs(x, network.with_root(x)) + (1 - same) * _NEGATIVE
        return (
            sent,
            network.upos(x).argmax(-1),
            network.xpos(x).argmax(-1),
            network.feats(x).argmax(-1),
            network.names(x).log_softmax(-1),
            network.predicates(x).sigmoid(),
            arcs,
            x,
        )


class RelationGraph(nn.Module):
    """Relation labels for decoded heads; what `relations.onnx` computes."""

    inputs = ("x", "heads")
    outputs = ("rel",)

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor, heads: Tensor) -> tuple[Tensor]:
        scores = self.network.relations(x, self.network.with_root(x), heads)
        return (scores.argmax(-1),)


class RoleGraph(nn.Module):
    """Arguments and senses of given predicates; what `roles.onnx` computes."""

    inputs = ("x", "heads", "rel", "row", "start", "length", "at", "offsets")
    outputs = ("bio", "head", "sense")

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(self, *feed: Tensor) -> tuple[Tensor, ...]:
        x, heads, rel, *places = feed
        where = dict(zip(self.inputs[3:], places, strict=True))
        bio, head, sense = self.roles(x, heads, rel, where)
        return bio.log_softmax(-1), head.log_softmax(-1), sense


_PIECES = {0: "rows", 1: "pieces"}
_WORDS = {0: "rows", 1: "words"}
_PREDICATES = {0: "predicates"}
_AXES = {
    "ids": _PIECES,
    "shapes": _PIECES,
    "mask": _PIECES,
    "first": _WORDS,
    "last": _WORDS,
    "word_mask": _WORDS,
    "starts": _WORDS,
    "x": _WORDS,
    "heads": _WORDS,
    "rel": _WORDS,
    "row": _PREDICATES,
    "start": _PREDICATES,
    "length": _PREDICATES,
    "at": _PREDICATES,
    "offsets": {0: "longest"},
}


def _examples(name: str) -> tuple[Tensor, ...]:
    """Inputs that a graph is traced with; every axis is dynamic in the result."""
    rows, pieces, words = 2, 12, 8
    at = torch.arange(words)[None].repeat(rows, 1)
    x, heads = torch.randn(rows, words, 384), torch.zeros(rows, words, dtype=torch.int64)
    if name == "words":
        ids = torch.randint(5, 900, (rows, pieces))
        ones = torch.ones_like(ids)
        mask = torch.ones(rows, words)
        return ids, ones, ones, at + 1, at + 2, mask, torch.full((rows, words), -1.0)
    if name == "relations":
        return x, heads
    three = torch.tensor([0, 1, 1])
    return x, heads, heads, three, three, three + 3, three + 1, torch.arange(5)


def write_networks(
    checkpoint: Path, out: Path, *, quantise: bool, documents: Sequence[Document] = ()
) -> Labels:
    """Write `words.onnx`, `relations.onnx`, `roles.onnx` and `vocab.txt`; returns the labels.

    `documents` show which ranges activations have, for quantising.
    """
    content = torch.load(checkpoint, weights_only=True)
    labels = Labels(**{name: tuple(values) for name, values in content["labels"].items()})
    network = build_network(content["state"], content["vocabulary"], labels)
    kept = trimmed(content["vocabulary"])
    rows = network.enc.emb.weight.detach()[kept]
    _replace_embedding(network.enc, rows, quantise=quantise)
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = "".join(content["vocabulary"][i] + "\n" for i in kept)
    (out / "vocab.txt").write_text(vocabulary, "utf-8")
    graphs: dict[str, nn.Module] = {
        "words": WordGraph(network),
        "relations": RelationGraph(network),
        "roles": RoleGraph(network),
    }
    for name, graph in graphs.items():
        with tempfile.TemporaryDirectory() as folder:
            plain, final = Path(folder) / f"{name}.onnx", Path(folder) / "final.onnx"
            _export(graph.eval(), _examples(name), plain)
            if quantise:
                if name == "words" and documents:
                    smooth(plain, _feeds(out / "vocab.txt", documents), "/enc/layers.", "mask")
                quantise_products(plain, final)
            else:
                plain.rename(final)
            optimise(final, out / f"{name}.onnx")
    return labels


def build_network(
    state: Mapping[str, Tensor], vocabulary: Sequence[str], labels: Labels
) -> JointNetwork:
    """The network of a checkpoint, in evaluation mode."""
    sizes = {name: len(values) for name, values in labels.to_json().items()}
    network = JointNetwork(len(vocabulary), sizes)
    network.load_state_dict(dict(state))
    return network.eval()


def _replace_embedding(encoder: Encoder, rows: Tensor, *, quantise: bool) -> None:
    quantised = QuantisedEmbedding(rows)
    encoder.emb = quantised if quantise else nn.Embedding.from_pretrained(rows)


def _export(graph: nn.Module, examples: tuple[Tensor, ...], path: Path) -> None:
    inputs, outputs = list(graph.inputs), list(graph.outputs)
    torch.onnx.export(
        graph,
        examples,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: _AXES[name] for name in inputs},
        opset_version=_OPSET,
        dynamo=False,
    )


def _feeds(vocabulary: Path, documents: Sequence[Document]) -> list[Feed]:
    encoder = WindowEncoder(WordPieces(vocabulary.read_text("utf-8").splitlines()))
    feeds = []
    for document in documents:
        words = [word for sentence in document for word in sentence.words]
        starts = [i == 0 for sentence in document for i in range(len(sentence.words))]
        known = np.array(starts, np.float32)
        feeds += [encoder.feed(words, [span], known) for span in windows(words, starts)]
    return feeds


def optimise(source: Path, target: Path) -> None:
    """Fuse a network's nodes now, so that loading needn't: it then takes half the time.

    Nothing is done that suits this processor alone.
    """
    options = onnxruntime.SessionOptions()
    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.graph_optimization_level = level
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def quantise_products(source: Path, target: Path) -> None:
    """Matrix products by constants in int8, the rest as it is."""
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gemm"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )
