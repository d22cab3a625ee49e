"""The tokens of one article as plain lists: what the rules of this stage read most."""

from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from pipeline.tree import Token, Tree

BRACKET = 12
"""How many tokens a bracket between a count and its predicate may have."""

INSERTION = 30
"""The same of what stands between dashes."""

INSERTED = frozenset({
    "a", "all", "among", "an", "both", "counting", "half", "including", "many", "most", "mostly", "nearly", "several",
    "some",
})  # fmt: skip
"""How what commas insert behind a count begins."""

ONE_OF = frozenset({"a", "an", "another"})
OF_THEM = (["of", "them"], ["of", "whom"])

LONGEST_OF = 6
"""Tokens from "of" to the noun that it holds."""

DASHES = frozenset({"-", "--", "–", "—"})


class Tokens:
    """Tokens, their lower-cased forms and where they start, with the sentence each stands in."""

    def __init__(self, tree: Tree, text: str, peoples: Iterable[int] = ()) -> None:
        """Take the tree of `text`; `peoples` are the first characters of the names of peoples ("Burundians")."""
        self.text = text
        self.all = tree.tokens
        self.lower = tree.lower
        self.at = tree.at
        self.starts = tree.starts
        self._sentences = tree.sentences
        self._peoples = frozenset(peoples)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The small-letter words of the article."""
        return frozenset(self.lower)

    def words(self) -> Iterator[tuple[int, str]]:
        """Give the first character of each token, and it in small letters."""
        return zip(self.starts, self.lower, strict=True)

    def holding(self, words: Set[str], sentences: Iterable[int] | None = None) -> set[int]:
        """Give the numbers of the sentences, or of those given, that hold one of the lemmas or small-letter words."""
        if sentences is None:
            return {token.sentence for token in self.all if token.lemma_ in words or token.lower_ in words}
        return {
            number
            for number in sentences
            if any(token.lemma_ in words or token.lower_ in words for token in self.all[slice(*self.extent(number))])
        }

    def is_people(self, token: Token) -> bool:
        """Tell whether a word in the plural names people: "5,200 *Burundians*", "300 *Congolese*"."""
        plural = token.tag_ in ("NNS", "NNPS") or token.lower_.endswith(("ese", "iss"))
        return plural and token.idx in self._peoples

    def is_one_of_people(self, token: Token) -> bool:
        """Tell whether the name of a people stands for one of it: "shot *a Kurd*", "killed *another Belgian*"."""
        named = token.idx in self._peoples and token.tag_ in ("NN", "NNP")
        return named and any(word.dep_ == "det" and word.lower_ in ONE_OF for word in token.children)

    def closing(self, place: int) -> int | None:
        """Give the token that closes the bracket or insertion between dashes that a token opens, if it opens one."""
        mark = self.lower[place] if place < len(self.all) else ""
        if mark == "(":
            inside, close = range(place, min(place + BRACKET, len(self.all))), ")"
        elif mark in DASHES and self._is_dash(place):
            inside, close = range(place + 1, min(place + INSERTION, self.bounds(place)[1])), mark
        else:
            return None
        return next(
            (other for other in inside if self.lower[other] == close and (close == ")" or self._is_dash(other))), None
        )

    def _is_dash(self, place: int) -> bool:
        """Tell a dash from a hyphen: it stands apart from the word before it, or is a long one."""
        return self.lower[place] != "-" or self.text[self.starts[place] - 1 : self.starts[place]].isspace()

    def past_insertion(self, place: int) -> int | None:
        """Give the token behind what commas insert from a token on: "62 people, *including two women,* suffocated"."""
        if self.lower[place : place + 1] != [","] or not self._begins_insertion(place + 1):
            return None
        inside = range(place + 2, min(place + BRACKET, self.bounds(place)[1] - 1))
        close = next((other for other in inside if self.lower[other] == ","), None)
        verb = close + 1 if close is not None else 0
        if (self.all[verb].tag_ == "RB" or self.lower[verb] == "who") and verb + 1 < len(self.all):
            verb += 1  # "one, a student, *later died*", "six men, five of them Danes, *who were* killed"
        spoken = close is not None and self.all[verb].tag_ in ("VB", "VBD", "VBP", "VBZ")
        return close + 1 if close is not None and spoken else None

    def _begins_insertion(self, place: int) -> bool:
        """Tell whether a token begins an insertion: "including two women", "five of them Danes"."""
        of_them = self.lower[place + 1 : place + 3] in OF_THEM
        return self.lower[place : place + 1] != [] and (self.lower[place] in INSERTED or of_them)

    def past_of(self, place: int) -> int | None:
        """Give the token behind what "of" holds at a token: "nine *of a party* drowned"."""
        if self.lower[place : place + 1] != ["of"]:
            return None
        held = next((child.i for child in self.all[place].children if child.dep_ == "pobj"), None)
        if held is None or not place < held <= place + LONGEST_OF or held + 1 >= len(self.all):
            return None
        return held + 1 if self.all[held + 1].pos_ in ("AUX", "VERB") else self.past_insertion(held + 1)

    def sentence(self, token: int) -> int:
        """Give the number of the sentence of a token."""
        return self.all[token].sentence

    def extent(self, sentence: int) -> tuple[int, int]:
        """Give the first token of a sentence and the one behind its last."""
        return self._sentences[sentence]

    def bounds(self, token: int) -> tuple[int, int]:
        """Give the first token of a token's sentence and the one behind its last."""
        return self._sentences[self.all[token].sentence]
