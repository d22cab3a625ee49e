"""Quotations: to whose cue each belongs, and which go on from the one before."""

from pipeline.stages.claims.passage import Draft, Passage, Quoted, Range

REACH = 40
"""How many tokens a cue may stand from its quotation within the sentence."""

NAME_LENGTH = 8
"""The longest name, in tokens, before a colon that takes the place of a cue."""


def attach(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Give every quotation to its claim; gives back all drafts that have content, new ones included."""
    covered = _covered(passage, drafts)
    by_verb = sorted((draft for draft in drafts if draft.verb >= 0), key=lambda draft: draft.verb)
    new: list[Draft] = []
    last: Draft | None = None
    last_end = -1
    for number, quote in enumerate(passage.quotes):
        if number in covered:
            owner = covered[number]
            if quote.speech:
                last, last_end = owner, quote.end
            continue
        owner_or_none = _beside(passage, quote, by_verb) or _labelled(passage, quote)
        if owner_or_none is None and last is not None and _continues(passage, quote, last, last_end):
            owner_or_none = last
        if owner_or_none is None:
            continue
        owner = owner_or_none
        if owner.verb < 0 and not owner.contents:
            new.append(owner)
        _give(owner, (quote.start, quote.end))
        if quote.speech:
            last, last_end = owner, quote.end
    return [draft for draft in (*drafts, *new) if draft.contents]


def _give(draft: Draft, piece: Range) -> None:
    start, end = piece
    if any(s <= start and end <= e for s, e in draft.contents):
        return
    draft.contents = sorted([(s, e) for s, e in draft.contents if not (start <= s and e <= end)] + [piece])
    draft.quotes += 1


def _covered(passage: Passage, drafts: list[Draft]) -> dict[int, Draft]:
    """Give the quotations that stand within a content already: number -> its draft (the innermost)."""
    found: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: sum(start - end for start, end in draft.contents)):
        for start, end in draft.contents:
            for place in range(start, end):
                if passage.quote_at[place] >= 0:
                    found[passage.quote_at[place]] = draft
    return found


def _beside(passage: Passage, quote: Quoted, drafts: list[Draft]) -> Draft | None:
    """Find the cue in the sentence after the quotation or before it."""
    return _after(passage, quote, drafts) or _before(passage, quote, drafts)


def _after(passage: Passage, quote: Quoted, drafts: list[Draft]) -> Draft | None:
    """Find the cue that follows: '"...," X said', '"...," said X'."""
    start, end = quote.end, _sentence_end(passage, quote.end)
    if start >= end or (
        passage.doc[start - 2].text == "." and passage.doc[start - 1].is_quote and passage.sentence[start][0] == start
    ):
        return None
    for draft in drafts:
        if start <= draft.verb < end and draft.cue:
            first = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
            between = [t for t in passage.doc[start:first] if not t.is_punct and not t.is_space]
            if draft.cue[0] >= start and len(between) <= (2 if draft.source else 0) and not _taken(draft):
                return draft
            return None
    return None


def _taken(draft: Draft) -> bool:
    """Tell whether a cue has its content after itself already, so that what stands before it is not its own."""
    return any(s >= draft.verb for s, _ in draft.contents) and draft.source is not None and draft.source[0] > draft.verb


def _sentence_end(passage: Passage, place: int) -> int:
    if place >= len(passage.doc):
        return place
    paragraph = passage.paragraphs[passage.paragraph[place]]
    return min(passage.sentence[place][1], paragraph[1], place + REACH)


def _before(passage: Passage, quote: Quoted, drafts: list[Draft]) -> Draft | None:
    """Find the cue that stands before: 'X said: "..."', 'X said Y, "..."', 'called it "..."'."""
    doc, start = passage.doc, quote.start
    if start == 0:
        return None
    place = start - 1
    while place > 0 and doc[place].is_space:
        place -= 1
    colon = doc[place].text == ":"
    if passage.paragraph[place] != quote.paragraph and not colon:
        return None
    if passage.sentence[place] != passage.sentence[start] and not colon:
        return None
    low = max(passage.sentence[place][0], start - REACH)
    for draft in reversed(drafts):
        if low <= draft.verb < start and draft.cue:
            if any(s >= start for s, _ in draft.contents):
                continue
            if colon or doc[place].text == "," or _near(passage, draft, start):
                return draft
    return None


def _near(passage: Passage, draft: Draft, start: int) -> bool:
    """Tell whether no more than an addressee or adverbial stands between a cue and its quotation."""
    between = passage.doc[draft.verb + 1 : start]
    if draft.contents and draft.contents[-1][0] > draft.verb:
        return passage.doc[start - 1].i <= draft.contents[-1][1]
    return len(between) <= 12 and not any(token.tag_ in ("VBD", "VBZ", "VBP") for token in between)


def _labelled(passage: Passage, quote: Quoted) -> Draft | None:
    """Read 'Smith: "..."': a name and a colon stand for source and cue."""
    doc = passage.doc
    colon = quote.start - 1
    if colon < 1 or doc[colon].text != ":":
        return None
    low = max(passage.sentence[colon][0], passage.paragraphs[quote.paragraph][0])
    source = passage.trim((low, colon))
    if source is None or source[1] - source[0] > NAME_LENGTH or not _is_name(passage, source):
        return None
    return Draft("claims.label", (colon, colon + 1), ":", "say", -1, source)


def _is_name(passage: Passage, piece: Range) -> bool:
    tokens = passage.doc[piece[0] : piece[1]]
    return not any(t.pos_ in ("VERB", "AUX") for t in tokens) and any(
        t.pos_ in ("PROPN", "PRON") or t.is_upper for t in tokens
    )


def _continues(passage: Passage, quote: Quoted, last: Draft, last_end: int) -> bool:
    """Tell whether a quotation with no cue of its own goes on from the one before.

    It does where it opens a sentence of the same paragraph with nothing but the last claim's cue between, and
    where it opens the next paragraph.
    """
    here, before = quote.paragraph, passage.paragraph[max(last_end - 1, 0)]
    if here == before:
        return _opens(passage, quote, passage.sentence[quote.start][0]) and _only_cue_between(
            passage, last, last_end, quote.start
        )
    return (
        here == before + 1 and _opens(passage, quote, passage.paragraphs[here][0]) and _closes(passage, last, last_end)
    )


def _opens(passage: Passage, quote: Quoted, low: int) -> bool:
    return all(token.is_space or token.is_punct for token in passage.doc[low : quote.start])


def _only_cue_between(passage: Passage, last: Draft, start: int, end: int) -> bool:
    """Tell whether no sentence of the article stands between two quotations beside the one with the cue."""
    cue = last.cue[0] if last.cue else start
    for place in range(start, end):
        low, high = passage.sentence[place]
        if place == low and not low <= cue < high and high - low > 3 and passage.quote_at[place] < 0:
            return False
    return True


def _closes(passage: Passage, last: Draft, last_end: int) -> bool:
    """Tell whether the last quotation reached the end of its paragraph, or only its own cue stood after it."""
    end = passage.paragraphs[passage.paragraph[last_end - 1]][1]
    return _only_cue_between(passage, last, last_end, end)
