"""What the rows and columns of a block mean: proposed, shown, and corrected by a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from hcclog.entry.paste.block import Block


class Subject(StrEnum):
    """What a block holds."""

    LABS = "lab results"
    LESIONS = "lesion diameters"


class Shape(StrEnum):
    """How results lie in a block."""

    TALL = "one result a row"
    DOWN = "names down, dates across"
    ACROSS = "dates down, names across"


class Meaning(StrEnum):
    """What a column says; in a wide block a `VALUE` column has its date or test at its head."""

    DATE = "date"
    NAME = "name"
    VALUE = "value"
    UNIT = "unit"
    REFERENCE = "reference range"
    LABORATORY = "laboratory"
    PATIENT = "patient code"
    IGNORED = "not taken"


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a block what stands.

    Attributes:
        has_titles: Of a tall block: its first row names the columns.
        has_units: Of dates down and tests across: the second row holds the units.
        meanings: One for each column.
    """

    subject: Subject
    shape: Shape
    meanings: tuple[Meaning, ...]
    has_titles: bool = False
    has_units: bool = False

    @property
    def n_head(self) -> int:
        """How many rows stand above the results."""
        if self.shape is Shape.TALL:
            return int(self.has_titles)
        return 2 if self.shape is Shape.ACROSS and self.has_units else 1

    def column_of(self, meaning: Meaning) -> int | None:
        """Return the first column of a meaning."""
        return self.meanings.index(meaning) if meaning in self.meanings else None

    def with_meaning(self, column: int, meaning: Meaning) -> Layout:
        """Return the layout with a column that means something else."""
        meanings = list(self.meanings)
        meanings[column] = meaning
        return replace(self, meanings=tuple(meanings))


@dataclass(frozen=True, slots=True)
class Spot:
    """The cells of one result.

    Attributes:
        row: The row that it is counted in.
        cells: Where each part of it stands.
    """

    row: int
    cells: dict[Meaning, Place]

    @property
    def home(self) -> Place:
        """The cell that stands for the result: its value."""
        return self.cells[Meaning.VALUE]


def fault_of(layout: Layout) -> str:
    """Return what is missing or double in a layout; empty where it can be read."""
    wanted = [Meaning.VALUE]
    if layout.shape is not Shape.DOWN:
        wanted.append(Meaning.DATE)
    if layout.shape is not Shape.ACROSS:
        wanted.append(Meaning.NAME)
    for meaning in wanted:
        if meaning not in layout.meanings:
            words = word_of(meaning, layout.subject)
            return f"No column is the {words}; say which one it is."
    many = {Meaning.IGNORED} if layout.shape is Shape.TALL else {Meaning.IGNORED, Meaning.VALUE}
    for meaning in Meaning:
        columns = [n for n, each in enumerate(layout.meanings, start=1) if each is meaning]
        if len(columns) > 1 and meaning not in many:
            words = word_of(meaning, layout.subject)
            return f"Columns {columns[0]} and {columns[1]} are both the {words}; say which counts."
    return ""


def word_of(meaning: Meaning, subject: Subject) -> str:
    """Return a meaning in words of the subject: a name is a test or a lesion."""
    own = {
        (Meaning.NAME, Subject.LABS): "test",
        (Meaning.NAME, Subject.LESIONS): "lesion",
        (Meaning.VALUE, Subject.LESIONS): "diameter",
    }
    return own.get((meaning, subject), meaning.value)


def spots(block: Block, layout: Layout) -> Iterator[Spot]:
    """Yield the cells of each result; an empty cell of a wide block is no result."""
    once: dict[Meaning, int] = {
        meaning: column
        for column, meaning in enumerate(layout.meanings)
        if meaning not in {Meaning.IGNORED, Meaning.VALUE}
    }
    values = [n for n, meaning in enumerate(layout.meanings) if meaning is Meaning.VALUE]
    for row in range(layout.n_head, len(block.rows)):
        shared = {meaning: (row, column) for meaning, column in once.items()}
        for column in values:
            if layout.shape is Shape.TALL or block.text(row, column):
                cells: dict[Meaning, Place] = {**shared, **_head(layout, column)}
                cells[Meaning.VALUE] = (row, column)
                yield Spot(row, cells)


def _head(layout: Layout, column: int) -> dict[Meaning, Place]:
    """Return what stands above a value in a wide block."""
    if layout.shape is Shape.TALL:
        return {}
    if layout.shape is Shape.DOWN:
        return {Meaning.DATE: (0, column)}
    head = {Meaning.NAME: (0, column)}
    if layout.has_units:
        head[Meaning.UNIT] = (1, column)
    return head
