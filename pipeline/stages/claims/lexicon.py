"""The lexicon of attribution: what may stand in `cues.toml`, and the same as look-ups for the hot path."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.lexicon import Lexicon, load
from schemas.claim import CueType, SourceType

DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
"""When, and neither who nor on whom: "the ministry *on Monday*", "called from Idlib *on Sunday*"."""

type ByCue = dict[CueType, tuple[str, ...]]


class Frames(Lexicon):
    """What verbs take beside a clause and a quotation."""

    clause_only: tuple[str, ...]
    quote_only: tuple[str, ...]
    naming: tuple[str, ...]
    infinitive: tuple[str, ...]
    object_infinitive: tuple[str, ...]
    causing: tuple[str, ...]
    addressee: tuple[str, ...]
    object: tuple[str, ...]
    evident: tuple[str, ...]
    offers: tuple[str, ...]
    as_: tuple[str, ...]
    small_clause: tuple[str, ...]
    object_preposition: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]
    preposition: dict[str, tuple[str, ...]]
    phrasal: dict[str, dict[str, CueType]]
    particle_only: dict[str, tuple[str, ...]]
    particle_object: dict[str, dict[str, CueType]]
    asked: dict[str, tuple[str, ...]]
    subjects: dict[str, tuple[str, ...]]
    no_content: dict[str, tuple[str, ...]]
    aftermath: tuple[str, ...]
    passive_subject: tuple[str, ...]
    passive_only: tuple[str, ...]
    raising: tuple[str, ...]
    carriers: tuple[str, ...]


class Cues(Lexicon):
    """`cues.toml`."""

    verbs: ByCue
    frames: Frames
    nouns: ByCue
    nouns_of: ByCue
    adverbs: ByCue
    adjectives: ByCue
    feelings: tuple[str, ...]
    prepositions: dict[str, tuple[str, ...]]
    sources: dict[SourceType, tuple[str, ...]]
    bodies: tuple[str, ...]
    callings: tuple[str, ...]
    platforms: tuple[str, ...]
    rubrics: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True)
class CueWords:
    """The lexicon by lemma; the first class that lists a word wins."""

    verbs: Mapping[str, CueType]
    nouns: Mapping[str, CueType]
    nouns_of: Mapping[str, CueType]
    adverbs: Mapping[str, CueType]
    adjectives: Mapping[str, CueType]
    feelings: frozenset[str]
    views: frozenset[str]
    sources: Mapping[str, SourceType]
    bodies: frozenset[str]
    callings: frozenset[str]
    platforms: frozenset[str]
    rubrics: frozenset[str]
    reports: frozenset[str]
    clause_only: frozenset[str]
    quote_only: frozenset[str]
    naming: frozenset[str]
    infinitive: frozenset[str]
    object_infinitive: frozenset[str]
    controllers: frozenset[str]
    addressee: frozenset[str]
    object: frozenset[str]
    evident: frozenset[str]
    offers: frozenset[str]
    as_: frozenset[str]
    small_clause: frozenset[str]
    object_preposition: Mapping[str, frozenset[str]]
    measures: Mapping[str, frozenset[str]]
    preposition: Mapping[str, frozenset[str]]
    phrasal: Mapping[tuple[str, str], CueType]
    particle_only: Mapping[str, frozenset[str]]
    particle_object: Mapping[tuple[str, str], CueType]
    asked: Mapping[str, frozenset[str]]
    subjects: Mapping[str, frozenset[str]]
    no_content: Mapping[str, frozenset[str]]
    aftermath: frozenset[str]
    passive_subject: frozenset[str]
    passive_only: frozenset[str]
    raising: frozenset[str]
    carriers: frozenset[str]
    nominal: frozenset[str]
    phrases: frozenset[str]
    no_sources: frozenset[str]


def by_word[T: str](classes: Mapping[T, tuple[str, ...]]) -> dict[str, T]:
    """Turn class -> words into word -> class; where a word stands twice, the first class counts."""
    found: dict[str, T] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(word, name)
    return found


def _sets(table: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(values) for word, values in table.items()}


def _pairs(table: Mapping[str, Mapping[str, CueType]]) -> dict[tuple[str, str], CueType]:
    return {(verb, word): kind for verb, words in table.items() for word, kind in words.items()}


def _answered_for(frames: Frames) -> list[str]:
    """Give the verbs of blame and praise: "blamed *them* for lying"."""
    return [verb for verb, words in frames.object_preposition.items() if not {"for", "of"}.isdisjoint(words)]


def cue_words() -> CueWords:
    """Load `cues.toml`; raises LexiconError where it does not hold."""
    cues = load("cues", Cues)
    frames = cues.frames
    return CueWords(
        verbs=by_word(cues.verbs),
        nouns=by_word(cues.nouns),
        nouns_of=by_word(cues.nouns_of),
        adverbs=by_word(cues.adverbs),
        adjectives=by_word(cues.adjectives),
        feelings=frozenset(cues.feelings),
        views=frozenset(cues.prepositions["view"]),
        sources=by_word(cues.sources),
        bodies=frozenset(cues.bodies),
        callings=frozenset(cues.callings),
        platforms=frozenset(cues.platforms),
        rubrics=frozenset(cues.rubrics),
        reports=frozenset(cues.reports),
        clause_only=frozenset(frames.clause_only),
        quote_only=frozenset(frames.quote_only),
        naming=frozenset(frames.naming),
        infinitive=frozenset(frames.infinitive),
        object_infinitive=frozenset(frames.object_infinitive),
        controllers=frozenset([*frames.object_infinitive, *frames.causing, *_answered_for(frames)]),
        addressee=frozenset(frames.addressee),
        object=frozenset(frames.object),
        evident=frozenset(frames.evident),
        offers=frozenset(frames.offers),
        as_=frozenset(frames.as_),
        small_clause=frozenset(frames.small_clause),
        object_preposition=_sets(frames.object_preposition),
        measures=_sets(frames.measures),
        preposition=_sets(frames.preposition),
        phrasal=_pairs(frames.phrasal),
        particle_only=_sets(frames.particle_only),
        particle_object=_pairs(frames.particle_object),
        asked=_sets(frames.asked),
        subjects=_sets(frames.subjects),
        no_content=_sets(frames.no_content),
        aftermath=frozenset(frames.aftermath),
        passive_subject=frozenset(frames.passive_subject),
        passive_only=frozenset(frames.passive_only),
        raising=frozenset(frames.raising),
        carriers=frozenset(frames.carriers),
        nominal=frozenset([*by_word(cues.nouns), *by_word(cues.adjectives)]),
        phrases=frozenset(["according", "clear", "per", *by_word(cues.adverbs), *cues.prepositions["view"]]),
        no_sources=frozenset(cues.prepositions["no_source"]),
    )
