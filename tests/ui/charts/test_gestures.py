"""Two fingers on a touch pad and on a touch screen, and the wheel beside the plot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hcclog.ui.charts.course_chart import CourseChart
from tests.ui.charts.chart_parts import picture, wheel

NATIVE = Qt.NativeGestureType


def touch_pad(chart: CourseChart, kind: Qt.NativeGestureType, value: float, x: float) -> None:
    spot = QPointF(x, 200)
    event = QNativeGestureEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        2,
        spot,
        spot,
        QPointF(chart.mapToGlobal(spot.toPoint())),
        value,
        QPointF(),
    )
    QApplication.sendEvent(chart, event)


@pytest.mark.parametrize(
    ("value", "factor"),
    [(0.1, 1.1), (-0.2, 0.8), (-3.0, 0.05)],
    ids=["apart sees less", "together sees more", "more than all is held"],
)
def test_a_pinch_on_a_touch_pad_zooms_about_the_fingers(
    chart: CourseChart, value: float, factor: float
) -> None:
    chart.zoom(4)
    plot = picture(chart).plot
    x = plot.left + 0.3 * plot.width
    day, days = chart.day_at(x), chart.window_of_days().days
    touch_pad(chart, NATIVE.ZoomNativeGesture, value, x)
    low, high = chart.window_of_days().room()
    assert chart.window_of_days().days == pytest.approx(min(days / factor, high - low))
    if factor > 0.5:
        assert chart.day_at(x) == pytest.approx(day)


def test_a_smart_zoom_fits(chart: CourseChart) -> None:
    home = chart.view()
    chart.zoom(4)
    touch_pad(chart, NATIVE.SmartZoomNativeGesture, 0, 400)
    assert chart.view() == home


def test_other_gestures_are_left_alone(chart: CourseChart) -> None:
    view = chart.view()
    touch_pad(chart, NATIVE.RotateNativeGesture, 30, 400)
    touch_pad(chart, NATIVE.BeginNativeGesture, 0, 400)
    assert chart.view() == view
    assert not chart.event(QEvent(QEvent.Type.Gesture)) or chart.view() == view


def test_a_pinch_on_a_touch_screen_zooms_and_drags_nothing(chart: CourseChart) -> None:
    device = QTest.createTouchDevice()
    chart.zoom(2)
    middle, days = 450, chart.window_of_days().days
    day = chart.day_at(middle)

    def fingers(what: str, apart: int) -> None:
        sequence = QTest.touchEvent(chart, device)
        for finger, x in ((0, middle - apart), (1, middle + apart)):
            getattr(sequence, what)(finger, QPoint(x, 150))
        sequence.commit()

    fingers("press", 30)
    fingers("move", 60)
    fingers("move", 120)
    fingers("release", 120)
    assert chart.window_of_days().days < days / 1.5
    assert chart.day_at(middle) == pytest.approx(day, abs=2)


def test_the_wheel_with_shift_goes_along_the_time(chart: CourseChart) -> None:
    chart.zoom(2)
    start, days = chart.view()[0], chart.window_of_days().days
    wheel(chart, 400, QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    assert chart.view()[0] > start
    assert chart.window_of_days().days == pytest.approx(days)


def test_the_wheel_over_the_titles_is_left_to_what_the_chart_is_scrolled_in(
    chart: CourseChart,
) -> None:
    view = chart.view()
    assert not wheel(chart, 20, QPoint(0, 120))
    assert chart.view() == view
    assert wheel(chart, 400, QPoint(0, 120))
