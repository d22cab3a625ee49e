"""Spans that cross become elements that nest, and nothing of the text or the marks is lost."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.marks import Mark, MarkKind, Piece, by_extent, nested
from schemas.base import Extent

TEXT = "abcdefghij"
KINDS: tuple[MarkKind, ...] = ("claim", "figure", "entity")


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    spans = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda span: span[0] < span[1])))
    return [Mark(start, end, KINDS[n % 3], f"t-{n}", f"{n}") for n, (start, end) in enumerate(spans)]


def shown(pieces: list[Piece]) -> str:
    signs = {"text": "{1}", "open": "<{0}{1}>", "close": "</{0}>", "tag": "^{1}"}
    return "".join(signs[part].format(kind, value) for part, kind, value in pieces)


def whole(given_marks: list[Mark]) -> list[Piece]:
    return list(nested(TEXT, Extent(start=0, end=len(TEXT)), given_marks))


@given(marks())
def test_elements_nest_and_the_text_is_whole(given_marks: list[Mark]):
    pieces = whole(given_marks)
    stack: list[str] = []
    for part, kind, _ in pieces:
        if part == "open":
            stack.append(kind)
        elif part == "close":
            assert stack.pop() == kind
    assert stack == []
    assert "".join(value for part, _, value in pieces if part == "text") == TEXT


@given(marks())
def test_every_character_bears_the_marks_that_lie_over_it(given_marks: list[Mark]):
    place, stack, found = 0, [], []
    for part, kind, value in whole(given_marks):
        if part == "open":
            stack.append(kind)
        elif part == "close":
            stack.pop()
        elif part == "text":
            found += [sorted(stack)] * len(value)
            place += len(value)
    assert found == [
        sorted(mark.kind for mark in given_marks if mark.start <= here < mark.end) for here in range(len(TEXT))
    ]


@given(marks())
def test_every_mark_has_one_anchor_and_one_tag(given_marks: list[Mark]):
    pieces = whole(given_marks)
    wanted = sorted(mark.anchor for mark in given_marks)
    assert sorted(value for part, _, value in pieces if part == "open" and value) == wanted
    assert sorted(value for part, _, value in pieces if part == "tag") == sorted(mark.tag for mark in given_marks)


@given(marks(), st.integers(1, 9))
def test_marks_over_several_blocks_are_cut_and_keep_one_anchor_and_tag(given_marks: list[Mark], border: int):
    blocks = [Extent(start=0, end=border), Extent(start=border, end=len(TEXT))]
    cut = [mark for block in by_extent(given_marks, blocks) for mark in block]
    assert sorted(mark.anchor for mark in cut if mark.anchor) == sorted(mark.anchor for mark in given_marks)
    assert sorted(mark.tag for mark in cut if mark.tag) == sorted(mark.tag for mark in given_marks)
    assert sum(mark.end - mark.start for mark in cut) == sum(mark.end - mark.start for mark in given_marks)


def test_of_two_spans_that_cross_the_later_one_is_cut():
    crossing = [Mark(0, 5, "claim", "t-c1", "c1"), Mark(3, 8, "figure", "t-f1", "f1")]
    assert shown(whole(crossing)) == ("<claimt-c1>abc<figuret-f1>de</figure></claim>^c1<figure>fgh</figure>^f1ij")
