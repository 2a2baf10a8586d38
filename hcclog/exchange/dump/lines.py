"""The lines of a dump: what each holds, to its text and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any, NoReturn

from hcclog.store.audit import AuditEvent
from hcclog.store.codec import canonical
from hcclog.store.journal import ChangeRow, Entry

VERSION = 2
READ_VERSIONS = frozenset({1, VERSION})
JOURNAL, STATE = "journal", "state"
STORE, PATIENTS = "store", "patients"
NEWER = "the file was written by a newer hcclog; use that one or a newer one"
_MOST_DIGITS = 18
_A_DAY = 24 * 60
_ESCAPED_HALF = "\\ud"
_KINDS: dict[type[Any], str] = {int: "a whole number", str: "a text"}


class Unfit(Exception):
    """A line that is none of a dump; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line.

    Attributes:
        holds: ``journal`` or ``state``.
        of: ``store`` or ``patients``.
        schema: Revision of the store's tables.
        journal_id: The store that the journal began in; empty for a state.
        n_entries: How many entries follow; of a state 0.
        n_changes: How many changes follow; of a state how many entities, or 0 where not counted.
        head: Hash of the last change of a whole journal.
        is_deidentified: True where nobody can be known from it.
        trail_id: The store that the audit trail is of; empty where none follows.
        n_events: How many of its events follow.
        trail_head: Hash of the last of them.
    """

    holds: str
    of: str
    app_version: str
    schema: str
    journal_id: str = ""
    n_entries: int = 0
    n_changes: int = 0
    head: str = ""
    is_deidentified: bool = False
    trail_id: str = ""
    n_events: int = 0
    trail_head: str = ""

    def line(self) -> str:
        """Return the line."""
        return _text({"hcclog": "dump", "version": VERSION, **asdict(self)})


def entry_line(entry: Entry) -> str:
    """Return the line of an entry."""
    return _text({"entry": asdict(entry)})


def change_line(change: ChangeRow) -> str:
    """Return the line of a change; payload and parents stand in it as JSON."""
    return _text({"change": {**asdict(change), **_opened(change)}})


def event_line(event: AuditEvent) -> str:
    """Return the line of an audit event; what it is about stands in it as JSON."""
    return _text({"event": {**asdict(event), "about": event.told}})


def entity_line(table: str, values: Mapping[str, Any]) -> str:
    """Return the line of an entity."""
    return _text({"entity": table, "values": values})


def end_line(n_lines: int) -> str:
    """Return the last line: how many stand before it."""
    return _text({"end": n_lines})


def parsed(line: str) -> Mapping[str, Any]:
    """Return the object of a line.

    Raises:
        Unfit: It is no JSON object, names a key twice, or holds what no dump holds.
    """
    try:
        found = json.loads(
            line,
            parse_float=_refuse_number,
            parse_int=_whole_number,
            parse_constant=_refuse_number,
            object_pairs_hook=_without_double_keys,
        )
        if _ESCAPED_HALF in line.lower():
            # Half of a letter can be written in JSON, and is none that a store can keep.
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Unfit("it holds half of a letter, which is no text") from None
    except RecursionError:
        raise Unfit("it is nested too deep") from None
    except ValueError as error:
        raise Unfit(f"it is not whole or no JSON ({error})") from None
    if not isinstance(found, dict):
        raise Unfit("it is no JSON object")
    return found


def header_of(said: Mapping[str, Any]) -> Header:
    """Return the header that the first line is.

    Raises:
        Unfit: It is none, or one of a newer program.
    """
    if said.get("hcclog") != "dump":
        raise Unfit("it does not say that this is a dump")
    if said.get("version") not in READ_VERSIONS:
        raise Unfit(NEWER)
    rest = {name: value for name, value in said.items() if name not in {"hcclog", "version"}}
    # A dump of before has no audit trail.
    full = {"trail_id": "", "n_events": 0, "trail_head": "", **rest}
    header: Header = _dataclass(Header, full, optional=frozenset({"is_deidentified"}))
    if header.holds not in {JOURNAL, STATE} or header.of not in {STORE, PATIENTS}:
        raise Unfit("it says neither a journal nor a state, of a store or of patients")
    return header


def entry_of(said: Mapping[str, Any]) -> Entry:
    """Return the entry of a line's object.

    Raises:
        Unfit: It is none.
    """
    # A dump of before has no digest of what an entry says.
    full = {"salt": None, "digest": None, **said} if isinstance(said, dict) else said
    entry: Entry = _dataclass(Entry, full, optional=frozenset({"reverts", "salt", "digest"}))
    _check_time(entry)
    return entry


def _check_time(entry: Entry) -> None:
    """Refuse a time that no history could show (Unfit)."""
    try:
        at = datetime.fromisoformat(entry.at_utc)
        at += timedelta(minutes=entry.utc_offset_minutes)
    except (ValueError, OverflowError):
        raise Unfit("its time is no time of a calendar") from None
    if at.utcoffset() != timedelta(0) or abs(entry.utc_offset_minutes) >= _A_DAY:
        raise Unfit("its time is not one in UTC with an offset of less than a day")


def change_of(said: Mapping[str, Any]) -> ChangeRow:
    """Return the change of a line's object, as it stands in the store.

    Raises:
        Unfit: It is none.
    """
    values = dict(said)
    if isinstance(values.get("parents"), list):
        values["parents"] = canonical(values["parents"])
    if isinstance(values.get("payload"), dict):
        values["payload"] = canonical(values["payload"])
    change: ChangeRow = _dataclass(ChangeRow, values, optional=frozenset({"payload", "salt"}))
    return change


def event_of(said: Mapping[str, Any]) -> AuditEvent:
    """Return the audit event of a line's object, as it stands in the store.

    Raises:
        Unfit: It is none.
    """
    values = dict(said) if isinstance(said, dict) else said
    about = values.get("about") if isinstance(values, dict) else None
    if isinstance(values, dict):
        if not isinstance(about, dict) or not all(isinstance(v, str) for v in about.values()):
            raise Unfit("about is no object of texts")
        values["about"] = canonical(about)
    event: AuditEvent = _dataclass(AuditEvent, values, optional=frozenset())
    return event


def _opened(change: ChangeRow) -> dict[str, Any]:
    """Return payload and parents as JSON, where that says each letter of their texts again."""
    found = {}
    for name in ("payload", "parents"):
        text = getattr(change, name)
        value = json.loads(text) if text is not None else None
        found[name] = value if text is None or canonical(value) == text else text
    return found


def _dataclass(cls: Any, said: Any, optional: frozenset[str]) -> Any:
    known = {each.name: each for each in fields(cls)}
    if not isinstance(said, dict) or set(said) != set(known):
        names = ", ".join(sorted(set(known) ^ set(said if isinstance(said, dict) else ())))
        raise Unfit(f"it lacks or has too much: {names}")
    for name, value in said.items():
        kind = int if known[name].type == "int" else str
        is_absent = name in optional and (value is None or isinstance(value, bool))
        if not is_absent and (not isinstance(value, kind) or isinstance(value, bool)):
            raise Unfit(f"{name} is not {_KINDS[kind]}")
    return cls(**said)


def _text(value: object) -> str:
    # The header's first key tells the file's kind, so keys stay as they are given.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _refuse_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no whole number")


def _whole_number(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError("a number has too many digits")
    return int(text)


def _without_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key stands twice")
    return content
