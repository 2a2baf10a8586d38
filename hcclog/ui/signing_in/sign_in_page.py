"""Asks who is there: a name and a password."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from hcclog.domain.people import LONGEST_NAME
from hcclog.store.entrance import Credentials
from hcclog.store.errors import StoreError, TooSoon, WrongPassword
from hcclog.ui.labels import wrapped_label
from hcclog.ui.signing_in.card import CardPage
from hcclog.ui.signing_in.password_field import PasswordField, add_password_row

_SECOND_MS = 1000


class SignInPage(CardPage):
    """One try after another; what is wrong is said at the password.

    Signals:
        given: Somebody wants in: `Credentials`.
        recovery_wanted: Somebody has no password but the recovery code.

    Attributes:
        name: Who.
        password: With what.
        note: What should be known before somebody else signs in; hidden where nothing is.
    """

    given = Signal(object)
    recovery_wanted = Signal()

    def __init__(
        self, title: str, about: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, about, parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name")
        self.password = PasswordField("Password")
        self.note = wrapped_label("", "finding")
        self.note.hide()
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow("&Name", self.name)
        add_password_row(form, "&Password", self.password)
        self.column.addLayout(form)
        self.column.addWidget(self.note)
        self.code_button = QPushButton("&Recovery code…")
        self.enter_button = QPushButton("&Sign in")
        self.add_buttons(self.enter_button, self.code_button)
        self._n_seconds = 0
        self._countdown = QTimer(self, interval=_SECOND_MS)
        self._countdown.timeout.connect(self._count_down)
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.entered.connect(self._give)
        self.enter_button.clicked.connect(self._give)
        self.code_button.clicked.connect(self.recovery_wanted)

    def begin(self) -> None:
        """Put the cursor where something is to be typed."""
        (self.password if self.name.text() else self.name).setFocus()

    def refuse(self, error: StoreError) -> None:
        """Say why nobody was let in; after too many tries count the seconds down."""
        if isinstance(error, TooSoon):
            self._n_seconds = error.n_seconds
            self._say_wait()
            self._countdown.start()
            return
        self.password.say(error.sentence)
        if isinstance(error, WrongPassword):
            self.password.line.selectAll()
        self.password.setFocus()

    def _give(self) -> None:
        if self._countdown.isActive():
            return
        if not self.name.text().strip():
            self.password.say("Type your name too.")
            self.name.setFocus()
            return
        self.password.say("")
        self.given.emit(Credentials(self.name.text(), self.password.password))

    def _count_down(self) -> None:
        self._n_seconds -= 1
        self._say_wait()

    def _say_wait(self) -> None:
        is_over = self._n_seconds <= 0
        self.enter_button.setEnabled(is_over)
        if is_over:
            self._countdown.stop()
        self.password.say("" if is_over else TooSoon(n_seconds=self._n_seconds).sentence)
