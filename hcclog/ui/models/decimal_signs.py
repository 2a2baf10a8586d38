"""The decimal sign that a person wants to read, in the columns of numbers; what is kept is not."""

from __future__ import annotations

import re
from dataclasses import replace

from hcclog.entry.preferences import DecimalSign
from hcclog.ui.models.row_table import Cell, LateRow, Row, Table

# A point between digits, and no more of them: neither a date nor the number of a version.
_POINT = re.compile(r"(?<![\d.])(\d[\d\u2009]*)\.(\d+)(?![\d.])")


def signed(table: Table, sign: DecimalSign) -> Table:
    """Return a table whose numbers are written with the sign; editors keep the point."""
    if sign is DecimalSign.POINT:
        return table
    numbers = [column.right for column in table.columns]
    return Table(table.columns, tuple(_row(row, numbers) for row in table.rows))


def with_comma(text: str) -> str:
    """Return a text whose decimal points are commas."""
    return _POINT.sub(r"\1,\2", text)


def _row(row: Row, numbers: list[bool]) -> Row:
    if isinstance(row, LateRow):
        # Its cells stay late; the sign is a part of what they follow from.
        basis = (_POINT, vars(row)["basis"])
        may_go = row.retractable
        return LateRow(row.key, basis, lambda: _cells(row, numbers), retractable=may_go)
    return replace(row, cells=_cells(row, numbers))


def _cells(row: Row, numbers: list[bool]) -> tuple[Cell, ...]:
    pairs = zip(row.cells, numbers, strict=True)
    return tuple(_cell(cell) if right else cell for cell, right in pairs)


def _cell(cell: Cell) -> Cell:
    return replace(cell, text=with_comma(cell.text), after=with_comma(cell.after))
