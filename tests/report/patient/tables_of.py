"""What the sections of a report say, as plain texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hcclog.domain.record import PatientRecord
from hcclog.report.patient.choices import Choices
from hcclog.report.patient.content import Block, Cell, Table
from hcclog.report.patient.material import Material

Told = Callable[[Material], Iterator[Block]]


def blocks(told: Told, record: PatientRecord) -> list[Block]:
    """Return the blocks of a section."""
    return list(told(Material(record, Choices())))


def tables(told: Told, record: PatientRecord) -> list[Table]:
    """Return the tables of a section."""
    return [block for block in blocks(told, record) if isinstance(block, Table)]


def text_of(cell: Cell) -> str:
    """Return what a cell says: chip, text, tail."""
    chip = cell.category.value if cell.category else ""
    return " ".join(part for part in (chip, cell.text, cell.tail) if part)


def grid(table: Table) -> list[list[str]]:
    """Return a table's texts, its head first."""
    head = [column.title for column in table.columns]
    return [head, *([text_of(cell) for cell in row.cells] for row in table.rows)]
