from hypothesis import given
from hypothesis import strategies as st

from pipeline.ner import segments, words


def cut(text: str, starts: list[int], size: int = 1) -> list[str]:
    spans = words.split(text)
    found = numbers(text, starts, size)
    return [text[spans[segment[0]][0] : spans[segment[-1]][1]] for segment in found]


def numbers(text: str, starts: list[int], size: int) -> list[list[int]]:
    spans = words.split(text)
    pauses = [text[start] == "," for start, _ in spans]
    return [
        segment
        for paragraph in segments.sentences(text, spans, starts)
        for segment in segments.pack(paragraph, [size] * len(spans), pauses)
    ]


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
    found = numbers(text, starts, size)
    assert [word for segment in found for word in segment] == list(range(len(words.split(text))))
    assert all(segment and (len(segment) * size <= segments.LONGEST or len(segment) == 1) for segment in found)


def stretches(text: str) -> list[str]:
    parts = text.split()
    found = segments.stretches([part[0].isupper() for part in parts])
    return [" ".join(parts[stretch.start : stretch.stop]) for stretch in found]


def test_names_can_stand_at_capitals_and_beside_them() -> None:
    assert stretches("they said that al Shabaab had left the town for Oslo") == ["al Shabaab had left", "for Oslo"]


def test_words_between_two_capitals_can_belong_to_one_name() -> None:
    assert stretches("at the Office for the Coordination of these many other things") == [
        "the Office for the Coordination of these"
    ]


def test_no_name_stands_where_no_capital_is() -> None:
    assert stretches("they left the town") == []
