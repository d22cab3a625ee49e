import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.traced import Traced

PIECES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", " ", "\n\n"])), max_size=6)
CUTS = ((re.compile("\u00ad"), ""), (re.compile("b "), "c"))


def runs(places: list[int | None]) -> list[tuple[int, int, int]]:
    """Give the longest stretches that stand in one piece, told from the place of each character."""
    found: list[tuple[int, int, int]] = []
    for start, place in enumerate(places):
        if place is None:
            continue
        if found and start == found[-1][0] + found[-1][2] and place == found[-1][1] + found[-1][2]:
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((start, place, 1))
    return found


def replaced(text: str, places: list[int | None], pattern: re.Pattern[str], new: str) -> list[int | None]:
    """Give the place of each character after what matches was replaced."""
    for match in reversed(list(pattern.finditer(text))):
        places = [*places[: match.start()], *[None] * len(new), *places[match.end() :]]
    return places


@given(source=st.text(alphabet="ab \n\u00ad", max_size=60), pieces=PIECES)
def test_runs_hold_whatever_is_cut_replaced_and_joined(source: str, pieces: list[tuple[int, int, str]]):
    whole = Traced.whole(source)
    text = Traced.join(part for start, end, between in pieces for part in (whole[start:end], Traced.new(between)))
    places: list[int | None] = []
    for start, end, between in pieces:
        places += [*range(start, min(end, len(source))), *[None] * len(between)]
    for pattern, new in CUTS:
        places = replaced(text.text, places, pattern, new)
        text = text.sub(pattern, new)
    bare = text.strip()
    start = text.text.index(bare.text)
    places = places[start : start + len(bare)]
    assert list(bare.runs) == runs(places)
    for start, place, length in bare.runs:
        assert bare.text[start : start + length] == source[place : place + length]
    stood = [place for place in places if place is not None]
    assert bare.extent() == ((min(stood), max(stood) + 1) if stood else None)


def test_a_text_left_as_it_was_is_one_run():
    assert Traced.whole("Forty people.").runs == ((0, 0, 13),)


def test_a_replaced_character_parts_two_runs():
    assert Traced.whole("a\nb").sub(re.compile("\n"), " ").runs == ((0, 0, 1), (2, 2, 1))


def test_the_same_replacement_keeps_the_places():
    assert Traced.whole("a b").sub(re.compile("b"), lambda match: match.group()).runs == ((0, 0, 3),)
