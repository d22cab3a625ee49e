"""The dates stage: find time expressions, resolve them in text order, give their records."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, pairwise

from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.config import Config
from pipeline.stage import Stage
from pipeline.stages.dates import clauses, dateline, landmarks, mentions, modifiers, ranges, tense
from pipeline.stages.dates.context import Base, Context, Resolved
from pipeline.stages.dates.lexicon import DateWords, Vocabulary
from pipeline.stages.dates.nodes import (
    Amount,
    CalendarDate,
    Clock,
    Compared,
    Duration,
    Ending,
    Expression,
    Named,
    Node,
    Portion,
    Shifted,
    Years,
)
from pipeline.stages.dates.recogniser import Recogniser
from pipeline.stages.dates.resolve import resolve
from pipeline.stages.dates.scan import Scan
from pipeline.tree import Token
from schemas.article import Article
from schemas.dates import DateMention, Dates

MAX_DATELINE_LAG_DAYS = 3
"""How long before its publication a report may be datelined; an older date at the top is not its own."""


REPORTED_MONTHS = frozenset([6, 9])
"""The lengths, in months, that companies report on beside quarters and years."""

MAX_WORDS_COMPARED = 6
"""How far before a month the word that compares may stand: "from a revised 4.8% in August"."""

MAX_WORDS_TO_YEAR = 8
"""How far behind a holiday the year of its event may stand: "the Easter attacks on three hotels in 2019"."""

_COMMAS = frozenset(",;.:")

DAYS_A_WEEK = 7

QUARTER = Amount(Decimal(3), "month")

_QUOTES = '“”"'

_OPENS_QUOTE = frozenset(" \t(—–-[")
"""What a straight quotation mark that opens a quotation stands behind."""

_PORTIONS = (Portion, Ending)

_BACKGROUND = frozenset(["acl", "relcl"])

MAX_STEPS = 8
"""How many words above a date are asked whether they head a clause about a noun."""


class FindDates(Stage):
    """Find and normalise time expressions."""

    name = "dates"
    version = 1
    lexicons = ("dates",)
    summary = "finds time expressions and normalises them"

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.recogniser = Recogniser(Vocabulary(lexicon.load("dates", DateWords)))

    def __call__(self, article: Article, doc: Doc) -> Dates:
        """Give all time expressions of an article in text order."""
        published = date.fromisoformat(article.info.published.value) if article.info.published else None
        scan, expressions = self.recogniser.expressions(doc, article.text)
        resolved = _resolve_all(scan, expressions, published)
        ids = [
            mentions.mention_id(scan, found, result.value) for found, result in zip(expressions, resolved, strict=True)
        ]
        found = [
            mentions.build(scan, index, expression, result, published, ids)
            for index, (expression, result) in enumerate(zip(expressions, resolved, strict=True))
        ]
        found.extend(_intervals(scan, expressions, found))
        return Dates(dates=tuple(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def _intervals(s: Scan, expressions: list[Expression], found: list[DateMention]) -> list[DateMention]:
    """Give the intervals that neighbouring dates make: "between 2 and 5 March"."""
    pairs = zip(pairwise(expressions), pairwise(found), strict=True)
    intervals = [mentions.interval(*dates, s.source) for ends, dates in pairs if ranges.joined(s, *ends)]
    return [interval for interval in intervals if interval]


def _resolve_all(s: Scan, expressions: list[Expression], published: date | None) -> list[Resolved]:
    """Resolve in text order: each expression knows those before it."""
    publication = Base(published, "publication") if published else None
    line = dateline.find(s, expressions)
    context = Context(publication)
    own = resolve(expressions[line].node, context) if line is not None else None
    if own and line is not None:
        context.speech = _speech(own, line, publication)
    found: list[Resolved] = []
    sentence, told_in = -1, -1
    told = clauses.of_all(s, expressions)
    for index, expression in enumerate(expressions):
        token = s.token(expression.start)
        if token.sentence != sentence:
            sentence = token.sentence
            context.nearby_from, context.same_sentence_from = context.same_sentence_from, index
            if token.sentence != told_in + 1:
                context.told = None
            context.explicit = None
        context.opens = expression.start == 0 or s.begins_sentence(expression.start - 1)
        context.tense, context.is_sure = told[index].tense, told[index].is_sure
        context.is_quoted = _is_quoted(s, expression)
        context.relation = expression.relation
        node = _written_out(s, expressions, index) or _of_its_year(s, expressions, index) or expression.node
        result = own if index == line and own else resolve(node, context)
        found.append(result)
        if index and ranges.joined(s, expressions[index - 1], expression):
            found[-2:] = _as_stretch(expressions[index - 1 : index + 1], found[-2:], context)
            result = found[-1]
        if result.type == "DURATION" and _is_reported(expression.node):
            context.length = index
        leads = _leads_the_story(s, expression)
        year = _year_given(s, expression, result) if leads else None
        if year:
            context.told, told_in = Base(year, "text", index), sentence
            context.told_month = isinstance(expression.node, CalendarDate)
            context.told_year = context.opens and not context.told_month
            is_of_day = isinstance(expression.node, CalendarDate) and expression.relation != "until"
            context.explicit = context.told if is_of_day else context.explicit
        elif result.base and result.base is context.told:
            told_in = sentence
        if result.period and result.type in ("DATE", "TIME") and index != line and leads:
            context.tell(index, result.period, passing=_is_in_passing(s.root(expression)))
    return landmarks.resolve_all(s, expressions, found, context.speech)


def _written_out(s: Scan, expressions: list[Expression], index: int) -> CalendarDate | None:
    """Give the date that stands in brackets behind the name of a day: "on Monday (*July 25*)", "today (*July 28*)"."""
    here, behind = expressions[index], expressions[index + 1] if index + 1 < len(expressions) else None
    if behind is None or behind.start != here.end + 1 or not modifiers.is_day(here.node):
        return None
    node, brackets = behind.node, (s.word(here.end), s.word(behind.end))
    if not isinstance(node, CalendarDate) or node.day is None or node.month is None or brackets != ("(", ")"):
        return None
    return replace(node, weekday=clauses.weekday_name(here.node) or node.weekday)


def _of_its_year(s: Scan, expressions: list[Expression], index: int) -> Named | None:
    """Give a holiday with the year of its event: "the *2004* Boxing Day tsunami", "the Easter attacks in *2019*"."""
    here = expressions[index]
    if not isinstance(here.node, Named) or here.node.cycle != "holiday" or here.node.within is not None:
        return None
    before, behind = expressions[index - 1] if index else None, expressions[index + 1 : index + 2]
    if before is not None and before.end == here.start and isinstance(before.node, Years):
        return replace(here.node, within=before.node)
    event = s.root(here).head
    for year in behind:
        gap = s.words[here.end : year.start]
        is_near = len(gap) <= MAX_WORDS_TO_YEAR and gap[-1:] in (["in"], ["of"]) and _COMMAS.isdisjoint(gap)
        is_between = s.token_index(here.end - 1) < event.i < s.token_index(year.start)
        if is_near and is_between and isinstance(year.node, Years):
            return replace(here.node, within=year.node)
    return None


def _as_stretch(ends: list[Expression], found: list[Resolved], context: Context) -> list[Resolved]:
    """Put the weekday that a stretch begins with into the week before its end: "from Friday to Sunday"."""
    first, last = (result.period for result in found)
    names = [clauses.weekday_name(end.node) for end in ends]
    if context.speech is None or first is None or last is None or None in names:
        return found
    fewest = 0 if isinstance(ends[0].node, Clock) else 1  # "9 a.m. to 5 p.m. Monday" is of one day
    if fewest <= (last.first - first.first).days < DAYS_A_WEEK:
        return found
    before = replace(context, speech=replace(context.speech, at=last.first - timedelta(days=1)), tense=tense.PAST)
    return [resolve(ends[0].node, before), found[1]]


def _is_reported(node: Node) -> bool:
    """Tell whether a length is one that is reported on: "the first nine months", "nine-month profit"."""
    if isinstance(node, _PORTIONS):
        return node.amount != QUARTER
    amount = node.amounts[0] if isinstance(node, Duration) and node.window is None else None
    return amount is not None and amount.unit == "month" and amount.count in REPORTED_MONTHS


def _speech(line: Resolved, index: int, publication: Base | None) -> Base | None:
    """Take the dateline for the time of speech where nothing is published, or was so a few days later."""
    if line.period is None:
        return publication
    if publication is None:
        return Base(line.period.first, "text", index)
    lag = (publication.at - line.period.first).days
    return Base(line.period.first, "text", index) if 0 < lag <= MAX_DATELINE_LAG_DAYS else publication


def _year_given(s: Scan, found: Expression, result: Resolved) -> date | None:
    """Give the day that dates of the same sentence without a year are near to: a full date, the middle of "in 2012"."""
    if result.period is None:
        return None
    if isinstance(found.node, CalendarDate) and found.node.year is not None:
        return result.period.first
    is_year = isinstance(found.node, Years) and result.period.grain == "year" and s.word(found.start - 1) == "in"
    return result.period.first.replace(month=7, day=2) if is_year else None


def _is_quoted(s: Scan, found: Expression) -> bool:
    """Tell whether an expression stands in a quotation: the last mark of its paragraph before it opens one."""
    at = s.starts[found.start]
    begin = s.source.rfind("\n", 0, at) + 1
    mark = max(s.source.rfind(sign, begin, at) for sign in _QUOTES)
    if mark < 0 or s.source[mark] != '"':
        return mark >= 0 and s.source[mark] == "“"
    return mark == begin or s.source[mark - 1] in _OPENS_QUOTE


def _is_in_passing(token: Token) -> bool:
    """Tell whether a date stands in a clause that tells who or what a noun is: "protests that *began on May 5*"."""
    return any(above.dep_ in _BACKGROUND for above in islice(token.ancestors, MAX_STEPS))


def _leads_the_story(s: Scan, found: Expression) -> bool:
    """Tell whether what follows may be reckoned from it: "the highest since 1990" tells of no 1990, "9/11" of none."""
    return found.relation != "since" and found.rule != "dates.named_day" and not _is_held_against(s, found)


def _is_held_against(s: Scan, found: Expression) -> bool:
    """Tell whether it is what something is compared with: "a year earlier", "to 5% from 4.8% in *August*"."""
    node = found.node
    if isinstance(node, Named) and node.cycle == "month":
        before = s.words[max(0, found.start - MAX_WORDS_COMPARED) : found.start]
        return before[-1:] == ["in"] and not s.vocabulary.words.cues.comparing_far.isdisjoint(before)
    is_against = isinstance(node, Shifted) and s.word(found.start - 1) in s.vocabulary.words.cues.held_before
    return isinstance(node, Compared) or (isinstance(node, Shifted) and node.compared) or is_against
