"""The chart under a real mouse and real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hcclog.report.palette import LIGHT
from hcclog.ui.charts.course_chart import CourseChart
from tests.report.samples import measured_case
from tests.ui.charts.chart_parts import empty_spot, figure_of, picture, spot_of, wheel

# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)


def test_a_click_selects_the_entry_that_lies_there(chart: CourseChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.mark_selected) as told:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot_of(chart, "course", "C3"))
    assert told.args == ["course", "C3"]
    assert chart.selected() == ("course", "C3")


def test_a_click_beside_all_marks_clears_the_selection(chart: CourseChart, qtbot: QtBot) -> None:
    chart.select("course", "C3")
    with qtbot.waitSignal(chart.selection_cleared):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=empty_spot(chart))
    assert chart.selected() is None


def test_selecting_from_outside_sends_no_signal_and_shows_the_entry(
    chart: CourseChart, qtbot: QtBot
) -> None:
    figure = chart.figure()
    assert figure is not None
    early = min(figure.marks(), key=lambda mark: mark.day)
    assert early.day < chart.view()[0]
    with qtbot.assertNotEmitted(chart.mark_selected):
        assert chart.select(*early.key)
    assert chart.view()[0] <= early.day <= chart.view()[1]
    assert not chart.select("course", "no such course")


def test_the_selection_is_painted_in_the_accent(chart: CourseChart) -> None:
    spot = spot_of(chart, "lab_result", _a_lab(chart))
    before = chart.grab().toImage().pixelColor(spot).name()
    chart.select("lab_result", _a_lab(chart))
    assert before == LIGHT.background
    assert chart.grab().toImage().pixelColor(spot).name() == LIGHT.accent


def _a_lab(chart: CourseChart) -> str:
    return next(h.mark.id for h in picture(chart).hits if h.mark.table == "lab_result")


def test_the_mouse_tells_its_day(chart: CourseChart, qtbot: QtBot) -> None:
    drawing = picture(chart)
    x = round(drawing.plot.left + drawing.plot.width / 2)
    with qtbot.waitSignal(chart.day_hovered) as told:
        QTest.mouseMove(chart, QPoint(x, 200))
    start, end = chart.view()
    assert told.args is not None
    assert told.args[0] == pytest.approx((start + end) / 2, abs=1.5)


def test_the_cursor_runs_over_all_lanes(chart: CourseChart, qtbot: QtBot) -> None:
    drawing = picture(chart)
    x = round(drawing.plot.left + drawing.plot.width * 0.55)
    QTest.mouseMove(chart, QPoint(x, 200))
    image = chart.grab().toImage()
    seen = sum(
        image.pixelColor(x, y) == QColor(LIGHT.accent)
        for y in range(round(drawing.plot.top), round(drawing.plot.bottom))
    )
    assert seen > drawing.plot.height * 0.95


def test_leaving_ends_the_cursor(chart: CourseChart, qtbot: QtBot) -> None:
    QTest.mouseMove(chart, QPoint(400, 200))
    with qtbot.waitSignal(chart.cursor_left):
        QTest.mouseMove(chart, QPoint(20, 200))


def test_behind_another_window_the_line_of_the_mouse_goes(chart: CourseChart, qtbot: QtBot) -> None:
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    QTest.mouseMove(chart, QPoint(400, 200))
    assert chart.crosshair_day() is not None
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert chart.crosshair_day() is None


def test_the_wheel_zooms_about_the_cursor(chart: CourseChart) -> None:
    drawing = picture(chart)
    x = drawing.plot.left + drawing.plot.width * 0.25
    day = chart.day_at(x)
    start, end = chart.view()
    wheel(chart, x, QPoint(0, 120))
    assert chart.day_at(x) == pytest.approx(day)
    assert chart.view()[1] - chart.view()[0] == pytest.approx((end - start) / 1.25)


def test_a_sideways_wheel_pans(chart: CourseChart) -> None:
    start, end = chart.view()
    wheel(chart, 400, QPoint(-120, 0))
    assert chart.view()[0] > start
    assert chart.view()[1] - chart.view()[0] == pytest.approx(end - start)


def test_dragging_moves_the_days_under_the_mouse(chart: CourseChart, qtbot: QtBot) -> None:
    chart.zoom(2)
    start, end = chart.view()
    width = picture(chart).plot.width
    spot = empty_spot(chart)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(chart, spot + QPoint(60, 0))
    with qtbot.assertNotEmitted(chart.mark_selected):
        QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=spot + QPoint(60, 0))
    assert chart.view()[0] == pytest.approx(start - 60 / width * (end - start))


def test_a_double_click_fits(chart: CourseChart, qtbot: QtBot) -> None:
    home = chart.view()
    chart.zoom(4)
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=empty_spot(chart))
    assert chart.view() == home


@pytest.mark.parametrize(
    ("key", "start_moves", "length_grows"),
    [
        (Qt.Key.Key_Left, -1, 0),
        (Qt.Key.Key_Right, 1, 0),
        (Qt.Key.Key_Plus, 1, -1),
        (Qt.Key.Key_Minus, -1, 1),
    ],
    ids=["left pans to earlier days", "right to later", "plus zooms in", "minus out"],
)
def test_keys_move_the_view(
    chart: CourseChart, qtbot: QtBot, key: Qt.Key, start_moves: int, length_grows: int
) -> None:
    chart.zoom(2)
    start, end = chart.view()
    QTest.keyClick(chart, key)
    new_start, new_end = chart.view()
    assert (new_start - start) * start_moves > 0
    growth = (new_end - new_start) - (end - start)
    assert growth * length_grows > 0 or (length_grows == 0 and growth == pytest.approx(0))


def test_home_fits(chart: CourseChart, qtbot: QtBot) -> None:
    home = chart.view()
    chart.pan(0.3)
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.view() == home


def test_brackets_step_through_the_entries_in_order_of_time(
    chart: CourseChart, qtbot: QtBot
) -> None:
    figure = chart.figure()
    assert figure is not None
    day_of = {mark.key: mark.day for mark in figure.marks()}
    stepped = []
    chart.mark_selected.connect(lambda table, one: stepped.append((table, one)))
    for _ in range(len(day_of) + 3):
        QTest.keyClick(chart, Qt.Key.Key_BracketRight)
    assert sorted(stepped) == sorted(day_of)
    assert [day_of[key] for key in stepped] == sorted(day_of.values())
    last_but_one = stepped[-2]
    QTest.keyClick(chart, Qt.Key.Key_BracketLeft)
    assert chart.selected() == last_but_one


def test_escape_clears_the_selection(chart: CourseChart, qtbot: QtBot) -> None:
    chart.select("course", "C1")
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.selected() is None


def test_tab_steps_and_leaves_after_the_last_entry(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    chart, field = CourseChart(), QLineEdit()
    layout.addWidget(chart)
    layout.addWidget(field)
    chart.set_figure(figure_of(measured_case()))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    chart.setFocus()
    n_entries = len({mark.key for mark in figure_of(measured_case()).marks()})
    for _ in range(n_entries):
        QTest.keyClick(chart, Qt.Key.Key_Tab)
        assert window.focusWidget() is chart
    QTest.keyClick(chart, Qt.Key.Key_Tab)
    assert window.focusWidget() is field
