"""Verbs as cues: "X said that ...", "..., Y added", "Z was accused of ...", "it is estimated that ..."."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import Draft, Passage, Range
from pipeline.syntax import child, children, conjuncts_before

_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def find(passage: Passage, words: CueWords) -> Iterator[Draft]:
    """Give a draft for every cue verb of the article's own voice, in text order; some have no content yet."""
    for token in passage.doc:
        if token.lemma_ in words.verbs and token.pos_ in ("VERB", "AUX") and not passage.in_speech(token.i):
            yield from _draft(passage, words, token)


def _draft(passage: Passage, words: CueWords, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_
    particles = {particle.lower_ for particle in children(verb, "prt")}
    if lemma in ("shoot", "fire", "hit", "set", "lay", "make") and not particles & words.particle.get(
        lemma, frozenset()
    ):
        return
    draft = Draft("claims.verb", verb=verb.i, lemma=lemma, type=words.verbs[lemma])
    draft.cue = cue_group(passage, verb)
    draft.negated = any(token.dep_ == "neg" for token in verb.children)
    passive = any(token.dep_ in ("auxpass", "nsubjpass", "csubjpass") for token in verb.children)
    subject = find_subject(verb, words)
    if passive or _is_reduced_passive(verb):
        draft.rule = "claims.passive"
        _fill_passive(passage, words, verb, subject, draft)
    else:
        if subject is not None and subject.i != verb.i:
            draft.source = noun_phrase(passage, subject, verb)
        _fill_active(passage, words, verb, draft)
    yield draft


def cue_group(passage: Passage, verb: Token) -> Range:
    """Give the verb with its auxiliaries, negation, particles and the adverbs between them."""
    low = high = verb.i
    parts = [token for token in verb.children if token.dep_ in _GROUP]
    for token in parts:
        low, high = min(low, token.i), max(high, token.i)
    for place in range(low, high + 1):
        token = passage.doc[place]
        if token.i != verb.i and (token.dep_ in _SUBJECTS or token.ent_type_):
            return verb.i, max(
                verb.i + 1, max((t.i + 1 for t in parts if t.dep_ == "prt" and t.i == verb.i + 1), default=0)
            )
    return low, high + 1


def find_subject(verb: Token, words: CueWords) -> Token | None:
    """Give who does what a verb says: its own subject, or the one it takes from the verb or noun above it."""
    own = child(verb, "nsubj", "nsubjpass", "csubj")
    if own is not None:
        return own
    for above in conjuncts_before(verb):
        shared = child(above, "nsubj", "nsubjpass")
        if shared is not None:
            return shared
        if above.dep_ in ("acl", "relcl", "xcomp", "advcl", "pcomp"):
            return find_subject(above, words)
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in ("VERB", "AUX"):
        return find_subject(head.head, words)
    if (
        verb.dep_ in ("xcomp", "advcl", "ccomp", "dep", "parataxis")
        and head.pos_ in ("VERB", "AUX")
        and head.i != verb.i
    ):
        if verb.dep_ in ("ccomp", "xcomp"):
            lower = child(head, "dobj") if head.lemma_ in words.object_infinitive else None
            return lower or find_subject(head, words)
        if verb.tag_ in ("VBG", "VB", "VBN"):
            return find_subject(head, words)
    return None


def noun_phrase(passage: Passage, head: Token, verb: Token) -> Range | None:
    """Give the noun phrase of `head`, cut where the cue or a quotation begins."""
    low, high = passage.sentence[head.i]
    start, end = max(head.left_edge.i, low), min(head.right_edge.i + 1, high)
    if head.i < verb.i:
        end = min(end, verb.i)
    else:
        start = max(start, verb.i + 1)
    if verb.dep_ in ("acl", "relcl") and verb.head.i == head.i:
        end = min(end, verb.left_edge.i) if verb.left_edge.i > head.i else end
    piece = passage.trim((start, end))
    if piece is None:
        return head.i, head.i + 1
    start, end = piece
    while start < head.i and passage.quote_at[start] >= 0 and passage.quote_at[head.i] != passage.quote_at[start]:
        start += 1
    while (
        end - 1 > head.i
        and passage.quote_at[end - 1] >= 0
        and passage.quotes[passage.quote_at[end - 1]].start > head.i + 8
    ):
        end -= 1
    return passage.trim((start, end)) or (head.i, head.i + 1)


def _is_reduced_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "ROOT", "advcl") and child(verb, "aux", "nsubj") is None


def _blocked(draft: Draft) -> set[int]:
    """Give the tokens that no content may hold: the cue, the source, and what hangs on the cue alone."""
    blocked: set[int] = set()
    for piece in (draft.cue, draft.source):
        if piece:
            blocked.update(range(*piece))
    return blocked


def _fill_active(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    lemma = verb.lemma_
    blocked = _blocked(draft)
    quote_only = lemma in words.quote_only
    for token in verb.children:
        if token.i in blocked:
            continue
        if token.dep_ == "ccomp" and not (quote_only and not _quoted(passage, token)):
            if token.i < verb.i and not _detached(passage, verb, draft):
                continue
            _add(passage, draft, passage.pieces(token, blocked), blocked)
        elif token.dep_ == "xcomp" and not quote_only:
            _fill_open_clause(passage, words, verb, token, draft, blocked)
        elif token.dep_ == "advcl" and token.i > verb.i and child(token, "mark") is not None:
            mark = child(token, "mark")
            if (
                mark is not None
                and mark.lower_ in ("that", "whether", "if")
                and lemma in ("ask", "wonder", "say", "tell")
            ):
                _add(passage, draft, passage.pieces(token, blocked), blocked)
    if lemma in words.addressee or draft.contents:
        _set_addressee(passage, words, verb, draft)
    if not draft.contents and not quote_only:
        _fill_phrase(passage, words, verb, draft, blocked)


def _quoted(passage: Passage, token: Token) -> bool:
    return passage.in_speech(token.i)


def _detached(passage: Passage, verb: Token, draft: Draft) -> bool:
    """Tell a clause before its cue ("..., he said") from a misread one: a comma or quote mark parts the two."""
    first = min(draft.source[0] if draft.source else verb.i, draft.cue[0] if draft.cue else verb.i)
    before = passage.doc[first - 1] if first else None
    return before is not None and (before.is_punct or before.is_quote or before.is_space or before.text in ("''", "``"))


def _fill_open_clause(
    passage: Passage, words: CueWords, verb: Token, clause: Token, draft: Draft, blocked: set[int]
) -> None:
    lemma = verb.lemma_
    lower = child(verb, "dobj", "dative")
    subject = child(clause, "nsubj")
    if subject is not None or lemma in (words.object if clause.tag_ == "VBG" else words.infinitive):
        _add(passage, draft, passage.pieces(clause, blocked), blocked)
    elif lower is None or clause.tag_ == "VBG":
        return
    elif lemma in words.addressee and lemma not in words.object_infinitive:
        draft.addressee = noun_phrase(passage, lower, verb)
        _add(passage, draft, passage.pieces(clause, blocked), blocked)
    elif lemma in words.object_infinitive:
        _add(passage, draft, [(lower.left_edge.i, clause.right_edge.i + 1)], blocked)


def _set_addressee(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    if draft.addressee or verb.lemma_ not in words.addressee:
        return
    found = child(verb, "dative", "dobj")
    if found is not None and found.i > verb.i and not any(start <= found.i < end for start, end in draft.contents):
        draft.addressee = noun_phrase(passage, found, verb)


def _fill_phrase(passage: Passage, words: CueWords, verb: Token, draft: Draft, blocked: set[int]) -> None:
    """Find content that is no clause: objects, "as" phrases, predicates, prepositional phrases."""
    lemma = verb.lemma_
    lower = child(verb, "dobj")
    predicate = child(verb, "oprd")
    if lemma in words.small_clause and predicate is not None:
        start = min(
            [predicate.left_edge.i]
            + [t.left_edge.i for t in children(verb, "dobj", "nsubj") if verb.i < t.i < predicate.i]
        )
        _add(passage, draft, [(start, predicate.right_edge.i + 1)], blocked)
        return
    for preposition in children(verb, "prep", "agent", "dative"):
        if preposition.i < verb.i or preposition.pos_ not in ("ADP", "SCONJ"):
            continue
        word = preposition.lower_
        if lower is not None and (
            word in words.object_preposition.get(lemma, ()) or (word == "as" and lemma in words.as_)
        ):
            _add(passage, draft, [(lower.left_edge.i, max(preposition.right_edge.i, lower.right_edge.i) + 1)], blocked)
            return
        if lower is None and word in words.preposition.get(lemma, ()):
            below = child(preposition, "pobj", "pcomp")
            if below is not None:
                _add(passage, draft, passage.pieces(below, blocked), blocked)
                if draft.contents and draft.cue and preposition.i == draft.cue[1]:
                    draft.cue = (draft.cue[0], preposition.i + 1)
                return
    if lower is not None and lower.i > verb.i and lemma in words.object and lower.pos_ != "PRON":
        _add(passage, draft, passage.pieces(lower, blocked), blocked)


def _fill_passive(passage: Passage, words: CueWords, verb: Token, subject: Token | None, draft: Draft) -> None:
    """Fill "it is estimated that ...", "X is said to ...", "X was accused of ... by Y"."""
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent is not None else None
    if by is not None:
        draft.source = noun_phrase(passage, by, verb)
    if verb.lemma_ in words.quote_only:
        return
    blocked = _blocked(draft)
    if agent is not None:
        blocked.update(range(agent.left_edge.i, agent.right_edge.i + 1))
    for token in children(verb, "ccomp", "csubjpass", "advcl"):
        marked = child(token, "mark")
        if token.dep_ != "advcl" or (marked is not None and marked.lower_ == "that"):
            _add(passage, draft, passage.pieces(token, blocked), blocked)
    if draft.contents:
        if subject is not None and verb.lemma_ in words.addressee:
            draft.addressee = noun_phrase(passage, subject, verb)
        return
    rest = _passive_complement(words, verb)
    if rest is None or subject is None or subject.i > verb.i:
        return
    pieces = passage.pieces(rest, blocked)
    if subject.dep_ in ("nsubjpass", "nsubj") and subject.lower_ != "it":
        named = noun_phrase(passage, subject, verb)
        _add(passage, draft, [named] if named else [], blocked)
    _add(passage, draft, pieces, blocked)


def _passive_complement(words: CueWords, verb: Token) -> Token | None:
    """Give what a passive cue says of its subject: "is said *to*", "was accused *of*", "was called *a liar*"."""
    infinitive = child(verb, "xcomp")
    if infinitive is not None:
        return infinitive
    wanted = words.object_preposition.get(verb.lemma_, frozenset())
    for preposition in children(verb, "prep"):
        if preposition.i > verb.i and preposition.lower_ in wanted:
            return preposition
    return child(verb, "oprd") if verb.lemma_ in words.small_clause else None


def _add(passage: Passage, draft: Draft, pieces: list[Range], blocked: set[int]) -> None:
    for piece in pieces:
        trimmed = passage.trim(piece)
        if trimmed:
            start, end = passage.snap(trimmed, blocked)
            if not any(start < e and s < end for s, e in draft.contents):
                draft.contents.append((start, end))
    draft.contents.sort()
