from decimal import Decimal

from pipeline import duplicates
from pipeline.duplicates import Duplicate

PROSE = " ".join(
    f"On day {day} the council of ward {day * 7 % 31} voted {day + 3} to {day} for a new bridge over the Elm."
    for day in range(1, 21)
)


def find(texts: dict[str, str]) -> dict[str, Duplicate[str]]:
    return duplicates.find(texts.items(), texts.__getitem__)


def test_the_same_words_again_are_a_duplicate_of_the_first():
    found = find({"a": PROSE, "b": PROSE.replace(". ", ".\n\n").upper(), "c": PROSE})
    assert found == {"b": Duplicate("a", Decimal(1)), "c": Duplicate("a", Decimal(1))}


def test_another_last_sentence_makes_a_near_duplicate_with_its_similarity():
    found = find({"a": PROSE, "b": f"{PROSE} Share this story with your friends."})
    assert found["b"].of == "a"
    assert duplicates.NEAR <= found["b"].similarity < 1


def test_a_duplicate_is_never_named_as_an_original():
    near = PROSE.replace("day 20", "the last day")
    found = find({"a": PROSE, "b": near, "c": near + " The end."})
    assert {mark.of for mark in found.values()} == {"a"}


def test_different_texts_on_one_subject_are_no_duplicates():
    assert find({"a": PROSE, "b": PROSE.replace("voted", "decided by").replace("a new bridge", "the old mill")}) == {}


def test_short_texts_are_duplicates_only_where_they_are_the_same():
    short = "Forty people died in the flood."
    assert find({"a": short, "b": short.replace("Forty", "Fifty"), "c": short}) == {"c": Duplicate("a", Decimal(1))}
