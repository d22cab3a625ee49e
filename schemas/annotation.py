"""The linguistic annotation of one article as columns, one value a token: the artifact of `annotate`."""

from schemas.base import Record


class EntitySpan(Record):
    """A named entity as the model marked it, in tokens ``[start, end)``."""

    start: int
    end: int
    label: str
    confidence: float | None = None


class Annotation(Record):
    """Tokens and their tags, lemmas and dependencies; all columns have one value a token.

    `heads` are token numbers; `sentence_starts` are the tokens that begin a sentence. The words and their
    trailing spaces give back the clean text, character for character.
    """

    model: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    morphs: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    sentence_starts: tuple[int, ...]
    entities: tuple[EntitySpan, ...]
