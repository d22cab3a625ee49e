"""The reader of case files itself."""

import pytest

from tests.marked import CaseError, Mark, read, unmark


def test_a_mark_gives_its_characters_and_what_must_hold():
    text, marks = unmark("At least [[40 people|kind=killed of='the dead']] died.")
    assert text == "At least 40 people died."
    assert marks == (Mark(9, 18, "40 people", (("kind", "killed"), ("of", "the dead"))),)


def test_marks_nest():
    text, marks = unmark("[[17 people, [[three children|n=3]]|n=17]] fled")
    assert text == "17 people, three children fled"
    assert [(mark.text, mark.holds[0][1]) for mark in marks] == [
        ("17 people, three children", "17"),
        ("three children", "3"),
    ]


@pytest.mark.parametrize("body", ["[[40 people|n=40 died.", "40 people]] died.", "[[40|n]] died."])
def test_marks_that_say_nothing_certain_are_refused(body: str):
    with pytest.raises(CaseError):
        unmark(body)


@pytest.mark.parametrize(
    "content",
    ["", "# only a comment\n", "One.\n\nOne.\n", "@unknown x\nOne.\n", "@published\nOne.\n", "@published 2024-01-01\n"],
)
def test_files_that_say_nothing_certain_are_refused(tmp_path, content: str):
    file = tmp_path / "broken.cases"
    file.write_text(content)
    with pytest.raises(CaseError):
        read(file)
