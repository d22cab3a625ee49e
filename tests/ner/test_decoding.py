import numpy as np

from pipeline.ner.decoding import Found, best_path, decode, well_formed
from pipeline.ner.labels import LABELS


def scores(*labels: str, second: dict[int, str] | None = None) -> np.ndarray:
    rows = np.zeros((len(labels), len(LABELS)), dtype=np.float32)
    for number, label in enumerate(labels):
        rows[number, LABELS.index(label)] = 8
    for number, label in (second or {}).items():
        rows[number, LABELS.index(label)] = 7
    return rows


def test_names_are_read_off_their_labels() -> None:
    assert decode(scores("B-PER", "I-PER", "O", "B-LOC")) == [Found(0, 2, "PER", 1.0), Found(3, 4, "LOC", 1.0)]


def test_nothing_is_found_where_all_words_are_outside() -> None:
    assert decode(scores("O", "O")) == []


def test_an_inside_label_without_a_beginning_is_repaired_by_the_next_best() -> None:
    assert decode(scores("O", "I-ORG", second={1: "B-ORG"}))[0].type == "ORG"


def test_the_best_path_is_well_formed() -> None:
    dice = np.random.default_rng(1)
    for _ in range(50):
        assert well_formed(best_path(dice.normal(size=(12, len(LABELS))).astype(np.float32)))


def test_a_name_the_model_is_unsure_of_has_a_low_confidence() -> None:
    assert decode(scores("B-PER", second={0: "B-ORG"}))[0].confidence < 0.8
