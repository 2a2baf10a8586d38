"""The lab grid: results of many tests on many dates, saved together."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from hcclog.entry.dates import read_day
from hcclog.entry.lab_defaults import usual_tests
from hcclog.entry.labs import read_laboratory, read_test
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.grid_view import GridView
from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.entering import enter, read_by
from hcclog.ui.fields.test_line import TestLine
from hcclog.ui.labels import plain_label, wrapped_label
from hcclog.ui.models.lab_grid import LabGrid
from hcclog.ui.text import plural

_SIZE = (760, 520)
_NAME_WIDTH, _DATE_WIDTH = 150, 130
_HELP = "Type a value; Enter goes down, Tab to the right, Ctrl+Enter saves."


class LabGridDialog(KeyedDialog):
    """Takes many results of the chosen patient.

    Attributes:
        grid: What is typed.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Lab grid")
        self.resize(*_SIZE)
        self.desk = desk
        clerk = desk.clerk()
        if clerk is None:
            msg = "the lab grid is of one patient"
            raise ValueError(msg)
        self.grid = LabGrid(clerk, self)
        self.view = GridView(self)
        self.view.setAccessibleName("Results by test and date")
        self.view.setModel(self.grid)
        self.date = QLineEdit()
        self.test = TestLine(lambda: usual_tests(clerk.record, clerk.chronology))
        self.laboratory = QLineEdit(self.grid.laboratory)
        self.said = wrapped_label(_HELP, "muted")
        self.refusal = wrapped_label("", "refusal")
        self.refusal.hide()
        self._lay_out()
        self._connect()
        if not clerk.is_relative:
            self._add_date(clerk.today.isoformat())
        self._first_focus()

    def accept(self) -> None:
        """Save all that is typed in one command, or say at its cell what cannot be read."""
        self.refusal.hide()
        self.grid.laboratory = read_laboratory(self.laboratory.text())
        if not self.grid.n_typed:
            self._refuse("Nothing was typed, so there is nothing to save.")
            return
        labs = read_by(self.desk, self.grid.read)
        if labs is None:
            self.view.setCurrentIndex(self.grid.first_refused())
            self.view.setFocus()
        elif enter(self.desk, labs, f"Add {plural(len(labs), 'result')} from the grid"):
            super().accept()

    def reject(self) -> None:
        """Close; what is typed is not lost without a question."""
        n_typed = self.grid.n_typed
        if n_typed:
            words = (f"{plural(n_typed, 'value')} would be lost.",)
            if self.desk.confirm("Close the grid without saving?", words, False) is None:
                return
        super().reject()

    def _connect(self) -> None:
        self.date.returnPressed.connect(lambda: self._add_date(self.date.text()))
        self.test.returnPressed.connect(self._add_test)
        self.view.selectionModel().currentChanged.connect(self._say)
        self.grid.dataChanged.connect(lambda *_: self._say(self.view.currentIndex()))
        self.grid.columnsInserted.connect(self._set_widths)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        self.desk.refused.connect(self._refuse)
        self.desk.failed.connect(self._refuse)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for words, field, hint in (
            ("Add &date", self.date, "2026-10-14, 10/2026…"),
            ("Add &test", self.test, "AFP"),
            ("&Laboratory", self.laboratory, "of all these results"),
        ):
            label = plain_label(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            field.setPlaceholderText(hint)
            top.addWidget(label)
            top.addWidget(field)
        buttons = QDialogButtonBox()
        self.save = buttons.addButton("Save   Ctrl+Enter", QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        # Enter belongs to the cells.
        for button in (self.save, cancel):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.refusal)
        layout.addWidget(buttons)
        # As one reads: the fields above the table come before it.
        for first, second in pairwise((self.date, self.test, self.laboratory, self.view)):
            QWidget.setTabOrder(first, second)

    def _first_focus(self) -> None:
        if self.grid.columnCount() == 1:
            self.date.setFocus()
        elif self.grid.rowCount() == 0:
            self.test.setFocus()
        else:
            self.view.setFocus()
            self.view.setCurrentIndex(self.grid.index(0, 1))

    def _add_date(self, text: str) -> None:
        self.refusal.hide()
        on = read_by(self.desk, lambda clerk: read_day(clerk, text))
        if on is not None:
            self._go(self.view.currentIndex().row(), self.grid.add_date(text, on))
            self.date.clear()

    def _add_test(self) -> None:
        self.refusal.hide()
        self.test.settle_name()
        test = read_by(self.desk, lambda clerk: read_test(clerk, self.test.text()))
        if test is not None:
            self._go(self.grid.add_test(test), self.view.currentIndex().column())
            self.test.clear()

    def _go(self, row: int, column: int) -> None:
        """Go on in the grid, or to what it still needs."""
        if self.grid.rowCount() == 0 or self.grid.columnCount() == 1:
            self._first_focus()
            return
        self.view.setCurrentIndex(self.grid.index(max(row, 0), max(column, 1)))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, index: QModelIndex) -> None:
        self.said.setText(self.grid.said_at(index) or _HELP)

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()

    def _set_widths(self) -> None:
        self.view.setColumnWidth(0, _NAME_WIDTH)
        for column in range(1, self.grid.columnCount()):
            self.view.setColumnWidth(column, _DATE_WIDTH)
