"""A table of lesions as CSV: read strictly and patient by patient, never held as a whole.

Columns, in any order: patient, series (default 1), date, lesion, role, site, node, diameter_mm,
viable_mm, state, baseline. Rows stand in any order too; where those of a patient do not stand
together, `lesion_order` brings them together.
"""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from hcclog.exchange.bad_table import BadTable, check_header
from hcclog.exchange.lesion_cells import COLUMNS, DEFAULT_SERIES, NEEDED, RowReader

if TYPE_CHECKING:
    from _csv import Reader

_BLOCKS_TO_TELL = 64


def n_bytes(path: Path) -> int:
    """Return the size of a file; 0 for anything else, and for what cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def is_stream(path: Path) -> bool:
    """True for a pipe or a terminal, which can be read once only."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


class Block(NamedTuple):
    """Rows of one patient that stand together.

    Attributes:
        reader: Reads them.
        rows: Their cells; there is one row at least.
        lines: Their lines in the file.
    """

    reader: RowReader
    rows: list[list[str]]
    lines: list[int]

    @property
    def patient(self) -> str:
        """The patient's code, as in the first row."""
        return self.reader.text("patient", self.rows[0])

    @property
    def series(self) -> str:
        """The name of the series, as in the first row."""
        return self.reader.text("series", self.rows[0]) or DEFAULT_SERIES

    def by_series(self) -> Iterator[Block]:
        """Yield the rows of each series, in the order in which they first stand."""
        at = self.reader.position("series")
        names = [row[at] for row in self.rows] if at < len(self.rows[0]) else [""]
        if names.count(names[0]) == len(names):
            yield self
            return
        found: dict[str, tuple[list[list[str]], list[int]]] = {}
        for name, row, line in zip(names, self.rows, self.lines, strict=True):
            rows, lines = found.setdefault(name.strip() or DEFAULT_SERIES, ([], []))
            rows.append(row)
            lines.append(line)
        for rows, lines in found.values():
            yield Block(self.reader, rows, lines)


class LesionFile:
    """A table that is read from its start as often as it is asked for.

    Attributes:
        path: The file.
        name: What it is called where it is refused.
    """

    def __init__(
        self, path: Path, name: str = "", advanced: Callable[[int], object] | None = None
    ) -> None:
        """Remember where it is.

        Args:
            path: The file.
            name: What it is called, where that is not the file's own name.
            advanced: Told now and then how many bytes were read.
        """
        self.path = path
        self.name = name or path.name
        self._advanced = advanced

    def blocks(self) -> Iterator[Block]:
        """Yield the rows, those of one patient that stand together at a time.

        Raises:
            BadTable: The file or its header cannot be read, or a row has too few or too many cells.
        """
        name = self.name
        with _opened(self.path) as (lines, raw):
            source = csv.reader(lines, strict=True)
            with _refused(name, source):
                header = _header(name, next(source, None))
                reader = RowReader(name, header)
                for n, block in enumerate(_blocks(source, reader, len(header))):
                    if self._advanced is not None and not n % _BLOCKS_TO_TELL:
                        self._advanced(raw.tell())
                    yield block


@contextmanager
def _opened(path: Path) -> Iterator[tuple[TextIOWrapper, BinaryIO]]:
    try:
        with path.open("rb") as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as lines:
            yield lines, raw
    except OSError as error:
        raise BadTable(f"{path} cannot be read: {error.strerror}.") from None


@contextmanager
def _refused(name: str, source: Reader) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise BadTable(f"{name} is not UTF-8 text.") from None
    except csv.Error as error:
        raise BadTable(f"{name}, line {source.line_num}: {error}.") from None


def _header(name: str, names: list[str] | None) -> list[str]:
    if names is None:
        raise BadTable(f"{name} is empty.")
    header = [text.strip() for text in names]
    check_header(name, header, COLUMNS, NEEDED)
    return header


def _blocks(source: Reader, reader: RowReader, n_columns: int) -> Iterator[Block]:
    at = reader.position("patient")
    patient: str | None = None
    rows: list[list[str]] = []
    lines: list[int] = []
    for cells in source:
        if len(cells) != n_columns:
            if not cells:
                continue
            wrong = f"{len(cells)} cells stand under {n_columns} columns"
            raise BadTable(f"{reader.file_name}, line {source.line_num}: {wrong}.")
        if cells[at] != patient:
            if rows:
                yield Block(reader, rows, lines)
            patient, rows, lines = cells[at], [], []
        rows.append(cells)
        lines.append(source.line_num)
    if rows:
        yield Block(reader, rows, lines)
