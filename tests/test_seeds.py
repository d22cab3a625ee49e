"""The two seed articles: their golden records, and what a careful reader takes from them."""

import orjson
import pytest

from schemas.record import ArticleRecord
from tests.golden import file, golden
from tests.quality import seeds

NAMES = sorted(path.name for path in seeds.SEEDS.glob("*.txt"))


@pytest.fixture(scope="module")
def found() -> dict[str, ArticleRecord]:
    return seeds.records()


@pytest.mark.parametrize("name", NAMES)
def test_the_record_of_a_seed_is_its_golden_record(found: dict[str, ArticleRecord], name: str):
    assert golden(found[name]) == orjson.loads(file(name).read_bytes())


def test_at_least_nine_in_ten_lines_of_the_readers_gold_hold(found: dict[str, ArticleRecord]):
    verdicts = list(seeds.verdicts(found))
    missing = [verdict.line for verdict in verdicts if not verdict.holds]
    assert len(missing) <= len(verdicts) // 10, missing


def test_nothing_is_found_that_must_not_be(found: dict[str, ArticleRecord]):
    wrong = [v.line for v in seeds.verdicts(found) if v.section == "must_not" and not v.holds]
    assert wrong == []


def test_the_sentence_cut_by_a_page_header_is_one_with_its_offsets_on_both_sides(found: dict[str, ArticleRecord]):
    record = found["000_ceb5c5920158999b.txt"]
    source = (seeds.SEEDS / record.source.path).read_text(encoding="utf-8")
    figure = next(figure for figure in record.figures if "315,000" in figure.text)
    sentence = record.sentences[figure.sentence]
    parts = [
        source[start + max(sentence.start - clean, 0) : start + min(sentence.end - clean, length)]
        for clean, start, length in record.offsets or ()
        if clean < sentence.end and sentence.start < clean + length
    ]
    assert parts[0] == "It is estimated that 315,000 Russians"
    assert parts[-1].startswith("have been killed or injured, which is close to the 350,000 Russian troops")
    assert (figure.kind, figure.value.point, figure.status) == ("casualties", 315000, "estimated")
