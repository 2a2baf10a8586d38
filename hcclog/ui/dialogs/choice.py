"""What was typed has several readings: a person chooses one, or goes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from hcclog.ui.dialogs.keyed import KeyedDialog
from hcclog.ui.labels import plain_label

_WIDTH = 380


class Choice(KeyedDialog):
    """Offers readings as buttons; none is chosen beforehand, so that Enter alone takes none."""

    def __init__(
        self, sentence: str, readings: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Please choose")
        self.setMinimumWidth(_WIDTH)
        self.chosen: int | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        label = plain_label(sentence)
        label.setWordWrap(True)
        label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(label)
        self.buttons = [self._button(n, reading) for n, reading in enumerate(readings)]
        for button in self.buttons:
            layout.addWidget(button)
        cancel = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel.rejected.connect(self.reject)
        cancel.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        layout.addWidget(cancel)
        label.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _button(self, number: int, reading: str) -> QPushButton:
        button = QPushButton(reading.replace("&", "&&"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._choose(number))
        return button

    def _choose(self, number: int) -> None:
        self.chosen = number
        self.accept()


def ask(parent: QWidget, sentence: str, readings: Sequence[str]) -> int | None:
    """Return the number of the reading that a person chose; None where none."""
    dialog = Choice(sentence, readings, parent)
    dialog.exec()
    return dialog.chosen
