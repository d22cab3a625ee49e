from pipeline.ner.wordpieces import WordPieces

PIECES = ["[UNK]", "[CLS]", "[SEP]", "un", "##afford", "##able", "a", "##b", "e"]


def test_the_longest_piece_is_taken_from_the_left() -> None:
    assert WordPieces(PIECES)("unaffordable") == (3, 4, 5)


def test_case_and_accents_are_taken_off() -> None:
    assert WordPieces(PIECES)("É") == (8,)


def test_a_word_with_an_unknown_part_is_one_unknown_piece() -> None:
    assert WordPieces(PIECES)("abz") == (0,)


def test_a_word_without_letters_after_accents_are_off_is_unknown() -> None:
    assert WordPieces(PIECES)("\u0301") == (0,)


def test_a_word_too_long_for_a_name_is_not_looked_into() -> None:
    assert WordPieces(PIECES)("a" + "b" * 1000) == (0,)
