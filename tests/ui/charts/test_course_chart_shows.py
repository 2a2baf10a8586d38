"""What the chart in a window shows and tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.report.palette import DARK, LIGHT
from hcclog.ui.charts.course_chart import CourseChart
from tests.report.samples import lab, measured_case, relative_case
from tests.ui.charts.chart_parts import figure_of, picture

# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)


def test_a_new_value_appears_and_the_zoom_stays(chart: CourseChart) -> None:
    chart.zoom(2)
    chart.select("course", "C3")
    view = chart.view()
    n_points = sum(hit.point for hit in picture(chart).hits)
    record = relative_case()
    chart.set_figure(figure_of(replace(record, labs=(*record.labs, lab("day 300", "1234")))))
    assert chart.view() == view
    assert chart.selected() == ("course", "C3")
    assert sum(hit.point for hit in picture(chart).hits) == n_points + 1
    assert "1\u2009234" in [words.text for words in picture(chart).words()]


def test_another_patient_begins_at_its_own_first_view(chart: CourseChart) -> None:
    chart.zoom(2)
    chart.select("course", "C3")
    figure = figure_of(measured_case())
    chart.set_figure(figure)
    assert chart.view() == figure.home
    assert chart.selected() is None


def test_a_reader_without_eyes_is_told_the_course(chart: CourseChart) -> None:
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.text(QAccessible.Text.Name) == "Course chart of relative-01"
    assert "AFP: 821 ng/mL." in interface.text(QAccessible.Text.Description)
    chart.select("course", "C1")
    told = interface.text(QAccessible.Text.Description)
    assert told == "day 0: lenvatinib, dose not stated, until month 3"


def test_the_colours_follow_the_window(chart: CourseChart) -> None:
    assert picture(chart).background == LIGHT.background
    dark = QPalette(chart.palette())
    dark.setColor(QPalette.ColorRole.Window, QColor(DARK.background))
    chart.setPalette(dark)
    assert picture(chart).background == DARK.background
    assert chart.grab().toImage().pixelColor(2, 2).name() == DARK.background


def test_a_chart_without_a_figure_paints_its_ground(qtbot: QtBot) -> None:
    chart = CourseChart()
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    assert chart.grab().toImage().pixelColor(150, 100).name() == LIGHT.background
    assert chart.drawing() is None
    assert not chart.step(1)


def test_the_least_height_holds_every_lane(chart: CourseChart) -> None:
    least = chart.minimumSizeHint()
    chart.resize(860, least.height())
    assert picture(chart).height <= least.height()
    assert chart.sizeHint().height() >= least.height()


@pytest.mark.parametrize("size", [(500, 400), (1400, 700)])
def test_resizing_lays_out_anew(chart: CourseChart, size: tuple[int, int]) -> None:
    chart.resize(*size)
    chart.repaint()
    assert picture(chart).width == size[0]


def test_a_cursor_whose_day_was_zoomed_away_is_not_painted_beside_the_plot(
    chart: CourseChart, qtbot: QtBot
) -> None:
    drawing = picture(chart)
    QTest.mouseMove(chart, QPoint(round(drawing.plot.right) - 5, 200))
    chart.zoom(4, chart.view()[0])
    image = chart.grab().toImage()
    accent = QColor(LIGHT.accent)
    assert not any(image.pixelColor(x, 200) == accent for x in range(2, image.width() - 2))
