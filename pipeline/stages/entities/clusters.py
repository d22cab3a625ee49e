"""Names that mean the same: surnames and full names, acronyms and long forms, variants of spelling, country forms."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from pipeline.stages.entities.knowledge import GENDERS, Gender, Knowledge, Known
from pipeline.stages.entities.names import PARTICLES, POSSESSIVES, Name, Words, bracketed
from pipeline.stages.entities.portfolios import BODY_TIES
from pipeline.stages.entities.spelling import all_initials, fold, is_suffix, skeleton, without_suffix
from schemas.entity import EntityType, MentionLink, Place

KNOWN_AS = 6
"""Tokens of the longest "who is better known as"."""

KIN = 3
"""Tokens before a name, its title among them, in which it says whose son or father bears it."""

_COMPASS = frozenset({"East", "North", "South", "West"})
_CALLED = frozenset({"as", "nicknamed", "alias", "aka"})
_CALLING = _CALLED | {",", "(", "also", "better", "commonly", "is", "known", "popularly", "was", "who", "widely"}


_CHAMBER = "House"
"""A chamber of parliament, "the House of Representatives", not the committee of it whose name begins so."""

_GROUP = "Group"
"""What a firm's name may have besides: "Alibaba *Group*"."""

_POLICE = " Police"
_FORCES = frozenset({"Command", "Department", "Division", "Force", "Service"})
"""What the name of a police force may have besides: "Osk Police *Department*"."""

TWO_SURNAMES = 3
"""Words of a Spanish name, of which the middle one is the surname: "Carlos *Flores* Facusse"."""

LONGEST_SURNAME = 2
"""Words of a surname at most, beside its particles: "Flores Facusse"."""


_DEPARTMENT = re.compile(r"\b(Department|Ministry) (?:of|for) (?:the )?([A-Z].*)")


@dataclass(slots=True)
class Member:
    """A name of a cluster and how it was tied to it."""

    name: Name
    link: MentionLink


@dataclass(slots=True)
class Cluster:
    """The names of one person, organisation, place or group.

    `surfaces` are its names as the text has them, each once, in the order of their first place; `start` is the first
    token of its first name. They stand once all members are found. `is_own` where the text itself says what its short
    form means, and means another than the lexicons. `fact` is what its finder knows of it, where no lexicon does.
    """

    type: EntityType
    name: str
    members: list[Member] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    start: int = 0
    is_own: bool = False
    fact: Known | None = None


def build(names: list[Name], words: Words, known: Knowledge, cities: Container[str]) -> list[Cluster]:
    """Group the names of an article, in the order of their first place."""
    clusters = Builder(words, known, cities, _brackets(names, words)).build(names)
    return sorted(clusters, key=attrgetter("start"))


def merged(clusters: list[Cluster], places: dict[int, Place]) -> tuple[list[Cluster], dict[int, Place]]:
    """Give clusters and their places with those of one city made one: "Washington" and "Washington DC"."""
    kept: list[Cluster] = []
    located: dict[int, Place] = {}
    cities: dict[int, Cluster] = {}
    for number, cluster in enumerate(clusters):
        place = places.get(number)
        if place and place.level == "city" and place.geonames_id:
            first = cities.setdefault(place.geonames_id, cluster)
            if first is not cluster:
                first.members.extend(Member(member.name, "alias") for member in cluster.members)
                first.members.sort(key=attrgetter("name.start"))
                first.surfaces.extend(text for text in cluster.surfaces if text not in first.surfaces)
                counts = Counter(member.name.text for member in first.members)
                first.name = max(first.surfaces, key=lambda text: counts[text])
                continue
        if place:
            located[len(kept)] = place
        kept.append(cluster)
    return kept, located


def taken(clusters: list[Cluster]) -> set[int]:
    """Give the tokens of all names."""
    names = (member.name for cluster in clusters for member in cluster.members)
    return {place for name in names for place in range(name.start, name.end)}


class Builder:
    """Clusters by key; the longest names first, those in brackets last, so that short ones find them."""

    def __init__(self, words: Words, known: Knowledge, cities: Container[str], brackets: dict[str, str]) -> None:
        self.words = words
        self.known = known
        self.cities = cities
        self.brackets = brackets
        told = [(short, long) for short, long in brackets.items() if short in known.names and long not in known.names]
        others = [(short, long) for short, long in told if _is_other(long, known.names[short])]
        self.own_forms = frozenset(text for pair in others for text in pair)
        self.long_forms = {long: short for short, long in told if long not in self.own_forms}
        self.clusters: dict[tuple[str, str], Cluster] = {}
        self.by_word: dict[str, list[tuple[tuple[str, str], list[str]]]] = {}
        self.heirs: set[tuple[str, str]] = set()
        self.genders: dict[str, set[Gender]] = {}
        self.by_middle: dict[str, dict[tuple[str, str], None]] = {}
        self.by_letters: dict[str, tuple[str, str]] = {}
        self.by_initials: dict[str, tuple[str, str]] = {}
        self.by_first: dict[str, dict[tuple[str, str], None]] = {}
        self.by_end: dict[str, dict[tuple[str, str], None]] = {}
        self.by_head: dict[str, dict[tuple[str, str], None]] = {}
        self.by_nation: dict[str, dict[tuple[str, str], None]] = {}
        self.by_people: dict[str, dict[tuple[str, str], None]] = {}

    def build(self, names: list[Name]) -> list[Cluster]:
        """Give the clusters of the names, under their best names."""
        self.own_forms |= _national(names, self.words, self.known)
        for name in names:
            if name.type == "person" and (gender := self._gender(name)):
                self.genders.setdefault(name.text, set()).add(gender)
        for name in self._longest_first(names):
            key, link = self._key(name)
            cluster = self.clusters.get(key)
            if cluster is None:
                if key[0] == "person" and is_suffix(name.text.split()[-1]) and self._is_kin(name):
                    self.heirs.add(key)
                cluster = self.clusters[key] = Cluster(name.type, name.text, is_own=name.text in self.own_forms)
                self._index(key, name.text)
                link = "demonym" if name.type == "group" else "name"
            elif name.text != cluster.name and " " in name.text:
                self._index(key, name.text)
            cluster.members.append(Member(name, link))
        for cluster in self.clusters.values():
            cluster.members.sort(key=attrgetter("name.start"))
            cluster.start = cluster.members[0].name.start
            cluster.surfaces = [*dict.fromkeys([member.name.text for member in cluster.members])]
            cluster.name = self._best(cluster)
        return [*self.clusters.values()]

    def _longest_first(self, names: list[Name]) -> list[Name]:
        long = sorted([name for name in names if " " in name.text], key=lambda name: -name.text.count(" "))
        ordered = [*long, *[name for name in names if " " not in name.text]]
        return sorted(ordered, key=lambda name: name.text in self.brackets) if self.brackets else ordered

    def _index(self, key: tuple[str, str], text: str) -> None:
        """Note a name under what a short form of it would be looked up by."""
        if key[0] == "person":
            parts = skeleton(text).split() or [""]
            for word in {parts[0], without_suffix(parts)[-1]}:
                self.by_word.setdefault(word, []).append((key, parts))
            self.by_letters.setdefault(all_initials(text), key)
            if len(parts) == TWO_SURNAMES:
                self.by_middle.setdefault(parts[1], {})[key] = None
        elif key[0] == "organisation" and " " in text:
            parts = text.split()
            bare = self._without_form(text)
            for short in (initials(text), initials(bare), _with_ampersand(bare)):
                self.by_initials.setdefault(short, key)
            self.by_first.setdefault(parts[0], {})[key] = None
            if len(parts) > 2 and self.known.is_company_head(parts[-1]):
                self.by_first.setdefault(" ".join(parts[:-1]), {})[key] = None
            for place in range(1, len(parts)):
                self.by_end.setdefault(" ".join(parts[place:]), {})[key] = None
            self._index_head(key, parts)

    def _index_head(self, key: tuple[str, str], parts: list[str]) -> None:
        """Note a body under its name without its country, and without what it is of or for.

        "The U.S. Congress" is "Congress", "the Syrian Observatory for Human Rights" "the Observatory" as well.
        """
        first = self.known.names.get(parts[0])
        if first and (first.is_country or (first.type == "group" and first.country)):
            bodies = self.by_nation if first.is_country else self.by_people
            bodies.setdefault(self._best_known(_plain(" ".join(parts[1:]))), {})[key] = None
        is_whole = parts[-1].lower() not in self.known.organisation_heads
        tie = next((place for place, word in enumerate(parts) if word in BODY_TIES and is_whole), 0)
        for place in range(tie):
            self.by_head.setdefault(" ".join(parts[place:tie]), {})[key] = None

    def _key(self, name: Name) -> tuple[tuple[str, str], MentionLink]:
        found = None if name.text in self.own_forms else self._known(name.text)
        if found and found.type == name.type:
            return self._known_key(found)
        if name.type == "person":
            return self._person(name)
        if name.type == "organisation":
            return self._organisation(name)
        if name.text in _COMPASS and (key := self._half(name.text)):
            return key, "alias"
        return (name.type, skeleton(name.text)), "variant"

    def _known(self, text: str) -> Known | None:
        """Give what the lexicons know of a name, or of what the text says that it is short for."""
        long = self.brackets.get(text, "")
        is_told = long in self.known.names and initials(long) == text
        best = long if is_told else self.long_forms.get(text, text)
        found = self.known.names.get(best) or (self.known.names.get(text.title()) if text.isupper() else None)
        begins = text[1:2].isupper() and not text.isupper()  # "EBay said"
        return found or (self.known.names.get(text[0].lower() + text[1:]) if begins else None)

    def _known_key(self, found: Known) -> tuple[tuple[str, str], MentionLink]:
        if found.type == "group":
            return ("group", found.country or _singular(fold(found.name))), "demonym"
        own = found.type, found.country if found.is_country and found.country else fold(found.name)
        is_new = found.type == "organisation" and own not in self.clusters
        nations = self.by_nation.get(found.name, {}) if is_new else {}
        return next(iter(nations)) if len(nations) == 1 else own, "alias"

    def _best_known(self, text: str) -> str:
        found = self.known.names.get(text)
        return found.name if found and found.type == "organisation" else text

    def _half(self, text: str) -> tuple[str, str] | None:
        """Find the country that "the North" is short for, where the text names it in full: "North Korea"."""
        halves = [
            key
            for key, cluster in self.clusters.items()
            if cluster.type == "place"
            and cluster.name.startswith(f"{text} ")
            and (found := self.known.names.get(cluster.name)) is not None
            and found.is_country
        ]
        return halves[0] if len(halves) == 1 else None

    def _person(self, name: Name) -> tuple[tuple[str, str], MentionLink]:
        own = ("person", skeleton(name.text))
        if own in self.clusters:
            return own, "variant"
        full = self.brackets.get(name.text)
        if full and (key := ("person", skeleton(full))) in self.clusters:
            return key, "alias"
        if len(name.text) > 2 and name.text in self.by_letters:
            return self.by_letters[name.text], "acronym"
        parts = own[1].split()
        candidates = (*self.by_word.get(parts[-1], ()), *self.by_word.get(parts[0], ()))
        is_given = len(parts) == 1 and self._is_behind(name, self.known.given_titles)
        is_another = len(parts) > 1 and (self._is_behind(name, self.known.title_forms) or self._is_kin(name))
        matches = dict.fromkeys(
            key
            for key, full in candidates
            if _is_short_form(parts, full)
            and not (is_given and full[0] != parts[0])
            and not (_is_namesake(parts, full) and (is_another or key in self.heirs))
        )
        if len(matches) > 1 and len(parts) == 1:
            matches = dict.fromkeys(key for key in matches if key not in self.heirs) or matches
        if matches and (gender := self._gender(name)):
            others = dict.fromkeys(key for key in matches if self._may_be(key, gender))
            if not others and len(self.genders[name.text]) > 1:
                return ("person", f"{own[1]} {gender}"), "name"  # "*Mrs* Holm", where Carl Holm is Mr Holm
            matches = others or matches
        elif matches:  # without a title it is not who is told apart by one
            matches = dict.fromkeys(key for key in matches if _titled(key) is None) or matches
        if not matches and name.text not in self.known.first_names:
            matches = self.by_middle.get(own[1], matches)  # "Carlos *Flores* Facusse"
        if not matches:
            return own, "name"
        return max(matches, key=lambda key: self._recency(key, name.start)), "surname"

    def _gender(self, name: Name) -> Gender | None:
        """Give the gender that a title tells: "*Mrs* Holm"."""
        before = self.words.lowers[name.start - 1] if name.start else ""
        return self.known.gender_titles.get(before.rstrip("."))

    def _may_be(self, key: tuple[str, str], gender: Gender) -> bool:
        """Tell whether neither somebody's title nor first name is one of the other gender."""
        if (titled := _titled(key)) is not None:
            return titled == gender
        return self.known.first_names.get(self.clusters[key].name.partition(" ")[0], gender) == gender

    def _is_kin(self, name: Name) -> bool:
        """Tell whether a name is that of somebody's father or son: "his son, *John Conyers III*"."""
        return not self.known.namesakes.isdisjoint(self.words.lowers[max(name.start - KIN, 0) : name.start])

    def _is_behind(self, name: Name, titles: Container[str]) -> bool:
        """Tell whether one of some titles stands right before a name."""
        return name.start > 0 and self.words.lowers[name.start - 1] in titles

    def _recency(self, key: tuple[str, str], place: int) -> tuple[bool, int]:
        """Rank namesakes: the one named last before this place, else the one named first."""
        starts = [member.name.start for member in self.clusters[key].members]
        before = [start for start in starts if start < place]
        return (True, max(before)) if before else (False, -min(starts))

    def _organisation(self, name: Name) -> tuple[tuple[str, str], MentionLink]:
        own = self._company(name.text)
        long_form = self.brackets.get(name.text)
        if long_form:
            key = self._company(long_form)
            if key in self.clusters:
                return key, "acronym" if name.text.isupper() else "alias"
        if own not in self.clusters and name.text.replace(".", "").isupper() and " " not in name.text:
            letters = name.text.replace(".", "")
            if letters in self.by_initials:
                return self.by_initials[letters], "acronym"
        begun = self.by_first.get(name.text, ()) if self._may_be_short(name.text) else self._clubs_of(name.text)
        longer = dict.fromkeys((*begun, *self._that_end(name.text), *self._that_head(name.text)))
        if name.text.isupper():  # "the IAAF" is not its Council
            longer = {key: None for key in longer if not self._is_part(name.text, self.clusters[key].name)}
        if own not in self.clusters and len(longer) == 1:
            return next(iter(longer)), "alias"
        return own, "variant"

    def _is_part(self, text: str, longer: str) -> bool:
        """Tell whether a longer name is that of a part of a body: "IAAF *Council*", but "JDR *Holdings*" is JDR."""
        head = longer.rpartition(" ")[2]
        is_body = head.lower() in self.known.organisation_heads and not self.known.is_company_head(head)
        return is_body and longer.startswith(f"{text} ")

    def _clubs_of(self, text: str) -> Iterable[tuple[str, str]]:
        """Give the clubs of a city by whose name they are called: "Derby" of Derby County."""
        longer = {key: self.clusters[key].name for key in self.by_first.get(text, ())}
        facts = {key: self.known.names.get(name) for key, name in longer.items()}
        return [
            key
            for key, name in longer.items()
            if name.rpartition(" ")[2].lower() in self.known.team_heads
            or ((fact := facts[key]) and fact.kind == "other")
        ]

    def _that_end(self, text: str) -> Iterable[tuple[str, str]]:
        """Give the longer names that an organisation's name is the end of: "Transport Committee", "the Court"."""
        last = text.lower().split()[-1]
        is_head = last in self.known.organisation_heads or last in self.known.team_heads
        return self.by_end.get(text, ()) if is_head else ()

    def _that_head(self, text: str) -> Iterable[tuple[str, str]]:
        """Give the longer names of which a name has all but the country, or but what the body is of or for."""
        is_head = " " in text or text == _CHAMBER or text.lower() in self.known.organisation_heads
        whose = (*self.by_nation.get(_plain(text), ()), *self.by_people.get(_plain(text), ()))
        return (*whose, *(self.by_head.get(text, ()) if is_head else ()))

    def _company(self, text: str) -> tuple[str, str]:
        """Give the key of an organisation's name: "Acme Corp." is Acme, "Ministry of Health" Health Ministry."""
        bare = self._without_form(_plain(text))
        first, _, rest = bare.partition(" ")
        nation = self.known.names.get(first) if rest else None
        if nation and nation.country and (nation.is_country or nation.type == "group"):
            bare = f"{nation.country} {rest}"  # "China Coast Guard" and "Chinese Coast Guard"
        stem, _, head = bare.rpartition(" ")
        found = self.known.names.get(text) or self.known.names.get(bare)
        if found is None and (head == _GROUP or self.known.is_company_head(head)):
            found = self.known.names.get(stem)
        if found is None and stem.endswith(_POLICE) and head in _FORCES:
            bare = stem
        return "organisation", fold(found.name) if found and found.type == "organisation" else skeleton(bare)

    def _without_form(self, text: str) -> str:
        """Give a firm's name without its legal form: "Acme *Corp.*"."""
        parts = text.split()
        while len(parts) > 1 and parts[-1].lower().rstrip(".") in self.known.legal_forms:
            parts.pop()
        return " ".join(parts).rstrip(",")

    def _may_be_short(self, text: str) -> bool:
        """Tell whether a word can stand for the longer name that it begins: no city or country, and no "Council"."""
        return (
            text not in self.known.names
            and text not in self.cities
            and text.lower() not in self.known.organisation_heads
            and text != _CHAMBER
        )

    def _best(self, cluster: Cluster) -> str:
        first, *others = cluster.surfaces
        known = [self.known.names[text] for text in cluster.surfaces if text in self.known.names]
        found = None if cluster.is_own else max(known, key=lambda fact: len(fact.name), default=None)
        if found and found.type == cluster.type and cluster.type != "group":
            return found.name
        if not others:
            return first
        counts = Counter([member.name.text for member in cluster.members])
        if cluster.type == "group":
            plurals = [text for text in counts if text.endswith("s") and text != "Swiss"]
            return max(plurals or counts, key=lambda text: counts[text])
        return max(counts, key=lambda text: (len(text.split()), counts[text]))


def _titled(key: tuple[str, str]) -> Gender | None:
    """Give the gender of somebody whom a title alone tells from another of that surname."""
    last = key[1].rpartition(" ")[2]
    return next((gender for gender in GENDERS if gender == last), None)


def _national(names: list[Name], words: Words, known: Knowledge) -> frozenset[str]:
    """Give the short forms of international bodies that are a country's here: "Lumia's *Security Council*"."""
    surfaces = {name.text for name in names}
    found: set[str] = set()
    for name in names:
        body = known.names.get(name.text)
        if body is None or not body.careful or body.kind != "international" or body.name in surfaces:
            continue
        place = name.start - 1 - (words.words[name.start - 1] in POSSESSIVES)
        before = known.names.get(words.words[place]) if place >= 0 else None
        if before is not None and before.country:
            found.add(name.text)
    return frozenset(found)


def _plain(text: str) -> str:
    """Give a ministry's name in one way: "Ministry of Health" is "Health Ministry"."""
    return _DEPARTMENT.sub(r"\2 \1", text)


def _singular(folded: str) -> str:
    """Give the name of a group for one of them: "Republicans" and "a Republican" are of one party."""
    return folded if folded.endswith(("ss", "us")) else folded.removesuffix("s")


def _is_other(long: str, known: Known) -> bool:
    """Tell whether the long form that a text gives has next to nothing of the name that the lexicons know."""
    words, names = set(fold(long).split()), set(fold(known.name).split())
    return known.type == "organisation" and len(names) > 1 and 2 * len(words & names) < len(names)


def _is_short_form(short: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a name is the surname, with its particles or without, or what another, full name begins with.

    Of a full name and one with a middle name each may be the other: "Marcus Lee Dunn" and "Marcus Dunn".
    """
    full = without_suffix(full)
    if min(len(short), len(full)) == 2 and (short[0], short[-1]) == (full[0], full[-1]):
        return True
    if len(short) >= len(full):
        return list(short) == list(full)
    if len(short) > 1 and len(short[-1]) > 1 and (short[0], short[-1]) == (full[0], full[-1]):
        return True  # "Donald J. Trump"
    if full[: len(short)] == short:
        return True
    return full[-len(short) :] == short and not _is_father(short)


def _is_namesake(name: Sequence[str], full: Sequence[str]) -> bool:
    """Tell whether a full name is a father's or a son's: "Carl Young" and "Carl Young IV"."""
    return len(name) > 1 and len(name) < len(full) and list(without_suffix(full)) == list(name)


def _is_father(short: Sequence[str]) -> bool:
    """Tell whether the end of a name is whole itself, so that it is the father's: "Omar *Nasser Al-Jabr Al-Sadun*"."""
    return short[0] not in PARTICLES and sum(word not in PARTICLES for word in short) > LONGEST_SURNAME


def initials(name: str) -> str:
    """Give the capitals that begin the words of a name: its acronym, if it has one."""
    parts = re.findall(r"[\w’']+", name)
    return "".join(part[0] for part in parts if part[0].isupper()) if len(parts) > 1 else ""


def _with_ampersand(name: str) -> str:
    """Give the acronym of a firm's name that keeps its ampersand: "NG&P" of Northern Gas & Power."""
    parts = name.split()
    return "".join(part[0] for part in parts if part == "&" or part[0].isupper()) if "&" in parts else ""


def _brackets(names: list[Name], words: Words) -> dict[str, str]:
    """Give the long form of each name that stands in brackets behind it, or that somebody "is known as"."""
    found: dict[str, str] = {}
    for first, second in bracketed(names, words):
        if first.type != "place" or second.type == "place":  # the agency of a dateline is no other name of the city
            found.setdefault(second.text, first.text)
    for first, second in pairwise(names):
        between = words.lowers[first.end : second.start]
        if first.type == second.type and _is_calling(between):
            found.setdefault(second.text, first.text)
    return found


def _is_calling(words: list[str]) -> bool:
    """Tell whether words between two names say that the second is another name of the first's."""
    is_told = words[-1:] != ["as"] or "known" in words  # not "left Osk, *as* Lumia's army came"
    return is_told and 2 <= len(words) <= KNOWN_AS and words[-1] in _CALLED and _CALLING.issuperset(words)
