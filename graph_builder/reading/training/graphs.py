"""What the exported networks compute: the joint network of a checkpoint, laid out for speed.

Nothing is padded but the sentences of predicates: `words.onnx` reads the pieces of one window,
`relations.onnx` any words in turn. Products that read the same input are one; constants are folded
where that leaves the result as it is. Attention heads are cut out by one look-up each, which is
cheaper than reshaping and transposing.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from graph_builder.reading.training.network import (
    NEGATIVE,
    EncoderLayer,
    JointNetwork,
    RoleLayer,
    distances,
    syntax_kinds,
)

_POSITIONS = 512


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

    def scaled(self, columns: int, factor: float) -> "Product":
        """With the first columns multiplied."""
        factors = torch.ones_like(self.bias)
        factors[:columns] = factor
        return Product(self.weight * factors, self.bias * factors)

    def forward(self, x: Tensor) -> Tensor:
        """Rows × inputs → rows × outputs."""
        return x @ self.weight + self.bias


class Attention(nn.Module):
    """Multi-head attention within sequences of one length."""

    parts: Tensor
    numbers: Tensor

    def __init__(self, heads: int, size: int) -> None:
        super().__init__()
        self.heads, self.size = heads, size
        self.register_buffer("parts", torch.arange(3 * heads).view(3, 1, heads, 1))
        self.register_buffer("numbers", torch.arange(heads))

    def places(self, sequences: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Where heads lie among a product's rows of queries, keys and values (3 × sequences ×
        heads × words), and where their results belong (cells × heads).

        `sequences` and `words` count from 0.
        """
        heads = self.heads
        cells = sequences[:, None] * words.shape[0] + words
        into = self.parts + cells[:, None, :] * (3 * heads)
        results = (sequences[:, None] * heads + self.numbers)[:, None, :] * words.shape[0]
        return into, (results + words[:, None]).reshape(-1, heads)

    def forward(
        self, qkv: Tensor, places: tuple[Tensor, Tensor], bias: Tensor | None = None
    ) -> Tensor:
        """Cells × (queries, keys, values) → cells × width; queries are scaled already."""
        into, back = places
        rows = qkv.reshape(-1, self.size)
        q, k, v = rows[into[0]], rows[into[1]], rows[into[2]]
        weights = q @ k.transpose(2, 3)
        if bias is not None:
            weights = weights + bias
        mixed = (weights.softmax(-1) @ v).reshape(-1, self.size)[back]
        return mixed.reshape(-1, self.heads * self.size)


class WordLayer(nn.Module):
    """An `EncoderLayer` over one window."""

    def __init__(self, layer: EncoderLayer) -> None:
        super().__init__()
        self.attention = Attention(layer.heads, layer.size)
        width = layer.heads * layer.size
        self.qkv = Product.of(layer.q, layer.k, layer.v).scaled(width, layer.size**-0.5)
        self.o, self.f1, self.f2 = (Product.of(part) for part in (layer.o, layer.f1, layer.f2))
        self.ln1, self.ln2 = layer.ln1, layer.ln2

    def forward(self, x: Tensor, places: tuple[Tensor, Tensor]) -> Tensor:
        """Pieces × width."""
        x = self.ln1(x + self.o(self.attention(self.qkv(x), places)))
        out: Tensor = self.ln2(x + self.f2(functional.gelu(self.f1(x))))
        return out


class WordGraph(nn.Module):
    """The encoder, the heads that need no tree, and what the other networks start from."""

    inputs = ("ids", "shapes", "first", "last")
    outputs = ("sent", "upos", "xpos", "feats", "ner", "pred", "arc", "x", "bond", "role")

    numbers: Tensor
    root: Tensor

    def __init__(self, network: JointNetwork) -> None:
        super().__init__()
        self.encoder = network.enc
        self.layers = nn.ModuleList([WordLayer(layer) for layer in network.enc.layers])
        self.register_buffer("numbers", torch.arange(_POSITIONS))
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
        numbers = self.numbers[: ids.shape[0]]
        places = self.layers[0].attention.places(numbers[:1], numbers)
        for layer, share in zip(self.layers, self.mix[1:], strict=True):
            x = layer(x, places)
            mixed = mixed + share * x
        x = self.ln(self.proj(torch.cat([mixed[first], mixed[last]], -1)))
        sent, upos, xpos, feats, ner, pred, ad, ah, bond, role = self.tops(x).split(self.sizes, -1)
        heads = torch.cat([self.root, functional.relu(ah)])
        return (
            sent.squeeze(-1),
            upos.argmax(-1),
            xpos.argmax(-1),
            feats.argmax(-1),
            self.ner2(functional.relu(ner)),
            self.pred2(functional.relu(pred)).squeeze(-1).sigmoid(),
            self.aw(functional.relu(ad)) @ heads.T,
            x,
            functional.relu(bond),
            role,
        )


class RelationGraph(nn.Module):
    """Relation labels for decoded heads."""

    inputs = ("bond", "heads")
    outputs = ("rel",)

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

    def forward(self, bond: Tensor, heads: Tensor) -> tuple[Tensor]:
        """`heads` are 0 for the root, else row + 1."""
        dependent, head = bond.split(self.size, -1)
        head = torch.cat([self.root, head])[heads]
        products = self.products(dependent).reshape(-1, self.labels, self.size) @ head[:, :, None]
        return ((products.squeeze(-1) + self.sums(dependent)).argmax(-1),)


class SentenceLayer(nn.Module):
    """A `RoleLayer` over sentences, padded to one length."""

    def __init__(self, layer: RoleLayer) -> None:
        super().__init__()
        self.attention = Attention(layer.heads, layer.size)
        width = layer.heads * layer.size
        self.qkv = Product.of(layer.qkv).scaled(width, layer.size**-0.5)
        self.o, self.f1, self.f2 = (Product.of(part) for part in (layer.o, layer.f1, layer.f2))
        self.n1, self.n2 = layer.n1, layer.n2

    def forward(self, x: Tensor, places: tuple[Tensor, Tensor], bias: Tensor) -> Tensor:
        """Cells × width."""
        x = x + self.o(self.attention(self.qkv(self.n1(x)), places, bias))
        out: Tensor = x + self.f2(functional.gelu(self.f1(self.n2(x))))
        return out


class RoleGraph(nn.Module):
    """Arguments and senses of given predicates."""

    inputs = ("role", "x", "heads", "rel", "start", "length", "at", "offsets", "senses")
    outputs = ("bio", "head", "sense")

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
        self.sizes = [roles.bio.out_features, roles.head.out_features]
        self.labels = Product.of(roles.bio, roles.head)
        self.hidden = Product.of(roles.sense[0])
        self.senses = senses
        self.sense_bias = nn.Embedding.from_pretrained(roles.sense[3].bias.detach()[:, None])

    def forward(self, *feed: Tensor) -> tuple[Tensor, ...]:
        """`role`, `rel` and `heads` of all words; `x`, `start`, `length` and `at` of predicates;
        `offsets` 0 … longest - 1; `senses` the rolesets to score for each predicate.
        """
        role, x, heads, rel, start, length, at, offsets, senses = feed
        inside = offsets[None, :] < length[:, None]
        own = (self.predicate(x) + self.relation(rel[at]))[:, None]
        at = at[:, None]
        cells = torch.where(inside, start[:, None] + offsets[None, :], at)
        ties = distances(cells, at) * self.kinds + syntax_kinds(heads, at, cells)
        z = (role + self.relation(rel))[cells] + self.table[ties] + own
        z = z.reshape(-1, z.shape[-1])
        bias = (1 - inside.float())[:, None, None, :] * NEGATIVE
        places = self.layers[0].attention.places(torch.arange(x.shape[0]), offsets)
        for layer in self.layers:
            z = layer(z, places, bias)
        labels = self.labels(self.ln(z)).reshape(x.shape[0], -1, sum(self.sizes))
        bio, head = labels.split(self.sizes, -1)
        hidden = functional.gelu(self.hidden(x))[:, :, None]
        sense = self.senses(senses) @ hidden + self.sense_bias(senses)
        return bio.softmax(-1), head.softmax(-1), sense.squeeze(-1)
