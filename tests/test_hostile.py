"""A folder of nasty inputs through the corpus, ingest and clean: nothing is lost, hangs, or comes out broken."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pytest

from pipeline import corpus, job
from pipeline.config import CleanConfig, Config
from pipeline.errors import RejectError
from pipeline.executors import Limits
from pipeline.job import Options
from pipeline.raw import Raw
from pipeline.stages.clean import Clean
from pipeline.stages.ingest import Ingest
from schemas.article import Article
from schemas.reject import Reject
from schemas.source import Source
from tests.hostile import folder
from tests.hostile.case import Case
from tests.hostile.cases import CASES

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Outcome:
    articles: list[tuple[Source, Article]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    parts: list[int | None] = field(default_factory=list)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Outcome]:
    root = tmp_path_factory.mktemp("hostile") / "in"
    folder.write(root)
    return read(root, Config())


def read(root: Path, config: Config) -> Mapping[str, Outcome]:
    found: defaultdict[str, Outcome] = defaultdict(Outcome)
    ingest, clean = Ingest(config), Clean(config)
    for item in corpus.inputs(root, config.corpus):
        for article in [item] if isinstance(item, Reject) else corpus.articles(item, config):
            if isinstance(article, Reject):
                found[article.source.path].reasons.append(article.reason)
                found[article.source.path].parts.append(article.source.part)
                continue
            try:
                source = ingest(article)
                found[article.path].articles.append((source, clean(source)))
            except RejectError as error:
                found[article.path].reasons.append(error.reason)
                found[article.path].parts.append(article.part)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case.path)[1:60])
def test_each_nasty_input_comes_to_what_it_must(case: Case, outcomes: Mapping[str, Outcome]):
    outcome = outcomes[corpus.name_of(case.path)]
    if case.either:
        assert len(outcome.articles) + len(outcome.reasons) == 1
    else:
        assert (len(outcome.articles), len(outcome.reasons)) == (case.records, 1 if case.reasons else 0)
    assert set(outcome.reasons) <= set(case.reasons)
    for _, article in outcome.articles:
        assert [part for part in case.has if part not in article.text] == []
        assert [part for part in case.lacks if part in article.text] == []


def test_mapped_characters_are_those_of_the_source_and_no_control_is_left(outcomes: Mapping[str, Outcome]):
    for path, outcome in outcomes.items():
        for source, article in outcome.articles:
            assert not CONTROLS.search(article.text), path
            for start, place, length in article.offsets or ():
                assert article.text[start : start + length] == source.text[place : place + length], path
            assert all(article.text[block.start : block.end].strip() for block in article.blocks), path


@pytest.mark.parametrize(("path", "reason"), folder.PASSED_OVER.items())
def test_what_is_passed_over_is_named_with_its_reason(path: str, reason: str, outcomes: Mapping[str, Outcome]):
    assert outcomes[path].reasons == [reason]
    assert outcomes[path].articles == []


@pytest.mark.parametrize("path", ["fs/folder.txt/inner.txt", "fs/real/in.txt", "fs/inside.txt", r"fs/bad\xffname.txt"])
def test_files_in_odd_places_are_read(path: str, outcomes: Mapping[str, Outcome]):
    assert len(outcomes[path].articles) == 1


def test_a_broken_line_is_named_by_its_number(outcomes: Mapping[str, Outcome]):
    assert outcomes["json/middle.jsonl"].parts == [4]
    assert [source.info.part for source, _ in outcomes["json/blanks.ndjson"].articles] == [1, 4]


def test_every_regular_file_is_accounted_for(tmp_path: Path):
    root = tmp_path / "in"
    folder.write(root)
    files = {
        corpus.name_of(os.path.relpath(Path(place) / name, root))
        for place, _, names in os.walk(root)
        for name in names
        if "/.git" not in place
    }
    seen = {item.source.path if isinstance(item, Reject) else item.path for item in corpus.inputs(root)}
    assert files <= seen


def test_the_whole_pipeline_makes_records_of_the_same_inputs_and_breaks_on_none(
    tmp_path: Path, outcomes: Mapping[str, Outcome]
):
    folder.write(tmp_path / "in")
    summary = job.run(
        tmp_path / "in", tmp_path / "out", Config(), Options(keep=frozenset(), limits=Limits(seconds=600))
    )
    assert (summary.unaccounted, summary.rejects["error"], summary.rejects["too_slow"]) == (0, 0, 0)
    rows = [orjson.loads(line) for line in (tmp_path / "out/records.jsonl").read_bytes().splitlines()]
    made = Counter(row["source"]["path"] for row in rows)
    assert made == {path: len(outcome.articles) for path, outcome in outcomes.items() if outcome.articles}


def test_a_limit_turns_what_is_larger_into_a_reject():
    config = Config(clean=CleanConfig(max_characters=100, max_blocks=3))
    for text, reason in (("word " * 30, "too_large"), ("a b\n\n" * 5, "too_large")):
        with pytest.raises(RejectError) as caught:
            Clean(config)(Ingest(config)(Raw("a.txt", None, "txt", text.encode())))
        assert caught.value.reason == reason
