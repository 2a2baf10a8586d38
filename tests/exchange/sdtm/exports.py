"""Records written as SDTM into a folder, and what lies there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import unseen
from hcclog.exchange.record_json import record_json
from hcclog.exchange.sdtm.reading import read
from hcclog.exchange.sdtm.writing import write_sdtm
from hcclog.logbook import Logbook
from tests.books import TODAY

Table = list[dict[str, str]]


def export(book: Logbook, folder: Path, *codes: str) -> tuple[str, ...]:
    """Write patients, or everybody, into a folder; return what is not held."""
    folder.mkdir(exist_ok=True)
    ids = [book.find(code) or "" for code in codes] or [each.id for each in book.patients()]
    order = Order(book.patient, ids, book.revision, TODAY)
    return write_sdtm(order, folder, "export", unseen)


def tables(folder: Path) -> dict[str, Table]:
    """Return every dataset of a folder as its csv says it."""
    names = [path for path in folder.glob("*.csv") if path.stem != "variables"]
    return {path.stem.upper(): rows_of(path) for path in names}


def rows_of(path: Path) -> Table:
    """Return the rows of one csv file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def take_in(book: Logbook, path: Path, wish: Wish | None = None) -> Plan:
    """Read tables into a plan, and write what it says."""
    plan = look(book, path, wish)
    if plan.command is not None:
        book.do(plan.command)
    return plan


def look(book: Logbook, path: Path, wish: Wish | None = None) -> Plan:
    """Read tables into a plan."""
    return read(path, book, wish or Wish(), unseen)


def shown(book: Logbook, code: str) -> Any:
    """Return what the record of a code is shown as."""
    record = book.patient(book.find(code) or "")
    assert record is not None
    return record_json(record)


def differences(one: Any, other: Any, at: str = "") -> Iterator[str]:
    """Yield where two shown records differ, such as ``patient.name``."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            yield from differences(one[key], other[key], f"{at}.{key}".lstrip("."))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for first, second in zip(one, other, strict=True):
            yield from differences(first, second, at)
    elif one != other:
        yield at
