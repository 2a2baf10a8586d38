"""Charts in a window without a display."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hcclog.ui.charts.course_chart import CourseChart
from tests.report.samples import relative_case
from tests.ui.charts.chart_parts import figure_of


@pytest.fixture
def chart(qtbot: QtBot) -> CourseChart:
    """Return a chart of five lines of therapy, 860 by 500."""
    widget = CourseChart()
    qtbot.addWidget(widget)
    widget.resize(860, 500)
    widget.set_figure(figure_of(relative_case()))
    widget.show()
    qtbot.waitExposed(widget)
    return widget
