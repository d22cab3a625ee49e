"""Headlines in Title Case: they are read with the small letters of a sentence, or every verb is taken for a name."""

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import columns
from pipeline.lexicon import load
from pipeline.model import verbs
from pipeline.ner.recogniser import LEXICON, FunctionWords
from schemas.article import Block

HEADINGS = frozenset({"title", "heading"})

LONG_ENOUGH = 4
"""Letters of the words by which a headline is told to be in Title Case; shorter ones may stay small in it."""

FEWEST = 2
"""How many such words it must have, besides its first."""

ENDINGS = (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""Endings of verbs, and what stands for them in the form that the dictionary has."""

_WRITTEN = "dateline written"
"""Where a doc keeps its words as they are written, while the tagger reads them as a sentence would have them."""

_ENDS = frozenset({".", "!", "?", ":", '"', "“", "”", "''", "``", "‘", "'", "(", "-", "–", "—"})


class Headlines:
    """Gives headlines small letters, where the article or the dictionary knows a word in them, and takes them back."""

    def __init__(self, nlp: Language) -> None:
        self.verbs = verbs(nlp)
        self.function_words = frozenset(load(LEXICON, FunctionWords).words)

    def lowered(self, doc: Doc, blocks: Iterable[Block], place: int) -> Doc:
        """Give `doc`, which begins at a place of the text, with the words of its headlines as a sentence has them."""
        spans = [(block.start - place, block.end - place) for block in blocks if block.kind in HEADINGS]
        headings = [found for span in spans if (found := doc.char_span(*span)) is not None]
        titled = [heading for heading in headings if _is_title_case([token.text for token in heading])]
        if not titled:
            return doc
        written = [token.text for token in doc]
        inside = {token.i for heading in headings for token in heading}
        seen = Counter(word for i, word in enumerate(written) if i not in inside and i and written[i - 1] not in _ENDS)
        words = list(written)
        for heading in titled:
            for i in range(heading.start + 1, heading.end):
                if self._is_common(words[i], seen):
                    words[i] = words[i].lower()
        made = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
        made.user_data[_WRITTEN] = written
        return made

    def _is_common(self, word: str, seen: Counter[str]) -> bool:
        """Tell whether a word with a capital is no name: as the body has it, else if it is a verb of the dictionary."""
        if not word.istitle() or not word.isascii():
            return False
        small = word.lower()
        if seen[small] or seen[word]:
            return seen[small] > seen[word]
        return small in self.function_words or self._is_verb(small)

    def _is_verb(self, word: str) -> bool:
        return word in self.verbs or any(
            word.removesuffix(ending) + stem in self.verbs for ending, stem in ENDINGS if word.endswith(ending)
        )


def restored(doc: Doc) -> Doc:
    """Give a doc with its words as they are written, and what was read of them."""
    written = doc.user_data.get(_WRITTEN)
    if written is None:
        return doc
    return columns.from_columns(columns.to_columns(doc, "").model_copy(update={"words": tuple(written)}), doc.vocab)


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words[1:] if len(word) >= LONG_ENOUGH and word.isalpha()]
    return len(long) >= FEWEST and all(word[0].isupper() for word in long) and not all(map(str.isupper, long))
