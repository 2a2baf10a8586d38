"""The history of a value, a patient or the store as rows, the newest first.

Each row says when, who, what, from what to what, why and from where. Where an entry moved many
values, they are folded away until Enter unfolds them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from hcclog.domain.acts import Act
from hcclog.domain.chronology import Chronology
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.store.journal import Entry
from hcclog.store.story import events_of, in_one_order
from hcclog.ui.change_words import ChangeWords
from hcclog.ui.models.history_rows import (
    ENTRY,
    TAKEN_OUT,
    HistoryRows,
    Sources,
    clock_time,
    columns,
)
from hcclog.ui.models.history_search import HistorySearch
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.row_table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QObject

    from hcclog.store.audit import AuditEvent
    from hcclog.store.journal import ChangeRow
    from hcclog.store.stamp import Change
    from hcclog.store.story import Told
    from hcclog.ui.choosing import Mark
    from hcclog.ui.desk import Desk

__all__ = ["TAKEN_OUT", "HistoryTable", "Scope"]


class Scope(StrEnum):
    """What a history is of."""

    VALUE = "value"
    PATIENT = "patient"
    STORE = "store"


class _State(NamedTuple):
    """What the rows follow from."""

    scope: Scope
    of: str
    revision: int
    n_events: int


class HistoryTable(RecordTable):
    """The History tab.

    Attributes:
        scope: What it is of.
        value: The entry that it is of, where that is one.
        with_events: Whether what was only read, printed or exported is told too.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        self.scope, self.with_events = Scope.PATIENT, True
        self.value: Mark | None = None
        self._turned: set[str] = set()
        self._wanted = ""
        self._state: _State | None = None
        self._told: list[Told] = []
        self._search: HistorySearch | None = None
        self._between = QTimer()
        self._between.setSingleShot(True)
        self._between.setInterval(0)
        self._between.timeout.connect(self._search_on)
        self._rows = HistoryRows(Sources((), {}, lambda _id: _words(desk, "")))
        super().__init__(desk, parent)

    def refresh(self) -> None:
        """Show the history as it stands in the store."""
        self._stale = False
        state = self._state_now()
        if state != self._state:
            self._state, self._search = state, None
            self._read(state)
        rows = tuple(self._found() if self._wanted else self._all())
        self.show(Table(columns(with_patient=self.scope is Scope.STORE), rows))

    def wake(self) -> None:
        """Follow again, also what was put on record meanwhile, which changes no record."""
        if self._state != self._state_now():
            self._stale = True
        super().wake()

    def show_scope(self, scope: Scope, value: Mark | None = None) -> None:
        """Show the history of something else."""
        self.scope, self.value = scope, value
        self.refresh()

    def show_events(self, on: bool) -> None:
        """Tell what was only read, printed or exported, or leave it out."""
        self.with_events, self._search = on, None
        self.refresh()

    def turn(self, row: Row) -> bool:
        """Fold or unfold what an entry moved; False where the row is not an entry of several."""
        table, entry_id = row.mark
        if table != ENTRY:
            return False
        self._turned.symmetric_difference_update({entry_id})
        self.refresh()
        return True

    def filter(self, text: str) -> None:
        """Show only rows that hold a text; folded ones are searched too."""
        self._wanted = text.strip().casefold()
        self.refresh()

    def _changed(self, change: Change) -> None:
        if self.scope is Scope.STORE or self.desk.patient_id in change.patient_ids:
            self._follow()

    def _state_now(self) -> _State:
        book, scope = self.desk.logbook, self.scope
        of = self.desk.patient_id if scope is not Scope.STORE else ""
        if scope is Scope.VALUE and self.value is not None:
            of = f"{of} {self.value[1]}"
        last = book.store.backend.query("SELECT coalesce(max(seq), 0) FROM audit_event", ())
        return _State(scope, of, book.revision, int(last[0][0]))

    def _read(self, state: _State) -> None:
        """Read what was done, newest first; nothing where no patient is chosen."""
        desk = self.desk
        patient_id = None if state.scope is Scope.STORE else desk.patient_id
        if patient_id == "":
            self._told = []
            return
        entries, changes = desk.logbook.history(patient_id)
        events = events_of(desk.logbook.store.reader, patient_id, entries)
        parents = {change.id: change for change in changes}
        if state.scope is Scope.VALUE:
            entries, changes, events = self._of_value(entries, changes, events)
        self._told = list(in_one_order(entries, events))[::-1]
        known: dict[str, ChangeWords] = {}

        def words(of: str) -> ChangeWords:
            return known.get(of) or known.setdefault(of, _words(desk, of))

        codes = _codes(changes) if patient_id is None else {}
        code = (lambda of: codes.get(of, "")) if patient_id is None else None
        self._rows = HistoryRows(Sources(changes, parents, words, code, _erased(events)))

    def _of_value(
        self,
        entries: Iterable[Entry],
        changes: Iterable[ChangeRow],
        events: Iterable[AuditEvent],
    ) -> tuple[tuple[Entry, ...], tuple[ChangeRow, ...], tuple[AuditEvent, ...]]:
        entity_id = self.value[1] if self.value is not None else ""
        own = tuple(each for each in changes if each.entity_id == entity_id)
        ids = {each.entry_id for each in own}
        about = tuple(each for each in events if each.told.get("id") == entity_id)
        return tuple(each for each in entries if each.id in ids), own, about

    def _all(self) -> Iterator[Row]:
        for told in self._shown():
            yield from self._rows.of(told, turned=told.id in self._turned)

    def _found(self) -> Iterator[Row]:
        """Yield what holds the text, as far as it was looked for; the rest follows by itself."""
        if self._search is None:
            every = (row for told in self._shown() for row in self._rows.of(told, unfold=True))
            self._search = HistorySearch(every)
        if not self._search.is_done:
            self._between.start()
        return self._search.found(self._wanted)

    def _search_on(self) -> None:
        """Look on for a moment; show what was found when all is read."""
        search = self._search
        if search is None or not self._wanted:
            return
        search.go_on()
        if search.is_done:
            self.refresh()
        else:
            self._between.start()

    def _shown(self) -> Iterator[Told]:
        return (each for each in self._told if self.with_events or isinstance(each, Entry))


def is_value(mark: Mark | None) -> bool:
    """Return whether a mark is an entry of the record, which has a history."""
    return mark is not None and mark[0] in NOUN_OF_TABLE


def _words(desk: Desk, patient_id: str) -> ChangeWords:
    record = desk.record(patient_id) if patient_id else None
    return ChangeWords(record, Chronology(record) if record is not None else None)


def _codes(changes: Iterable[ChangeRow]) -> dict[str, str]:
    """Return the code that each patient had last, also of those who were taken out."""
    told = (each for each in changes if each.entity == "patient" and each.values is not None)
    return {each.patient_id: str((each.values or {}).get("code", "")) for each in told}


def _erased(events: Iterable[AuditEvent]) -> dict[str, str]:
    """Return what is said of the values of those who were erased."""
    return {
        each.patient_id: f"erased on {clock_time(each)[:10]} by {each.author}"
        for each in events
        if each.act == Act.ERASE
    }
