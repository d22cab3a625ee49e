"""Numbers of people told again over an article: parts of a number told before or behind.

"Five people were shot ... A 22-year-old was hit in the arm ... Two of the victims died": the 22-year-old and the two
are of the five.
"""

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal
from itertools import groupby

from pipeline import syntax
from pipeline.stages.figures.draft import Draft
from pipeline.stages.figures.lexicons import Implicit
from pipeline.stages.figures.persons import OF_AGE
from pipeline.stages.figures.relations import PEOPLE, is_compared, is_of
from pipeline.stages.figures.rivals import Rivals
from pipeline.stages.figures.telling import (
    HARM,
    Telling,
    is_by_oneself,
    is_further,
    is_of_victims,
    is_of_wounded,
    lemma,
    parted,
)
from pipeline.stages.figures.tokens import Tokens
from pipeline.tree import Token
from schemas.figure import FigureKind

REACH = 12
"""Sentences behind a number in which single people may be of it."""

NEAR = 3
"""Sentences from a number to one that is of its people by their noun alone."""

MOST = 30
"""How many figures of people before or behind a figure are looked at."""

MANY = 3
"""From so many on, numbers that make up another just so are its parts, whatever quarter of the city each is of."""

AMONG_REACH = 6
"""Tokens from "among" to one of the dead."""

COLON_REACH = 12
"""Tokens from a number and its noun to the colon behind which those are listed whom it counts."""

OF_THEM = frozenset({
    "bodies", "boys", "casualties", "children", "dead", "deaths", "deceased", "fatalities", "girls", "injured",
    "killed", "men", "officers", "people", "students", "teenagers", "teens", "them", "those", "victim", "victims",
    "women", "wounded",
})  # fmt: skip
PRONOUNS = frozenset({"them", "these", "those"})
AUXILIARIES = frozenset({"are", "had", "have", "were"})
TO_COME = frozenset({"could", "expected", "may", "might", "will", "would"})
TO_COME_REACH = 6
"""Tokens from "could rise to" to a toll that is none yet."""

LONG = frozenset({"decade", "month", "season", "year"})
"""How long ago the death of somebody is told of who is none of those of the day."""

ONE = Decimal(1)


class Retold:
    """Ties the figures of an article to the numbers they are a part of."""

    def __init__(self, implicit: Implicit, telling: Telling) -> None:
        self._telling = telling
        self._rivals = Rivals(implicit, telling)
        self._culprits = frozenset(implicit.culprits.words)

    def tie(self, tokens: Tokens, drafts: Sequence[Draft]) -> None:
        """Set the whole of each figure that is a part of one told before or behind; `drafts` stand in text order."""
        _explain(tokens, drafts)
        _list_up(tokens, drafts)
        people = [draft for draft in drafts if draft.kind in PEOPLE and _counts_some(tokens, draft)]
        for place, draft in enumerate(people):
            if draft.whole is None and (draft.person is not None or (draft.implicit and draft.number > ONE)):
                near = [other for other in people[max(0, place - MOST) : place + MOST] if other is not draft]
                draft.whole = _named_among(draft.top(tokens), draft.kind, near)
        self._unsettled(tokens, people)
        _total_up(people)
        free = [draft for draft in people if draft.whole is None]
        self._rivals.tie(tokens, people)
        for draft in free:
            draft.rival = draft.whole is not None
        for place, draft in enumerate(people):
            before = people[max(0, place - MOST) : place]
            told = draft.kind in HARM or draft.rule == "figures.listed" or is_of_victims(draft)
            if draft.whole is None and told:
                draft.whole = self._whole(tokens, people, before, draft)
        self._gather(tokens, people)
        self._fill(tokens, people)

    def _unsettled(self, tokens: Tokens, people: Sequence[Draft]) -> None:
        """Leave open what became of those shot where some of them died: "shot two, killing one", "found three shot"."""
        for place, draft in enumerate(people):
            if draft.kind != "wounded" or draft.number <= ONE:
                continue
            known = tokens.lower[max(0, draft.first - 1)] in ("all", "the")  # "*the four* who were wounded"
            if not (known or self._telling.is_open(tokens, draft)):
                continue
            near = people[max(0, place - MOST) : place + MOST]
            parts = [part for part in near if part.whole is draft and part.kind == "killed"]
            told = _summed(near, draft)
            if (parts and not known) or told:
                draft.kind = "casualties"
            for part in told:
                part.whole = draft

    def _whole(self, tokens: Tokens, people: Sequence[Draft], before: Sequence[Draft], draft: Draft) -> Draft | None:
        """Find the number before that a figure is a part of."""
        listed = draft.rule == "figures.listed" and draft.person is None
        single = draft.person is not None or (draft.implicit and draft.number > 0 and not listed)
        of_them = single or _is_of_them(tokens, draft) or (is_of_victims(draft) and not is_further(tokens, draft))
        of_known = not of_them and _is_of_known(tokens, draft)
        opens = not of_them and (of_known or _opens(tokens, draft))
        if not (of_them or opens) or _is_further_one(tokens, draft):
            return None
        known = (_is_definite(tokens, draft) or _is_told_among(tokens, draft)) if single else of_them
        of_wounded = is_of_wounded(tokens, draft)
        said = known and not single and tokens.lower[draft.last + 1 : draft.last + 3] == ["of", "the"]
        nearest = [whole for whole in reversed(before) if _is_in_reach(whole, draft, said=said)]
        for whole in sorted(nearest, key=lambda whole: (whole.kind != draft.kind, whole.scope == "cumulative")):
            if draft.person and draft.person.entity and draft.person.entity is whole.entity:
                continue  # "five of *his* bodyguards ... *he* was killed"
            if is_compared(tokens, whole) or (draft.person and self._is_none_of(tokens, draft, whole, known=known)):
                continue  # "160 were killed this year, against *182* last year"
            if lemma(whole) == "old" or (of_wounded and whole.kind not in ("wounded", "casualties")):
                continue  # "two 17-year-olds" are no others
            if draft.person and draft.person.noun in self._culprits and lemma(whole) not in self._culprits:
                continue  # "killed four relatives ... The gunman shot himself"
            if opens and draft.sentence - whole.sentence > (NEAR if of_known else 1):
                continue
            if of_known and not self._telling.same(lemma(draft), lemma(whole)):
                continue
            young = draft.person is not None and 0 < (draft.person.age or 0) < OF_AGE
            alike = self._telling.alike(lemma(draft), lemma(whole)) or (young and self._telling.are_young(lemma(whole)))
            same = known or (alike and not self._telling.apart(tokens, whole, draft))
            if same and self._holds(tokens, people, before, whole, draft):
                return whole
        return None

    def _is_none_of(self, tokens: Tokens, draft: Draft, whole: Draft, *, known: bool) -> bool:
        """Tell whether somebody is none of a number: it is a list of others, or he has a month or year of his own.

        "A raid killed four ... The group's leader was killed *in 2016*", but "560 were killed since then". So has one
        who is `known` whom something else befell: "killed 12 ... the commander was killed *in another strike*".
        """
        date = draft.date
        long_ago = date is not None and date is not whole.date and date.granularity in LONG
        apart = known and self._telling.befell_apart(tokens, whole, draft)
        return _is_list(tokens, whole) or apart or (long_ago and whole.scope != "cumulative")

    def _holds(
        self, tokens: Tokens, people: Sequence[Draft], before: Sequence[Draft], whole: Draft, draft: Draft
    ) -> bool:
        """Tell whether a number is of the same kind and has room for one more part."""
        if whole.kind == "wounded" and draft.kind == "killed" and is_of_wounded(tokens, draft):
            pass  # "nine of the wounded died": they stay the wounded of that day
        elif whole.kind == "wounded" and draft.kind == "killed" and self._telling.is_open(tokens, whole):
            whole.kind = "casualties"
        elif whole.kind == "killed" and self._shot_among(tokens, before, draft):
            for part in (draft, *(other for other in people if other.whole is draft)):
                part.kind = "killed"
        elif is_of_victims(draft):
            draft.kind = whole.kind  # "four were shot ... found *two victims*"
        elif whole.kind not in (draft.kind, "casualties"):
            return False
        if tokens.lower[draft.last + 1 : draft.last + 3] == ["of", "the"]:
            return True  # "68 children were among the 126 killed. *109 of the dead* were passengers"
        told = (other for other in before if other.whole is whole and other.kind == draft.kind)
        parts = [other for other in told if not other.rival]
        completed = any(other.number + draft.number == whole.number for other in parts)  # "the *other* four"
        return completed or _sum(parts) + draft.number <= whole.number

    def _shot_among(self, tokens: Tokens, before: Sequence[Draft], draft: Draft) -> bool:
        """Tell whether someone shot is of the dead: nobody is said to have lived ("he shot his wife")."""
        wounded = any(other.kind in ("wounded", "casualties") for other in before)
        wounded = wounded and not is_by_oneself(tokens, draft)  # "shot his wife before turning the gun on himself"
        alive = self._telling.is_alive(tokens, draft)
        return draft.kind == "wounded" and not wounded and not alive and self._telling.is_open(tokens, draft)

    def _gather(self, tokens: Tokens, people: Sequence[Draft]) -> None:
        """Make people part of the number that counts just them: "A man shot his two sons ... Three bodies"."""
        for place, draft in enumerate(people):
            if draft.kind not in HARM or draft.whole is not None or draft.number <= ONE or _is_list(tokens, draft):
                continue
            before = people[max(0, place - MOST) : place]
            behind = (
                other
                for other in people[place + 1 : place + MOST]
                if other.person is not None and other.person.noun in self._culprits
            )
            told = [
                other
                for other in (*before, *behind)
                if other.whole is None
                and other.kind == draft.kind
                and 0 < abs(draft.sentence - other.sentence) <= REACH
            ]
            if draft.kind == "killed" and draft.implicit and not told:
                told = self._shot_before(tokens, before, draft)
            single = any(other.person is not None for other in told)
            sum_ = _sum(told)
            with_doer = sum_ + ONE == draft.number and any(is_by_oneself(tokens, other) for other in told)
            all_ = with_doer and _is_all(tokens, draft)  # "shot his wife and son, then himself. *All three* died"
            just = single and len(told) > 1 and sum_ == draft.number
            if all_ or (just and not self._telling.apart(tokens, told[0], draft)):
                for other in told:
                    other.whole, other.kind = draft, draft.kind

    def _shot_before(self, tokens: Tokens, before: Sequence[Draft], draft: Draft) -> list[Draft]:
        """Give those shot one by one right before who all died: "shot *her husband* and then herself. Both died"."""
        return [
            other
            for other in before
            if other.kind == "wounded"
            and other.whole is None
            and 0 < draft.sentence - other.sentence <= NEAR
            and (self._telling.is_open(tokens, other) or is_by_oneself(tokens, other))
        ]

    def _fill(self, tokens: Tokens, people: Sequence[Draft]) -> None:
        """Make numbers part of one before that they add up to: "Four were shot. A boy was hit ... three other teens".

        Of the dead of whom it is told that they were shot, the numbers of one sentence are enough: "11 bodies were
        found. The victims - *seven men, four women* - had been shot".
        """
        for place, whole in enumerate(people):
            if whole.kind not in HARM | {"casualties"} or whole.number <= ONE:
                continue
            if whole.whole is not None and whole.whole.kind == whole.kind:
                continue
            near = people[place + 1 : place + MOST]
            least = 0 if self._telling.are_bodies(lemma(whole)) else 1  # "six bodies were found, and police believe"
            kinds = HARM if whole.kind == "casualties" else {whole.kind}
            parts = [part for part in near if part.whole is whole and part.kind in kinds]
            more = [
                draft
                for draft in near
                if (draft.kind in kinds or is_of_victims(draft))
                and draft.whole is None
                and draft.number > 0
                and least <= draft.sentence - whole.sentence <= REACH
                and draft is not whole.whole
            ]
            if len(parts) + len(more) < MANY or _sum((*parts, *more)) != whole.number:
                more = [draft for draft in more if not parted(whole, draft)]
            if _sum((*parts, *more)) != whole.number:
                more = _group(more, parts, whole.number)
            if len(parts) + len(more) < 2 and whole.kind == "killed":
                shot = self._shot(tokens, whole, near)
                more = _group(shot, [], whole.number) or _beginning(whole, near, shot)
                kinds = {"killed"}
            if len(parts) + len(more) > 1:
                for part in more:
                    part.kind, part.whole = part.kind if part.kind in kinds else whole.kind, whole

    def _shot(self, tokens: Tokens, whole: Draft, near: Sequence[Draft]) -> list[Draft]:
        """Give the numbers behind one of the dead that tell of people shot, who may be the same."""
        found: list[Draft] = []
        for draft in near:
            if draft.kind != "wounded" or draft.whole is not None or not 0 < draft.sentence - whole.sentence <= REACH:
                continue
            shared = draft.rule == "figures.coordination" and found[-1:] != [] and found[-1].sentence == draft.sentence
            if shared or self._telling.is_open(tokens, draft):  # "two were shot in the neck and *one in the stomach*"
                found.append(draft)
        return found


def _counts_some(tokens: Tokens, draft: Draft) -> bool:
    """Tell a count of people from what one changed by, or may come to: "*five* fewer", "the toll may pass *200*"."""
    if draft.unit.type != "count" or draft.measure == "change_by":
        return False
    start = max(tokens.bounds(draft.first)[0], draft.first - TO_COME_REACH)
    return draft.rule != "figures.toll" or TO_COME.isdisjoint(tokens.lower[start : draft.first])


def _summed(people: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Give the killed and the wounded whom a number counts together, told before or in one sentence behind."""
    free = [other for other in people if other.whole is None or other.whole is draft]
    told = [other for other in free if other.kind in HARM and other is not draft]
    behind = (list(group) for number, group in groupby(told, key=_sentence) if number > draft.sentence)
    groups = ([other for other in told if other.sentence < draft.sentence], *behind)
    both = (group for group in groups if {*HARM} <= {other.kind for other in group} and _sum(group) == draft.number)
    return next(both, [])


def _total_up(people: Sequence[Draft]) -> None:
    """Make parts of a number of victims the killed and the wounded that it counts: "killed one and hurt *four*"."""
    for place, draft in enumerate(people):
        if not is_of_victims(draft) or draft.whole is not None or draft.number <= ONE:
            continue
        near = (other for other in people[max(0, place - MOST) : place] if draft.sentence - other.sentence <= REACH)
        free = (
            other for other in near if other.kind in HARM and other.whole is None and other.sentence < draft.sentence
        )
        for _, group in groupby(free, key=_sentence):
            told = list(group)
            if {*HARM} <= {other.kind for other in told} and _sum(told) == draft.number:
                for other in told:
                    other.whole = draft


def _is_further_one(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a person comes on top of those told before: "a third man", but "*the* third man"."""
    other = draft.person is not None and draft.person.form == "other"
    return other and tokens.lower[draft.first] != "the"


def _is_in_reach(whole: Draft, draft: Draft, *, said: bool) -> bool:
    """Tell whether a number before another is near and high enough to hold it.

    It is part of none itself but of one of another kind: "nine were shot, *two* fatally ... a man died". One of the
    same sentence holds what is `said` to be of its people: "killed 1,200 people; *421 of the bodies*".
    """
    other = said or (
        draft.person is not None and draft.person.noun == "other"
    )  # "killing one and wounding *the other*"
    near = (0 if other else 1) <= draft.sentence - whole.sentence <= REACH
    free = whole.whole is None or whole.kind == draft.kind != whole.whole.kind
    return near and free and whole.number > draft.number


def _named_among(head: Token, kind: FigureKind, people: Sequence[Draft]) -> Draft | None:
    """Find the number one is told to be of: "six people died, including *a boy*", "*a boy* was among six killed"."""
    above = head.head
    if head.dep_ == "pobj" and above.lower_ in ("among", "amongst", "including"):
        whole = above.head
    elif head.dep_ in ("nsubj", "ROOT"):
        place = above if above.lemma_ == "be" else head  # a headline's "Boy among three killed"
        among = (prep for prep in syntax.children(place, "prep") if prep.lower_ in ("among", "amongst"))
        found = next((noun for prep in among for noun in syntax.children(prep, "pobj")), None)
        if found is None:
            return None
        whole = found
    else:
        return None
    nouns = (whole, *syntax.children(whole, "nsubj", "nsubjpass", "dobj"))
    heads = {noun.i for noun in nouns}
    several = (draft for draft in people if draft.number > ONE and draft.person is None)
    return next((draft for draft in several if _is_among(draft, heads, kind)), None)


def _is_among(whole: Draft, heads: Set[int], kind: FigureKind) -> bool:
    """Tell whether a number or its noun stands at one of the tokens; a bare number must be of the kind."""
    if whole.noun is not None and whole.noun.head.i in heads:
        return True
    return whole.kind == kind and not heads.isdisjoint(range(whole.first, whole.last + 1))


def _explain(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Make people told in an insertion parts of the number it explains: "four others - three men and a girl - were"."""
    for place, whole in enumerate(drafts):
        inner = next((draft for draft in drafts[place + 1 : place + 2] if is_of(draft, whole)), None)
        opening = (inner or whole).behind  # "five members of *one family* - a couple and three children -"
        several = whole.kind in HARM and whole.number > ONE
        close = tokens.closing(opening) if several else None
        if several and close is None and whole.rule == "figures.behind":
            close = tokens.closing(opening + 1)  # "19 *dead* - 15 civilians and four soldiers -"
        if close is None:
            continue
        parts = [part for part in drafts[place + 1 : place + MOST] if opening < part.first < close and not part.whole]
        people = all(part.unit.code == "person" and part.kind in HARM | {"count", "troops"} for part in parts)
        if people and _sum(parts) == whole.number:
            for part in parts:
                part.kind, part.whole = whole.kind, whole


def _list_up(tokens: Tokens, drafts: Sequence[Draft]) -> None:
    """Make what a colon lists parts of the number before it: "12 people died: eight guards, two clerks and a boy"."""
    for place, whole in enumerate(drafts):
        colon = _colon(tokens, whole) if whole.kind in HARM and whole.number > ONE else None
        if colon is None:
            continue
        end = tokens.bounds(whole.first)[1]
        left = whole.number
        for part in drafts[place + 1 : place + MOST]:
            if part.whole is not None or part.first < colon:
                continue
            listed = colon < part.first < end and part.unit.code == "person" and part.kind in (whole.kind, "count")
            left -= part.number
            if not listed or left < 0:
                break
            part.kind, part.whole = whole.kind, whole


def _colon(tokens: Tokens, whole: Draft) -> int | None:
    """Give the colon behind a number that a list of people follows, with no verb after it."""
    end = tokens.bounds(whole.first)[1]
    reach = range(whole.behind, min(end, whole.behind + COLON_REACH))
    colon = next((place for place in reach if tokens.lower[place] == ":"), None)
    if colon is None or any(token.tag_ in ("VBD", "VBP", "VBZ") for token in tokens.all[colon:end]):
        return None
    return colon


def _group(people: Sequence[Draft], parts: Sequence[Draft], size: Decimal) -> list[Draft]:
    """Give the numbers of one sentence that make up a whole: "14 were found in one village and nine in another"."""
    for sentence, group in groupby(people, key=_sentence):
        together = list(group)
        told = [part for part in parts if part.sentence == sentence]
        if len(together) + len(told) > 1 and _sum((*together, *told)) == size:
            return together
    return []


def _beginning(whole: Draft, near: Sequence[Draft], shot: Sequence[Draft]) -> list[Draft]:
    """Give the numbers right behind a whole that make it up, some of them of people shot, and none one by one."""
    dead = [draft for draft in near if draft.kind == "killed" and (draft.whole is None or draft.whole is whole)]
    told = [draft for draft in (*dead, *shot) if 0 < draft.sentence - whole.sentence <= NEAR]
    alike = all(draft.person is None and not parted(whole, draft) for draft in told)
    return told if alike and _sum(told) == whole.number else []


def _sentence(draft: Draft) -> int:
    return draft.sentence


def _is_all(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number is of all who were told of: "*all four* were found dead"."""
    return draft.first > 0 and tokens.lower[draft.first - 1] == "all"


def _is_definite(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether people without a number are told as known ones: "the driver", "his wife and daughter", by name."""
    if draft.person is not None:
        return draft.person.form in ("definite", "name")
    return tokens.all[draft.first].tag_ == "PRP$" or tokens.lower[draft.first] == "the"


def _is_list(tokens: Tokens, whole: Draft) -> bool:
    """Tell whether a number is the sum of people who are all told of: one more is not of "a cook and a guard"."""
    return whole.implicit and "and" in tokens.lower[whole.first : whole.last + 1]


def _is_told_among(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a person is told to be among those known: "*among the dead* was a boy"."""
    words = tokens.lower[max(tokens.bounds(draft.first)[0], draft.first - AMONG_REACH) : draft.first]
    return "among" in words and not {"the", "those"}.isdisjoint(words)


def _opens(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare number begins a sentence on those told right before: "*Five* had been beheaded"."""
    first = draft.noun is None and draft.place is None and draft.first == tokens.bounds(draft.first)[0]
    return first and tokens.lower[draft.last + 1] in AUXILIARIES


def _is_of_known(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number is of people told before by their noun: "killed 12 militants ... *seven* of the rebels"."""
    behind = tokens.lower[draft.last + 1 : draft.last + 3]
    return behind == ["of", "the"] and draft.noun is not None and draft.noun.head.tag_ == "NNS"


def _is_of_them(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a number is said to be of people told before: "two of the victims", "the other two"."""
    behind = tokens.lower[draft.last + 1 : draft.last + 5]
    left = tokens.lower[max(0, draft.first - 2) : draft.first]
    other = left[-1:] == ["the"] and "other" in (tokens.lower[draft.first], *behind[:1])  # "*the* two *other* boys"
    of_them = draft.rule == "figures.listed" or (behind[:1] == ["of"] and not OF_THEM.isdisjoint(behind))
    one = draft.noun is None and tokens.lower[draft.first : draft.last + 1] == ["one"]  # "Two were hurt. One died"
    start = tokens.bounds(draft.first)[0]  # "*Of those,* five were killed on Friday"
    opened = draft.first == start + 3 and tokens.lower[start] == "of" and tokens.lower[start + 1] in PRONOUNS
    return one or opened or of_them or other or left == ["the", "other"]


def _sum(drafts: Iterable[Draft]) -> Decimal:
    return sum((draft.number for draft in drafts), Decimal(0))
