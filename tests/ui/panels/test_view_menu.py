"""The views of the chart: chosen with mouse and keys, each tied to the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.ids import EntityId
from hcclog.logbook import Logbook
from hcclog.report.course.figure import CourseFigure, CurveLane
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.view_menu import ViewMenu
from tests.report.samples import lab, measured_case
from tests.ui.charts.chart_parts import empty_spot, picture, spot_of
from tests.ui.desks import add_record

Opener = Callable[[Logbook], MainWindow]
# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)


@pytest.fixture
def window(cases: Logbook, open_window: Opener) -> MainWindow:
    made = open_window(cases)
    made.resize(1440, 900)
    choose(made, "zhang-2024")
    return made


def choose(window: MainWindow, code: str) -> None:
    window.desk.choose_patient(window.desk.logbook.find(code) or "")


def chart_of(window: MainWindow) -> CourseChart:
    chart = window.page.course.chart
    assert chart is not None
    return chart


def figure_of(window: MainWindow) -> CourseFigure:
    figure = chart_of(window).figure()
    assert figure is not None
    return figure


def views(window: MainWindow) -> ViewMenu:
    return window.page.course.view


def words_of(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions()]


def click_in(button: QToolButton, words: str) -> None:
    """Open the menu of a button with a click, and click what it offers by these words."""

    def click() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(a for a in menu.actions() if a.text().replace("&", "") == words)
        place = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    QTimer.singleShot(0, click)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_view_is_chosen_with_two_clicks(window: MainWindow) -> None:
    button = views(window).button
    assert button.text() == "Vie&w: Course"
    for view in MarkerView:
        click_in(button, view.value)
        assert figure_of(window).kind == view.value
        assert button.text() == f"Vie&w: {view.value}"
    click_in(button, "Course")
    assert figure_of(window).kind == "Course"
    assert figure_of(window).lane("regimens") is not None


def test_a_view_is_chosen_with_keys(window: MainWindow) -> None:
    button = views(window).button

    def press() -> None:
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClick(menu, Qt.Key.Key_D)

    QTimer.singleShot(0, press)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert figure_of(window).kind == "Doubling time"


def test_a_marker_is_chosen_where_there_are_several(window: MainWindow) -> None:
    menu = views(window)
    assert menu.marker_button.isHidden()
    click_in(menu.button, "Change per line")
    assert menu.marker_button.isVisible()
    assert menu.marker_button.text() == "&Marker: AFP"
    click_in(menu.marker_button, "VEGF")
    assert menu.marker_button.text() == "&Marker: VEGF"
    assert figure_of(window).lane("change:vegf") is not None
    choose(window, "ikeda-2021")
    assert menu.marker_button.isHidden()
    assert figure_of(window).lane("change:afp") is not None
    choose(window, "zhang-2024")
    assert figure_of(window).lane("change:vegf") is not None


def test_a_patient_without_numbers_has_the_course_and_is_offered_nothing_else(
    window: MainWindow,
) -> None:
    views(window).show_view(MarkerView.CHANGE)
    choose(window, "fonc-2024")
    assert figure_of(window).kind == "Course"
    assert views(window).button.text() == "Vie&w: Course"
    menu = QMenu(window)
    views(window).fill(menu)
    assert words_of(menu) == ["Course", "Marker and burden", "Change per line", "Doubling time"]
    assert [action.isEnabled() for action in menu.actions()] == [True, False, False, False]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    choose(window, "ikeda-2021")
    assert figure_of(window).kind == "Change per line"


def test_a_view_without_a_mark_says_why_and_can_be_left(book: Logbook, open_window: Opener) -> None:
    late = (lab("2026-03-01", "400"), lab("2026-05-18", "100"))
    add_record(book, replace(measured_case(), labs=late))
    window = open_window(book)
    choose(window, "example-01")
    views(window).show_view(MarkerView.CHANGE)
    assert list(figure_of(window).marks()) == []
    assert chart_of(window).isVisible()
    assert "There is no AFP from 28 days before" in chart_of(window).accessibleDescription()
    click_in(views(window).button, "Course")
    assert list(figure_of(window).marks())


def test_a_click_on_a_point_selects_its_result_everywhere(window: MainWindow) -> None:
    views(window).show_view(MarkerView.CHANGE)
    chart = chart_of(window)
    last = max(figure_of(window).marks(), key=lambda mark: mark.day)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot_of(chart, *last.key))
    assert window.desk.mark == last.key
    views(window).show_view(None)
    assert chart.selected() == last.key


def test_the_selection_stays_from_view_to_view_and_the_zoom_does_not(window: MainWindow) -> None:
    chart = chart_of(window)
    lab = next(mark for mark in figure_of(window).marks() if mark.table == "lab_result")
    window.desk.choose_mark(*lab.key)
    chart.zoom(4)
    views(window).show_view(MarkerView.CHANGE)
    assert chart.selected() == lab.key
    assert chart.view() == figure_of(window).home
    assert chart.accessibleName() == "Change per line chart of zhang-2024"


def test_days_of_a_line_are_no_days_to_add_something_on(window: MainWindow, qtbot: QtBot) -> None:
    chart = chart_of(window)
    views(window).show_view(MarkerView.CHANGE)
    with qtbot.assertNotEmitted(chart.menu_wanted):
        QTest.mouseClick(chart, Qt.MouseButton.RightButton, pos=empty_spot(chart))
    chart.setFocus()
    with qtbot.waitSignal(chart.menu_wanted) as asked:
        QTest.keyClick(chart, Qt.Key.Key_Menu)
    assert asked.args is not None
    assert asked.args[0].day is None


def test_the_source_of_a_cut_off_is_read_under_the_mouse(window: MainWindow) -> None:
    views(window).show_view(MarkerView.CHANGE)
    # The chart asked for another height.
    QApplication.processEvents()
    chart = chart_of(window)
    hint = picture(chart).hints[1].rect
    y = round((hint.top + hint.bottom) / 2)
    free = (x for x in range(round(hint.left) + 40, round(hint.right)))
    x = next(x for x in free if picture(chart).hit(x, y) is None)
    QTest.mouseMove(chart, QPoint(x, y))
    assert "Riaz 2009, J Clin Oncol 27:5734" in QToolTip.text()


def test_a_new_result_moves_the_view_that_is_shown(window: MainWindow) -> None:
    choose(window, "ikeda-2021")
    views(window).show_view(MarkerView.DOUBLING)
    before = _n_values(window)
    record = window.desk.record()
    assert record is not None
    window.desk.do(Add((replace(record.labs[-1], id=EntityId("new")),)))
    assert _n_values(window) == before + 1


def _n_values(window: MainWindow) -> int:
    return sum(lane.n_points for lane in figure_of(window).lanes if isinstance(lane, CurveLane))


def test_hidden_lanes_and_their_order_hold_in_every_view(window: MainWindow) -> None:
    choices = window.page.course.lanes.choices
    views(window).show_view(MarkerView.LEAD)
    choices.show("regimens", shown=False)
    assert figure_of(window).lane("regimens") is None
    assert "regimens" in [lane.key for lane in figure_of(window).every]
    assert window.page.course.lanes.button.text().replace("&", "") == "Lanes (1 hidden)"
