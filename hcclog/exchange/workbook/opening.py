"""A workbook as rows of cells: its stored values, and where each stands."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.domain.record import Noun
from hcclog.exchange.progress import Advance
from hcclog.exchange.workbook.archive import Archive, look_through
from hcclog.exchange.workbook.cell_text import unescaped
from hcclog.exchange.workbook.columns import NOUN_OF_SHEET, columns_of
from hcclog.exchange.workbook.sheet import MOST_ROWS
from hcclog.exchange.workbook.tables import ABOUT, CHOICES, DICTIONARY, NOT_HELD

_SAID_BESIDE = frozenset({ABOUT, DICTIONARY, NOT_HELD, CHOICES})
_COMPUTED = "computed_"
_NOT_READ = "The sheets computed_... are worked out by hcclog; they are not read."
_ROWS_A_STEP = 500


@dataclass(frozen=True, slots=True)
class RawCell:
    """What a cell holds.

    Attributes:
        value: A text, number, truth value or date; None where it is empty.
        shown_as: The number format.
        fault: Why it cannot be read; empty where it can.
    """

    value: Any
    shown_as: str = ""
    fault: str = ""


EMPTY = RawCell(None)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a noun's sheet; cells that are empty are left out."""

    noun: Noun
    sheet: str
    number: int
    cells: Mapping[str, RawCell]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.sheet}, row {self.number}"

    def text(self, name: str) -> str:
        """Return a cell as text, a date as its day; empty where there is nothing."""
        value = self.cells.get(name, EMPTY).value
        if isinstance(value, datetime):
            return value.date().isoformat()
        whole = isinstance(value, float) and value.is_integer()
        return "" if value is None else str(int(value) if whole else value)


@dataclass(slots=True)
class Opened:
    """A workbook that was read.

    Attributes:
        about: What it says of its own making.
        sheets: The nouns' sheets that are there.
        has_computed: True where sheets are there that hcclog worked out.
    """

    about: dict[str, str] = field(default_factory=dict)
    rows: list[RawRow] = field(default_factory=list)
    sheets: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    has_computed: bool = False


def open_workbook(path: Path, advanced: Advance) -> Opened:
    """Return the rows of a workbook that hcclog wrote.

    Raises:
        Refused: It is none, or its sheets are not laid out as they were written.
        Cancelled: A person gave up.
    """
    archive = look_through(path)
    opened = Opened()
    if archive.has_links:
        opened.notes.append("It points to other workbooks; nothing is fetched from them.")
    with ExitStack() as files:
        values = _load(path, files, data_only=True)
        # A second look finds formulas whose value is not stored.
        stated = _load(path, files, data_only=False) if archive.with_formulas else values
        for sheet in values.worksheets:
            _take(path, opened, archive, (sheet, stated[sheet.title]), advanced)
        names = values.sheetnames
    if opened.has_computed:
        opened.notes.append(_NOT_READ)
    if ABOUT not in names:
        raise Refused(f"{path.name} has no sheet {ABOUT}: it is no workbook that hcclog wrote.")
    return opened


def _load(path: Path, files: ExitStack, *, data_only: bool) -> Any:
    """Return a workbook that is read as it is gone through; its file is closed with the others."""
    import openpyxl

    try:
        # Handed over open: by its name the library would refuse one that ends otherwise.
        file = files.enter_context(path.open("rb"))
        with warnings.catch_warnings():
            # What it warns of are looks and extensions, which are not read.
            warnings.simplefilter("ignore")
            found = openpyxl.load_workbook(
                file, read_only=True, data_only=data_only, keep_links=False
            )
    except Exception:  # noqa: BLE001 - the library raises whatever a damaged part makes it raise
        raise Refused(f"{path.name} is damaged: its parts cannot be read.") from None
    files.callback(found.close)
    return found


def _take(
    path: Path, opened: Opened, archive: Archive, pair: tuple[Any, Any], advanced: Advance
) -> None:
    sheet, stated = pair
    name, part = sheet.title, str(sheet._worksheet_path)  # noqa: SLF001 - it has no other name
    noun = NOUN_OF_SHEET.get(name)
    if noun is None:
        _take_other(path, opened, sheet)
        return
    if sheet.sheet_state != "visible":
        opened.notes.append(f"Sheet {name} is hidden; it is read like the others.")
    if part in archive.merged:
        raise Refused(
            f"{path.name}, sheet {name}: the cells {archive.merged[part]} are merged. "
            "Part them, so that each row has its own."
        )
    if part in archive.far:
        raise Refused(f"{path.name}, sheet {name}: a value stands beyond the last column.")
    opened.sheets.add(name)
    rows = _rows(path, sheet, stated if part in archive.with_formulas else None)
    for n, row in enumerate(rows):
        if n % _ROWS_A_STEP == 0:
            advanced(n, 0)
        opened.rows.append(RawRow(noun, name, *row))


def _take_other(path: Path, opened: Opened, sheet: Any) -> None:
    """Take what is said of the workbook; say what is not read."""
    if sheet.title == ABOUT:
        opened.about = _about(path, sheet)
    elif sheet.title.startswith(_COMPUTED):
        opened.has_computed = True
    elif sheet.title not in _SAID_BESIDE:
        opened.notes.append(f"Sheet {sheet.title} is not one of hcclog's; it is not read.")


def _about(path: Path, sheet: Any) -> dict[str, str]:
    return {
        str(cells[0].value): cells[1].fault or str(cells[1].value)
        for _, cells in _raw_rows(path, sheet, None)
        if len(cells) > 1 and cells[0].value is not None and cells[1].value is not None
    }


def _rows(path: Path, sheet: Any, stated: Any) -> Iterator[tuple[int, dict[str, RawCell]]]:
    """Yield the number and the cells by column of each row under the header."""
    rows = _raw_rows(path, sheet, stated)
    _, first = next(rows, (1, []))
    header = [str(cell.value).strip() for cell in _without_end(first)]
    _check_header(path, sheet.title, header)
    for number, cells in rows:
        filled = _without_end(cells)
        if len(filled) > len(header):
            raise Refused(
                f"{path.name}, sheet {sheet.title}, row {number}: "
                "a value stands beyond the last column."
            )
        found = {
            name: cell
            for name, cell in zip(header, filled, strict=False)
            if cell.value is not None or cell.fault
        }
        if found:
            yield number, found


def _check_header(path: Path, sheet: str, header: list[str]) -> None:
    """Refuse columns that are missing, unknown or doubled; nothing is guessed in their place."""
    where = f"{path.name}, sheet {sheet}"
    wanted = [column.name for column in columns_of(NOUN_OF_SHEET[sheet])]
    if unknown := [name for name in header if name not in wanted]:
        raise Refused(f"{where}: no column is called “{unknown[0]}”. Columns: {', '.join(wanted)}.")
    if doubled := [name for name in header if header.count(name) > 1]:
        raise Refused(f"{where}: the column “{doubled[0]}” stands twice.")
    if missing := [name for name in wanted if name not in header]:
        raise Refused(f"{where}: the column “{missing[0]}” is missing.")


def _without_end(cells: list[RawCell]) -> list[RawCell]:
    last = next((n for n in range(len(cells), 0, -1) if _is_filled(cells[n - 1])), 0)
    return cells[:last]


def _is_filled(cell: RawCell) -> bool:
    return cell.value is not None or bool(cell.fault)


def _raw_rows(path: Path, sheet: Any, stated: Any) -> Iterator[tuple[int, list[RawCell]]]:
    """Yield the number and the cells of each row, as far as a sheet goes."""
    # A sheet may say that it is larger than it is; what counts is what stands in it.
    sheet.reset_dimensions()
    also: Iterable[Sequence[Any]] = repeat(())
    if stated is not None:
        stated.reset_dimensions()
        also = stated.rows
    pairs = enumerate(zip(sheet.rows, also, strict=False), 1)
    try:
        for number, (cells, said) in islice(pairs, MOST_ROWS):
            formulas = {n for n, cell in enumerate(said) if cell.data_type == "f"}
            yield number, [_raw(cell, is_formula=n in formulas) for n, cell in enumerate(cells)]
        is_longer = next(pairs, None) is not None
    except Exception:  # noqa: BLE001 - the library raises whatever a damaged part makes it raise
        raise Refused(f"{path.name}, sheet {sheet.title} is damaged.") from None
    if is_longer:
        raise Refused(f"{path.name}, sheet {sheet.title} goes on after row {MOST_ROWS}.")


def _raw(cell: Any, *, is_formula: bool) -> RawCell:
    value = cell.value
    if cell.data_type == "e":
        return RawCell(None, fault=f"the cell holds the error {value}")
    if value is None and is_formula:
        return RawCell(None, fault="a formula without a stored value; write the value")
    if value is None or value == "":
        return EMPTY
    return RawCell(unescaped(value) if isinstance(value, str) else value, str(cell.number_format))
