"""People told one after another: "killed the dean, *a professor*, two students and *their driver*".

The parser takes members of such a list for appositions, for objects of their own, or hangs them on another verb. What
stands between them tells them apart: commas, and "and" before the last. An apposition is no member: "his wife, *a
nurse*, and their son".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline import syntax
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token

MOST = 12
"""How many people one list has at most."""

JOINTS = frozenset({"&", ",", "and", "as", "plus", "well"})
LONGEST_JOINT = 3
LAST = frozenset({"&", "and", "plus"})
"""Before the last member, they tell a list from an apposition."""

IN_LAW = ["-", "in", "-", "law"]
OLDEST = 3
"""Digits of somebody's age: "his wife, *41*, and a cousin"."""

YOUNG = frozenset({"eight", "five", "four", "nine", "seven", "six", "three", "two"})
"""Ages that are written in words: "Jane Roe, *six*, and John Doe"."""

MOST_OF_ALL = 6
"""How near behind "one of" it is said to be the most of all."""

DETERMINERS = frozenset({"det", "nummod", "poss"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SINGULAR = frozenset({"has", "is", "was"})


@dataclass(frozen=True, slots=True)
class Member:
    """One who may be in a list, or a number of them: the head noun, and the tokens ``[first, last]``."""

    head: Token
    first: int
    last: int
    named: bool = False
    single: bool = True


class Lists:
    """The lists of people of an article: each member with the one before it, by the heads of their nouns."""

    def __init__(self, links: Mapping[int, int]) -> None:
        """Take for each member but the first the one before it."""
        self._before = links
        self._behind = {before: head for head, before in links.items()}

    def __iter__(self) -> Iterator[int]:
        """Give the first member of each list."""
        return (head for head in self._behind if head not in self._before)

    def before(self, head: int) -> int | None:
        """Give the member before one."""
        return self._before.get(head)

    def around(self, tokens: Tokens, head: Token) -> list[Token]:
        """Give the members of the list that one is in, in text order; that one alone where it is in no list."""
        first = head.i
        while (before := self._before.get(first)) is not None:
            first = before
        found = [first]
        while (behind := self._behind.get(found[-1])) is not None:
            found.append(behind)
        return [tokens.all[place] for place in found]


def read_lists(tokens: Tokens, sentences: Iterable[Iterable[Member]]) -> Lists:
    """Give the lists among the people of each sentence, who stand in text order."""
    return Lists({head.i: before.i for people in sentences for before, head in _links(tokens, people)})


def _links(tokens: Tokens, people: Iterable[Member]) -> Iterator[tuple[Token, Token]]:
    run: list[Member] = []
    end, said = 0, -1
    for member in people:
        joint = tokens.lower[end : member.first] if run else []
        if run and _is_same(run[-1], member, joint, said):
            end, said = _past(tokens, member.last), member.head.i
            continue
        joined = 0 < len(joint) <= LONGEST_JOINT and JOINTS.issuperset(joint) and len(run) < MOST
        if run and not (joined and not _begins_clause(run[-1].head, member.head)):
            yield from _closed(tokens, run)
            run = []
        run.append(member)
        end = _past(tokens, member.last)
    yield from _closed(tokens, run)


def _closed(tokens: Tokens, run: list[Member]) -> Iterator[tuple[Token, Token]]:
    """Give the links of a run that "and" closes, before its last member or before a further verb."""
    if len(run) < 2:
        return
    last = run[-1]
    joint = tokens.lower[last.first - LONGEST_JOINT : last.first]
    if LAST.isdisjoint(joint) and not _goes_on(last.head):
        return
    yield from ((before.head, member.head) for before, member in pairwise(run))


def _is_same(before: Member, member: Member, joint: list[str], said: int) -> bool:
    """Tell whether one who follows another is the same: "his wife, *Elena*", "John Doe, *a teacher and father*".

    `said` is the apposition that stands between the two, if one does.
    """
    head = member.head
    bare = syntax.child(head, *DETERMINERS) is None
    if joint not in ([], [","]):
        return (bare or _is_one(head.head)) and not member.named and head.head.i == said
    if member.named:
        return not before.named and before.single
    alone = head.dep_ == "appos" and not in_list(head) and (before.named or syntax.child(head, "appos") is None)
    return before.single and alone and (before.named or not bare) and not _goes_on(head)


def in_list(token: Token) -> bool:
    """Tell whether what looks like an apposition is one of a list: "a woman, *her husband* and their child".

    "Jane Doe, a nurse and mother of two" is one.
    """
    partner = syntax.child(token, "conj")
    if partner is not None and (says_who(token, partner) or _closes(token)):
        return False
    for _ in range(MOST):
        if partner is None or syntax.child(token, "cc") is not None:
            break
        token, partner = partner, syntax.child(partner, "conj")
    return partner is not None


def says_who(noun: Token, partner: Token) -> bool:
    """Tell whether two nouns behind a person say who that is: "Jane Doe, *a nurse and mother* of two"."""
    person = noun.head
    if _is_one(noun) or (person.dep_ == "conj" and syntax.child(person.head, "cc") is not None):
        return True  # the list is closed: "Jane Doe and her brother, *a soldier and poet*, were killed"
    if person.tag_ != "NNP":
        return False
    if _is_one_of_all(partner):
        return True
    if _is_owned(noun):
        return _is_owned(partner) or syntax.child(partner, *DETERMINERS) is None
    return _is_new(noun) and syntax.child(partner, *DETERMINERS) is None


def _is_new(noun: Token) -> bool:
    article = syntax.child(noun, "det")
    return article is not None and article.lower_ in ("a", "an")


def _is_owned(noun: Token) -> bool:
    """Tell whether a noun belongs to somebody named: "*Jane's* father"; "his wife and daughter" are two people."""
    owner = syntax.child(noun, "poss")
    return owner is not None and owner.tag_ != "PRP$"


def _closes(noun: Token) -> bool:
    """Tell whether a noun that says who somebody is ends before a comma: "*Jane Doe, a nurse,* and her brother"."""
    joint = syntax.child(noun, "cc")
    is_set_off = joint is not None and noun.tree[joint.i - 1].lower_ == ","
    return is_set_off and noun.head.tag_ == "NNP" and _is_new(noun)


def _is_one(noun: Token) -> bool:
    """Tell whether a verb in the singular says that nouns behind a person mean that one: "Doe, *their boss*, is"."""
    person = noun.head
    if noun.dep_ != "appos" or person.dep_ not in SUBJECTS:
        return False
    finite = (person.head, *syntax.children(person.head, "aux", "auxpass"))
    return any(word.lower_ in SINGULAR for word in finite)


def _is_one_of_all(token: Token) -> bool:
    """Tell whether "one" says what somebody is: "John Doe, the founder and *one of the richest men*"."""
    if token.lower_ != "one":
        return False
    return any(word.tag_ in ("JJS", "RBS") for word in token.tree[token.i + 1 : token.i + MOST_OF_ALL])


def _goes_on(head: Token) -> bool:
    """Tell whether a verb goes on right behind a noun: "killed the dean, *a student and wounded* three others"."""
    tree, place = head.tree, head.i + 1
    return place + 1 < len(tree) and tree[place].lower_ == "and" and tree[place + 1].pos_ == "VERB"


def _begins_clause(before: Token, head: Token) -> bool:
    """Tell whether a noun is the subject of a clause that the one before is not in: "killed a guard, *the man* and"."""
    top, other = _top(head), _top(before)
    return top.dep_ in SUBJECTS and top.head.i != other.head.i


def _top(noun: Token) -> Token:
    """Give the first of the nouns that one is joined to by the tree."""
    for _ in range(MOST):
        if noun.dep_ not in ("appos", "conj") or noun.head.i == noun.i:
            break
        noun = noun.head
    return noun


def _past(tokens: Tokens, last: int) -> int:
    """Give the token behind somebody: "his brother*-in-law*", "a man*, 34*,", "three men *(one of them old)*"."""
    place = last + 1
    if tokens.lower[place : place + len(IN_LAW)] == IN_LAW:
        place += len(IN_LAW)
    if (close := tokens.closing(place)) is not None:
        return close + 1
    words = tokens.lower[place : place + 2]
    aged = len(words) > 1 and words[0] in (",", "aged")
    aged = aged and ((words[1].isdigit() and len(words[1]) < OLDEST) or words[1] in YOUNG)
    return place + 2 if aged else place
