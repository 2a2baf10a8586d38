"""What each key does in the course chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hcclog.ui.charts.day_canvas import PAN_SHARE, ZOOM_STEP

if TYPE_CHECKING:
    from hcclog.ui.charts.course_chart import CourseChart

Action = Callable[[], object]


def action_of(chart: CourseChart, event: QKeyEvent) -> Action | None:
    """Return what a key does; None where it is not for the chart."""
    held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    action = _with_shift(chart).get(event.key()) if held else None
    return action or _plain(chart).get(event.key())


def _plain(chart: CourseChart) -> dict[int, Action]:
    return {
        Qt.Key.Key_Left: lambda: chart.pan(-PAN_SHARE),
        Qt.Key.Key_Right: lambda: chart.pan(PAN_SHARE),
        Qt.Key.Key_Plus: lambda: chart.zoom(ZOOM_STEP),
        Qt.Key.Key_Equal: lambda: chart.zoom(ZOOM_STEP),
        Qt.Key.Key_Minus: lambda: chart.zoom(1 / ZOOM_STEP),
        Qt.Key.Key_Home: chart.fit,
        Qt.Key.Key_BracketRight: lambda: chart.step(1),
        Qt.Key.Key_BracketLeft: lambda: chart.step(-1),
        Qt.Key.Key_Escape: chart.release,
        Qt.Key.Key_Return: chart.correct_selected,
        Qt.Key.Key_Enter: chart.correct_selected,
        Qt.Key.Key_Menu: chart.ask_for_menu,
    }


def _with_shift(chart: CourseChart) -> dict[int, Action]:
    """Return what a key does with Shift, where that is something else."""
    return {
        Qt.Key.Key_Left: lambda: chart.move_crosshair(-1),
        Qt.Key.Key_Right: lambda: chart.move_crosshair(1),
        Qt.Key.Key_F10: chart.ask_for_menu,
    }
