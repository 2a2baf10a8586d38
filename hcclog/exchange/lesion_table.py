"""A table of lesions, grouped into the series that the rules judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import gettempdir

from hcclog.exchange.bad_table import BadTable
from hcclog.exchange.lesion_file import Block, LesionFile
from hcclog.exchange.lesion_order import brought_together
from hcclog.exchange.lesion_series import TableSeries, table_series

__all__ = ["BadTable", "TableSeries", "as_series", "check_cells", "read_lesions"]


def read_lesions(path: Path) -> Iterator[TableSeries]:
    """Yield every series of a table, in the order in which they first stand in it.

    Raises:
        BadTable: A column or a cell that cannot be read.
    """
    for block in brought_together(LesionFile(path), Path(gettempdir())):
        yield as_series(block)


def as_series(block: Block) -> TableSeries:
    """Return the rows of one series, read one by one.

    Raises:
        BadTable: A cell cannot be read, or rows contradict each other.
    """
    rows = [
        block.reader.row(line, cells) for line, cells in zip(block.lines, block.rows, strict=True)
    ]
    return table_series(block.reader.file_name, rows)


def check_cells(blocks: Iterable[Block]) -> None:
    """Read every cell of a table, so that of several faults the first in the file is named.

    Raises:
        BadTable: A cell cannot be read.
    """
    for block in blocks:
        for line, cells in zip(block.lines, block.rows, strict=True):
            block.reader.row(line, cells)
