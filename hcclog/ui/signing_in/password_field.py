"""An input for a password: hidden, shown on demand, and it says when Caps Lock seems to be on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hcclog.store.sealing import MOST_CHARACTERS
from hcclog.ui.labels import wrapped_label

_CAPS = "Caps Lock seems to be on."
# One more than a password may have, so that a longer one is told and not cut in silence.
_MOST_TYPED = MOST_CHARACTERS + 1


class PasswordField(QWidget):
    """One password, taken as it is typed, with its spaces.

    Signals:
        entered: Enter was pressed in it.
        edited: What stands in it is another.

    Attributes:
        line: The input itself.
        show_button: Shows the letters while it is pressed down.
        refusal: What is wrong with it; hidden while nothing is.
    """

    entered = Signal()
    edited = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plain = words.replace("&", "")
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(_MOST_TYPED)
        self.line.setAccessibleName(plain)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self._edited)
        self.line.installEventFilter(self)
        self.show_button = QToolButton()
        self.show_button.setObjectName("chart_button")
        self.show_button.setText("Show")
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(f"Show: {plain}")
        self.show_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_button.toggled.connect(self._show)
        self.caps = wrapped_label(_CAPS, "muted")
        self.refusal = wrapped_label("", "refusal")
        for label in (self.caps, self.refusal):
            label.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.caps)
        column.addWidget(self.refusal)
        self.setFocusProxy(self.line)

    @property
    def password(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what is typed."""
        self.line.clear()
        self.say("")
        self.show_button.setChecked(False)

    def say(self, sentence: str) -> None:
        """Say what is wrong with it; nothing where the sentence is empty."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
        if self.line.property("invalid") != bool(sentence):
            self.line.setProperty("invalid", bool(sentence))
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._look_at_case(event)
        return False

    def _look_at_case(self, event: QKeyEvent) -> None:
        """Tell Caps Lock from the case of a letter and the Shift key: Qt does not tell it."""
        letter = event.text()
        if letter.isalpha() and letter.upper() != letter.lower():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.setVisible(letter.isupper() != has_shift)

    def _edited(self) -> None:
        self.say("")
        self.edited.emit()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.setText("Hide" if shown else "Show")


def add_password_row(form: QFormLayout, words: str, field: PasswordField) -> None:
    """Add a password to a form; Alt and the letter of its name go to its input."""
    form.addRow(words, field)
    label = form.labelForField(field)
    if isinstance(label, QLabel):
        label.setBuddy(field.line)
