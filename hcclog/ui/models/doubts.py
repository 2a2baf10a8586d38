"""The mark of what was unlikely and confirmed: a question mark, its sentence under the pointer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hcclog.ui.models.row_table import Cell, Row

MARK = "?"


def marked(row: Row, column: int, doubts: Mapping[str, str]) -> Row:
    """Return a row with a mark in one of its cells, where its entry is in doubt."""
    doubt = doubts.get(row.mark[1], "")
    if not doubt:
        return row
    cell = doubted(row.cells[column], doubt)
    return replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))


def doubted(cell: Cell, doubt: str) -> Cell:
    """Return a cell with the mark, where there is a sentence to say."""
    if not doubt:
        return cell
    after = " ".join(part for part in (cell.after, MARK) if part)
    tip = " ".join(part for part in (doubt, cell.tip) if part)
    return replace(cell, after=after, tip=tip)
