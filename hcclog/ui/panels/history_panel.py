"""The History tab: of a value, a patient or the store, with a text to look for in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from hcclog.commands.labels import label_of
from hcclog.domain.acts import WHOLE_STORE
from hcclog.exchange.accounting import CLIPBOARD
from hcclog.ui.choosing import Mark
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.opening import entry_of
from hcclog.ui.leaving import may_leave
from hcclog.ui.models.history_table import HistoryTable, Scope, is_value
from hcclog.ui.panels.table_page import TablePage
from hcclog.ui.panels.table_view import TableView

_EMPTY = "Nothing of this is on record."
_PATIENT, _STORE = "This patient", "The whole store"
_NO_VALUE = "This value: select one first"
_EVENTS = "&Opened, printed, exported"
_LONGEST = 60
_SCOPES = (Scope.VALUE, Scope.PATIENT, Scope.STORE)


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
    """Who changed what from what to what, and why; who looked at it, printed and exported it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.history = HistoryTable(desk)
        super().__init__(desk, self.history, "History", _EMPTY, parent, view=HistoryView)
        self._value: Mark | None = desk.mark if is_value(desk.mark) else None
        self.scope = QComboBox()
        self.scope.setAccessibleName("History of")
        self.scope.addItems([_NO_VALUE, _PATIENT, _STORE])
        self.scope.setCurrentIndex(_SCOPES.index(Scope.PATIENT))
        self.scope.activated.connect(lambda _n: self._show())
        self.look_for = QLineEdit()
        self.look_for.setPlaceholderText("Find in the history…")
        self.look_for.setAccessibleName("Find in the history")
        self.look_for.setClearButtonEnabled(True)
        self.look_for.textChanged.connect(self.history.filter)
        self.events = QCheckBox(_EVENTS)
        self.events.setChecked(True)
        self.events.toggled.connect(self.history.show_events)
        self._lay_out()
        desk.mark_chosen.connect(self._take_mark)
        desk.patient_chosen.connect(lambda _id: self._forget_value())
        self._name_value()
        if isinstance(self.view, HistoryView):
            self.view.doubleClicked.connect(lambda _index: self.view.turn_current())
        self.view.copying.leaves = self._may_leave

    def _may_leave(self) -> bool:
        of = WHOLE_STORE if self.history.scope is Scope.STORE else ""
        return may_leave(self.history.desk, CLIPBOARD, of)

    def show_value(self) -> None:
        """Show the history of the selected entry; of the patient where none is selected."""
        wanted = Scope.PATIENT if self._value is None else Scope.VALUE
        self.scope.setCurrentIndex(_SCOPES.index(wanted))
        self._show()

    def _show(self) -> None:
        scope = _SCOPES[self.scope.currentIndex()]
        if scope is Scope.VALUE and self._value is None:
            self.scope.setCurrentIndex(_SCOPES.index(Scope.PATIENT))
            scope = Scope.PATIENT
        self.history.show_scope(scope, self._value)

    def _take_mark(self, table: str, entity_id: str) -> None:
        """Follow what is selected elsewhere; a row that is selected here is of the same value."""
        mark = (table, entity_id)
        if not is_value(mark) or mark == self._value:
            return
        self._value = mark
        self._name_value()
        if self.history.scope is Scope.VALUE:
            self._show()

    def _forget_value(self) -> None:
        """Another patient is shown, whose values are others."""
        self._value = None
        self._name_value()
        if self.history.scope is Scope.VALUE:
            self.show_value()

    def _name_value(self) -> None:
        """Say which value is meant, for who chooses."""
        entity = entry_of(self.desk, self._value) if self._value is not None else None
        words = _NO_VALUE if self._value is None else "This value"
        if entity is not None:
            label = label_of(entity)
            cut = label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"
            words = f"This value: {cut}"
        self.scope.setItemText(0, words)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setObjectName("entry_row")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.scope)
        line.addWidget(self.look_for, 1)
        line.addWidget(self.events)
        self.page.insertWidget(0, bar)
