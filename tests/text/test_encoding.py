"""Eight-bit text says nowhere what it is written in: other alphabets are told apart, and English is never spoilt."""

import pytest
from ftfy.badness import is_bad

from pipeline.text.encoding import decode, may_be_mojibake

POLISH = (
    "Wojewoda poinformował we wtorek, że w pożarze hali zginęło pięć osób, a dwanaście zostało rannych. "
    "Strażacy gasili ogień do świtu. Rodziny otrzymają zasiłki."
)
CROATIAN = (
    "Gradonačelnik je u utorak rekao da je u požaru poginulo pet osoba, a dvanaest ih je ozlijeđeno. "
    "Vatrogasci su gasili vatru do jutra, a obiteljima će biti isplaćena pomoć."
)
CZECH = "Hejtman v úterý řekl, že při požáru haly zahynulo pět lidí a dvanáct jich bylo zraněno. Hasiči oheň uhasili."
RUSSIAN = "Губернатор сообщил во вторник, что при пожаре погибли пять человек, двенадцать ранены. Огонь потушили."
UKRAINIAN = "Голова області повідомив у вівторок, що під час пожежі загинули п'ять осіб, їхні сім'ї отримають допомогу."
GREEK = "Ο δήμαρχος είπε την Τρίτη ότι πέντε άνθρωποι σκοτώθηκαν στην πυρκαγιά και δώδεκα τραυματίστηκαν."
TURKISH = "Vali salı günü yaptığı açıklamada yangında beş kişinin öldüğünü, on iki kişinin yaralandığını söyledi."
ENGLISH = (
    "“It’s the worst fire in years,” said the mayor, José Núñez – who was a boy in 1971 – as 12 of the injured were "
    "taken to São Paulo. Guðmundur Þórsson of Malmö paid €40 for a room. The others slept in the hall of the school, "
    "where the Red Cross had put up beds, and in the morning they went to see what was left of their houses. "
)


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (POLISH, ("cp1250", "iso8859-2")),
        (CZECH, ("cp1250", "iso8859-2")),
        (CROATIAN, ("cp1250", "iso8859-2")),
        (RUSSIAN, ("cp1251", "koi8-r", "iso8859-5")),
        (UKRAINIAN, ("cp1251", "koi8-u", "iso8859-5")),
        (GREEK, ("cp1253", "iso8859-7")),
        (TURKISH, ("cp1254",)),
    ],
    ids=["Polish", "Czech", "Croatian", "Russian", "Ukrainian", "Greek", "Turkish"],
)
def test_other_alphabets_are_told_from_latin_ones(text: str, encodings: tuple[str, ...]):
    assert {name: decode(text.encode(name)).text for name in encodings} == dict.fromkeys(encodings, text)


@pytest.mark.parametrize("repeats", [1, 5])
def test_names_and_quotation_marks_make_no_other_language_of_english(repeats: int):
    found = decode((ENGLISH * repeats).encode("cp1252"))
    assert (found.text, found.encoding) == (ENGLISH * repeats, "cp1252")


@pytest.mark.parametrize("text", ["L’été où le maire a été élu, 12 % des gens étaient à l’étranger.", "Größe: 40 €."])
def test_short_western_text_is_windows_1252(text: str):
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [POLISH, RUSSIAN, GREEK, ENGLISH, "新聞：12人死亡。", "ok", "é"])
def test_unicode_with_or_without_a_mark_is_read_as_it_was(text: str, encoding: str):
    assert decode(text.encode(encoding)).text == text


def test_text_with_single_characters_beyond_ascii_is_no_mojibake_but_for_those_that_are_looked_at_closely():
    surroundings = ("a{0}b", "A{0}Z", "a {0} b", "a{0} {0}b", "{0}-{0}", "\n{0} ", "({0}).", "1{0}2{0}3", "$ {0}")
    bad = [
        text
        for code in (*range(0x80, 0x3000), *range(0xFB00, 0x10000))
        for text in (around.format(chr(code)) for around in surroundings)
        if not may_be_mojibake(text) and is_bad(text)
    ]
    assert bad == []


def test_text_that_holds_mojibake_may_be_mojibake():
    for text in (POLISH, CZECH, RUSSIAN, GREEK, TURKISH, ENGLISH):
        for encoding in ("cp1252", "latin-1", "cp1251", "mac-roman"):
            assert may_be_mojibake(text.encode().decode(encoding, "replace"))
