"""A course from its start to its stop, and procedures, by keys on the Treatment tab."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import DoseBasis, StopReason
from hcclog.logbook import Logbook
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.table_page import TablePage
from tests.ui.flows.typing import ENTER, fill

# Without a display a menu cannot come to the front; it is there all the same.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OpenWindow = Callable[[Logbook], MainWindow]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(empty_patient: Logbook, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_patient)


def tab(window: MainWindow, table: str) -> TablePage:
    """Show the tab of a noun."""
    window.page.tabs.show_table(table)
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, TablePage)
    return page


def record(window: MainWindow) -> PatientRecord:
    found = window.desk.record()
    assert found is not None
    return found


def dialog(window: MainWindow) -> EntryDialog:
    (found,) = [d for d in window.findChildren(EntryDialog) if d.isVisible()]
    return found


def enter(window: MainWindow, table: str, *, open_by: str = "", **words: str) -> None:
    """Open a form by its button's key, type, and press Enter."""
    page = tab(window, table)
    if open_by:
        QTest.keyClick(page, open_by, ALT)
    else:
        assert page.bar is not None
        QTest.mouseClick(page.bar.buttons[table], Qt.MouseButton.LeftButton)
    send(window, **words)


def send(window: MainWindow, **words: str) -> None:
    """Type into the form that is open, and press Enter."""
    form = dialog(window)
    for name, text in words.items():
        fill(form.entry.fields[name], text)
    QTest.keyClick(form.focusWidget() or form, ENTER)
    said = [f"{f.name}: {f.refusal.text()}" for f in form.entry if f.refusal.isVisible()]
    assert not form.isVisible(), (said, form.refusal.text())


def choose(window: MainWindow, table: str, entity_id: str, words: str) -> None:
    """Open the menu of a row with the Menu key and choose."""
    page = tab(window, table)
    window.desk.choose_mark(table, entity_id)
    page.view.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(page.view.viewport(), event)
    (menu,) = [m for m in page.findChildren(QMenu) if m.isVisible()]
    action = next(a for a in menu.actions() if a.text().replace("&", "") == words)
    assert action.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def start_course(window: MainWindow, **more: str) -> str:
    words = {"agent": "lenvatinib", "dose": "8 mg", "every_days": "daily"}
    words |= {"start_on": "2021-03-02", "line_id": "line 1, a new line"}
    enter(window, "course", **(words | more))
    return str(record(window).courses[-1].id)


def test_a_new_course_begins_a_new_line(window: MainWindow) -> None:
    start_course(window)
    (line,), (course,) = record(window).lines, record(window).courses
    assert (line.number, course.line_id) == (1, line.id)
    assert (course.agent, course.dose, course.dose_unit) == ("lenvatinib", Decimal(8), "mg")
    assert course.every_days == 1
    assert window.desk.undo()
    assert (record(window).lines, record(window).courses) == ((), ())


def test_a_course_joins_a_line_that_is_there(window: MainWindow) -> None:
    start_course(window)
    start_course(window, agent="sintilimab", dose="200 mg", every_days="q3w", line_id="line 1")
    assert len(record(window).lines) == 1
    assert {course.line_id for course in record(window).courses} == {record(window).lines[0].id}


def test_a_course_with_hold_restart_dose_step_and_stop(window: MainWindow) -> None:
    course = start_course(window)
    choose(window, "course", course, "Hold…")
    send(window, start_on="2021-04-01", reason="proteinuria")
    choose(window, "course", course, "Restart…")
    send(window, end_on="2021-04-15")
    choose(window, "course", course, "Dose change…")
    send(window, on="2021-04-15", dose="4", reason="proteinuria")
    choose(window, "course", course, "Stop…")
    send(window, end_on="2021-09-30", stop_reason="progression")
    told = record(window)
    (hold,), (step,), (stopped,) = told.holds, told.dose_steps, told.courses
    assert (str(hold.start_on), str(hold.end_on)) == ("2021-04-01", "2021-04-15")
    assert (step.dose, step.dose_unit, step.course_id) == (Decimal(4), "mg", course)
    assert (str(stopped.end_on), stopped.stop_reason) == ("2021-09-30", StopReason.PROGRESSION)
    assert window.desk.logbook.undo_label == "Stop lenvatinib"


def test_a_stopped_course_cannot_be_stopped_again_and_no_hold_is_open(window: MainWindow) -> None:
    from hcclog.ui.panels.row_menu import row_menu

    course = start_course(window, end_on="2021-09-30")
    menu = row_menu(window.desk, ("course", course), window)
    assert menu is not None
    idle = [a.text() for a in menu.actions() if a.text() and not a.isEnabled()]
    assert idle == ["&Restart…", "&Stop…"]


def test_a_rechallenge_is_told_and_shown(window: MainWindow) -> None:
    course = start_course(window, agent="sorafenib", dose="400 mg/day", end_on="2021-08-30")
    assert record(window).courses[0].dose_basis is DoseBasis.DAY
    choose(window, "course", course, "Rechallenge…")
    form = dialog(window)
    fill(form.entry.fields["start_on"], "2022-05-01")
    assert form.told.isVisible()
    assert form.told.text() == (
        "Sorafenib was given before, 2021-03-02 to 2021-08-30; this is a rechallenge."
    )
    send(window, dose="200 mg", line_id="line 2, a new line")
    page = tab(window, "course")
    shown = [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
    assert shown == ["sorafenib", "sorafenib, rechallenge"]


def test_a_procedure_asks_for_the_details_of_its_kind(window: MainWindow) -> None:
    enter(
        window, "procedure", kind="TACE", on="2021-02-10", site="S8", agents="epirubicin, lipiodol"
    )
    (procedure,) = record(window).procedures
    assert (procedure.kind, procedure.site) == ("tace", "S8")
    assert procedure.agents == ("epirubicin", "lipiodol")


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        pytest.param("TACE", {"site", "agents"}, id="TACE: where and with what"),
        pytest.param(
            "SBRT", {"site", "dose_gy", "n_fractions"}, id="radiation: dose and fractions"
        ),
        pytest.param("RFA", {"site", "approach"}, id="ablation: where and how"),
        pytest.param("TIPS", set(), id="a stent: none of them"),
    ],
)
def test_what_a_kind_does_not_have_is_folded_away(
    window: MainWindow, kind: str, shown: set[str]
) -> None:
    page = tab(window, "procedure")
    assert page.bar is not None
    QTest.mouseClick(page.bar.buttons["procedure"], Qt.MouseButton.LeftButton)
    form = dialog(window).entry
    fill(form.fields["kind"], kind)
    details = {"site", "approach", "agents", "dose_gy", "n_fractions"}
    assert {name for name in details if form.fields[name].isVisible()} == shown
    QTest.mouseClick(form.more, Qt.MouseButton.LeftButton)
    assert all(form.fields[name].isVisible() for name in details)


@pytest.mark.parametrize("by", ["Enter", "a double click"])
def test_a_row_opens_its_form(window: MainWindow, by: str) -> None:
    start_course(window)
    page = tab(window, "course")
    page.view.selectRow(0)
    page.view.setFocus()
    if by == "Enter":
        QTest.keyClick(page.view, ENTER)
    else:
        place = page.view.visualRect(page.model.index(0, 1)).center()
        QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog(window).entry.fields["dose"].typed() == "8 mg"
    send(window, dose="12 mg")
    assert record(window).courses[0].dose == Decimal(12)
