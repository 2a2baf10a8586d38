"""The History tab of a value, a patient and the store, and who looked, printed, exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.commands.erasing import erase
from hcclog.commands.imports import Import
from hcclog.domain.acts import Act
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.entering import correct
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.history_table import Scope
from hcclog.ui.models.row_table import LateRow
from hcclog.ui.panels.history_panel import HistoryPanel
from tests.books import a_lab, a_patient
from tests.ui.desks import chosen

CODE = "zhang-2024"
WHEN, WHO, WHAT, FIELD, FROM, TO, REASON, STATION = range(8)
CTRL = Qt.KeyboardModifier.ControlModifier
VALUE, PATIENT, STORE = range(3)


@pytest.fixture
def desk(cases: Logbook) -> Desk:
    return chosen(cases, CODE)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> HistoryPanel:
    made = HistoryPanel(desk)
    qtbot.addWidget(made)
    return made


def rows(panel: HistoryPanel) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in panel.model.table().rows]


def choose(panel: HistoryPanel, place: int) -> None:
    """Choose a scope by keys, as a person does."""
    panel.scope.setFocus()
    panel.scope.setCurrentIndex(place)
    panel.scope.activated.emit(place)


def corrected(desk: Desk) -> str:
    """Correct a result, and return its id."""
    record = desk.record()
    assert record is not None
    lab = next(lab for lab in record.labs if lab.analyte == "afp")
    assert correct(desk, replace(lab, value=Decimal("5.15")), lab)
    return str(lab.id)


def test_the_history_of_a_value_holds_nothing_else(desk: Desk, panel: HistoryPanel) -> None:
    lab_id = corrected(desk)
    desk.choose_mark("lab_result", lab_id)
    assert panel.scope.itemText(VALUE).startswith("This value: AFP 5.15")
    choose(panel, VALUE)
    found = rows(panel)
    assert [row[WHAT].strip()[:7] for row in found] == ["Correct", "Importe"]
    assert (found[0][FIELD], found[0][TO]) == ("value", "5.15")
    # A row of it that is selected changes nothing of the scope.
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    assert panel.history.scope is Scope.VALUE
    assert len(rows(panel)) == len(found)


def test_another_value_that_is_selected_is_followed(desk: Desk, panel: HistoryPanel) -> None:
    desk.choose_mark("lab_result", corrected(desk))
    choose(panel, VALUE)
    record = desk.record()
    assert record is not None
    desk.choose_mark("course", record.courses[0].id)
    assert "value" not in [row[FIELD] for row in rows(panel)]
    assert panel.history.scope is Scope.VALUE


def test_without_a_value_the_patient_is_shown(desk: Desk, panel: HistoryPanel) -> None:
    choose(panel, VALUE)
    assert panel.history.scope is Scope.PATIENT
    assert panel.scope.currentIndex() == PATIENT


def test_the_history_of_the_store_says_whose_each_row_is(
    desk: Desk, panel: HistoryPanel, cases: Logbook
) -> None:
    cases.account(Act.SIGN_IN, how="password")
    choose(panel, STORE)
    titles = [column.title for column in panel.model.table().columns]
    assert titles[:4] == ["When", "Who", "Patient", "What"]
    found = rows(panel)
    assert (found[0][2], found[0][3], found[0][5 + 1]) == ("", "Signed in", "how password")
    assert {row[2] for row in found[1:]} == {"fonc-2024", "ikeda-2021", CODE}


@pytest.mark.catalogue("U-05")
def test_who_looked_and_what_left_is_told_and_can_be_left_out(
    desk: Desk, panel: HistoryPanel, cases: Logbook
) -> None:
    own, other = cases.find(CODE) or "", cases.find("ikeda-2021") or ""
    cases.account(Act.OPEN, (own, other), by="window")
    cases.account(Act.EXPORT, of="whole store", format="jsonl", patients="3")
    cases.account(Act.EXPORT, (own,), format="clipboard")
    panel.history.wake()
    what = [row[WHAT] for row in rows(panel)]
    assert what[:3] == ["Copied", "Exported (whole store)", "Opened"]
    assert rows(panel)[0][STATION] == "ward 3"
    assert panel.model.table().rows[0].cells[WHAT].tone == "muted"
    QTest.keyClick(panel.events, Qt.Key.Key_Space)
    assert [row[WHAT] for row in rows(panel)] == what[3:]


def test_a_text_is_looked_for_in_events_too(
    desk: Desk, panel: HistoryPanel, cases: Logbook
) -> None:
    cases.account(Act.PRINT, (cases.find(CODE) or "",), format="report")
    panel.history.wake()
    QTest.keyClicks(panel.look_for, "printed")
    assert [row[WHAT] for row in rows(panel)] == ["Printed"]


def test_an_erased_patient_is_told_as_such(desk: Desk, panel: HistoryPanel, cases: Logbook) -> None:
    erase(cases.store, cases.stamp, cases.find("ikeda-2021") or "", "the patient's wish")
    choose(panel, STORE)
    found = [row for row in rows(panel) if "erased" in " ".join(row).casefold()]
    assert found[0][3] == "Erased"
    assert found[0][7] == "the patient's wish"
    QTest.keyClicks(panel.look_for, "erased on 2026-11-21 by nurse")
    assert rows(panel)


def test_another_patient_has_another_history(
    desk: Desk, panel: HistoryPanel, cases: Logbook
) -> None:
    desk.choose_mark("lab_result", corrected(desk))
    choose(panel, VALUE)
    desk.choose_patient(cases.find("ikeda-2021") or "")
    assert panel.history.scope is Scope.PATIENT
    assert all("ikeda" in row[WHAT] for row in rows(panel) if row[WHAT].startswith("▶"))


def test_what_is_copied_says_what_is_shown(desk: Desk, panel: HistoryPanel) -> None:
    corrected(desk)
    panel.view.copying.copy_whole()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("When\tWho\tWhat\tField\tFrom\tTo\tReason\tStation\n")
    assert "5.15" in text


def test_cells_of_many_changes_are_made_when_they_are_looked_at(
    empty_patient: Logbook, qtbot: QtBot
) -> None:
    patient = empty_patient.patients()[0]
    for n in range(30):
        labs = tuple(a_lab(patient, f"{n}.{part}") for part in range(4))
        empty_patient.do(Import(f"{n}.csv", labs), kind="import")
    panel = HistoryPanel(chosen(empty_patient, "empty-01"))
    qtbot.addWidget(panel)
    late = [row for row in panel.model.table().rows if isinstance(row, LateRow)]
    # A title and four values for each file, and the patient.
    assert len(late) == 30 * 5 + 1
    assert sum("cells" in vars(row) for row in late) < 60
    assert len(rows(panel)) == 151


@pytest.fixture
def window(cases: Logbook, open_window: Callable[[Logbook], MainWindow]) -> MainWindow:
    opened = open_window(cases)
    opened.desk.choose_patient(cases.find(CODE) or "")
    return opened


def test_the_key_shows_the_history_of_what_is_selected(window: MainWindow) -> None:
    lab_id = corrected(window.desk)
    window.desk.choose_mark("lab_result", lab_id)
    QTest.keyClick(window, Qt.Key.Key_H, CTRL)
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, HistoryPanel)
    assert page.history.scope is Scope.VALUE
    assert page.view.hasFocus()


def test_the_menu_of_a_row_leads_to_its_history(window: MainWindow) -> None:
    from PySide6.QtWidgets import QMenu

    from hcclog.ui.panels.row_menu import fill_row_menu

    record = window.desk.record()
    assert record is not None
    menu = QMenu(window)
    fill_row_menu(menu, window.desk, ("course", record.courses[0].id), window)
    (action,) = (each for each in menu.actions() if "History" in each.text())
    action.trigger()
    page = window.page.tabs.stack.currentWidget()
    assert isinstance(page, HistoryPanel)
    assert page.scope.currentText().startswith("This value:")


def test_something_new_is_followed_in_every_scope(desk: Desk, panel: HistoryPanel) -> None:
    choose(panel, STORE)
    n = panel.model.rowCount()
    desk.do(Add((a_patient("new-01"),)))
    assert panel.model.rowCount() == n + 1
    assert rows(panel)[0][2] == "new-01"


def test_many_rows_are_searched_piece_by_piece_and_all_are_found(
    empty_patient: Logbook, qtbot: QtBot
) -> None:
    patient = empty_patient.patients()[0]
    for n in range(100):
        labs = tuple(a_lab(patient, f"{n}.{part}") for part in range(4))
        empty_patient.do(Import(f"{n}.csv", labs), kind="import")
    panel = HistoryPanel(chosen(empty_patient, "empty-01"))
    qtbot.addWidget(panel)
    panel.look_for.setText("value 0.3")
    # The oldest of all, which is read last.
    qtbot.waitUntil(lambda: len(rows(panel)) == 1)
    panel.look_for.setText("")
    assert panel.model.rowCount() == 501
