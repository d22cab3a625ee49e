"""The trained network, run by ONNX Runtime: names and confidences in plain text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from pipeline import lexicon
from pipeline.errors import ModelError
from pipeline.fingerprint import fingerprint
from pipeline.ner import segments, words
from pipeline.ner.decoding import Floats, Found, decode
from pipeline.ner.forms import Form, Forms
from pipeline.ner.wordpieces import WordPieces

FOLDER = Path(__file__).parent / "model"
NETWORK, VOCABULARY, CHECKSUMS = "ner.onnx", "vocabulary.txt", "SHA256SUMS"
LEXICON = "function_words"

SLOWER = ["SkipLayerNormFusion"]
"""Fusions of ONNX Runtime that cost more than they save: 8 % of the whole, this one."""


class FunctionWords(lexicon.Lexicon):
    """The lexicon of words that are capitalised for their place alone, in lower case."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in characters ``[start, end)``; `type` is PER, ORG or LOC; `confidence` from 0 to 1, to two decimals."""

    start: int
    end: int
    type: str
    confidence: float


class Recogniser:
    """Finds names in text. What it finds in a text depends on that text alone.

    Every segment is a call of its own: the int8 network takes its ranges from all it is given at once, so that
    segments in one batch would change each other's scores. Measured, that costs nothing: no padding is computed.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        """Load and verify the network and its vocabulary; raises ModelError where they are not what was shipped."""
        import onnxruntime

        verify(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # lengths change from call to call
        self._session = onnxruntime.InferenceSession(
            str(folder / NETWORK), options, ["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
        pieces = WordPieces.read(folder / VOCABULARY)
        self._marks = pieces.first, pieces.last
        self._forms = Forms(pieces, frozenset(lexicon.load(LEXICON, FunctionWords).words))

    def __call__(self, text: str, sentences: Iterable[int]) -> list[Mention]:
        """Give the names of a text in their order; `sentences` are the characters at which sentences begin.

        A sentence without a capital that it does not owe to its first word is passed over: a fifth of news has none.
        """
        spans = words.split(text)
        forms = [self._forms[text[start:end]] for start, end in spans]
        sizes = [form.size for form in forms]
        pauses = [form.is_pause for form in forms]
        capitals = [form.can_name for form in forms]
        found: list[Mention] = []
        for paragraph in segments.sentences(text, spans, sentences):
            naming = [sentence for sentence in paragraph if any(capitals[sentence.start : sentence.stop])]
            for segment in segments.pack(naming, sizes, pauses):
                places = [spans[word] for word in segment]
                names = self._names(text, places, [forms[word] for word in segment])
                found.extend(mentions(text, places, names))
        return found

    def _names(self, text: str, places: list[tuple[int, int]], forms: list[Form]) -> list[Found]:
        """Read one segment: the scores of a word are those of its first piece."""
        stretches = segments.stretches([form.can_name for form in forms])
        if not stretches:
            return []
        first, last = self._marks
        ids, rows, firsts = [first], [words.PAD], []
        for form, shape in zip(forms, words.within(text, places, [form.shape for form in forms]), strict=True):
            firsts.append(len(ids))
            ids += form.pieces
            rows += [shape] * form.size
        ids.append(last)
        rows.append(words.PAD)
        wanted = [place for stretch in stretches for place in firsts[stretch.start : stretch.stop]]
        inputs = {"ids": np.array(ids), "shape": np.array(rows), "wanted": np.array(wanted)}
        scores: Floats = self._session.run(None, inputs)[0]
        return decode(scores, stretches)


def mentions(text: str, places: Sequence[tuple[int, int]], names: Iterable[Found]) -> Iterator[Mention]:
    """Give names over the words at `places` as mentions in the text."""
    for name in names:
        start, end = places[name.first][0], places[name.end - 1][1]
        yield Mention(start, with_stop(text, start, end), name.type, name.confidence)


ABBREVIATED = frozenset(["Inc", "Corp", "Co", "Ltd", "Jr", "Sr", "Bros", "St"])


def with_stop(text: str, start: int, end: int) -> int:
    """Give the end of a name with the full stop that belongs to it: "U.S.", "Acme Inc."."""
    if text[end : end + 1] != ".":
        return end
    last = text[start:end].rsplit(" ", 1)[-1]
    dotted = len(last) >= 3 and last[-2] == "." and last[-1].isupper()
    return end + 1 if dotted or last in ABBREVIATED else end


@cache
def checksum(folder: Path = FOLDER) -> str:
    """Digest the checksums of the shipped files, and the lexicon: with the code, the identity of the recogniser."""
    return fingerprint(_listed(folder), lexicon.source(LEXICON))


def verify(folder: Path) -> None:
    """Compare the files with their checksums; raises ModelError, naming the file, where one differs."""
    for line in _listed(folder).splitlines():
        wanted, name = line.split()
        try:
            found = sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"{folder / name} cannot be read: {error.strerror}. Install dateline again.") from error
        if found != wanted:
            raise ModelError(f"{folder / name} is not the file that was shipped. Install dateline again.")


def _listed(folder: Path) -> str:
    try:
        return (folder / CHECKSUMS).read_text(encoding="ascii")
    except OSError as error:
        raise ModelError(f"{folder / CHECKSUMS} cannot be read: {error.strerror}. Install dateline again.") from error
