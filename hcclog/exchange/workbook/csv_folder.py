"""The same tables as a folder of csv files: UTF-8, with the mark that spreadsheets look for."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path

from hcclog.exchange.csv_text import shielded
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance
from hcclog.exchange.workbook.rows import Cell
from hcclog.exchange.workbook.tables import (
    ABOUT,
    DICTIONARY,
    HELD_BY_NONE,
    NOT_HELD,
    about,
    all_rows,
    dictionary,
    tables,
)

HELD_BY_NO_CSV = (
    "Types of columns: a spreadsheet may show long numbers and dates of csv in another form.",
    "A text that a spreadsheet would run as a formula is led by an apostrophe.",
)


def write_csv_folder(order: Order, folder: Path, _stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write a file a table, the data dictionary, and what is not held.

    Raises:
        Cancelled: A person gave up.
    """
    with ExitStack() as files:
        writers = {}
        for table in tables():
            path = folder / f"{table.name}.csv"
            file = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow([column.name for column in table.columns])
        for n, record in enumerate(order.records(), 1):
            for name, row in all_rows(record):
                writers[name].writerow([text_of(cell) for cell in row])
            advanced(n, len(order.patient_ids))
    not_held = (*HELD_BY_NONE, *HELD_BY_NO_CSV)
    _write(folder / f"{ABOUT}.csv", [("what", "is"), *about(order)])
    _write(folder / f"{DICTIONARY}.csv", dictionary())
    text = "".join(f"{sentence}\n" for sentence in not_held)
    (folder / f"{NOT_HELD}.txt").write_text(text, encoding="utf-8")
    return not_held


def text_of(cell: Cell) -> str:
    """Return a cell as its text; only texts are led by an apostrophe, so that -5.5 stays a number.

    What no file of text holds, half a letter of two, is written as a spreadsheet would name it.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return shielded(cell.encode("utf-8", "backslashreplace").decode())
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([shielded(cell) for cell in row] for row in rows)
