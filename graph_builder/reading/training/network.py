"""The joint network in torch: one encoder, a head per layer of annotation.

The encoder is MiniLM-L6 (Wang et al. 2020; 6 layers of 384) with an embedding of word shapes added
to its input; `pruning.py` makes its feed-forward layers narrower. Its layers are mixed by learnt
weights; a word is the projection of its first and last piece. Trees are scored by deep biaffine
attention (Dozat & Manning 2017). Roles are found by a small transformer that reads a sentence once
per predicate.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from graph_builder.reading.training.labels import Labels
from graph_builder.reading.wordpiece import SHAPES

WIDTH = 384
MINILM_INNER = 1536
"""Neurons of a feed-forward layer of MiniLM."""

NEGATIVE = -1e4
_SYNTAX_KINDS = 8
_FARTHEST = 17  # words from the predicate; farther ones look alike


class EncoderLayer(nn.Module):
    """A post-norm transformer layer, its attention written out (fast in bfloat16 on CPUs)."""

    def __init__(self, width: int = WIDTH, heads: int = 12, inner: int = MINILM_INNER) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.q = nn.Linear(width, width)
        self.k = nn.Linear(width, width)
        self.v = nn.Linear(width, width)
        self.o = nn.Linear(width, width)
        self.ln1 = nn.LayerNorm(width, eps=1e-12)
        self.f1 = nn.Linear(width, inner)
        self.f2 = nn.Linear(inner, width)
        self.ln2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        rows, length, width = x.shape
        shape = (rows, length, self.heads, self.size)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.q, self.k, self.v))
        weights = (q @ k.transpose(2, 3)) * self.size**-0.5 + bias.to(q.dtype)
        mixed = weights.softmax(-1).to(v.dtype) @ v
        x = self.ln1(x + self.o(mixed.transpose(1, 2).reshape(rows, length, width)))
        out: Tensor = self.ln2(x + self.f2(functional.gelu(self.f1(x))))
        return out


class Encoder(nn.Module):
    """Pieces and their shapes → one vector per piece; `inner` is the width inside of layers."""

    def __init__(self, vocabulary: int, inner: int, layers: int = 6, positions: int = 512) -> None:
        super().__init__()
        self.emb = nn.Embedding(vocabulary, WIDTH)
        self.pos = nn.Embedding(positions, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([EncoderLayer(inner=inner) for _ in range(layers)])
        self.dropout = nn.Dropout(0.1)
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        nn.init.zeros_(self.shape.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        bias = (1 - mask.float())[:, None, None, :] * NEGATIVE
        positions = self.pos.weight[: ids.shape[1]][None]
        x = self.dropout(self.ln(self.emb(ids) + positions + self.shape(shapes)))
        weights = self.mix.softmax(0)
        mixed = weights[0] * x
        for k, layer in enumerate(self.layers, start=1):
            x = layer(x, bias)
            mixed = mixed + weights[k] * x
        return mixed


class RoleLayer(nn.Module):
    """A pre-norm transformer layer over one sentence, read for one predicate."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)
        self.f1 = nn.Linear(width, inner)
        self.f2 = nn.Linear(inner, width)
        self.n1 = nn.LayerNorm(width)
        self.n2 = nn.LayerNorm(width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        rows, length, width = x.shape
        shape = (rows, length, self.heads, self.size)
        q, k, v = (
            part.reshape(shape).transpose(1, 2) for part in self.qkv(self.n1(x)).chunk(3, dim=-1)
        )
        weights = (q @ k.transpose(2, 3)) * self.size**-0.5 + bias.to(q.dtype)
        mixed = (weights.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(rows, length, width)
        x = x + self.o(mixed)
        out: Tensor = x + self.f2(functional.gelu(self.f1(self.n2(x))))
        return out


class RoleNetwork(nn.Module):
    """Arguments of given predicates, sentence by sentence.

    Besides word vectors it sees, for each word, how it hangs together with the predicate in the
    tree (child, parent, sibling …) and its relation label.
    """

    def __init__(
        self, roles: int, senses: int, relations: int, width: int = 256, layers: int = 2
    ) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, width)
        self.predicate = nn.Linear(WIDTH, width)
        self.distance = nn.Embedding(2 * _FARTHEST + 1, width)
        self.syntax = nn.Embedding(_SYNTAX_KINDS, width)
        self.relation = nn.Embedding(relations, width)
        self.dropout = nn.Dropout(0.15)
        self.layers = nn.ModuleList([RoleLayer(width, 4, 2 * width) for _ in range(layers)])
        self.ln = nn.LayerNorm(width)
        self.bio = nn.Linear(width, roles)
        self.head = nn.Linear(width, (roles - 1) // 2 + 1)
        self.sense = nn.Sequential(
            nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(0.2), nn.Linear(width, senses)
        )
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.syntax.weight, std=0.1)
        nn.init.normal_(self.relation.weight, std=0.1)

    def forward(
        self, x: Tensor, heads: Tensor, relations: Tensor, where: Mapping[str, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores (BIO roles, head roles, senses) for N predicates over sentences of ≤ L words.

        `x` is windows × words × width, `heads` windows × words (0 = root, else word + 1),
        `relations` the label ids; `where` holds per predicate its window (`row`), the first word
        of its sentence (`start`), that sentence's length (`length`), its own word (`at`), and
        `offsets`, 0 … L - 1.
        """
        x, heads, relations, first = _in_turn(x, heads, relations, where["row"])
        at = (first + where["at"])[:, None]
        cells = (first + where["start"])[:, None] + where["offsets"][None, :]
        inside = where["offsets"][None, :] < where["length"][:, None]
        cells = torch.where(inside, cells, at)
        mine = x[at[:, 0]]
        z = self.word(x)[cells] + self.predicate(mine)[:, None]
        z = z + self.distance(distances(cells, at)) + self.syntax(syntax_kinds(heads, at, cells))
        z = z + self.relation(relations[cells]) + self.relation(relations[at])
        z = self.dropout(z)
        bias = (1 - inside.float())[:, None, None, :] * NEGATIVE
        for layer in self.layers:
            z = layer(z, bias)
        z = self.ln(z)
        return self.bio(z), self.head(z), self.sense(mine)


def _in_turn(x: Tensor, heads: Tensor, relations: Tensor, row: Tensor) -> tuple[Tensor, ...]:
    """The words of all windows in turn, and where each of the windows `row` begins."""
    rows, width = heads.shape
    begins = torch.arange(rows, device=heads.device) * width
    heads = torch.where(heads > 0, heads + begins[:, None], heads)
    return x.flatten(0, 1), heads.flatten(), relations.flatten(), begins[row]


def distances(cells: Tensor, at: Tensor) -> Tensor:
    """Rows of the embedding of distances from the predicates."""
    return (cells - at).clamp(-_FARTHEST, _FARTHEST) + _FARTHEST


def syntax_kinds(heads: Tensor, at: Tensor, cells: Tensor) -> Tensor:
    """0 … 7: how each cell (predicates × words) hangs together with the predicate in the tree.

    `heads` are those of all words in turn, 0 = root, else word + 1; `at` is predicates × 1.
    """
    rooted = functional.pad(heads, (1, 0))  # node 0 is the root, its own head
    node, mine = cells + 1, at + 1
    parent = rooted[node]
    grandparent = rooted[parent]
    my_parent = rooted[mine]
    my_grandparent = rooted[my_parent]
    kinds = torch.zeros_like(cells)
    ordered = (
        (my_grandparent == node, 7),
        ((parent == my_grandparent) & (my_parent > 0), 6),
        ((parent == my_parent) & (my_parent > 0), 5),
        (grandparent == mine, 4),
        (my_parent == node, 3),
        (parent == mine, 2),
        (node == mine, 1),
    )
    for holds, kind in ordered:
        kinds = torch.where(holds, torch.full_like(kinds, kind), kinds)
    return kinds


class JointNetwork(nn.Module):
    """The whole model; `sizes` are the numbers of labels by the names of `Labels`, `inner` that of
    the neurons of a feed-forward layer of the encoder, `role_layers` that of layers for roles.
    """

    def __init__(
        self,
        vocabulary: int,
        sizes: Mapping[str, int],
        inner: int = MINILM_INNER,
        role_layers: int = 2,
    ) -> None:
        super().__init__()
        self.enc = Encoder(vocabulary, inner)
        self.proj = nn.Linear(2 * WIDTH, WIDTH)
        self.ln = nn.LayerNorm(WIDTH)
        self.dp = nn.Dropout(0.2)
        self.sent = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.xpos = nn.Linear(WIDTH, sizes["xpos"])
        self.feats = nn.Linear(WIDTH, sizes["feats"])
        self.ner1 = nn.Linear(WIDTH, 192)
        self.ner2 = nn.Linear(192, sizes["ner"])
        self.pred1 = nn.Linear(WIDTH, 192)
        self.pred2 = nn.Linear(192, 1)
        arc, rel = 256, 96
        self.ad = nn.Linear(WIDTH, arc)
        self.ah = nn.Linear(WIDTH, arc)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.aw = nn.Linear(arc, arc, bias=False)
        self.ab = nn.Linear(arc, 1)
        self.rd = nn.Linear(WIDTH, rel)
        self.rh = nn.Linear(WIDTH, rel)
        self.rw = nn.Parameter(torch.randn(sizes["rel"], rel + 1, rel + 1) * 0.02)
        nn.init.orthogonal_(self.aw.weight)
        self.roles = RoleNetwork(sizes["roles"], sizes["senses"], sizes["rel"], layers=role_layers)

    def words(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> Tensor:
        """Windows × words × width, from pieces and each word's first and last piece."""
        pieces = self.enc(ids, shapes, mask)
        width = pieces.shape[-1]
        ends = [
            torch.gather(pieces, 1, at[:, :, None].expand(-1, -1, width)) for at in (first, last)
        ]
        out: Tensor = self.dp(self.ln(self.proj(torch.cat(ends, -1))))
        return out

    def with_root(self, x: Tensor) -> Tensor:
        """The words with the root's vector before them."""
        root = self.root.to(x.dtype)[None, None].expand(x.shape[0], 1, -1)
        return torch.cat([root, x], 1)

    def arcs(self, x: Tensor, rooted: Tensor) -> Tensor:
        """Windows × dependents × (root + heads)."""
        dependents = self.dp(functional.relu(self.ad(x)))
        heads = self.dp(functional.relu(self.ah(rooted)))
        scores: Tensor = self.aw(dependents) @ heads.transpose(1, 2) / math.sqrt(256)
        return scores + self.ab(heads).transpose(1, 2)

    def relations(self, x: Tensor, rooted: Tensor, heads: Tensor) -> Tensor:
        """Windows × words × labels, for given heads (0 = root, else word + 1)."""
        chosen = torch.gather(rooted, 1, heads[:, :, None].expand(-1, -1, rooted.shape[-1]))
        dependent = functional.pad(self.dp(functional.relu(self.rd(x))), (0, 1), value=1.0)
        head = functional.pad(self.dp(functional.relu(self.rh(chosen))), (0, 1), value=1.0)
        labels, size, _ = self.rw.shape
        weights = self.rw.permute(1, 0, 2).reshape(size, -1).to(x.dtype)
        mixed = (dependent @ weights).view(*x.shape[:2], labels, size)
        return (mixed @ head[..., None]).squeeze(-1)

    def names(self, x: Tensor) -> Tensor:
        """Windows × words × BIO labels of names."""
        out: Tensor = self.ner2(functional.relu(self.ner1(x)))
        return out

    def predicates(self, x: Tensor) -> Tensor:
        """Windows × words: log-odds of being a predicate."""
        out: Tensor = self.pred2(functional.relu(self.pred1(x))).squeeze(-1)
        return out


def build_network(
    state: Mapping[str, Tensor], vocabulary: Sequence[str], labels: Labels
) -> JointNetwork:
    """The network of a checkpoint, in evaluation mode, with the neurons and layers that it has."""
    sizes = {name: len(values) for name, values in labels.to_json().items()}
    inner = len(state["enc.layers.0.f1.bias"])
    role_layers = sum(
        name.startswith("roles.layers.") for name in state if name.endswith(".o.bias")
    )
    network = JointNetwork(len(vocabulary), sizes, inner, role_layers)
    network.load_state_dict(dict(state))
    return network.eval()


def network_of(content: Mapping[str, Any]) -> tuple[JointNetwork, Labels]:
    """The network of a loaded checkpoint, as `build_network` makes it, and its labels."""
    labels = Labels(**{name: tuple(values) for name, values in content["labels"].items()})
    return build_network(content["state"], content["vocabulary"], labels), labels
