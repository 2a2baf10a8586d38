"""The names of the days stay in sight where a chart is higher than its place and is scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF

from hcclog.report.painting import fill, paint_words, pen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from hcclog.report.drawing import Drawing, Words
    from hcclog.report.palette import Palette

_PAD = 3.0


def seen_to(widget: QWidget, drawing: Drawing) -> float:
    """Return how far down a drawing is seen in a widget that may be scrolled."""
    seen = widget.visibleRegion().boundingRect()
    return drawing.height if seen.isEmpty() else float(seen.bottom() + 1)


class StickyAxis:
    """Paints the axis of a drawing at the bottom of what is seen of it."""

    def __init__(self) -> None:
        self._known: tuple[Drawing, list[Words]] | None = None

    def top(self, drawing: Drawing, bottom: float) -> float:
        """Return where the axis begins: below the plot, or higher where less is seen."""
        lowest = max((words.rect.bottom for words in self._words(drawing)), default=0.0)
        return drawing.plot.bottom - (lowest + _PAD - bottom if lowest > bottom else 0.0)

    def paint(self, painter: QPainter, drawing: Drawing, bottom: float, colours: Palette) -> None:
        """Paint the axis where its own place is out of sight."""
        top = self.top(drawing, bottom)
        shift = top - drawing.plot.bottom
        if shift >= 0:
            return
        band = QRectF(0, top, drawing.width, bottom - top)
        fill(painter, band, colours.background)
        painter.setPen(pen(colours.border, 1))
        painter.drawLines([QLineF(0, top + 0.5, drawing.width, top + 0.5)])
        for words in self._words(drawing):
            rect = words.rect
            there = rect._replace(top=rect.top + shift, bottom=rect.bottom + shift)
            paint_words(painter, words._replace(rect=there))

    def _words(self, drawing: Drawing) -> list[Words]:
        if self._known is None or self._known[0] is not drawing:
            own = [words for words in drawing.words() if words.rect.top >= drawing.plot.bottom]
            self._known = drawing, own
        return self._known[1]
