"""Pronouns that stand for a person: "he", "her", "who".

Resolved only where the evidence is good: a candidate must lead all others that could be meant by a clear margin.
The measures are those of salience (Lappin and Leass 1994): nearness in sentences and grammatical function.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.stages.entities.clusters import Cluster
from pipeline.stages.entities.knowledge import Gender, Knowledge
from pipeline.stages.entities.names import Name, Words
from pipeline.tree import Token, Tree
from schemas.entity import MentionForm, MentionLink

PRONOUNS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "himself": "male",
    "his": "male",
    "her": "female",
    "hers": "female",
    "herself": "female",
    "she": "female",
}

_WANTED = frozenset({*PRONOUNS, "who"})

REACH = 2
"""How many sentences back a candidate may stand."""

MARGIN = 2
"""By how much a candidate must lead."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ONE = frozenset({"a", "an", "another", "one"})
_TELLING = frozenset({"assured", "informed", "told", "tells"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or a nominal in tokens ``[start, end)``, and the number of the cluster that it stands for."""

    start: int
    end: int
    cluster: int
    form: MentionForm
    link: MentionLink


@dataclass(frozen=True, slots=True)
class Trace:
    """A place where a person was mentioned: what later pronouns are weighed against."""

    cluster: int
    root: Token
    sentence: int
    is_subject: bool


class References:
    """Resolves the pronouns of one article, left to right; what is resolved helps to resolve what follows."""

    def __init__(self, tree: Tree, words: Words, clusters: list[Cluster], known: Knowledge) -> None:
        self.tree = tree
        self.words = words
        self.genders = [_gender(cluster, words, known) if cluster.type == "person" else None for cluster in clusters]
        people = [number for number, cluster in enumerate(clusters) if cluster.type == "person"]
        self.protagonist = max(people, key=lambda number: len(clusters[number].members), default=-1)
        self.persons = {
            member.name.start: (number, member.name.end)
            for number, cluster in enumerate(clusters)
            if cluster.type == "person"
            for member in cluster.members
            if not _is_credit(member.name, words)
        }
        self.owners = {
            place: number
            for number, cluster in enumerate(clusters)
            if cluster.type in {"person", "organisation"}
            for member in cluster.members
            for place in range(member.name.start, member.name.end)
        }

    def find(self) -> Iterator[Reference]:
        """Give the references in text order."""
        traces: list[Trace] = []
        lowers, tags = self.words.lowers, self.words.tags
        pronouns = [place for place, lower in enumerate(lowers) if lower in _WANTED and place not in self.owners]
        for place in sorted([*pronouns, *self.persons]):
            lower = lowers[place]
            if place in self.persons:
                number, end = self.persons[place]
                traces.append(self._trace(number, self.tree.root(place, end)))
            elif lower in PRONOUNS and tags[place].startswith("PRP"):
                winner = self._winner(place, traces, PRONOUNS[lower])
                if winner is not None:
                    traces.append(self._trace(winner, self.tree[place]))
                    yield Reference(place, place + 1, winner, "pronoun", "pronoun")
            elif lower == "who" and tags[place] == "WP":
                antecedent = self._antecedent(self.tree[place])
                if antecedent is not None:
                    yield Reference(place, place + 1, antecedent, "pronoun", "pronoun")

    def _trace(self, number: int, root: Token) -> Trace:
        top = root.head if root.dep_ == "appos" else root  # "his mother, *Tamala Payne*, walked out"
        return Trace(number, root, root.sentence, top.dep_ in _SUBJECTS)

    def _antecedent(self, pronoun: Token) -> int | None:
        """Give whom a relative "who" means: the noun its clause hangs on."""
        verb = pronoun.head
        while verb.dep_ in {"conj", "aux", "auxpass", "ccomp", "xcomp"} and verb.head != verb:
            verb = verb.head
        noun = verb.head
        is_single = noun.dep_ != "conj" and all(child.dep_ != "conj" for child in noun.children)
        return self.owners.get(noun.i) if verb.dep_ == "relcl" and noun.i < pronoun.i and is_single else None

    def _winner(self, place: int, traces: list[Trace], gender: Gender) -> int | None:
        pronoun = self.tree[place]
        subject = _subject_above(pronoun)
        if subject is not None and subject.lower_ == "who" and self._antecedent(subject) is None:
            return None  # "the wife, who killed *her* two sons": nobody with a name
        if pronoun.lower_.endswith("self"):
            return self._itself(subject, traces)
        barred = self._named_below(pronoun) | self._quoting(pronoun) | self._told(pronoun)
        scores: dict[int, int] = {}
        for trace in reversed(traces):
            distance = pronoun.sentence - trace.sentence
            if distance > REACH:
                break
            if self.genders[trace.cluster] not in {gender, None}:
                continue
            if trace.cluster in barred or _is_barred(pronoun, trace):
                continue
            score = 2 * (REACH - distance) + 2 * trace.is_subject + (self.genders[trace.cluster] == gender)
            score += trace.cluster == self.protagonist
            scores[trace.cluster] = max(score, scores.get(trace.cluster, 0))
        if not scores:
            return None
        best, *others = sorted(scores.items(), key=lambda item: -item[1])
        return best[0] if not others or best[1] - others[0][1] >= MARGIN else None

    def _itself(self, subject: Token | None, traces: list[Trace]) -> int | None:
        """Give whom a reflexive means: the subject of its clause, where that is a person named or referred to."""
        if subject is not None and subject.lower_ == "who":
            return self._antecedent(subject)
        return next((trace.cluster for trace in reversed(traces) if trace.root is subject), None)

    def _named_below(self, pronoun: Token) -> frozenset[int]:
        """Give whom a subject cannot mean, as what it says names them: "*He* said *Smith* would go".

        Principle C of binding theory (Chomsky 1981). Beyond a comma news keeps to it in quotations alone, and where
        the subject stands apart from its verb: '"*Smith* will go," *he* said', "*Smith*, *he* said, would go".
        """
        if pronoun.dep_ not in _SUBJECTS:
            return frozenset()
        verb = pronoun.head
        reach: set[int] = set()
        for clause in verb.children:
            if clause.dep_ in ("ccomp", "xcomp"):
                words = range(clause.left_edge.i, clause.right_edge.i + 1)
                reach.update(words if clause.i > pronoun.i else _quoted(self.tree, words))
        if verb.dep_ in ("parataxis", "ccomp") and verb.head.i > verb.i:
            reach |= {word.i for word in verb.head.children if word.dep_ in _SUBJECTS and word.i < pronoun.i}
        return frozenset(
            number for start, (number, end) in self.persons.items() if not reach.isdisjoint(range(start, end))
        )

    def _told(self, pronoun: Token) -> frozenset[int]:
        """Give whom somebody without a name tells of himself: "A doctor told *Hill* that *he* tried to help"."""
        telling = pronoun.head.head
        if pronoun.dep_ not in _SUBJECTS or pronoun.head.dep_ != "ccomp" or telling.lower_ not in _TELLING:
            return frozenset()
        subject = next((child for child in telling.children if child.dep_ == "nsubj"), None)
        if subject is None or subject.tag_ != "NN" or all(child.lower_ not in _ONE for child in subject.children):
            return frozenset()
        told = (child for child in telling.children if child.dep_ in {"dobj", "dative"})
        return frozenset(self.owners[child.i] for child in told if child.i in self.owners)

    def _quoting(self, pronoun: Token) -> frozenset[int]:
        """Give who says the words that a pronoun stands in: "*He* lies," *Hill* said - who would say "I" of himself."""
        for clause in pronoun.ancestors:
            if clause.dep_ == "ccomp" and _is_quoted(clause):
                subjects = (child for child in clause.head.children if child.dep_ == "nsubj")
                return frozenset(self.owners[subject.i] for subject in subjects if subject.i in self.owners)
        return frozenset()


def _is_credit(name: Name, words: Words) -> bool:
    """Tell whether somebody is named for a picture, and does nothing: "*Ida Holm*/Reuters"."""
    return "/" in (words.words[name.start - 1], *words.words[name.end : name.end + 1])


def _subject_above(pronoun: Token) -> Token | None:
    """Give the subject of the clause that a pronoun stands in; none where it is that itself."""
    for verb in pronoun.ancestors:
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            return None if subject is pronoun else subject
    return None


def _is_quoted(clause: Token) -> bool:
    first = clause.left_edge
    return first.is_quote or (first.i > 0 and first.tree[first.i - 1].is_quote)


def _quoted(tree: Tree, words: range) -> Iterator[int]:
    """Give the places of a clause that stand in quotation marks which open in it or right before."""
    is_inside = False
    for place in range(max(words.start - 1, 0), words.stop):
        is_inside = is_inside != tree[place].is_quote
        if is_inside:
            yield place


def _is_barred(pronoun: Token, trace: Trace) -> bool:
    """Tell whether grammar forbids it: two arguments of one verb differ, unless the second is reflexive."""
    if pronoun.lower_.endswith("self") or pronoun.dep_ == "poss":
        return False
    return pronoun.head == trace.root.head and trace.root != pronoun


def _gender(cluster: Cluster, words: Words, known: Knowledge) -> Gender | None:
    """Give a person's gender where a title or the first name tells it."""
    for member in cluster.members:
        title = words.lowers[member.name.start - 1].rstrip(".") if member.name.start else ""
        found = known.gender_titles.get(title)
        if found is None and " " in member.name.text:
            found = known.first_names.get(member.name.text.partition(" ")[0])
        if found:
            return found
    return None
