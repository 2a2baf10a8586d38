"""A file as a table: its first rows to look at, and all its rows to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import reason_of
from hcclog.exchange.lab_files.letters import Encoding, letters_of
from hcclog.exchange.lab_files.text_rows import delimiter_of, says_delimiter, text_rows
from hcclog.exchange.lab_files.workbook_rows import (
    marks_of,
    refuse_bomb,
    sheets_of,
    workbook_rows,
)

MOST_ROWS = 250_000
MOST_COLUMNS = 500
MOST_IN_A_CELL = 10_000
_N_HEAD = 60
_ZIP = b"PK\x03\x04"
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read as a table.

    Attributes:
        path: Where it lies.
        head: Its first rows, as they stand, each as wide as the widest of them.
        numbers: The number of each of these rows in the file.
        encodings: Of a text: the ways to read its letters, more than one where that is open.
        encoding: The one that was taken.
        sheets: Of a workbook: those that are seen.
        sheet: The one that was taken.
        notes: What a person should know of the whole file.
        n_rows: About how many there are.
        delimiter: Of a text: what parts the cells.
        has_formulas: Of a workbook: whether some cell is a formula.
    """

    path: Path
    head: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encodings: tuple[Encoding, ...] = ()
    encoding: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    notes: tuple[str, ...] = ()
    n_rows: int = 0
    delimiter: str = ""
    has_formulas: bool = False

    @property
    def n_columns(self) -> int:
        """How wide its first rows are."""
        return len(self.head[0])

    def rows(self) -> Iterator[Row]:
        """Yield all rows that hold a word, with their numbers.

        Raises:
            Refused: A row cannot be read, or there are too many.
        """
        for number, cells in _rows(self.path, self._raw()):
            if self.sheet and len(cells) < self.n_columns:
                # A sheet does not store the empty cells at the end of a row.
                cells.extend([""] * (self.n_columns - len(cells)))
            yield number, cells

    def _raw(self) -> Iterator[Row]:
        if self.sheet:
            return workbook_rows(self.path, self.sheet, has_formulas=self.has_formulas)
        return text_rows(self.path, self.encoding, self.delimiter)


def open_table(path: Path, encoding: str = "", sheet: str = "") -> Table:
    """Look at a file.

    Args:
        path: A csv or xlsx file; which of them is told by what is in it.
        encoding: How its letters are read; empty to tell it where it is certain.
        sheet: Of a workbook; empty for the first that is not hidden.

    Raises:
        Refused: It is no table.
    """
    return _workbook(path, sheet) if _is_archive(path) else _text(path, encoding)


def _is_archive(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None


def _text(path: Path, encoding: str) -> Table:
    letters = letters_of(path)
    told = letters.encodings
    codes = [each.code for each in told]
    if len(told) > 1 and encoding and encoding not in codes:
        raise Refused(f"{path.name} cannot be read as {encoding}; its letters are none of it.")
    taken = encoding if encoding in codes else codes[0]
    delimiter = delimiter_of(path, taken)
    numbers, head = _head(_rows(path, text_rows(path, taken, delimiter)), path)
    notes = (
        (f"Its letters are read as {told[0].name}: “{told[0].sample}”.",)
        if len(told) == 1 and told[0].sample
        else ()
    )
    return Table(
        path,
        head,
        numbers,
        encodings=told,
        encoding=taken,
        notes=notes,
        n_rows=letters.n_lines,
        delimiter=delimiter,
    )


def _workbook(path: Path, sheet: str) -> Table:
    refuse_bomb(path)
    found = sheets_of(path)
    taken = sheet or next(iter(found.shown), "")
    if taken not in found.shown:
        named = f"has no sheet “{sheet}” that is seen" if sheet else "has no sheet that is seen"
        raise Refused(f"{path.name} {named}.")
    notes = [*found.notes]
    others = [name for name in found.shown if name != taken]
    if others and not sheet:
        names = ", ".join(f"“{name}”" for name in others)
        notes.append(f"The sheet “{taken}” is read; also there: {names}.")
    marks = marks_of(path, found.parts[taken])
    if marks.is_merged:
        notes.append("Cells are merged; only the first of them holds what stands there.")
    raw = workbook_rows(path, taken, has_formulas=marks.has_formulas)
    numbers, head = _head(_rows(path, raw), path)
    return Table(
        path,
        head,
        numbers,
        sheets=found.shown,
        sheet=taken,
        notes=tuple(notes),
        has_formulas=marks.has_formulas,
    )


def _head(rows: Iterator[Row], path: Path) -> tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]:
    found = list(islice(rows, _N_HEAD))
    if not found:
        raise Refused(f"{path.name}: there is nothing in it, no cell holds a word.")
    width = max(len(cells) for _, cells in found)
    head = tuple((*cells, *[""] * (width - len(cells))) for _, cells in found)
    return tuple(number for number, _ in found), head


def _rows(path: Path, raw: Iterator[Row]) -> Iterator[Row]:
    n_rows = 0
    for number, cells in raw:
        if not any(cells) or says_delimiter(cells, number):
            continue
        n_rows += 1
        if n_rows > MOST_ROWS:
            raise Refused(
                f"{path.name} has more than {MOST_ROWS:,} rows; take it in parts. Row {number} is"
                " the first that is too many."
            )
        if len(cells) > MOST_COLUMNS or max(map(len, cells)) > MOST_IN_A_CELL:
            cells = _trimmed(path, number, cells)  # noqa: PLW2901 - the row, without what is empty
        yield number, cells


def _trimmed(path: Path, number: int, cells: list[str]) -> list[str]:
    """Return the cells up to the last with a word.

    Raises:
        Refused: They are too many, or one is too long.
    """
    for column, cell in enumerate(cells, start=1):
        if len(cell) > MOST_IN_A_CELL:
            raise Refused(
                f"{path.name}, row {number}, column {column} has {len(cell):,} characters; a cell"
                f" has at most {MOST_IN_A_CELL:,}."
            )
    width = max(n for n, cell in enumerate(cells, start=1) if cell)
    if width > MOST_COLUMNS:
        raise Refused(
            f"{path.name}, row {number} has {width:,} cells; a row has at most {MOST_COLUMNS}."
        )
    return cells[:width]
