"""Models that follow the desk: the rows of one tab, computed anew when their patient changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from hcclog.ui.models.decimal_signs import signed
from hcclog.ui.models.row_table import Index, RowTable, Table

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.verdict import Timeline
    from hcclog.store.stamp import Change
    from hcclog.ui.desk import Desk


class RecordTable(RowTable):
    """A table over the chosen patient's record."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._resting = self._stale = False
        desk.changed.connect(self._changed)
        desk.patient_chosen.connect(self._follow)
        self.refresh()

    def rest(self) -> None:
        """Follow no more until it is woken: nobody looks at it."""
        self._resting = True

    def wake(self) -> None:
        """Follow again, from what the record has become."""
        self._resting = False
        if self._stale:
            self.refresh()

    @property
    def is_stale(self) -> bool:
        """True where something changed while it rested."""
        return self._stale

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        """Return the table of one patient."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the chosen patient as he stands in the store."""
        self._stale = False
        record, timeline = self.desk.record(), self.desk.timeline()
        if record is None or timeline is None:
            self.show(Table(self.table().columns))
        else:
            self.show(signed(self.compute(record, timeline), self.desk.preferences.decimal_sign))

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        # Nothing is typed in vain: what cannot be written is not begun.
        row = self.row_at(index)
        if row is not None and not self.desk.logbook.may_write(row.key[0]):
            found &= ~Qt.ItemFlag.ItemIsEditable
        return found

    def _changed(self, change: Change) -> None:
        if self.desk.patient_id in change.patient_ids:
            self._follow()

    def _follow(self) -> None:
        if self._resting:
            self._stale = True
        else:
            self.refresh()
