"""The linguistic annotation of one article as columns, one value a token: the artifact of `annotate`."""

from pydantic import Field

from schemas.base import Record


class EntitySpan(Record):
    """A named entity as the model marked it, in tokens ``[start, end)``."""

    start: int = Field(description="First token.")
    end: int = Field(description="The token behind the last one.")
    label: str = Field(description="Label of the recogniser.")
    confidence: float | None = Field(default=None, description="How sure the recogniser was, from 0 to 1.")


class Annotation(Record):
    """Tokens and their tags, lemmas and dependencies; all columns have one value a token.

    `heads` are token numbers; `sentence_starts` are the tokens that begin a sentence. The words and their
    trailing spaces give back the clean text, character for character.
    """

    model: str = Field(description="Name and version of the spaCy pipeline.")
    words: tuple[str, ...] = Field(description="The tokens.")
    spaces: tuple[bool, ...] = Field(description="Whether a space follows each token.")
    tags: tuple[str, ...] = Field(description="Fine part-of-speech tags.")
    pos: tuple[str, ...] = Field(description="Universal part-of-speech tags.")
    morphs: tuple[str, ...] = Field(description="Morphological features.")
    lemmas: tuple[str, ...] = Field(description="Dictionary forms.")
    heads: tuple[int, ...] = Field(description="Number of the token that each depends on.")
    deps: tuple[str, ...] = Field(description="Dependency labels.")
    sentence_starts: tuple[int, ...] = Field(description="Tokens that begin a sentence.")
    entities: tuple[EntitySpan, ...] = Field(description="Named entities as the model marked them.")
