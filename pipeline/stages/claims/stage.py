"""The claims stage: from cues and quotations to statements with their sources."""

from typing import Any

from pipeline.config import Config
from pipeline.stage import Stage
from pipeline.stages.claims import asides, chains, labels, phrases, quoted, stance, verbs
from pipeline.stages.claims.agents import CITING
from pipeline.stages.claims.lexicon import cue_words
from pipeline.stages.claims.passage import Draft, Passage, Range
from pipeline.stages.claims.sources import Sources
from pipeline.tree import Tree
from schemas.article import Article
from schemas.claim import ClaimKind, Claims
from schemas.entity import Entities
from schemas.ids import stable_id

_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})


class FindClaims(Stage):
    """Find who says what."""

    name = "claims"
    version = 2
    lexicons = ("cues",)
    summary = "finds claims: source, cue, content, chain"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.words = cue_words()

    def __call__(self, article: Article, tree: Tree, entities: Entities) -> Claims:
        """Give the claims of an article, in the order of their content."""
        passage = Passage(article, tree)
        drafts = [
            *labels.find(passage, self.words, labels.known(entities)),
            *chains.cite(passage, self.words, verbs.find(passage, self.words)),
            *phrases.find(passage, self.words),
        ]
        labels.read_on(passage, self.words, drafts)
        drafts = quoted.attach(passage, drafts, self.words)
        verbs.inherit(passage, drafts)
        asides.cut(passage, self.words, drafts)
        drafts = settle(passage, drafts)
        chains.nest(drafts)
        sources = Sources(passage, self.words, entities)
        statements = tuple(statement(passage, sources, draft) for draft in drafts)
        return Claims.model_validate({"claims": statements})


def settle(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Put drafts in the order of their content and drop those that say the same twice."""
    kept: dict[tuple[Range, ...], Draft] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.verb)):
        kept.setdefault(tuple(draft.contents), draft)
    cited = {(draft.source,) for draft in drafts if draft.via}
    inner = _own_beliefs(passage, list(kept.values()))
    return [
        draft
        for contents, draft in kept.items()
        if id(draft) not in inner and not (contents in cited and draft.lemma in CITING)
    ]


def _own_beliefs(passage: Passage, drafts: list[Draft]) -> set[int]:
    """Find beliefs that only hedge the claim they open: "she said *she thinks* the law is right"."""
    opened = {start for draft in drafts for start, _ in draft.contents}
    return {
        id(draft)
        for draft in drafts
        if draft.type in ("believe", "forecast") and draft.source and draft.source[0] in opened
        and passage.tree[draft.source[0]].lower_ in _PRONOUNS
    }  # fmt: skip


def statement(passage: Passage, sources: Sources, draft: Draft) -> dict[str, Any]:
    """Give the fields of a claim; all of an article are validated at once, which costs half of one by one."""
    contents = tuple(_span(passage, piece) for piece in draft.contents)
    cue = passage.extent(draft.cue) if draft.cue else None
    via = tuple(sources.attributed(piece) for piece in draft.via)
    within = draft.via[-1] if draft.via else None
    source = sources.attributed(draft.source, draft.contents[0], within) if draft.source else None
    addressee = sources.attributed(draft.addressee) if draft.addressee else None
    for speaker in (*draft.via, draft.source)[:1]:
        if speaker:
            sources.remember(speaker, passage.tree[draft.verb] if draft.verb >= 0 else None)
    key = [(span["start"], span["end"]) for span in contents]
    return {
        "id": stable_id("claim", key, cue, source and (source["start"], source["end"])),
        "kind": kind(passage, draft),
        "contents": contents,
        "cue": {**_span(passage, draft.cue), "lemma": draft.lemma, "type": draft.type} if draft.cue else None,
        "source": source,
        "via": via,
        "addressee": addressee,
        "polarity": stance.polarity(draft),
        "certainty": stance.certainty(passage, draft),
        "rule": draft.rule,
    }


def kind(passage: Passage, draft: Draft) -> ClaimKind:
    """Tell direct (all in quotation marks), indirect (none) and mixed contents apart."""
    marked = {passage.quote_at[place] >= 0 for place in passage.words(draft.contents)}
    if marked == {True, False}:
        return "mixed"
    return "direct" if True in marked else "indirect"


def _span(passage: Passage, piece: Range) -> dict[str, Any]:
    start, end = passage.extent(piece)
    return {"start": start, "end": end, "text": passage.text[start:end]}
