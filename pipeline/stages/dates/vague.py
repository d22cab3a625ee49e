"""Expressions that name no stretch of the calendar: "recently", "recent days", "for decades"."""

from decimal import Decimal

from pipeline.stages.dates.calendar_dates import year
from pipeline.stages.dates.lengths import length
from pipeline.stages.dates.nodes import Amount, Duration, Node, Shifted, Vague, Years
from pipeline.stages.dates.scan import Scan

type Found = tuple[Node, int]

_DISTANCES = frozenset(["after", "before", "away"])


def fuzzy(s: Scan, i: int) -> Found | None:
    """Read a phrase of the lexicon; adverbs of one word only where they are adverbs."""
    after_at = s.vocabulary.fuzzy_after_at.match(s.words, i) if s.word(i - 1) == "at" else None
    if after_at and _goes_on(s, after_at[1]):
        return None  # "at this time of year", "at the time he left"
    if after_at:
        return Vague(after_at[0], "DATE"), after_at[1]
    found = s.vocabulary.fuzzy.match(s.words, i)
    if found is None:
        longer = s.vocabulary.fuzzy_durations.match(s.words, i)
        return (Vague(longer[0], "DURATION"), longer[1]) if longer else None
    if found[1] - i == 1 and not _stands_alone(s, i):
        return None
    if s.words[i] == "long" and s.word(i - 1) in ("how", "so"):
        return None
    if s.words[i] == "the" and s.token(found[1] - 1).pos_ != "NOUN":
        return None  # "the past president"
    return Vague(found[0], "DATE"), found[1]


def _goes_on(s: Scan, end: int) -> bool:
    """Tell whether something else tells which time it is."""
    told = any(child.dep_ in ("relcl", "acl", "prep") for child in s.token(end - 1).children)
    return s.word(end) in ("of", "that", "when") or (s.words[end - 2 : end] == ["the", "time"] and told)


def _stands_alone(s: Scan, i: int) -> bool:
    cues = s.vocabulary.words.cues
    led_on = s.word(i + 1) in (cues.never_now_after if s.words[i] == "now" else cues.never_vague_after)
    if led_on or s.word(i - 1) in cues.never_vague_before or (s.word(i - 1) == "so" and s.words[i] != "now"):
        return False
    named = s.is_capital(i) and s.is_capital(i - 1) and not s.begins_sentence(i)  # "Democracy Now"
    return s.token(i).pos_ == "ADV" and not named


def one_day(s: Scan, i: int) -> Found | None:
    """Read "one day" of what is to come: "one day they will meet"."""
    unit = s.token(i + 1)
    ahead = any(child.lower_ in s.vocabulary.words.tense.modals for child in unit.head.children)
    is_some = unit.dep_ == "npadvmod" and s.word(i - 1) not in ("just", "only") and s.word(i + 2) != "-"
    return (Vague("FUTURE_REF", "DATE"), i + 2) if ahead and is_some else None


def recent(s: Scan, i: int) -> Found | None:
    """Read "recent days", "recent years": a length of unknown number."""
    unit = s.vocabulary.units.get(s.word(i + 1))
    if s.words[i] != "recent" or unit is None or s.words[i + 1] not in s.vocabulary.plurals:
        return None
    return Vague(length((Amount(None, unit),)), "DURATION"), i + 2


def attributive(s: Scan, i: int) -> Found | None:
    """Read "recent" and "current" before a noun: "recent losses", not "current account", "the most recent model"."""
    value = s.vocabulary.words.fuzzy_before_nouns.get(s.words[i])
    if (
        value is None
        or s.word(i + 1) in s.vocabulary.words.cues.never_current_after
        or s.word(i - 1) in ("most", "more")
    ):
        return None
    if s.token(i).dep_ != "amod" or (s.is_capital(i) and not s.begins_sentence(i)):
        return None
    return Vague(value, "DATE"), i + 1


def plural(s: Scan, i: int) -> Found | None:
    """Read "years" in "for years", "days" in "days after the attack", "weeks later"."""
    form = s.words[i]
    unit = s.vocabulary.units.get(form)
    if unit is None or form not in s.vocabulary.plurals or unit in ("half", "season", "quarter", "weekend"):
        return None
    if s.word(i + 1) == "ahead" and s.word(i - 1) == "the":
        return None  # read with its article
    if s.word(i + 1) in ("later", "earlier"):
        return Vague("FUTURE_REF" if s.words[i + 1] == "later" else "PAST_REF", "DATE"), i + 2
    led = s.word(i - 1) in s.vocabulary.words.cues.length_before or _is_told_alike(s, i)
    if not led and s.word(i + 1) not in _DISTANCES and not _is_filled(s, i):
        return None
    return Duration((Amount(None, unit),)), i + 1


def _is_told_alike(s: Scan, i: int) -> bool:
    """Tell whether it is how long something lasts: "could *last weeks* or *months*"."""
    if s.word(i - 1) == "or" and s.word(i - 2) in s.vocabulary.plurals:
        return _is_told_alike(s, i - 2) or s.word(i - 3) in s.vocabulary.words.cues.length_before
    return s.word(i - 1) == "last" and s.token(i - 1).tag_ == "VB"


def _is_filled(s: Scan, i: int) -> bool:
    """Tell whether it is a length that something fills: "months of talks", not "the days of cheap oil"."""
    if s.word(i + 1) != "of" or s.words[i] == "days" or s.token(i + 2).tag_ in ("DT", "PRP$", "CD", "WDT"):
        return False
    return i == 0 or s.token(i - 1).tag_ not in ("DT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "WDT")


def long(s: Scan, i: int) -> Found | None:
    """Read "year-long", "decades-long", "weeklong"."""
    form = s.words[i]
    if form.endswith("long") and form[:-4] in s.vocabulary.words.units:
        return Duration((Amount(Decimal(1), s.vocabulary.units[form[:-4]]),)), i + 1
    unit = s.vocabulary.units.get(form)
    if unit is None or s.word(i + 1) != "-" or s.word(i + 2) != "long" or s.word(i - 1) == "-":
        return None
    return Duration((Amount(None if form in s.vocabulary.plurals else Decimal(1), unit),)), i + 3


def year_end(s: Scan, i: int) -> Found | None:
    """Read "year-end", "year end", "year-end 2023", "2023 year-end", "month-end"."""
    unit = s.vocabulary.units.get(s.words[i])
    if unit is None:
        before = year(s, i)
        behind = year_end(s, before[1]) if before and s.word(before[1]) == "year" else None
        return (Years(f"{before[0]:04}"), behind[1]) if before and behind else None
    at = s.skip(i + 1, "-")
    if s.word(at) != "end" or s.word(at + 1) == "of":
        return None
    if unit != "year":
        return (Shifted(unit, Decimal(0)), at + 1) if s.word(at - 1) == "-" else None
    found = year(s, at + 1)
    return (Years(f"{found[0]:04}"), found[1]) if found else (Shifted("year", Decimal(0)), at + 1)
