"""The History tab: the journal of one patient, with a text to look for in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from hcclog.ui.desk import Desk
from hcclog.ui.models.history_table import HistoryTable
from hcclog.ui.panels.table_page import TablePage
from hcclog.ui.panels.table_view import TableView

_EMPTY = "Nothing has been written for this patient."


class HistoryView(TableView):
    """Enter and a double click fold and unfold what moved several values."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.turn_current()
        else:
            super().keyPressEvent(event)

    def turn_current(self) -> None:
        """Fold or unfold the selected entry."""
        row, model = self.current_row(), self.model()
        if row is None or not isinstance(model, HistoryTable) or not model.turn(row):
            return
        place = model.row_of(row.mark)
        if place >= 0:
            self.setCurrentIndex(model.index(place, 0))


class HistoryPanel(TablePage):
    """Who changed what from what to what, and why."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        model = HistoryTable(desk)
        super().__init__(desk, model, "History", _EMPTY, parent, view=HistoryView)
        self.look_for = QLineEdit()
        self.look_for.setPlaceholderText("Find in the history…")
        self.look_for.setAccessibleName("Find in the history")
        self.look_for.setClearButtonEnabled(True)
        self.look_for.textChanged.connect(model.filter)
        bar = QWidget()
        bar.setObjectName("entry_row")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.look_for)
        self.page.insertWidget(0, bar)
        if isinstance(self.view, HistoryView):
            self.view.doubleClicked.connect(lambda _index: self.view.turn_current())
