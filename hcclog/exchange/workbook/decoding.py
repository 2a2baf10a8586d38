"""From cells to the values of an entry, each read strictly by the kind of its column."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from hcclog.domain.date_reading import FIRST_YEAR, LAST_YEAR
from hcclog.domain.dates import Between, Calendar, ClinicalDate
from hcclog.domain.number_reading import read_number
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import Noun
from hcclog.domain.sources import Source, SourceKind
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.exchange.workbook.cell_text import number_read
from hcclog.exchange.workbook.columns import NO, YES, Column, Role, Type, columns_of
from hcclog.exchange.workbook.opening import EMPTY, RawCell
from hcclog.store.codec import fields_of

UNSAID = object()  # an empty cell whose field then is what it is by default
ReadDate = Callable[[str], ClinicalDate]
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """The values of one row, by field; what points to other entries is not among them.

    Attributes:
        values: What could be read; a source is left out where its cells are empty.
    """

    values: Mapping[str, Any]
    faults: tuple[Fault, ...]


def decoded(noun: Noun, cells: Mapping[str, RawCell], read_date: ReadDate) -> Decoded:
    """Read the cells of a row that hold values."""
    values: dict[str, Any] = {}
    parts: dict[str, Any] = {}
    faults = []
    for column in columns_of(noun):
        if column.role is not Role.VALUE:
            continue
        try:
            value = _value(column, cells.get(column.name, EMPTY), read_date)
        except Unreadable as fault:
            faults.append(Fault(column.name, fault.sentence))
            continue
        if value is UNSAID:
            continue
        if column.part:
            parts[column.part] = value
        else:
            values[column.field] = value
    if any(part not in {None, "", False} for part in parts.values()):
        values["source"] = Source(
            parts.get("kind") or SourceKind.ENTERED,
            parts.get("document") or "",
            parts.get("place") or "",
            bool(parts.get("derived")),
        )
    return Decoded(values, tuple(faults))


def canonical_date(text: str) -> ClinicalDate:
    """Read a date as the workbook writes it.

    Raises:
        Unreadable: It is written otherwise.
    """
    try:
        return ClinicalDate.parse(text)
    except (ValueError, OverflowError):
        raise Unreadable(f"{text!r} is not a date such as 2026-11-21, 2026-11 or day 28.") from None


def placeholder_in(when: ClinicalDate) -> str:
    """Return why a date is none of a patient's, such as 9999-12-31; empty where it may be."""
    for form in (when.form, when.within):
        points = (form.first, form.last) if isinstance(form, Between) else (form,)
        for point in points:
            if isinstance(point, Calendar) and not FIRST_YEAR <= point.year <= LAST_YEAR:
                return f"{point} is a placeholder, not a date of this patient."
    return ""


def _value(column: Column, cell: RawCell, read_date: ReadDate) -> Any:
    """Return the value of a cell.

    Raises:
        Unreadable: With what is allowed.
    """
    if cell.fault:
        raise Unreadable(f"{cell.fault}.")
    if cell.value is None:
        return _nothing(column)
    if column.type is Type.DATE:
        return _date(cell, read_date)
    if isinstance(cell.value, datetime):
        raise Unreadable(f"the cell holds a date ({cell.value:%Y-%m-%d}); write it as text.")
    return _READERS[column.type](column, cell)


def _nothing(column: Column) -> Any:
    if column.needed:
        raise Unreadable("a value is needed here.")
    if column.type is Type.LIST:
        return ()
    if column.optional or column.part:
        return None
    return "" if column.type is Type.TEXT else UNSAID


def _date(cell: RawCell, read_date: ReadDate) -> ClinicalDate:
    value = cell.value
    if isinstance(value, datetime):
        _refuse_made_up(value, cell.shown_as)
        return canonical_date(value.date().isoformat())
    if isinstance(value, bool) or not isinstance(value, str):
        raise Unreadable(f"{value} is a number, not a date; write it like 2026-11-21.")
    return read_date(value)


def _refuse_made_up(value: datetime, shown_as: str) -> None:
    """Refuse a date of which the spreadsheet shows less than it holds: the rest is its own guess.

    It makes 1 October of a typed 2021-10, and this year's 4 March of a typed 3/4.
    """
    if (value.hour, value.minute, value.second) != (0, 0, 0):
        raise Unreadable(f"{value} has a time of day; write the day alone.")
    shown = _NOT_SHOWN.sub("", shown_as.lower())
    if not {"d", "m", "y"} <= set(shown):
        raise Unreadable(
            "the spreadsheet made a whole date of a part; write it as text, such as 2021-10."
        )


def _text(column: Column, cell: RawCell) -> str:
    text = plain_text(cell)
    if not (column.optional or column.needed) or not text.startswith('"'):
        return text
    try:
        spoken = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return spoken if isinstance(spoken, str) else text


def plain_text(cell: RawCell) -> str:
    """Return what a cell holds as text.

    Raises:
        Unreadable: It is no text.
    """
    value = cell.value
    if isinstance(value, bool):
        raise Unreadable("the cell holds TRUE or FALSE, not a text.")
    if isinstance(value, int | float):
        return f"{number_read(value, cell.shown_as):f}"
    if not isinstance(value, str):
        raise Unreadable(f"{value} is not a text.")
    return value


def _number(_column: Column, cell: RawCell) -> Decimal:
    value = cell.value
    if isinstance(value, bool) or "%" in cell.shown_as:
        raise Unreadable("the cell holds no plain number.")
    if isinstance(value, int | float):
        return number_read(value, cell.shown_as)
    text = plain_text(cell).strip()
    if _PLAIN_NUMBER.fullmatch(text):
        return Decimal(text)
    try:
        reading = read_number(text)
    except Ambiguous as doubt:
        raise Unreadable(doubt.sentence) from None
    if reading.comparator is not Comparator.EQUAL or reading.unit_text:
        raise Unreadable(f"{text!r}: comparator and unit have columns of their own.")
    return reading.value


def _whole(_column: Column, cell: RawCell) -> int:
    value = cell.value
    text = value.strip() if isinstance(value, str) else ""
    if not text and not isinstance(value, bool) and isinstance(value, int | float):
        text = f"{number_read(value, '0'):f}"
    if not _WHOLE.fullmatch(text):
        raise Unreadable(f"{value!r} is not a whole number.")
    return int(text)


def _yes_no(_column: Column, cell: RawCell) -> bool:
    if isinstance(cell.value, bool):
        return cell.value
    text = str(cell.value).strip().casefold()
    if text not in {YES, NO}:
        raise Unreadable(f"{cell.value!r} is neither {YES} nor {NO}.")
    return text == YES


def _choice(column: Column, cell: RawCell) -> Any:
    return _chosen(column, plain_text(cell))


def _chosen(column: Column, text: str) -> str:
    found = {each.casefold(): each for each in column.allowed}.get(text.strip().casefold())
    if found is None:
        raise Unreadable(f"{text!r} is none of: {', '.join(column.allowed)}.")
    return found


def _list(column: Column, cell: RawCell) -> tuple[str, ...]:
    text = plain_text(cell)
    items = _items(text)
    if len(items) > _MOST_ITEMS:
        raise Unreadable(f"a list has at most {_MOST_ITEMS} items.")
    return tuple(_chosen(column, item) if column.allowed else item for item in items)


def _items(text: str) -> list[str]:
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            raise Unreadable(f"{text[:40]!r} is no list; part its items by semicolons.") from None
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return found
    return [part.strip() for part in text.split(";") if part.strip()]


_READERS: dict[Type, Callable[[Column, RawCell], Any]] = {
    Type.TEXT: _text,
    Type.NUMBER: _number,
    Type.WHOLE: _whole,
    Type.YES_NO: _yes_no,
    Type.CHOICE: _choice,
    Type.LIST: _list,
}


def entity_of(noun: Noun, values: Mapping[str, Any]) -> Any:
    """Return the entity of values by field; choices become what their fields hold."""
    kinds = {field.name: field for field in fields_of(noun.cls)}
    made = {}
    for name, value in values.items():
        field = kinds[name]
        if isinstance(value, tuple):
            made[name] = tuple(field.item(each) for each in value)
        elif isinstance(value, str) and field.kind is not str:
            made[name] = field.kind(value)
        else:
            made[name] = value
    return noun.cls(**made)
