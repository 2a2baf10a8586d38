"""What moves over a chart: the cursor's line, the selection, the ring of keyboard focus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from hcclog.report.drawing import Drawing, Hit, Rect, TextRole, Words
from hcclog.report.painting import colour, paint_words, pen, qrect
from hcclog.report.palette import Palette, mix
from hcclog.report.typeface import measure
from hcclog.ui.charts.plates import PAD, ROLE, Plate

_POINT = 4.6
_RING = 6.0
_TINT = 56  # of 255
_PAD = 5.0
_SOFT = 0.4
DAY_HEIGHT = TextRole.SMALL.line + 2


def paint_selection(
    painter: QPainter, drawing: Drawing, key: tuple[str, str], colours: Palette
) -> None:
    """Mark what is selected, in every lane."""
    paint_hits(painter, drawing.hits_of(key), colours)


def paint_hits(painter: QPainter, hits: Iterable[Hit], colours: Palette) -> None:
    """Fill points, and frame bars and chips."""
    for hit in hits:
        if hit.point:
            middle = QPointF(
                (hit.rect.left + hit.rect.right) / 2, (hit.rect.top + hit.rect.bottom) / 2
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(colours.accent))
            painter.drawEllipse(middle, _POINT, _POINT)
        else:
            painter.setPen(pen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_frame(hit.rect), 4, 4)


def paint_frames(painter: QPainter, hits: Iterable[Hit], colours: Palette) -> None:
    """Ring points and frame bars; what they show stays seen."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hit in hits:
        if hit.point:
            painter.setPen(pen(colours.accent, 1.5))
            painter.drawEllipse(qrect(hit.rect).center(), _RING, _RING)
        else:
            painter.setPen(pen(colours.accent, 2))
            painter.drawRoundedRect(_frame(hit.rect), 4, 4)


def _frame(rect: Rect) -> QRectF:
    """Return the frame about a rectangle; one at the edge of the picture stays whole."""
    grown = rect.grown(1)
    return qrect(grown._replace(left=max(grown.left, 1.0), top=max(grown.top, 1.0)))


def paint_here(painter: QPainter, hits: Iterable[Hit], colours: Palette) -> None:
    """Ring points twice and tint bars: of what is framed it is this one that is read."""
    tint = colour(colours.accent)
    soft = QColor(tint.red(), tint.green(), tint.blue(), _TINT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hit in hits:
        if hit.point:
            painter.setPen(pen(colours.accent, 2))
            painter.drawEllipse(qrect(hit.rect).center(), 1.5 * _RING, 1.5 * _RING)
        else:
            painter.fillRect(qrect(hit.rect), soft)


def paint_cursor(
    painter: QPainter, drawing: Drawing, x: float, colours: Palette, *, is_soft: bool = False
) -> None:
    """Paint one line over all lanes; a soft one lets what lies below be read."""
    plot = drawing.plot
    tint = mix(colours.accent, colours.background, _SOFT) if is_soft else colours.accent
    painter.setPen(pen(tint, 1))
    painter.drawLines([QLineF(round(x) + 0.5, plot.top, round(x) + 0.5, plot.bottom)])


def paint_day(painter: QPainter, bounds: Rect, x: float, text: str, colours: Palette) -> None:
    """Paint the day of the cursor at the bottom of what is in sight, on the axis or above it."""
    role = TextRole.SMALL
    width = measure(text, role) + 2 * _PAD
    left = max(min(x - width / 2, bounds.right - width), bounds.left)
    rect = Rect(left, bounds.bottom - DAY_HEIGHT, left + width, bounds.bottom)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(colours.accent))
    painter.drawRoundedRect(qrect(rect), 3, 3)
    inner = Rect(rect.left + _PAD, rect.top, rect.right - _PAD, rect.bottom)
    paint_words(painter, Words(text, inner, role, colours.on_accent))


def paint_plates(painter: QPainter, plates: Sequence[Plate], colours: Palette) -> None:
    """Paint what the lanes say, each on a small ground of its own."""
    for text, rect in plates:
        painter.setPen(pen(colours.border, 1))
        painter.setBrush(colour(colours.surface))
        painter.drawRoundedRect(qrect(rect.grown(-0.5)), 3, 3)
        inner = Rect(rect.left + PAD, rect.top, rect.right - PAD, rect.bottom)
        paint_words(painter, Words(text, inner, ROLE, colours.text))


def paint_focus(painter: QPainter, width: int, height: int, colours: Palette) -> None:
    """Frame the chart that listens to the keyboard."""
    painter.setPen(pen(colours.accent, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(0.5, 0.5, width - 1, height - 1))
