"""Entities as texts by field, and back, one text a field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hcclog.store.codec import canonical, fields_of, from_payload, to_payload

if TYPE_CHECKING:
    from hcclog.domain.record import Noun
    from hcclog.store.codec import Field

_YES, _NO = "Y", "N"


def texts_of(entity: Any) -> dict[str, str]:
    """Return the fields of an entity that differ from their defaults, each as one text."""
    payload = to_payload(entity)
    blank = _defaults(type(entity))
    return {
        name: _text(value)
        for name, value in payload.items()
        if value is not None and (name not in blank or value != blank[name])
    }


def entity_of(noun: Noun, texts: Mapping[str, str]) -> Any:
    """Return the entity that texts make; fields without one take their defaults.

    Raises:
        ValueError: A text is none of its field.
        TypeError: A field that must be there is missing.
    """
    known = {field.name: field for field in fields_of(noun.cls)}
    empty: dict[str, Any] = {f.name: None for f in known.values() if f.required and f.optional}
    given = {name: _value(known[name], text) for name, text in texts.items()}
    return from_payload(noun, empty | given)


def _defaults(cls: type[Any]) -> dict[str, Any]:
    """Return the payload of what an entity has without being told."""
    required = {field.name: _blank(field) for field in fields_of(cls) if field.required}
    payload = to_payload(cls(**required))
    return {name: value for name, value in payload.items() if name not in required}


def _blank(field: Field) -> Any:
    return None if field.optional or field.kind is not str else ""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return value if isinstance(value, str) else canonical(value)


def _value(field: Field, text: str) -> Any:
    if not text and field.optional:
        return None
    if field.kind is bool:
        if text not in {_YES, _NO}:
            raise ValueError(f"{text!r} is neither Y nor N")
        return text == _YES
    if field.kind is int:
        return int(text)
    return json.loads(text) if field.kind.__name__ in {"Source", "tuple"} else text
