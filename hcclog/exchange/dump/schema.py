"""The published description of a dump's lines, drawn from the nouns: JSON Schema 2020-12."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUNS, Noun
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.dump.lines import JOURNAL, PATIENTS, READ_VERSIONS, STATE, STORE, Header
from hcclog.paths import RESOURCES
from hcclog.store.audit import AuditEvent
from hcclog.store.codec import Field, fields_of
from hcclog.store.journal import ChangeRow, Entry

SCHEMA_FILE = RESOURCES / "schemas" / "dump.schema.json"
_ENTRY_KINDS = ("do", "undo", "redo", "import", "merge")
_CHANGE_KINDS = ("create", "update", "void", "resolve")
# A dump of an older hcclog does not have them.
_ENTRY_LATER = ("salt", "digest")
_HEADER_LATER = ("trail_id", "n_events", "trail_head")
_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DATE = (
    "A date as it is known: 2021, 2021-10, 2021-10-14, day 28, week 4, age 66, "
    "course:ID:start + 3 months, between A and B; then within A; then # and the source's words."
)


def dump_schema() -> dict[str, Any]:
    """Return the schema that each line of a dump keeps."""
    lines = ("header", "entryLine", "changeLine", "eventLine", "entityLine", "endLine")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a dump of hcclog",
        "description": "The header is the first line, the end the last one. A journal holds each "
        "entry and behind it its changes, in order, and of a whole store the events of its audit "
        "trail behind them; a state holds entities, parents first.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in lines],
        "$defs": {
            **_line_schemas(),
            "date": {"type": "string", "minLength": 1, "description": _DATE},
            "decimal": {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"},
            "source": _source(),
            **{noun.table: _entity(noun) for noun in NOUNS},
        },
    }


def schema_text() -> str:
    """Return the text of the published file."""
    return json.dumps(dump_schema(), ensure_ascii=False, indent=1) + "\n"


def _line_schemas() -> dict[str, Any]:
    by_table = [
        _when({"entity": {"const": noun.table}}, {"values": {"$ref": f"#/$defs/{noun.table}"}})
        for noun in NOUNS
    ]
    tables = {"enum": [noun.table for noun in NOUNS]}
    first = {"hcclog": {"const": "dump"}, "version": {"enum": sorted(READ_VERSIONS)}, **_header()}
    header = _closed(first)
    header["required"] = [name for name in header["required"] if name not in _HEADER_LATER]
    change = {**_row(ChangeRow, _change_parts()), "allOf": _payloads()}
    entry = _row(Entry, _entry_parts())
    entry["required"] = [name for name in entry["required"] if name not in _ENTRY_LATER]
    entity = _closed({"entity": tables, "values": {"type": "object"}})
    n_lines = {"type": "integer", "description": "Lines before this one."}
    return {
        "header": header,
        "entryLine": _closed({"entry": entry}),
        "changeLine": _closed({"change": change}),
        "eventLine": _closed({"event": _row(AuditEvent, _event_parts())}),
        "entityLine": {**entity, "allOf": by_table},
        "endLine": _closed({"end": n_lines}),
    }


def _header() -> dict[str, Any]:
    parts = {each.name: _plain(str(each.type)) for each in fields(Header)}
    return {**parts, "holds": {"enum": [JOURNAL, STATE]}, "of": {"enum": [STORE, PATIENTS]}}


def _entry_parts() -> dict[str, Any]:
    nullable = {name: {"type": ["string", "null"]} for name in ("reverts", *_ENTRY_LATER)}
    return {"kind": {"enum": list(_ENTRY_KINDS)}, **nullable}


def _change_parts() -> dict[str, Any]:
    return {
        "entity": {"enum": [noun.table for noun in NOUNS]},
        "kind": {"enum": list(_CHANGE_KINDS)},
        "parents": {"type": "array", "items": {"type": "string"}},
        "payload": {"type": ["object", "null"], "description": "null where it was erased"},
        "salt": {"type": ["string", "null"]},
        **dict.fromkeys(("digest", "previous_hash", "hash"), _HASH),
    }


def _event_parts() -> dict[str, Any]:
    about = {"type": "object", "additionalProperties": {"type": "string"}}
    return {"about": about, **dict.fromkeys(("previous_hash", "hash"), _HASH)}


def _payloads() -> list[dict[str, Any]]:
    return [
        _when(
            {"entity": {"const": noun.table}, "payload": {"type": "object"}},
            {"payload": {"$ref": f"#/$defs/{noun.table}"}},
        )
        for noun in NOUNS
    ]


def _row(cls: type[Any], known: dict[str, Any]) -> dict[str, Any]:
    plain = {each.name: _plain(str(each.type)) for each in fields(cls)}
    return _closed({**plain, **known})


def _plain(name: str) -> dict[str, Any]:
    kinds = {"int": "integer", "bool": "boolean"}
    return {"type": kinds.get(name, "string")}


def _entity(noun: Noun) -> dict[str, Any]:
    """Describe an entity; one of an older hcclog may lack what has a default."""
    parts = fields_of(noun.cls)
    return {
        "type": "object",
        "properties": {each.name: _value(each) for each in parts},
        "required": [each.name for each in parts if each.required],
        "additionalProperties": False,
    }


def _value(field: Field) -> dict[str, Any]:
    said = _kind(field)
    return {"anyOf": [said, {"type": "null"}]} if field.optional else said


def _kind(field: Field) -> dict[str, Any]:
    named = {ClinicalDate: "date", Decimal: "decimal", Source: "source"}
    if field.kind in named:
        return {"$ref": f"#/$defs/{named[field.kind]}"}
    if field.kind is tuple:
        return {"type": "array", "items": _of_type(field.item)}
    return _of_type(field.kind)


def _of_type(kind: type[Any]) -> dict[str, Any]:
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return _plain(kind.__name__)


def _source() -> dict[str, Any]:
    """Describe a source: what is empty is left out."""
    properties = {
        "kind": {"enum": [kind.value for kind in SourceKind]},
        "document": {"type": "string"},
        "place": {"type": "string"},
        "derived": {"type": "boolean"},
    }
    return {**_closed(properties), "required": ["kind"]}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _when(condition: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    return {"if": {"properties": condition}, "then": {"properties": then}}
