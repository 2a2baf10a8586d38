"""What each key does in the course chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from hcclog.ui.charts.day_canvas import PAN_SHARE, ZOOM_STEP

Action = Callable[[], object]


class Handled(Protocol):
    """A chart as keys see it."""

    def pan(self, share: float) -> None:
        """Move to later days by a share of what is shown."""

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Zoom in by a factor."""

    def fit(self) -> None:
        """Show the first view."""

    def step(self, by: int) -> bool:
        """Select the next entry, or an earlier one."""

    def move_crosshair(self, by: int) -> None:
        """Move the line over all lanes by steps."""

    def release(self) -> None:
        """Select nothing."""

    def correct_selected(self) -> None:
        """Ask for the correction of what is selected."""

    def ask_for_menu(self) -> None:
        """Open the menu of what is selected, or of the line's day."""


def action_of(chart: Handled, event: QKeyEvent) -> Action | None:
    """Return what a key does; None where it is not for the chart."""
    held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    action = _with_shift(chart).get(event.key()) if held else None
    return action or _plain(chart).get(event.key())


def _plain(chart: Handled) -> dict[int, Action]:
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


def _with_shift(chart: Handled) -> dict[int, Action]:
    """Return what a key does with Shift, where that is something else."""
    return {
        Qt.Key.Key_Left: lambda: chart.move_crosshair(-1),
        Qt.Key.Key_Right: lambda: chart.move_crosshair(1),
        Qt.Key.Key_F10: chart.ask_for_menu,
    }
