"""The vectors of words, computed once for each word.

The first half of a token-to-vector model looks at each word alone: at its norm, prefix, suffix, shape and static
vector. That is 40 % of the model's time, spent on the same few thousand words again and again. `remember` has its
layers asked about each word once.
"""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from pipeline.fast.products import layers
from pipeline.fast.windows import no_way_back

type Floats = NDArray[np.float32]
type Forward = Callable[[Any, Sequence[Any], bool], tuple[list[Floats], Callable[[Any], Any]]]
"""What a layer does with docs: their vectors, ``[tokens, width]`` each, and the way back that training takes."""

KEY: list[int | str] = ["ORTH", "NORM", "SPACY"]
AS_BYTES = f"V{8 * len(KEY)}"

OF_WORD = frozenset(["ORTH", "LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE", "LENGTH"])
"""What a model may look at, so that `KEY` decides its answer: all but NORM and SPACY follow from the word itself."""

ALONE = frozenset(
    ["list2ragged", "with_array", "ints-getitem", "hashembed", "static_vectors", "maxout", "layernorm", "dropout"]
)
"""Layers that treat each token by itself, beside the two at the ends."""

REMEMBERED = 30_000
"""Words remembered before all are forgotten: 12 MB a model. A batch of news has some 3,000 of them."""

FEWEST = 32
"""Words that the layers are asked about together, at least. With fewer than some 16 rows, OpenBLAS sums in another
order, and the last bit of a vector would depend on what else was asked."""


def remember(nlp: Language) -> int:
    """Have the layers that see words alone asked once for each word; give in how many models."""
    vectors, strings = nlp.vocab.vectors, nlp.vocab.strings
    if vectors.mode != "default" or strings[vectors.attr] != "ORTH":
        return 0
    alone = [layer for layer in layers(nlp) if _sees_words_alone(layer, strings)]
    for layer in alone:
        layer.replace_callbacks(Remembering(layer._func), init=layer.init)
    return len(alone)


def _sees_words_alone(layer: "Model[Any, Any]", strings: StringStore) -> bool:
    """Tell whether a layer gives vectors for docs, word by word."""
    if not layer.layers or layer.layers[-1].name != "ragged2list":
        return False
    first, *others = (part for part in layer.layers[0].walk(order="dfs_pre") if not part.layers)
    rest = [part for after in layer.layers[1:-1] for part in after.walk() if not part.layers]
    columns = first.attrs.get("columns", ()) if first.name == "extract_features" else ()
    looked_at = {strings[column] if isinstance(column, int) else column for column in columns}
    return bool(looked_at) and looked_at <= OF_WORD and all(part.name in ALONE for part in (*others, *rest))


class Remembering:
    """A layer's forward pass that asks the layer itself about new words only."""

    def __init__(self, forward: Forward) -> None:
        self._forward = forward
        self._rows: dict[bytes, int] = {}
        self._vectors: Floats | None = None

    def __call__(
        self, model: "Model[Any, Any]", docs: list[Doc], is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], Any]]:
        """Give the vectors of docs; in training, the layer is asked about every token."""
        if is_train or not docs:
            return self._forward(model, docs, is_train)
        if len(self._rows) > REMEMBERED:
            self._rows.clear()
        keys = [doc.to_array(KEY).view(AS_BYTES).ravel().tolist() for doc in docs]
        self._learn(model, docs, keys)
        rows, ends = [self._rows[key] for part in keys for key in part], accumulate(map(len, keys), initial=0)
        vectors = self._vectors[rows] if self._vectors is not None else np.empty((0, model.get_dim("nO")), np.float32)
        return [vectors[start:end] for start, end in pairwise(ends)], no_way_back

    def _learn(self, model: "Model[Any, Any]", docs: Sequence[Doc], keys: Sequence[Sequence[bytes]]) -> None:
        """Ask the layer about the words that are not remembered."""
        known, start = self._rows, len(self._rows)
        asked = []
        for doc, words in zip(docs, keys, strict=True):
            places = []
            for place, key in enumerate(words):
                if key not in known:
                    known[key] = len(known)
                    places.append(place)
            if places:
                asked.append(Chosen(doc, places))
        if not asked:
            return
        missing = FEWEST - sum(map(len, asked))
        if missing > 0:
            asked.append(Chosen(asked[0].doc, [asked[0].places[0]] * missing))
        found = np.concatenate(self._forward(model, asked, False)[0])
        self._keep(start, found[: len(known) - start])

    def _keep(self, start: int, found: Floats) -> None:
        """Put the vectors of new words behind the first `start`."""
        end = start + len(found)
        if self._vectors is None or end > len(self._vectors):
            room = np.empty((max(end, min(2 * end, REMEMBERED)), found.shape[1]), np.float32)
            if self._vectors is not None:
                room[:start] = self._vectors[:start]
            self._vectors = room
        self._vectors[start:end] = found


class Chosen:
    """Some tokens of a doc, as far as the layers look at them."""

    def __init__(self, doc: Doc, places: Sequence[int]) -> None:
        self.doc = doc
        self.places = places

    @property
    def vocab(self) -> Vocab:
        """The vocabulary, which has the static vectors."""
        return self.doc.vocab

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.places)

    def to_array(self, attributes: Any) -> NDArray[Any]:
        """Give attributes of the tokens, as the method of a doc does."""
        return self.doc.to_array(attributes)[self.places]
