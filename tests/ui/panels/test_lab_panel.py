"""The Labs tab by keys alone: from the row into the table, and on after a correction."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.lab_panel import LabPanel
from tests.books import a_lab, a_patient
from tests.ui.keyboard import ALT, CTRL, Keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Opener = Callable[[Logbook], MainWindow]


@pytest.fixture
def window(book: Logbook, open_window: Opener) -> MainWindow:
    patient = a_patient("P-1")
    book.do(Add((patient, a_lab(patient, "53.4", "2026-10-01"))))
    return open_window(book)


@pytest.fixture
def panel(window: MainWindow) -> LabPanel:
    Keyboard(window).press(Qt.Key.Key_L, CTRL)
    panel = window.page.tabs.page(1)
    assert isinstance(panel, LabPanel)
    return panel


def test_tab_goes_from_the_row_into_the_table(panel: LabPanel) -> None:
    Keyboard(panel.window()).press(Qt.Key.Key_Tab, times=len(panel.entry.fields()))
    assert QApplication.focusWidget() is panel.view


def test_the_focus_stays_in_the_table_after_a_question(panel: LabPanel, qtbot: QtBot) -> None:
    keys = Keyboard(panel.window())

    def asked(*_asked: object) -> str:
        # Another window has the keys when the answer comes, and gives them back later.
        question = QDialog(panel)
        question.show()
        question.activateWindow()
        qtbot.waitUntil(question.isActiveWindow)
        return "misread"

    panel.desk.confirm = asked
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0, 2))
    keys.press(Qt.Key.Key_Return)
    keys.write("54.4")
    keys.press(Qt.Key.Key_Return)
    assert panel.window().focusWidget() is panel.view


def test_the_key_of_a_tab_goes_into_its_table(panel: LabPanel) -> None:
    Keyboard(panel.window()).press(Qt.Key.Key_2, ALT)
    assert QApplication.focusWidget() is panel.view


def test_the_key_of_a_tab_without_rows_goes_to_the_tabs(
    panel: LabPanel, window: MainWindow
) -> None:
    Keyboard(window).press(Qt.Key.Key_4, ALT)
    assert QApplication.focusWidget() is window.page.tabs.bar
