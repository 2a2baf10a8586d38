"""A pile of slips, entered by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.patient import TimeAxis
from hcclog.entry.asking import no_choice
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.lab_stack import LabStack
from hcclog.ui.main_window import MainWindow
from tests.books import TODAY, a_lab, a_patient
from tests.ui.keyboard import ALT, CTRL, SHIFT, Keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_ENTER, _TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture
def stacked(book: Logbook) -> Logbook:
    """A store with two patients, each with tests of their own."""
    one, two = a_patient("P-1"), a_patient("P-2")
    ranged = {"reference_low": Decimal(0), "reference_high": Decimal(7), "laboratory": "Ward"}
    book.do(
        Add(
            (
                one,
                two,
                a_lab(one, "53.4", "2026-10-01", **ranged),
                a_lab(one, "36.5", "2026-10-01", analyte="ca19-9", unit="U/mL"),
                a_lab(two, "412", "2026-10-01", analyte="pivka-ii", unit="mAU/mL"),
            )
        )
    )
    return book


@pytest.fixture
def desk(stacked: Logbook) -> Desk:
    made = Desk(stacked)
    made.confirm = lambda _title, _sentences, _needs_reason: ""
    return made


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> LabStack:
    made = LabStack(desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def keys(dialog: LabStack) -> Keyboard:
    return Keyboard(dialog)


def results(desk: Desk, code: str) -> list[str]:
    """Return a patient's results without those that were there before."""
    record = desk.record(desk.logbook.find(code) or "")
    assert record is not None
    return [
        f"{lab.on} {lab.analyte} {lab.value} {lab.unit}"
        for lab in record.labs
        if str(lab.on) != "2026-10-01"
    ]


def test_two_slips_are_entered_without_a_mouse(
    dialog: LabStack, keys: Keyboard, desk: Desk
) -> None:
    keys.write("p-1")
    keys.press(_ENTER)
    keys.write("60.5")
    keys.press(_ENTER, times=2)
    keys.write("alb")
    keys.press(_ENTER)
    keys.write("41")
    keys.press(_ENTER)
    # A line for yet another test is there; Enter on it ends the slip.
    keys.press(_ENTER)
    assert QApplication.focusWidget() is dialog.code
    assert dialog.code.text() == ""
    keys.write("P-2")
    keys.press(_ENTER)
    keys.write("500")
    keys.press(_ENTER, CTRL)
    today = TODAY.isoformat()
    assert results(desk, "P-1") == [f"{today} afp 60.5 ng/mL", f"{today} albumin 41 g/L"]
    assert results(desk, "P-2") == [f"{today} pivka-ii 500 mAU/mL"]
    assert dialog.done_so_far.text() == "2 slips saved: 1 result of P-2; 2 results of P-1."
    assert desk.patient_id == ""


def test_date_and_laboratory_are_kept_and_the_range_is_remembered(
    dialog: LabStack, keys: Keyboard, desk: Desk
) -> None:
    keys.write("P-1")
    keys.press(_TAB)
    keys.write("2026-11-02")
    keys.press(_TAB)
    keys.write("Ward")
    keys.press(_ENTER)
    keys.write("60.5")
    keys.press(_ENTER, CTRL)
    assert (dialog.on.text(), dialog.laboratory.text()) == ("2026-11-02", "Ward")
    record = desk.record(desk.logbook.find("P-1") or "")
    assert record is not None
    lab = record.labs[-1]
    assert (str(lab.on), lab.laboratory, lab.reference_high) == ("2026-11-02", "Ward", Decimal(7))


def test_an_unknown_code_says_so_and_offers_nothing(dialog: LabStack, keys: Keyboard) -> None:
    keys.write("P-9")
    keys.press(_ENTER)
    assert dialog.refusal.text() == "There is no patient with the code 'P-9'."
    assert dialog.lines.lines == []
    assert QApplication.focusWidget() is dialog.code


def test_what_is_refused_stays_and_nothing_of_the_slip_is_written(
    dialog: LabStack, keys: Keyboard, desk: Desk
) -> None:
    keys.write("P-1")
    keys.press(_ENTER)
    keys.write("60.5")
    keys.press(_ENTER)
    keys.write("1.2.3")
    keys.press(_ENTER, CTRL)
    assert "more than one separator" in dialog.refusal.text()
    assert QApplication.focusWidget() is dialog.lines.lines[1].value
    assert results(desk, "P-1") == []
    keys.write("37")
    keys.press(_ENTER, CTRL)
    assert len(results(desk, "P-1")) == 2


def test_what_is_understood_stands_beside_each_value(dialog: LabStack, keys: Keyboard) -> None:
    keys.write("P-1")
    keys.press(_ENTER)
    keys.write("1089 IU/ml")
    line = dialog.lines.lines[0]
    assert (line.unit.text(), line.said.text()) == ("IU/mL", "read as 1089 IU/mL")
    assert line.value.placeholderText() == "53.4 ng/mL"


def test_the_last_slip_is_taken_back_and_nothing_else(
    dialog: LabStack, keys: Keyboard, desk: Desk, qtbot: QtBot
) -> None:
    keys.write("P-1")
    keys.press(_ENTER)
    keys.write("60.5")
    keys.press(_ENTER, CTRL)
    keys.press(Qt.Key.Key_U, ALT)
    # A button that is pressed by its letter is seen to go down first.
    qtbot.waitUntil(lambda: results(desk, "P-1") == [])
    assert dialog.done_so_far.text() == ""
    dialog.take_back()
    assert "no slip to take back" in dialog.refusal.text()
    assert results(desk, "P-1") == []


def test_the_values_of_one_patient_cannot_become_anothers(
    dialog: LabStack, keys: Keyboard, desk: Desk
) -> None:
    keys.write("P-1")
    keys.press(_ENTER)
    keys.write("60.5")
    dialog.code.setFocus()
    dialog.code.selectAll()
    keys.write("P-2")
    keys.press(_ENTER)
    assert "The values below are of P-1" in dialog.refusal.text()
    keys.write("P-2")
    keys.press(_ENTER, CTRL)
    assert results(desk, "P-2") == []


@pytest.mark.parametrize(("answer", "stays"), [(None, True), ("", False)], ids=["stay", "leave"])
def test_a_slip_is_not_lost_without_a_question(
    dialog: LabStack, keys: Keyboard, desk: Desk, answer: str | None, stays: bool
) -> None:
    keys.write("P-1")
    keys.press(_ENTER)
    keys.write("60.5")
    desk.confirm = lambda _title, _sentences, _needs_reason: answer
    keys.press(Qt.Key.Key_Escape)
    assert dialog.isVisible() is stays


def test_ctrl_shift_l_opens_the_stack(
    stacked: Logbook, open_window: Callable[[Logbook], MainWindow]
) -> None:
    window = open_window(stacked)
    window.desk.choose = no_choice
    Keyboard(window).press(Qt.Key.Key_L, CTRL, SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LabStack)
    assert dialog.focusWidget() is dialog.code
    dialog.reject()


def test_the_beginning_of_one_code_is_enough(dialog: LabStack, keys: Keyboard, desk: Desk) -> None:
    desk.logbook.do(Add((a_patient("Q-7"),)))
    keys.write("q")
    keys.press(_ENTER)
    assert dialog.code.text() == "Q-7"


def test_the_beginning_of_two_codes_is_no_patient(dialog: LabStack, keys: Keyboard) -> None:
    keys.write("p")
    keys.press(_ENTER)
    assert dialog.refusal.text() == "There is no patient with the code 'p'."


def test_tab_goes_from_the_laboratory_through_the_lines(dialog: LabStack, keys: Keyboard) -> None:
    keys.write("p-1")
    keys.press(_ENTER)
    dialog.laboratory.setFocus()
    for line in dialog.lines.lines:
        for field in (line.test, line.value):
            if field is not None:
                keys.press(_TAB)
                assert QApplication.focusWidget() is field


def test_a_unit_of_another_test_is_refused_at_its_line(dialog: LabStack, keys: Keyboard) -> None:
    keys.write("p-1")
    keys.press(_ENTER)
    keys.write("1089 mmol/L")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is dialog.lines.lines[0].value
    assert dialog.refusal.text().startswith("mmol/L is not a unit of AFP")


def test_no_day_of_the_calendar_is_proposed_where_days_are_counted(
    dialog: LabStack, keys: Keyboard, desk: Desk
) -> None:
    counted = a_patient("R-1", time_axis=TimeAxis.RELATIVE)
    desk.do(Add((counted,)))
    keys.write("R-1")
    keys.press(_ENTER)
    assert dialog.on.text() == ""
    dialog.code.setFocus()
    dialog.code.selectAll()
    keys.write("P-1")
    keys.press(_ENTER)
    assert dialog.on.text() == "2026-11-21"
