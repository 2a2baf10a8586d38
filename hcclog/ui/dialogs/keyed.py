"""A dialog whose Enter belongs to its fields: no button is pressed by it from elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog

from hcclog.ui.dialogs.fitted_area import fit_to_screen


class KeyedDialog(QDialog):
    """Leaves Enter to its fields; a button box would make its first button the default."""

    def setVisible(self, visible: bool) -> None:
        if visible:
            fit_to_screen(self)
        super().setVisible(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        button = self.focusWidget()
        if isinstance(button, QAbstractButton):
            button.click()
