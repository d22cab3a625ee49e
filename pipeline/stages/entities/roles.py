"""Roles of people: "Russia's Foreign Minister Sergei Lavrov", "Marco Rubio, the new Secretary of State"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.stages.entities import bodies
from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.knowledge import Knowledge
from pipeline.stages.entities.names import POSSESSIVES, Name, Words
from pipeline.stages.entities.references import Reference

REACH = 6
"""How many tokens may stand between the comma and the head of a role set beside a name."""

LONGEST = 14
"""Tokens of the longest role."""

COMPOUND = 5
"""Tokens before a role's head that may be nouns and adjectives of its own."""

_FINITE = (["VBD"], ["VBP"], ["VBZ"])
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my"})
_MARKS = frozenset(',();–—:."“”')
_SAID = frozenset({"said", "says", "told"})
_ENDS = _MARKS | _SAID | {"who", "which", "that", "whose", "and"}
_OFFICIAL = "official"
"""What tells of a person as a noun alone: "the mayor's *official* residence"."""

_ADVERBS = frozenset({"RB", "RBR", "CC"})
_NOMINAL = frozenset({"NN", "NNP", "JJ"})
_AT_THE_TIME = ["at", "the", "time"]
_OWNERS = frozenset({"organisation", "place"})
_MARKS_OF_OWNERS = [[mark] for mark in sorted(POSSESSIVES)]
_TIES = frozenset({"for", "of", "to"})
_LINKS = _TIES | {"and", "in", "the", "&"}
_INSIDE = frozenset({"of", "for", "at", "in", "on", "the", "and", "to", "-", "&"})


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A role in tokens ``[start, end)``; `beside` is the first token of the name it belongs to, if there is one."""

    start: int
    end: int
    beside: int | None


class Roles:
    """Finds the roles of one article's people."""

    def __init__(self, words: Words, names: list[Name], known: Knowledge) -> None:
        self.words = words
        self.known = known
        self.at = {place: name for name in names for place in range(name.start, name.end)}

    def of_clusters(self, clusters: list[Cluster]) -> dict[int, list[RoleSpan]]:
        """Give the roles of each person, by position in the list; a role that is named again counts once."""
        people = ((number, cluster) for number, cluster in enumerate(clusters) if cluster.type == "person")
        return {number: self._of_cluster(cluster) for number, cluster in people}

    def _of_cluster(self, cluster: Cluster) -> list[RoleSpan]:
        roles: dict[str, RoleSpan] = {}
        for member in cluster.members:
            for role in self.of(member.name):
                roles.setdefault(self.words.slice(role.start, role.end).lower(), role)
        return list(roles.values())

    def owned(
        self, roles: dict[int, list[RoleSpan]], clusters: list[Cluster], references: Iterable[Reference]
    ) -> dict[int, list[RoleSpan]]:
        """Give the roles with whose they are where a noun stands for it: "*the agency*'s director Ann Lee"."""
        bodies_at = {
            reference.end - 1: clusters[reference.cluster].start
            for reference in references
            if reference.form == "nominal" and clusters[reference.cluster].type == "organisation"
        }
        if not bodies_at:
            return roles
        return {number: [self._with_owner(role, bodies_at) for role in spans] for number, spans in roles.items()}

    def _with_owner(self, role: RoleSpan, bodies_at: dict[int, int]) -> RoleSpan:
        if role.beside is not None:
            return role
        is_behind = role.start > 1 and self.words.words[role.start - 1] in POSSESSIVES
        places = (*range(role.start, role.end), *([role.start - 2] if is_behind else []))
        found = next((bodies_at[place] for place in places if place in bodies_at), None)
        return role if found is None else replace(role, beside=found)

    def of(self, name: Name) -> Iterator[RoleSpan]:
        """Give the roles that the text gives a person where `name` stands."""
        title = self._title(name)
        long = self._long_title(name)
        described = None if title or long else self._described_before(name)
        before = title and self._before_title(title.start)
        for role in (before, title, long, described, self._set_before(name), self._set_behind(name)):
            if role:
                yield role

    def _title(self, name: Name) -> RoleSpan | None:
        """Read what stands right before the name: "US President", "Russia's Foreign Minister"."""
        last = name.start - 1 - self._is_stop_of_title(name.start - 1)
        start = self._start(last + 1)
        if not any(self._is_head(place) for place in range(start, name.start)):
            return None
        if not self._is_head(last) and self.words.tags[last] not in _NOMINAL:
            return None
        owner = self._owner_before(start)
        end = self._without_address(start, name.start)
        return RoleSpan(start, end, self._owner_behind(name.end) if owner is None else owner)

    def _before_title(self, title: int) -> RoleSpan | None:
        """Read what somebody with a title is besides: "*presidential candidate* Governor Ann Lee"."""
        if not self._begins_title(title):
            return None
        start = self._start(title - 1)
        return RoleSpan(start, title, self._owner_before(start))

    def _begins_title(self, place: int) -> bool:
        """Tell whether a title begins at a token behind a role in small letters."""
        if not place or not self.words.words[place - 1].islower() or not self._is_head(place - 1):
            return False
        end = place
        while end not in self.at and end < self.words.size and self._is_role_word(end):
            end += 1
        return self.words.words[place].istitle() and any(self._is_head(inside) for inside in range(place, end))

    def _without_address(self, start: int, end: int) -> int:
        """Cut off how somebody is addressed: "Finance Minister *Dr.*", but "Sheikh" alone stays."""
        stop = end
        while stop - start > 1 and self._is_address(stop - 1):
            stop -= 1
        return stop

    def _is_address(self, place: int) -> bool:
        return self.words.lowers[place] in self.known.addresses or self._is_stop_of_title(place)

    def _owner_behind(self, end: int) -> int | None:
        """Give whom a title before a name is of: "Chancellor Olaf Scholz of *Germany*", "Sen. JD Vance, R-*Ohio*"."""
        words = self.words.words
        if words[end : end + 1] == [","] and words[end + 2 : end + 3] == ["-"] and len(words[end + 1]) == 1:
            place = end + 3
        elif words[end : end + 1] == ["of"]:
            place = end + 1 + (words[end + 1 : end + 2] == ["the"])
        else:
            return None
        beside = self.at.get(place)
        return beside.start if beside and beside.type in _OWNERS else None

    def _long_title(self, name: Name) -> RoleSpan | None:
        """Read a title that says whose it is: "Secretary of State Marco Vance", "Mayor of London Ann Lee"."""
        last = self._before_titles(name)
        if last < 2 or not self._is_capital(last) or self._is_head(last) or self._is_person(last):
            return None
        for head in range(last - 1, max(last - LONGEST, -1), -1):
            if self._is_head(head) or not (self._is_capital(head) or self.words.lowers[head] in _LINKS):
                is_head = self._is_head(head) and self._is_capital(head) and self.words.lowers[head + 1] in _TIES
                start = self._start(head)
                return RoleSpan(start, last + 1, self._owner(start, head, last + 1)) if is_head else None
        return None

    def _described_before(self, name: Name) -> RoleSpan | None:
        """Read a role in small letters that says whose it is: "the head of the regional police Ivan Petrov"."""
        last = name.start - 1
        if last < 2 or last in self.at or self.words.tags[last] not in _NOMINAL:
            return None
        for head in range(last - 1, max(last - LONGEST, 0), -1):
            if self._is_person(head) or not (self._is_head(head) or self._is_inside(head)):
                return None
            if self._is_head(head) and self.words.lowers[head + 1] in _TIES:
                start = self._start(head)
                is_one = start > 0 and self.words.lowers[start - 1] == "the"
                return RoleSpan(start, last + 1, self._owner(start, head, last + 1)) if is_one else None
        return None

    def _before_titles(self, name: Name) -> int:
        """Give the token before a name and its titles: "its chairman*,* Rev. John Brodie"."""
        last = name.start - 1
        while last > 1 and (self._is_stop_of_title(last) or self.words.lowers[last].rstrip(".") in self.known.titles):
            last -= 1
        return last

    def _is_stop_of_title(self, place: int) -> bool:
        """Tell the full stop that stands as a token of its own behind "Capt", and ends no sentence."""
        words = self.words
        is_stop = place > 0 and words.words[place] == "." and words.lowers[place - 1] in self.known.titles
        return is_stop and place + 1 < words.size and words.sentence(place) == words.sentence(place + 1)

    def _is_capital(self, place: int) -> bool:
        return self.words.words[place][0].isupper() and self.words.tags[place].startswith("N")

    def _is_person(self, place: int) -> bool:
        beside = self.at.get(place)
        return beside is not None and beside.type == "person"

    def _is_place(self, place: int) -> bool:
        beside = self.at.get(place)
        return beside is not None and beside.type == "place"

    def _owner_before(self, start: int) -> int | None:
        """Give the organisation or country that a role begins with: "NATO Secretary General", "Russia's president"."""
        words = self.words.words
        beside = self.at.get(start - 1) if start else None
        if beside is None and start > 1 and words[start - 1] in POSSESSIVES:
            beside = self.at.get(start - 2)
        return beside.start if beside and beside.type != "person" else None

    def _set_before(self, name: Name) -> RoleSpan | None:
        """Read a role before a comma: "the new Secretary of State, Marco Rubio, said"."""
        comma = self._before_titles(name)
        if comma < 1 or self.words.words[comma] != ",":
            return None
        after = self.words.words[name.end] if name.end < len(self.words.words) else "."
        if after not in _ENDS or after in _SAID:
            return None  # "a job for the mayor, *Holm said*"
        for head in range(comma - 1, max(comma - LONGEST, -1), -1):
            if self._is_head(head) and head not in self.at:
                if self._goes_on(head) or not all(self._is_inside(place) for place in range(head + 1, comma)):
                    return None
                start = self._start(head)
                return RoleSpan(start, comma, self._owner(start, head, comma))
            if self.words.words[head] in _ENDS:
                return None
        return None

    def _set_behind(self, name: Name) -> RoleSpan | None:
        """Read a role after a comma: "Starmer, leader of Labour, said"."""
        words = self.words.words
        if name.end >= len(words) or words[name.end] != ",":
            return None
        first = name.end + 1 + 2 * self._is_told(name.end + 1)
        for head in range(first, min(first + REACH, len(words))):
            if words[head] in _ENDS or self.words.tags[head].startswith("V"):
                return None
            if self._is_head(head) and not self._goes_on(head):
                start = first
                while start < head and (self.words.lowers[start] in _ARTICLES or self.words.tags[start] in _ADVERBS):
                    start += 1
                end = self._end(head)
                if self.words.tags[end : end + 1] in _FINITE:
                    return None  # "talks with Ann Lee, *a senior official said*"
                return None if self._is_of_next(head, end) else RoleSpan(start, end, self._owner(start, head, end))
        return None

    def _is_told(self, place: int) -> bool:
        """Tell whether a relative clause says what somebody is or was: "Ranil Silva, *who was* prime minister"."""
        lowers = self.words.lowers
        return lowers[place : place + 1] == ["who"] and lowers[place + 1 : place + 2] in (["is"], ["was"])

    def _is_of_next(self, head: int, end: int) -> bool:
        """Tell whether a role is that of a name in it: ", Mayor of London *Ann Lee* and", but "lawyer for Ann Lee"."""
        return any(
            self._is_person(place)
            and not self._is_person(place - 1)
            and (self._is_capital(place - 1) or self.words.tags[place - 1] == "NN")
            for place in range(head + 2, end)
            if not self._is_head(place - 1)
        )

    def _goes_on(self, head: int) -> bool:
        """Tell whether the phrase goes on, so that the word is not its head: "party chairman", "President Bush"."""
        after = head + 1
        if after >= len(self.words.words):
            return False
        beside = self.at.get(after)
        return self._is_head(after) or (beside is not None and beside.type == "person")

    def _start(self, head: int) -> int:
        """Give the first word of a role, back from its head: the article and what stands before it are left out."""
        start = head
        while (
            start > 0 and start - 1 not in self.at and self._is_role_word(start - 1) and not self._begins_title(start)
        ):
            start -= 1 + self._is_stop_of_title(start - 1)
        start += self.words.words[start] == "-"
        while start > max(head - COMPOUND, 0) and self._is_compound(start - 1) and not self._begins_title(start):
            start -= 1
        return start

    def _is_compound(self, place: int) -> bool:
        """Tell whether a word without a place of its own belongs to the noun behind it: "bee specialist"."""
        return (
            place not in self.at
            and (self.words.tags[place] in _NOMINAL or self.words.lowers[place] in self.known.portfolios)
            and self.words.words[place].isalpha()
            and self.words.words[place - 1] != "-"
            and self.words.lowers[place] not in self.known.junk
        )

    def _end(self, head: int) -> int:
        """Give the end of a role: through "of", "for" and names, up to a mark, a verb or a relative pronoun."""
        end = head + 1
        limit = min(head + LONGEST, len(self.words.words))
        while end < limit and self._is_inside(end):
            end += 1
        while end > head + 1 and self.words.lowers[end - 1] in _INSIDE | _ARTICLES:
            end -= 1
        return end

    def _is_inside(self, place: int) -> bool:
        if self.words.lowers[place : place + 3] == _AT_THE_TIME:
            return False
        if place in self.at or self._is_tied(place) or self._is_tied(place - 1):
            return True
        if self.words.words[place] == "and" and self._is_place(place - 1) and self._is_place(place + 1):
            return True  # "bishop of Devon and Cornwall"
        if self.words.words[place] in _ENDS or self.words.lowers[place] in self.known.junk:
            return False
        return self.words.tags[place][0] in "NJDIP" and not self._is_break(place)

    def _is_tied(self, place: int) -> bool:
        """Tell whether a hyphen ties the words beside it: "the Hamas*-*run ministry"."""
        words = self.words
        return (
            0 < place < len(words.words) - 1
            and words.words[place] == "-"
            and words.starts[place] == words.end_of(place - 1)
            and words.starts[place + 1] == words.end_of(place)
        )

    def _is_break(self, place: int) -> bool:
        """Tell whether a preposition begins something else: only "of", "for", "at", "in", "on", "to" tie to a role."""
        return self.words.tags[place] == "IN" and self.words.lowers[place] not in _INSIDE

    def _owner(self, start: int, head: int, end: int) -> int | None:
        """Give the organisation or place a role belongs to: named in it, or right before it."""
        for place in (*range(head + 1, end), *range(start, head)):
            beside = self.at.get(place)
            if beside and beside.type in _OWNERS and not self._is_tied(beside.end):
                return self._body_of(beside).start
        return self._owner_before(start)

    def _body_of(self, owner: Name) -> Name:
        """Give the body that is called by a place where it stands right behind it: "Osk *police*", "Osk's *police*"."""
        has_mark = self.words.words[owner.end : owner.end + 1] in _MARKS_OF_OWNERS
        behind = self.at.get(owner.end + has_mark)
        is_body = owner.type == "place" and behind is not None and behind.rule == bodies.RULE
        return behind if behind is not None and is_body else owner

    def _is_role_word(self, place: int) -> bool:
        word = self.words.lowers[place].rstrip(".")
        return word in self.known.role_words or word == "-" or self._is_stop_of_title(place)

    def _is_head(self, place: int) -> bool:
        lower = self.words.lowers[place].rstrip(".")
        if self.words.words[place] in self.known.capital_ranks and self._is_person(place + 1):
            return True
        return lower in self.known.role_heads and not (lower == _OFFICIAL and self.words.tags[place] == "JJ")
