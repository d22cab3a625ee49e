from pathlib import Path

from tests.fuzz.mutations import mutations
from tests.fuzz.run import Fuzz


def test_mutated_files_crash_nothing_and_are_all_accounted_for(tmp_path: Path):
    fuzz = Fuzz(tmp_path)
    assert list(fuzz.failures(mutations(300, seed=1))) == []
    assert fuzz.counts["article"] > 100


def test_the_same_seed_gives_the_same_mutations():
    assert list(mutations(20)) == list(mutations(20))
    assert list(mutations(20)) != list(mutations(20, seed=1))
