"""An entity, exactly, as an extension of the resource that shows it."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from decimal import InvalidOperation
from typing import TYPE_CHECKING, Any

from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_texts
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.domain.sources import Source
from hcclog.exchange.fhir.json_text import parsed
from hcclog.exchange.fhir.terms import OWN
from hcclog.store.codec import Field, fields_of, from_payload, table_of, to_payload

if TYPE_CHECKING:
    from hcclog.exchange.fhir.elements import Element

ENTITY = f"{OWN}:fhir:entity:"
"""What the address of such an extension begins with; the table follows."""

_BLANK = re.compile(r"[^\S ]")
_MOST_WHOLE = 2**31


def payload_extension(entity: Any) -> Element:
    """Return the extension that holds an entity; fields that stand at their default are left out.

    Its text has no kind of space but the plain one, which is all that FHIR's strings take.
    """
    defaults = {field.name: field.default for field in fields(entity)}
    payload = {
        name: value
        for name, value in to_payload(entity).items()
        if getattr(entity, name) != defaults[name]
    }
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    text = _BLANK.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return {"url": f"{ENTITY}{table_of(entity)}", "valueString": text}


def entity_of(extension: Element) -> Any:
    """Return the entity that an extension holds.

    Raises:
        Refused: It holds none, or one that no hcclog wrote.
    """
    table = str(extension["url"]).removeprefix(ENTITY)
    noun = NOUN_OF_TABLE.get(table)
    if noun is None:
        raise Refused(f"{table[:40]!r} is nothing that a record holds.")
    known = {field.name: field for field in fields_of(noun.cls)}
    try:
        payload = parsed(str(extension.get("valueString", "")))
        _check_kinds(known, payload)
        entity = from_payload(noun, payload)
        written = to_payload(entity)
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        reason = f": {error}" if isinstance(error, ValueError) else ""
        raise Refused(f"The hcclog part of this {noun.label} cannot be read{reason}.") from None
    changed = next((name for name in payload if written[name] != payload[name]), None)
    if changed is not None:
        raise Refused(f"The hcclog part of this {noun.label} has no plain value for {changed}.")
    check_texts(entity)
    return entity


def _check_kinds(known: dict[str, Field], payload: Any) -> None:
    """Refuse a payload whose values are not of the kind that its fields take (ValueError)."""
    if not isinstance(payload, dict):
        raise TypeError
    for name, value in payload.items():
        if name not in known:
            msg = f"there is no field {name[:40]!r}"
            raise ValueError(msg)
        if not _fits(known[name], value):
            msg = f"{name} has a value of another kind"
            raise ValueError(msg)
    missing = [name for name, field in known.items() if field.required and name not in payload]
    if missing:
        msg = f"{missing[0]} is missing"
        raise ValueError(msg)


def _fits(field: Field, value: Any) -> bool:
    if value is None:
        return field.optional
    if field.kind is bool:
        return isinstance(value, bool)
    if field.kind is int:
        return type(value) is int and abs(value) < _MOST_WHOLE
    if field.kind is tuple:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if field.kind is Source:
        return _is_source(value)
    return isinstance(value, str) and (value != "" or field.kind is not ClinicalDate)


def _is_source(value: Any) -> bool:
    kinds = {"kind": str, "document": str, "place": str, "derived": bool}
    return (
        isinstance(value, dict)
        and "kind" in value
        and all(name in kinds and type(part) is kinds[name] for name, part in value.items())
    )
