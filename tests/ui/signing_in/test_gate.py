"""The window on a protected store: nothing before somebody has signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hcclog.domain.ids import IdFactory
from hcclog.domain.people import Role
from hcclog.entry.preferences import load_preferences
from hcclog.logbook import Logbook
from hcclog.paths import preferences_file
from hcclog.store.entrance import Credentials
from hcclog.store.locked import LockedFile
from hcclog.ui import application
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.cannot_open import CannotOpen
from hcclog.ui.reopening import Makers, Opener
from hcclog.ui.signing_in.beginning import begin_lock
from hcclog.ui.signing_in.code_view import CodeView
from hcclog.ui.signing_in.gate import Gate, OwnPasswordPage, RecoveryPage
from hcclog.ui.signing_in.sign_in_page import SignInPage
from tests.books import Clock, new_book
from tests.people import ANNA, LENT, MEIER, open_as, protect
from tests.report.samples import measured_case
from tests.restores import N_PAGE_BYTES, damage_page
from tests.ui.desks import add_record

CODE = measured_case().patient.code


class StandingClock(Clock):
    """A clock that goes on only when it is told to."""

    def __call__(self) -> datetime:
        return self.now


class Entry:
    """A window that is being opened."""

    def __init__(self, qtbot: QtBot, path: Path, recovery_code: str) -> None:
        self.qtbot, self.path, self.recovery_code = qtbot, path, recovery_code
        self.clock = StandingClock()
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        furnish = partial(application._furnish, self.window)
        makers = Makers(self.clock, IdFactory(self.clock.in_ms), place=path)
        self.opener = Opener(self.window, self._open, furnish, makers)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.opener.open()

    def _open(self, credentials: Credentials | None = None) -> Logbook:
        return open_as(self.path, credentials, self.clock)

    @property
    def page(self) -> object:
        return self.window.centralWidget()

    @property
    def sign_in(self) -> SignInPage:
        assert isinstance(self.page, SignInPage)
        return self.page

    def type_in(self, name: str, password: str) -> None:
        """Sign in by keys alone."""
        page = self.sign_in
        page.name.setFocus()
        page.name.selectAll()
        QTest.keyClicks(page.name, name)
        QTest.keyClick(page.name, Qt.Key.Key_Return)
        assert page.password.line.hasFocus()
        page.password.line.selectAll()
        QTest.keyClicks(page.password.line, password)
        QTest.keyClick(page.password.line, Qt.Key.Key_Return)

    def shown(self) -> str:
        """Return every word in the window."""
        labels = self.window.findChildren(QLabel)
        return " ".join([self.window.windowTitle(), *(label.text() for label in labels)])

    def wait_until_open(self) -> None:
        self.qtbot.waitUntil(lambda: self.opener.book is not None)
        self.qtbot.waitUntil(lambda: self.window.inspector is not None)


@pytest.fixture
def entry(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Entry]:
    """A window on a store in which meier and anna sign in, anna with a password that was lent."""
    monkeypatch.setattr(application, "_look_after", lambda _window, _book: None)
    path = tmp_path / "store.db"
    book = new_book(path)
    add_record(book, measured_case())
    code = protect(book)
    book.people.add("anna", [Role.NURSE], LENT)
    book.close()
    made = Entry(qtbot, path, code)
    yield made
    made.opener.close()


def test_nothing_is_shown_before_somebody_has_signed_in(entry: Entry) -> None:
    assert entry.opener.book is None
    assert CODE not in entry.shown()
    assert entry.sign_in.name.text() == ""
    assert entry.sign_in.name.hasFocus()


def test_name_and_password_open_it_by_keys_alone(entry: Entry) -> None:
    entry.type_in("Meier", MEIER)
    entry.wait_until_open()
    assert entry.window.desk.logbook.person is not None
    assert entry.window.desk.logbook.person.name == "meier"
    assert load_preferences(preferences_file()).last_name == "meier"


@pytest.mark.parametrize(
    ("name", "password"), [("meier", "wrong one"), ("nobody", MEIER)], ids=["password", "name"]
)
@pytest.mark.catalogue("A-01")
def test_what_is_wrong_is_said_at_the_field_and_stays(
    entry: Entry, name: str, password: str
) -> None:
    entry.type_in(name, password)
    page = entry.sign_in
    assert page.password.refusal.text() == "The name or the password is wrong."
    assert page.password.refusal.isVisible()
    assert (page.name.text(), page.password.password) == (name, password)
    assert page.password.line.hasFocus()


@pytest.mark.catalogue("A-01")
def test_the_seconds_are_counted_down_until_the_next_try(entry: Entry) -> None:
    entry.type_in("meier", "wrong one")
    entry.type_in("meier", "wrong two")
    page = entry.sign_in
    said = page.password.refusal.text()
    assert said == "There were wrong passwords. Try again in 1 second."
    assert not page.enter_button.isEnabled()
    entry.qtbot.waitUntil(page.enter_button.isEnabled)
    assert page.password.refusal.isHidden()
    entry.clock.now += timedelta(seconds=2)
    entry.type_in("meier", MEIER)
    entry.wait_until_open()


def test_a_lent_password_is_changed_before_anything_is_shown(entry: Entry) -> None:
    entry.type_in("anna", LENT)
    page = entry.page
    assert isinstance(page, OwnPasswordPage)
    assert CODE not in entry.shown()
    QTest.keyClicks(page.new.first.line, LENT)
    QTest.keyClicks(page.new.again.line, LENT)
    QTest.keyClick(page.new.again.line, Qt.Key.Key_Return)
    assert "the present password" in page.new.first.refusal.text()
    for line in (page.new.first.line, page.new.again.line):
        line.clear()
        QTest.keyClicks(line, ANNA)
    QTest.keyClick(page.new.again.line, Qt.Key.Key_Return)
    entry.wait_until_open()
    person = entry.window.desk.logbook.person
    assert person is not None
    assert (person.name, person.must_change) == ("anna", False)


@pytest.mark.catalogue("A-10")
def test_a_recovery_code_sets_a_password_and_shows_a_new_code(entry: Entry) -> None:
    QTest.mouseClick(entry.sign_in.code_button, Qt.MouseButton.LeftButton)
    page = entry.page
    assert isinstance(page, RecoveryPage)
    QTest.keyClicks(page.code.line, "AAAAA-AAAAA")
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)
    assert "The recovery code is wrong" in page.code.refusal.text()
    page.code.line.clear()
    QTest.keyClicks(page.code.line, entry.recovery_code.lower())
    QTest.keyClick(page.code.line, Qt.Key.Key_Return)
    assert [page.name.itemText(n) for n in range(page.name.count())] == ["meier", "anna"]
    for line in (page.new.first.line, page.new.again.line):
        QTest.keyClicks(line, ANNA)
    QTest.keyClick(page.new.again.line, Qt.Key.Key_Return)
    view = entry.window.findChild(CodeView)
    assert isinstance(view, CodeView)
    assert view.line.text() not in {"", entry.recovery_code}
    (go_on,) = [each for each in entry.window.findChildren(QPushButton) if "Open" in each.text()]
    assert not go_on.isEnabled()
    QTest.mouseClick(view.written, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    entry.wait_until_open()
    assert entry.window.desk.logbook.person is not None


def test_a_store_that_nobody_entered_is_let_go_of_at_the_end(entry: Entry) -> None:
    entry.type_in("anna", LENT)
    gate = entry.opener.findChild(Gate)
    assert isinstance(gate, Gate)
    gate.leave()
    opened = open_as(entry.path, Credentials("meier", MEIER))
    assert opened.n_patients() == 1
    opened.close()


@pytest.mark.parametrize("by", ["password", "code"])
@pytest.mark.catalogue("S-08")
def test_a_damaged_store_shows_how_a_backup_is_restored(
    entry: Entry, capfd: pytest.CaptureFixture[str], by: str
) -> None:
    book = open_as(entry.path, Credentials("meier", MEIER), entry.clock)
    assert book.store.back_up("by-hand") is not None
    book.close()
    damage_page(entry.path, entry.path.stat().st_size // N_PAGE_BYTES // 2)
    if by == "password":
        entry.type_in("meier", MEIER)
    else:
        QTest.mouseClick(entry.sign_in.code_button, Qt.MouseButton.LeftButton)
        page = entry.page
        assert isinstance(page, RecoveryPage)
        QTest.keyClicks(page.code.line, entry.recovery_code)
        QTest.keyClick(page.code.line, Qt.Key.Key_Return)

    entry.qtbot.waitUntil(lambda: isinstance(entry.page, CannotOpen))
    page = entry.page
    assert isinstance(page, CannotOpen)
    assert page.words.text().startswith(f"{entry.path} is damaged.")
    entry.qtbot.waitUntil(page.restore_button.isVisible)
    assert "is damaged" in capfd.readouterr().err
    QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
    entry.qtbot.waitUntil(lambda: isinstance(entry.page, SignInPage))


@pytest.mark.catalogue("A-04")
def test_after_the_lock_somebody_else_gets_a_window_of_their_own(entry: Entry) -> None:
    entry.type_in("meier", MEIER)
    entry.wait_until_open()
    locker = begin_lock(entry.window)
    assert locker is not None
    before = entry.window.desk
    entry.window.actions_.lock.trigger()
    assert locker.is_locked
    entry.qtbot.waitUntil(lambda: isinstance(before.logbook.store.backend, LockedFile))
    page = locker.page
    assert page is not None
    page.name.clear()
    QTest.keyClicks(page.name, "anna")
    QTest.keyClicks(page.password.line, LENT)
    QTest.keyClick(page.password.line, Qt.Key.Key_Return)
    entry.qtbot.waitUntil(lambda: isinstance(entry.page, OwnPasswordPage))
    assert CODE not in entry.shown()
    own = entry.page
    assert isinstance(own, OwnPasswordPage)
    for line in (own.new.first.line, own.new.again.line):
        QTest.keyClicks(line, ANNA)
    QTest.keyClick(own.new.again.line, Qt.Key.Key_Return)
    entry.wait_until_open()
    desk = entry.window.desk
    assert desk is not before
    assert desk.logbook.person is not None
    assert desk.logbook.person.name == "anna"
    assert not entry.window.actions_.entries["lesion"].isEnabled()
    assert not entry.window.actions_.people.isEnabled()
