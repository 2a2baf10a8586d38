"""The line below the chart under a real mouse and real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hcclog.report.palette import DARK, LIGHT
from hcclog.ui.charts.course_chart import CourseChart
from hcclog.ui.charts.day_window import LEAST_DAYS, DayWindow
from hcclog.ui.charts.range_slider import HEIGHT, RangeSlider
from tests.report.samples import relative_case
from tests.ui.charts.chart_parts import figure_of, picture, wheel

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO = Qt.KeyboardModifier.NoModifier


class Both(QWidget):
    """A chart with its slider, connected as the panel connects them."""

    def __init__(self) -> None:
        super().__init__()
        self.chart, self.slider = CourseChart(), RangeSlider()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chart)
        layout.addWidget(self.slider)
        self.chart.window_changed.connect(self.slider.show_window)
        self.slider.window_wanted.connect(self.chart.show_window)
        figure = figure_of(relative_case())
        self.chart.set_figure(figure)
        self.slider.show_course((m.day for m in figure.marks()), figure.axis.name, self.sides)

    def sides(self) -> tuple[float, float]:
        return picture(self.chart).plot.left, picture(self.chart).plot.right

    @property
    def window(self) -> DayWindow:  # type: ignore[override]  # what a test asks for
        return self.chart.window_of_days()

    def spot(self, day: float) -> QPoint:
        return QPoint(round(self.slider.x_of(day)), HEIGHT // 2)

    def drag(self, from_day: float, by: int) -> None:
        start = self.spot(from_day)
        QTest.mousePress(self.slider, LEFT, NO, start)
        for step in (by // 2, by):
            QTest.mouseMove(self.slider, start + QPoint(step, 0))
        QTest.mouseRelease(self.slider, LEFT, NO, start + QPoint(by, 0))


@pytest.fixture
def both(qtbot: QtBot) -> Both:
    widget = Both()
    qtbot.addWidget(widget)
    widget.resize(900, 560)
    widget.show()
    qtbot.waitExposed(widget)
    widget.chart.zoom(4)
    return widget


def test_it_is_thin_and_stands_below_the_plot(both: Both) -> None:
    assert both.slider.height() == HEIGHT == 26
    track = both.slider.track()
    assert (track.left, track.right) == both.sides()


def test_days_and_places_are_each_other_s_inverse(both: Both) -> None:
    first, last = both.slider.reach()
    for share in (0, 0.25, 0.5, 1):
        day = first + share * (last - first)
        assert both.slider.day_at(both.slider.x_of(day)) == pytest.approx(day)


def test_the_window_is_dragged_as_a_whole(both: Both) -> None:
    before = both.window
    both.drag((before.start + before.end) / 2, 80)
    moved = 80 / both.slider.track().width * (both.slider.reach()[1] - both.slider.reach()[0])
    assert both.window.start == pytest.approx(before.start + moved)
    assert both.window.days == pytest.approx(before.days)


@pytest.mark.parametrize(
    ("end", "by", "start_moves", "end_moves"),
    [("start", -60, -1, 0), ("start", 20, 1, 0), ("end", 60, 0, 1), ("end", -20, 0, -1)],
    ids=["start to the left", "start to the right", "end to the right", "end to the left"],
)
def test_an_end_is_dragged_and_the_other_stays(
    both: Both, end: str, by: int, start_moves: int, end_moves: int
) -> None:
    before = both.window
    both.drag(getattr(before, end), by)
    assert (both.window.start - before.start) * start_moves > 0 or start_moves == 0
    assert (both.window.end - before.end) * end_moves > 0 or end_moves == 0
    if start_moves == 0:
        assert both.window.start == pytest.approx(before.start)
    else:
        assert both.window.end == pytest.approx(before.end)


def test_ends_that_are_pushed_together_leave_the_least_window(both: Both) -> None:
    both.drag(both.window.end, -400)
    assert both.window.days == pytest.approx(LEAST_DAYS)
    assert both.chart.grab().isNull() is False


def test_a_press_beside_the_window_brings_it_there(both: Both) -> None:
    days, target = both.window.days, both.slider.reach()[0] + 300
    QTest.mouseClick(both.slider, LEFT, NO, both.spot(target))
    assert sum(both.chart.view()) / 2 == pytest.approx(target, abs=days / 10)
    assert both.window.days == pytest.approx(days)


def test_a_double_click_fits(both: Both) -> None:
    QTest.mouseDClick(both.slider, LEFT, NO, both.spot(both.window.start))
    assert both.window.at_home


def test_the_wheel_zooms_and_sideways_moves(both: Both) -> None:
    before = both.window
    x = both.slider.x_of((before.start + before.end) / 2)
    wheel(both.slider, x, QPoint(0, 120))
    assert both.window.days == pytest.approx(before.days / 1.25)
    between = both.window
    wheel(both.slider, x, QPoint(-120, 0))
    assert both.window.start > between.start


@pytest.mark.parametrize(
    ("key", "held", "start_moves", "end_moves"),
    [
        (Qt.Key.Key_Left, NO, -1, -1),
        (Qt.Key.Key_Right, NO, 1, 1),
        (Qt.Key.Key_PageUp, NO, -1, -1),
        (Qt.Key.Key_PageDown, NO, 1, 1),
        (Qt.Key.Key_Right, SHIFT, 0, 1),
        (Qt.Key.Key_Left, SHIFT, 0, -1),
    ],
    ids=[
        "left moves",
        "right moves",
        "page up moves by a window",
        "page down too",
        "shift and right show more",
        "shift and left show less",
    ],
)
def test_keys_move_and_resize(
    both: Both, key: Qt.Key, held: Qt.KeyboardModifier, start_moves: int, end_moves: int
) -> None:
    before = both.window
    QTest.keyClick(both.slider, key, held)
    after = both.window
    for moved, sign in (
        (after.start - before.start, start_moves),
        (after.end - before.end, end_moves),
    ):
        assert moved * sign > 0 or (sign == 0 and moved == pytest.approx(0))


def test_home_fits_and_other_keys_are_left_alone(both: Both) -> None:
    QTest.keyClick(both.slider, Qt.Key.Key_A)
    assert not both.window.at_home
    QTest.keyClick(both.slider, Qt.Key.Key_Home)
    assert both.window.at_home


def test_it_follows_the_chart(both: Both) -> None:
    x = both.slider.x_of(both.window.start)
    both.chart.pan(0.5)
    assert both.slider.x_of(both.window.start) > x


def test_a_screen_reader_hears_which_days_are_shown(both: Both) -> None:
    interface = QAccessible.queryAccessibleInterface(both.slider)
    assert interface.text(QAccessible.Text.Name) == "Days shown"
    before = interface.text(QAccessible.Text.Description)
    assert before.startswith("day ")
    QTest.keyClick(both.slider, Qt.Key.Key_Right)
    after = interface.text(QAccessible.Text.Description)
    assert after != before
    assert ", of day " in after


def test_the_colours_follow_the_window_and_the_window_is_seen(both: Both) -> None:
    for palette in (LIGHT, DARK):
        colours = QPalette()
        colours.setColor(QPalette.ColorRole.Window, QColor(palette.background))
        both.slider.setPalette(colours)
        image = both.slider.grab().toImage()
        assert image.pixelColor(2, 1).name() == palette.background
        for day in both.chart.view():
            assert image.pixelColor(both.spot(day)).name() == palette.accent


def test_a_slider_without_a_course_paints_its_ground(qtbot: QtBot) -> None:
    slider = RangeSlider()
    qtbot.addWidget(slider)
    slider.resize(300, HEIGHT)
    assert slider.grab().toImage().pixelColor(2, 1).name() == LIGHT.background
    QTest.keyClick(slider, Qt.Key.Key_Right)
