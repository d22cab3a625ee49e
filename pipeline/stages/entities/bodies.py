"""Bodies of a state or town that are called by its name and a common noun: "the Israeli military", "Osk city council".

News names its sources so far more often than by their proper names. A body is one in all its forms ("Israel's
military", "the military of Israel"); its mentions are nominal, and hold the noun alone, as the name of the state is a
mention of its own. One that the article also names by the same words, or by others for the same noun, is that one
("Osk police", the "Osk Police Department").
"""

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter

from pipeline.stages.entities.clusters import Cluster, Member, taken
from pipeline.stages.entities.knowledge import Knowledge, Known
from pipeline.stages.entities.names import POSSESSIVES, Name, Words
from pipeline.tree import Tree

RULE = "entities.body"

BETWEEN = 4
"""Tokens between a state's name and the noun: "Gaza's *Hamas-run* health ministry"."""

LONGEST = 4
"""Tokens of a noun: "ministry of foreign affairs"."""

_MINISTRY = "ministry"
_DEPARTMENT = "department"
_COUNCIL = "council"
"""What stands right behind the name of its town; councils of a state are many."""

_MODIFIERS = frozenset({"HYPH", "JJ", "JJS", "NN", "VBN"})
_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod", "poss"})
_OTHER_TIMES = frozenset({"former", "future", "next", "past", "previous"})
_NOT_IT = _OTHER_TIMES | {"a", "an", "another", "any", "each", "every"}
_RULED = frozenset({"backed", "controlled", "led", "run"})
_SPELLING = {"defense": "defence"}
_APOSTROPHE = "’"


@dataclass(frozen=True, slots=True)
class Body:
    """A body's noun in tokens ``[start, end)``; `noun` is its usual form, `text` as the text has it with its state.

    `state` is what stands before the noun, where it stands behind: "*Lorn state* government".
    """

    start: int
    end: int
    noun: str
    text: str = ""
    state: str = ""


def names(clusters: list[Cluster]) -> list[Name]:
    """Give the bodies as names: what is for one of them is not for its town ("spokesman for *Osk police*")."""
    return [member.name for cluster in clusters for member in cluster.members if member.name.rule == RULE]


def add(clusters: list[Cluster], words: Words, known: Knowledge, tree: Tree) -> list[Cluster]:
    """Give the clusters with those of the bodies among them, in the order of their first place."""
    if known.body_words.isdisjoint(words.lowers):
        return clusters
    made = []
    organisations: dict[str, Cluster] = {}
    for cluster in clusters:
        if cluster.type == "organisation":
            organisations.update((_plain(text), cluster) for text in cluster.surfaces)
    for (_, country, noun), bodies in _Bodies(clusters, words, known, tree).find().items():
        members = [Member(Name(body.start, body.end, body.text, "organisation", RULE), "role") for body in bodies]
        named = _named(known.body_names.get((country, noun)), clusters, known)
        named = named or _called(bodies, noun, organisations, known)
        if named is None:
            made.append(_cluster(country, noun, members, known))
        else:
            named.members = sorted([*named.members, *members], key=attrgetter("name.start"))
            named.surfaces = [*dict.fromkeys([*named.surfaces, *(member.name.text for member in members)])]
    return sorted([*clusters, *made], key=attrgetter("start")) if made else clusters


def _named(name: str | None, clusters: list[Cluster], known: Knowledge) -> Cluster | None:
    """Find the organisation which a body is by its proper name: the Israeli military is the IDF."""
    for cluster in clusters if name else ():
        facts = (known.names.get(text) for text in cluster.surfaces)
        if cluster.type == "organisation" and any(fact is not None and fact.name == name for fact in facts):
            return cluster
    return None


def _called(bodies: list[Body], noun: str, organisations: dict[str, Cluster], known: Knowledge) -> Cluster | None:
    """Find the organisation whose name is that of a body's state and its noun, or another word for the same."""
    forms = known.body_forms.get(noun, (noun,))
    names = (f"{body.state} {form}" for body in bodies if body.state for form in forms)
    return next((organisations[name] for name in names if name in organisations), None)


def _cluster(country: str | None, noun: str, members: list[Member], known: Knowledge) -> Cluster:
    """Make the cluster of a body, under the name without a possessive that the text has most often."""
    members = sorted(members, key=attrgetter("name.start"))
    surfaces = Counter(member.name.text for member in members)
    name = min(surfaces, key=lambda text: ("’" in text or "'" in text, -surfaces[text], len(text)))
    kind = known.body_kinds.get(noun) or known.body_kinds[_MINISTRY]
    fact = Known("organisation", name, country, kind=kind)
    return Cluster("organisation", name, members, [*surfaces], members[0].name.start, fact=fact)


class _Bodies:
    """Reads the bodies of one article, by whose they are (a country's people's are its own), its country and noun."""

    def __init__(self, clusters: list[Cluster], words: Words, known: Knowledge, tree: Tree) -> None:
        self.clusters = clusters
        self.words = words
        self.known = known
        self.tree = tree
        self.taken = taken(clusters)

    def find(self) -> dict[tuple[str, str | None, str], list[Body]]:
        found: dict[tuple[str, str | None, str], list[Body]] = {}
        for cluster in self.clusters:
            fact = self._fact(cluster)
            country = fact.country if fact else None
            if cluster.type != "place" and country is None:
                continue
            is_state = fact is not None and (fact.is_country or cluster.type == "group")
            state = country if is_state and country else cluster.name
            for member in cluster.members:
                body = self._behind(member.name) or (self._before(member.name) if cluster.type == "place" else None)
                if body is not None and not (is_state and body.noun == _COUNCIL):
                    found.setdefault((state, country, body.noun), []).append(body)
        return found

    def _fact(self, cluster: Cluster) -> Known | None:
        """Give what the lexicons know of a place or a people."""
        if cluster.type not in ("group", "place"):
            return None
        facts = (self.known.names.get(text) for text in cluster.surfaces)
        return next((fact for fact in facts if fact is not None and fact.type == cluster.type), None)

    def _behind(self, name: Name) -> Body | None:
        """Find the body that the name of a state or its people begins: "*Gaza*'s Hamas-run health ministry"."""
        words, place = self.words, name.end
        is_owner = words.words[place : place + 1] != [] and words.words[place] in POSSESSIVES
        before = words.lowers[name.start - 1] if name.start else ""
        if before in _NOT_IT or not (is_owner or self.tree[name.end - 1].dep_ in _ATTRIBUTIVE):
            return None
        start = place + is_owner
        if start == place and words.words[place : place + 1] == ["-"]:
            return None  # "*Russian*-installed government"
        for noun in range(start, min(start + BETWEEN + 1, words.size)):
            body = self._at(noun, name.start)
            if body is not None:
                is_own = noun == start or words.lowers[noun] != _COUNCIL
                return body if is_own and not self._goes_on(body.end) else None
            if not self._may_stand_between(noun):
                return None
        return None

    def _may_stand_between(self, place: int) -> bool:
        lower = self.words.lowers[place]
        if place in self.taken:
            return self.words.words[place + 1 : place + 2] == ["-"] and self._is_ruled(place + 2)
        return lower not in _OTHER_TIMES and (self.words.tags[place] in _MODIFIERS or lower in _RULED)

    def _is_ruled(self, place: int) -> bool:
        return place < self.words.size and self.words.lowers[place] in _RULED

    def _before(self, name: Name) -> Body | None:
        """Find the body before the name of its state: "the health ministry in Gaza", "the government of *Iraq*"."""
        words, place = self.words, name.start
        if place and self._is_ruled(place - 1):
            place -= 3  # "in Hamas-run *Gaza*"
        tie = words.lowers[place - 1] if place > 1 else ""
        for start in range(max(place - 1 - LONGEST, 0), place - 1) if tie in ("in", "of") else ():
            body = self._at(start, start, name.end)
            if body is not None and body.end == place - 1:
                has_field = body.noun.endswith(f" {_MINISTRY}")
                has_article = start > 0 and words.lowers[start - 1] == "the"
                is_own = (has_field or tie == "of") and not (start and start - 1 in self.taken)
                return Body(start - has_article, body.end, body.noun, body.text) if is_own else None
        return None

    def _at(self, place: int, start: int, end: int | None = None) -> Body | None:
        """Read the noun of a body that begins at a token; its text is that of tokens ``[start, end)``."""
        stop, noun = self._noun(place)
        if noun is None or not self.taken.isdisjoint(range(place, stop)):
            return None
        state = "" if end else _plain(self.words.slice(start, place)).removesuffix("'s")
        return Body(place, stop, noun, self.words.slice(start, end or stop), state)

    def _noun(self, place: int) -> tuple[int, str | None]:
        """Read a noun: "military", "air force", "sheriff's office", "health ministry", "ministry of health"."""
        lowers, known = self.words.lowers, self.known
        if not self.words.words[place].islower():
            return place, None
        word, after = lowers[place], lowers[place + 1 : place + 3]
        if word == _MINISTRY:
            is_told = len(after) == 2 and after[0] == "of" and after[1] in known.portfolios
            return (place + 3, f"{_usual(after[1])} {_MINISTRY}") if is_told else (place, None)
        if word in known.portfolios and after[:1] in ([_MINISTRY], [_DEPARTMENT]):
            return place + 2, f"{_usual(word)} {after[0]}"
        if word not in known.body_starts:
            return place, None
        for end in range(min(place + LONGEST, self.words.size), place, -1):
            text = _plain(self.words.slice(place, end))
            if text in known.body_nouns:
                return end, known.body_nouns[text]
        return place, None

    def _goes_on(self, end: int) -> bool:
        """Tell whether the noun is only a part of a longer one: "the Israeli military *spokesman*"."""
        if end >= self.words.size:
            return False
        is_word = self.words.words[end].islower() and self.words.tags[end] in ("NN", "NNS")
        return end in self.taken or is_word or self.words.words[end] == "-"


def _plain(text: str) -> str:
    return text.lower().replace(_APOSTROPHE, "'").rstrip()


def _usual(noun: str) -> str:
    return " ".join(_SPELLING.get(word, word) for word in noun.split())
