"""A colon in place of a cue: headlines ("Smith: Tax Will Rise"), transcripts, and colons before a quotation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.stages.claims.agents import noun_phrase
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import DASHES, Draft, Passage, Quoted, Range
from pipeline.syntax import child, children
from pipeline.tree import Token
from schemas.entity import Entities

LABEL_LENGTH = 5
"""The longest label of a headline or transcript, in tokens, before the colon."""

NAME_LENGTH = 8
"""The longest name, in tokens, before a colon and a quotation."""

SHORT_REPLY = 6
"""How many tokens a reply without a verb has at most: "SMITH: Not at all"."""

_VERBAL = frozenset({"VERB", "AUX"})


HEADLINE_LENGTH = 30
"""The longest headline, in tokens."""

LONGEST_STATEMENT = 12
"""How many paragraphs a statement without quotation marks takes at most."""

BETWEEN = 2
"""How many paragraphs of a statement in a row may not speak in the first person."""

_FIRST_PERSON = frozenset({"i", "me", "my", "our", "us", "we"})

_ASKING = frozenset({"announcer", "correspondent", "interviewer", "journalist", "moderator", "reporter"})
"""Who asks in an interview."""

_RECORDING_ENDS = ["[", "end"]

_DIRECTIONS = frozenset(
    {"applause", "begin", "continued", "end", "laughter", "music", "passage", "text", "video", "word", "words"}
)
"""What begins a remark in brackets that names nobody: "[Begin recording]"."""


@dataclass(frozen=True)
class Names:
    """What an article's names tell of a label: who may speak, and what is a place.

    `places` are in characters, `speakers` the last characters of people's and organisations' names, `surnames` the
    last words of people's.
    """

    places: frozenset[tuple[int, int]]
    speakers: frozenset[int]
    surnames: frozenset[str]


def known(entities: Entities) -> Names:
    """Give the names of an article; places are those whose country is known."""
    places, speakers, surnames = set(), set(), set()
    for entity in entities.entities:
        for mention in entity.mentions:
            if entity.place and entity.place.country:
                places.add((mention.start, mention.end))
            elif mention.form == "name" and entity.type in ("person", "organisation"):
                speakers.add(mention.end)
                if entity.type == "person":
                    surnames.add(mention.text.split()[-1])
    return Names(frozenset(places), frozenset(speakers), frozenset(surnames))


def find(passage: Passage, words: CueWords, names: Names) -> Iterator[Draft]:
    """Give the claims of paragraphs that begin with a speaker's label: headlines, and lines of a transcript.

    A headline may also end with one: "Ten dead in blast: police", "Hundreds flee floods - officials". Where a story
    plays says nothing ("DHAKA: At least 12 died", "Sudan: Eight Killed"), unless it speaks for itself ("Iran: We will
    not yield"), nor does its kind ("Analysis: Why ...").
    """
    trailing = _behind_headline(passage, words, names)
    if trailing is not None:
        yield trailing
    yield from _bracketed(passage, words, names)
    for number, (start, end) in enumerate(passage.paragraphs):
        reach = min(start + LABEL_LENGTH + 1, end)
        colon = next((place for place in range(start + 1, reach) if passage.tree[place].text == ":"), None)
        source = passage.trim((start, colon)) if colon is not None else None
        content = passage.trim((colon + 1, end)) if colon is not None else None
        if colon is None or source is None or content is None:
            continue
        if " ".join(passage.tree.lower[source[0] : source[1]]) in words.rubrics:
            continue
        if passage.tree.extent(*source) in names.places:
            if number == 0 and not _FIRST_PERSON.isdisjoint(passage.tree.lower[content[0] : content[1]]):
                yield Draft("claims.label", (colon, colon + 1), ":", "say", -1, source, [content])
            continue
        is_transcript = _is_transcript(passage, source) and _is_told(passage, content)
        if is_transcript or (number == 0 and _is_speaker(passage, words, source, names)):
            yield Draft("claims.label", (colon, colon + 1), ":", "say", -1, source, [content])


def _bracketed(passage: Passage, words: CueWords, names: Names) -> Iterator[Draft]:
    """Give what is said in an interview with its speakers in brackets: "[Reporter] Who was it? [Cole] We do not know".

    A speaker is who may speak, who asks, or whose label comes back. Paragraphs without brackets are the last speaker's,
    where another speaks behind them.
    """
    labels = list(_brackets(passage))
    called = [" ".join(passage.tree.texts[start:end]) for _, (start, end), _ in labels]
    again = {name for name, times in Counter(called).items() if times > 1 and name[0].isupper()}
    again = {name for name in again if name.partition(" ")[0].lower() not in _DIRECTIONS}
    spoken = [
        label for label, name in zip(labels, called, strict=True)
        if name in again or name.lower() in _ASKING or _is_speaker(passage, words, label[1], names)
    ]  # fmt: skip
    for place, (number, source, first) in enumerate(spoken if len(spoken) > 1 else ()):
        behind = spoken[place + 1][0] if place + 1 < len(spoken) else number + 1
        behind = min([behind, *(other for other, _, _ in labels if other > number)])
        contents = list(_recorded(passage, first, passage.paragraphs[number:behind]))
        if contents:
            yield Draft("claims.label", None, "", "say", -1, source, contents)


def _recorded(passage: Passage, first: int, paragraphs: list[Range]) -> Iterator[Range]:
    """Give what is said from a token on in some paragraphs, to the end of a recording."""
    lower = passage.tree.lower
    for start, end in paragraphs:
        begin = max(start, first)
        stop = next((place for place in range(begin, end - 1) if lower[place : place + 2] == _RECORDING_ENDS), end)
        piece = passage.trim((begin, stop))
        if piece:
            yield piece
        if stop < end:
            return


def _brackets(passage: Passage) -> Iterator[tuple[int, Range, int]]:
    """Give the paragraphs that begin with a bracket: number, what stands in it up to a comma, the token behind it."""
    texts = passage.tree.texts
    for number, (start, end) in enumerate(passage.paragraphs):
        opening = start
        while texts[opening] == "[":
            inside = texts[opening + 1 : min(opening + LABEL_LENGTH + 2, end)]
            if "]" not in inside[1:]:
                break
            close = opening + 1 + inside.index("]")
            if inside[0].lower() not in _DIRECTIONS or close + 1 >= end or texts[close + 1] != "[":
                comma = opening + 1 + inside.index(",") if "," in inside else close
                yield number, (opening + 1, min(comma, close)), close + 1
                break
            opening = close + 1


def _behind_headline(passage: Passage, words: CueWords, names: Names) -> Draft | None:
    """Read the speaker at the end of a headline, behind a colon or a dash."""
    start, end = passage.paragraphs[0] if passage.paragraphs else (0, 0)
    piece = passage.trim((start, end))
    if piece is None or end - start > HEADLINE_LENGTH or passage.tree[piece[1] - 1].text == ".":
        return None
    for mark in range(piece[1] - 2, max(piece[1] - 2 - LABEL_LENGTH, start), -1):
        text = passage.tree[mark].text
        if text != ":" and not (text in DASHES and passage.text[passage.tree[mark].idx - 1].isspace()):
            continue
        source, content = passage.trim((mark + 1, end)), passage.trim((start, mark))
        noun = source is not None and passage.tree[source[1] - 1].text.islower()  # " - BBC News" names the site
        if source and content and (noun or text == ":") and _is_speaker(passage, words, source, names):
            return Draft("claims.label", (mark, mark + 1), text, "say", -1, source, [content])
        return None
    return None


def _is_speaker(passage: Passage, words: CueWords, piece: Range, names: Names) -> bool:
    tokens = passage.tree[piece[0] : piece[1]]
    if any(token.pos_ in ("AUX", "DET", "NUM") for token in tokens):
        return False
    if tokens[-1].end in names.speakers or (len(tokens) == 1 and tokens[0].text in names.surnames):
        return True
    pair = " ".join(token.lemma_.lower() for token in tokens[-2:])  # "coast guard"
    kind = words.sources.get(pair) or words.sources.get(tokens[-1].lemma_.lower())
    return kind is not None and (kind != "document" or tokens[-1].lemma_.lower() in words.reports)


def _is_transcript(passage: Passage, piece: Range) -> bool:
    """Tell a speaker's label in capitals: "WALLACE: If I may"."""
    tokens = passage.tree[piece[0] : piece[1]]
    capitals = all(token.is_upper or token.is_punct for token in tokens)
    return capitals and tokens[-1].end - tokens[0].idx > 2 and not any(token.like_num for token in tokens)


def _is_told(passage: Passage, piece: Range) -> bool:
    """Tell what somebody says from a list under a heading: "GOALKEEPERS: Ada Li (Acme), Bo Ek (Bolt)"."""
    tokens = passage.tree[piece[0] : piece[1]]
    return len(tokens) <= SHORT_REPLY or any(token.pos_ in _VERBAL for token in tokens)


def read_on(passage: Passage, words: CueWords, drafts: list[Draft]) -> None:
    """Give a cue that ends its paragraph with a colon the next one: "The minister said:", without quotation marks.

    A statement goes on over the paragraphs behind that speak in the first person.
    """
    for draft in drafts:
        if draft.contents or draft.verb < 0 or draft.source is None or draft.negated or draft.lemma in words.quote_only:
            continue
        if passage.tree[draft.verb].dep_ not in ("ROOT", "conj"):
            continue
        number = passage.paragraph[draft.verb]
        last = passage.trim_space(passage.paragraphs[number])
        between = passage.tree[max(draft.verb + 1, draft.source[1]) : last - 1]
        if passage.tree[last - 1].text != ":" or any(token.pos_ in _VERBAL for token in between):
            continue
        draft.contents = _statement(passage, passage.paragraphs[number + 1 : number + 1 + LONGEST_STATEMENT])


def _statement(passage: Passage, paragraphs: list[Range]) -> list[Range]:
    """Give the paragraphs of a statement: the first, and all up to the last that speaks in the first person."""
    said: list[Range] = []
    waiting: list[Range] = []
    for start, end in paragraphs:
        piece = passage.trim((start, end))
        if piece is None or passage.in_quotation(piece[0]) or len(waiting) > BETWEEN:
            break
        waiting.append(piece)
        if not said or not _FIRST_PERSON.isdisjoint(passage.tree.lower[start:end]):
            said, waiting = said + waiting, []
    return said


def before_quotation(passage: Passage, quote: Quoted) -> Draft | None:
    """Read 'Smith: "..."' and 'Smith had a new message: "..."', where no verb before the colon is a cue."""
    tree, colon = passage.tree, quote.start - 1
    while colon > 0 and tree[colon].is_space:
        colon -= 1
    if colon < 1 or tree[colon].text != ":" or passage.paragraph[colon] < quote.paragraph - 1:
        return None
    low = max(passage.sentence[colon][0], passage.paragraphs[passage.paragraph[colon]][0])
    source = passage.trim((low, colon))
    if source is None:
        return None
    tokens = tree[source[0] : source[1]]
    if any(token.pos_ in _VERBAL for token in tokens):
        named = _speaking_subject(passage, tree.root(*source)) if quote.speech else None
        return Draft("claims.colon", (colon, colon + 1), ":", "say", -1, named) if named else None
    if len(tokens) > NAME_LENGTH or not any(t.pos_ in ("PROPN", "PRON") or t.is_upper for t in tokens):
        return None
    return Draft("claims.label", (colon, colon + 1), ":", "say", -1, source)


def _speaking_subject(passage: Passage, root: Token) -> Range | None:
    """Give the subject of the sentence before a colon where it can speak: a person, a name, an organisation."""
    subject = child(root, "nsubj")
    if subject is None or root.pos_ not in _VERBAL or passage.in_quotation(subject.i):
        return None
    names = (subject, *children(subject, "appos"))
    named = any(name.ent_type_ in ("PER", "PERSON", "ORG") for name in names)
    speaks = named or subject.lower_ in ("he", "she", "they", "i", "we")
    return noun_phrase(passage, subject, root) if speaks else None
