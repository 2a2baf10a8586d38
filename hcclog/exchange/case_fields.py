"""The fields of a case file's entries: text to the values of the record's nouns, strictly."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import REFERENCES
from hcclog.exchange.plain_yaml import Value
from hcclog.store.codec import Field

Ids = Mapping[tuple[str, str], str]
"""The id of each entity, by its table and its key in the file."""

_ANCHOR = re.compile(r"\b([a-z_]+):([^:\s]+):(on|start|end)\b")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
TRUTH = {"true": True, "false": False}


def field_value(field: Field, value: Value, ids: Ids) -> Any:
    """Return the value of one field.

    Raises:
        ValueError: The text is none that this field takes.
        KeyError: It refers to an entity that the file does not have.
        TypeError: A list or a mapping stands where a text belongs, or the other way round.
    """
    if field.kind is tuple:
        if not isinstance(value, list):
            raise TypeError
        return tuple(field.item(text_of(part)) for part in value)
    text = text_of(value)
    if field.name in REFERENCES:
        return ids[REFERENCES[field.name], text]
    return _read(field.kind, text, ids)


def text_of(value: Value) -> str:
    """Return a value that must be text (TypeError)."""
    if not isinstance(value, str):
        raise TypeError
    return value


def _read(kind: type[Any], text: str, ids: Ids) -> Any:
    if kind is bool:
        return TRUTH[text]
    if kind is ClinicalDate:
        return _date(text, ids)
    if kind in {int, Decimal}:
        return _number(kind, text)
    return kind(text)


def _number(kind: type[Any], text: str) -> Any:
    """Read plain digits only: int and Decimal would also take ``1_0``, ``1e3``, other scripts."""
    pattern = _WHOLE if kind is int else _DECIMAL
    if not pattern.fullmatch(text):
        raise ValueError
    return kind(text)


def _date(text: str, ids: Ids) -> ClinicalDate:
    """Read a date whose anchors are keys of the file; a label stays as it is."""
    body, mark, label = text.partition(" # ")
    found = _ANCHOR.sub(lambda m: f"{m[1]}:{ids[m[1], m[2]]}:{m[3]}", body)
    return ClinicalDate.parse(f"{found}{mark}{label}")
