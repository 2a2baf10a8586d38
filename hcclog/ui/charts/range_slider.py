"""The whole course in one thin line, and the days that the chart shows of it.

The window is dragged as a whole or by its ends; arrows move it, Shift and arrows change its end,
Home shows what the chart shows at first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcclog.report.day_axis import MONTH_DAYS
from hcclog.report.drawing import Rect, TextRole, Words
from hcclog.report.painting import colour, fill, paint_words, pen
from hcclog.report.palette import Palette
from hcclog.report.typeface import measure
from hcclog.report.wording import rounded
from hcclog.ui.announcing import announce
from hcclog.ui.charts.colouring import colours_of
from hcclog.ui.charts.day_window import DayWindow
from hcclog.ui.charts.overlay import paint_focus

HEIGHT = 26
_MARGIN = 14.0
_TRACK, _GRIP = 14.0, 4.0
_REACH = 6.0
_PAN_SHARE, _ZOOM_STEP, _NOTCH = 0.1, 1.25, 120
_ROLE = TextRole.SMALL
_YEAR, _MONTHS_FROM, _YEARS_FROM = 365.25, 92, 1461
_START, _END, _WHOLE = "start", "end", "whole"


class RangeSlider(QWidget):
    """Shows and sets the window of days.

    Signals:
        window_wanted: A person moved the window, or one of its ends.
    """

    window_wanted = Signal(object)  # DayWindow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window = DayWindow(0.0, 1.0, (0.0, 1.0), (0.0, 1.0))
        self._days: Sequence[float] = ()
        self._name: Callable[[float], str] = str
        self._sides: Callable[[], tuple[float, float] | None] = lambda: None
        self._held = ""
        self._grabbed = (0.0, self._window)
        self.setAccessibleName("Days shown")
        self.setToolTip("Drag the window or its ends; double click shows the whole course")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_course(
        self,
        days: Iterable[float],
        name: Callable[[float], str],
        sides: Callable[[], tuple[float, float] | None],
    ) -> None:
        """Show where the entries of a course lie.

        Args:
            days: Of the entries.
            name: How a day is called.
            sides: The left and the right end of the plot above; None where there is none.
        """
        self._days = sorted(set(days))
        self._name, self._sides = name, sides
        self._say()
        self.update()

    def show_window(self, window: DayWindow) -> None:
        """Show which days the chart shows."""
        if window != self._window:
            self._window = window
            self._say()
            self.update()

    def reach(self) -> tuple[float, float]:
        """Return the first and the last day of the whole line."""
        window = self._window
        first = min(window.extent[0], window.home[0], window.start)
        return first, max(window.extent[1], window.home[1], window.end)

    def track(self) -> Rect:
        """Return where the line lies: below the plot."""
        left, right = self._sides() or (_MARGIN, self.width() - _MARGIN)
        top = (self.height() - _TRACK) / 2
        return Rect(left, top, max(right, left + 1), top + _TRACK)

    def x_of(self, day: float) -> float:
        """Return where a day stands."""
        track, (first, last) = self.track(), self.reach()
        return track.left + (day - first) / (last - first) * track.width

    def day_at(self, x: float) -> float:
        """Return the day at an x, also beside the line."""
        track, (first, last) = self.track(), self.reach()
        return first + (x - track.left) / track.width * (last - first)

    def _part_at(self, x: float) -> str:
        """Return what a press at an x holds: an end, the window, or nothing."""
        ends = {_START: self.x_of(self._window.start), _END: self.x_of(self._window.end)}
        name, at = min(ends.items(), key=lambda end: abs(end[1] - x))
        if abs(at - x) <= _REACH:
            return name
        return _WHOLE if ends[_START] < x < ends[_END] else ""

    def _want(self, window: DayWindow) -> None:
        if window != self._window:
            self.show_window(window)
            self.window_wanted.emit(window)

    def _dragged(self, x: float) -> DayWindow:
        """Return the window as the hand holds it."""
        from_day, window = self._grabbed
        moved = self.day_at(x) - from_day
        if self._held == _START:
            return window.between(min(window.start + moved, window.end - 1), window.end)
        if self._held == _END:
            return window.between(window.start, window.end + moved)
        return window.moved(moved)

    def _say(self) -> None:
        """Tell a screen reader which days are shown."""
        window, (first, last) = self._window, self.reach()
        shown = f"{self._name(window.start)} to {self._name(window.end)}"
        announce(self, f"{shown}, of {self._name(first)} to {self._name(last)}")

    # Qt's calls

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        window, step = self._window, _PAN_SHARE * self._window.days
        resized = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sign = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        whole = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if sign is not None and resized:
            self._want(window.between(window.start, window.end + sign * step))
        elif sign is not None:
            self._want(window.moved(sign * step))
        elif whole is not None:
            self._want(window.moved(whole * window.days))
        elif event.key() == Qt.Key.Key_Home:
            self._want(window.fitted())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        self._held = self._part_at(x)
        if not self._held:
            # Beside the window it comes to where the hand is, and is held there.
            middle = (self._window.start + self._window.end) / 2
            self._want(self._window.moved(self.day_at(x) - middle))
            self._held = _WHOLE
        self._grabbed = self.day_at(x), self._window
        self._point(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held:
            self._want(self._dragged(x))
        self._point(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = ""
        self._point(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._want(self._window.fitted())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._want(self._window.moved(-turned.x() / _NOTCH * _PAN_SHARE * self._window.days))
        else:
            factor = _ZOOM_STEP ** (turned.y() / _NOTCH)
            self._want(self._window.zoomed(factor, self.day_at(event.position().x())))
        event.accept()

    def _point(self, x: float) -> None:
        """Let the pointer say what can be done here."""
        part = self._held or self._part_at(x)
        shapes = {
            _START: Qt.CursorShape.SizeHorCursor,
            _END: Qt.CursorShape.SizeHorCursor,
            _WHOLE: Qt.CursorShape.OpenHandCursor,
        }
        shape = Qt.CursorShape.ClosedHandCursor if self._held == _WHOLE else shapes.get(part)
        self.setCursor(shape if shape is not None else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, QRectF(self.rect()), colours.background)
        self._paint_track(painter, colours)
        self._paint_window(painter, colours)
        if self.hasFocus():
            paint_focus(painter, self.width(), self.height(), colours)
        painter.end()

    def _paint_track(self, painter: QPainter, colours: Palette) -> None:
        track = self.track()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(colours.surface))
        painter.drawRoundedRect(QRectF(track.left, track.top, track.width, track.height), 3, 3)
        painter.setPen(pen(colours.whisker, 1))
        painter.drawLines(self._entries(track))
        text = _length(self._window.days)
        if measure(text, _ROLE) + 8 <= track.left:
            top = (self.height() - _ROLE.line) / 2
            place = Rect(4, top, 4 + measure(text, _ROLE), top + _ROLE.line)
            paint_words(painter, Words(text, place, _ROLE, colours.muted))

    def _entries(self, track: Rect) -> list[QLineF]:
        """Return a short line for each entry: of thousands no more than there are pixels."""
        first, last = self.reach()
        scale = track.width / (last - first)
        places = dict.fromkeys(round(track.left + (day - first) * scale) for day in self._days)
        return [QLineF(x + 0.5, track.top + 4, x + 0.5, track.bottom - 4) for x in places]

    def _paint_window(self, painter: QPainter, colours: Palette) -> None:
        track = self.track()
        left, right = self.x_of(self._window.start), self.x_of(self._window.end)
        tint = colour(colours.accent).toRgb()
        tint.setAlphaF(0.12)
        painter.setPen(pen(colours.border, 1))
        painter.setBrush(tint)
        painter.drawRoundedRect(
            QRectF(QPointF(left + 0.5, track.top - 1.5), QPointF(right - 0.5, track.bottom + 1.5)),
            3,
            3,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(colours.accent))
        for x in (left, right):
            grip = QRectF(x - _GRIP / 2, track.top - 2, _GRIP, track.height + 4)
            painter.drawRoundedRect(grip, 2, 2)


def _length(days: float) -> str:
    """Return how long the window is, in what suits it."""
    if days >= _YEARS_FROM:
        return f"{rounded(days / _YEAR)} years"
    return f"{days / MONTH_DAYS:.0f} months" if days >= _MONTHS_FROM else f"{days:.0f} days"
