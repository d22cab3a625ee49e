"""Export: from trained weights to the shipped files, ``python -m pipeline.ner.training.export``.

The plain graph is quantised to int8 with a scale for each output channel; one scale for a whole matrix costs half a
point of F. The weights take seven of the eight bits: with all eight, products may overflow on processors without VNNI
and the same text give other names there; the eighth bit is worth nothing that could be measured. ONNX Runtime fuses
the graph when it loads it: fusing before makes the int8 graph slower.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from pipeline.ner.training import network
from pipeline.ner.training.network import Network

FILES = ("ner.onnx", "vocabulary.txt")


def pruned(trained: Network, kept: list[int]) -> Network:
    """Give a network that knows the word pieces `kept` alone, numbered in their order."""
    trained.piece = nn.Embedding.from_pretrained(trained.piece.weight[kept])
    return trained


def without_foreign(pieces: list[str]) -> list[int]:
    """Give the numbers of the pieces that English news can hold: not the unused, nor those in other scripts."""
    return [
        number
        for number, piece in enumerate(pieces)
        if (piece.startswith("[") and not piece.startswith("[unused"))
        or (all(ord(character) < 0x250 or not character.isalpha() for character in piece) and not piece.startswith("["))
        or piece == "["
    ]


class Dense(nn.Module):
    """Linear layers over one input as one product, which int8 arithmetic prepares the input for once."""

    def __init__(self, *parts: nn.Linear) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.cat([part.weight for part in parts]).t().contiguous())
        self.bias = nn.Parameter(torch.cat([part.bias for part in parts]))

    def forward(self, hidden: Tensor) -> Tensor:
        """Map ``[length, width]``."""
        return hidden @ self.weight + self.bias


class Reader(nn.Module):
    """A trained network as it is run: on one segment, without padding, for the scores of the wanted pieces alone.

    Its last layer looks at all pieces, but works the wanted ones out and no others.
    """

    def __init__(self, trained: Network) -> None:
        super().__init__()
        self.network = trained
        *most, last = trained.layers
        for layer in trained.layers:
            layer.query.weight.data /= (trained.size.width // layer.heads) ** 0.5
            layer.query.bias.data /= (trained.size.width // layer.heads) ** 0.5
        self.mixers = nn.ModuleList(Dense(layer.query, layer.key, layer.value) for layer in most)
        self.asking, self.asked = Dense(last.query), Dense(last.key, last.value)
        self.outs = nn.ModuleList(Dense(layer.out) for layer in trained.layers)
        self.wides = nn.ModuleList(Dense(layer.wide) for layer in trained.layers)
        self.narrows = nn.ModuleList(Dense(layer.narrow) for layer in trained.layers)
        self.head = Dense(trained.head)

    def forward(self, ids: Tensor, shape: Tensor, wanted: Tensor) -> Tensor:
        """Give ``[wanted, labels]`` scores; `ids` and `shape` have one number a piece, `wanted` numbers of pieces."""
        own = self.network
        hidden = own.embedded(own.piece(ids) + own.shape(shape) + own.place.weight[: ids.shape[0]])
        width = own.size.width
        for number, mixer in enumerate(self.mixers):
            query, key, value = mixer(hidden).split(width, dim=-1)
            hidden = self._layer(number, hidden, query, key, value)
        key, value = self.asked(hidden).split(width, dim=-1)
        hidden = hidden[wanted]
        return self.head(self._layer(len(own.layers) - 1, hidden, self.asking(hidden), key, value))

    def _layer(self, number: int, hidden: Tensor, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        layer, width = self.network.layers[number], self.network.size.width
        heads = (-1, layer.heads, width // layer.heads)
        weights = functional.softmax(query.view(heads).transpose(0, 1) @ key.view(heads).permute(1, 2, 0), dim=-1)
        mixed = (weights @ value.view(heads).transpose(0, 1)).transpose(0, 1).reshape(-1, width)
        hidden = layer.attended(hidden + self.outs[number](mixed))
        return layer.done(hidden + self.narrows[number](functional.gelu(self.wides[number](hidden))))


def export(trained: Network, out: Path) -> None:
    """Write the int8 graph: inputs ids and shape, ``[length]``, and wanted, ``[wanted]``; output logits."""
    one = torch.ones(8, dtype=torch.int64)
    plain = out.with_suffix(".fp32.onnx")
    torch.onnx.export(
        Reader(trained).eval(),
        (one, one, one),
        str(plain),
        input_names=["ids", "shape", "wanted"],
        output_names=["logits"],
        dynamic_axes={"ids": {0: "length"}, "shape": {0: "length"}, "wanted": {0: "count"}, "logits": {0: "count"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    plain.unlink()


def main(arguments: list[str]) -> int:
    """Write network, vocabulary and checksums into the model folder."""
    parser = argparse.ArgumentParser(description="Export dateline's recogniser.")
    parser.add_argument("weights", type=Path, help="file that `train` wrote")
    parser.add_argument("vocabulary", type=Path, help="MiniLM's vocab.txt")
    parser.add_argument("out", type=Path, help="model folder")
    options = parser.parse_args(arguments)
    network.seed(0)
    pieces = options.vocabulary.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    kept = without_foreign(pieces)
    options.out.mkdir(parents=True, exist_ok=True)
    export(pruned(network.read(options.weights).eval(), kept), options.out / FILES[0])
    (options.out / FILES[1]).write_text("".join(pieces[number] + "\n" for number in kept), encoding="utf-8")
    sums = [f"{sha256((options.out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (options.out / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
