"""Stands in the window until somebody has signed in; then the parts come in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QComboBox, QPushButton

from hcclog.commands.refused import Refused
from hcclog.store.entrance import Credentials
from hcclog.store.errors import SECRETS, PasswordNeeded, StoreError
from hcclog.ui.labels import wrapped_label
from hcclog.ui.signing_in.card import CardPage
from hcclog.ui.signing_in.code_view import CodeView
from hcclog.ui.signing_in.last_name import last_name, remember_name
from hcclog.ui.signing_in.new_password import NewPassword
from hcclog.ui.signing_in.password_field import PasswordField
from hcclog.ui.signing_in.sign_in_page import SignInPage

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.ui.main_window import MainWindow
    from hcclog.ui.reopening import OpenBook, Opener

_ABOUT = "A password protects this store."
_LENT = "Somebody else set your password. Choose one of your own before you go on."
_BY_CODE = (
    "The code that was written down last: when the store was protected, or when a newer one was "
    "made. Capital or small letters, and spaces, do not matter."
)


class Gate(QObject):
    """Asks, opens, and hands the logbook over to the window.

    Attributes:
        page: What stands in the window.
    """

    def __init__(self, window: MainWindow, opener: Opener, open_book: OpenBook) -> None:
        super().__init__(opener)
        self._window, self._opener, self._open_book = window, opener, open_book
        self._book: Logbook | None = None
        self.page: CardPage = CardPage("hcclog")
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.leave)

    def ask(self, refusal: StoreError | None = None) -> SignInPage:
        """Show the page to sign in, with why a first try did not open the store."""
        proposed = self._opener.makers.user if self._opener.makers is not None else ""
        page = SignInPage("Sign in", _ABOUT, proposed or last_name())
        page.given.connect(lambda credentials: self._sign_in(page, credentials))
        page.recovery_wanted.connect(self.ask_code)
        self._show(page)
        page.begin()
        if refusal is not None and not isinstance(refusal, PasswordNeeded):
            page.refuse(refusal)
        return page

    def ask_code(self) -> RecoveryPage:
        """Show the page for the recovery code."""
        page = RecoveryPage()
        page.back.clicked.connect(self._ask_again)
        page.go_on.clicked.connect(lambda: self._recover(page))
        page.code.entered.connect(page.go_on.click)
        self._show(page)
        page.code.setFocus()
        return page

    def admit(self, book: Logbook, lent: str) -> None:
        """Let somebody in who has just signed in."""
        if book.person is not None:
            remember_name(book.person.name)
        self._book = book
        if book.person is not None and book.person.must_change:
            self._ask_own(book, lent)
        else:
            self._enter(book)

    def _ask_again(self) -> None:
        self.ask()

    def _sign_in(self, page: SignInPage, credentials: Credentials) -> None:
        try:
            book = self._open_book(credentials)
        except SECRETS as error:
            page.refuse(error)
            return
        except StoreError as error:
            self._give_up(error)
            return
        self.admit(book, credentials.password)

    def _ask_own(self, book: Logbook, lent: str) -> None:
        """Let who was given a password choose another one before anything is shown."""
        page = OwnPasswordPage()

        def change() -> None:
            password = page.new.taken()
            if password is None:
                return
            try:
                book.people.change_password(lent, password)
            except (Refused, StoreError) as refusal:
                page.new.first.say(refusal.sentence)
                return
            self._enter(book)

        page.go_on.clicked.connect(change)
        page.new.entered.connect(page.go_on.click)
        self._show(page)
        page.new.setFocus()

    def _recover(self, page: RecoveryPage) -> None:
        """Take the code at first, then a new password of one of those who sign in."""
        if self._book is None:
            code = Credentials("", page.code.password, is_code=True)
            try:
                self._book = self._open_book(code)
            except SECRETS as error:
                page.code.say(error.sentence)
                page.code.setFocus()
                return
            except StoreError as error:
                self._give_up(error)
                return
            page.ask_password(tuple(each.name for each in self._book.people.all()))
            page.new.entered.connect(page.go_on.click)
            return
        password = page.new.taken()
        if password is None:
            return
        name = page.name.currentText()
        try:
            code_made = self._book.people.recover(name, password)
        except (Refused, StoreError) as refusal:
            page.new.first.say(refusal.sentence)
            return
        remember_name(name)
        self._show_code(self._book, code_made)

    def _give_up(self, error: StoreError) -> None:
        """Say what keeps the store shut for everybody, once the slot of the page has ended."""
        QTimer.singleShot(0, self._opener, lambda: self._opener.give_up(error))
        self.deleteLater()

    def _show_code(self, book: Logbook, code: str) -> None:
        page = CardPage("New recovery code", "The one of before opens nothing any more.")
        view = CodeView(code)
        go_on = QPushButton("&Open the store")
        go_on.setEnabled(False)
        view.kept.connect(go_on.setEnabled)
        go_on.clicked.connect(lambda: self._enter(book))
        page.column.addWidget(view)
        page.add_buttons(go_on)
        self._show(page)
        view.setFocus()

    def _show(self, page: CardPage) -> None:
        if isinstance(page, SignInPage):
            self.leave()
        self.page = page
        self._window.setCentralWidget(page)
        # Else it would be shown after the cursor was put into it, which would be lost.
        page.show()

    def _enter(self, book: Logbook) -> None:
        """Hand over, once nothing of the page is on the way any more."""
        self._book = None
        QTimer.singleShot(0, self._opener, lambda: self._opener.take(book))
        self.deleteLater()

    def leave(self) -> None:
        """Close a store that nobody entered."""
        if self._book is not None:
            self._book.close()
            self._book = None


class OwnPasswordPage(CardPage):
    """Asks for a password of one's own."""

    def __init__(self) -> None:
        super().__init__("Your password", _LENT)
        self.new = NewPassword()
        self.go_on = QPushButton("&Change and go on")
        self.column.addWidget(self.new)
        self.add_buttons(self.go_on)


class RecoveryPage(CardPage):
    """Asks for the recovery code, then for a new password.

    Attributes:
        name: Whose password is set; hidden until the code is right.
    """

    def __init__(self) -> None:
        super().__init__("Recovery code", _BY_CODE)
        self.code = PasswordField("Recovery code")
        self.code.show_button.setChecked(True)
        self.whose = wrapped_label("Set a new password for")
        self.name = QComboBox()
        self.name.setAccessibleName("Whose password")
        self.new = NewPassword()
        self.go_on = QPushButton("&Go on")
        self.back = QPushButton("&Back")
        for widget in (self.code, self.whose, self.name, self.new):
            self.column.addWidget(widget)
        self.add_buttons(self.go_on, self.back)
        for widget in (self.whose, self.name, self.new):
            widget.hide()

    def ask_password(self, names: tuple[str, ...]) -> None:
        """Ask for a new password of one of these."""
        self.name.addItems(names)
        self.code.setEnabled(False)
        for widget in (self.whose, self.name, self.new):
            widget.show()
        self.name.setFocus()


def show_gate(window: MainWindow, opener: Opener, open_book: OpenBook, why: StoreError) -> Gate:
    """Ask who is there, in a window whose store a password protects."""
    gate = Gate(window, opener, open_book)
    gate.ask(why)
    return gate
