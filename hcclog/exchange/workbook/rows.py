"""Entities as rows: cells that a workbook and a csv file both hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import NOUNS, Noun, PatientRecord
from hcclog.exchange.workbook.columns import NO, YES, Column, Role, columns_of
from hcclog.exchange.workbook.naming import names_in, precision_of

Cell = str | int | Decimal | date | None
_LISTED = "; "


@dataclass(frozen=True, slots=True)
class Around:
    """What a row needs of the record that it is of.

    Attributes:
        names: Names of the entries that others point to, by table and id.
    """

    chronology: Chronology
    names: dict[tuple[str, str], str]

    @classmethod
    def of(cls, record: PatientRecord) -> Around:
        """Return what the rows of a record need."""
        chronology = Chronology(record)
        return cls(chronology, names_in(record, chronology))


def rows_of(record: PatientRecord) -> Iterator[tuple[Noun, tuple[Cell, ...]]]:
    """Yield the row of each entry of a record, with its noun."""
    around = Around.of(record)
    for noun in NOUNS:
        part = getattr(record, noun.attribute)
        for entity in part if isinstance(part, tuple) else (part,):
            yield noun, row_of(noun, entity, around)


def row_of(noun: Noun, entity: Any, around: Around) -> tuple[Cell, ...]:
    """Return the cells of an entity in the order of its noun's columns."""
    return tuple(cell_of(column, entity, around) for column in columns_of(noun))


def cell_of(column: Column, entity: Any, around: Around) -> Cell:
    """Return one cell of an entity."""
    value = getattr(entity, column.field)
    if column.role is Role.NAME:
        return around.names.get((column.table, value)) if value is not None else None
    if column.role is Role.DERIVED:
        return derived(column.part, value, around.chronology)
    if column.part:
        value = getattr(value, column.part)
    return plain_cell(value, is_spoken=column.optional or column.needed)


def plain_cell(value: Any, *, is_spoken: bool) -> Cell:
    """Return a value as a cell; what reads it back is in `decoding`.

    A text is spoken where empty and not there are two things.
    """
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return value
    if isinstance(value, tuple):
        return listed(value)
    return spoken(str(value)) if is_spoken else str(value) or None


def derived(part: str, when: ClinicalDate | None, chronology: Chronology) -> Cell:
    """Return what is worked out from a date."""
    if when is None:
        return None
    if part == "precision":
        return precision_of(when)
    if part == "shown":
        return chronology.label(when)
    span = chronology.span(when)
    if span is None:
        return None
    day = span.earliest if part == "earliest" else span.latest
    return day if chronology.axis is TimeAxis.RELATIVE else date.fromordinal(day)


def listed(items: tuple[Any, ...]) -> str | None:
    """Return a list in one cell: parted by semicolons, as JSON where that could be misread."""
    texts = [str(item) for item in items]
    plain = all(text and text.strip() == text and ";" not in text for text in texts)
    if not texts:
        return None
    if plain and not texts[0].startswith("["):
        return _LISTED.join(texts)
    return json.dumps(texts, ensure_ascii=False)


def spoken(text: str) -> str:
    """Return a text that is there; an empty one stands as two quotes."""
    return json.dumps(text, ensure_ascii=False) if not text or text.startswith('"') else text
