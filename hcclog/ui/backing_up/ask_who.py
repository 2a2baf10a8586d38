"""Asks who restores a store that is not open and that a password protects."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hcclog.store.entrance import Credentials
from hcclog.store.errors import PasswordNeeded, StoreError, WrongCode
from hcclog.ui.signing_in.card import CardPage
from hcclog.ui.signing_in.last_name import last_name
from hcclog.ui.signing_in.password_field import PasswordField
from hcclog.ui.signing_in.sign_in_page import SignInPage

_ABOUT = "A password protects the backup. Who restores it signs in first."
_BY_CODE = "The code that was written down last, when it was set or made anew."
_SIZE = (520, 400)


class AskWho(QDialog):
    """One try after another; the recovery code does too.

    Signals:
        given: Somebody says who they are: `Credentials`.
    """

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sign in")
        self.resize(*_SIZE)
        self.page = SignInPage("Sign in", _ABOUT, last_name())
        self.page.given.connect(self.given)
        self.page.recovery_wanted.connect(self._ask_code)
        self.code = PasswordField("Recovery code")
        self.code.show_button.setChecked(True)
        self._by_code = CardPage("Recovery code", _BY_CODE)
        self.go_on = QPushButton("&Go on")
        self.go_on.setProperty("primary", True)
        self._by_code.column.addWidget(self.code)
        self._by_code.column.addWidget(self.go_on)
        self.code.entered.connect(self._give_code)
        self.go_on.clicked.connect(self._give_code)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.page)
        self._pages.addWidget(self._by_code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.finished.connect(self.deleteLater)
        self.page.begin()

    def refuse(self, error: StoreError) -> None:
        """Say why nobody was let in; nothing where nobody has tried yet."""
        if isinstance(error, WrongCode):
            self.code.say(error.sentence)
            self.code.setFocus()
        elif not isinstance(error, PasswordNeeded):
            self.page.refuse(error)

    def _ask_code(self) -> None:
        self._pages.setCurrentWidget(self._by_code)
        self.code.setFocus()

    def _give_code(self) -> None:
        self.code.say("")
        self.given.emit(Credentials("", self.code.password, is_code=True))


def ask_who(parent: QWidget, error: StoreError, given: Callable[[Credentials], None]) -> AskWho:
    """Let somebody sign in over a dialog, or try once more where the question stands there."""
    asked = parent.findChild(AskWho)
    if not isinstance(asked, AskWho):
        asked = AskWho(parent)
        asked.given.connect(given)
        asked.open()
    asked.refuse(error)
    return asked


def end_asking(parent: QWidget) -> None:
    """Take the question away: somebody has signed in."""
    asked = parent.findChild(AskWho)
    if isinstance(asked, AskWho):
        asked.accept()
