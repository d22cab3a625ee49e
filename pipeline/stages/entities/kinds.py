"""The kind of an organisation that no list knows, by the head of its name: "Ostrava Motors", "Ministry of Health"."""

from collections.abc import Iterable

from pipeline.stages.entities.words import EntityWords
from schemas.entity import OrganisationKind

_TIES = frozenset({"for", "of"})
_CALLED_BY_HEAD: frozenset[OrganisationKind] = frozenset({"government", "media", "military"})


class Kinds:
    """Reads kinds off names."""

    def __init__(self, words: EntityWords) -> None:
        self._alone = {head: kind for kind, heads in words.kind_heads.alone.items() for head in heads}
        self._legal_forms = frozenset(words.legal_forms)
        self._beside = {
            (head, word): kind
            for kind, heads in words.kind_heads.beside.items()
            for head, others in heads.items()
            for word in others
        }
        self._besides = frozenset(head for head, _ in self._beside)

    def of(self, names: Iterable[str]) -> OrganisationKind | None:
        """Give the kind that the first of an organisation's names tells which tells one."""
        return next((kind for name in names if (kind := self._of(name) if " " in name else self._of_word(name))), None)

    def of_head(self, word: str) -> OrganisationKind | None:
        """Give the kind that the head of a name tells by itself."""
        return self._alone.get(word)

    def _of_word(self, name: str) -> OrganisationKind | None:
        """Give the kind of a body that is called by its head alone: "Parliament", "the Navy", and no "Capital"."""
        kind = self._alone.get(name.lower())
        return kind if kind in _CALLED_BY_HEAD else None

    def _of(self, name: str) -> OrganisationKind | None:
        words = [word.rstrip(".,") for word in name.lower().split()]
        tie = next((place for place, word in enumerate(words) if place and word in _TIES), len(words))
        head = words[tie - 1]
        for word in words if head in self._besides else ():
            if (head, word) in self._beside:
                return self._beside[head, word]
        return "company" if words[-1] in self._legal_forms else self._alone.get(head)
