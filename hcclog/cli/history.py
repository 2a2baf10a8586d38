"""Journal and audit trail as JSON and as lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.plain import plain
from hcclog.commands.event_words import event_details, event_reason, event_title
from hcclog.store.journal import Entry
from hcclog.store.story import local_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hcclog.store.audit import AuditEvent
    from hcclog.store.journal import ChangeRow
    from hcclog.store.story import Told

_KINDS = {"undo": "Undone: ", "redo": "Done again: ", "import": "Imported: ", "merge": "Merged: "}
_ERASED, _NOTHING = "(erased)", "nothing"


@dataclass(frozen=True, slots=True)
class Story:
    """What was done, oldest first, and what it moved.

    Attributes:
        changes: Those that are told, by the id of their entry.
        parents: Every change by its id, for what was before.
    """

    told: Sequence[Told]
    changes: Mapping[str, Sequence[ChangeRow]]
    parents: Mapping[str, ChangeRow]


def story_json(story: Story) -> list[dict[str, Any]]:
    """Return entries and events, oldest first; an entry with its changes, before and after."""
    return [_entry(each, story) if isinstance(each, Entry) else _event(each) for each in story.told]


def _entry(entry: Entry, story: Story) -> dict[str, Any]:
    return {
        "id": entry.id,
        "revision": entry.seq,
        "label": entry.label,
        "kind": entry.kind,
        **_who(entry),
        "reason": entry.reason,
        "reverts": entry.reverts,
        "changes": [_change(each, story.parents) for each in story.changes.get(entry.id, ())],
    }


def _event(event: AuditEvent) -> dict[str, Any]:
    return {
        "id": event.id,
        "revision": None,
        "label": event_title(event),
        "kind": "event",
        **_who(event),
        "reason": event_reason(event),
        "reverts": None,
        "changes": [],
        "number": event.seq,
        "act": event.act,
        "patient": event.patient_id,
        "about": event.told,
        "hash": event.hash,
    }


def _who(told: Told) -> dict[str, Any]:
    return {
        "author": told.author,
        "role": told.role,
        "station": told.station,
        "at": told.at_utc,
        "at_local": local_time(told),
    }


def _change(change: ChangeRow, parents: Mapping[str, ChangeRow]) -> dict[str, Any]:
    before, after = _sides(change, parents)
    return {
        "entity": change.entity,
        "id": change.entity_id,
        "patient": change.patient_id,
        "number": change.seq,
        "kind": change.kind,
        "before": before,
        "after": after,
        "erased": change.payload is None,
        "fields": [
            {"field": name, "before": old, "after": new} for name, old, new in _moved(before, after)
        ],
        "digest": change.digest,
        "hash": change.hash,
    }


def _sides(
    change: ChangeRow, parents: Mapping[str, ChangeRow]
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    parent = parents.get(change.parent or "")
    before = parent.values if parent is not None and parent.kind != "void" else None
    return before, None if change.kind == "void" else change.values


def _moved(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that is another, with what it was and is."""
    old, new = before or {}, after or {}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name) and name not in {"id", "patient_id"}:
            yield name, old.get(name), new.get(name)


def print_story(story: Story) -> None:
    """Print a line for each thing that was done, and below it one for each field that it moved."""
    for told in story.told:
        for line in _entry_lines(told, story) if isinstance(told, Entry) else _event_lines(told):
            click.echo(plain(line))


def _entry_lines(entry: Entry, story: Story) -> Iterator[str]:
    changes = story.changes.get(entry.id, ())
    what = f"{_KINDS.get(entry.kind, '')}{entry.label or _ERASED}"
    why = f" ({entry.reason})" if entry.reason else ""
    yield f"{_head(entry)}  {what}{why}  [{len(changes)}]"
    for change in changes:
        yield from _change_lines(change, story.parents)


def _change_lines(change: ChangeRow, parents: Mapping[str, ChangeRow]) -> Iterator[str]:
    before, after = _sides(change, parents)
    name = f"    {change.entity} {change.entity_id}"
    if change.payload is None:
        yield f"{name}: {change.kind} {_ERASED}"
        return
    if change.kind == "void":
        yield f"{name}: retracted"
        return
    if before is None:
        parts = (f"{field} {_words(new)}" for field, _, new in _moved({}, after) if _words(new))
        yield f"{name}: {'; '.join(parts)}"
        return
    for field, old, new in _moved(before, after):
        yield f"{name}: {field} {_words(old) or _NOTHING} → {_words(new) or _NOTHING}"


def _event_lines(event: AuditEvent) -> Iterator[str]:
    parts = (event_title(event), event_details(event))
    why = f" ({event_reason(event)})" if event_reason(event) else ""
    yield f"{_head(event)}  {': '.join(part for part in parts if part)}{why}"


def _head(told: Told) -> str:
    where = f" at {told.station}" if told.station else ""
    return f"{local_time(told)}  {told.author}, {told.role}{where}"


def _words(value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} {_words(each)}" for name, each in value.items() if each)
    return str(value)


def by_entry(changes: Iterable[ChangeRow]) -> dict[str, list[ChangeRow]]:
    """Return changes by the entry they belong to."""
    found: dict[str, list[ChangeRow]] = {}
    for change in changes:
        found.setdefault(change.entry_id, []).append(change)
    return found
