"""What a figure is a figure of: read off the counted noun, the predicate it stands in, and the nouns above it.

The order of evidence is fixed: the counted noun where it says the kind by itself ("14 fatalities"); the word beside it
("14 dead", "killing 14"); the predicate by the tree ("14 are feared to have died"); its modifiers; the noun it depends
on ("the death of 14", "the toll rose to 14"); a phrase behind it ("lost their homes"); the sort of noun ("800 troops").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline import syntax
from pipeline.stages.figures.counted import Noun
from pipeline.stages.figures.lexicons import Kinds
from pipeline.stages.figures.tokens import Tokens
from pipeline.text.alternation import alternation
from schemas.figure import FigureKind

AUXILIARIES = frozenset(
    {
        "be",
        "have",
        "get",
        "do",
        "remain",
        "become",
        "go",
        "lie",
        "may",
        "could",
        "might",
        "would",
        "will",
        "can",
        "must",
        "should",
    }
)
REPORTS = frozenset({
    "believe", "report", "fear", "say", "expect", "presume", "estimate", "know", "think", "confirm", "declare", "list", "find", "leave", "render", "allege", "assume", "consider",
    "suppose", "suspect", "rumour", "rumor", "claim", "pronounce", "register", "record", "officially", "make", "count", "verify",
})  # fmt: skip
CAUSES = frozenset(
    {
        "force",
        "leave",
        "cause",
        "lead",
        "allow",
        "order",
        "urge",
        "enable",
        "help",
        "make",
        "compel",
        "oblige",
        "require",
        "tell",
        "ask",
        "prompt",
        "push",
        "see",
        "advise",
        "want",
        "let",
    }
)
PLAIN_ADVERBS = frozenset(
    {
        "also",
        "still",
        "reportedly",
        "others",
        "other",
        "more",
        "people",
        "persons",
        "of",
        "them",
        "whom",
        "feared",
        "reported",
        "believed",
        "confirmed",
        "presumed",
        "remained",
        "remain",
        "left",
        "rendered",
        "officially",
        "registered",
        "as",
        "were",
        "was",
        "are",
        "is",
        "been",
        "being",
        "have",
        "has",
        "had",
        "be",
        "got",
        "get",
        "now",
        "so",
        "far",
        "newly",
        "who",
        "that",
        "which",
        "may",
        "might",
        "could",
        "either",
        "were",
        "had",
        "have",
        "to",
        "listed",
        "declared",
        "dead",
        "thought",
        "known",
        "said",
        "estimated",
        "forced",
    }
) - {"dead", "of", "them", "whom", "that", "which", "to"}
HARM = ("killed", "wounded")
TOLL_VERBS = frozenset({
    "rise", "climb", "reach", "stand", "bring", "raise", "increase", "jump", "be", "pass", "top", "exceed", "surpass", "hit", "total", "number", "grow", "go", "lower", "reduce", "revise", "drop", "fall", "put",
    "swell", "mount", "soar", "double", "triple", "update", "place", "estimate", "remain", "range", "cross", "take", "leave", "run", "near", "approach", "push", "climb", "come", "set", "give", "amount", "count", "vary", "include",
})  # fmt: skip
NUMBERS = frozenset(
    {"number", "total", "figure", "count", "tally", "toll", "estimate", "sum", "tolls", "estimates", "numbers"}
)
PEOPLE = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind and the rule that found it."""

    kind: FigureKind
    rule: str


class KindReader:
    """Reads the kind of a count."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds.kinds
        self._nouns: dict[str, list[FigureKind]] = {}
        self._members: dict[str, FigureKind] = {}
        self._patient: dict[str, list[FigureKind]] = {}
        self._agent: dict[str, list[FigureKind]] = {}
        self._adjectives: dict[str, list[FigureKind]] = {}
        self._governors: dict[str, list[FigureKind]] = {}
        self._things: dict[FigureKind, frozenset[str]] = {}
        self._objects: dict[str, list[tuple[FigureKind, frozenset[str]]]] = {}
        phrases: dict[str, FigureKind] = {}
        for name, kind in self._kinds.items():
            for table, words in (
                (self._nouns, kind.nouns), (self._patient, kind.patient), (self._agent, kind.agent),
                (self._adjectives, kind.adjectives), (self._governors, kind.governors),
            ):  # fmt: skip
                for word in words:
                    table.setdefault(word, []).append(name)
            for word in kind.members:
                self._members.setdefault(word, name)
            for verb, nouns in kind.objects.items():
                self._objects.setdefault(verb, []).append((name, frozenset(nouns)))
            for phrase in kind.phrases:
                phrases.setdefault(phrase, name)
            if kind.things:
                self._things[name] = frozenset(kind.things)
        self._phrases = phrases
        self._phrase = re.compile(rf"\b{alternation(phrases)}\b")

    def read(self, tokens: Tokens, first: int, last: int, noun: Noun | None, unit: str | None) -> Reading | None:
        """Read the kind of the count in tokens ``[first, last]`` (bound words and counted noun included)."""
        reader = _Count(self, tokens, first, last, noun, unit)
        return reader.read()

    def pick(
        self, table: dict[str, list[FigureKind]], word: str, noun: Noun | None, unit: str | None
    ) -> FigureKind | None:
        """Give the first kind that `word` says of this counted noun: kinds of things want their things."""
        found = table.get(word)
        if not found:
            return None
        lemma = noun.head.lemma_.lower() if noun else ""
        for kind in found:
            things = self._things.get(kind)
            if things is None:
                if unit in (None, "person", "household") or kind in ("affected", "evacuated", "displaced"):
                    return kind
            elif lemma in things:
                return kind
        return None


@dataclass(slots=True)
class _Count:
    """One count under reading."""

    lexicon: KindReader
    tokens: Tokens
    first: int
    last: int
    noun: Noun | None
    unit: str | None

    def read(self) -> Reading | None:
        anchor = self.noun.head if self.noun and not self.noun.anaphor else self._number()
        for rule, kind in (
            ("noun", self._noun()),
            ("behind", self._behind()),
            ("before", self._before()),
            ("predicate", self._predicate(anchor)),
            ("modifier", self._modifier()),
            ("governor", self._governor(anchor)),
            ("toll", self._toll(anchor)),
            ("phrase", self._phrase()),
            ("member", self._member()),
        ):
            if kind is not None:
                return Reading(kind, f"figures.{rule}")
        return None

    def _number(self) -> Token:
        return next(
            (
                token
                for token in self.tokens.all[self.first : self.last + 1]
                if token.head.i < self.first or token.head.i > self.last
            ),
            self.tokens.all[self.last],
        )

    def _word(self, table: dict[str, list[FigureKind]], token: Token) -> FigureKind | None:
        return self.lexicon.pick(table, token.lemma_.lower(), self.noun, self.unit) or self.lexicon.pick(
            table, token.lower_, self.noun, self.unit
        )

    def _noun(self) -> FigureKind | None:
        if self.noun is None or self.noun.anaphor:
            return None
        head = self.noun.head
        found = self.lexicon._nouns.get(head.lemma_.lower()) or self.lexicon._nouns.get(head.lower_)
        if not found:
            return None
        if head.tag_ in ("JJ", "VBN"):  # "11 injured" is read as a predicate
            return None
        return self._together(head, found[0])

    def _together(self, word: Token, kind: FigureKind) -> FigureKind:
        """Make "killed or injured" casualties: the other of the two follows without a number of its own."""
        if kind not in HARM:
            return kind
        place = word.i + 1
        tokens = self.tokens
        if place + 1 >= len(tokens.all) or tokens.lower[place] not in ("or", "and", "/", "and/or"):
            return kind
        follow = tokens.all[place + 1]
        other = (
            self._word(self.lexicon._patient, follow)
            or self._word(self.lexicon._adjectives, follow)
            or self._word(self.lexicon._nouns, follow)
        )
        if other is None or other == kind or other not in HARM:
            return kind
        after = place + 2
        if follow.tag_ != "VBG" and (
            after >= len(tokens.all)
            or not (
                tokens.all[after].like_num
                or tokens.lower[after]
                in ("at", "more", "some", "about", "dozens", "hundreds", "several", "another", "scores", "nearly")
            )
        ):
            return "casualties"
        if follow.tag_.startswith("VB") and tokens.lower[place] == "or":
            return "casualties"
        return kind

    def _behind(self) -> FigureKind | None:
        """The words behind: "14 dead", "14 people were killed", "12 critically injured", "5 fatally"."""
        place = (self.noun.last if self.noun else self.last) + 1
        if self.noun and self.noun.head.tag_ in ("JJ", "VBN", "NN", "NNS"):
            kind = self._as_predicate(self.noun.head) if self.noun.head.tag_ in ("JJ", "VBN") else None
            if kind:
                return kind
        end = min(self.tokens.bounds(self.last)[1], place + 9)
        while place < end:
            token = self.tokens.all[place]
            kind = self._as_predicate(token)
            if kind:
                return self._together(token, kind)
            if not (token.pos_ in ("ADV", "AUX") or token.lower_ in PLAIN_ADVERBS):
                return None
            if token.lower_ in ("not", "n't"):
                return None
            place += 1
        return None

    def _as_predicate(self, token: Token) -> FigureKind | None:
        if token.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") and token.pos_ in ("VERB", "ADJ", "NOUN", "AUX"):
            kind = self._word(self.lexicon._agent, token)
            if kind and token.tag_ != "VBG":
                return kind
            kind = self._word(self.lexicon._patient, token)
            if kind and not self._is_active(token):
                return kind
        return (
            self._word(self.lexicon._adjectives, token)
            if token.tag_ not in ("VB", "VBZ", "VBP", "VBG", "VBD") or not self._is_active(token)
            else None
        )

    def _is_active(self, verb: Token) -> bool:
        if verb.tag_ in ("VB", "VBZ", "VBP", "VBG"):
            return True
        if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
            return False
        if any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children):
            return True
        after = self.tokens.all[verb.i + 1] if verb.i + 1 < len(self.tokens.all) else None
        before = self.tokens.lower[verb.i - 1]
        if before in ("were", "was", "been", "are", "is", "be", "being"):
            return False
        return after is not None and (
            after.pos_ in ("NUM", "DET", "PRON", "PROPN")
            or after.lower_ in ("dozens", "hundreds", "at", "more")
            and verb.tag_ == "VBD"
            and after.lower_ != "at"
        )

    def _before(self) -> FigureKind | None:
        """The verb right before: "killing 14", "killed at least 14 people"."""
        place = self.first - 1
        start = self.tokens.bounds(self.first)[0]
        while place >= start and (
            self.tokens.all[place].pos_ in ("ADV", "DET")
            or self.tokens.lower[place] in ("the", "another", "other", "its", "their", "of", "up", "to")
            and place == self.first - 1
        ):
            place -= 1
        if place < start:
            return None
        verb = self.tokens.all[place]
        if not verb.tag_.startswith("VB"):
            return None
        if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) and verb.lower_ != "left":
            return None
        return self._object_kind(verb)

    def _object_kind(self, verb: Token) -> FigureKind | None:
        """What a verb says of its object, alone and with the verbs it is conjoined to ("killed and wounded 14")."""
        lemma = verb.lemma_.lower()
        if self.noun:
            counted = self.noun.head.lemma_.lower()
            for kind, nouns in self.lexicon._objects.get(lemma, ()):
                if counted in nouns:
                    return kind
        kind = self._word(self.lexicon._patient, verb)
        if kind in HARM:
            for partner in [*syntax.conjuncts_before(verb), *syntax.children(verb, "conj")]:
                other = self._word(self.lexicon._patient, partner)
                if other in HARM and other != kind and abs(partner.i - verb.i) == 2:
                    return (
                        "casualties"
                        if self.tokens.lower[min(partner.i, verb.i) + 1] == "or"
                        or partner.lemma_ != "shoot"
                        and verb.lemma_ != "shoot"
                        else "killed"
                    )
        return kind

    def _predicate(self, token: Token) -> FigureKind | None:
        """Climb from the counted noun to what is said of it."""
        for _ in range(4):
            for clause in syntax.children(token, "acl", "relcl"):
                kind = self._clause(clause)
                if kind:
                    return kind
            kind = self._role(token)
            if kind:
                return kind
            if token.dep_ not in ("conj", "appos", "nmod", "nummod") or token.head.i == token.i:
                return None
            token = token.head
            if token.pos_ in ("VERB", "AUX"):
                return None
        return None

    def _clause(self, clause: Token) -> FigureKind | None:
        """A clause on the noun: "people displaced by", "who were killed", "families that lost their homes"."""
        if clause.dep_ == "acl":
            if clause.tag_ == "VBN":
                return self._passive(clause)
            return self._active(clause) if clause.tag_ == "VBG" and clause.i > self.last else None
        subject = syntax.child(clause, "nsubj", "nsubjpass")
        if subject is not None and subject.tag_ in ("WDT", "WP"):
            return self._passive(clause) if subject.dep_ == "nsubjpass" else self._active(clause)
        return self._word(self.lexicon._patient, clause) if subject is not None else None

    def _role(self, token: Token) -> FigureKind | None:
        verb = token.head
        if token.dep_ == "nsubjpass":
            return self._passive(verb)
        if token.dep_ == "nsubj":
            if verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "dobj") for child in verb.children):
                return self._passive(verb)
            return self._active(verb)
        if token.dep_ in ("dobj", "dative"):
            return self._object_kind(verb) or (self._raised(verb, token) if verb.lemma_ in CAUSES | REPORTS else None)
        if token.dep_ in ("attr",) and verb.lemma_ == "be":
            return None
        return None

    def _passive(self, verb: Token) -> FigureKind | None:
        for word in (verb, *syntax.children(verb, "conj")):
            if word is not verb and syntax.child(word, "nsubj", "nsubjpass") is not None:
                continue
            kind = self._word(self.lexicon._patient, word) or self._word(self.lexicon._adjectives, word)
            if (
                kind == "wounded"
                and word.lemma_ == "shoot"
                and any(c.lower_ in ("dead", "killed") for c in word.children)
            ):
                return "killed"
            if kind:
                return self._together(word, kind)
        return self._raised(verb, None)

    def _active(self, verb: Token) -> FigureKind | None:
        for word in (verb, *syntax.children(verb, "conj")):
            if word is not verb and syntax.child(word, "nsubj", "nsubjpass") is not None:
                continue
            kind = self._word(self.lexicon._agent, word)
            if kind:
                return kind
            complement = syntax.child(word, "acomp", "oprd", "attr")
            if complement is not None and word.lemma_ in AUXILIARIES | {"fall", "end"}:
                kind = self._word(self.lexicon._adjectives, complement)
                if kind:
                    return self._together(complement, kind)
        if verb.pos_ in ("ADJ", "NOUN") or verb.dep_ in ("oprd", "acomp"):
            kind = self._word(self.lexicon._adjectives, verb)
            if kind:
                return kind
        return self._raised(verb, None)

    def _raised(self, verb: Token, item: Token | None) -> FigureKind | None:
        """ "are believed to have died", "were forced to flee", "left 14 dead", "had to be evacuated"."""
        for below in syntax.children(verb, "xcomp", "ccomp", "oprd", "acomp"):
            if item is None:
                subject = syntax.child(below, "nsubj", "nsubjpass")
                if subject is not None and subject.i > verb.i and below.dep_ == "ccomp":
                    continue
            kind = (
                self._word(self.lexicon._adjectives, below)
                if not below.tag_.startswith("VB") or below.tag_ == "VBN"
                else None
            )
            if kind is None and syntax.is_passive(below):
                kind = self._word(self.lexicon._patient, below)
            if kind is None:
                kind = self._word(self.lexicon._agent, below)
            kind = kind or (self._raised(below, None) if below.pos_ in ("VERB", "AUX") else None)
            if kind:
                return kind
        return None

    def _modifier(self) -> FigureKind | None:
        """ "14 displaced families", "three dead men"."""
        if self.noun is None or self.noun.anaphor:
            return None
        for place in range(self.noun.first, self.noun.last):
            token = self.tokens.all[place]
            kind = self._word(self.lexicon._adjectives, token)
            if kind:
                return kind
        return None

    def _governor(self, token: Token) -> FigureKind | None:
        """ "the death of 14 miners", "the evacuation of 60 families", "an army of 5,000"."""
        for _ in range(3):
            if token.dep_ == "pobj" and token.head.lower_ in ("of", "to", "among", "for", "in"):
                above = token.head.head
                if above.pos_ in ("NOUN", "PROPN") and (token.head.lower_ == "of" or above.lower_ == "toll"):
                    kind = self._word(self.lexicon._governors, above)
                    if kind:
                        return self._together(above, kind)
            if token.dep_ not in ("conj", "appos", "nummod") or token.head.i == token.i:
                return None
            token = token.head
        return None

    def _toll(self, token: Token) -> FigureKind | None:
        """A bare number that a toll is said to be: "the toll rose to 45", "put the dead at 31", "(57 this year)"."""
        if (
            self.noun is not None
            and not self.noun.anaphor
            and self.noun.head.lemma_.lower() not in ("people", "person")
        ):
            return None
        above = token
        for _ in range(4):
            if above.head.i == above.i:
                return None
            above = above.head
            if above.pos_ in ("NOUN", "PROPN"):
                kind = self._tolls(above)
                if kind:
                    return kind
            if above.pos_ in ("VERB", "AUX"):
                break
        for verb in (above, *syntax.conjuncts_before(above)):
            if verb.lemma_ not in TOLL_VERBS:
                continue
            for word in syntax.children(verb, "nsubj", "nsubjpass", "dobj", "attr"):
                kind = self._tolls(word) if word.i != token.i else None
                if kind:
                    return kind
        return None

    def _tolls(self, noun: Token) -> FigureKind | None:
        lemma = noun.lemma_.lower()
        if lemma in NUMBERS:
            return next((kind for word in _below(noun) if (kind := self._toll_word(word))), None) or (
                "killed" if lemma == "toll" else None
            )
        kind = self._word(self.lexicon._nouns, noun)
        return kind

    def _toll_word(self, word: Token) -> FigureKind | None:
        for table in (self.lexicon._nouns, self.lexicon._adjectives, self.lexicon._patient):
            kind = self._word(table, word)
            if kind:
                return kind
        return self.lexicon._members.get(word.lemma_.lower())

    def _phrase(self) -> FigureKind | None:
        place = (self.noun.last if self.noun else self.last) + 1
        end = self.tokens.bounds(self.last)[1]
        if place >= end:
            return None
        begin = self.tokens.all[place].idx
        window = self.tokens.text[
            begin : min(begin + 90, self.tokens.all[end - 1].idx + len(self.tokens.all[end - 1]))
        ].lower()
        match = self.lexicon._phrase.search(re.split(r"[;:]|, (?!who)|\d", window, maxsplit=1)[0])
        if match is None:
            return None
        kind = self.lexicon._phrases[match.group()]
        things = self.lexicon._things.get(kind)
        if things is not None and (self.noun is None or self.noun.head.lemma_.lower() not in things):
            return None
        return kind if self.unit in (None, "person", "household") or things is not None else None

    def _member(self) -> FigureKind | None:
        if self.noun is None or self.noun.anaphor:
            return None
        lemma = self.noun.head.lemma_.lower()
        if self.noun.last > 0:
            pair = f"{self.tokens.lower[self.noun.last - 1]} {lemma}"
            if pair in self.lexicon._members:
                return self.lexicon._members[pair]
        kind = self.lexicon._members.get(lemma)
        if kind is None:
            return None
        return None if lemma in ("force", "gun", "helmet") and kind == "troops" and self.unit != "person" else kind


def _below(noun: Token) -> Iterator[Token]:
    """Give the words that say what a number is the number of: "the number of *dead*", "*death* toll", "number *killed*"."""
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "acl", "nmod"):
            yield child
        elif child.dep_ == "prep":
            for inner in syntax.children(child, "pobj"):
                yield inner
                yield from syntax.children(inner, "amod", "acl", "relcl", "compound")
        elif child.dep_ == "relcl":
            yield child
