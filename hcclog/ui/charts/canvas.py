"""What every chart widget is: a drawing that is laid out once, painted once, and painted over.

What does not move is painted into a pixmap; what moves is painted over it, so that following the
mouse costs next to nothing.
"""

from __future__ import annotations

from abc import abstractmethod
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcclog.report.drawing import Drawing
from hcclog.report.painting import colour, paint
from hcclog.report.palette import Palette
from hcclog.report.sheet import Style
from hcclog.report.typeface import load_fonts, measure
from hcclog.ui.charts.colouring import colours_of
from hcclog.ui.charts.overlay import paint_focus


class Canvas(QWidget):
    """The part of a chart that knows nothing of what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self._drawing: Drawing | None = None
        self._pixmap: QPixmap | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @abstractmethod
    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing | None:
        """Return the drawing for a size; None while there is nothing to show."""

    @abstractmethod
    def paint_moving(self, painter: QPainter, drawing: Drawing, colours: Palette) -> None:
        """Paint what is selected and what follows the mouse."""

    def refresh(self) -> None:
        """Lay out and paint anew."""
        self._drawing = None
        self._pixmap = None
        self.update()

    def drawing(self) -> Drawing | None:
        """Return what is painted at the present size."""
        if self._drawing is None:
            size = (float(self.width()), float(self.height()))
            self._drawing = self.lay_out(size, self.style_of_chart())
        return self._drawing

    def colours(self) -> Palette:
        """Return the colours that suit the window."""
        return colours_of(self)

    def style_of_chart(self) -> Style:
        """Return colours and measure."""
        return Style(self.colours(), measure)

    # Qt's calls

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.refresh()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = self.drawing()
        if drawing is None:
            painter.fillRect(self.rect(), colour(colours.background))
        else:
            painter.drawPixmap(0, 0, self._still(drawing))
            self.paint_moving(painter, drawing, colours)
        if self.hasFocus():
            paint_focus(painter, self.width(), self.height(), colours)
        painter.end()

    def _still(self, drawing: Drawing) -> QPixmap:
        """Return what does not move, painted once for this size and screen."""
        ratio = self.devicePixelRatioF()
        if self._pixmap is None or self._pixmap.devicePixelRatio() != ratio:
            size = QSize(ceil(self.width() * ratio), ceil(self.height() * ratio))
            self._pixmap = QPixmap(size)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(colour(drawing.background))
            painter = QPainter(self._pixmap)
            paint(painter, drawing, ground=False)
            painter.end()
        return self._pixmap
