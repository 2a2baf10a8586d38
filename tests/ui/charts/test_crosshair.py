"""The line over all lanes, led by the mouse, by keys and by what is selected."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from hcclog.report.palette import LIGHT
from hcclog.ui.charts.course_chart import CourseChart
from tests.report.samples import relative_case
from tests.ui.charts.chart_parts import figure_of, picture, spot_of

# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def told(chart: CourseChart) -> str:
    interface = QAccessible.queryAccessibleInterface(chart)
    return interface.text(QAccessible.Text.Description)


def n_plates(chart: CourseChart) -> int:
    """Count the rows of the left half of the plot in which the ground of a plate is seen."""
    image, plot = chart.grab().toImage(), picture(chart).plot
    ground = QColor(LIGHT.surface)
    rows = range(round(plot.top), round(plot.bottom))
    columns = range(round(plot.left), round(plot.right))
    return sum(any(image.pixelColor(x, y) == ground for x in columns) for y in rows)


def test_shift_and_arrows_move_the_line_day_by_day_and_pan_no_view(chart: CourseChart) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    first = chart.crosshair_day()
    assert first is not None
    view = chart.view()
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    step = round((view[1] - view[0]) / 100)
    assert chart.crosshair_day() == first + step
    QTest.keyClick(chart, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(chart, Qt.Key.Key_Left, SHIFT)
    assert chart.crosshair_day() == first - step
    assert chart.view() == view


def test_zoomed_in_a_step_is_a_day(chart: CourseChart) -> None:
    chart.zoom(20)
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    first = chart.crosshair_day()
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    assert first is not None
    assert chart.crosshair_day() == first + 1


def test_the_view_follows_the_line_and_the_line_ends_where_the_view_can_go(
    chart: CourseChart,
) -> None:
    chart.zoom(4)
    day: float | None = None
    for _ in range(100):
        QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
        day = chart.crosshair_day()
        assert day is not None
        assert chart.view()[0] <= day <= chart.view()[1]
    assert day is not None
    assert day > sum(chart.window_of_days().home) / 2
    chart.move_crosshair(10_000)
    assert chart.crosshair_day() == chart.window_of_days().room()[1]


def test_a_reader_without_eyes_hears_every_lane_at_the_line(chart: CourseChart) -> None:
    chart.select("lab_result", _lab_of(chart, "439"))
    QTest.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    assert told(chart).startswith("day 4")
    assert "AFP: 439 ng/mL" in told(chart)
    assert "Reported: PD" in told(chart)


def _lab_of(chart: CourseChart, value: str) -> str:
    figure = chart.figure()
    assert figure is not None
    return next(m.id for m in figure.marks() if m.table == "lab_result" and value in m.reading)


def test_the_line_stands_at_what_is_selected(chart: CourseChart) -> None:
    figure = chart.figure()
    assert figure is not None
    for mark in figure.marks():
        chart.select(*mark.key)
        days = {m.day for m in figure.marks() if m.key == mark.key}
        assert chart.crosshair_day() in days
    QTest.keyClick(chart, Qt.Key.Key_BracketLeft)
    stepped = chart.selected()
    assert chart.crosshair_day() in {m.day for m in figure.marks() if m.key == stepped}
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.crosshair_day() is None


def test_the_mouse_leads_and_gives_the_line_back_when_it_leaves(chart: CourseChart) -> None:
    chart.select("course", "C3")
    kept = chart.crosshair_day()
    plot = picture(chart).plot
    QTest.mouseMove(chart, QPoint(round(plot.left) + 40, 200))
    assert chart.crosshair_day() == pytest.approx(chart.day_at(round(plot.left) + 40))
    QTest.mouseMove(chart, QPoint(20, 200))
    assert chart.crosshair_day() == kept


def test_under_the_mouse_every_lane_says_what_it_knows(chart: CourseChart) -> None:
    plot = picture(chart).plot
    assert n_plates(chart) == 0
    QTest.mouseMove(chart, QPoint(round(plot.left + 0.7 * plot.width), 200))
    assert n_plates(chart) > 5 * 8


def test_what_is_selected_elsewhere_is_a_line_without_words(chart: CourseChart) -> None:
    chart.clearFocus()
    chart.select("course", "C3")
    assert n_plates(chart) == 0
    chart.setFocus()
    assert n_plates(chart) > 5 * 8


def test_following_the_mouse_lays_nothing_out_anew(chart: CourseChart) -> None:
    drawing = picture(chart)
    for x in range(200, 800, 50):
        QTest.mouseMove(chart, QPoint(x, 200))
        chart.repaint()
    assert chart.drawing() is drawing


def test_the_day_stays_in_sight_where_the_chart_is_scrolled(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    chart = CourseChart()
    chart.set_figure(figure_of(relative_case()))
    area.setWidget(chart)
    area.setWidgetResizable(True)
    area.resize(800, 200)
    area.show()
    qtbot.waitExposed(area)
    assert picture(chart).plot.bottom > 300
    plot = picture(chart).plot
    QTest.mouseMove(chart, QPoint(round(plot.left) + 90, 60))
    image = area.viewport().grab().toImage()
    accent, height = QColor(LIGHT.accent), area.viewport().height()
    places = [(x, y) for x in range(image.width()) for y in range(height - 40, height)]
    assert sum(image.pixelColor(x, y) == accent for x, y in places) > 30 * 10


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter], ids=["Return", "Enter"])
def test_enter_asks_for_the_correction_of_what_is_selected(
    chart: CourseChart, qtbot: QtBot, key: Qt.Key
) -> None:
    with qtbot.assertNotEmitted(chart.correction_wanted):
        QTest.keyClick(chart, key)
    chart.select("course", "C3")
    with qtbot.waitSignal(chart.correction_wanted) as wanted:
        QTest.keyClick(chart, key)
    assert wanted.args == ["course", "C3"]


def test_the_menu_key_asks_at_what_is_selected(chart: CourseChart, qtbot: QtBot) -> None:
    chart.select("course", "C3")
    for key, modifier in (
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, SHIFT),
    ):
        with qtbot.waitSignal(chart.menu_wanted) as wanted:
            QTest.keyClick(chart, key, modifier)
        assert wanted.args is not None
        spot, place = wanted.args
        assert spot.mark == ("course", "C3")
        assert chart.rect().contains(chart.mapFromGlobal(place))
    chart.clear_selection()
    with qtbot.waitSignal(chart.menu_wanted) as wanted:
        QTest.keyClick(chart, Qt.Key.Key_Menu)
    assert wanted.args is not None
    assert wanted.args[0].mark is None
    assert wanted.args[0].day == pytest.approx(sum(chart.view()) / 2)


def test_a_mark_is_still_clicked_through_the_line(chart: CourseChart, qtbot: QtBot) -> None:
    spot = spot_of(chart, "course", "C3")
    QTest.mouseMove(chart, spot)
    with qtbot.waitSignal(chart.mark_selected):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
