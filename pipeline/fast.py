"""The fast path: the same annotations as the stock spaCy pipeline gives, in about half the time.

Three things cost a stock pipeline most of its time, and all can be had for less without changing what it finds:

- The matrix products. thinc multiplies with BLIS, which has no tuned kernels for many recent processors; `DatelineOps`
  multiplies with numpy, that is with OpenBLAS. (`pipeline.cli.environment` picks its kernels, before numpy is loaded.)
- The attribute ruler and the lemmatizer, which match 180 patterns at every token though their answer depends on the
  word, its tag and its dependency label alone: `Forms` asks them once for each such triple.
- The lemmatizer's look-ups in lists of 60,000 words, which become sets.

What does not fit (other processors, other kinds of pipelines) is left as it is.
"""

from dataclasses import dataclass
from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, MorphAnalysis, Token
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps

READ = frozenset({"TAG", "LOWER", "ORTH", "TEXT", "DEP", "IS_SPACE"})
"""What the ruler's patterns may look at, so that a word, its tag and its label decide."""

REMEMBERED = 100_000
"""Triples that are remembered before all are forgotten: some 30 MB. A corpus of any size needs a few thousand often."""

FACTORY = "dateline_forms"


@dataclass(frozen=True, slots=True)
class Gains:
    """What of the fast path a pipeline uses: the layers that multiply with OpenBLAS, and remembered forms."""

    layers: int
    forms: bool


class DatelineOps(NumpyOps):  # type: ignore[misc]  # thinc has no types
    """Array operations of thinc on the processor, with the products of matrices by numpy."""

    name = "dateline"

    def gemm(
        self,
        x: NDArray[Any],
        y: NDArray[Any],
        out: NDArray[Any] | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> NDArray[Any]:
        """Multiply two matrices, each transposed where asked, into `out` where given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        product: NDArray[Any] = numpy.dot(left, right) if out is None else numpy.dot(left, right, out=out)
        return product


def accelerate(nlp: Language) -> Gains:
    """Make a loaded pipeline fast; what it finds stays the same."""
    return Gains(_use_openblas(nlp), _remember_forms(nlp))


def _use_openblas(nlp: Language) -> int:
    ops, layers = DatelineOps(), 0
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = ops
                layers += 1
    return layers


def _remember_forms(nlp: Language) -> bool:
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
    return all(len(pattern) <= 2 and all(READ.issuperset(token) for token in pattern) for pattern in _patterns(ruler))


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [pattern for rule in ruler.patterns for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"])]


def _freeze(lemmatizer: Lemmatizer) -> None:
    """Make sets of the lemmatizer's lists of known words, which it only ever asks for membership."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for pos, words in list(index.items()):
        index[pos] = frozenset(words)


@dataclass(frozen=True, slots=True)
class _Form:
    """What ruler and lemmatizer make of a token. The lemma is kept as text: its hash may outlive its string."""

    tag: int
    dep: int
    pos: int
    morph: MorphAnalysis
    lemma: str


class Forms:
    """Attribute ruler and lemmatizer in one, asked once for each word with its tag and label."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._known: dict[tuple[int, int, int], _Form] = {}

    def adopt(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        """Take the two components that are asked about what is not known."""
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._pairs = Matcher(self.vocab)
        pairs = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        if pairs:
            self._pairs.add("pairs", pairs)

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, label, part of speech, morphology and lemma of each token."""
        known = self._known
        if len(known) > REMEMBERED:
            known.clear()
        paired = {place for _, start, end in self._pairs(doc, allow_missing=True) for place in range(start, end)}
        keys = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        found = []
        for place, (orth, tag, dep) in enumerate(keys):
            key = (orth, tag, dep)
            form = known.get(key) if place not in paired else self._ask(doc, place - 1, place + 2, place)
            if form is None:
                form = known[key] = self._ask(doc, place, place + 1, place)
            found.append(form)
        for token, form in zip(doc, found, strict=True):
            _set(token, form)
        return doc

    def _ask(self, doc: Doc, start: int, end: int, place: int) -> _Form:
        """Ask about the token at `place`, shown with what stands from `start` to `end`."""
        tokens = doc[max(0, start) : end]
        shown = Doc(self.vocab, words=[token.text for token in tokens], spaces=[False] * len(tokens))
        for token, original in zip(shown, tokens, strict=True):
            token.tag, token.dep = original.tag, original.dep
        token = self._lemmatizer(self._ruler(shown))[place - tokens.start]
        return _Form(token.tag, token.dep, token.pos, token.morph, token.lemma_)


def _set(token: Token, form: _Form) -> None:
    token.tag, token.dep, token.pos = form.tag, form.dep, form.pos
    token.morph = form.morph
    token.lemma_ = form.lemma


@Language.factory(FACTORY)
def _forms(nlp: Language, name: str) -> Forms:  # noqa: ARG001 - spaCy's signature
    return Forms(nlp.vocab)
