"""The editor of a size: each letter is told on, and keys move as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hcclog.ui.panels.cell_delegate import CellDelegate, Index
from hcclog.ui.stepping import STEPS

_HINT = QStyledItemDelegate.EndEditHint
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SizeDelegate(CellDelegate):
    """Edits one size.

    Signals:
        text_typed: A cell and what stands in its editor now.
        left: The editor was left for another cell: so many rows and columns further.
        menu_asked: The menu was asked for in place of the editor.
    """

    text_typed = Signal(QPersistentModelIndex, str)
    left = Signal(int, int)
    menu_asked = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        held = QPersistentModelIndex(index)
        if isinstance(editor, QLineEdit):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
            editor.textChanged.connect(lambda text: self.text_typed.emit(held, text))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Sums that move below change the row of the cell, too: what is being typed stays.
        if not editor.property("filled"):
            editor.setProperty("filled", True)
            super().setEditorData(editor, index)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None and isinstance(editor, QWidget):
                self._leave(editor, event, step)
                return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QWidget, event: QKeyEvent, step: tuple[int, int]) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.closeEditor.emit(editor, _HINT.RevertModelCache)
            self.menu_asked.emit()
            return
        back = event.key() in _ENTERS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, _HINT.NoHint)
        self.left.emit(*((-1, 0) if back else step))
