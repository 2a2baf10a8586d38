"""A password that is to be: typed twice, with what it may be said beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from hcclog.store.sealing import POLICY, fault_of_password
from hcclog.ui.labels import wrapped_label
from hcclog.ui.signing_in.password_field import PasswordField, add_password_row


class NewPassword(QWidget):
    """Two inputs that have to say the same.

    Signals:
        entered: Enter was pressed in the second.

    Attributes:
        first: The password.
        again: The same once more.
    """

    entered = Signal()

    def __init__(self, words: str = "&New password", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField(words)
        self.again = PasswordField("The same again")
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(7)
        self.form.addRow(wrapped_label(POLICY, "muted"))
        add_password_row(self.form, words, self.first)
        add_password_row(self.form, "The same &again", self.again)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        self.setFocusProxy(self.first.line)

    def taken(self) -> str | None:
        """Return the password; None where it may not be one, which is said at its input."""
        fault = fault_of_password(self.first.password)
        differs = not fault and self.first.password != self.again.password
        self.first.say(fault)
        self.again.say("The two are not alike." if differs else "")
        if fault or differs:
            (self.first if fault else self.again).setFocus()
            return None
        return self.first.password
