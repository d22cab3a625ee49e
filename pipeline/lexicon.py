"""Lexicons: word knowledge as TOML in `pipeline/lexicons/`, validated when it is loaded.

What a copy editor could review is data and stands there; grammar stands in Python beside its rule. A lexicon is
one file; the stage that reads it gives the pydantic model that says what may stand in it. Every lexicon may hold
``[[examples]]``, which the tests run.
"""

import tomllib
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import LexiconError
from pipeline.fingerprint import fingerprint


class Lexicon(BaseModel):
    """Base of all lexicon models: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def load[T: BaseModel](name: str, model: type[T]) -> T:
    """Read the lexicon `name` and hold it against `model`.

    Raises LexiconError with the file and line of the first key that does not hold.
    """
    return parse(source(name).decode("utf-8"), model, f"{name}.toml")


def parse[T: BaseModel](text: str, model: type[T], file: str) -> T:
    """Read lexicon text; `file` is its name in error messages."""
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{file}, line {_line(text, first['loc'])}: {key}: {first['msg']}") from error


@cache
def source(name: str) -> bytes:
    """Give the bytes of the lexicon `name`; raises LexiconError where there is none."""
    file = resources.files("pipeline") / "lexicons" / f"{name}.toml"
    if not file.is_file():
        raise LexiconError(f"There is no lexicon {name!r} (pipeline/lexicons/{name}.toml).")
    return file.read_bytes()


def digest(names: tuple[str, ...]) -> str:
    """Fingerprint the bytes of several lexicons."""
    return fingerprint(*(source(name) for name in names))


def _line(text: str, location: tuple[int | str, ...]) -> int:
    """Find the line of a key: the deepest part of `location` that can be followed down the file."""
    line, found = 0, 0
    lines = text.splitlines()
    for part in location:
        for number in range(line, len(lines)):
            if isinstance(part, str) and _names(lines[number], part):
                line = found = number
                break
    return found + 1


def _names(line: str, key: str) -> bool:
    bare = line.strip()
    if bare.startswith("["):
        return key in bare.strip("[] ").replace('"', "").split(".")
    return bare.split("=")[0].strip().strip('"') == key
