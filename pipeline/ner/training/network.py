"""The network: a small BERT (Devlin et al. 2019) that reads word pieces and the shapes of words, and labels words.

Plain torch, so that the exported graph holds nothing but what is computed.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.ner.labels import LABELS

SHAPES = 32
"""Rows of the shape table; the classes of `pipeline.ner.words` take the first 16."""


@dataclass(frozen=True)
class Size:
    """The dimensions of a network; as given, those of MiniLM-L6-H384."""

    pieces: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6


class Layer(nn.Module):
    """Attention over all pieces, then two dense layers, each added to what came in."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.query, self.key, self.value, self.out = (nn.Linear(size.width, size.width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(size.width, size.inner), nn.Linear(size.inner, size.width)
        self.attended, self.done = (nn.LayerNorm(size.width, eps=1e-12) for _ in range(2))

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Map ``[batch, length, width]`` to the same; `bias` is added to the attention scores."""
        batch, length, width = hidden.shape
        each = width // self.heads
        query, key, value = (
            part.view(batch, length, self.heads, each).transpose(1, 2)
            for part in (self.query(hidden) * each**-0.5, self.key(hidden), self.value(hidden))
        )
        weights = functional.softmax(query @ key.transpose(2, 3) + bias, dim=-1)
        mixed = weights @ value
        hidden = self.attended(hidden + self.out(mixed.transpose(1, 2).reshape(batch, length, width)))
        return self.done(hidden + self.narrow(functional.gelu(self.wide(hidden))))


class Network(nn.Module):
    """Word pieces and shapes to scores of labels, for every piece."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.piece = nn.Embedding(size.pieces, size.width)
        self.place = nn.Embedding(size.positions, size.width)
        self.shape = nn.Embedding(SHAPES, size.width)
        self.embedded = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(size.width, len(LABELS))
        nn.init.normal_(self.shape.weight, std=0.02)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Give ``[batch, length, labels]`` scores; all inputs are ``[batch, length]``, `mask` is 1 where a piece is."""
        return self.head(self.dropout(self.states(pieces, shapes, mask)[-1]))

    def states(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """Give what each layer makes of the pieces, ``[batch, length, width]``."""
        places = self.place.weight[: pieces.shape[1]]
        hidden = self.embedded(self.piece(pieces) + self.shape(shapes) + places)
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -10000.0
        found = []
        for layer in self.layers:
            hidden = layer(hidden, bias)
            found.append(hidden)
        return found


def from_bert(weights: dict[str, Tensor]) -> Network:
    """Build a network from the weights of a BERT; the shapes and the head begin at random."""
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    network = Network(Size(pieces=len(weights["embeddings.word_embeddings.weight"]), layers=layers))
    own = {
        "piece.weight": weights["embeddings.word_embeddings.weight"],
        "place.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
    }
    for kind in ("weight", "bias"):
        own[f"embedded.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for number in range(layers):
            for name, bert in BERT_NAMES.items():
                own[f"layers.{number}.{name}.{kind}"] = weights[f"encoder.layer.{number}.{bert}.{kind}"]
    missing = network.load_state_dict({name: tensor.float() for name, tensor in own.items()}, strict=False)
    if missing.unexpected_keys or set(missing.missing_keys) != {"shape.weight", "head.weight", "head.bias"}:
        raise ValueError(f"These weights are not those of a BERT: {missing}.")
    return network


BERT_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "done": "output.LayerNorm",
}


def student(teacher: Network, layers: tuple[int, ...]) -> Network:
    """Build a shallower network from some layers of `teacher`, with its embeddings and head."""
    network = Network(replace(teacher.size, layers=len(layers)))
    weights = {name: tensor for name, tensor in teacher.state_dict().items() if not name.startswith("layers.")}
    for number, layer in enumerate(layers):
        for name, tensor in teacher.layers[layer].state_dict().items():
            weights[f"layers.{number}.{name}"] = tensor
    network.load_state_dict(weights)
    return network


def read(path: Path) -> Network:
    """Read a network's weights; its dimensions are read off them."""
    weights = torch.load(path, weights_only=True)
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    network = Network(Size(pieces=len(weights["piece.weight"]), layers=layers))
    network.load_state_dict(weights)
    return network


def freeze_pieces(network: Network) -> Network:
    """Leave the embeddings of the word pieces as they are: they are half of all weights, and rarely met each."""
    network.piece.weight.requires_grad_(requires_grad=False)
    return network


def seed(number: int) -> None:
    """Fix torch's random numbers."""
    torch.manual_seed(number)
