"""The same event told twice: which later triggers tell an event again that an earlier one has told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as day

from pipeline.stages.events.found import Found
from pipeline.stages.events.lexicon import NOUN, Words
from pipeline.stages.events.participants import Part
from pipeline.stages.events.reach import is_ordered
from pipeline.stages.events.time_expressions import REACH_DAYS
from pipeline.tree import Token
from schemas.base import Id
from schemas.event import EventDate
from schemas.figure import Value

STEM_LETTERS = 4
"""A verb and a noun of one type that begin with the same letters name the same ("invade", "invasion")."""

HEADLINE_REACH = 4
"""How many sentences after a headline tell again what it says."""

LEAD_REACH = 2
"""How many sentences after a headline name again the event that it names."""

RESUMED_REACH = 2
"""How many sentences behind an event of long ago a definite noun may go on about it."""

REACH_EVENTS = 60
"""How many events back one may be told again."""

BASES = ("explicit", "relative", "sentence", "context", "publication")
ASSUMED = frozenset({"context", "publication"})
ANOTHER = frozenset(
    {"another", "earlier", "first", "further", "last", "new", "next", "other", "previous", "second", "similar"}
)
TITLES = frozenset({"appos", "compound", "nmod"})
INDEFINITE = ("a ", "an ", "another ", "other ", "some ")
TOPICS = frozenset({"about", "for", "in", "of", "on", "over"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(slots=True)
class Draft:
    """An event in the making: its first trigger, and those that tell it again.

    `headline` says where it stands, `amounts` are the values of its figures.
    """

    found: Found
    sentence: int
    participants: tuple[Part, ...]
    date: EventDate | None
    figures: tuple[Id, ...]
    headline: bool
    main: bool
    amounts: frozenset[Value] = frozenset()
    repeats: list[Found] = field(default_factory=list)
    place: Id | None = None
    lemma: str = field(init=False)
    _roles: dict[str, set[str]] | None = None

    def __post_init__(self) -> None:
        """Take the lemma of the word that names the event, and its place from those who take part."""
        self.lemma = self.found.name.lemma_.lower()
        self.place = next((who.entity for who in self.participants if who.role == "place" and who.entity), None)

    @property
    def roles(self) -> dict[str, set[str]]:
        """Give who has which role: by entity, or by the head of the phrase where there is none."""
        if self._roles is None:
            self._roles = {}
            for who in self.participants:
                self._roles.setdefault(who.role, set()).add(_name(who))
        return self._roles

    def add(self, participants: Iterable[Part]) -> None:
        """Add the participants of another telling that this one has not named."""
        self.participants += tuple(who for who in participants if _name(who) not in self.roles.get(who.role, ()))
        self._roles = None


def merge(drafts: list[Draft], words: Words) -> list[Draft]:
    """Put events together that are told twice; the first keeps the best date and all participants."""
    kept: list[Draft] = []
    by_key: dict[tuple[str, str], list[Draft]] = {}
    for draft in drafts:
        before = by_key.setdefault(_key(draft, words), [])
        first = _told_before(before[-REACH_EVENTS:], draft)
        if first is None:
            kept.append(draft)
            before.append(draft)
        else:
            _join(first, draft)
    return kept


def _told_before(before: list[Draft], draft: Draft) -> Draft | None:
    """Find the event that is told again: the last one of its own word ("arrested", "the *arrest*"), or of its class.

    "*That* crash" is the last one of its class.
    """
    same = None
    stem = draft.lemma[:STEM_LETTERS]
    for one in reversed(before):
        is_named = one.lemma.startswith(stem)
        if (is_named or same is None) and _is_same(one, draft):
            if is_named or any(child.lower_ in ("that", "this") for child in draft.found.name.children):
                return one
            same = one
    return same


def _key(draft: Draft, words: Words) -> tuple[str, str]:
    """Give what two tellings of one event have in common: the type, and the class of the word or its stem."""
    kind = draft.found.reading.type
    return kind, words.same.get((kind, draft.lemma)) or draft.lemma[:STEM_LETTERS]


def _is_same(first: Draft, second: Draft) -> bool:
    """Tell whether the second event is the first again: nothing speaks against it, and something for it."""
    if (
        first.sentence == second.sentence
        or not (_dates_agree(first.date, second.date) or _is_resumed(first, second))
        or not _figures_agree(first, second)
    ):
        return False
    shared = _shared(first, second)
    if shared is None or not _is_told_again(first, second, shared):
        return False
    return not any(child.lower_ in ANOTHER for child in second.found.name.children)


def _is_told_again(first: Draft, second: Draft, shared: set[str]) -> bool:
    """Tell whether something speaks for the second event to be the first."""
    if first.headline and not second.headline:
        reach = second.sentence - first.sentence
        if reach <= LEAD_REACH and _is_noun(first.found) and _is_noun(second.found):
            return True
        return reach <= HEADLINE_REACH and bool(shared or _things(first) & _things(second))
    if not _modes_agree(first.found.reading.mode, second.found.reading.mode):
        return False
    if NOUN not in (first.found.name.pos, second.found.name.pos):
        if _is_taken_up(first, second):
            return True
        objects = _objects(second)
        return _is_known(shared, second) and bool(_objects(first) & objects or (len(shared) > 1 and not objects))
    return bool(shared) or (
        _is_definite(second.found) and not second.participants and not _is_of_another(first, second)
    )


def _is_of_another(first: Draft, second: Draft) -> bool:
    """Tell whether a noun says of what it is, and the first is of another: "prices rose", "the *rise* in rents"."""
    if second.found.name.pos != NOUN:
        return False
    topics = {head.lemma_.lower() for word, heads in second.found.frame.obliques if word in TOPICS for head in heads}
    known = _things(first) | {head.lemma_.lower() for _, heads in first.found.frame.obliques for head in heads}
    return bool(topics) and topics.isdisjoint(known)


def _is_noun(found: Found) -> bool:
    """Tell whether a noun names an event, also one that the tagger takes for a verb ("*Fire* at market")."""
    return found.name.pos == NOUN or found.reading.rule == "events.noun"


def _shared(first: Draft, second: Draft) -> set[str] | None:
    """Give who takes part in both in the same role; None where a role is somebody else's.

    Those counted by one figure are the same ("kills *16*", "killed *16 people*"), and whom a headline calls by a title
    that stands before the name ("*Minister* quits").
    """
    shared: set[str] = set()
    is_counted = _is_numbered(first, second)
    if first.participants and second.participants:
        for role, theirs in second.roles.items():
            ours = first.roles.get(role)
            if ours and role != "other":
                if not ours.isdisjoint(theirs):
                    shared |= ours & theirs
                elif (is_counted and role == "patient") or (first.headline and not ours.isdisjoint(_titles(second))):
                    shared |= theirs
                else:
                    return None
    return shared


def _titles(draft: Draft) -> set[str]:
    """Give the nouns that say what those who take part are ("*Transport minister* Jane Cole")."""
    frame = draft.found.frame
    arguments = (*frame.subjects, *frame.objects)
    return {child.lemma_.lower() for argument in arguments for child in argument.children if child.dep_ in TITLES}


def _is_taken_up(first: Draft, second: Draft) -> bool:
    """Tell whether a clause of time takes up what was just told: "He was freed. *After he was freed*, he flew home"."""
    token = second.found.token
    if token.dep_ != "advcl" or token.lemma != first.found.token.lemma or second.sentence - first.sentence > 1:
        return False
    frame = second.found.frame
    known = [argument.tag_ == "PRP" or _has_definite(argument) for argument in (*frame.subjects, *frame.objects)]
    return is_ordered(token) and bool(known) and all(known)


def _modes_agree(first: str | None, second: str | None) -> bool:
    """Tell whether two modes may be of one event: a word without one is open ("shelling", "the *attack*")."""
    return first is None or second is None or first == second


def _is_known(shared: set[str], second: Draft) -> bool:
    """Tell whether one of those who take part in both is named, or is the one spoken of before ("*the* singer")."""
    return any(
        who.entity or not who.text.lower().startswith(INDEFINITE) for who in second.participants if _name(who) in shared
    )


def _things(draft: Draft) -> set[str]:
    """Give the heads of subjects and objects: what "ends" in a headline is what somebody "ended" in the text."""
    frame = draft.found.frame
    return {token.lemma_.lower() for token in (*frame.subjects, *frame.objects)}


def _name(who: Part) -> str:
    return who.entity or who.text.rsplit(" ", 1)[-1].lower()


def _objects(draft: Draft) -> set[str]:
    return {token.lemma_.lower() for token in draft.found.frame.objects}


def _dates_agree(first: EventDate | None, second: EventDate | None) -> bool:
    """Tell whether two dates may be of one event: those given overlap, and none assumed is before one given."""
    if first is None or second is None:
        return True
    if first.basis in ASSUMED and second.basis in ASSUMED:
        return True
    start = max(first.earliest or "0000", second.earliest or "0000")
    end = min(first.latest or "9999", second.latest or "9999")
    if ASSUMED.isdisjoint((first.basis, second.basis)):
        return start <= end
    given, assumed = (second, first) if first.basis in ASSUMED else (first, second)
    return (given.earliest or "0000") <= (assumed.latest or "9999") and not _is_long_before(given, assumed)


def _is_resumed(first: Draft, second: Draft) -> bool:
    """Tell whether a definite noun goes on about an event of long ago: "met in 1987. *The meeting* was hurried"."""
    if second.sentence - first.sentence > RESUMED_REACH or second.found.name.pos != NOUN or second.found.frame.obliques:
        return False
    is_given = first.date is not None and first.date.basis not in ASSUMED
    return is_given and _is_definite(second.found) and (second.date is None or second.date.basis in ASSUMED)


def _is_long_before(given: EventDate, assumed: EventDate) -> bool:
    """Tell whether a date given is too old for an event that is told as one of the day: another is meant."""
    if given.latest is None or assumed.earliest is None:
        return False
    return (day.fromisoformat(assumed.earliest) - day.fromisoformat(given.latest)).days > REACH_DAYS


def _figures_agree(first: Draft, second: Draft) -> bool:
    return not first.amounts or not second.amounts or _is_counted(first, second)


def _is_counted(first: Draft, second: Draft) -> bool:
    """Tell whether one number counts those of both."""
    return not first.amounts.isdisjoint(second.amounts)


def _is_numbered(first: Draft, second: Draft) -> bool:
    """Tell whether one number of several counts those of both; of one there are many."""
    return any(value.point != 1 for value in first.amounts & second.amounts)


def _is_definite(found: Found) -> bool:
    return _has_definite(found.name)


def _has_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in DEFINITE for child in noun.children)


def _join(first: Draft, second: Draft) -> None:
    """Add the second telling to the first; the one with the surer date names the event."""
    first.repeats.append(second.found)
    first.main |= second.main
    first.place = first.place or second.place
    first.headline &= second.headline
    first.participants = tuple(who for who in first.participants if not _is_renamed(who, first, second))
    first.add(second.participants)
    first.amounts |= second.amounts
    first.figures += tuple(figure for figure in second.figures if figure not in first.figures)
    if second.date is not None and (first.date is None or _rank(second.date) < _rank(first.date)):
        first.date = second.date
        if second.date.basis not in ASSUMED:
            first.found, first.repeats[-1] = second.found, first.found
            first.lemma = second.lemma


def _is_renamed(who: Part, first: Draft, second: Draft) -> bool:
    """Tell whether a telling calls one who takes part by more: "kills *16*", "killed *16 people*"."""
    if who.entity is not None or who.role not in second.roles:
        return False
    return (who.role == "patient" and _is_numbered(first, second)) or _name(who) in _titles(second)


def _rank(date: EventDate) -> int:
    return BASES.index(date.basis)
