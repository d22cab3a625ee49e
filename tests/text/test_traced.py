import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.traced import Traced

PIECES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", " ", "\n\n"])), max_size=6)


@given(source=st.text(alphabet="ab \n\u00ad", max_size=60), pieces=PIECES)
def test_segments_hold_whatever_is_cut_replaced_and_joined(source: str, pieces: list[tuple[int, int, str]]):
    whole = Traced.whole(source)
    parts = [part for start, end, between in pieces for part in (whole[start:end], Traced.new(between))]
    text = Traced.join(parts).sub(re.compile("\u00ad"), "").sub(re.compile("b "), "c").strip()
    end = 0
    for start, place, length in text.segments():
        assert start >= end
        assert text.text[start : start + length] == source[place : place + length]
        end = start + length
    assert sum(length for _, _, length in text.segments()) == sum(place >= 0 for place in text.places)


def test_a_text_left_as_it_was_is_one_segment():
    assert list(Traced.whole("Forty people.").segments()) == [(0, 0, 13)]


def test_a_replaced_character_parts_two_segments():
    assert list(Traced.whole("a\nb").sub(re.compile("\n"), " ").segments()) == [(0, 0, 1), (2, 2, 1)]


def test_the_same_replacement_keeps_the_places():
    assert list(Traced.whole("a b").sub(re.compile("b"), lambda match: match.group()).segments()) == [(0, 0, 3)]
