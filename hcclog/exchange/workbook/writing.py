"""Records as one workbook: a sheet a noun, what is computed, and what each column means."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED

from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance
from hcclog.exchange.workbook.columns import Type
from hcclog.exchange.workbook.looks import Look, Looks, filled
from hcclog.exchange.workbook.sheet import Sheet, header
from hcclog.exchange.workbook.tables import (
    ABOUT,
    CHOICES,
    DICTIONARY,
    EDITING,
    HELD_BY_NONE,
    NOT_HELD,
    about,
    all_rows,
    dictionary,
    tables,
)
from hcclog.exchange.workbook.undated import UndatedZip

_IO = "IO_"
_NO_DAY = date(1980, 1, 1)  # that of files without one


def write_workbook(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write the records of an order into one workbook; return what it cannot hold.

    Raises:
        Refused: A sheet has too many rows.
        Cancelled: A person gave up.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook(write_only=True)
    try:
        not_held = _fill(workbook, order, advanced)
        with UndatedZip(folder / f"{stem}.xlsx", "w", ZIP_DEFLATED) as archive:
            # Not by the library's save, which asks the machine for the time.
            ExcelWriter(workbook, archive).write_data()
    except BaseException as error:
        _let_go(workbook)
        _raise_as_told_by_the_disk(error)
        raise
    return not_held


def _raise_as_told_by_the_disk(error: BaseException) -> None:
    """Raise a fault of the disk as one: lxml, where it is there, says it in a way of its own.

    Raises:
        OSError: It is one, such as ``IO_ENOSPC``.
    """
    text = str(error)
    number = getattr(errno, text.removeprefix(_IO), None) if text.startswith(_IO) else None
    if isinstance(number, int):
        raise OSError(number, os.strerror(number)) from error


def _fill(workbook: Any, order: Order, advanced: Advance) -> tuple[str, ...]:
    # The properties name the program and nobody else.
    workbook.properties.creator = "hcclog"
    day = _NO_DAY if order.is_deidentified else order.today
    workbook.properties.created = workbook.properties.modified = datetime.combine(day, time.min)
    found, looks = tables(), Looks()
    lists = dict.fromkeys(
        column.allowed
        for table in found
        for column in table.columns
        if column.allowed and column.type is not Type.LIST
    )
    said = [*about(order), ("", ""), *(("", sentence) for sentence in EDITING)]
    _plain_sheet(workbook, looks, ABOUT, [("what", "is"), *said], (18, 100))
    places = _places(list(lists))
    sheets = {table.name: Sheet(workbook, table, looks, places) for table in found}
    for n, record in enumerate(order.records(), 1):
        for name, row in all_rows(record):
            sheets[name].append(row)
        advanced(n, len(order.patient_ids))
    for sheet in sheets.values():
        sheet.end()
    _plain_sheet(workbook, looks, DICTIONARY, dictionary(), (22, 28, 70, 24, 10, 60, 22, 9))
    not_held = (*HELD_BY_NONE, *(each for sheet in sheets.values() for each in sheet.too_long))
    rows = [("what this workbook cannot hold",), *((sentence,) for sentence in not_held)]
    _plain_sheet(workbook, looks, NOT_HELD, rows, (120,))
    _plain_sheet(workbook, looks, CHOICES, _columns(list(lists)), (24,) * len(lists))
    return not_held


def _plain_sheet(
    workbook: Any, looks: Looks, name: str, rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    from openpyxl.utils import get_column_letter

    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    for n, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    for n, row in enumerate(rows):
        if n == 0:
            sheet.append(header(sheet, looks, row))
            continue
        sheet.append([filled(looks.cell(sheet, Look()), "s", text) for text in row])


def _places(lists: Sequence[tuple[str, ...]]) -> Mapping[tuple[str, ...], str]:
    """Return where the values of each list stand, as a validation names it."""
    from openpyxl.utils import get_column_letter

    return {
        values: f"{CHOICES}!${get_column_letter(n)}$2:${get_column_letter(n)}${len(values) + 1}"
        for n, values in enumerate(lists, 1)
    }


def _columns(lists: Sequence[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Yield a row of headers, then the values of all lists beside each other."""
    yield tuple(f"list {n}" for n, _ in enumerate(lists, 1))
    for n in range(max(len(values) for values in lists)):
        yield tuple(values[n] if n < len(values) else "" for values in lists)


def _let_go(workbook: Any) -> None:
    """Take away what the library wrote aside: it holds patients' data."""
    for sheet in workbook.worksheets:
        with suppress(Exception):
            sheet.close()
        with suppress(Exception):
            sheet._writer.cleanup()  # noqa: SLF001 - it has no other name
