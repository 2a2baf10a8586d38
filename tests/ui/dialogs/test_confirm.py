"""Questions answered by keys: what Enter does, and that it loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from hcclog.ui.dialogs.choice import Choice
from hcclog.ui.dialogs.confirm import Confirm
from tests.ui.keyboard import Keyboard

_ENTER, _TAB, _DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down
_KEPT, _BACK = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected


def shown(dialog: QDialog, qtbot: QtBot) -> Keyboard:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return Keyboard(dialog)


@pytest.mark.parametrize(
    ("title", "needs_reason", "keys", "code"),
    [
        pytest.param("Add 1 result?", False, (_ENTER,), _KEPT, id="enter keeps what was typed"),
        pytest.param(
            "Add 1 result?", False, (_TAB, _ENTER), _BACK, id="enter on go back goes back"
        ),
        pytest.param("Add 1 result?", True, (_ENTER,), _KEPT, id="one enter takes the reason"),
        pytest.param("Close the grid?", False, (_ENTER,), _BACK, id="enter alone loses nothing"),
        pytest.param("Close the grid?", False, (_TAB, _ENTER), _KEPT, id="enter on close closes"),
    ],
)
def test_enter_presses_the_button_that_has_the_focus(
    qtbot: QtBot,
    title: str,
    needs_reason: bool,
    keys: tuple[Qt.Key, ...],
    code: QDialog.DialogCode,
) -> None:
    dialog = Confirm(title, ("8210 ng/mL is 10 times the last one.",), needs_reason)
    done: list[int] = []
    dialog.finished.connect(done.append)
    keyboard = shown(dialog, qtbot)
    for key in keys:
        keyboard.press(key)
    assert done == [code]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        pytest.param((_ENTER,), None, id="enter alone chooses nothing"),
        pytest.param((_DOWN, _ENTER), 0, id="down and enter choose the first"),
        pytest.param((_DOWN, _DOWN, _ENTER), 1, id="down twice and enter choose the second"),
        pytest.param((_TAB, _TAB, _ENTER), 1, id="tab reaches the readings too"),
    ],
)
def test_a_reading_is_chosen_by_keys(
    qtbot: QtBot, keys: tuple[Qt.Key, ...], chosen: int | None
) -> None:
    dialog = Choice("AFP: 1,089 can be 1.089 or 1089; choose which.", ("1.089", "1089"))
    keyboard = shown(dialog, qtbot)
    for key in keys:
        keyboard.press(key)
    assert dialog.chosen == chosen
    assert dialog.isVisible() is (chosen is None)
