"""What can be done with an entry of the chart, and what can be added at a place of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTableView
from pytestqt.qtbot import QtBot

from hcclog.domain.ids import IdFactory
from hcclog.logbook import Logbook
from hcclog.store.opening import open_store
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.dialogs.entry_dialog import EntryDialog
from hcclog.ui.dialogs.new_assessment import NewAssessment
from hcclog.ui.main_window import MainWindow
from tests.books import Clock, Stamps
from tests.ui.charts.chart_parts import picture, spot_of
from tests.ui.keyboard import SHIFT, Keyboard

Opener = Callable[[Logbook], MainWindow]
# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)


@pytest.fixture
def window(cases: Logbook, open_window: Opener) -> MainWindow:
    made = open_window(cases)
    made.desk.choose_patient(made.desk.logbook.find("zhang-2024") or "")
    return made


def chart_of(window: MainWindow) -> CourseChart:
    chart = window.page.course.chart
    assert chart is not None
    return chart


def right_click(chart: CourseChart, spot: QPoint) -> None:
    QTest.mouseMove(chart, spot)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, chart.mapToGlobal(spot))
    QApplication.sendEvent(chart, event)


def menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def words(shown: QMenu) -> list[str]:
    return [a.text().replace("&", "") for a in shown.actions() if not a.isSeparator()]


def trigger(begins: str) -> None:
    shown = menu()
    action = next(a for a in shown.actions() if a.text().replace("&", "").startswith(begins))
    shown.hide()
    action.trigger()


def lab_of(window: MainWindow, analyte: str = "afp") -> str:
    record = window.desk.record()
    assert record is not None
    return next(each.id for each in record.labs if each.analyte == analyte)


def place_in(chart: CourseChart, lane: str, share: float = 0.42) -> QPoint:
    """Return a place of a lane where nothing lies."""
    drawing = picture(chart)
    rect = next(part.rect for part in drawing.parts if part.key == lane)
    x = round(drawing.plot.left + share * drawing.plot.width)
    free = (y for y in range(round(rect.top) + 1, round(rect.bottom)) if not drawing.hit(x, y))
    return QPoint(x, next(free))


def dialog_of(window: MainWindow, kind: type[EntryDialog] = EntryDialog) -> EntryDialog:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_right_click_on_a_value_selects_it_and_says_what_can_be_done(
    window: MainWindow,
) -> None:
    chart, lab = chart_of(window), lab_of(window)
    right_click(chart, spot_of(chart, "lab_result", lab))
    assert words(menu())[:2] == ["Correct…", "Retract…"]
    assert words(menu())[-2:] == ["Count from here", "Show in its table"]
    assert any(each.startswith("Source: case report") for each in words(menu()))
    assert window.desk.mark == ("lab_result", lab)
    menu().hide()


def test_a_course_offers_what_happens_in_it(window: MainWindow) -> None:
    chart, record = chart_of(window), window.desk.record()
    assert record is not None
    right_click(chart, spot_of(chart, "course", record.courses[0].id))
    assert {"Dose change…", "Hold…", "Rechallenge…"} <= set(words(menu()))
    menu().hide()


def test_a_value_is_corrected_in_one_step_that_undo_takes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    chart, lab = chart_of(window), lab_of(window)
    before = window.desk.record()
    right_click(chart, spot_of(chart, "lab_result", lab))
    trigger("Correct")
    dialog = dialog_of(window)
    field = dialog.entry.fields["value"]
    field.retype("77.7")
    dialog.accept()
    record = window.desk.record()
    assert record is not None
    assert next(str(each.value) for each in record.labs if each.id == lab) == "77.7"
    assert "77.7" in [text.text for text in picture(chart).words()]
    assert window.desk.undo()
    assert window.desk.record() == before


def test_a_value_is_retracted_and_comes_back(window: MainWindow) -> None:
    chart, lab = chart_of(window), lab_of(window)
    right_click(chart, spot_of(chart, "lab_result", lab))
    trigger("Retract")
    figure = chart.figure()
    assert figure is not None
    assert ("lab_result", lab) not in {mark.key for mark in figure.marks()}
    assert window.desk.undo()
    spot_of(chart, "lab_result", lab)


def test_days_are_counted_from_an_entry(window: MainWindow) -> None:
    chart, lab = chart_of(window), lab_of(window)
    right_click(chart, spot_of(chart, "lab_result", lab))
    trigger("Count from here")
    figure = chart.figure()
    assert figure is not None
    assert "since AFP (" in figure.axis.title(*figure.home)


def test_an_entry_is_shown_in_its_table_with_the_keyboard_there(window: MainWindow) -> None:
    chart, record = chart_of(window), window.desk.record()
    assert record is not None
    procedure = record.procedures[2]
    right_click(chart, spot_of(chart, "procedure", procedure.id))
    trigger("Show in its table")
    table = window.focusWidget()
    assert isinstance(table, QTableView)
    row = table.currentIndex().row()
    assert table.model().table().rows[row].mark == ("procedure", procedure.id)  # type: ignore[attr-defined]  # a RowTable


def test_the_form_opens_at_its_source(window: MainWindow) -> None:
    chart, lab = chart_of(window), lab_of(window)
    right_click(chart, spot_of(chart, "lab_result", lab))
    trigger("Source")
    dialog = dialog_of(window)
    field = dialog.entry.field_of("source")
    assert field is not None
    assert field.isAncestorOf(dialog.focusWidget())
    dialog.reject()


def test_a_value_is_added_where_the_chart_was_clicked(window: MainWindow) -> None:
    chart = chart_of(window)
    chart.zoom(8)
    place = place_in(chart, "marker:afp:ng/mL")
    day = chart.day_at(place.x())
    record = window.desk.record()
    assert record is not None
    n_before = len(record.labs)
    right_click(chart, place)
    assert words(menu())[0].startswith("Add AFP on 20")
    trigger("Add AFP")
    dialog = dialog_of(window)
    assert dialog.entry.fields["analyte"].typed().casefold() == "afp"
    value = dialog.entry.fields["value"].focusProxy()
    assert value is not None
    assert dialog.focusWidget() is value
    QTest.keyClicks(value, "61.5")
    QTest.keyClick(value, Qt.Key.Key_Return)
    record = window.desk.record()
    assert record is not None
    (added,) = [each for each in record.labs if str(each.value) == "61.5"]
    assert added.unit == "ng/mL"
    span = window.desk.timeline().chronology.span(added.on)  # type: ignore[union-attr]
    assert span is not None
    assert day is not None
    assert span.earliest == span.latest == int(day)
    assert window.desk.undo()
    record = window.desk.record()
    assert record is not None
    assert len(record.labs) == n_before


def test_zoomed_out_a_month_is_offered_and_a_typed_date_holds(window: MainWindow) -> None:
    chart = chart_of(window)
    right_click(chart, place_in(chart, "procedures"))
    assert words(menu())[0].startswith("Add procedure in 20")
    trigger("Add procedure")
    dialog = dialog_of(window)
    on = dialog.entry.fields["on"]
    assert len(on.typed()) == len("2022-05")
    on.retype("2022-05-17")
    dialog.entry.fields["kind"].retype("tace")
    dialog.accept()
    record = window.desk.record()
    assert record is not None
    assert "2022-05-17" in {str(each.on) for each in record.procedures}


def test_imaging_is_added_with_its_own_form(window: MainWindow) -> None:
    chart = chart_of(window)
    chart.zoom(8)
    right_click(chart, place_in(chart, "sizes"))
    trigger("Add imaging")
    (dialog,) = [each for each in window.findChildren(NewAssessment) if each.isVisible()]
    day = chart.day_at(place_in(chart, "sizes").x())
    assert day is not None
    assert dialog.on.text().startswith("20")
    assert dialog.on.text() != window.desk.logbook.stamp().today.isoformat()
    dialog.reject()


def test_the_days_of_a_patient_without_a_calendar_are_offered_as_such(
    window: MainWindow,
) -> None:
    window.desk.choose_patient(window.desk.logbook.find("ikeda-2021") or "")
    chart = chart_of(window)
    chart.zoom(8)
    right_click(chart, place_in(chart, "marker:afp:ng/mL"))
    assert words(menu())[0].startswith("Add AFP on day ")
    trigger("Add AFP")
    dialog = dialog_of(window)
    assert dialog.entry.fields["on"].typed().startswith("day ")
    dialog.reject()


def test_the_keyboard_corrects_and_asks_for_menus(window: MainWindow) -> None:
    chart, keys = chart_of(window), Keyboard(window)
    chart.setFocus()
    keys.press(Qt.Key.Key_BracketRight, times=3)
    mark = chart.selected()
    assert mark is not None
    assert window.desk.mark == mark
    keys.press(Qt.Key.Key_Return)
    dialog = dialog_of(window)
    assert dialog.windowTitle().startswith("Correct")
    dialog.reject()
    QTest.keyClick(chart, Qt.Key.Key_F10, SHIFT)
    assert words(menu())[0] == "Correct…"
    menu().hide()


def test_without_a_selection_the_menu_key_adds_at_the_line(window: MainWindow) -> None:
    chart, keys = chart_of(window), Keyboard(window)
    chart.setFocus()
    keys.press(Qt.Key.Key_Right, SHIFT)
    keys.press(Qt.Key.Key_Menu)
    assert len(words(menu())) > 5
    assert all(each.startswith("Add ") for each in words(menu()))
    trigger("Add visit")
    dialog = dialog_of(window)
    assert dialog.entry.fields["on"].typed()
    dialog.reject()


def test_a_key_and_what_the_system_makes_of_it_open_one_menu(window: MainWindow) -> None:
    chart = chart_of(window)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Menu)
    first = menu()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(chart, event)
    assert menu() is first
    first.hide()
    QApplication.sendEvent(chart, event)
    assert menu() is not first
    menu().hide()


def test_beside_the_plot_the_menu_is_that_of_the_lane_and_adds_nothing(
    window: MainWindow,
) -> None:
    chart = chart_of(window)
    part = picture(chart).parts[0].rect
    right_click(chart, QPoint(8, round((part.top + part.bottom) / 2)))
    assert [each for each in words(menu()) if each.startswith("Add ")] == []
    menu().hide()
    right_click(chart, QPoint(4, chart.height() - 2))
    assert QApplication.activePopupWidget() is None


def test_forms_that_were_closed_are_let_go(window: MainWindow, qtbot: QtBot) -> None:
    chart = chart_of(window)
    for _ in range(2):
        right_click(chart, place_in(chart, "procedures"))
        trigger("Add procedure")
        dialog_of(window).reject()
    qtbot.waitUntil(lambda: not window.findChildren(EntryDialog))
    assert [each for each in window.findChildren(QDialog) if each.isVisible()] == []


def test_where_nothing_may_be_written_the_chart_is_read_all_the_same(
    cases: Logbook, tmp_path: Path, open_window: Opener, qtbot: QtBot
) -> None:
    cases.close()
    clock = Clock()
    path = str(tmp_path / "store.db")
    book = Logbook(
        open_store(path, IdFactory(clock.in_ms), clock, read_only=True),
        Stamps(station="ward 3", clock=clock),
    )
    window = open_window(book)
    window.desk.choose_patient(book.find("zhang-2024") or "")
    chart = chart_of(window)
    right_click(chart, spot_of(chart, "lab_result", lab_of(window)))
    history, source, *rest = words(menu())
    assert history.startswith("History of this")
    assert source.startswith("Source: ")
    assert rest == ["Count from here", "Show in its table"]
    (action,) = [each for each in menu().actions() if "urce: " in each.text()]
    assert not action.isEnabled()
    trigger("Count from here")
    assert window.page.course.time.zero() is not None
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert [each for each in window.findChildren(QDialog) if each.isVisible()] == []
    right_click(chart, place_in(chart, "procedures"))
    assert QApplication.activePopupWidget() is None
    # The list of patients reads each of them after its paint: not of a store that is closed.
    qtbot.waitUntil(lambda: all(window.patients.model.item(each.id) for each in book.patients()))
    book.close()
