"""Finding triggers: the verbs and nouns that name an event, in the sense their arguments give them."""

from collections.abc import Iterator

from spacy.strings import get_string_id

from pipeline.mentions import MentionIndex
from pipeline.stages.events.arguments import Arguments, Frame, governed, is_under_way, noun_frame
from pipeline.stages.events.causes import tell_causes
from pipeline.stages.events.contests import tell_contests
from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import ANY, ENTITY_CLASSES, NOUN, NUM, PROPN, VERB, Reading, Test, Words
from pipeline.syntax import FINITE
from pipeline.tree import Token, Tree

MODIFIERS = frozenset({"compound", "nmod", "npadvmod", "amod", "nummod", "quantmod"})
"""Places where a noun says of which kind another is ("election campaign"), and names nothing by itself."""

NO_CLAUSE = frozenset({"acomp", "prep", "compound", "aux", "auxpass", "prt", "case", "mark"})
"""Places where a verb form is an adjective, a preposition ("following", "including") or part of a name."""

HARM = frozenset({"ASSAULT", "COERCE", "DEATH", "ACCIDENT", "DISASTER"})
"""Types of which a participle before a noun tells an event ("the *kidnapped* journalist")."""

STRIKING = frozenset({"ASSAULT", "DISASTER"})
AMOUNTS = frozenset(
    {
        "bulk",
        "fifth",
        "half",
        "package",
        "round",
        "series",
        "wave",
        "majority",
        "most",
        "much",
        "part",
        "quarter",
        "third",
    }
)
NUMBERS = frozenset({"couple", "dozen", "hundred", "million", "number", "score", "scores", "ten", "thousand"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
ARGUMENTS = frozenset({"against", "between", "by", "for", "from", "in", "of", "on", "over", "to", "with"})
SPECIFIC = frozenset({"acl", "amod", "nummod", "relcl"})
OBJECT = frozenset({"dobj", "nsubjpass"})
DIRECT = frozenset({"dobj", "nsubj", "nsubjpass"})
NOMINAL = DIRECT | {"pobj"}
JOINED = frozenset({"CONSULT", "PROTEST"})
"""Types of what those who are at it do: "is *in talks*", "are *on strike*"."""

BE, DOWN, UP = (get_string_id(word) for word in ("be", "down", "up"))
CHANGES = {
    UP: Reading("ECONOMIC", "rise", weak=False, rule="events.change"),
    DOWN: Reading("ECONOMIC", "fall", weak=False, rule="events.change"),
}
HYPHEN = get_string_id("-")
ONSETS = frozenset(map(get_string_id, ("begin", "start")))


def find_triggers(tree: Tree, words: Words, mentions: MentionIndex) -> list[Found]:
    """Find all triggers of a document in text order."""
    finder = _Finder(words, mentions)
    found: dict[int, Found] = {}
    parts: set[int] = set()
    wanted = words.lemmas | {HYPHEN, DOWN, UP}
    for token in [token for token in tree.tokens if token.lemma in wanted]:
        place, lemma = token.i, token.lemma
        if lemma == HYPHEN and 0 < place < len(tree) - 1:
            trigger = finder.hyphened(tree[place - 1], tree[place + 1])
            if trigger is not None:
                found.pop(place - 1, None)
                parts.add(place + 1)
                found[trigger.token.i] = trigger
            continue
        if place in parts:
            continue
        trigger = finder.change(token) if lemma in CHANGES else finder.word(token)
        if trigger is not None:
            found[trigger.token.i] = trigger
    _carry(found, words, finder.arguments)
    tell_causes(found, words)
    tell_contests(found, tree, words)
    return [found[place] for place in sorted(found)]


def _carry(found: dict[int, Found], words: Words, arguments: Arguments) -> None:
    """Give event nouns the arguments of the verb that carries them; a light verb is no event beside its noun."""
    for trigger in list(found.values()):
        token, verb = trigger.token, trigger.token.head
        if token.pos != NOUN:
            continue
        clause = _carried_by(token, words)
        if clause is not None:
            trigger.carrier, trigger.second = arguments.of_verb(clause), clause
            found.pop(clause.i, None)
            continue
        if token.dep_ == "pobj":
            _carry_behind(trigger, found, arguments)
        if token.dep_ not in DIRECT:
            continue
        above = found.get(verb.i)
        if above is not None and _is_one(trigger, above, words):
            above.second = token
            above.frame.obliques.extend(trigger.frame.obliques)
            if token.dep_ not in OBJECT:
                above.reading, above.name = trigger.reading, token
            found.pop(token.i, None)
        elif token.dep_ in OBJECT and verb.lemma in words.carriers:
            trigger.carrier = above.frame if above else arguments.of_verb(verb)
            if verb.lemma in words.light:
                trigger.second = verb
                found.pop(verb.i, None)


def _carry_behind(trigger: Found, found: dict[int, Found], arguments: Arguments) -> None:
    """Give a noun behind a preposition who is at it ("*the firm* is in talks"), or to the verb that has its sense."""
    token, verb = trigger.token, trigger.token.head.head
    if verb.i in found and token.lemma_.lower() in found[verb.i].told_by:
        found[verb.i].second = token  # "went to the *polls*"
        found.pop(token.i, None)
    elif trigger.reading.type in JOINED and is_under_way(token):
        trigger.carrier = arguments.of_verb(verb)


def _carried_by(noun: Token, words: Words) -> Token | None:
    """Find the light verb below the noun that it carries: "talks *held* in March", "a blow that he *struck*"."""
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.tag_ in ("VBN", "VBD") and child.lemma in words.light:
            return child
    return None


def _is_one(noun: Found, verb: Found, words: Words) -> bool:
    """Tell whether a verb and a noun name one event ("dropped the charges", "an earthquake struck", "a blast hit")."""
    if noun.token.dep_ in OBJECT:
        return noun.token.lemma_.lower() in verb.told_by or _is_cognate(noun, verb, words)
    if noun.reading.type == verb.reading.type == "DISASTER":
        return True
    strikes = noun.reading.type in STRIKING or noun.token.lemma in words.blasts
    return strikes and verb.token.lemma in words.striking


def _is_cognate(noun: Found, verb: Found, words: Words) -> bool:
    """Tell whether a verb and its object say the same ("*agreed a deal*")."""
    if noun.reading.type != verb.reading.type or verb.token.lemma in words.carriers:
        return False
    same = words.same.get((noun.reading.type, noun.token.lemma_.lower()))
    return same is not None and same == words.same.get((verb.reading.type, verb.token.lemma_))


def _with_particle(verb: Token, particle: str) -> tuple[int, int] | None:
    """Give the ends of a verb with the particle right behind it ("*laid off* 500 workers")."""
    behind = verb.tree[verb.i + 1] if verb.i + 1 < len(verb.tree) else None
    is_particle = behind is not None and behind.lower_ == particle and behind.dep_ == "prt"
    return (verb.i, verb.i + 1) if is_particle else None


def _is_headline_noun(token: Token) -> bool:
    """Tell a noun that the tagger takes for an order at the beginning of a headline: "*Fire* at market kills seven"."""
    if token.i != token.sentence_start or token.tag_ not in ("VB", "VBP") or token.dep_ == "ROOT":
        return False
    return not any(child.dep_ in DIRECT for child in token.children)


def _is_headline_verb(token: Token) -> bool:
    """Tell a verb that the tagger takes for a noun: as such it would have no subject ("Oil prices *slide*")."""
    return token.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in token.lefts)


def is_onset(participle: Token) -> bool:
    """Tell whether a participle only says from when on: "will be told by letter *starting* on 8 May"."""
    if participle.lower_ not in ("beginning", "starting") or participle.dep_ not in ("acl", "advcl"):
        return False
    labels = {child.dep_ for child in participle.children}
    return not labels.isdisjoint(("npadvmod", "prep")) and labels.isdisjoint(DIRECT | {"xcomp"})


def _is_naming(participle: Token) -> bool:
    """Tell whether a participle only says what the noun before it is called: "a company *named* Mesa"."""
    is_bare = participle.dep_ == "acl" and participle.tag_ == "VBN" and participle.head.pos == NOUN
    return is_bare and not any(child.dep_ in ("agent", "auxpass", "prep") for child in participle.children)


def _is_people(participle: Token) -> bool:
    """Tell whether a participle stands for people ("treated *the injured*")."""
    return participle.tag_ == "VBN" and any(child.dep_ == "det" for child in participle.lefts)


def _measured(objects: list[Token]) -> Iterator[Token]:
    """Give objects with what they are an amount of ("cancelled *half* of the *debt*"), for a number that alone."""
    for head in objects:
        is_number = head.pos == NUM or head.lemma_ in NUMBERS
        whole = [child for child in head.rights if child.lower_ == "of"] if is_number or head.lemma_ in AMOUNTS else []
        if not (whole and is_number):
            yield head
        for child in whole:
            yield from governed(child)


class _Finder:
    def __init__(self, words: Words, mentions: MentionIndex) -> None:
        self.words = words
        self.mentions = mentions
        self.arguments = Arguments(words.controls, words.controls_by, words.answerable, words.passives)

    def word(self, token: Token) -> Found | None:
        """Read a verb or a noun as what it is; in headlines the tagger takes one for the other."""
        words, lemma, is_verb = self.words, token.lemma, token.pos == VERB
        if lemma in words.noun_lemmas and (_is_headline_noun(token) if is_verb else lemma == HYPHEN):
            return self.noun(token)
        if lemma in words.verb_lemmas and (is_verb or (token.pos == NOUN and _is_headline_verb(token))):
            return self.verb(token)
        return self.noun(token) if token.pos == NOUN and lemma in words.noun_lemmas else None

    def verb(self, token: Token) -> Found | None:
        words, lemma = self.words, token.lemma
        reading = words.verbs.get(lemma)
        pairs = words.verb_pairs.get(lemma)
        tests = words.verb_senses.get(lemma)
        if token.dep_ in NO_CLAUSE and not (token.dep_ == "compound" and token.tag_ in FINITE):
            return None
        if token.dep_ == "amod" and not (token.tag_ == "VBN" and reading and reading.type in HARM):
            return None
        if (token.dep_ in NOMINAL and _is_people(token)) or (lemma in ONSETS and is_onset(token)):
            return None
        if lemma in words.naming and _is_naming(token):
            return None
        frame = self.arguments.of_verb(token)
        span = None
        particle = next((word for word, _ in frame.obliques if word in pairs), None) if pairs else None
        if pairs and particle is not None:
            reading = pairs[particle]
            span = _with_particle(token, particle)
        told_by: frozenset[str] = frozenset()
        sense = self._sense(tests, frame, token) if tests else None
        if sense is not None and not (sense.is_default and particle is not None):
            reading, told_by = sense.reading, sense.objects | sense.under
        return Found(token, reading, frame, told_by=told_by, span=span) if reading else None

    def change(self, word: Token) -> Found | None:
        """Read a measure that "was up 5%"."""
        verb = word.head
        if verb.lemma != BE or verb.i != word.i - 1 or not any(child.dep_ == "npadvmod" for child in word.children):
            return None
        return Found(verb, CHANGES[word.lemma], self.arguments.of_verb(verb), span=(verb.i, word.i))

    def hyphened(self, first: Token, last: Token) -> Found | None:
        """Read an event noun that the tokenizer parts at its hyphen ("cease-fire", "take-off")."""
        reading = self.words.hyphened.get(f"{first.lower_}-{last.lemma_.lower()}")
        if reading is None or first.end < first.tree[first.i + 1].idx:
            return None
        head = last if first.head.i == last.i or last.head.i < first.i else first
        return None if head.dep_ in MODIFIERS else Found(head, reading, noun_frame(head), span=(first.i, last.i))

    def noun(self, token: Token) -> Found | None:
        words, lemma = self.words, token.lemma
        reading = words.nouns.get(lemma)
        pairs = words.noun_pairs.get(lemma)
        tests = words.noun_senses.get(lemma)
        if token.dep_ in MODIFIERS or (lemma in words.adverbial and token.dep_ == "pobj" and not any(token.lefts)):
            return None
        frame = noun_frame(token)
        if pairs:
            reading = next((pairs[m.lower_] for m in frame.modifiers if m.lower_ in pairs), reading)
        sense = self._sense(tests, frame, token) if tests else None
        if sense is not None:
            reading = sense.reading
        if reading is None:
            return None
        if reading.weak and not self._is_definite(token, frame):
            return None
        return Found(token, reading, frame)

    def _is_definite(self, token: Token, frame: Frame) -> bool:
        """Tell whether a noun of many meanings names one event here: by its determiner, an argument, or its verb."""
        return (
            (token.dep_ in DIRECT and token.head.pos_ != "AUX")
            or bool(frame.subjects)
            or any(heads and word in ARGUMENTS for word, heads in frame.obliques)
            or any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.children)
            or not SPECIFIC.isdisjoint(frame.labels)
            or any(self.mentions.at(word.idx, word.idx + len(word.text)) for word in frame.modifiers)
        )

    def _sense(self, tests: list[Test], frame: Frame, token: Token) -> Test | None:
        """Give the first sense of which every condition holds."""
        objects, subjects = list(_measured(frame.objects)), list(_measured(frame.subjects))
        words = {word for word, _ in frame.obliques}
        for test in tests:  # what costs least is asked first
            if (
                (frame.passive or not test.passive)
                and (not test.after or not test.after.isdisjoint(words))
                and (not test.children or not test.children.isdisjoint(frame.labels))
                and (not test.objects or any(self._is(token, test.objects) for token in objects))
                and (not test.subjects or any(self._is(token, test.subjects) for token in subjects))
                and (not test.carried or (token.dep_ in OBJECT and token.head.lemma_ in test.carried))
                and (not test.doing or (token.dep_ == "nsubj" and token.head.lemma_ in test.doing))
                and (not test.under or self._is_under(test.under, frame))
                and (not test.modifiers or any(self._is(token, test.modifiers) for token in frame.modifiers))
            ):
                return test
        return None

    def _is_under(self, wanted: frozenset[str], frame: Frame) -> bool:
        return any(self._is(head, wanted) for _, heads in frame.obliques for head in heads)

    def _is(self, token: Token, wanted: frozenset[str]) -> bool:
        """Tell whether a phrase's head is one of the wanted words, or a name of a wanted class."""
        if ANY in wanted or token.lemma_.lower() in wanted:
            return True
        if token.pos == PROPN and token.lower_.removesuffix("s") in wanted:  # "*Wildfires* killed" is tagged as a name
            return True
        if not wanted.isdisjoint(ENTITY_CLASSES):
            named = self.mentions.at(token.idx, token.idx + len(token.text))
            if named:
                kind = named[1].type
                return any(name in wanted and kind in kinds for name, kinds in ENTITY_CLASSES.items())
        return token.ent_type_ in ("PER", "PERSON") and "@person" in wanted
