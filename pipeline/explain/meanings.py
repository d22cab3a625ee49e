"""The meanings of rules, statuses and reasons, in sentences (`meanings.toml`)."""

from functools import cache
from importlib import resources

from pipeline.lexicon import Lexicon, parse


class Meanings(Lexicon):
    """`meanings.toml`: word -> sentence or phrase."""

    rules: dict[str, str]
    statuses: dict[str, str]
    bases: dict[str, str]
    resolutions: dict[str, str]
    resolved_by: dict[str, str]
    passed_over: dict[str, str]


@cache
def meanings() -> Meanings:
    """Load `meanings.toml`; raises LexiconError where it does not hold."""
    text = (resources.files("pipeline.explain") / "meanings.toml").read_text(encoding="utf-8")
    return parse(text, Meanings, "meanings.toml")
