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
    found = decode(scores("B-PER", "I-PER", "O", "B-LOC"), [range(4)])
    assert found == [Found(0, 2, "PER", 1.0), Found(3, 4, "LOC", 1.0)]


def test_nothing_is_found_where_all_words_are_outside() -> None:
    assert decode(scores("O", "O"), [range(2)]) == []


def test_an_inside_label_without_a_beginning_is_repaired_by_the_next_best() -> None:
    assert decode(scores("O", "I-ORG", second={1: "B-ORG"}), [range(2)])[0].type == "ORG"


def test_the_best_path_is_well_formed() -> None:
    dice = np.random.default_rng(1)
    for _ in range(50):
        assert well_formed(best_path(dice.normal(size=(12, len(LABELS))).astype(np.float32)))


def test_a_name_the_model_is_unsure_of_has_a_low_confidence() -> None:
    assert decode(scores("B-PER", second={0: "B-ORG"}), [range(1)])[0].confidence < 0.8


def test_a_name_does_not_go_on_over_words_that_were_not_read() -> None:
    found = decode(scores("B-PER", "I-PER", "I-PER", "O", second={2: "B-PER"}), [range(3, 5), range(8, 10)])
    assert [(name.first, name.end) for name in found] == [(3, 5), (8, 9)]


def test_a_repaired_name_is_as_sure_as_the_label_it_is_given() -> None:
    (found,) = decode(scores("O", "I-ORG", second={1: "B-ORG"}), [range(2)])
    assert found.confidence < 0.5
