"""Attribute ruler and lemmatizer in one, asked once for each word with its tag and its dependency label.

They match 180 patterns at every token, though their answer depends on the word, its tag and its label alone; and the
lemmatizer looks words up in lists of 60,000, which become sets here.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

READ = frozenset({"TAG", "LOWER", "ORTH", "TEXT", "DEP", "IS_SPACE"})
"""What the ruler's patterns may look at, so that a word, its tag and its label decide."""

KEY: list[int | str] = ["ORTH", "TAG", "DEP"]
SET: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]

REMEMBERED = 30_000
"""Triples that are remembered before all are forgotten: some 9 MB. A corpus of any size needs a few thousand often."""

MOST_PAIRS = 62
"""Patterns of two tokens that there are bits for in an integer; the English ruler has 8."""

FACTORY = "dateline_forms"


def remember(nlp: Language) -> bool:
    """Put `Forms` in the place of ruler and lemmatizer, where their answers can be remembered; tell whether."""
    components = dict(nlp.pipeline)
    ruler, lemmatizer = components.get("attribute_ruler"), components.get("lemmatizer")
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
        return False
    places = [nlp.pipe_names.index(name) for name in ("attribute_ruler", "lemmatizer")]
    if places[1] != places[0] + 1 or lemmatizer.mode != "rule" or lemmatizer.overwrite or not _is_local(ruler):
        return False
    _freeze(lemmatizer)
    forms = nlp.add_pipe(FACTORY, before="attribute_ruler")
    forms.adopt(nlp.remove_pipe("attribute_ruler")[1], nlp.remove_pipe("lemmatizer")[1])  # type: ignore[attr-defined]
    return True


def _is_local(ruler: AttributeRuler) -> bool:
    """Tell whether each pattern looks at no more than a token and the next, and at nothing but READ."""
    local = all(len(pattern) <= 2 and all(READ.issuperset(token) for token in pattern) for pattern in _patterns(ruler))
    return local and len(_pairs(ruler)) <= MOST_PAIRS


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [pattern for rule in ruler.patterns for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"])]


def _pairs(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [pattern for pattern in _patterns(ruler) if len(pattern) > 1]


def _freeze(lemmatizer: Lemmatizer) -> None:
    """Make sets of the lemmatizer's lists of known words, which it only ever asks for membership."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for pos, words in list(index.items()):
        index[pos] = frozenset(words)


class Forms:
    """Attribute ruler and lemmatizer in one, asked once for each word with its tag and label.

    What they answer is remembered as a row of `SET`, with the texts that its hashes stand for: the store of strings may
    have forgotten them since. Patterns of two tokens are told by what each token could be in them, one bit a pattern.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._rows: dict[bytes, int] = {}
        self._texts: list[tuple[str, str]] = []
        self._values = np.zeros((1, len(SET)), np.uint64)
        self._first, self._second = np.zeros((2, 1), np.int64)

    def adopt(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Take the two components that are asked about what is not known."""
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._firsts, self._seconds = (Matcher(self.vocab) for _ in range(2))
        for number, (first, second) in enumerate(_pairs(ruler)):
            self._firsts.add(str(number), [[first]])
            self._seconds.add(str(number), [[second]])

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, label, part of speech, morphology and lemma of each token."""
        if not len(doc):
            return doc
        if len(self._rows) > REMEMBERED:
            self._rows.clear()
            self._texts.clear()
        rows = self._known(doc)
        for row in set(rows):
            self._remind(*self._texts[row])
        values = self._values[rows]
        for place in np.flatnonzero(self._first[rows[:-1]] & self._second[rows[1:]]).tolist():
            values[place], values[place + 1] = (self._paired(doc, at) for at in (place, place + 1))
        doc.from_array(SET, values)  # type: ignore[arg-type]  # thinc's own type for the same
        return doc

    def _known(self, doc: Doc) -> list[int]:
        """Give the row of each token; one that has none is asked about."""
        known, rows = self._rows, []
        for place, key in enumerate(doc.to_array(KEY).view(f"V{8 * len(KEY)}").ravel().tolist()):
            row = known.get(key)
            if row is None:
                row = known[key] = self._learn(doc, place)
            rows.append(row)
        return rows

    def _learn(self, doc: Doc, place: int) -> int:
        """Ask about a token alone, and what it could be in a pair; give its new row."""
        row = len(self._texts)
        if row >= len(self._values):
            self._values, self._first, self._second = (
                np.concatenate([kept, np.zeros_like(kept)]) for kept in (self._values, self._first, self._second)
            )
        shown = self._shown(doc, place, place + 1)
        self._first[row], self._second[row] = (
            sum(1 << int(self.vocab.strings[number]) for number, _, _ in pairs(shown, allow_missing=True))
            for pairs in (self._firsts, self._seconds)
        )
        answered = self._lemmatizer(self._ruler(shown))
        self._values[row] = answered.to_array(SET)[0]
        self._texts.append((answered[0].lemma_, str(answered[0].morph)))
        return row

    def _paired(self, doc: Doc, place: int) -> NDArray[np.uint64]:
        """Ask about a token together with its neighbours, as it stands in a pair."""
        start = max(0, place - 1)
        answered = self._lemmatizer(self._ruler(self._shown(doc, start, place + 2)))
        values: NDArray[np.uint64] = answered.to_array(SET)[place - start]
        return values

    def _shown(self, doc: Doc, start: int, end: int) -> Doc:
        """Give some tokens as ruler and lemmatizer are shown them."""
        tokens = doc[start:end]
        shown = Doc(self.vocab, words=[token.text for token in tokens], spaces=[False] * len(tokens))
        for token, original in zip(shown, tokens, strict=True):
            token.tag, token.dep = original.tag, original.dep
        return shown

    def _remind(self, *texts: str) -> None:
        """Add strings to the store again, should it have forgotten them with the batch that they came with."""
        for text in texts:
            self.vocab.strings.add(text)


@Language.factory(FACTORY)
def _forms(nlp: Language, name: str) -> Forms:  # noqa: ARG001 - spaCy's signature
    return Forms(nlp.vocab)
