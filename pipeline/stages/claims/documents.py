"""Whose a document is that speaks: "Acme denied it in a *statement* ... *The statement* said"."""

from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import Passage
from pipeline.syntax import child, children
from pipeline.tree import Token
from schemas.entity import Entity

NEAR = 3
"""How many paragraphs behind its first mention a document may be taken up."""

_IN = frozenset({"in", "on"})
_OTHER = frozenset({"a", "an", "another"})


class Documents:
    """The documents of one article by their noun, each with who issued it and where it was mentioned last."""

    def __init__(self, passage: Passage, words: CueWords) -> None:
        self.passage = passage
        self.words = words
        self.known: dict[str, tuple[Entity, int]] = {}

    def note(self, root: Token, entity: Entity | None, verb: Token | None) -> None:
        """Note the document that a source is, or the one in which it says something."""
        lemma = root.lemma_.lower()
        if self.words.sources.get(lemma) == "document":
            if entity is not None or any(word.lower_ in _OTHER for word in children(root, "det")):
                self._set(root, entity)
            return
        for within in children(verb, "prep") if verb is not None else ():
            noun = child(within, "pobj") if within.lower_ in _IN else None
            if noun is not None and self.words.sources.get(noun.lemma_.lower()) == "document":
                self._set(noun, entity)

    def _set(self, noun: Token, entity: Entity | None) -> None:
        if entity is None:
            self.known.pop(noun.lemma_.lower(), None)
        else:
            self.known[noun.lemma_.lower()] = entity, noun.i

    def issuer(self, root: Token) -> Entity | None:
        """Give whose "the statement" is: of one that was mentioned before, with nothing said of this one."""
        words = [word for word in root.children if not word.is_punct]
        if [word.lower_ for word in words] != ["the"] or root.tag_ != "NN":
            return None
        entity, place = self.known.get(root.lemma_.lower(), (None, 0))
        paragraph = self.passage.paragraph
        return entity if entity is not None and paragraph[root.i] - paragraph[place] <= NEAR else None
