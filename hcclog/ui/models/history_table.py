"""The journal of one patient as rows, the newest first: when, who, what, from what to what, why.

What moved one value is one row. What moved several is a row that says how many, and one row a field
below it; where there are many, they are folded away until Enter unfolds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hcclog.commands.labels import label_of
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.store.codec import from_payload
from hcclog.ui.change_words import ChangeWords, Moved
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Cell, Column, Row, Table
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from hcclog.domain.record import PatientRecord
    from hcclog.rules.verdict import Timeline
    from hcclog.store.journal import ChangeRow, Entry
    from hcclog.ui.desk import Desk

COLUMNS = (
    Column("When", 168),
    Column("Who", 180),
    Column("What", 270),
    Column("Field", 130),
    Column("From", 170),
    Column("To", 230),
    Column("Reason and station"),
)
TAKEN_OUT = "taken out"
_MOST_UNFOLDED = 8
_ENTRY = "entry"
_KINDS = {"undo": "Undone: ", "redo": "Done again: ", "import": "Imported: ", "merge": "Merged: "}


class HistoryTable(RecordTable):
    """The History tab."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        self._turned: set[str] = set()
        self._wanted = ""
        super().__init__(desk, parent)

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        entries, changes = self.desk.logbook.history(record.patient.id)
        words = ChangeWords(record, timeline.chronology)
        rows = HistoryRows(changes, words, frozenset(self._turned), unfold=bool(self._wanted))
        shown = [row for entry in reversed(entries) for row in rows.of(entry) if self._has(row)]
        return Table(COLUMNS, tuple(shown))

    def turn(self, row: Row) -> bool:
        """Fold or unfold what an entry moved; False where the row is not an entry of several."""
        table, entry_id = row.mark
        if table != _ENTRY:
            return False
        self._turned.symmetric_difference_update({entry_id})
        self.refresh()
        return True

    def filter(self, text: str) -> None:
        """Show only rows that hold a text; folded ones are searched too."""
        self._wanted = text.strip().casefold()
        self.refresh()

    def _has(self, row: Row) -> bool:
        return self._wanted in " ".join(cell.words for cell in row.cells).casefold()


class HistoryRows:
    """Makes rows of the entries of one journal."""

    def __init__(
        self,
        changes: Sequence[ChangeRow],
        words: ChangeWords,
        turned: frozenset[str] = frozenset(),
        *,
        unfold: bool = False,
    ) -> None:
        """Take all changes of a patient; `turned` entries are not folded as they begin."""
        self._words, self._turned, self._unfold = words, turned, unfold
        self._by_id = {change.id: change for change in changes}
        self._of_entry: dict[str, list[ChangeRow]] = {}
        for change in changes:
            self._of_entry.setdefault(change.entry_id, []).append(change)

    def of(self, entry: Entry) -> Iterator[Row]:
        """Yield the rows of one entry."""
        changes = self._of_entry.get(entry.id, [])
        what = f"{_KINDS.get(entry.kind, '')}{entry.label}"
        moved = [(change, one) for change in changes for one in self._moved(change)]
        if len(moved) == 1:
            yield _row(entry, moved[0][0], what, moved[0][1])
            return
        many = len(moved) > _MOST_UNFOLDED
        shown = self._unfold or many == (entry.id in self._turned)
        yield _title(entry, what, len(changes), shown=shown, n_fields=len(moved))
        for change, one in moved if shown else ():
            yield _row(entry, change, f"    {self._name(change)}", one)

    def _moved(self, change: ChangeRow) -> tuple[Moved, ...]:
        after = _entity(change)
        parent = self._by_id.get(change.parent or "")
        if change.kind == "void":
            return (Moved("", self._words.all_of(after), TAKEN_OUT),)
        if parent is None:
            return (Moved("", "", self._words.all_of(after)),)
        if parent.kind == "void":
            return (Moved("", TAKEN_OUT, self._words.all_of(after)),)
        return self._words.moved(_entity(parent), after)

    @staticmethod
    def _name(change: ChangeRow) -> str:
        return label_of(_entity(change))


def _entity(change: ChangeRow) -> Any:
    values: Mapping[str, Any] = change.values or {}
    return from_payload(NOUN_OF_TABLE[change.entity], values)


def _title(entry: Entry, what: str, n_changes: int, *, shown: bool, n_fields: int) -> Row:
    how = plural(n_fields, "field") if n_changes == 1 else f"{n_changes} entries"
    mark = ("▼ " if shown else "▶ ") if n_fields else ""
    cells = _head(entry), _who(entry), Cell(f"{mark}{what}", tone="strong", tip=what)
    rest = Cell(), Cell(), Cell(how, tone="muted"), _why(entry)
    return Row((_ENTRY, entry.id), (*cells, *rest), retractable=False)


def _row(entry: Entry, change: ChangeRow, what: str, moved: Moved) -> Row:
    key = (change.entity, f"{change.entity_id}/{change.id}/{moved.field}")
    inner = what.startswith(" ")
    cells = (
        _head(entry),
        _who(entry),
        Cell(what, tone="" if inner else "strong", tip=what.strip()),
        Cell(moved.field, tone="muted"),
        Cell(moved.before, tip=moved.before),
        Cell(moved.after, tone="bad" if moved.after == TAKEN_OUT else "", tip=moved.after),
        _why(entry),
    )
    return Row(key, cells, retractable=False)


def _head(entry: Entry) -> Cell:
    return Cell(local_time(entry), tip=entry.at_utc)


def _who(entry: Entry) -> Cell:
    return Cell(f"{entry.author}, {entry.role}", tip=f"{entry.author}, {entry.role}")


def _why(entry: Entry) -> Cell:
    words = " · ".join(part for part in (entry.reason, entry.station) if part)
    return Cell(words, tone="muted", tip=words)


def local_time(entry: Entry) -> str:
    """Return the time of an entry on the clock of the station that wrote it."""
    at = datetime.fromisoformat(entry.at_utc) + timedelta(minutes=entry.utc_offset_minutes)
    return f"{at:%Y-%m-%d %H:%M:%S}"
