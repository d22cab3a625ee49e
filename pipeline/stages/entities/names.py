"""Names as they stand in the text: read off the model and the lexicons, cut to size, junk left out."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, itemgetter

from spacy.tokens import Doc

from pipeline.ner.confidence import confidence
from pipeline.stages.entities import portfolios
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.spelling import is_suffix
from pipeline.tree import Tree
from schemas.entity import EntityType

LABELS: dict[str, EntityType] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "NORP": "group",
}
"""Labels of the models that are understood: those of dateline's own model, and OntoNotes'."""

_STYLES = (["H", "E"], ["Tan", "Sri"], ["Datuk", "Seri"], ["Dato", "Seri"], ["Dato", "Sri"])
_STYLED = 2
"""Tokens of such a style before a name."""

_RANKED = frozenset({"amir", "pol"})
"""What stands before another title, and begins names otherwise: "*Pol* Col Somchai"."""

LONGEST_CODE = 4
"""Letters of a country's short form before a sign of money."""

_DOLLARS = frozenset({"$", "dollar", "dollars"})
_HEIRS = (["Crown", "Prince"], ["Crown", "Princess"])
_SECRETARY = ["Secretary", "of", "State"]
_HIGH_OFFICE = ["High", "Commissioner"]
_STATES_OFFICES = [["State", mark, "Attorney"] for mark in ("'s", "’s")]
"""Whose office it is, behind the name of the county: "the *Osk County* State's Attorney"."""

_DETECTIVE = ["det", "con"]
_DISTRICT_OFFICES = (["District", "Attorney"], ["District", "Judge"])

_BORNE = frozenset({"her", "his", "the", "their"})
"""What stands before a title that stands alone: "the *Amir*"."""

PREFIXES = frozenset(
    {"afro", "anglo", "anti", "ex", "franco", "mid", "non", "post", "pre", "pro", "russo", "sino", "trans"}
)
"""What makes an adjective of a name: "pro-Putin"."""

_ARTICLES = frozenset({"a", "an"})
_OPENERS = frozenset({"the", "a", "an"})
_BRACKETS = frozenset("()[]")
_HYPHENS = frozenset({"-", "–"})
_DASHES = _HYPHENS | {"--", "—"}
WAY = 3
"""Tokens of two places and the hyphen between them."""

_MARKS = frozenset("\"'“”‘’«»()[]{}<>.,;:!?-–—*_`|#/\\…·•")
_SIGNS = frozenset("*@\\_=|<>$()")
_TIES = frozenset({"for", "of"})
_LINKS = frozenset({"and", "for", "in", "of", "on", "the"})
PARTICLES = frozenset(
    {
        "abu",
        "al",
        "arap",
        "as",
        "ben",
        "bin",
        "bint",
        "binti",
        "da",
        "de",
        "del",
        "dela",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "ole",
        "ould",
        "ter",
        "ul",
        "van",
        "von",
    }
)
_CAUGHT_DASH = re.compile(r"\w[).]{0,2}- ")
SHORTEST_WITH_DASH = 3
"""Letters of the shortest word that may catch a dash."""

EVENT = 2
"""Tokens behind a name in which the head of an event's name is looked for: "Monaco Grand Prix"."""

_PARTICIPLES = frozenset({"JJ", "VBD", "VBN"})
"""Tags of what makes an adjective of the name before a hyphen: "a Patrick Ewing-oriented offence"."""

_HELD = frozenset({"games", "marathon"})
"""What is held in a city, and is the end of firms' names as well."""

_CAMPAIGNS = frozenset({"Exercise", "Operation"})
_STORMS = frozenset({"Cyclone", "Hurricane", "Storm", "Typhoon", "cyclone", "hurricane", "typhoon"})
_MINISTERIAL = frozenset({"adviser", "advisor", "minister", "secretary", "undersecretary"})
ORDINALS = frozenset({"st", "nd", "rd", "th"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "´s", "`s"})


@dataclass(slots=True)
class Name:
    """A name in tokens ``[start, end)``; `titles` are the tokens before it that were cut off as a title."""

    start: int
    end: int
    text: str
    type: EntityType
    rule: str
    titles: int = 0
    confidence: float | None = None


class Words:
    """The tokens of a document as plain lists, one value a token."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.text = text
        self.words, self.lowers = tree.texts, tree.lower
        if _CAUGHT_DASH.search(text):
            self.words = [*map(_without_dash, self.words)]
            self.lowers = [*map(str.lower, self.words)]
        self.size = len(self.words)
        self.tags = tree.tags
        self.starts = tree.starts
        self.sentences = tree.sentences

    @cached_property
    def brackets(self) -> list[int]:
        """The tokens that open a bracket."""
        return [place for place, word in enumerate(self.words) if word == "("]

    @cached_property
    def storms(self) -> frozenset[str]:
        """What storms are called in the text: "Hurricane *Michael*", which is no person further on."""
        return frozenset(name for storm, name in pairwise(self.words) if storm in _STORMS and name.istitle())

    def is_inside_article(self, start: int, end: int) -> bool:
        """Tell whether "the" stands before tokens, and no noun behind them."""
        return start > 0 and self.lowers[start - 1] == "the" and (end >= self.size or self.tags[end][:2] != "NN")

    def sentence(self, token: int) -> int:
        """Give the number of a token's sentence."""
        return bisect_right(self.sentences, token, key=itemgetter(0)) - 1

    def slice(self, start: int, end: int) -> str:
        """Give the characters of tokens ``[start, end)``."""
        last = end - 1
        return self.text[self.starts[start] : self.starts[last] + len(self.words[last])]

    def end_of(self, token: int) -> int:
        """Give the place after the last character of a token."""
        return self.starts[token] + len(self.words[token])


def _without_dash(word: str) -> str:
    """Cut off the dash that a dateline's place or agency has caught: "*Srinagar*- The party", "(*EFE*).- The"."""
    if word[-1] != "-" or not word[0].isupper() or len(word) <= SHORTEST_WITH_DASH:
        return word
    bare = word.rstrip("-").rstrip(").") if ")" in word else word[:-1]
    return bare or word


def read(doc: Doc, words: Words, known: Knowledge, cities: Container[str], listed: list[Name]) -> list[Name]:
    """Give the names of an article, none overlapping: the model's and those that are `listed` in lexicons."""
    names = _joined(disjoint([*_from_model(doc, words, known, cities), *listed]), words, known, cities)
    _complete(names, doc, words, known)
    return names


def _joined(names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> list[Name]:
    """Join names that the model cut in two: "Josep" + "del Alcázar", "Korean People's" + "Army"."""
    joined: list[Name] = []
    for name in names:
        if name.type == "place" and (start := _city_start(name, words, cities)) is not None:
            joined = [other for other in joined if other.end <= start]
            name.start, name.text = start, words.slice(start, name.end)
        before = joined[-1] if joined else None
        if before and before.type == name.type and _is_one(before, name, words, known):
            before.end, before.text = name.end, words.slice(before.start, name.end)
        else:
            joined.append(name)
    return joined


def _city_start(name: Name, words: Words, cities: Container[str]) -> int | None:
    """Give the start of a city's name of which a place is the end: "*Port of* Spain"."""
    start = name.start - 2
    if start < 0 or words.lowers[start + 1] != "of" or not words.words[start][0].isupper():
        return None
    return start if words.slice(start, name.end) in cities else None


def _is_one(first: Name, second: Name, words: Words, known: Knowledge) -> bool:
    if second.type == "organisation":
        return first.end == second.start and second.text not in known.names
    if second.type != "person" or second.start - first.end > 2:
        return False
    if first.end == second.start and first.end - first.start == 1 and not second.titles:
        return _are_parts(first, second, words, known)
    between = words.words[first.end : second.start]
    beside = {words.words[first.end - 1], *between, words.words[second.start]}
    return not beside.isdisjoint(PARTICLES) and PARTICLES.issuperset(between)


def _are_parts(first: Name, second: Name, words: Words, known: Knowledge) -> bool:
    """Tell whether people without a word between them are one: "Rico" + "Brogna", "J." + "Terence Murray".

    A word that begins a sentence says what somebody does, as one before a first name does.
    """
    if second.end - second.start == 1 or first.text.endswith("."):
        return True
    before = words.words[first.start - 1] if first.start else "."
    if words.words[first.start] in known.first_names or before.lower() in known.title_forms:
        return True
    return before.islower() and words.words[second.start] not in known.first_names


def _complete(names: list[Name], doc: Doc, words: Words, known: Knowledge) -> None:
    """Take in what the model cut off: "Lucha" + "Obrera", "Josep" + "del Alcázar"."""
    taken = {place for name in names for place in range(name.start, name.end)}
    for name in names:
        end = _person_end(words, name) if name.type == "person" else name.end
        if name.type == "organisation" and _is_numbered(words, name, known) and name.start - 1 not in taken:
            name.start, name.text = name.start - 1, words.slice(name.start - 1, name.end)
        if name.type == "person" and name.start - 1 not in taken and _is_cut_off(words, name, known):
            name.start, name.text = name.start - 1, words.slice(name.start - 1, name.end)
        if name.type != "person" and name.end not in taken and _is_head(words, name.end, known):
            name.end, name.type, name.text = name.end + 1, "organisation", words.slice(name.start, name.end + 1)
            continue
        if name.type == "organisation":
            name.end = _with_legal_forms(words, name.end, known)
            name.text = words.slice(name.start, name.end)
        if name.type == "organisation" and name.end not in taken and _are_members(words, name):
            name.end, name.text = name.end + 1, words.slice(name.start, name.end + 1)
        has_code = name.type == "organisation" and _has_code(words, name.end)
        if (has_code or _is_half(words, name, known)) and name.end + 1 not in taken:
            name.end, name.text = name.end + 2, words.slice(name.start, name.end + 2)
            continue
        is_word = name.end - name.start == 1 and name.type != "group" and name.text not in known.names
        if is_word and words.lowers[name.end : name.end + 1] and words.lowers[name.end] not in known.title_forms:
            end = max(end, name.end + _is_second_word(doc, words, name.end, known))
        if end > name.end and taken.isdisjoint(range(name.end, end)):
            name.end, name.text = end, words.slice(name.start, end)


def _are_members(words: Words, name: Name) -> bool:
    """Tell whether those of whom a body is were cut off: "National Association of Probation" + "Officers"."""
    if name.end >= words.size or "of" not in words.words[name.start : name.end]:
        return False
    return words.words[name.end].istitle() and words.tags[name.end] in {"NNS", "NNPS"}


def _with_legal_forms(words: Words, end: int, known: Knowledge) -> int:
    """Give the end of a firm's name with what the law calls it: "Berhard Assets" + "Sdn Bhd"."""
    while end < words.size and words.words[end][0].isupper() and words.lowers[end].rstrip(".") in known.legal_forms:
        end += 1
    return end


def _has_code(words: Words, place: int) -> bool:
    """Tell whether a hyphen and capitals that belong to an acronym were cut off: "SPLA" + "-IO"."""
    if words.words[place : place + 1] != ["-"] or not words.words[place - 1].isupper():
        return False
    code = words.words[place + 1 : place + 2]
    is_tied = (
        bool(code) and words.starts[place + 1] == words.end_of(place) and words.starts[place] == words.end_of(place - 1)
    )
    return is_tied and code[0].isupper() and code[0].isalpha()


def _is_half(words: Words, name: Name, known: Knowledge) -> bool:
    """Tell whether a name that no lexicon knows is the half of one with a hyphen: "*Ingersoll*-Rand"."""
    if name.end + 1 >= words.size or words.words[name.end] != "-" or name.type not in {"organisation", "place"}:
        return False
    other = words.words[name.end + 1]
    return (
        name.end - name.start == 1
        and name.text not in known.names
        and other not in known.names
        and name.text.istitle()
        and other.istitle()
        and words.tags[name.end + 1] == "NNP"
        and words.starts[name.end] == words.end_of(name.end - 1)
        and words.starts[name.end + 1] == words.end_of(name.end)
        and words.words[name.end + 2 : name.end + 3] != ["-"]
    )


def _is_numbered(words: Words, name: Name, known: Knowledge) -> bool:
    """Tell whether a number before an organisation's name belongs to it: "the 47th Mechanized Brigade"."""
    before = words.lowers[name.start - 1] if name.start else ""
    if not before[:1].isdigit() or before[-2:] not in ORDINALS or name.text in known.names:
        return False  # "the 79th UN General Assembly"
    inside = words.lowers[name.start : name.end]
    head = inside.index("of") - 1 if "of" in inside else -1
    return inside[head] in known.organisation_heads


def _is_cut_off(words: Words, name: Name, known: Knowledge) -> bool:
    """Tell whether the beginning of a person's name was cut off: "Jan" + "Siemerink", "dealer *Lim* Boon Heng"."""
    before = name.start - 1
    if name.titles or before < 0 or words.tags[before] != "NNP":
        return False
    if name.end - name.start == 1:
        return words.words[before] in known.first_names
    return (
        before > 0
        and words.words[name.start] not in known.first_names
        and words.words[before - 1].islower()
        and words.words[before].istitle()
        and words.words[before].isalpha()
        and words.words[before] not in known.names
        and known.role_words.isdisjoint((words.lowers[before], words.lowers[before].removesuffix("s")))
    )


def _is_head(words: Words, place: int, known: Knowledge) -> bool:
    """Tell whether a capital noun behind a name makes an organisation's of it: "UK" + "Government"."""
    if place >= len(words.words) or words.lowers[place] not in known.organisation_heads:
        return False
    if not words.words[place].istitle() or not words.tags[place].startswith("NNP"):
        return False
    after = words.words[place + 1] if place + 1 < len(words.words) else "."
    return not after[:1].isupper() and after not in {"of", "for", "'s", "’s", "-"}


def _person_end(words: Words, name: Name) -> int:
    """Give the end of a person's name that goes on: "Josep" + "del Alcázar", "Carl Young" + "Jr."."""
    end = _particles(words, name.end)
    return end + (end - name.start > 1 and end < len(words.words) and is_suffix(words.words[end]))


def _particles(words: Words, end: int) -> int:
    """Give the end of a person's name that goes on with particles and a capital."""
    place = end
    while place < len(words.words) and words.words[place] in PARTICLES:
        place += 1
    if place == end and words.lowers[end - 1] not in PARTICLES:
        return end
    is_name = place < len(words.words) and words.words[place][0].isupper() and words.tags[place] == "NNP"
    return place + 1 if is_name else end


def _is_second_word(doc: Doc, words: Words, place: int, known: Knowledge) -> bool:
    """Tell whether a capital noun is what the name of one word before it modifies."""
    if place >= len(words.words) or words.tags[place] != "NNP" or not words.words[place][0].isupper():
        return False
    if words.lowers[place] in known.junk or words.lowers[place] in known.role_words:
        return False
    before = doc[place - 1]
    return bool(before.dep_ == "compound" and before.head.i == place)


def disjoint(names: Iterable[Name]) -> list[Name]:
    """Keep the longest of names that overlap, the earlier-listed of equals; in text order."""
    first_listed = {(name.start, name.end): name for name in reversed([*names])}
    ordered = sorted(first_listed.values(), key=attrgetter("start"))
    end = 0
    for name in ordered:
        if name.start < end:
            break
        end = name.end
    else:
        return ordered
    kept: list[Name] = []
    taken: set[int] = set()
    for name in sorted(ordered, key=lambda name: name.start - name.end):
        if taken.isdisjoint(range(name.start, name.end)):
            taken.update(range(name.start, name.end))
            kept.append(name)
    return sorted(kept, key=attrgetter("start"))


def beside(names: list[Name], others: Iterable[Name]) -> list[Name]:
    """Give `names` and those of `others` that stand where none of them does."""
    taken = {place for name in names for place in range(name.start, name.end)}
    free = [name for name in others if taken.isdisjoint(range(name.start, name.end))]
    return disjoint([*names, *free]) if free else names


def bracketed(names: list[Name], words: Words) -> Iterator[tuple[Name, Name]]:
    """Give each name behind which another fills a bracket, with that other: "the Fund's (FND) report"."""
    for first, second in pairwise(names):
        opening = first.end + (words.words[first.end] in POSSESSIVES)
        is_opened = second.start == opening + 1 and words.words[opening] == "("
        if is_opened and words.words[second.end : second.end + 1] == [")"]:
            yield first, second


def _from_model(doc: Doc, words: Words, known: Knowledge, cities: Container[str]) -> Iterator[Name]:
    for ent in doc.ents:
        kind = LABELS.get(ent.label_)
        if kind is None:
            continue
        sure = confidence(ent)
        for start, end in _parts(words, ent.start, ent.end, kind, known, cities):
            name = _trimmed(words, start, end, kind, sure, known)
            if name is not None:
                yield name


def _lines(words: Words, start: int, end: int, known: Knowledge) -> Iterator[tuple[int, int]]:
    """Part a span at line breaks, brackets and dashes between blanks: no name goes on beyond them."""
    first = start
    for place in range(start, end):
        word = words.words[place]
        if "\n" in word or word in _BRACKETS or (word in _DASHES and _is_set_off(place, words, known)):
            if place > first:
                yield first, place
            first = place + 1
    if end > first:
        yield first, end


def _is_set_off(place: int, words: Words, known: Knowledge) -> bool:
    """Tell whether a blank stands before a dash and behind it, and no peoples do: "American - Islamic"."""
    if not 0 < place < words.size - 1:
        return False
    peoples = [known.names.get(words.words[beside]) for beside in (place - 1, place + 1)]
    if all(found is not None and found.type == "group" for found in peoples):
        return False
    return words.starts[place] > words.end_of(place - 1) and words.starts[place + 1] > words.end_of(place)


def _parts(
    words: Words, start: int, end: int, kind: EntityType, known: Knowledge, cities: Container[str]
) -> Iterable[tuple[int, int]]:
    """Part a span into names: at line breaks and brackets, and where it holds two bodies or places."""
    if end - start == 1:
        return ((start, end),)
    if end - start == WAY and words.words[start + 1] in _HYPHENS and kind == "place":
        return _ends(words, start, known, cities)
    if kind != "place" and _is_of_place(words, start, end, known, cities):
        return (start, start + 1), (start + 1, end)
    is_joined = kind == "organisation" and "and" in words.words[start:end]
    return (is_joined and _two(words, start, end, known)) or _lines(words, start, end, known)


def _is_of_place(words: Words, start: int, end: int, known: Knowledge, cities: Container[str]) -> bool:
    """Tell whether a person stands right behind the place that his office is of: "the mayor of *Osk* *Ivo Horak*"."""
    if end - start < WAY or words.words[start + 1] not in known.first_names or words.lowers[start - 1] != "of":
        return False
    found = known.names.get(words.words[start])
    return words.words[start] in cities or (found is not None and found.type == "place")


def _ends(words: Words, start: int, known: Knowledge, cities: Container[str]) -> tuple[tuple[int, int], ...]:
    """Part two places that a hyphen ties: "the *Baghdad*-*Damascus* road", but "Winston-Salem" is one."""
    whole, first, second = words.slice(start, start + WAY), words.words[start], words.words[start + 2]
    is_one = whole in known.names or whole in cities
    if is_one or not all(word in cities or word in known.names for word in (first, second)):
        return ((start, start + WAY),)
    return ((start, start + 1), (start + 2, start + WAY))


def _two(words: Words, start: int, end: int, known: Knowledge) -> tuple[tuple[int, int], ...]:
    """Part a span where a known body stands before or behind "and": "*Ministry of Health* and *Greenpeace*".

    Behind a known one any single word is another, behind one that is of something only what bodies are called by:
    "*House of Commons* and *Senate*".
    """
    place = words.words.index("and", start)
    if not start < place < end - 1 or words.slice(start, end) in known.names:
        return ()
    first, second = known.names.get(words.slice(start, place)), known.names.get(words.slice(place + 1, end))
    is_two = second is not None and second.type == "organisation"
    if first is not None and first.type == "organisation" and _TIES.isdisjoint(words.lowers[start:place]):
        is_two = is_two or place == end - 2
    if first is not None and first.type == "organisation" and place == end - 2:
        is_two = is_two or words.lowers[place + 1] in known.organisation_heads
    return ((start, place), (place + 1, end)) if is_two else ()


def _trimmed(words: Words, start: int, end: int, kind: EntityType, sure: float | None, known: Knowledge) -> Name | None:
    """Cut a span to the name, titles off; give nothing where it is none."""
    start, end = _without_marks(words, start, end, sure, known)
    if kind == "organisation" and end - start > 1 and is_behind_state(start + 1, words):
        start, kind = start + 1, "person"
    if kind != "person" and end < words.size and words.lowers[end] in _MINISTERIAL:
        end = _without_office(words, start, end, known)
    if end - start > 1:
        start, end = _cut(words, start, end, kind, known)
    if start >= end:
        return None
    titles = _titles(words, start, end, known) if kind == "person" else 0
    start += titles
    text = words.slice(start, end)
    found = known.names.get(text)
    is_phrase = kind == "group" and found is None and " " in text
    if is_phrase or _is_office(words, start, end, kind, known) or is_junk(text, words, start, end, known):
        return None
    is_team = kind == "organisation" and sure is not None and found is not None and found.type == "place"
    if found and not found.careful and not is_team:
        kind = found.type
    if found and found.careful and found.kind == "company" and words.is_inside_article(start, end):
        kind = "place"  # "the Amazon"
    return Name(start, end, text, kind, "entities.model", titles, sure)


def is_behind_state(place: int, words: Words) -> bool:
    """Tell whether a token stands behind an office that takes no article: "Secretary of State *Holm*"."""
    return words.words[max(place - len(_SECRETARY), 0) : place] == _SECRETARY


def _cut(words: Words, start: int, end: int, kind: EntityType, known: Knowledge) -> tuple[int, int]:
    """Cut off what a span of several words has before the name, and behind a person's."""
    if words.words[end - 1].isupper() and _is_deed(words.lowers[end - 1], known):
        end -= 1  # "*LINDQVIST* BEATS"
    if kind == "person":
        start = _without_fields(words, start, end, known)
        start += _is_agency(words.words[start], known)
        return start, _hyphenated(words, _run(words, start, _without_honours(words, start, end, known)))
    if _has_group_before(words, start, end, known):
        return start + 1, end
    end = _without_honours(words, start, end, known)
    if words.words[end - 1].isupper() and words.lowers[end - 1] in known.matches.sports & known.junk:
        end -= 1  # "*NBA* BASKETBALL"
    end -= words.words[end - 1 : end + 1] == _HIGH_OFFICE or _is_states_office(end - 1, words)
    last = words.lowers[end - 1]
    if last[-1] == "." and last[:-1] in known.titles:
        return start, end - 1  # "*GOP* Gov. Eric Horn"
    is_ruler = (
        kind == "place" and end - start > 2 and words.lowers[start] in known.titles and words.words[start + 1] == "of"
    )
    return (start + 2, end) if is_ruler else (start, end)  # "the Sultan of *Oman*"


def _is_states_office(place: int, words: Words) -> bool:
    """Tell whether what a place was caught with begins an office: "*Osk County* District Judge"."""
    return words.words[place : place + 2] in _DISTRICT_OFFICES or words.words[place : place + 3] in _STATES_OFFICES


def _is_deed(lower: str, known: Knowledge) -> bool:
    """Tell whether a word is what a side does to another, which a model takes for a name's end in capitals."""
    return lower in known.matches.fought or lower in known.matches.objects or lower in known.matches.ended


def _is_agency(word: str, known: Knowledge) -> bool:
    """Tell whether the acronym of a body was caught by the person behind it: "*CNN* Gurov"."""
    found = known.names.get(word) if word.isupper() else None
    return found is not None and found.type == "organisation" and not found.careful


def _without_honours(words: Words, start: int, end: int, known: Knowledge) -> int:
    """Cut off what stands behind a person's name, or behind that of the party: "Ida Holm *OBE*", "an SNP *MSP*"."""
    while end - start > 1 and words.words[end - 1].isupper() and words.lowers[end - 1] in known.honours:
        end -= 1
    return end


def _titles(words: Words, start: int, end: int, known: Knowledge) -> int:
    """Count the titles before a person's name: "Dr.", "Pol Col", "H E Sheikh"."""
    lowers, titles = words.lowers, 0
    if end - start > _STYLED and words.words[start : start + _STYLED] in _STYLES:
        titles = _STYLED
    elif end - start > 2 and _is_rank(start, words, known):
        titles = 1
    while start + titles < end - 1 and lowers[start + titles] in known.role_forms:
        titles += 1
    return titles


def _is_rank(place: int, words: Words, known: Knowledge) -> bool:
    """Tell whether a name of several words begins with a rank: "*DC* Tom Carter", "Det *Con* Tom Carter"."""
    if words.words[place] in known.capital_ranks or words.lowers[place - 1 : place + 1] == _DETECTIVE:
        return True
    return words.lowers[place] in _RANKED and words.lowers[place + 1] in known.titles


def _is_office(words: Words, start: int, end: int, kind: EntityType, known: Knowledge) -> bool:
    """Tell whether a span is a title without a name, or what a minister is for: "the *Amir*", "*Labour* Minister"."""
    if kind != "organisation":
        is_rank = kind == "person" and words.words[start] in known.capital_ranks
        return end - start == 1 and (is_rank or _is_title(words, start, known))
    if end < words.size and words.lowers[end] in _MINISTERIAL:
        return portfolios.are_fields(start, end, words.words, known.portfolios)
    return words.words[start : end + 1] in _HEIRS


def _without_marks(words: Words, start: int, end: int, sure: float | None, known: Knowledge) -> tuple[int, int]:
    """Cut articles and marks off; possessives too, unless the model says how sure it is: such a one does so itself.

    It means them where they stand ("Wendy's").
    """
    while start < end and _is_opening(words.words[start], words.lowers[start]):
        start += 1
    while end > start and words.words[end - 1] == words.lowers[end - 1] and _is_closing(words, start, end, sure, known):
        end -= 1
    return start, end


def _without_office(words: Words, start: int, end: int, known: Knowledge) -> int:
    """Cut off what belongs to the office behind a name: "*US* Defense Secretary", "*Kremlin* Press Secretary"."""
    while end - start > 1 and words.lowers[end - 1] in known.role_words:
        end -= 1
    return end


def _without_fields(words: Words, start: int, end: int, known: Knowledge) -> int:
    """Cut off the field of an office before a minister's name: "Minister of Health and Welfare *Ann Lee*"."""
    if portfolios.is_field(words.words[start], known.portfolios) and _is_office_of(words, start, known):
        while start < end - 1 and portfolios.is_field(words.words[start], known.portfolios):
            start += 1
    return start


def _is_title(words: Words, place: int, known: Knowledge) -> bool:
    """Tell whether a single word is a title alone, or that of a name that the model did not see: "*Gen.* Ivo Horak"."""
    if place and words.lowers[place - 1] in _BORNE and words.lowers[place] in known.titles | _RANKED:
        return True
    after = place + 1 + (words.words[place + 1 : place + 2] == ["."])
    is_before_name = after < len(words.words) and words.words[after][0].isupper() and words.tags[after] == "NNP"
    return is_before_name and words.lowers[place].rstrip(".") in known.titles


def _has_group_before(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether a group of no one country stands before a place: "Nazi Germany", but "French Sudan" is Mali."""
    people = known.names.get(words.words[start])
    if people is None or people.type != "group" or people.country is not None:
        return False
    rest = known.names.get(words.slice(start + 1, end))
    return rest is not None and rest.type == "place" and words.slice(start, end) not in known.names


def _is_opening(word: str, lower: str) -> bool:
    """Tell whether a token before a name is none of it: an article, a mark, a lower-case word but "al", "von"."""
    return lower in _OPENERS or (word == lower and (_is_mark(word) or (word.islower() and word not in PARTICLES)))


def _is_closing(words: Words, start: int, end: int, sure: float | None, known: Knowledge) -> bool:
    """Tell whether the last token of a name is none of it: a mark, a preposition left hanging, a possessive."""
    word = words.words[end - 1]
    if word in POSSESSIVES and (sure is None or (end - start > 1 and words.slice(start, end - 1) in known.names)):
        return True
    return word in _LINKS or _is_mark(word)


def _run(words: Words, start: int, end: int) -> int:
    """Give the end of the run of capitals, particles and marks that a person's name is: no verb is part of it."""
    for place in range(start + 1, end):
        word = words.words[place]
        if word.islower() and word not in PARTICLES and words.words[place - 1] not in {"-", "‑"}:
            return place
    return end


def _hyphenated(words: Words, end: int) -> int:
    """Take in the rest of a hyphenated given name that was cut: "Yau Wai" + "-ching"."""
    while (
        end + 1 < len(words.words)
        and words.words[end] == "-"
        and words.starts[end] == words.end_of(end - 1)
        and words.starts[end + 1] == words.end_of(end)
        and words.words[end + 1].isalpha()
        and words.tags[end + 1] not in _PARTICIPLES
    ):
        end += 2
    return end


def _is_mark(word: str) -> bool:
    return _MARKS.issuperset(word) or word.isspace()


def is_junk(text: str, words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether a capitalised stretch names nobody: days, addresses, signs, diseases, adjectives."""
    lowers, lower = words.lowers, text.lower()
    if lower == text or lower in known.junk or not _SIGNS.isdisjoint(text) or "://" in text or lower[:4] == "www.":
        return True
    if lower in known.honours and start and lowers[start - 1] in _ARTICLES:
        return True  # "an *MSP*"
    plain = text.replace("–", "-")
    if "-" in plain and text not in known.names and all(part in known.names for part in plain.split("-")):
        return True
    if (end < words.size and lowers[end] in known.diseases) or is_of_currency(words, start, end):
        return True
    if end - start > 1 and _are_role_words(lowers[start:end], known):
        return text not in known.names
    if lower in PARTICLES or _is_storm_or_ship(words, start, end, known):
        return True
    if _is_field(words, start, end, known) and _is_office_of(words, start, known):
        return True
    return is_of_event(words, start, end, known) or is_prefixed(words, start)


def is_of_currency(words: Words, start: int, end: int) -> bool:
    """Tell whether money is named by a country: "*US* $5 million", "$*US* 5 million", "5,000 *US* dollars"."""
    if end < words.size and words.lowers[end] in _DOLLARS:
        return words.words[end] != "$" or len(words.words[start]) <= LONGEST_CODE  # "gives Israel $5 million"
    return start > 0 and words.words[start - 1] == "$" and words.starts[start] == words.end_of(start - 1)


def _are_role_words(lowers: list[str], known: Knowledge) -> bool:
    """Tell whether words only say what somebody is; the last one mostly refuses it."""
    return lowers[-1] in known.role_forms and known.role_forms.issuperset(lowers)


def _is_field(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether words may be what a minister is for: "Legal Affairs", and any word behind "of"."""
    if end - start == 1 and words.lowers[start - 1] == "of":
        return not words.words[start].isupper()
    if words.lowers[start - 1] == "the":
        return portfolios.are_fields(start, end, words.words, known.portfolios)
    is_body = words.lowers[end - 1] in known.organisation_heads or not _TIES.isdisjoint(words.words[start:end])
    return not is_body and any(portfolios.is_field(word, known.portfolios) for word in words.words[start:end])


def _is_office_of(words: Words, start: int, known: Knowledge) -> bool:
    """Tell whether a minister's office stands before a token, or before the fields that it follows."""
    if start < 2 or words.lowers[start - 1] not in {",", "and", "&", "for", "of", "the"}:
        return False
    return portfolios.is_behind_office(start, words.words, known.portfolios)


def _is_storm_or_ship(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether a name is that of a storm, a ship or a campaign; "Operation Blessing International" is none."""
    before = words.words[start - 1] if start else ""
    if before in _CAMPAIGNS or (before[:1].isupper() and words.lowers[start - 1] in known.storms_and_vessels):
        return True
    if end - start == 1 and words.words[start] in words.storms:
        return True
    is_one = end - start > 1 and words.lowers[start] in known.storms_and_vessels
    return is_one and words.lowers[end - 1] not in known.organisation_heads


def is_of_event(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether a name is that of a match, a treaty, a law or a holiday, or begins it: "*Kenya* Open"."""
    return (end - start > 1 and _is_thing(words, start, end, known)) or begins_event(words, end, known)


def begins_event(words: Words, end: int, known: Knowledge) -> bool:
    """Tell whether a name that ends before a token goes on as an event's: "*Kenya* Open"."""
    end += end < words.size and words.words[end] in {"’s", "'s"}
    for place in range(end, min(end + EVENT, words.size)):
        lower = words.lowers[place]
        if lower == words.words[place] or words.tags[place][:2] != "NN" or not words.words[place][0].isupper():
            return False
        if lower in known.event_heads or lower in _HELD:
            return True
    return False


def _is_thing(words: Words, start: int, end: int, known: Knowledge) -> bool:
    """Tell whether the last word of a name is that of an event or of what is written, and no surname: "Doris Day"."""
    head = words.lowers[end - 1]
    is_body = not _TIES.isdisjoint(words.lowers[start:end])  # "Office of Trade Policy"
    is_thing = head in known.event_heads or (head in known.thing_heads and not is_body)
    return is_thing and (end - start > 2 or words.words[start] not in known.first_names)


def is_prefixed(words: Words, start: int) -> bool:
    """Tell whether a prefix makes an adjective of the name that begins, or goes on, at a token."""
    lowers, lower = words.lowers, words.lowers[start]
    if "-" in lower and lower.partition("-")[0] in PREFIXES:
        return True
    if lower in PREFIXES and start + 1 < words.size and lowers[start + 1] == "-":
        return True
    return start >= 2 and lowers[start - 1] == "-" and lowers[start - 2] in PREFIXES
