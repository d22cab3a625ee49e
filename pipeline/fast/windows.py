"""The layers that mix a word with its neighbours, computed in fewer and smaller steps.

The second half of a token-to-vector model is a stack of blocks: a window of three tokens, a product, the largest of
three pieces, a normalisation, and the sum with what went in. `thin` computes the same numbers, to the last bit, in
arrays that stay in the processor's cache and are used again, and takes the largest piece of whole rows at once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

from pipeline.fast.products import layers

type Floats = NDArray[np.float32]
type Forward = Callable[[Any, list[Floats], bool], tuple[list[Floats], Callable[[Any], Any]]]

ROWS = 1000
"""Tokens that are computed together, at least; measured: 256 to 1,000 take the same time, 4,000 a fifth more."""

BLOCK = ("expand_window", "maxout", "layernorm", "dropout")


def thin(nlp: Language) -> int:
    """Compute the stacks of blocks of every component so; give how many there are. They are not to be trained again."""
    stacks = [(layer, blocks) for layer in layers(nlp) if (blocks := _blocks(layer))]
    for layer, blocks in stacks:
        layer.replace_callbacks(Stack(layer._func, blocks, layer.attrs["pad"]), init=layer.init)
    return len(stacks)


@dataclass(frozen=True, slots=True)
class Block:
    """The weights of a block: a product whose columns are ordered piece by piece, and a normalisation."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats
    pieces: int


def _blocks(layer: "Model[Any, Any]") -> list[Block]:
    """Read the blocks of a stack; none where the layer is anything else."""
    if not layer.name.startswith("with_array(residual(") or "pad" not in layer.attrs:
        return []
    inner = layer.layers[0]
    stack = [inner] if inner.name.startswith("residual(") and ">>residual(" not in inner.name else inner.layers
    return [] if not all(_is_block(part) for part in stack) else [_block(part) for part in stack]


def _leaves(layer: "Model[Any, Any]") -> list["Model[Any, Any]"]:
    return [part for part in layer.walk(order="dfs_pre") if not part.layers]


def _is_block(layer: "Model[Any, Any]") -> bool:
    leaves = _leaves(layer)
    known = layer.name.startswith("residual(") and tuple(leaf.name for leaf in leaves) == BLOCK
    return known and leaves[0].attrs["window_size"] == 1 and leaves[1].get_dim("nI") == 3 * leaves[1].get_dim("nO")


def _block(layer: "Model[Any, Any]") -> Block:
    maxout, norm = _leaves(layer)[1:3]
    weights, bias, scale, shift = (
        np.asarray(part.get_param(name)) for part, name in ((maxout, "W"), (maxout, "b"), (norm, "G"), (norm, "b"))
    )
    width, pieces, given = weights.shape
    by_piece = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * width, given))
    return Block(by_piece, bias.T.reshape(-1).copy(), scale, shift, pieces)


class Stack:
    """The forward pass of a stack."""

    def __init__(self, forward: Forward, blocks: Sequence[Block], pad: int) -> None:
        self._forward = forward
        self._blocks = blocks
        self._pad = pad
        self._windows = self._products = np.empty((0, 0), np.float32)

    def __call__(
        self, model: "Model[Any, Any]", docs: list[Floats], is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], Any]]:
        """Give the vectors of docs, ``[tokens, width]`` each, mixed with those of their neighbours."""
        if is_train or not docs:
            return self._forward(model, docs, is_train)
        return [vectors for group in _groups(docs) for vectors in self._together(group)], no_way_back

    def _together(self, docs: Sequence[Floats]) -> Iterator[Floats]:
        """Compute some docs in one array, with empty rows between them: one doc sees nothing of another."""
        between = np.zeros((self._pad, docs[0].shape[1]), np.float32)
        rows = np.concatenate([between, *(part for doc in docs for part in (doc, between))])
        for block in self._blocks:
            rows = self._compute(block, rows)
        start = self._pad
        for doc in docs:
            yield rows[start : start + len(doc)]
            start += len(doc) + self._pad

    def _compute(self, block: Block, rows: Floats) -> Floats:
        """Compute one block, in the order of thinc's own layers, so that every sum is the same."""
        count, width = rows.shape
        windows, products = self._room(count, width, block.pieces)
        windows[1:, :width] = rows[:-1]
        windows[0, :width] = 0
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        windows[-1, 2 * width :] = 0
        np.dot(windows, block.weights.T, out=products)
        products += block.bias
        largest: Floats = products[:, :width].copy()
        for piece in range(1, block.pieces):
            np.maximum(largest, products[:, piece * width : (piece + 1) * width], out=largest)
        mean, variance = largest.mean(axis=1, keepdims=True), largest.var(axis=1, keepdims=True) + 1e-08
        largest -= mean
        largest *= variance ** (-1.0 / 2.0)
        largest *= block.scale
        largest += block.shift
        largest += rows
        return largest

    def _room(self, count: int, width: int, pieces: int) -> tuple[Floats, Floats]:
        """Give the first rows of two arrays that are used again and again, larger ones where they are too small."""
        if (
            len(self._windows) < count
            or self._windows.shape[1] != 3 * width
            or self._products.shape[1] != pieces * width
        ):
            self._windows, self._products = (np.empty((count, parts * width), np.float32) for parts in (3, pieces))
        return self._windows[:count], self._products[:count]


def _groups(docs: Sequence[Floats]) -> Iterator[list[Floats]]:
    group: list[Floats] = []
    for doc in docs:
        group.append(doc)
        if sum(map(len, group)) >= ROWS:
            yield group
            group = []
    if group:
        yield group


def no_way_back(_: Any) -> Any:
    """Stand in for the backward pass; raises NotImplementedError."""
    raise NotImplementedError("This was no training.")
