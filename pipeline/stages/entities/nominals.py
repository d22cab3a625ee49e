"""Roles and kinds that stand for a name: "the minister" for Sergei Lavrov, "the agency" for the one agency named.

Resolved where exactly one person has that role, or exactly one organisation is of that kind: of all that the article
names before, else of those named in the last sentences.
"""

import re
from collections.abc import Iterator

from pipeline.stages.entities.clusters import Cluster, taken
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import POSSESSIVES, Words
from pipeline.stages.entities.portfolios import BODY_TIES
from pipeline.stages.entities.references import Reference
from pipeline.stages.entities.roles import RoleSpan
from schemas.entity import OrganisationKind

LONGEST = 4
"""Tokens between the article and the noun."""

REACH = 3
"""How many sentences back those stand of whom one may be meant, where the article names several."""

_MINISTERIAL = frozenset({"minister", "secretary"})
_BUSINESS = frozenset({"company", "firm"})
_BUSINESSLIKE = frozenset({"bank", "group", "international", "network", "partnership", "services"})
"""Heads of organisations' names that may be a company's."""

_PRIME = "prime"
_FORMER = "former"
_LOOSE = _BUSINESS | _BUSINESSLIKE | {"broadcaster", "newspaper"}
"""What many an organisation is called: these mean nobody named further back."""

_ARMED = frozenset({"army", "forces", "military"})
"""Heads of names of what is called both "the army" and "the military"."""

_TIE = re.compile(f" (?:{'|'.join(sorted(BODY_TIES))}) ")
_OWNED = re.compile(r"(\w+)['’]s (?:[Oo]ffice|[Dd]epartment|deputies)$")
_OFFICES = frozenset({"department", "office"})
_BINDERS = frozenset({"of", "for", "from", "-"})
_KINDS: dict[OrganisationKind | None, tuple[str, ...]] = {
    "party": ("party",),
    "company": ("company", "firm"),
    "media": ("newspaper", "broadcaster"),
    "armed_group": ("group",),
    "ngo": ("charity", "group"),
}


class Nominals:
    """Resolves the nominals of one article, in text order: one that is resolved counts as named there."""

    def __init__(
        self, words: Words, clusters: list[Cluster], roles: dict[int, list[RoleSpan]], known: Knowledge
    ) -> None:
        self.words = words
        self.known = known
        self.taken = taken(clusters)
        self.taken.update(
            place
            for spans in roles.values()
            for role in spans
            for place in range(role.start, role.end)
            if words.lowers[place] in known.role_words
        )
        self.named = [[member.name.start for member in cluster.members] for cluster in clusters]
        self.bodies = {number for number, cluster in enumerate(clusters) if cluster.fact is not None}
        self.loose: set[tuple[int, str]] = set()
        self.bearers: dict[str, dict[int, int]] = {}
        for number, spans in roles.items():
            for role in spans:
                for place in range(role.start, role.end):
                    if words.lowers[place] in known.role_heads:
                        for office in (self._office(role.start, place), *self._fields(role.start, place)):
                            self._bear(office, number, role.start)
        for number, cluster in enumerate(clusters):
            if cluster.type == "organisation":
                self._bear_kinds(number, cluster)
        self.nouns = _OFFICES.union(office.rpartition(" ")[2] for office in self.bearers)

    def _office(self, start: int, noun: int) -> str:
        """Give the noun of a phrase that begins at a token, with the word before it that makes another office of it.

        "The former Lumian prime minister" was once "prime minister".
        """
        lowers = self.words.lowers
        before = noun - 2 if noun > start + 1 and self.words.words[noun - 1] == "-" else noun - 1
        others = self.known.general_offices if lowers[noun] == "general" else self.known.ranks
        office, place = lowers[noun], before
        while place >= start and lowers[place] in others and (place == before or lowers[place + 1] == _PRIME):
            office, place = f"{lowers[place]} {office}", place - 1
        start = max(start - LONGEST, 0) if start and self.words.tags[start - 1] == "JJ" else start
        is_former = _FORMER in lowers[start : place + 1] and not office.startswith(_FORMER)
        return f"{_FORMER} {office}" if is_former else office

    def _fields(self, start: int, noun: int) -> Iterator[str]:
        """Give the name of a minister's office by what it is for: "foreign minister", "minister of *health*"."""
        lowers = self.words.lowers
        if lowers[noun] not in _MINISTERIAL:
            return
        if noun > start and lowers[noun - 1] in self.known.portfolios:
            yield f"{lowers[noun - 1]} {lowers[noun]}"
        elif lowers[noun + 1 : noun + 2] in (["of"], ["for"]) and lowers[noun + 2 : noun + 3]:
            yield f"{lowers[noun + 2]} {lowers[noun]}"

    def _bear(self, noun: str, number: int, start: int) -> None:
        bearers = self.bearers.setdefault(noun, {})
        bearers[number] = min(start, bearers.get(number, start))

    def _bear_kinds(self, number: int, cluster: Cluster) -> None:
        is_told = False
        for text in cluster.surfaces:
            head = _TIE.split(text.lower())[0].rpartition(" ")[2]
            if head in self.known.organisation_heads or head in self.known.body_nouns:
                self._bear(head, number, cluster.start)
            for noun in ("army", "military") if head in _ARMED else ():
                self._bear(noun, number, cluster.start)
            for noun in self.known.called.get(head, ()):
                self._bear(noun, number, cluster.start)
                self.loose.add((number, noun))
            owned = _OWNED.search(text)
            if owned:
                self._bear(f"{owned[1].lower()}'s", number, cluster.start)
            found = self.known.names.get(text)
            kind = found.kind if found else self.known.kinds.of([text])
            is_told = is_told or kind is not None or (head in self.known.organisation_heads - _BUSINESSLIKE)
            for noun in _KINDS.get(kind, ()):
                self._bear(noun, number, cluster.start)
        for noun in () if is_told else _BUSINESS:
            self._bear(noun, number, cluster.start)

    def find(self) -> Iterator[Reference]:
        """Give the nominals in text order."""
        for place, lower in enumerate(self.words.lowers if self.bearers else ()):
            if lower in self.nouns and place not in self.taken and self.words.tags[place] in {"NN", "NNP"}:
                start = self._article(place)
                number = None if start is None or self._goes_on(place) else self._bearer(start, place)
                if start is not None and number is not None:
                    self.named[number].append(place)
                    yield Reference(start, place + 1, number, "nominal", "role")

    def _article(self, noun: int) -> int | None:
        """Give the token of "the" that opens the noun's phrase."""
        for place in range(noun - 1, max(noun - 2 - LONGEST, -1), -1):
            if place in self.taken:
                return None
            if self.words.lowers[place] == "the":
                return None if place and self.words.words[place - 1] == "," and place - 2 in self.taken else place
            is_owner = place == noun - 1 and self._is_owned(noun)
            if not is_owner and self.words.tags[place] not in {"HYPH", "JJ", "NN", "NNP", "NNS", "VBN"}:
                return None
        return None

    def _is_owned(self, noun: int) -> bool:
        """Tell whether a noun is the office of whom the word before it says: "the sheriff's *office*"."""
        return noun > 1 and self.words.lowers[noun] in _OFFICES and self.words.words[noun - 1] in POSSESSIVES

    def _bearer(self, start: int, place: int) -> int | None:
        """Give whom a noun means: the one who alone bears it in the article, else in the last sentences."""
        noun = next(self._fields(start, place), None) or self._office(start, place)
        if self._is_owned(place):
            noun = f"{self.words.lowers[place - 2]}'s"
        bearers = self.bearers.get(noun, {})
        before = [number for number, start in bearers.items() if start < place]
        if len(before) == len(bearers) == 1 and noun not in _LOOSE and not self._is_loose_body(before[0], noun):
            return before[0]
        if noun in _ARMED and self._is_of_others(place):
            return None
        low = self.words.sentence(place) - REACH
        near = [number for number in before if self._is_named(number, low, place)]
        return near[0] if len(near) == 1 else None

    def _is_of_others(self, place: int) -> bool:
        """Tell whether the sentence speaks of somebody's army: "hit a Lumian *army* post, according to *the army*"."""
        sentence = self.words.sentence(place)
        before = place - 1
        while before > 0 and self.words.sentence(before) == sentence:
            if self.words.lowers[before] in _ARMED and before not in self.taken and before - 1 in self.taken:
                return True
            before -= 1
        return False

    def _is_loose_body(self, number: int, noun: str) -> bool:
        """Tell a noun that may mean the article's own country's: "the government", where it names the Syrian one."""
        if (number, noun) in self.loose:
            return True
        return number in self.bodies and noun in self.known.body_nouns and noun != "ministry"

    def _is_named(self, number: int, low: int, place: int) -> bool:
        """Tell whether somebody is named before a token, no earlier than in a sentence."""
        return any(start < place and self.words.sentence(start) >= low for start in self.named[number])

    def _goes_on(self, noun: int) -> bool:
        """Tell whether the noun is the part of a longer one, or named by what follows it."""
        after = noun + 1
        if after >= len(self.words.words):
            return False
        is_noun = self.words.tags[after].startswith("NN")
        return after in self.taken or is_noun or self.words.lowers[after] in _BINDERS
