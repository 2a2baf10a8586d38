"""The mark of what was unlikely and confirmed: a question mark, its sentence under the pointer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hcclog.ui.models.row_table import Row

MARK = "?"


def marked(row: Row, column: int, doubts: Mapping[str, str]) -> Row:
    """Return a row with a mark in one of its cells, where its entry is in doubt."""
    doubt = doubts.get(row.mark[1], "")
    if not doubt:
        return row
    cell = row.cells[column]
    after = " ".join(part for part in (cell.after, MARK) if part)
    tip = " ".join(part for part in (doubt, cell.tip) if part)
    cells = (*row.cells[:column], replace(cell, after=after, tip=tip), *row.cells[column + 1 :])
    return replace(row, cells=cells)
