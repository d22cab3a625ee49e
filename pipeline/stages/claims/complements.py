"""The content of a verbal cue: clauses, infinitives, objects, "as" phrases, predicates, prepositional phrases."""

from collections.abc import Iterator

from pipeline.stages.claims.agents import noun_phrase, parted
from pipeline.stages.claims.lexicon import DAYS, CueWords
from pipeline.stages.claims.passage import DASHES, SPEAKERS, Draft, Passage, Range
from pipeline.syntax import FINITE, child, children
from pipeline.tree import Token

STRAYED = 25
"""How many tokens behind its cue a clause is looked for that the parser has hung elsewhere."""

ADVERBIAL = 8
"""How many tokens may stand between a cue and the comma behind which its content goes on."""

PART = 6
"""Within how many words a part of what was counted is told: "*more than half of them* civilians"."""

_COMPARING = frozenset({"compared", "down", "from", "including", "up", "versus"})
_THEM = frozenset({"them", "whom"})
_JOINING = DASHES | {",", "and", "but", "or"}
"""What two halves of a content are joined by that the parser has hung on their cue one by one."""

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_ROUGHLY = frozenset({"about", "almost", "around", "just", "nearly", "only", "over", "roughly", "up"})
"""Bounds of a number that the parser hangs on the cue before it."""

_OF_NOUNS = frozenset(
    ["against", "as", "between", "by", "for", "from", "into", "over", "toward", "towards", "under", "with", "without"]
)
"""What leads to a phrase that a noun has, and no telling of it: not "in", "on", "at"."""

_LENGTHS = frozenset({"day", "decade", "hour", "month", "time", "week", "while", "year"})

_WHERE = frozenset(
    ["across", "along", "around", "behind", "beyond", "from", "inside", "into", "near", "onto", "outside", "over",
     "through", "throughout", "toward", "towards", "under"]
)  # fmt: skip
"""Prepositions that tell where something takes place, and not when or where somebody says it."""

_ABOUT = frozenset({"about", "against"})
"""What leads to the content behind an addressee, even where the parser hangs it on that."""

_LEADING = _ABOUT | {"that"}

_PARTS = frozenset({"all", "any", "both", "half", "many", "most", "one", "several", "some"})
_ENDS = frozenset({",", ".", ";", "-", "--", "–", "—"})
_HOURS = frozenset({"a.m.", "p.m.", "a.m", "p.m", "am", "pm"})

_CONTRASTING = frozenset({"although", "though", "whereas", "while"})
_INDIRECT_QUESTIONS = frozenset({"ask", "wonder", "say", "tell", "inquire", "enquire"})


def fill_active(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    """Add the content of a verb in the active voice to its draft, and its addressee."""
    lemma = verb.lemma_
    blocked = _blocked(draft)
    quote_only = _needs_quotation(words, verb)
    if _fill_by_particle(passage, words, verb, draft):
        return
    if lemma in words.measures and not quote_only:
        _fill_phrase(passage, words, verb, draft)  # "put *the toll at 300*, of whom 61 are children"
    for token in _read_below(words, verb, blocked):
        if token.dep_ == "ccomp" and (not quote_only or passage.in_quotation(token.i)):
            _fill_clause(passage, words, verb, token, draft)
        elif token.dep_ == "xcomp" and not quote_only:
            _fill_open_clause(passage, words, verb, token, draft)
        elif _is_question(verb, token) or (draft.contents and _continues(words, token)):
            add(passage, draft, passage.pieces(token, blocked), blocked)
    if not draft.contents and not quote_only:
        _fill_phrase(passage, words, verb, draft)
    if not draft.contents and not quote_only:
        _fill_strayed(passage, words, verb, draft)
    if lemma in words.addressee:
        _set_addressee(passage, verb, draft)


def _read_below(words: CueWords, verb: Token, blocked: set[int]) -> Iterator[Token]:
    """Give the words below a verb that its content is read from.

    A clause before it is none where one follows: "*In an interview recorded on Monday* he said that ...". What the
    clause before it goes on with is read with that.
    """
    clauses = children(verb, "ccomp", "oprd")  # "village buried, 100 feared *dead*"
    behind = [token for token in clauses if token.i > verb.i]
    ahead = len(clauses) > len(behind)
    rest = [token for token in behind if ahead and is_remainder(words, token.left_edge)]
    for token in verb.children:
        is_superseded = token.dep_ == "ccomp" and token.i < verb.i and len(behind) > len(rest)
        is_superseded = is_superseded or _is_participle(verb, token)
        if token.i not in blocked and token not in rest and not is_superseded:
            yield token


def _is_participle(verb: Token, clause: Token) -> bool:
    """Tell what somebody does beside from what they say: "disagreed, *telling the court* ..."."""
    bare = clause.tag_ == "VBG" and child(clause, "aux", *_SUBJECTS) is None
    return clause.dep_ == "ccomp" and bare and clause.i > verb.i and verb.tree[clause.left_edge.i - 1].text == ","


def _fill_by_particle(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> bool:
    """Add what a verb reports with its particle alone: "ruled out *a deal*", "ruled out *sending troops*"."""
    particle = child(verb, "prt")
    kind = words.particle_object.get((verb.lemma_, particle.lower_)) if particle is not None else None
    said = child(verb, "dobj", "xcomp")
    if kind is None or said is None or said.i < verb.i or draft.source is None:
        return False
    speaker = passage.head(draft.source)
    if not _can_be_told(words, speaker) or said.ent_type_ in ("PER", "PERSON"):
        return False  # "a knee injury ruled out the striker"
    draft.type = kind
    add(passage, draft, passage.pieces(said, _blocked(draft)), _blocked(draft))
    return True


def _fill_strayed(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    """Add a clause that the parser has hung on the addressee, or on a word of the adverbial behind the cue.

    "Assured *the station* that ...", "told *the forum* he was ...", "said in *a letter sent* on Monday that ...".
    """
    high = min(passage.sentence[verb.i][1], verb.i + STRAYED)
    for token in passage.tree[verb.i + 1 : high]:
        told = token.head is verb and verb.lemma_ == "tell" and token.pos_ == "NOUN"  # "told *the show* that"
        is_cue = token.lemma_ in words.verbs and not told
        if token.is_punct or is_cue or token.tag_ in ("WDT", "WP") or token.lower_ == "fact":
            return
        for clause in children(token, "acl", "relcl", "ccomp"):
            mark = child(clause, "mark")
            marked = mark is not None and mark.lower_ == "that" and mark.tag_ == "IN"
            marked = marked or _is_before_body(verb, token, clause)
            addressed = verb.lemma_ in words.addressee and token.head is verb
            told = addressed and (_is_whole(clause) or _is_told(verb, clause))
            between = passage.tree[token.i + 1 : clause.left_edge.i]
            if clause.i < token.i or not (marked or told) or any(other.lemma_ in words.verbs for other in between):
                continue
            named = token.head is verb and token.lemma_ in words.nouns  # "dismissed *the accusation that ...*"
            add(passage, draft, passage.pieces(token if named else clause, _blocked(draft)), _blocked(draft))
            return


def _is_before_body(verb: Token, noun: Token, clause: Token) -> bool:
    """Tell what is said before a body from what tells of it: "argued before *the court* that *Ruiz fired her*"."""
    before, first = noun.head, clause.left_edge
    if noun.dep_ != "pobj" or before.head is not verb or before.lower_ not in ("before", "to"):
        return False
    return first.lower_ == "that" and first.dep_ not in ("nsubj", "nsubjpass", "dobj") and _is_whole(clause)


def _is_whole(clause: Token) -> bool:
    """Tell a clause that lacks nothing, with its subject in front, from a relative one ("the man *he met*")."""
    subject = child(clause, "nsubj", "nsubjpass")
    copula = clause.lemma_ == "be" and child(clause, "prep") is not None
    lasts = clause.tag_ == "VBG" and child(clause, "aux") is not None  # "everyone was doing fine"
    complete = copula or lasts or child(clause, "dobj", "attr", "acomp", "ccomp") is not None
    return subject is not None and subject.tag_ not in ("WDT", "WP") and complete


def _is_told(verb: Token, clause: Token) -> bool:
    """Tell what a plural is told from what it is known by: "told officers *he fired in fear*"."""
    subject = child(clause, "nsubj", "nsubjpass")
    is_personal = subject is not None and subject.lower_ in ("he", "i", "it", "she", "they", "we")
    several = clause.head.tag_ in ("NNS", "NNPS") and child(clause.head, "det") is None
    return verb.lemma_ == "tell" and is_personal and (several or clause.head.lower_ == "police")


def _needs_quotation(words: CueWords, verb: Token) -> bool:
    """Tell a verb that reports quotations alone from one that states a measure: "put *the toll* at 26"."""
    measures = words.measures.get(verb.lemma_, ())
    return verb.lemma_ in words.quote_only and not any(
        token.lemma_ in measures for token in children(verb, "dobj", "nsubjpass")
    )


def _fill_clause(passage: Passage, words: CueWords, verb: Token, clause: Token, draft: Draft) -> None:
    """Add a clause after its cue, or before it where it is set off."""
    without = _blocked(draft)
    apart: list[Token] = []
    if clause.i > verb.i:
        if _goes_over(words, clause):
            return
        apart = _apart(passage, words, clause)
        left = _said_beside(words, verb, clause)
        draft.apart.extend(token.i for token in (*apart, *left) if token.lemma_ in words.verbs)
        beside = (*apart, *_contrasts(words, clause), *left, *_resumed(verb, clause))
        without.update(place for token in beside for place in range(token.left_edge.i, token.right_edge.i + 1))
    elif not _detached(passage, verb, draft) or _speaks_in(clause, draft) or clause.lower_ == "asked":
        return
    pieces = passage.pieces(clause, without)
    if apart:
        pieces = [piece for piece in pieces if piece[0] < apart[0].left_edge.i]
    if pieces and clause.i > verb.i:
        pieces[0] = (_opening(words, verb, clause, pieces[0][0]), pieces[0][1])
    add(passage, draft, pieces, without)
    if clause.i < verb.i:
        add(passage, draft, _remainder(passage, words, verb), without)


def _goes_over(words: CueWords, clause: Token) -> bool:
    """Tell the verb of the sentence behind a participle: "Li, asked about the law, *said* it was good"."""
    bare = clause.lemma_ in words.verbs and clause.tag_ in FINITE and child(clause, *_SUBJECTS) is None
    return bare and clause.tree[clause.left_edge.i - 1].text == ","


def _speaks_in(clause: Token, draft: Draft) -> bool:
    """Tell a clause whose subject says something in the next one: "*He read a poem*, complained that ..."."""
    subject = child(clause, "nsubj", "nsubjpass")
    return subject is not None and draft.source is not None and draft.source[0] <= subject.i < draft.source[1]


def is_asked(first: Token, verb: Token) -> bool:
    """Tell what somebody was asked from what they said: "*Asked* if he would go, he said no", "*when asked*"."""
    asked = first.head if first.lower_ == "when" else first
    return asked.lower_ == "asked" and asked.head is verb


def _opening(words: CueWords, verb: Token, clause: Token, first: int) -> int:
    """Give the first token of a clause with its subject, which the parser may take for the object of its cue.

    "Said *58 of the men* had got out", "said *a deal, though hard to reach,* was near", "said *around 50 people* came".
    """
    subject = child(verb, "dobj")
    lacks = clause.tag_ in FINITE or any(word.tag_ in FINITE or word.tag_ == "MD" for word in children(clause, "aux"))
    lacks = lacks and verb.lemma_ not in words.addressee and child(clause, *_SUBJECTS) is None
    is_noun = subject is not None and (subject.pos_ != "PRON" or _is_part(subject))
    if is_noun and subject is not None and verb.i < subject.i < first and (lacks or verb.lemma_ == "say"):
        first = subject.left_edge.i
    before, number = verb.tree[first - 1], verb.tree[first : first + 2]
    counts = any(word.tag_ == "CD" for word in number)
    return first - (before.i > verb.i and before.lower_ in _ROUGHLY and counts)


def _resumed(verb: Token, clause: Token) -> Iterator[Token]:
    """Give the verb of the sentence that the parser joins to a relative clause: "which critics say fails, *passed*"."""
    if verb.dep_ != "relcl" or child(clause, "cc") is not None:
        return
    for token in children(clause, "conj"):
        before = token.tree[token.left_edge.i - 1]
        if token.tag_ in ("VBD", "VBN", "VBZ") and before.text == "," and child(token, "nsubj", "nsubjpass") is None:
            yield token


def _remainder(passage: Passage, words: CueWords, verb: Token) -> list[Range]:
    """Give what a content goes on with behind its cue: "fell to 11 percent, data showed, *from 12 a year earlier*"."""
    high = passage.sentence[verb.i][1]
    comma = next(
        (place for place in range(verb.i + 1, min(verb.i + ADVERBIAL, high)) if verb.tree[place].text == ","), high
    )
    return [(comma + 1, high)] if comma + 1 < high and is_remainder(words, verb.tree[comma + 1]) else []


def is_remainder(words: CueWords, token: Token) -> bool:
    """Tell whether what stands before a cue goes on at a word behind it, with no clause of its own.

    What figures are compared with ("*from* 12 a year earlier"), parts ("*most of them* women"), and what came of it
    ("*killing* ten"): whoever says the one says the other.
    """
    if token.lower_ in _COMPARING:
        return True
    if token.tag_ == "VBG" and token.dep_ != "csubj":
        told = child(token, "dobj")
        if told is not None and any(told.lemma_ in measured for measured in words.measures.values()):
            return True
        if token.lemma_ == "leave" and told is not None:
            return _is_result(told)  # "*leaving* 20 dead", but "she said, *leaving* the room"
        return token.lemma_ in words.aftermath
    for word in token.tree[token.i : token.i + PART]:
        if word.is_punct or word.lower_ in _THEM:
            return word.lower_ in _THEM and word.i > token.i and word.tree[word.i - 1].lower_ in ("among", "of")
    return False


def _is_result(left: Token) -> bool:
    """Tell who is left somehow, or counted: "leaving *20,000* homeless", "leaving *the town* in ruins"."""
    behind = left.right_edge.i + 1
    somehow = any(word.dep_ in ("oprd", "acomp", "prep") for word in left.tree[behind : behind + 1])
    return somehow or left.tag_ == "CD" or child(left, "nummod") is not None


def fill_passive(passage: Passage, words: CueWords, verb: Token, subject: Token | None, draft: Draft) -> None:
    """Add the content of "it is estimated that ...", "X is said to ...", "X was accused of ... by Y"."""
    agent, by = _agent(words, verb)
    if by is not None:
        draft.source = noun_phrase(passage, by, verb)
    if _needs_quotation(words, verb):
        return
    blocked = _blocked(draft)
    if agent is not None:
        blocked.update(range(agent.left_edge.i, agent.right_edge.i + 1))
    is_told = subject is None or subject.lower_ == "it" or verb.lemma_ in words.addressee
    for token in children(verb, "ccomp", "csubjpass", "advcl"):
        if token.dep_ == "ccomp" and token.i < verb.i and not is_told:  # "He died at once; *she was* pronounced dead"
            continue
        marked = child(token, "mark")
        if token.dep_ != "advcl" or (marked is not None and marked.lower_ == "that"):
            add(passage, draft, passage.pieces(token, blocked), blocked)
    if draft.contents:
        if subject is not None and verb.lemma_ in words.addressee:
            draft.addressee = noun_phrase(passage, subject, verb)
    elif subject is not None and subject.i < verb.i:
        _fill_passive_subject(passage, words, verb, subject, draft, blocked)


def _agent(words: CueWords, verb: Token) -> tuple[Token | None, Token | None]:
    """Give the "by" phrase of a passive and who speaks in it; it may hang on what is said ("accused of lying by X")."""
    agent = child(verb, "agent")
    if agent is not None:
        return agent, child(agent, "pobj")
    rest = _passive_complement(words, verb)
    for preposition in children(rest, "prep", "agent") if rest is not None and rest.tag_ == "VBG" else ():
        speaker = child(preposition, "pobj") if preposition.lower_ == "by" else None
        if speaker is not None and (speaker.ent_type_ in SPEAKERS or speaker.lemma_.lower() in words.sources):
            return preposition, speaker
    return None, None


def _fill_passive_subject(
    passage: Passage, words: CueWords, verb: Token, subject: Token, draft: Draft, blocked: set[int]
) -> None:
    """Add subject and complement: "*X* is said *to have fled*"; the subject alone where the verb reports one."""
    rest = _passive_complement(words, verb)
    if rest is None and (verb.lemma_ not in words.passive_subject or verb.dep_ in ("acl", "relcl", "advcl")):
        return
    if rest is None and _is_somebody(words, verb, subject):
        return
    if subject.lower_ != "it":
        add(passage, draft, [noun_phrase(passage, subject, verb)], blocked)
    if rest is not None:
        add(passage, draft, passage.pieces(rest, blocked), blocked)


def _is_somebody(words: CueWords, verb: Token, subject: Token) -> bool:
    """Tell a person, who is no content, and what is given: "*Li* was announced", "the *nominee* was confirmed"."""
    named = parted(subject) or subject
    return named.ent_type_ in ("PER", "PERSON") or named.lemma_ in words.no_content.get(verb.lemma_, ())


def _passive_complement(words: CueWords, verb: Token) -> Token | None:
    """Give what a passive cue says of its subject: "is said *to*", "was accused *of*", "was called *a liar*"."""
    infinitive = child(verb, "xcomp")
    if infinitive is not None and (child(infinitive, "aux") is not None or verb.lemma_ == "report"):
        return infinitive  # "reported missing"
    wanted = words.object_preposition.get(verb.lemma_, frozenset())
    for preposition in children(verb, "prep"):
        if preposition.i > verb.i and preposition.lower_ in wanted:
            return child(preposition, "pobj", "pcomp")
        if preposition.i > verb.i and preposition.lower_ == "as" and verb.lemma_ == "report":
            return child(preposition, "pcomp")  # "was reported *as having fled*"
    predicate = child(verb, "oprd") if verb.lemma_ in words.small_clause and verb.dep_ != "acl" else None
    if predicate is None or predicate.pos_ == "PROPN":  # "is called the Ark" names
        return None
    return None if predicate.lemma_ in words.no_content.get(verb.lemma_, ()) else predicate  # "was pronounced dead"


def _blocked(draft: Draft) -> set[int]:
    """Give the tokens that no content may hold: those of the cue and the source."""
    return {place for piece in (draft.cue, draft.source) if piece for place in range(*piece)}


def _detached(passage: Passage, verb: Token, draft: Draft) -> bool:
    """Tell a clause before its cue ("..., he said") from a misread one: a comma or quote mark parts the two."""
    first = min(draft.source[0] if draft.source else verb.i, draft.cue[0] if draft.cue else verb.i)
    before = passage.tree[first - 1] if first else None
    return before is not None and (before.text in (",", "''", "``", "?", "!", "—", "–") or before.is_quote)


def _is_question(verb: Token, clause: Token) -> bool:
    """Tell the parser's adverbial clauses that are contents: "asked if ...", "said that ..."."""
    if clause.dep_ != "advcl" or clause.i < verb.i or verb.lemma_ not in _INDIRECT_QUESTIONS:
        return False
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ in ("that", "whether", "if")


def _continues(words: CueWords, clause: Token) -> bool:
    """Tell a second clause of the content that the parser has hung on the cue: "said A was lost and B was won"."""
    subject = child(clause, "nsubj", "nsubjpass") if clause.dep_ == "conj" else None
    if subject is None or clause.lemma_ in words.verbs:
        return False
    before = clause.tree[subject.left_edge.i - 1] if subject.left_edge.i > 1 else subject
    if before.lower_ == "and":
        return clause.tree[before.i - 1].text != "," and _is_anaphor(subject)
    return before.lower_ == "that"


def _is_anaphor(subject: Token) -> bool:
    return subject.lower_ in ("he", "she", "it", "they")


def _fill_open_clause(passage: Passage, words: CueWords, verb: Token, clause: Token, draft: Draft) -> None:
    """Add an infinitive or gerund: "vowed to fight", "urged them to go", "denied having gone"."""
    lemma = verb.lemma_
    blocked = _blocked(draft)
    lower = child(verb, "dobj", "dative")
    subject = child(clause, "nsubj")
    is_gerund = clause.tag_ == "VBG" or any(aux.tag_ == "VBG" for aux in children(clause, "aux", "auxpass"))
    if lower is not None and lemma in words.object and lower.i > verb.i and not _can_be_told(words, lower):
        add(passage, draft, [(lower.left_edge.i, clause.right_edge.i + 1)], blocked)  # "promised *a loan to help Chad*"
    elif subject is not None or lemma in (words.object if is_gerund else words.infinitive):
        add(passage, draft, passage.pieces(clause, blocked), blocked)
    elif lower is None or is_gerund:
        return
    elif lemma in words.object_infinitive:
        apart = _apart(passage, words, clause)
        draft.apart.extend(token.i for token in apart)
        end = min([clause.right_edge.i + 1, *(token.left_edge.i for token in apart)])
        add(passage, draft, [(lower.left_edge.i, end)], blocked)
    elif lemma in words.addressee:
        draft.addressee = noun_phrase(passage, lower, verb)
        add(passage, draft, passage.pieces(clause, blocked), blocked)


def _can_be_told(words: CueWords, noun: Token) -> bool:
    """Tell whether a noun may be an addressee: a pronoun, a name, or somebody who can speak."""
    return noun.pos_ in ("PRON", "PROPN") or noun.ent_type_ in SPEAKERS or noun.lemma_.lower() in words.sources


def set_inverted(passage: Passage, verb: Token, draft: Draft) -> None:
    """Take the object that the parser gives a cue behind its content for who says it: '"Why?" asked *the judge*'."""
    lower = child(verb, "dobj")
    if lower is None or lower.i < verb.i or not draft.contents or draft.end > verb.i:
        return
    if not passage.in_quotation(draft.start) and passage.tree[verb.i - 1].text != ",":
        return
    draft.source, draft.addressee = noun_phrase(passage, lower, verb), None


def _set_addressee(passage: Passage, verb: Token, draft: Draft) -> None:
    found = child(verb, "dative", "dobj")
    if draft.addressee is None and found is not None and found.i > verb.i:
        if found.dep_ == "dative" and found.pos_ == "ADP":
            found = child(found, "pobj") or found
        if not any(start <= found.i < end for start, end in draft.contents):
            start, end = noun_phrase(passage, found, verb)
            opens = [place for place, _ in draft.contents if found.i < place < end]
            end = min([end, *opens])
            draft.addressee = passage.trim((start, end - (passage.tree[end - 1].lower_ in _LEADING)))


def _fill_phrase(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    """Add content that is no clause: predicates, objects with "as" or another preposition, phrases, plain objects."""
    lemma = verb.lemma_
    blocked = _blocked(draft)
    lower = child(verb, "dobj")
    if _fill_predicate(passage, words, verb, draft, blocked) or _fill_prepositional(passage, words, verb, lower, draft):
        return
    if lower is None:
        _fill_taken_up(passage, words, verb, draft)
    if lower is None or lower.i < verb.i or (lower.pos_ == "PRON" and not _is_part(lower)):
        return
    taken = words.no_content.get(lemma, ())
    if any(token.lemma_ in taken for token in children(verb, "dobj", "oprd", "attr", "npadvmod", "dative")):
        return
    wanted = words.object_preposition.get(lemma)
    objects = (lower, *children(lower, "conj"))
    has_phrase = wanted and any(p.lower_ in wanted for noun in objects for p in children(noun, "prep"))
    has_phrase = has_phrase or _measures(words, verb, lower)
    bare = lower.tag_ == "CD" and lower.right_edge is lower  # "Organisers said 10,000 came; police *said 3,000*"
    counts = bare and lemma == "say"
    takes_object = lemma in words.object or has_phrase or counts or _is_evidence(passage, words, verb, draft)
    if takes_object and (child(verb, "dative") is None or lemma in words.addressee):
        pieces = passage.pieces(lower, blocked)
        if pieces:
            end = _under_condition(verb, _with_phrases(verb, pieces[-1][1]))
            pieces[-1] = (pieces[-1][0], _goes_on(words, verb, end) if has_phrase else end)
        if child(verb, "dobj") is not _last_object(verb):  # "condemned *anti - Semitism*": three objects to the parser
            pieces = [(lower.left_edge.i, _last_object(verb).right_edge.i + 1)]
        add(passage, draft, pieces, blocked)
        if draft.type == "deny" and lower.lemma_ in words.offers:
            draft.type = "refuse"


def _is_part(word: Token) -> bool:
    """Tell some of several from a bare pronoun: "denied *some of the claims*"."""
    counts = word.tag_ == "CD" or word.lower_ in _PARTS
    return counts and any(of.lower_ == "of" and of.i == word.i + 1 for of in children(word, "prep"))


def _measures(words: CueWords, verb: Token, measure: Token) -> bool:
    """Tell a measure with its number within it, to the parser: "put *the number of displaced at* 2 million"."""
    wanted = words.object_preposition.get(verb.lemma_, ())
    below = verb.tree[measure.i + 1 : measure.right_edge.i]
    named = measure.lemma_ in words.measures.get(verb.lemma_, ())
    return named and any(word.lower_ in wanted and any(n.tag_ == "CD" for n in word.children) for word in below)


def _fill_taken_up(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    """Add the noun that a clause without an object says something of: "*a charge* it rejects"."""
    noun, source = verb.head, draft.source
    says = verb.dep_ in ("relcl", "acl") and verb.lemma_ in words.object and verb.tag_ in FINITE
    if says and source is not None and noun.i < source[0] <= verb.i and noun.lemma_.lower() in words.nouns:
        add(passage, draft, [(noun.left_edge.i, noun.i + 1)], set())


def _is_evidence(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> bool:
    """Tell what a poll, report or picture shows ("the survey *found* wide support") from what somebody does."""
    if verb.lemma_ not in words.evident or verb.tag_ not in FINITE or draft.source is None:
        return False
    return words.sources.get(passage.head(draft.source).lemma_.lower()) == "document"


def _last_object(verb: Token) -> Token:
    """Give the last of the objects that stand side by side as the parts of one word with hyphens."""
    objects = list(children(verb, "dobj"))
    last = objects[0]
    for token in objects[1:]:
        if token.i != last.i + 1:
            break
        last = token
    return last


def _fill_predicate(passage: Passage, words: CueWords, verb: Token, draft: Draft, blocked: set[int]) -> bool:
    """Add "called *it unfair*" and "*what* he called *a fraud*"."""
    predicate = child(verb, "oprd")
    if verb.lemma_ not in words.small_clause or predicate is None or predicate.i < verb.i:
        return False
    if predicate.pos_ == "PROPN" and not passage.in_quotation(predicate.i):
        return True  # "called the Ark" names
    between = [t.left_edge.i for t in children(verb, "dobj", "nsubj") if verb.i < t.i < predicate.i]
    relatives = [token for token in children(verb, "dobj") if token.tag_ in ("WP", "WDT") and token.i < verb.i]
    if predicate.lemma_ in words.no_content.get(verb.lemma_, ()) and not between and not relatives:
        return True  # "called the police"
    draft.contents.extend((relative.i, relative.i + 1) for relative in relatives)
    add(passage, draft, [(min([predicate.left_edge.i, *between]), predicate.right_edge.i + 1)], blocked)
    return True


def _fill_prepositional(passage: Passage, words: CueWords, verb: Token, lower: Token | None, draft: Draft) -> bool:
    """Add "described *it as unfair*", "accused *them of lying*", "warned of *a war*", "warned us of *a war*"."""
    lemma = verb.lemma_
    blocked = _blocked(draft)
    told = lower is not None and lower.i > verb.i and lemma in words.addressee
    told = told and (verb.tag_ != "VB" or verb.dep_ != "ROOT")  # "Tell us about your work."
    about = [token for token in children(lower, "prep") if token.lower_ in _ABOUT] if lower is not None and told else []
    if _fill_called_for(passage, words, verb, draft):
        return True
    for preposition in (*children(verb, "prep", "agent", "dative"), *about):
        word = preposition.lower_
        if preposition.i < verb.i:
            continue
        if lower is not None and (
            word in words.object_preposition.get(lemma, ()) or (word == "as" and lemma in words.as_)
        ):
            start = lower.left_edge.i if lower.i > verb.i else preposition.i
            end = max(preposition.right_edge.i, lower.right_edge.i) + 1
            add(passage, draft, [(start, _goes_on(words, verb, end))], blocked)
            return True
        below = child(preposition, "pobj", "pcomp")
        is_asked = word in words.asked.get(lemma, ())
        wanted = is_asked or word in words.preposition.get(lemma, ())
        if (lower is None or (told and not is_asked)) and below is not None and wanted and below.text not in DAYS:
            task = child(verb, "xcomp", "advcl") if is_asked or word in ("on", "upon") else None
            has_task = task is not None and task.i > below.i and task.tag_ == "VB"
            if is_asked and not has_task:
                continue
            if task is not None and has_task:
                add(passage, draft, [(below.left_edge.i, task.right_edge.i + 1)], blocked)
            pieces = passage.pieces(below, blocked)
            if pieces:
                pieces[-1] = (pieces[-1][0], _under_condition(verb, pieces[-1][1]))
            add(passage, draft, pieces, blocked)
            if draft.cue and preposition.i == draft.cue[1]:
                draft.cue = (draft.cue[0], preposition.i + 1)
            draft.type = words.phrasal.get((lemma, word), draft.type)
            return True
    return False


def _fill_called_for(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> bool:
    """Add an infinitive with its subject: "called for *the army to withdraw*"."""
    wanted = words.preposition.get(verb.lemma_, ())
    for clause in children(verb, "advcl", "xcomp", "ccomp") if "for" in wanted else ():
        mark = child(clause, "mark")
        if mark is None or mark.lower_ != "for" or clause.tag_ != "VB" or mark.i != (draft.cue or (0, 0))[1]:
            continue
        add(passage, draft, [(mark.i + 1, clause.right_edge.i + 1)], _blocked(draft))
        draft.cue = (draft.cue[0], mark.i + 1) if draft.cue else None
        draft.type = words.phrasal.get((verb.lemma_, "for"), draft.type)
        return True
    return False


def _goes_on(words: CueWords, verb: Token, end: int) -> int:
    """Give the end of a content that goes on behind a comma, with what the parser has hung on the cue.

    "Accused the army of bombing a depot, *killing nine*", "put the toll at 83, *with 210 missing*".
    """
    for token in verb.rights:
        first = token.left_edge.i
        parted = first == end + 1 and verb.tree[end].text == ","
        follows = parted and is_remainder(words, token.left_edge)
        counts_on = parted and token.dep_ == "prep" and token.lower_ == "with" and verb.lemma_ in words.measures
        if follows or counts_on or (first == end and _is_where(token)) or _is_added(words, verb, token, end):
            end = token.right_edge.i + 1
    return end


def _with_phrases(verb: Token, end: int) -> int:
    """Give the end of a noun phrase with the phrases that the parser has hung on its cue.

    "Announced *a ban on fires for the summer*", "denied *any contact with Iran by his aides*".
    """
    for token in verb.rights:
        below = child(token, "pobj")
        is_of_noun = token.dep_ in ("prep", "agent") and token.lower_ in _OF_NOUNS
        is_of_noun = is_of_noun and (below.lemma_ not in _LENGTHS if below is not None else token.lower_ != "by")
        if token.i == end and is_of_noun:
            end = token.right_edge.i + 1
    return end


def _under_condition(verb: Token, end: int) -> int:
    """Give the end of a content with the condition behind it: "warned of strikes *if the plan goes ahead*"."""
    for clause in children(verb, "advcl"):
        mark = child(clause, "mark")
        if clause.left_edge.i == end and mark is not None and mark.lower_ in ("if", "unless"):
            return clause.right_edge.i + 1
    return end


def _is_where(token: Token) -> bool:
    """Tell a phrase of place that the parser has hung on the cue: "of flying planes *inside its airspace*"."""
    place = child(token, "pobj")
    is_in = token.lower_ == "in" and place is not None and place.ent_type_ in ("LOC", "GPE")
    return token.dep_ == "prep" and (token.lower_ in _WHERE or is_in)


def _is_added(words: CueWords, verb: Token, token: Token, end: int) -> bool:
    """Tell a second phrase of the same kind: "accused them of lying, *and of hiding the books*".

    So is a second number: "put the army's losses at seven dead *and 15 wounded*".
    """
    linked = [word.lower_ for word in verb.tree[end : token.i] if word.text != ","]
    is_number = token.dep_ == "conj" and token.tag_ == "CD" and verb.lemma_ in words.measures
    is_same = is_number or token.lower_ in words.object_preposition.get(verb.lemma_, ())
    return is_same and token.i >= end and linked in (["and"], ["or"], ["and", "then"])


def add(passage: Passage, draft: Draft, pieces: list[Range], blocked: set[int]) -> None:
    """Add stretches to a draft, trimmed and widened to whole quotations, where they do not overlap others."""
    for piece in pieces:
        trimmed = passage.trim(piece)
        if trimmed:
            start, end = passage.utterance(passage.snap(trimmed, blocked))
            end = _with_parts(passage, _with_hour(passage, end))
            if not any(start < e and s < end for s, e in draft.contents):
                draft.contents.append((start, end))
    draft.contents.sort()
    for number in range(len(draft.contents) - 1, 0, -1):
        (first, end), (start, last) = draft.contents[number - 1 : number + 1]
        between, goes_on = passage.tree[end:start], passage.tree[start]
        dashed = any(token.text in DASHES for token in between) and goes_on.is_title
        if end <= start and not dashed and _JOINING.issuperset(token.lower_ for token in between):
            draft.contents[number - 1 : number + 1] = [(first, last)]


def _with_hour(passage: Passage, end: int) -> int:
    """Take in the rest of a time that the parser has cut: "shortly after 1:30 *a.m. Sunday*"."""
    tree = passage.tree
    if end >= len(tree) or tree[end].lower_ not in _HOURS or tree[end - 1].tag_ != "CD":
        return end
    return end + 1 + (end + 1 < len(tree) and tree[end + 1].text in DAYS)


def _with_parts(passage: Passage, end: int) -> int:
    """Take in the part of what was counted that the parser has hung elsewhere: "nine died, *two of them children*"."""
    tree, high = passage.tree, passage.sentence[end - 1][1]
    if end + 3 >= high or tree[end].text != "," or passage.in_quotation(end):
        return end
    part, of, whole = tree[end + 1 : end + 4]
    if (part.tag_ != "CD" and part.lower_ not in _PARTS) or of.lower_ != "of" or whole.lower_ not in ("them", "whom"):
        return end
    return next((place for place in range(end + 4, high) if tree[place].text in _ENDS), high)


def _said_beside(words: CueWords, verb: Token, clause: Token) -> list[Token]:
    """Give the verbs that the parser has joined to a content and that go with its cue.

    "Said the deal was dead *and accused Iran of lying*": a deal accuses nobody; "confirmed he had died *but gave no
    details*", "said it would pay *but set no date*", "saying it was late *and promising* to pay": another form, that
    of the cue.
    """
    subject = child(clause, "nsubj", "nsubjpass")
    if subject is None:
        return []
    lemma = subject.lemma_.lower()
    speaks = subject.pos_ == "PRON" or subject.ent_type_ in SPEAKERS
    speaks = speaks or lemma in words.sources or lemma in words.callings
    if verb.tag_ == "VBG" and clause.tag_ != "VBG":
        joined = (token for token in children(clause, "conj") if token.tag_ == "VBG" and child(token, "aux") is None)
        return [token for token in joined if _is_bare_cue(words, token)]
    if verb.tag_ in ("VBP", "VBZ"):
        return [] if speaks else [token for token in children(clause, "conj") if _says_now(words, token)]
    if verb.tag_ != "VBD" and not any(word.tag_ in FINITE for word in children(verb, "aux")):
        return []
    has = not speaks and any(word.tag_ in ("VBP", "VBZ") for word in children(verb, "aux"))
    return [
        token
        for token in children(clause, "conj")
        if _is_of_cue(words, clause, token, speaks=speaks) or (has and _says_now(words, token))
    ]


def _says_now(words: CueWords, conjunct: Token) -> bool:
    """Tell a cue in the present without a subject: "says the vote was rigged *and is calling for a rerun*".

    The perfect is a present tense too: "has said the vote was rigged *and has called for a rerun*".
    """
    tense = [token.tag_ for token in (conjunct, *children(conjunct, "aux"))]
    return _is_bare_cue(words, conjunct) and any(tag in ("VBP", "VBZ") for tag in tense)


def _is_bare_cue(words: CueWords, verb: Token) -> bool:
    is_cue = verb.lemma_ in words.verbs and verb.lemma_ not in words.quote_only
    return is_cue and child(verb, "nsubj", "nsubjpass", "auxpass") is None


def _is_of_cue(words: CueWords, clause: Token, conjunct: Token, *, speaks: bool) -> bool:
    labels = {token.dep_ for token in conjunct.children}
    if conjunct.tag_ != "VBD" or not labels.isdisjoint(("nsubj", "nsubjpass", "aux", "auxpass")):
        return False
    if not speaks and conjunct.lemma_ in words.verbs and conjunct.lemma_ not in words.quote_only:
        return True
    auxiliaries = {token.tag_: token.lower_ for token in children(clause, "aux")}
    but = any(token.lower_ == "but" for token in children(clause, "cc"))
    modal = auxiliaries.get("MD")
    if _is_present(clause) and conjunct.lemma_ in words.verbs:
        return True  # "said the deal is dead and *noted* that"
    tells = conjunct.lemma_ in words.verbs and child(conjunct, "ccomp") is not None
    apart = modal is not None and (clause.tag_ == "VB" or tells)  # not "should have seen and *told*"
    return modal == "would" or apart or (but and "had" in auxiliaries.values())


def _is_present(clause: Token) -> bool:
    """Tell a clause in the present, which no verb in the past goes on; "has seen and told" is none of them."""
    tense = {token.tag_ for token in (clause, *children(clause, "aux"))}
    return clause.tag_ != "VBN" and not tense.isdisjoint(("VBP", "VBZ"))


def _contrasts(words: CueWords, clause: Token) -> Iterator[Token]:
    """Give the clauses that say what others say: "critics say A, *while supporters argue B*"."""
    for token in children(clause, "advcl"):
        mark = child(token, "mark")
        contrasts = token.i > clause.i and mark is not None and mark.lower_ in _CONTRASTING
        if contrasts and token.lemma_ in words.verbs and child(token, "nsubj") and child(token, "ccomp"):
            yield token


def _apart(passage: Passage, words: CueWords, clause: Token) -> list[Token]:
    """Give the participles that the parser has hung into a content and that go with its cue: "said A, adding B"."""
    return [
        token
        for token in clause.children
        if token.dep_ == "advcl" and token.tag_ == "VBG" and token.i > clause.i and token.lemma_ in words.verbs
        and token.lemma_ not in words.quote_only
        and passage.tree[token.left_edge.i - 1].text == "," and child(token, "nsubj", "nsubjpass") is None
    ]  # fmt: skip
