"""A table of responses as CSV: read strictly, one patient after another.

Columns, in any order: patient, start, date, response. Rows stand in any order too; where those of a
patient stand together only one patient is held at a time. A patient with neither date nor response
had no assessment.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from io import TextIOWrapper
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from hcclog.domain.chronology import DaySpan, calendar_span, length_of
from hcclog.domain.dates import Calendar, ClinicalDate, Offset
from hcclog.domain.response import Category, Criteria
from hcclog.exchange.bad_table import BadTable, check_header
from hcclog.rules.best_response.facts import Assessed
from hcclog.rules.best_response.options import NAMES

COLUMNS = ("patient", "start", "date", "response")
_NEEDED = ("patient", "start")
_ROWS_A_STEP = 4096  # how often progress is told
Progress = Callable[[int], None]


class ResponseRow(NamedTuple):
    """One line; without an assessment `assessed` is None."""

    line: int
    patient: str
    start: DaySpan
    on_calendar: bool
    assessed: Assessed | None


class PatientResponses(NamedTuple):
    """All that the table holds of one patient; the labels of the assessments are their dates."""

    patient: str
    start: DaySpan
    assessed: list[Assessed]


def read_responses(
    path: Path, criteria: Criteria, progress: Progress = lambda _n_bytes: None
) -> Iterator[PatientResponses]:
    """Yield every patient of a table, in the order in which they first stand in it.

    Args:
        path: The table.
        criteria: Whose categories it holds.
        progress: Called now and then with the number of bytes that were read.

    Raises:
        BadTable: A column or a cell that cannot be read.
    """
    rows = _rows(path, criteria, progress)
    if _stand_together(path):
        for _patient, group in groupby(rows, attrgetter("patient")):
            yield _one(path, group)
        return
    grouped: dict[str, list[ResponseRow]] = {}
    for row in rows:
        grouped.setdefault(row.patient, []).append(row)
    for patient in list(grouped):
        yield _one(path, grouped.pop(patient))


def _stand_together(path: Path) -> bool:
    """True where no patient comes back after another; a pipe can be read once, so is not asked."""
    if not path.is_file():
        return False
    closed: set[str] = set()
    before = None
    for _line, cells in _cells(path):
        patient = cells["patient"].strip()
        if patient != before:
            if patient in closed:
                return False
            closed.add(patient)
            before = patient
    return True


def _one(path: Path, rows: Iterable[ResponseRow]) -> PatientResponses:
    first: ResponseRow | None = None
    assessed = []
    for row in rows:
        first = first or row
        if (row.start, row.on_calendar) != (first.start, first.on_calendar):
            what = f"{row.patient} has another start in line {first.line}"
            raise _bad(path, row.line, "start", what)
        if row.assessed is not None:
            assessed.append(row.assessed)
    assert first is not None  # noqa: S101 - groups are made of rows
    return PatientResponses(first.patient, first.start, assessed)


def _rows(path: Path, criteria: Criteria, progress: Progress) -> Iterator[ResponseRow]:
    names = NAMES[criteria]
    categories = {category.value.casefold(): category for category in names.order}
    for line, cells in _cells(path, progress):
        yield _row(path, line, cells, categories)


def _cells(
    path: Path, progress: Progress = lambda _n_bytes: None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each line and its cells by column."""
    reader = None
    try:
        with path.open("rb") as file:
            reader = csv.reader(TextIOWrapper(file, "utf-8-sig", newline=""), strict=True)
            header = _header(path, next(reader, None))
            for n, cells in enumerate(reader):
                if not n % _ROWS_A_STEP:
                    progress(file.tell() if file.seekable() else 0)
                if not cells:
                    continue
                if len(cells) != len(header):
                    wrong = f"{len(cells)} cells stand under {len(header)} columns"
                    raise BadTable(f"{path.name}, line {reader.line_num}: {wrong}.")
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except UnicodeDecodeError:
        raise BadTable(f"{path.name} is not UTF-8 text.") from None
    except csv.Error as error:
        line = reader.line_num if reader is not None else 1
        raise BadTable(f"{path.name}, line {line}: {error}.") from None
    except OSError as error:
        raise BadTable(f"{path} cannot be read: {error.strerror}.") from None


def _header(path: Path, names: list[str] | None) -> list[str]:
    if names is None:
        raise BadTable(f"{path.name} is empty.")
    header = [name.strip().lower() for name in names]
    check_header(path.name, header, COLUMNS, COLUMNS)
    return header


def _row(
    path: Path, line: int, cells: Mapping[str, str], categories: Mapping[str, Category]
) -> ResponseRow:
    text = {name: cell.strip() for name, cell in cells.items()}
    for name in _NEEDED:
        if not text[name]:
            raise _bad(path, line, name, "is empty")
    start, on_calendar = _day(path, line, "start", text["start"])
    if not text["date"] and not text["response"]:
        return ResponseRow(line, text["patient"], start, on_calendar, None)
    for name, other in (("date", "response"), ("response", "date")):
        if not text[name]:
            raise _bad(path, line, name, f"is empty, beside the {other} {text[other]}")
    span, is_calendar = _day(path, line, "date", text["date"])
    if is_calendar != on_calendar:
        raise _bad(path, line, "date", "calendar dates and days from day 0 stand in one line")
    category = categories.get(text["response"].casefold())
    if category is None:
        known = ", ".join(known.value for known in categories.values())
        raise _bad(path, line, "response", f"{text['response']!r} is none of {known}")
    assessed = Assessed(span, category, text["date"])
    return ResponseRow(line, text["patient"], start, on_calendar, assessed)


def _day(path: Path, line: int, column: str, text: str) -> tuple[DaySpan, bool]:
    found = _span(text)
    if isinstance(found, str):
        raise _bad(path, line, column, f"{text!r} {found}")
    return found


@lru_cache(maxsize=1 << 16)
def _span(text: str) -> tuple[DaySpan, bool] | str:
    """Return the days of a date, and whether on a calendar; or what is wrong with it."""
    try:
        form = ClinicalDate.parse(text).form
    except ValueError:
        return "is not a date such as 2026-11-21"
    if isinstance(form, Calendar):
        return calendar_span(form), True
    if isinstance(form, Offset) and form.anchor is None:
        return length_of(form), False
    return "is counted from something that the table does not hold"


def _bad(path: Path, line: int, column: str, what: str) -> BadTable:
    return BadTable(f"{path.name}, line {line}, column {column}: {what}.")
