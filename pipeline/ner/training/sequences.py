"""From documents to batches of numbers: what the network reads in training."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from pipeline.ner import words
from pipeline.ner.forms import Forms
from pipeline.ner.labels import OUTSIDE, begin
from pipeline.ner.training.marked import Document, Name, Sentence
from pipeline.ner.wordpieces import WordPieces

IGNORED = -100
"""The label of pieces that no loss is taken on: later pieces of a word, and masked words."""

LENGTHS = (1, 1, 2, 3, 5)
"""Sentences read together, drawn anew each time."""

LONGEST = 96
"""Word pieces of a sequence, beyond which no further sentence is added; and what one long sentence is cut to."""

BATCH_PIECES = 2048
SORTED_TOGETHER = 2000
UPPER_CASED, TITLE_CASED = 0.03, 0.02
"""Shares of sentences that are set in capitals and in title case."""


@dataclass(frozen=True)
class Numbered:
    """One sequence: pieces, shapes and labels of equal length."""

    pieces: list[int]
    shapes: list[int]
    labels: list[int]


@dataclass(frozen=True)
class Batch:
    """Sequences of about equal length, padded; all are ``[batch, length]``."""

    pieces: Tensor
    shapes: Tensor
    labels: Tensor
    mask: Tensor


class Encoder:
    """Turns joined sentences into sequences."""

    def __init__(self, pieces: WordPieces) -> None:
        self.marks = pieces.first, pieces.last
        self.forms = Forms(pieces)

    def __call__(self, sentence: Sentence) -> Numbered:
        """Give the pieces, shapes and labels of a sentence, or of several joined, as numbers."""
        spans = words.split(sentence.text)
        forms = [self.forms[sentence.text[start:end]] for start, end in spans]
        shapes = words.within(sentence.text, spans, [form.shape for form in forms])
        first, last = self.marks
        pieces, shape_row, labels = [first], [words.PAD], [IGNORED]
        for form, shape, label in zip(forms, shapes, labels_of(sentence, spans), strict=True):
            pieces += form.pieces
            shape_row += [shape] * form.size
            labels += [label] + [IGNORED] * (form.size - 1)
        cut = LONGEST + 30
        return Numbered([*pieces[:cut], last], [*shape_row[:cut], words.PAD], [*labels[:cut], IGNORED])


def labels_of(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give one label a word."""
    labels = []
    for start, end in spans:
        name = next((name for name in sentence.names if name.start < end and start < name.end), None)
        if any(first < end and start < last for first, last in sentence.masked):
            labels.append(IGNORED)
        elif name is None:
            labels.append(OUTSIDE)
        else:
            labels.append(begin(name.type) + (start > name.start))
    return labels


def joined(sentences: Sequence[Sentence]) -> Sentence:
    """Join sentences with a space between them."""
    text, names, masked = "", [], []
    for sentence in sentences:
        shift = len(text)
        names += [Name(name.start + shift, name.end + shift, name.type) for name in sentence.names]
        masked += [(start + shift, end + shift) for start, end in sentence.masked]
        text += sentence.text + " "
    return Sentence(text.rstrip(), tuple(names), tuple(masked))


def recased(sentence: Sentence, dice: random.Random) -> Sentence:
    """Set a sentence in capitals or title case now and then; one whose length that would change is left."""
    draw = dice.random()
    text = sentence.text
    if draw < UPPER_CASED:
        text = text.upper()
    elif draw < UPPER_CASED + TITLE_CASED:
        text = words.WORD.sub(lambda word: word.group()[:1].upper() + word.group()[1:], text)
    return Sentence(text, sentence.names, sentence.masked) if len(text) == len(sentence.text) else sentence


def drawn(document: Document, dice: random.Random) -> Iterator[Sentence]:
    """Cut a document into runs of sentences of drawn lengths."""
    place = 0
    while place < len(document.sentences):
        count = dice.choice(LENGTHS)
        run = [recased(sentence, dice) for sentence in document.sentences[place : place + count]]
        size, kept = 0, 0
        while kept < len(run) and (kept == 0 or size + len(run[kept].text) // 4 <= LONGEST):
            size += len(run[kept].text) // 4
            kept += 1
        yield joined(run[:kept])
        place += kept


def batches(
    documents: Sequence[Document], passes: dict[str, int], encoder: Encoder, dice: random.Random
) -> list[Batch]:
    """Give the batches of one epoch, in drawn order; `passes` says how often each source is read."""
    sequences = [
        encoder(sentence)
        for document in documents
        for _ in range(passes[document.source])
        for sentence in drawn(document, dice)
    ]
    dice.shuffle(sequences)
    found: list[Batch] = []
    for start in range(0, len(sequences), SORTED_TOGETHER):
        block = sorted(sequences[start : start + SORTED_TOGETHER], key=lambda sequence: len(sequence.pieces))
        found.extend(_packed(block))
    dice.shuffle(found)
    return found


def _packed(block: list[Numbered]) -> Iterator[Batch]:
    group: list[Numbered] = []
    for sequence in block:
        if group and (len(group) + 1) * len(sequence.pieces) > BATCH_PIECES:
            yield _batch(group)
            group = []
        group.append(sequence)
    yield _batch(group)


def _batch(group: list[Numbered]) -> Batch:
    length = max(len(sequence.pieces) for sequence in group)

    def padded(rows: list[list[int]], fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (length - len(row)) for row in rows])

    return Batch(
        pieces=padded([sequence.pieces for sequence in group], 0),
        shapes=padded([sequence.shapes for sequence in group], words.PAD),
        labels=padded([sequence.labels for sequence in group], IGNORED),
        mask=padded([[1] * len(sequence.pieces) for sequence in group], 0),
    )
