"""The place and day that a report begins with."""

import pytest

from pipeline.text import dateline


@pytest.mark.parametrize(
    "line",
    [
        "ARICA, March 14 (Newswire) - ",
        "ARICA, Chile, March 14, 2024 (Newswire) — ",
        "TURIN (Newswire) - ",
        "TURIN, Italy — ",
        "TURIN/MILAN, 3 May -- ",
        "NEW ULM, Minn., Jan. 5 – ",
        "TURIN—",
        "L'AQUILA, Italy — ",
        "ST. PAUL, Minn. (Newswire) - ",
        "EL PASO (Newswire) - ",
        "TURIN (Newswire) _ ",
        "Turin, 3 May 2024 - ",
        "Turin/Milan, 3 May 2024 (Newswire) – ",
        "New Ulm, Minnesota, May 3, 2024 — ",
        "TURIN - 3 May 2024: ",
        "NEW ULM, May 3: ",
        "NEW ULM, May 3 (Newswire): ",
        "NEW ULM: ",
        "YAOUNDÉ, 3 May (Newswire) - ",
        "TURIN- ",
        "Turin- ",
        "Turin: ",
        "New Ulm: ",
        "TURIN | ",
        "[TURIN] ",
        "[TURIN, 3 May 2024] ",
        "Turin, 3 May (Newswire): ",
        "Turin, 3 May (Newswire) ",
        "Turin (AFP) ",
        "Turin, Italy CNN — ",
        "Turin, Milan and New Ulm, eastern Minnesota CNN — ",
        "CNN — ",
        "(Reuters) - ",
    ],
)
def test_a_dateline_ends_behind_its_dash_or_colon(line: str):
    assert dateline.length(f"{line}The bridge will reopen in May, the mayor said.") == len(line)


def test_a_place_and_a_day_on_a_line_of_their_own_are_a_dateline():
    assert dateline.length("NEW ULM, Minnesota 1996-11-03") == len("NEW ULM, Minnesota 1996-11-03")


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 has closed the bridge.",
        "NATO - an alliance of 32 - met in May.",
        "The bridge - THE only one - is closed.",
        "UN-backed forces closed the bridge.",
        "TURIN, Italy, has a bridge.",
        "Turin - The bridge is closed.",
        "Turin-Milan - The bridge is closed.",
        "Good news for Turin: The bridge is open.",
        "Turin: the bridge is open.",
        "Turin (Piedmont) The bridge is open.",
        "[The] bridge is open.",
        "Turin told CNN — The bridge is closed.",
        "CNN-The bridge",
        "Turin, 3 May 2024 was the day - The day of the bridge.",
        "",
    ],
)
def test_other_dashes_end_no_dateline(text: str):
    assert dateline.length(text) == 0


def test_bait_costs_its_length():
    assert dateline.length("A" * 50_000) == dateline.length("AAA, " * 10_000) == dateline.length("Aaa " * 12_500) == 0
