"""Entities to rows and to journal payloads, and back.

A row holds text, whole numbers or nothing; a decimal is its exact text, a date its one text. The
same cells serve SQLite and PostgreSQL. A payload is a JSON object of the same values.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NewType, Union, get_args, get_origin, get_type_hints

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_CLASS
from hcclog.domain.sources import Source, SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.domain.record import Noun

Cell = str | int | None
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
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
    names, values = _parts(entity)
    return {name: _CELLS[type(value)](value) for name, value in zip(names, values, strict=True)}


def from_row(noun: Noun, row: Sequence[Cell]) -> Entity:
    """Return the entity of a row whose cells are in the order of the noun's columns."""
    return noun.cls(*[_READERS[f](cell) for f, cell in zip(_plan(noun.cls), row, strict=True)])


def as_read(entity: Entity) -> Entity:
    """Return an entity as it is read back from its row."""
    return from_row(NOUN_OF_CLASS[type(entity)], tuple(to_row(entity).values()))


def to_payload(entity: Entity) -> dict[str, Any]:
    """Return an entity as a JSON object: decimals and dates as text."""
    names, values = _parts(entity)
    return {name: _JSON[type(value)](value) for name, value in zip(names, values, strict=True)}


def from_payload(noun: Noun, payload: Mapping[str, Any]) -> Entity:
    """Return the entity of a payload; a field that it lacks takes its default."""
    known = {f.name: f for f in fields_of(noun.cls)}
    return noun.cls(**{k: _from_json(known[k], v) for k, v in payload.items() if k in known})


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, letters as they are."""
    return _ENCODER.encode(value)


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


def plain(value: Decimal) -> str:
    """Return a decimal without exponent, its trailing zeros kept.

    Raises:
        ValueError: It is not a finite number.
    """
    if not value.is_finite():
        msg = f"{value} is not a number"
        raise ValueError(msg)
    return format(value, "f")


def _source_parts(source: Source) -> dict[str, Any]:
    """Return what a source says; what it does not say is left out."""
    parts: dict[str, Any] = {"kind": source.kind}
    if source.document:
        parts["document"] = source.document
    if source.place:
        parts["place"] = source.place
    if source.derived:
        parts["derived"] = True
    return parts


def _texts(items: tuple[Any, ...]) -> list[str]:
    return [str(item) for item in items]


def _same(value: Any) -> Any:
    return value


class _Writers(dict[type[Any], "Callable[[Any], Any]"]):
    """From a type of value to the function that writes it."""

    def __init__(self, rules: Sequence[tuple[type[Any], Callable[[Any], Any]]]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Any]:
        self[kind] = next(write for base, write in self._rules if issubclass(kind, base))
        return self[kind]


# The first that fits: an enum is a text too, and True is a number.
_PLAIN: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
    (StrEnum, str),
    (str, _same),
    (int, _same),
    (types.NoneType, _same),
    (ClinicalDate, str),
    (Decimal, plain),
)
_JSON = _Writers(((Source, _source_parts), (tuple, _texts), *_PLAIN))
_CELLS = _Writers(
    (
        (bool, int),
        *_PLAIN,
        (Source, lambda source: canonical(_source_parts(source))),
        (tuple, lambda items: canonical(_texts(items))),
    )
)
_GETTERS: dict[type[Any], tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}


def _parts(entity: Entity) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Return the names and the values of all fields."""
    cls = type(entity)
    if cls not in _GETTERS:
        names = tuple(field.name for field in fields_of(cls))
        _GETTERS[cls] = names, attrgetter(*names)
    names, values_of = _GETTERS[cls]
    return names, values_of(entity)


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
