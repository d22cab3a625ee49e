"""Train: from the prepared sentences to a student network, ``python -m pipeline.ner.training.train``.

A teacher of all of MiniLM's six layers is fine-tuned on the data; a student made of some of its layers learns from the
data and from the teacher's scores (Hinton et al. 2015), and at last from the data alone. Seeds are fixed; bfloat16
arithmetic on other processors may still give other last digits.
"""

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.ner.labels import LABELS
from pipeline.ner.training import marked, network, sequences
from pipeline.ner.training.marked import Document
from pipeline.ner.training.network import Network
from pipeline.ner.training.sequences import IGNORED, Batch, Encoder
from pipeline.ner.training.sources import SOURCES
from pipeline.ner.wordpieces import WordPieces

SEED = 1
NEW = ("shape.", "head.")
"""Parts that begin at random, and learn faster."""

HARD, INNER = 0.3, 1.0
TEMPERATURE = 2.0
"""Of the student's loss: the weights of the data's labels and of the teacher's layers, and how much its scores are
smoothed."""

Loss = Callable[[Network, Batch], Tensor]


def fit(student: Network, batches: list[Batch], loss: Loss, rate: float, fresh: float, kept: Path) -> None:
    """Train in place, computing with a copy in bfloat16, and write the weights to `kept` now and then.

    AdamW, warm-up over 6 % of the steps, then linear decay; `fresh` multiplies the rate of the NEW parts.
    """
    fast = deepcopy(student).bfloat16().train()
    pairs = [
        (name, own, quick)
        for (name, own), quick in zip(student.named_parameters(), fast.parameters(), strict=True)
        if own.requires_grad
    ]
    parameters = [(name, own) for name, own, _ in pairs]
    groups = [
        {"params": [p for name, p in parameters if not name.startswith(NEW)], "lr": rate},
        {"params": [p for name, p in parameters if name.startswith(NEW)], "lr": rate * fresh},
    ]
    steps = len(batches)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * steps), (steps - step) / (0.94 * steps))
    )
    start, total = time.monotonic(), 0.0
    for step, batch in enumerate(batches, 1):
        value = loss(fast, batch)
        value.backward()
        for _, own, quick in pairs:
            own.grad, quick.grad = quick.grad.float(), None
        nn.utils.clip_grad_norm_([p for _, p in parameters], 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            for _, own, quick in pairs:
                quick.copy_(own)
        total += value.item()
        if step % 50 == 0 or step == steps:
            print(f"step {step} of {steps}, loss {total / 50:.4f}, {time.monotonic() - start:.0f} s", flush=True)
            total = 0.0
            torch.save(student.state_dict(), kept)


def labelled(student: Network, batch: Batch) -> Tensor:
    """Give the cross entropy of the data's labels."""
    return _cross_entropy(student(batch.pieces, batch.shapes, batch.mask), batch)


def _cross_entropy(scores: Tensor, batch: Batch) -> Tensor:
    return functional.cross_entropy(scores.float().view(-1, len(LABELS)), batch.labels.view(-1), ignore_index=IGNORED)


def taught(teacher: Network, layers: Sequence[int]) -> Loss:
    """Give the loss of a student made of `layers` of `teacher`.

    Part is the data's labels, part the teacher's scores of all pieces, and part what the teacher's layers make of
    them: each layer of the student learns to give what the teacher's gives before the next one that it has.
    """
    teacher = deepcopy(teacher).bfloat16().eval()
    wanted = [layer - 1 for layer in [*layers[1:], len(teacher.layers)]]

    def loss(student: Network, batch: Batch) -> Tensor:
        with torch.no_grad():
            aims = teacher.states(batch.pieces, batch.shapes, batch.mask)
            aim = functional.softmax(teacher.head(aims[-1]).float() / TEMPERATURE, -1)
        states = student.states(batch.pieces, batch.shapes, batch.mask)
        scores = student.head(states[-1]).float()
        apart = functional.kl_div(functional.log_softmax(scores / TEMPERATURE, -1), aim, reduction="none").sum(-1)
        soft = (apart * batch.mask).sum() / batch.mask.sum() * TEMPERATURE**2
        between = [_between(own, aims[layer], batch.mask) for own, layer in zip(states, wanted, strict=True)]
        return HARD * _cross_entropy(scores, batch) + soft + INNER * sum(between) / len(between)

    return loss


def _between(own: Tensor, aim: Tensor, mask: Tensor) -> Tensor:
    """Give the squared distance of two layers' states, as a share of the second's own square."""
    rows = mask[:, :, None]
    return ((own.float() - aim.float()).square() * rows).sum() / (aim.float().square() * rows).sum()


def read_base(folder: Path) -> Network:
    """Read MiniLM from the folder of its Python package."""
    return network.from_bert(read_weights(folder / "model.safetensors"))


def read_weights(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file of float32 tensors."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    entries = json.loads(data[8 : 8 + size])
    entries.pop("__metadata__", None)
    tensors = {}
    for name, entry in entries.items():
        if entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            part = torch.frombuffer(bytearray(data[8 + size + start : 8 + size + end]), dtype=torch.float32)
            tensors[name] = part.view(entry["shape"])
    return tensors


@dataclass(frozen=True)
class Data:
    """The documents, and how they become batches."""

    documents: list[Document]
    encoder: Encoder

    def epochs(self, count: float, number: int) -> list[Batch]:
        """Give the batches of `count` epochs, 0.6 being the first six tenths of one; seeds all that is drawn."""
        network.seed(number)
        dice = random.Random(number)
        passes = {name: source.passes for name, source in SOURCES.items()}
        found: list[Batch] = []
        for epoch in range(math.ceil(count)):
            batches = sequences.batches(self.documents, passes, self.encoder, dice)
            found += batches[: math.ceil(len(batches) * (count - epoch))]
        return found


def train_teacher(base: Network, data: Data, epochs: float, out: Path) -> Network:
    """Fine-tune all the layers of `base` on the data's labels."""
    teacher = network.freeze_pieces(base)
    fit(teacher, data.epochs(epochs, SEED + 1), labelled, rate=2e-4, fresh=5.0, kept=out / "teacher.pt")
    return teacher


def train_student(teacher: Network, data: Data, layers: tuple[int, ...], epochs: float, out: Path) -> Network:
    """Train some layers of `teacher` to score as it does."""
    student = network.freeze_pieces(network.student(teacher, layers))
    loss = taught(teacher, layers)
    fit(student, data.epochs(epochs, SEED), loss, rate=3e-4, fresh=1.0, kept=out / "student.pt")
    return student


def train_further(student: Network, data: Data, epochs: float, out: Path) -> Network:
    """Train a student on, on the data's labels alone."""
    student = network.freeze_pieces(student)
    fit(student, data.epochs(epochs, SEED + 2), labelled, rate=1e-4, fresh=1.0, kept=out / "student.pt")
    return student


def main(arguments: list[str]) -> int:
    """Train a teacher, unless one is given, and a student of it, and that on; or train a student on that is given."""
    parser = argparse.ArgumentParser(description="Train dateline's recogniser.")
    parser.add_argument("data", type=Path, help="file that `prepare` wrote")
    parser.add_argument("base", type=Path, help="folder with MiniLM's model.safetensors and vocab.txt")
    parser.add_argument("out", type=Path, help="folder for the weights, teacher.pt and student.pt")
    parser.add_argument("--layers", default="0,2,4", help="layers of the teacher that the student begins with")
    parser.add_argument("--teacher-epochs", type=float, default=1.5)
    parser.add_argument("--student-epochs", type=float, default=2.0)
    parser.add_argument("--further-epochs", type=float, default=1.0, help="of the student, on the data's labels alone")
    parser.add_argument("--teacher", type=Path, help="weights of a teacher trained before")
    parser.add_argument("--student", type=Path, help="weights of a student to train on, on the data's labels alone")
    parser.add_argument("--vocabulary", type=Path, help="word pieces of that student, where export left some out")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    network.seed(SEED)
    pieces = WordPieces.read(options.vocabulary or options.base / "vocab.txt")
    data = Data(list(marked.read(options.data)), Encoder(pieces))
    if options.student:
        train_further(network.read(options.student), data, options.further_epochs, options.out)
        return 0
    if options.teacher:
        teacher = network.read(options.teacher)
    else:
        teacher = train_teacher(read_base(options.base), data, options.teacher_epochs, options.out)
    layers = tuple(int(layer) for layer in options.layers.split(","))
    student = train_student(teacher, data, layers, options.student_epochs, options.out)
    train_further(student, data, options.further_epochs, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
