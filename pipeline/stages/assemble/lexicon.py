"""The lexicon of status: what may stand in `status_cues.toml`, and the same as look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import field_validator

from pipeline.lexicon import Lexicon, load
from schemas.status import Status

type ByStatus = dict[Status, tuple[str, ...]]


class WordList(Lexicon):
    """A plain list of words."""

    words: tuple[str, ...]


class Phrases(Lexicon):
    """A list of phrases of two or more words."""

    phrases: tuple[str, ...]

    @field_validator("phrases")
    @classmethod
    def _several_words(cls, phrases: tuple[str, ...]) -> tuple[str, ...]:
        if any(" " not in phrase for phrase in phrases):
            raise ValueError("a pseudo-cue has two or more words")
        return phrases


class StatusCues(Lexicon):
    """`status_cues.toml`."""

    verbs: ByStatus
    verbs_object: WordList
    refused: dict[str, tuple[str, ...]]
    verbs_phrase: WordList
    nouns: ByStatus
    nouns_infinitive: WordList
    modifiers: ByStatus
    predicates: ByStatus
    auxiliaries: ByStatus
    subordinators: ByStatus
    prepositions: ByStatus
    determiners: ByStatus
    never: WordList
    factive: WordList
    pseudo: Phrases


@dataclass(frozen=True)
class StatusWords:
    """The lexicon by word."""

    verbs: Mapping[str, Status]
    verbs_object: frozenset[str]
    refused: Mapping[str, frozenset[str]]
    verbs_phrase: frozenset[str]
    nouns: Mapping[str, Status]
    nouns_infinitive: frozenset[str]
    modifiers: Mapping[str, Status]
    predicates: Mapping[str, Status]
    auxiliaries: Mapping[str, Status]
    subordinators: Mapping[str, Status]
    prepositions: Mapping[str, Status]
    determiners: Mapping[str, Status]
    never: frozenset[str]
    factive: frozenset[str]
    pseudo: Mapping[str, tuple[tuple[str, ...], ...]]


def by_word(classes: ByStatus) -> dict[str, Status]:
    """Turn status -> words into word -> status; where a word stands twice, the first status counts."""
    found: dict[str, Status] = {}
    for status, words in classes.items():
        for word in words:
            found.setdefault(word, status)
    return found


def status_words() -> StatusWords:
    """Load `status_cues.toml`; raises LexiconError where it does not hold."""
    cues = load("status_cues", StatusCues)
    pseudo: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cues.pseudo.phrases:
        words = tuple(phrase.split())
        pseudo.setdefault(words[0], []).append(words)
    return StatusWords(
        verbs=by_word(cues.verbs),
        verbs_object=frozenset(cues.verbs_object.words),
        refused={verb: frozenset(nouns) for verb, nouns in cues.refused.items()},
        verbs_phrase=frozenset(cues.verbs_phrase.words),
        nouns=by_word(cues.nouns),
        nouns_infinitive=frozenset(cues.nouns_infinitive.words),
        modifiers=by_word(cues.modifiers),
        predicates=by_word(cues.predicates),
        auxiliaries=by_word(cues.auxiliaries),
        subordinators=by_word(cues.subordinators),
        prepositions=by_word(cues.prepositions),
        determiners=by_word(cues.determiners),
        never=frozenset(cues.never.words),
        factive=frozenset(cues.factive.words),
        pseudo={word: tuple(phrases) for word, phrases in pseudo.items()},
    )
