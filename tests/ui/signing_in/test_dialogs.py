"""The first password, other people, one's own password: by keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from hcclog.domain.people import Role
from hcclog.logbook import Logbook
from hcclog.store.entrance import Credentials, enter
from hcclog.store.errors import WrongPassword
from hcclog.ui.main_window import MainWindow
from hcclog.ui.signing_in.change_password import ChangePassword
from hcclog.ui.signing_in.password_field import PasswordField
from hcclog.ui.signing_in.people_dialog import PeopleDialog
from hcclog.ui.signing_in.person_dialogs import (
    AddPerson,
    ChangeRoles,
    NewCode,
    PersonDialog,
    Unprotect,
)
from hcclog.ui.signing_in.protect import Protect
from tests.books import NOW, file_of
from tests.people import ANNA, MEIER, add, protect

Opener = Callable[[Logbook], MainWindow]
OPEN = "No password is set: whoever has this computer can read the store"


def the_dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    """Return the dialog of a kind that is open."""
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def type_twice(dialog: QDialog, password: str, again: str = "") -> None:
    """Type a new password twice."""
    first, second = [
        field
        for field in dialog.findChildren(PasswordField)
        if field.line.accessibleName() != "Present password"
    ]
    for field, words in ((first, password), (second, again or password)):
        field.line.clear()
        QTest.keyClicks(field.line, words)


def path_of(book: Logbook) -> Path:
    path = book.store.backend.path
    assert path is not None
    return path


def test_who_works_alone_is_asked_nothing_and_one_press_protects(
    measured: Logbook, open_window: Opener
) -> None:
    window = open_window(measured)
    who = window.line.who
    assert who.text() in {OPEN, "No password"}
    assert who.accessibleName().startswith(OPEN)
    assert [each.isVisible() for each in window.actions_.of_people()] == [True, False, False, False]
    who.setFocus()
    QTest.keyClick(who, Qt.Key.Key_Space)
    assert isinstance(the_dialog(window, Protect), Protect)


def test_the_first_password_is_set_and_the_code_is_shown_until_it_is_kept(
    measured: Logbook, open_window: Opener
) -> None:
    window = open_window(measured)
    window.actions_.protect.trigger()
    dialog = the_dialog(window, Protect)
    assert isinstance(dialog, Protect)
    dialog.name.setText("meier")
    type_twice(dialog, MEIER, "Bergsee 1888")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.new.again.refusal.text() == "The two are not alike."
    assert dialog.new.first.password == MEIER
    type_twice(dialog, "short")
    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert "This one has 5." in dialog.new.first.refusal.text()
    assert file_of(measured).envelope.is_open
    type_twice(dialog, MEIER)
    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    code = dialog.code
    assert code is not None
    assert not dialog.go_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.mouseClick(code.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == code.line.text()
    QTest.mouseClick(code.written, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert window.line.who.text() in {"meier (oncologist, administrator)", "meier"}
    assert [each.isVisible() for each in window.actions_.of_people()] == [False, True, True, True]
    assert enter(path_of(measured), Credentials("meier", MEIER), NOW).person == measured.person
    assert enter(path_of(measured), Credentials("", code.line.text(), is_code=True), NOW)


@pytest.fixture
def window(measured: Logbook, open_window: Opener) -> MainWindow:
    """A window in which meier is signed in and anna, a nurse, may be."""
    protect(measured)
    add(measured, "anna", Role.NURSE)
    return open_window(measured)


def people_of(window: MainWindow) -> PeopleDialog:
    window.actions_.people.trigger()
    dialog = the_dialog(window, PeopleDialog)
    assert isinstance(dialog, PeopleDialog)
    return dialog


def rows(dialog: PeopleDialog) -> list[list[str]]:
    """Return what the list shows."""
    view = dialog.view
    return [
        [item.text() if (item := view.item(row, column)) else "" for column in range(3)]
        for row in range(view.rowCount())
    ]


def test_the_menu_of_who_is_signed_in_opens_by_key(window: MainWindow, qtbot: QtBot) -> None:
    window.line.who.setFocus()
    QTest.keyClick(window.line.who, Qt.Key.Key_Space)
    (menu,) = [m for m in window.line.who.findChildren(QMenu) if m.isVisible()]
    assert [each.text() for each in menu.actions()] == ["People…", "Change password…", "Lock"]
    menu.close()


def test_somebody_is_added_gets_other_roles_and_is_removed(window: MainWindow) -> None:
    people = people_of(window)
    own = "oncologist, administrator"
    assert rows(people) == [["meier", own, "own"], ["anna", "nurse", "own"]]
    QTest.mouseClick(people.add_button, Qt.MouseButton.LeftButton)
    asked = the_dialog(window, AddPerson)
    assert isinstance(asked, AddPerson)
    QTest.keyClicks(asked.name, "anna")
    type_twice(asked, "first password")
    QTest.mouseClick(asked.add_button, Qt.MouseButton.LeftButton)
    assert asked.refusal.text() == "anna is there already."
    asked.name.setText("Dr Chen")
    QTest.mouseClick(asked.add_button, Qt.MouseButton.LeftButton)
    assert "Dr Chen needs a role" in asked.refusal.text()
    asked.roles.boxes[Role.ONCOLOGIST].setChecked(True)
    QTest.mouseClick(asked.add_button, Qt.MouseButton.LeftButton)
    assert rows(people)[2] == ["Dr Chen", "oncologist", "is changed at the next sign-in"]
    people.view.selectRow(2)
    QTest.mouseClick(people.roles_button, Qt.MouseButton.LeftButton)
    roles = the_dialog(window, ChangeRoles)
    assert isinstance(roles, ChangeRoles)
    roles.roles.boxes[Role.VIEWER].setChecked(True)
    QTest.mouseClick(roles.add_button, Qt.MouseButton.LeftButton)
    assert rows(people)[2][1] == "viewer, oncologist"
    QTest.mouseClick(people.remove_button, Qt.MouseButton.LeftButton)
    removing = the_dialog(window, PersonDialog)
    assert isinstance(removing, PersonDialog)
    QTest.mouseClick(removing.add_button, Qt.MouseButton.LeftButton)
    assert [row[0] for row in rows(people)] == ["meier", "anna"]


@pytest.mark.catalogue("A-07")
def test_the_last_administrator_is_not_removed_from_the_window(window: MainWindow) -> None:
    people = people_of(window)
    people.view.selectRow(0)
    QTest.mouseClick(people.remove_button, Qt.MouseButton.LeftButton)
    removing = the_dialog(window, PersonDialog)
    assert isinstance(removing, PersonDialog)
    QTest.mouseClick(removing.add_button, Qt.MouseButton.LeftButton)
    assert removing.isVisible()
    assert removing.refusal.text() == "Somebody must stay administrator."
    assert len(rows(people)) == 2


def test_a_new_code_and_the_end_of_the_protection(window: MainWindow) -> None:
    people = people_of(window)
    changed: list[bool] = []
    window.desk.people_changed.connect(lambda: changed.append(True))
    QTest.mouseClick(people.code_button, Qt.MouseButton.LeftButton)
    shown = the_dialog(window, NewCode)
    assert isinstance(shown, NewCode)
    assert shown.code is not None
    # Whoever copies key files elsewhere hears of it.
    assert changed
    shown.code.written.setChecked(True)
    QTest.mouseClick(shown.go_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(people.open_button, Qt.MouseButton.LeftButton)
    asked = the_dialog(window, Unprotect)
    assert isinstance(asked, Unprotect)
    assert not asked.add_button.isEnabled()
    asked.sure.setChecked(True)
    QTest.mouseClick(asked.add_button, Qt.MouseButton.LeftButton)
    assert window.desk.logbook.store.is_unprotected
    assert not people.isVisible()
    assert window.line.who.text() in {OPEN, "No password"}


def test_ones_own_password_is_changed_with_the_present_one(window: MainWindow) -> None:
    path = path_of(window.desk.logbook)
    window.actions_.change_password.trigger()
    dialog = the_dialog(window, ChangePassword)
    assert isinstance(dialog, ChangePassword)
    changed: list[bool] = []
    window.desk.people_changed.connect(lambda: changed.append(True))
    type_twice(dialog, ANNA)
    QTest.keyClicks(dialog.before.line, "not it")
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.before.refusal.text() == "The present password is wrong."
    assert dialog.new.first.password == ANNA
    assert not changed
    dialog.before.line.clear()
    QTest.keyClicks(dialog.before.line, MEIER)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert changed
    assert enter(path, Credentials("meier", ANNA), NOW).person is not None
    with pytest.raises(WrongPassword):
        enter(path, Credentials("meier", MEIER), NOW)


@pytest.mark.parametrize(
    ("text", "modifier", "warns"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("7", Qt.KeyboardModifier.NoModifier, False),
    ],
    ids=["capital", "small with Shift", "small", "capital with Shift", "digit"],
)
def test_caps_lock_is_told_from_the_letters(
    qtbot: QtBot, text: str, modifier: Qt.KeyboardModifier, warns: bool
) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.show()
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.line, Qt.Key.Key_A, text, modifier)
    assert field.caps.isVisible() == warns


def test_a_password_is_shown_only_while_it_is_wanted(qtbot: QtBot) -> None:
    field = PasswordField("Password")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, " ab ")
    assert field.line.displayText() != " ab "
    QTest.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.line.displayText() == " ab "
    QTest.keyClick(field.show_button, Qt.Key.Key_Space)
    assert field.line.displayText() != " ab "
    assert field.password == " ab "
