"""Claims: who says what, in the words of the text."""

import pytest

from pipeline.run import Done, Pipeline
from pipeline.stages.claims.lexicon import cue_words
from pipeline.text.quotes import quotations
from schemas.article import Article
from schemas.claim import Statement
from schemas.entity import Entities
from tests.conftest import raw
from tests.marked import Case, Mark, folder, unmark, value_at

CASES = folder("claims")
type Found = dict[str, tuple[tuple[Statement, ...], dict[str, str]]]


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> Found:
    """The claims of all cases, annotated together, and the names of the entities."""
    raws = [raw(case.text, case.field("published"), case.field("title"), f"{case}.json") for case in CASES]
    result = pipeline.process(raws, frozenset({"claims", "entities"}))
    return {str(case): _read(outcome) for case, outcome in zip(CASES, result.outcomes, strict=True)}


def _read(outcome: object) -> tuple[tuple[Statement, ...], dict[str, str]]:
    assert isinstance(outcome, Done)
    entities = outcome.artifacts["entities"]
    assert isinstance(entities, Entities)
    return outcome.artifacts["claims"].claims, {entity.id: entity.name for entity in entities.entities}  # type: ignore[attr-defined]


def held(claim: Statement, path: str, names: dict[str, str]) -> str:
    """What a claim has at a path; `who` is the name of its source's entity, `via` the texts of its chain."""
    if path == "who":
        return names.get((claim.source and claim.source.entity) or "", "null")
    if path == "via":
        return "; ".join(who.text for who in claim.via) or "null"
    short = {
        "source": "source.text",
        "cue": "cue.text",
        "lemma": "cue.lemma",
        "type": "cue.type",
        "to": "addressee.text",
    }
    return value_at(claim, short.get(path, path))


def at(mark: Mark, claims: tuple[Statement, ...]) -> list[Statement]:
    return [claim for claim in claims for piece in claim.contents if (piece.start, piece.end) == (mark.start, mark.end)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_contents_of_claims_are_those_marked(case: Case, found: Found):
    pieces = sorted((piece.start, piece.text) for claim in found[str(case)][0] for piece in claim.contents)
    assert pieces == sorted((mark.start, mark.text) for mark in case.marks)


@pytest.mark.parametrize("case", [case for case in CASES if case.marks], ids=str)
def test_claims_have_the_source_and_cue_marked(case: Case, found: Found):
    claims, names = found[str(case)]
    for mark in case.marks:
        read = [{path: held(claim, path, names) for path, _ in mark.holds} for claim in at(mark, claims)]
        assert dict(mark.holds) in read, mark.text


def test_every_frame_of_the_lexicon_belongs_to_a_verb_of_it():
    words = cue_words()
    frames = {*words.quote_only, *words.infinitive, *words.object, *words.addressee, *words.as_, *words.small_clause}
    frames |= {*words.preposition, *words.object_preposition, *words.particle_only, *words.passive_subject}
    assert frames - set(words.verbs) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "a b" and "c d".', ['"a b"', '"c d"']),
        ("“A “nested” one” here", ["“A “nested” one”"]),
        ("„Ja“, sagte er. «Non», dit-il.", ["„Ja“", "«Non»"]),
        ("``Old marks,'' he said. ''Newer ones.''", ["``Old marks,''", "''Newer ones.''"]),
        ("‘The workers’ demands are just,’ they said.", ["‘The workers’ demands are just,’"]),
        ("It's the '90s, rock ’n’ roll, and the dogs' home.", []),
        ("It is 5'10\" tall and 3\" wide.", []),
        ("“We won’t stop,” she said. 'Never.'", ["“We won’t stop,”", "'Never.'"]),
    ],
)  # fmt: skip
def test_quotation_marks_of_all_kinds_are_paired(text: str, expected: list[str]):
    assert [text[quote.start : quote.end] for quote in quotations(text, [(0, len(text))])] == expected


def test_an_open_quotation_ends_with_its_paragraph():
    text = '“One goes on\nTwo has none\n"Three is odd'
    paragraphs = [(0, 12), (13, 25), (26, 39)]
    found = [(text[quote.start : quote.end], quote.closed) for quote in quotations(text, paragraphs)]
    assert found == [("“One goes on", False), ('"Three is odd', False)]


@pytest.mark.parametrize("bait", ['"' * 50_000, "“" * 50_000, "‘s’ " * 12_500, "''" * 25_000, "x’ y" * 12_500])
def test_walls_of_quotation_marks_are_scanned_in_a_moment(bait: str):
    found = quotations(bait, [(0, len(bait))])
    assert all(0 <= quote.start < quote.end <= len(bait) for quote in found)


OVER_PARAGRAPHS = [
    "Hill said [[the wells were dry|source=Hill]].\n\n[[“We have no water. We have no time.”|source=Hill]]",
    "Hill said [[the wells were dry|source=Hill]].\n\n[[“We have no water.”|source=Hill]] The town has 900 people.",
    "Hill said [[the wells were dry|source=Hill]].\n\n“Water and bread” is the name of the plan. It is old.",
    "While Hill, who said [[he was late|source=who]], sat down, it rained.\n\n“We have no water.”",
    "[[“We have no money,”|source='the mayor']] the mayor said.\n\n[[“We have no time.”|source='the mayor']]",
    "[[“We have no money.|source='the mayor']]\n\n[[“We have no time,”|source='the mayor']] the mayor said.",
    "The mayor said: [[“We have no money.|source='The mayor']]\n\n[[“We have no time.”|source='The mayor']]",
    "The mayor spoke to the council.\n\n[[“We have no money,”|source=she]] she said.\n\nThe council voted.",
    "The mayor said:\n\n[[“We have no money.”|source='The mayor']]",
    '[["We lost,"|source=Hill]] Hill said.\n\nIt rained.\n\n[["I ran,"|source="Tom Lee"]] said Tom Lee.',
    "[[Town Has No Money|source='Berlin Mayor']], Berlin Mayor Says\n\nMonday, 3 June\n\nIt was read on Friday.",
    "Hale said:\n\n[[I ran|source=Hale]].\n\n[[It burned|source=Hale]].\n\n[[We wept|source=Hale]].\n\nIt was old.",
    "Iran: [[We will not yield|source=Iran]]\n\nIt was read on state radio on Friday.",
    "Iran: Talks will go on\n\nIt was read on state radio on Friday.",
    "The mayor did not say:\n\nNew piers were built.",
    "[Reporter] [[So?|source=Reporter]]\n\n[Li] [[I ran|source=Li]].\n\n[[I fell|source=Li]].\n\n[Li] [[Hm|source=Li]]",
    "[Reporter] [[So?|source=Reporter]]\n\n[Begin recording] [Li] [[It rained|source=Li]]. [end]\n\nIt was old.",
    "[Reporter] [[So?|source=Reporter]]\n\n[Reporter, in Bonn] [[Why?|source=Reporter]]",
    "[Text] The pier is new.\n\n[Continued] It was built in May.",
    "Court rules that [[tax is legal|source=Court]]\n\nThe court met on Friday.",
]


@pytest.mark.parametrize("marked", OVER_PARAGRAPHS)
def test_claims_are_followed_over_paragraphs_and_end_with_them(marked: str, pipeline: Pipeline):
    text, marks = unmark(marked)
    (outcome,) = pipeline.process([raw(text)], frozenset({"claims"})).outcomes
    assert isinstance(outcome, Done)
    pieces = [
        (piece.text, claim.source and claim.source.text) for claim in _claims(outcome) for piece in claim.contents
    ]
    assert pieces == [(mark.text, dict(mark.holds)["source"]) for mark in marks]


def test_claims_of_a_text_of_odd_marks_stay_in_their_paragraphs(pipeline: Pipeline):
    text = 'The mayor said “we will rebuild.\n\nThe river fell on Monday. "Nobody was hurt.\n\nSchools open on Friday.'
    (outcome,) = pipeline.process([raw(text)], frozenset({"claims", "clean"})).outcomes
    assert isinstance(outcome, Done)
    article = outcome.artifacts["clean"]
    assert isinstance(article, Article)
    for claim in _claims(outcome):
        for piece in claim.contents:
            assert any(block.start <= piece.start and piece.end <= block.end for block in article.blocks)


def _claims(outcome: Done) -> tuple[Statement, ...]:
    return outcome.artifacts["claims"].claims  # type: ignore[attr-defined,no-any-return]
