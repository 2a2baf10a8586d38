"""The journal of one patient as rows, the newest first: when, who, what, from and to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hcclog.domain.record import PatientRecord
    from hcclog.rules.verdict import Timeline
    from hcclog.store.journal import ChangeRow, Entry

COLUMNS = (
    Column("When", 150),
    Column("Who", 130),
    Column("What", 340),
    Column("From → to", 300),
    Column("Station and reason"),
)
_SILENT = {"id", "patient_id", "source", "as_typed"}
_MOST = 4
_KINDS = {"undo": "Undone: ", "redo": "Done again: ", "import": "Imported: ", "merge": "Merged: "}


class HistoryTable(RecordTable):
    """The History tab."""

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        entries, changes = self.desk.logbook.history(record.patient.id)
        return history_table(entries, changes)


def history_table(entries: Sequence[Entry], changes: Sequence[ChangeRow]) -> Table:
    """Return the entries of a journal, oldest given first, newest shown first."""
    by_id = {change.id: change for change in changes}
    of_entry: dict[str, list[ChangeRow]] = {}
    for change in changes:
        of_entry.setdefault(change.entry_id, []).append(change)
    rows = [_row(entry, of_entry.get(entry.id, []), by_id) for entry in reversed(entries)]
    return Table(COLUMNS, tuple(rows))


def _row(entry: Entry, changes: list[ChangeRow], by_id: Mapping[str, ChangeRow]) -> Row:
    what = f"{_KINDS.get(entry.kind, '')}{entry.label}"
    moved = moved_words(changes, by_id)
    where = " · ".join(part for part in (entry.station, entry.reason) if part)
    cells = (
        Cell(local_time(entry), tip=entry.at_utc),
        Cell(f"{entry.author}, {entry.role}", tip=f"{entry.author}, {entry.role}"),
        Cell(what, tone="strong", tip=what),
        Cell(moved, tip=moved),
        Cell(where, tone="muted", tip=where),
    )
    return Row(("entry", entry.id), cells, retractable=False)


def local_time(entry: Entry) -> str:
    """Return the time of an entry on the clock of the station that wrote it."""
    at = datetime.fromisoformat(entry.at_utc) + timedelta(minutes=entry.utc_offset_minutes)
    return f"{at:%Y-%m-%d %H:%M:%S}"


def moved_words(changes: Sequence[ChangeRow], by_id: Mapping[str, ChangeRow]) -> str:
    """Return what an entry moved: the fields of one change, or the number of many."""
    if len(changes) != 1:
        return plural(len(changes), "value") if changes else ""
    change = changes[0]
    parent = by_id.get(change.parent or "")
    before = parent.values if parent is not None and parent.kind != "void" else None
    if change.kind == "void":
        return f"{NOUN_OF_TABLE[change.entity].label} → taken out"
    return field_words(before or {}, change.values or {})


def field_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the fields that differ: ``value 5.51 → 5.15``."""
    names = [n for n in after if n not in _SILENT and not n.endswith("_id")]
    differ = [
        n for n in names if before.get(n) != after[n] and not (_empty(after[n]) and not before)
    ]
    words = [
        f"{n.replace('_', ' ')} {_shown(before.get(n), bool(before))}{after_words(after[n])}"
        for n in differ
    ]
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return ", ".join(words[:_MOST]) + more


def _shown(value: Any, known: bool) -> str:
    return f"{after_words(value)} → " if known else ""


def after_words(value: Any) -> str:
    """Return a payload's value in words."""
    if _empty(value):
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _empty(value: Any) -> bool:
    return value in (None, "", [], {})
