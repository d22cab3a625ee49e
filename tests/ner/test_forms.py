from pipeline.ner.forms import Forms
from pipeline.ner.wordpieces import WordPieces

FORMS = Forms(WordPieces(["[UNK]", "[CLS]", "[SEP]", "os", "##lo", "the", ","]), frozenset(["the"]))


def test_a_form_has_the_pieces_of_its_word() -> None:
    assert (FORMS["Oslo"].pieces, FORMS["Oslo"].size) == ((3, 4), 2)


def test_a_function_word_owes_its_capital_to_its_place() -> None:
    assert [FORMS[word].can_name for word in ("Oslo", "The", "THE", "oslo", "B52")] == [True, False, True, False, True]


def test_a_long_sentence_may_be_cut_behind_a_comma() -> None:
    assert FORMS[","].is_pause
    assert not FORMS["the"].is_pause


def test_a_form_that_is_remembered_is_the_same_again() -> None:
    assert FORMS["Oslo"] is FORMS["Oslo"]
