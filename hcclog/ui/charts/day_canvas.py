"""A chart over a window of days: zoomed by wheel, moved by dragging."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from hcclog.ui.charts.canvas import Canvas
from hcclog.ui.charts.day_window import DayWindow
from hcclog.ui.charts.gestures import Pinch, pinch_of

ZOOM_STEP = 1.25
PAN_SHARE = 0.15
_NOTCH = 120  # Qt: eighths of a degree of one notch of a wheel


class DayCanvas(Canvas):
    """The part of a chart over days that knows nothing of what it shows.

    Signals:
        window_changed: Other days are shown.
    """

    window_changed = Signal(object)  # DayWindow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = DayWindow(0.0, 1.0, (0.0, 1.0), (0.0, 1.0))
        self._pressed_at: QPointF | None = None
        self._pressed_window = self._window
        self._dragging = False
        self.grabGesture(Qt.GestureType.PinchGesture)

    @abstractmethod
    def pointed_at(self, position: QPointF) -> None:
        """Take notice of the mouse over a place."""

    @abstractmethod
    def clicked_at(self, position: QPointF) -> None:
        """Take notice of a click that was no drag."""

    def view(self) -> tuple[float, float]:
        """Return first and last day shown."""
        return self._window.start, self._window.end

    def window_of_days(self) -> DayWindow:
        """Return the days shown, within what there is to see."""
        return self._window

    def fit(self) -> None:
        """Show the first view."""
        self.show_window(self._window.fitted())

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Zoom in by a factor about a day, the middle when left out."""
        middle = (self._window.start + self._window.end) / 2
        self.show_window(self._window.zoomed(factor, middle if about is None else about))

    def pan(self, share: float) -> None:
        """Move to later days by a share of what is shown."""
        self.show_window(self._window.moved(share * self._window.days))

    def show_window(self, window: DayWindow) -> None:
        """Show other days."""
        if window != self._window:
            self._window = window
            self.refresh()
            self.window_changed.emit(window)

    def day_at(self, x: float) -> float | None:
        """Return the day at an x; None beside the plot."""
        drawing = self.drawing()
        if drawing is None or not drawing.plot.left <= x <= drawing.plot.right:
            return None
        share = (x - drawing.plot.left) / drawing.plot.width
        return self._window.start + share * self._window.days

    def pinched(self, pinch: Pinch) -> None:
        """Zoom as two fingers ask for."""
        # The first finger came as a press of the mouse.
        self._pressed_at, self._dragging = None, False
        if not pinch.factor:
            self.fit()
        else:
            self.zoom(pinch.factor, None if pinch.x is None else self.day_at(pinch.x))

    # Qt's calls

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.NativeGesture, QEvent.Type.Gesture}:
            pinch = pinch_of(event, self)
            if pinch is not None:
                self.pinched(pinch)
                event.accept()
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, day = event.angleDelta(), self.day_at(event.position().x())
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if day is None:
            # Beside the plot the wheel is for what the chart is scrolled in.
            event.ignore()
            return
        if sideways or abs(turned.x()) > abs(turned.y()):
            self.pan(-(turned.x() or turned.y()) / _NOTCH * PAN_SHARE)
        else:
            self.zoom(ZOOM_STEP ** (turned.y() / _NOTCH), day)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at, self._pressed_window = event.position(), self._window
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drawing = self.drawing()
        if self._pressed_at is None or drawing is None:
            self.pointed_at(event.position())
            return
        moved = event.position().x() - self._pressed_at.x()
        if self._dragging or abs(moved) >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            days = -moved / drawing.plot.width * self._window.days
            self.show_window(self._pressed_window.moved(days))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed_at is not None and not self._dragging
        self._pressed_at, self._dragging = None, False
        self.unsetCursor()
        if clicked and event.button() is Qt.MouseButton.LeftButton:
            self.clicked_at(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()
