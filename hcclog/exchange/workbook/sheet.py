"""One sheet of a workbook, written row by row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hcclog.commands.refused import Refused
from hcclog.exchange.workbook.cell_text import MOST_CHARACTERS, escaped, number_format
from hcclog.exchange.workbook.columns import Role, Type
from hcclog.exchange.workbook.looks import HEADER_FILL, Look, Looks, filled
from hcclog.exchange.workbook.rows import Cell
from hcclog.exchange.workbook.tables import Table

Choices = Mapping[tuple[str, ...], str]
MOST_ROWS = 1_048_576
_FIRST_YEAR = 1901  # before it a spreadsheet's days are a day off, or missing
_TEXT_FORMAT, _DAY_FORMAT = "@", "yyyy-mm-dd"
_WIDTHS = {Type.DATE: 22, Type.DAY: 12, Type.NUMBER: 11, Type.WHOLE: 11, Type.YES_NO: 10}
_WIDE = {
    "note": 44,
    "series": 26,
    "source_document": 30,
    "source_place": 30,
    "findings": 44,
    "text": 60,
    "why": 70,
    "difference": 50,
    "as_typed": 16,
}
_WIDTH, _ID_WIDTH = 18, 12
_NUMBERS = frozenset({Type.NUMBER, Type.WHOLE, Type.DAY})
_STOP = "This column names the row or is worked out. Leave it as it is."


def too_long(text: str) -> str:
    """Return what stands in place of a text that no cell holds."""
    return f"(a text of {len(text)} characters, too long for a cell)"


class Sheet:
    """A table as a sheet; cells are made once a column and carry one value after another."""

    def __init__(self, workbook: Any, table: Table, looks: Looks, choices: Choices) -> None:
        """Begin a sheet with its header.

        Args:
            workbook: Write-only.
            table: What it holds.
            looks: Of the workbook.
            choices: Where in the workbook the allowed values of a column stand.
        """
        self._looks = looks
        self.table = table
        self.n_rows = 1
        self.too_long: list[str] = []
        self.sheet: Any = workbook.create_sheet(table.name)
        self.sheet.freeze_panes = "B2"
        _set_widths(self.sheet, table)
        _set_paper(self.sheet)
        if table.is_computed:
            self.sheet.sheet_properties.tabColor = HEADER_FILL
        self._cells: list[dict[str, Any]] = [{} for _ in table.columns]
        self._choices = choices
        numbers = {n for n, column in enumerate(table.columns) if column.type in _NUMBERS}
        self.sheet.append(header(self.sheet, looks, [c.name for c in table.columns], numbers))

    def append(self, row: Sequence[Cell]) -> None:
        """Write a row.

        Raises:
            Refused: A sheet has no more rows.
        """
        self.n_rows += 1
        if self.n_rows > MOST_ROWS:
            raise Refused(
                f"A sheet ends at {MOST_ROWS} rows, and {self.table.name} has more. "
                "Export fewer patients, or csv."
            )
        self.sheet.append(
            [None if value is None else self._filled(n, value) for n, value in enumerate(row)]
        )

    def end(self) -> None:
        """Add what holds for whole columns: the filter, and what may be typed."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        last = get_column_letter(len(self.table.columns))
        self.sheet.auto_filter.ref = f"A1:{last}{self.n_rows}"
        if self.table.is_computed:
            return
        locked = DataValidation("custom", formula1="FALSE", error=_STOP, errorTitle="Not edited")
        locked.showErrorMessage = True
        lists: dict[tuple[str, ...], Any] = {}
        for n, column in enumerate(self.table.columns, 1):
            letter = get_column_letter(n)
            if column.role in {Role.ID, Role.DERIVED}:
                chosen = locked
            elif column.allowed and column.type is not Type.LIST:
                place = self._choices[column.allowed]
                rule = DataValidation("list", formula1=place, allow_blank=True)
                rule.showErrorMessage = True
                chosen = lists.setdefault(column.allowed, rule)
            else:
                continue
            chosen.add(f"{letter}2:{letter}{MOST_ROWS}")
        for each in (locked, *lists.values()):
            self.sheet.data_validations.append(each)

    def _filled(self, n: int, value: str | int | Decimal | date) -> Any:
        kind, held, shown = self._held(value)
        cell = self._cells[n].get(shown)
        if cell is None:
            column = self.table.columns[n]
            is_quiet = column.role in {Role.ID, Role.DERIVED} and not self.table.is_computed
            look = Look(shown, is_quiet=is_quiet, is_right=column.type in _NUMBERS)
            cell = self._cells[n][shown] = self._looks.cell(self.sheet, look)
        return filled(cell, kind, held)

    def _held(self, value: str | int | Decimal | date) -> tuple[str, Any, str]:
        """Return the type, the value and the format of a cell."""
        if isinstance(value, str):
            return "s", self._text(value), _TEXT_FORMAT
        if isinstance(value, int):
            return "n", value, "0"
        if isinstance(value, Decimal):
            shown = number_format(value)
            return ("n", value, shown) if shown else ("s", f"{value:f}", _TEXT_FORMAT)
        if value.year >= _FIRST_YEAR:
            return "d", value, _DAY_FORMAT
        return "s", value.isoformat(), _TEXT_FORMAT

    def _text(self, text: str) -> str:
        if len(text) <= MOST_CHARACTERS:
            return escaped(text)
        self.too_long.append(
            f"{self.table.name}, row {self.n_rows}: a text of {len(text)} characters; "
            f"a cell holds {MOST_CHARACTERS}."
        )
        return too_long(text)


def header(sheet: Any, looks: Looks, names: Sequence[str], numbers: Collection[int] = ()) -> Any:
    """Return the cells of a header; those of numbers stand over them."""
    return [
        filled(looks.cell(sheet, Look(is_header=True, is_right=n in numbers)), "s", name)
        for n, name in enumerate(names)
    ]


def _set_widths(sheet: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    for n, column in enumerate(table.columns, 1):
        width = _ID_WIDTH if column.role is Role.ID else _WIDTHS.get(column.type, _WIDTH)
        width = max(_WIDE.get(column.name, width), len(column.name) + 4)
        dimension = sheet.column_dimensions[get_column_letter(n)]
        dimension.width = width
        if column.type not in _NUMBERS:
            # What is typed into an empty cell stays as typed: 2021-10 becomes no first of October.
            dimension.number_format = _TEXT_FORMAT


def _set_paper(sheet: Any) -> None:
    """Let a printed row stand on one page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
