"""The tables, defined once: names, keys, columns, and the rows that a record gives them.

An item is known by two columns together, `article` and `id`; what names an item does so within the same article.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.export.shape import Column, Json, Row, Shape, shape

ARTICLE = Column("article", "text", "Id of the article.", references="articles")
POSITION = Column("position", "integer", "Place in the article's list, from 0.")
SEPARATOR = " [...] "
"""What stands between the contents of one claim in its `text`."""


@dataclass(frozen=True)
class Table:
    """A table. `key` names a row; `search` the columns for full text, `indexed` those that are looked up often.

    `rows` gives the rows of one record, or of one reject in the table `rejects`.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[int, Json], Iterable[Row]]
    search: tuple[str, ...] = ()
    indexed: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class _Items:
    """What the items of one kind are: the field of the record that holds them, and their shape."""

    field: str
    shape: Shape
    derived: tuple[Column, ...]
    derive: Callable[[Json, Json], Row]

    def rows(self, _number: int, record: Json) -> Iterator[Row]:
        article = record["id"]
        for position, item in enumerate(record[self.field]):
            yield (article, position, *self.shape.cells(item), *self.derive(record, item))

    @property
    def columns(self) -> tuple[Column, ...]:
        return (ARTICLE, POSITION, *self.shape.columns, *self.derived)


def _nothing(_record: Json, _item: Json) -> Row:
    return ()


def _sentence(record: Json, item: Json) -> Row:
    extent = record["sentences"][item["sentence"]]
    return (record["text"][extent["start"] : extent["end"]].strip(),)


def _contents(_record: Json, claim: Json) -> Row:
    return (SEPARATOR.join(content["text"] for content in claim["contents"]),)


SENTENCE = (Column("sentence_text", "text", "The sentence that it stands in."),)
CONTENTS = (
    Column("text", "text", f"What is said; the stretches of a broken quotation are parted by `{SEPARATOR.strip()}`."),
)

ITEMS = {
    "entities": _Items("entities", shape("record", "Entity"), (), _nothing),
    "dates": _Items("dates", shape("record", "DateMention"), (), _nothing),
    "figures": _Items("figures", shape("record", "Figure"), SENTENCE, _sentence),
    "claims": _Items("claims", shape("record", "Claim"), CONTENTS, _contents),
    "events": _Items("events", shape("record", "Event"), SENTENCE, _sentence),
}
LISTS = [(items.field, listed) for items in ITEMS.values() for listed in items.shape.lists]
"""All lists that the items hold, with the field of the record that holds the items."""
_MENTIONS = ("entities", "mentions")
_RECORD = shape("record", as_json=frozenset({"bylines", "blocks", "sentences", "warnings"}))
_REJECT = shape("reject")
_MENTION = shape("record", "Mention")


def _article(number: int, record: Json) -> Iterator[Row]:
    yield (number, *_RECORD.cells(record))


def _reject(number: int, reject: Json) -> Iterator[Row]:
    yield (number, *_REJECT.cells(reject))


def _mentions(_number: int, record: Json) -> Iterator[Row]:
    article = record["id"]
    for entity in record["entities"]:
        for position, mention in enumerate(entity["mentions"]):
            yield (article, entity["id"], position, *_MENTION.cells(mention))


class Links:
    """The table `links`: every list that an item holds, an element a row.

    What the elements say of themselves has a column each, whatever list they stand in; the id that an element is,
    or names, stands in `target`.
    """

    def __init__(self) -> None:
        self.lists = [(field, listed) for field, listed in LISTS if (field, listed.field) != _MENTIONS]
        found: dict[str, Column] = {}
        for _, listed in self.lists:
            for column in listed.element.columns if listed.element else ():
                if column.references is None:
                    known = found.get(column.name, column)
                    values = tuple(dict.fromkeys((*known.values, *column.values)))
                    found[column.name] = replace(known, nullable=True, values=values)
        self.columns = (
            ARTICLE,
            Column("item", "text", "Id of the item that holds the list."),
            Column(
                "relation", "text", "Name of the list.", values=tuple(sorted({each.field for _, each in self.lists}))
            ),
            replace(POSITION, description="Place in the list, from 0."),
            Column("target", "text", "Id of the item that the element is, or names.", nullable=True),
            *found.values(),
        )
        self._nothing = (None,) * len(found)
        places = {name: place for place, name in enumerate(found, 1)}
        self._places = {
            listed.element: [places.get(column.name, 0) for column in listed.element.columns]
            for _, listed in self.lists
            if listed.element
        }

    def rows(self, _number: int, record: Json) -> Iterator[Row]:
        """Give the elements of all lists of all items of a record."""
        article = record["id"]
        for field, listed in self.lists:
            name, shape = listed.field, listed.element
            for item in record[field]:
                for position, element in enumerate(item[name]):
                    cells = (element, *self._nothing) if shape is None else self._cells(shape, element)
                    yield (article, item["id"], name, position, *cells)

    def _cells(self, shape: Shape, element: Json) -> list[object]:
        row: list[object] = [None, *self._nothing]
        for place, cell in zip(self._places[shape], shape.cells(element), strict=True):
            row[place] = cell
        return row


LINKS = Links()


def _items(name: str, description: str, indexed: tuple[str, ...] = (), search: tuple[str, ...] = ()) -> Table:
    items = ITEMS[name]
    references = tuple(("article", column.name) for column in items.columns if column.references and column != ARTICLE)
    return Table(
        name=name,
        description=description,
        columns=items.columns,
        key=("article", "id"),
        rows=items.rows,
        search=search,
        indexed=(*references, *((column,) for column in indexed)),
    )


TABLES = (
    Table(
        name="articles",
        description="One row an article.",
        columns=(replace(POSITION, description="Place among the records, from 0."), *_RECORD.columns),
        key=("id",),
        rows=_article,
        search=("title", "text"),
        indexed=(("published",), ("duplicate_of",)),
    ),
    _items("entities", "People, organisations, places and groups.", indexed=("name", "type")),
    Table(
        name="mentions",
        description="Every place where the text names an entity.",
        columns=(
            ARTICLE,
            Column("entity", "text", "Id of the entity.", references="entities"),
            replace(POSITION, description="Place among the entity's mentions, from 0."),
            *_MENTION.columns,
        ),
        key=("article", "entity", "position"),
        rows=_mentions,
    ),
    _items("dates", "Time expressions, normalised.", indexed=("earliest",)),
    _items("figures", "How many of what, with bounds, status and source.", indexed=("kind", "status")),
    _items("claims", "Who says what.", search=("text",)),
    _items("events", "What happened, to whom, where and when.", indexed=("type", "date_earliest")),
    Table(
        name="links",
        description="What an item holds several of: other items, and further stretches of the text.",
        columns=LINKS.columns,
        key=("article", "item", "relation", "position"),
        rows=LINKS.rows,
        indexed=(("article", "target"),),
    ),
    Table(
        name="rejects",
        description="One row for every input that gave no record.",
        columns=(replace(POSITION, description="Place among the rejects, from 0."), *_REJECT.columns),
        key=("position",),
        rows=_reject,
        indexed=(("reason",),),
    ),
)
"""All tables, in an order in which each comes after those it references most."""
