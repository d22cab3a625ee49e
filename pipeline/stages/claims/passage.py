"""An article's tokens as the rules of attribution see them: sentences, paragraphs and quotations by token."""

from bisect import bisect_left
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass, field
from itertools import compress
from operator import or_

from pipeline.text.quotes import Quotation, quotations
from pipeline.text.titles import is_title
from pipeline.tree import Token, Tree
from schemas.article import Article
from schemas.claim import CueType

SPEAKERS = frozenset({"PER", "PERSON", "ORG", "LOC", "GPE", "NORP"})
"""Labels of names that can speak, in the label sets of the models."""

DASHES = frozenset({"-", "--", "–", "—"})


type Range = tuple[int, int]
"""Tokens ``[first, last)``."""

LONGEST = 250
"""Tokens of a content among which its head is looked for: what a speaker's label opens may go on for a page."""

LONGEST_TITLE = 12
"""How many words the title of a work has at most."""

_PARTING = frozenset({",", "-", "--", "–", "—"})
_EDGE = frozenset(".,;:-–—…")
_QUOTES = frozenset({'"', "“", "”", "„", "«", "»", "``", "''", "‘", "’", "'"})
_CLAUSE_OPENERS = frozenset({"PRON", "DET", "NOUN", "PROPN"})
_BRACKETS = {"(": ")", "[": "]"}


@dataclass(slots=True)
class Draft:
    """A claim in the making, all places in tokens. `verb` is the cue's own word."""

    rule: str
    cue: Range | None = None
    lemma: str = ""
    type: CueType = "say"
    verb: int = -1
    source: Range | None = None
    contents: list[Range] = field(default_factory=list)
    via: list[Range] = field(default_factory=list)
    addressee: Range | None = None
    negated: bool = False
    apart: list[int] = field(default_factory=list)
    """Verbs below the content that have the same subject as the cue."""

    @property
    def start(self) -> int:
        """Give the first token of the contents."""
        return min(start for start, _ in self.contents)

    @property
    def end(self) -> int:
        """Give the token after the last of the contents."""
        return max(end for _, end in self.contents)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens.

    `speech` tells speech from a scare quote: it holds a finite verb. `title` tells the name of a work or a nickname,
    which nobody says.
    """

    start: int
    end: int
    closed: bool
    speech: bool
    title: bool
    paragraph: int


class Passage:
    """The tokens of one article with look-ups by token number."""

    def __init__(self, article: Article, tree: Tree) -> None:
        self.tree = tree
        size = len(tree)
        self.text = article.text
        self.is_word = bytearray(map(str.isalpha, tree.texts))  # 1 or 0 for each token
        for token in compress(tree, [text[-1].isdigit() or text[0].isdigit() for text in tree.texts]):
            self.is_word[token.i] = token.like_num
        self.sentence: list[Range] = [(0, 0)] * size
        for first, last in self.tree.sentences:
            self.sentence[first:last] = [(first, last)] * (last - first)
        self.paragraphs = self._paragraphs(article)
        self.paragraph: list[int] = [0] * size
        for number, (start, end) in enumerate(self.paragraphs):
            self.paragraph[start:end] = [number] * (end - start)
        self.quotes = self._quoted(quotations(article.text, [(b.start, b.end) for b in article.blocks]))
        self.quote_at: list[int] = [-1] * size
        for number, quote in enumerate(self.quotes):
            self.quote_at[quote.start : quote.end] = [number] * (quote.end - quote.start)

    def _paragraphs(self, article: Article) -> list[Range]:
        """Give the blocks in tokens; what stands between two blocks (white space) goes with the first."""
        starts = [bisect_left(self.tree.starts, block.start) for block in article.blocks]
        if not starts or starts[0] > 0:
            starts.insert(0, 0)
        ends = [*starts[1:], len(self.tree)]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]

    def _quoted(self, found: list[Quotation]) -> list[Quoted]:
        quotes: list[Quoted] = []
        for quote in found:
            start, end = self.tree.at(quote.start), bisect_left(self.tree.starts, quote.end)
            if end > start and (not quotes or start >= quotes[-1].end):
                title = quote.closed and self._is_title(start, end)
                speech = not title and self._is_speech(start, end)
                quotes.append(Quoted(start, end, quote.closed, speech, title, self.paragraph[start]))
        return quotes

    def _is_title(self, start: int, end: int) -> bool:
        """Tell whether quoted tokens are written as a title or a name is: capitals on all but the small words."""
        words = [token for token in self.tree[start:end] if self.is_word[token.i]]
        if not words or len(words) > LONGEST_TITLE or self.tree[end - 2].text in ("!", "?"):
            return False
        if len(words) == 1:
            return words[0].pos_ == "PROPN"
        named = [token.text for token in words if not token.like_num]  # "60 Minutes"
        capitals = sum(word[0].isupper() for word in named) + len(words) - len(named)
        return bool(named) and capitals > 1 and is_title(named)

    def _is_speech(self, start: int, end: int) -> bool:
        """Tell whether quoted tokens can stand as an utterance: a finite verb, or closing punctuation inside."""
        words = [token for token in self.tree[start:end] if not token.is_punct and not token.is_space]
        if any(token.tag_ in ("VBD", "VBP", "VBZ", "MD") or token.dep_ == "ROOT" for token in words):
            return True
        last = self.tree[end - 2].text if end - start > 2 else ""
        return len(words) > 1 and last in (".", "!", "?", ",")

    def tokens(self, lemmas: Container[str], words: Container[str] | None = None) -> Iterator[Token]:
        """Give the tokens outside quotations whose lemma, or word in small letters, is one of those asked for."""
        found = map(lemmas.__contains__, self.tree.lemmas)
        if words is not None:
            found = map(or_, found, map(words.__contains__, self.tree.lower))
        return (token for token in compress(self.tree.tokens, found) if self.quote_at[token.i] < 0)

    def in_quotation(self, place: int) -> bool:
        """Tell whether a token stands within a quotation: what is said there is its speaker's, not the article's."""
        return self.quote_at[place] >= 0

    def in_speech(self, place: int) -> bool:
        """Tell whether a token stands within a quotation that can stand as an utterance."""
        return self.quote_at[place] >= 0 and self.quotes[self.quote_at[place]].speech

    def head(self, piece: Range) -> Token:
        """Give the head of a stretch: the word that depends on none in it, the one with most below it."""
        start, end = piece
        tops = [t for t in self.tree[start:end] if not start <= t.head.i < end or t.head.i == t.i]
        return tops[0] if len(tops) == 1 else max(tops, key=lambda t: (t.right_edge.i - t.left_edge.i, -t.i))

    def extent(self, piece: Range) -> Range:
        """Give a stretch of tokens in characters."""
        last = self.tree[piece[1] - 1]
        return self.tree[piece[0]].idx, last.end

    def words(self, pieces: list[Range]) -> Iterator[int]:
        """Give the places of the words in several stretches."""
        return (place for start, end in pieces for place in range(start, end) if self.is_word[place])

    def pieces(self, head: Token, without: Collection[int] = ()) -> list[Range]:
        """Give the subtree of `head` as stretches, cut where tokens in `without` stand."""
        start, end = head.left_edge.i, head.right_edge.i + 1
        low, high = self.sentence[head.i]
        start, end = max(start, low), min(end, high)
        found, first = [], -1
        for place in range(start, end):
            if place in without:
                if first >= 0:
                    found.append((first, place))
                first = -1
            elif first < 0:
                first = place
        if first >= 0:
            found.append((first, end))
        return [piece for piece in map(self.trim, found) if piece]

    def trim(self, piece: Range) -> Range | None:
        """Take white space, punctuation, "that" and loose conjunctions off the edges; None where nothing is left."""
        start, end = piece
        tree = self.tree
        while start < end and self._is_front(tree[start], end):
            start += 1
        while end > start and self._is_back(tree[end - 1], start):
            end -= 1
        return (start, end) if 1 in self.is_word[start:end] else None

    def trim_space(self, piece: Range) -> int:
        """Give the end of a stretch without the white space behind it."""
        start, end = piece
        while end > start + 1 and self.tree[end - 1].is_space:
            end -= 1
        return end

    def _is_front(self, token: Token, end: int) -> bool:
        if token.is_space or token.text in _EDGE:
            return True
        if token.text in (")", "]"):
            return True
        if token.text in _QUOTES:
            quote = self.quote_at[token.i]
            return quote < 0 or self.quotes[quote].end == token.i + 1
        if token.lower_ == "that" and token.i + 1 < end:
            opens = self.tree[token.i + 1].pos_ in _CLAUSE_OPENERS
            return token.dep_ == "mark" or token.tag_ == "IN" or (token.tag_ == "WDT" and opens)
        if token.dep_ == "mark" and token.i < token.head.head.i < end and token.head.dep_ == "advcl":
            return False  # "notes *while* sales are up, costs have risen"
        return token.lower_ in ("and", "but", "while", "though") and token.dep_ in ("cc", "mark")

    def _is_back(self, token: Token, start: int) -> bool:
        if token.is_space:
            return True
        quote = self.quote_at[token.i]
        inside = quote >= 0 and self.quotes[quote].end > token.i + 1
        if token.text in _EDGE:
            return not inside
        if token.text in _QUOTES:
            return quote < 0 or self.quotes[quote].start == token.i
        if token.text in (")", "]"):
            opening = "(" if token.text == ")" else "["
            return not any(other.text == opening for other in self.tree[start : token.i])
        if token.text in _BRACKETS:
            return True
        if token.tag_ == "POS":
            return True
        return token.dep_ == "cc" and token.lower_ in ("and", "but", "or")

    def snap(self, piece: Range, barriers: Collection[int]) -> Range:
        """Widen a stretch to whole quotations where it cuts into one, but never over a barrier token."""
        start, end = piece
        first = self.quote_at[start]
        if first >= 0:
            quote = self.quotes[first]
            if not any(place in barriers for place in range(quote.start, start)):
                start = quote.start
        last = self.quote_at[end - 1]
        if last >= 0:
            quote = self.quotes[last]
            if not any(place in barriers for place in range(end, quote.end)):
                end = max(end, quote.end)
        elif end < len(self.tree) and self.quote_at[end] >= 0 and self.quotes[self.quote_at[end]].end == end + 1:
            end += 1
        return start, end

    def utterance(self, piece: Range) -> Range:
        """Cut a stretch that opens with speech in quotation marks where a comma parts the speech from the rest."""
        first = self.quote_at[piece[0]]
        if first < 0:
            return piece
        quote = self.quotes[first]
        if not quote.speech or not quote.closed or quote.start != piece[0] or quote.end >= piece[1]:
            return piece
        parted = self.tree[quote.end].text in _PARTING or self.tree[quote.end - 2].text == ","
        return (quote.start, quote.end) if parted else piece
