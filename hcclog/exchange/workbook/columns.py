"""The columns of each noun's table: one a field, and beside it what helps to read it.

They follow from the dataclasses, so that no field can be forgotten: a date has four columns that
are worked out from it, what points to another entry has its name and its id, and a source has its
four parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUNS, REFERENCES, Noun
from hcclog.domain.sources import Source
from hcclog.exchange.workbook.meanings import meaning_of, meaning_of_type
from hcclog.store.codec import Field, fields_of

YES, NO = "yes", "no"
DERIVED_OF_DATE = ("earliest", "latest", "precision", "shown")


class Role(StrEnum):
    """What a column is for."""

    VALUE = "value"
    NAME = "name of another entry"
    DERIVED = "worked out"
    ID = "id"


class Type(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    CHOICE = "one of"
    LIST = "list, parted by semicolons"
    DATE = "date as known"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its header.
        field: The field that it belongs to.
        part: Which part of the field: of a source or of a date; empty for the field itself.
        table: Of a reference, the table that it points to.
        needed: True where a row cannot do without.
        optional: True where an empty cell means that nothing is stated.
    """

    name: str
    role: Role
    type: Type
    meaning: str
    field: str = ""
    part: str = ""
    unit: str = ""
    allowed: tuple[str, ...] = ()
    table: str = ""
    needed: bool = False
    optional: bool = True


_UNITS = {
    "_mm": "mm",
    "_kg": "kg",
    "_gy": "Gy",
    "_umol_l": "umol/L",
    "_g_l": "g/L",
    "_days": "days",
    "_years": "years",
    "_pct": "%",
    "days_on": "days",
    "days_off": "days",
}
_PLAIN = {str: Type.TEXT, int: Type.WHOLE, Decimal: Type.NUMBER, bool: Type.YES_NO}


def sheet_of(noun: Noun) -> str:
    """Return the name of a noun's table."""
    return "patients" if noun.table == "patient" else noun.attribute


NOUN_OF_SHEET = {sheet_of(noun): noun for noun in NOUNS}


def unit_of(name: str) -> str:
    """Return the unit that the end of a name says; empty where it says none."""
    if name in {"every_days", "n_days"}:
        return "days"
    return next((unit for end, unit in _UNITS.items() if name.endswith(end)), "")


@cache
def columns_of(noun: Noun) -> tuple[Column, ...]:
    """Return a noun's columns: whose entry it is, what it says, where it comes from, ids."""
    found = [column for field in fields_of(noun.cls) for column in _of_field(noun, field)]
    first = [c for c in found if c.role is Role.NAME]
    ids = [c for c in found if c.role is Role.ID]
    rest = [c for c in found if c not in first and c not in ids]
    return (*first, *rest, *ids)


def _of_field(noun: Noun, field: Field) -> Iterator[Column]:
    if field.name == "id":
        words = f"Names the {noun.label} for good; empty in a new row."
        yield Column("id", Role.ID, Type.TEXT, words, "id")
    elif field.name in REFERENCES:
        yield from _of_reference(noun, field)
    elif field.kind is ClinicalDate:
        yield from _of_date(noun, field)
    elif field.kind is Source:
        yield from _of_source(field)
    else:
        yield _of_value(noun, field)


def _of_reference(noun: Noun, field: Field) -> Iterator[Column]:
    name, table = field.name.removesuffix("_id"), REFERENCES[field.name]
    words = meaning_of(noun, field.name)
    needed = not field.optional
    named = Column(name, Role.NAME, Type.TEXT, words, field.name, table=table, needed=needed)
    yield named
    yield replace(named, name=field.name, role=Role.ID, meaning=f"By id. {words}")


def _of_date(noun: Noun, field: Field) -> Iterator[Column]:
    words, needed = meaning_of(noun, field.name), not field.optional
    yield Column(field.name, Role.VALUE, Type.DATE, words, field.name, needed=needed)
    for part in DERIVED_OF_DATE:
        kind = Type.DAY if part in {"earliest", "latest"} else Type.TEXT
        said = meaning_of_type(f"date.{part}").format(name=field.name)
        yield Column(f"{field.name}_{part}", Role.DERIVED, kind, said, field.name, part)


def _of_source(field: Field) -> Iterator[Column]:
    for part in fields_of(Source):
        allowed, kind = _allowed(part), _type(part)
        name = f"{field.name}_{part.name}"
        words = meaning_of_type(f"source.{part.name}")
        common = Column(name, Role.VALUE, kind, words, field.name, part.name, allowed=allowed)
        yield replace(common, optional=False)


def _of_value(noun: Noun, field: Field) -> Column:
    return Column(
        field.name,
        Role.VALUE,
        _type(field),
        meaning_of(noun, field.name),
        field.name,
        unit=unit_of(field.name),
        allowed=_allowed(field),
        needed=field.required and not field.optional,
        optional=field.optional,
    )


def _type(field: Field) -> Type:
    if issubclass(field.kind, StrEnum):
        return Type.CHOICE
    return Type.LIST if field.kind is tuple else _PLAIN[field.kind]


def _allowed(field: Field) -> tuple[str, ...]:
    """Return what may stand in a cell, or in each part of a list; empty where anything may."""
    if field.kind is bool:
        return YES, NO
    kind = field.item if field.kind is tuple else field.kind
    return tuple(str(each) for each in kind) if issubclass(kind, StrEnum) else ()
