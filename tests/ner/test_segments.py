from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ner import segments, words


def cut(text: str, starts: list[int], size: int = 1) -> list[str]:
    spans = words.split(text)
    found = segments.cut(text, spans, [size] * len(spans), starts)
    return [text[spans[first][0] : spans[end - 1][1]] for first, end in found]


def test_sentences_of_a_paragraph_are_packed_together() -> None:
    assert cut("One came. Two left.", [0, 10]) == ["One came. Two left."]


def test_no_segment_crosses_an_empty_line() -> None:
    assert cut("A headline\n\nOne came.", [0]) == ["A headline", "One came."]


def test_a_paragraph_that_is_too_long_is_cut_between_sentences() -> None:
    assert cut("One came. Two left.", [0, 10], size=40) == ["One came.", "Two left."]


def test_a_sentence_that_is_too_long_is_cut_after_a_comma() -> None:
    assert cut("one two three , four five", [0], size=30) == ["one two three ,", "four five"]


def test_an_empty_text_has_no_segments() -> None:
    assert cut("", [0]) == []


@given(st.text(alphabet="aB ,.\n", max_size=200), st.lists(st.integers(0, 200)), st.integers(1, 130))
def test_every_word_is_in_one_segment_in_order(text: str, starts: list[int], size: int) -> None:
    spans = words.split(text)
    found = list(segments.cut(text, spans, [size] * len(spans), starts))
    assert all(first < end for first, end in found)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert (found[0][0], found[-1][1]) == (0, len(spans)) if spans else found == []
    assert all((end - first) * size <= segments.LONGEST or end - first == 1 for first, end in found)
