"""Titles of works, told by how they are written."""

import pytest

from pipeline.text import titles


@pytest.mark.parametrize(
    "title", ["A Summer in Prague", "The Long Winter", "Bread for the Dead of the War", "Catch 22"]
)
def test_a_title_has_capitals_on_all_but_the_small_words(title: str):
    assert titles.is_title(title.split())


@pytest.mark.parametrize("words", ["We lost the War", "the Long Winter", "NO MORE WAR", "of the and", "They have won"])
def test_other_words_are_no_title(words: str):
    assert not titles.is_title(words.split())
