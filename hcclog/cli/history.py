"""The journal of a patient as JSON and as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.store.journal import ChangeRow, Entry


def history_json(entries: Sequence[Entry], changes: Sequence[ChangeRow]) -> list[dict[str, Any]]:
    """Return the entries, oldest first, each with its changes: before and after."""
    by_id = {change.id: change for change in changes}
    return [
        {
            "id": entry.id,
            "revision": entry.seq,
            "label": entry.label,
            "kind": entry.kind,
            "author": entry.author,
            "role": entry.role,
            "station": entry.station,
            "at": entry.at_utc,
            "reason": entry.reason,
            "reverts": entry.reverts,
            "changes": [_change(c, by_id) for c in changes if c.entry_id == entry.id],
        }
        for entry in entries
    ]


def _change(change: ChangeRow, by_id: dict[str, ChangeRow]) -> dict[str, Any]:
    parent = by_id.get(change.parent or "")
    before = parent.values if parent is not None and parent.kind != "void" else None
    return {
        "entity": change.entity,
        "id": change.entity_id,
        "kind": change.kind,
        "before": before,
        "after": None if change.kind == "void" else change.values,
        "digest": change.digest,
        "hash": change.hash,
    }


def print_history(entries: Sequence[Entry], changes: Sequence[ChangeRow]) -> None:
    """Print one line an entry: when, who, what, and how many values it moved."""
    for entry in entries:
        n_changes = sum(change.entry_id == entry.id for change in changes)
        kind = "" if entry.kind in {"do", "import"} else f"{entry.kind}: "
        why = f" ({entry.reason})" if entry.reason else ""
        click.echo(f"{entry.at_utc}  {entry.author}  {kind}{entry.label}{why}  [{n_changes}]")
