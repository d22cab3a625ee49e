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
from torch import nn

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


def export(trained: Network, out: Path) -> None:
    """Write the int8 graph: inputs ids, shape and mask, ``[batch, length]``; output logits."""
    one = torch.ones((1, 8), dtype=torch.int64)
    plain = out.with_suffix(".fp32.onnx")
    names = ["ids", "shape", "mask"]
    torch.onnx.export(
        trained,
        (one, one, one),
        str(plain),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in (*names, "logits")},
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
