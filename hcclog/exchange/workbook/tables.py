"""All tables of an export: what they are called, their columns, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hcclog import __version__
from hcclog.domain.record import NOUNS, PatientRecord
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.workbook.columns import Column, Role, columns_of, sheet_of
from hcclog.exchange.workbook.computed import computed_rows, computed_sheets
from hcclog.exchange.workbook.rows import Cell, rows_of
from hcclog.rules.version import RULES_VERSION

ABOUT, DICTIONARY, NOT_HELD, CHOICES = "about_hcclog", "data_dictionary", "not_held", "choices"
LAYOUT = "1"
_CODE = re.compile(r"`([^`]*)`")

# What no workbook and no folder of csv holds; the rest of a record comes back as it was.
HELD_BY_NONE = (
    "The history: who changed what, when and why. The format Everything (jsonl) holds it.",
    "What was taken out of the record. The format Everything (jsonl) holds it.",
    "How charts and tables are set up in the window.",
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        is_computed: True where hcclog works it out; it is not read back.
    """

    name: str
    columns: tuple[Column, ...]
    is_computed: bool = False


def tables() -> tuple[Table, ...]:
    """Return the tables in the order in which they stand in a workbook."""
    own = (Table(sheet_of(noun), columns_of(noun)) for noun in NOUNS)
    computed = (
        Table(name, columns, is_computed=True) for name, columns in computed_sheets().items()
    )
    return (*own, *computed)


def all_rows(record: PatientRecord) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield the table and the cells of every row of a record."""
    for noun, row in rows_of(record):
        yield sheet_of(noun), row
    yield from computed_rows(record)


def dictionary() -> Iterator[tuple[str, ...]]:
    """Yield the header of the data dictionary and a row for each column of each table."""
    yield "sheet", "column", "meaning", "type", "unit", "allowed", "role", "needed"
    for table in tables():
        for column in table.columns:
            yield (
                table.name,
                column.name,
                _CODE.sub(r"\1", column.meaning),
                column.type.value,
                column.unit,
                ", ".join(column.allowed),
                "computed, not read back" if table.is_computed else column.role.value,
                "yes" if column.needed and column.role is not Role.ID else "",
            )


def about(order: Order) -> Iterator[tuple[str, str]]:
    """Yield what is said of an export: a word and what stands for it."""
    yield "written by", f"hcclog {__version__}"
    yield "layout", LAYOUT
    # The day of a visit may be the day of the export: it would tell when that was.
    yield "written on", "" if order.is_deidentified else order.today.isoformat()
    yield "store", "" if order.is_deidentified else order.store_id
    yield "store revision", str(order.revision)
    if order.journal_tip:
        yield "journal", f"{order.revision}:{order.journal_tip}"
    yield "rules version", RULES_VERSION
    yield "de-identified", "yes" if order.is_deidentified else "no"
    yield "patients", str(len(order.patient_ids))


EDITING = (
    "Change, add or take out rows and import the file: hcclog shows what differs before it writes.",
    "A new row has no id. Grey columns are worked out or name the row; they are not for editing.",
    "Dates are written as they are known: a year, year-month, year-month-day, day 28, week 4.",
    "An empty cell is not stated. Lists are parted by semicolons.",
    "What stands in the sheets computed_... is worked out by hcclog and is not read back.",
)
