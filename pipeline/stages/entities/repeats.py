"""Places of names that the model passed over: repeats of what it found elsewhere, and bare surnames."""

from collections.abc import Iterator, Sequence

from pipeline.stages.entities.clusters import initials
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import PARTICLES, Name, Words, disjoint, is_junk
from pipeline.stages.entities.spelling import without_suffix
from schemas.entity import EntityType

SHORT_FORM = 2
"""Words of an organisation's name that are one at least without its last."""

SHOUTED = 4
"""Letters of a surname in capitals, as a headline has it."""

FAMILY_FIRST = 3
"""Words of a name in which the family's may stand first."""

SHORTEST = 3
"""Letters of an acronym that stands for a name of the article, though no bracket says so."""


def add(names: list[Name], words: Words, known: Knowledge) -> list[Name]:
    """Give `names` and, between them, further places where one of them stands again."""
    wanted = _wanted(names, words, known)
    firsts: dict[str, list[tuple[tuple[str, ...], EntityType, str]]] = {}
    for phrase, (kind, rule) in wanted.items():
        firsts.setdefault(phrase[0], []).append((phrase, kind, rule))
    taken = {place for name in names for place in range(name.start, name.end)}
    found = [
        name
        for place, word in enumerate(words.words)
        if word in firsts and place not in taken
        for name in _at(place, firsts[word], words, known)
        if taken.isdisjoint(range(name.start, name.end))
    ]
    return disjoint([*names, *found]) if found else names


def _wanted(names: list[Name], words: Words, known: Knowledge) -> dict[tuple[str, ...], tuple[EntityType, str]]:
    wanted: dict[tuple[str, ...], tuple[EntityType, str]] = {}
    for name in names:
        phrase = tuple(words.words[name.start : name.end])
        wanted.setdefault(phrase, (name.type, "entities.repeat"))
        if name.type == "organisation" and len(short := initials(name.text)) >= SHORTEST and short not in known.names:
            wanted.setdefault((short,), ("organisation", "entities.acronym"))
        if name.type == "organisation" and len(phrase) > SHORT_FORM and known.is_company_head(phrase[-1]):
            wanted.setdefault(phrase[:-1], ("organisation", "entities.short_form"))
        if name.type == "organisation" and len(phrase) > 1 and _is_nickname(phrase[-1], known):
            wanted.setdefault((phrase[-1].upper(),), ("organisation", "entities.short_form"))
        surname = without_suffix(phrase)[-1]
        if name.type == "person" and len(phrase) > 1 and _is_surname(surname, known):
            whole = _with_hyphens(without_suffix(phrase))
            wanted.setdefault(whole, ("person", "entities.surname"))
            if whole[0].lower() in PARTICLES:
                wanted.setdefault((surname,), ("person", "entities.surname"))
        if name.type == "person" and len(surname) >= SHOUTED and _is_surname(surname, known) and not surname.isupper():
            wanted.setdefault((surname.upper(),), ("person", "entities.surname"))
        if name.type == "person" and len(phrase) == FAMILY_FIRST and _is_family_name(phrase[0], known):
            wanted.setdefault((phrase[0],), ("person", "entities.surname"))
    return wanted


def _with_hyphens(phrase: Sequence[str]) -> tuple[str, ...]:
    """Give the surname that ends a person's name, the parts that hyphens tie to it with it: "Holm-Berg"."""
    start = len(phrase) - 1
    while start > 1 and phrase[start - 1] == "-":
        start -= 2
    return tuple(phrase[start:])


def _is_nickname(word: str, known: Knowledge) -> bool:
    """Tell whether a club is called by the last word of its name in a headline in capitals: "HEAT PAST *JAZZ*"."""
    return len(word) >= SHOUTED and word[0].isupper() and word.lower() in known.nicknames


def _is_surname(word: str, known: Knowledge) -> bool:
    return len(word) > 2 and word[0].isupper() and word not in known.names and word.lower() not in known.junk


def _is_family_name(word: str, known: Knowledge) -> bool:
    """Tell whether a family name may stand first, as it does in East Asia: "*Lim* Boon Heng"."""
    return word.isalpha() and word[0].isupper() and word not in known.first_names and word not in known.names


def _at(
    place: int, phrases: list[tuple[tuple[str, ...], EntityType, str]], words: Words, known: Knowledge
) -> Iterator[Name]:
    for phrase, kind, rule in phrases:
        end = place + len(phrase)
        if tuple(words.words[place:end]) != phrase:
            continue
        if len(phrase) == 1 and not _may_be(kind, rule, place, words, known):
            continue
        text = words.slice(place, end)
        if not is_junk(text, words, place, end, known):
            yield Name(place, end, text, kind, rule)


def _may_be(kind: EntityType, rule: str, place: int, words: Words, known: Knowledge) -> bool:
    """Tell whether a single word may be a name: an acronym or a place before a title too ("GBI Director")."""
    behind = words.lowers[place + 1] if place + 1 < words.size else ""
    if kind == "place" and behind in known.title_forms and words.tags[place] == "NNP":
        return not (place and words.words[place - 1][:1].isupper() and words.tags[place - 1] == "NNP")
    if rule == "entities.acronym":
        return words.tags[place].startswith("NN")
    if words.words[place].isupper() and len(words.words[place]) >= SHOUTED and kind in {"organisation", "person"}:
        return words.tags[place].startswith("NN") and words.lowers[place] not in words.words
    return _is_whole_name(place, words) or (kind == "person" and (_acts(place, words) or _scores(place, words)))


def _scores(place: int, words: Words) -> bool:
    """Tell whether a surname stands on a ranking: "1. Lindqvist 160 points"."""
    before, behind = words.words[max(place - 1, 0)], words.words[place + 1 : place + 2]
    return bool(behind) and behind[0].isdigit() and (before == "." or "\n" in before) and words.tags[place][:2] == "NN"


def _acts(place: int, words: Words) -> bool:
    """Tell whether a surname that is a common noun as well ("Banks said") is one: before a verb, behind no noun."""
    if place + 1 >= len(words.words) or not words.tags[place].startswith("NN"):
        return False
    before = words.tags[place - 1] if place else "."
    return words.tags[place + 1] in {"VBD", "VBZ"} and not before.startswith(("NN", "JJ", "DT", "POS", "PRP$"))


def _is_whole_name(place: int, words: Words) -> bool:
    """Tell whether a single word is a proper noun of its own, not a part of a longer name."""
    if not words.tags[place].startswith("NNP"):
        return False
    before = words.words[place - 1] if place else "."
    after = words.words[place + 1] if place + 1 < len(words.words) else "."
    if after[:1].isupper() and words.tags[place + 1].startswith("NNP"):
        return False
    return not (before[:1].isupper() and words.tags[place - 1].startswith("NNP") and len(before) > 1)
