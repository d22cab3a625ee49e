"""The tree that stages walk says of every token what spaCy says."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline import columns, trees
from pipeline.run import Pipeline

TEXT = (
    "The ministry, which had said on 3 May that 40 people died, denied it.  “We don't know,” said Ann Lee (37) "
    "of the U.N. in Geneva.\n\nNo casualties were reported: 2,000 homes – and half the town's bridges – were lost; "
    "why, nobody knows. THE END"
)
ALIKE = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "lemma", "pos", "is_punct",
    "is_space", "is_title", "is_upper", "is_quote", "like_num",
)  # fmt: skip


@pytest.fixture(scope="module")
def doc(pipeline: Pipeline) -> Doc:
    return pipeline.nlp(TEXT)


def test_tokens_are_those_of_spacy(doc: Doc):
    for ours, theirs in zip(trees.read(doc), doc, strict=True):
        assert [getattr(ours, name) for name in ALIKE] == [getattr(theirs, name) for name in ALIKE]


def test_a_tree_of_an_annotation_is_that_of_its_doc(doc: Doc):
    theirs, ours = trees.read(doc), trees.of_annotation(columns.to_columns(doc, "model"))
    assert ours.sentences == theirs.sentences
    assert (list(ours.texts), ours.lower, list(ours.lemmas), list(ours.tags)) == (
        theirs.texts,
        theirs.lower,
        theirs.lemmas,
        theirs.tags,
    )
    for our, their in zip(ours, theirs, strict=True):
        assert [getattr(our, name) for name in (*ALIKE, "sentence")] == [
            getattr(their, name) for name in (*ALIKE, "sentence")
        ]
        assert our.head.i == their.head.i
        assert [child.i for child in our.children] == [child.i for child in their.children]


def test_heads_children_ancestors_and_edges_are_those_of_spacy(doc: Doc):
    for ours, theirs in zip(trees.read(doc), doc, strict=True):
        assert ours.head.i == theirs.head.i
        assert [child.i for child in ours.children] == [child.i for child in theirs.children]
        assert [above.i for above in ours.ancestors] == [above.i for above in theirs.ancestors]
        assert (ours.left_edge.i, ours.right_edge.i) == (theirs.left_edge.i, theirs.right_edge.i)


@pytest.mark.parametrize("order", [1, -1], ids=["top first", "top last"])
def test_edges_of_a_deep_or_crossing_tree_are_those_of_spacy_in_whatever_order_they_are_asked_for(order: int):
    size = 2000
    chain = [*range(1, size), size - 1]
    crossing = [2, 3, 4, 5, 5, 5, *[4] * (size - 6)]
    for heads in (chain, [size - 1 - head for head in reversed(chain)], crossing):
        doc = Doc(Vocab(), words=["a"] * size, heads=heads, deps=["dep"] * size)
        theirs = [(token.left_edge.i, token.right_edge.i) for token in doc]
        ours = [(token.left_edge.i, token.right_edge.i) for token in trees.read(doc)[::order]]
        assert ours[::order] == theirs


def test_sentences_and_the_roots_of_spans_are_those_of_spacy(doc: Doc):
    ours = trees.read(doc)
    assert ours.sentences == [(sentence.start, sentence.end) for sentence in doc.sents]
    for first in range(len(doc)):
        for last in range(first + 1, min(first + 9, len(doc)) + 1):
            assert ours.root(first, last).i == doc[first:last].root.i


def test_the_tokens_of_a_stretch_are_those_of_spacy(doc: Doc):
    ours = trees.read(doc)
    for start in range(len(TEXT)):
        for end in range(start + 2, min(start + 12, len(TEXT))):
            theirs = doc.char_span(start, end, alignment_mode="expand")
            assert theirs is not None
            assert ours.overlapping(start, end) == (theirs.start, theirs.end)


def test_a_tree_is_read_once_for_all_stages(doc: Doc):
    assert trees.read(doc) is trees.read(doc)
