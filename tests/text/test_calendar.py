import pytest

from pipeline.text import calendar, urls


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-15", "2024-03-15"),
        ("2024-03-15T08:00:00+02:00", "2024-03-15"),
        ("20240315", "2024-03-15"),
        ("2024/3/5", "2024-03-05"),
        ("Tuesday 2 January 2024", "2024-01-02"),
        ("2nd of Jan. 2024", "2024-01-02"),
        ("January 2, 2024", "2024-01-02"),
        ("Sept 11, 2001", "2001-09-11"),
        ("Fri, 15 Mar 2024 10:00:00 GMT", "2024-03-15"),
        ("15/03/2024", "2024-03-15"),
        ("03/15/2024", "2024-03-15"),
        ("05.05.2024", "2024-05-05"),
        ("02/03/2024", None),
        ("30 February 2024", None),
        ("30 Feb 99999", None),
        ("2024-13-45", None),
        ("March 2024", None),
        ("", None),
    ],
)
def test_a_day_is_read_only_where_it_is_certain_and_exists(text: str, day: str | None):
    assert calendar.day(text) == day


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://Example.org/spip.php?article8368", "https://example.org/spip.php?article8368"),
        ("https://a.example/x?id=7&utm_source=feed&fbclid=1#top", "https://a.example/x?id=7"),
        ("http://a.example", "http://a.example/"),
        ("http://[::bad", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://a b.example/", None),
        ("//a.example/x", None),
        ("https://user:secret@a.example/x", "https://a.example/x"),
    ],
)
def test_an_address_keeps_its_query_and_loses_what_tracks_and_credentials(address: str, found: str | None):
    assert urls.canonical(address) == found


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2024/03/15/story", "2024-03-15"),
        ("https://a.example/news-2024-03-15.html", "2024-03-15"),
        ("https://a.example/story-20240315", "2024-03-15"),
        ("https://a.example/12345678901", None),
        ("https://a.example/2024/03/", None),
    ],
)
def test_a_day_in_the_path_of_an_address(address: str, day: str | None):
    assert urls.day_in(address) == day


@pytest.mark.parametrize(
    "line",
    [
        "5 March 2024",
        "Tuesday, 5 March 2024 14:02 GMT",
        "Mar. 5, 2024 at 2:02 p.m.",
        "2024-03-05T14:02Z",
    ],
)
def test_a_day_alone_is_told_with_weekday_and_time(line: str):
    assert calendar.is_day(line)


@pytest.mark.parametrize(
    "line", ["5 March", "On 5 March 2024", "5 March 2024 in Elm", "30 February 2024", "March 2024", "2024"]
)
def test_a_line_that_says_more_or_less_is_no_day_alone(line: str):
    assert not calendar.is_day(line)
