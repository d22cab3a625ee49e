from pipeline.ner import words


def shapes(text: str) -> list[int]:
    spans = words.split(text)
    return words.within(text, spans, [words.shape_of(text[start:end]) for start, end in spans])


def test_words_are_runs_of_letters_and_digits_or_single_marks() -> None:
    text = "U.S.-led, 2,000_km"
    expected = ["U", ".", "S", ".", "-", "led", ",", "2", ",", "000", "_", "km"]
    assert [text[start:end] for start, end in words.split(text)] == expected


def test_shapes_tell_how_a_word_is_cased() -> None:
    expected = [words.START_TITLE, words.LOWER, words.TITLE, words.UPPER, words.MIXED, words.DIGITS, words.ALPHANUMERIC]
    assert shapes("The tall Man NASA iPhone 12 B52")[:7] == expected


def test_a_capital_after_a_full_stop_is_told_from_one_within_a_sentence() -> None:
    assert shapes("he left . Then Anna came")[3:5] == [words.START_TITLE, words.TITLE]


def test_a_hyphen_within_a_name_does_not_begin_a_sentence() -> None:
    assert shapes("they met Jean-Marie there today")[4] == words.TITLE


def test_headlines_have_shapes_of_their_own() -> None:
    assert set(shapes("Police Arrest Four After Robbery")) == {words.HEADLINE[words.TITLE]}


def test_text_in_capitals_has_a_shape_of_its_own() -> None:
    assert set(shapes("NINE KILLED NEAR ATHENS")) == {words.ALL_CAPITALS}
