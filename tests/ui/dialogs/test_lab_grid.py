"""The lab grid, typed into like a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.labs import LabResult
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.lab_grid import LabGridDialog
from hcclog.ui.main_window import MainWindow
from tests.books import a_lab
from tests.ui.desks import chosen
from tests.ui.keyboard import CTRL, Keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_ENTER, _TAB, _DOWN, _UP = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    """A desk on a patient with AFP and CA19-9 of an earlier day."""
    made = chosen(empty_patient, "empty-01")
    record = made.record()
    assert record is not None
    afp = a_lab(record.patient, "53.4", "2026-10-01")
    other = a_lab(record.patient, "36.5", "2026-10-01", analyte="ca19-9", unit="U/mL")
    made.do(Add((afp, other)))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> LabGridDialog:
    made = LabGridDialog(desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def keys(dialog: LabGridDialog) -> Keyboard:
    return Keyboard(dialog)


def labs(desk: Desk) -> list[LabResult]:
    record = desk.record()
    assert record is not None
    return list(record.labs)


def shown(dialog: LabGridDialog) -> list[list[str]]:
    grid = dialog.grid
    return [
        [str(grid.index(row, column).data()) for column in range(grid.columnCount())]
        for row in range(grid.rowCount())
    ]


def settle(dialog: LabGridDialog, qtbot: QtBot) -> None:
    """Let editors close."""
    qtbot.waitUntil(lambda: dialog.view.state() is not dialog.view.State.EditingState)


def test_values_are_typed_down_a_column_and_saved_together(
    dialog: LabGridDialog, keys: Keyboard, desk: Desk, qtbot: QtBot
) -> None:
    keys.write("60,5")
    keys.press(_ENTER)
    keys.write("<37")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    assert shown(dialog) == [["AFP  ng/mL", "60.5 ng/mL"], ["CA19-9  U/mL", "<37 U/mL"]]
    assert len(labs(desk)) == 2
    keys.press(_ENTER, CTRL)
    assert [str(lab.value) for lab in labs(desk)] == ["53.4", "36.5", "60.5", "37"]
    assert desk.logbook.undo_label == "Add 2 results from the grid"
    assert not dialog.isVisible()
    desk.undo()
    assert len(labs(desk)) == 2


def test_a_date_is_added_by_typing_it_and_what_is_there_is_read_only(
    dialog: LabGridDialog, keys: Keyboard, desk: Desk, qtbot: QtBot
) -> None:
    dialog.date.setFocus()
    keys.write("2026-10-01")
    keys.press(_ENTER)
    assert shown(dialog)[0] == ["AFP  ng/mL", "", "53.4 ng/mL"]
    index = dialog.view.currentIndex()
    assert (index.row(), index.column()) == (0, 2)
    keys.write("7")
    assert shown(dialog)[0][2] == "53.4 ng/mL"
    assert dialog.grid.n_typed == 0


def test_a_test_is_added_by_its_beginning(
    dialog: LabGridDialog, keys: Keyboard, desk: Desk, qtbot: QtBot
) -> None:
    dialog.test.setFocus()
    keys.write("alb")
    keys.press(_ENTER)
    keys.write("4.1 g/dL")
    keys.press(_TAB)
    settle(dialog, qtbot)
    assert shown(dialog)[2] == ["Albumin  g/L", "4.1 g/dL"]
    assert dialog.grid.said_at(dialog.grid.index(2, 1)) == "read as 4.1 g/dL, = 41.0 g/L"


def test_the_arrows_go_from_cell_to_cell_with_and_without_an_editor(
    dialog: LabGridDialog, keys: Keyboard, qtbot: QtBot
) -> None:
    keys.press(_DOWN)
    keys.write("5")
    keys.press(_UP)
    settle(dialog, qtbot)
    assert dialog.view.currentIndex().row() == 0
    keys.press(_DOWN)
    keys.press(Qt.Key.Key_Delete)
    assert dialog.grid.n_typed == 0


def test_one_refused_cell_keeps_all_from_being_written(
    dialog: LabGridDialog, keys: Keyboard, desk: Desk, qtbot: QtBot
) -> None:
    keys.write("60.5")
    keys.press(_ENTER)
    keys.write("1.2.3")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    keys.press(_ENTER, CTRL)
    assert len(labs(desk)) == 2
    assert dialog.isVisible()
    assert shown(dialog)[1][1] == "1.2.3  ✕"
    assert "more than one separator" in dialog.refusal.text()
    assert dialog.view.currentIndex() == dialog.grid.index(1, 1)
    keys.write("37")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    keys.press(_ENTER, CTRL)
    assert len(labs(desk)) == 4


def test_two_readings_are_asked_about_once(
    dialog: LabGridDialog, keys: Keyboard, desk: Desk, qtbot: QtBot
) -> None:
    asked: list[str] = []

    def choose(sentence: str, _readings: object) -> int:
        asked.append(sentence)
        return 0

    desk.choose = choose
    keys.write("60,512")
    keys.press(_ENTER)
    keys.write("x")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    assert shown(dialog)[0][1] == "60,512  ?"
    assert asked == []
    keys.press(_ENTER, CTRL)
    keys.write("37")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    keys.press(_ENTER, CTRL)
    assert len(asked) == 1
    assert [str(lab.value) for lab in labs(desk)][2:] == ["60.512", "37"]


@pytest.mark.parametrize(("answer", "stays"), [(None, True), ("", False)], ids=["stay", "leave"])
def test_what_is_typed_is_not_lost_without_a_question(
    dialog: LabGridDialog, keys: Keyboard, desk: Desk, qtbot: QtBot, answer: str | None, stays: bool
) -> None:
    keys.write("60.5")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    desk.confirm = lambda _title, _sentences, _needs_reason: answer
    keys.press(Qt.Key.Key_Escape)
    assert dialog.isVisible() is stays


def test_an_empty_grid_says_that_there_is_nothing_to_save(
    dialog: LabGridDialog, keys: Keyboard
) -> None:
    keys.press(_ENTER, CTRL)
    assert dialog.refusal.text() == "Nothing was typed, so there is nothing to save."


def test_ctrl_g_opens_the_grid_of_the_chosen_patient(
    cases: Logbook, open_window: Callable[[Logbook], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(cases)
    window.desk.choose_patient(cases.find("ikeda-2021") or "")
    Keyboard(window).press(Qt.Key.Key_G, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabGridDialog)
    # The days of this patient are counted, so the first thing needed is a date.
    assert dialog.focusWidget() is dialog.date
    dialog.reject()


def test_below_the_last_row_the_next_date_begins(
    dialog: LabGridDialog, keys: Keyboard, qtbot: QtBot
) -> None:
    dialog.date.setFocus()
    keys.write("2026-10-07")
    keys.press(_ENTER)
    dialog.view.setCurrentIndex(dialog.grid.index(dialog.grid.rowCount() - 1, 1))
    keys.write("41")
    keys.press(_ENTER)
    settle(dialog, qtbot)
    index = dialog.view.currentIndex()
    assert (index.row(), index.column()) == (0, 2)
