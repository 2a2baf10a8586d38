"""A table whose editor keeps what was refused: it opens again with the same text.

Signals of the desk come while an editor commits; only then is a refusal this table's own.
"""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QTableView, QWidget

from hcclog.ui.desk import Desk

_REVERT = QAbstractItemDelegate.EndEditHint.RevertModelCache


class KeepingEditor(QTableView):
    """A table view that loses nothing that was typed.

    Signals:
        refused_here: What was typed into a cell was refused, and why; empty when it was taken.
    """

    refused_here = Signal(str)  # sentence

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refusal: str | None = None
        self._again: tuple[QPersistentModelIndex, str] | None = None
        self._aside: tuple[QPersistentModelIndex, str] | None = None
        desk.refused.connect(self._note)
        desk.failed.connect(self._note)

    @property
    def is_refused(self) -> bool:
        """True where what was typed last was refused, and its editor opens again."""
        return self._again is not None

    def set_aside(self) -> bool:
        """Close an open editor without taking what it holds; False where none is open.

        Nobody ended that text: taken as it is, half a number would become a value.
        """
        index = QPersistentModelIndex(self.currentIndex())
        editor = self.indexWidget(self.currentIndex())
        if self.state() is not QTableView.State.EditingState or not isinstance(editor, QLineEdit):
            return False
        typed = editor.text()
        self.closeEditor(editor, _REVERT)
        self._aside = (index, typed)
        return True

    def take_up(self) -> None:
        """Open the editor that was set aside again, with what it held and the cursor behind it."""
        aside, self._aside = self._aside, None
        editor = self._reopened(aside)
        if editor is not None:
            editor.setCursorPosition(len(editor.text()))

    def _note(self, sentence: str) -> None:
        if self._refusal is not None:
            self._refusal = sentence

    def _open_again(self) -> None:
        again, self._again = self._again, None
        editor = self._reopened(again)
        if editor is not None:
            editor.selectAll()

    def _reopened(self, kept: tuple[QPersistentModelIndex, str] | None) -> QLineEdit | None:
        """Open an editor with a text that was kept; None where its cell is gone."""
        if kept is None or not kept[0].isValid():
            return None
        index = self.model().index(kept[0].row(), kept[0].column())
        self.setCurrentIndex(index)
        self.edit(index)
        editor = self.indexWidget(index)
        if not isinstance(editor, QLineEdit):
            return None
        editor.setText(kept[1])
        return editor

    # Qt's calls

    def _take_focus_from(self, editor: QWidget) -> None:
        """Take the focus before the editor goes.

        After a question the window is not active yet: the editor does not count as focused, and
        Qt would hand its focus on to whatever comes next in the window.
        """
        if self.window().focusWidget() is editor and not editor.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commitData(self, editor: QWidget) -> None:
        index = QPersistentModelIndex(self.currentIndex())
        typed = editor.text() if isinstance(editor, QLineEdit) else ""
        self._refusal = ""
        super().commitData(editor)
        refusal, self._refusal = self._refusal, None
        self._again = (index, typed) if refusal else None
        self.refused_here.emit(refusal or "")

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self._take_focus_from(editor)
        super().closeEditor(editor, hint)
        if hint is _REVERT:
            self._again = None
            self.refused_here.emit("")
        elif self._again is not None:
            QTimer.singleShot(0, self, self._open_again)
