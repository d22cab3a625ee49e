"""The frame: stages and their plan, lexicons, fingerprints, configuration."""

import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from pipeline import config, lexicon, plan
from pipeline.config import Config
from pipeline.errors import LexiconError, UsageError
from pipeline.fingerprint import code, fingerprint
from pipeline.marks import Marks
from pipeline.plan import PLAN
from pipeline.raw import Raw
from pipeline.stage import Stage
from schemas.record import ArticleRecord, Producer
from schemas.source import Source


class Words(BaseModel):
    """A lexicon model of its own for these tests."""

    model_config = ConfigDict(extra="forbid")

    words: dict[str, dict[str, int]]


def test_importing_the_packages_loads_no_spacy():
    code = "import sys, pipeline, schemas; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_plan_ends_in_the_record():
    assert PLAN[-1].gives() is ArticleRecord


def test_what_a_stage_needs_and_gives_is_read_off_its_signature():
    ingest = PLAN[0]
    assert (ingest.needs(), ingest.gives()) == ((Raw,), Source)


def test_a_plan_with_a_need_that_nothing_gives_is_refused():
    with pytest.raises(TypeError, match="needs Source"):
        plan.check(PLAN[1:])


def test_a_plan_that_gives_a_record_twice_is_refused():
    class Again(Stage):
        name = "again"
        version = 1

        def __call__(self, raw: Raw) -> Source:
            raise NotImplementedError

    with pytest.raises(TypeError, match="gives Source, which ingest gives already"):
        plan.check((PLAN[0], Again))


def test_a_plan_with_two_stages_of_one_name_is_refused():
    with pytest.raises(TypeError, match="two stages are named"):
        plan.check((PLAN[0], PLAN[0]))


def test_every_stage_says_what_it_does_and_has_a_numbered_artifact():
    assert all(stage.summary for stage in PLAN)
    names = [plan.artifact_name(stage) for stage in PLAN]
    assert names[0] == "10-ingest.json"
    assert names == sorted(names)


@pytest.mark.parametrize("name", sorted({name for stage in PLAN for name in stage.lexicons}))
def test_every_lexicon_of_the_plan_is_there(name: str):
    assert lexicon.source(name)


def test_a_lexicon_that_no_stage_names_is_left_over():
    named = {name for stage in PLAN for name in stage.lexicons}
    there = {file.stem for file in (Path(lexicon.__file__).parent / "lexicons").glob("*.toml")}
    assert there == named


def test_an_unknown_key_of_a_lexicon_is_named_with_its_line():
    text = "[words.kill]\nrank = 1\n\n[words.die]\nrank = 2\nrnak = 3\n\n[extra]\nx = 1\n"
    with pytest.raises(LexiconError, match=r"w\.toml, line 8: extra"):
        lexicon.parse(text, Words, "w.toml")


def test_a_wrong_value_of_a_lexicon_is_named_with_its_line():
    with pytest.raises(LexiconError, match=r"w\.toml, line 5: words\.die\.rank"):
        lexicon.parse('[words.kill]\nrank = 1\n\n[words.die]\nrank = "x"\n', Words, "w.toml")


def test_a_lexicon_that_is_no_toml_is_refused():
    with pytest.raises(LexiconError, match="not TOML"):
        lexicon.parse("words = ", Words, "w.toml")


def test_a_fingerprint_depends_on_the_borders_of_its_parts():
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("ab", "c") == fingerprint("ab", "c")


def test_a_change_of_one_stage_changes_the_fingerprints_below_it_alone():
    marks, other = Marks(Config()), Marks(Config())
    other.own = {**marks.own, "figures": "changed"}
    raw = Raw("a.txt", None, "txt", b"One.")
    before, after = marks.of(raw), other.of(raw)
    changed = {stage for stage in before if before[stage] != after[stage]}
    assert changed == {"figures", "events", "assemble"}


def test_a_change_of_the_source_changes_every_fingerprint():
    one, two = (Marks(Config()).of(Raw("a.txt", None, "txt", data)) for data in (b"One.", b"Two."))
    assert all(one[stage] != two[stage] for stage in one)


def test_a_stage_reads_its_own_section_of_the_configuration_alone():
    changed = Config.model_validate({"clean": {"date": "2024-01-02"}})
    differ = {stage.name for stage in PLAN if stage.own_fingerprint(Config()) != stage.own_fingerprint(changed)}
    assert differ == {"clean"}


def test_an_unknown_key_of_the_configuration_is_named(tmp_path: Path):
    file = tmp_path / "dateline.toml"
    file.write_text('[annotate]\nmodle = "x"\n')
    with pytest.raises(UsageError, match=r"annotate\.modle"):
        config.load(file)


def test_the_command_line_goes_before_the_configuration_file(tmp_path: Path):
    file = tmp_path / "dateline.toml"
    file.write_text('[clean]\ndate = "2020-01-01"\n')
    assert config.load(file, {"clean": {"date": "2024-01-02"}}).clean.date == "2024-01-02"


def test_a_configuration_that_cannot_be_read_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match=r"none\.toml: cannot be read"):
        config.load(tmp_path / "none.toml")


def test_a_producer_is_given_by_the_run():
    assert Producer in plan.GIVEN


def test_a_changed_line_of_code_changes_the_fingerprint(tmp_path: Path):
    for folder, line in (("one", "x = 1\n"), ("two", "x = 2\n")):
        (tmp_path / folder / "rules").mkdir(parents=True)
        (tmp_path / folder / "rules" / "a.py").write_text(line)
    assert code(tmp_path / "one" / "rules") != code(tmp_path / "two" / "rules")
