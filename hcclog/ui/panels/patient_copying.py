"""The list of patients as a table for the clipboard: what each entry says, in columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView

from hcclog.exchange.accounting import CLIPBOARD, LIST
from hcclog.report.picture import Numbers
from hcclog.ui.copying import TableCopying
from hcclog.ui.desk import Desk
from hcclog.ui.leaving import may_leave
from hcclog.ui.models.patient_list import PatientList, list_item

# Each is worked out from the whole record; more of them would keep the window waiting.
MOST = 300
_HEADER = ("Patient", "Last response", "About", "Last marker")


class PatientCopying(TableCopying):
    """Copies the list as it is searched, also what is not scrolled to yet."""

    def __init__(self, desk: Desk, view: QListView, model: PatientList) -> None:
        super().__init__(view, "Patients")
        self._desk, self._list = desk, model
        self.leaves = lambda: may_leave(desk, CLIPBOARD, LIST)

    def numbers(self, rows: Sequence[int] | None = None, *, as_read: bool = False) -> Numbers:
        """Return a row for each patient; of a long list the first."""
        while rows is None and self._list.canFetchMore(QModelIndex()) and self._n_listed() < MOST:
            self._list.fetchMore(QModelIndex())
        taken = range(min(self._n_listed(), MOST)) if rows is None else rows
        if rows is None and (self._n_listed() > MOST or self._list.canFetchMore(QModelIndex())):
            self._desk.told.emit(f"Copied the first {MOST} patients; an export takes all.")
        return Numbers(_HEADER, [self._row(n) for n in taken])

    def _right(self) -> frozenset[int]:
        """Return no column: they are made here, and the list has one of its own."""
        return frozenset()

    def _n_listed(self) -> int:
        return self._list.rowCount()

    def _row(self, n: int) -> tuple[str, ...]:
        patient = self._list.patient_at(n)
        if patient is None:
            return ("", "", "", "")
        item = list_item(self._desk, patient.id)
        response = item.category.value if item.category else ""
        return patient.code, response, item.facts, item.marker
