"""A checkpoint → the files of a model directory: three ONNX networks, int8 or full precision.

Matrix products are quantised dynamically, per channel, with `reduce_range` (7 bits: exact on CPUs
without VNNI, too), the encoder's after its far-reaching channels are set apart and its activations
smoothed, and its weights are rounded with regard to them; the last products for names, predicates
and heads are left as they are. Word embeddings are int8 with a scale per row. The vocabulary is
trimmed to Latin script, punctuation and symbols.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from graph_builder.reading.encoding import Feed, WindowEncoder
from graph_builder.reading.training.graphs import RelationGraph, RoleGraph, WordGraph
from graph_builder.reading.training.labels import Labels
from graph_builder.reading.training.network import WIDTH, network_of
from graph_builder.reading.training.outliers import APART, set_apart
from graph_builder.reading.training.products import LATER, ONNXRUNTIME
from graph_builder.reading.training.rounding import put_weights, rounded_weights
from graph_builder.reading.training.sentences import Document
from graph_builder.reading.training.smoothing import smooth
from graph_builder.reading.windows import windows
from graph_builder.reading.wordpiece import WordPieces

_SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
_OPSET = 17
_OPSET_OF_ATTENTION = 23  # its other nodes mean what they meant
_EXACT = ("ner2", "pred2", "aw")  # little work, and names and heads are decided by it
_SLOWER = "SkipLayerNormFusion"  # its kernel takes 7 times as long as the nodes that it replaces


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


_AXES = {
    "ids": {0: "pieces"},
    "shapes": {0: "pieces"},
    "first": {0: "words"},
    "last": {0: "words"},
    "bond": {0: "words"},
    "role": {0: "words"},
    "related": {0: "words"},
    "heads": {0: "words"},
    "rel": {0: "words"},
    "x": {0: "predicates"},
    "start": {0: "predicates"},
    "length": {0: "predicates"},
    "at": {0: "predicates"},
    "offsets": {0: "longest"},
    "senses": {0: "predicates", 1: "choices"},
}


def _examples(graph: nn.Module) -> tuple[Tensor, ...]:
    """Inputs that a graph is traced with; every axis is dynamic in the result."""
    numbers = torch.arange(8)
    if isinstance(graph, WordGraph):
        ids = torch.randint(5, 900, (12,))
        return ids, torch.ones_like(ids), numbers + 1, numbers + 2
    if isinstance(graph, RelationGraph):
        return torch.randn(8, 2 * graph.size), torch.zeros_like(numbers), torch.randn(8, 256)
    related, x, zeros = torch.randn(8, 256), torch.randn(3, WIDTH), torch.zeros_like(numbers)
    places = torch.tensor([0, 1, 1]), torch.tensor([3, 4, 4]), torch.tensor([1, 2, 3])
    return related, x, numbers, zeros, *places, numbers[:5], zeros[:6].view(3, 2)


def write_networks(
    checkpoint: Path, out: Path, *, quantise: bool, documents: Sequence[Document] = ()
) -> Labels:
    """Write `words.onnx`, `relations.onnx`, `roles.onnx` and `vocab.txt`; returns the labels.

    `documents` show which ranges activations have, for quantising.
    """
    content = torch.load(checkpoint, weights_only=True)
    network, labels = network_of(content)
    kept = trimmed(content["vocabulary"])
    network.enc.emb = embedding(network.enc.emb.weight[kept], quantise=quantise)
    out.mkdir(parents=True, exist_ok=True)
    vocabulary = "".join(content["vocabulary"][i] + "\n" for i in kept)
    (out / "vocab.txt").write_text(vocabulary, "utf-8")
    graphs: dict[str, nn.Module] = {
        "words": WordGraph(network),
        "relations": RelationGraph(network),
        "roles": RoleGraph(network, embedding(network.roles.sense[3].weight, quantise=quantise)),
    }
    for name, graph in graphs.items():
        with tempfile.TemporaryDirectory() as folder:
            plain, final = Path(folder) / f"{name}.onnx", Path(folder) / "final.onnx"
            _export(graph.eval(), _examples(graph), plain)
            if quantise and name == "words" and documents:
                shown = feeds(WordPieces(vocabulary.splitlines()), documents)
                set_apart(plain, shown)
                smooth(plain, shown)
                weights = rounded_weights(plain, shown)
                quantise_products(plain, final)
                put_weights(final, weights)
            elif quantise:
                quantise_products(plain, final)
            else:
                plain.rename(final)
            optimise(final, out / f"{name}.onnx")
    return labels


def embedding(rows: Tensor, *, quantise: bool) -> nn.Module:
    """Rows to look up, int8 or in full precision."""
    rows = rows.detach()
    return QuantisedEmbedding(rows) if quantise else nn.Embedding.from_pretrained(rows)


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
        custom_opsets={ONNXRUNTIME: 1, LATER: 1},
        autograd_inlining=False,  # what has a node of its own is not looked into
    )
    _settle_domains(path)


def _settle_domains(path: Path) -> None:
    """Make the nodes that torch doesn't know ONNX's own."""
    model = onnx.load(path)
    later = [node for node in model.graph.node if node.domain == LATER]
    for node in later:
        node.domain = ""
    if later:
        versions = ("", _OPSET_OF_ATTENTION), (ONNXRUNTIME, 1)
        del model.opset_import[:]
        model.opset_import.extend(onnx.helper.make_opsetid(*version) for version in versions)
        onnx.save(model, path)


def feeds(pieces: WordPieces, documents: Sequence[Document]) -> list[Feed]:
    """The windows of documents as the encoder reads them."""
    encoder = WindowEncoder(pieces)
    found = []
    for document in documents:
        words = [word for sentence in document for word in sentence.words]
        starts = [i == 0 for sentence in document for i in range(len(sentence.words))]
        found += [encoder.feed(words[start:end]) for start, end in windows(words, starts)]
    return found


def optimise(source: Path, target: Path) -> None:
    """Fuse a network's nodes now, so that loading needn't: it then takes half the time.

    Nothing is done that suits this processor alone.
    """
    options = onnxruntime.SessionOptions()
    level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.graph_optimization_level = level
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(
        source, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER]
    )


def quantise_products(source: Path, target: Path) -> None:
    """Matrix products by constants in int8, the rest as it is."""
    nodes = onnx.load(source).graph.node
    exact = [node.name for node in nodes if node.op_type == "Attention" and not node.domain]
    exact += [f"/{layer}/MatMul" for layer in _EXACT]
    exact += [node.name for node in nodes if node.name.endswith(APART)]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gemm", "Attention"],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=exact,
        extra_options={"MatMulConstBOnly": True},
    )
