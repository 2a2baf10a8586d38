"""Workbooks for tests: written from a store, edited as a person would, and read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from hcclog.domain.record import PatientRecord
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan, Verdict
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import unseen
from hcclog.exchange.workbook.reading import read
from hcclog.logbook import Logbook
from tests.books import TODAY


def order_of(book: Logbook, **given: Any) -> Order:
    """Return an order for all patients of a store."""
    ids = [patient.id for patient in book.patients()]
    store_id = book.store.reader.meta("store_id") or ""
    return Order(book.patient, ids, book.revision, TODAY, store_id=store_id, **given)


def order_for(record: PatientRecord) -> Order:
    """Return an order for one record that is in no store."""
    return Order(lambda _id: record, (record.patient.id,), 1, TODAY)


def written(book: Logbook, folder: Path, name: str = "out.xlsx") -> Path:
    """Write all patients of a store into a workbook."""
    deliver(FORMATS["xlsx"], order_of(book), folder / name)
    return folder / name


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    """Open a workbook, change it, and save it."""
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    workbook.save(path)
    return path


def column(sheet: Any, name: str) -> int:
    """Return the number of the column with a header."""
    return 1 + [cell.value for cell in sheet[1]].index(name)


def put(sheet: str, row: int, name: str, value: Any) -> Callable[[Any], None]:
    """Return an edit of one cell."""

    def edit(workbook: Any) -> None:
        cell = workbook[sheet].cell(row, column(workbook[sheet], name))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    return edit


def row_of(sheet: Any, **wanted: Any) -> int:
    """Return the number of the first row that holds these values."""
    for row in range(2, sheet.max_row + 1):
        if all(sheet.cell(row, column(sheet, name)).value == v for name, v in wanted.items()):
            return row
    raise LookupError(wanted)


def added(sheet: str, **cells: Any) -> Callable[[Any], None]:
    """Return an edit that adds a row."""

    def edit(workbook: Any) -> None:
        row = workbook[sheet].max_row + 1
        for name, value in cells.items():
            put(sheet, row, name, value)(workbook)

    return edit


def plan_of(book: Logbook, path: Path) -> Plan:
    """Read a workbook back."""
    return read(path, book, Wish(), unseen)


def said(plan: Plan, *verdicts: Verdict) -> list[tuple[str, str, str]]:
    """Return place, reading and why of the lines with these verdicts."""
    wanted = verdicts or tuple(each for each in Verdict if each is not Verdict.THERE)
    return [(line.place, line.reading, line.why) for line in plan.lines if line.verdict in wanted]
