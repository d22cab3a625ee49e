"""Quotations: to whose cue each belongs, and which go on from the one before."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.stages.claims import labels
from pipeline.stages.claims.agents import following_noun, noun_phrase
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import Draft, Passage, Quoted, Range
from pipeline.syntax import child
from pipeline.tree import Token
from schemas.claim import CueType

REACH = 40
"""How many tokens a cue may stand from its quotation within the sentence."""

NEAR = 12
"""How many tokens (an addressee, an adverbial) may stand between a cue and its quotation without a comma or colon."""

SPEAKING: frozenset[CueType] = frozenset({"say", "claim", "deny", "confirm", "warn", "accuse", "promise"})
"""Cues whose speaker may go on in direct speech in the next sentence."""

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NOUN", "NUM", "PROPN", "PUNCT"})
_AGAIN = frozenset({"He", "It", "She", "They", "We"})
"""What begins another sentence behind a quotation, and is no speaker of it: '"Get out!" *He* told me that'."""

_STOPS = frozenset({".", "!", "?"})
_LEADING = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})


def attach(passage: Passage, drafts: list[Draft], words: CueWords) -> list[Draft]:
    """Give every quotation to its claim; gives back all drafts that have content, new ones included."""
    attachment = _Attachment(passage, drafts, words)
    for number, quote in enumerate(passage.quotes):
        attachment.place(number, quote)
    return [draft for draft in (*drafts, *attachment.new) if draft.contents]


class _Attachment:
    """The quotations of one article on their way to their claims, in text order."""

    def __init__(self, passage: Passage, drafts: list[Draft], words: CueWords) -> None:
        self.passage = passage
        self.weak = words.quote_only
        self.naming = words.naming
        self.judging = words.small_clause
        self.drafts = sorted((draft for draft in drafts if draft.verb >= 0 and draft.cue), key=lambda d: d.verb)
        self.verbs = [draft.verb for draft in self.drafts]
        self.covered = self._covered(drafts)
        self.new: list[Draft] = []
        self.last: Draft | None = None
        self.last_end = -1
        self.pending: list[Quoted] = []

    def place(self, number: int, quote: Quoted) -> None:
        """Find the claim of a quotation; one left open at the end of its paragraph may wait for the next."""
        owner = self.covered.get(number)
        if owner is not None:
            if owner.source is None and owner.verb == quote.end and owner.rule == "claims.verb":
                self._set_speaker(owner, quote)
            self._give(owner, quote)
        else:
            owner = self._beside(quote) or self._after(quote) or self._before(quote)
            if owner is None:
                owner = labels.before_quotation(self.passage, quote)
                if owner is not None:
                    self.new.append(owner)
            if owner is None and self.last is not None and self._continues(quote, self.last):
                owner = self.last
            if owner is None:
                owner = self._told_before(quote)
            if owner is None:
                self._wait(quote)
                return
            self._give(owner, quote)
        if quote.speech or self._opens(quote, self.passage.sentence[quote.start][0]):
            self.last, self.last_end = owner, quote.end

    def _give(self, draft: Draft, quote: Quoted) -> None:
        if self.pending and self.pending[-1].paragraph == quote.paragraph - 1 and draft.verb >= quote.end:
            for waiting in self.pending:
                self._add(draft, (waiting.start, waiting.end))
        self.pending = []
        self._add(draft, self._stretch(draft, quote))

    def _stretch(self, draft: Draft, quote: Quoted) -> Range:
        """Give a quotation with the words that lead up to it: 'called *the vote "a farce"*', 'said *it was "over"*'.

        A comma or colon before it parts the two.
        """
        cue_end = max(draft.cue[1] if draft.cue else 0, draft.addressee[1] if draft.addressee else 0)
        before = [start for start, end in draft.contents if draft.verb < start < quote.start and quote.start - end <= 3]
        start = before[-1] if before else cue_end
        between = self.passage.tree[start : quote.start]
        if (
            draft.verb < 0
            or draft.verb >= quote.start
            or quote.start - start > NEAR
            or any(t.is_punct for t in between)
        ):
            return quote.start, quote.end
        that = next((token.i for token in between if token.lower_ == "that" and token.dep_ == "mark"), None)
        if that is not None:
            return self.passage.trim((that + 1, self.passage.sentence[quote.start][1])) or (quote.start, quote.end)
        leads = bool(before) or (len(between) > 0 and between[0].pos_ in _LEADING and draft.lemma not in self.weak)
        return (start, quote.end) if leads else (quote.start, quote.end)

    def _wait(self, quote: Quoted) -> None:
        """Keep a paragraph that is left open for the cue of the next one, and drop what waits for nothing."""
        follows = bool(self.pending) and self.pending[-1].paragraph == quote.paragraph - 1
        kept = self.pending if follows else []
        self.pending = [*kept, quote] if not quote.closed and self._opens_paragraph(quote) else []

    def _add(self, draft: Draft, piece: Range) -> None:
        start, end = piece
        if any(s <= start and end <= e for s, e in draft.contents):
            return
        kept = [(s, e) for s, e in draft.contents if not (start <= s and e <= end)]
        if draft.verb >= end and self._is_complete(piece):
            kept = [(s, e) for s, e in kept if s < draft.verb or self.passage.quote_at[s] >= 0]
        draft.contents = sorted([*kept, piece])

    def _is_complete(self, piece: Range) -> bool:
        """Tell a whole utterance ('"We lost," he said'): what follows its cue is no content."""
        return piece[1] - piece[0] > 3 and self.passage.tree[piece[1] - 2].text in (",", "?", "!")

    def _covered(self, drafts: list[Draft]) -> dict[int, Draft]:
        """Give the quotations that stand within a content already: number -> its draft (the innermost)."""
        found: dict[int, Draft] = {}
        for draft in sorted(drafts, key=lambda draft: sum(start - end for start, end in draft.contents)):
            for start, end in draft.contents:
                for place in range(start, end):
                    if self.passage.quote_at[place] >= 0:
                        found[self.passage.quote_at[place]] = draft
        return found

    def _beside(self, quote: Quoted) -> Draft | None:
        """Find the cue right before a quotation: 'voiced "alarm" at the vote, which it called'.

        A comma or colon leads to an utterance: 'While the crowd chanted, "Go home," the mayor told reporters'.
        """
        number = bisect_left(self.verbs, quote.start) - 1
        if number < 0:
            return None
        draft = self.drafts[number]
        before = self.passage.tree[quote.start - 1].text
        mark = before if before in (",", ":") else ""
        is_beside = draft.cue is not None and draft.cue[1] == quote.start - len(mark) and draft.source is not None
        is_beside = is_beside and (bool(mark) or not quote.speech)
        return draft if is_beside and not draft.contents and not self._is_unsaid(draft, quote, mark) else None

    def _after(self, quote: Quoted) -> Draft | None:
        """Find the cue that follows: '"...," X said', '"...," said X'."""
        start = quote.end
        if start >= len(self.passage.tree):
            return None
        ended = self.passage.tree[quote.end - 2].text == "." or self.passage.tree[start].text in _AGAIN
        ended = ended and self.passage.sentence[start][0] == start
        paragraph_end = self.passage.paragraphs[quote.paragraph][1]
        end = min(self.passage.sentence[start][1], paragraph_end, start + REACH)
        number = bisect_left(self.verbs, start)
        if ended or number == len(self.verbs) or self.verbs[number] >= end:
            return None
        draft = self.drafts[number]
        first = min(draft.cue[0] if draft.cue else draft.verb, draft.source[0] if draft.source else draft.verb)
        apart = draft.source is not None and first == draft.source[0] and quote.speech
        if draft.source is not None and apart and self._is_named_apart(start, first):
            first = start
            draft.source = self.passage.trim((start, draft.source[1])) or draft.source
        between = [token for token in self.passage.tree[start:first] if not token.is_punct and not token.is_space]
        if any(token.text == ";" for token in self.passage.tree[start:first]):
            return None
        if first < start or (between and draft.source is None) or len(between) > 4 or any(map(_is_finite, between)):
            return None
        if draft.rule == "claims.passive" and not quote.speech:
            return None
        if draft.source is not None and self.passage.tree[draft.source[0]].tag_ in ("WDT", "WP") and not quote.speech:
            return None  # "the "blue" list, *which shows* ..."
        if draft.source is None and first == draft.verb:
            self._set_speaker(draft, quote)
        inverted = draft.source is not None and draft.source[0] > draft.verb
        return None if inverted and any(s >= draft.verb for s, _ in draft.contents) else draft

    def _is_named_apart(self, start: int, first: int) -> bool:
        """Tell whether a name stands before who is said to speak: '"Yes," Ann Cole, *head of Acme*, told reporters'."""
        named = [token for token in self.passage.tree[start:first] if not token.is_space]
        is_name = len(named) <= NEAR and any(token.pos_ == "PROPN" for token in named)
        return (
            is_name
            and named[0].pos_ in _LEADING
            and named[-1].text == ","
            and {token.pos_ for token in named} <= _NOMINAL
        )

    def _set_speaker(self, draft: Draft, quote: Quoted) -> None:
        """Take who is named right behind a cue for its source, whatever the parser has made of them."""
        verb = self.passage.tree[draft.verb]
        named, following = child(verb, "dobj"), following_noun(verb)
        if named is not None:
            draft.source = noun_phrase(self.passage, named, verb)
        elif following is not None:
            draft.source = verb.i + 1, noun_phrase(self.passage, following, verb)[1]
        if draft.source is not None and quote.speech:  # who speaks was taken for the subject of what is said
            draft.contents = [content for content in draft.contents if content[0] != draft.source[0]]

    def _before(self, quote: Quoted) -> Draft | None:
        """Find the cue that stands before: 'X said: "..."', 'X said Y, "..."', 'called it "..."'."""
        tree, place = self.passage.tree, quote.start - 1
        while place > 0 and tree[place].is_space:
            place -= 1
        if place < 0:
            return None
        mark = tree[place].text
        sentence = self.passage.sentence[place]
        if mark not in (":", ",") and sentence != self.passage.sentence[quote.start]:
            return None
        low = max(sentence[0], quote.start - REACH)
        for number in range(bisect_left(self.verbs, quote.start) - 1, -1, -1):
            draft = self.drafts[number]
            if draft.verb < low:
                return None
            if any(s >= quote.start for s, _ in draft.contents):
                continue
            if self._is_unsaid(draft, quote, mark):
                return None
            if mark in (":", ",") or self._is_near(draft, quote):
                return draft
        return None

    def _is_unsaid(self, draft: Draft, quote: Quoted, mark: str) -> bool:
        """Tell a title or scare quote that its verb does not utter: 'wrote "War and Peace"', 'was met with "love"'."""
        if quote.speech or mark == ":":
            return False
        if draft.rule == "claims.passive" and not draft.contents:
            return draft.lemma in self.naming or draft.lemma not in self.judging
        if draft.lemma in self.judging:
            return False
        beside = draft.cue is not None and quote.start - draft.cue[1] <= (mark == ",")
        return quote.title and not (beside and draft.type in SPEAKING and draft.lemma not in self.naming)

    def _is_near(self, draft: Draft, quote: Quoted) -> bool:
        """Tell whether no more than an addressee or adverbial stands between a cue and its quotation."""
        between = self.passage.tree[draft.verb + 1 : quote.start]
        if draft.contents and draft.contents[-1][0] > draft.verb:
            return quote.start - 1 <= draft.contents[-1][1]
        if self._is_name(between):
            return False
        return len(between) <= (0 if draft.lemma in self.weak else NEAR) and not any(map(_is_finite, between))

    def _is_name(self, before: Sequence[Token]) -> bool:
        """Tell whether the words before a quotation say that it names something: 'a policy *known as* "ambiguity"'."""
        participle = next((token for token in reversed(before) if token.lower_ != "as"), None)
        return participle is not None and participle.tag_ == "VBN" and participle.lemma_ in {"know", *self.naming}

    def _continues(self, quote: Quoted, last: Draft) -> bool:
        """Tell whether a quotation with no cue of its own goes on from the one before.

        It does where it opens a sentence of the same paragraph with nothing but the last claim's cue between, and
        where it opens the next paragraph.
        """
        here, before = quote.paragraph, self.passage.paragraph[max(self.last_end - 1, 0)]
        if here == before:
            opens = self._opens(quote, self.passage.sentence[quote.start][0])
            return opens and self._only_cue_between(last, self.last_end, quote.start)
        if here != before + 1 or not quote.speech or not self._opens_paragraph(quote):
            return False
        return self._only_cue_between(last, self.last_end, self.passage.paragraphs[before][1])

    def _told_before(self, quote: Quoted) -> Draft | None:
        """Find the claim of the sentence before in the speaker's own words: 'She said she ran. "I saw smoke."'.

        Behind the end of a paragraph it is that of the sentence itself, and the quotation opens the next paragraph.
        """
        low, _ = self.passage.sentence[quote.start]
        if not quote.speech or low == 0 or not self._opens(quote, low):
            return None
        start, end = self.passage.sentence[low - 1]
        is_apart = self.passage.paragraph[start] != quote.paragraph
        if is_apart and not (self.passage.paragraph[start] == quote.paragraph - 1 and self._is_whole(quote)):
            return None
        told: Draft | None = None
        for number in range(bisect_left(self.verbs, start), bisect_left(self.verbs, end)):
            draft = self.drafts[number]
            nested = told is not None and any(s <= draft.verb < e for s, e in told.contents)
            is_main = not is_apart or self._is_of_sentence(draft)
            if draft.contents and draft.source and draft.type in SPEAKING and is_main and not nested:
                told = draft
        return told

    def _is_of_sentence(self, draft: Draft) -> bool:
        """Tell what a sentence says from what a clause in it does: its main verb, or one joined to that."""
        verb = self.passage.tree[draft.verb]
        return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")

    def _is_whole(self, quote: Quoted) -> bool:
        """Tell whole sentences at the head of a paragraph; a quotation left open may wait for the cue of the next."""
        ends = self.passage.tree[quote.end - 2 : quote.end + 1]
        return quote.closed and any(word.text in _STOPS for word in ends) and self._opens_paragraph(quote)

    def _opens_paragraph(self, quote: Quoted) -> bool:
        return self._opens(quote, self.passage.paragraphs[quote.paragraph][0])

    def _opens(self, quote: Quoted, low: int) -> bool:
        return all(token.is_space or token.is_punct for token in self.passage.tree[low : quote.start])

    def _only_cue_between(self, last: Draft, start: int, end: int) -> bool:
        """Tell whether no sentence of the article stands between two quotations beside the one with the cue."""
        cue = last.cue[0] if last.cue else start
        place = start
        while place < end:
            low, high = self.passage.sentence[place]
            if place == low and not low <= cue < high and high - low > 3 and self.passage.quote_at[place] < 0:
                return False
            place = high
        return True


def _is_finite(token: Token) -> bool:
    return token.tag_ in _FINITE
