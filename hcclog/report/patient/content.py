"""What a report says, before it is known on which paper: blocks of texts, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from hcclog.domain.response import Category
from hcclog.report.course.figure import CourseFigure
from hcclog.report.course.picture import CoursePicture

_HASH_LETTERS = 16


class Align(Enum):
    """Where the texts of a column stand; `POINT` puts decimal points under each other."""

    LEFT = "left"
    RIGHT = "right"
    POINT = "point"


class Cell(NamedTuple):
    """What stands in one place of a table.

    Attributes:
        tail: What stands behind a number without moving it, such as ``H``.
        category: A response; its letters stand in a chip before the text.
        differs: A dot beside the chip: reported and computed are not the same.
        is_short: The chip has its fewest letters, for narrow columns.
    """

    text: str = ""
    strong: bool = False
    muted: bool = False
    tail: str = ""
    category: Category | None = None
    differs: bool = False
    is_short: bool = False

    @property
    def says(self) -> bool:
        """True where anything stands in it."""
        return bool(self.text or self.category)


class Column(NamedTuple):
    """A column: its title, and how its cells stand."""

    title: str
    align: Align = Align.LEFT


class Row(NamedTuple):
    """A row.

    Attributes:
        is_set_off: A strong line stands above it.
        below: Sentences that belong to it, from the second column to the edge.
    """

    cells: tuple[Cell, ...]
    is_set_off: bool = False
    below: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table; its head is repeated on every page that it reaches.

    Attributes:
        n_fixed: How many first columns are repeated where the others do not fit beside them.
        most_lines: Of a cell; what is longer ends in an ellipsis. None for all of it.
        is_even: The other columns are all of one width.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    n_fixed: int = 1
    most_lines: int | None = None
    is_even: bool = False


def without_empty(table: Table) -> Table:
    """Return a table without the columns in which no row says anything."""
    said = [n for n in range(len(table.columns)) if any(row.cells[n].says for row in table.rows)]
    rows = (row._replace(cells=tuple(row.cells[n] for n in said)) for row in table.rows)
    columns = tuple(table.columns[n] for n in said)
    n_fixed = sum(n < table.n_fixed for n in said)
    return table._replace(columns=columns, rows=tuple(rows), n_fixed=n_fixed)


class Title(NamedTuple):
    """The head of the first page."""

    name: str
    facts: str
    kind: str
    printed: str
    most_lines: int | None = None


class Heading(NamedTuple):
    """The name of a section; `is_part` of a part of one."""

    text: str
    is_part: bool = False


class Paragraph(NamedTuple):
    """A sentence or a few; `leads` where it stands above what it speaks of."""

    text: str
    muted: bool = True
    most_lines: int | None = None
    leads: bool = False


class Notice(NamedTuple):
    """Sentences that should be seen, each on a line of its own."""

    sentences: tuple[str, ...]
    most_lines: int | None = None


class Fact(NamedTuple):
    """A box: what it is, its value, chips with whose they are, and what is added."""

    title: str
    value: str
    chips: tuple[tuple[Category, str], ...] = ()
    detail: str = ""


class Facts(NamedTuple):
    """Boxes beside each other."""

    facts: tuple[Fact, ...]


class Chart(NamedTuple):
    """The course chart; `height` bounds it, in pixels, where it must share a page."""

    figure: CourseFigure
    height: float | None = None


Block = Title | Heading | Paragraph | Notice | Facts | Table | Chart


def content_hash(blocks: Sequence[Block]) -> str:
    """Return what tells one content from another: the start of a SHA-256, in hexadecimal.

    It covers every text of every block in its order, and of a chart every mark with its days and
    its reading; not the paper, the day of printing or the foot of the pages.
    """
    digest = sha256()
    for block in blocks:
        digest.update(f"\x1d{type(block).__name__}".encode())
        for text in texts_of(block):
            digest.update(b"\x1e" + text.encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:_HASH_LETTERS]


def texts_of(block: Block) -> Iterator[str]:
    """Yield the texts of a block, but for when it was printed."""
    if isinstance(block, Title):
        yield from (block.name, block.facts, block.kind)
    elif isinstance(block, (Heading, Paragraph)):
        yield block.text
    elif isinstance(block, Notice):
        yield from block.sentences
    elif isinstance(block, Facts):
        yield from (text for fact in block.facts for text in _of_fact(fact))
    elif isinstance(block, Table):
        yield from (column.title for column in block.columns)
        for row in block.rows:
            yield from (text for cell in row.cells for text in _of_cell(cell))
            yield from row.below
    else:
        numbers = CoursePicture(block.figure).numbers()
        yield from (text for row in numbers.rows for text in row)


def _of_fact(fact: Fact) -> Iterator[str]:
    yield from (fact.title, fact.value)
    yield from (f"{category.value} {whose}" for category, whose in fact.chips)
    yield fact.detail


def _of_cell(cell: Cell) -> Iterator[str]:
    yield from (cell.category.value if cell.category else "", cell.text, cell.tail)
