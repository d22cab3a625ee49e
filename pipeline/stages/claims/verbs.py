"""Verbs as cues: "X said that ...", "..., Y added", "Z was accused of ...", "it is estimated that ..."."""

from pipeline.stages.claims import complements
from pipeline.stages.claims.agents import CITING, cue_group, find_subject, noun_phrase
from pipeline.stages.claims.lexicon import DAYS, CueWords
from pipeline.stages.claims.passage import SPEAKERS, Draft, Passage, Range
from pipeline.syntax import FINITE, child, children
from pipeline.tree import Token
from schemas.claim import CueType

_VERBAL = frozenset({"VERB", "AUX"})
_PASSIVE = frozenset({"auxpass", "nsubjpass", "csubjpass"})
_ENDING: frozenset[CueType] = frozenset({"claim", "confirm", "forecast", "promise", "say", "warn"})
"""Cues that end a sentence behind what they report: "No new taxes, Sunak *vows*"."""

_WANTING: frozenset[CueType] = frozenset({"ask", "demand", "promise", "refuse"})

_PERSONAL = frozenset({"he", "i", "it", "she", "they", "we"})
_ORDER = frozenset({"after", "before"})
_OPENING = frozenset({"ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB"})
_LITTLE = frozenset({"less", "little", "more", "much", "nothing", "something"})
_NAMING = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT"})
PAIR = 16
"""How many tokens two sources take that are joined by "and"."""

ADDRESSED = 20
"""How many tokens may name whom something was told."""

_OMITTING = frozenset({"fail", "forget", "neglect"})

TOLD_IN = 20
"""How many tokens may tell when, where or in what something was said, before the "that" of what it was."""

TIME = 8
"""How many tokens may stand between a cue and the end of its sentence: whom it was told, and when."""

INSERTED = 12
"""How many tokens may stand between a cue set into its content and the mark behind it: "as she put it in a letter"."""

_INSERTED = frozenset({",", "—", "–", "-", "("})
_INCLUSIVE = frozenset({"'s", "let", "let's", "us"})
"""Subjects of "let's say", which supposes and tells nothing."""


def find(passage: Passage, words: CueWords) -> list[Draft]:
    """Give a draft for every cue verb of the article's own voice, in text order; some have no content yet."""
    drafts: dict[int, Draft] = {}
    for token in passage.tokens(words.verbs):
        if token.pos_ in _VERBAL and token.dep_ != "amod":
            draft = _draft(passage, words, token)
            if draft is not None:
                drafts[token.i] = draft
    apart = {place: draft.source for draft in drafts.values() for place in draft.apart}
    for draft in list(drafts.values()):
        verb = passage.tree[draft.verb]
        goes_on = verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj")  # "and blamed the rain, *suggesting* that"
        joined = verb.head.i if goes_on and draft.verb not in apart else draft.verb
        draft.source = apart.get(joined, draft.source)
        _carry(passage, words, drafts, draft)
    for draft in drafts.values():
        _quote(passage, words, draft)
    _settle_sources(passage, drafts)
    return list(drafts.values())


def _as_saying(words: CueWords, verb: Token) -> Token | None:
    """Give the "saying" of "was quoted *as saying*": the cue of what somebody else passes on."""
    saying = (child(preposition, "pcomp") for preposition in children(verb, "prep") if preposition.lower_ == "as")
    return next((token for token in saying if token is not None and token.lemma_ in words.verbs), None)


def _quote(passage: Passage, words: CueWords, draft: Draft) -> None:
    """Take "was quoted as saying *by the paper*" for one cue, and who quotes for the last of its chain."""
    saying = passage.tree[draft.verb]
    verb = saying.head.head
    if saying.dep_ != "pcomp" or verb.lemma_ not in CITING or _as_saying(words, verb) is not saying:
        return
    medium = child(verb, "nsubj")
    if _is_passive(verb):
        agents = (by for head in (verb, saying) for by in children(head, "agent", "prep") if by.lower_ == "by")
        medium = next((child(by, "pobj") for by in agents), None)
        draft.cue = (cue_group(passage, verb)[0], draft.cue[1]) if draft.cue else None
    if medium is not None:
        draft.via.insert(0, noun_phrase(passage, medium, verb))
    if not draft.contents:
        blocked = set(range(min(verb.i, saying.i), saying.i + 1))
        for clause in children(verb, "ccomp"):
            before = passage.tree[clause.right_edge.i + 1]
            if clause.i < verb.i and before.text == ",":
                complements.add(passage, draft, passage.pieces(clause, blocked), blocked)


def _settle_sources(passage: Passage, drafts: dict[int, Draft]) -> None:
    """Give cues with a subject in a quotation the source of the cue before them: '"I won," she said, *adding* that'."""
    last: Draft | None = None
    for draft in drafts.values():
        source = draft.source
        if source and passage.in_quotation(source[0]):
            is_same = last is not None and passage.sentence[last.verb] == passage.sentence[draft.verb]
            draft.source = last.source if last is not None and is_same else source
        elif source:
            last = draft
        elif draft.lemma == "add" and last is not None and passage.tree[draft.verb].tag_ == "VBG":
            is_near = passage.paragraph[last.verb] == passage.paragraph[draft.verb]
            draft.source = last.source if is_near else None  # "This led to delays, *adding* that"


def inherit(passage: Passage, drafts: list[Draft]) -> None:
    """Give participles the source that their cue has got from its quotation: '"Yes," answered *Ann*, *adding* ...'."""
    by_verb = {draft.verb: draft for draft in drafts}
    for draft in drafts:
        verb = passage.tree[draft.verb] if draft.verb >= 0 else None
        if draft.source is None and verb is not None and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj"):
            above = by_verb.get(verb.head.i)
            draft.source = above.source if above is not None else None


def _carry(passage: Passage, words: CueWords, drafts: dict[int, Draft], draft: Draft) -> None:
    """Take the verb that carries an infinitive into its cue: "went on *to say*", "refused *to say*"."""
    verb = passage.tree[draft.verb]
    carrier = verb.head
    if (
        verb.dep_ not in ("xcomp", "advcl")
        or verb.tag_ != "VB"
        or draft.cue is None
        or carrier.lemma_ not in words.carriers
        or carrier.i > verb.i  # "*to say* more, he *went* on for an hour": another clause
    ):
        return
    start, end = cue_group(passage, carrier)
    between = passage.tree[end : draft.cue[0]]
    if not draft.contents or any(token.tag_ not in ("RP", "IN", "RB") for token in between) or len(between) > 1:
        return
    draft.cue = (start, draft.cue[1])
    draft.negated = draft.negated != (child(carrier, "neg") is not None)
    kind = words.verbs.get(carrier.lemma_)
    if kind == "refuse":
        draft.type = kind
        draft.lemma = carrier.lemma_
    drafts.pop(carrier.i, None)


def _draft(passage: Passage, words: CueWords, verb: Token) -> Draft | None:
    lemma = verb.lemma_
    passive = _is_passive(verb) and not _is_taken_for_participle(words, verb)
    passive = passive or _is_headline_passive(words, verb) or _is_reduced(words, verb)
    subject = find_subject(verb, words.controllers)
    if _is_no_cue(words, verb, subject, passive=passive):
        return None
    draft = Draft("claims.verb", cue_group(passage, verb), lemma, words.verbs[lemma], verb.i)
    draft.negated = child(verb, "neg") is not None or _is_dismissed(verb) or _is_neither(verb)
    if _fill_before(passage, words, verb, draft):
        return draft
    if passive:
        draft.rule = "claims.passive"
        complements.fill_passive(passage, words, verb, subject, draft)
        if not draft.contents and subject is not None:
            _fill_impersonal(passage, subject, draft)
        return draft
    _fill_active(passage, words, verb, subject, draft)
    return None if draft.contents and _is_faculty(words, verb) else draft


def _fill_active(passage: Passage, words: CueWords, verb: Token, subject: Token | None, draft: Draft) -> None:
    """Give a cue in the active voice its source and its content, wherever these stand."""
    if subject is not None and subject.i != verb.i and not _is_dangling(words, verb, subject):
        draft.source = _without_rest(words, verb, noun_phrase(passage, subject, verb))
        draft.negated = draft.negated or _is_nobody(subject)
    complements.fill_active(passage, words, verb, draft)
    if verb.lemma_ in words.subjects:
        draft.source, draft.addressee = None, draft.source if verb.lemma_ == "hear" else None
        return
    if draft.source is None:
        complements.set_inverted(passage, verb, draft)
    for fill in () if verb.lemma_ in words.quote_only and not _is_put_it(verb) else (_fill_inserted, _fill_lead):
        if not draft.contents:
            fill(passage, words, verb, draft)
    _fill_rest(passage, verb, draft)
    if not draft.contents and verb.lemma_ == "say":
        _fill_said_to_be(passage, verb, draft)


def _is_dangling(words: CueWords, verb: Token, subject: Token) -> bool:
    """Tell a participle that does not go with its clause: "*Permission* was given, *adding* that it was late"."""
    is_free = verb.dep_ in ("advcl", "conj", "prep") or (verb.dep_ == "pcomp" and verb.head.lower_ in _ORDER)
    if verb.tag_ != "VBG" or not is_free or child(verb, "aux", "nsubj") is not None:
        return False
    lemma = subject.lemma_.lower()
    speaks = subject.pos_ in ("PRON", "PROPN") or subject.ent_type_ in SPEAKERS or lemma in words.sources
    return subject.lower_ in ("that", "this") or (subject.dep_ == "nsubjpass" and not speaks)


def _fill_said_to_be(passage: Passage, verb: Token, draft: Draft) -> None:
    """Read what somebody says that something is: "paraded *what* it said *were captured soldiers*"."""
    tree, high = passage.tree, passage.sentence[verb.i][1]
    what = draft.source[0] - 1 if draft.source else -1
    if what < 0 or tree[what].lower_ != "what" or verb.i + 2 >= high or tree[verb.i + 1].lemma_ != "be":
        return
    last = tree[verb.i + 2]
    while last.head.i > last.i and last.head.i < high:
        last = last.head
    draft.contents = [(what, what + 1), (verb.i + 1, last.right_edge.i + 1)]


def _without_rest(words: CueWords, verb: Token, source: Range) -> Range:
    """Take off a source behind its cue what is counted and no speaker: "said police, *including two children*"."""
    start, end = source
    comma = next((place for place in range(start + 1, end - 1) if verb.tree[place].text == ","), None)
    if start < verb.i or comma is None or not complements.is_remainder(words, verb.tree[comma + 1]):
        return source
    counts = any(word.pos_ == "NUM" or word.lower_ == "them" for word in verb.tree[comma + 1 : end])
    return (start, comma) if counts else source


def _is_no_cue(words: CueWords, verb: Token, subject: Token | None, *, passive: bool) -> bool:
    """Tell a verb that is a cue only with a particle, in the passive, or not below another ("quoted as *saying*")."""
    lemma = verb.lemma_
    if lemma in words.particle_only and not _has_particle(verb, words.particle_only[lemma]):
        return True
    if lemma in CITING and _as_saying(words, verb) is not None:
        return True
    if lemma in words.subjects and (subject is None or subject.lemma_.lower() not in words.subjects[lemma]):
        return True
    if subject is None and verb.i == verb.sentence_start and verb.tag_ in ("VB", "VBP"):
        return True  # "*Report* co-author Ann Cole was there"
    if lemma in words.clause_only and not _has_whole_clause(verb):
        return True
    supposes = (subject is not None and subject.lower_ in _INCLUSIVE) or _is_conjunction(verb)
    before = verb.tree[max(verb.i - 1, 0)]
    owned = before.tag_ == "PRP$" or (before.tag_ == "POS" and before.head.dep_ == "poss")
    if verb.tag_ in ("VBD", "VBN") and owned:
        return True  # "Hale's *reported* departure"
    supposes = supposes or (subject is not None and subject.text in DAYS)  # "on *Wednesday*, calls for him to go"
    return supposes or (lemma in words.passive_only and not passive) or _is_of_nobody(verb, subject)


def _has_whole_clause(verb: Token) -> bool:
    """Tell whether a clause with "that" or a pronoun is below a verb: "held *that the law was void*"."""
    clause = child(verb, "ccomp")
    if clause is None or clause.i < verb.i:
        return False
    mark, subject = child(clause, "mark"), child(clause, "nsubj", "nsubjpass")
    is_told = subject is not None and subject.lower_ in _PERSONAL  # not "held *him* responsible"
    return is_told or (mark is not None and mark.lower_ == "that")


def _is_conjunction(verb: Token) -> bool:
    """Tell a participle that joins a clause to another: "*considering* that it rained, the crowd was large"."""
    joins = verb.lemma_ in ("assume", "consider") and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "prep", "pcomp")
    return joins and child(verb, "aux", "nsubj") is None and child(verb, "ccomp") is not None


def _is_of_nobody(verb: Token, subject: Token | None) -> bool:
    """Tell what nobody says or finds: "*it* is fair *to say*", "*it* goes without *saying*", "to *find who* did it"."""
    clause = child(verb, "ccomp") if verb.lemma_ == "find" else None
    if clause is not None and clause.i > verb.i and clause.left_edge.tag_ in ("WP", "WDT"):
        return True
    start = verb.sentence_start
    if verb.i == start + 1 and verb.tree.lower[start : start + 3] == ["that", "said", ","]:
        return True
    if subject is not None and subject.lower_ == "you":
        return verb.tag_ not in ("VBD", "VBN")  # "if *you* expect a road to the top"
    if subject is None or subject.lower_ != "it" or subject.i > verb.i:
        return False
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    is_judged = verb.tag_ == "VB" and above.lemma_ == "be" and child(above, "acomp", "attr") is not None
    return is_judged or (verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def _fill_lead(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    """Read the lead of a report where the parser joins its last noun to who says it.

    "A bus fell into a ravine, killing *nine passengers, police and witnesses said*."
    """
    tree, (low, high), start = passage.tree, passage.sentence[verb.i], draft.cue[0] if draft.cue else verb.i
    if verb.tag_ not in ("VBD", "VBP", "VBZ") or any(token.i > verb.i for token in children(verb, "dobj", "ccomp")):
        return
    comma = next((place for place in range(start - 1, max(start - PAIR, low), -1) if tree[place].text == ","), None)
    if comma is None or not _has_ended(verb, high):
        return
    pair, last = tree[comma + 1 : start], tree[start - 1]
    speaks = last.ent_type_ in SPEAKERS or last.lemma_.lower() in words.sources
    joined = "and" in [token.lower_ for token in pair[1:]] and pair[0].lower_ != "and"
    if not speaks or not joined or {token.pos_ for token in pair} - _NAMING:
        return
    content = passage.trim((low, comma))
    if content:
        draft.source, draft.contents, draft.addressee = (comma + 1, start), [passage.snap(content, ())], None
        draft.negated = child(verb, "neg") is not None


def _has_ended(verb: Token, high: int) -> bool:
    """Tell whether nothing but a time follows a cue in its sentence."""
    return high - verb.i <= TIME and not any(token.pos_ in _VERBAL for token in verb.tree[verb.i + 1 : high])


def _fill_rest(passage: Passage, verb: Token, draft: Draft) -> None:
    """Read what follows "X said" to the end of its sentence where the parser sees no clause in it.

    "Experts say *employees of large firms - and those of agencies - tend to have more protection*".
    """
    high = passage.sentence[verb.i][1]
    is_finite = verb.tag_ in FINITE or any(word.tag_ in FINITE for word in children(verb, "aux"))
    speaks = draft.source is not None and draft.source[0] < verb.i and is_finite
    if draft.contents or verb.lemma_ != "say" or verb.dep_ not in ("ROOT", "conj") or not speaks:
        return
    behind = _behind_that(verb, high)
    content = passage.trim((behind, high)) if behind is not None else None
    if content:
        draft.contents, draft.addressee = [passage.snap(content, ())], None
        return
    rest = passage.tree[verb.i + 1 : high]
    opens = bool(rest) and rest[0].pos_ in _OPENING
    opens = opens and (rest[0].lower_ not in _LITTLE or [word.lower_ for word in rest[1:2]] == ["than"])
    if not opens or any(passage.in_quotation(token.i) for token in rest):
        return
    content = passage.trim((verb.i + 1, high)) if any(map(_acts, rest)) else None
    if content:
        draft.contents, draft.addressee = [content], None


def _behind_that(verb: Token, high: int) -> int | None:
    """Give the first token of what is said where the parser hangs it on when, where or in what it was said.

    "Said in a *commentary* that little is built in villages", but "said in a commentary *that ran* on Monday".
    """
    first = verb.tree[verb.i + 1 : verb.i + 2]
    if not first or first[0].dep_ not in ("prep", "npadvmod", "advmod"):
        return None
    for token in verb.tree[first[0].i : min(high - 2, verb.i + TOLD_IN)]:
        if token.is_punct or token.pos_ in _VERBAL or verb.tree.tags[token.i] == "WP":
            return None
        after = verb.tree[token.i + 1]
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT"):
            return token.i + 1 if after.pos_ not in _VERBAL else None
    return None


def _acts(verb: Token) -> bool:
    """Tell a finite verb, or one that the parser has taken for a bare infinitive or a participle."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl":  # "said the rule *harmed* them"
        return verb.head.dep_ == "dobj" and child(verb, "agent") is None
    return verb.tag_ in FINITE or verb.tag_ == "MD" or (verb.tag_ == "VB" and verb.tree[verb.i - 1].tag_ != "TO")


def _is_put_it(verb: Token) -> bool:
    """Tell "as she *put* it", which says nothing itself."""
    told = child(verb, "dobj") if verb.lemma_ == "put" else None
    mark = child(verb, "mark")
    return told is not None and told.lower_ == "it" and mark is not None and mark.lower_ == "as"


def _fill_impersonal(passage: Passage, subject: Token, draft: Draft) -> None:
    """Read an impersonal passive set into its content: "The minister, *it is understood*, will resign"."""
    verb, tree = passage.tree[draft.verb], passage.tree
    end = draft.cue[1] if draft.cue else verb.i + 1
    if subject.lower_ != "it" or verb.head is verb or not 0 < subject.i < end < len(tree):
        return
    if tree[subject.i - 1].text == "," and tree[end].text == ",":
        inserted = set(range(subject.i - 1, end + 1))
        complements.add(passage, draft, passage.pieces(verb.head, inserted), inserted)


def _is_nobody(subject: Token) -> bool:
    """Tell a subject that says that nobody does: "*no group* has claimed", "*nobody* said"."""
    return subject.lower_ in ("neither", "nobody", "none") or any(
        word.lower_ in ("neither", "no") for word in children(subject, "det", "preconj")
    )


def _is_dismissed(verb: Token) -> bool:
    """Tell a cue that did not take place: "rather than demanding", "without saying", "stopped short of asking"."""
    if verb.i == 0:
        return False
    before = verb.tree[verb.i - 1]
    of_what = verb.tree[max(verb.i - 2, 0)].lower_
    if verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ in _OMITTING:
        return True  # "failed to disclose that"
    return before.lower_ in ("than", "without") or (before.lower_ == "of" and of_what in ("clear", "instead", "short"))


def _is_neither(verb: Token) -> bool:
    """Tell one of two cues of which none takes place: "would *neither* confirm *nor* deny"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(word.lower_ == "neither" for word in children(first, "preconj", "cc", "advmod"))


def _is_faculty(words: CueWords, verb: Token) -> bool:
    """Tell what somebody can or may say from what they say: "the power *to announce* sanctions"."""
    noun = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in ("acl", "relcl") or child(verb, "ccomp", "nsubj") is not None:
        return False
    speaks = noun.ent_type_ in SPEAKERS or noun.lemma_.lower() in words.sources
    return not speaks and noun.lemma_ not in words.nouns


def _has_particle(verb: Token, particles: frozenset[str]) -> bool:
    return any(particle.lower_ in particles for particle in children(verb, "prt", "advmod"))


def _is_passive(verb: Token) -> bool:
    is_asked = verb.lemma_ == "ask" and (verb.dep_ == "acl" or _is_set_off(verb))
    if any(token.dep_ in _PASSIVE for token in verb.children) or is_asked:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "ROOT", "advcl") and child(verb, "aux", "nsubj") is None


def _is_taken_for_participle(words: CueWords, verb: Token) -> bool:
    """Tell the verb of a sentence from a participle: "Acme's owner, the Bolt Group, *announced on Friday that* ..."."""
    clause = child(verb, "ccomp")
    mark = child(clause, "mark") if clause is not None and clause.i > verb.i else None
    is_told = verb.dep_ == "acl" and mark is not None and mark.lower_ == "that" and child(verb, "agent") is None
    return is_told and verb.lemma_ not in words.addressee and verb.head.dep_ not in ("dobj", "pobj")


def _is_set_off(verb: Token) -> bool:
    """Tell a participle behind its noun and a comma: "Li, *asked* about the law, said it was good"."""
    subject, before = child(verb, "nsubj"), verb.tree[max(verb.i - 1, 0)]
    below = verb.dep_ in ("advcl", "ccomp") and verb.head.i > verb.i
    return below and subject is not None and before.text == "," and subject.right_edge.i <= before.i


def _is_reduced(words: CueWords, verb: Token) -> bool:
    """Tell a participle that the parser takes for a finite verb: "The ship, *believed* to be empty, sank"."""
    subject, rest = child(verb, "nsubj"), child(verb, "xcomp")
    if verb.lemma_ not in words.raising or verb.tag_ not in ("VBD", "VBN") or subject is None or rest is None:
        return False
    if child(verb, "dobj", "aux", "auxpass") is not None or rest.i < verb.i:
        return False
    to = verb.tree[verb.i + 1].lower_ == "to"
    if verb.lemma_ == "say":
        return to and (rest.lemma_ == "be" or any(aux.lemma_ in ("be", "have") for aux in children(rest, "aux")))
    set_off = verb.tree[verb.i - 1].text == "," and subject.right_edge.i >= verb.i - 2
    return to or (set_off and child(verb, "conj") is not None and child(verb, "cc") is None)


def _fill_before(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> bool:
    """Add the clause before a cue that the parser takes for another's: "It failed, *admitted the mayor*"."""
    speaker = _taken_for_object(words, verb) or _taken_for_described(verb) or _ends_headline(passage, words, verb)
    if speaker is None or draft.type not in _ENDING:
        return False
    first = min(_begins(verb), speaker.left_edge.i)
    content = passage.trim((passage.sentence[verb.i][0], first))
    if content is None:
        return False
    draft.rule = "claims.insertion"
    draft.source = (
        passage.trim((speaker.left_edge.i, verb.i)) if speaker.i < verb.i else noun_phrase(passage, speaker, verb)
    )
    draft.contents = [passage.snap(content, ())]
    return True


def _ends_headline(passage: Passage, words: CueWords, verb: Token) -> Token | None:
    """Give who speaks at the end of a headline without a comma: "Ferry sinks off Fiji *says minister*"."""
    high = passage.trim_space(passage.sentence[verb.i])
    speaker = passage.tree[high - 1]
    behind, ahead = passage.tree[verb.i + 1 : high], passage.tree[passage.sentence[verb.i][0] : verb.i]
    if verb.lower_ != "says" or not 0 < len(behind) <= PAIR or speaker.is_punct or verb.tree[verb.i - 1].text == ",":
        return None
    speaks = speaker.ent_type_ in SPEAKERS or speaker.lemma_.lower() in words.sources
    is_named = speaks and {word.pos_ for word in behind} <= _NAMING and speaker.left_edge.i == verb.i + 1
    return speaker if is_named and any(word.pos_ == "VERB" or word.tag_ in FINITE for word in ahead) else None


def _taken_for_described(verb: Token) -> Token | None:
    """Give who speaks where the parser has a participle: "It cut 300 jobs, *its chief, Tim Moore, confirmed*"."""
    noun, name = verb.head, child(verb.head, "appos")
    if verb.dep_ != "acl" or verb.tag_ not in ("VBD", "VBN") or verb.i < noun.i or name is None:
        return None
    first = noun.left_edge
    parted = verb.tree[verb.i - 1].text == "," and name.right_edge.i == verb.i - 2
    parted = parted and first.i > 0 and verb.tree[first.i - 1].text == ","
    whole = any(word.tag_ in FINITE and child(word, "nsubj", "nsubjpass") for word in noun.ancestors)
    ends = verb.tree[min(verb.right_edge.i + 1, len(verb.tree) - 1)].text == "."
    bare = child(verb, "agent", "dobj", "xcomp", "oprd") is None
    return noun if name.ent_type_ in ("PER", "PERSON") and parted and whole and ends and bare else None


def _taken_for_object(words: CueWords, verb: Token) -> Token | None:
    """Give who speaks behind a verb set off by a comma, at the end of a sentence that is whole without it."""
    speaker, told = child(verb, "dobj") or _citing(verb), child(verb, "ccomp")
    above = verb.head if told is None and verb.dep_ in ("advcl", "conj") and verb.head.dep_ == "ROOT" else told
    is_set_off = verb.tag_ in ("VBD", "VBZ") and verb.tree[max(_begins(verb) - 1, 0)].text == ","
    if speaker is None or above is None or not is_set_off:
        return None
    takes_people = verb.lemma_ == "tell" or verb.lemma_ in words.small_clause or verb.lemma_ in words.as_
    if takes_people or child(verb, "nsubj", "aux", "cc", "conj") is not None:
        return None
    end = verb.tree[min(verb.right_edge.i + 1, len(verb.tree) - 1)]
    is_whole = above.i < verb.i and child(above, "nsubj", "nsubjpass") is not None and end.text == "."
    speaks = speaker.ent_type_ in SPEAKERS or speaker.lemma_.lower() in words.sources
    return speaker if is_whole and speaks else None


def _begins(verb: Token) -> int:
    """Give where a verb begins with the adverb before it: "..., *officially* announced the mayor"."""
    before = verb.tree[max(verb.i - 1, 0)]
    return before.i if before.head is verb and before.dep_ == "advmod" else verb.i


def _citing(verb: Token) -> Token | None:
    """Give who passes on behind a verb what they cite: "It overturned, *reports our correspondent* quoting police"."""
    cited = (clause for clause in children(verb, "ccomp") if clause.tag_ == "VBG" and clause.lemma_ in CITING)
    return next((child(clause, "nsubj") for clause in cited if clause.i > verb.i), None)


def _is_headline_passive(words: CueWords, verb: Token) -> bool:
    """Tell the passive of headlines, which leaves out its auxiliary: "Army *accused* of shelling town"."""
    wanted = words.object_preposition.get(verb.lemma_, frozenset())
    after = verb.tree[min(verb.i + 1, len(verb.tree) - 1)]
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD") or after.lower_ not in wanted or after.dep_ != "prep":
        return False
    return child(verb, "nsubj") is not None and child(verb, "dobj", "ccomp", "dative", "aux") is None


def _fill_inserted(passage: Passage, words: CueWords, verb: Token, draft: Draft) -> None:
    """Read a cue set into its content: "The plan, he said, will fail", "As he said, the plan will fail"."""
    parted = draft.cue is not None and verb.tree[min(draft.cue[1], len(verb.tree) - 1)].text == ","
    takes_object = child(verb, "dobj") is not None and verb.lemma_ not in words.addressee and not parted
    takes_object = takes_object and not _is_put_it(verb)
    is_relative = verb.dep_ == "relcl" and not _is_parted_speaker(words, verb)
    if is_relative or (verb.dep_ == "conj" and not _is_spliced(words, verb)) or takes_object:
        return
    if draft.source is None or draft.cue is None or verb.tag_ not in ("VBD", "VBP", "VBZ", "VBN"):
        return
    low, high = passage.sentence[verb.i]
    start, end = min(draft.source[0], draft.cue[0]), max(draft.source[1], draft.cue[1])
    parts = [place for place in range(low, high) if verb.tree[place].text == ";" and not passage.in_quotation(place)]
    low = max([low, *(place + 1 for place in parts if place < start)])
    high = min([high, *(place for place in parts if place >= end)])
    mark = passage.tree[start - 1] if start > low else None
    as_clause = mark is not None and mark.lower_ == "as"
    if as_clause:
        start -= 1
    before = passage.tree[start - 1].text if start > low else ""
    opens = as_clause and all(token.dep_ == "cc" for token in passage.tree[low:start])
    if before not in _INSERTED and not opens:
        return
    wants = as_clause and not opens and draft.type in _WANTING  # "he ducked a question, as some have demanded"
    if wants or _is_introduction(passage, end) or complements.is_asked(passage.tree[low], verb):
        return
    if _is_put_it(verb) and any(passage.quote_at[place] >= 0 for place in range(end, min(end + INSERTED, high))):
        return  # 'as the paper put it in a story, "the operator"'
    close = next((t.i for t in passage.tree[end : min(end + INSERTED, high)] if t.text in _INSERTED), high)
    inverted = draft.cue[0] < draft.source[0]  # "No deal, says minister"
    ends = draft.type in _ENDING and all(token.text == "." or token.is_space for token in passage.tree[end:high])
    ends = ends or (_has_ended(verb, high) and (verb.dep_ == "conj" or _is_when(passage, end, high)))
    ends = ends or (verb.lemma_ in words.addressee and _is_only_named(passage, child(verb, "dobj"), high))
    ends = ends and (verb.lemma_ == "say" or passage.tree[low].pos_ != "ADP")  # "In the first inning, they threatened."
    if before == "," and not as_clause and not inverted and not ends and (close == high or close > end + 4):
        return  # not set off: "..., he said little"
    draft.rule = "claims.insertion"
    barriers = range(start, close)
    for piece in (
        ((low, start),) if ends or _is_participle(passage, words, close, high) else ((low, start), (close, high))
    ):
        trimmed = passage.trim(piece)
        if trimmed:
            draft.contents.append(passage.snap(trimmed, barriers))


def _is_only_named(passage: Passage, told: Token | None, high: int) -> bool:
    """Tell whether nobody but who is told follows a cue: "..., police told *the Post and WKRN, a local station*."."""
    rest = passage.tree[told.i : high] if told is not None else []
    named = {token.pos_ for token in rest} <= _NAMING and not any(token.text == ":" for token in rest)
    return 0 < len(rest) <= ADDRESSED and named


def _is_when(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a stretch tells on which day somebody spoke: "..., the Hill reported *late on Wednesday*."."""
    rest = [token for token in passage.tree[start:end] if not token.is_punct and not token.is_space]
    return any(token.text in DAYS for token in rest) and all(
        token.text in DAYS or token.lower_ in ("early", "evening", "late", "morning", "night", "on") for token in rest
    )


def _is_spliced(words: CueWords, verb: Token) -> bool:
    """Tell a cue that the parser joins to what it reports, with who speaks and nothing but a comma between them."""
    subject = child(verb, "nsubj")
    if subject is None or not verb.head.i < subject.i < verb.i:
        return False
    name = child(subject, "appos") or subject
    speaks = name.ent_type_ in SPEAKERS or subject.lemma_.lower() in words.sources
    return speaks and not any(verb.head.i < word.i < verb.i for word in children(verb.head, "cc"))


def _is_parted_speaker(words: CueWords, verb: Token) -> bool:
    """Tell who speaks behind a comma from a relative clause, which needs a pronoun there: "..., *a guard said*"."""
    subject = child(verb, "nsubj")
    if subject is None or subject.i > verb.i or subject.left_edge is not verb.left_edge:
        return False
    speaks = subject.ent_type_ in SPEAKERS or subject.lemma_.lower() in words.sources
    return speaks and verb.tree[max(verb.left_edge.i - 1, 0)].text == "," and not subject.tag_.startswith("W")


def _is_participle(passage: Passage, words: CueWords, mark: int, high: int) -> bool:
    """Tell whether a comma behind a cue opens a participle that goes with it: "..., he said, *citing police*"."""
    if mark + 1 >= high or passage.tree[mark].text != ",":
        return False
    behind = passage.tree[mark + 1]
    if behind.lower_ == "without" and mark + 2 < high and passage.tree[mark + 2].tag_ == "VBG":
        return True  # "..., he said, *without giving* details"
    is_participle = behind.tag_ == "VBG" and behind.dep_ != "csubj"  # "..., he said, *replacing* her would be harder"
    return is_participle and not complements.is_remainder(words, behind)


def _is_introduction(passage: Passage, end: int) -> bool:
    """Tell whether a whole utterance in quotation marks follows the cue: its first word is a capital."""
    for place in range(end, min(end + 4, len(passage.tree))):
        if passage.quote_at[place] >= 0:
            following = passage.tree[min(place + 1, len(passage.tree) - 1)]
            return following.is_title or following.is_upper
        if not passage.tree[place].is_punct:
            return False
    return False
