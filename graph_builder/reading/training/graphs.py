"""What the exported networks compute: the joint network of a checkpoint, laid out for speed.

Nothing is padded but the sentences of predicates: `words.onnx` reads the pieces of one window,
`relations.onnx` any words in turn. Products that read the same input are one; constants are folded
where that leaves the result as it is.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from graph_builder.reading.networks import INTERFACES
from graph_builder.reading.training.network import (
    EncoderLayer,
    JointNetwork,
    RoleLayer,
    distances,
    syntax_kinds,
)
from graph_builder.reading.training.products import Attention, PaddedAttention, Product


class WordLayer(nn.Module):
    """An `EncoderLayer` over one window."""

    def __init__(self, layer: EncoderLayer) -> None:
        super().__init__()
        self.attention = Attention(Product.of(layer.q, layer.k, layer.v), layer.heads)
        self.o, self.f1, self.f2 = (Product.of(part) for part in (layer.o, layer.f1, layer.f2))
        self.ln1, self.ln2 = layer.ln1, layer.ln2

    def forward(self, x: Tensor) -> Tensor:
        """Pieces × width."""
        x = self.ln1(x + self.o(self.attention(x)))
        out: Tensor = self.ln2(x + self.f2(functional.gelu(self.f1(x))))
        return out


class WordGraph(nn.Module):
    """The encoder, the heads that need no tree, and what the other networks start from."""

    inputs, outputs = INTERFACES["words"]

    root: Tensor

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.encoder = network.enc
        self.layers = nn.ModuleList(map(WordLayer, network.enc.layers))
        self.mix = network.enc.mix.detach().softmax(0).tolist()
        self.proj, self.ln = Product.of(network.proj), network.ln
        tops = (
            network.sent,
            network.upos,
            network.xpos,
            network.feats,
            network.ner1,
            network.pred1,
            network.ad,
            network.ah,
            network.rd,
            network.rh,
            network.roles.word,
        )
        self.sizes = [layer.out_features for layer in tops]
        self.sizes[8:10] = [sum(self.sizes[8:10])]
        self.tops = Product.of(*tops)
        self.ner2, self.pred2 = Product.of(network.ner2), Product.of(network.pred2)
        scale = network.aw.in_features**-0.5
        self.aw = Product(network.aw.weight.T * scale, network.ab.weight[0])
        self.register_buffer("root", functional.relu(network.ah(network.root)).detach()[None])

    def forward(
        self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        """Of one window: ids of its pieces, their shapes, each word's first and last piece."""
        encoder = self.encoder
        positions = encoder.pos.weight[: ids.shape[0]]
        x = encoder.ln(encoder.emb(ids) + positions + encoder.shape(shapes))
        mixed = self.mix[0] * x
        for layer, share in zip(self.layers, self.mix[1:], strict=True):
            x = layer(x)
            mixed = mixed + share * x
        x = self.ln(self.proj(torch.cat([mixed[first], mixed[last]], -1)))
        sent, upos, xpos, feats, ner, pred, ad, ah, bond, role = self.tops(x).split(self.sizes, -1)
        heads = torch.cat([self.root, functional.relu(ah)])
        return (
            sent.reshape(-1),
            upos.argmax(-1),
            xpos.argmax(-1),
            feats.argmax(-1),
            self.ner2(functional.relu(ner)),
            self.pred2(functional.relu(pred)).reshape(-1).sigmoid(),
            self.aw(functional.relu(ad)) @ heads.T,
            x,
            functional.relu(bond),
            role,
        )


class RelationGraph(nn.Module):
    """Relation labels for decoded heads, and words with these as `RoleGraph` reads them."""

    inputs, outputs = INTERFACES["relations"]

    root: Tensor

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        weight = network.rw.detach()  # labels × (dependent and 1) × (head and 1)
        self.labels, size, _ = weight.shape
        self.size = size - 1
        by_head = weight[:, :, :-1].permute(1, 0, 2).reshape(size, -1)
        self.products = Product(by_head[:-1], by_head[-1])
        self.sums = Product(weight[:, :-1, -1].T, weight[:, -1, -1])
        self.register_buffer("root", functional.relu(network.rh(network.root)).detach()[None])
        self.relation = network.roles.relation

    def forward(self, bond: Tensor, heads: Tensor, role: Tensor) -> tuple[Tensor, ...]:
        """`heads` are 0 for the root, else row + 1."""
        dependent, head = bond.split(self.size, -1)
        head = torch.cat([self.root, head])[heads]
        products = self.products(dependent).reshape(-1, self.labels, self.size) @ head[:, :, None]
        rel = (products.squeeze(-1) + self.sums(dependent)).argmax(-1)
        return rel, role + self.relation(rel)


class SentenceLayer(nn.Module):
    """A `RoleLayer` over sentences, padded to one length."""

    def __init__(self, layer: RoleLayer) -> None:
        super().__init__()
        self.attention = PaddedAttention(Product.of(layer.qkv), layer.heads)
        self.o, self.f1, self.f2 = (Product.of(part) for part in (layer.o, layer.f1, layer.f2))
        self.n1, self.n2 = layer.n1, layer.n2

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Sentences × words × width."""
        x = x + self.o(self.attention(self.n1(x), lengths))
        out: Tensor = x + self.f2(functional.gelu(self.f1(self.n2(x))))
        return out


class RoleGraph(nn.Module):
    """Arguments and senses of given predicates."""

    inputs, outputs = INTERFACES["roles"]

    table: Tensor

    def __init__(self, network: JointNetwork, senses: nn.Module) -> None:
        super().__init__()
        roles = network.roles
        self.predicate = Product.of(roles.predicate)
        kinds = roles.syntax.weight
        table = roles.distance.weight[:, None] + kinds[None]
        self.kinds = len(kinds)
        self.register_buffer("table", table.detach().reshape(-1, table.shape[-1]))
        self.relation = roles.relation
        self.layers = nn.ModuleList([SentenceLayer(layer) for layer in roles.layers])
        self.ln = roles.ln
        labels = roles.bio.out_features  # O, B-a, I-a, B-b, I-b, …
        self.sizes = [1, labels // 2, labels // 2]
        self.bio = [0, *range(1, labels, 2), *range(2, labels, 2)]
        self.labels = Product.of(columns(roles.bio, self.bio), roles.head)
        self.hidden = Product.of(roles.sense[0])
        self.senses = senses
        self.sense_bias = nn.Embedding.from_pretrained(roles.sense[3].bias.detach()[:, None])

    def forward(self, *feed: Tensor) -> tuple[Tensor, ...]:
        """`related`, `rel` and `heads` of all words; `x`, `start`, `length` and `at` of predicates;
        `offsets` 0 … longest - 1; `senses` the rolesets to score for each predicate.
        """
        related, x, heads, rel, start, length, at, offsets, senses = feed
        own = (self.predicate(x) + self.relation(rel[at]))[:, None]
        last = (start + length - 1)[:, None]  # padding repeats it
        cells = torch.minimum(start[:, None] + offsets[None, :], last)
        at = at[:, None]
        ties = distances(cells, at) * self.kinds + syntax_kinds(heads, at, cells)
        z = related[cells] + self.table[ties] + own
        lengths = length.to(torch.int32)
        for layer in self.layers:
            z = layer(z, lengths)
        scores = self.labels(self.ln(z))
        bio, head = scores.split([len(self.bio), scores.shape[-1] - len(self.bio)], -1)
        outside, begin, inside = bio.softmax(-1).split(self.sizes, -1)
        hidden = functional.gelu(self.hidden(x))[:, :, None]
        sense = self.senses(senses) @ hidden + self.sense_bias(senses)
        return outside.squeeze(-1), begin, inside, head.softmax(-1), sense.squeeze(-1)


def columns(layer: nn.Linear, order: list[int]) -> nn.Linear:
    """A layer with its results in another order."""
    ordered = nn.Linear(layer.in_features, len(order))
    ordered.weight.data = layer.weight.detach()[order]
    ordered.bias.data = layer.bias.detach()[order]
    return ordered
