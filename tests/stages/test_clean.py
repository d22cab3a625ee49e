from pathlib import Path

import orjson
import pytest

from pipeline import lexicon
from pipeline.config import CleanConfig, Config
from pipeline.errors import RejectError
from pipeline.raw import Raw
from pipeline.stages.clean import Clean, bylines, page
from pipeline.stages.clean.draft import Draft
from pipeline.stages.clean.furniture import Furniture, FurnitureLexicon
from pipeline.stages.clean.nesting import flatten
from pipeline.stages.ingest import Ingest
from pipeline.text.traced import Traced
from schemas.article import Article
from schemas.source import Format

SEEDS = Path(__file__).parents[2] / "seeds"
SOURCE = {"html": "html", "md": "md"}


def clean(text: str | bytes, form: Format = "txt", path: str = "a.txt", config: Config | None = None) -> Article:
    data = text.encode() if isinstance(text, str) else text
    config = config or Config()
    return Clean(config)(Ingest(config)(Raw(path, None, form, data)))


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.fixture(scope="module")
def first() -> Article:
    return clean((SEEDS / "000_ceb5c5920158999b.txt").read_bytes())


@pytest.fixture(scope="module")
def second() -> Article:
    return clean((SEEDS / "004_2a96e70505d7e88e.txt").read_bytes())


def test_the_first_seed_has_its_metadata(first: Article):
    info = first.info
    assert info.title == "Russian troops out—Stop the genocide"
    assert info.published is not None
    assert (info.published.value, info.published.found_in) == ("2024-01-02", "text")
    assert info.url == "https://internationalviewpoint.org/spip.php?article8368"
    assert (info.publisher, info.language) == ("International Viewpoint", "en")


def test_a_sentence_cut_by_a_running_header_is_one_again(first: Article):
    assert "It is estimated that 315,000 Russians have been killed or injured, which is close" in first.text


@pytest.mark.parametrize(
    "furniture", ["please consider donating", "Copyright", "IV588", "Publication date", "Source:", "PS:", "##"]
)
def test_furniture_of_the_first_seed_is_taken_away_and_listed(first: Article, furniture: str):
    assert furniture not in first.text
    source = (SEEDS / "000_ceb5c5920158999b.txt").read_text(encoding="utf-8")
    assert (
        any(furniture in source[item.start : item.end] for item in first.removed if item.start is not None)
        or furniture == "##"
    )


def test_both_bylines_of_the_second_seed_stand_over_their_own_half(second: Article):
    assert [byline.name for byline in second.info.bylines] == ["Isarn Pardes", "Josep Lluís del Alcázar"]
    owner = {text[:30]: block.byline for block, (_, text) in zip(second.blocks, blocks(second), strict=True)}
    assert owner["Three years after Russia’s inva"[:30]] == 0
    assert owner["Putin, in a clear position of "] == 0
    assert owner["US begins negotiations with Ru"] == 1
    assert owner["Zelenski, from Istanbul, denou"] == 1
    assert owner["On the 24th of February 2022, "] is None


@pytest.mark.parametrize("name", ["000_ceb5c5920158999b.txt", "004_2a96e70505d7e88e.txt"])
def test_mapped_characters_are_those_of_the_source(name: str):
    source = (SEEDS / name).read_text(encoding="utf-8")
    article = clean(source)
    assert article.offsets
    for start, first_place, length in article.offsets:
        assert article.text[start : start + length] == source[first_place : first_place + length]
    mapped = sum(length for _, _, length in article.offsets)
    assert mapped >= 0.99 * len(article.text)


def test_no_day_in_the_prose_is_taken_for_the_day_of_publication(second: Article):
    assert second.info.published is None
    assert "no_publication_date" in {warning.code for warning in second.warnings}


def test_the_option_goes_before_any_date_that_is_found():
    config = Config(clean=CleanConfig(date="2020-02-29"))
    published = clean((SEEDS / "000_ceb5c5920158999b.txt").read_bytes(), config=config).info.published
    assert published is not None
    assert (published.value, published.found_in) == ("2020-02-29", "option")


@pytest.mark.parametrize(
    "example", lexicon.load("furniture", FurnitureLexicon).examples, ids=lambda example: example.text[:40]
)
def test_the_examples_of_the_lexicon_hold(example):
    assert Furniture().reason(example.text) == example.reason


def test_the_day_of_publication_is_taken_from_the_most_trusted_place_that_has_one():
    body = "The council voted on 1 May 2019 to close the two oldest schools of the town, parents said. " * 3
    front, line, url = "date: 2024-03-02\n", "Published: 3 March 2024", "url: https://example.org/2024/03/04/schools\n"
    path = "2024-03-05.md"
    whole = {"text": f"{line}\n\n{body}", "date": "2024-03-01", "url": "https://example.org/2024/03/04/schools"}
    articles = [
        clean(orjson.dumps(whole), "json", path),
        clean(f"---\n{front}{url}---\n\n{line}\n\n{body}", "md", path),
        clean(f"---\n{url}---\n\n{line}\n\n{body}", "md", path),
        clean(f"---\n{url}---\n\n{body}", "md", path),
        clean(body, "md", path),
        clean(body, "md", "schools.md"),
    ]
    days = [article.info.published for article in articles]
    found = [day and (day.value, day.found_in) for day in days]
    assert found == [
        ("2024-03-01", "metadata"),
        ("2024-03-02", "frontmatter"),
        ("2024-03-03", "text"),
        ("2024-03-04", "url"),
        ("2024-03-05", "filename"),
        None,
    ]


def test_an_article_in_another_language_is_rejected():
    text = "Las autoridades informaron el martes de que doce personas murieron cuando un misil alcanzó un mercado. " * 4
    with pytest.raises(RejectError) as caught:
        clean(text)
    assert caught.value.reason == "language"
    kept = clean(text, config=Config(clean=CleanConfig(any_language=True)))
    assert kept.info.language == "es"
    assert "language" in {warning.code for warning in kept.warnings}


def test_a_list_of_results_is_in_no_other_language():
    lines = [
        "Deportivo La Lumia 1 Real Denby 1",
        "Racing Santa Rosa 2 Real Valle 2",
        "Celta de Osk 1 Real Harlow 0",
        "Athletic de Mara 2 Atletico de Osk 0",
        "Sporting de Paz 0 Rayo Verde 1",
        "Real Betis de Sanda 2 Hercules de Alba 1",
        "Espanyol 3 Real Sociedad de San Marin 1",
    ]
    assert clean("\n".join(["SOCCER - LUMIAN FIRST DIVISION RESULTS", *lines])).info.language is None


def test_hard_wrapped_lines_are_unwrapped_and_hyphens_at_line_ends_healed():
    text = (
        "The ministry said on Monday that forty people had been in-\njured when the roof of a hall "
        "gave way after days of\n"
        "rain, and that the search was going on with two machines.\n\n"
        "A second hall nearby was closed as well, the mayor said,\nand will stay so until the spring.\n"
    )
    wrapped = (
        "The ministry said on Monday that forty people had been injured when the roof of a hall gave way after days of "
        "rain, and that the search was going on with two machines."
    )
    assert blocks(clean(text)) == [
        ("paragraph", wrapped),
        ("paragraph", "A second hall nearby was closed as well, the mayor said, and will stay so until the spring."),
    ]


def test_a_page_gives_its_article_and_none_of_its_furniture():
    prose = "The bridge over the Elm was closed on Tuesday after an inspection found cracks in two of its pillars. "
    source = f"""<!doctype html><html lang=en><head><title>Bridge closed - Elm Post</title>
    <meta property=og:site_name content="Elm Post"><meta name=author content="Ann Lee">
    <meta property="article:published_time" content="2024-03-05T08:00:00Z">
    <link rel=canonical href="https://example.org/bridge?id=7&utm_source=x"></head><body><nav><a href=/>Home</a></nav>
    <div class=cookie>We use cookies. Accept all</div><article><h1>Bridge closed</h1><p>{prose * 2}</p>
    <p>Share this article</p><p>{prose * 3}</p></article><footer>All rights reserved</footer></body></html>"""
    article = clean(source, "html", "a.html")
    assert article.info.title == "Bridge closed"
    assert article.info.url == "https://example.org/bridge?id=7"
    assert article.info.publisher == "Elm Post"
    assert [byline.name for byline in article.info.bylines] == ["Ann Lee"]
    assert article.offsets is None
    for furniture in ("cookies", "Share", "rights reserved", "Home"):
        assert furniture not in article.text


PROSE = "The bridge over the Elm was closed on Tuesday after an inspection found cracks in two of its pillars. "


def test_a_page_full_of_drawings_is_not_nested_deeply():
    icons = '<a href="/x"><svg viewBox="0 0 9 9"><g><path d="M1 1"/><circle r="2" /></g></svg></a>' * 200
    script = "<script>var options = {'query': 'bridge'};</script>"
    source = f"<html><body><nav>{icons}</nav>{script}<article><p>{PROSE * 2}</p><p>{PROSE}</p></article></body></html>"
    assert flatten(source) == source
    article = clean(source, "html", "a.html")
    assert [kind for kind, _ in blocks(article)] == ["paragraph", "paragraph"]
    assert "options" not in article.text


@pytest.mark.parametrize(("default", "reader"), [(13, "trafilatura"), (6, "trafilatura_precise")])
def test_a_box_beside_the_article_is_not_taken_for_it(monkeypatch: pytest.MonkeyPatch, default: int, reader: str):
    def extracted(_page: str, precise: bool) -> list[Draft]:
        return [Draft("paragraph", Traced.new(PROSE))] * (4 if precise else default)

    monkeypatch.setattr(page, "_extracted", extracted)
    assert page.read("<html><body></body></html>", 100).reader == reader


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By ANN LEE, Reporter", ["ANN LEE"]),
        ("Ann Lee, Bo Ek, JD Orr", ["Ann Lee", "Bo Ek", "JD Orr"]),
        ("ANN LEE, AP Auto Writer", ["ANN LEE"]),
        ("Analysis by Ann Lee, CNN Editor-at-large", ["Ann Lee"]),
        ("Ann Lee, CNN Business", ["Ann Lee"]),
        ("Ann Lee and Bo Ek; Jo Um", ["Ann Lee", "Bo Ek", "Jo Um"]),
        ("admin", []),
    ],
)
def test_names_of_authors_are_read_off_metadata(author: str, names: list[str]):
    assert bylines.tidy(author) == names


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ('<span class="byline">By <a rel="author" href="/ann">Ann Lee</a></span>', ["Ann Lee"]),
        ('<p class="byline">By Ann van der Lee May 3, 2024</p>', ["Ann van der Lee"]),
        ('<div class="author">About the Author</div>', []),
        ("<div>Ann Lee</div>", []),
    ],
)
def test_the_author_that_a_page_shows_is_its_author(place: str, names: list[str]):
    source = f"<html><head><title>Bridge</title></head><body>{place}<article><p>{PROSE * 4}</p></article></body></html>"
    assert [byline.name for byline in clean(source, "html", "a.html").info.bylines] == names


HEADLINE = "<h1>Bridge over the Elm closed</h1>"


@pytest.mark.parametrize(
    ("place", "names"),
    [
        (f"{HEADLINE}<div>By <span>Ann Lee</span></div>", ["Ann Lee"]),
        (f"{HEADLINE}<p>By <a href='/x'>Ann Lee</a> and <a href='/y'>Bo Ek</a></p>", ["Ann Lee", "Bo Ek"]),
        (f"{HEADLINE}<div><span>By Ann Lee</span> <span>Elm Post, London</span></div>", ["Ann Lee"]),
        (f"{HEADLINE}<div>By Ann Lee, BBC News, London</div>", ["Ann Lee"]),
        (f"{HEADLINE}<a href='https://example.org/author/ann'>Ann Lee</a>", ["Ann Lee"]),
        (f"{HEADLINE}<ul>{''.join(f'<a href=/author/{name}>{name} Lee</a>' for name in 'ABCDE')}</ul>", []),
        (f"{HEADLINE}<p>{PROSE * 4}</p><p>{PROSE * 4}</p><a href='/author/ann'>Ann Lee</a>", []),
        (f"<div>By Bo Ek</div>{HEADLINE}<div>By Ann Lee</div>", ["Ann Lee"]),
    ],
)
def test_the_byline_under_the_headline_of_a_page_names_its_authors(place: str, names: list[str]):
    source = f"<html><head><title>Bridge</title></head><body>{place}<article><p>{PROSE * 4}</p></article></body></html>"
    assert [byline.name for byline in clean(source, "html", "a.html").info.bylines] == names


@pytest.mark.parametrize("stated", ["Elm Post", "Elm Post Staff", "annlee"])
def test_a_byline_goes_before_an_outlet_or_an_account_in_the_metadata(stated: str):
    head = f"<title>Bridge</title><meta name=author content='{stated}'><meta property=og:site_name content='Elm Post'>"
    body = f"{HEADLINE}<p>By Ann Lee</p><article><p>{PROSE * 4}</p></article>"
    info = clean(f"<html><head>{head}</head><body>{body}</body></html>", "html", "a.html").info
    assert [byline.name for byline in info.bylines] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("<div>March 5, 2024, 4:19 PM</div>", "2024-03-05"),
        ("<div>Published on 5 March 2024</div>", "2024-03-05"),
        ("<div>Updated 5 March 2024</div>", None),
        ("<p><time datetime='2024-03-05 05:07:09'>03/05/2024 05:07 AM EDT</time></p>", "2024-03-05"),
    ],
)
def test_the_day_under_the_headline_of_a_page_is_that_of_publication(place: str, day: str | None):
    source = f"<html><head><title>Bridge</title></head><body>{HEADLINE}{place}<p>{PROSE * 4}</p></body></html>"
    published = clean(source, "html", "a.html").info.published
    assert (published and published.value) == day


def test_a_title_that_was_escaped_twice_is_plain():
    source = f"<html><head><title>Bridge&amp;#039;s end</title></head><body><p>{PROSE * 4}</p></body></html>"
    assert clean(source, "html", "a.html").info.title == "Bridge's end"


def test_what_is_nested_too_deeply_keeps_its_text():
    flat = flatten(f"<body>{'<div><span><b>' * 200}<p>{PROSE}</p>{'</div>' * 200}<p>{PROSE}</p></body>")
    assert flat.count("<p>") == flat.count(PROSE) == 2
    assert flat.count("<div>") == flat.count("</div>") == 50


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<meta property="article:modified_time" content="2024-05-01T08:00:00Z">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2024-05-01"}</script>', None),
        (
            """<meta property="article:modified_time" content="2024-05-01T08:00:00Z"><script type="application/ld+json">
            {"@type": "NewsArticle", "datePublished": "2023-05-04T08:00:00Z", "creator": ["Ann Lee"]}</script>""",
            ("2023-05-04", "metadata"),
        ),
        (
            """<meta property="article:published_time" content="2023-05-05T02:00:00Z">
            <link rel="canonical" href="https://example.org/2023/05/04/bridge">""",
            ("2023-05-04", "url"),
        ),
    ],
)
def test_the_day_of_the_last_change_is_not_that_of_publication(head: str, found: tuple[str, str] | None):
    source = f"<html><head><title>Bridge</title>{head}</head><body><article><p>{PROSE * 4}</p></article></body></html>"
    info = clean(source, "html", "a.html").info
    assert (info.published and (info.published.value, info.published.found_in)) == found
    assert [byline.name for byline in info.bylines] == (["Ann Lee"] if "creator" in head else [])


def test_front_matter_is_metadata_and_no_text():
    body = "The council voted on Monday to close the two oldest schools of the town, parents said on the square. " * 3
    article = clean(
        f"---\ntitle: Schools to close\nauthor: Bo Ek\ndate: 2024-03-05\ntags: [a, b]\n---\n\n{body}", "md", "a.md"
    )
    assert article.info.title == "Schools to close"
    assert article.info.published is not None
    assert (article.info.published.value, article.info.published.found_in) == ("2024-03-05", "frontmatter")
    assert "tags" not in article.text
