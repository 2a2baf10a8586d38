"""Brings together the rows of each series of a table that is in no order, outside the memory.

Rows are written in runs, each sorted by the place at which its series first stands in the table,
and the runs are merged. Only the codes of patients and series are held.
"""

from __future__ import annotations

import csv
import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby, repeat
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hcclog.exchange.lesion_cells import RowReader
from hcclog.exchange.lesion_file import Block, LesionFile

RUN_ROWS = 20_000
MOST_RUNS = 32  # files that are open at a time


class Scattered(Exception):
    """The rows of a patient do not stand together."""


def standing_together(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield each patient's rows as they stand.

    Raises:
        Scattered: A patient comes back after another.
    """
    seen: set[str] = set()
    for block in blocks:
        if block.patient in seen:
            raise Scattered(block.patient)
        seen.add(block.patient)
        yield block


def brought_together(table: LesionFile, folder: Path) -> Iterator[Block]:
    """Yield the rows of each series, in the order in which they first stand in the table.

    Args:
        table: The table.
        folder: Where the runs may lie meanwhile.
    """
    with TemporaryDirectory(prefix=".hcclog-", dir=folder, ignore_cleanup_errors=True) as name:
        spool = _Spool(Path(name))
        for block in table.blocks():
            spool.take(block)
        yield from spool.blocks()


class _Kept(NamedTuple):
    """A row outside the memory: the rank of its series, its line, its cells."""

    rank: int
    line: int
    cells: list[str]


class _Spool:
    """Rows in files, each file in the order of their series."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ranks: dict[tuple[str, str], int] = {}
        self._rows: list[_Kept] = []
        self._runs: list[Path] = []
        self._n_written = 0
        self._reader: RowReader | None = None

    def take(self, block: Block) -> None:
        """Take rows; a full run goes to a file."""
        self._reader = block.reader
        for part in block.by_series():
            rank = self._ranks.setdefault((part.patient, part.series), len(self._ranks))
            self._rows += map(_Kept, repeat(rank), part.lines, part.rows)
        if len(self._rows) >= RUN_ROWS:
            self._end_run()

    def blocks(self) -> Iterator[Block]:
        """Yield what was taken, a series at a time."""
        self._end_run()
        for _, found in groupby(_merged(self._runs), key=attrgetter("rank")):
            kept = list(found)
            if self._reader is not None:
                yield Block(self._reader, [row.cells for row in kept], [row.line for row in kept])

    def _end_run(self) -> None:
        self._write(sorted(self._rows))
        self._rows = []
        if len(self._runs) == MOST_RUNS:
            merged, self._runs = self._runs, []
            self._write(_merged(merged))
            for path in merged:
                path.unlink()

    def _write(self, rows: Iterable[_Kept]) -> None:
        path = self._folder / f"{self._n_written}.csv"
        self._n_written += 1
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerows([row.rank, row.line, *row.cells] for row in rows)
        self._runs.append(path)


def _merged(runs: Iterable[Path]) -> Iterator[_Kept]:
    return heapq.merge(*map(_read, runs))


def _read(path: Path) -> Iterator[_Kept]:
    with path.open(encoding="utf-8", newline="") as file:
        for rank, line, *cells in csv.reader(file):
            yield _Kept(int(rank), int(line), cells)
