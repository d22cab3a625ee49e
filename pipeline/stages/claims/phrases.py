"""Cues that are no verbs: "according to X", "in X's view", "allegedly", "the claim that ...", "X is sure that ..."."""

from collections.abc import Iterator

from pipeline.stages.claims.agents import cue_group, find_subject, following_noun, noun_phrase
from pipeline.stages.claims.lexicon import CueWords
from pipeline.stages.claims.passage import SPEAKERS, Draft, Passage, Range
from pipeline.syntax import child, children, is_passive
from pipeline.tree import Token

_VOICING = frozenset(
    {"express", "have", "hold", "issue", "level", "make", "publish", "raise", "reiterate", "repeat", "send", "voice"}
)
"""What somebody does with what they say: "*raised* concerns that ..."."""

_OF_CHARGES = frozenset({"deny", "dismiss", "dispute", "face", "level", "make", "refute", "reject"})
"""What is done with an allegation, which is no content of it where nothing else is its object."""

_BINDING = frozenset({"bill", "draft", "guideline", "treaty"})
"""Documents that are kept to, and say nothing of what is so: "as per the *guidelines*"."""


def find(passage: Passage, words: CueWords) -> Iterator[Draft]:
    """Give the claims of the article's own voice whose cue is no verb, in text order."""
    for token in passage.tokens(words.nominal, words.phrases):
        lower, pos = token.lower_, token.pos_
        if lower in ("according", "per"):
            yield from _according(passage, words, token)
        elif pos == "ADV" and lower in words.adverbs:
            yield from _adverb(passage, words, token)
        elif pos == "NOUN":
            if lower in words.views:
                yield from _view(passage, token)
            if token.lemma_ in words.nouns:
                yield from _noun(passage, words, token)
        elif lower == "clear" and (token.head.lemma_ == "make" or token.head.head.lemma_ == "make"):
            yield from _made_clear(passage, words, token)
        elif pos == "ADJ" and token.lemma_ in words.adjectives:
            yield from _adjective(passage, words, token)


def _according(passage: Passage, words: CueWords, token: Token) -> Iterator[Draft]:
    """Read "according to X", "as per X": the content is the sentence around it, or what is on this side of a break."""
    pair = _cue(words, token)
    if pair is None:
        return
    token, to = pair
    head = child(to, "pobj") or child(token, "pobj") or following_noun(to)
    high = passage.sentence[token.i][1]
    if head is None or not token.i < head.i < high or head.lemma_ in words.no_sources:
        return
    end = _source_end(passage, token, head, high)
    name = child(token, "pobj")
    if name is not None and name.tag_ == "NNP" and name.left_edge.i == head.right_edge.i + 1:
        end = max(end, name.right_edge.i + 1)  # "according to research group *Denbylytics*"
    spoken = (place for place in range(head.i + 1, end) if passage.in_speech(place))
    end = next(spoken, end)
    source = passage.trim((token.i + 2, end))
    if source is None:
        return
    draft = Draft("claims.according_to", (token.i, token.i + 2), f"{token.lower_} {to.lower_}", "say", token.i, source)
    cited = _cited(passage, source[1], high)
    if cited:
        draft.source, draft.via = cited, [source]
    draft.contents = _around(passage, token.i, draft.source[1] if draft.source else end)
    if draft.contents:
        yield draft


def _cue(words: CueWords, token: Token) -> tuple[Token, Token] | None:
    """Give the two words of "according to" or "as per", of which `token` is the first or the last."""
    tree = token.tree
    if token.i + 2 >= len(tree):
        return None
    if token.lower_ == "according":
        to = tree[token.i + 1]
        return (token, to) if to.lower_ == "to" else None
    is_cue = token.i > 0 and tree[token.i - 1].lower_ == "as" and _is_told_by(words, child(token, "pobj"))
    return (tree[token.i - 1], token) if is_cue else None


def _source_end(passage: Passage, token: Token, head: Token, high: int) -> int:
    """Give the end of who says something: before the verb of "which, according to X, is due", or at a mark."""
    tree, end = passage.tree, min(head.right_edge.i + 1, high)
    end -= tree[end - 1].text == ","  # "Now, according to *Acme*, prices will fall"
    if token.i == passage.sentence[token.i][0]:
        return _before_subject(token, head, end)
    goes_on = end < high and (tree[end].pos_ in ("AUX", "VERB") or tree[end].dep_ in ("expl", "nsubj", "nsubjpass"))
    if (
        end == high
        or tree[end].is_punct
        or tree[end].lower_ == "but"
        or (goes_on and token.head in (tree[end], tree[end].head))
    ):
        return end
    return next((place for place in range(end, high) if tree[place].text in (",", ";", ".")), high)


def _is_told_by(words: CueWords, head: Token | None) -> bool:
    """Tell who or what says something from what is kept to: "as per *the police*", "*reports*", not "the agreement"."""
    if head is None or head.lemma_ in words.no_sources:
        return False
    lemma = head.lemma_.lower()
    return head.ent_type_ in SPEAKERS or (lemma in words.sources and lemma not in _BINDING)


def _before_subject(token: Token, head: Token, end: int) -> int:
    """Leave the clause its subject, which the parser may take for one more apposition of the source.

    "According to the manager, Kevin Loh, *the cooks* are willing to help".
    """
    verb = token.head
    subject = child(verb, "nsubj", "nsubjpass", "csubj", "expl")
    if verb.pos_ not in ("VERB", "AUX") or verb.i < end or (subject is not None and subject is not head):
        return end
    named = next((place for place in range(token.i + 2, head.i) if token.tree[place].tag_ != "NNP"), head.i)
    if token.i + 2 < named < head.i and token.tree[named].tag_ in ("CD", "DT", "JJ"):
        return named  # "According to Penske *future vehicles* will be built"
    apposed = [other for place in range(head.i, end) for other in children(token.tree[place], "appos")]
    return apposed[-1].left_edge.i if apposed and apposed[-1].right_edge.i + 1 == end else end


def _cited(passage: Passage, start: int, high: int) -> Range | None:
    """Give whom the source of "according to X, citing Y, ..." passes on."""
    tree = passage.tree
    if start + 2 >= high or tree[start].text != "," or tree[start + 1].lower_ not in ("citing", "quoting"):
        return None
    close = next((place for place in range(start + 2, high) if tree[place].text == ","), None)
    return passage.trim((start + 2, close)) if close is not None else None


def _around(passage: Passage, start: int, end: int) -> list[Range]:
    """Give the sentence around a phrase: what follows it where it opens the sentence, else both sides."""
    low, high = passage.sentence[start]
    before, after = passage.trim((low, start)), passage.trim((end, high))
    barriers = range(start, end)
    if before and passage.tree[before[1] - 1].tag_ in ("WDT", "WP"):
        low = before[1] - 1
        before = (low, low + 1)
        relative = passage.tree[low].head
        if after and start < relative.i < after[1]:  # "which, according to X, *is due*, was missed"
            after = passage.trim((end, min(high, relative.right_edge.i + 1)))
    pieces = [passage.snap(piece, barriers) for piece in (before, after) if piece]
    if before and after and _is_break(passage, end, high):
        return pieces[:1]
    return pieces


def _is_break(passage: Passage, end: int, high: int) -> bool:
    """Tell whether the sentence leaves the attribution after the phrase: "..., according to X, but", "; ", "who"."""
    following = [token for token in passage.tree[end : min(end + 3, high)] if not token.is_space]
    return any(
        token.text == ";" or token.lower_ in ("but", "while", "although", "though", "which", "who")
        for token in following
    )


def _adverb(passage: Passage, words: CueWords, token: Token) -> Iterator[Draft]:
    """Read "has reportedly fled": the clause (or phrase) that the adverb stands in, without it and without a source."""
    head = token.head
    draft = Draft("claims.adverb", (token.i, token.i + 1), token.lower_, words.adverbs[token.lower_], token.i)
    without = {token.i}
    if head.pos_ not in ("VERB", "AUX") or head.dep_ == "amod":
        scope = head
    else:
        scope = head
        for other in head.children if token.i > passage.sentence[token.i][0] else ():
            if other.dep_ in ("cc", "conj") and other.i > token.i and other.dep_ == "conj":
                without.update(range(other.left_edge.i, other.right_edge.i + 1))
    pieces = passage.pieces(scope, without)
    draft.contents = [passage.snap(piece, without) for piece in pieces]
    if draft.contents:
        yield draft


def _view(passage: Passage, token: Token) -> Iterator[Draft]:
    """Read "in X's view" and "in the words of X"."""
    preposition = token.head
    if preposition.lower_ not in ("in", "by") or preposition.dep_ != "prep" or preposition.head.pos_ == "NOUN":
        return
    holder = child(token, "poss")
    of = next((p for p in children(token, "prep") if p.lower_ == "of"), None)
    if holder is None and of is not None:
        holder = child(of, "pobj")
    if holder is None:
        return
    start, end = preposition.i, token.right_edge.i + 1
    source = passage.trim((holder.left_edge.i, holder.right_edge.i + 1))
    draft = Draft("claims.view", (token.i, token.i + 1), token.lemma_, "believe", token.i, source)
    draft.contents = _around(passage, start, end)
    if source and draft.contents:
        yield draft


def _noun(passage: Passage, words: CueWords, token: Token) -> Iterator[Draft]:
    """Read "X's claim that ...", "claims by X that ...", "allegations of ...", "the concern is that ..."."""
    draft = Draft("claims.noun", (token.i, token.i + 1), token.lemma_, words.nouns[token.lemma_], token.i)
    draft.negated = any(word.lower_ == "no" for word in children(token, "det"))
    holder = _holder(words, token)
    draft.source = _modifiers(passage, words, token) if holder is None else noun_phrase(passage, holder, token)
    content = _noun_clause(token)
    if content is None and holder is not None:
        content = _that_clause(holder)
        if content is not None:
            draft.source = passage.trim((holder.left_edge.i, content.left_edge.i))
    if content is None and token.lemma_ in words.nouns_of:
        of = next((preposition for preposition in children(token, "prep") if preposition.lower_ == "of"), None)
        content = child(of, "pobj", "pcomp") if of is not None else None
        if content is not None and draft.type == "estimate" and not _is_amount(content):
            content = None  # "raised its estimate of losses"
    if content is not None:
        pieces = passage.pieces(content, {token.i})
        by = next((word for word in children(token, "prep") if pieces and word.i == pieces[-1][1]), None)
        if by is not None and by.lower_ == "by" and draft.source is None:
            pieces[-1] = (pieces[-1][0], by.right_edge.i + 1)  # "allegations of *theft by guards*"
        draft.contents = [passage.snap(piece, {token.i}) for piece in pieces]
    if draft.contents:
        yield draft


def _is_amount(token: Token) -> bool:
    return token.tag_ == "CD" or child(token, "nummod") is not None


def _noun_clause(token: Token) -> Token | None:
    clause = _that_clause(token)
    if clause is None and token.dep_ == "nsubj" and token.head.lemma_ == "be":
        clause = _that_clause(token.head)
    return clause


def _that_clause(head: Token) -> Token | None:
    """Give the clause with "that" or "whether" that depends on a noun or copula and follows it."""
    for clause in children(head, "acl", "ccomp", "relcl"):
        mark = child(clause, "mark")
        if clause.i > head.i and mark is not None and mark.lower_ in ("that", "whether") and not _lacks(clause):
            return clause
    return None


def _lacks(clause: Token) -> bool:
    """Tell a relative clause that the parser has misread: nothing is called *mad* in "a charge that he called mad"."""
    inner = child(clause, "ccomp")
    if inner is not None and inner.tag_ in ("VBD", "VBZ") and child(inner, "expl", "nsubj", "nsubjpass") is None:
        return True  # "a ruling that he argued *was* wrong"
    told = clause.lemma_ in _OF_CHARGES and inner is None and child(clause, "xcomp") is None
    lacks = child(clause, "oprd") is not None or told  # "charges that *he denied*"
    return lacks and child(clause, "dobj") is None and not is_passive(clause)


def _is_that(clause: Token, token: Token) -> bool:
    mark = child(clause, "mark")
    bare = clause.dep_ == "ccomp" or (clause.head is token and child(clause, "nsubj") is not None)
    marked = bare if mark is None else mark.lower_ in ("that", "if")
    return clause.i > token.i and marked


def _holder(words: CueWords, token: Token) -> Token | None:
    """Give whose claim a noun names: "X's claim", "claims by X", "a claim from X", "*X* expressed hope that".

    Of "allegations of abuse *by guards*" it is the abuse.
    """
    owner = child(token, "poss")
    if owner is not None:
        return owner
    told = False
    for preposition in children(token, "prep"):
        told = told or preposition.lower_ == "of"
        if preposition.lower_ in ("by", "from", "among") and not (told and preposition.lower_ == "by"):
            return child(preposition, "pobj")
    verb = token.head
    speaks = token.dep_ == "dobj" and verb.lemma_ in _VOICING and not is_passive(verb) and token.i > verb.i
    return find_subject(verb, words.controllers) if speaks else None


def _modifiers(passage: Passage, words: CueWords, token: Token) -> Range | None:
    """Give who stands before a noun without an "of": "*Israeli media* reports that", "a *C.I.A.* warning of".

    A person or country may be what it is about: "the *Clinton* allegations", "*Russia* claims".
    """
    found = [word for word in children(token, "amod", "compound", "nmod") if _can_speak(words, word)]
    if not found or found[-1].i > token.i:
        return None
    start = found[-1].left_edge.i
    for word in reversed(found[:-1]):
        start = word.left_edge.i if word.right_edge.i + 1 == start else start
    return passage.trim((start, min(found[-1].right_edge.i + 1, token.i)))


def _can_speak(words: CueWords, word: Token) -> bool:
    if word.dep_ == "amod":
        return word.tag_ == "JJ" and word.text.istitle() and word.i > word.sentence_start  # "*Israeli* accusations"
    if word.ent_type_:
        return word.ent_type_ == "ORG" or (word.ent_type_ in SPEAKERS and word.text.isupper())  # "the *US* message"
    return not words.sources.keys().isdisjoint((word.lemma_.lower(), word.lower_))


def _adjective(passage: Passage, words: CueWords, token: Token) -> Iterator[Draft]:
    """Read "X is sure that ..."."""
    clause = child(token, "ccomp")
    verb = token.head
    if clause is None or clause.i < token.i or token.dep_ != "acomp" or verb.pos_ not in ("AUX", "VERB"):
        return
    subject = child(verb, "nsubj")
    if subject is None:
        return
    draft = Draft("claims.adjective", (verb.i, token.i + 1), token.lemma_, words.adjectives[token.lemma_], token.i)
    draft.negated = child(verb, "neg") is not None
    if subject.lower_ not in ("that", "this", "what") and (subject.lower_ != "it" or token.lemma_ in words.feelings):
        draft.source = noun_phrase(passage, subject, verb)
    blocked = set(range(verb.i, token.i + 1))
    draft.contents = [passage.snap(piece, blocked) for piece in passage.pieces(clause, blocked)]
    if draft.contents:
        yield draft


def _made_clear(passage: Passage, words: CueWords, token: Token) -> Iterator[Draft]:
    """Read "X made (it) clear that ..."."""
    verb = token.head if token.head.lemma_ == "make" else token.head.head
    clause = next(
        (c for head in (token, token.head, verb) for c in children(head, "ccomp", "advcl") if _is_that(c, token)), None
    )
    subject = find_subject(verb, words.controllers)
    if clause is None or subject is None or verb.i > token.i or token.i - verb.i > 3:
        return
    draft = Draft("claims.adjective", (cue_group(passage, verb)[0], token.i + 1), "make clear", "say", token.i)
    draft.source = noun_phrase(passage, subject, verb)
    blocked = set(range(verb.i, token.i + 1))
    draft.contents = [passage.snap(piece, blocked) for piece in passage.pieces(clause, blocked)]
    if draft.contents:
        yield draft
