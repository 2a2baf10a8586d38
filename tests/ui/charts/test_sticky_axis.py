"""The axis of a chart that is higher than its place stays in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from hcclog.report.palette import LIGHT
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.charts.sticky_axis import StickyAxis
from tests.report.samples import relative_case
from tests.ui.charts.chart_parts import figure_of, picture

# A tool tip asks the window system to come to the front, which there is none.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)


class Scrolled(QScrollArea):
    """A chart in less height than it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = CourseChart()
        self.chart.set_figure(figure_of(relative_case()))
        self.setWidget(self.chart)
        self.setWidgetResizable(True)
        self.resize(800, 220)

    def seen(self) -> QImage:
        return self.viewport().grab().toImage()


@pytest.fixture
def area(qtbot: QtBot) -> Scrolled:
    made = Scrolled()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def strip(image: QImage, height: int = 34) -> QImage:
    """Return the lowest lines of a picture."""
    return image.copy(0, image.height() - height, image.width(), height)


def n_dark(image: QImage) -> int:
    """Count the pixels of letters."""
    cells = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).lightness() < 160 for x, y in cells)


def test_the_days_are_read_wherever_the_chart_is_scrolled_to(area: Scrolled) -> None:
    seen = []
    bar = area.verticalScrollBar()
    assert bar.maximum() > 40
    for value in (0, 40, bar.maximum()):
        bar.setValue(value)
        seen.append(strip(area.seen()))
    assert n_dark(seen[0]) > 100
    # Above the line that parts it from the lanes nothing of the axis differs.
    assert seen[0].copy(0, 6, 780, 24) == seen[1].copy(0, 6, 780, 24)
    assert n_dark(seen[2]) > 100


def test_what_lies_behind_the_axis_is_not_clicked(area: Scrolled, qtbot: QtBot) -> None:
    drawing = picture(area.chart)
    top = StickyAxis().top(drawing, area.viewport().height())
    hidden = [
        hit
        for hit in drawing.hits
        if top + 2 < (hit.rect.top + hit.rect.bottom) / 2 < area.viewport().height()
    ]
    assert hidden
    rect = hidden[0].rect
    spot = QPoint(round((rect.left + rect.right) / 2), round((rect.top + rect.bottom) / 2))
    with qtbot.assertNotEmitted(area.chart.mark_selected):
        QTest.mouseClick(area.chart, Qt.MouseButton.LeftButton, pos=spot)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    with qtbot.waitSignal(area.chart.mark_selected):
        QTest.mouseClick(area.chart, Qt.MouseButton.LeftButton, pos=spot)


def test_a_chart_that_is_seen_whole_has_its_axis_in_its_own_place(chart: CourseChart) -> None:
    drawing = picture(chart)
    assert StickyAxis().top(drawing, drawing.height) == drawing.plot.bottom
    assert chart.grab().toImage().pixelColor(2, round(drawing.plot.bottom)).name() == (
        LIGHT.background
    )
