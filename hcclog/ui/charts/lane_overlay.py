"""What is painted over a chart's lanes: which one the keys are for, and where one would come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hcclog.report.painting import colour
from hcclog.ui.charts.day_canvas import DayCanvas

_BAR = 3.0
_LINE = 2.0
_TINT = 36  # of 255: the titles below stay readable


class LaneOverlay(QWidget):
    """A sheet of glass over a chart, as large as it; mouse and keys go through it.

    Attributes:
        lane: Key of the lane that was chosen; empty where none is.
    """

    def __init__(self, chart: DayCanvas) -> None:
        super().__init__(chart)
        self._chart = chart
        self.lane = ""
        self._dragged, self._drop_y = "", 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(chart.size())

    def show_lane(self, key: str) -> None:
        """Mark a lane as the one that the keys are for; none where the key is empty."""
        self.lane = key
        self.update()

    def show_drop(self, key: str, y: float) -> None:
        """Show where a lane that is dragged would come to stand; none where the key is empty."""
        self._dragged, self._drop_y = key, y
        self.update()

    # Qt's calls

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = self._chart.drawing()
        if drawing is None:
            return
        painter = QPainter(self)
        accent = colour(self._chart.colours().accent)
        left, right = drawing.plot.left, drawing.plot.right
        for part in drawing.parts:
            top, height = part.rect.top, part.rect.height
            if part.key == self.lane:
                painter.fillRect(QRectF(0, top, _BAR, height), accent)
            if part.key == self._dragged:
                tint = QColor(accent)
                tint.setAlpha(_TINT)
                painter.fillRect(QRectF(0, top, left, height), tint)
        if self._dragged:
            painter.fillRect(QRectF(0, round(self._drop_y) - _LINE / 2, right, _LINE), accent)
        painter.end()
