"""A table typed into like a spreadsheet: a letter begins, Enter goes down, Tab to the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from hcclog.ui.copying import TableCopying
from hcclog.ui.stepping import STEPS
from hcclog.ui.theme import ROW_HEIGHT

_EDIT = QAbstractItemView.EditTrigger
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class GridView(QTableView):
    """Moves as a spreadsheet does, with and without an editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setItemDelegate(_GridDelegate(self))
        self.setEditTriggers(_EDIT.DoubleClicked | _EDIT.EditKeyPressed | _EDIT.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.copying = TableCopying(self)

    def step(self, rows: int, columns: int) -> None:
        """Go to the cell that many rows and columns on, as far as there is one.

        Below the last row the next column begins, so that going on types over nothing.
        """
        at = self.currentIndex()
        if at.isValid():
            to = self.model().index(at.row() + rows, at.column() + columns)
            if rows > 0 and not to.isValid():
                to = self.model().index(0, at.column() + 1)
            if to.isValid():
                self.setCurrentIndex(to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() in _PLAIN and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(*STEPS[key])
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.model().setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)


class _GridDelegate(QStyledItemDelegate):
    """Ends an editor by the keys that go on to another cell."""

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, option: object, index: object) -> QWidget:
        del option, index
        editor = QLineEdit(parent)
        editor.setAccessibleName("Value")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            plain = event.modifiers() in _PLAIN or key is Qt.Key.Key_Backtab
            if plain and key in STEPS and isinstance(editor, QWidget):
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self._view.step(*STEPS[key])
                return True
        return super().eventFilter(editor, event)
