"""Entities to rows and to journal payloads, and back.

A row holds text, whole numbers or nothing; a decimal is its exact text, a date its one text. The
same cells serve SQLite and PostgreSQL. A payload is a JSON object of the same values.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, asdict, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NewType, Union, get_args, get_origin, get_type_hints

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_CLASS
from hcclog.domain.sources import Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hcclog.domain.record import Noun

Cell = str | int | None
Entity = Any


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is stored.

    Attributes:
        kind: Type of the value: str, int, bool, Decimal, ClinicalDate, Source, tuple or an enum.
        item: Of a tuple, the type of its items.
        optional: True where it may be empty.
    """

    name: str
    kind: type[Any]
    optional: bool
    item: type[Any] = str
    required: bool = False


_FIELDS: dict[type[Any], tuple[Field, ...]] = {}


def fields_of(cls: type[Any]) -> tuple[Field, ...]:
    """Return how the fields of an entity's class are stored, in their order."""
    if cls not in _FIELDS:
        hints = get_type_hints(cls)
        _FIELDS[cls] = tuple(
            _field(f.name, hints[f.name], required=f.default is MISSING) for f in fields(cls)
        )
    return _FIELDS[cls]


def to_row(entity: Entity) -> dict[str, Cell]:
    """Return the cells of an entity by column."""
    return {f.name: _to_cell(getattr(entity, f.name)) for f in fields_of(type(entity))}


def from_row(noun: Noun, row: Sequence[Cell]) -> Entity:
    """Return the entity of a row whose cells are in the order of the noun's columns."""
    return noun.cls(*[_READERS[f](cell) for f, cell in zip(_plan(noun.cls), row, strict=True)])


def as_read(entity: Entity) -> Entity:
    """Return an entity as it is read back from its row."""
    return from_row(NOUN_OF_CLASS[type(entity)], tuple(to_row(entity).values()))


def to_payload(entity: Entity) -> dict[str, Any]:
    """Return an entity as a JSON object: decimals and dates as text."""
    return {f.name: _to_json(getattr(entity, f.name)) for f in fields_of(type(entity))}


def from_payload(noun: Noun, payload: Mapping[str, Any]) -> Entity:
    """Return the entity of a payload; a field that it lacks takes its default."""
    known = {f.name: f for f in fields_of(noun.cls)}
    return noun.cls(**{k: _from_json(known[k], v) for k, v in payload.items() if k in known})


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def table_of(entity: Entity) -> str:
    """Return the name of an entity's table."""
    return NOUN_OF_CLASS[type(entity)].table


def patient_of(entity: Entity) -> str:
    """Return the id of the patient that an entity belongs to."""
    return str(getattr(entity, "patient_id", None) or entity.id)


def _field(name: str, hint: Any, *, required: bool) -> Field:
    optional, kind = False, hint
    if get_origin(hint) in {types.UnionType, Union}:
        kind = next(part for part in get_args(hint) if part is not type(None))
        optional = True
    item: Any = str
    if get_origin(kind) is tuple:
        kind, item = tuple, get_args(kind)[0]
    if isinstance(kind, NewType):
        kind = kind.__supertype__
    return Field(name, kind, optional, item, required)


def _to_cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, StrEnum | ClinicalDate):
        return str(value)
    if value is None or isinstance(value, str | int):
        return value
    return plain(value) if isinstance(value, Decimal) else canonical(_to_json(value))


def plain(value: Decimal) -> str:
    """Return a decimal without exponent, its trailing zeros kept.

    Raises:
        ValueError: It is not a finite number.
    """
    if not value.is_finite():
        msg = f"{value} is not a number"
        raise ValueError(msg)
    return format(value, "f")


def _to_json(value: Any) -> Any:
    if isinstance(value, Source):
        return {k: v for k, v in asdict(value).items() if v not in {"", False}}
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, bool):
        return value
    return _to_cell(value)


def _from_json(field: Field, value: Any) -> Any:
    if field.kind is bool or value is None:
        return value
    if field.kind in {Source, tuple}:
        return _READERS[_key(field)](canonical(value))
    return _READERS[_key(field)](value)


Key = tuple[type[Any], type[Any]]


_PLANS: dict[type[Any], tuple[Key, ...]] = {}


def _plan(cls: type[Any]) -> tuple[Key, ...]:
    if cls not in _PLANS:
        _PLANS[cls] = tuple(_key(field) for field in fields_of(cls))
    return _PLANS[cls]


def _key(field: Field) -> Key:
    return field.kind, field.item


def _source(text: str) -> Source:
    parts = json.loads(text)
    return Source(**{**parts, "kind": SourceKind(parts["kind"])})


@cache
def _date(text: str) -> ClinicalDate:
    return ClinicalDate.parse(text)


class _Readers(dict[Key, Any]):
    """From a kind of field to the function that reads its cell."""

    def __missing__(self, key: Key) -> Any:
        kind, item = key
        read: Any = kind
        if kind is tuple:
            read = lambda text: tuple(item(part) for part in json.loads(text))  # noqa: E731 - one of a table
        elif kind in _SPECIAL:
            read = _SPECIAL[kind]
        self[key] = lambda cell: None if cell is None else read(cell)
        return self[key]


_SPECIAL: dict[type[Any], Any] = {
    ClinicalDate: _date,
    Source: cache(_source),
    bool: bool,
    str: str,
}
_READERS = _Readers()
