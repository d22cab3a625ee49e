"""A memory zone of spaCy that lasts for several batches.

The vocabulary would grow by 6 KB an article for ever; a zone forgets the words that came with it. With a zone for each
batch, the common words of news are made anew and tokenized anew every time, which is a tenth of the model's time.
"""

from contextlib import AbstractContextManager
from functools import cache

from spacy.language import Language

CHARACTERS = 1_000_000
"""Characters of the texts that one zone is for: some 500 articles, 3 MB of words."""


class Zone:
    """The zone that a spaCy pipeline works in. Nothing made in it, no doc above all, is kept from batch to batch."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._open: AbstractContextManager[object] | None = None
        self._room = 0

    def take(self, characters: int) -> None:
        """Make ready for so many characters: in the zone that is open, or in a new one where that has had its share."""
        if self._room <= 0:
            self.close()
            self._open, self._room = self._nlp.memory_zone(), CHARACTERS
            self._open.__enter__()
        self._room -= characters

    def close(self) -> None:
        """Forget the words; the next batch opens a new zone."""
        if self._open:
            self._open.__exit__(None, None, None)
        self._open, self._room = None, 0


@cache
def of(nlp: Language) -> Zone:
    """Give the zone of a spaCy pipeline, which can have but one open at a time."""
    return Zone(nlp)
