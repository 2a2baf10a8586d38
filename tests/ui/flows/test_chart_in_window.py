"""The chart within the window: its keys, its line below, and where they lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.report.sheet import x_of
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.charts.range_slider import RangeSlider
from hcclog.ui.main_window import MainWindow
from tests.report.course.any_record import records
from tests.ui.charts.chart_parts import figure_of, picture
from tests.ui.keyboard import CTRL, Keyboard

Opener = Callable[[Logbook], MainWindow]


@pytest.fixture
def window(cases: Logbook, open_window: Opener) -> MainWindow:
    made = open_window(cases)
    made.desk.choose_patient(made.desk.logbook.find("zhang-2024") or "")
    return made


def parts_of(window: MainWindow) -> tuple[CourseChart, RangeSlider]:
    chart, slider = window.page.course.chart, window.page.course.slider
    assert chart is not None
    assert slider is not None
    return chart, slider


def test_ctrl_0_shows_the_whole_course_from_anywhere(window: MainWindow) -> None:
    chart, _ = parts_of(window)
    home = chart.view()
    for focused in (chart, window.patients.search):
        chart.zoom(4)
        focused.setFocus()
        Keyboard(window).press(Qt.Key.Key_0, CTRL)
        assert chart.view() == home


def test_the_line_below_stands_under_the_plot_and_is_reached_after_the_chart(
    window: MainWindow,
) -> None:
    chart, slider = parts_of(window)
    plot, track = picture(chart).plot, slider.track()
    left = chart.mapTo(window, QPoint(round(plot.left), 0)).x()
    right = chart.mapTo(window, QPoint(round(plot.right), 0)).x()
    assert slider.mapTo(window, QPoint(round(track.left), 0)).x() == left
    assert slider.mapTo(window, QPoint(round(track.right), 0)).x() == right
    chart.setFocus()
    keys = Keyboard(window)
    figure = chart.figure()
    assert figure is not None
    keys.press(Qt.Key.Key_Tab, times=len({mark.key for mark in figure.marks()}) + 1)
    assert window.focusWidget() is slider
    view = chart.view()
    keys.press(Qt.Key.Key_PageUp)
    assert chart.view()[0] < view[0]
    keys.press(Qt.Key.Key_Home)
    assert chart.view() == view


def test_the_line_below_knows_every_patient(window: MainWindow) -> None:
    chart, slider = parts_of(window)
    said = set()
    for patient in window.desk.logbook.patients("", 9):
        window.desk.choose_patient(patient.id)
        first, last = slider.reach()
        assert first <= chart.view()[0] < chart.view()[1] <= last
        said.add(slider.accessibleDescription())
    assert len(said) == 3


def test_a_value_that_is_added_is_a_mark_of_the_line_below(window: MainWindow) -> None:
    chart, slider = parts_of(window)
    before = slider.grab().toImage()
    window.start_lab_entry()
    keys = Keyboard(window)
    keys.press(Qt.Key.Key_A, CTRL)
    keys.write("2021-05-05")
    keys.press(Qt.Key.Key_Return)
    keys.write("AFP")
    keys.press(Qt.Key.Key_Tab)
    keys.write("77.25")
    keys.press(Qt.Key.Key_Return)
    assert "77.25" in [words.text for words in picture(chart).words()]
    assert slider.grab().toImage() != before


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(record=records(), zoom=st.floats(0.2, 50), pan=st.floats(-2, 2), share=st.floats(0, 1))
def test_days_and_places_are_each_other_s_inverse_whatever_is_shown(
    qtbot: QtBot, record: object, zoom: float, pan: float, share: float
) -> None:
    chart = CourseChart()
    qtbot.addWidget(chart)
    chart.resize(860, 500)
    chart.set_figure(figure_of(record))  # type: ignore[arg-type]  # a strategy's record
    chart.zoom(zoom)
    chart.pan(pan)
    plot = picture(chart).plot
    x = plot.left + share * plot.width
    day = chart.day_at(x)
    assert day is not None
    first, last = chart.view()
    assert first - 1e-6 <= day <= last + 1e-6
    assert x_of(day, chart.view(), plot) == pytest.approx(x, abs=1e-4)
    assert chart.day_at(plot.left - 1) is None
    assert chart.day_at(plot.right + 1) is None


def test_a_double_click_in_the_window_fits(window: MainWindow) -> None:
    chart, _ = parts_of(window)
    home = chart.view()
    chart.zoom(3)
    plot = picture(chart).plot
    place = QPoint(round(plot.left + plot.width / 2), round(plot.top) + 1)
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=place)
    assert chart.view() == home
