"""From columns of tokens and tags back to running text with spans."""

from collections.abc import Iterable, Sequence

from pipeline.ner.training.marked import Name, Sentence, trimmed

CLOSING = frozenset(
    [".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'", "..."]
)
OPENING = frozenset(["(", "[", "$", "#", "@", "``"])
QUOTES = {"``": '"', "''": '"'}


def spaced(words: Sequence[str]) -> list[bool]:
    """Tell for each word whether a space stands before it in running text."""
    spaces = []
    open_quote = False
    glued = True
    for word in words:
        space = not glued and word not in CLOSING and word != "''"
        glued = word in OPENING
        if word == '"':
            space = space and not open_quote
            open_quote = glued = not open_quote
        spaces.append(space)
    return spaces


def sentence(words: Sequence[str], tags: Sequence[str], spaces: Sequence[bool] | None = None) -> Sentence:
    """Join words to a sentence; `tags` are ``B-TYPE``, ``I-TYPE`` or anything else for outside.

    An I- tag with nothing of its type before it begins a name, as in the older IOB scheme.
    """
    text = ""
    offsets = []
    for word, space in zip(words, spaces or spaced(words), strict=True):
        text += " " * (space and bool(text))
        offsets.append((len(text), len(text) + len(QUOTES.get(word, word))))
        text += QUOTES.get(word, word)
    names = [trimmed(Name(offsets[first][0], offsets[last][1], kind), text) for first, last, kind in runs(tags)]
    return Sentence(text, tuple(names))


def runs(tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """Give the runs of tagged words as (first, last, type)."""
    found: list[tuple[int, int, str]] = []
    previous = ""
    for place, tag in enumerate(tags):
        kind = tag[2:] if tag[:2] in {"B-", "I-"} else ""
        if kind and found and tag[0] == "I" and previous == kind:
            found[-1] = (found[-1][0], place, kind)
        elif kind:
            found.append((place, place, kind))
        previous = kind
    return found
